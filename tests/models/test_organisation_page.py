"""The page of an organisation, and what points to it."""

import json
import re
from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models.deletion import RestrictedError
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, PageViewRestriction

from tests.directory.overviews import make_organisation, make_overview_beside, web
from tests.factories import alias_in, make_offer, make_section, once, phone, visit, weekly
from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.models import (
    ActivityIndexPage,
    ActivityPage,
    HelpOfferPage,
    Occurrence,
    OrganisationPage,
)
from wagtail_hjelp.vocabularies import OrganisationKind

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def directory(site):
    return make_section(site.root_page)


@pytest.fixture
def overview(directory):
    return make_overview_beside(directory)


@pytest.fixture
def calendar(directory):
    index = ActivityIndexPage(title="Hva skjer", slug="hva-skjer")
    return directory.get_parent().add_child(instance=index)


@pytest.fixture
def red_cross(overview):
    return make_organisation(
        overview,
        "Havnesund Røde Kors",
        kind="voluntary",
        summary="Besøksvenner og leksehjelp.",
        topics=["company"],
        audiences=["everyone"],
        service_languages=["nb", "en"],
        number="100000024",
        responsible="Omsorgslederen",
        contact_points=[
            phone("+4770000300", "general", [{"type": "always", "value": None}]),
            web("https://rodekors.example/"),
            visit(street="Bryggeveien 11", postcode="7999", place="Havnesund"),
        ],
        body=[{"type": "text", "value": "<h2>Hva gjør vi?</h2><p>Vi besøker deg.</p>"}],
    )


def make_activity(calendar, title, *rows, **fields):
    fields.setdefault("summary", f"Om {title}.")
    return calendar.add_child(instance=ActivityPage(title=title, dates=list(rows), **fields))


def html_of(client: Client, page, language=None):
    address = page.url if language is None else alias_in(page, language).url
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def headings(html, level):
    found = re.findall(f"<h{level}[^>]*>(.*?)</h{level}>", html, re.DOTALL)
    return [" ".join(re.sub("<[^>]*>", "", heading).split()) for heading in found]


# --- What it shows ------------------------------------------------------------------------


def test_page_shows_who_they_are_and_how_to_reach_them(client: Client, red_cross):
    red_cross.confirm()
    html = html_of(client, red_cross)
    assert headings(html, 1) == ["Havnesund Røde Kors"]
    assert "Besøksvenner og leksehjelp." in html
    with translation.override("nb"):
        assert str(OrganisationKind.VOLUNTARY.label) in html
    assert 'href="tel:+4770000300"' in html and "Bryggeveien 11" in html
    assert "Hva gjør vi?" in html
    assert "23. november 2026" in html and "Omsorgslederen" in html
    assert f'href="{red_cross.get_parent().url}?topic=company"' in html


def test_organisation_number_is_in_groups_from_left_to_right_and_leads_to_the_register(
    client: Client, red_cross
):
    html = html_of(client, red_cross, "ar")
    link = '<a href="https://virksomhet.brreg.no/nb/oppslag/enheter/100000024">'
    assert f'{link}<bdi dir="ltr">100 000 024</bdi></a>' in html


def test_outside_norway_the_number_leads_nowhere(client: Client, settings, red_cross):
    settings.WAGTAIL_HJELP = {"PHONE_REGION": "SE"}
    html = html_of(client, red_cross)
    assert "100 000 024" in html
    assert "brreg" not in html


def test_logo_stands_beside_the_name_and_says_nothing_more(client: Client, red_cross):
    red_cross.logo = get_image_model().objects.create(title="Logo", file=get_test_image_file())
    red_cross.save()
    html = html_of(client, red_cross)
    (image,) = re.findall("<img[^>]*>", html)
    assert 'alt=""' in image
    assert re.search(r'width="\d+"', image) and re.search(r'height="\d+"', image)


def test_logo_that_is_deleted_is_gone_from_the_page(client: Client, red_cross):
    red_cross.logo = get_image_model().objects.create(title="Logo", file=get_test_image_file())
    red_cross.save()
    html_of(client, red_cross)
    red_cross.logo.delete()
    assert "<img" not in html_of(client, red_cross)


def test_volunteers_wanted_says_how(client: Client, red_cross):
    assert "hjelp-volunteers" not in html_of(client, red_cross)
    red_cross.volunteers_wanted = True
    red_cross.volunteers_how = "Meld deg på e-post."
    red_cross.save()
    html = html_of(client, red_cross)
    assert "hjelp-volunteers" in html and "Meld deg på e-post." in html


