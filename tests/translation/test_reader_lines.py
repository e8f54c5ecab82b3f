"""What a reader is told of a translation that is older than the source, or a machine's."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_offer, make_section, phone
from tests.translation.stories import publish, rewrite, send, write

pytestmark = pytest.mark.django_db

OUTDATED = (
    "The text in Norwegian (bokmål) has been changed since this was translated. Telephone numbers "
    "and opening hours are right."
)
MACHINE = (
    "A machine has translated this page, and nobody has read it through. Telephone numbers and "
    "opening hours are right."
)


@pytest.fixture
def offer(site, locales):
    index = make_section(site.root_page)
    index.copy_for_translation(locales["en"], copy_parents=True, alias=True)
    return make_offer(index, "Krisesenter", summary="Et trygt sted.", contact_points=[phone("113")])


def notice(client, page) -> str:
    html = client.get(page.url).content.decode()
    found = re.search(r'<div class="hjelp-notice">.*?</div>\s*(?:</div>)?', html, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split()) if found else ""


@pytest.fixture
def english(offer, locales, django_capture_on_commit_callbacks):
    send(offer, locales["en"])
    write(offer, "en")
    return publish(offer, "en", django_capture_on_commit_callbacks)


def test_translation_that_says_what_the_source_says_needs_no_line(client, english):
    assert notice(client, english) == ""


def test_outdated_translation_is_still_read_with_a_link_to_the_source(client, offer, english):
    rewrite(offer, summary="Et trygt sted for alle.", contact_points=[phone("112")])
    html = client.get(english.url).content.decode()
    assert "en: Et trygt sted." in html
    assert 'href="tel:112"' in html
    assert notice(client, english) == f"{OUTDATED} Read the text in Norwegian (bokmål)"
    assert f'<a href="{offer.url}">Read the text in' in html


def test_changed_facts_alone_need_no_line(client, offer, english):
    rewrite(offer, contact_points=[phone("112")])
    assert notice(client, english) == ""


def test_machine_made_translation_is_labelled_until_somebody_approves_it(
    client, offer, locales, admin_user, django_capture_on_commit_callbacks
):
    from wagtail_hjelp.translation.review import approve_machine

    send(offer, locales["en"])
    write(offer, "en", translation_type="machine", tool_name="Dummy")
    page = publish(offer, "en", django_capture_on_commit_callbacks)
    assert notice(client, page) == MACHINE
    rewrite(offer, summary="Et annet sted.")
    assert notice(client, page).startswith(OUTDATED)
    assert notice(client, page).endswith(MACHINE)
    approve_machine(page, admin_user)
    assert MACHINE not in notice(client, page)


def test_source_page_asks_nothing_and_a_translation_one_query(client, offer, english):
    asked = []
    for page in (offer, english):
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        assert len(queries) <= 11
        asked.append(sum("languageversion" in query["sql"] for query in queries))
    assert asked == [0, 1]
