"""Opening hours as rows of facts. Each row is a rule; together they are a schedule.

What the rows mean is :mod:`wagtail_hjelp.schedule`'s; :mod:`wagtail_hjelp.hours` reads them.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from wagtail_hjelp.hours.reading import read_rows
from wagtail_hjelp.schedule.serial import to_dict
from wagtail_hjelp.translation.facts import FactBlock
from wagtail_hjelp.vocabularies import (
    DayEffect,
    HoursReason,
    HoursState,
    HoursWeeks,
    Weekday,
)
from wagtail_hjelp.widgets import ChoiceColumns

from .base import StableDefinition, VocabularyBlock, VocabularySetBlock
from .choosers import DayNameBlock, SharedHoursChooserBlock
from .clock import FactDateBlock, FactTimeBlock
from .hours_errors import contradictions, disputes, effect_problems

# The groups of the menu of rows, in the order in which a person thinks of them.
WHAT_WEEK = _("The week")
WHAT_DAYS = _("Holidays and special days")
WHAT_DATES = _("For a time")


class DaysBlock(VocabularySetBlock):
    """Days of the week, at least one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Weekday,
            widget=ChoiceColumns({"class": "hjelp-choices hjelp-choices--days"}),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        if self.required and not value:
            raise ValidationError(_("Tick at least one day."))
        return super().clean(value)


class RowBlock(FactBlock, StableDefinition, blocks.StructBlock):
    """A rule. A draft may be saved while one is unfinished; it then says nothing yet."""

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if getattr(self, "is_deferred_validation", False):
            return result
        if errors := self.problems(result):
            raise blocks.StructBlockValidationError(
                block_errors={name: ValidationError(text) for name, text in errors.items()}
            )
        return result

    def problems(self, value: Any) -> dict[str, Any]:
        """Return what is wrong, by field, in words that say how to mend it."""
        return {}


class WeeklyHoursBlock(RowBlock):
    """The same hours on some days of the week.

    ``closes`` at or before ``opens`` is the next day: 20:00-08:00 is a night. Without times,
    "closed" and "by appointment" hold all day; "closed" with times cuts a piece out of its own day.
    """

    days = DaysBlock(label=_("Days"))
    opens = FactTimeBlock(label=_("From"), required=False, help_text=_("For example 08:00"))
    closes = FactTimeBlock(
        label=_("To"), required=False, ends=True, help_text=_("A night: 20:00 to 08:00")
    )
    state = VocabularyBlock(HoursState, default=HoursState.OPEN, label=_("What applies"))
    weeks = VocabularyBlock(HoursWeeks, default=HoursWeeks.EVERY, label=_("Which weeks"))

    def problems(self, value: Any) -> dict[str, Any]:
        all_day = value["state"] in (HoursState.CLOSED, HoursState.BY_APPOINTMENT)
        missing = [name for name in ("opens", "closes") if value[name] is None]
        if not missing or (all_day and len(missing) == 2):
            return {}
        text: Any = _("Fill in a time, or choose “Closed” under “What applies”.")
        if all_day:
            text = _("Fill in both times for a part of the day, or neither for all day.")
        return dict.fromkeys(missing, text)

    class Meta:
        icon = "time"
        label = _("Weekly hours")
        label_format = "{days} {opens}–{closes} {state}"
        group = WHAT_WEEK
        form_classname = "struct-block hjelp-row hjelp-row--weekly"


class AlwaysOpenBlock(FactBlock, StableDefinition, blocks.StaticBlock):
    """Day and night, every day."""

    class Meta:
        icon = "time"
        label = _("Always open")
        admin_text = _("Open day and night, every day of the year.")
        group = WHAT_WEEK


class ByAppointmentBlock(FactBlock, StableDefinition, blocks.StaticBlock):
    """No fixed hours, or none but those in other rows: one has to make an appointment."""

    class Meta:
        icon = "date"
        label = _("Only by appointment")
        admin_text = _("People make an appointment first. Hours in other rows hold as well.")
        group = WHAT_WEEK


