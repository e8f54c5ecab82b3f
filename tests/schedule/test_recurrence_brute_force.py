"""The engine of dates against a walk day by day, on rows drawn at random, in several zones.

The walk shares nothing with the engine and knows no recurrence library: a day is decided by its
number and its place in the month, holidays are from the package ``holidays``, and times are
``datetime`` in ``zoneinfo``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from wagtail_hjelp.schedule import (
    Break,
    Calendar,
    Dates,
    Happening,
    Listed,
    Monthly,
    Once,
    Times,
    Weekly,
    happenings,
    is_endless,
    mismatch,
    over_at,
)

from .norwegian_days import public_holidays

# Midnight itself is missing in Cairo on 24 April 2026; Lord Howe moves its clocks by half an hour.
ZONES = ["Europe/Oslo", "Europe/Oslo", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe"]
ONE_DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
# Clock changes in Oslo, New York and Cairo, a year of 53 weeks and its end, a leap day, Easter at
# its earliest and latest, and a month of five of each of three weekdays.
TURNING_DAYS = [
    *(date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 8), date(2026, 11, 1)),
    *(date(2026, 4, 24), date(2026, 10, 29)),
    *(date(2026, 12, 24), date(2026, 12, 31), date(2027, 1, 4), date(2025, 1, 1)),
    *(date(2028, 2, 29), date(2027, 2, 28), date(2000, 2, 29)),
    *(date(2008, 3, 22), date(2038, 4, 25), date(2027, 5, 17), date(2026, 5, 31)),
]
MINUTES = [0, 1, 90, 120, 135, 150, 179, 180, 240, 600, 840, 960, 1320, 1439]


# --- the walk --------------------------------------------------------------------------------


def walk(dates: Dates, first: date, last: date, zone: ZoneInfo) -> list[Happening]:
    """Return what happens, day by day and row by row."""
    found = [
        happening(row, day, zone)
        for day in every_day(first, last)
        for row in dates.rows
        if is_on(row, day) and not is_away(row, day, dates.breaks)
    ]
    return sorted(found, key=lambda one: (one.starts, one.row))


def every_day(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


def is_on(row: Once | Listed | Weekly | Monthly, day: date) -> bool:
    if isinstance(row, Once):
        return row.day == day
    if isinstance(row, Listed):
        return day in row.days
    if day < row.first or (row.until is not None and day > row.until):
        return False
    # Day 1 was a Monday.
    number = day.toordinal() - 1
    if isinstance(row, Weekly):
        weeks = number // 7 - (row.first.toordinal() - 1) // 7
        return number % 7 in row.weekdays and weeks % row.every == 0
    months = (day.year - row.first.year) * 12 + day.month - row.first.month
    places = {(day.day + 6) // 7, -1 if (day + 7 * ONE_DAY).month != day.month else None}
    return number % 7 == row.weekday and months % row.every == 0 and bool(places & {*row.ordinals})


def is_away(row: Once | Listed | Weekly | Monthly, day: date, breaks: tuple[Break, ...]) -> bool:
    if isinstance(row, Once | Listed):
        return False
    if row.not_on_holidays and day in public_holidays(day.year):
        return True
    return any(day in every_day(pause.first, pause.last) for pause in breaks)


def happening(row: Once | Listed | Weekly | Monthly, day: date, zone: ZoneInfo) -> Happening:
    last = row.last if isinstance(row, Once) else day
    midnight = datetime.combine(day, time.min)
    after_last = datetime.combine(last, time.min) + ONE_DAY
    from_, to = row.times.starts, row.times.ends
    if from_ is None:
        begins, stops = midnight, after_last
    else:
        begins = midnight + timedelta(minutes=from_)
        stops = None if to is None else after_last - ONE_DAY + timedelta(minutes=to)
        if stops is not None and (stops <= begins or (last > day and to == 0)):
            stops += ONE_DAY
    starts = in_utc(begins, zone)
    ends = None if stops is None else in_utc(stops, zone)
    if ends is not None and stops is not None and ends <= starts:
        ends = starts + (stops - begins)
    return Happening(row.key, day, starts, ends, from_ is None, last)


def in_utc(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)


# --- what editors might say ------------------------------------------------------------------

minutes = st.sampled_from(MINUTES)
any_times = st.one_of(
    st.just(Times()),
    st.builds(Times, minutes),
    st.builds(Times, minutes, minutes | st.just(1440)),
    st.builds(Times, minutes, minutes | st.just(1440)),
)
focuses = st.sampled_from(TURNING_DAYS) | st.dates(date(1995, 1, 1), date(2095, 12, 31))
weekdays = st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True).map(tuple)
ordinals = st.lists(st.sampled_from([1, 2, 3, 4, -1]), min_size=1, max_size=5, unique=True).map(
    tuple
)
weeks = st.sampled_from([1, 1, 1, 2, 2, 3, 4, 5, 52])
months = st.sampled_from([1, 1, 1, 2, 3, 5, 12])


def near(focus: date, before: int = 45, after: int = 45) -> st.SearchStrategy[date]:
    return st.integers(-before, after).map(lambda away: focus + away * ONE_DAY)


@st.composite
def any_dates(draw: st.DrawFn, focus: date) -> Dates:
    """Return rows and breaks around a day; rules may have begun long before it."""
    rows: list[Once | Listed | Weekly | Monthly] = []
    for number in range(draw(st.sampled_from([1, 2, 3, 4, 0]))):
        key = f"row-{number}"
        kind = draw(st.sampled_from(["once", "listed", "weekly", "weekly", "monthly", "monthly"]))
        times = draw(any_times)
        if kind == "once":
            day = draw(near(focus))
            last = day + draw(st.sampled_from([0, 0, 0, 1, 2, 9])) * ONE_DAY
            rows.append(Once(key, day, last, times))
            continue
        if kind == "listed":
            rows.append(Listed(key, tuple(draw(st.lists(near(focus), max_size=6))), times))
            continue
        first = draw(near(focus) | near(focus) | near(focus, before=9_000))
        until = draw(
            st.none()
            | near(focus, before=10, after=90)
            | st.integers(0, 100).map(lambda away, first=first: first + away * ONE_DAY)
        )
        holidays = draw(st.booleans())
        if kind == "weekly":
            rows.append(Weekly(key, first, draw(weekdays), draw(weeks), until, holidays, times))
        else:
            weekday = draw(st.integers(0, 6))
            rows.append(
                Monthly(
                    *(key, first, weekday, draw(ordinals), draw(months), until, holidays, times)
                )
            )
    breaks = draw(st.lists(st.tuples(near(focus), st.integers(0, 12)), max_size=2))
    return Dates(
        tuple(rows), tuple(Break(first, first + length * ONE_DAY) for first, length in breaks)
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Dates, date, date]:
    """Return dates, and from when to when they are asked about."""
    focus = draw(focuses)
    first = draw(near(focus, before=60, after=0))
    length = draw(st.sampled_from([90, 120, 60, 30, 6, 0]))
    return draw(any_dates(focus)), first, first + length * ONE_DAY


@st.composite
def boundaries(draw: st.DrawFn) -> tuple[Dates, date, date]:
    """Return one rule that ends on one of its own dates, or a day before or after."""
    focus = draw(focuses)
    every_date = Weekly("row-0", draw(near(focus)), draw(weekdays), draw(weeks), times=Times(1439))
    own = [
        day
        for day in every_day(every_date.first, every_date.first + 60 * ONE_DAY)
        if is_on(every_date, day)
    ] or [every_date.first]
    until = draw(st.sampled_from(own)) + draw(st.sampled_from([-1, 0, 0, 1])) * ONE_DAY
    row = Weekly(
        *(every_date.key, every_date.first, every_date.weekdays, every_date.every, until),
        times=every_date.times,
    )
    return Dates((row,)), every_date.first - ONE_DAY, until + 20 * ONE_DAY


FIRST_OF_MAY = Monthly("may", date(2028, 2, 1), 0, (1,), not_on_holidays=True)
NIGHT = Weekly("night", date(2026, 3, 1), (5, 6), times=Times(150, 180))


@settings(max_examples=400, deadline=None)
@given(cases(), st.sampled_from(ZONES))
@example((Dates((FIRST_OF_MAY,)), date(2028, 4, 1), date(2028, 7, 1)), "Europe/Oslo")
@example((Dates((NIGHT,)), date(2026, 3, 1), date(2026, 11, 1)), "Europe/Oslo")
def test_happenings_are_those_of_the_walk(case: tuple[Dates, date, date], zone: str) -> None:
    dates, first, last = case
    expected = walk(dates, first, last, ZoneInfo(zone))
    event("something happens" if expected else "nothing happens")
    assert happenings(dates, first, last, Calendar(zone)) == expected


@settings(max_examples=100, deadline=None)
@given(boundaries())
def test_until_is_on_the_boundary_as_in_the_walk(case: tuple[Dates, date, date]) -> None:
    dates, first, last = case
    assert happenings(dates, first, last, Calendar()) == walk(
        *(dates, first, last, ZoneInfo("Europe/Oslo"))
    )


@settings(max_examples=100, deadline=None)
@given(cases(), st.integers(0, 120))
def test_two_stretches_of_days_are_the_whole(case: tuple[Dates, date, date], cut: int) -> None:
    dates, first, last = case
    middle = min(first + cut * ONE_DAY, last)
    calendar = Calendar()
    parts = [
        *happenings(dates, first, middle, calendar),
        *happenings(dates, middle + ONE_DAY, last, calendar),
    ]
    whole = happenings(dates, first, last, calendar)
    assert sorted(parts, key=lambda one: (one.starts, one.row)) == whole


@settings(max_examples=100, deadline=None)
@given(cases(), st.sampled_from(ZONES))
def test_all_ends_after_it_starts_and_nothing_comes_twice(
    case: tuple[Dates, date, date], zone: str
) -> None:
    calendar = Calendar(zone)
    found = happenings(*case, calendar)
    assert len({(one.row, one.day) for one in found}) == len(found)
    for one in found:
        assert one.starts < over_at(one, calendar.zone)
        assert over_at(one, calendar.zone) == one.ends or one.ends is None
        if one.ends is None and one.last_day == one.day:
            assert over_at(one, calendar.zone) == one.starts + HOUR


@settings(max_examples=200, deadline=None)
@given(focuses.flatmap(any_dates))
def test_mend_of_a_first_date_is_the_first_day_of_the_walk(dates: Dates) -> None:
    rules = [row for row in dates.rows if isinstance(row, Weekly | Monthly)]
    assert is_endless(dates) is any(row.until is None for row in rules)
    for row in rules:
        if isinstance(row, Weekly):
            endless: Weekly | Monthly = Weekly(row.key, row.first, row.weekdays, row.every)
        else:
            endless = Monthly(row.key, row.first, row.weekday, row.ordinals, row.every)
        own = next(day for day in every_day(row.first, date.max) if is_on(endless, day))
        assert mismatch(row) == (None if own == row.first else own)
