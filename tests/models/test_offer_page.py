from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from tests.factories import alias_in, make_offer, make_section, make_topic, phone, visit
from wagtail_hjelp.models import DirectoryStamp, HelpOfferPage, TopicName, Verification

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(site):
    return make_section(site.root_page)


@pytest.fixture
def legevakt(index):
    make_topic("acute-help", "Akutt hjelp", icon="acute")
    return make_offer(
        index,
        "Legevakt",
        summary="For deg som ikke kan vente til fastlegen åpner.",
        topics=["acute-help"],
        provider="Havnesund legevakt",
        audiences=["everyone"],
        access=["self"],
        cost="deductible",
        contact_points=[
            phone("116117", "general", [{"type": "always", "value": None}]),
            visit(street="Storgata 1", postcode="7140", place="Havnesund", entrance="main"),
        ],
        opening_hours=[{"type": "always", "value": None}],
        body=[{"type": "text", "value": "<h2>Når kan du ringe?</h2><p>Alltid.</p>"}],
    )


def test_offer_page_shows_its_words_and_its_facts(client: Client, legevakt):
    response = client.get(legevakt.url)
    html = response.content.decode()
    assert response.status_code == 200
    assert "<h1" in html and "Legevakt" in html
    assert 'href="tel:116117"' in html and "116 117" in html
    assert "Storgata 1" in html and "7140 Havnesund" in html
    assert "Når kan du ringe?" in html
    assert "Havnesund legevakt" in html


def test_offer_page_sets_no_cookie(client: Client, legevakt):
    response = client.get(legevakt.url)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_withheld_address_appears_nowhere(client: Client, index):
    offer = make_offer(
        index,
        "Krisesenter",
        # As if stored before the form began to refuse it, or by code.
        contact_points=[
            visit(
                withheld=True,
                street="Hemmeligveien 7",
                postcode="7141",
                place="Skjulvik",
                latitude="63.123456",
                longitude="9.654321",
            )
        ],
    )
    contact = offer.get_contact_points()[0]
    secret = ("Hemmeligveien", "7141", "Skjulvik", "63.12", "9.65")
    assert contact.withheld
    for address in (offer.url, index.url, f"{index.url}?q=Hemmeligveien"):
        html = client.get(address).content.decode()
        shown = html.replace("q=Hemmeligveien", "").replace('value="Hemmeligveien"', "")
        assert not [part for part in secret if part in shown], address
    assert not [part for part in secret if part in offer.get_search_terms()]
    block = offer.contact_points.stream_block
    # Without the ids of the rows: four digits may well stand in a random one.
    api = [row["value"] for row in block.get_api_representation(offer.contact_points)]
    assert not [part for part in secret if part in str(api)]
    assert not [
        part
        for part in secret
        if part
        in str(offer.contact_points.stream_block.get_searchable_content(offer.contact_points))
    ]


def test_fallback_page_says_so_and_marks_the_language_of_its_words(client: Client, legevakt):
    alias = alias_in(legevakt, "pl")
    html = client.get(alias.url).content.decode()
    assert 'lang="nb"' in html
    assert "Legevakt" in html
    assert alias.specific.is_fallback
    assert alias.specific.content_language == "nb"


@time_machine.travel(date(2026, 11, 22))
def test_confirmation_is_shared_by_all_languages_and_makes_no_revision(client: Client, legevakt):
    alias = alias_in(legevakt, "en")
    before = legevakt.revisions.count()
    legevakt.confirm(on=date(2026, 11, 3))
    for page in (legevakt, alias.specific):
        verified = page.get_verified()
        assert (verified.date, verified.by, verified.overdue) == (
            date(2026, 11, 3),
            "Havnesund legevakt",
            False,
        )
    assert legevakt.revisions.count() == before
    assert "3. november 2026" in client.get(legevakt.url).content.decode()


