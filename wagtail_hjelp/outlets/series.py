"""From rows of the database to what iCalendar calls a series: a rule, and what departs from it.

Whatever program reads it must end up with the rows, no more and no fewer, at the same moments. So
the rule always ends (at the last row that there is), dates that have no row are excluded, and a
date whose times a program might work out otherwise stands by itself: one that somebody changed, and
one with a clock change inside, where RFC 5545 and what programs do disagree (3.3.10, 3.8.5.3).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

from wagtail_hjelp.schedule import Break, Calendar, Dates, Times, Weekly
from wagtail_hjelp.schedule.recurrence import Rule, happenings, rule_of
from wagtail_hjelp.schedule.rules import DAY
from wagtail_hjelp.schedule.zone import Zone
from wagtail_hjelp.vocabularies import OccurrenceStatus

# A date, or a moment in local time or UTC.
When: TypeAlias = date | datetime

_DAY = timedelta(days=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Row(NamedTuple):
    """One date of an activity, as the database has it (:class:`Occurrence`).

    What has a default is that of a date with which nobody has done anything.
    """

    activity_key: UUID
    row: str
    day: date
    starts_at: datetime
    ends_at: datetime | None
    all_day: bool
    last_day: date
    status: str = str(OccurrenceStatus.SCHEDULED)
    reason: str = ""
    note: str = ""
    moved: bool = False
    rule_starts_at: datetime | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when. Dates: the end is the day after. None: nobody has said when it ends."""

    start: When
    end: When | None


@dataclass(frozen=True, slots=True)
class Series:
    """A rule from its first date on, and what departs from it."""

    first: Span
    # The parts of RRULE; UNTIL is among them.
    rule: dict[str, list[Any]]
    excluded: tuple[When, ...]
    # By what the rule itself gives: RECURRENCE-ID.
    overrides: tuple[tuple[When, Row], ...]
    # The days whose rows the series tells of; those of the rest stand alone.
    days: frozenset[date]


def span_of(row: Row, zone: Zone) -> Span:
    """Return when a row is: in local time, or in UTC if its local time comes twice that night.

    Several days of which nobody has said when they end last to the end of the last one: otherwise
    all but the first would be left out.
    """
    first, after = zone.today(row.starts_at), row.last_day + _DAY
    if row.all_day:
        return Span(first, after)
    start, end = row.starts_at.astimezone(zone.info), None
    if row.ends_at is not None:
        end = row.ends_at.astimezone(zone.info)
    elif row.last_day > first:
        end = zone.midnight(after)
    if _is_doubtful(start) or (end is not None and _is_doubtful(end)):
        return Span(start.astimezone(UTC), end and end.astimezone(UTC))
    return Span(start, end)


def series_of(
    rule: Rule,
    breaks: Collection[Break],
    rows: Mapping[date, Row],
    since: date,
    until: date,
    calendar: Calendar,
) -> Series | None:
    """Return the series of a rule whose rows have been written up to the day ``until``.

    ``rows`` are those from the day ``since`` on; of earlier days the rule is believed. None if it
    was over by then, or gives no date that every program reads alike: then its rows stand alone.
    """
    zone, times = calendar.zone, rule.times
    dates = [start.date() for start in rule_of(rule, until=until)]
    kept = [day for day in dates if day >= since and day in rows]
    if rule.first < since:
        past = happenings(Dates((rule,), tuple(breaks)), rule.first, since - _DAY, calendar)
        kept = [*(found.day for found in past if found.day <= until), *kept]
    first = next((day for day in kept if _is_usual(day, times, zone)), None)
    if first is None or kept[-1] < since:
        return None
    days = frozenset(day for day in kept if day >= first)
    last = kept[-1]
    return Series(
        first=_span(first, times, zone),
        rule=_rule(rule, _until(last, times, zone)),
        excluded=tuple(
            _start(day, times, zone) for day in dates if first <= day <= last and day not in days
        ),
        overrides=tuple(
            (_start(day, times, zone), rows[day])
            for day in kept
            if day >= first and day in rows and _departs(rows[day], times, zone)
        ),
        days=days,
    )


def _departs(row: Row, times: Times, zone: Zone) -> bool:
    """Whether a row says other things than programs make of its rule."""
    if row.status != OccurrenceStatus.SCHEDULED or row.reason or row.note:
        return True
    if row.all_day != (times.starts is None) or not _is_usual(row.day, times, zone):
        return True
    ordinal, starts = row.day.toordinal(), times.starts or 0
    if row.starts_at.timestamp() != zone.timestamp(ordinal, starts):
        return True
    if row.all_day:
        return row.last_day != row.day
    if row.ends_at is None or times.ends is None:
        both = row.ends_at is None and times.ends is None
        return not both or row.last_day != row.day
    return row.ends_at.timestamp() != zone.timestamp(ordinal, _end(times))


def _is_usual(day: date, times: Times, zone: Zone) -> bool:
    """Whether the clock is left alone while it lasts, and neither end's local time is doubtful."""
    if times.starts is None or zone.is_plain(day.toordinal()):
        return True
    span = _span(day, times, zone)
    moments = [moment for moment in (span.start, span.end) if isinstance(moment, datetime)]
    offsets = {moment.utcoffset() for moment in moments}
    return len(offsets) == 1 and not any(map(_is_doubtful, moments))


def _is_doubtful(moment: datetime) -> bool:
    """Whether a local time comes twice that night, or not at all."""
    return moment.replace(fold=1).utcoffset() != moment.replace(fold=0).utcoffset()


def _span(day: date, times: Times, zone: Zone) -> Span:
    """Return from when to when by the clock on the wall."""
    start = _start(day, times, zone)
    if times.starts is None:
        return Span(start, day + _DAY)
    if times.ends is None:
        return Span(start, None)
    # Local time plus a length is local time: clock changes are not counted.
    return Span(start, start + timedelta(minutes=_end(times) - times.starts))


def _end(times: Times) -> int:
    """Return the end in minutes since the midnight before the start."""
    starts, ends = times.starts or 0, times.ends or 0
    return ends if ends > starts else ends + DAY


def _start(day: date, times: Times, zone: Zone) -> When:
    """Return what the rule gives for a day."""
    if times.starts is None:
        return day
    return datetime.combine(day, time(*divmod(times.starts, 60)), zone.info)


def _until(day: date, times: Times, zone: Zone) -> When:
    """Return the end of a rule: its last start, in UTC, however a program reads its local time."""
    start = _start(day, times, zone)
    if not isinstance(start, datetime):
        return start
    return max(start.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def _rule(rule: Rule, until: When) -> dict[str, list[Any]]:
    if isinstance(rule, Weekly):
        frequency = "WEEKLY"
        days = [_WEEKDAYS[day] for day in sorted(set(rule.weekdays))]
    else:
        frequency = "MONTHLY"
        days = [f"{place}{_WEEKDAYS[rule.weekday]}" for place in rule.ordinals]
    parts: dict[str, list[Any]] = {"FREQ": [frequency], "UNTIL": [until], "BYDAY": days}
    if rule.every > 1:
        parts["INTERVAL"] = [rule.every]
        if isinstance(rule, Weekly):
            # On which day the weeks begin that are counted.
            parts["WKST"] = ["MO"]
    return parts
