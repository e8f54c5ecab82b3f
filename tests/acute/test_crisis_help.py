"""A search with words of crisis: the right numbers above the results, and nothing kept of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.acute.html import Page
from tests.factories import alias_in, make_offer, make_section, phone
from wagtail_hjelp.models import CrisisWord, Helpline

MONDAY = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Europe/Oslo"))
ADDRESS = "/nb/hjelp/tilbud/"


@pytest.fixture(autouse=True)
def monday_morning() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def index(site):
    return make_section(site.root_page)


def calls(client, query, address=ADDRESS):
    html = client.get(address, {"q": query}).content.decode()
    found = html.partition('<section class="hjelp-crisis"')[2].partition("</section>")[0]
    return Page(found).hrefs


TO_TALK = ["tel:116123", "tel:+4722400040"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("selvmord", ["tel:113", "tel:116117", *TO_TALK]),
        ("jeg vil ikke leve lenger", ["tel:113", "tel:116117", *TO_TALK]),
        ("samobójstwo", ["tel:113", "tel:116117", *TO_TALK]),
        ("انتحار", ["tel:113", "tel:116117", *TO_TALK]),
        ("mannen min slår meg", ["tel:112", "tel:116006"]),
        ("voldtatt", ["tel:112", "tel:116006", "tel:+4780057000", "tel:116123"]),
        ("pappa slår meg", ["tel:112", "tel:116111", "tel:+4780033321", "tel:116123"]),
        ("overdose", ["tel:113", "tel:+4722591300", "tel:+4791508588", "tel:116123"]),
        ("forgiftning", ["tel:113", "tel:+4722591300"]),
        ("hjerteinfarkt", ["tel:113", "tel:116117"]),
        ("gjeld", []),
        ("lege", []),
        ("", []),
    ],
)
def test_the_right_numbers_for_what_it_is_about(client, index, query, expected):
    assert calls(client, query) == expected


def test_it_stands_above_the_results_and_beside_none_of_them_is_lost(client, index):
    make_offer(index, "Selvmordsforebygging", contact_points=[phone("+4770000110")])
    html = client.get(ADDRESS, {"q": "selvmord"}).content.decode()
    assert html.index('id="hjelp-crisis"') < html.index('id="hjelp-results-heading"')
    assert "Selvmordsforebygging" in html


def test_the_town_s_own_place_is_among_them(client, index):
    make_offer(
        index, "Krisesenteret", urgency="crisis_centre", contact_points=[phone("+4770000171")]
    )
    assert calls(client, "mannen min slår meg") == ["tel:112", "tel:116006", "tel:+4770000171"]


def test_it_is_in_the_reader_s_language(client, index, locales):
    alias_in(index, "ar")
    html = client.get("/ar/hjelp/tilbud/", {"q": "selvmord"}).content.decode()
    assert 'href="tel:113"' in html.partition("hjelp-crisis")[2]
    assert "Du kan få hjelp nå" not in html
    assert "You can get help now" not in html


def test_a_helpline_that_the_site_hides_is_not_shown(client, index, site):
    line = Helpline.objects.get(code="kirkens-sos")
    line.hidden_on = [site]
    line.save()
    assert "tel:+4722400040" not in calls(client, "selvmord")
    # Never one alone where one may have to wait.
    assert len(calls(client, "selvmord")) >= 3


def test_words_that_an_editor_has_added(client, index):
    assert calls(client, "orker ikke mer nå") in ([], ["tel:113", "tel:116117", *TO_TALK])
    CrisisWord.objects.create(words="svart hull, gi opp alt", kind="suicide", language_code="nb")
    assert calls(client, "alt er et svart hull") == ["tel:113", "tel:116117", *TO_TALK]


def test_as_many_queries_with_it_as_for_any_other_word(client, index):
    make_offer(index, "Noe annet")

    def queries(query: str) -> int:
        client.get(ADDRESS, {"q": query})
        with CaptureQueriesContext(connection) as found:
            client.get(ADDRESS, {"q": query})
        return len(found)

    # What Wagtail's search is asked is another matter: as many forms for either word.
    assert queries("overdose") <= queries("fotball") + 3


def test_nothing_of_it_is_kept(client, index, caplog):
    with caplog.at_level(logging.DEBUG, logger="wagtail_hjelp"):
        response = client.get(ADDRESS, {"q": "selvmord"})
    assert not [record for record in caplog.records if "selvmord" in record.getMessage()]
    assert not response.cookies
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("query", "is_sensitive"), [("mannen min slår meg", True), ("selvmord", False), ("lege", False)]
)
def test_a_search_that_it_may_be_dangerous_to_be_seen_with_has_an_exit(
    client, index, query, is_sensitive
):
    response = client.get(ADDRESS, {"q": query})
    assert ("data-hjelp-exit" in response.content.decode()) == is_sensitive
    expected = "no-referrer" if is_sensitive else "strict-origin"
    assert response["Referrer-Policy"] == expected


def test_whoever_is_hidden_somebody_is_left_to_talk_to(client, index, site):
    for line in Helpline.objects.filter(code__in=["mental-helse-hjelpetelefonen", "kirkens-sos"]):
        line.hidden_on = [site]
        line.save()
    html = client.get(ADDRESS, {"q": "selvmord"}).content.decode()
    assert "sidetmedord.mentalhelse.no" in html.partition("hjelp-crisis")[2]
