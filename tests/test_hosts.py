"""The package in hosts that differ: one language, other languages, another offer page type."""

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from tests.directory.overviews import make_overview
from tests.factories import make_offer, make_section, make_topic, phone, weekly
from tests.host.models import ArticlePage, HostActivityPage, HostOfferPage, HostOrganisationPage
from wagtail_hjelp.conf import problems
from wagtail_hjelp.conf import settings as hjelp_settings
from wagtail_hjelp.models import (
    ActivityIndexPage,
    ActivityPage,
    HelpOfferPage,
    Occurrence,
    OrganisationPage,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(site):
    make_topic("health", "Helse")
    return make_section(site.root_page)


def content(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_host_with_one_language_and_i18n_off(client, settings, index):
    settings.WAGTAIL_I18N_ENABLED = False
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("nb", "Bokmål")]
    offer = make_offer(index, "Legevakt", topics=["health"], contact_points=[phone("116117")])
    assert "Legevakt" in content(client, f"{index.url}?topic=health&q=lege")
    assert "tel:116117" in content(client, offer.url)
    assert f"{index.url}?topic=health" in content(client, index.get_parent().specific.url)


def test_host_whose_languages_are_not_ours(client, settings, site):
    settings.LANGUAGE_CODE = "de"
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        ("de", "Deutsch"),
        ("fr", "Français"),
    ]
    Locale.objects.filter(language_code="nb").update(language_code="de")
    site.refresh_from_db()
    make_topic("health", "Gesundheit")
    index = make_section(site.root_page)
    offer = make_offer(index, "Notdienst", topics=["health"], contact_points=[phone("116117")])
    html = content(client, "/de/hjelp/tilbud/?q=notdienst")
    assert "Notdienst" in html
    assert "Gesundheit" in html
    assert "tel:116117" in content(client, offer.url)


@pytest.fixture
def host_offers(settings):
    settings.WAGTAIL_HJELP = {"OFFER_MODEL": "host.HostOfferPage"}


def test_offer_on_the_host_s_own_base_page_is_listed_searched_and_shown(
    client, site, index, host_offers
):
    offer = make_offer(
        index,
        "Vertens legevakt",
        model=HostOfferPage,
        campaign="Høst",
        topics=["health"],
        keywords=["doktor"],
        audiences=["everyone"],
        contact_points=[phone("116117")],
    )
    assert "Vertens legevakt" in content(client, f"{index.url}?topic=health&audience=everyone")
    assert "Vertens legevakt" in content(client, f"{index.url}?q=doktor")
    html = content(client, offer.url)
    assert "tel:116117" in html
    page = site.root_page.add_child(
        instance=ArticlePage(
            title="Artikkel",
            body=[{"type": "offers", "value": {"heading": "H", "topics": ["health"], "limit": 3}}],
        )
    )
    assert "Vertens legevakt" in content(client, page.url)
    offer.unpublish()
    assert "Vertens legevakt" not in content(client, page.url)


def test_offer_without_a_directory_above_it_is_still_a_page(client, site, host_offers):
    offer = site.root_page.add_child(
        instance=HostOfferPage(title="Alene", summary="Om.", contact_points=[phone("113")])
    )
    assert "tel:113" in content(client, offer.url)


def test_settings_that_cannot_be_used_are_named_and_the_default_is_used(settings):
    settings.WAGTAIL_HJELP = {
        "PAGE_SIZE": 0,
        "PHONE_REGION": "Norge",
        "MAP_URL": "https://kart.example/?q={adresse}",
        "UNKNOWN": 1,
    }
    assert dict(problems()).keys() == {"PAGE_SIZE", "PHONE_REGION", "MAP_URL", "UNKNOWN"}
    assert (hjelp_settings.PAGE_SIZE, hjelp_settings.PHONE_REGION) == (20, "NO")


def test_page_size_is_the_host_s(client, settings, index):
    settings.WAGTAIL_HJELP = {"PAGE_SIZE": 2}
    for number in range(3):
        make_offer(index, f"Tilbud {number}")
    assert "Tilbud 2" not in content(client, index.url)
    assert "Tilbud 2" in content(client, f"{index.url}?page=2")


def test_map_links_are_the_host_s_or_none(settings, index):
    from tests.factories import visit

    offer = make_offer(
        index, "Sted", contact_points=[visit(street="Kaigata 1", postcode="7140", place="Havn")]
    )
    settings.WAGTAIL_HJELP = {"MAP_SEARCH_URL": "https://kart.example/?sok={query}"}
    assert offer.get_contact_points()[0].map_url == (
        "https://kart.example/?sok=Kaigata%201%2C%207140%20Havn"
    )
    settings.WAGTAIL_HJELP = {"MAP_SEARCH_URL": None}
    assert offer.get_contact_points()[0].map_url == ""


def test_draft_in_preview_shows_the_draft_and_not_what_is_live(index):
    offer = make_offer(index, "Legevakt", topics=["health"], contact_points=[phone("116117")])
    make_topic("money", "Penger")
    draft = HelpOfferPage.objects.get(pk=offer.pk)
    draft.contact_points = [phone("113")]
    draft.topics.set([make_topic("money")])
    html = draft.make_preview_request().rendered_content
    assert "tel:113" in html
    assert "Penger" in html
    assert "tel:116117" not in html


def test_our_own_offer_page_is_not_offered_where_the_host_has_one(index, host_offers):
    assert not HelpOfferPage.can_create_at(index)
    assert HostOfferPage.can_create_at(index)


def test_our_own_offer_page_is_offered_where_the_host_has_none(index):
    assert HelpOfferPage.can_create_at(index)


def test_activity_and_organisation_on_the_host_s_own_base_page(client, settings, site):
    settings.WAGTAIL_HJELP = {
        "ACTIVITY_MODEL": "host.HostActivityPage",
        "ORGANISATION_MODEL": "host.HostOrganisationPage",
    }
    overview = make_overview(site.root_page)
    front = overview.get_parent()
    calendar = front.add_child(instance=ActivityIndexPage(title="Hva skjer", slug="hva-skjer"))
    church = overview.add_child(
        instance=HostOrganisationPage(
            title="Kirken", summary="Om Kirken.", kind="congregation", campaign="Jul"
        )
    )
    cafe = calendar.add_child(
        instance=HostActivityPage(
            title="Vertens kafé",
            summary="Om kaféen.",
            campaign="Jul",
            organiser=church,
            dates=[weekly(timezone.localdate().isoformat())],
        )
    )
    assert Occurrence.objects.of([cafe.translation_key]).count() > 50
    assert "Vertens kafé" in content(client, f"{calendar.url}?q=kafe")
    assert "Kirken" in content(client, f"{overview.url}?kind=congregation")
    assert "Vertens kafé" in content(client, church.url)
    html = content(client, cafe.url)
    assert church.url in html
    assert b"RRULE:FREQ=WEEKLY" in client.get(f"{cafe.url}ical/").content
    assert not ActivityPage.can_create_at(calendar)
    assert not OrganisationPage.can_create_at(overview)
