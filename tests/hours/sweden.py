"""Another country's calendar, as a host would write it."""

from collections.abc import Mapping
from datetime import date

from wagtail_hjelp.schedule import HolidayCalendar


def public_holidays(year: int) -> Mapping[date, tuple[str, ...]]:
    return {date(year, 6, 6): ("national_day",), date(year, 12, 25): ("christmas_day",)}


SWEDEN = HolidayCalendar(public=public_holidays, names={"national_day": "<Sveriges> nationaldag"})
