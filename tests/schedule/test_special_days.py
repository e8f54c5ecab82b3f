"""Public holidays, days with a name and the municipality's own days.

Easter Sunday is 5 April 2026; 1 May is a Friday, 17 May a Sunday, Whit Monday 25 May, Christmas
Day a Friday.
"""

import pytest

from wagtail_hjelp.schedule import (
    AS_SUNDAY,
    AS_USUAL,
    CLOSED,
    Calendar,
    Decision,
    Effect,
    NamedDay,
    Rules,
    Source,
    SpecialDay,
    State,
    Weeks,
    minutes,
)

from .words import compiled, day, hours, period, row, told

ROWS = (row("mon-fri", "08:00-15:30"), row("sun", "12:00-14:00"))
NIGHTS = (row("mon-sun", "20:00-08:00"),)
UNTIL_NOON = Effect.until(minutes("12:00"))


def special(text: str, effect: Effect, kind: str = "planning_day", last: str = "") -> SpecialDay:
    return SpecialDay(day(text), day(last or text), kind, effect)


# --- public holidays -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        (CLOSED, []),
        (AS_USUAL, ["Mon 25 08:00-15:30 open"]),
        (AS_SUNDAY, ["Mon 25 12:00-14:00 open"]),
        (hours("10:00-11:00", "13:00-14:00 phone"), None),
        (UNTIL_NOON, ["Mon 25 08:00-12:00 open"]),
    ],
)
def test_each_holiday_rule_on_whit_monday(effect, expected):
    schedule = compiled(Rules(weekly=ROWS, holidays=effect))
    if expected is None:
        expected = ["Mon 25 10:00-11:00 open", "Mon 25 13:00-14:00 phone_only"]
    assert told(schedule, "2026-05-25") == expected
    decision = schedule.day(day("2026-05-25"))
    assert (decision.source, decision.reason) == (Source.HOLIDAY, "whit_monday")


def test_the_days_around_a_holiday_are_as_usual():
    schedule = compiled(Rules(weekly=ROWS, holidays=CLOSED))
    assert told(schedule, "2026-05-13", "2026-05-15") == [
        "Wed 13 08:00-15:30 open",
        "Fri 15 08:00-15:30 open",
    ]


def test_the_night_before_a_closed_holiday_runs_on_and_the_holiday_has_no_night():
    schedule = compiled(Rules(weekly=NIGHTS, holidays=CLOSED))
    assert told(schedule, "2026-05-24", "2026-05-26") == [
        # Sunday 24 May is Whit Sunday, closed too.
        "Sun 24 00:00-08:00 open",
        "Tue 26 20:00-24:00 open",
    ]


def test_a_sunday_is_no_public_holiday_by_being_a_sunday():
    schedule = compiled(Rules(weekly=ROWS, holidays=CLOSED))
    assert told(schedule, "2026-03-08") == ["Sun 8 12:00-14:00 open"]


def test_as_sunday_is_the_sunday_of_that_week_and_period():
    rules = Rules(
        weekly=(row("sun", "12:00-14:00", Weeks.EVEN), row("sun", "16:00-17:00", Weeks.ODD)),
        periods=(period("2026-12-01", "2026-12-31", row("sun", "10:00-11:00")),),
        holidays=AS_SUNDAY,
    )
    schedule = compiled(rules)
    assert told(schedule, "2026-05-25") == ["Mon 25 12:00-14:00 open"]  # week 22
    assert told(schedule, "2026-05-14") == ["Thu 14 12:00-14:00 open"]  # week 20
    assert told(schedule, "2026-05-01") == ["Fri 1 12:00-14:00 open"]  # week 18
    assert told(schedule, "2027-05-06") == ["Thu 6 12:00-14:00 open"]  # week 18
    assert told(schedule, "2027-01-01") == ["Fri 1 16:00-17:00 open"]  # week 53
    assert told(schedule, "2026-12-25") == ["Fri 25 10:00-11:00 open"]


