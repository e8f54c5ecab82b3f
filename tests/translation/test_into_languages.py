"""A page comes to a language, and is published there, when its source lets it."""

import pytest
from wagtail.models import Page

from tests.factories import make_offer, make_section, phone
from tests.translation.stories import publish, rewrite, send, version_in, write
from wagtail_hjelp.models import HelpOfferPage, LanguageVersion
from wagtail_hjelp.translation.review import approve, send_to_review
from wagtail_hjelp.translation.status import Status, standing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(site, locales):
    return make_section(site.root_page)


@pytest.fixture
def offer(index):
    return make_offer(
        index, "Krisesenter", summary="Et trygt sted.", contact_points=[phone("+4770000171")]
    )


def number(page) -> str:
    return page.contact_points.raw_data[0]["value"]["number"]


def titles(locale) -> list[tuple[str, bool, bool]]:
    """The pages of a language: title, whether it is live, and whether it is an alias."""
    pages = Page.objects.filter(locale=locale).order_by("path")
    return [(page.title, page.live, page.alias_of_id is not None) for page in pages]


# --- a new language -------------------------------------------------------------------------


def test_section_follows_the_home_page_into_a_language_whoever_brings_that_one(
    site, index, offer, locales
):
    draft = make_offer(index, "Kladd", live=False)
    site.root_page.copy_for_translation(locales["so"], alias=True)
    assert titles(locales["so"])[1:] == [
        ("Hjelp", True, True),
        ("Hjelpetilbud", True, True),
        ("Krisesenter", True, True),
    ]
    assert version_in(draft, "so") is None
    assert Page.find_problems() == ([], [], [], [], [])


def test_page_sent_into_a_language_brings_the_section_and_is_read_in_the_source_s_words(
    index, offer, locales, client
):
    other = make_offer(index, "Gjeldshjelp")
    send(offer, locales["so"])
    page = version_in(offer, "so")
    assert (page.live, page.alias_of_id, page.is_fallback) == (True, None, True)
    assert version_in(other, "so").alias_of_id == other.pk
    assert "Et trygt sted." in client.get(page.url).content.decode()
    assert Page.find_problems() == ([], [], [], [], [])


def test_language_that_the_site_has_no_longer_gets_nothing(site, index, offer, settings, locales):
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES = [("nb", "Norsk"), ("en", "English")]
    site.root_page.copy_for_translation(locales["so"], alias=True)
    assert version_in(offer, "so") is None


# --- a source that is down ------------------------------------------------------------------


@pytest.fixture
def translated(offer, locales, admin_user):
    """The offer in English, whole and in review."""
    send(offer, locales["en"])
    write(offer, "en")
    send_to_review(version_in(offer, "en"), admin_user)
    return offer


def test_translation_approved_while_the_source_is_down_comes_with_it_and_with_its_facts(
    translated, admin_user
):
    rewrite(translated, contact_points=[phone("116117")])
    HelpOfferPage.objects.get(pk=translated.pk).unpublish()
    approve(version_in(translated, "en"), admin_user)
    page = version_in(translated, "en")
    assert not page.live
    assert LanguageVersion.objects.get(locale=page.locale).withdrawn

    rewrite(translated, contact_points=[phone("116123")])
    page = version_in(translated, "en")
    assert (page.live, page.summary, number(page)) == (True, "en: Et trygt sted.", "116123")
    assert standing_of(page).status == Status.UP_TO_DATE


def test_published_through_wagtail_localize_it_waits_in_the_same_way(
    translated, django_capture_on_commit_callbacks
):
    HelpOfferPage.objects.get(pk=translated.pk).unpublish()
    assert not publish(translated, "en", django_capture_on_commit_callbacks).live
    rewrite(translated, summary="Et annet sted.")
    page = version_in(translated, "en")
    assert (page.live, page.summary) == (True, "en: Et trygt sted.")
    assert standing_of(page).status == Status.OUTDATED


def test_approved_words_of_a_machine_are_nobody_s_but_the_reviewer_s_when_they_come(
    offer, locales, admin_user
):
    send(offer, locales["en"])
    write(offer, "en", translation_type="machine", tool_name="Dummy")
    send_to_review(version_in(offer, "en"), admin_user)
    HelpOfferPage.objects.get(pk=offer.pk).unpublish()
    approve(version_in(offer, "en"), admin_user)
    rewrite(offer)
    assert standing_of(version_in(offer, "en")).status == Status.UP_TO_DATE


def test_page_sent_while_its_source_is_down_is_a_fallback_when_that_one_comes_back(
    site, index, offer, locales
):
    site.root_page.copy_for_translation(locales["en"], alias=True)
    HelpOfferPage.objects.get(pk=offer.pk).unpublish()
    send(offer, locales["en"])
    assert not version_in(offer, "en").live
    rewrite(offer, summary="Nå er vi her igjen.")
    page = version_in(offer, "en")
    assert (page.live, page.is_fallback, page.summary) == (True, True, "Nå er vi her igjen.")
    assert standing_of(page).status == Status.IN_TRANSLATION


def test_language_that_somebody_took_down_stays_down(
    translated, django_capture_on_commit_callbacks
):
    publish(translated, "en", django_capture_on_commit_callbacks).unpublish()
    rewrite(translated, summary="Et annet sted.")
    assert not version_in(translated, "en").live


def test_source_that_was_never_published_keeps_nobody_waiting(index, locales):
    draft = make_offer(index, "Kladd", live=False)
    english = draft.copy_for_translation(locales["en"], copy_parents=True)
    english.save_revision().publish()
    assert version_in(draft, "en").live
