"""Dates become rows: what an activity's live source page says, as occurrences in the database.

This happens in the transaction that publishes the page. Nothing else expands a rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Min
from django.utils import timezone

from wagtail_hjelp.conf import settings
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.hours.names import holiday_calendar
from wagtail_hjelp.models.directory import DirectoryStamp, Listed
from wagtail_hjelp.models.occurrences import EXTRA, DateSeries, Occurrence, OccurrenceQuerySet
from wagtail_hjelp.schedule import Calendar
from wagtail_hjelp.schedule.recurrence import (
    Dates,
    Happening,
    Monthly,
    Once,
    Row,
    Weekly,
    happenings,
    over_at,
)

from .reading import read_dates

# How far ahead occurrences are written, and how far back when an activity is new: an archive.
AHEAD = timedelta(days=400)
BEHIND = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Written:
    """How many occurrences a publishing added, changed and removed."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def date_calendar() -> Calendar:
    """Return the calendar by which dates are worked out: zone and public holidays."""
    return _calendar(settings.TIME_ZONE, settings.HOLIDAYS)


@lru_cache(maxsize=8)
def _calendar(zone: str, holidays: str) -> Calendar:
    return Calendar(zone, holiday_calendar())


def live_rows(model: Any, activity_key: UUID) -> list[dict[str, Any]] | None:
    """Return the raw dates of an activity as residents see it; None if it is not live at all.

    The source's; if only another language is live, that one's.
    """
    source = source_locale().pk
    live = model._base_manager.filter(translation_key=activity_key, live=True)
    pages = sorted(
        live.only("locale_id", "dates"), key=lambda page: (page.locale_id != source, page.pk)
    )
    return list(pages[0].dates.raw_data) if pages else None


@transaction.atomic
def write_occurrences(page: Any, now: datetime | None = None, *, anew: bool = False) -> Written:
    """Write the occurrences of an activity from the dates of its live source.

    What is over stays as it was. What is to come is added, given its new time (unless somebody has
    moved it by hand), or removed if the dates no longer give it; what somebody added by hand stays.
    Rows that say what they said before are read and nothing is written; ``anew`` writes them all
    the same, after a change of holidays or time zone.
    """
    key = page.translation_key
    if anew:
        # Nobody is publishing: what a publishing has locked first is locked first here too.
        DirectoryStamp.renew(Listed.ACTIVITIES)
    # Locked before the dates are read: they are those of the last of two publishings at once.
    series = DateSeries.objects.select_for_update().filter(pk=key).first()
    rows = live_rows(type(page), key)
    if rows is None or (series is not None and series.rows == rows and not anew):
        return Written()
    now = now or timezone.now()
    today = date_calendar().zone.today(now)
    dates, until = read_dates(rows), today + AHEAD
    said = {"rows": rows, "endless": goes_beyond(dates, until), "written_until": until}
    if series is None:
        DateSeries.objects.update_or_create(pk=key, defaults=said)
    else:
        DateSeries.objects.filter(pk=key).update(**said)
    written = _write(key, dates, now, today, until, is_new=series is None)
    if written:
        DirectoryStamp.renew(Listed.ACTIVITIES)
    return written


def write_new_occurrences(pages: Iterable[Any], now: datetime) -> None:
    """Write the occurrences of activities that are new and live: those of many pages at once.

    What :func:`write_occurrences` writes of each; lists have been told by the caller.
    """
    calendar = date_calendar()
    today = calendar.zone.today(now)
    until, since = today + AHEAD, today - BEHIND
    series, found = [], []
    for page in pages:
        key, rows = page.translation_key, list(page.dates.raw_data)
        dates = read_dates(rows)
        began = [row.day for row in dates.rows if isinstance(row, Once) and row.last >= since]
        first = min([since, *began])
        found += [(key, one) for one in happenings(dates, first, until, calendar)]
        endless = goes_beyond(dates, until)
        series.append(DateSeries(activity_key=key, rows=rows, endless=endless, written_until=until))
    DateSeries.objects.bulk_create(series, batch_size=100)
    occurrences = [_occurrence(key, one, calendar) for key, one in found]
    Occurrence.objects.bulk_create(occurrences, batch_size=200)


def extend(series: DateSeries, now: datetime) -> int:
    """Write a series further that goes on; return how many occurrences came to it.

    The caller holds the row of the series locked, and says that lists have changed.
    """
    calendar = date_calendar()
    until = calendar.zone.today(now) + AHEAD
    if until <= series.written_until:
        return 0
    dates = read_dates(series.rows)
    found = happenings(dates, series.written_until + timedelta(days=1), until, calendar)
    _insert(series.activity_key, found, calendar)
    DateSeries.objects.filter(pk=series.pk).update(
        endless=goes_beyond(dates, until), written_until=until
    )
    return len(found)


