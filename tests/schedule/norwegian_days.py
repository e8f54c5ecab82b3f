"""Norway's days with a name as others know them: the package ``holidays``, and arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import holidays

# The package knows no year after this.
LAST_YEAR = 2100
# As our codes and as the package has them. Of two names of one day the first here holds.
PUBLIC = {
    "maundy_thursday": "Maundy Thursday",
    "good_friday": "Good Friday",
    "easter_sunday": "Easter Sunday",
    "easter_monday": "Easter Monday",
    "ascension": "Ascension Day",
    "whit_sunday": "Pentecost",
    "whit_monday": "Pentecost Monday",
    "new_year": "New Year's Day",
    "labour_day": "Labor Day",
    "constitution_day": "Constitution Day",
    "christmas_day": "Christmas Day",
    "boxing_day": "Second Day of Christmas",
}
# Days that are no public holidays, from the year and its Easter Sunday.
OTHERS: dict[str, Callable[[int, date], list[date]]] = {
    "easter_wednesday": lambda year, easter: [easter - timedelta(days=4)],
    "easter_eve": lambda year, easter: [easter - timedelta(days=1)],
    "whit_eve": lambda year, easter: [easter + timedelta(days=48)],
    "sami_day": lambda year, easter: [date(year, 2, 6)],
    "christmas_eve": lambda year, easter: [date(year, 12, 24)],
    "new_years_eve": lambda year, easter: [date(year, 12, 31)],
    "romjul": lambda year, easter: [date(year, 12, number) for number in (27, 28, 29, 30)],
}
NAMES = (*PUBLIC, *OTHERS)


@cache
def public_holidays(year: int) -> dict[date, tuple[str, ...]]:
    """Return a year's public holidays by date, as our codes in the order in which they hold."""
    english = holidays.country_holidays(
        "NO", years=year, language="en_US", include_sundays=False, expand=False
    )
    return {
        day: tuple(code for code, name in PUBLIC.items() if name in names.split("; "))
        for day, names in english.items()
    }


@cache
def special_days(year: int) -> dict[date, tuple[str, ...]]:
    """Return a year's days with a name that are no public holidays, by date."""
    easter = next(day for day, names in public_holidays(year).items() if "easter_sunday" in names)
    return {day: (name,) for name, dates in OTHERS.items() for day in dates(year, easter)}


def names_of(day: date) -> tuple[str, ...]:
    """Return what a day is called, what holds first first."""
    return (*public_holidays(day.year).get(day, ()), *special_days(day.year).get(day, ()))
