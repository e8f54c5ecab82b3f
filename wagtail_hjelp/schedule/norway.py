"""Public holidays and other days with a name in Norway.

Twelve public holidays: lov om høgtidsfred (LOV-1995-02-24-12) with 1 and 17 May by lov 26. april
1947 nr. 1. The others are no holidays, but days on which many keep other hours. ``romjul``
is 27-30 December, between the holidays and New Year's Eve. Sundays are in no calendar: they are
days of the week.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from dateutil.easter import easter

from .holidays import HolidayCalendar, days

_PUBLIC_BY_EASTER = {
    "maundy_thursday": -3,
    "good_friday": -2,
    "easter_sunday": 0,
    "easter_monday": 1,
    "ascension": 39,
    "whit_sunday": 49,
    "whit_monday": 50,
}
_PUBLIC_BY_DATE = {
    "new_year": (1, 1),
    "labour_day": (5, 1),
    "constitution_day": (5, 17),
    "christmas_day": (12, 25),
    "boxing_day": (12, 26),
}
_SPECIAL_BY_EASTER = {"easter_wednesday": -4, "easter_eve": -1, "whit_eve": 48}
_SPECIAL_BY_DATE = {"sami_day": (2, 6), "christmas_eve": (12, 24), "new_years_eve": (12, 31)}


def public_holidays(year: int) -> Mapping[date, tuple[str, ...]]:
    """Return the twelve by date; 17 May 2027 is Whit Monday too, and has both names."""
    return days(_dates(year, _PUBLIC_BY_EASTER, _PUBLIC_BY_DATE))


def special_days(year: int) -> Mapping[date, tuple[str, ...]]:
    """Return the days with a name that are no public holidays, by date."""
    romjul = [("romjul", date(year, 12, number)) for number in range(27, 31)]
    return days([*_dates(year, _SPECIAL_BY_EASTER, _SPECIAL_BY_DATE), *romjul])


def _dates(
    year: int, by_easter: Mapping[str, int], by_date: Mapping[str, tuple[int, int]]
) -> list[tuple[str, date]]:
    sunday = easter(year)
    moved = [(name, sunday + timedelta(days=offset)) for name, offset in by_easter.items()]
    return [*moved, *((name, date(year, *when)) for name, when in by_date.items())]


NORWAY = HolidayCalendar(public=public_holidays, special=special_days)
