"""The week: spans, states, odd and even weeks; and which rule goes before which.

2 March 2026 is a Monday of an even week (10); nothing happens in that week or the next.
"""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from wagtail_hjelp.schedule import (
    AS_USUAL,
    CLOSED,
    Calendar,
    Closure,
    Decision,
    NamedDay,
    Rules,
    Source,
    Span,
    SpecialDay,
    State,
    WeeklyRow,
    Weeks,
)

from .words import at, compiled, day, exception, hours, period, row, told

OFFICE = compiled(Rules(weekly=(row("mon-fri", "08:00-15:30"),)))
NIGHT = Rules(weekly=(row("mon-sun", "20:00-08:00"),))


def week(*rows: WeeklyRow, always: State | None = None) -> list[str]:
    return told(compiled(Rules(weekly=rows, always=always)), "2026-03-02", "2026-03-08")


# --- spans -----------------------------------------------------------------------------------


def test_an_office_is_open_on_its_days_and_closed_on_others():
    assert told(OFFICE, "2026-03-05", "2026-03-09") == [
        "Thu 5 08:00-15:30 open",
        "Fri 6 08:00-15:30 open",
        "Mon 9 08:00-15:30 open",
    ]


def test_a_span_has_its_first_moment_and_not_its_last():
    asked = ["07:59:59.999999", "08:00:00", "15:29:59.999999", "15:30:00"]
    assert [OFFICE.state_at(at(f"2026-03-02 {time}")) for time in asked] == [
        State.CLOSED,
        State.OPEN,
        State.OPEN,
        State.CLOSED,
    ]


def test_the_first_and_the_last_minute_of_a_day():
    assert week(row("mon", "00:00-00:01"), row("mon", "23:59-24:00")) == [
        "Mon 2 00:00-00:01 open",
        "Mon 2 23:59-00:00 open",
    ]


def test_a_night_belongs_to_the_day_it_starts_on():
    assert week(row("fri", "20:00-03:00")) == ["Fri 6 20:00-03:00 open"]


def test_the_night_of_the_day_before_the_asked_ones_is_there():
    schedule = compiled(NIGHT)
    assert told(schedule, "2026-03-03") == ["Tue 3 00:00-08:00 open", "Tue 3 20:00-24:00 open"]


def test_a_weekday_watch_leaves_monday_morning_closed():
    watch = (row("mon-fri", "16:00-08:00"), row("sat-sun", "00:00-24:00"))
    assert told(compiled(Rules(weekly=watch)), "2026-03-06", "2026-03-09") == [
        "Fri 6 00:00-08:00 open",
        "Fri 6 16:00-00:00 open",
        "Mon 9 16:00-24:00 open",
    ]


def test_equal_times_are_24_hours():
    assert week(row("mon", "08:00-08:00")) == ["Mon 2 08:00-08:00 open"]
    schedule = compiled(Rules(weekly=(row("mon", "08:00-08:00"),)))
    (interval,) = schedule.intervals(at("2026-03-02"), at("2026-03-05"))
    assert interval.end - interval.start == timedelta(days=1)
    assert interval.end == at("2026-03-03 08:00")


@pytest.mark.parametrize("hours", ["00:00-00:00", "00:00-24:00"])
def test_the_whole_day_is_midnight_to_midnight(hours):
    assert week(row("wed", hours)) == ["Wed 4 00:00-00:00 open"]


def test_spans_that_touch_are_one_interval():
    assert week(row("mon-fri", "16:00-08:00"), row("mon-fri", "08:00-16:00")) == [
        "Mon 2 08:00-08:00 open"
    ]


def test_two_spans_of_a_day_leave_the_pause_closed():
    assert week(row("mon", "15:00-18:00"), row("mon", "11:00-14:30")) == [
        "Mon 2 11:00-14:30 open",
        "Mon 2 15:00-18:00 open",
    ]


