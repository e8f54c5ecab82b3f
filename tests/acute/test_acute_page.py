"""The page of acute help, and the block, in a host that is not ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.acute.html import Page
from tests.factories import alias_in, make_offer, make_section, phone
from tests.host.models import ArticlePage
from wagtail_hjelp.models import AcuteHelpPage, Helpline

MONDAY = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Europe/Oslo"))
FIRST = ["tel:113", "tel:112", "tel:110", "tel:116117"]


@pytest.fixture(autouse=True)
def monday_morning() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def acute(site):
    """An acute page as somebody makes it who only gives it a title."""
    make_section(site.root_page)
    front = site.root_page.get_children().get(slug="hjelp")
    return front.add_child(instance=AcuteHelpPage(title="Akutt hjelp", slug="akutt"))


def test_a_page_with_nothing_but_a_title_is_the_whole_ladder(client, acute):
    page = Page(client.get("/nb/hjelp/akutt/").content.decode())
    assert page.headings[0] == "Akutt hjelp"
    assert page.hrefs[:4] == FIRST
    assert page.now == ["daytime_emergency"]


def test_words_below_the_ladder_are_the_municipality_s(client, acute):
    acute.body = [{"type": "text", "value": "<p>Legevakta ligger ved sykehuset.</p>"}]
    acute.save_revision().publish()
    html = client.get("/nb/hjelp/akutt/").content.decode()
    assert html.index("tel:116123") < html.index("Legevakta ligger ved sykehuset.")


def test_a_page_that_nobody_has_translated_is_in_the_reader_s_language(client, acute, locales):
    acute.body = [{"type": "text", "value": "<p>Legevakta ligger ved sykehuset.</p>"}]
    acute.save_revision().publish()
    alias_in(acute, "ar")
    html = client.get("/ar/hjelp/akutt/").content.decode()
    page = Page(html)
    assert page.headings[0] != "Akutt hjelp"
    assert page.hrefs[:4] == FIRST
    assert ("nb", "Legevakta ligger ved sykehuset.") in page.langs
    assert "<title>Akutt hjelp" not in html
    # The notice stands above the municipality's own words, not above 113.
    assert html.index("tel:113") < html.index("hjelp-notice") < html.index("Legevakta ligger")


def test_a_translated_page_has_its_own_title(client, acute, locales):
    english = acute.copy_for_translation(locales["en"], copy_parents=True)
    english.title = "Help at once"
    english.save_revision().publish()
    html = client.get("/en/hjelp/akutt/").content.decode()
    assert Page(html).headings[0] == "Help at once"
    assert "<title>Help at once" in html


def test_no_cache_keeps_it_beyond_the_next_turn(client, acute):
    with time_machine.travel(MONDAY.replace(hour=14, minute=58), tick=False):
        response = client.get("/nb/hjelp/akutt/")
    assert response["Cache-Control"] == "max-age=120, must-revalidate"


def test_queries_do_not_grow_with_offers_or_helplines(client, acute, django_assert_num_queries):
    index = acute.get_parent().get_children().get(slug="tilbud").specific
    client.get("/nb/hjelp/akutt/")
    with CaptureQueriesContext(connection) as found:
        client.get("/nb/hjelp/akutt/")
    few = len(found)
    for number in range(12):
        make_offer(index, f"Sted {number}", urgency="urgent", contact_points=[phone("116117")])
        Helpline.objects.create(name=f"Linje {number}", contact_points=[phone("+4770000110")])
    client.get("/nb/hjelp/akutt/")
    with django_assert_num_queries(few):
        client.get("/nb/hjelp/akutt/")
    assert few <= 11


def test_a_change_is_on_the_page_at_once(client, acute):
    assert "tel:+4770000110" not in client.get("/nb/hjelp/akutt/").content.decode()
    index = acute.get_parent().get_children().get(slug="tilbud").specific
    offer = make_offer(
        index, "Legevakta", urgency="legevakt", contact_points=[phone("+4770000110")]
    )
    assert "tel:+4770000110" in client.get("/nb/hjelp/akutt/").content.decode()
    offer.unpublish()
    assert "tel:+4770000110" not in client.get("/nb/hjelp/akutt/").content.decode()


@pytest.fixture
def article(site):
    def make(**value):
        page = ArticlePage(
            title="Om oss",
            slug="om-oss",
            body=[{"type": "help", "value": [{"type": "acute_help", "value": value}]}],
        )
        return site.root_page.add_child(instance=page)

    return make


def test_the_block_alone_on_a_host_s_page_is_compact(client, article):
    article(layout="compact")
    page = Page(client.get("/nb/om-oss/").content.decode())
    assert page.hrefs == ["tel:113", "tel:116117", "tel:116123"]


def test_the_block_leads_to_the_acute_page_if_there_is_one(client, acute, article):
    article(layout="compact")
    assert 'href="/nb/hjelp/akutt/"' in client.get("/nb/om-oss/").content.decode()


def test_the_whole_ladder_stands_one_level_below_the_block_s_heading(client, article):
    article(layout="whole", heading="Hvem skal jeg ringe?")
    html = client.get("/nb/om-oss/").content.decode()
    assert "Hvem skal jeg ringe?" in Page(html).headings
    assert '<h3 id="hjelp-emergency">' in html


def test_a_page_with_the_block_is_not_kept_beyond_the_next_turn(client, article):
    article(layout="compact")
    with time_machine.travel(MONDAY.replace(hour=14, minute=59), tick=False):
        response = client.get("/nb/om-oss/")
    assert response["Cache-Control"] == "max-age=60, must-revalidate"
