"""The same page in another language: a link that never leads to "not found"."""

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation as languages
from wagtail.models import Locale, Page

from tests.factories import make_offer, make_section, phone
from wagtail_hjelp.translation.switching import HeadLinks, head_links, language_links

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(site, locales):
    """A directory with an alias in English and in nynorsk; Somali has no pages."""
    index = make_section(site.root_page)
    for code in ("en", "nn"):
        index.copy_for_translation(locales[code], copy_parents=True, alias=True)
    return index


@pytest.fixture
def offer(index, locales):
    """An offer in bokmål and English, and as an alias in nynorsk."""
    offer = make_offer(index, "Krisesenter", contact_points=[phone("+4770000171")])
    english = offer.copy_for_translation(locales["en"])
    english.title = "Crisis centre"
    english.save_revision().publish()
    return offer


def links_of(page, language="nb"):
    request = RequestFactory().get(page.url if page else "/nb/finnes-ikke/")
    with languages.override(language):
        return {link.code: link for link in language_links(request, page)}


def test_each_language_names_itself_and_leads_to_the_same_page(offer, settings):
    links = links_of(offer, "en")
    assert list(links) == [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    assert {code: (link.name, link.dir, link.url) for code, link in links.items()} == {
        "nb": ("norsk (bokmål)", "ltr", "/nb/hjelp/tilbud/krisesenter/"),
        "nn": ("norsk (nynorsk)", "ltr", "/nn/hjelp/tilbud/krisesenter/"),
        "en": ("English", "ltr", "/en/hjelp/tilbud/krisesenter/"),
        "so": ("Soomaali", "ltr", "/so/hjelp/tilbud/krisesenter/"),
        "uk": ("Українська", "ltr", "/uk/hjelp/tilbud/krisesenter/"),
        "ar": ("العربيّة", "rtl", "/ar/hjelp/tilbud/krisesenter/"),
        "pl": ("polski", "ltr", "/pl/hjelp/tilbud/krisesenter/"),
    }
    assert [code for code, link in links.items() if link.is_current] == ["en"]


def test_every_link_leads_somewhere_from_every_page(client: Client, site, index, offer):
    for page in [*Page.objects.filter(depth__gt=1).live().specific(), None]:
        for code, link in links_of(page).items():
            response = client.get(link.url)
            assert response.status_code == 200, f"{page} in {code}: {link.url}"
            assert client.get(link.url).wsgi_request.path.startswith(f"/{code}/")


def test_page_without_a_version_leads_to_the_nearest_above_it(client: Client, offer, locales):
    offer.get_translation(locales["nn"]).delete()
    assert links_of(offer)["nn"].url == "/nn/hjelp/tilbud/"
    Page.objects.get(locale=locales["nn"], slug="tilbud").specific.unpublish()
    assert links_of(offer)["nn"].url == "/nn/hjelp/"


def test_draft_in_a_language_is_nowhere_to_go(offer, locales):
    offer.get_translation(locales["en"]).unpublish()
    assert links_of(offer)["en"].url == "/en/hjelp/tilbud/"


def test_what_is_no_page_leads_to_the_front_page_of_each_language(offer):
    links = links_of(None, "ar")
    assert links
    assert all(link.url == f"/{code}/" for code, link in links.items())


def test_host_with_one_language_has_no_switch(settings, offer):
    settings.WAGTAIL_I18N_ENABLED = False
    assert links_of(offer) == {}


def test_as_many_queries_for_many_languages_as_for_few(offer, settings):
    def queries():
        offer.refresh_from_db()
        with CaptureQueriesContext(connection) as captured:
            links_of(offer)
        return len(captured)

    queries()
    few = queries()
    codes = ["uk", "pl", "ar", "ru"]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        *settings.WAGTAIL_CONTENT_LANGUAGES,
        *((code, code) for code in codes),
    ]
    for code in codes:
        locale = Locale.objects.get_or_create(language_code=code)[0]
        offer.copy_for_translation(locale, copy_parents=True, alias=True)
    queries()
    assert queries() <= few


# --- search engines --------------------------------------------------------------------------


def head_of(page):
    return head_links(RequestFactory().get(page.url), page)


HOST = "http://localhost"


def test_translations_are_told_and_a_page_with_borrowed_words_points_to_its_source(offer, locales):
    source = f"{HOST}/nb/hjelp/tilbud/krisesenter/"
    english = f"{HOST}/en/hjelp/tilbud/krisesenter/"
    alternates = (("nb", source), ("en", english))
    assert head_of(offer) == HeadLinks(source, alternates, source)
    assert head_of(offer.get_translation(locales["en"])) == HeadLinks(english, alternates, source)
    assert head_of(offer.get_translation(locales["nn"])) == HeadLinks(source, alternates, source)


def test_page_in_one_language_has_no_alternates(index):
    page = make_offer(index, "Bare på norsk")
    assert head_of(page).alternates == ()


def test_sitemap_has_pages_with_words_of_their_own_alone(offer, locales):
    def listed(page):
        return bool(page.specific.get_sitemap_urls())

    assert listed(offer)
    assert listed(offer.get_translation(locales["en"]))
    assert not listed(offer.get_translation(locales["nn"]))
