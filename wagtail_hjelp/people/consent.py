"""How long a consent holds, by the calendar alone. Pure Python.

A consent holds through its last day. From the midnight after it, the record is unreadable; when
the days of grace are over, it is deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from dateutil.relativedelta import relativedelta

# So many days before a consent ends, the list begins to count them.
SOON_DAYS = 30
# What a new consent is suggested to hold for, and the longest that it can.
USUAL_YEARS = 1
LONGEST_YEARS = 3


class Standing(Enum):
    """What a consent is worth today."""

    VALID = "valid"
    SOON = "soon"
    EXPIRED = "expired"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Consent:
    """The last day of a consent, and the days for which an expired record is kept."""

    until: date
    grace_days: int

    def holds(self, today: date) -> bool:
        return today <= self.until

    def days_left(self, today: date) -> int:
        """Return for how many days after today it holds; 0 on its last day, negative after it."""
        return (self.until - today).days

    @property
    def deleted_on(self) -> date:
        """The first day on which the record may not be there any more."""
        return self.until + timedelta(days=self.grace_days + 1)

    def standing(self, today: date) -> Standing:
        if today >= self.deleted_on:
            return Standing.OVER
        if not self.holds(today):
            return Standing.EXPIRED
        return Standing.SOON if self.days_left(today) <= SOON_DAYS else Standing.VALID


def years_later(day: date, years: int) -> date:
    """Return the same day some years later; of 29 February, the 28th where there is none."""
    return day + relativedelta(years=years)