@pytest.mark.parametrize(
    ("today", "overdue"),
    [(date(2027, 2, 28), False), (date(2027, 3, 1), True)],
    ids=["on the last day", "the day after"],
)
def test_confirmation_is_overdue_after_the_last_day_of_its_months(legevakt, today, overdue):
    legevakt.confirm_every_months = 6
    legevakt.confirm(on=date(2026, 8, 31))
    with time_machine.travel(today):
        assert legevakt.get_verified().overdue is overdue


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Økonomi og gjeld på Ås", "okonomi-og-gjeld-pa-as"),
        ("Øvre Havn samtalekafé", "ovre-havn-samtalekafe"),
        ("Допомога", "dopomoga"),
    ],
)
def test_slug_is_written_in_letters_that_can_be_read_aloud(index, title, slug):
    assert make_offer(index, title).slug == slug


def test_host_that_allows_other_scripts_in_addresses_keeps_them(settings, index):
    settings.WAGTAIL_ALLOW_UNICODE_SLUGS = True
    assert make_offer(index, "Допомога").slug == "допомога"
    assert make_offer(index, "Økonomi").slug == "okonomi"


def test_every_change_to_what_directories_show_renews_the_stamp(index, legevakt):
    def stamp_after(change):
        before = DirectoryStamp.current()
        change()
        assert DirectoryStamp.current() != before

    topic = make_topic("acute-help")
    stamp_after(lambda: legevakt.save_revision().publish())
    stamp_after(lambda: legevakt.unpublish())
    stamp_after(lambda: legevakt.save_revision().publish())
    stamp_after(topic.save)
    stamp_after(
        lambda: TopicName.objects.create(topic=topic, language_code="en", name="Acute help")
    )
    stamp_after(lambda: legevakt.confirm())
    stamp_after(lambda: Tag.objects.create(name="doktor", slug="doktor"))
    other = make_section(index.get_parent())
    stamp_after(lambda: legevakt.move(other, pos="last-child"))
    stamp_after(lambda: other.get_parent().delete())


def test_directory_offers_editors_nothing_but_offers(index):
    assert type(index).clean_subpage_models() == [HelpOfferPage]


def test_offer_costs_few_queries_however_much_there_is_to_say(client: Client, index):
    def queries(offer):
        client.get(offer.url)  # the first after a change fills the directory's memory
        with CaptureQueriesContext(connection) as captured:
            assert client.get(offer.url).status_code == 200
        return len(captured)

    small = make_offer(index, "Lite", topics=["one"])
    count = queries(small)
    large = make_offer(
        index,
        "Mye",
        topics=[f"topic-{n}" for n in range(12)],
        keywords=[f"ord{n}" for n in range(12)],
        contact_points=[phone("116117") for _ in range(12)],
        body=[{"type": "text", "value": "<p>Tekst.</p>"} for _ in range(12)],
    )
    large.confirm()
    assert queries(large) == count <= 11


def test_new_address_of_a_page_above_is_in_every_card_at_once(
    client: Client, index, legevakt, django_capture_on_commit_callbacks
):
    client.get(index.url)
    front = index.get_parent().specific
    front.slug = "ny-hjelp"
    with django_capture_on_commit_callbacks(execute=True):
        front.save_revision().publish()
    index.refresh_from_db()
    html = client.get(index.url).content.decode()
    assert 'href="/nb/ny-hjelp/tilbud/legevakt/"' in html
    assert "/nb/hjelp/" not in html


def test_confirmation_goes_with_the_last_language_of_a_page(legevakt):
    alias = alias_in(legevakt, "en")
    legevakt.confirm()
    alias.delete()
    assert Verification.objects.count() == 1
    legevakt.delete()
    assert Verification.objects.count() == 0


def test_offer_whose_hours_nobody_knows_says_so(client: Client, index, legevakt):
    unknown = "Åpningstidene er ikke oppgitt."
    offer = make_offer(index, "Samtale", contact_points=[phone("116123")])
    assert unknown in client.get(offer.url).content.decode()
    assert unknown not in client.get(legevakt.url).content.decode()
