"""The overview of organisations: kinds, filters, counts, search, print, languages."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, Page, PageViewRestriction, Site

from tests.directory.overviews import make_organisation, make_overview, web
from tests.factories import alias_in, make_topic, phone, visit
from wagtail_hjelp.directory.organisation_listing import list_organisations
from wagtail_hjelp.directory.organisations import overview_url
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.models import OrganisationPage
from wagtail_hjelp.vocabularies import OrganisationKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def overview(site):
    return make_overview(site.root_page)


@pytest.fixture
def organisations(overview):
    make_topic("new", "Ny i Norge", sort_order=1)
    make_topic("company", "Møteplasser", sort_order=2)
    found = (
        make_organisation(
            overview,
            "Ukrainsk forening",
            kind="immigrant",
            topics=["new", "company"],
            service_languages=["nb", "uk"],
        ),
        make_organisation(
            overview,
            "Åpen dør",
            topics=["company"],
            audiences=["youth"],
            service_languages=["nb"],
            volunteers_wanted=True,
        ),
        make_organisation(
            overview,
            "Havnesund Røde Kors",
            topics=["company"],
            audiences=["everyone"],
            service_languages=["nb", "en"],
            summary="Besøksvenner og leksehjelp.",
            contact_points=[
                visit(street="Bryggeveien 11", postcode="7999", place="Havnesund"),
                phone("+4770000300"),
                web("https://www.rodekors.example/havnesund"),
            ],
        ),
        make_organisation(overview, "Havnesund menighet", kind="congregation"),
    )
    return {organisation.title: organisation for organisation in found}


def ask(overview, address="", page_size=None):
    request = RequestFactory().get(f"/{address}")
    with translation.override(overview.locale.language_code):
        scope = Scope.of_page(overview)
        return list_organisations(request, scope, path="/o/", page_size=page_size)


def titles(listing):
    return [card.title for kind in listing.kinds for card in kind.cards]


def kinds(listing):
    return [(kind.heading, [card.title for card in kind.cards]) for kind in listing.kinds]


def counts(listing, group):
    found = next(found for found in listing.groups if found.name == group)
    return {value.value: value.count for value in found.values}


# --- Order --------------------------------------------------------------------------------


def test_organisations_stand_under_their_kind_in_norwegian_alphabetical_order(
    overview, organisations
):
    with translation.override("en"):
        listing = list_organisations(RequestFactory().get("/"), Scope.of_page(overview), path="/o/")
    assert kinds(listing) == [
        ("Voluntary organisation", ["Havnesund Røde Kors", "Åpen dør"]),
        ("Immigrant organisation", ["Ukrainsk forening"]),
        ("Congregation", ["Havnesund menighet"]),
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?language=nb", ["Havnesund Røde Kors", "Ukrainsk forening", "Åpen dør"]),
        ("?kind=voluntary", ["Havnesund Røde Kors", "Åpen dør"]),
        ("?kind=voluntary&kind=immigrant&language=uk", ["Ukrainsk forening"]),
        ("?topic=company&audience=youth&audience=everyone", ["Havnesund Røde Kors", "Åpen dør"]),
    ],
)
def test_filtered_ones_are_one_list_in_alphabetical_order(
    overview, organisations, address, expected
):
    assert kinds(ask(overview, address)) == [("", expected)]


def test_every_value_says_how_many_organisations_it_would_leave(overview, organisations):
    listing = ask(overview, "?topic=company")
    assert counts(listing, "kind") == {"voluntary": 2, "immigrant": 1, "congregation": 0}
    assert counts(listing, "topic") == {"new": 1, "company": 3}
    assert counts(listing, "language") == {"nb": 3, "en": 1, "uk": 1}
    assert counts(listing, "audience") == {"everyone": 1, "youth": 1}


def test_choices_can_be_removed_one_by_one(overview, organisations):
    listing = ask(overview, "?topic=company&language=uk&q=forening")
    assert [(found.label, found.remove_url) for found in listing.active] == [
        ("Møteplasser", "/o/?q=forening&language=uk"),
        ("Ukrainsk", "/o/?q=forening&topic=company"),
    ]
    assert listing.clear_url == "/o/"


def test_kind_goes_on_over_the_page_and_says_so(overview):
    for number in range(3):
        make_organisation(overview, f"Lag {number}")
    for number in range(3):
        make_organisation(overview, f"Menighet {number}", kind="congregation")
    first, second = ask(overview, page_size=4), ask(overview, "?page=2", page_size=4)
    assert [([card.title for card in kind.cards], kind.continued) for kind in first.kinds] == [
        (["Lag 0", "Lag 1", "Lag 2"], False),
        (["Menighet 0"], False),
    ]
    assert [([card.title for card in kind.cards], kind.continued) for kind in second.kinds] == [
        (["Menighet 1", "Menighet 2"], True)
    ]
    assert (first.next_url, second.previous_url) == ("/o/?page=2", "/o/")


def test_nearest_page_is_shown_for_one_that_does_not_exist(overview, organisations):
    listing = ask(overview, "?page=77", page_size=3)
    assert (listing.number, listing.num_pages, titles(listing)) == (2, 2, ["Havnesund menighet"])


# --- Search -------------------------------------------------------------------------------


def test_what_an_organisation_does_is_among_its_search_terms(overview, organisations):
    # MariaDB's index has no words of a transaction that is still open, so the words are asked for.
    found = OrganisationPage.objects.get(title="Havnesund Røde Kors", locale=overview.locale)
    assert "leksehjelp" in found.get_search_terms().split()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("røde kors", ["Havnesund Røde Kors"]),
        ("rode kors", ["Havnesund Røde Kors"]),
        ("møteplass", ["Havnesund Røde Kors", "Ukrainsk forening", "Åpen dør"]),
        ("menigheter", ["Havnesund menighet"]),
        ("romskip", []),
    ],
)
def test_search_finds_names_words_topics_and_kinds(overview, organisations, query, expected):
    assert titles(ask(overview, f"?q={query}")) == expected


@pytest.mark.parametrize("language", ["nb", "en"])
def test_kind_is_searched_for_by_its_name_in_the_reader_s_language_and_in_the_source_s(
    overview, organisations, language
):
    alias = alias_in(overview, "en")
    with translation.override(language):
        name = str(OrganisationKind.CONGREGATION.label)
    make_organisation(overview, "Sion", kind="congregation")
    assert titles(ask(alias, f"?q={name}")) == ["Havnesund menighet", "Sion"]


def test_misspelt_name_is_read_as_what_was_meant(overview, organisations):
    listing = ask(overview, "?q=ukrainks")
    assert titles(listing) == ["Ukrainsk forening"]
    assert "ukrainsk" in listing.suggestion


def test_somebody_in_need_who_searches_here_gets_help_first(client: Client, overview):
    response = client.get(f"{overview.url}?q=selvmord")
    html = response.content.decode()
    assert 'href="tel:113"' in html and 'href="tel:116117"' in html
    assert response.headers["Referrer-Policy"] == "strict-origin"
    violence = client.get(f"{overview.url}?q=mannen+min+slår+meg")
    assert violence.headers["Referrer-Policy"] == "no-referrer"
    assert "data-hjelp-exit" in violence.content.decode()


# --- Addresses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "?kind=unknown",
        "?kind=%00&topic=%00&language=%00",
        "?q=%00",
        "?q=%22%27%28%29%2A%3A%5C",
        "?q=" + "a" * 5000,
        "?q=%ED%A0%80",
        "?page=-1",
        "?page=99999999999999999999",
        "?page=%D9%A1",
        "?view=%00",
        "?view=print&page=9",
        "?view=print&view=month",
        "?view[]=print",
        "?kind=" + "&kind=".join(["voluntary"] * 500),
        "?&&&=&q",
    ],
)
def test_no_address_gives_an_error_page(client: Client, overview, organisations, address):
    response = client.get(overview.url + address)
    assert response.status_code == 200
    assert not response.cookies


def test_more_parameters_than_django_reads_give_no_error_page(client, settings, overview):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
    address = f"{overview.url}?" + "&".join(["kind=other"] * 200)
    assert client.get(address).status_code == 200


def test_unknown_values_are_kept_out_of_links(overview, organisations):
    listing = ask(overview, "?topic=unknown&topic=new&evil=1&view=evil&q=%00")
    assert [found.remove_url for found in listing.active] == ["/o/"]
    assert listing.print_url == "/o/?topic=new&view=print"


# --- To print -----------------------------------------------------------------------------


def test_all_that_fit_stand_on_the_page_to_print(client: Client, overview):
    for number in range(45):
        make_organisation(
            overview, f"Lag {number:02}", kind="congregation" if number % 3 else "voluntary"
        )
    listing = ask(overview, "?view=print&page=2")
    assert len(titles(listing)) == 45
    assert [len(kind.cards) for kind in listing.kinds] == [15, 30]
    assert (listing.number, listing.num_pages, listing.next_url) == (1, 1, "")
    assert len(titles(ask(overview, "?view=print&kind=voluntary"))) == 15


def test_page_to_print_has_name_summary_telephone_and_website_under_the_kind(
    client: Client, overview, organisations
):
    response = client.get(f"{overview.url}?view=print&kind=voluntary")
    html = unescape(response.content.decode())
    with translation.override("nb"):
        assert re.search(f"<h2[^>]*>{OrganisationKind.VOLUNTARY.label}</h2>", html)
    assert re.search(r"<h3[^>]*><a [^>]*>Havnesund Røde Kors</a></h3>", html)
    assert "Besøksvenner og leksehjelp." in html
    assert "70 00 03 00" in html and "rodekors.example" in html
    assert "<form" not in html
    assert f'href="{overview.url}?kind=voluntary"' in html
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_list_leads_to_the_page_to_print_with_the_same_filters(
    client: Client, overview, organisations
):
    html = unescape(client.get(f"{overview.url}?kind=voluntary").content.decode())
    assert f'href="{overview.url}?kind=voluntary&view=print"' in html


# --- Languages, drafts, sites -------------------------------------------------------------


def test_in_another_language_those_without_a_version_fall_back_to_the_source(
    overview, organisations
):
    alias = alias_in(overview, "en")
    english = organisations["Åpen dør"].copy_for_translation(Locale.objects.get(language_code="en"))
    english.title = "Open door"
    english.save_revision().publish()
    found = [(card.title, card.lang) for kind in ask(alias).kinds for card in kind.cards]
    assert found == [
        ("Havnesund Røde Kors", "nb"),
        ("Open door", None),
        ("Ukrainsk forening", "nb"),
        ("Havnesund menighet", "nb"),
    ]


def test_drafts_and_private_organisations_are_not_listed(overview, organisations):
    organisations["Åpen dør"].unpublish()
    PageViewRestriction.objects.create(
        page=organisations["Havnesund menighet"], restriction_type=PageViewRestriction.LOGIN
    )
    assert titles(ask(overview)) == ["Havnesund Røde Kors", "Ukrainsk forening"]
    assert titles(ask(overview, "?q=åpen")) == []


def test_overview_lists_what_is_in_its_own_site_alone(overview, organisations):
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=Page(title="Annen", slug="annen"))
    Site.objects.create(hostname="annen.example", root_page=home)
    other = make_overview(home)
    make_organisation(other, "Lag i nabokommunen")
    assert titles(ask(other)) == ["Lag i nabokommunen"]
    assert "Lag i nabokommunen" not in titles(ask(overview))


def test_overview_of_a_site_is_found_in_the_reader_s_language(overview, site):
    english = alias_in(overview, "en")
    request = RequestFactory().get("/")
    for page in (overview, english):
        assert overview_url(request, page) == page.get_url(request)
    with translation.override("pl"):
        assert overview_url(RequestFactory().get("/")) == overview.get_url(request)


def test_site_without_an_overview_has_no_address_of_one(site):
    assert overview_url(RequestFactory().get("/"), site.root_page) == ""


# --- Cards --------------------------------------------------------------------------------


def test_card_says_who_they_are_for_whom_and_how_to_reach_them(overview, organisations):
    with translation.override("en"):
        listing = list_organisations(
            RequestFactory().get("/?q=kors"), Scope.of_page(overview), path="/o/"
        )
    (card,) = listing.kinds[0].cards
    assert (card.title, card.kind, card.audience) == (
        "Havnesund Røde Kors",
        "Voluntary organisation",
        "Everyone",
    )
    assert (card.place, card.languages, card.volunteers) == (
        "Havnesund",
        "Norwegian (bokmål), English",
        "",
    )
    assert (card.phone.text, card.phone.href) == ("70 00 03 00", "tel:+4770000300")
    assert (card.website.text, card.website.href) == (
        "rodekors.example",
        "https://www.rodekors.example/havnesund",
    )


def test_secret_address_is_in_no_list(client: Client, overview):
    make_organisation(
        overview,
        "Krisesenterets venner",
        contact_points=[visit(withheld=True, street="Hemmeligveien 7", place="Skjulvik")],
    )
    for address in (overview.url, f"{overview.url}?view=print", f"{overview.url}?q=Skjulvik"):
        html = client.get(address).content.decode().replace('value="Skjulvik"', "")
        assert "Hemmeligveien" not in html and "Skjulvik</" not in html, address
    assert "Skjulvik" not in OrganisationPage.objects.get().get_search_terms()


def test_queries_do_not_grow_with_the_number_of_organisations(
    client: Client, overview, organisations
):
    def queries(address):
        client.get(address)  # builds the snapshot
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    addresses = [
        overview.url,
        f"{overview.url}?kind=voluntary&language=nb",
        f"{overview.url}?view=print",
        f"{overview.url}?q=lag",
    ]
    make_organisation(overview, "Lag")
    few = [queries(address) for address in addresses]
    for number in range(40):
        make_organisation(overview, f"Lag {number}", service_languages=["nb"])
    assert [queries(address) for address in addresses] == few
    assert few == [9, 9, 9, 11]


def test_list_works_without_a_script(client: Client, overview, organisations):
    html = unescape(client.get(f"{overview.url}?kind=voluntary").content.decode())
    assert re.search(r'<form[^>]*method="get"', html)
    assert re.search(r'name="kind"[^>]*value="voluntary"[^>]*checked', html)
    assert "csrf" not in html
    assert 'type="date"' not in html