def test_words_of_another_language_are_marked(client: Client, red_cross):
    red_cross.volunteers_wanted = True
    red_cross.volunteers_how = "Meld deg på e-post."
    red_cross.save()
    html = html_of(client, red_cross, "pl")
    for words in (red_cross.title, red_cross.summary, red_cross.volunteers_how):
        assert re.search(f'lang="nb" dir="ltr">{re.escape(words)}<', html), words


def test_page_sets_no_cookie(client: Client, red_cross):
    response = client.get(red_cross.url)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_machines_read_what_it_is(client: Client, red_cross):
    html = html_of(client, red_cross)
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert data == {
        "@context": "https://schema.org",
        "@type": "NGO",
        "name": "Havnesund Røde Kors",
        "description": "Besøksvenner og leksehjelp.",
        "url": red_cross.full_url,
        "sameAs": ["https://rodekors.example/"],
        "telephone": "+4770000300",
        "address": "Bryggeveien 11, 7999 Havnesund",
        "knowsLanguage": ["nb", "en"],
        "identifier": {"@type": "PropertyValue", "propertyID": "NO-BRC", "value": "100000024"},
    }


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("immigrant", "NGO"),
        ("congregation", "Organization"),
        ("public", "GovernmentOrganization"),
        ("other", "Organization"),
    ],
)
def test_machines_read_which_kind_it_is(client: Client, overview, kind, expected):
    html = html_of(client, make_organisation(overview, "Lag", kind=kind))
    assert f'"@type":"{expected}"' in html


def test_secret_address_is_nowhere(client: Client, overview):
    organisation = make_organisation(
        overview,
        "Krisesenterets venner",
        contact_points=[visit(withheld=True, street="Hemmeligveien 7", place="Skjulvik")],
    )
    html = html_of(client, organisation)
    api = client.get(f"/api/pages/{organisation.pk}/?fields=*&format=json").content.decode()
    assert not [word for word in ("Hemmeligveien", "Skjulvik") if word in html + api]


# --- What it offers and arranges ----------------------------------------------------------


def test_page_lists_its_offers_by_itself(client: Client, directory, red_cross):
    make_offer(directory, "Leksehjelp", organisation=red_cross)
    make_offer(directory, "Besøksvenn", organisation=red_cross)
    make_offer(directory, "Legevakt")
    assert headings(html_of(client, red_cross), 3) == ["Besøksvenn", "Leksehjelp"]


def test_page_lists_what_it_arranges_by_its_next_date(client: Client, calendar, red_cross):
    make_activity(calendar, "Gåtur", weekly("2026-11-04"), organiser=red_cross)
    make_activity(calendar, "Kafé", once("2026-11-24"), organiser=red_cross)
    make_activity(calendar, "Førstehjelp", once("2026-11-02"), organiser=red_cross)
    make_activity(calendar, "Bingo", once("2026-11-25"), organiser_name="Bingolaget")
    html = html_of(client, red_cross)
    assert headings(html, 3) == ["Kafé", "Gåtur"]
    code = red_cross.translation_key.hex
    assert f'href="{calendar.url}?organisation={code}"' in html


def test_cancelled_date_is_shown_as_cancelled_at_once(client: Client, calendar, red_cross):
    activity = make_activity(calendar, "Gåtur", weekly("2026-11-04"), organiser=red_cross)
    assert "hjelp-happens--cancelled" not in html_of(client, red_cross)
    cancel(Occurrence.objects.not_over(MONDAY).first(), Change(activity))
    assert "hjelp-happens--cancelled" in html_of(client, red_cross)


def test_without_a_date_to_come_it_says_so_calmly(client: Client, calendar, red_cross):
    make_activity(calendar, "Førstehjelp", once("2026-11-02"), organiser=red_cross)
    html = html_of(client, red_cross)
    assert headings(html, 3) == []
    assert 'id="hjelp-activities"' in html


def test_who_arranges_nothing_has_no_such_heading(client: Client, calendar, red_cross):
    html = html_of(client, red_cross)
    assert 'id="hjelp-activities"' not in html and 'id="hjelp-offers"' not in html


