"""When something happens, as rows of facts. Each row is a rule, or says dates outright.

What the rows mean is :mod:`wagtail_hjelp.schedule.recurrence`'s; :mod:`wagtail_hjelp.activities`
reads them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.activities.words import nth_weekday_text
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.hours.words import date_text, weekday_date_text, weekday_name
from wagtail_hjelp.schedule.recurrence import INTERVALS, Monthly, Weekly, mismatch
from wagtail_hjelp.translation.facts import FactBlock
from wagtail_hjelp.vocabularies import Ordinal, Weekday
from wagtail_hjelp.widgets import ChoiceColumns

from .base import StableDefinition, VocabularyBlock, VocabularySetBlock
from .clock import FactDateBlock, FactTimeBlock
from .hours import DaysBlock, RowBlock

# Dates further off than this are slips of the pen: 2062 for 2026.
DOUBTFUL = timedelta(days=3653)
# More dates than this, one by one, are a rule.
MOST_DATES = 200
# What lasts longer is a series, or has a wrong year.
LONGEST = timedelta(days=366)


def _doubt(day: date) -> str:
    """Return what to ask about a date that is far off; ``""`` for one that is not."""
    if abs(day - moment_of(None).today) <= DOUBTFUL:
        return ""
    words = {"date": date_text(day, date.min)}
    return str(_("Is the year right? %(date)s is more than ten years away.") % words)


def _doubts(value: Any, names: Iterable[str]) -> dict[str, Any]:
    """Return which dates of a row are far off, by field."""
    return {name: text for name in names if value[name] and (text := _doubt(value[name]))}


class OrdinalsBlock(VocabularySetBlock):
    """Which weeks of a month, at least one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Ordinal,
            widget=ChoiceColumns({"class": "hjelp-choices hjelp-choices--days"}),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        if self.required and not value:
            raise ValidationError(_("Tick at least one, such as “First” or “Last”."))
        return super().clean(value)


class DateListBlock(FactBlock, blocks.ListBlock):
    """Dates one by one, each of them once."""

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if getattr(self, "is_deferred_validation", False):
            return result
        days = list(result)
        many = []
        if len(days) > MOST_DATES:
            text = _(
                "These are more than %(count)d dates. Use “Every week” or “Every month” instead, "
                "or a new row for the rest."
            )
            many = [ValidationError(text, params={"count": MOST_DATES})]
        wrong = self._wrong(days)
        if many or wrong:
            raise blocks.ListBlockValidationError(block_errors=wrong, non_block_errors=many)
        return result

    def _wrong(self, days: list[date]) -> dict[int, ValidationError]:
        """Return what is wrong with single dates, by position."""
        found = {}
        for position, day in enumerate(days):
            if day in days[:position]:
                words = {"date": date_text(day, date.min)}
                text = _("%(date)s stands there already. Remove one of them.") % words
                found[position] = ValidationError(text)
            elif doubt := _doubt(day):
                found[position] = ValidationError(doubt)
        return found


class TimedRowBlock(RowBlock):
    """Abstract: what happens from one time of day to another, or all day.

    ``ends`` at or before ``starts`` is the next day. Without ``ends`` nobody has said when it is
    over.
    """

    starts = FactTimeBlock(
        label=pgettext_lazy("activity", "From"),
        required=False,
        help_text=_("Empty: all day."),
    )
    ends = FactTimeBlock(
        label=pgettext_lazy("activity", "To"),
        required=False,
        ends=True,
        help_text=_("Empty: not known."),
    )

    def problems(self, value: Any) -> dict[str, Any]:
        if value["starts"] is None and value["ends"] is not None:
            return {
                "starts": _("Write when it starts. If it lasts all day, empty the other time too.")
            }
        return {}


