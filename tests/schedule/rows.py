"""Rows of the week by days and times: ``row(WEEKDAYS, "08:00-15:30")``."""

from __future__ import annotations

from datetime import date

from wagtail_hjelp.schedule import Calendar, Span, State, WeeklyRow, Weeks, minutes

TODAY = date(2026, 11, 22)
CALENDAR = Calendar()
WEEKDAYS, WEEKEND, EVERY_DAY = (0, 1, 2, 3, 4), (5, 6), (0, 1, 2, 3, 4, 5, 6)


def row(
    days: tuple[int, ...],
    times: str,
    state: State = State.OPEN,
    weeks: Weeks = Weeks.EVERY,
) -> WeeklyRow:
    return WeeklyRow(days, span(times, state), weeks)


def span(times: str, state: State = State.OPEN) -> Span:
    opens, closes = times.split("-")
    return Span(minutes(opens), minutes(closes), state)


OFFICE = (row(WEEKDAYS, "08:00-15:30"),)
