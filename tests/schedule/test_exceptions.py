"""Dated exceptions and closures. 2 March 2026 is a Monday."""

import pytest

from wagtail_hjelp.schedule import (
    AS_SUNDAY,
    AS_USUAL,
    CLOSED,
    Closure,
    DatedException,
    Decision,
    Effect,
    Rules,
    Source,
    State,
    minutes,
)

from .words import compiled, day, exception, hours, row, told

ROWS = (row("mon-fri", "08:00-15:30"), row("sun", "12:00-14:00"))
NIGHTS = (row("mon-sun", "20:00-08:00"),)
UNTIL_NOON = Effect.until(minutes("12:00"))


def on_wednesday(*effects: Effect) -> list[str]:
    """Return Wednesday's hours with exceptions of the same length; in both orders the same."""
    both = [
        told(compiled(Rules(weekly=ROWS, exceptions=tuple(map(of_wednesday, order)))), "2026-03-04")
        for order in (effects, effects[::-1])
    ]
    assert both[0] == both[1]
    return both[0]


def of_wednesday(effect: Effect) -> DatedException:
    return exception("2026-03-04", effect)


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        (CLOSED, []),
        (AS_USUAL, ["Wed 4 08:00-15:30 open"]),
        (AS_SUNDAY, ["Wed 4 12:00-14:00 open"]),
        (UNTIL_NOON, ["Wed 4 08:00-12:00 open"]),
        (hours("18:00-20:00 phone"), ["Wed 4 18:00-20:00 phone_only"]),
    ],
)
def test_an_exception_replaces_its_day(effect, expected):
    assert on_wednesday(effect) == expected


def test_an_exception_holds_from_its_first_to_its_last_day():
    rules = Rules(weekly=ROWS, exceptions=(exception("2026-03-03", CLOSED, "2026-03-05"),))
    assert told(compiled(rules), "2026-03-02", "2026-03-06") == [
        "Mon 2 08:00-15:30 open",
        "Fri 6 08:00-15:30 open",
    ]


def test_the_night_before_a_closed_exception_runs_on_and_the_exception_has_no_night():
    rules = Rules(weekly=NIGHTS, exceptions=(of_wednesday(CLOSED),))
    assert told(compiled(rules), "2026-03-03", "2026-03-05") == [
        "Tue 3 00:00-08:00 open",
        "Tue 3 20:00-08:00 open",
        "Thu 5 20:00-24:00 open",
    ]


def test_a_night_of_an_exception_runs_into_the_next_day():
    rules = Rules(weekly=ROWS, exceptions=(of_wednesday(hours("22:00-02:00")),))
    assert told(compiled(rules), "2026-03-04", "2026-03-05") == [
        "Wed 4 22:00-02:00 open",
        "Thu 5 08:00-15:30 open",
    ]


def test_an_exception_says_its_reason():
    rules = Rules(weekly=ROWS, exceptions=(exception("2026-03-04", CLOSED, reason="staff"),))
    assert compiled(rules).day(day("2026-03-04")) == Decision((), Source.EXCEPTION, "staff")


def test_the_shortest_exception_holds_in_whatever_order_they_are_written():
    long = exception("2026-03-02", CLOSED, "2026-03-06", reason="long")
    short = exception("2026-03-04", hours("10:00-12:00"), "2026-03-05", reason="short")
    shortest = exception("2026-03-05", hours("13:00-14:00"), reason="shortest")
    for exceptions in [(long, short, shortest), (shortest, short, long), (short, long, shortest)]:
        schedule = compiled(Rules(weekly=ROWS, exceptions=exceptions))
        assert told(schedule, "2026-03-02", "2026-03-06") == [
            "Wed 4 10:00-12:00 open",
            "Thu 5 13:00-14:00 open",
        ]
        reasons = [said.reason for _day, said in schedule.days(day("2026-03-02"))]
        assert reasons == ["long", "long", "short", "shortest", "long", "", ""]


def test_exceptions_of_the_same_length_add_up():
    assert on_wednesday(hours("10:00-12:00"), hours("18:00-20:00")) == [
        "Wed 4 10:00-12:00 open",
        "Wed 4 18:00-20:00 open",
    ]


def test_hours_add_up_to_the_usual_ones():
    assert on_wednesday(AS_USUAL, hours("18:00-20:00")) == [
        "Wed 4 08:00-15:30 open",
        "Wed 4 18:00-20:00 open",
    ]
    assert on_wednesday(UNTIL_NOON, hours("18:00-20:00")) == [
        "Wed 4 08:00-12:00 open",
        "Wed 4 18:00-20:00 open",
    ]


