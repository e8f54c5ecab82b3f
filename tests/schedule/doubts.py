"""The doubts about some hours, for tests of each kind of doubt."""

from __future__ import annotations

from datetime import date
from typing import Any

from wagtail_hjelp.schedule import AS_USUAL, CLOSED, Calendar, Period, Rules, WeeklyRow, minutes
from wagtail_hjelp.schedule.lint import Finding, findings

from .rows import CALENDAR, OFFICE, TODAY, row


def times(text: str) -> tuple[int, int]:
    start, end = text.split("-")
    return minutes(start), minutes(end)


def found(rules: Rules, calendar: Calendar = CALENDAR) -> list[Finding]:
    return findings(rules, calendar, TODAY)


def in_week(*rows: WeeklyRow) -> list[Finding]:
    """Return the doubts about a week whose public holidays are as usual."""
    return found(Rules(weekly=rows, holidays=AS_USUAL))


def office(**parts: Any) -> Rules:
    """Return rules of an office, and more."""
    return Rules(weekly=OFFICE, holidays=CLOSED, **parts)


def period(first: str, last: str, *, yearly: bool = False) -> Period:
    rows = (row((0,), "10:00-12:00"),)
    return Period(date.fromisoformat(first), date.fromisoformat(last), rows, yearly)
