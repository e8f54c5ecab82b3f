"""From the rows of a form, as they are stored, to rules of dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, time
from typing import Any

from wagtail_hjelp.schedule import (
    Break,
    Dates,
    Listed,
    Monthly,
    Once,
    Times,
    Weekly,
    minutes,
)
from wagtail_hjelp.schedule.recurrence import Row as DatesRow

Row = Mapping[str, Any]
Value = Mapping[str, Any]

# Years that the form takes too: in others there is a slip of the pen.
YEARS = range(1970, 2101)

# What the column of an occurrence's row has room for (StreamField's own are of 36 characters), and
# no extra occurrence has.
_ID = re.compile(r"(?!extra-)[\w-]{1,40}", re.ASCII)
_CLOCK = re.compile(r"\d{2}:\d{2}(:\d{2}(\.\d+)?)?", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,3}", re.ASCII)

# What reading comes to when something else than the form has written a row.
_UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)


def read_dates(raw: Iterable[Row]) -> Dates:
    """Return what rows of a :class:`~wagtail_hjelp.blocks.dates.DatesBlock` say.

    ``raw`` is the stored form: ``[{"type": "weekly", "value": {...}, "id": "..."}, ...]``, with
    dates as ``"2026-12-24"`` and times as ``"14:00"`` or ``"14:00:00"`` (or as objects, from a
    form's value). The key of a row is its id; until it has one, its place among the rows. A row
    that is not finished, as in a draft, says nothing, and neither does one that cannot be read or
    makes no sense, whatever wrote it (of a list of dates, only the date): this never raises.
    """
    rows: list[DatesRow] = []
    breaks: list[Break] = []
    for place, row in enumerate(raw if isinstance(raw, Iterable) else ()):
        if not isinstance(row, Mapping) or not isinstance(value := row.get("value"), Mapping):
            continue
        kind, key = row.get("type"), _key(row.get("id"), place)
        with suppress(*_UNREADABLE):
            if kind == "break":
                breaks.append(Break(_day(value.get("first")), _day(value.get("last"))))
            elif isinstance(kind, str) and kind in _READERS:
                rows.append(_READERS[kind](key, value))
    return Dates(tuple(rows), tuple(breaks))


def _once(key: str, value: Value) -> Once:
    day = _day(value.get("day"))
    return Once(key, day, _maybe_day(value.get("last")) or day, _times(value))


def _listed(key: str, value: Value) -> Listed:
    days = set()
    for stored in _list(value.get("days")):
        with suppress(*_UNREADABLE):
            days.add(_day(_item(stored)))
    if not days:
        raise ValueError("no date yet")
    return Listed(key, tuple(sorted(days)), _times(value))


def _weekly(key: str, value: Value) -> Weekly:
    first = _day(value.get("first"))
    weekdays = tuple(sorted({_number(code) for code in _list(value.get("weekdays"))}))
    return Weekly(
        key,
        first,
        weekdays or (first.weekday(),),
        every=_every(value),
        until=_until(value, first),
        not_on_holidays=value.get("not_on_holidays") is True,
        times=_times(value),
    )


def _monthly(key: str, value: Value) -> Monthly:
    first = _day(value.get("first"))
    # From the first to the last of a month.
    ordinals = sorted({_number(code) for code in _list(value.get("ordinals"))}, key=lambda n: n % 7)
    return Monthly(
        key,
        first,
        _number(value.get("weekday")),
        tuple(ordinals),
        every=_every(value),
        until=_until(value, first),
        not_on_holidays=value.get("not_on_holidays") is True,
        times=_times(value),
    )


_READERS: Mapping[str, Callable[[str, Value], DatesRow]] = {
    "once": _once,
    "listed": _listed,
    "weekly": _weekly,
    "monthly": _monthly,
}


def _times(value: Value) -> Times:
    return Times(_minutes(value.get("starts")), _minutes(value.get("ends")))


def _until(value: Value, first: date) -> date | None:
    until = _maybe_day(value.get("until"))
    if until is not None and until < first:
        raise ValueError("it ends before it begins")
    return until


def _every(value: Value) -> int:
    every = value.get("every")
    return 1 if every in (None, "") else _number(every)


def _key(stored: Any, place: int) -> str:
    if isinstance(stored, str) and _ID.fullmatch(stored):
        return stored
    return f"row-{place}"


def _day(stored: Any) -> date:
    found = _maybe_day(stored)
    if found is None:
        raise ValueError("no date yet")
    return found


def _maybe_day(stored: Any) -> date | None:
    if stored in (None, ""):
        return None
    found = stored if isinstance(stored, date) else date.fromisoformat(stored[:10])
    if found.year not in YEARS:
        raise ValueError(f"not a year: {found}")
    return date(found.year, found.month, found.day)


def _minutes(stored: Any) -> int | None:
    if stored in (None, ""):
        return None
    text = f"{stored:%H:%M}" if isinstance(stored, time) else stored
    if not _CLOCK.fullmatch(text):
        raise ValueError(f"not a time of day: {text}")
    return minutes(text[:5])


def _number(stored: Any) -> int:
    if isinstance(stored, int) and not isinstance(stored, bool):
        return stored
    if not _NUMBER.fullmatch(stored):
        raise ValueError(f"not a number: {stored}")
    return int(stored)


def _list(stored: Any) -> list[Any]:
    if stored in (None, ""):
        return []
    if not isinstance(stored, list | tuple):
        raise TypeError("not a list")
    return list(stored)


def _item(stored: Any) -> Any:
    # Lists are stored as items with ids, or as bare values by older code.
    return stored.get("value") if isinstance(stored, Mapping) else stored
