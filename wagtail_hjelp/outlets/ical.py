"""Activities as a calendar to subscribe to (RFC 5545), and one date of one to keep.

The feed says what the database says: whatever program expands it gets the occurrences that lists
show, no more and no fewer.

* A row "every week" or "every month" is one ``VEVENT`` with ``RRULE``, and one more with
  ``RECURRENCE-ID`` for each date that departs from it; see :mod:`.series`. A cancelled date stays,
  as ``STATUS:CANCELLED``.
* Dates one by one are events of their own: Google Calendar does not read ``RDATE``.
* ``UID`` is made of the activity's translation key and the row: the same in all languages, and
  after every change. What an import must overwrite has a later ``LAST-MODIFIED`` and a higher
  ``SEQUENCE``, which is the same moment as a number; neither is the moment of asking, so that the
  bytes stay the same until something changes.
* What has been over for longer than :data:`PAST` is left out; a series begins where it began.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import Max, Q
from icalendar import Calendar as ICalendar
from icalendar import Event, vDuration

from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.activities.snapshot import ActivitySnapshot
from wagtail_hjelp.activities.writing import AHEAD, date_calendar
from wagtail_hjelp.models.occurrences import EXTRA, DateSeries, Occurrence
from wagtail_hjelp.schedule import Calendar, Dates, Monthly, Once, Weekly
from wagtail_hjelp.schedule.zone import Zone
from wagtail_hjelp.vocabularies import OccurrenceStatus

from .series import Row, Series, Span, series_of, span_of
from .telling import UNPUBLISHED, Told, plain, told_of
from .zones import vtimezone

# How long dates that are over are told of.
PAST = timedelta(days=31)
# How often a program should ask again: somebody may cancel a date on its very day.
ASK_AGAIN = timedelta(hours=1)

# Above so many activities all dates are read: that costs less than naming thousands.
_NAMED = 500
Absolute = Callable[[str], str]


def calendar_of(
    entries: Iterable[int],
    held: ActivitySnapshot,
    *,
    name: str,
    url: str,
    now: datetime,
    absolute: Absolute,
) -> bytes:
    """Return activities of a list (by primary key) as a calendar in the active language.

    ``name`` is what programs call the calendar, ``url`` the absolute address of its page, whose
    host stands in each UID. ``absolute`` makes an address of the site absolute. Five queries,
    however many activities there are. The same bytes all day long, until something changes.
    """
    chosen = {held.key_of[entry]: entry for entry in entries if entry in held.key_of}
    calendar = date_calendar()
    since = calendar.zone.today(now) - PAST
    rows = _rows(chosen, calendar.zone.midnight(since))
    changes, series = _changes(chosen), _series(chosen)
    told = told_of(chosen.values(), held, absolute)
    events: list[Event] = []
    for key, entry in sorted(chosen.items()):
        if entry in told:
            activity = _Activity(key, told[entry], series.get(key), calendar, url)
            events += activity.events(rows[key], since, changes[key])
    return _calendar(events, calendar.zone, name, url)


def calendar_of_one(
    occurrence_key: str,
    entry: int,
    held: ActivitySnapshot,
    *,
    name: str,
    url: str,
    now: datetime,
    absolute: Absolute,
) -> bytes:
    """Return one date of an activity (:attr:`Occurrence.key`) as a calendar without rules.

    The rest is as in :func:`calendar_of`; a date that is long over is there too. Raises
    ``LookupError`` if the activity has no such date, or is not in the list.
    """
    key = held.key_of[entry]
    found = _one(key, occurrence_key)
    told = told_of([entry], held, absolute)[entry]
    calendar = date_calendar()
    activity = _Activity(key, told, _series([key]).get(key), calendar, url)
    return _calendar([activity.single(found)], calendar.zone, name, url)


@dataclass(frozen=True, slots=True)
class _Activity:
    """One activity on its way into a calendar."""

    key: UUID
    told: Told
    series: DateSeries | None
    calendar: Calendar
    url: str

    @property
    def zone(self) -> Zone:
        return self.calendar.zone

    @property
    def dates(self) -> Dates:
        return read_dates(self.series.rows) if self.series else Dates()

    def events(
        self, rows: Iterable[Row], since: date, changes: Mapping[str, datetime]
    ) -> list[Event]:
        """Return its series in the order of the form, then what stands alone, by start.

        ``changes`` are when a date of each row of the form was last changed by hand.
        """
        left: dict[str, dict[date, Row]] = defaultdict(dict)
        for row in rows:
            left[row.row][row.day] = row
        events: list[Event] = []
        dates = self.dates
        for rule in dates.rows:
            if self.series and isinstance(rule, Weekly | Monthly):
                until = self.series.written_until
                own = left[rule.key]
                found = series_of(rule, dates.breaks, own, since, until, self.calendar)
                if found is not None:
                    events += self._recurring(rule.key, found, changes.get(rule.key))
                    left[rule.key] = {day: own[day] for day in own if day not in found.days}
        alone = [row for by_day in left.values() for row in by_day.values()]
        alone.sort(key=lambda row: (row.starts_at, row.row))
        return events + [self.single(row) for row in alone]

    def single(self, row: Row) -> Event:
        """Return one date by itself."""
        event = self._event(row.row, self._changed(row.changed_at), span_of(row, self.zone), row)
        days = [one.day for one in self.dates.rows if isinstance(one, Once) and one.key == row.row]
        if days != [row.day] and not row.row.startswith(EXTRA):
            # Other dates have the same row.
            event["UID"] = self._uid(f"{row.row}-{row.day:%Y%m%d}")
        return event

    def _recurring(self, key: str, series: Series, by_hand: datetime | None) -> Iterable[Event]:
        changed = self._changed(by_hand)
        event = self._event(key, changed, series.first, None)
        event.add("rrule", series.rule)
        if series.excluded:
            dates = {} if isinstance(series.first.start, datetime) else {"VALUE": "DATE"}
            event.add("exdate", list(series.excluded), parameters=dates)
        yield event
        for recurrence_id, row in series.overrides:
            override = self._event(key, changed, span_of(row, self.zone), row)
            override.add("recurrence-id", recurrence_id)
            yield override

    def _event(self, uid: str, changed: datetime, span: Span, row: Row | None) -> Event:
        told = self.told
        language = {"LANGUAGE": told.language}
        event = Event()
        event.add("uid", self._uid(uid))
        event.add("dtstamp", changed)
        event.add("last-modified", changed)
        # In seconds: it has 31 bits.
        event.add("sequence", max(0, int((changed - UNPUBLISHED).total_seconds())))
        event.add("dtstart", span.start)
        if span.end is not None:
            event.add("dtend", span.end)
        event.add("summary", told.title_of(row) if row else told.title, parameters=language)
        text = told.text_of(row, self.zone) if row else told.text()
        if text:
            event.add("description", text, parameters=language)
        if told.location:
            event.add("location", told.location, parameters=language)
        if told.topics:
            event.add("categories", list(told.topics))
        if told.url:
            event.add("url", told.url)
        cancelled = row is not None and row.status == OccurrenceStatus.CANCELLED
        event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
        # Nobody who subscribes is busy because something happens in town.
        event.add("transp", "TRANSPARENT")
        return event

    def _uid(self, row: str) -> str:
        return f"{self.key}-{row}@{urlsplit(self.url).hostname or 'localhost'}"

    def _changed(self, by_hand: datetime | None) -> datetime:
        """Return the moment of the last change: of dates by hand, of the page, of the series."""
        moments = [UNPUBLISHED, self.told.published_at, by_hand]
        if self.series is not None:
            # The day on which it was last written, or written further as time passed.
            moments.append(self.zone.midnight(self.series.written_until - AHEAD))
        return max(moment.astimezone(UTC) for moment in moments if moment is not None)


def _calendar(events: Iterable[Event], zone: Zone, name: str, url: str) -> bytes:
    calendar = ICalendar()
    calendar.add("prodid", "-//wagtail-hjelp//Activities//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", plain(name))
    calendar.add("x-wr-calname", plain(name))
    calendar.add("url", url)
    calendar.add("refresh-interval", vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ASK_AGAIN))
    events = list(events)
    years = {year for event in events for year in _years(event)}
    if years:
        calendar.add_component(vtimezone(zone, min(years), max(years)))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _years(event: Any) -> set[int]:
    """Return the first and last year in which an event has local times; none if it has none."""
    if "TZID" not in event["DTSTART"].params:
        return set()
    rule = event.get("RRULE", {})
    return {moment.year for moment in (event["DTSTART"].dt, *rule.get("UNTIL", ()))}


def _rows(keys: Collection[UUID], since: datetime) -> Mapping[UUID, list[Row]]:
    """Return the dates of activities that are not over since then, by activity; two queries.

    Most are as planned, and of those not all columns are read.
    """
    found = Occurrence.objects.not_over(since).order_by("day", "pk")
    if len(keys) <= _NAMED:
        found = found.of(keys)
    rows: defaultdict[UUID, list[Row]] = defaultdict(list)
    planned = Q(status=OccurrenceStatus.SCHEDULED, moved=False, changed_at=None, reason="", note="")
    for chosen, columns in (
        (found.filter(planned), Row._fields[: -len(Row._field_defaults)]),
        (found.exclude(planned), Row._fields),
    ):
        for values in chosen.values_list(*columns):
            if values[0] in keys:
                rows[values[0]].append(Row(*values))
    return rows


def _changes(keys: Collection[UUID]) -> Mapping[UUID, dict[str, datetime]]:
    """Return when a date of each row was last changed, by activity and row; one query.

    However long that date is over: a number that programs compare must not go down.
    """
    found = Occurrence.objects.exclude(changed_at=None).order_by()
    if len(keys) <= _NAMED:
        found = found.of(keys)
    changes: defaultdict[UUID, dict[str, datetime]] = defaultdict(dict)
    for key, row, changed in found.values_list("activity_key", "row").annotate(Max("changed_at")):
        changes[key][row] = changed
    return changes


def _one(key: UUID, occurrence_key: str) -> Row:
    try:
        day = date.fromisoformat(occurrence_key[:10])
    except ValueError:
        raise LookupError(occurrence_key) from None
    for occurrence in Occurrence.objects.of([key]).filter(day=day).order_by("pk"):
        if occurrence.key == occurrence_key:
            return Row(*(getattr(occurrence, name) for name in Row._fields))
    raise LookupError(occurrence_key)


def _series(keys: Collection[UUID]) -> dict[UUID, Any]:
    found = DateSeries.objects.all()
    if len(keys) <= _NAMED:
        found = found.filter(pk__in=keys)
    return {series.pk: series for series in found}
