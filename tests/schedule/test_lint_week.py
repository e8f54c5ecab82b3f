"""What is doubtful in a week: one doubt at a time, and what is none."""

from __future__ import annotations

from datetime import date

from wagtail_hjelp.schedule import (
    AS_USUAL,
    CLOSED,
    Closure,
    DatedException,
    Effect,
    NamedDay,
    Period,
    Rules,
    State,
    WeeklyRow,
    Weeks,
    minutes,
)
from wagtail_hjelp.schedule.lint import Finding, FindingCode

from .doubts import found, in_week, office, times
from .rows import EVERY_DAY, OFFICE, TODAY, WEEKDAYS, WEEKEND, row, span

# --- nothing to find -----------------------------------------------------------------------


def test_office_hours_with_a_lunch_break_are_not_doubtful() -> None:
    rules = Rules(
        weekly=(*OFFICE, row(WEEKDAYS, "11:00-11:45", State.CLOSED)),
        periods=(Period(date(2020, 6, 20), date(2020, 8, 15), OFFICE, yearly=True),),
        holidays=CLOSED,
        named_days=(NamedDay("christmas_eve", Effect.until(minutes("12:00"))),),
        exceptions=(DatedException(TODAY, TODAY, CLOSED),),
        closures=(Closure(date(2027, 2, 1), date(2027, 2, 8)), Closure(date(2027, 5, 1))),
        follows_calendar=True,
    )
    assert found(rules) == []


def test_day_and_night_is_not_doubtful() -> None:
    assert found(Rules(always=State.OPEN)) == []


def test_no_rules_say_nothing() -> None:
    nothing = [Finding(FindingCode.NOTHING_SAID)]
    assert found(Rules()) == nothing
    assert found(Rules(same_as=Rules())) == nothing


# --- holes ---------------------------------------------------------------------------------


def test_mandag_fredag_16_08_lørdag_søndag_00_24_leaves_monday_00_08() -> None:
    assert in_week(row(WEEKDAYS, "16:00-08:00"), row(WEEKEND, "00:00-24:00")) == [
        Finding(FindingCode.HOLE, (0,), times=times("00:00-08:00"))
    ]


def test_a_hole_is_one_although_other_days_are_made_of_several_rows() -> None:
    weekend = (row(WEEKEND, "00:00-06:00"), row(WEEKEND, "06:00-24:00"))
    rows = (row((0, 1, 2, 3), "16:00-08:00"), row((4,), "16:00-24:00"), *weekend)
    assert in_week(*rows) == [Finding(FindingCode.HOLE, (0,), times=times("00:00-08:00"))]


def test_a_watch_whose_monday_morning_is_said_has_no_hole() -> None:
    rows = (row(WEEKDAYS, "16:00-08:00"), row(WEEKEND, "00:00-24:00"), row((0,), "00:00-08:00"))
    assert in_week(*rows) == []


def test_a_watch_that_lasts_through_monday_morning_has_no_hole() -> None:
    assert in_week(
        row(WEEKDAYS, "16:00-08:00"), row((5,), "00:00-24:00"), row((6,), "08:00-08:00")
    ) == [Finding(FindingCode.HOLE, (6,), times=times("00:00-08:00"))]


def test_a_gap_on_two_days_is_how_the_service_is_meant() -> None:
    assert in_week(row((4, 5), "22:00-03:00")) == []
    assert in_week(row(WEEKDAYS, "16:00-08:00")) == []


def test_one_day_left_out_of_day_and_night_is_a_hole() -> None:
    assert in_week(row((0, 1, 3, 4, 5, 6), "00:00-24:00")) == [
        Finding(FindingCode.HOLE, (2,), times=times("00:00-24:00"))
    ]


def test_one_night_left_out_is_a_hole_in_the_evening_and_in_the_morning() -> None:
    assert in_week(row((0, 1, 2, 3, 4, 5), "22:00-06:00")) == [
        Finding(FindingCode.HOLE, (0,), times=times("00:00-06:00")),
        Finding(FindingCode.HOLE, (6,), times=times("22:00-24:00")),
    ]


def test_a_day_that_is_said_to_be_closed_is_no_hole_nor_is_the_morning_after() -> None:
    assert in_week(row((0, 1, 2, 3, 4, 5), "22:00-06:00"), WeeklyRow((6,), None)) == []
    assert in_week(row((0, 1, 2, 3, 4, 5), "00:00-24:00"), WeeklyRow((6,), None)) == []


