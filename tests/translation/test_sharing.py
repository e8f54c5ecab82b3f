"""A fact is live in every language the moment the source is published; a draft's is not."""

import pytest
from django.test import Client
from wagtail.models import Locale

from tests.factories import make_offer, make_section, phone, visit
from wagtail_hjelp.models import HelpOfferPage
from wagtail_hjelp.translation.sharing import shared_columns

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelter(site):
    return make_offer(
        make_section(site.root_page),
        "Krisesenter",
        contact_points=[phone("+4770000171"), visit(street="Hemmeligveien 7", place="Skjulvik")],
        cost="free",
    )


@pytest.fixture
def english(shelter):
    locale = Locale.objects.get_or_create(language_code="en")[0]
    page = shelter.copy_for_translation(locale, copy_parents=True)
    page.title = "Crisis centre"
    page.save_revision().publish()
    return page


def now(page):
    return HelpOfferPage.objects.get(pk=page.pk)


def test_address_made_secret_is_gone_from_the_translation_at_once(client: Client, shelter, english):
    assert "Hemmeligveien" in client.get(english.url).content.decode()
    shelter.contact_points = [phone("+4770000171"), visit(withheld=True)]
    shelter.save_revision().publish()
    html = client.get(english.url).content.decode()
    assert "Hemmeligveien" not in html
    assert "Skjulvik" not in html
    assert "Crisis centre" in html


def test_every_fact_of_the_offer_s_own_row_travels_and_no_word(shelter, english):
    shelter.title = "Nytt navn"
    shelter.summary = "Nye ord."
    shelter.audiences = ["women", "children"]
    shelter.cost, shelter.cost_amount = "paid", 120
    shelter.responsible = "Vakten"
    shelter.opening_hours = [{"type": "always", "value": None}]
    shelter.save_revision().publish()
    page = now(english)
    assert (page.title, page.summary) == ("Crisis centre", "Om Krisesenter.")
    assert (page.audiences, page.cost, page.cost_amount) == (["children", "women"], "paid", 120)
    assert page.responsible == "Vakten"
    assert [row.block_type for row in page.opening_hours] == ["always"]


def test_fact_in_a_draft_of_the_source_stays_at_home(shelter, english):
    shelter.cost = "paid"
    shelter.save_revision()
    assert now(english).cost == "free"


def test_translation_published_from_an_older_copy_gets_the_facts_of_today(shelter, english):
    draft = english.save_revision()
    shelter.contact_points = [phone("+4770000172")]
    shelter.save_revision().publish()
    draft.publish()
    assert [point.text for point in now(english).get_contact_points()] == ["70 00 01 72"]


def test_columns_that_travel_are_the_facts_without_the_address_and_the_links():
    assert set(HelpOfferPage.facts) - set(shared_columns(HelpOfferPage)) == {
        "slug",
        "show_in_menus",
        "topics",
        "topic_links",
        "keywords",
        "keyword_links",
    }
