"""On which dates something happens: rules in, happenings out.

Rules are those of RFC 5545, worked out by python-dateutil from a naive local start: a café from 14
to 16 is from 14 to 16 on both sides of a clock change. Weeks begin on Monday. Local times become
moments as in :mod:`wagtail_hjelp.schedule.zone`.

::

    cafe = Weekly("a1", date(2026, 11, 25), (2,), until=date(2026, 12, 16), times=Times(840, 960))
    happenings(Dates((cafe,)), date(2026, 12, 1), date(2026, 12, 31), Calendar())
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule, weekday

from .calendar import Calendar
from .rules import DAY, EVERY_DAY
from .zone import Zone

# When something is over if nobody has said so: this long after it started.
UNSTATED_LENGTH = timedelta(hours=1)

# Which weekday of a month: the first four, and the last. Not every month has a fifth.
ORDINALS = (1, 2, 3, 4, -1)
# How many weeks or months there may be from one to the next.
INTERVALS = range(1, 53)

# Days whose neighbours are dates too, which time zones and weeks ask about.
_EARLIEST, _LATEST = date(2, 1, 1), date(9998, 12, 31)


@dataclass(frozen=True, slots=True)
class Times:
    """Local times of one happening, in minutes after midnight.

    Without ``starts`` it lasts all day. Without ``ends`` nobody has said when it is over. ``ends``
    at or before ``starts`` is the next day.
    """

    starts: int | None = None
    ends: int | None = None

    def __post_init__(self) -> None:
        if self.starts is None:
            if self.ends is not None:
                raise ValueError("what ends at a time starts at a time")
        elif not 0 <= self.starts < DAY:
            raise ValueError(f"not a time of day: {self.starts} minutes")
        if self.ends is not None and not 0 <= self.ends <= DAY:
            raise ValueError(f"not a time of day: {self.ends} minutes")


ALL_DAY = Times()


@dataclass(frozen=True, slots=True)
class Once:
    """One date; or several days in a row, from ``day`` to ``last``, as one happening.

    Of several days ``times`` are the start on ``day`` and the end on ``last``. An end at midnight
    is then the end of ``last``, not its beginning.
    """

    key: str
    day: date
    last: date
    times: Times = ALL_DAY

    def __post_init__(self) -> None:
        if not self.day <= self.last <= _LATEST:
            raise ValueError(f"not from one day to another: {self.day} to {self.last}")


@dataclass(frozen=True, slots=True)
class Listed:
    """The same times on some dates, in any order. A date that is there twice is there once."""

    key: str
    days: tuple[date, ...]
    times: Times = ALL_DAY


@dataclass(frozen=True, slots=True)
class Weekly:
    """Days of the week (0 is Monday), of every week or every few weeks from that of ``first``.

    ``first`` is the earliest day on which it can happen, and a date only if the rule gives it
    (:func:`mismatch`). ``until`` is the last such day, None for no end. ``not_on_holidays`` leaves
    public holidays out.
    """

    key: str
    first: date
    weekdays: tuple[int, ...]
    every: int = 1
    until: date | None = None
    not_on_holidays: bool = False
    times: Times = ALL_DAY

    def __post_init__(self) -> None:
        if not self.weekdays or not set(self.weekdays) <= set(EVERY_DAY):
            raise ValueError(f"not days of the week: {self.weekdays}")
        _check_interval(self.every)


@dataclass(frozen=True, slots=True)
class Monthly:
    """Such as the first Tuesday of every month, or of every few months from that of ``first``.

    ``ordinals`` say which of the month's ``weekday`` (0 is Monday): 1 to 4, and -1 for the last.
    The rest is as in :class:`Weekly`.
    """

    key: str
    first: date
    weekday: int
    ordinals: tuple[int, ...]
    every: int = 1
    until: date | None = None
    not_on_holidays: bool = False
    times: Times = ALL_DAY

    def __post_init__(self) -> None:
        if self.weekday not in EVERY_DAY:
            raise ValueError(f"not a day of the week: {self.weekday}")
        if not self.ordinals or not set(self.ordinals) <= set(ORDINALS):
            raise ValueError(f"not weeks of a month: {self.ordinals}")
        _check_interval(self.every)


Rule: TypeAlias = Weekly | Monthly
Row: TypeAlias = Once | Listed | Weekly | Monthly


@dataclass(frozen=True, slots=True)
class Break:
    """From ``first`` to ``last``, both included, rules give no dates.

    Dates said outright (:class:`Once`, :class:`Listed`) stay: so one inside a break can be added
    back on purpose.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a break ends before it begins: {self.first} to {self.last}")


@dataclass(frozen=True, slots=True)
class Dates:
    """All that is said about when something happens."""

    rows: tuple[Row, ...] = ()
    breaks: tuple[Break, ...] = ()


class Happening(NamedTuple):
    """One time that something happens.

    ``row`` (the key of its row) and ``day`` (the local date that the row gives) are its identity,
    whatever becomes of its times. ``starts`` and ``ends`` are moments in UTC. ``ends`` is None if
    nobody has said. ``last_day`` is the last date of several days, otherwise ``day``: a night
    belongs to the day on which it starts.
    """

    row: str
    day: date
    starts: datetime
    ends: datetime | None
    all_day: bool
    last_day: date


