"""Moments of a calendar file: local times in its zones, in UTC, or of no zone at all."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.tz import tzical
from django.utils.translation import gettext
from icalendar import vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from wagtail_hjelp.activities.reading import YEARS

from .calendar_text import Component, Property
from .refusing import wrong

Local: TypeAlias = date | datetime

_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)", re.ASCII)
_RULE = re.compile(
    r"(?:(?:FREQ=YEARLY|INTERVAL=1|(?:BYMONTH|BYDAY|BYMONTHDAY|UNTIL|WKST)=[\w,+-]{1,40});?)+"
)
# A year before any that is read, of a day that there is in every year.
_EARLIER = re.compile(r"\A(?:1[0-8]\d\d|19[0-6]\d)(?!0229)", re.ASCII)
_MOST_CHANGES = 50
_LONGEST = timedelta(days=366)


class When(NamedTuple):
    """A date, or a naive local time in a zone; None is the zone of whoever reads."""

    local: Local
    zone: tzinfo | None

    @property
    def is_date(self) -> bool:
        return not isinstance(self.local, datetime)


class Zones:
    """The zones that a file names, and those that it defines itself."""

    def __init__(self, calendars: Iterable[Component], home: tzinfo) -> None:
        self.home = home
        self.defined = {
            part.text("TZID"): part
            for calendar in calendars
            for part in calendar.children
            if part.name == "VTIMEZONE"
        }
        self.known: dict[str, tzinfo] = {}

    def find(self, name: str) -> tzinfo:
        """Return a zone: by its IANA name, as Windows calls it, or as the file defines it."""
        if name not in self.known:
            self.known[name] = _named(name) or self._own(name)
        return self.known[name]

    def _own(self, name: str) -> tzinfo:
        part = self.defined.get(name)
        if part is not None and len(self.known) < 100 and (found := _defined(part)) is not None:
            return found
        raise wrong(gettext("The time zone “%(zone)s” is unknown."), zone=name[:60])

    def moment(self, when: When) -> datetime:
        """Return the moment of a local time, in UTC; of a date, its midnight."""
        local = when.local
        if not isinstance(local, datetime):
            local = datetime.combine(local, time.min)
        return local.replace(tzinfo=when.zone or self.home).astimezone(UTC)

    def at_home(self, when: When) -> datetime:
        """Return a moment as the clock at home shows it, without its zone.

        What is said in the zone at home stays as it is said, also when no clock shows it.
        """
        if isinstance(when.local, datetime) and when.zone in (None, self.home):
            return when.local
        return self.moment(when).astimezone(self.home).replace(tzinfo=None)

    def read(self, found: Property, value: str | None = None) -> When:
        """Return what a property says; ``value`` is one of several in it."""
        text = (found.value if value is None else value).strip()
        if match := _DATE.fullmatch(text):
            return When(_checked(date, *match.groups()), None)
        match = _MOMENT.fullmatch(text)
        if match is None:
            raise wrong(gettext("“%(text)s” is not a date or time of a calendar."), text=text[:40])
        *numbers, is_utc = match.groups()
        local = _checked(datetime, *numbers)
        if is_utc:
            return When(local, UTC)
        name = found.parameters.get("TZID", "")
        return When(local, self.find(name) if name else None)

    def read_all(self, found: Iterable[Property], most: int) -> list[When]:
        """Return all dates of properties such as EXDATE."""
        all_found: list[When] = []
        for one in found:
            values = [value for value in one.value.split(",") if value]
            if len(all_found) + len(values) > most:
                raise wrong(gettext("The event has too many dates."))
            all_found += [self.read(one, value) for value in values]
        return all_found

    def in_zone_of(self, when: When, other: When) -> Local:
        """Return a moment as a local time in the zone of another."""
        if when.is_date or other.is_date or when.zone == other.zone:
            return when.local
        return self.moment(when).astimezone(other.zone or self.home).replace(tzinfo=None)


def read_length(event: Component, start: When, zones: Zones) -> timedelta | None:
    """Return from the start to the end by the clock; None if nobody has said."""
    end, length = event.one("DTEND"), event.one("DURATION")
    if end is not None:
        ends = zones.read(end)
        if ends.is_date is not start.is_date:
            raise wrong(gettext("Its start is a time and its end a date, or the other way."))
        found = zones.in_zone_of(ends, start) - start.local
    elif length is not None:
        try:
            found = vDuration.from_ical(length.value[:40])
        except (ValueError, OverflowError, TypeError, AttributeError):
            raise wrong(
                gettext("“%(text)s” is not a date or time of a calendar."), text=length.value[:40]
            ) from None
    else:
        return timedelta(days=1) if start.is_date else None
    if start.is_date:
        # What ends on the day on which it begins lasts that day.
        found = found or timedelta(days=1)
    if not timedelta(0) <= found <= _LONGEST or (start.is_date and found.seconds):
        raise wrong(gettext("It ends before it starts, or lasts more than a year."))
    return found


def _checked(kind: type[date], *numbers: str | None) -> date:
    try:
        found = kind(*(int(number or 0) for number in numbers))
    except ValueError:
        raise wrong(gettext("There is a date that does not exist.")) from None
    if found.year not in YEARS:
        raise wrong(gettext("Is the year right? “%(text)s”"), text=f"{found.year}")
    return found


def _named(name: str) -> tzinfo | None:
    # "/freeassociation.sourceforge.net/Europe/Oslo": what comes last is the name.
    parts = name.strip().strip('"').split("/")
    for candidate in (WINDOWS_TO_OLSON.get(name.strip()), name.strip(), "/".join(parts[-2:])):
        if candidate and re.fullmatch(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}", candidate):
            try:
                return ZoneInfo(candidate)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                continue
    return None


def _defined(part: Component) -> tzinfo | None:
    """Return the zone that a VTIMEZONE defines, if its clocks are changed by the year."""
    lines = ["BEGIN:VTIMEZONE", "TZID:own"]
    if part.broken or not 1 <= len(part.children) <= _MOST_CHANGES:
        return None
    for change in part.children:
        rule = change.text("RRULE")
        if change.name not in ("STANDARD", "DAYLIGHT") or change.all("RDATE"):
            return None
        if rule and not _RULE.fullmatch(rule):
            return None
        lines.append(f"BEGIN:{change.name}")
        names = ("TZOFFSETFROM", "TZOFFSETTO")
        lines += [f"{name}:{change.text(name)[:20]}" for name in names]
        begins = change.text("DTSTART")[:20]
        # Outlook's begin in 1601, and dateutil counts the years each time it is asked.
        lines.append(f"DTSTART:{_EARLIER.sub('1969', begins) if rule else begins}")
        lines += [f"RRULE:{rule}"] if rule else []
        lines.append(f"END:{change.name}")
    lines.append("END:VTIMEZONE")
    try:
        found = tzical(io.StringIO("\r\n".join(lines))).get()
        # It may be found to be wrong only when it is asked.
        for month in (1, 7):
            datetime(2026, month, 1, tzinfo=found).astimezone(UTC)
    # dateutil raises what its parts raise.
    except Exception:
        return None
    return found if isinstance(found, tzinfo) else None
