"""Short words for saying hours in tests: ``row("mon-fri", "08:00-15:30")``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from wagtail_hjelp.schedule import (
    Calendar,
    DatedException,
    Effect,
    Interval,
    Period,
    Rules,
    Schedule,
    Span,
    State,
    WeeklyRow,
    Weeks,
    minutes,
)

OSLO = ZoneInfo("Europe/Oslo")
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STATES = {"open": State.OPEN, "appointment": State.BY_APPOINTMENT, "phone": State.PHONE_ONLY}
STATES["closed"] = State.CLOSED


def weekdays(text: str) -> tuple[int, ...]:
    """Return the days of ``"mon-fri"`` or ``"sat,sun"``."""
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(NAMES.index(first), NAMES.index(last or first) + 1)
    return tuple(found)


def span(text: str) -> Span:
    """Return the span of ``"08:00-15:30"`` or ``"12:00-15:00 phone"``."""
    hours, _, state = text.partition(" ")
    opens, closes = hours.split("-")
    return Span(minutes(opens), minutes(closes), STATES[state or "open"])


def row(days: str, hours: str | None, weeks: Weeks = Weeks.EVERY) -> WeeklyRow:
    """Return a row of the week; without hours those days are closed."""
    return WeeklyRow(weekdays(days), span(hours) if hours else None, weeks)


def hours(*texts: str) -> Effect:
    """Return the effect of a day with hours of its own."""
    return Effect.hours(*map(span, texts))


def day(text: str) -> date:
    return date.fromisoformat(text)


def exception(first: str, effect: Effect, last: str = "", reason: str = "") -> DatedException:
    return DatedException(day(first), day(last or first), effect, reason)


def period(first: str, last: str, *rows: WeeklyRow, yearly: bool = False) -> Period:
    return Period(day(first), day(last), rows, yearly)


def at(text: str) -> datetime:
    """Return the moment of a local time in Oslo."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def compiled(rules: Rules, calendar: Calendar | None = None) -> Schedule:
    return Schedule(rules, calendar or Calendar())


def told(schedule: Schedule, first: str, last: str = "") -> list[str]:
    """Return all time of some days that is not closed, as ``"Mon 2 08:00-15:30 open"``.

    Asked as intervals, and made sure of at both ends of each: half-open, to the second.
    """
    start = at(first)
    end = (at(last) if last else start) + timedelta(days=1)
    found = schedule.intervals(start, end)
    _agree_at_ends(schedule, found)
    return [
        f"{piece.start:%a} {piece.start.day} {piece.start:%H:%M}-"
        + (f"{piece.end:%H:%M}" if piece.end < end else "24:00")
        + f" {piece.state}"
        for piece in found
    ]


def _agree_at_ends(schedule: Schedule, found: Sequence[Interval]) -> None:
    second = timedelta(seconds=1)
    touching = {piece.start: piece.state for piece in found}
    for piece in found:
        assert schedule.state_at(piece.start) is piece.state
        assert schedule.state_at(piece.end - second) is piece.state
        after = schedule.state_at(piece.end)
        assert after is touching.get(piece.end, after)