class PeriodBlock(RowBlock):
    """Other weekly hours for a part of the year."""

    first = FactDateBlock(label=_("First day"))
    last = FactDateBlock(label=_("Last day"))
    yearly = blocks.BooleanBlock(
        required=False,
        label=_("Every year"),
        help_text=_("The same dates each year; the year above does not matter."),
    )
    rows = blocks.ListBlock(
        WeeklyHoursBlock(),
        label=_("Weekly hours in the period"),
        help_text=_("These replace the ordinary weekly hours. Days without a row are closed."),
    )

    def problems(self, value: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if not value["yearly"] and value["last"] < value["first"]:
            found["last"] = _(
                "The last day is before the first. Change one of them, or tick “Every year” "
                "for a period across New Year."
            )
        if not value["rows"]:
            found["rows"] = _(
                "Add the weekly hours of the period. If it is closed all the time, choose "
                "“Temporarily closed” or an exception instead."
            )
        return found

    class Meta:
        icon = "calendar-alt"
        label = _("Period with other hours")
        label_format = "{first} – {last}"
        group = WHAT_DATES
        form_classname = "struct-block hjelp-row hjelp-row--period"


# Which times go with which effect: "field:question=answer,answer". Without script all are shown.
RELEVANT = (
    f"opens:what={DayEffect.HOURS.value} "
    f"closes:what={DayEffect.HOURS.value},{DayEffect.CLOSES_AT.value} "
    f"state:what={DayEffect.HOURS.value}"
)


class EffectBlock(RowBlock):
    """Abstract: what holds on days that are not like others."""

    what = VocabularyBlock(DayEffect, default=DayEffect.CLOSED, label=_("What applies then"))
    opens = FactTimeBlock(label=_("From"), required=False)
    closes = FactTimeBlock(label=_("To"), required=False, ends=True)
    state = VocabularyBlock(HoursState, default=HoursState.OPEN, label=_("Kind of hours"))

    def problems(self, value: Any) -> dict[str, Any]:
        return effect_problems(value["what"], value)

    class Meta:
        form_classname = "struct-block hjelp-row hjelp-row--effect"
        # Fields that stand there only with some answers (admin.js): field, question, answers.
        form_attrs = {"data-hjelp-only-with": RELEVANT}


class HolidaysBlock(EffectBlock):
    """What all public holidays do to the hours."""

    what = VocabularyBlock(DayEffect, default=DayEffect.CLOSED, label=_("On public holidays"))

    class Meta:
        icon = "calendar-alt"
        label = _("Public holidays")
        label_format = "{what} {opens} {closes}"
        group = WHAT_DAYS


class NamedDayBlock(EffectBlock):
    """What one day with a name does, every year."""

    day = DayNameBlock(label=_("Day"))

    class Meta:
        icon = "calendar-alt"
        label = _("A special day, every year")
        label_format = "{day}: {what} {opens} {closes}"
        group = WHAT_DAYS
        form_layout = ["day", "what", "opens", "closes", "state"]


class ExceptionBlock(EffectBlock):
    """What holds on one date, or from one date to another."""

    first = FactDateBlock(label=pgettext_lazy("opening hours", "Date"))
    last = FactDateBlock(
        label=_("Last date"), required=False, help_text=_("Empty if it is one day.")
    )
    reason = VocabularyBlock(HoursReason, required=False, label=_("Why"))

    def problems(self, value: Any) -> dict[str, Any]:
        found = super().problems(value)
        if value["last"] is not None and value["last"] < value["first"]:
            found["last"] = _(
                "The last date is before the first. Change one of them, or leave this empty if it "
                "is one day."
            )
        return found

    class Meta:
        icon = "calendar-check"
        label = _("Exception on a date")
        label_format = "{first} {last}: {what} {opens} {closes}"
        group = WHAT_DATES
        form_layout = ["first", "last", "what", "reason", "opens", "closes", "state"]


class ClosureBlock(RowBlock):
    """Temporarily closed."""

    first = FactDateBlock(
        label=_("First day closed"), required=False, help_text=_("Empty if it is closed already.")
    )
    reopens = FactDateBlock(
        label=_("Opens again on"), required=False, help_text=_("Empty for “until further notice”.")
    )
    approximate = blocks.BooleanBlock(required=False, label=_("That day is a guess"))
    reason = VocabularyBlock(HoursReason, required=False, label=_("Why"))

    def problems(self, value: Any) -> dict[str, Any]:
        if value["first"] and value["reopens"] and value["reopens"] <= value["first"]:
            return {
                "reopens": _(
                    "It cannot open again before it closes. Write the first day on which it is "
                    "open again."
                )
            }
        if value["approximate"] and not value["reopens"]:
            return {"reopens": _("Write the day that you guess, or remove the tick below.")}
        return {}

    class Meta:
        icon = "no-view"
        label = _("Temporarily closed")
        label_format = "{first} – {reopens}"
        group = WHAT_DATES
        form_classname = "struct-block hjelp-row hjelp-row--closure"


class FollowsCalendarBlock(FactBlock, StableDefinition, blocks.StaticBlock):
    """The municipality's special days hold here too."""

    class Meta:
        icon = "calendar-alt"
        label = _("Follows the municipality’s special days")
        admin_text = _(
            "Christmas Eve, planning days and other days in the municipality’s own calendar "
            "change these hours too."
        )
        group = WHAT_DAYS


class SameAsBlock(RowBlock):
    """The hours of a shared set; other rows go before it."""

    hours = SharedHoursChooserBlock(
        label=_("Shared hours"),
        help_text=_("When the shared hours change, these change with them."),
    )

    class Meta:
        icon = "link"
        label = _("Same as shared hours")
        label_format = "{hours}"
        group = WHAT_WEEK


class OutsideBlock(FactBlock, StableDefinition, blocks.StaticBlock):
    """Whenever the offer itself is not open."""

    class Meta:
        icon = "history"
        label = _("Whenever the offer is not open")
        admin_text = _("Evenings, nights, weekends: all the time outside the offer’s own hours.")
        group = WHAT_WEEK


class OwnHoursBlock(FactBlock, StableDefinition, blocks.StreamBlock):
    """Rows of opening hours that stand by themselves: those of a shared set."""

    weekly = WeeklyHoursBlock()
    always = AlwaysOpenBlock()
    by_appointment = ByAppointmentBlock()
    holidays = HolidaysBlock()
    follows_calendar = FollowsCalendarBlock()
    special_day = NamedDayBlock()
    exception = ExceptionBlock()
    period = PeriodBlock()
    closure = ClosureBlock()

    # What may stand there once only.
    SINGLE = ("always", "by_appointment", "follows_calendar", "same_as", "outside")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meta.block_counts = {
            name: {"max_num": 1} for name in self.SINGLE if name in self.child_blocks
        }

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Return the rules in their documented form, those of shared hours with them."""
        shared = [row.value["hours"] for row in value if row.block_type == "same_as"]
        rows = read_rows(value.get_prep_value(), {one.pk: one.rules() for one in shared if one})
        return {**to_dict(rows.rules), **({"outside": True} if rows.outside else {})}

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if getattr(self, "is_deferred_validation", False):
            return result
        rows = [(row.block_type, row.value) for row in result]
        beside, of_rows = contradictions({kind for kind, _value in rows}), disputes(rows)
        if beside or of_rows:
            raise blocks.StreamBlockValidationError(
                block_errors=of_rows, non_block_errors=[ValidationError(text) for text in beside]
            )
        return result

    class Meta:
        icon = "time"
        required = False
        label = _("Opening hours")


class HoursBlock(OwnHoursBlock):
    """Rows of opening hours. No rows means unknown, which is never shown as closed."""

    same_as = SameAsBlock()


class ContactHoursBlock(HoursBlock):
    """Rows of the hours of one way in. No rows means the offer's hours."""

    outside = OutsideBlock()
