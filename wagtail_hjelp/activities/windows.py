"""Which dates a list is about: those of a stretch of days, or the next one of each activity.

Worked out once and kept with the snapshot until one of them is over: a request only filters.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from .agenda import Happens
from .cards import midnight_after
from .snapshot import ActivitySnapshot
from .when import next_month

# Longer stretches are put together from months, so that a year is not kept for each way to ask.
_LONGEST_WHOLE = timedelta(days=31)
_KEPT = 24

Days = tuple[date, date]


class Window(NamedTuple):
    """The dates, by start, and the entries that have one of them, as bits.

    True from ``since`` until before ``until``, when the first of them or the day is over.
    """

    rows: Sequence[Happens]
    bits: int
    since: datetime
    until: datetime


def window(held: ActivitySnapshot, days: Days | None, now: datetime) -> Window:
    """Return what happens on these local dates, both included, and is not over.

    ``None`` is the next date of each activity. What began the day before and still goes on is there
    if the dates begin today.
    """
    kept: OrderedDict[Days | None, Window] = held.views.setdefault("windows", OrderedDict())
    found = kept.get(days)
    if found is not None and found.since <= now < found.until:
        return found
    rows = _next(held, now) if days is None else between(held, days, now)
    midnight = midnight_after(held.agenda.zone.today(now), held.agenda.zone)
    until = min((row.over_at for row in rows), default=midnight)
    return _keep(kept, days, Window(rows, _bits(rows, held), now, min(until, midnight)))


def part(whole: Window, days: Days, held: ActivitySnapshot, now: datetime) -> Window:
    """Return the part of a window of days that lies on these, without asking anybody."""
    kept: OrderedDict[Days | None, Window] = held.views.setdefault("parts", OrderedDict())
    found = kept.get(days)
    if found is not None and found.since == whole.since:
        return found
    rows = _within(whole.rows, days, held.agenda.zone.today(now), now)
    return _keep(kept, days, whole._replace(rows=rows, bits=_bits(rows, held)))


def between(held: ActivitySnapshot, days: Days, now: datetime) -> list[Happens]:
    """Return the dates of :func:`window`, asked for now."""
    first, last = days
    if last - first <= _LONGEST_WHOLE:
        return held.agenda.between(first, last, now)
    rows: dict[int, Happens] = {}
    month = first.replace(day=1)
    while month <= last:
        following = next_month(month)
        for row in held.agenda.whole(month, following - timedelta(days=1)):
            rows.setdefault(row.pk, row)
        month = following
    found = _within(rows.values(), days, held.agenda.zone.today(now), now)
    return sorted(found, key=_order)


def _within(rows: Iterable[Happens], days: Days, today: date, now: datetime) -> list[Happens]:
    first, last = days
    return [
        row
        for row in rows
        if row.over_at > now
        and row.first_day <= last
        # A night that began yesterday is one of today's until it is over.
        and (row.last_day >= first or first == today)
    ]


def _next(held: ActivitySnapshot, now: datetime) -> list[Happens]:
    return sorted(held.agenda.next_of(held.index.keys, now).values(), key=_order)


def _order(row: Happens) -> tuple[datetime, int, int]:
    return row.starts_at, row.entry, row.pk


def _bits(rows: Iterable[Happens], held: ActivitySnapshot) -> int:
    return held.index.bits_of({row.entry for row in rows})


def _keep(kept: OrderedDict[Days | None, Window], days: Days | None, found: Window) -> Window:
    kept[days] = found
    while len(kept) > _KEPT:
        kept.popitem(last=False)
    return found