def happenings(dates: Dates, first: date, last: date, calendar: Calendar) -> list[Happening]:
    """Return what happens on days from ``first`` to ``last``, both included.

    By ``day``: what has lasted since before ``first`` is not among them. Sorted by start, then row.
    The same day of the same row comes once; two rows with the same date are two happenings.
    """
    first, last = max(first, _EARLIEST), min(last, _LATEST)
    found: dict[tuple[str, date], Happening] = {}
    for row in dates.rows:
        for day in _days(row, first, last, dates.breaks, calendar):
            if (row.key, day) not in found:
                found[row.key, day] = _happening(row, day, calendar.zone)
    return sorted(found.values(), key=lambda happening: (happening.starts, happening.row))


def over_at(happening: Happening, zone: Zone) -> datetime:
    """Return the moment (UTC) from which it is over, as far as anybody can tell.

    If nobody has said: :data:`UNSTATED_LENGTH` after it started; of several days, at the end of the
    last one.
    """
    if happening.ends is not None:
        return happening.ends
    if happening.last_day > happening.day:
        return _moment(zone.timestamp(happening.last_day.toordinal(), DAY))
    return happening.starts + UNSTATED_LENGTH


def rule_of(row: Rule, since: date | None = None, until: date | None = None) -> rrule:
    """Return the rule of a row, with its start as a naive local time (all day: at midnight).

    Public holidays and breaks are not in it. ``since`` leaves out what is long before that day, in
    whole intervals, so that a far future costs no more than a near one: its dates from ``since`` on
    are those of the whole rule. ``until`` ends it earlier than it says itself.
    """
    starts = time(*divmod(row.times.starts or 0, 60))
    ends = min((day for day in (row.until, until) if day is not None), default=None)
    return rrule(
        WEEKLY if isinstance(row, Weekly) else MONTHLY,
        dtstart=datetime.combine(_start(row, since or row.first), starts),
        interval=row.every,
        wkst=MO,
        until=None if ends is None else datetime.combine(ends, starts),
        byweekday=_weekdays(row),
    )


def mismatch(row: Rule) -> date | None:
    """Return the first date that the rule gives, if that is not ``first``; None if it is.

    Whether that date is after ``until``, on a public holiday or in a break is not looked at.
    """
    whole = rule_of(row)
    found = next(iter(whole.replace(until=None)), None)
    return None if found is None or found.date() == row.first else found.date()


def is_endless(dates: Dates) -> bool:
    """Whether some rule goes on for ever."""
    return any(isinstance(row, Weekly | Monthly) and row.until is None for row in dates.rows)


def _check_interval(every: int) -> None:
    if every not in INTERVALS:
        raise ValueError(f"not an interval: {every}")


def _days(
    row: Row, first: date, last: date, breaks: Iterable[Break], calendar: Calendar
) -> list[date]:
    """Return the days that a row gives from ``first`` to ``last``."""
    if isinstance(row, Once):
        return [row.day] if first <= row.day <= last else []
    if isinstance(row, Listed):
        return [day for day in row.days if first <= day <= last]
    if row.first > last:
        return []
    starts = rule_of(row, first, last).between(
        datetime.combine(first, time.min), datetime.combine(last, time.max), inc=True
    )
    return [
        day
        for day in (start.date() for start in starts)
        if not any(pause.first <= day <= pause.last for pause in breaks)
        and not (row.not_on_holidays and calendar.is_public_holiday(day))
    ]


def _start(row: Rule, since: date) -> date:
    """Return a day close before ``since`` from which the rule goes on as from ``first``."""
    if since <= row.first:
        return row.first
    if isinstance(row, Weekly):
        weeks = (since - row.first).days // 7
        return row.first + timedelta(weeks=weeks // row.every * row.every)
    # From the first of a later month: it may have its date before the day of ``first``.
    months = (since.year - row.first.year) * 12 + since.month - row.first.month
    later = relativedelta(months=months // row.every * row.every)
    return max(row.first, row.first.replace(day=1) + later)


def _weekdays(row: Rule) -> list[weekday]:
    if isinstance(row, Weekly):
        return [weekday(number) for number in row.weekdays]
    return [weekday(row.weekday, ordinal) for ordinal in row.ordinals]


def _happening(row: Row, day: date, zone: Zone) -> Happening:
    last = row.last if isinstance(row, Once) else day
    times = row.times
    starts = zone.timestamp(day.toordinal(), times.starts or 0)
    ends: int | None
    if times.starts is None:
        ends = zone.timestamp(last.toordinal(), DAY)
    elif times.ends is None:
        ends = None
    elif last > day:
        ends = zone.timestamp(last.toordinal(), times.ends or DAY)
    else:
        end = times.ends if times.ends > times.starts else times.ends + DAY
        ends = zone.timestamp(day.toordinal(), end)
        if ends <= starts:
            # 02:30 to 03:00 on the night on which 02:30 is 03:30: as long as was said.
            ends = starts + (end - times.starts) * 60
    return Happening(
        row=row.key,
        day=day,
        starts=_moment(starts),
        ends=None if ends is None else _moment(ends),
        all_day=times.starts is None,
        last_day=last,
    )


def _moment(timestamp: int) -> datetime:
    return datetime.fromtimestamp(timestamp, UTC)