def test_of_exceptions_of_the_same_length_closed_holds_and_gives_the_reason():
    assert on_wednesday(CLOSED, hours("18:00-20:00")) == []
    assert on_wednesday(CLOSED, AS_USUAL) == []
    exceptions = (
        exception("2026-03-04", hours("18:00-20:00"), reason="evening"),
        exception("2026-03-04", CLOSED, reason="staff"),
    )
    found = compiled(Rules(exceptions=exceptions)).day(day("2026-03-04"))
    assert found == Decision((), Source.EXCEPTION, "staff")


def test_an_exception_written_twice_is_as_if_written_once():
    twice = (exception("2026-03-04", hours("10:00-12:00"), reason="open_day"),) * 2
    found = compiled(Rules(exceptions=twice)).day(day("2026-03-04"))
    assert found == Decision(((600, 720, 4),), Source.EXCEPTION, "open_day")


def test_exceptions_of_the_same_length_overlap_where_both_cover():
    exceptions = (
        exception("2026-03-03", hours("10:00-12:00"), "2026-03-04", reason="first"),
        exception("2026-03-04", hours("11:00-13:00"), "2026-03-05", reason="second"),
    )
    schedule = compiled(Rules(weekly=ROWS, exceptions=exceptions))
    assert told(schedule, "2026-03-03", "2026-03-05") == [
        "Tue 3 10:00-12:00 open",
        "Wed 4 10:00-13:00 open",
        "Thu 5 11:00-13:00 open",
    ]
    reasons = [said.reason for _day, said in schedule.days(day("2026-03-03"), 3)]
    assert reasons == ["first", "first", "second"]


def test_an_exception_says_what_is_otherwise_unknown():
    schedule = compiled(Rules(exceptions=(of_wednesday(hours("10:00-12:00")),)))
    assert told(schedule, "2026-03-03", "2026-03-05") == [
        "Tue 3 00:00-00:00 unknown",
        "Wed 4 10:00-12:00 open",
        "Thu 5 00:00-24:00 unknown",
    ]


def test_an_exception_takes_the_place_of_always_too():
    schedule = compiled(Rules(always=State.OPEN, exceptions=(of_wednesday(hours("10:00-12:00")),)))
    assert told(schedule, "2026-03-04") == ["Wed 4 10:00-12:00 open"]


def test_a_closed_exception_cuts_what_is_always_open():
    schedule = compiled(Rules(always=State.OPEN, exceptions=(of_wednesday(CLOSED),)))
    assert told(schedule, "2026-03-03", "2026-03-05") == [
        "Tue 3 00:00-00:00 open",
        "Thu 5 00:00-24:00 open",
    ]


# --- closures --------------------------------------------------------------------------------


def test_closed_until_a_day_is_open_on_that_day():
    rules = Rules(weekly=ROWS, closures=(Closure(None, day("2026-03-05"), "rebuilding"),))
    schedule = compiled(rules)
    assert told(schedule, "2026-03-01", "2026-03-06") == [
        "Thu 5 08:00-15:30 open",
        "Fri 6 08:00-15:30 open",
    ]
    assert schedule.day(day("2026-03-04")) == Decision((), Source.CLOSURE, "rebuilding")


def test_a_closure_from_a_day_on_has_no_end():
    rules = Rules(always=State.OPEN, closures=(Closure(day("2026-03-05")),))
    assert told(compiled(rules), "2026-03-04", "2026-04-30") == ["Wed 4 00:00-00:00 open"]


def test_the_night_before_a_closure_runs_on():
    rules = Rules(weekly=NIGHTS, closures=(Closure(day("2026-03-03"), day("2026-03-05")),))
    assert told(compiled(rules), "2026-03-03", "2026-03-05") == [
        "Tue 3 00:00-08:00 open",
        "Thu 5 20:00-24:00 open",
    ]


def test_of_closures_that_overlap_the_first_says_the_reason():
    closures = (
        Closure(day("2026-03-03"), day("2026-03-05"), "first"),
        Closure(day("2026-03-04"), day("2026-03-06"), "second"),
    )
    found = compiled(Rules(weekly=ROWS, closures=closures)).days(day("2026-03-02"), 5)
    assert [said.reason for _day, said in found] == ["", "first", "first", "second", ""]


def test_a_closure_is_closed_even_where_the_hours_are_unknown():
    rules = Rules(closures=(Closure(None, day("2026-03-05")),))
    assert told(compiled(rules), "2026-03-04", "2026-03-05") == ["Thu 5 00:00-24:00 unknown"]
