"""The settings by which a host in another country, or with another clock, gets right hours."""

import re
from datetime import datetime

import pytest
from django.test import Client, override_settings
from django.utils import translation

from tests.factories import make_offer, make_section
from wagtail_hjelp.conf import problems
from wagtail_hjelp.hours.names import day_choices, day_label, reason_label
from wagtail_hjelp.templatetags.wagtail_hjelp_tags import hjelp_times

SWEDISH = {"HOLIDAYS": "tests.hours.sweden.SWEDEN", "TIME_ZONE": "Europe/Stockholm"}
OFFICE = [
    {
        "type": "weekly",
        "value": {"days": list("0123456"), "opens": "08:00", "closes": "15:30", "state": "open"},
    },
    {"type": "holidays", "value": {"what": "closed"}},
]


@pytest.fixture
def office(site):
    return make_offer(make_section(site.root_page), "Kommunhuset", opening_hours=OFFICE)


def page(offer) -> str:
    return Client().get(offer.url).content.decode()


def test_holidays_are_those_of_the_country_that_is_plugged_in(office, time_machine):
    time_machine.move_to(datetime.fromisoformat("2027-06-06T10:00:00+02:00"), tick=False)
    assert "Åpent nå" in page(office)
    with override_settings(WAGTAIL_HJELP=SWEDISH):
        office.save()  # what has changed in the settings is read when something is published
        html = page(office)
        assert "Stengt nå" in html
        # A name is text, wherever it comes from.
        assert "&lt;Sveriges&gt; nationaldag" in html
        assert "<Sveriges>" not in html


def test_names_are_the_calendar_s_own_else_the_package_s():
    with override_settings(WAGTAIL_HJELP=SWEDISH), translation.override("nb"):
        assert day_label("national_day") == "<Sveriges> nationaldag"
        assert day_label("christmas_day") == "1. juledag"
        assert [code for code, _name in day_choices()] == [
            "national_day",
            "christmas_day",
            "planning_day",
            "local_day",
            "school_holiday",
            "other",
        ]
        assert (reason_label("illness"), reason_label("")) == ("Sykdom", "")


def test_clock_is_the_municipality_s_whatever_zone_the_server_is_in(office, time_machine):
    # 15:29 in Oslo is 14:29 in UTC; a server that counts in UTC would be open for an hour more.
    time_machine.move_to(datetime.fromisoformat("2026-11-23T15:30:00+01:00"), tick=False)
    with override_settings(TIME_ZONE="UTC"):
        assert "Stengt nå" in page(office)
    time_machine.move_to(datetime.fromisoformat("2026-11-23T15:29:59+01:00"), tick=False)
    with override_settings(TIME_ZONE="America/New_York"):
        assert "Åpent nå" in page(office)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"TIME_ZONE": "Europe/Havnesund"}, ["TIME_ZONE"]),
        ({"HOLIDAYS": "tests.hours.sweden.public_holidays"}, ["HOLIDAYS"]),
        ({"HOLIDAYS": "nowhere.at.all"}, ["HOLIDAYS"]),
        ({"MAX_AGE": 0}, ["MAX_AGE"]),
        (SWEDISH, []),
    ],
)
def test_value_that_cannot_be_used_is_named(given, named):
    with override_settings(WAGTAIL_HJELP=given):
        assert [name for name, _expected in problems()] == named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08–15.30", [("08:00", "08"), ("15:30", "15.30")]),
        ("20:00–24:00", [("20:00", "20:00"), ("00:00", "24:00")]),
        ("closed", []),
        ("<b>", []),
    ],
)
def test_times_are_times_for_machines_too(text, expected):
    html = hjelp_times(text)
    assert [
        (time, words)
        for time, words in re.findall(r'<time datetime="([\d:]+)">([^<]+)</time>', html)
    ] == expected
    assert "<b>" not in html
