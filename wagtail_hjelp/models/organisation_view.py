"""What an organisation's page shows: itself, what it offers, and what it arranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from stdnum.no import orgnr

from wagtail_hjelp.activities.cards import ActivityCard
from wagtail_hjelp.activities.cards import make_cards as make_activity_cards
from wagtail_hjelp.activities.places import calendar_url, upcoming
from wagtail_hjelp.activities.snapshot import activity_snapshot
from wagtail_hjelp.blocks.contact import ContactPoint, contact_points
from wagtail_hjelp.conf import settings
from wagtail_hjelp.directory.cards import Card, make_cards
from wagtail_hjelp.directory.organisations import OrganisationSnapshot, organisation_snapshot
from wagtail_hjelp.directory.places import hours_book, site_scope
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.directory.snapshot import snapshot
from wagtail_hjelp.hours.moment import Moment, Rendered, moment_of
from wagtail_hjelp.hours.view import hours_view

from .offer_view import OfferFact
from .organisation_data import organisation
from .shown_topics import TopicLink, shown_topics
from .structured_data import script
from .verification import Verified

# So many activities stand on the page, each with its next date; the calendar has the rest.
NEXT_ACTIVITIES = 6
# Where everybody can look up a Norwegian organisation.
_REGISTER = "https://virksomhet.brreg.no/nb/oppslag/enheter/{}"


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation's facts as its page shows them, in the active language."""

    kind: str
    facts: list[OfferFact]
    contacts: list[ContactPoint]
    topics: list[TopicLink]
    structured_data: SafeString
    _rendered: list[Rendered] = field(default_factory=list, compare=False, repr=False)

    def render(self, moment: Moment) -> SafeString:
        """Return ways in and facts as HTML: made once, until something changes."""
        if not self._rendered or not self._rendered[0].holds(moment):
            context = {"organisation": self}
            self._rendered[:] = [
                Rendered.of("wagtail_hjelp/parts/organisation_facts.html", context, moment)
            ]
        moment.holds_until(self._rendered[0].until)
        return self._rendered[0].html


class OrganisationViewMixin(models.Model):
    """The page of an organisation as its visitors see it."""

    _held: OrganisationSnapshot | None = None

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # What the overview has in memory about it; a draft in preview is not in it.
        if not getattr(request, "is_preview", False):
            self._held = organisation_snapshot(Scope.of_listed(self), request)
            if language := self._held.language_of.get(self.pk):
                self._hjelp_content_language = language
        context = super().get_context(request, *args, **kwargs)
        directory_url = self.get_directory_url(request)
        view, moment = self._get_view(directory_url, request), moment_of(request)
        activities, more_url = self.get_next_activities(request)
        return {
            **context,
            "directory_url": directory_url,
            "organisation": view,
            "organisation_facts": view.render(moment),
            "structured_data": view.structured_data,
            "activities": [card.render(3, moment, dated=True) for card in activities],
            "activities_url": more_url,
            "offers": self.get_offers(request),
            "verified": self.get_verified(),
        }

    def _get_view(self, directory_url: str, request: HttpRequest) -> OrganisationView:
        kept = self._held.views if self._held else {}
        key = (self.pk, directory_url, get_language())
        if key not in kept:
            contacts = self.get_contact_points(request)
            kept[key] = OrganisationView(
                kind=str(self.get_kind_display()),
                facts=self.get_facts(),
                contacts=contacts,
                topics=self.get_topic_links(directory_url),
                structured_data=script(self._structured_data(contacts)),
            )
        return kept[key]

    def _structured_data(self, contacts: Sequence[ContactPoint]) -> dict[str, Any]:
        return organisation(
            kind=self.kind,
            name=self.title,
            description=self.summary,
            url=self.full_url or "",
            number=self.number,
            languages=self.service_languages,
            contacts=contacts,
        )

    def get_verified(self) -> Verified | None:
        if self._held is None:
            return super().get_verified()
        confirmed_on = self._held.confirmed_on.get(self.translation_key)
        return None if confirmed_on is None else self.verified_on(confirmed_on)

    def get_directory_url(self, request: HttpRequest) -> str:
        """Return the address of the overview that it stands in: its parent's."""
        own = self.get_url(request) or ""
        return own.rstrip("/").rsplit("/", 1)[0] + "/" if own else ""

    def get_contact_points(self, request: HttpRequest | None = None) -> list[ContactPoint]:
        """Return the ways to reach them as the public may see them, in the editor's order."""
        if not self.contact_points:
            return []
        book = hours_book(request, self)
        return contact_points(self.contact_points, lambda raw: hours_view(raw, book))

    def get_offers(self, request: HttpRequest) -> list[Card]:
        """Return cards of the offers of this site that it gives, in alphabetical order."""
        scope = site_scope(request, self)
        if scope is None:
            return []
        held = snapshot(scope, request)
        given = {pk for pk, by in held.given_by.items() if by.key == self.translation_key}
        return make_cards([pk for pk in held.index.keys if pk in given], held, request)

    def get_next_activities(self, request: HttpRequest) -> tuple[list[ActivityCard], str]:
        """Return cards of what it arranges on this site, each with its next date, by date; and the
        address of all of it in the calendar, ``""`` if there is none."""
        scope = site_scope(request, self)
        if scope is None:
            return [], ""
        held = activity_snapshot(scope, request)
        code = self.translation_key.hex
        if code not in held.index.values("organisation"):
            return [], ""
        found = upcoming(
            held,
            moment_of(request).now,
            rule={"organisation": [code]},
            first=None,
            last=None,
            picked=(),
            limit=NEXT_ACTIVITIES,
        )
        cards = make_activity_cards(found, held, request)
        # The next one to begin takes the place of the first that is over.
        moment_of(request).holds_until(min((one.over_at for one in found), default=None))
        # Found once: it ends with the calendar's snapshot, at the next change of an address.
        key = ("calendar", self.pk, self.get_url(request))
        if key not in held.views:
            calendar = calendar_url(request, self)
            held.views[key] = f"{calendar}?organisation={code}" if calendar else ""
        return cards, held.views[key]

    def get_topic_links(self, directory_url: str) -> list[TopicLink]:
        """Return the topics, each leading to the overview filtered by it."""
        return shown_topics(self, self._held, directory_url)

    def get_facts(self) -> list[OfferFact]:
        """Return what is known about it as labelled rows; what nobody knows is left out."""
        field = self._meta.get_field
        facts = [
            OfferFact("user", gettext("For"), field("audiences").labels(self.audiences)),
            OfferFact(
                "languages",
                gettext("Languages"),
                field("service_languages").labels(self.service_languages),
            ),
            OfferFact("info", gettext("Organisation number"), self._number_texts()),
        ]
        return [fact for fact in facts if fact.values]

    def _number_texts(self) -> list[str]:
        """Return the organisation number as one reads it, in Norway with the way to look it up."""
        if not self.number:
            return []
        # From left to right in every language: it is in three groups.
        text = format_html('<bdi dir="ltr">{}</bdi>', orgnr.format(self.number))
        if settings.PHONE_REGION != "NO":
            return [text]
        return [format_html('<a href="{}">{}</a>', _REGISTER.format(self.number), text)]
