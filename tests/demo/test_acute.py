"""Acute help of the demo municipality, as its server gives it out in each of its languages."""

from __future__ import annotations

import gzip
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from tests.acute.html import Page

OSLO = ZoneInfo("Europe/Oslo")
LANGUAGES = ("nb", "nn", "en", "uk", "ar", "pl", "so")
LEGEVAKT = "tel:+4770000110"
GPS = ["tel:+4770000120", "tel:+4770000130", "tel:+4770000131"]

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(SERVER_NAME="localhost")


def acute(client: Client, language: str) -> str:
    response = client.get(f"/{language}/hjelp/akutt/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_numbers_and_the_town_s_legevakt_are_links(client, language):
    page = Page(acute(client, language))
    ladder = page.hrefs[page.hrefs.index("tel:113", 1) :]
    assert ladder[:6] == [
        "tel:113",
        "tel:112",
        "tel:110",
        "tel:116117",
        "tel:+4722591300",
        LEGEVAKT,
    ]
    # In the order of the alphabet, which is another one in each language.
    assert sorted(href for href in ladder if href in GPS) == GPS


# The hours are said for now and for tomorrow, so the page is longest where they change most: late
# in the evening, and around Christmas.
LONG = ("2026-12-20 00:05", "2026-12-23 23:30", "2026-12-28 00:05", "2026-11-23 00:10")


@pytest.mark.parametrize("moment", LONG)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_small_at_any_time(client, language, moment):
    with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=OSLO), tick=False):
        html = acute(client, language).encode()
    assert len(html) < 25_000
    assert len(gzip.compress(html)) < 8_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_ladder_in_its_own_words(client, language):
    page = Page(acute(client, language))
    assert sorted(page.hrefs) == sorted(Page(acute(client, "nb")).hrefs)
    headings = page.headings[1:-1]
    if language != "en":
        assert not {
            heading for heading in headings if heading.startswith(("Call ", "Go to", "Get "))
        }
    if language not in ("nb", "nn"):
        assert not {heading for heading in headings if heading.startswith(("Ring ", "Dra "))}


@pytest.mark.parametrize("language", ["pl", "so"])
def test_what_nobody_has_translated_is_marked_and_said_so_below_113(client, language):
    html = acute(client, language)
    assert ("nb", "Legevakt") in Page(html).langs
    notice = html.index("hjelp-notice")
    assert html.index("tel:110") < notice < html.index(LEGEVAKT)
    assert html.count("hjelp-notice") == 1


def test_what_is_translated_needs_no_notice(client):
    assert "hjelp-notice" not in acute(client, "ar")


# Which rung has its turn at each hour, on the clock of Havnesund: L is the legevakt, G the GPs.
# The offices are open on weekdays from 08:00 to 15:30, and closed on red days and on both eves.
TURNS = {
    "Monday 2026-12-21": "LLLLLLLLGGGGGGGGLLLLLLLL",
    "Tuesday 2026-12-22": "LLLLLLLLGGGGGGGGLLLLLLLL",
    "Wednesday 2026-12-23": "LLLLLLLLGGGGGGGGLLLLLLLL",
    "Christmas Eve 2026-12-24": "LLLLLLLLLLLLLLLLLLLLLLLL",
    "Christmas Day 2026-12-25": "LLLLLLLLLLLLLLLLLLLLLLLL",
    "Boxing Day 2026-12-26": "LLLLLLLLLLLLLLLLLLLLLLLL",
    "Sunday 2026-12-27": "LLLLLLLLLLLLLLLLLLLLLLLL",
    "Monday 2026-12-28": "LLLLLLLLGGGGGGGGLLLLLLLL",
}


@pytest.mark.parametrize("language", ["nb", "ar"])
@pytest.mark.parametrize(("day", "expected"), TURNS.items())
def test_whom_to_call_at_each_hour_of_the_week_of_christmas(client, language, day, expected):
    midnight = datetime.fromisoformat(day.split()[-1]).replace(tzinfo=OSLO)
    letters = {"legevakt": "L", "daytime_emergency": "G"}
    found, calls = "", set()
    for hour in range(24):
        with time_machine.travel(midnight + timedelta(hours=hour), tick=False):
            page = Page(acute(client, language))
        assert len(page.now) == 1
        found += letters[page.now[0]]
        calls.add(tuple(page.hrefs))
    assert found == expected
    # Nothing is hidden by time, and 113 is always first.
    (all_day,) = calls
    assert all_day[0] == "tel:113"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_within_a_sentence_keeps_its_order(client, language):
    """Digits with an ordinary space between them would change places in Arabic."""
    html = acute(client, language)
    text = re.sub(
        r'<a [^>]*href="(?:tel|sms):.*?</a>|<[^>]+>', " ", html.partition("hjelp-ladder")[2]
    )
    own = text.partition("Legevakt")[0]
    assert "116 117" not in own
    assert "116\u00a0117" in own


def test_the_strip_is_on_the_town_s_own_pages(client):
    page = Page(client.get("/uk/").content.decode())
    assert page.hrefs[:2] == ["tel:113", "tel:116117"]
    assert 'href="/uk/hjelp/akutt/"' in client.get("/uk/").content.decode()
