"""Rows of dates as an editor fills them in: quick to write, and wrong ones come with the mend.

23 November 2026 is a Monday.
"""

import json
from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from tests.desk.rows import form_data, row
from tests.factories import item
from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.activities.words import dates_text
from wagtail_hjelp.blocks.dates import DatesBlock

TIMES = {"starts": "14:00", "ends": "16:00"}
BLOCK = DatesBlock()


@pytest.fixture(autouse=True)
def _on_a_monday_in_november_in_english():
    with (
        time_machine.travel("2026-11-23T12:00:00+01:00", tick=False),
        translation.override("en"),
    ):
        yield


def weekly(first, **fields):
    value = {"weekdays": [], "every": "1", "until": "", "not_on_holidays": False, **TIMES}
    return row("weekly", {"first": first, **value, **fields})


def monthly(first, weekday, ordinals, **fields):
    value = {"every": "1", "until": "", "not_on_holidays": False, **TIMES}
    own = {"first": first, "weekday": weekday, "ordinals": ordinals}
    return row("monthly", {**own, **value, **fields})


def once(day, **fields):
    return row("once", {"day": day, "last": "", **TIMES, **fields})


def listed(*days, **fields):
    return row("listed", {"days": [item(day) for day in days], **TIMES, **fields})


def pause(first, last):
    return row("break", {"first": first, "last": last})


def sent(rows):
    """The value that the block makes of a form with these rows."""
    return BLOCK.value_from_datadict(form_data("dates", rows), {}, "dates")


def stored(rows):
    """What is stored of rows that are published."""
    return as_json(BLOCK.get_prep_value(BLOCK.clean(sent(rows))))


def as_json(data):
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder))


def errors_of(rows):
    """The messages of a form that is published, by the path to their field."""
    try:
        BLOCK.clean(sent(rows))
    except ValidationError as error:
        return dict(_messages(error.as_json_data()))
    return {}


def _messages(data, path=""):
    if data.get("messages"):
        yield path, data["messages"]
    below = data.get("blockErrors", {})
    for name, error in below.items():
        yield from _messages(error, f"{path}.{name}".strip("."))


def test_every_wednesday_until_christmas_not_in_the_autumn_holiday_is_few_fields():
    found = stored(
        [
            weekly("2026-11-25", starts="14", ends="16", until="24.12.2026"),
            pause("2026-10-05", "2026-10-09"),
        ]
    )
    assert [(one["type"], one["value"]) for one in found] == [
        (
            "weekly",
            {
                "first": "2026-11-25",
                "starts": "14:00:00",
                "ends": "16:00:00",
                "until": "2026-12-24",
                "weekdays": [],
                "every": 1,
                "not_on_holidays": False,
            },
        ),
        ("break", {"first": "2026-10-05", "last": "2026-10-09"}),
    ]
    assert dates_text(read_dates(found), date(2026, 10, 1)) == [
        "Every Wednesday, 14:00–16:00, from 25 November until 24 December",
        "Not 5–9 October",
    ]


def test_menu_begins_with_what_is_most_usual():
    assert [(name, str(block.label)) for name, block in BLOCK.child_blocks.items()] == [
        ("weekly", "Every week"),
        ("once", "Once"),
        ("listed", "Several dates"),
        ("monthly", "Every month"),
        ("break", "Takes a break"),
    ]


def test_fields_stand_in_the_order_of_the_sentence():
    rows = BLOCK.child_blocks
    assert {name: list(block.child_blocks) for name, block in rows.items()} == {
        "weekly": ["first", "starts", "ends", "until", "weekdays", "every", "not_on_holidays"],
        "once": ["day", "starts", "ends", "last"],
        "listed": ["days", "starts", "ends"],
        "monthly": [
            "ordinals",
            "weekday",
            "first",
            "starts",
            "ends",
            "until",
            "every",
            "not_on_holidays",
        ],
        "break": ["first", "last"],
    }