def test_as_sunday_of_a_week_without_sunday_is_closed():
    schedule = compiled(Rules(weekly=(row("mon-fri", "08:00-15:30"),), holidays=AS_SUNDAY))
    assert told(schedule, "2026-05-25") == []


def test_closes_at_cuts_the_day_and_the_night_that_starts_on_it():
    watch = (row("mon-sun", "16:00-08:00"), row("mon-sun", "11:00-12:30 phone"))
    schedule = compiled(Rules(weekly=watch, named_days=(NamedDay("christmas_eve", UNTIL_NOON),)))
    assert told(schedule, "2026-12-24") == [
        "Thu 24 00:00-08:00 open",
        "Thu 24 11:00-12:00 phone_only",
    ]


def test_closes_at_makes_no_day_longer_and_opens_none():
    late = Effect.until(minutes("18:00"))
    schedule = compiled(Rules(weekly=ROWS, holidays=late))
    assert told(schedule, "2026-05-25") == ["Mon 25 08:00-15:30 open"]
    assert told(schedule, "2026-12-26") == []  # a Saturday


def test_closes_at_the_time_at_which_it_opens_is_closed():
    schedule = compiled(Rules(weekly=ROWS, holidays=Effect.until(minutes("08:00"))))
    assert told(schedule, "2026-05-25") == []
    assert schedule.day(day("2026-05-25")).spans == ()


def test_closes_at_a_time_says_that_it_is_closed_after_that_even_if_the_rest_is_unknown():
    schedule = compiled(Rules(holidays=UNTIL_NOON))
    assert told(schedule, "2026-05-25") == ["Mon 25 00:00-12:00 unknown"]


# --- nobody has said what holds on public holidays -------------------------------------------


def test_a_day_with_hours_is_unknown_all_day_on_an_unsaid_public_holiday():
    schedule = compiled(Rules(weekly=ROWS))
    assert told(schedule, "2026-05-25") == ["Mon 25 00:00-24:00 unknown"]
    expected = Decision(((0, 1440, 1),), Source.UNSAID_HOLIDAY, "whit_monday")
    assert schedule.day(day("2026-05-25")) == expected


def test_a_day_that_is_closed_anyway_stays_closed_on_an_unsaid_holiday():
    schedule = compiled(Rules(weekly=ROWS))
    assert told(schedule, "2026-12-26") == []
    assert schedule.day(day("2026-12-26")) == Decision((), Source.WEEK, "boxing_day")


def test_what_is_cut_out_of_always_stays_closed_on_an_unsaid_holiday():
    schedule = compiled(Rules(always=State.OPEN, weekly=(row("mon", "11:00-11:45 closed"),)))
    assert told(schedule, "2026-05-25") == [
        "Mon 25 00:00-11:00 open",
        "Mon 25 11:45-24:00 open",
    ]


def test_a_night_beside_always_is_unknown_after_midnight_on_an_unsaid_holiday():
    rules = Rules(always=State.BY_APPOINTMENT, weekly=(row("mon", "20:00-08:00"),))
    assert compiled(rules).day(day("2026-05-25")).spans == ((0, 1440, 2), (1440, 1920, 1))


@pytest.mark.parametrize("state", [State.OPEN, State.PHONE_ONLY, State.BY_APPOINTMENT])
def test_always_has_said_it_of_holidays_too(state):
    schedule = compiled(Rules(always=state))
    assert told(schedule, "2026-05-25") == [f"Mon 25 00:00-24:00 {state}"]
    decision = schedule.day(day("2026-05-25"))
    assert (decision.source, decision.reason) == (Source.WEEK, "whit_monday")


def test_rows_beside_always_by_appointment_are_at_least_by_appointment_on_an_unsaid_holiday():
    rules = Rules(weekly=(row("mon", "10:00-12:00"),), always=State.BY_APPOINTMENT)
    assert told(compiled(rules), "2026-05-25") == ["Mon 25 00:00-24:00 by_appointment"]


