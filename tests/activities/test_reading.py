"""What stored rows of dates say, and what those that are not finished do not."""

import json
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.blocks.dates import DatesBlock
from wagtail_hjelp.schedule import (
    Break,
    Calendar,
    Dates,
    Listed,
    Monthly,
    Once,
    Times,
    Weekly,
    happenings,
)

KEY = "7f4c5b1e-9d53-4f0e-8c11-52b0f5f5b0c1"
FIRST = "2026-11-25"
WEDNESDAY = 2


def row(kind, key=KEY, **value):
    return {"type": kind, "value": value, "id": key}


def read(kind, **value):
    return read_dates([row(kind, **value)])


STORED = [
    {
        "type": "weekly",
        "value": {
            "first": "2026-11-24",
            "weekdays": ["3", "1"],
            "every": 2,
            "starts": "14:00:00",
            "ends": "16:30:00",
            "until": "2026-12-17",
            "not_on_holidays": True,
        },
        "id": "a",
    },
    {
        "type": "monthly",
        "value": {
            "first": "2026-12-01",
            "ordinals": ["-1", "3", "1"],
            "weekday": "1",
            "every": 3,
            "starts": "18:00:00",
            "ends": None,
            "until": None,
            "not_on_holidays": False,
        },
        "id": "b",
    },
    {
        "type": "once",
        "value": {
            "day": "2026-12-24",
            "last": "2026-12-26",
            "starts": "22:00:00",
            "ends": "00:00:00",
        },
        "id": "c",
    },
    {
        "type": "listed",
        "value": {
            "days": [
                {"type": "item", "value": "2026-12-30", "id": "d1"},
                {"type": "item", "value": "2026-12-27", "id": "d2"},
            ],
            "starts": None,
            "ends": None,
        },
        "id": "d",
    },
    {"type": "break", "value": {"first": "2026-10-05", "last": "2026-10-09"}, "id": "e"},
]
SAID = Dates(
    rows=(
        Weekly(
            key="a",
            first=date(2026, 11, 24),
            weekdays=(1, 3),
            every=2,
            until=date(2026, 12, 17),
            not_on_holidays=True,
            times=Times(840, 990),
        ),
        Monthly(
            key="b",
            first=date(2026, 12, 1),
            weekday=1,
            ordinals=(1, 3, -1),
            every=3,
            until=None,
            not_on_holidays=False,
            times=Times(1080, None),
        ),
        Once(key="c", day=date(2026, 12, 24), last=date(2026, 12, 26), times=Times(1320, 0)),
        Listed(key="d", days=(date(2026, 12, 27), date(2026, 12, 30)), times=Times()),
    ),
    breaks=(Break(date(2026, 10, 5), date(2026, 10, 9)),),
)


def test_every_kind_of_row_is_read_as_it_is_stored():
    assert read_dates(STORED) == SAID


def test_what_the_form_makes_of_its_rows_is_read_the_same_before_and_after_it_is_stored():
    block = DatesBlock()
    value = block.to_python(STORED)
    assert read_dates(value.get_prep_value()) == SAID
    assert read_dates(json.loads(json.dumps(block.get_prep_value(value), default=str))) == SAID
    assert read_dates(value.raw_data) == SAID


def test_values_of_a_form_that_is_being_checked_are_read_too():
    assert read("weekly", first=date(2026, 11, 25), starts=time(14), ends=time(16, 30)) == Dates(
        (Weekly(KEY, date(2026, 11, 25), (WEDNESDAY,), times=Times(840, 990)),)
    )


def test_weekly_row_with_nothing_but_a_first_date_is_every_week_on_that_day_all_day():
    weekly = Weekly(KEY, date(2026, 11, 25), (WEDNESDAY,))
    assert read("weekly", first=FIRST) == Dates((weekly,))
    empty = {"weekdays": [], "every": None, "until": None, "starts": None, "ends": ""}
    assert read("weekly", first=FIRST, **empty) == Dates((weekly,))