def test_times_that_are_said_to_be_closed_are_no_hole() -> None:
    rows = (row(EVERY_DAY, "00:00-24:00"), row((2,), "08:00-09:00", State.CLOSED))
    assert in_week(*rows) == []


def test_office_hours_on_four_days_have_no_hole() -> None:
    assert in_week(row((0, 1, 2, 3, 5, 6), "08:00-24:00")) == []


def test_rows_beside_always_have_no_hole() -> None:
    assert (
        found(
            Rules(weekly=(row((0,), "16:00-08:00"),), always=State.BY_APPOINTMENT, holidays=CLOSED)
        )
        == []
    )


def test_a_hole_of_every_other_week_says_which() -> None:
    rows = (
        row((0, 1, 2, 3, 4, 5), "00:00-24:00"),
        row((6,), "00:00-24:00", weeks=Weeks.ODD),
    )
    assert in_week(*rows) == [
        Finding(FindingCode.HOLE, (6,), times=times("00:00-24:00"), weeks=Weeks.EVEN)
    ]


def test_a_hole_in_a_period_says_in_which() -> None:
    summer = Period(
        date(2020, 6, 20), date(2020, 8, 15), (row(EVERY_DAY[1:], "00:00-24:00"),), yearly=True
    )
    assert found(office(periods=(summer,))) == [
        Finding(FindingCode.HOLE, (0,), times=times("00:00-24:00"), row="periods[0]")
    ]


# --- overlaps ------------------------------------------------------------------------------


def test_two_rows_at_the_same_time_of_the_same_days_overlap() -> None:
    assert in_week(
        row((0, 1, 2), "08:00-12:00"), row((1, 2, 3), "11:00-15:00", State.PHONE_ONLY)
    ) == [
        Finding(
            FindingCode.OVERLAP,
            (1, 2),
            times=times("11:00-12:00"),
            row="weekly[1]",
            other="weekly[0]",
        )
    ]


def test_rows_that_touch_or_have_other_days_do_not_overlap() -> None:
    assert (
        in_week(row((0,), "08:00-12:00"), row((0,), "12:00-15:00"), row((1,), "08:00-15:00")) == []
    )


def test_odd_and_even_weeks_do_not_overlap_but_every_and_odd_do() -> None:
    odd, even = (row((0,), "08:00-12:00", weeks=weeks) for weeks in (Weeks.ODD, Weeks.EVEN))
    assert in_week(odd, even) == []
    assert in_week(row((0,), "10:00-13:00"), odd) == [
        Finding(
            FindingCode.OVERLAP,
            (0,),
            times=times("10:00-12:00"),
            row="weekly[1]",
            other="weekly[0]",
            weeks=Weeks.ODD,
        )
    ]


def test_hours_on_days_that_another_row_closes_are_hidden_by_it() -> None:
    assert in_week(WeeklyRow((4, 5), None), row((4,), "08:00-12:00")) == [
        Finding(
            FindingCode.OVERLAP,
            (4,),
            times=times("08:00-12:00"),
            row="weekly[1]",
            other="weekly[0]",
        )
    ]


def test_a_closed_row_may_cut_some_days_or_weeks_of_another() -> None:
    assert in_week(*OFFICE, WeeklyRow((4,), None)) == []
    assert in_week(row((4,), "08:00-12:00"), WeeklyRow((4,), None, Weeks.ODD)) == []


def test_rows_of_a_period_overlap_by_their_own_paths() -> None:
    rows = (row((0,), "08:00-12:00"), row((0,), "08:00-10:00"))
    period = Period(date(2026, 12, 1), date(2026, 12, 20), rows)
    assert found(office(periods=(period,))) == [
        Finding(
            FindingCode.OVERLAP,
            (0,),
            times=times("08:00-10:00"),
            row="periods[0].rows[1]",
            other="periods[0].rows[0]",
        )
    ]


