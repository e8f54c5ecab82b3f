"""Dates that are moved, and extra ones."""

import pytest

from tests.activities.calendars import (
    make_activity,
    occurrence,
    occurrences,
    text_of,
)
from tests.desk.occurrences.admin import (
    body,
    buttons,
    dates_of,
    errors,
    plain,
    said,
    table,
    to,
    when,
)
from tests.factories import once
from wagtail_hjelp.models import Occurrence

pytestmark = pytest.mark.django_db

# --- moved ----------------------------------------------------------------------------------


def test_form_begins_with_when_the_date_is(publisher, cafe, directory):
    one = occurrence(cafe, "2026-11-24")
    found = publisher.get(to("move", cafe, one)).context["form"].initial
    assert {name: str(value) for name, value in found.items()} == {
        "day": "2026-11-24",
        "last": "None",
        "starts": "14:00:00",
        "ends": "16:00:00",
        "all_day": "False",
    }
    camp = once("2026-12-04", last="2026-12-06", starts=None, ends=None)
    page = make_activity(directory, "Leir", camp, slug="leir")
    found = publisher.get(to("move", page, occurrence(page, "2026-12-04"))).context["form"].initial
    assert {name: str(value) for name, value in found.items()} == {
        "day": "2026-12-04",
        "last": "2026-12-06",
        "starts": "None",
        "ends": "None",
        "all_day": "True",
    }


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (when(), "2026-11-26 15:00–17:00 moved"),
        (when("26.11.2026", "kl. 15", ""), "2026-11-26 15:00 moved"),
        (when("2026-11-26", "22", "02.00"), "2026-11-26 22:00–2026-11-27 02:00 moved"),
    ],
)
def test_date_is_moved_to_what_people_write(publisher, cafe, data, expected):
    one = occurrence(cafe, "2026-11-24")
    response = publisher.post(to("move", cafe, one), {**data, "reason": "venue", "note": "Ring på"})
    assert response.status_code == 302
    one.refresh_from_db()
    assert text_of(one) == expected
    assert (one.reason, one.note, one.status) == ("venue", "Ring på", "scheduled")


def test_date_is_moved_to_all_day_and_to_several_days(publisher, cafe):
    one = occurrence(cafe, "2026-11-24")
    publisher.post(to("move", cafe, one), when("2026-11-26", "", "", all_day="on"))
    assert table(publisher.get(dates_of(cafe)))[0][0] == "Thursday 26 November, all day"
    response = publisher.post(
        to("move", cafe, one), when("2026-11-27", "18", "12", last="29.11.26")
    )
    assert errors(response) == {"last": ["This is no date. Write it as 24.12.2026."]}
    publisher.post(to("move", cafe, one), when("2026-11-27", "18", "12", last="29.11.2026"))
    assert table(publisher.get(dates_of(cafe)))[0][:2] == [
        "Friday 27 November at 18:00 – Sunday 29 November at 12:00",
        "Moved moved from: Tuesday 24 November, 14:00–16:00",
    ]


MOVES = [
    (when(""), {"day": ["This field is required."]}),
    (when("i morgen"), {"day": ["This is no date. Write it as 24.12.2026."]}),
    (when("2026-11-21"), {"day": ["That is past. Write a date and a time to come."]}),
    (when("2026-11-22", "08:00", ""), {"day": ["That is past. Write a date and a time to come."]}),
    (when("2062-11-24"), {"day": ["Is the year right? It is more than ten years away."]}),
    (when(starts="", ends=""), {"starts": ["Write when it starts, or tick “All day”."]}),
    (when(starts=""), {"starts": ["Write when it starts, or tick “All day”."]}),
    (
        when(starts="to", ends="25:00"),
        {
            "starts": ["This is no time of day. Write it as 08:00."],
            "ends": ["This is no time of day. Write it as 08:00."],
        },
    ),
    (
        when(all_day="on"),
        {"all_day": ["It has a time too. Empty the times, or take this tick away."]},
    ),
    (
        when(last="2026-11-25"),
        {
            "last": [
                "The last date is before the first. Change one of them, or leave this empty if it "
                "is one day."
            ]
        },
    ),
    (
        when(last="2028-11-26"),
        {"last": ["Is the year right? It would last more than a year without a break."]},
    ),
    (
        when("2026-12-01", "14:00", ""),
        {"day": ["The activity has a date at that time already."]},
    ),
]