def goes_beyond(dates: Dates, day: date) -> bool:
    """Whether there may be dates after a day: a rule without end, one that ends later, a date."""
    return any(_last_of(row) > day for row in dates.rows)


def _last_of(row: Row) -> date:
    if isinstance(row, Weekly | Monthly):
        return row.until or date.max
    return row.day if isinstance(row, Once) else max(row.days, default=date.min)


def _write(
    key: UUID, dates: Dates, now: datetime, today: date, until: date, *, is_new: bool
) -> Written:
    calendar = date_calendar()
    existing = Occurrence.objects.of([key]).exclude(row__startswith=EXTRA)
    since = _asked_since(dates, existing, now, today, is_new=is_new)
    wanted = {(found.row, found.day): found for found in happenings(dates, since, until, calendar)}
    there = {(row.row, row.day): row for row in existing.filter(day__gte=since)}
    removed = [row.pk for place, row in there.items() if place not in wanted and row.over_at > now]
    changed = [
        row
        for place, row in there.items()
        if place in wanted
        and _goes_on(row, wanted[place], now, calendar)
        and _retime(row, wanted[place], calendar)
    ]
    added = [
        found
        for place, found in wanted.items()
        if place not in there and (is_new or over_at(found, calendar.zone) > now)
    ]
    for start in range(0, len(removed), 500):
        Occurrence.objects.filter(pk__in=removed[start : start + 500]).delete()
    _update(changed)
    _insert(key, added, calendar)
    return Written(len(added), len(changed), len(removed))


def _goes_on(row: Occurrence, found: Happening, now: datetime, calendar: Calendar) -> bool:
    """Whether a date is to come, as it stands or as its row now says: 10 to 11 that was meant to be
    20 to 21 tonight, or an exhibition that goes on."""
    return row.over_at > now or (not row.moved and over_at(found, calendar.zone) > now)


def _asked_since(
    dates: Dates, existing: OccurrenceQuerySet, now: datetime, today: date, *, is_new: bool
) -> date:
    """Return the earliest day whose dates may not be over yet, or are written as an archive."""
    since = today - BEHIND if is_new else today - timedelta(days=1)
    # Several days may have begun long ago, and a date may have been moved out of the past.
    began = [row.day for row in dates.rows if isinstance(row, Once) and row.last >= since]
    oldest = None if is_new else existing.not_over(now).aggregate(day=Min("day"))["day"]
    return min([since, *began, *([oldest] if oldest else [])])


def _insert(key: UUID, found: Iterable[Happening], calendar: Calendar) -> None:
    rows = [_occurrence(key, one, calendar) for one in found]
    # Two publishings at once may both come here; the dates are the same.
    Occurrence.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)


def _occurrence(key: UUID, found: Happening, calendar: Calendar) -> Occurrence:
    return Occurrence(
        activity_key=key,
        row=found.row,
        day=found.day,
        rule_starts_at=found.starts,
        **times_of(found, calendar),
    )


def _update(rows: Iterable[Occurrence]) -> None:
    """Write the times of rows that are there, as insertions that meet them.

    Django's ``bulk_update`` takes ten times as long: half a second for a year of days.
    """
    found = list(rows)
    for row in found:
        row.pk = None
    has_target = connections[Occurrence.objects.db].features.supports_update_conflicts_with_target
    Occurrence.objects.bulk_create(
        found,
        batch_size=200,
        update_conflicts=True,
        update_fields=[*_TIMES, "rule_starts_at", "sequence"],
        unique_fields=["activity_key", "row", "day"] if has_target else None,
    )


def times_of(happening: Happening, calendar: Calendar) -> dict[str, Any]:
    """Return the columns of an occurrence that say when it is."""
    return {
        "starts_at": happening.starts,
        "ends_at": happening.ends,
        "over_at": over_at(happening, calendar.zone),
        "all_day": happening.all_day,
        "first_day": happening.day,
        "last_day": happening.last_day,
    }


_TIMES = ("starts_at", "ends_at", "over_at", "all_day", "first_day", "last_day")


def _retime(row: Occurrence, found: Happening, calendar: Calendar) -> bool:
    """Give a row the times that its rule says; return whether anything changed."""
    times = {"rule_starts_at": found.starts}
    if not row.moved:
        times |= times_of(found, calendar)
    if all(getattr(row, name) == value for name, value in times.items()):
        return False
    for name, value in times.items():
        setattr(row, name, value)
    row.sequence += 1
    return True
