"""Between the two shapes of a record: as a file says it, and as a page does.

::

    entry = to_entry(row.record, "activity")
    apply_record(page, entry, names)
    to_file(read_record(page), "activity")

A file says dates as :mod:`.records` has them and a price with two decimals; a page stores rows of a
StreamField, each with an id by which its dates are known, and whole kroner. What a file can say
survives the way to a page and back; a page says more than a file (not on public holidays, opening
hours of an organisation), which is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext

from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.collecting.entries import EntryKind
from wagtail_hjelp.schedule import Monthly, Once, Weekly

from .records import DateRow, empty_activity, empty_organisation
from .refusing import plain_lines, without_control

Row = dict[str, Any]
Values = Mapping[str, Any]

# What a file says of a record and a page does not.
_NOT_OF_THE_PAGE = {"key", "language"}
# Texts that keep their lines; others stand on one.
_SEVERAL_LINES = {"summary", "practical"}


def said_names(kind: str) -> tuple[str, ...]:
    """Return the parts of a page that a file can say."""
    return tuple(name for name in _empty(kind) if name not in _NOT_OF_THE_PAGE)


def unsayable(record: Values) -> dict[str, str]:
    """Return what a file says and no page can, by field."""
    amount = record.get("cost_amount")
    if amount and Decimal(amount) % 1:
        return {"cost_amount": gettext("Write the price in whole kroner.")}
    return {}


# --- from a file ----------------------------------------------------------------------------


def to_entry(record: Values, kind: str) -> Row:
    """Return what a file says as a page has it; rows of dates get ids of their own."""
    found = {name: record[name] for name in said_names(kind)}
    found["topics"] = sorted(found["topics"])
    if kind == EntryKind.ACTIVITY:
        found["dates"] = [_stored(row) for row in found["dates"]]
        amount = found["cost_amount"]
        found["cost_amount"] = int(Decimal(amount)) if amount else None
    return found


def _stored(row: DateRow) -> Row:
    """Return a row as :class:`~wagtail_hjelp.blocks.dates.DatesBlock` stores it."""
    value: Row = {name: said for name, said in row.items() if name != "kind"}
    kind = row["kind"]
    for name in ("starts", "ends", "last", "until"):
        if name in value and kind != "break":
            value[name] = value[name] or None
    if kind == "weekly":
        value["weekdays"] = [str(day) for day in value["weekdays"]]
    elif kind == "monthly":
        value["weekday"] = str(value["weekday"])
        value["ordinals"] = [str(number) for number in value["ordinals"]]
    if kind in ("weekly", "monthly"):
        value["not_on_holidays"] = False
    return {"type": kind, "id": str(uuid4()), "value": value}


def with_ids_of(there: Sequence[Row], told: Sequence[Row]) -> list[Row]:
    """Return rows that are told, as those that a page has already where they say the same.

    A row that says something new takes the place of one of its type that is told no more. So it
    keeps its id, and what hangs on that: a date that was cancelled or moved stays so.
    """
    left = [(_said(one), one) for one in there]
    kept: list[Row | None] = []
    for row in told:
        said = _said(row)
        place = next((place for place, (old, _one) in enumerate(left) if old == said), None)
        kept.append(None if place is None else left.pop(place)[1])
    found = []
    for row, same in zip(told, kept, strict=True):
        if same is None:
            same = row
            places = [place for place, (_, one) in enumerate(left) if one["type"] == row["type"]]
            place = next(iter(places), None)
            if place is not None:
                same = _in_place_of(left.pop(place)[1], row)
        found.append(same)
    return found


def _in_place_of(old: Row, row: Row) -> Row:
    value = dict(row["value"])
    if "not_on_holidays" in value:
        value["not_on_holidays"] = bool(old["value"].get("not_on_holidays"))
    return {**row, "id": old["id"], "value": value}


# --- from a page ----------------------------------------------------------------------------


def to_file(entry: Values, kind: str) -> Row:
    """Return what a page says as a file says it; a row of dates that is not finished is left out.

    The key is empty.
    """
    found: Row = {**_empty(kind)}
    for name in said_names(kind):
        value = entry[name]
        if name == "dates":
            found[name] = [row for one in value if (row := _said(one)) is not None]
        elif name == "cost_amount":
            found[name] = "" if value is None else f"{value}.00"
        elif isinstance(value, str):
            found[name] = _text(name, value)
        else:
            found[name] = list(value) if isinstance(value, tuple) else value
    return found


def _text(name: str, value: str) -> str:
    text = plain_lines(without_control(value))
    return text if name in _SEVERAL_LINES else " ".join(text.split())


def _said(row: Row) -> DateRow | None:
    """Return a row of a page as a file says it; None for one that says no date yet."""
    dates = read_dates([row])
    for pause in dates.breaks:
        return {"kind": "break", "first": f"{pause.first}", "last": f"{pause.last}"}
    for rule in dates.rows:
        starts, ends = _clock(rule.times.starts), _clock(rule.times.ends)
        if isinstance(rule, Once):
            last = "" if rule.last == rule.day else f"{rule.last}"
            return {
                "kind": "once",
                "day": f"{rule.day}",
                "last": last,
                "starts": starts,
                "ends": ends,
            }
        if isinstance(rule, Weekly):
            return {
                "kind": "weekly",
                "first": f"{rule.first}",
                "weekdays": list(rule.weekdays),
                "every": rule.every,
                "until": _day(rule.until),
                "starts": starts,
                "ends": ends,
            }
        if isinstance(rule, Monthly):
            return {
                "kind": "monthly",
                "first": f"{rule.first}",
                "weekday": rule.weekday,
                "ordinals": list(rule.ordinals),
                "every": rule.every,
                "until": _day(rule.until),
                "starts": starts,
                "ends": ends,
            }
        return {
            "kind": "listed",
            "days": [f"{day}" for day in rule.days],
            "starts": starts,
            "ends": ends,
        }
    return None


def _day(found: date | None) -> str:
    return found.isoformat() if found else ""


def _clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"


def _empty(kind: str) -> Row:
    return {**(empty_activity() if kind == EntryKind.ACTIVITY else empty_organisation())}


# --- comparing ------------------------------------------------------------------------------


def differing(one: Values, other: Values, names: Iterable[str]) -> list[str]:
    """Return in which of some parts two records in the shape of a file differ."""
    return [name for name in names if one[name] != other[name]]