class WeeklyBlock(TimedRowBlock):
    """Every week or every few weeks, on one day of the week or more.

    No ``weekdays`` means the day of the week of ``first``. ``until`` is the last day on which it
    may be.
    """

    first = FactDateBlock(
        label=_("First date"),
        help_text=_("The same day of the week each time."),
    )
    until = FactDateBlock(
        label=_("Last date"),
        required=False,
        help_text=_("No later than this. Empty if it goes on."),
    )
    weekdays = DaysBlock(
        required=False,
        label=_("Days"),
        help_text=_("Only if it is on several days of the week: tick all of them."),
    )
    every = blocks.IntegerBlock(
        default=1,
        min_value=INTERVALS[0],
        max_value=INTERVALS[-1],
        label=_("Every how many weeks"),
        help_text=_("1 is every week, 2 is every other week."),
    )
    not_on_holidays = blocks.BooleanBlock(required=False, label=_("Not on public holidays"))

    def problems(self, value: Any) -> dict[str, Any]:
        rule = _rule("weekly", {"first": value["first"], "weekdays": value["weekdays"]})
        return {**super().problems(value), **_rule_problems(value, rule)}

    class Meta:
        icon = "rotate"
        label = _("Every week")
        label_format = "{first} {starts}–{ends} {weekdays}"
        form_classname = "struct-block hjelp-row hjelp-row--series"
        form_layout = ["first", "starts", "ends", "until", "weekdays", "every", "not_on_holidays"]


class MonthlyBlock(TimedRowBlock):
    """Such as the first Tuesday of every month or of every few months."""

    ordinals = OrdinalsBlock(label=_("Which one in the month"), default=[Ordinal.FIRST])
    weekday = VocabularyBlock(Weekday, label=_("Day of the week"))
    first = FactDateBlock(label=_("First date"))
    until = FactDateBlock(
        label=_("Last date"),
        required=False,
        help_text=_("No later than this. Empty if it goes on."),
    )
    every = blocks.IntegerBlock(
        default=1,
        min_value=INTERVALS[0],
        max_value=INTERVALS[-1],
        label=_("Every how many months"),
        help_text=_("1 is every month, 2 is every other month."),
    )
    not_on_holidays = blocks.BooleanBlock(required=False, label=_("Not on public holidays"))

    def problems(self, value: Any) -> dict[str, Any]:
        names = ("first", "weekday", "ordinals")
        rule = _rule("monthly", {name: value[name] for name in names})
        return {**super().problems(value), **_rule_problems(value, rule)}

    class Meta:
        icon = "calendar"
        label = _("Every month")
        label_format = "{ordinals} {weekday} {starts}–{ends}"
        form_classname = "struct-block hjelp-row hjelp-row--series"
        form_layout = [
            "ordinals",
            "weekday",
            "first",
            "starts",
            "ends",
            "until",
            "every",
            "not_on_holidays",
        ]


class OnceBlock(TimedRowBlock):
    """One date; or several days in a row as one event, from ``starts`` to ``ends`` on the last."""

    day = FactDateBlock(label=pgettext_lazy("activity", "Date"))
    last = FactDateBlock(
        label=_("Last date"),
        required=False,
        help_text=_("Only for several days in a row without a break, such as a weekend camp."),
    )

    def problems(self, value: Any) -> dict[str, Any]:
        found = {**super().problems(value), **_doubts(value, ("day",))}
        if value["last"] is None:
            return found
        if value["last"] < value["day"]:
            found["last"] = _(
                "The last date is before the first. Change one of them, or leave this empty if it "
                "is one day."
            )
        elif value["last"] - value["day"] > LONGEST:
            found["last"] = _(
                "Is the year right? It would last more than a year without a break. If it happens "
                "again and again, use “Every week” or “Every month”."
            )
        return found

    class Meta:
        icon = "date"
        label = pgettext_lazy("activity", "Once")
        label_format = "{day} {last} {starts}–{ends}"
        form_classname = "struct-block hjelp-row hjelp-row--once"
        form_layout = ["day", "starts", "ends", "last"]


