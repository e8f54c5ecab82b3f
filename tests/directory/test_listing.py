"""The directory page: filters, counts, search, addresses, languages, sites."""

import re
from html import unescape

import pytest
from django.test import Client, RequestFactory
from django.utils import translation
from wagtail.models import Locale, Page, PageViewRestriction, Site

from tests.factories import alias_in, make_offer, make_section, make_topic, phone
from wagtail_hjelp.directory.filters import clean_query
from wagtail_hjelp.directory.listing import list_offers
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.directory.snapshot import snapshot
from wagtail_hjelp.models import HelpOfferPage, Synonym, TopicName

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(site):
    return make_section(site.root_page)


@pytest.fixture
def offers(index):
    make_topic("money", "Økonomi", sort_order=1)
    make_topic("health", "Helse", sort_order=2)
    return {
        offer.title: offer
        for offer in (
            make_offer(
                index,
                "Gjeldsrådgivning",
                topics=["money"],
                audiences=["adults"],
                access=["appointment"],
                service_languages=["nb", "en"],
                cost="free",
                provider="NAV Havnesund",
            ),
            make_offer(
                index,
                "Fastlegen",
                topics=["health"],
                audiences=["everyone"],
                access=["appointment", "self"],
                service_languages=["nb", "en", "uk"],
                cost="deductible",
                contact_points=[phone("+4770000110", "booking")],
            ),
            make_offer(
                index,
                "Helsestasjon for ungdom",
                topics=["health"],
                audiences=["youth"],
                access=["drop_in"],
                service_languages=["nb"],
                cost="free",
                keywords=["prevensjon"],
            ),
            make_offer(
                index,
                "Økonomisk sosialhjelp",
                topics=["money", "health"],
                audiences=["adults", "youth"],
                access=["self"],
                service_languages=["nb"],
                cost="free",
            ),
        )
    }


def ask(index, address=""):
    request = RequestFactory().get(f"/{address}")
    with translation.override(index.locale.language_code):
        return list_offers(request, Scope.of_page(index), path="/d/")


def titles(listing):
    return [card.title for card in listing.cards]


def counts(listing, group):
    found = next(found for found in listing.groups if found.name == group)
    return {value.value: value.count for value in found.values}


def test_offers_stand_in_norwegian_alphabetical_order(index, offers):
    assert titles(ask(index)) == [
        "Fastlegen",
        "Gjeldsrådgivning",
        "Helsestasjon for ungdom",
        "Økonomisk sosialhjelp",
    ]


def test_filters_are_and_between_groups_and_or_within(index, offers):
    assert titles(ask(index, "?audience=youth&audience=everyone")) == [
        "Fastlegen",
        "Helsestasjon for ungdom",
        "Økonomisk sosialhjelp",
    ]
    assert titles(ask(index, "?audience=youth&audience=everyone&cost=free")) == [
        "Helsestasjon for ungdom",
        "Økonomisk sosialhjelp",
    ]
    assert titles(ask(index, "?topic=money&topic=health&access=drop_in")) == [
        "Helsestasjon for ungdom"
    ]


def test_every_value_says_how_many_offers_it_would_leave(index, offers):
    listing = ask(index, "?topic=money")
    assert counts(listing, "topic") == {"money": 2, "health": 3}
    assert counts(listing, "audience") == {"everyone": 0, "youth": 1, "adults": 2}
    assert counts(listing, "cost") == {"free": 2, "deductible": 0}
    assert counts(listing, "language") == {"nb": 2, "en": 1, "uk": 0}


def test_active_filters_can_be_removed_one_by_one(index, offers):
    listing = ask(index, "?topic=money&cost=free&q=%C3%B8konomi")
    assert [(found.label, found.remove_url) for found in listing.active] == [
        ("Økonomi", "/d/?q=%C3%B8konomi&cost=free"),
        ("Gratis", "/d/?q=%C3%B8konomi&topic=money"),
    ]
    assert listing.clear_url == "/d/"


@pytest.mark.parametrize(
    "address",
    [
        "?topic=unknown",
        "?topic=%00",
        "?q=%00",
        "?q=%00%00a%00",
        "?q=%22%27%28%29%2A%3A%5C",
        "?q=" + "a" * 5000,
        "?q=AND+OR+NOT+NEAR",
        "?q=%25s+%25%28x%29s",
        "?q=%F0%9F%98%80",
        "?q=%ED%A0%80",
        "?page=-1",
        "?page=0",
        "?page=99999999999999999999",
        "?page=%D9%A1",
        "?page=1.5",
        "?page[]=2",
        "?audience=youth%27%3B+DROP+TABLE+x",
        "?cost=" + "&cost=".join(["free"] * 500),
        "?&&&=&q",
        "?utm_source=x&fbclid=y",
    ],
)
def test_no_address_gives_an_error_page(client: Client, index, offers, address):
    assert client.get(index.url + address).status_code == 200


