"""Opening hours as rows of facts, and the lines in which people read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.translation.facts import FactBlock
from wagtail_hjelp.vocabularies import HoursState, Weekday
from wagtail_hjelp.widgets import ChoiceColumns

from .base import StableDefinition, VocabularyBlock, VocabularySetBlock


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One line of opening hours, in the active language: ``Monday–Friday  08:00–15:30``."""

    days_text: str
    times_text: str
    state_label: str


class FactTimeBlock(FactBlock, blocks.TimeBlock):
    """A local time of day."""


class WeeklyHoursBlock(FactBlock, StableDefinition, blocks.StructBlock):
    """The same hours on some days of every week.

    ``closes`` at or before ``opens`` is the next day: 20:00-08:00 is a night.
    """

    days = VocabularySetBlock(
        Weekday,
        label=_("Days"),
        widget=ChoiceColumns({"class": "hjelp-choices hjelp-choices--days"}),
    )
    opens = FactTimeBlock(
        label=_("From"), required=False, help_text=_("For example 08:00. Empty if closed all day.")
    )
    closes = FactTimeBlock(
        label=_("To"),
        required=False,
        help_text=_("For example 15:30. Not later than “From” means the next day."),
    )
    state = VocabularyBlock(HoursState, default=HoursState.OPEN, label=_("What applies"))

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        errors = {}
        if result["state"] == HoursState.CLOSED:
            return result
        for name in ("opens", "closes"):
            if result[name] is None and not getattr(self, "is_deferred_validation", False):
                errors[name] = ValidationError(_("Fill in a time, or choose “Closed”."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return result

    class Meta:
        icon = "time"
        label = _("Weekly hours")
        label_format = "{days} {opens}–{closes}"


class AlwaysOpenBlock(FactBlock, StableDefinition, blocks.StaticBlock):
    """Day and night, every day."""

    class Meta:
        icon = "time"
        label = _("Always open")
        admin_text = _("Open day and night, every day of the year.")


class ByAppointmentBlock(FactBlock, StableDefinition, blocks.StaticBlock):
    """No fixed hours: one has to make an appointment."""

    class Meta:
        icon = "date"
        label = _("Only by appointment")
        admin_text = _("No fixed hours. People make an appointment first.")


class HoursBlock(FactBlock, StableDefinition, blocks.StreamBlock):
    """Rows of opening hours. No rows means unknown, which is never shown as closed."""

    weekly = WeeklyHoursBlock()
    always = AlwaysOpenBlock()
    by_appointment = ByAppointmentBlock()

    class Meta:
        icon = "time"
        required = False
        label = _("Opening hours")
        block_counts = {"always": {"max_num": 1}, "by_appointment": {"max_num": 1}}


def hours_lines(rows: Iterable[Any]) -> list[HoursLine]:
    """Return the rows of an :class:`HoursBlock` value as lines in the active language."""
    lines = []
    for row in rows:
        if row.block_type == "always":
            lines.append(HoursLine("", gettext("Open day and night, every day"), ""))
        elif row.block_type == "by_appointment":
            lines.append(HoursLine("", str(HoursState.BY_APPOINTMENT.label), ""))
        elif line := _weekly_line(row.value):
            lines.append(line)
    return lines


def _weekly_line(value: Any) -> HoursLine | None:
    state = HoursState(value["state"] or HoursState.OPEN)
    closed = state is HoursState.CLOSED
    if not closed and (value["opens"] is None or value["closes"] is None):
        # A row that is not finished says nothing: unknown is never shown as closed.
        return None
    return HoursLine(
        days_text=days_text(int(day) for day in value["days"] or ()),
        times_text=str(HoursState.CLOSED.label)
        if closed
        else f"{_clock(value['opens'])}–{_clock(value['closes'])}",
        state_label="" if closed or state is HoursState.OPEN else str(state.label),
    )


def days_text(days: Iterable[int]) -> str:
    """Return days of the week as people write them: ``Monday–Wednesday, Friday``."""
    runs: list[list[int]] = []
    for day in sorted(set(days)):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    if runs == [[0, 1, 2, 3, 4, 5, 6]]:
        return gettext("Every day")
    names = [str(label) for label in Weekday.labels]
    return pgettext("between items of a list", ", ").join(
        names[run[0]]
        if len(run) == 1
        else f"{names[run[0]]}–{names[run[-1]]}"
        if len(run) > 2
        else f"{names[run[0]]}{pgettext('between items of a list', ', ')}{names[run[1]]}"
        for run in runs
    )


def _clock(value: time) -> str:
    return f"{value.hour:02}:{value.minute:02}"