@pytest.mark.parametrize(("data", "expected"), MOVES)
@pytest.mark.parametrize("name", ["move", "extra"])
def test_error_stands_beside_its_field_and_changes_nothing(publisher, cafe, name, data, expected):
    one = occurrence(cafe, "2026-11-24")
    before = list(Occurrence.objects.order_by("pk").values())
    address = to(name, cafe, one if name == "move" else None)
    response = publisher.post(address, {**data, "next": dates_of(cafe, p=1)})
    assert errors(response) == expected
    for texts in expected.values():
        assert texts[0] in plain(body(response))
    # The way back is not lost with the mistake.
    assert f'name="next" value="{dates_of(cafe, p=1)}"' in body(response)
    assert list(Occurrence.objects.order_by("pk").values()) == before


def test_cancelled_date_that_is_moved_takes_place(publisher, cafe):
    one = occurrence(cafe, "2026-11-24")
    publisher.post(to("cancel", cafe, one), {"reason": "postponed", "note": ""})
    response = publisher.post(to("move", cafe, one), when())
    assert said(response) == (
        "Moved to: Thursday 26 November, 15:00–17:00. It is shown in all languages now."
    )
    assert table(publisher.get(dates_of(cafe)))[0] == [
        "Thursday 26 November, 15:00–17:00",
        "Moved moved from: Tuesday 24 November, 14:00–16:00",
        "",
        "Cancel | Full | Move | Move back",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("move_back", "Those who read it see the new time, and what it was."),
        ("cancel", "It then takes place after all: it is not marked as cancelled any more."),
        ("full", "It is then not marked as full any more. If it is, mark it again."),
    ],
)
def test_form_says_what_becomes_of_a_date_that_is_cancelled_or_full(publisher, cafe, name, text):
    one = occurrence(cafe, "2026-11-24")
    publisher.post(to(name, cafe, one))
    assert text in plain(body(publisher.get(to("move", cafe, one))))


# --- extra ----------------------------------------------------------------------------------


def test_extra_date_is_added_at_the_usual_time_and_removed_again(publisher, cafe):
    assert f'href="{to("extra", cafe)}"' in body(publisher.get(dates_of(cafe)))
    found = publisher.get(to("extra", cafe)).context["form"].initial
    assert {name: str(value) for name, value in found.items()} == {
        "starts": "14:00:00",
        "ends": "16:00:00",
        "all_day": "False",
    }
    response = publisher.post(to("extra", cafe), when("2026-11-28", "14:00", "16:00"))
    assert said(response) == (
        "Added: Saturday 28 November, 14:00–16:00. It is shown in all languages now."
    )
    extra = Occurrence.objects.get(row__startswith="extra-")
    undo = buttons(response)["Undo"]
    assert undo == to("remove", cafe, extra)
    assert "as if it had never been told" in plain(body(publisher.get(undo)))
    response = publisher.post(undo)
    assert said(response) == (
        "Removed: Saturday 28 November, 14:00–16:00. It is shown in all languages now."
    )
    assert not Occurrence.objects.filter(row__startswith="extra-").exists()


def test_date_that_the_rows_give_is_cancelled_and_never_removed(publisher, cafe):
    response = publisher.post(to("remove", cafe, occurrence(cafe, "2026-11-24")))
    assert said(response) == (
        "Only a date that was added by hand can be removed. Cancel it instead."
    )
    assert len(occurrences(cafe)) == 6


def test_extra_date_of_an_activity_without_dates_to_come(publisher, directory):
    page = make_activity(directory, "Åpent hus", once("2026-11-01"), slug="apent")
    assert publisher.get(to("extra", page)).context["form"].initial == {}
    assert publisher.post(to("extra", page), when()).status_code == 302
    assert table(publisher.get(dates_of(page)))[0][0] == "Thursday 26 November, 15:00–17:00"
