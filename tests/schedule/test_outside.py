""" "Outside these hours, call …": the hours that another schedule leaves. 2 March is a Monday."""

from datetime import date

from wagtail_hjelp.schedule import AS_SUNDAY, CLOSED, Closure, Decision, Rules, Source, State
from wagtail_hjelp.schedule.outside import OutsideHours

from .words import at, compiled, day, exception, hours, row, told

OFFICE = Rules(weekly=(row("mon-fri", "08:00-15:30"),), holidays=CLOSED)


def outside(rules: Rules) -> OutsideHours:
    return OutsideHours(compiled(rules))


def test_outside_an_office_is_open_when_the_office_is_not():
    assert told(outside(OFFICE), "2026-03-06", "2026-03-09") == [
        "Fri 6 00:00-08:00 open",
        "Fri 6 15:30-08:00 open",
        "Mon 9 15:30-24:00 open",
    ]


def test_outside_an_office_is_open_all_of_a_holiday():
    assert told(outside(OFFICE), "2026-05-24", "2026-05-26") == [
        "Sun 24 00:00-08:00 open",
        "Tue 26 15:30-24:00 open",
    ]


def test_outside_a_night_watch_is_the_day():
    watch = Rules(weekly=(row("mon-fri", "16:00-08:00"),))
    assert told(outside(watch), "2026-03-02", "2026-03-07") == [
        "Mon 2 00:00-16:00 open",
        "Tue 3 08:00-16:00 open",
        "Wed 4 08:00-16:00 open",
        "Thu 5 08:00-16:00 open",
        "Fri 6 08:00-16:00 open",
        "Sat 7 08:00-24:00 open",
    ]


def test_by_appointment_and_pauses_are_outside_and_the_phone_is_not():
    rules = Rules(
        weekly=(
            row("mon", "08:00-10:00 appointment"),
            row("mon", "10:00-16:00"),
            row("mon", "11:00-11:45 closed"),
            row("mon", "16:00-18:00 phone"),
        )
    )
    assert told(outside(rules), "2026-03-02") == [
        "Mon 2 00:00-10:00 open",
        "Mon 2 11:00-11:45 open",
        "Mon 2 18:00-24:00 open",
    ]


def test_outside_unknown_is_unknown():
    assert told(outside(Rules()), "2026-03-02") == ["Mon 2 00:00-24:00 unknown"]
    unsaid = Rules(weekly=(row("mon", "08:00-15:30"),))
    assert told(outside(unsaid), "2026-05-25") == [
        "Mon 25 00:00-24:00 unknown",
    ]


def test_outside_always_open_is_never_and_outside_always_by_appointment_is_always():
    assert told(outside(Rules(always=State.OPEN)), "2026-03-02") == []
    assert told(outside(Rules(always=State.BY_APPOINTMENT)), "2026-03-02") == [
        "Mon 2 00:00-24:00 open"
    ]


def test_outside_follows_exceptions_and_closures():
    rules = Rules(
        weekly=OFFICE.weekly,
        exceptions=(exception("2026-03-03", hours("10:00-12:00")),),
        closures=(Closure(day("2026-03-04"), day("2026-03-05")),),
    )
    assert told(outside(rules), "2026-03-03", "2026-03-05") == [
        "Tue 3 00:00-10:00 open",
        "Tue 3 12:00-08:00 open",
        "Thu 5 15:30-24:00 open",
    ]


def test_a_day_outside_has_the_source_and_reason_of_the_day_inside():
    schedule = outside(OFFICE)
    assert schedule.day(day("2026-05-25")) == Decision(
        ((0, 1440, 4),), Source.HOLIDAY, "whit_monday"
    )
    assert schedule.day(day("2026-03-02")) == Decision(((0, 480, 4), (930, 1440, 4)), Source.WEEK)


def test_a_day_outside_begins_when_the_night_of_the_day_before_ends():
    schedule = outside(Rules(weekly=(row("mon-fri", "16:00-08:00"),)))
    found = [said.spans for _day, said in schedule.days(day("2026-03-01"))]
    sunday, monday, other_days, saturday = (
        ((0, 1440, 4),),
        ((0, 960, 4),),
        ((480, 960, 4),),
        ((480, 1440, 4),),
    )
    assert found == [sunday, monday, *[other_days] * 4, saturday]
    assert schedule.ordinary_day(day("2026-03-02")).spans == monday
    assert schedule.ordinary_day(day("2026-03-07")).spans == saturday


def test_a_day_outside_hours_that_overlap():
    rows = (
        row("mon", "08:00-10:00"),
        row("mon", "09:00-12:00 appointment"),
        row("mon", "11:00-13:00 closed"),
        row("mon", "14:00-15:00 phone"),
    )
    schedule = outside(Rules(weekly=rows))
    assert schedule.day(day("2026-03-02")).spans == ((0, 480, 4), (600, 840, 4), (900, 1440, 4))
    assert told(schedule, "2026-03-02") == [
        "Mon 2 00:00-08:00 open",
        "Mon 2 10:00-14:00 open",
        "Mon 2 15:00-24:00 open",
    ]


def test_an_ordinary_day_outside_is_outside_the_ordinary_day():
    schedule = outside(OFFICE)
    assert schedule.ordinary_day(day("2026-05-25")).spans == ((0, 480, 4), (930, 1440, 4))
    night = outside(Rules(weekly=(row("sun,mon", "22:00-06:00"),)))
    assert night.ordinary_day(day("2026-05-25")) == Decision(((360, 1320, 4),), Source.WEEK)


def test_outside_of_outside_is_the_hours_without_what_is_by_appointment():
    twice = OutsideHours(outside(OFFICE))
    inner = compiled(OFFICE)
    for month in range(1, 13):
        first = date(2026, month, 1)
        asked = at(str(first)), at(str(first.replace(day=28)))
        assert twice.intervals(*asked) == inner.intervals(*asked)


def test_inside_and_outside_never_both_and_never_neither_on_the_clock_change_nights():
    rules = Rules(
        weekly=(
            row("sat", "20:00-02:30"),
            row("sun", "02:15-02:45"),
            row("sun", "02:50-03:10"),
            row("sun", "03:30-10:00"),
        ),
        holidays=AS_SUNDAY,
    )
    inner, outer = compiled(rules), outside(rules)
    for changed in ("2026-03-29", "2026-10-25"):
        start, end = at(changed).timestamp() - 7200, at(changed).timestamp() + 43200
        for moment in range(int(start), int(end), 300):
            when = inner.calendar.zone.moment(moment)
            assert inner.state_at(when).is_open is not outer.state_at(when).is_open