def test_hours_of_a_day_unlike_others_overlap_among_themselves() -> None:
    both = Effect.hours(span("08:00-12:00"), span("11:00-13:00"))
    named = (NamedDay("romjul", AS_USUAL), NamedDay("christmas_eve", both))
    day = DatedException(date(2026, 12, 1), date(2026, 12, 1), both)
    assert found(Rules(weekly=OFFICE, holidays=both, named_days=named, exceptions=(day,))) == [
        Finding(FindingCode.OVERLAP, times=times("11:00-12:00"), row="exceptions[0]"),
        Finding(FindingCode.OVERLAP, times=times("11:00-12:00"), row="holidays"),
        Finding(FindingCode.OVERLAP, times=times("11:00-12:00"), row="named_days[1]"),
    ]


def test_two_exceptions_as_long_as_each_other_of_which_one_is_closed_overlap() -> None:
    closed = DatedException(date(2026, 12, 21), date(2026, 12, 23), CLOSED)
    short = DatedException(
        date(2026, 12, 23), date(2026, 12, 25), Effect.hours(span("09:00-11:00"))
    )
    assert found(office(exceptions=(closed, short))) == [
        Finding(
            FindingCode.OVERLAP,
            dates=(date(2026, 12, 23),),
            row="exceptions[1]",
            other="exceptions[0]",
        )
    ]


def test_hours_of_two_exceptions_for_one_date_add_up_or_overlap() -> None:
    day = date(2026, 12, 23)
    morning, late, noon = (
        DatedException(day, day, Effect.hours(span(text)))
        for text in ("09:00-11:00", "13:00-15:00", "10:00-12:00")
    )
    assert found(office(exceptions=(morning, late))) == []
    assert found(office(exceptions=(morning, late, noon))) == [
        Finding(
            FindingCode.OVERLAP,
            dates=(day,),
            times=times("10:00-11:00"),
            row="exceptions[2]",
            other="exceptions[0]",
        )
    ]


def test_exceptions_of_other_lengths_and_past_ones_do_not_overlap() -> None:
    week = DatedException(date(2026, 12, 21), date(2026, 12, 27), CLOSED)
    day = DatedException(date(2026, 12, 23), date(2026, 12, 23), AS_USUAL)
    assert found(office(exceptions=(week, day))) == []


def test_a_row_that_meets_many_is_told_once() -> None:
    day = date(2026, 12, 23)
    both = Effect.hours(span("09:00-11:00"), span("09:00-12:00"), span("10:00-12:00"))
    rules = Rules(
        weekly=(*(row((0,), "08:00-12:00") for _ in range(40)), WeeklyRow((0,), None)),
        holidays=both,
        exceptions=tuple(DatedException(day, day, both) for _ in range(40)),
    )
    overlapping = [it.row for it in found(rules) if it.code is FindingCode.OVERLAP]
    # Weekly rows: each meets one before it, and the row that closes the day. The exceptions: each
    # meets one before it, and itself.
    assert len(overlapping) == (39 + 40) + (39 + 40) + 1


# --- cuts ----------------------------------------------------------------------------------


def cut(days: tuple[int, ...], text: str, row: int, weeks: Weeks = Weeks.EVERY) -> Finding:
    path = f"weekly[{row}]"
    return Finding(FindingCode.CUT_NOTHING, days, times=times(text), row=path, weeks=weeks)


def test_closed_in_the_night_before_cuts_nothing() -> None:
    night, lunch = row((0, 1), "20:00-08:00"), row((1, 2), "03:00-03:30", State.CLOSED)
    assert in_week(night, lunch) == [cut((1, 2), "03:00-03:30", 1)]


def test_closed_at_a_time_without_hours_cuts_nothing() -> None:
    assert in_week(row((0,), "08:00-15:00"), row((0,), "15:00-16:00", State.CLOSED)) == [
        cut((0,), "15:00-16:00", 1)
    ]


def test_closed_of_odd_weeks_beside_hours_of_even_ones_cuts_nothing() -> None:
    assert in_week(
        row((0,), "08:00-15:00", weeks=Weeks.EVEN),
        row((0,), "11:00-12:00", State.CLOSED, Weeks.ODD),
    ) == [cut((0,), "11:00-12:00", 1, Weeks.ODD)]


def test_closed_that_cuts_a_night_of_its_own_day_is_meant() -> None:
    night = row((0,), "20:00-08:00")
    assert in_week(night, row((0,), "23:00-01:00", State.CLOSED)) == []
    assert in_week(row((0, 1), "08:00-15:00"), row(WEEKDAYS, "11:00-12:00", State.CLOSED)) == []


