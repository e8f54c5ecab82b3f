"""What is doubtful in periods, exceptions, closures, and where the clock changes."""

from __future__ import annotations

from datetime import date

from wagtail_hjelp.schedule import (
    AS_SUNDAY,
    CLOSED,
    Closure,
    DatedException,
    Effect,
    NamedDay,
    Period,
    Rules,
)
from wagtail_hjelp.schedule.lint import Finding, FindingCode

from .doubts import found, in_week, office, period, times
from .rows import OFFICE, row, span

# --- periods -------------------------------------------------------------------------------


def test_a_period_that_is_over_never_comes() -> None:
    periods = (period("2026-06-20", "2026-11-21"), period("2026-06-20", "2026-11-22"))
    assert found(office(periods=periods)) == [
        Finding(
            FindingCode.PERIOD_NEVER,
            dates=(date(2026, 6, 20), date(2026, 11, 21)),
            row="periods[0]",
        )
    ]


def test_a_period_within_one_that_is_looked_up_before_it_never_comes() -> None:
    periods = (period("2026-12-01", "2027-01-31"), period("2026-12-20", "2026-12-31"))
    assert found(office(periods=periods)) == [
        Finding(
            FindingCode.PERIOD_NEVER,
            dates=(date(2026, 12, 20), date(2026, 12, 31)),
            row="periods[1]",
            other="periods[0]",
        )
    ]


def test_a_period_hidden_by_two_together_never_comes() -> None:
    periods = (
        period("2020-06-01", "2020-06-30", yearly=True),
        period("2020-07-01", "2020-07-31", yearly=True),
        period("2020-06-15", "2020-07-15", yearly=True),
    )
    assert found(office(periods=periods)) == [Finding(FindingCode.PERIOD_NEVER, row="periods[2]")]


def test_a_period_of_29_february_of_every_year_hardly_ever_comes() -> None:
    periods = (period("2024-02-29", "2024-02-29", yearly=True),)
    assert found(office(periods=periods)) == [Finding(FindingCode.PERIOD_NEVER, row="periods[0]")]


def test_a_period_that_cuts_a_longer_one_or_those_of_every_year_is_meant() -> None:
    periods = (
        period("2027-06-20", "2027-08-15"),
        period("2027-06-01", "2027-08-31"),
        period("2020-06-25", "2020-07-31", yearly=True),
    )
    assert found(office(periods=periods)) == []


def test_periods_that_share_some_dates_overlap() -> None:
    periods = (period("2027-05-01", "2027-06-30"), period("2027-06-20", "2027-08-15"))
    assert found(office(periods=periods)) == [
        Finding(
            FindingCode.PERIODS_OVERLAP,
            dates=(date(2027, 6, 20), date(2027, 6, 30)),
            row="periods[1]",
            other="periods[0]",
        )
    ]


def test_periods_of_every_year_overlap_the_next_time_they_do() -> None:
    periods = (
        period("2020-09-15", "2020-05-14", yearly=True),
        period("2020-05-14", "2020-09-20", yearly=True),
    )
    assert found(office(periods=periods)) == [
        Finding(
            FindingCode.PERIODS_OVERLAP,
            dates=(date(2027, 5, 14),),
            row="periods[1]",
            other="periods[0]",
        )
    ]


# --- exceptions and closures ---------------------------------------------------------------


def test_exceptions_and_closures_that_are_over_have_passed() -> None:
    rules = office(
        exceptions=(
            DatedException(date(2026, 11, 20), date(2026, 11, 22), CLOSED),
            DatedException(date(2026, 11, 19), date(2026, 11, 21), CLOSED),
        ),
        closures=(
            Closure(date(2026, 11, 1), date(2026, 11, 22)),
            Closure(None, date(2026, 11, 2)),
            Closure(date(2026, 11, 1), date(2026, 11, 23)),
        ),
    )
    assert found(rules) == [
        Finding(
            FindingCode.EXCEPTION_PASSED,
            dates=(date(2026, 11, 1), date(2026, 11, 21)),
            row="closures[0]",
        ),
        Finding(FindingCode.EXCEPTION_PASSED, dates=(date(2026, 11, 1),), row="closures[1]"),
        Finding(
            FindingCode.EXCEPTION_PASSED,
            dates=(date(2026, 11, 19), date(2026, 11, 21)),
            row="exceptions[1]",
        ),
    ]


