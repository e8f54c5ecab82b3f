"""Voluntary activities: something that happens, once, on some dates or every week."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import CharField as CharSerializer
from rest_framework.fields import ListField
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import PageManager
from wagtail.search import index

from wagtail_hjelp import phone
from wagtail_hjelp.blocks.contact import ContactPointsBlock
from wagtail_hjelp.blocks.dates import DatesBlock
from wagtail_hjelp.blocks.places import WhereBlock
from wagtail_hjelp.blocks.stream import HelpBodyBlock
from wagtail_hjelp.conf import settings
from wagtail_hjelp.directory import analysis
from wagtail_hjelp.directory.querysets import ActivityQuerySet
from wagtail_hjelp.fields import ChoiceSetField, CodeSetField, VocabularyField
from wagtail_hjelp.translation.facts import PAGE_FACTS, PAGE_WORDS, declare
from wagtail_hjelp.vocabularies import Audience, SignUp

from .activity_panels import activity_panels
from .activity_view import ActivityViewMixin
from .base import HelpPageMixin
from .organised import OrganisationSerializer, OrganisedMixin
from .reportable import ReportableMixin
from .sensitive import SensitiveMixin
from .shared_facts import (
    GettingInMixin,
    InterpretedMixin,
    PaidMixin,
    VolunteersMixin,
    answer_field,
)
from .verification import VerifiedMixin

# What a calendar answers to below its own address (see :class:`ActivityIndexMixin`).
CALENDAR_ADDRESSES = ("archive", "atom", "ical")


class ActivityMixin(
    ReportableMixin,
    ActivityViewMixin,
    SensitiveMixin,
    VerifiedMixin,
    OrganisedMixin,
    InterpretedMixin,
    PaidMixin,
    GettingInMixin,
    VolunteersMixin,
    HelpPageMixin,
):
    """Everything an activity is, for a page class of ours or of the host.

    The concrete class adds ``topics`` (a ``ClusterTaggableManager`` over a link model of its own,
    see :class:`ActivityPage`). Its dates become rows when the page is published
    (:class:`Occurrence`); nothing else reads the field ``dates``.
    """

    summary = models.TextField(_("summary"), max_length=300)
    body = StreamField(HelpBodyBlock(), verbose_name=_("more about it"), blank=True)
    practical = models.TextField(_("practical notes"), max_length=1000, blank=True)
    getting_there = models.TextField(_("how to get there"), max_length=500, blank=True)

    dates = StreamField(DatesBlock(), verbose_name=_("dates"), blank=True)
    where = StreamField(WhereBlock(), verbose_name=_("where"), blank=True)

    audiences = ChoiceSetField(verbose_name=_("who can come"), vocabulary=Audience)
    age_from = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True)
    come_alone = answer_field(_("you can come alone"))

    sign_up = VocabularyField(
        verbose_name=_("sign-up"), vocabulary=SignUp, default=SignUp.UNKNOWN, max_length=10
    )
    sign_up_url = models.URLField(_("sign up on this page"), blank=True)
    sign_up_phone = models.CharField(_("sign up by telephone"), max_length=40, blank=True)
    sign_up_email = models.EmailField(_("sign up by e-mail"), blank=True)
    sign_up_by = models.DateField(_("sign up by"), null=True, blank=True)
    places = models.PositiveIntegerField(_("number of places"), null=True, blank=True)

    seasons = CodeSetField(
        verbose_name=_("seasons"), options="wagtail_hjelp.models.seasons.season_choices"
    )
    contact_points = StreamField(ContactPointsBlock(), verbose_name=_("contact points"), blank=True)
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)

    objects = PageManager.from_queryset(ActivityQuerySet)()

    hjelp_template = "wagtail_hjelp/activity_page.html"

    words = (
        *PAGE_WORDS,
        "summary",
        "body",
        "practical",
        "getting_there",
        *VolunteersMixin.volunteers_words,
        "image_alt",
    )
    facts = (
        *PAGE_FACTS,
        *VerifiedMixin.verification_facts,
        *SensitiveMixin.sensitive_facts,
        *OrganisedMixin.organised_facts,
        "topic_links",
        "topics",
        "dates",
        "where",
        "audiences",
        "age_from",
        "age_to",
        "come_alone",
        "sign_up",
        "sign_up_url",
        "sign_up_phone",
        "sign_up_email",
        "sign_up_by",
        "places",
        *InterpretedMixin.interpreter_facts,
        *PaidMixin.cost_facts,
        *GettingInMixin.getting_in_facts,
        *VolunteersMixin.volunteers_facts,
        "seasons",
        "contact_points",
        "image",
    )
    override_translatable_fields = declare(facts=facts, words=words)

    content_panels = activity_panels(GettingInMixin.getting_in_facts)

    search_fields = [
        index.SearchField("get_search_terms"),
        index.AutocompleteField("get_search_terms"),
    ]

    api_fields = [
        APIField("organiser", serializer=OrganisationSerializer()),
        *(APIField(name) for name in ("summary", "organiser_name", "topics", "dates", "where")),
        *(
            APIField(name, serializer=ListField(child=CharSerializer()))
            for name in ("audiences", "service_languages", "seasons")
        ),
        *(
            APIField(name)
            for name in (
                "age_from",
                "age_to",
                "come_alone",
                "sign_up",
                "sign_up_url",
                "sign_up_phone",
                "sign_up_email",
                "sign_up_by",
                "places",
                "interpreter",
                "cost",
                "cost_amount",
                *GettingInMixin.getting_in_facts,
                "contact_points",
                "practical",
                "getting_there",
                "body",
            )
        ),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.age_from is not None and self.age_to is not None and self.age_to < self.age_from:
            errors["age_to"] = _("The highest age is below the lowest. Change one of them.")
        if self.sign_up_phone:
            try:
                self.sign_up_phone = phone.parse(self.sign_up_phone, settings.PHONE_REGION)
            except phone.InvalidNumber:
                errors["sign_up_phone"] = _(
                    "This is not a telephone number. Write eight digits, a short number, or the "
                    "country code first (+46 …)."
                )
        ways = (self.sign_up_url, self.sign_up_phone, self.sign_up_email)
        if self.sign_up == SignUp.REQUIRED and not any(ways):
            errors["sign_up"] = _("Say how: give a web address, a telephone number or an e-mail.")
        if self.sign_up == SignUp.NONE and any((*ways, self.sign_up_by)):
            errors["sign_up"] = _(
                "There are ways to sign up below. Choose “You must sign up”, or empty them."
            )
        if self.slug in CALENDAR_ADDRESSES:
            errors["slug"] = _("The calendar itself has this address. Choose another.")
        if self.image_id and not self.image_alt:
            errors["image_alt"] = _("Say what the picture shows, for those who cannot see it.")
        if errors:
            raise ValidationError(errors)

    def get_search_terms(self) -> str:
        """Return the terms under which search finds the activity: words, never a secret place."""
        text = [self.title, self.summary, self.practical, self.organiser_name]
        text += self.body.stream_block.get_searchable_content(self.body)
        text += [name for topic in self.topics.all() for name in topic.all_names()]
        if self.organiser is not None:
            text.append(self.organiser.title)
        return " ".join(sorted(analysis.index_terms(" ".join(text), self.content_language)))
