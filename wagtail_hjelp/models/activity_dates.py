"""The dates on an activity's page: what is next, what has changed, and whether it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import pgettext

from wagtail_hjelp.activities.agenda import Happens
from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.activities.words import dates_text, occurrence_text
from wagtail_hjelp.activities.writing import AHEAD, BEHIND, date_calendar, times_of
from wagtail_hjelp.hours.words import weekday_date_text
from wagtail_hjelp.schedule import Calendar, Dates, Listed, Monthly, Once, Weekly, happenings
from wagtail_hjelp.schedule.recurrence import Happening, Row
from wagtail_hjelp.vocabularies import ChangeReason, OccurrenceStatus

from .occurrences import EXTRA, Occurrence

# Dates that stand open, and those that are folded below them.
NEXT, MORE = 6, 20
# Dates in a row that are cancelled: so many stand at the top of the page.
_CHANGES = 3

_COLUMNS = [name for name in Happens._fields if name != "entry"]


class Standing(StrEnum):
    """What is known of when an activity is."""

    COMING = "coming"
    OVER = "over"
    # Dates are stated, and too far off to be rows yet.
    FAR_OFF = "far_off"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class KnownDates:
    """Dates of one activity: as they are published, or as a draft would give them.

    ``coming`` are not over, by start, one more than a page shows at most. ``gone`` were moved and
    are over, but would still be to come if nobody had moved them. ``last`` is the last one that
    took place; it is looked for only if nothing is to come. ``rules`` are what the rows say.
    """

    rules: Dates
    coming: Sequence[Happens]
    gone: Sequence[Happens] = ()
    last: Happens | None = None


@dataclass(frozen=True, slots=True)
class ShownDate:
    """One date as the page shows it, in the active language.

    ``text`` is true on paper too: "Tuesday 24 November, 14:00–16:00"; that it is today or tomorrow
    is said by ``soon``, else ``""``. ``iso`` is the start for machines, ``key`` what the date is
    called in addresses.

    ``status`` is ``""`` for a date as planned, else "cancelled", "full" or "moved", with its words
    in ``label`` and ``reason``; ``was`` is when a moved one was to be. ``note`` is in the source's
    language.
    """

    text: str
    iso: str
    key: str
    soon: str = ""
    status: str = ""
    label: str = ""
    reason: str = ""
    was: str = ""
    note: str = ""

    @property
    def is_cancelled(self) -> bool:
        return self.status == OccurrenceStatus.CANCELLED

    @property
    def is_full(self) -> bool:
        return self.status == OccurrenceStatus.FULL


@dataclass(frozen=True, slots=True)
class ActivityDates:
    """All that the page says of when, in the active language, true until before ``until``.

    ``changes`` are what one must know before anything else: the next date if it is cancelled, full
    or moved. ``instead`` is then the first other date that one can come to, None if there is none;
    ``is_off`` says that all dates to come are cancelled.

    ``series`` are lines such as "Every Wednesday, 14:00–16:00", ``pauses`` the breaks that leave
    holes among the dates shown. ``more`` follow ``next``; ``goes_on`` says that they are not all.
    ``last_held`` is a date with its day of the week, of what is over.
    """

    standing: Standing
    until: datetime
    series: list[str] = field(default_factory=list)
    pauses: list[str] = field(default_factory=list)
    changes: list[ShownDate] = field(default_factory=list)
    instead: ShownDate | None = None
    is_off: bool = False
    next: list[ShownDate] = field(default_factory=list)
    more: list[ShownDate] = field(default_factory=list)
    goes_on: bool = False
    last_held: str = ""
    last_held_on: date | None = None

    @property
    def is_full(self) -> bool:
        """Whether the next date that is not cancelled is full."""
        return any(change.is_full for change in self.changes)

    @property
    def is_open(self) -> bool:
        """Whether there may be something to come to: a date, or dates that nobody has stated."""
        return self.standing is not Standing.OVER and not self.is_off


def published_dates(pk: int, activity_key: UUID, rules: Dates, now: datetime) -> KnownDates:
    """Return what the rows say; one query, and one more if nothing is to come.

    ``pk`` and ``activity_key`` are the page's and its translation key.
    """
    found = Occurrence.objects.of([activity_key])
    # One that was moved into the past is told of until it would have begun.
    asked = found.filter(Q(over_at__gt=now) | Q(moved=True, rule_starts_at__gt=now))
    rows = _rows(asked.order_by("starts_at", "pk")[: NEXT + MORE + 1], pk)
    coming = [row for row in rows if row.over_at > now]
    last = None
    if not coming:
        held = found.over(now).exclude(status=OccurrenceStatus.CANCELLED)
        last = next(iter(_rows(held.order_by("-starts_at", "-pk")[:1], pk)), None)
    return KnownDates(rules, coming, [row for row in rows if row.over_at <= now], last)


def drafted_dates(page: Any, now: datetime) -> KnownDates:
    """Return what the rows of a draft would give, with what has been changed by hand already.

    Worked out in memory: nothing is written.
    """
    rules = read_dates(page.dates.raw_data)
    calendar = date_calendar()
    today = calendar.zone.today(now)
    changed = Occurrence.objects.of([page.translation_key]).changed() | Occurrence.objects.of(
        [page.translation_key]
    ).filter(row__startswith=EXTRA)
    by_hand = {(row.row, row.day): row for row in changed}
    drafted = [
        _drafted(found, by_hand.get((found.row, found.day)), calendar)
        for found in happenings(rules, today - BEHIND, today + AHEAD, calendar)
    ]
    drafted += [_of_row(row) for row in by_hand.values() if row.is_extra]
    drafted.sort(key=lambda one: (one.starts_at, one.row))
    coming = [one for one in drafted if one.over_at > now]
    over = [one for one in drafted if one.over_at <= now]
    gone = [one for one in over if one.moved and one.rule_starts_at > now]
    held = [one for one in over if not _is_cancelled(one)]
    last = held[-1] if held and not coming else None
    return KnownDates(rules, coming[: NEXT + MORE + 1], gone, last)


def shown_dates(known: KnownDates, now: datetime) -> ActivityDates:
    """Return what a page says of dates at a moment."""
    calendar = date_calendar()
    today = calendar.zone.today(now)
    until = _true_until(known, now, calendar)
    if not known.coming:
        return _nothing_to_come(known, today, until, calendar)

    def show(one: Happens) -> ShownDate:
        return _shown(one, known.rules, today, calendar)

    coming = [show(one) for one in known.coming[: NEXT + MORE]]
    goes_on = len(known.coming) > NEXT + MORE
    series, pauses = _series(known, today)
    first = next((one for one in known.coming if not _is_cancelled(one)), None)
    changes = _changes(known, first, now)
    # Somebody who finds the next date full, or off, looks for another one.
    free = (one for one in known.coming if not (_is_cancelled(one) or _is_full(one)))
    instead = next(free, None) if changes else None
    return ActivityDates(
        standing=Standing.COMING,
        until=until,
        series=series,
        pauses=pauses,
        changes=[show(one) for one in changes],
        instead=show(instead) if instead is not None and instead not in changes else None,
        is_off=first is None and not goes_on,
        next=coming[:NEXT],
        more=coming[NEXT:],
        goes_on=goes_on,
    )


def _changes(known: KnownDates, first: Happens | None, now: datetime) -> list[Happens]:
    """Return what has become of the next dates; ``first`` is the first that is not cancelled."""
    found = []
    for one in known.coming:
        if not _is_cancelled(one):
            break
        found.append(one)
    del found[_CHANGES:]
    if first is not None and (_is_full(first) or first.moved):
        found.append(first)
    # Who does not know that it was moved comes at its old time, if that is the next.
    expected = first.starts_at if first is not None else None
    found += [
        one
        for one in (*known.gone, *known.coming)
        if one.moved
        and one not in found
        and one.rule_starts_at > now
        and (expected is None or one.rule_starts_at <= expected)
    ]
    return found


def _nothing_to_come(
    known: KnownDates, today: date, until: datetime, calendar: Calendar
) -> ActivityDates:
    if any(_is_after(row, today + AHEAD) for row in known.rules.rows):
        series = dates_text(known.rules, today)
        return ActivityDates(Standing.FAR_OFF, until, series=series)
    changes = [_shown(one, known.rules, today, calendar) for one in known.gone]
    if known.last is None:
        standing = Standing.OVER if known.rules.rows else Standing.UNSTATED
        return ActivityDates(standing, until, changes=changes)
    day = known.last.first_day
    return ActivityDates(
        Standing.OVER,
        until,
        changes=changes,
        last_held=weekday_date_text(day, today),
        last_held_on=day,
    )


def _true_until(known: KnownDates, now: datetime, calendar: Calendar) -> datetime:
    """Return when something that is said is not true any more: "today" ends at midnight."""
    zone = calendar.zone
    moments = [zone.midnight(zone.today(now) + timedelta(days=1))]
    moments += [one.over_at for one in known.coming]
    moments += [one.rule_starts_at for one in (*known.gone, *known.coming) if one.moved]
    return min(moment for moment in moments if moment > now)


def _series(known: KnownDates, today: date) -> tuple[list[str], list[str]]:
    """Return the rules that go on, and their breaks until the last date that is shown.

    Dates one by one stand in the list below.
    """
    lasting = tuple(
        row
        for row in known.rules.rows
        if isinstance(row, Weekly | Monthly) and (row.until is None or row.until >= today)
    )
    if not lasting:
        return [], []
    last = known.coming[-1].first_day
    pauses = tuple(pause for pause in known.rules.breaks if pause.first <= last)
    series = dates_text(Dates(lasting), today)
    return series, dates_text(Dates(lasting, pauses), today)[len(series) :]


def _is_after(row: Row, day: date) -> bool:
    """Whether all that a row gives is after a day."""
    if isinstance(row, Once):
        return row.day > day
    if isinstance(row, Listed):
        return min(row.days) > day
    return row.first > day


def _shown(one: Happens, rules: Dates, today: date, calendar: Calendar) -> ShownDate:
    status, label = _status(one)
    start = calendar.zone.moment(one.starts_at.timestamp())
    return ShownDate(
        text=_text(one.starts_at, one.ends_at, one.all_day, one.first_day, one.last_day, today),
        iso=one.first_day.isoformat() if one.all_day else start.isoformat(timespec="minutes"),
        key=Occurrence(day=one.day, row=one.row).key,
        soon=_soon(one.first_day, today),
        status=status,
        label=label,
        reason=str(ChangeReason(one.reason).label) if one.reason in ChangeReason.values else "",
        was=_was(one, rules, today, calendar) if one.moved else "",
        note=one.note,
    )


def _text(
    starts: datetime, ends: datetime | None, all_day: bool, first: date, last: date, today: date
) -> str:
    """Return a date with its times, never as "today": it may be printed."""
    # Of the same year, and half a year from the date.
    other = date(today.year, (first.month + 5) % 12 + 1, 1)
    return occurrence_text(starts, ends, all_day, first, last, other)


def _soon(day: date, today: date) -> str:
    if day == today:
        return pgettext("date of an activity", "Today")
    if day == today + timedelta(days=1):
        return pgettext("date of an activity", "Tomorrow")
    return ""


def _status(one: Happens) -> tuple[str, str]:
    if one.status in (OccurrenceStatus.CANCELLED, OccurrenceStatus.FULL):
        return one.status, str(OccurrenceStatus(one.status).label)
    return ("moved", pgettext("status of a date", "Moved")) if one.moved else ("", "")


def _was(one: Happens, rules: Dates, today: date, calendar: Calendar) -> str:
    """Return when a moved date would be; without its end if no row gives it any more."""
    for found in happenings(rules, one.day, one.day, calendar):
        if found.row == one.row:
            return _text(found.starts, found.ends, found.all_day, found.day, found.last_day, today)
    day = calendar.zone.today(one.rule_starts_at)
    return _text(one.rule_starts_at, None, False, day, day, today)


def _rows(found: Any, pk: int) -> list[Happens]:
    return [Happens(row[0], pk, *row[1:]) for row in found.values_list(*_COLUMNS)]


def _drafted(found: Happening, row: Occurrence | None, calendar: Calendar) -> Happens:
    """Return a happening as a date; ``row`` is what somebody has made of it by hand."""
    times = times_of(found, calendar)
    if row is not None and row.moved:
        times = {name: getattr(row, name) for name in times}
    return Happens(
        pk=0,
        entry=0,
        row=found.row,
        day=found.day,
        status=row.status if row else OccurrenceStatus.SCHEDULED,
        reason=row.reason if row else "",
        note=row.note if row else "",
        moved=row.moved if row else False,
        rule_starts_at=found.starts,
        sequence=0,
        **times,
    )


def _of_row(row: Occurrence) -> Happens:
    return Happens(row.pk, 0, *(getattr(row, name) for name in _COLUMNS[1:]))


def _is_cancelled(one: Happens) -> bool:
    return one.status == OccurrenceStatus.CANCELLED


def _is_full(one: Happens) -> bool:
    return one.status == OccurrenceStatus.FULL
