"""When somebody has time: today, at the weekend, between two dates, in a season.

Anything may stand in an address: what nobody could have meant is passed over, and nothing raises.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import pgettext, pgettext_lazy

from wagtail_hjelp.hours.names import day_label
from wagtail_hjelp.hours.words import date_range_text, joined, weekday_date_text
from wagtail_hjelp.vocabularies import DayName

from .places import AHEAD
from .snapshot import SeasonDates
from .writing import date_calendar

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d\d", re.ASCII)

# Times with a name, in the order in which they are shown.
NAMED = {
    "today": pgettext_lazy("when an activity is", "Today"),
    "tomorrow": pgettext_lazy("when an activity is", "Tomorrow"),
    "weekend": pgettext_lazy("when an activity is", "This weekend"),
    "week": pgettext_lazy("when an activity is", "This week"),
}


@dataclass(frozen=True, slots=True)
class When:
    """What was asked for. Without anything: each activity, at its next date.

    At most one of a named time and a season; chosen dates may lie within a season. ``first`` and
    ``last`` are both given or both None.
    """

    named: str = ""
    first: date | None = None
    last: date | None = None
    season: SeasonDates | None = None

    @classmethod
    def read(
        cls, parameters: Mapping[str, str], today: date, seasons: Sequence[SeasonDates]
    ) -> When:
        """Read an address: dates back to front are turned round, days gone by are passed over.

        One date alone is that day, or up to that day from now on. Dates outside the season that
        stands beside them are taken at their word, and the season is not.
        """
        asked = parameters.get("season", "")
        season = next((one for one in coming(seasons, today) if one.slug == asked), None)
        first, last = _dates(parameters, today)
        if first and last:
            if season is not None and first <= season.last and last >= season.first:
                return cls("", max(first, season.first), min(last, season.last), season)
            return cls("", first, last)
        if season is not None:
            return cls(season=season)
        named = parameters.get("when", "")
        return cls(named if named in NAMED else "")

    def days(self, today: date) -> tuple[date, date] | None:
        """Return the local dates asked for, both included; None if no time was chosen."""
        if self.first and self.last:
            return self.first, self.last
        if self.season:
            return max(self.season.first, today), min(self.season.last, today + AHEAD)
        return named_days(self.named, today) if self.named else None

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters of the address that asks for this."""
        found = [("when", self.named)] if self.named else []
        if self.season:
            found.append(("season", self.season.slug))
        if self.first and self.last:
            found += [("from", self.first.isoformat()), ("to", self.last.isoformat())]
        return found

    def label(self, today: date) -> str:
        """Return the time in words, without the season: "This week"; ``""`` if it has none."""
        if self.first and self.last:
            return relative_range_text(self.first, self.last, today)
        return str(NAMED[self.named]) if self.named else ""


def named_days(name: str, today: date) -> tuple[date, date]:
    """Return the local dates of a named time, both included.

    A weekend is Saturday and Sunday, or what is left of them; a week is today up to Sunday.
    """
    sunday = today + timedelta(days=6 - today.weekday())
    tomorrow = today + timedelta(days=1)
    return {
        "today": (today, today),
        "tomorrow": (tomorrow, tomorrow),
        "weekend": (max(today, sunday - timedelta(days=1)), sunday),
        "week": (today, sunday),
    }[name]


def coming(seasons: Sequence[SeasonDates], today: date) -> list[SeasonDates]:
    """Return the seasons that are on or begin within a year, by their first day."""
    return [one for one in seasons if one.last >= today and one.first <= today + AHEAD]


def read_month(text: str, today: date) -> date:
    """Return the first day of a month asked for ("2026-12"): this one to that in a year."""
    now = today.replace(day=1)
    if not _MONTH.fullmatch(text):
        return now
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        return now
    return min(max(asked, now), (today + AHEAD).replace(day=1))


def next_month(day: date) -> date:
    """Return the first day of the month after that of a day."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def relative_range_text(first: date, last: date, today: date) -> str:
    """Return dates in a row: "Today", "Tomorrow", "Thursday 24 December", "24–26 December"."""
    if first == last == today:
        return pgettext("when an activity is", "Today")
    if first == last == today + timedelta(days=1):
        return pgettext("when an activity is", "Tomorrow")
    return date_range_text(first, last, today)


def _dates(parameters: Mapping[str, str], today: date) -> tuple[date | None, date | None]:
    first, last = _date(parameters.get("from", "")), _date(parameters.get("to", ""))
    if first and last and last < first:
        first, last = last, first
    first, last = first or (today if last else None), last or first
    if first is None or last is None or last < today or first > today + AHEAD:
        return None, None
    return max(first, today), min(last, today + AHEAD)


def _date(text: str) -> date | None:
    # As <input type="date"> sends it; Python also takes week dates and dates without hyphens.
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_heading(day: date, today: date) -> tuple[str, str]:
    """Return the heading of a day, and what stands beside it: the date, the name of a holiday."""
    names = [day_label(code) for code in date_calendar().names(day) if code != DayName.ROMJUL]
    text, date_text = relative_range_text(day, day, today), weekday_date_text(day, today)
    if text == date_text:
        return capfirst(date_text), joined(names)
    return text, joined([capfirst(date_text), *names])