def test_every_day_of_the_week_has_not_said_it_of_holidays():
    schedule = compiled(Rules(weekly=(row("mon-sun", "00:00-24:00"),)))
    assert told(schedule, "2026-05-25") == ["Mon 25 00:00-24:00 unknown"]


def test_a_row_by_appointment_has_not_said_it_of_holidays():
    schedule = compiled(Rules(weekly=(row("mon", "08:00-15:30 appointment"),)))
    assert told(schedule, "2026-05-25") == ["Mon 25 00:00-24:00 unknown"]


def test_a_period_has_not_said_it_of_holidays_even_if_the_week_is_always():
    whole = row("mon-sun", "00:00-24:00")
    rules = Rules(always=State.OPEN, periods=(period("2026-05-01", "2026-05-31", whole),))
    schedule = compiled(rules)
    assert told(schedule, "2026-05-25") == ["Mon 25 00:00-24:00 unknown"]
    assert told(schedule, "2026-12-25") == ["Fri 25 00:00-24:00 open"]


def test_the_night_of_an_unsaid_holiday_is_unknown_until_its_end_and_open_outranks_it():
    schedule = compiled(Rules(weekly=(*NIGHTS, row("tue", "07:00-15:00"))))
    assert told(schedule, "2026-05-25", "2026-05-26") == [
        "Mon 25 00:00-07:00 unknown",
        "Tue 26 07:00-15:00 open",
        "Tue 26 20:00-24:00 open",
    ]


def test_a_holiday_of_which_nothing_at_all_is_said_is_unknown():
    decision = compiled(Rules()).day(day("2026-05-25"))
    assert decision == Decision(((0, 1440, 1),), Source.NOTHING, "whit_monday")


# --- days with a name ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "dates"),
    [
        ("christmas_eve", ["2026-12-24"]),
        ("new_years_eve", ["2026-12-31"]),
        ("romjul", ["2026-12-27", "2026-12-28", "2026-12-29", "2026-12-30"]),
        ("easter_wednesday", ["2026-04-01"]),
        ("easter_eve", ["2026-04-04"]),
        ("whit_eve", ["2026-05-23"]),
        ("sami_day", ["2026-02-06"]),
        ("constitution_day", ["2026-05-17"]),
        ("whit_monday", ["2026-05-25"]),
    ],
)
def test_a_named_day_holds_on_its_dates_every_year_and_on_no_other(name, dates):
    schedule = compiled(Rules(weekly=ROWS, named_days=(NamedDay(name, hours("03:00-04:00")),)))
    year = schedule.days(day("2026-01-01"), 365)
    found = [str(when) for when, said in year if said.source is Source.NAMED_DAY]
    assert found == dates
    assert {said.reason for _when, said in year if said.source is Source.NAMED_DAY} == {name}
    assert schedule.day(day(dates[0])).spans == ((180, 240, 4),)


def test_a_named_day_that_is_not_spoken_of_is_ordinary_and_has_its_name_as_reason():
    schedule = compiled(Rules(weekly=ROWS, holidays=CLOSED))
    expected = Decision(((480, 930, 4),), Source.WEEK, "christmas_eve")
    assert schedule.day(day("2026-12-24")) == expected


def test_a_named_day_outranks_the_holiday_rule():
    named = (NamedDay("constitution_day", hours("10:00-11:00")),)
    schedule = compiled(Rules(weekly=ROWS, named_days=named, holidays=CLOSED))
    assert told(schedule, "2027-05-17", "2027-05-18") == [
        "Mon 17 10:00-11:00 open",  # also Whit Monday
        "Tue 18 08:00-15:30 open",
    ]


def test_of_two_names_of_one_day_the_calendars_first_that_is_spoken_of_holds():
    named = (
        NamedDay("constitution_day", hours("10:00-11:00")),
        NamedDay("whit_monday", hours("12:00-13:00")),
    )
    schedule = compiled(Rules(named_days=named))
    assert told(schedule, "2027-05-17") == ["Mon 17 12:00-13:00 open"]


