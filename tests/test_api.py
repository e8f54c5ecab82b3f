"""Offers in Wagtail's API (version 2), in a host that has switched it on."""

import pytest
from django.test import Client

from tests.activities.calendars import make_activity
from tests.directory.overviews import make_organisation, make_overview
from tests.factories import make_offer, make_section, phone, visit, weekly
from wagtail_hjelp.models import ActivityIndexPage, SharedHours

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(site):
    return make_section(site.root_page)


def read(client: Client, offer):
    response = client.get(f"/api/pages/{offer.pk}/?fields=*&format=json")
    assert response.status_code == 200
    return response


def test_facts_are_codes_and_canonical_numbers(client, index):
    offer = make_offer(
        index,
        "Legevakt",
        topics=["acute-help"],
        audiences=["adults", "children"],
        service_languages=["en", "nb"],
        cost="deductible",
        contact_points=[phone("116117"), phone("+4770000110", "reception")],
    )
    found = read(client, offer).json()
    assert (found["summary"], found["cost"]) == ("Om Legevakt.", "deductible")
    assert (found["audiences"], found["service_languages"]) == (
        ["children", "adults"],
        ["nb", "en"],
    )
    assert found["topics"] == ["Acute help"]
    assert [point["value"] for point in found["contact_points"]] == [
        {"type": "phone", "purpose": "general", "text": "116 117", "url": "tel:116117"},
        {
            "type": "phone",
            "purpose": "reception",
            "text": "70 00 01 10",
            "url": "tel:+4770000110",
        },
    ]


def test_hours_are_rules_in_their_documented_form(client, index):
    week = {"days": ["0", "1"], "opens": "08:00", "closes": "15:30", "state": "open"}
    shared = SharedHours.objects.create(
        name="Rådhuset", opening_hours=[{"type": "weekly", "value": week}]
    )
    offer = make_offer(
        index,
        "Legesenter",
        opening_hours=[
            {"type": "holidays", "value": {"what": "closed"}},
            {"type": "same_as", "value": {"hours": shared.pk}},
        ],
        contact_points=[phone("116117", hours=[{"type": "outside", "value": None}])],
    )
    found = read(client, offer).json()
    assert found["opening_hours"] == {
        "version": 1,
        "holidays": {"kind": "closed"},
        "same_as": {"weekly": [{"days": ["mon", "tue"], "opens": "08:00", "closes": "15:30"}]},
    }
    assert found["contact_points"][0]["value"]["hours"] == {"version": 1, "outside": True}


def test_withheld_address_is_withheld_here_too(client, index):
    offer = make_offer(
        index,
        "Krisesenter",
        contact_points=[visit(withheld=True, street="Hemmeligveien 7", place="Skjulvik")],
        body=[
            {
                "type": "contact",
                "value": {
                    "heading": "Kom hit",
                    "points": [visit(withheld=True, street="Hemmeligveien 7", place="Skjulvik")],
                },
            }
        ],
    )
    text = read(client, offer).content.decode()
    assert "Hemmeligveien" not in text
    assert "Skjulvik" not in text


def test_search_words_and_confirmations_are_not_in_the_api(client, index):
    offer = make_offer(index, "Rus", keywords=["narkoman"])
    offer.confirm()
    assert "narkoman" not in read(client, offer).content.decode()


def test_activity_names_its_organiser_and_tells_its_dates_as_rows(client, site):
    overview = make_overview(site.root_page)
    church = make_organisation(overview, "Kirken")
    calendar = overview.get_parent().add_child(instance=ActivityIndexPage(title="Hva skjer"))
    row = weekly("2026-11-25")
    found = read(client, make_activity(calendar, "Kafé", row, organiser=church)).json()
    assert found["organiser"] == {
        "id": church.pk,
        "title": "Kirken",
        "html_url": church.full_url,
    }
    assert found["dates"][0]["value"]["first"] == "2026-11-25"
    church.unpublish()
    assert read(client, calendar.get_children().get()).json()["organiser"] is None
