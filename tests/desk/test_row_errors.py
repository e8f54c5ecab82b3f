"""Rows that are wrong: said beside the field, with the mend, and nothing typed is lost."""

import json

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from wagtail_hjelp.blocks.hours import ContactHoursBlock, HoursBlock
from wagtail_hjelp.models import HelpOfferPage

from .rows import (
    OFFICE,
    closure,
    exception,
    form_data,
    holidays,
    period,
    row,
    special_day,
    weekly,
)

pytestmark = pytest.mark.django_db
WRITE = "Fill in a time."


def offer_form(rows, **extra):
    """The form of a help offer with these rows of opening hours."""
    data = nested_form_data(
        {
            "title": "Legevakt",
            "slug": "legevakt",
            "summary": "Ring når det haster.",
            "body": streamfield([]),
            "contact_points": streamfield([]),
            "interpreter": "unknown",
            "cost": "unknown",
            "wheelchair": "unknown",
            "accessible_toilet": "unknown",
            "hearing_loop": "unknown",
            "accessible_parking": "unknown",
            "urgency": "none",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        }
    )
    return {**data, **form_data("opening_hours", rows), **extra}


def errors_of(block, rows):
    """The messages of a StreamField, by row and field; those of no row under ``None``."""
    try:
        block.clean(block.value_from_datadict(form_data("rows", rows), {}, "rows"))
    except Exception as error:
        found = error.as_json_data()
    else:
        return {}
    messages = {None: found["messages"]} if "messages" in found else {}
    for number, of_row in found.get("blockErrors", {}).items():
        for name, of_field in of_row["blockErrors"].items():
            messages[int(number), name] = of_field.get("messages", of_field)
    return messages


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([weekly("", "08:00", "12:00")], {(0, "days"): ["Tick at least one day."]}),
        (
            [weekly("0", "08:00", "")],
            {(0, "closes"): ["Fill in a time, or choose “Closed” under “What applies”."]},
        ),
        (
            [weekly("0", "", "")],
            {
                (0, "opens"): ["Fill in a time, or choose “Closed” under “What applies”."],
                (0, "closes"): ["Fill in a time, or choose “Closed” under “What applies”."],
            },
        ),
        (
            [weekly("0", "11:00", "", state="closed")],
            {(0, "closes"): ["Fill in both times for a part of the day, or neither for all day."]},
        ),
        (
            [weekly("0", "halv ni", "12:00")],
            {(0, "opens"): ["This is no time of day. Write it as 08:00."]},
        ),
        (
            [weekly("0", "24:00", "12:00")],
            {(0, "opens"): ["This is no time of day. Write it as 08:00."]},
        ),
        (
            [holidays("closed", closes="12:00")],
            {
                (0, "closes"): [
                    "A time here says nothing with that choice. Empty it, or choose “These hours”."
                ]
            },
        ),
        ([holidays("hours", opens="08:00")], {(0, "closes"): [WRITE]}),
        ([special_day("christmas_eve", "closes_at")], {(0, "closes"): [WRITE]}),
        (
            [special_day("christmas_eve", "closes_at", closes="00:00")],
            {
                (0, "closes"): [
                    "Write when it closes. If it does not open, choose “Closed all day”."
                ]
            },
        ),
        (
            [exception("2026-12-02", what="hours", opens="8", closes="9", state="closed")],
            {(0, "state"): ["For a day without opening hours, choose “Closed all day” instead."]},
        ),
        (
            [exception("2026-12-24", "2026-12-20")],
            {
                (0, "last"): [
                    "The last date is before the first. Change one of them, or leave this empty "
                    "if it is one day."
                ]
            },
        ),
        (
            [exception("0202-12-24")],
            {(0, "first"): ["Is the year right? Write it with four digits."]},
        ),
        (
            [exception("24.desember")],
            {(0, "first"): ["This is no date. Write it as 24.12.2026."]},
        ),
        (
            [period("2026-08-15", "2026-06-15", OFFICE)],
            {
                (0, "last"): [
                    "The last day is before the first. Change one of them, or tick “Every year” "
                    "for a period across New Year."
                ]
            },
        ),
        (
            [period("2026-06-15", "2026-08-15")],
            {
                (0, "rows"): [
                    "Add the weekly hours of the period. If it is closed all the time, choose "
                    "“Temporarily closed” or an exception instead."
                ]
            },
        ),
        (
            [closure("2026-12-20", "2026-12-20")],
            {
                (0, "reopens"): [
                    "It cannot open again before it closes. Write the first day on which it is "
                    "open again."
                ]
            },
        ),
        (
            [row("always"), OFFICE],
            {
                (1, "state"): [
                    "Another row says that it is always open. Remove that row, or this one."
                ]
            },
        ),
        (
            [row("always"), row("by_appointment")],
            {None: ["“Always open” and “Only by appointment” cannot both hold. Remove one."]},
        ),
        (
            [row("outside"), OFFICE],
            {
                None: [
                    "“Whenever the offer is not open” stands alone. Remove the other rows, or "
                    "remove that one and write the hours."
                ]
            },
        ),
        (
            [OFFICE, holidays("closed"), holidays("as_usual")],
            {
                (2, "what"): [
                    "A row above says what applies on the same days. Remove one of them: only "
                    "“These hours” can stand there more than once."
                ]
            },
        ),
    ],
)
def test_error_is_at_its_field_with_the_mend(rows, expected):
    assert errors_of(ContactHoursBlock(), rows) == expected


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [OFFICE],
        [weekly("4", "20:00", "08:00"), weekly("56", "00:00", "24:00")],
        [weekly("0", "", "", state="by_appointment")],
        [row("always"), weekly("0", "11:00", "11:45", state="closed")],
        [row("always"), holidays("closed")],
        [OFFICE, row("by_appointment")],
        [period("2026-12-20", "2026-01-05", OFFICE, yearly=True)],
        [
            special_day("christmas_eve", "hours", opens="08:00", closes="10:00"),
            special_day("christmas_eve", "hours", opens="12:00", closes="14:00"),
            special_day("new_years_eve", "closed"),
        ],
        [exception("2026-12-24", "2026-12-31"), closure("", "")],
    ],
)
def test_what_people_write_is_right(rows):
    assert errors_of(HoursBlock(), rows) == {}