def test_of_two_rows_on_one_named_day_the_first_holds():
    named = (NamedDay("romjul", hours("10:00-11:00")), NamedDay("romjul", CLOSED))
    schedule = compiled(Rules(weekly=ROWS, named_days=named))
    assert told(schedule, "2026-12-28") == ["Mon 28 10:00-11:00 open"]


def test_a_named_day_as_usual_says_that_the_holiday_is_as_usual():
    schedule = compiled(Rules(weekly=ROWS, named_days=(NamedDay("whit_monday", AS_USUAL),)))
    assert told(schedule, "2026-05-25") == ["Mon 25 08:00-15:30 open"]


# --- the municipality's days -----------------------------------------------------------------


def test_a_special_day_holds_for_those_that_follow_and_for_no_other():
    calendar = Calendar(special_days=[special("2026-03-06", CLOSED)])
    follower = compiled(Rules(weekly=ROWS, follows_calendar=True), calendar)
    other = compiled(Rules(weekly=ROWS), calendar)
    assert follower.day(day("2026-03-06")) == Decision((), Source.SPECIAL_DAY, "planning_day")
    assert other.day(day("2026-03-06")) == Decision(((480, 930, 4),), Source.WEEK, "planning_day")


def test_a_special_day_may_last_several_days_and_go_across_new_year():
    calendar = Calendar(special_days=[special("2026-12-30", UNTIL_NOON, last="2027-01-05")])
    schedule = compiled(Rules(weekly=ROWS, follows_calendar=True), calendar)
    assert told(schedule, "2026-12-29", "2027-01-06") == [
        "Tue 29 08:00-15:30 open",
        "Wed 30 08:00-12:00 open",
        "Thu 31 08:00-12:00 open",
        "Fri 1 08:00-12:00 open",
        "Mon 4 08:00-12:00 open",
        "Tue 5 08:00-12:00 open",
        "Wed 6 08:00-15:30 open",
    ]


def test_the_municipalitys_word_outranks_the_holiday_rule_and_own_named_days():
    calendar = Calendar(special_days=[special("2026-12-24", hours("09:00-11:00"), "christmas_eve")])
    named = (NamedDay("christmas_eve", CLOSED),)
    rules = Rules(weekly=ROWS, named_days=named, holidays=CLOSED, follows_calendar=True)
    assert told(compiled(rules, calendar), "2026-12-24") == ["Thu 24 09:00-11:00 open"]


def test_of_special_days_that_overlap_the_shortest_holds():
    days = [
        special("2026-03-04", hours("10:00-11:00"), "one"),
        special("2026-03-02", CLOSED, "week", last="2026-03-08"),
    ]
    for ordered in (days, days[::-1]):
        schedule = compiled(
            Rules(weekly=ROWS, follows_calendar=True), Calendar(special_days=ordered)
        )
        assert told(schedule, "2026-03-02", "2026-03-08") == ["Wed 4 10:00-11:00 open"]
        assert schedule.day(day("2026-03-04")).reason == "one"
        assert schedule.day(day("2026-03-05")).reason == "week"


def test_who_does_not_follow_may_say_what_it_does_on_a_day_of_the_municipalitys_calendar():
    calendar = Calendar(special_days=[special("2026-03-06", AS_USUAL)])
    rules = Rules(weekly=ROWS, named_days=(NamedDay("planning_day", CLOSED),))
    assert compiled(rules, calendar).day(day("2026-03-06")) == Decision(
        (), Source.NAMED_DAY, "planning_day"
    )


def test_as_usual_of_the_municipality_says_it_of_an_unsaid_holiday():
    calendar = Calendar(special_days=[special("2026-05-25", AS_USUAL, "open_day")])
    schedule = compiled(Rules(weekly=ROWS, follows_calendar=True), calendar)
    assert told(schedule, "2026-05-25") == ["Mon 25 08:00-15:30 open"]
    assert schedule.day(day("2026-05-25")).source is Source.SPECIAL_DAY
