"""What stored rows say, and what those that are not finished do not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_hjelp.hours.reading import HoursRows, read_rows
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
    State,
    WeeklyRow,
    Weeks,
)

UNFINISHED = [
    ("weekly", {"days": ["0"], "opens": "08:00", "closes": None, "state": "open"}),
    ("weekly", {"days": [], "opens": "08:00", "closes": "10:00", "state": "open"}),
    ("weekly", {"days": ["0"], "opens": None, "closes": None, "state": "open"}),
    ("weekly", {"days": ["0"], "opens": "08:00", "closes": None, "state": "closed"}),
    ("weekly", None),
    ("weekly", {"days": ["7"], "opens": "08:00", "closes": "10:00", "state": "open"}),
    ("weekly", {"days": ["0"], "opens": "25:00", "closes": "x", "state": "open"}),
    ("weekly", {"days": ["0"], "opens": "08:00", "closes": "10:00", "state": "ajar"}),
    ("holidays", {"what": "ajar"}),
    ("closure", {"first": "i morgen"}),
    ("holidays", {"what": "hours", "opens": None, "closes": None}),
    ("holidays", {"what": "closes_at", "closes": None}),
    ("special_day", {"day": "", "what": "closed"}),
    ("exception", {"first": None, "last": None, "what": "closed"}),
    ("exception", {"first": "2026-12-24", "last": "2026-12-23", "what": "closed"}),
    ("period", {"first": "2026-06-01", "last": None, "rows": []}),
    ("period", {"first": "2026-06-01", "last": "2026-06-30", "rows": []}),
    ("closure", {"first": "2026-06-01", "reopens": "2026-06-01"}),
    ("same_as", {"hours": None}),
    ("same_as", {"hours": 4711}),
]


@pytest.mark.parametrize(("kind", "value"), UNFINISHED)
def test_row_that_is_not_finished_says_nothing_and_never_closed(kind, value):
    rows = read_rows([{"type": kind, "value": value}])
    assert rows.rules == Rules()
    assert rows.say_nothing


def test_every_kind_of_row_is_read():
    shared = Rules(always=State.OPEN)
    rows = read_rows(
        [
            {
                "type": "weekly",
                "value": {
                    "days": ["1", "0"],
                    "opens": "20:00:00",
                    "closes": "08:00:00",
                    "state": "phone_only",
                    "weeks": "odd",
                },
            },
            {"type": "weekly", "value": {"days": ["2"], "state": "closed"}},
            {"type": "weekly", "value": {"days": ["3"], "state": "by_appointment"}},
            {"type": "by_appointment", "value": None},
            {"type": "holidays", "value": {"what": "as_sunday"}},
            {"type": "follows_calendar", "value": None},
            {"type": "special_day", "value": {"day": "whit_eve", "what": "closed"}},
            {
                "type": "exception",
                "value": {"first": "2026-12-24", "what": "closes_at", "closes": "12:00"},
            },
            {
                "type": "exception",
                "value": {
                    "first": date(2026, 12, 27),
                    "last": date(2026, 12, 30),
                    "what": "hours",
                    "opens": "10:00",
                    "closes": "14:00",
                    "state": "by_appointment",
                    "reason": "christmas",
                },
            },
            {
                "type": "period",
                "value": {
                    "first": "2026-06-22",
                    "last": "2026-08-14",
                    "yearly": True,
                    "rows": [
                        {
                            "type": "item",
                            "value": {"days": ["4"], "opens": "09:00", "closes": "10:00"},
                        },
                    ],
                },
            },
            {
                "type": "closure",
                "value": {"reopens": "2026-10-26", "approximate": True, "reason": "building"},
            },
            {"type": "same_as", "value": {"hours": 7}},
        ],
        {7: shared},
    )
    assert rows == HoursRows(
        Rules(
            weekly=(
                WeeklyRow((0, 1), Span(1200, 480, State.PHONE_ONLY), Weeks.ODD),
                WeeklyRow((2,), None),
                WeeklyRow((3,), Span(0, 0, State.BY_APPOINTMENT)),
            ),
            always=State.BY_APPOINTMENT,
            holidays=AS_SUNDAY,
            follows_calendar=True,
            named_days=(NamedDay("whit_eve", CLOSED),),
            exceptions=(
                DatedException(date(2026, 12, 24), date(2026, 12, 24), Effect.until(720)),
                DatedException(
                    date(2026, 12, 27),
                    date(2026, 12, 30),
                    Effect.hours(Span(600, 840, State.BY_APPOINTMENT)),
                    "christmas",
                ),
            ),
            periods=(
                Period(
                    date(2026, 6, 22),
                    date(2026, 8, 14),
                    (WeeklyRow((4,), Span(540, 600)),),
                    yearly=True,
                ),
            ),
            closures=(Closure(None, date(2026, 10, 26), "building", approximate=True),),
            same_as=shared,
        ),
        shared_id=7,
    )


def test_hours_of_two_rows_about_the_same_day_add_up():
    rows = read_rows(
        [
            {
                "type": "special_day",
                "value": {"day": "romjul", "what": "hours", "opens": "10:00", "closes": "12:00"},
            },
            {
                "type": "special_day",
                "value": {"day": "romjul", "what": "hours", "opens": "13:00", "closes": "15:00"},
            },
        ]
    )
    assert rows.rules.named_days == (
        NamedDay("romjul", Effect.hours(Span(600, 720), Span(780, 900))),
    )


def test_outside_says_something_by_itself():
    rows = read_rows([{"type": "outside", "value": None}])
    assert rows.outside
    assert not rows.say_nothing


@pytest.mark.parametrize(
    "stored",
    [
        {"type": "weekly", "value": {"days": [None], "opens": "08:00", "closes": "10:00"}},
        {"type": "weekly", "value": {"days": 5, "opens": "08:00", "closes": "10:00"}},
        {"type": "weekly", "value": {"days": [float("inf")], "opens": "08:00", "closes": "10:00"}},
        {"type": "period", "value": {"first": "2026-06-01", "last": "2026-06-30", "rows": [None]}},
        {"type": "period", "value": {"first": "2026-06-01", "last": "2026-06-30", "rows": 5}},
        {"type": "period", "value": "x"},
        {"type": "always", "value": "x"},
        {"type": "special_day", "value": {"day": ["romjul"], "what": "closed"}},
        {"type": "same_as", "value": {"hours": [7]}},
        {"type": ["weekly"], "value": {}},
        {"value": {"days": ["0"], "opens": "08:00", "closes": "10:00"}},
        {},
        None,
        "weekly",
    ],
)
def test_row_that_cannot_be_read_says_nothing_and_does_not_disturb_the_others(stored):
    always = {"type": "by_appointment"}
    assert read_rows([stored, always]) == HoursRows(Rules(always=State.BY_APPOINTMENT))


def test_reason_that_cannot_be_read_is_none():
    rows = read_rows(
        [
            {"type": "exception", "value": {"first": "2026-12-24", "what": "closed", "reason": 5}},
            {"type": "closure", "value": {"first": "2026-12-27", "reason": ["building"]}},
        ]
    )
    day = date(2026, 12, 24)
    assert rows.rules.exceptions == (DatedException(day, day, CLOSED),)
    assert rows.rules.closures == (Closure(date(2026, 12, 27), None),)


WORDS = st.sampled_from(
    [
        "",
        "0",
        "08:00",
        "24:00",
        "2026-12-24",
        "closed",
        "open",
        "hours",
        "closes_at",
        "odd",
        "romjul",
    ]
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=3) | st.sampled_from(["value", "days"]), inner)
    ),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    [
        "days",
        "opens",
        "closes",
        "state",
        "weeks",
        "what",
        "day",
        "first",
        "last",
        "reopens",
        "yearly",
        "rows",
        "reason",
        "hours",
    ]
)
KINDS = st.sampled_from(["always", "outside", *(kind for kind, _value in UNFINISHED)])


@given(
    st.lists(
        JUNK
        | st.fixed_dictionaries(
            {"type": KINDS | JUNK, "value": st.dictionaries(FIELDS, JUNK) | JUNK}
        ),
        max_size=5,
    )
    | JUNK
)
def test_whatever_is_stored_can_be_read_and_compared(stored):
    assert hash(read_rows(stored, {7: Rules()}).rules) is not None
