"""What comes out of a file and goes into one: an activity or an organisation as plain values.

Records are dicts of JSON types, so that they can be kept, shown and compared. Codes are those of
:mod:`wagtail_hjelp.vocabularies`; dates are ``"2026-12-24"`` and times ``"14:00"``; ``""``, ``[]``
and None mean that nobody has said. What rows of dates mean is
:mod:`wagtail_hjelp.schedule.recurrence`'s: :func:`dates_of` gives its rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal, TypeAlias, TypedDict

from wagtail_hjelp.schedule import Break, Dates, Listed, Monthly, Once, Times, Weekly, minutes
from wagtail_hjelp.schedule.recurrence import Row

Kind: TypeAlias = Literal["activity", "organisation"]


class OnceRow(TypedDict):
    """One date, or several days in a row as one happening."""

    kind: Literal["once"]
    day: str
    last: str
    starts: str
    ends: str


class WeeklyRow(TypedDict):
    """Days of the week, 0 for Monday, of every ``every`` weeks."""

    kind: Literal["weekly"]
    first: str
    weekdays: list[int]
    every: int
    until: str
    starts: str
    ends: str


class MonthlyRow(TypedDict):
    """Such as the first Tuesday of every ``every`` months; -1 is the last."""

    kind: Literal["monthly"]
    first: str
    weekday: int
    ordinals: list[int]
    every: int
    until: str
    starts: str
    ends: str


class ListedRow(TypedDict):
    """The same times on some dates."""

    kind: Literal["listed"]
    days: list[str]
    starts: str
    ends: str


class BreakRow(TypedDict):
    """Days on which rules give no dates."""

    kind: Literal["break"]
    first: str
    last: str


DateRow: TypeAlias = OnceRow | WeeklyRow | MonthlyRow | ListedRow | BreakRow


class ActivityRecord(TypedDict):
    """Something that happens.

    ``key`` is the row's own in its source. ``organisation`` is a name. ``phone``, ``email`` and
    ``web`` are public. ``language`` is that of the words, ``""`` for the source language.
    """

    key: str
    title: str
    summary: str
    organisation: str
    dates: list[DateRow]
    place: str
    street: str
    postcode: str
    town: str
    online_url: str
    phone: str
    email: str
    web: str
    audiences: list[str]
    languages: list[str]
    age_from: int | None
    age_to: int | None
    come_alone: str
    cost: str
    cost_amount: str
    sign_up: str
    sign_up_url: str
    sign_up_phone: str
    sign_up_email: str
    sign_up_by: str
    practical: str
    topics: list[str]
    language: str


class OrganisationRecord(TypedDict):
    """Who is behind activities. The rest is as in :class:`ActivityRecord`."""

    key: str
    title: str
    summary: str
    kind: str
    number: str
    street: str
    postcode: str
    town: str
    phone: str
    email: str
    web: str
    audiences: list[str]
    languages: list[str]
    topics: list[str]
    language: str


Record: TypeAlias = ActivityRecord | OrganisationRecord


def empty_activity() -> ActivityRecord:
    """Return an activity of which nothing is known."""
    return {
        "key": "",
        "title": "",
        "summary": "",
        "organisation": "",
        "dates": [],
        "place": "",
        "street": "",
        "postcode": "",
        "town": "",
        "online_url": "",
        "phone": "",
        "email": "",
        "web": "",
        "audiences": [],
        "languages": [],
        "age_from": None,
        "age_to": None,
        "come_alone": "unknown",
        "cost": "unknown",
        "cost_amount": "",
        "sign_up": "unknown",
        "sign_up_url": "",
        "sign_up_phone": "",
        "sign_up_email": "",
        "sign_up_by": "",
        "practical": "",
        "topics": [],
        "language": "",
    }


def empty_organisation() -> OrganisationRecord:
    """Return an organisation of which nothing is known; the kind is the most usual."""
    return {
        "key": "",
        "title": "",
        "summary": "",
        "kind": "voluntary",
        "number": "",
        "street": "",
        "postcode": "",
        "town": "",
        "phone": "",
        "email": "",
        "web": "",
        "audiences": [],
        "languages": [],
        "topics": [],
        "language": "",
    }


def dates_of(rows: Iterable[DateRow]) -> Dates:
    """Return the rules that rows of dates say; the key of a row is its place among them."""
    found: list[Row] = []
    breaks: list[Break] = []
    for place, row in enumerate(rows):
        if row["kind"] == "break":
            breaks.append(Break(_day(row["first"]), _day(row["last"])))
        else:
            found.append(_rule(f"row-{place}", row))
    return Dates(tuple(found), tuple(breaks))


def _rule(key: str, row: OnceRow | WeeklyRow | MonthlyRow | ListedRow) -> Row:
    times = Times(_minutes(row["starts"]), _minutes(row["ends"]))
    if row["kind"] == "once":
        day = _day(row["day"])
        return Once(key, day, _day(row["last"]) if row["last"] else day, times)
    if row["kind"] == "listed":
        return Listed(key, tuple(_day(day) for day in row["days"]), times)
    until = _day(row["until"]) if row["until"] else None
    shared: dict[str, Any] = {"every": row["every"], "until": until, "times": times}
    if row["kind"] == "weekly":
        return Weekly(key, _day(row["first"]), tuple(row["weekdays"]), **shared)
    return Monthly(key, _day(row["first"]), row["weekday"], tuple(row["ordinals"]), **shared)


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def _minutes(clock: str) -> int | None:
    return minutes(clock) if clock else None