def test_a_row_of_a_day_named_twice_is_as_if_named_once():
    assert week(WeeklyRow((0, 0), Span(480, 930))) == ["Mon 2 08:00-15:30 open"]


# --- states ----------------------------------------------------------------------------------


def test_open_outranks_phone_and_phone_outranks_appointment():
    found = week(
        row("mon", "08:00-16:00 appointment"),
        row("mon", "09:00-15:00 phone"),
        row("mon", "10:00-12:00"),
    )
    assert found == [
        "Mon 2 08:00-09:00 by_appointment",
        "Mon 2 09:00-10:00 phone_only",
        "Mon 2 10:00-12:00 open",
        "Mon 2 12:00-15:00 phone_only",
        "Mon 2 15:00-16:00 by_appointment",
    ]


def test_the_order_of_rows_makes_no_difference_to_the_rank():
    rows = (row("mon", "10:00-12:00"), row("mon", "08:00-16:00 appointment"))
    assert week(*rows) == week(*reversed(rows))


def test_a_night_that_is_open_outranks_the_morning_by_appointment():
    assert week(row("mon", "20:00-10:00"), row("tue", "08:00-12:00 appointment")) == [
        "Mon 2 20:00-10:00 open",
        "Tue 3 10:00-12:00 by_appointment",
    ]


def test_a_timed_closed_row_cuts_whatever_else_is_said():
    assert week(row("mon-tue", "09:00-15:00"), row("mon", "11:00-11:45 closed")) == [
        "Mon 2 09:00-11:00 open",
        "Mon 2 11:45-15:00 open",
        "Tue 3 09:00-15:00 open",
    ]


def test_a_timed_closed_row_leaves_the_night_of_the_day_before_alone():
    assert week(row("mon", "20:00-08:00"), row("tue", "06:00-06:30 closed")) == [
        "Mon 2 20:00-08:00 open",
    ]


def test_a_timed_closed_row_across_midnight_cuts_its_own_night_only():
    assert week(row("mon", "20:00-08:00"), row("mon", "23:00-01:00 closed")) == [
        "Mon 2 20:00-23:00 open",
        "Tue 3 01:00-08:00 open",
    ]
    night = compiled(Rules(weekly=(row("mon", "20:00-08:00"), row("mon", "23:00-01:00 closed"))))
    assert [night.state_at(at(f"2026-03-03 {time}")) for time in ("00:59", "01:00")] == [
        State.CLOSED,
        State.OPEN,
    ]
    assert week(row("mon-tue", "00:00-24:00"), row("mon", "23:00-01:00 closed")) == [
        "Mon 2 00:00-23:00 open",
        "Tue 3 00:00-00:00 open",
    ]


def test_a_closed_day_has_no_hours_whatever_other_rows_say():
    assert week(row("mon-tue", "09:00-15:00"), row("tue", None)) == ["Mon 2 09:00-15:00 open"]


def test_the_night_before_a_closed_day_runs_on_and_the_closed_day_has_no_night():
    assert week(row("mon-wed", "20:00-08:00"), row("tue", None)) == [
        "Mon 2 20:00-08:00 open",
        "Wed 4 20:00-08:00 open",
    ]


# --- always ----------------------------------------------------------------------------------


def test_always_open_is_open_all_the_time():
    assert week(always=State.OPEN) == ["Mon 2 00:00-24:00 open"]


def test_always_by_appointment_leaves_the_rows_their_own_states():
    assert week(row("mon", "10:00-12:00"), always=State.BY_APPOINTMENT) == [
        "Mon 2 00:00-10:00 by_appointment",
        "Mon 2 10:00-12:00 open",
        "Mon 2 12:00-24:00 by_appointment",
    ]


def test_a_row_is_cut_out_of_always():
    found = week(row("mon", "11:00-12:00 closed"), row("sun", None), always=State.PHONE_ONLY)
    assert found == ["Mon 2 00:00-11:00 phone_only", "Mon 2 12:00-00:00 phone_only"]


