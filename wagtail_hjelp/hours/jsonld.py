"""Opening hours for search engines: schema.org ``OpeningHoursSpecification``.

The format knows open and closed, each day of the week for a stretch of dates, and dates that are
not like others. So the coming year is worked out by the engine and written as that: what the
week is and from when to when, and each date with other hours (closed: 00:00 to 00:00). By
appointment is left out, since one cannot just come. "Not known" cannot be said at all; therefore
nothing is said from the first day on of which nobody has said anything.

https://schema.org/OpeningHoursSpecification and Google's structured data for hours
(developers.google.com/search/docs/appearance/structured-data/local-business): closing before
opening is the next day, and a whole day is 00:00 to 23:59.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from wagtail_hjelp.schedule import Decision, Schedule, State
from wagtail_hjelp.schedule.rules import DAY
from wagtail_hjelp.schedule.week import WeekSpan, spans_of

YEAR = timedelta(days=365)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# Opening and closing times in minutes after midnight; () is closed.
Times = tuple[tuple[int, int], ...]
Specification = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Specifications:
    """What goes into ``openingHoursSpecification`` and into ``specialOpeningHoursSpecification``.

    Where there is but one property, as ``hoursAvailable`` of a service, both stand in it.
    """

    usual: list[Specification] = field(default_factory=list)
    special: list[Specification] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.usual or self.special)

    def all(self) -> list[Specification]:
        """Return both in one list."""
        return [*self.usual, *self.special]


def specifications(schedule: Schedule, today: date) -> Specifications:
    """Return what is known of the year from ``today`` on, and last night that runs into it."""
    days = _known_days(schedule, today)
    if not days:
        return Specifications()
    found = Specifications()
    whole_year = len(days) > YEAR.days + 1
    weeks = _weeks(schedule, days)
    for first, last, week in weeks:
        dates = {} if whole_year and len(weeks) == 1 else _valid(first, last)
        found.usual.extend(_usual(week, dates))
    found.special.extend(_special(schedule, days))
    return found


def _known_days(schedule: Schedule, today: date) -> list[tuple[date, Decision]]:
    """Return the days up to the first of which nobody knows anything."""
    days = schedule.days(today - timedelta(days=1), YEAR.days + 2)
    for position, (_day, decision) in enumerate(days):
        if any(span.state is State.UNKNOWN for span in spans_of(decision.spans)):
            return days[:position]
    return days


def _weeks(
    schedule: Schedule, days: list[tuple[date, Decision]]
) -> list[tuple[date, date, dict[int, Times]]]:
    """Return stretches of dates in which each day of the week is the same, and the week."""
    found: list[tuple[date, date, dict[int, Times]]] = []
    for day, _decision in days:
        times = _times(day, schedule.ordinary_day)
        weekday = day.weekday()
        if found and found[-1][2].get(weekday, times) == times:
            first, _last, week = found.pop()
            found.append((first, day, {**week, weekday: times}))
        else:
            found.append((day, day, {weekday: times}))
    return found


def _usual(week: dict[int, Times], dates: Specification) -> Iterable[Specification]:
    by_times: dict[tuple[int, int], list[int]] = {}
    for weekday in sorted(week):
        for span in week[weekday]:
            by_times.setdefault(span, []).append(weekday)
    for (start, end), weekdays in by_times.items():
        names = [f"https://schema.org/{_WEEKDAYS[weekday]}" for weekday in weekdays]
        yield {**_specification(start, end), "dayOfWeek": names, **dates}


def _special(schedule: Schedule, days: list[tuple[date, Decision]]) -> list[Specification]:
    """Return the dates that are not like their week; those in a row that are alike are one."""
    others = [
        (day, times)
        for day, _decision in days
        if (times := _times(day, schedule.day)) != _times(day, schedule.ordinary_day)
    ]
    found: list[Specification] = []
    start = others[0][0] if others else date.min
    for (_offset, times), run in groupby(
        enumerate(others), key=lambda item: ((item[1][0] - start).days - item[0], item[1][1])
    ):
        dates = [day for _position, (day, _times_of_day) in run]
        for opens, closes in times or ((0, 0),):
            entry = _specification(opens, closes, closed=not times)
            found.append({**entry, **_valid(dates[0], dates[-1])})
    return found


def _times(day: date, decide: Callable[[date], Decision]) -> Times:
    """Return when it is open, joined over the states that are.

    What is left of the night before when a piece is cut out begins on the day itself.
    """
    night = [
        (span.start - DAY, span.end - DAY)
        for span in _open(decide(day - timedelta(days=1)))
        if span.start >= DAY
    ]
    own = [(span.start, span.end) for span in _open(decide(day)) if span.start < DAY]
    found: list[tuple[int, int]] = []
    for start, end in (*night, *own):
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(piece for start, end in found for piece in _pieces(start, end))


def _pieces(start: int, end: int) -> Times:
    """Return what the format can say: a day at most, and a whole one only from midnight.

    08:00 to 08:00 could be nothing at all, and 07:59 would lose a minute. So what goes on beyond
    midnight begins again in the last minute before it.
    """
    if end - start < DAY or (start, end) == (0, DAY):
        return ((start, end),)
    return ((start, DAY), (DAY - 1, end))


def _open(decision: Decision) -> Iterable[WeekSpan]:
    return (span for span in spans_of(decision.spans) if span.state.is_open)


def _specification(start: int, end: int, *, closed: bool = False) -> Specification:
    whole_day = not closed and end - start >= DAY
    return {
        "@type": "OpeningHoursSpecification",
        "opens": _clock(start),
        "closes": _clock(start + DAY - 1 if whole_day else end),
    }


def _valid(first: date, last: date) -> Specification:
    return {"validFrom": first.isoformat(), "validThrough": last.isoformat()}


def _clock(minute: int) -> str:
    return f"{minute % DAY // 60:02}:{minute % 60:02}"