def test_unknown_values_are_passed_over_and_kept_out_of_links(index, offers):
    listing = ask(index, "?topic=unknown&topic=money&evil=1&q=%00")
    assert titles(listing) == ["Gjeldsrådgivning", "Økonomisk sosialhjelp"]
    assert [found.remove_url for found in listing.active] == ["/d/"]


def test_twenty_to_a_page_and_the_nearest_page_for_one_that_does_not_exist(index):
    for number in range(45):
        make_offer(index, f"Tilbud {number:02}")
    first, last = ask(index, "?page=1"), ask(index, "?page=77")
    assert (len(first.cards), first.number, first.num_pages) == (20, 1, 3)
    assert (first.previous_url, first.next_url) == ("", "/d/?page=2")
    assert (titles(last), last.number) == ([f"Tilbud {n}" for n in range(40, 45)], 3)
    assert (last.previous_url, last.next_url) == ("/d/?page=2", "")


def test_count_is_a_sentence_in_the_language_of_the_page(index, offers):
    assert ask(index).count_text == "4 hjelpetilbud"
    assert ask(index, "?access=drop_in").count_text == "1 hjelpetilbud"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("gjeldsrådgivning", ["Gjeldsrådgivning"]),
        ("gjeld", ["Gjeldsrådgivning"]),
        ("rådgivning", ["Gjeldsrådgivning"]),
        ("Gjeldsrådgivninga", ["Gjeldsrådgivning"]),
        ("fastleger", ["Fastlegen"]),
        ("lege", ["Fastlegen"]),
        ("doktor", ["Fastlegen"]),
        ("ungdommer", ["Helsestasjon for ungdom"]),
        ("stasjon", ["Helsestasjon for ungdom"]),
        ("prevensjon", ["Helsestasjon for ungdom"]),
        ("helse", ["Helsestasjon for ungdom", "Fastlegen", "Økonomisk sosialhjelp"]),
        ("helsest", ["Helsestasjon for ungdom"]),
        ("fastlgen", ["Fastlegen"]),
        ("NAV", ["Gjeldsrådgivning"]),
        ("jeg trenger en lege", ["Fastlegen"]),
        ("lege som snakker om gjeld", ["Fastlegen", "Gjeldsrådgivning"]),
        ("romskip", []),
    ],
)
def test_search_finds(index, offers, query, expected):
    assert titles(ask(index, f"?q={query}")) == expected


def test_search_and_filters_narrow_each_other(index, offers):
    listing = ask(index, "?q=helse&cost=free")
    assert titles(listing) == ["Helsestasjon for ungdom", "Økonomisk sosialhjelp"]
    assert counts(listing, "cost") == {"free": 2, "deductible": 1}


def test_editor_extends_the_synonyms(index, offers):
    assert titles(ask(index, "?q=purre")) == []
    Synonym.objects.create(language_code="nb", searched="purre, purring", found="gjeld")
    assert titles(ask(index, "?q=purring")) == ["Gjeldsrådgivning"]


def test_synonym_of_one_site_does_not_reach_another(index, offers):
    root = Page.objects.get(depth=1)
    other_home = root.add_child(instance=Page(title="Annen", slug="annen"))
    other = Site.objects.create(hostname="annen.example", root_page=other_home)
    Synonym.objects.create(searched="purring", found="gjeld", site=other)
    assert titles(ask(index, "?q=purring")) == []


def test_directory_lists_what_is_in_its_own_site_alone(index, offers):
    root = Page.objects.get(depth=1)
    other_home = root.add_child(instance=Page(title="Annen", slug="annen"))
    other = Site.objects.create(hostname="annen.example", root_page=other_home)
    other_index = make_section(other_home)
    make_offer(other_index, "Lege i nabokommunen", topics=["health"])
    assert titles(ask(other_index)) == ["Lege i nabokommunen"]
    assert "Lege i nabokommunen" not in titles(ask(index))
    assert titles(ask(index, "?q=nabokommunen")) == []
    held = snapshot(Scope.of_site(other, Locale.get_default()))
    assert len(held.index) == 1
    assert list(HelpOfferPage.objects.live().in_site(other).values_list("title", flat=True)) == [
        "Lege i nabokommunen"
    ]


