"""Organisations: who is behind offers and activities."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import CharField as CharSerializer
from rest_framework.fields import ListField
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.no import orgnr
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import PageManager
from wagtail.search import index

from wagtail_hjelp.blocks.contact import ContactPointsBlock
from wagtail_hjelp.blocks.stream import HelpBodyBlock
from wagtail_hjelp.directory import analysis
from wagtail_hjelp.directory.querysets import OrganisationQuerySet
from wagtail_hjelp.fields import ChoiceSetField, VocabularyField
from wagtail_hjelp.translation.facts import PAGE_FACTS, PAGE_WORDS, declare
from wagtail_hjelp.vocabularies import Audience, OrganisationKind, ServiceLanguage

from .base import HelpPageMixin
from .organisation_panels import organisation_panels
from .organisation_view import OrganisationViewMixin
from .reportable import ReportableMixin
from .shared_facts import VolunteersMixin
from .verification import VerifiedMixin


class OrganisationMixin(
    ReportableMixin, OrganisationViewMixin, VerifiedMixin, VolunteersMixin, HelpPageMixin
):
    """Everything an organisation is, for a page class of ours or of the host.

    The concrete class adds ``topics`` (a ``ClusterTaggableManager`` over a link model of its own,
    see :class:`OrganisationPage`). What it offers and what it arranges is listed by itself: offers
    and activities point to it.
    """

    summary = models.TextField(_("summary"), max_length=300)
    body = StreamField(HelpBodyBlock(), verbose_name=_("more about it"), blank=True)

    kind = VocabularyField(
        verbose_name=_("kind of organisation"),
        vocabulary=OrganisationKind,
        default=OrganisationKind.VOLUNTARY,
        max_length=30,
    )
    audiences = ChoiceSetField(verbose_name=_("who it is for"), vocabulary=Audience)
    service_languages = ChoiceSetField(
        verbose_name=_("languages they speak"), vocabulary=ServiceLanguage
    )
    contact_points = StreamField(ContactPointsBlock(), verbose_name=_("contact points"), blank=True)
    number = models.CharField(_("organisation number"), max_length=20, blank=True)
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = PageManager.from_queryset(OrganisationQuerySet)()

    hjelp_template = "wagtail_hjelp/organisation_page.html"

    words = (*PAGE_WORDS, "summary", "body", *VolunteersMixin.volunteers_words)
    facts = (
        *PAGE_FACTS,
        *VerifiedMixin.verification_facts,
        "topic_links",
        "topics",
        "kind",
        "audiences",
        "service_languages",
        "contact_points",
        "number",
        "logo",
        *VolunteersMixin.volunteers_facts,
    )
    override_translatable_fields = declare(facts=facts, words=words)

    content_panels = organisation_panels()

    search_fields = [
        index.SearchField("get_search_terms"),
        index.AutocompleteField("get_search_terms"),
    ]

    api_fields = [
        *(APIField(name) for name in ("summary", "kind", "topics", "number")),
        *(
            APIField(name, serializer=ListField(child=CharSerializer()))
            for name in ("audiences", "service_languages")
        ),
        *(APIField(name) for name in ("contact_points", "volunteers_wanted", "body")),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.number:
            try:
                self.number = orgnr.validate(self.number)
            except InvalidNumber:
                errors["number"] = _(
                    "This is not an organisation number. It has nine digits, and the last one "
                    "checks the others. Look it up at brreg.no."
                )
        if errors:
            raise ValidationError(errors)

    def get_search_terms(self) -> str:
        """Return the terms under which search finds the organisation."""
        text = [self.title, self.summary]
        text += self.body.stream_block.get_searchable_content(self.body)
        text += [name for topic in self.topics.all() for name in topic.all_names()]
        return " ".join(sorted(analysis.index_terms(" ".join(text), self.content_language)))