def test_always_closed_but_for_the_rows_is_closed_and_not_unknown():
    assert week(row("mon", "10:00-12:00"), always=State.CLOSED) == ["Mon 2 10:00-12:00 open"]
    assert week(always=State.CLOSED) == []


def test_always_unknown_but_for_the_rows_is_unknown_between_them():
    assert week(row("mon", "10:00-12:00"), row("tue-sun", None), always=State.UNKNOWN) == [
        "Mon 2 00:00-10:00 unknown",
        "Mon 2 10:00-12:00 open",
        "Mon 2 12:00-00:00 unknown",
    ]


# --- nothing said ----------------------------------------------------------------------------


def test_nothing_said_is_unknown_all_the_time():
    assert week() == ["Mon 2 00:00-24:00 unknown"]
    assert compiled(Rules()).day(day("2026-03-02")) == Decision(((0, 1440, 1),), Source.NOTHING)


def test_following_the_calendar_alone_says_nothing_of_ordinary_days():
    schedule = compiled(Rules(follows_calendar=True, holidays=CLOSED))
    assert told(schedule, "2026-03-02") == ["Mon 2 00:00-24:00 unknown"]


def test_a_week_of_closed_days_is_closed_and_not_unknown():
    assert week(row("mon-sun", None)) == []


# --- odd and even weeks ----------------------------------------------------------------------


def test_even_weeks():
    schedule = compiled(Rules(weekly=(row("wed", "18:00-21:00", Weeks.EVEN),)))
    assert told(schedule, "2026-03-02", "2026-03-31") == [
        "Wed 4 18:00-21:00 open",
        "Wed 18 18:00-21:00 open",
    ]


def test_odd_weeks_beside_rows_of_every_week():
    rules = Rules(weekly=(row("wed", "18:00-21:00", Weeks.ODD), row("fri", "10:00-12:00")))
    assert told(compiled(rules), "2026-03-02", "2026-03-15") == [
        "Fri 6 10:00-12:00 open",
        "Wed 11 18:00-21:00 open",
        "Fri 13 10:00-12:00 open",
    ]


def test_a_closed_row_of_odd_weeks_closes_those_alone():
    rules = Rules(weekly=(row("wed", "10:00-12:00"), row("wed", None, Weeks.ODD)))
    assert told(compiled(rules), "2026-03-02", "2026-03-15") == ["Wed 4 10:00-12:00 open"]


def test_week_53_is_odd_and_so_is_the_week_after_it():
    # 2026 has a week 53, from 28 December to 3 January.
    odd = compiled(Rules(weekly=(row("sun", "12:00-13:00", Weeks.ODD),)))
    even = compiled(Rules(weekly=(row("sun", "12:00-13:00", Weeks.EVEN),)))
    assert told(odd, "2026-12-14", "2027-01-24") == [
        "Sun 20 12:00-13:00 open",
        "Sun 3 12:00-13:00 open",
        "Sun 10 12:00-13:00 open",
        "Sun 24 12:00-13:00 open",
    ]
    assert told(even, "2026-12-14", "2027-01-24") == [
        "Sun 27 12:00-13:00 open",
        "Sun 17 12:00-13:00 open",
    ]


def test_the_last_days_of_december_may_be_of_week_1():
    # Monday 30 December 2024 is of week 1 of 2025.
    odd = compiled(Rules(weekly=(row("mon", "12:00-13:00", Weeks.ODD),)))
    assert told(odd, "2024-12-23", "2025-01-12") == ["Mon 30 12:00-13:00 open"]


def test_a_night_of_the_last_day_of_an_even_week_runs_into_the_odd_one():
    schedule = compiled(Rules(weekly=(row("sun", "22:00-06:00", Weeks.EVEN),)))
    assert told(schedule, "2026-03-02", "2026-03-16") == ["Sun 8 22:00-06:00 open"]


# --- which rule goes before which ------------------------------------------------------------

