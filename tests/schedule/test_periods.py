"""Periods with rows of their own, dated and yearly. 15 June 2026 is a Monday."""

from wagtail_hjelp.schedule import CLOSED, Decision, Rules, Source, State, Weeks

from .words import compiled, day, period, row, told

ROWS = (row("mon-fri", "08:00-15:30"),)


def test_a_period_replaces_the_whole_week_from_its_first_to_its_last_day():
    summer = period("2026-06-16", "2026-06-18", row("mon-wed", "09:00-14:00"))
    schedule = compiled(Rules(weekly=ROWS, periods=(summer,)))
    assert told(schedule, "2026-06-15", "2026-06-19") == [
        "Mon 15 08:00-15:30 open",
        "Tue 16 09:00-14:00 open",
        "Wed 17 09:00-14:00 open",
        "Fri 19 08:00-15:30 open",
    ]
    sources = [said.source for _day, said in schedule.days(day("2026-06-15"), 5)]
    assert sources == [Source.WEEK, *[Source.PERIOD] * 3, Source.WEEK]


def test_a_period_without_rows_is_closed():
    schedule = compiled(Rules(weekly=ROWS, periods=(period("2026-06-16", "2026-06-18"),)))
    assert told(schedule, "2026-06-15", "2026-06-19") == [
        "Mon 15 08:00-15:30 open",
        "Fri 19 08:00-15:30 open",
    ]


def test_outside_its_periods_a_service_without_weekly_rows_is_unknown():
    summer = period("2026-06-16", "2026-06-16", row("mon-sun", "09:00-14:00"))
    schedule = compiled(Rules(periods=(summer,)))
    assert told(schedule, "2026-06-15", "2026-06-17") == [
        "Mon 15 00:00-00:00 unknown",
        "Tue 16 09:00-14:00 open",
        "Wed 17 00:00-24:00 unknown",
    ]


def test_winter_hours_across_new_year_and_others_for_the_rest_of_the_year():
    winter = period("2025-09-15", "2026-05-14", row("mon-fri", "08:00-15:45"), yearly=True)
    rules = Rules(weekly=(row("mon-fri", "08:00-15:00"),), periods=(winter,), holidays=CLOSED)
    schedule = compiled(rules)
    assert told(schedule, "2026-05-13", "2026-05-15") == [
        "Wed 13 08:00-15:45 open",
        "Fri 15 08:00-15:00 open",
    ]
    assert told(schedule, "2026-09-14", "2026-09-15") == [
        "Mon 14 08:00-15:00 open",
        "Tue 15 08:00-15:45 open",
    ]
    assert told(schedule, "2026-12-31", "2027-01-01") == ["Thu 31 08:00-15:45 open"]


def test_a_dated_period_goes_before_a_yearly_one_whichever_is_written_first():
    yearly = period("2020-06-01", "2020-08-31", row("mon", "10:00-11:00"), yearly=True)
    dated = period("2026-06-22", "2026-06-22", row("mon", "12:00-13:00"))
    for periods in [(yearly, dated), (dated, yearly)]:
        schedule = compiled(Rules(weekly=ROWS, periods=periods))
        assert told(schedule, "2026-06-22", "2026-06-29") == [
            "Mon 22 12:00-13:00 open",
            "Mon 29 10:00-11:00 open",
        ]


def test_of_periods_of_the_same_kind_the_first_holds():
    first = period("2026-06-01", "2026-06-30", row("mon", "10:00-11:00"))
    second = period("2026-06-22", "2026-07-31", row("mon", "12:00-13:00"))
    schedule = compiled(Rules(periods=(first, second)))
    assert told(schedule, "2026-06-22") == ["Mon 22 10:00-11:00 open"]
    assert told(schedule, "2026-07-06") == ["Mon 6 12:00-13:00 open"]


def test_a_night_of_the_last_day_of_a_period_runs_out_of_it():
    summer = period("2026-06-15", "2026-06-15", row("mon-sun", "20:00-04:00"))
    schedule = compiled(Rules(weekly=(row("tue", "03:00-05:00 phone"),), periods=(summer,)))
    assert told(schedule, "2026-06-14", "2026-06-16") == [
        "Mon 15 20:00-04:00 open",
        "Tue 16 04:00-05:00 phone_only",
    ]


def test_a_period_has_odd_and_even_weeks_of_its_own():
    summer = period("2026-06-15", "2026-06-28", row("mon", "10:00-11:00", Weeks.EVEN))
    schedule = compiled(Rules(weekly=ROWS, periods=(summer,)))
    assert told(schedule, "2026-06-15", "2026-06-28") == ["Mon 22 10:00-11:00 open"]


def test_a_period_takes_the_place_of_always():
    summer = period("2026-06-15", "2026-06-15", row("mon", "10:00-11:00"))
    schedule = compiled(Rules(always=State.OPEN, periods=(summer,)))
    assert told(schedule, "2026-06-14", "2026-06-16") == [
        "Sun 14 00:00-00:00 open",
        "Mon 15 10:00-11:00 open",
        "Tue 16 00:00-24:00 open",
    ]


def test_the_holiday_rule_holds_in_a_period_too():
    may = period("2026-05-01", "2026-05-31", row("mon", "10:00-11:00"))
    closed = compiled(Rules(periods=(may,), holidays=CLOSED))
    unsaid = compiled(Rules(periods=(may,)))
    assert told(closed, "2026-05-25") == []
    assert unsaid.day(day("2026-05-25")) == Decision(
        ((0, 1440, 1),), Source.UNSAID_HOLIDAY, "whit_monday"
    )
    assert closed.ordinary_day(day("2026-05-25")) == Decision(((600, 660, 4),), Source.PERIOD)