def test_site_within_the_tree_of_another_keeps_its_offers_to_itself(site, index, offers):
    inner_home = site.root_page.add_child(instance=Page(title="Bydel", slug="bydel"))
    inner = Site.objects.create(hostname="bydel.example", root_page=inner_home)
    make_offer(make_section(inner_home), "Bydelens tilbud")
    nb = Locale.get_default()
    found = {
        where: [
            HelpOfferPage.objects.get(pk=pk).title
            for pk in snapshot(Scope.of_site(where, nb)).index.keys
        ]
        for where in (site, inner)
    }
    assert found[inner] == ["Bydelens tilbud"]
    assert found[site] == sorted(offers)


def test_more_parameters_than_django_reads_give_no_error_page(client, settings, index, offers):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    address = f"{index.url}?" + "&".join(["topic=money"] * 1200)
    assert client.get(address).status_code == 200


def test_drafts_and_private_offers_are_not_listed(index, offers):
    offers["Fastlegen"].unpublish()
    PageViewRestriction.objects.create(
        page=offers["Gjeldsrådgivning"], restriction_type=PageViewRestriction.LOGIN
    )
    assert titles(ask(index)) == ["Helsestasjon for ungdom", "Økonomisk sosialhjelp"]
    assert titles(ask(index, "?q=lege")) == []


def test_in_another_language_offers_without_a_version_fall_back_to_the_source(index, offers):
    alias = alias_in(index, "en")
    in_english = offers["Fastlegen"].copy_for_translation(Locale.objects.get(language_code="en"))
    in_english.title = "Doctor"
    in_english.save_revision().publish()
    listing = ask(alias)
    assert [(card.title, card.lang) for card in listing.cards] == [
        ("Doctor", None),
        ("Gjeldsrådgivning", "nb"),
        ("Helsestasjon for ungdom", "nb"),
        ("Økonomisk sosialhjelp", "nb"),
    ]
    assert titles(ask(alias, "?q=gjeld")) == ["Gjeldsrådgivning"]


def test_topic_is_named_in_the_language_of_the_page_else_in_the_source_s_and_marked(index, offers):
    TopicName.objects.create(topic=make_topic("money"), language_code="en", name="Money")
    alias = alias_in(index, "en")
    labels = {v.value: v.label for v in ask(alias).groups[0].values}
    assert labels == {"money": "Money", "health": '<bdi lang="nb" dir="ltr">Helse</bdi>'}


def test_queries_do_not_grow_with_the_number_of_offers(
    client: Client, index, offers, django_assert_num_queries, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(address):
        client.get(address)  # builds the snapshot
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    addresses = [index.url, f"{index.url}?topic=money&cost=free", f"{index.url}?q=gjeld"]
    small = [queries(address) for address in addresses]
    for number in range(40):
        make_offer(index, f"Gjeldshjelp {number}", topics=["money"], cost="free")
    assert [queries(address) for address in addresses] == small
    assert small[0] <= 11


def test_page_counts_and_filters_are_there_without_script(client: Client, index, offers):
    html = unescape(client.get(f"{index.url}?topic=money").content.decode())
    assert re.search(r'<form[^>]*method="get"', html)
    assert re.search(r'name="topic"[^>]*value="money"[^>]*checked', html)
    assert "2 hjelpetilbud" in html
    assert "csrf" not in html
    assert "Økonomisk sosialhjelp" in html


def test_search_words_are_kept_from_referrers_and_cookies(client: Client, index, offers):
    response = client.get(f"{index.url}?q=selvmord")
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert not response.cookies


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("  lege  vakt ", "lege vakt"), ("\0lege\0", "lege"), ("x" * 500, "x" * 100), ("\u200f", "")],
)
def test_query_is_cleaned_in_one_place(typed, asked):
    assert clean_query(typed) == asked


def test_mark_on_a_topic_in_another_language_is_html_and_its_name_is_not(client: Client, index):
    make_topic("risky", "<b>Fare</b>")
    make_offer(index, "Tilbud", topics=["risky"])
    html = client.get(alias_in(index, "en").url).content.decode()
    assert '<bdi lang="nb" dir="ltr">&lt;b&gt;Fare&lt;/b&gt;</bdi>' in html
    assert "<b>Fare</b>" not in html
