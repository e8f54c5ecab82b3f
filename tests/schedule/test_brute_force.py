"""The engine against a loop over minutes, on hours drawn at random, in several zones.

Whatever is asked, the answers agree with the loop and so with each other: states, intervals, the
next change, the next opening, open between two dates, and what is outside the hours. Hours that
occur twice or never are among the minutes.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_hjelp.schedule import Calendar, Schedule, State
from wagtail_hjelp.schedule.outside import OutsideHours

from .naive import DAY, Minutes
from .strategies import Case, cases

ZONES = ["Europe/Oslo", "Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "UTC"]
DAYS = 4
OUTSIDE = {State.OPEN: State.CLOSED, State.PHONE_ONLY: State.CLOSED, State.UNKNOWN: State.UNKNOWN}

zones = st.sampled_from(ZONES)


def asked(case: Case, zone: str) -> tuple[Schedule, Minutes]:
    calendar = Calendar(zone, special_days=case.special_days)
    return Schedule(case.rules, calendar), Minutes(case, ZoneInfo(zone), case.focus - DAY, DAYS)


@settings(max_examples=30, deadline=None)
@given(cases(), zones)
def test_every_minute_has_the_state_that_the_loop_says(case: Case, zone: str) -> None:
    schedule, minutes = asked(case, zone)
    for moment, state in minutes.moments():
        assert schedule.state_at(moment) is state, moment


@settings(max_examples=30, deadline=None)
@given(cases(), zones)
def test_intervals_are_the_runs_of_the_loop(case: Case, zone: str) -> None:
    schedule, minutes = asked(case, zone)
    runs = minutes.runs()
    found = schedule.timeline(minutes.start).until(minutes.end)
    assert [_in_utc(piece) for piece in found] == runs
    open_or_unknown = schedule.intervals(minutes.start, minutes.end)
    assert [_in_utc(piece) for piece in open_or_unknown] == [
        run for run in runs if run[2] is not State.CLOSED
    ]


@settings(max_examples=30, deadline=None)
@given(cases(), zones, st.integers(0, 3 * 1440), st.integers(0, 59))
def test_next_change_and_next_opening_are_the_loops(
    case: Case, zone: str, minute: int, second: int
) -> None:
    schedule, minutes = asked(case, zone)
    moment = minutes.start + timedelta(minutes=minute, seconds=second)
    now = minutes.states[minute]
    assert schedule.state_at(moment) is now
    change = minutes.first_after(moment, lambda state: state is not now)
    _agrees(schedule.next_change(moment), change, minutes.end)
    if now.is_open:
        assert schedule.opens_next(moment) is None
        _agrees(schedule.open_until(moment), change, minutes.end)
    else:
        assert schedule.open_until(moment) is None
        opens = minutes.first_after(moment, lambda state: state.is_open)
        _agrees(schedule.opens_next(moment), opens, minutes.end)


@settings(max_examples=30, deadline=None)
@given(cases(), zones)
def test_open_between_two_dates_is_open_at_any_of_their_minutes(case: Case, zone: str) -> None:
    schedule, minutes = asked(case, zone)
    days = [case.focus + offset * DAY for offset in range(-1, DAYS - 1)]
    for place, first in enumerate(days):
        for last in days[place:]:
            expected = any(state.is_open for state in minutes.on(first, last))
            assert schedule.is_open_between(first, last) is expected


@settings(max_examples=30, deadline=None)
@given(cases(), zones)
def test_outside_is_the_opposite_of_every_minute(case: Case, zone: str) -> None:
    schedule, minutes = asked(case, zone)
    outside = OutsideHours(schedule)
    for moment, state in minutes.moments():
        assert outside.state_at(moment) is OUTSIDE.get(state, State.OPEN), moment
    minutes.states = [OUTSIDE.get(state, State.OPEN) for state in minutes.states]
    found = outside.timeline(minutes.start).until(minutes.end)
    assert [_in_utc(piece) for piece in found] == minutes.runs()


@settings(max_examples=30, deadline=None)
@given(cases())
def test_a_day_outside_has_the_minutes_that_are_not_open(case: Case) -> None:
    schedule, minutes = asked(case, "UTC")
    outside = OutsideHours(schedule)
    for offset in range(-1, DAYS - 1):
        day = case.focus + offset * DAY
        spans = outside.day(day).spans
        said = [any(start <= minute < end for start, end, _rank in spans) for minute in range(1440)]
        assert said == [not state.is_open for state in minutes.on(day, day)]


@pytest.mark.parametrize(
    ("zone", "changed"),
    [
        # Midnight does not occur; the last hour of a day comes again, in St. John's after the
        # next day's first minute; midnight comes twice.
        ("America/Sao_Paulo", date(2018, 11, 4)),
        ("America/Sao_Paulo", date(2018, 2, 17)),
        ("America/St_Johns", date(2006, 10, 28)),
        ("America/Havana", date(2026, 11, 1)),
    ],
)
@settings(max_examples=8, deadline=None)
@given(st.data())
def test_clocks_that_change_at_midnight(zone: str, changed: date, data: st.DataObject) -> None:
    case = data.draw(cases(st.just(changed)))
    schedule, minutes = asked(case, zone)
    for moment, state in minutes.moments():
        assert schedule.state_at(moment) is state, moment
    found = schedule.timeline(minutes.start).until(minutes.end)
    assert [_in_utc(piece) for piece in found] == minutes.runs()


def _agrees(found: datetime | None, expected: datetime | None, known_until: datetime) -> None:
    """Check that an answer is the expected one, or beyond what the loop has seen."""
    if expected is not None:
        assert found is not None
        assert found.astimezone(UTC) == expected
    else:
        assert found is None or found.astimezone(UTC) >= known_until


def _in_utc(piece: tuple[datetime, datetime, State]) -> tuple[datetime, datetime, State]:
    start, end, state = piece
    return start.astimezone(UTC), end.astimezone(UTC), state