def test_what_is_over_gives_way_to_the_next_at_that_very_minute(
    client: Client, calendar, red_cross
):
    make_activity(calendar, "Gåtur", once("2026-11-23"), organiser=red_cross)
    make_activity(calendar, "Kafé", once("2026-11-24"), organiser=red_cross)
    with time_machine.travel(MONDAY.replace(hour=15, minute=58), tick=False):
        response = client.get(red_cross.url)
        assert headings(response.content.decode(), 3) == ["Gåtur", "Kafé"]
        assert "max-age=120" in response.headers["Cache-Control"]
    with time_machine.travel(MONDAY.replace(hour=16), tick=False):
        assert headings(html_of(client, red_cross), 3) == ["Kafé"]


def test_every_language_lists_the_same_in_its_own_words(
    client: Client, directory, calendar, red_cross
):
    offer = make_offer(directory, "Leksehjelp", organisation=red_cross)
    make_activity(calendar, "Kafé", once("2026-11-24"), organiser=red_cross)
    english = alias_in(red_cross, "en")
    translated = offer.copy_for_translation(Locale.objects.get(language_code="en"), True)
    translated.title = "Homework help"
    translated.save_revision().publish()
    html = unescape(client.get(english.url).content.decode())
    assert headings(html, 3) == ["Kafé", "Homework help"]