# One word on Whit Monday, 25 May 2026, of each kind, each with hours of its own. It is in
# week 22, an even one.
CALENDAR = Calendar(
    special_days=[SpecialDay(day("2026-05-25"), day("2026-05-25"), "town", hours("03:00-03:30"))]
)
IN_ORDER: list[tuple[str, dict[str, Any]]] = [
    ("closed", {"closures": (Closure(day("2026-05-25"), day("2026-05-26"), "staff"),)}),
    ("02:00-02:30", {"exceptions": (exception("2026-05-25", hours("02:00-02:30")),)}),
    ("03:00-03:30", {"follows_calendar": True}),
    ("04:00-04:30", {"named_days": (NamedDay("whit_monday", hours("04:00-04:30")),)}),
    ("05:00-05:30", {"holidays": hours("05:00-05:30")}),
    ("06:00-06:30", {"periods": (period("2026-05-01", "2026-05-31", row("mon", "06:00-06:30")),)}),
    ("07:00-07:30", {"weekly": (row("mon", "07:00-07:30"),)}),
]
SOURCES = [
    Source.CLOSURE,
    Source.EXCEPTION,
    Source.SPECIAL_DAY,
    Source.NAMED_DAY,
    Source.HOLIDAY,
]


@pytest.mark.parametrize("first", range(5))
def test_the_first_that_is_said_holds(first):
    said = {key: value for _text, more in IN_ORDER[first:] for key, value in more.items()}
    schedule = compiled(Rules(**said), CALENDAR)
    text = IN_ORDER[first][0]
    expected = [] if text == "closed" else [f"Mon 25 {text} open"]
    assert told(schedule, "2026-05-25") == expected
    assert schedule.day(day("2026-05-25")).source is SOURCES[first]


def test_a_period_goes_before_the_week():
    said = {key: value for _text, more in IN_ORDER[5:] for key, value in more.items()}
    schedule = compiled(Rules(holidays=AS_USUAL, **said), CALENDAR)
    assert told(schedule, "2026-05-25") == ["Mon 25 06:00-06:30 open"]
    assert schedule.ordinary_day(day("2026-05-25")) == Decision(((360, 390, 4),), Source.PERIOD)


def test_who_does_not_follow_the_calendar_is_not_touched_by_the_municipalitys_days():
    said = {key: value for _text, more in IN_ORDER[3:] for key, value in more.items()}
    schedule = compiled(Rules(follows_calendar=False, **said), CALENDAR)
    assert told(schedule, "2026-05-25") == ["Mon 25 04:00-04:30 open"]


# --- other clocks ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "zone", [UTC, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu"), timezone.max]
)
def test_a_moment_of_another_zone_gets_the_same_answer(zone):
    for text in ("2026-03-02 07:59", "2026-03-02 08:00", "2026-03-02 15:29", "2026-03-02 15:30"):
        moment = at(text)
        elsewhere = moment.astimezone(zone)
        assert OFFICE.state_at(elsewhere) is OFFICE.state_at(moment)
        assert OFFICE.next_change(elsewhere) == OFFICE.next_change(moment)
        assert OFFICE.opens_next(elsewhere) == OFFICE.opens_next(moment)
        assert OFFICE.intervals(elsewhere, elsewhere + timedelta(days=2)) == OFFICE.intervals(
            moment, moment + timedelta(days=2)
        )


def test_answers_are_in_the_schedules_own_zone():
    found = OFFICE.next_change(datetime(2026, 3, 2, 6, tzinfo=UTC))
    assert found is not None
    assert found.isoformat() == "2026-03-02T08:00:00+01:00"


def test_a_schedule_in_another_zone_keeps_that_zones_time():
    rules = Rules(weekly=(row("mon-fri", "08:00-15:30"),))
    schedule = compiled(rules, Calendar("America/New_York"))
    assert schedule.state_at(datetime(2026, 3, 2, 12, 59, tzinfo=UTC)) is State.CLOSED
    assert schedule.state_at(datetime(2026, 3, 2, 13, 0, tzinfo=UTC)) is State.OPEN
