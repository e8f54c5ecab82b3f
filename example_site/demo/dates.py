"""Dates of the content files. Those that would grow old are counted from the day of loading."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from .content import ContentError

# Days after Easter Sunday for which "easter" is still this year's: past Whit Monday.
_EASTER_LASTS = 60
_OF_YEAR = re.compile(r"(?P<month>\d\d)-(?P<day>\d\d)")
_COUNTED = re.compile(r"(?P<anchor>[a-z]+)(?P<days>[+-]\d+)?")


def date_of(text: str, today: date) -> date:
    """Return the date that a text stands for on the day of loading.

    "2026-09-15" is that date. "christmas" is 25 December, "easter" Easter Sunday and "monday" the
    Monday of this week; "christmas-1" and "christmas+7" count days from there. Christmas is the
    coming one, and until 6 January the one before. "06-22" is the next 22 June, today included.
    """
    of_year = _OF_YEAR.fullmatch(text)
    if of_year is not None:
        return _next(today, int(of_year["month"]), int(of_year["day"]))
    counted = _COUNTED.fullmatch(text)
    if counted is not None and counted["anchor"] in _ANCHORS:
        return _ANCHORS[counted["anchor"]](today) + timedelta(days=int(counted["days"] or 0))
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ContentError(f"facts.toml: not a date: {text!r}") from error


def pause_of(first: str, last: str, today: date) -> tuple[date, date]:
    """Return from when to when a pause is; one that is going on is in one piece."""
    end = date_of(last, today)
    of_year = _OF_YEAR.fullmatch(first)
    if of_year is None:
        return date_of(first, today), end
    start = date(end.year, int(of_year["month"]), int(of_year["day"]))
    return (start if start <= end else start.replace(year=end.year - 1)), end


def _next(today: date, month: int, day: int) -> date:
    found = date(today.year, month, day)
    return found if found >= today else found.replace(year=today.year + 1)


def _christmas(today: date) -> date:
    still_the_last = (today.month, today.day) <= (1, 6)
    return date(today.year - still_the_last, 12, 25)


def _easter(today: date) -> date:
    found = easter(today.year)
    over = today > found + timedelta(days=_EASTER_LASTS)
    return easter(today.year + 1) if over else found


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


_ANCHORS: dict[str, Callable[[date], date]] = {
    "christmas": _christmas,
    "easter": _easter,
    "monday": _monday,
}
