"""No OpenStreetMap string lies: an independent engine reads what the schedules say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from wagtail_hjelp.schedule import (
    AS_USUAL,
    Calendar,
    Rules,
    Schedule,
    State,
)
from wagtail_hjelp.schedule.osm import NotExpressible, to_osm
from wagtail_hjelp.schedule.outside import OutsideHours

from . import any_rules
from .rows import TODAY


def possible(schedule: Schedule, instant: datetime, unsaid_holidays: bool) -> set[str]:
    """Return what a string may say about a moment for it to be true."""
    ours = schedule.state_at(instant.replace(tzinfo=schedule.calendar.zone.info))
    if (
        ours is State.CLOSED
        and unsaid_holidays
        and schedule.calendar.is_public_holiday(instant.date())
    ):
        return {"CLOSED", "UNKNOWN"}
    return {
        State.OPEN: {"OPEN"},
        State.PHONE_ONLY: {"OPEN"},
        State.BY_APPOINTMENT: {"UNKNOWN"},
        State.UNKNOWN: {"UNKNOWN"},
        State.CLOSED: {"CLOSED"},
    }[ours]


def near_clock_change(calendar: Calendar, instant: datetime) -> bool:
    """Whether a local time is repeated or missing, or a boundary may have been moved to it."""
    changes = calendar.zone.clock_changes(instant.date(), instant.date())
    return bool(changes) and 2 <= instant.hour < 4


def dates_of(rules: Rules | None, calendar: Calendar) -> list[date]:
    found = [day for special in calendar.special_days for day in (special.first, special.last)]
    while rules:
        found += [day for period in rules.periods for day in (period.first, period.last)]
        found += [day for one in rules.exceptions for day in (one.first, one.last)]
        found += [day for one in rules.closures for day in (one.first, one.reopens) if day]
        rules = rules.same_as
    return found


def instants(random: Random, rules: Rules, calendar: Calendar) -> Iterator[datetime]:
    """Yield moments of two years, and more of them around the dates that are spoken of."""
    days = [TODAY + timedelta(days=random.randrange(800)) for _ in range(40)]
    for day in dates_of(rules, calendar):
        days += [day - timedelta(days=1), day, day + timedelta(days=1)]
    days += [date(2026, 12, 23) + timedelta(days=number) for number in range(12)]
    for day in days:
        instant = datetime.combine(day, time(random.randrange(24), random.randrange(60)))
        if day >= TODAY and not near_clock_change(calendar, instant):
            yield instant


def assert_tells_the_truth(random: Random, rules: Rules, calendar: Calendar) -> None:
    """Hold strings, as an independent engine reads them, against what the schedules say."""
    for schedule in (Schedule(rules, calendar), OutsideHours(Schedule(rules, calendar))):
        try:
            written = to_osm(schedule, calendar, today=TODAY)
        except NotExpressible:
            continue
        read = OpeningHours(written, country="NO")
        for instant in instants(random, rules, calendar):
            said = str(read.state(instant)[0]).rpartition(".")[2].upper()
            assert said in possible(schedule, instant, "PH unknown" in written), (written, instant)


calendars = st.lists(any_rules.special_days(any_rules.day_spans()), max_size=2).map(
    lambda days: Calendar(special_days=days)
)
slow = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)


@slow
@given(st.integers(0, 2**32).map(Random), any_rules.rules(any_rules.day_spans()), calendars)
def test_no_string_about_days_lies(random: Random, rules: Rules, calendar: Calendar) -> None:
    assert_tells_the_truth(random, rules, calendar)


@slow
@given(st.integers(0, 2**32).map(Random), any_rules.any_rules, calendars)
def test_no_string_about_any_rules_lies(random: Random, rules: Rules, calendar: Calendar) -> None:
    assert_tells_the_truth(random, rules, calendar)


nights = st.builds(
    Rules,
    weekly=st.lists(any_rules.rows(any_rules.any_spans), min_size=1, max_size=3).map(tuple),
    holidays=st.just(AS_USUAL),
    exceptions=st.lists(any_rules.exceptions(any_rules.any_spans), max_size=2).map(tuple),
    closures=st.just(()) | st.lists(any_rules.closures(), max_size=1).map(tuple),
    follows_calendar=st.booleans(),
)


@slow
@given(st.integers(0, 2**32).map(Random), nights, calendars)
def test_no_string_about_nights_lies(random: Random, rules: Rules, calendar: Calendar) -> None:
    assert_tells_the_truth(random, rules, calendar)