class ListedBlock(TimedRowBlock):
    """The same times on some dates; also for an extra date of a series."""

    days = DateListBlock(
        FactDateBlock(label=pgettext_lazy("activity", "Date")), min_num=1, label=_("Dates")
    )

    class Meta:
        icon = "list-ul"
        label = _("Several dates")
        label_format = "{days} {starts}–{ends}"
        form_classname = "struct-block hjelp-row hjelp-row--listed"
        form_layout = ["days", "starts", "ends"]


class BreakBlock(RowBlock):
    """From one date to another, both included, series give no dates."""

    first = FactDateBlock(label=_("First day of the break"))
    last = FactDateBlock(label=_("Last day of the break"))

    def problems(self, value: Any) -> dict[str, Any]:
        if value["last"] < value["first"]:
            return {"last": _("The break ends before it begins. Change one of the dates.")}
        return _doubts(value, ("first", "last"))

    class Meta:
        icon = "no-view"
        label = _("Takes a break")
        label_format = "{first} – {last}"
        form_classname = "struct-block hjelp-row hjelp-row--break"


class DatesBlock(FactBlock, StableDefinition, blocks.StreamBlock):
    """Rows of dates, the most usual first. No rows means that nobody has said when."""

    weekly = WeeklyBlock()
    once = OnceBlock()
    listed = ListedBlock()
    monthly = MonthlyBlock()

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        # "break" cannot be the name of an attribute.
        super().__init__([("break", BreakBlock()), *(local_blocks or ())], **kwargs)

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if getattr(self, "is_deferred_validation", False):
            return result
        if result and all(row.block_type == "break" for row in result):
            text = _("A break gives no dates. Add a row that says when it happens.")
            raise blocks.StreamBlockValidationError(non_block_errors=[ValidationError(text)])
        return result

    class Meta:
        icon = "calendar-alt"
        required = False
        label = _("Dates")


def _rule(kind: str, value: Any) -> Weekly | Monthly | None:
    """Return the rule of a row, every single week or month of it and without an end."""
    rows = read_dates([{"type": kind, "value": value}]).rows
    return rows[0] if rows and isinstance(rows[0], Weekly | Monthly) else None


def _rule_problems(value: Any, rule: Weekly | Monthly | None) -> dict[str, Any]:
    """Return what is wrong with the dates of a series, by field."""
    first, until = value["first"], value["until"]
    if found := _doubts(value, ("first", "until")):
        return found
    if until is not None and until < first:
        return {"until": _("The last date is before the first. Change one of them.")}
    mend = mismatch(rule) if rule is not None else None
    if rule is None or mend is None:
        return {}
    if until is not None and mend > until:
        words = {"date": weekday_date_text(mend, first)}
        return {
            "until": _(
                "There would be no date at all: the first one is %(date)s. Write a later last "
                "date, or leave this empty."
            )
            % words
        }
    return {"first": _mismatch_text(rule, mend)}


def _mismatch_text(rule: Weekly | Monthly, mend: date) -> str:
    """Return why the first date is none of the series, and both mends."""
    first = rule.first
    words = {
        "date": date_text(first, date.min),
        "weekday": weekday_name(first.weekday()),
        "mend": weekday_date_text(mend, first),
    }
    if isinstance(rule, Weekly):
        text = _(
            "%(date)s is a %(weekday)s, and %(weekday)s is not ticked. Tick it, or write %(mend)s "
            "as the first date."
        )
    elif first.weekday() != rule.weekday:
        text = _(
            "%(date)s is a %(weekday)s. Choose %(weekday)s as the day of the week, or write "
            "%(mend)s as the first date."
        )
    else:
        # Days from the 29th on are the fifth, and the form has "the last" for them.
        nth = (first.day - 1) // 7 + 1
        words["nth"] = nth_weekday_text(nth if nth < 5 else -1, first.weekday())
        text = _(
            "%(date)s is %(nth)s of the month, and that is not ticked. Tick it, or write %(mend)s "
            "as the first date."
        )
    return str(text % words)