# --- clock changes -------------------------------------------------------------------------

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def test_a_night_that_ends_in_the_hour_of_a_clock_change_says_so_for_the_next_two() -> None:
    assert in_week(row((5,), "22:00-02:30")) == [
        Finding(
            FindingCode.CLOCK_CHANGE, dates=(day,), times=(22 * 60, 26 * 60 + 30), row="weekly[0]"
        )
        for day in (SPRING, AUTUMN)
    ]


def test_hours_that_begin_in_the_hour_of_a_clock_change_are_found_up_to_three() -> None:
    assert in_week(row((6,), "02:00-06:00"))[0] == Finding(
        FindingCode.CLOCK_CHANGE, dates=(SPRING,), times=times("02:00-06:00"), row="weekly[0]"
    )
    assert in_week(row((6,), "03:00-06:00")) == []
    assert in_week(row((5,), "22:00-03:00")) == []
    assert in_week(row((5,), "22:00-01:59")) == []


def test_nights_of_other_days_are_not_changed_by_the_clock() -> None:
    assert in_week(row((0, 1, 2, 3, 4), "22:00-02:30")) == []


def test_hours_of_that_night_alone_are_found_by_their_own_rows() -> None:
    night = Effect.hours(span("20:00-02:00"))
    rules = Rules(
        weekly=OFFICE,
        periods=(Period(date(2027, 10, 1), AUTUMN, (row((5,), "23:00-02:15"),)),),
        holidays=CLOSED,
        named_days=(NamedDay("christmas_eve", CLOSED), NamedDay("easter_eve", night)),
    )
    assert found(rules) == [
        Finding(
            FindingCode.CLOCK_CHANGE,
            dates=(SPRING,),
            times=(20 * 60, 26 * 60),
            row="named_days[1]",
        ),
        Finding(
            FindingCode.CLOCK_CHANGE,
            dates=(AUTUMN,),
            times=(23 * 60, 26 * 60 + 15),
            row="periods[0].rows[0]",
        ),
    ]


def test_an_exception_and_a_holiday_in_the_hour_of_a_clock_change_are_found() -> None:
    early = Effect.hours(span("02:30-06:00"))
    eve = DatedException(date(2027, 10, 30), AUTUMN, early)
    later = DatedException(date(2027, 11, 30), date(2027, 11, 30), CLOSED)
    assert found(Rules(weekly=OFFICE, holidays=early, exceptions=(later, eve))) == [
        Finding(
            FindingCode.CLOCK_CHANGE,
            dates=(AUTUMN,),
            times=times("02:30-06:00"),
            row="exceptions[1]",
        ),
        Finding(
            FindingCode.CLOCK_CHANGE, dates=(SPRING,), times=times("02:30-06:00"), row="holidays"
        ),
    ]


def test_hours_as_on_sundays_that_no_row_has_are_found_at_the_row_that_says_so() -> None:
    rules = Rules(weekly=(row((6,), "02:30-06:00"),), holidays=AS_SUNDAY)
    eve = DatedException(date(2027, 3, 27), date(2027, 3, 27), AS_SUNDAY)
    assert {finding.row for finding in found(rules)} == {"weekly[0]"}
    night = Rules(weekly=(row((6,), "22:00-02:30"),), holidays=CLOSED, exceptions=(eve,))
    assert found(night) == [
        Finding(
            FindingCode.CLOCK_CHANGE,
            dates=(SPRING,),
            times=(22 * 60, 26 * 60 + 30),
            row="exceptions[0]",
        )
    ]
