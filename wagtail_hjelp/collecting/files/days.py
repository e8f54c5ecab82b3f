"""Dates and times as people write them: "24. desember 2026", "kl. 18–20".

What can be read in two ways is an error that says how to write it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils.translation import gettext

from wagtail_hjelp.activities.reading import YEARS

from .cells import EPOCH, Cell
from .refusing import Wrong, wrong

MOST_DATES = 200

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_NAMED = re.compile(r"(?:([^\W\d_]+)\.? )?(?:den )?(\d{1,2})\.? ([^\W\d_]+)\.? (\d{4})")
_YEARLESS = re.compile(r"\d{1,2}\. ?(?:\d{1,2}\.?|[^\W\d_]+)|\d{1,2}/\d{1,2}")
_SERIAL = re.compile(r"\d{5}", re.ASCII)
_DATES_BETWEEN = re.compile(r"[,;\n]| og | and ", re.IGNORECASE)

_CLOCK = re.compile(
    r"(?:kl(?:okka|okken)?\.? ?)?(\d{1,2})(?:[.:](\d{2})(?::00)?|(?<=\d\d)(\d{2}))?"
    r"(?: ?([ap])\.?m\.?)?",
    re.IGNORECASE | re.ASCII,
)
_FROM_TO = re.compile(r"(?:fra|frå|from)?\s*(.+?)\s*(?:-|–|—|\btil\b|\bto\b)\s*(.+)", re.IGNORECASE)

_MONTHS = (
    "januar january jan",
    "februar february feb",
    "mars march mar",
    "april apr",
    "mai may",
    "juni june jun",
    "juli july jul",
    "august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "desember december des dec",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAYS = (
    "mandag måndag monday man mån mon",
    "tirsdag tysdag tuesday tir tirs tys tue tues",
    "onsdag wednesday ons wed",
    "torsdag thursday tor tors thu thur thurs",
    "fredag friday fre fri",
    "lørdag laurdag saturday lør lau laur sat",
    "søndag sundag sunday søn sun",
)
# Also "onsdager", "onsdagar", "onsdagene", "Wednesdays".
WEEKDAYS = {
    form: number
    for number, names in enumerate(_WEEKDAYS)
    for name in names.split()
    for form in (
        name,
        *((f"{name}er", f"{name}ar", f"{name}ene", f"{name}ane") if name.endswith("dag") else ()),
        *((f"{name}s",) if name.endswith("day") else ()),
    )
}


class Clock(NamedTuple):
    """From when to when, as ``"18:00"``; ``""`` if nobody has said."""

    starts: str
    ends: str = ""


def read_date(cell: Cell, epoch: date = EPOCH) -> str:
    """Return a date as ``"2026-12-24"``; raises :class:`~.refusing.Wrong`."""
    if isinstance(cell, bool | datetime | time | timedelta):
        raise _no_date(cell)
    if isinstance(cell, date):
        return _checked(cell)
    if isinstance(cell, int | float):
        return _of_serial(cell, epoch)
    text = " ".join(cell.split())
    if found := _ISO.fullmatch(text):
        return _date(found[1], found[2], found[3], text)
    if found := _DOTTED.fullmatch(text):
        year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        return _date(year, found[2], found[1], text)
    if found := _SLASHED.fullmatch(text):
        return _of_slashes(int(found[1]), int(found[2]), found[3], text)
    if (found := _NAMED.fullmatch(text)) and found[3].lower() in MONTHS:
        iso = _date(found[4], str(MONTHS[found[3].lower()]), found[2], text)
        return _on_weekday(iso, found[1], text)
    if _SERIAL.fullmatch(text):
        return _of_serial(int(text), epoch)
    if _YEARLESS.fullmatch(text):
        raise wrong(gettext("“%(text)s” has no year. Write 24.12.2026."), text=text[:60])
    raise _no_date(text)


def read_dates(cell: Cell, epoch: date = EPOCH) -> list[str]:
    """Return dates, in their order and each of them once."""
    if not isinstance(cell, str):
        return [read_date(cell, epoch)]
    parts = [part.strip() for part in _DATES_BETWEEN.split(cell) if part.strip()]
    if len(parts) > MOST_DATES:
        raise wrong(
            gettext("These are more than %(count)d dates. Use another row for the rest."),
            count=MOST_DATES,
        )
    return sorted({read_date(part, epoch) for part in parts})


def read_clock(cell: Cell) -> Clock:
    """Return a time of day, or two: "18–20". Midnight at an end is ``"00:00"``."""
    if isinstance(cell, timedelta):
        cell = float(cell / timedelta(days=1))
        if cell == 1:
            return Clock("00:00")
    if isinstance(cell, time):
        return Clock(_time(cell.hour, cell.minute, cell.second, f"{cell}"))
    if isinstance(cell, bool | date):
        raise _no_time(cell)
    if isinstance(cell, float):
        return Clock(_of_fraction(cell))
    text = " ".join(f"{cell}".split())
    if _CLOCK.fullmatch(text):
        return Clock(_of_clock(text))
    if found := _FROM_TO.fullmatch(text):
        starts, ends = found[1].strip(), found[2].strip()
        if _CLOCK.fullmatch(starts) and _CLOCK.fullmatch(ends):
            return Clock(_of_clock(starts), _of_clock(ends))
    raise _no_time(text)


# --- parts ----------------------------------------------------------------------------------------


def _date(year: str, month: str, day: str, text: str) -> str:
    try:
        return _checked(date(int(year), int(month), int(day)))
    except Wrong:
        raise
    except ValueError:
        raise wrong(gettext("There is no date “%(text)s”."), text=text[:60]) from None


def _checked(day: date) -> str:
    if day.year not in YEARS:
        raise wrong(gettext("Is the year right? “%(text)s”"), text=day.isoformat())
    return day.isoformat()


def _of_serial(number: float, epoch: date) -> str:
    if not isinstance(number, int) or not 20_000 <= number <= 80_000:
        raise _no_date(number)
    return _checked(epoch + timedelta(days=number))


def _of_slashes(one: int, two: int, year: str, text: str) -> str:
    """Return the date of "24/12/2026", and of no such text that an American reads otherwise."""
    if one > 12 or one == two:
        return _date(year, str(two), str(one), text)
    if two > 12:
        return _date(year, str(one), str(two), text)
    raise wrong(
        gettext("“%(text)s” may be two dates. Write it as 24.12.2026, the day first."), text=text
    )


def _on_weekday(iso: str, name: str | None, text: str) -> str:
    if name is None:
        return iso
    number = WEEKDAYS.get(name.lower())
    if number is None:
        raise _no_date(text)
    if date.fromisoformat(iso).weekday() != number:
        raise wrong(
            gettext("“%(text)s”: that date is on another day of the week. Correct one of them."),
            text=text[:60],
        )
    return iso


def _of_clock(text: str) -> str:
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise _no_time(text)
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            raise _no_time(text)
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    return _time(hour, minute, 0, text)


def _of_fraction(number: float) -> str:
    """Return the time of day that Excel has as a part of a day; "9.3" may be 9:30, and is none."""
    seconds = round(number * 86_400)
    if not 0 <= number < 1:
        raise _no_time(number)
    return _time(seconds // 3600, seconds // 60 % 60, seconds % 60, f"{number}")


def _time(hour: int, minute: int, second: int, text: str) -> str:
    if (hour, minute, second) == (24, 0, 0):
        return "00:00"
    if hour > 23 or minute > 59 or second:
        raise _no_time(text)
    return f"{hour:02}:{minute:02}"


def _no_date(cell: object) -> Wrong:
    return wrong(gettext("“%(text)s” is not a date. Write it as 24.12.2026."), text=f"{cell}"[:60])


def _no_time(cell: object) -> Wrong:
    return wrong(
        gettext("“%(text)s” is not a time of day. Write it as 18:00."), text=f"{cell}"[:60]
    )
