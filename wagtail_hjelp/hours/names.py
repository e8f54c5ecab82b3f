"""What days with a name are called, whichever country's calendar the site has."""

from __future__ import annotations

from django.utils.module_loading import import_string

from wagtail_hjelp.conf import settings
from wagtail_hjelp.schedule import HolidayCalendar
from wagtail_hjelp.vocabularies import DayName, HoursReason


def holiday_calendar() -> HolidayCalendar:
    """Return the calendar that the setting ``HOLIDAYS`` names."""
    found: HolidayCalendar = import_string(settings.HOLIDAYS)
    return found


def day_label(code: str) -> str:
    """Return a day's name in the active language: the calendar's own, else the package's."""
    own = holiday_calendar().names.get(code)
    if own is not None:
        return str(own)
    return str(DayName(code).label) if code in DayName.values else code.replace("_", " ")


def day_choices() -> list[tuple[str, str]]:
    """Return the days that a rule may be for, in the order of the year, the municipality's last."""
    codes = holiday_calendar().codes()
    own = (DayName.PLANNING_DAY, DayName.LOCAL_DAY, DayName.SCHOOL_HOLIDAY, DayName.OTHER)
    return [(str(code), day_label(code)) for code in (*codes, *own)]


def reason_label(code: str) -> str:
    """Return why hours are others on a date, in the active language; ``""`` for no reason."""
    if code in HoursReason.values:
        return str(HoursReason(code).label)
    return day_label(code) if code else ""
