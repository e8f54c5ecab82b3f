"""From a calendar file (iCalendar, RFC 5545) to records of activities.

::

    for event in read_calendar(data):
        event.record, event.errors

Each event is a record whose key is its ``UID``. Times are those of the clock at home, whatever zone
an event has. What an event says that a record cannot, is an error of that event: its dates are all
there, or none are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext

from wagtail_hjelp.schedule import Calendar, Zone

from .calendar_series import Moved, Series
from .calendar_text import Component, read_components
from .calendar_zones import When, Zones, read_length
from .records import ActivityRecord, empty_activity
from .refusing import Refused, Wrong, wrong
from .values import read_language, read_line, read_text, read_url

__all__ = ["ReadEvent", "Refused", "read_calendar"]

# As long as a summary may be, and practical notes.
_SUMMARY, _PRACTICAL = 300, 1000
_LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event: its record, and what is wrong by field; "dates" is whatever is wrong with those.

    ``sequence`` goes up with its changes. ``cancelled`` says that none of it takes place. ``notes``
    are what the calendar says and the record does not.
    """

    line: int
    record: ActivityRecord
    errors: dict[str, str] = field(default_factory=dict)
    sequence: int = 0
    cancelled: bool = False
    notes: tuple[str, ...] = ()


def read_calendar(data: bytes, *, zone: str = "Europe/Oslo") -> list[ReadEvent]:
    """Return the events of a file, in its order; ``zone`` is that of the clock at home.

    Raises :class:`~.refusing.Refused` for a file that is no calendar, is too big, or would take
    too long.
    """
    calendars = read_components(data)
    zones = Zones(calendars, Zone(zone).info)
    series = Series(zones, Calendar(zone))
    events = [part for calendar in calendars for part in calendar.children if part.name == "VEVENT"]
    return [_read(group, series) for group in _grouped(events)]


def _grouped(events: Iterable[Component]) -> list[list[Component]]:
    """Return events by UID, the one that is no change of another first."""
    groups: dict[str, list[Component]] = {}
    for event in events:
        uid = event.text("UID").strip()
        groups.setdefault(uid or f"\n{event.line}", []).append(event)
    found = []
    for group in groups.values():
        masters = [event for event in group if event.one("RECURRENCE-ID") is None]
        changes = [event for event in group if event.one("RECURRENCE-ID") is not None]
        if not masters:
            # Dates of a series that is not in the file: each stands for itself.
            found += [[event] for event in changes]
            continue
        # Of the same event twice, the later edition.
        masters.sort(key=_sequence)
        found.append([masters[-1], *changes])
    return found


def _read(group: list[Component], series: Series) -> ReadEvent:
    event, *changes = group
    errors: dict[str, str] = {}
    notes: list[str] = []
    record = empty_activity()
    _read_words(event, record, errors, notes)
    instance = event.text("RECURRENCE-ID").strip()
    key = event.text("UID").strip()
    record["key"] = f"{key}#{instance}" if instance else key
    if not key or len(record["key"]) > _LONGEST_KEY:
        record["key"] = record["key"][:_LONGEST_KEY]
        errors["key"] = gettext("It has no UID, or a very long one.")
    try:
        if event.broken or any(change.broken for change in changes):
            raise wrong(gettext("A part of the event cannot be read."))
        moved = [_moved(change, event, series.zones, notes) for change in _latest(changes)]
        record["dates"] = series.rows(event, moved)
    except Wrong as error:
        errors["dates"] = str(error)
    # Times whose sums leave the calendar.
    except (OverflowError, ValueError):
        errors["dates"] = gettext("There is a date that does not exist.")
    return ReadEvent(
        line=event.line,
        record=record,
        errors=errors,
        sequence=_sequence(event),
        cancelled=_is_cancelled(event),
        notes=tuple(notes),
    )


def _read_words(
    event: Component, record: ActivityRecord, errors: dict[str, str], notes: list[str]
) -> None:
    """Read the texts of an event; a long description goes to the practical notes."""
    try:
        record["title"] = read_line(event.text("SUMMARY"), 255)
    except Wrong as error:
        errors["title"] = str(error)
    if not record["title"] and "title" not in errors:
        errors["title"] = gettext("This is missing.")
    text = read_text(event.text("DESCRIPTION"), 100_000)
    if len(text) <= _SUMMARY:
        record["summary"] = text
    else:
        record["practical"] = text
        if len(text) > _PRACTICAL:
            record["practical"] = text[: _PRACTICAL - 1].rsplit(maxsplit=1)[0] + "…"
            notes.append(gettext("The description is too long. Its end is left out."))
    place = " ".join(event.text("LOCATION").split())
    try:
        if place.startswith(("https://", "http://")):
            record["online_url"] = read_url(place, 200)
        else:
            record["place"] = read_line(place, 120)
    except Wrong as error:
        errors["place"] = str(error)
    try:
        url = event.text("URL").strip()
        record["web"] = read_url(url, 200) if url else ""
    except Wrong as error:
        errors["web"] = str(error)
    title = event.one("SUMMARY")
    language = title.parameters.get("LANGUAGE", "") if title is not None else ""
    try:
        record["language"] = read_language(language, 20) if language else ""
    except Wrong as error:
        errors["language"] = str(error)


def _latest(changes: Iterable[Component]) -> list[Component]:
    """Return one change for each date, the latest edition."""
    latest: dict[tuple[str, str], Component] = {}
    for change in sorted(changes, key=_sequence):
        found = change.one("RECURRENCE-ID")
        if found is not None:
            latest[found.value.strip(), found.parameters.get("TZID", "")] = change
    return list(latest.values())


def _moved(change: Component, event: Component, zones: Zones, notes: list[str]) -> Moved:
    of, start = change.one("RECURRENCE-ID"), change.one("DTSTART")
    if of is None or start is None or of.parameters.get("RANGE"):
        raise wrong(gettext("A change of it is for several dates at once, or for none."))
    begins = zones.read(start)
    instead_of: When = zones.read(of)
    for name in ("SUMMARY", "LOCATION", "DESCRIPTION"):
        if not _is_cancelled(change) and change.text(name) not in ("", event.text(name)):
            words = {"date": f"{instead_of.local:%Y-%m-%d}"}
            notes.append(gettext("On %(date)s it has other words, which are left out.") % words)
            break
    return Moved(instead_of, begins, read_length(change, begins, zones), _is_cancelled(change))


def _is_cancelled(event: Component) -> bool:
    return event.text("STATUS").strip().upper() == "CANCELLED"


def _sequence(event: Component) -> int:
    text = event.text("SEQUENCE").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 10 else 0
