"""Rules as plain data and back."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_hjelp.schedule import (
    AS_SUNDAY,
    CLOSED,
    Closure,
    DatedException,
    Effect,
    NamedDay,
    Period,
    Rules,
    Span,
    SpecialDay,
    State,
    WeeklyRow,
    Weeks,
    minutes,
)
from wagtail_hjelp.schedule.serial import (
    FormatError,
    calendar_days_from_list,
    calendar_days_to_list,
    from_dict,
    to_dict,
)

from .any_rules import any_rules, any_spans, special_days

WEEKDAYS = (0, 1, 2, 3, 4)


def span(opens: str, closes: str, state: State = State.OPEN) -> Span:
    return Span(minutes(opens), minutes(closes), state)


# Every key of the format.
EVERYTHING = Rules(
    weekly=(
        WeeklyRow(WEEKDAYS, span("08:00", "15:30")),
        WeeklyRow(WEEKDAYS, span("11:00", "11:45", State.CLOSED)),
        WeeklyRow((2,), span("18:00", "21:00", State.PHONE_ONLY), Weeks.EVEN),
        WeeklyRow((4,), span("22:00", "02:00")),
        WeeklyRow((5,), Span.whole_day()),
        WeeklyRow((6,), None),
    ),
    always=State.BY_APPOINTMENT,
    periods=(
        Period(
            date(2026, 6, 20),
            date(2026, 8, 15),
            (WeeklyRow((0,), span("10:00", "24:00")), WeeklyRow((1,), None, Weeks.ODD)),
        ),
        Period(date(2025, 9, 15), date(2026, 5, 14), (), yearly=True),
    ),
    holidays=AS_SUNDAY,
    named_days=(NamedDay("christmas_eve", Effect.until(minutes("12:00"))),),
    exceptions=(
        DatedException(
            date(2026, 12, 23),
            date(2026, 12, 23),
            Effect.hours(span("09:00", "11:00"), span("12:00", "13:00", State.BY_APPOINTMENT)),
            "christmas",
        ),
        DatedException(date(2026, 12, 27), date(2026, 12, 30), CLOSED),
    ),
    closures=(
        Closure(date(2026, 8, 3), date(2026, 10, 26), "works", approximate=True),
        Closure(),
    ),
    follows_calendar=True,
    same_as=Rules(always=State.OPEN, same_as=Rules()),
)

EVERYTHING_AS_DATA = {
    "version": 1,
    "weekly": [
        {"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "08:00", "closes": "15:30"},
        {
            "days": ["mon", "tue", "wed", "thu", "fri"],
            "opens": "11:00",
            "closes": "11:45",
            "state": "closed",
        },
        {
            "days": ["wed"],
            "opens": "18:00",
            "closes": "21:00",
            "state": "phone_only",
            "weeks": "even",
        },
        {"days": ["fri"], "opens": "22:00", "closes": "02:00"},
        {"days": ["sat"], "opens": "00:00", "closes": "00:00"},
        {"days": ["sun"], "closed": True},
    ],
    "always": "by_appointment",
    "periods": [
        {
            "first": "2026-06-20",
            "last": "2026-08-15",
            "rows": [
                {"days": ["mon"], "opens": "10:00", "closes": "24:00"},
                {"days": ["tue"], "closed": True, "weeks": "odd"},
            ],
        },
        {"first": "2025-09-15", "last": "2026-05-14", "yearly": True},
    ],
    "holidays": {"kind": "as_sunday"},
    "named_days": [{"day": "christmas_eve", "effect": {"kind": "closes_at", "closes_at": "12:00"}}],
    "exceptions": [
        {
            "first": "2026-12-23",
            "effect": {
                "kind": "hours",
                "spans": [
                    {"opens": "09:00", "closes": "11:00"},
                    {"opens": "12:00", "closes": "13:00", "state": "by_appointment"},
                ],
            },
            "reason": "christmas",
        },
        {"first": "2026-12-27", "last": "2026-12-30", "effect": {"kind": "closed"}},
    ],
    "closures": [
        {"first": "2026-08-03", "reopens": "2026-10-26", "reason": "works", "approximate": True},
        {},
    ],
    "follows_calendar": True,
    "same_as": {"always": "open", "same_as": {}},
}


def test_a_whole_example_is_written_with_every_key() -> None:
    assert to_dict(EVERYTHING) == EVERYTHING_AS_DATA


def test_a_whole_example_is_read() -> None:
    assert from_dict(EVERYTHING_AS_DATA) == EVERYTHING


def test_rules_that_say_nothing_are_only_a_version() -> None:
    assert to_dict(Rules()) == {"version": 1}
    assert from_dict({"version": 1}) == Rules()


@given(any_rules)
def test_rules_come_back_equal_through_json(rules: Rules) -> None:
    assert from_dict(json.loads(json.dumps(to_dict(rules)))) == rules


@given(st.lists(special_days(any_spans)).map(tuple))
def test_special_days_come_back_equal_through_json(days: tuple[SpecialDay, ...]) -> None:
    assert calendar_days_from_list(json.loads(json.dumps(calendar_days_to_list(days)))) == days


def test_special_days_are_a_list() -> None:
    days = [
        SpecialDay(date(2026, 12, 24), date(2026, 12, 24), "christmas_eve", CLOSED),
        SpecialDay(date(2026, 8, 14), date(2026, 8, 15), "planning_day", Effect.until(720)),
    ]
    assert calendar_days_to_list(days) == [
        {"first": "2026-12-24", "kind": "christmas_eve", "effect": {"kind": "closed"}},
        {
            "first": "2026-08-14",
            "last": "2026-08-15",
            "kind": "planning_day",
            "effect": {"kind": "closes_at", "closes_at": "12:00"},
        },
    ]


ROW = {"days": ["mon"], "opens": "08:00", "closes": "15:30"}
HOURS = {"kind": "hours", "spans": [{"opens": "08:00", "closes": "15:30"}]}
RULE_KEYS = "always, closures, exceptions, follows_calendar, holidays, named_days, periods, same_as"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (None, "expected an object, not None"),
        ([], "expected an object, not []"),
        ({}, "version: missing"),
        ({"version": 2}, "version: expected 1, not 2"),
        ({"version": True}, "version: expected 1, not True"),
        ({"version": 1, "week": []}, f"week: unknown key; expected {RULE_KEYS}, version, weekly"),
        ({"version": 1, "weekly": ROW}, f"weekly: expected a list, not {ROW}"),
        ({"version": 1, "weekly": [ROW, ROW, ROW | {"closes": "25:00"}]},
         "weekly[2].closes: not a time of day: '25:00'"),
        ({"version": 1, "weekly": [ROW | {"closes": "8:00"}]},
         "weekly[0].closes: not a time of day: '8:00'"),
        ({"version": 1, "weekly": [ROW | {"opens": "24:00"}]},
         "weekly[0].opens: not a time of day: '24:00'"),
        ({"version": 1, "weekly": [ROW | {"opens": 480}]},
         "weekly[0].opens: not a time of day: 480"),
        ({"version": 1, "weekly": [{"days": ["mon"], "opens": "08:00"}]},
         "weekly[0].closes: missing"),
        ({"version": 1, "weekly": [{"days": ["mon"]}]}, "weekly[0].opens: missing"),
        ({"version": 1, "weekly": [ROW | {"days": ["mon", 1]}]},
         "weekly[0].days[1]: not a day of the week: 1"),
        ({"version": 1, "weekly": [ROW | {"days": "mon"}]},
         "weekly[0].days: expected a list, not 'mon'"),
        ({"version": 1, "weekly": [ROW | {"state": "unknown"}]},
         "weekly[0].state: not a state of hours: 'unknown'"),
        ({"version": 1, "weekly": [ROW | {"weeks": "third"}]},
         "weekly[0].weeks: neither odd nor even weeks: 'third'"),
        ({"version": 1, "weekly": [ROW | {"closed": True}]},
         "weekly[0].opens: unknown key; expected closed, days, weeks"),
        ({"version": 1, "always": []}, "always: not a state: []"),
        ({"version": 1, "follows_calendar": 1},
         "follows_calendar: expected true or false, not 1"),
        ({"version": 1, "holidays": "closed"}, "holidays: expected an object, not 'closed'"),
        ({"version": 1, "holidays": {"kind": "open"}},
         "holidays.kind: not a kind of effect: 'open'"),
        ({"version": 1, "holidays": {"kind": "hours"}},
         "holidays: spans go with the kind “hours”, and only with it"),
        ({"version": 1, "holidays": HOURS | {"closes_at": "12:00"}},
         "holidays: closes_at goes with the kind “closes at”, and only with it"),
        ({"version": 1, "periods": [{"first": "2026-05-01", "last": "2026-04-01"}]},
         "periods[0]: a period cannot end (2026-04-01) before it begins (2026-05-01)"),
        ({"version": 1, "periods": [{"first": "20260501", "last": "2026-05-02"}]},
         "periods[0].first: not a date: '20260501'"),
        ({"version": 1, "periods": [{"first": "2026-W18-5", "last": "2026-05-02"}]},
         "periods[0].first: not a date: '2026-W18-5'"),
        ({"version": 1, "periods": [{"first": "2026-02-28", "last": "2026-02-29"}]},
         "periods[0].last: not a date: '2026-02-29'"),
        ({"version": 1, "named_days": [{"day": "", "effect": {"kind": "closed"}}]},
         "named_days[0].day: expected a code, not ''"),
        ({"version": 1, "exceptions": [
            {"first": "2026-05-01", "effect": HOURS | {"spans": [{"opens": "x"}]}}]},
         "exceptions[0].effect.spans[0].opens: not a time of day: 'x'"),
        ({"version": 1, "exceptions": [
            {"first": "2026-05-02", "last": "2026-05-01", "effect": HOURS}]},
         "exceptions[0]: an exception cannot end (2026-05-01) before it begins"),
        ({"version": 1, "exceptions": [
            {"first": "2026-05-02", "effect": HOURS, "reason": None}]},
         "exceptions[0].reason: expected text, not None"),
        ({"version": 1, "closures": [{"first": "2026-05-02", "reopens": "2026-05-02"}]},
         "closures[0]: it cannot reopen (2026-05-02) before it closes (2026-05-02)"),
        ({"version": 1, "same_as": {"version": 1}},
         f"same_as.version: unknown key; expected {RULE_KEYS}, weekly"),
        ({"version": 1, "same_as": {"same_as": {"weekly": [ROW | {"closes": ""}]}}},
         "same_as.same_as.weekly[0].closes: not a time of day: ''"),
    ],
)  # fmt: skip
def test_what_is_no_rules_is_refused_where_it_is_wrong(data: object, error: str) -> None:
    with pytest.raises(FormatError) as refused:
        from_dict(data)
    assert str(refused.value) == error


def test_an_error_has_its_path_and_its_problem_apart() -> None:
    with pytest.raises(FormatError) as refused:
        from_dict({"version": 1, "weekly": [ROW | {"closes": "25:00"}]})
    assert refused.value.path == "weekly[0].closes"
    assert refused.value.problem == "not a time of day: '25:00'"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({}, "expected a list, not {}"),
        ([{"first": "2026-12-24", "kind": "christmas_eve"}], "[0].effect: missing"),
        (
            [{"first": "2026-12-24", "last": "2026-12-23", "kind": "x", "effect": HOURS}],
            "[0].last: a special day cannot end (2026-12-23) before it begins (2026-12-24)",
        ),
    ],
)
def test_what_is_no_special_days_is_refused_where_it_is_wrong(data: object, error: str) -> None:
    with pytest.raises(FormatError) as refused:
        calendar_days_from_list(data)
    assert str(refused.value) == error
