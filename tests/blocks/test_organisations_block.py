"""Organisations on a host's own page: picked by hand, by rule, or both."""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from tests.directory.overviews import make_organisation, make_overview
from tests.factories import alias_in, item
from tests.host.models import ArticlePage
from wagtail_hjelp.blocks import OrganisationsBlock
from wagtail_hjelp.models import OrganisationPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def overview(site):
    return make_overview(site.root_page)


@pytest.fixture
def organisations(overview):
    found = (
        make_organisation(overview, "Ukrainsk forening", kind="immigrant"),
        make_organisation(overview, "Åpen dør", topics=["company"], service_languages=["nb"]),
        make_organisation(overview, "Havnesund Røde Kors", service_languages=["nb", "uk"]),
    )
    return {organisation.title: organisation for organisation in found}


def article(site, slug="artikkel", **value):
    block = {"type": "organisations", "value": {"heading": "Lag her", "limit": 6, **value}}
    page = ArticlePage(title="Artikkel", slug=slug, body=[{"type": "help", "value": [block]}])
    return site.root_page.add_child(instance=page)


def html_of(client: Client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return unescape(response.content.decode())


def names(client: Client, page):
    found = re.findall(r"<h3[^>]*><a [^>]*>(.*?)</a></h3>", html_of(client, page))
    assert '<h2 class="hjelp-block__heading"' in html_of(client, page)
    return found


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"kinds": ["voluntary"]}, ["Havnesund Røde Kors", "Åpen dør"]),
        ({"kinds": ["voluntary", "immigrant"], "languages": ["uk"]}, ["Havnesund Røde Kors"]),
        ({"topics": ["company"]}, ["Åpen dør"]),
        ({"kinds": ["public"]}, []),
    ],
)
def test_those_that_fit_the_rule_are_there(client: Client, site, organisations, rule, expected):
    assert names(client, article(site, **rule)) == expected


def test_picked_ones_come_first_in_the_editor_s_order(client: Client, site, organisations):
    picked = [item(organisations[name].pk) for name in ("Åpen dør", "Ukrainsk forening")]
    page = article(site, organisations=picked, languages=["nb"])
    assert names(client, page) == ["Åpen dør", "Ukrainsk forening", "Havnesund Røde Kors"]


def test_one_that_is_published_later_appears_by_itself(client: Client, site, overview):
    page = article(site, kinds=["congregation"])
    assert names(client, page) == []
    make_organisation(overview, "Havnesund menighet", kind="congregation")
    assert names(client, page) == ["Havnesund menighet"]


def test_more_than_are_shown_stand_in_the_overview_with_the_same_filters(
    client: Client, site, overview, organisations
):
    page = article(site, kinds=["voluntary"], languages=["nb"], limit=1)
    assert f'href="{overview.url}?kind=voluntary&language=nb"' in html_of(client, page)
    assert "?kind=" not in html_of(client, article(site, "to", kinds=["voluntary"]))


def test_unpublished_and_private_ones_are_in_no_block(client: Client, site, organisations):
    page = article(site, organisations=[item(found.pk) for found in organisations.values()])
    organisations["Åpen dør"].unpublish()
    PageViewRestriction.objects.create(
        page=organisations["Havnesund Røde Kors"], restriction_type=PageViewRestriction.LOGIN
    )
    assert names(client, page) == ["Ukrainsk forening"]


def test_picked_one_that_is_gone_does_not_bring_the_others(client: Client, site, organisations):
    page = article(site, organisations=[item(organisations["Åpen dør"].pk)])
    organisations["Åpen dør"].unpublish()
    assert names(client, page) == []
    OrganisationPage.objects.get(title="Åpen dør").delete()
    assert names(client, page) == []


def test_translated_page_shows_the_translated_organisation(client: Client, site, organisations):
    source = organisations["Åpen dør"]
    page = article(site, organisations=[item(source.pk)])
    alias = alias_in(page, "en")
    assert re.search(r'<h3[^>]* lang="nb" dir="ltr"><a [^>]*>Åpen dør<', html_of(client, alias))
    english = source.copy_for_translation(Locale.objects.get(language_code="en"), True)
    english.title = "Open door"
    english.save_revision().publish()
    assert names(client, alias) == ["Open door"]


def test_block_with_nothing_chosen_is_refused():
    block = OrganisationsBlock()
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python({"heading": "Lag", "limit": 6}))
    assert set(caught.value.block_errors) == {"kinds"}
    value = block.to_python({"heading": "Lag", "kinds": ["voluntary"], "limit": 6})
    assert block.clean(value)["kinds"] == ["voluntary"]


def test_only_organisations_can_be_picked():
    chooser = OrganisationsBlock().child_blocks["organisations"].child_block
    assert chooser.target_models == [OrganisationPage]


def test_queries_do_not_grow_with_the_number_of_organisations(
    client: Client, site, overview, organisations
):
    page = article(site, kinds=["voluntary"], limit=24)

    def queries():
        client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        return len(captured)

    few = queries()
    for number in range(20):
        make_organisation(overview, f"Lag {number}")
    assert queries() == few