@pytest.fixture
def add_url(directory):
    return reverse("wagtailadmin_pages:add", args=["wagtail_hjelp", "helpofferpage", directory.pk])


def test_publishing_with_a_wrong_row_shows_the_error_and_keeps_what_was_typed(editor, add_url):
    rows = [weekly("0", "08:00", "", weeks="odd"), exception("2026-12-24", "2026-12-20")]
    response = editor.post(add_url, offer_form(rows, **{"action-publish": "1"}))
    assert response.status_code == 200
    assert not HelpOfferPage.objects.exists()
    form = response.context["form"]
    errors = form.errors.as_data()["opening_hours"][0].as_json_data()["blockErrors"]
    assert json.loads(json.dumps(errors, default=str)) == {
        "0": {
            "blockErrors": {
                "closes": {"messages": ["Fill in a time, or choose “Closed” under “What applies”."]}
            }
        },
        "1": {
            "blockErrors": {
                "last": {
                    "messages": [
                        "The last date is before the first. Change one of them, or leave this "
                        "empty if it is one day."
                    ]
                }
            }
        },
    }
    first, second = form["opening_hours"].value()
    assert (first.value["days"], first.value["opens"], first.value["weeks"]) == (
        ["0"],
        "08:00",
        "odd",
    )
    assert (second.value["first"], second.value["last"]) == ("2026-12-24", "2026-12-20")


def test_draft_keeps_rows_that_are_not_finished(editor, add_url):
    rows = [weekly("", "08:00", ""), exception("", "2026-12-20"), period("2026-06-15", "")]
    response = editor.post(add_url, offer_form(rows))
    assert response.status_code == 302
    saved = HelpOfferPage.objects.get(slug="legevakt").get_latest_revision_as_object()
    stored = [(one["type"], one["value"]) for one in saved.opening_hours.raw_data]
    assert stored[0][1]["opens"] == "08:00:00"
    assert (stored[1][1]["first"], stored[1][1]["last"]) == (None, "2026-12-20")
    assert [kind for kind, _value in stored] == ["weekly", "exception", "period"]


def test_published_rows_are_stored_as_they_were_meant(editor, add_url):
    rows = [weekly("0", "8", "15.30"), weekly("1", "09:00", "24:00")]
    response = editor.post(add_url, offer_form(rows, **{"action-publish": "1"}))
    assert response.status_code == 302
    offer = HelpOfferPage.objects.get(slug="legevakt")
    assert [
        (one["value"]["opens"], one["value"]["closes"]) for one in offer.opening_hours.raw_data
    ] == [("08:00:00", "15:30:00"), ("09:00:00", "00:00:00")]


def test_menu_of_rows_is_in_the_order_in_which_people_think():
    groups = [
        (str(name), [block.name for block in found])
        for name, found in ContactHoursBlock().grouped_child_blocks()
    ]
    assert groups == [
        ("The week", ["weekly", "always", "by_appointment", "same_as", "outside"]),
        ("Holidays and special days", ["holidays", "follows_calendar", "special_day"]),
        ("For a time", ["exception", "period", "closure"]),
    ]


def test_day_and_dates_stand_before_what_they_do():
    block = HoursBlock()
    assert list(block.child_blocks["special_day"].child_blocks) == [
        "day",
        "what",
        "opens",
        "closes",
        "state",
    ]
    assert list(block.child_blocks["exception"].child_blocks)[:3] == ["first", "last", "what"]
