"""Helplines as a site has them: the package's national services, corrected or hidden, and its own.

What a national service is stands in the package (:mod:`wagtail_hjelp.catalogue`), so that one
upgrade corrects it everywhere. A row here only says what is different on this installation.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Site

from wagtail_hjelp.blocks.contact import ContactPointsBlock
from wagtail_hjelp.catalogue.loader import shipped
from wagtail_hjelp.catalogue.service import Service, first_phone, same_facts
from wagtail_hjelp.catalogue.site import STEP
from wagtail_hjelp.fields import ChoiceSetField, VocabularyField
from wagtail_hjelp.panels import OnlyForOwnPanel, OnlyForShippedPanel, ShippedServicePanel
from wagtail_hjelp.vocabularies import Audience, HelplineTopic, HelplineUrgency, ServiceLanguage

from .helpline_form import HelplineForm
from .topics import language_choices


class Helpline(ClusterableModel):
    """One service on the list: the package's by its ``code``, or the site's own without one."""

    # Unique where there is one, and NULL rather than empty, so that every database knows that.
    code = models.CharField(max_length=80, null=True, unique=True, default=None, editable=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    contact_points = StreamField(ContactPointsBlock(), verbose_name=_("contact points"), blank=True)
    hidden_on = ParentalManyToManyField(
        Site, verbose_name=_("not shown on"), blank=True, related_name="+"
    )
    reason = models.CharField(_("what was wrong, and who says so"), max_length=250, blank=True)
    changed_on = models.DateField(_("corrected on"), null=True, blank=True)
    sort_order = models.IntegerField(verbose_name=_("order"), default=0, db_index=True)

    topics = ChoiceSetField(verbose_name=_("what it is about"), vocabulary=HelplineTopic)
    audiences = ChoiceSetField(verbose_name=_("who it is for"), vocabulary=Audience)
    languages = ChoiceSetField(
        verbose_name=_("languages of the service"), vocabulary=ServiceLanguage
    )
    urgency = VocabularyField(
        verbose_name=_("how urgent"),
        vocabulary=HelplineUrgency,
        default=HelplineUrgency.SUPPORT,
        max_length=20,
    )
    queue = models.BooleanField(_("one may have to wait"), default=True)
    site = models.ForeignKey(
        Site, verbose_name=_("only on this site"), null=True, blank=True, on_delete=models.CASCADE
    )

    base_form_class = HelplineForm

    panels = [
        ShippedServicePanel(heading=_("What the package says")),
        OnlyForShippedPanel(
            [
                FieldPanel(
                    "contact_points",
                    heading=_("Ways in, as they should be"),
                    help_text=_(
                        "Empty: as the package has them. These stand in the place of all of the "
                        "package’s, so begin with “Correct a number or hours” above."
                    ),
                ),
                FieldPanel("name", help_text=_("Only if it is called something else now.")),
                FieldPanel(
                    "reason",
                    help_text=_("“New number since 1 March, says their website.” Only seen here."),
                ),
                FieldPanel(
                    "changed_on",
                    help_text=_(
                        "The day on which you saw that it is so. Today, if you leave it as it is."
                    ),
                ),
            ],
            heading=_("Your correction"),
        ),
        OnlyForOwnPanel(
            [
                FieldPanel("name", help_text=_("Its own name. It is not translated.")),
                InlinePanel(
                    "descriptions",
                    heading=_("What it is for"),
                    label=_("Sentence"),
                    help_text=_(
                        "One short sentence in each language: “For you who …”. A reader whose "
                        "language is missing gets the first one."
                    ),
                ),
            ],
            heading=_("What it is"),
        ),
        OnlyForOwnPanel(
            [
                FieldPanel(
                    "contact_points",
                    heading=_("Ways in"),
                    help_text=_(
                        "The best first. Each has its own hours: telephone and chat differ."
                    ),
                ),
                FieldPanel("queue", help_text=_("Then another one always stands beside it.")),
            ],
            heading=_("How to reach it"),
        ),
        OnlyForOwnPanel(
            [
                FieldPanel(
                    "topics",
                    help_text=_("Without one, it is only shown where somebody picks it by hand."),
                ),
                FieldPanel("audiences"),
                FieldPanel("languages", help_text=_("Those that they answer in.")),
                FieldPanel(
                    "urgency",
                    help_text=_(
                        "“Someone to talk to”, for everyone and about mental health, also stands "
                        "on the page of acute help: the first three of the list."
                    ),
                ),
            ],
            heading=_("Whom it is for"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("site", help_text=_("Empty: on all sites.")),
                FieldPanel(
                    "hidden_on",
                    widget=forms.CheckboxSelectMultiple,
                    help_text=_("It is shown nowhere on the sites that you tick, at once."),
                ),
            ],
            heading=_("Where it is shown"),
        ),
    ]

    class Meta:
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        service = self.shipped
        return self.name or (service.name if service else self.code or "")

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The last of the list, not the first: above 113 stands nothing by accident.
        if self._state.adding and not self.code and not self.sort_order:
            last = Helpline.objects.aggregate(last=models.Max("sort_order"))["last"]
            self.sort_order = (last or 0) + STEP
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields(exclude=exclude)
        # Not asked again of a form that has said so itself.
        if not self.code and not self.name and "name" not in (exclude or ()):
            raise ValidationError({"name": _("Write what it is called.")})

    def clean(self) -> None:
        if not self.code and not self.contact_points:
            raise ValidationError(
                {"contact_points": _("Add a telephone number or another way in.")}
            )

    @property
    def shipped(self) -> Service | None:
        """What the package says of it; None for the site's own, and for one it has dropped."""
        return shipped().get(self.code) if self.code else None

    @property
    def is_corrected(self) -> bool:
        """Whether a fact of the package's is replaced."""
        return bool(self.shipped and (self.name or self.contact_points))

    @property
    def says_the_same(self) -> bool:
        """Whether a correction is what the package says now."""
        service = self.shipped
        if service is None or not self.is_corrected:
            return False
        same_name = not self.name or self.name == service.name
        raw = list(self.contact_points.raw_data)
        return same_name and (not raw or same_facts(raw, service.contact_points))

    @property
    def is_confirmed_since(self) -> bool:
        """Whether the package's facts were held against their source after a correction."""
        service = self.shipped
        if service is None or not self.is_corrected:
            return False
        confirmed, changed = service.confirmed_on, self.changed_on
        return confirmed is not None and changed is not None and confirmed > changed

    @property
    def is_caught_up(self) -> bool:
        """Whether the package now says the same, or has been confirmed since the correction."""
        return self.says_the_same or self.is_confirmed_since

    @property
    def points(self) -> tuple[Mapping[str, Any], ...]:
        """The ways in that hold, as stored: the correction's, else the package's; or the own ones.

        Empty for a service that the package has dropped. A number of the ladder is the package's,
        whatever a row says.
        """
        raw, service = tuple(self.contact_points.raw_data), self.shipped
        if service is None:
            return () if self.code else raw
        if service.is_essential and first_phone(raw) != service.phone:
            return service.contact_points
        return raw or service.contact_points

    def as_service(self) -> Service | None:
        """Return the service as the site has it; None for one that the package has dropped."""
        service = self.shipped
        if service is not None:
            if not self.is_corrected:
                return service
            name = self.name or service.name
            return replace(service, name=name, contact_points=self.points, corrected=True)
        if self.code:
            return None
        return Service(
            code=f"own-{self.pk}",
            name=self.name,
            topics=tuple(self.topics),
            audiences=tuple(self.audiences),
            languages=tuple(self.languages),
            urgency=self.urgency,
            queue=self.queue,
            local=True,
            confidence="",
            source="",
            confirmed_on=None,
            contact_points=self.points,
            own=True,
            own_descriptions=tuple(
                (entry.language_code, entry.text) for entry in self.descriptions.all()
            ),
        )


class HelplineDescription(models.Model):
    """What a site's own service is for, in one language."""

    helpline = ParentalKey(Helpline, on_delete=models.CASCADE, related_name="descriptions")
    language_code = models.CharField(_("language"), max_length=20, choices=language_choices)
    text = models.CharField(_("what it is for"), max_length=200)

    panels = [FieldPanel("language_code"), FieldPanel("text")]

    class Meta:
        verbose_name = _("what a helpline is for")
        verbose_name_plural = _("what helplines are for")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["helpline", "language_code"],
                name="wagtail_hjelp_helpline_text_once",
                violation_error_message=_("It already has a sentence in that language."),
            )
        ]

    def __str__(self) -> str:
        return self.text