def test_new_row_has_answers_already():
    rows = BLOCK.child_blocks
    assert dict(rows["weekly"].get_default()) == {
        "first": None,
        "starts": None,
        "ends": None,
        "until": None,
        "weekdays": None,
        "every": 1,
        "not_on_holidays": None,
    }
    assert rows["monthly"].get_default()["ordinals"] == ["1"]
    assert list(rows["listed"].get_default()["days"]) == [None]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [once("2026-12-24", starts="", ends="16:00")],
            {"0.starts": ["Write when it starts. If it lasts all day, empty the other time too."]},
        ),
        (
            [once("2026-12-24", last="2026-12-23")],
            {
                "0.last": [
                    "The last date is before the first. Change one of them, or leave this empty "
                    "if it is one day."
                ]
            },
        ),
        (
            [once("2026-12-24", last="2027-12-26")],
            {
                "0.last": [
                    "Is the year right? It would last more than a year without a break. If it "
                    "happens again and again, use “Every week” or “Every month”."
                ]
            },
        ),
        (
            [once("2062-12-24")],
            {"0.day": ["Is the year right? 24 December 2062 is more than ten years away."]},
        ),
        (
            [once("24.12.1926")],
            {"0.day": ["Is the year right? Write it with four digits."]},
        ),
        (
            [weekly("2062-11-25")],
            {"0.first": ["Is the year right? 25 November 2062 is more than ten years away."]},
        ),
        (
            [weekly("2026-11-25", until="2062-12-24")],
            {"0.until": ["Is the year right? 24 December 2062 is more than ten years away."]},
        ),
        (
            [weekly("2026-11-25", until="2026-11-24")],
            {"0.until": ["The last date is before the first. Change one of them."]},
        ),
        (
            [weekly("2026-11-24", weekdays=["2"])],
            {
                "0.first": [
                    "24 November 2026 is a Tuesday, and Tuesday is not ticked. Tick it, or write "
                    "Wednesday 25 November as the first date."
                ]
            },
        ),
        (
            [weekly("2026-12-30", weekdays=["0", "1"], every="2", ends="")],
            {
                "0.first": [
                    "30 December 2026 is a Wednesday, and Wednesday is not ticked. Tick it, or "
                    "write Monday 4 January 2027 as the first date."
                ]
            },
        ),
        (
            [weekly("2026-11-24", weekdays=["0"], until="2026-11-29")],
            {
                "0.until": [
                    "There would be no date at all: the first one is Monday 30 November. Write a "
                    "later last date, or leave this empty."
                ]
            },
        ),
        (
            [weekly("2026-11-24", weekdays=["2"], starts="")],
            {
                "0.starts": [
                    "Write when it starts. If it lasts all day, empty the other time too."
                ],
                "0.first": [
                    "24 November 2026 is a Tuesday, and Tuesday is not ticked. Tick it, or write "
                    "Wednesday 25 November as the first date."
                ],
            },
        ),
        (
            [weekly("2026-11-25", every="0")],
            {"0.every": ["Ensure this value is greater than or equal to 1."]},
        ),
        (
            [weekly("2026-11-25", starts="to", ends="fire")],
            {
                "0.starts": ["This is no time of day. Write it as 08:00."],
                "0.ends": ["This is no time of day. Write it as 08:00."],
            },
        ),
        (
            [monthly("2026-11-24", "2", ["1"])],
            {
                "0.first": [
                    "24 November 2026 is a Tuesday. Choose Tuesday as the day of the week, or "
                    "write Wednesday 2 December as the first date."
                ]
            },
        ),
        (
            [monthly("2026-11-24", "1", ["1", "3"], every="2")],
            {
                "0.first": [
                    "24 November 2026 is the fourth Tuesday of the month, and that is not ticked. "
                    "Tick it, or write Tuesday 1 December as the first date."
                ]
            },
        ),
        (
            [monthly("2026-11-30", "0", ["1"])],
            {
                "0.first": [
                    "30 November 2026 is the last Monday of the month, and that is not ticked. "
                    "Tick it, or write Monday 7 December as the first date."
                ]
            },
        ),
        (
            [monthly("2026-12-02", "2", [])],
            {"0.ordinals": ["Tick at least one, such as “First” or “Last”."]},
        ),
        ([monthly("2026-12-02", "", ["1"])], {"0.weekday": ["This field is required."]}),
        (
            [listed("2026-12-02", "2026-12-09", "2026-12-02")],
            {"0.days.2": ["2 December 2026 stands there already. Remove one of them."]},
        ),
        (
            [listed("2026-12-02", "2062-12-09")],
            {"0.days.1": ["Is the year right? 9 December 2062 is more than ten years away."]},
        ),
        ([listed()], {"0.days": ["The minimum number of items is 1"]}),
        (
            [weekly("2026-11-25"), pause("2027-02-26", "2027-02-22")],
            {"1.last": ["The break ends before it begins. Change one of the dates."]},
        ),
        (
            [weekly("2026-11-25"), pause("2026-12-20", "2062-12-26")],
            {"1.last": ["Is the year right? 26 December 2062 is more than ten years away."]},
        ),
        (
            [pause("2027-02-22", "2027-02-26")],
            {"": ["A break gives no dates. Add a row that says when it happens."]},
        ),
    ],
)
def test_error_is_at_its_field_with_the_mend(rows, expected):
    assert errors_of(rows) == expected


def test_more_dates_than_anybody_reads_are_a_rule():
    first = date(2026, 12, 1).toordinal()
    days = [date.fromordinal(first + number).isoformat() for number in range(201)]
    assert errors_of([listed(*days[:200])]) == {}
    assert errors_of([listed(*days)]) == {
        "0.days": [
            "These are more than 200 dates. Use “Every week” or “Every month” instead, or a new "
            "row for the rest."
        ]
    }


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [weekly("2026-11-25", starts="", ends="")],
        [weekly("2026-11-25", ends="")],
        [weekly("2026-11-25", starts="22:00", ends="02:00")],
        [weekly("2026-11-25", weekdays=["0", "2"])],
        [weekly("2026-11-25", until="2026-11-25")],
        [weekly("2016-11-30", every="52", not_on_holidays=True)],
        [monthly("2026-11-24", "1", ["4"]), monthly("2026-11-24", "1", ["-1"])],
        [monthly("2026-11-30", "0", ["1", "-1"], every="12")],
        [once("2026-12-24", last="2026-12-26", starts="18:00", ends="12:00")],
        [once("2026-12-24", last="2026-12-24", starts="", ends="")],
        [once("2025-12-24"), listed("2026-12-02"), pause("2026-12-21", "2027-01-03")],
    ],
)
def test_what_people_write_is_right(rows):
    assert errors_of(rows) == {}


