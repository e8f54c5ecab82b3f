"""Activities as a calendar: what never stands in it, and one date by itself."""

from __future__ import annotations

import re

import pytest

from tests.activities.calendars import (
    make_activity,
    occurrence,
)
from tests.factories import once, venue
from tests.outlets.ical.feeds import CAFE, OVERRIDE, events, lines, uids
from wagtail_hjelp.activities.changes import (
    Change,
    cancel,
    mark_full,
)

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

# --- secrets ------------------------------------------------------------------------------------


def test_secret_address_is_nowhere(calendar, ical, ical_of_one):
    # As older code, or a program, may have stored it: the form refuses it.
    secret = venue(
        withheld=True, name="Krisesenteret", room="Stua", street="Skjulveien 7", place="Ly"
    )
    page = make_activity(calendar, "Kvinnekveld", CAFE, where=[secret])
    mark_full(occurrence(page, "2026-12-09"), Change(page))
    both = ical() + ical_of_one(page, occurrence(page, "2026-12-09").key)
    assert set(lines(both, "LOCATION")) == {"LOCATION;LANGUAGE=nb:The address is secret"}
    for word in ("Krisesenteret", "Stua", "Skjulveien", "Ly"):
        assert re.search(rf"\b{word}\b", both.decode()) is None


def test_page_with_a_hidden_title_has_none_in_a_calendar(calendar, ical):
    make_activity(
        calendar,
        "Ut av vold",
        CAFE,
        sensitive=True,
        hide_title=True,
        where=[venue(name="Krisesenteret")],
        sign_up_url="https://pamelding.example/vold/",
    )
    assert events(ical())[0][0] == "SUMMARY;LANGUAGE=nb:Information"
    assert lines(ical(), "DESCRIPTION", "LOCATION", "CATEGORIES") == []


def test_online_place_is_the_way_in(calendar, ical):
    online = {"type": "online", "value": {"url": "https://teams.example/1", "name": "Teams"}}
    make_activity(calendar, "Prat", CAFE, where=[online])
    assert lines(ical(), "LOCATION", "DESCRIPTION") == [
        r"DESCRIPTION;LANGUAGE=nb:Om Prat.\n\nTake part online: https://teams.example/1",
        "LOCATION;LANGUAGE=nb:Online: Teams",
    ]


# --- one date -----------------------------------------------------------------------------------


def test_one_date_of_a_series_stands_alone(cafe, ical_of_one):
    one = cancel(occurrence(cafe, "2026-12-09"), Change(cafe))
    feed = ical_of_one(cafe, one.key)
    assert uids(feed) == [f"{cafe.translation_key}-{CAFE['id']}-20261209@havnesund.example"]
    assert events(feed) == [
        [
            "SUMMARY;LANGUAGE=nb:Cancelled: Kafé",
            *OVERRIDE,
            r"DESCRIPTION;LANGUAGE=nb:This date is cancelled.\n\nKom.",
            "STATUS:CANCELLED",
        ]
    ]


def test_one_date_that_stands_alone_in_the_feed_is_the_same_event(calendar, ical, ical_of_one):
    page = make_activity(calendar, "Julaften", once("2026-12-24"))
    assert ical_of_one(page, occurrence(page, "2026-12-24").key) == ical(page)


@pytest.mark.parametrize("key", ["2026-12-10-{row}", "2026-12-09-00000000", "2026-12-09", "x", ""])
def test_date_that_is_not_there_is_an_error(cafe, ical_of_one, key):
    with pytest.raises(LookupError):
        ical_of_one(cafe, key.format(row=CAFE["id"][:8]))
