"""The words of OpenStreetMap's ``opening_hours``: days, dates, times and rules made of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise

from .rules import DAY
from .schedule import Spans
from .states import GROUND, STATES, State

# What a rule says of a day: one part per state, in the order of the day. Empty: closed.
Hours = tuple[str, ...]
# Hours from Monday to Sunday, in even and in odd weeks.
Weeks = tuple[Sequence[Hours], Sequence[Hours]]

UNKNOWN: Hours = ("unknown",)

_EVEN_WEEKS, _ODD_WEEKS = "week 02-53/2", "week 01-53/2"
_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MODIFIERS = {
    State.OPEN: "",
    State.PHONE_ONLY: ' open "phone only"',
    State.BY_APPOINTMENT: ' unknown "by appointment"',
    State.UNKNOWN: " unknown",
}


@lru_cache(maxsize=1024)
def hours(spans: Spans) -> Hours:
    """Return spans in words; where they overlap, the highest rank is what is said."""
    pieces = _pieces(spans)
    if pieces == [(0, DAY, State.UNKNOWN)]:
        return UNKNOWN
    states = dict.fromkeys(state for _start, _end, state in pieces)
    return tuple(_part(pieces, state) for state in states)


def within_day(before: Spans, today: Spans) -> Spans:
    """Return what holds from midnight to midnight: tails of the day before, and the day's own."""
    tails = ((start - DAY, end - DAY, rank) for start, end, rank in before)
    return tuple(
        (max(start, 0), min(end, DAY), rank)
        for start, end, rank in (*tails, *today)
        if end > 0 and start < DAY
    )


def rule(selector: str, said: Hours, comment: str = "") -> str:
    """Return a rule for the days of a selector: hours of several states are several rules."""
    if not said:
        return _joined(selector, "off", comment and f'"{comment}"')
    return ", ".join(_joined(selector, part) for part in said)


def week_rules(selector: str, weeks: Weeks, written: Container[int]) -> list[str]:
    """Return rules for a week; of a day that is closed, only if it is to be ``written``."""
    even, odd = (dict(enumerate(week)) for week in weeks)
    every = {day: even[day] for day in even if even[day] == odd[day]}
    return [
        line
        for weeks_selector, week in (("", every), (_EVEN_WEEKS, even), (_ODD_WEEKS, odd))
        for line in rules_of_days(
            _joined(selector, weeks_selector),
            {
                day: said
                for day, said in week.items()
                if (said or day in written) and (week is every or day not in every)
            },
        )
    ]


def rules_of_days(selector: str, days: Mapping[int, Hours]) -> list[str]:
    """Return rules for days of the week, alike ones together and closed ones last."""
    if len(days) == 7 and len(set(days.values())) == 1 and selector:
        return [rule(selector, days[0])]
    by_hours: dict[Hours, list[int]] = {}
    for day, said in sorted(days.items()):
        by_hours.setdefault(said, []).append(day)
    open_first = sorted(by_hours.items(), key=lambda pair: not pair[0])
    return [rule(_joined(selector, _weekdays(same)), said) for said, same in open_first]


def month_day(month: int, day: int) -> str:
    return f"{_MONTHS[month - 1]} {day:02}"


def month_days(first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return days of every year."""
    if first == last:
        return month_day(*first)
    if first[0] == last[0] and first < last:
        return f"{month_day(*first)}-{last[1]:02}"
    return f"{month_day(*first)}-{month_day(*last)}"


def dates(first: date, last: date) -> str:
    """Return days of one year, or of some."""
    if first.year == last.year:
        return f"{first.year} {month_days((first.month, first.day), (last.month, last.day))}"
    return "-".join(f"{day.year} {month_day(day.month, day.day)}" for day in (first, last))


def from_date(first: date) -> str:
    return f"{first.year} {month_day(first.month, first.day)}+"


def easter_day(offset: int) -> str:
    """Return a day by its distance from Easter Sunday."""
    if offset == 0:
        return "easter"
    return f"easter {offset:+} day{'' if abs(offset) == 1 else 's'}"


def days_of_years(days: Iterable[tuple[int, int]]) -> str:
    """Return days of every year, as stretches."""
    # A leap year has all of them.
    ordinals = sorted(date(2024, month, day).toordinal() for month, day in days)
    stretches = [
        [date.fromordinal(ordinal) for _index, ordinal in run]
        for _key, run in groupby(enumerate(ordinals), key=lambda pair: pair[1] - pair[0])
    ]
    return ",".join(
        month_days((run[0].month, run[0].day), (run[-1].month, run[-1].day)) for run in stretches
    )


def _weekdays(days: Sequence[int]) -> str:
    runs = [
        [day for _index, day in run]
        for _key, run in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0])
    ]
    return ",".join(
        _WEEKDAYS[run[0]] if len(run) == 1 else f"{_WEEKDAYS[run[0]]}-{_WEEKDAYS[run[-1]]}"
        for run in runs
    )


def _joined(*selectors: str) -> str:
    return " ".join(filter(None, selectors))


def _part(pieces: Sequence[tuple[int, int, State]], state: State) -> str:
    times = ",".join(f"{_time(start)}-{_time(end)}" for start, end, said in pieces if said is state)
    return f"{times}{_MODIFIERS[state]}"


def _time(minute: int) -> str:
    """Return a time of day; of the next day too, which a span may end on."""
    if minute > DAY:
        minute -= DAY
    return f"{minute // 60:02}:{minute % 60:02}"


def _pieces(spans: Spans) -> list[tuple[int, int, State]]:
    edges = sorted({edge for start, end, _rank in spans for edge in (start, end)})
    found: list[tuple[int, int, State]] = []
    for start, end in pairwise(edges):
        state = STATES[max((rank for a, b, rank in spans if a <= start < b), default=GROUND)]
        if state is State.CLOSED:
            continue
        if found and found[-1][1:] == (start, state):
            found[-1] = (found[-1][0], end, state)
        else:
            found.append((start, end, state))
    return found