UNFINISHED = [
    weekly("", weekdays=["2"], starts="", ends="16:00", until="2026-11-01"),
    weekly("2026-11-24", weekdays=["2"], until="2026-11-01"),
    once("", last="2026-12-20"),
    once("2062-12-24", last="2026-12-24"),
    listed("2026-12-02", "", "2026-12-02"),
    listed(),
    monthly("", "", [], every=""),
    pause("2026-12-24", ""),
    pause("2027-02-26", "2027-02-22"),
]


def test_draft_keeps_rows_that_are_not_finished():
    kept = as_json(BLOCK.get_prep_value(BLOCK.clean_deferred(sent(UNFINISHED))))
    values = [one["value"] for one in kept]
    assert [one["id"] for one in kept] == [one["id"] for one in UNFINISHED]
    assert (values[0]["first"], values[0]["ends"], values[0]["until"]) == (
        None,
        "16:00:00",
        "2026-11-01",
    )
    assert (values[1]["first"], values[1]["weekdays"]) == ("2026-11-24", ["2"])
    assert (values[2]["day"], values[2]["last"]) == (None, "2026-12-20")
    assert (values[3]["day"], values[3]["last"]) == ("2062-12-24", "2026-12-24")
    assert [one["value"] for one in values[4]["days"]] == ["2026-12-02", None, "2026-12-02"]
    assert values[5]["days"] == []
    assert (values[6]["ordinals"], values[6]["every"]) == ([], None)
    assert values[7] == {"first": "2026-12-24", "last": None}
    assert values[8] == {"first": "2027-02-26", "last": "2027-02-22"}


def test_draft_of_nothing_but_breaks_is_kept():
    value = BLOCK.clean_deferred(sent([pause("2027-02-22", "2027-02-26")]))
    assert [row.block_type for row in value] == ["break"]


def test_what_was_typed_is_still_there_beside_its_error():
    value = sent([weekly("24 november", starts="to"), listed("2026-12-02", "2026-12-02")])
    with pytest.raises(ValidationError):
        BLOCK.clean(value)
    assert (value[0].value["first"], value[0].value["starts"]) == ("24 november", "to")
    assert list(value[1].value["days"]) == ["2026-12-02", "2026-12-02"]


def test_error_is_in_the_language_of_the_editor():
    with translation.override("nb"):
        (text,) = errors_of([weekly("2026-11-24", weekdays=["2"])])["0.first"]
    assert "24. november 2026" in text
    assert "onsdag 25. november" in text


def test_rows_go_round_and_come_back_the_same():
    once_stored = stored(
        [
            weekly("2026-11-25", weekdays=["0", "2"], every="2", not_on_holidays=True),
            once("2026-12-24", starts="", ends=""),
            listed("2026-12-02", "2026-12-09"),
            monthly("2026-12-01", "1", ["1", "-1"]),
            pause("2026-12-21", "2027-01-03"),
        ]
    )
    again = BLOCK.get_prep_value(BLOCK.clean(BLOCK.to_python(once_stored)))
    assert as_json(again) == once_stored


def test_api_has_the_rows_as_they_are_stored():
    rows = stored([once("2026-12-24"), listed("2026-12-02", "2026-12-09")])
    found = BLOCK.get_api_representation(BLOCK.to_python(rows))
    one, several = as_json(found)
    assert one == rows[0]
    assert several["value"] == {
        "days": ["2026-12-02", "2026-12-09"],
        "starts": "14:00:00",
        "ends": "16:00:00",
    }


def test_definition_in_migrations_never_changes():
    assert BLOCK.deconstruct() == ("wagtail_hjelp.blocks.dates.DatesBlock", (), {})
    assert {name: child.deconstruct() for name, child in BLOCK.child_blocks.items()} == {
        "weekly": ("wagtail_hjelp.blocks.dates.WeeklyBlock", (), {}),
        "once": ("wagtail_hjelp.blocks.dates.OnceBlock", (), {}),
        "listed": ("wagtail_hjelp.blocks.dates.ListedBlock", (), {}),
        "monthly": ("wagtail_hjelp.blocks.dates.MonthlyBlock", (), {}),
        "break": ("wagtail_hjelp.blocks.dates.BreakBlock", (), {}),
    }


def test_no_row_has_anything_to_translate():
    rows = stored([weekly("2026-11-25"), listed("2026-12-02")])
    assert BLOCK.get_translatable_segments(BLOCK.to_python(rows)) == []
