"""An activity for search engines: its next date, the rules, and how each date stands."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.utils import timezone, translation

from tests.activities.calendars import make_activity, occurrence, shown
from tests.factories import once, venue, weekly
from wagtail_hjelp.activities.changes import Change, cancel, mark_full, move
from wagtail_hjelp.models import ActivityPage
from wagtail_hjelp.models.event_data import event_data
from wagtail_hjelp.schedule.recurrence import Times

pytestmark = pytest.mark.django_db

HOUSE = venue(name="Menighetshuset", room="Peisestua", street="Kirkegata 1", place="Havn")
TEAMS = {"type": "online", "value": {"url": "https://teams.example/1", "name": "Teams"}}
PLACE = {
    "@type": "Place",
    "name": "Menighetshuset, Peisestua",
    "address": "Kirkegata 1, Havn",
}
SCHEDULED = "https://schema.org/EventScheduled"
OFFLINE = "https://schema.org/OfflineEventAttendanceMode"


@pytest.fixture
def data(calendar):
    """What is said of an activity with dates to come, at most so many."""

    def data(page: ActivityPage, limit: int = 3, **kwargs: Any) -> dict[str, Any]:
        held, now = shown(calendar), timezone.now()
        happens = held.agenda.of(page.translation_key, now, limit)
        with translation.override("en"):
            found = event_data(page, held, happens, now)
        # It is nothing but data.
        return json.loads(json.dumps(found))

    return data


def test_weekly_cafe(calendar, data):
    break_ = {"type": "break", "value": {"first": "2026-12-07", "last": "2026-12-13"}}
    cafe = make_activity(
        calendar,
        "Språkkafé",
        weekly("2026-11-25", until="2027-01-06", not_on_holidays=True),
        break_,
        summary="Vi prater norsk.",
        where=[HOUSE],
        organiser_name="Frivilligsentralen",
        cost="free",
        audiences=["newcomers", "women"],
        age_from=18,
        service_languages=["nb", "uk"],
        sign_up="required",
        sign_up_url="https://pamelding.example/",
        sign_up_by=date(2026, 12, 1),
        places=12,
    )
    common = {
        "name": "Språkkafé",
        "url": "http://localhost/nb/hjelp/hva-skjer/sprakkafe/",
        "eventAttendanceMode": OFFLINE,
        "location": PLACE,
    }
    offer = {
        "@type": "Offer",
        "price": 0,
        "priceCurrency": "NOK",
        "url": "https://pamelding.example/",
        "validThrough": "2026-12-01",
    }
    mark_full(occurrence(cafe, "2026-12-02"), Change(cafe))
    assert data(cafe) == {
        "@context": "https://schema.org",
        "@type": "Event",
        **common,
        "description": "Vi prater norsk.",
        "startDate": "2026-11-25T14:00+01:00",
        "endDate": "2026-11-25T16:00+01:00",
        "eventStatus": SCHEDULED,
        "organizer": {"@type": "Organization", "name": "Frivilligsentralen"},
        "offers": offer,
        "isAccessibleForFree": True,
        "maximumAttendeeCapacity": 12,
        "inLanguage": ["nb", "uk"],
        "audience": {"@type": "Audience", "audienceType": "Immigrants and refugees, Women"},
        "typicalAgeRange": "18-",
        "eventSchedule": [
            {
                "@type": "Schedule",
                "repeatFrequency": "P1W",
                "byDay": ["https://schema.org/Wednesday"],
                "startDate": "2026-11-25",
                "endDate": "2027-01-06",
                "startTime": "14:00",
                "endTime": "16:00",
                "scheduleTimezone": "Europe/Oslo",
                "exceptDate": ["2026-12-09"],
            }
        ],
        "subEvent": [
            {
                "@type": "Event",
                **common,
                "startDate": f"{day}T14:00+01:00",
                "endDate": f"{day}T16:00+01:00",
                "eventStatus": SCHEDULED,
                "offers": {**offer, **more},
            }
            for day, more in [
                ("2026-11-25", {}),
                ("2026-12-02", {"availability": "https://schema.org/SoldOut"}),
                ("2026-12-16", {}),
            ]
        ],
    }


def test_next_date_that_is_cancelled(calendar, data):
    page = make_activity(
        calendar, "Julaften", once("2026-12-24"), where=[HOUSE], cost="paid", cost_amount=50
    )
    cancel(occurrence(page, "2026-12-24"), Change(page, reason="illness"))
    assert data(page) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Julaften",
        "url": "http://localhost/nb/hjelp/hva-skjer/julaften/",
        "eventAttendanceMode": OFFLINE,
        "location": PLACE,
        "description": "Om Julaften.",
        "startDate": "2026-12-24T14:00+01:00",
        "endDate": "2026-12-24T16:00+01:00",
        "eventStatus": "https://schema.org/EventCancelled",
        "isAccessibleForFree": False,
    }


def test_online_only(calendar, data):
    page = make_activity(
        calendar, "Prat", once("2026-12-24", starts="22:00:00", ends=None), where=[TEAMS]
    )
    assert data(page) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Prat",
        "url": "http://localhost/nb/hjelp/hva-skjer/prat/",
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "location": {
            "@type": "VirtualLocation",
            "name": "Teams",
            "url": "https://teams.example/1",
        },
        "description": "Om Prat.",
        "startDate": "2026-12-24T22:00+01:00",
        "eventStatus": SCHEDULED,
    }


def test_secret_place(calendar, data):
    secret = venue(withheld=True, name="Krisesenteret", street="Skjulveien 7", place="Lyngdal")
    page = make_activity(calendar, "Kvinnekveld", once("2026-12-24"), where=[secret])
    assert data(page) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Kvinnekveld",
        "url": "http://localhost/nb/hjelp/hva-skjer/kvinnekveld/",
        "eventAttendanceMode": OFFLINE,
        "location": {"@type": "Place", "name": "The address is secret"},
        "description": "Om Kvinnekveld.",
        "startDate": "2026-12-24T14:00+01:00",
        "endDate": "2026-12-24T16:00+01:00",
        "eventStatus": SCHEDULED,
    }


def test_place_and_online(calendar, data):
    page = make_activity(calendar, "Prat", once("2026-12-24"), where=[HOUSE, TEAMS])
    found = data(page)
    assert found["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in found["location"]] == ["Place", "VirtualLocation"]


def test_place_without_a_name_is_called_as_on_the_page(calendar, data):
    page = make_activity(calendar, "Tur", once("2026-12-24"), where=[venue(place="Havnesund")])
    assert data(page)["location"] == {
        "@type": "Place",
        "name": "Havnesund",
        "address": "Havnesund",
    }


def test_moved_date_says_what_it_was(calendar, data):
    page = make_activity(
        calendar,
        "Kor",
        weekly("2026-11-25", until="2026-12-02"),
        weekly("2026-11-28", starts=None, ends=None, until="2026-11-28"),
        where=[HOUSE],
    )
    for day in ("2026-11-25", "2026-11-28"):
        new = date(2026, 11, 29)
        move(occurrence(page, day), new, new, Times(600, 720), Change(page))
    # Off altogether, after it had been moved.
    cancel(occurrence(page, "2026-11-28"), Change(page))
    assert [
        (
            found["startDate"],
            found["eventStatus"].rpartition("/")[2],
            found.get("previousStartDate"),
        )
        for found in data(page)["subEvent"]
    ] == [
        ("2026-11-29T10:00+01:00", "EventRescheduled", "2026-11-25T14:00+01:00"),
        ("2026-11-29T10:00+01:00", "EventCancelled", "2026-11-28"),
        ("2026-12-02T14:00+01:00", "EventScheduled", None),
    ]


def test_days_in_a_row_are_dates(calendar, data):
    camp = once("2026-12-27", last="2026-12-29", starts=None, ends=None)
    found = data(make_activity(calendar, "Leir", camp, where=[HOUSE]))
    assert (found["startDate"], found["endDate"]) == ("2026-12-27", "2026-12-29")


def test_end_of_several_days_is_at_least_the_last_day(calendar, data):
    trip = once("2026-12-27", last="2026-12-29", starts="10:00:00", ends=None)
    found = data(make_activity(calendar, "Tur", trip, where=[HOUSE]))
    assert (found["startDate"], found["endDate"]) == ("2026-12-27T10:00+01:00", "2026-12-29")


def monthly(**fields: Any) -> dict[str, Any]:
    row = weekly("2026-12-01", weekday="1", **fields)
    del row["value"]["weekdays"]
    return {**row, "type": "monthly"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            monthly(ordinals=["1", "3"], every=2),
            {
                "repeatFrequency": "P2M",
                "byDay": ["https://schema.org/Tuesday"],
                "byMonthWeek": [1, 3],
            },
        ),
        (monthly(ordinals=["1", "-1"]), {"repeatFrequency": "P1M", "byDay": ["1TU", "-1TU"]}),
        (
            weekly("2026-12-01", weekdays=["1", "3"], every=2),
            {
                "repeatFrequency": "P2W",
                "byDay": ["https://schema.org/Tuesday", "https://schema.org/Thursday"],
            },
        ),
    ],
)
def test_rules_that_go_on(calendar, data, row, said):
    page = make_activity(calendar, "Kor", row, weekly("2025-11-25", until="2026-10-06"))
    page.where = [HOUSE]
    page.save()
    assert data(page)["eventSchedule"] == [
        {
            "@type": "Schedule",
            **said,
            "startDate": "2026-12-01",
            "startTime": "14:00",
            "endTime": "16:00",
            "scheduleTimezone": "Europe/Oslo",
        }
    ]


def test_no_more_dates_than_are_read(calendar, data):
    page = make_activity(calendar, "Kor", weekly("2026-11-25"), where=[HOUSE])
    assert len(data(page, limit=27)["subEvent"]) == 10


@pytest.mark.parametrize("fields", [{"where": []}, {"dates": []}])
def test_without_a_place_or_a_date_there_is_no_event(calendar, data, fields):
    page = make_activity(calendar, "Kor", once("2026-12-24"), where=[HOUSE])
    for name, value in fields.items():
        setattr(page, name, value)
    page.save()
    assert data(page) == {}


def test_draft_is_told_without_the_calendar(calendar, data):
    page = make_activity(
        calendar, "Kor", weekly("2026-11-25"), where=[HOUSE], organiser_name="Koret"
    )
    held = shown(calendar)
    happens = held.agenda.of(page.translation_key, timezone.now(), 2)
    with translation.override("en"):
        assert event_data(page, None, happens, timezone.now()) == data(page, limit=2)