def test_closed_past_midnight_beyond_its_own_day_s_hours_cuts_nothing_there() -> None:
    day = row((0,), "08:00-24:00")
    found_there = Finding(FindingCode.CUT_NOTHING, (0,), times=(24 * 60, 25 * 60), row="weekly[1]")
    assert in_week(day, row((0,), "23:00-01:00", State.CLOSED)) == [found_there]
    always = Rules(
        weekly=(row((0,), "23:00-01:00", State.CLOSED),), always=State.OPEN, holidays=CLOSED
    )
    assert [(it.code, it.times) for it in found(always)] == [
        (FindingCode.CUT_NOTHING, (24 * 60, 25 * 60))
    ]


def test_closed_beside_always_cuts() -> None:
    rules = Rules(
        weekly=(row((0,), "03:00-03:30", State.CLOSED),), always=State.OPEN, holidays=CLOSED
    )
    assert found(rules) == []


def test_closed_that_says_why_a_watch_has_a_gap_is_meant() -> None:
    watch = row((0, 1, 2, 3, 4, 6), "00:00-24:00")
    assert in_week(watch, row((5,), "00:00-24:00", State.CLOSED)) == []


def test_closed_among_the_hours_of_a_day_unlike_others_cuts_its_own_hours_only() -> None:
    lunch = span("11:00-12:00", State.CLOSED)
    alone, cutting = Effect.hours(lunch), Effect.hours(span("08:00-15:00"), lunch)
    assert found(Rules(weekly=OFFICE, holidays=cutting)) == []
    assert found(Rules(weekly=OFFICE, holidays=alone)) == [
        Finding(FindingCode.CUT_NOTHING, times=times("11:00-12:00"), row="holidays")
    ]


# --- nights --------------------------------------------------------------------------------


def test_a_night_that_lasts_into_the_next_day_s_hours_meets_the_morning() -> None:
    assert in_week(row((0, 1), "22:00-08:00"), row((1, 2, 3), "07:00-15:00")) == [
        Finding(
            FindingCode.NIGHT_MEETS_MORNING,
            (1, 2),
            times=times("07:00-08:00"),
            row="weekly[0]",
            other="weekly[1]",
        )
    ]


def test_a_night_that_touches_the_next_day_s_hours_meets_the_morning() -> None:
    assert in_week(row((6,), "16:00-08:00"), row((0,), "08:00-16:00")) == [
        Finding(
            FindingCode.NIGHT_MEETS_MORNING,
            (0,),
            times=times("08:00-08:00"),
            row="weekly[0]",
            other="weekly[1]",
        )
    ]


def test_a_night_that_ends_before_the_next_day_opens_meets_no_morning() -> None:
    assert in_week(row((0,), "22:00-06:00"), row((1,), "08:00-16:00")) == []


def test_a_night_before_a_day_with_hours_all_day_or_before_itself_meets_no_morning() -> None:
    assert in_week(row((4,), "16:00-08:00"), row(WEEKEND, "00:00-24:00")) == []
    assert in_week(row(EVERY_DAY, "08:00-08:00")) == []


def test_a_sunday_night_of_odd_weeks_meets_the_monday_of_even_ones() -> None:
    night = row((6,), "22:00-08:00", weeks=Weeks.ODD)
    assert in_week(night, row((0,), "07:00-15:00", weeks=Weeks.ODD)) == []
    assert in_week(night, row((0,), "07:00-15:00", weeks=Weeks.EVEN)) == [
        Finding(
            FindingCode.NIGHT_MEETS_MORNING,
            (0,),
            times=times("07:00-08:00"),
            row="weekly[0]",
            other="weekly[1]",
            weeks=Weeks.EVEN,
        )
    ]


def test_a_morning_without_hours_after_a_closed_day_is_counted_with_the_others() -> None:
    rows = (row((3,), "22:00-08:00"), row(WEEKDAYS, "07:00-15:00"), WeeklyRow((4,), None))
    assert in_week(*rows) == []


def test_a_night_before_a_closed_day_meets_no_morning() -> None:
    assert in_week(row((3,), "22:00-08:00"), row((4,), "07:00-15:00"), WeeklyRow((4,), None)) == [
        Finding(
            FindingCode.OVERLAP,
            (4,),
            times=times("07:00-15:00"),
            row="weekly[1]",
            other="weekly[2]",
        )
    ]
