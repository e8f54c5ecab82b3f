"""Opening hours that many share: sets with a name, and the municipality's special days."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Site

from wagtail_hjelp.blocks.clock import ClockField, DayField
from wagtail_hjelp.blocks.hours import RELEVANT, OwnHoursBlock
from wagtail_hjelp.blocks.hours_errors import effect_problems
from wagtail_hjelp.fields import VocabularyField
from wagtail_hjelp.hours.names import day_label
from wagtail_hjelp.hours.reading import read_effect, read_rows
from wagtail_hjelp.hours.status import span_text
from wagtail_hjelp.hours.words import clock_alone, joined
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


class SpecialDayForm(WagtailAdminModelForm):
    """Takes times and dates as people type them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, make in _FIELDS.items():
            if (old := self.fields.get(name)) is not None:
                self.fields[name] = make(
                    required=old.required, label=old.label, help_text=old.help_text
                )


_FIELDS: dict[str, Callable[..., forms.Field]] = {
    "first": DayField,
    "last": DayField,
    "opens": ClockField,
    "closes": partial(ClockField, ends=True),
}


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
        verbose_name=_("kind of hours"), vocabulary=HoursState, default=HoursState.OPEN
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
            attrs={"data-hjelp-only-with": RELEVANT},
        ),
        FieldPanel(
            "site",
            help_text=_(
                "Empty for all sites. A site’s own day goes before one for all sites on the same "
                "dates."
            ),
        ),
    ]

    base_form_class = SpecialDayForm

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["first", "last"]

    def __str__(self) -> str:
        return capfirst(f"{day_label(self.kind)}, {date_format(self.first)}")

    def clean(self) -> None:
        times = {"opens": self.opens, "closes": self.closes, "state": self.state}
        problems = effect_problems(self.what, times)
        if self.first and self.last and self.last < self.first:
            problems["last"] = _(
                "The last date is before the first. Change one of them, or leave this empty if it "
                "is one day."
            )
        if problems:
            raise ValidationError(problems)

    def as_rule(self) -> SpecialDayRule | None:
        """Return the day as the engine knows it."""
        effect = read_effect(self.what, self.opens, self.closes, self.state)
        if effect is None or (self.last and self.last < self.first):
            return None
        return SpecialDayRule(self.first, self.last or self.first, self.kind, effect)

    def get_name_label(self) -> str:
        """Return the day's name, for lists."""
        return capfirst(day_label(self.kind))

    get_name_label.short_description = _("day")

    def get_what_label(self) -> str:
        """Return what it does, in words, for lists: "These hours: 10:00–12:00"."""
        label = str(DayEffect(self.what).label)
        rule = self.as_rule()
        if rule is None:
            return label
        if rule.effect.closes_at is not None:
            return f"{label}: {clock_alone(rule.effect.closes_at)}"
        spans = [span_text(span.opens, span.end, span.state) for span in rule.effect.spans]
        return f"{label}: {joined(spans)}" if spans else label

    get_what_label.short_description = _("what applies then")