def test_page_costs_as_many_queries_for_one_activity_and_offer_as_for_many(
    client: Client, directory, calendar, red_cross
):
    def queries():
        client.get(red_cross.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(red_cross.url)
        return len(captured)

    def add(number):
        make_offer(directory, f"Tilbud {number}", organisation=red_cross)
        make_activity(calendar, f"Kafé {number}", weekly("2026-11-04"), organiser=red_cross)

    add(0)
    few = queries()
    for number in range(1, 15):
        add(number)
    assert queries() == few == 9


# --- The offer's side ---------------------------------------------------------------------


@pytest.fixture
def offer(directory, red_cross):
    return make_offer(directory, "Leksehjelp", organisation=red_cross)


def given_by(offer, language="en"):
    request = RequestFactory().get("/")
    with translation.override(language):
        facts = HelpOfferPage.objects.get(pk=offer.pk).get_facts(request)
    return next((fact.values for fact in facts if fact.icon == "people"), [])


def test_offer_leads_to_the_organisation_that_gives_it(client: Client, offer, red_cross):
    assert given_by(offer) == [f'<a href="{red_cross.url}">Havnesund Røde Kors</a>']
    assert f'<a href="{red_cross.url}">Havnesund Røde Kors</a>' in html_of(client, offer)


def test_unit_within_the_organisation_stands_beside_it(offer, red_cross):
    offer.provider = "Omsorgsgruppen"
    offer.save()
    assert given_by(offer) == [
        f'<a href="{red_cross.url}">Havnesund Røde Kors</a>',
        "Omsorgsgruppen",
    ]
    offer.provider = red_cross.title
    offer.save()
    assert given_by(offer) == [f'<a href="{red_cross.url}">Havnesund Røde Kors</a>']


def test_link_leads_to_the_organisation_in_the_reader_s_language(client: Client, offer, red_cross):
    alias = alias_in(offer, "en")
    red_cross.get_translation(alias.locale).delete()
    in_source = f'<a href="{red_cross.url}"><span lang="nb" dir="ltr">{red_cross.title}</span></a>'
    assert in_source in html_of(client, alias)
    english = red_cross.copy_for_translation(Locale.objects.get(language_code="en"), True)
    english.title = "Havnesund Red Cross"
    english.save_revision().publish()
    assert f'<a href="{english.url}">Havnesund Red Cross</a>' in html_of(client, alias)


def test_card_of_an_offer_without_a_provider_names_its_organisation(
    client: Client, directory, offer
):
    assert "<bdi>Havnesund Røde Kors</bdi>" in html_of(client, directory)


def test_offer_is_found_by_the_name_of_its_organisation(client: Client, directory, offer):
    response = client.get(f"{directory.url}?q=røde+kors")
    assert headings(response.content.decode(), 3) == ["Leksehjelp"]


def test_name_in_markup_stays_a_name(client: Client, directory, overview):
    risky = make_organisation(overview, "<b>Lag</b> & venner")
    offer = make_offer(directory, "Tilbud", organisation=risky)
    html = client.get(offer.url).content.decode()
    assert "&lt;b&gt;Lag&lt;/b&gt; &amp; venner</a>" in html
    assert "<b>Lag" not in html


def test_machines_read_who_gives_the_offer(client: Client, offer, red_cross):
    html = html_of(client, offer)
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert data["provider"] == {
        "@type": "Organization",
        "name": "Havnesund Røde Kors",
        "url": red_cross.full_url,
    }


def test_api_names_the_organisation_while_it_is_public(client: Client, offer, red_cross):
    def organisation():
        return client.get(f"/api/pages/{offer.pk}/?fields=*&format=json").json()["organisation"]

    assert organisation() == {
        "id": red_cross.pk,
        "title": "Havnesund Røde Kors",
        "html_url": red_cross.full_url,
    }
    red_cross.unpublish()
    assert organisation() is None


def test_page_that_is_no_organisation_is_refused_beside_the_field(directory):
    offer = HelpOfferPage(title="Tilbud", summary="Om det.", organisation=directory)
    with pytest.raises(ValidationError) as error:
        offer.clean()
    assert list(error.value.message_dict) == ["organisation"]


# --- Unpublished, deleted -----------------------------------------------------------------


def test_unpublished_organisation_keeps_its_name_and_loses_its_link(
    client: Client, directory, calendar, offer, red_cross
):
    activity = make_activity(calendar, "Kafé", once("2026-11-24"), organiser=red_cross)
    english = alias_in(red_cross, "en")
    english.unpublish()
    red_cross.unpublish()
    assert given_by(offer) == ["Havnesund Røde Kors"]
    for page in (offer, activity, directory, calendar):
        html = html_of(client, page)
        assert "Havnesund Røde Kors" in html, page
        assert red_cross.url not in html, page
    red_cross.refresh_from_db()
    red_cross.save_revision().publish()
    assert red_cross.url in html_of(client, offer)


def test_private_organisation_is_not_named(client: Client, offer, red_cross):
    PageViewRestriction.objects.create(page=red_cross, restriction_type=PageViewRestriction.LOGIN)
    assert "Røde Kors" not in html_of(client, offer)


def test_database_refuses_to_delete_what_is_pointed_to(calendar, offer, red_cross):
    # The tree has counted the page out already when the database refuses.
    with pytest.raises(RestrictedError), transaction.atomic():
        red_cross.delete()
    offer.delete()
    activity = make_activity(calendar, "Kafé", once("2026-11-24"), organiser=red_cross)
    with pytest.raises(RestrictedError), transaction.atomic():
        Page.objects.filter(pk=red_cross.pk).delete()
    activity.delete()
    red_cross.delete()
    assert not OrganisationPage.objects.exists()


def test_whole_section_goes_at_once_with_all_that_points_within_it(directory, offer, red_cross):
    directory.get_parent().specific.delete()
    assert not OrganisationPage.objects.exists()
    assert not HelpOfferPage.objects.exists()


def test_translation_of_an_organisation_can_be_deleted(client: Client, offer, red_cross):
    alias_in(red_cross, "en").delete()
    assert given_by(offer, "nb") == [f'<a href="{red_cross.url}">Havnesund Røde Kors</a>']


def test_older_revision_opens_after_its_organisation_is_gone(calendar, overview, red_cross):
    activity = make_activity(calendar, "Kafé", once("2026-11-24"), organiser=red_cross)
    older = activity.save_revision()
    older.publish()
    other = make_organisation(overview, "Sanitetsforeningen")
    activity.organiser = other
    activity.save_revision().publish()
    red_cross.delete()
    found = older.as_object()
    assert (found.title, found.organiser_id) == ("Kafé", None)
    assert activity.get_latest_revision_as_object().organiser_id == other.pk


# --- The number ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["100000024", "100 000 024", " 100 000 024 ", "100\u00a0000\u00a0024"]
)
def test_number_is_kept_without_spaces(overview, typed):
    organisation = OrganisationPage(title="Lag", summary="Om det.", number=typed)
    organisation.clean()
    assert organisation.number == "100000024"


@pytest.mark.parametrize("typed", ["100000025", "12345678", "1000000240", "ni sifre"])
def test_wrong_number_is_refused_beside_the_field(overview, typed):
    organisation = OrganisationPage(title="Lag", summary="Om det.", number=typed)
    with pytest.raises(ValidationError) as error:
        organisation.clean()
    assert list(error.value.message_dict) == ["number"]
