"""Help offers: something a resident can get help from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import CharField as CharSerializer
from rest_framework.fields import ListField
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from wagtail_hjelp.blocks.contact import ContactPoint, ContactPointsBlock, contact_points
from wagtail_hjelp.blocks.hours import HoursBlock
from wagtail_hjelp.blocks.stream import HelpBodyBlock
from wagtail_hjelp.directory import analysis
from wagtail_hjelp.directory.organisers import organisers
from wagtail_hjelp.directory.querysets import OfferQuerySet, source_locale
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.directory.snapshot import Snapshot, snapshot
from wagtail_hjelp.fields import ChoiceSetField, VocabularyField
from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.hours.offer import OfferHours, offer_hours
from wagtail_hjelp.hours.view import HoursView, hours_view
from wagtail_hjelp.translation.facts import PAGE_FACTS, PAGE_WORDS, declare
from wagtail_hjelp.vocabularies import Access, Audience, Urgency

from .base import HelpPageMixin
from .offer_panels import offer_panels
from .offer_view import Giver, OfferFact, OfferView
from .organised import OrganisationSerializer, PointsToOrganisation, check_organisation
from .reportable import ReportableMixin
from .sensitive import SensitiveMixin
from .shared_facts import GettingInMixin, InterpretedMixin, PaidMixin
from .shown_topics import TopicLink, shown_topics
from .structured_data import script, service
from .verification import Verified, VerifiedMixin


class HelpOfferMixin(
    ReportableMixin,
    PointsToOrganisation,
    SensitiveMixin,
    VerifiedMixin,
    InterpretedMixin,
    PaidMixin,
    GettingInMixin,
    HelpPageMixin,
):
    """Everything a help offer is, for a page class of ours or of the host.

    The concrete class adds ``topics`` and ``keywords`` (each a ``ClusterTaggableManager``
    over a link model of its own, see :class:`HelpOfferPage`), because a link needs a
    class to point to. Fields are words or facts; :attr:`words` and :attr:`facts` say which.
    """

    summary = models.TextField(_("summary"), max_length=300)
    body = StreamField(HelpBodyBlock(), verbose_name=_("more about it"), blank=True)

    provider = models.CharField(_("who gives the help"), max_length=120, blank=True)
    organisation = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="+",
    )
    audiences = ChoiceSetField(verbose_name=_("who it is for"), vocabulary=Audience)
    access = ChoiceSetField(verbose_name=_("how to get it"), vocabulary=Access)
    urgency = VocabularyField(
        verbose_name=_("acute help"), vocabulary=Urgency, default=Urgency.NONE, max_length=20
    )
    contact_points = StreamField(ContactPointsBlock(), verbose_name=_("contact points"), blank=True)
    opening_hours = StreamField(HoursBlock(), verbose_name=_("opening hours"), blank=True)

    _snapshot: Snapshot | None = None
    _book: HoursBook | None = None

    objects = PageManager.from_queryset(OfferQuerySet)()

    organisation_field = "organisation"
    hjelp_template = "wagtail_hjelp/help_offer_page.html"

    words = (*PAGE_WORDS, "summary", "body")
    facts = (
        *PAGE_FACTS,
        *VerifiedMixin.verification_facts,
        *SensitiveMixin.sensitive_facts,
        "provider",
        "topic_links",
        "topics",
        "keyword_links",
        "keywords",
        "audiences",
        "access",
        *InterpretedMixin.interpreter_facts,
        *PaidMixin.cost_facts,
        *GettingInMixin.getting_in_facts,
        "organisation",
        "urgency",
        "contact_points",
        "opening_hours",
    )
    override_translatable_fields = declare(facts=facts, words=words)

    content_panels = offer_panels(GettingInMixin.getting_in_facts)

    search_fields = [
        index.SearchField("get_search_terms"),
        index.AutocompleteField("get_search_terms"),
        index.FilterField("urgency"),
    ]

    api_fields = [
        APIField("summary"),
        APIField("provider"),
        APIField("organisation", serializer=OrganisationSerializer()),
        APIField("topics"),
        *(
            APIField(name, serializer=ListField(child=CharSerializer()))
            for name in ("audiences", "access", "service_languages")
        ),
        APIField("interpreter"),
        APIField("cost"),
        APIField("cost_amount"),
        *(APIField(name) for name in GettingInMixin.getting_in_facts),
        APIField("urgency"),
        APIField("contact_points"),
        APIField("opening_hours"),
        APIField("body"),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        check_organisation(self.organisation, "organisation")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # What the directory has in memory about the offer; a draft in preview is not in it.
        if not getattr(request, "is_preview", False):
            self._snapshot = snapshot(Scope.of_listed(self), request)
            if language := self._snapshot.language_of.get(self.pk):
                self._hjelp_content_language = language
        context = super().get_context(request, *args, **kwargs)
        directory_url = self.get_directory_url(request)
        return {
            **context,
            "directory_url": directory_url,
            "offer": (view := self._get_view(directory_url, request)),
            "offer_facts": view.render(moment := moment_of(request)),
            "structured_data": view.structured_data(self._structured_data, moment),
            "verified": self.get_verified(),
        }

    def _get_view(self, directory_url: str, request: HttpRequest) -> OfferView:
        kept = self._snapshot.views if self._snapshot else {}
        key = (self.pk, directory_url, get_language())
        if key not in kept:
            kept[key] = OfferView(
                facts=self.get_facts(request),
                contacts=self.get_contact_points(),
                hours=self.get_hours(),
                topics=self.get_topic_links(directory_url),
                urgency_label=self.get_urgency_label(),
            )
        return kept[key]

    def _structured_data(self, view: OfferView, today: date) -> SafeString:
        giver = self.get_giver() or Giver(self.provider)
        data = service(
            name=self.title,
            description=self.summary,
            url=self.full_url or "",
            provider=giver.name,
            provider_url=giver.full_url,
            languages=list(self.service_languages),
            hours=self.get_main_hours().view,
            contacts=view.contacts,
            today=today,
        )
        return script(data)

    def get_verified(self) -> Verified | None:
        if self._snapshot is None:
            return super().get_verified()
        confirmed_on = self._snapshot.confirmed_on.get(self.translation_key)
        return None if confirmed_on is None else self.verified_on(confirmed_on)

    def get_directory_url(self, request: HttpRequest) -> str:
        """Return the address of the directory that the offer stands in: its parent's."""
        own = self.get_url(request) or ""
        return own.rstrip("/").rsplit("/", 1)[0] + "/" if own else ""

    def get_hours_book(self) -> HoursBook:
        """Return the site's schedules: those of the directory, else read anew (a preview)."""
        if self._snapshot is not None:
            return self._snapshot.book
        if self._book is None:
            self._book = HoursBook.load(self.get_site() if self.path else None)
        return self._book

    def get_hours(self) -> HoursView | None:
        """Return the offer's own hours; None if nobody has said anything."""
        return hours_view(self.opening_hours.raw_data, self.get_hours_book())

    def get_main_hours(self) -> OfferHours:
        """Return the hours by which the offer is labelled: its own, else its best way in's."""
        book = self.get_hours_book()
        return offer_hours(self.opening_hours.raw_data, self.contact_points.raw_data, book)

    def get_contact_points(self) -> list[ContactPoint]:
        """Return the ways in as the public may see them, in the editor's order."""
        book, offer = self.get_hours_book(), self.get_hours()
        return contact_points(self.contact_points, lambda raw: hours_view(raw, book, offer))

    def get_urgency_label(self) -> str:
        """Return how the public is told that it is acute help; ``""`` if it is not."""
        if self.urgency == Urgency.NONE:
            return ""
        if self.urgency == Urgency.DAYTIME_EMERGENCY:
            return gettext("Emergency help in the daytime")
        return gettext("Acute help")

    def get_topic_links(self, directory_url: str) -> list[TopicLink]:
        """Return the topics, each leading to the directory filtered by it."""
        return shown_topics(self, self._snapshot, directory_url)

    def get_giver(self, request: HttpRequest | None = None) -> Giver | None:
        """Return the organisation that gives it, in the page's language; None if none does."""
        if self.organisation_id is None:
            return None
        if self._snapshot is not None and self.pk in self._snapshot.language_of:
            found = self._snapshot.given_by.get(self.pk)
        else:
            known = organisers([self.organisation_id], self.locale, source_locale())
            found = known.get(self.organisation_id)
        page = Page.objects.filter(pk=found.page_pk).first() if found and found.page_pk else None
        if found is None or page is None:
            return Giver(found.name, lang=found.lang) if found else None
        return Giver(found.name, page.get_url(request) or "", page.full_url or "", found.lang)

    def get_facts(self, request: HttpRequest | None = None) -> list[OfferFact]:
        """Return what is known about the offer as labelled rows; what nobody knows is left out."""
        field = self._meta.get_field
        facts = [
            OfferFact("user", gettext("For"), field("audiences").labels(self.audiences)),
            OfferFact("check", gettext("How to get help"), field("access").labels(self.access)),
            OfferFact("money", gettext("Cost"), self.cost_texts()),
            OfferFact(
                "languages",
                gettext("Languages"),
                field("service_languages").labels(self.service_languages),
            ),
        ]
        facts.append(OfferFact("interpreter", gettext("Interpreter"), self.interpreter_texts()))
        facts.append(OfferFact("wheelchair", gettext("Getting in"), self.getting_in_texts()))
        giver = self.get_giver(request)
        given_by: list[str] = [giver.as_link()] if giver else []
        if self.provider and (giver is None or giver.name != self.provider):
            given_by.append(self.provider)
        facts.append(OfferFact("people", gettext("Given by"), given_by))
        return [fact for fact in facts if fact.values]

    def get_search_terms(self) -> str:
        """Return the terms under which search finds the offer: words, never a withheld fact."""
        language = self.content_language
        text = [self.title, self.summary, self.provider]
        if self.organisation is not None:
            text.append(self.organisation.title)
        text += self.body.stream_block.get_searchable_content(self.body)
        text += [tag.name for tag in self.keywords.all()]
        text += [name for topic in self.topics.all() for name in topic.all_names()]
        return " ".join(sorted(analysis.index_terms(" ".join(text), language)))
