"""Opening hours that many share: sets with a name, and the municipality's special days."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Site

from wagtail_hjelp.blocks.hours import OwnHoursBlock, effect_problems
from wagtail_hjelp.fields import VocabularyField
from wagtail_hjelp.hours.names import day_label
from wagtail_hjelp.hours.reading import read_effect, read_rows
from wagtail_hjelp.panels import HoursPreviewPanel
from wagtail_hjelp.schedule import Rules
from wagtail_hjelp.schedule import SpecialDay as SpecialDayRule
from wagtail_hjelp.vocabularies import DayEffect, DayName, HoursState


class SharedHours(models.Model):
    """A set of opening hours with a name that many offers can point to: "Rådhuset"."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    opening_hours = StreamField(OwnHoursBlock(), verbose_name=_("opening hours"), blank=True)

    panels = [
        FieldPanel(
            "name",
            help_text=_(
                "Whose hours they are, by its own name: “Rådhuset”. Shown to the public, and not "
                "translated."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("opening_hours", heading=_("Rows")), HoursPreviewPanel("opening_hours")],
            heading=_("Opening hours"),
            classname="hjelp-hours-panel",
        ),
    ]

    class Meta:
        verbose_name = _("shared opening hours")
        verbose_name_plural = _("shared opening hours")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def rules(self) -> Rules:
        """Return what the rows say."""
        return read_rows(self.opening_hours.raw_data).rules


class SpecialDay(models.Model):
    """A date for which the whole municipality changes its hours, or some dates in a row.

    It holds for all hours that follow the municipality's special days.
    """

    kind = VocabularyField(verbose_name=_("day"), vocabulary=DayName, default=DayName.OTHER)
    first = models.DateField(_("date"), db_index=True)
    last = models.DateField(_("last date"), null=True, blank=True)
    what = VocabularyField(
        verbose_name=_("what applies then"), vocabulary=DayEffect, default=DayEffect.CLOSED
    )
    opens = models.TimeField(_("from"), null=True, blank=True)
    closes = models.TimeField(_("to"), null=True, blank=True)
    state = VocabularyField(
        verbose_name=_("with these hours"), vocabulary=HoursState, default=HoursState.OPEN
    )
    site = models.ForeignKey(
        Site, verbose_name=_("only on this site"), null=True, blank=True, on_delete=models.CASCADE
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldRowPanel(
                    [
                        FieldPanel("first"),
                        FieldPanel("last", help_text=_("Empty if it is one day.")),
                    ]
                ),
            ],
            heading=_("Which day"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "what",
                    help_text=_(
                        "For all offers that follow the municipality’s special days. An exception "
                        "of an offer’s own goes before it."
                    ),
                ),
                FieldRowPanel([FieldPanel("opens"), FieldPanel("closes"), FieldPanel("state")]),
            ],
            heading=_("What it does to the opening hours"),
        ),
        FieldPanel("site"),
    ]

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["first", "last"]

    def __str__(self) -> str:
        return f"{day_label(self.kind)} {self.first}"

    def clean(self) -> None:
        problems = effect_problems(self.what, {"opens": self.opens, "closes": self.closes})
        if self.first and self.last and self.last < self.first:
            problems["last"] = _("The last date is before the first.")
        if problems:
            raise ValidationError(problems)

    def as_rule(self) -> SpecialDayRule | None:
        """Return the day as the engine knows it."""
        effect = read_effect(self.what, self.opens, self.closes, self.state)
        if effect is None:
            return None
        return SpecialDayRule(self.first, self.last or self.first, self.kind, effect)

    def get_what_label(self) -> Any:
        """Return what it does, in words, for lists."""
        times = "–".join(f"{time:%H:%M}" for time in (self.opens, self.closes) if time)
        return f"{DayEffect(self.what).label} {times}".strip()

    get_what_label.short_description = _("what applies then")