def test_once_without_a_last_date_is_one_day():
    day = date(2026, 11, 25)
    assert read("once", day=FIRST) == Dates((Once(KEY, day, day),))
    assert read("once", day=FIRST, last=None) == Dates((Once(KEY, day, day),))
    assert read("once", day=FIRST, last=FIRST) == Dates((Once(KEY, day, day),))


@pytest.mark.parametrize("clock", ["14:00", "14:00:00", "14:00:00.000"])
def test_times_are_read_with_and_without_seconds(clock):
    day = date(2026, 11, 25)
    assert read("once", day=FIRST, starts=clock) == Dates((Once(KEY, day, day, Times(840)),))


def test_dates_of_a_list_that_cannot_be_read_or_are_not_there_yet_are_left_out():
    items = [
        *({"type": "item", "value": FIRST, "id": "1"}, {"type": "item", "value": None, "id": "2"}),
        *("2026-11-27", "2026-11-25", "i morgen", "0202-11-25", None, 5, [], {}, {"value": {}}),
    ]
    days = (date(2026, 11, 25), date(2026, 11, 27))
    assert read("listed", days=items) == Dates((Listed(KEY, days),))


# --- keys ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [None, "", 5, ["a"], "x" * 41, "a b", "a\0", "extra-1f"])
def test_row_without_an_id_of_its_own_is_known_by_its_place(key):
    rows = [row("once", day=FIRST), row("once", key=key, day=FIRST)]
    assert [one.key for one in read_dates(rows).rows] == [KEY, "row-1"]


def test_rows_without_ids_do_not_hide_each_other():
    rows = [
        {"type": "once", "value": {"day": FIRST, "starts": "10:00"}},
        {"type": "once", "value": {"day": FIRST, "starts": "18:00"}},
    ]
    day = date(2026, 11, 25)
    found = happenings(read_dates(rows), day, day, Calendar())
    assert [one.row for one in found] == ["row-0", "row-1"]


# --- what says nothing -----------------------------------------------------------------------

UNFINISHED = [
    ("once", {}),
    ("once", {"day": None}),
    ("once", {"day": "", "starts": "14:00"}),
    ("once", {"day": FIRST, "starts": None, "ends": "16:00"}),
    ("once", {"day": FIRST, "last": "2026-11-24"}),
    ("listed", {}),
    ("listed", {"days": []}),
    ("listed", {"days": [None]}),
    ("listed", {"days": [{"type": "item", "value": None, "id": "1"}]}),
    ("listed", {"days": [FIRST], "ends": "16:00"}),
    ("weekly", {}),
    ("weekly", {"first": None, "weekdays": ["0"]}),
    ("weekly", {"first": FIRST, "until": "2026-11-24"}),
    ("weekly", {"first": FIRST, "ends": "16:00"}),
    ("monthly", {"first": FIRST, "ordinals": [], "weekday": "2"}),
    ("monthly", {"first": FIRST, "ordinals": ["1"], "weekday": ""}),
    ("monthly", {"first": FIRST, "ordinals": ["1"], "weekday": None}),
    ("monthly", {"first": None, "ordinals": ["1"], "weekday": "2"}),
    ("monthly", {"first": FIRST, "ordinals": ["1"], "weekday": "2", "until": "2026-11-24"}),
    ("break", {}),
    ("break", {"first": "2026-10-05", "last": None}),
    ("break", {"first": None, "last": "2026-10-09"}),
    ("break", {"first": "2026-10-09", "last": "2026-10-05"}),
]


@pytest.mark.parametrize(("kind", "value"), UNFINISHED)
def test_row_that_is_not_finished_says_nothing_yet(kind, value):
    assert read(kind, **value) == Dates()


