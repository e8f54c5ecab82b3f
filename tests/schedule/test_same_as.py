"""Shared hours hold where a service says nothing itself. 2 March 2026 is a Monday."""

from typing import Any

from wagtail_hjelp.schedule import (
    AS_SUNDAY,
    CLOSED,
    Calendar,
    Closure,
    NamedDay,
    Rules,
    Schedule,
    Source,
    SpecialDay,
    State,
)

from .words import compiled, day, exception, hours, period, row, told

TOWN_HALL = Rules(
    weekly=(row("mon-fri", "08:00-15:30"), row("sun", "12:00-13:00")),
    periods=(period("2026-07-01", "2026-07-31", row("mon-fri", "09:00-14:00")),),
    holidays=CLOSED,
    named_days=(NamedDay("christmas_eve", hours("08:00-12:00")), NamedDay("romjul", CLOSED)),
    exceptions=(exception("2026-03-04", CLOSED),),
    closures=(Closure(day("2026-11-02"), day("2026-11-03")),),
    follows_calendar=True,
)
PLANNING = SpecialDay(day("2026-03-06"), day("2026-03-06"), "planning_day", CLOSED)


def office(**own: Any) -> Schedule:
    return compiled(Rules(same_as=TOWN_HALL, **own), Calendar(special_days=[PLANNING]))


def test_who_says_nothing_itself_has_the_shared_hours_whole():
    own, shared = office(), compiled(TOWN_HALL, Calendar(special_days=[PLANNING]))
    assert own.days(day("2026-01-01"), 365) == shared.days(day("2026-01-01"), 365)
    assert {said.source for _day, said in own.days(day("2026-01-01"), 365)} == {
        *Source,
    } - {Source.UNSAID_HOLIDAY, Source.NOTHING}


def test_an_own_week_takes_the_place_of_the_shared_one_whole():
    schedule = office(weekly=(row("tue", "10:00-11:00"),))
    assert told(schedule, "2026-03-02", "2026-03-08") == ["Tue 3 10:00-11:00 open"]


def test_own_always_takes_the_place_of_the_shared_week():
    schedule = office(always=State.BY_APPOINTMENT)
    assert told(schedule, "2026-03-02") == ["Mon 2 00:00-24:00 by_appointment"]


def test_shared_days_that_are_not_like_others_hold_for_an_own_week_too():
    schedule = office(weekly=(row("mon-sun", "10:00-11:00"),))
    assert told(schedule, "2026-03-03", "2026-03-06") == [
        "Tue 3 10:00-11:00 open",
        "Thu 5 10:00-11:00 open",
    ]
    assert told(schedule, "2026-05-25") == []
    assert told(schedule, "2026-11-02") == []


def test_a_shared_period_holds_for_an_own_week_too():
    schedule = office(weekly=(row("mon", "10:00-11:00"),))
    assert told(schedule, "2026-07-06") == ["Mon 6 09:00-14:00 open"]


def test_an_own_period_goes_before_a_shared_one():
    own = period("2026-06-01", "2026-07-10", row("mon", "18:00-19:00"), yearly=True)
    schedule = office(periods=(own,))
    assert told(schedule, "2026-07-06") == ["Mon 6 18:00-19:00 open"]
    assert told(schedule, "2026-07-13") == ["Mon 13 09:00-14:00 open"]


def test_an_own_exception_goes_before_a_shared_one_however_long():
    own = exception("2026-03-02", hours("18:00-19:00"), "2026-03-04")
    schedule = office(exceptions=(own,))
    assert told(schedule, "2026-03-04") == ["Wed 4 18:00-19:00 open"]


def test_a_shared_exception_holds_where_no_own_one_covers_the_day():
    schedule = office(exceptions=(exception("2026-03-03", CLOSED),))
    assert told(schedule, "2026-03-03", "2026-03-05") == ["Thu 5 08:00-15:30 open"]


def test_a_shared_exception_goes_before_an_own_named_day_as_exceptions_do():
    shared = Rules(exceptions=(exception("2026-12-24", CLOSED),))
    own = Rules(named_days=(NamedDay("christmas_eve", hours("10:00-11:00")),), same_as=shared)
    assert told(compiled(own), "2026-12-24") == []


def test_an_own_holiday_rule_takes_the_place_of_the_shared_one():
    assert told(office(holidays=AS_SUNDAY), "2026-05-25") == ["Mon 25 12:00-13:00 open"]


def test_own_and_shared_named_days_hold_beside_each_other_and_the_own_goes_first():
    schedule = office(named_days=(NamedDay("christmas_eve", CLOSED),))
    assert told(schedule, "2026-12-24") == []
    assert told(schedule, "2026-12-28") == []
    assert schedule.day(day("2026-12-28")).source is Source.NAMED_DAY


def test_own_and_shared_closures_both_close():
    schedule = office(closures=(Closure(day("2026-11-04"), day("2026-11-05")),))
    assert told(schedule, "2026-11-02", "2026-11-05") == [
        "Tue 3 08:00-15:30 open",
        "Thu 5 08:00-15:30 open",
    ]


def test_who_shares_the_hours_of_one_that_follows_the_calendar_follows_it_too():
    assert told(office(), "2026-03-06") == []
    assert told(office(weekly=(row("fri", "10:00-11:00"),)), "2026-03-06") == []


def test_an_own_follower_of_shared_hours_that_do_not_follow_follows():
    shared = Rules(weekly=TOWN_HALL.weekly)
    calendar = Calendar(special_days=[PLANNING])
    assert told(compiled(Rules(same_as=shared, follows_calendar=True), calendar), "2026-03-06") == (
        []
    )


def test_shared_hours_may_share_others():
    schedule = compiled(Rules(same_as=Rules(holidays=CLOSED, same_as=TOWN_HALL)))
    assert told(schedule, "2026-03-02") == ["Mon 2 08:00-15:30 open"]
    nearer = Rules(weekly=(row("mon", "10:00-11:00"),), same_as=TOWN_HALL)
    assert told(compiled(Rules(same_as=nearer)), "2026-03-02") == ["Mon 2 10:00-11:00 open"]
