"""A time zone as iCalendar wants it: ``VTIMEZONE``, for programs that do not know its name.

Made from the zone's own data. Not by ``icalendar.Timezone.from_tzinfo``: that gives the onset of
summer time as 03:00 rather than 02:00, an hour late by RFC 5545 (3.6.5: the local time before the
change), and lists of dates, which Outlook passes over, rather than a rule.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from wagtail_hjelp.schedule.zone import Zone

# A rule must have held for so many years to be believed of those to come.
_EVIDENCE = 10
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the clock is changed from and to."""

    before: timedelta
    after: timedelta
    name: str
    summer: bool


def vtimezone(zone: Zone, first: int, last: int) -> Timezone:
    """Return the component for a zone, good for the years from ``first`` to ``last``."""
    component = Timezone()
    component.add("tzid", zone.name)
    for kind, onsets, rule in _observances(zone.name, first, last):
        part = TimezoneDaylight() if kind.summer else TimezoneStandard()
        part.add("dtstart", onsets[0])
        part.add("tzoffsetfrom", kind.before)
        part.add("tzoffsetto", kind.after)
        part.add("tzname", kind.name)
        if rule:
            part.add("rrule", rule)
        elif onsets[1:]:
            part.add("rdate", list(onsets[1:]))
        component.add_component(part)
    return component


@lru_cache(maxsize=16)
def _observances(
    name: str, first: int, last: int
) -> tuple[tuple[_Kind, tuple[datetime, ...], dict[str, Any]], ...]:
    """Return the kinds of change with their onsets, naive and in the time before the change.

    A kind that comes by a rule has only its first onset.
    """
    zone, end = Zone(name), last + _EVIDENCE
    # From the year before, for the winter in which the first year begins.
    changes = _changes(zone, date(first - 1, 1, 1), date(end, 12, 31))
    found: defaultdict[_Kind, list[datetime]] = defaultdict(list)
    start = datetime(first - 1, 1, 1)
    if not changes or changes[0].year >= first:
        found[_kind(zone, start.replace(tzinfo=zone.info), None)].append(start)
    for moment in changes:
        kind = _kind(zone, moment, moment - timedelta(seconds=1))
        found[kind].append(moment.replace(tzinfo=None) + kind.before)
    made = []
    for kind, onsets in found.items():
        rule = _rule(onsets, end)
        near = [onset for onset in onsets if onset.year <= last]
        if near:
            made.append((kind, tuple(near[:1] if rule else near), rule))
    return tuple(sorted(made, key=lambda observance: observance[1][0]))


def _changes(zone: Zone, first: date, last: date) -> list[datetime]:
    """Return the moments (UTC) at which the clock is changed."""
    found = []
    for day in zone.clock_changes(first, last):
        low, high = (zone.timestamp(day.toordinal() + extra, 0) for extra in (0, 1))
        # A midnight that is left out is the moment of the change itself.
        low -= 1
        before = _offset(zone, low)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
        found.append(datetime.fromtimestamp(high, UTC))
    return found


def _offset(zone: Zone, timestamp: float) -> timedelta:
    return zone.moment(timestamp).utcoffset() or timedelta()


def _kind(zone: Zone, moment: datetime, before: datetime | None) -> _Kind:
    after = zone.moment(moment.timestamp())
    return _Kind(
        before=_offset(zone, (before or moment).timestamp()),
        after=_offset(zone, moment.timestamp()),
        name=after.tzname() or zone.name,
        summer=bool(after.dst()),
    )


def _rule(onsets: Sequence[datetime], end: int) -> dict[str, Any]:
    """Return the yearly rule that gives these onsets up to that year; {} if there is none."""
    years = [onset.year for onset in onsets]
    if len(onsets) < _EVIDENCE or years != list(range(years[0], end + 1)):
        return {}
    if len({(onset.month, onset.weekday(), onset.time()) for onset in onsets}) > 1:
        return {}
    places = {_place(onset) for onset in onsets}
    last_in_month = {
        onset.day + 7 > monthrange(onset.year, onset.month)[1] for onset in onsets
    } == {True}
    if not last_in_month and len(places) > 1:
        return {}
    place = -1 if last_in_month else places.pop()
    weekday = _WEEKDAYS[onsets[0].weekday()]
    return {"FREQ": "YEARLY", "BYMONTH": onsets[0].month, "BYDAY": f"{place}{weekday}"}


def _place(onset: datetime) -> int:
    """Return which of the month's days of that name it is, from 1."""
    return (onset.day - 1) // 7 + 1