NONSENSE = [
    row("once", day="i morgen"),
    row("once", day="2026-02-30"),
    row("once", day=20261125),
    row("once", day=[FIRST]),
    row("once", day={}),
    row("once", day="0202-11-25"),
    row("once", day="2101-01-01"),
    row("once", day=FIRST, starts="25:00"),
    row("once", day=FIRST, starts="24:00"),
    row("once", day=FIRST, starts="8"),
    row("once", day=FIRST, starts="-1:30"),
    row("once", day=FIRST, starts="14:00", ends="x"),
    row("once", day=FIRST, starts=14),
    row("once", day=FIRST, last=5),
    row("listed", days=5),
    row("listed", days=FIRST),
    row("listed", days={"value": FIRST}),
    row("weekly", first=FIRST, weekdays=["7"]),
    row("weekly", first=FIRST, weekdays=["-1"]),
    row("weekly", first=FIRST, weekdays=[None]),
    row("weekly", first=FIRST, weekdays=[["2"]]),
    row("weekly", first=FIRST, weekdays="2"),
    row("weekly", first=FIRST, weekdays=5),
    row("weekly", first=FIRST, every=0),
    row("weekly", first=FIRST, every=-1),
    row("weekly", first=FIRST, every=53),
    row("weekly", first=FIRST, every=True),
    row("weekly", first=FIRST, every=1.5),
    row("weekly", first=FIRST, every=float("inf")),
    row("weekly", first=FIRST, every="9" * 5000),
    row("weekly", first=FIRST, until="i morgen"),
    row("monthly", first=FIRST, ordinals=["5"], weekday="2"),
    row("monthly", first=FIRST, ordinals=["0"], weekday="2"),
    row("monthly", first=FIRST, ordinals=["first"], weekday="2"),
    row("monthly", first=FIRST, ordinals=["1"], weekday="7"),
    row("monthly", first=FIRST, ordinals=["1"], weekday=["2"]),
    row("break", first="2026-10-05", last="x"),
    row("yearly", first=FIRST),
    {"type": ["once"], "value": {"day": FIRST}},
    {"type": "once", "value": FIRST},
    {"type": "once", "value": None},
    {"type": "once"},
    {"value": {"day": FIRST}},
    {},
    None,
    5,
    "once",
    ["once"],
]


@pytest.mark.parametrize("stored", NONSENSE)
def test_row_that_makes_no_sense_says_nothing_and_does_not_disturb_the_others(stored):
    day = date(2026, 11, 25)
    assert read_dates([stored, row("once", day=FIRST)]) == Dates((Once(KEY, day, day),))


@pytest.mark.parametrize("stored", [None, 5, "", "once", {}, {"type": "once"}, []])
def test_what_is_no_list_of_rows_says_nothing(stored):
    assert read_dates(stored) == Dates()


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from([FIRST, "2026-12-24", "14:00", "14:00:00", "24:00", "1", "-1", "7", "item"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "value", "id", "day"]), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = {
    "once": {"day": FIRST, "last": FIRST},
    "listed": {"days": [FIRST]},
    "weekly": {"first": FIRST, "weekdays": ["2"], "every": 1, "until": None},
    "monthly": {"first": FIRST, "ordinals": ["1"], "weekday": "2", "every": 1, "until": None},
    "break": {"first": FIRST, "last": FIRST},
}


@st.composite
def nearly_rows(draw):
    """Return a row of a known kind of which some fields have anything in them."""
    kind = draw(st.sampled_from(list(FIELDS)))
    value = {**FIELDS[kind], "starts": "14:00", "ends": "16:00", "not_on_holidays": False}
    for name in draw(st.lists(st.sampled_from(list(value)), max_size=2)):
        value[name] = draw(anything)
    return {"type": kind, "value": value, "id": draw(st.just(KEY) | anything)}


@settings(max_examples=500, deadline=None)
@given(anything | st.lists(anything | nearly_rows(), max_size=4) | st.lists(nearly_rows()))
def test_nothing_that_can_be_stored_raises_and_what_is_read_can_be_worked_out(stored):
    dates = read_dates(stored)
    happenings(dates, date(2026, 1, 1), date(2027, 12, 31), Calendar())
    assert all(one.key and len(one.key) <= 40 for one in dates.rows)
