"""Acute help at its address in a language that has no page of it yet; this module is also a urlconf
of a host whose main language has no prefix.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf.urls.i18n import i18n_patterns
from django.db import connection
from django.test import Client, modify_settings, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, set_script_prefix
from wagtail import urls as wagtail_urls
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site

from tests.acute.html import Page as Shown
from tests.factories import alias_in, make_offer, make_section, phone
from tests.host.models import ArticlePage
from wagtail_hjelp.acute.finding import MIDDLEWARE, in_language
from wagtail_hjelp.models import AcuteHelpPage

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Europe/Oslo"))
FIRST = ["tel:113", "tel:112", "tel:110", "tel:116117"]
ACUTE = "/ti/hjelp/akutt/"

urlpatterns = i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False)


@pytest.fixture(autouse=True)
def monday_morning() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture(autouse=True)
def with_tigrinya(settings):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        ("nb", "Bokmål"),
        ("en", "English"),
        ("ti", "ትግርኛ"),
    ]


@pytest.fixture
def acute(site):
    """The acute page, and a legevakt that only has Norwegian words."""
    index = make_section(site.root_page)
    make_offer(index, "Legevakta", urgency="legevakt", contact_points=[phone("+4770000110")])
    front = site.root_page.get_children().get(slug="hjelp")
    return front.add_child(instance=AcuteHelpPage(title="Akutt hjelp", slug="akutt"))


@pytest.fixture
def tigrinya(acute, site):
    """A language that has a home page, and whose help section somebody has deleted."""
    locale = Locale.objects.create(language_code="ti")
    home = site.root_page.copy_for_translation(locale, alias=True)
    home.get_children().get(slug="hjelp").delete()
    return locale


def check_ladder(response) -> None:
    """The whole ladder in Tigrinya's frame, the municipality's words marked as Norwegian."""
    assert response.status_code == 200
    page = Shown(response.content.decode())
    assert page.hrefs[:4] == FIRST
    assert ("nb", "Legevakta") in page.langs
    assert "hjelp-notice" in response.content.decode()
    assert page.now == ["daytime_emergency"]
    assert page.headings[0] != "Akutt hjelp"


def test_language_without_a_locale_has_acute_help(client, acute):
    check_ladder(client.get(ACUTE))


def test_language_without_any_page_has_acute_help(client, acute):
    Locale.objects.create(language_code="ti")
    check_ladder(client.get(ACUTE))


def test_half_synchronised_tree_has_acute_help(client, tigrinya):
    check_ladder(client.get(ACUTE))


def test_response_is_in_the_language_of_the_address(client, tigrinya):
    response = client.get(ACUTE, headers={"Accept-Language": "en"})
    assert response["Content-Language"] == "ti"


def test_unpublished_fallback_page_gives_way_to_the_source(client, acute):
    alias = alias_in(acute, "ti")
    check_ladder(client.get(ACUTE))
    alias.unpublish()
    check_ladder(client.get(ACUTE))


def test_translated_page_is_served_as_it_is(client, acute):
    locale = Locale.objects.create(language_code="en")
    english = acute.copy_for_translation(locale, copy_parents=True)
    english.title = "Help at once"
    english.save_revision().publish()
    response = client.get("/en/hjelp/akutt/")
    assert Shown(response.content.decode()).headings[0] == "Help at once"


def test_source_page_that_is_unpublished_is_served_nowhere(client, acute, tigrinya):
    acute.unpublish()
    assert client.get("/nb/hjelp/akutt/").status_code == 404
    assert client.get(ACUTE).status_code == 404


def test_page_that_not_everybody_may_see_is_not_served(client, acute, tigrinya):
    PageViewRestriction.objects.create(page=acute, restriction_type="login")
    assert client.get(ACUTE).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/ti/hjelp/", "/ti/hjelp/akutt/mer/", "/ti/akutt/", "/ti/ti/hjelp/akutt/", "/nb/finnes-ikke/"],
)
def test_other_addresses_that_lead_nowhere_stay_not_found(client, tigrinya, address):
    assert client.get(address).status_code == 404


def test_language_that_the_site_does_not_have_stays_not_found(client, acute):
    assert client.get("/uk/hjelp/akutt/", follow=True).status_code == 404


@pytest.mark.parametrize(("address", "more"), [("/ti/hjelp/", 1), ("/nb/hjelp/akutt/", 0)])
def test_page_that_is_not_found_costs_one_query_more_and_another_none(tigrinya, address, more):
    def queries() -> int:
        client = Client()
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    with_it = queries()
    with modify_settings(MIDDLEWARE={"remove": [MIDDLEWARE]}):
        assert with_it == queries() + more


def test_without_the_middleware_it_is_not_found_and_no_link_leads_there(tigrinya):
    with modify_settings(MIDDLEWARE={"remove": [MIDDLEWARE]}):
        assert Client().get(ACUTE).status_code == 404


def test_what_is_sent_stays_not_found(client, tigrinya):
    assert client.post(ACUTE, {"a": "b"}).status_code == 404


def test_head_is_answered_with_headers_alone(client, tigrinya):
    response = client.head(ACUTE)
    assert (response.status_code, response.content) == (200, b"")
    assert response["Cache-Control"] == client.get(ACUTE)["Cache-Control"]


def test_address_without_its_slash_leads_to_it(client, tigrinya):
    response = client.get("/ti/hjelp/akutt")
    assert (response.status_code, response["Location"]) == (301, ACUTE)


def test_no_cache_keeps_it_beyond_the_next_turn(client, tigrinya):
    with time_machine.travel(MONDAY.replace(hour=14, minute=58), tick=False):
        source, response = client.get("/nb/hjelp/akutt/"), client.get(ACUTE)
    assert source["Cache-Control"] == response["Cache-Control"] == "max-age=120, must-revalidate"
    assert source["Expires"] == response["Expires"]


def test_each_site_serves_its_own(client, acute):
    neighbour = Page.get_first_root_node().add_child(instance=ArticlePage(title="Nabo"))
    Site.objects.create(hostname="nabo.test", root_page=neighbour)
    locale = Locale.objects.create(language_code="ti")
    neighbour.copy_for_translation(locale, alias=True)
    index = make_section(neighbour)
    make_offer(index, "Nabovakta", urgency="legevakt", contact_points=[phone("+4770000220")])
    assert client.get(ACUTE, headers={"Host": "nabo.test"}).status_code == 404
    index.get_parent().add_child(instance=AcuteHelpPage(title="Akutt hjelp", slug="akutt"))
    theirs = client.get(ACUTE, headers={"Host": "nabo.test"}).content.decode()
    assert "tel:+4770000220" in theirs
    assert "tel:+4770000110" not in theirs
    check_ladder(client.get(ACUTE))


def test_host_with_one_language_is_left_alone(client, acute, settings):
    settings.WAGTAIL_I18N_ENABLED = False
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("nb", "Bokmål")]
    assert client.get("/nb/hjelp/akutt/").status_code == 200
    assert client.get("/nb/hjelp/borte/").status_code == 404


@override_settings(ROOT_URLCONF="tests.acute.test_middleware")
def test_host_whose_main_language_has_no_prefix(client, tigrinya):
    assert client.get("/hjelp/akutt/").status_code == 200
    check_ladder(client.get(ACUTE))


@override_settings(FORCE_SCRIPT_NAME="/kommune")
def test_host_below_a_path(client, tigrinya):
    set_script_prefix("/kommune/")  # as the server does, and the client does not
    try:
        check_ladder(client.get(ACUTE))
    finally:
        set_script_prefix("/")


def test_redirect_of_an_editor_wins_where_it_comes_first(tigrinya, site):
    Redirect.add_redirect("/ti/hjelp/akutt/", "/nb/hjelp/akutt/", is_permanent=False)
    redirects = "wagtail.contrib.redirects.middleware.RedirectMiddleware"
    assert Client().get(ACUTE).status_code == 200
    with modify_settings(MIDDLEWARE={"remove": [redirects], "append": [redirects]}):
        assert Client().get(ACUTE).status_code == 302


def test_address_in_another_language_is_the_host_s_own():
    assert in_language("/nb/hjelp/akutt/", "nb", "ti") == "/ti/hjelp/akutt/"
    assert in_language("https://a.no/nb/nb/", "nb", "ti") == "https://a.no/ti/nb/"
    assert in_language("/nb/hjelp/nød/", "nb", "ti") == "/ti/hjelp/n%C3%B8d/"
    assert in_language("/admin/", "nb", "ti") == "/admin/"
    assert in_language("/nothing", "nb", "ti") == "/nothing"
    with override_settings(ROOT_URLCONF="tests.acute.test_middleware"):
        assert in_language("/hjelp/akutt/", "nb", "ti") == "/ti/hjelp/akutt/"
        assert in_language("/ti/hjelp/akutt/", "ti", "nb") == "/hjelp/akutt/"
    set_script_prefix("/kommune/")
    try:
        assert in_language("/kommune/nb/hjelp/", "nb", "ti") == "/kommune/ti/hjelp/"
    finally:
        set_script_prefix("/")
