"""The text of an iCalendar file as components with properties, within limits.

Only properties that :mod:`.calendar_files` asks for are kept: a picture inside a calendar is passed
over. icalendar takes lines apart; building components is left to us, since it would drop a property
that it cannot read and say nothing, and remember time zones of one file for the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext
from icalendar.parser import Contentline

from .refusing import Refused, checked_size, has_control, refuse

MOST_BYTES = 5 * 1024 * 1024
MOST_EVENTS = 5_000
_MOST_LINES = 200_000
_LONGEST_LINE = 50_000
_MOST_PROPERTIES = 1_000
_DEEPEST = 5

_WANTED = frozenset(
    {
        *("BEGIN", "END", "UID", "SEQUENCE", "STATUS", "SUMMARY", "DESCRIPTION", "LOCATION", "URL"),
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"),
        *("TZID", "TZOFFSETFROM", "TZOFFSETTO"),
    }
)
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}", re.ASCII)
_BREAK = re.compile(r"\r\n|\n|\r")


class Property(NamedTuple):
    """One property; of parameters that may come several times, the first."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass(slots=True)
class Component:
    """A component from its line on. ``broken`` says that a property could not be read."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)
    broken: bool = False

    def all(self, name: str) -> list[Property]:
        return [found for found in self.properties if found.name == name]

    def one(self, name: str) -> Property | None:
        """Return the first property of a name."""
        return next((found for found in self.properties if found.name == name), None)

    def text(self, name: str) -> str:
        found = self.one(name)
        return found.value if found is not None else ""


def read_components(data: bytes) -> list[Component]:
    """Return the calendars of a file; raises :class:`~.refusing.Refused`."""
    checked_size(data, MOST_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise no_calendar() from None
    if has_control(text):
        raise no_calendar()
    calendars: list[Component] = []
    open_ones: list[Component] = []
    events = 0
    for number, line in _unfolded(text):
        name, value = _name(line)
        if name == "BEGIN":
            component = Component(value.strip().upper()[:40], number)
            events += component.name == "VEVENT"
            if len(open_ones) >= _DEEPEST or events > MOST_EVENTS:
                raise (
                    refuse(
                        gettext("The calendar has more than %(count)d events. Export fewer."),
                        count=MOST_EVENTS,
                    )
                    if events > MOST_EVENTS
                    else no_calendar()
                )
            if not open_ones and component.name != "VCALENDAR":
                raise no_calendar()
            (open_ones[-1].children if open_ones else calendars).append(component)
            open_ones.append(component)
        elif name == "END":
            if not open_ones or open_ones.pop().name != value.strip().upper()[:40]:
                raise no_calendar()
        elif not open_ones:
            raise no_calendar()
        elif name in _WANTED:
            _add(open_ones[-1], line)
    if open_ones or not calendars:
        raise no_calendar()
    return calendars


def no_calendar() -> Refused:
    return refuse(gettext("The file is not a calendar (iCalendar, .ics), or a part of it is cut."))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield whole lines with the number of the first line of each; of unwanted ones, a part."""
    parts: list[str] = []
    length = start = 0
    for number, line in enumerate(_BREAK.split(text), start=1):
        if number > _MOST_LINES:
            raise refuse(gettext("The calendar has too many lines. Export fewer events."))
        if line[:1] in (" ", "\t") and parts:
            line, is_more = line[1:], True
        else:
            is_more = False
            if parts:
                yield start, "".join(parts)
            parts, length, start = [], 0, number
        if not line and not is_more:
            continue
        length += len(line)
        if length <= _LONGEST_LINE:
            parts.append(line)
        elif not parts or _name(parts[0])[0] in _WANTED:
            if is_more or _name(line[:80])[0] in _WANTED:
                raise refuse(
                    gettext("Line %(line)d of the calendar is too long. Shorten its text."),
                    line=start,
                )
            # Of a picture: enough to know that nobody asks for it.
            parts = [line[:80]]
    if parts:
        yield start, "".join(parts)


def _name(line: str) -> tuple[str, str]:
    """Return the name of a line in capitals, and what is behind its first colon."""
    found = _NAME.match(line)
    if found is None:
        return "", ""
    return found[0].upper(), line[found.end() :].partition(":")[2]


def _add(component: Component, line: str) -> None:
    if len(component.properties) >= _MOST_PROPERTIES:
        component.broken = True
        return
    try:
        name, parameters, value = Contentline(line).parts()
    # icalendar says so of what it cannot take apart, and at times in other ways.
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        component.broken = True
        return
    first = {
        str(key).upper(): str(found[0] if isinstance(found, list) and found else found)
        for key, found in parameters.items()
    }
    component.properties.append(Property(str(name).upper(), first, str(value)))
