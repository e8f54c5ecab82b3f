"""From an editor's change to what somebody reads in another language, each on their own screen."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Page, expect
from wagtail.models import Locale

from tests.browser.conftest import PHONE
from tests.factories import make_offer, phone
from tests.translation.stories import send, translation_in, version_in, write
from wagtail_hjelp.models import HelpOfferIndexPage, HelpOfferPage, Notice

SUMMARY = "Vi hjelper deg med skjemaer."
ENGLISH = {"title": "The practice office", "summary": "We help you with forms."}


@pytest.fixture
def offer(demo: None) -> Iterator[HelpOfferPage]:
    """An offer of the test's own, in bokmål, English and Arabic."""
    index = HelpOfferIndexPage.objects.get(locale__language_code="nb")
    made = make_offer(
        index, "Prøvekontoret", summary=SUMMARY, contact_points=[phone("+4770000961")]
    )
    made.save_revision().publish()
    for code, words in (("en", ENGLISH), ("ar", {"title": "مكتب", "summary": "نساعدك."})):
        send(made, Locale.objects.get(language_code=code))
        write(made, code, words)
        translation_in(made, code).save_target(publish=True)
    Notice.objects.all().delete()
    mail.outbox.clear()
    yield made
    for version in HelpOfferPage.objects.filter(translation_key=made.translation_key):
        version.delete()
    Notice.objects.all().delete()


@pytest.fixture
def as_(new_page: Callable[..., Page], log_in: Callable[[Page, str], None]):
    def work(username: str) -> Page:
        page = new_page()
        log_in(page, username)
        page.goto("/admin/")
        return page

    return work


def edit(page: Page, offer: HelpOfferPage) -> None:
    page.goto(f"/admin/pages/{offer.pk}/edit/")
    page.wait_for_load_state("networkidle")


def publish(page: Page, value: str = "action-publish") -> None:
    page.get_by_role("button", name="Flere handlinger").last.click()
    page.locator("button[name=action-publish]").filter(visible=True).first.click()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".messages .success")).to_be_visible()


def test_changed_number_is_right_on_the_arabic_page_at_the_next_request(
    as_, offer, new_page: Callable[..., Page]
):
    resident = new_page(viewport=PHONE, java_script_enabled=False)
    address = version_in(offer, "ar").get_url()
    resident.goto(address)
    call = resident.locator("main").get_by_role("link", name="70 00 09 61")
    expect(call.first).to_have_attribute("href", "tel:+4770000961")

    editor = as_("editor")
    edit(editor, offer)
    editor.locator("#contact_points-0-value-number").fill("70000962")
    publish(editor)

    resident.goto(address)
    call = resident.locator("main").get_by_role("link", name="70 00 09 62")
    expect(call.first).to_have_attribute("href", "tel:+4770000962")
    expect(resident.locator("main")).not_to_contain_text("70 00 09 61")
    # A fact: nobody is told that the words have changed.
    expect(resident.locator(".hjelp-notice")).to_have_count(0)
    assert not Notice.objects.exists()


def test_changed_sentence_goes_from_editor_to_translator_to_reviewer_to_reader(
    as_, offer, new_page: Callable[..., Page], axe: Callable[..., None]
):
    editor = as_("editor")
    edit(editor, offer)
    editor.locator("#id_summary").fill("Vi hjelper deg med skjemaer og brev.")
    publish(editor)

    resident = new_page(viewport=PHONE, locale="en")
    address = version_in(offer, "en").get_url()
    resident.goto(address)
    expect(resident.locator("main")).to_contain_text("We help you with forms.")
    line = resident.locator(".hjelp-notice")
    expect(line).to_contain_text("has been changed since this was translated")
    expect(line.get_by_role("link")).to_have_attribute("href", re.compile("/nb/.*provekontoret"))
    axe(resident)

    # The translator gets a notice, and its link leads to what has changed.
    call_command("hjelp_notices", verbosity=0)
    (notice,) = [sent for sent in mail.outbox if "translator@havnesund.example" in sent.to]
    assert "Prøvekontoret" in notice.subject + notice.body
    page = version_in(offer, "en")
    assert f"/admin/hjelp/translations/{page.pk}/" in notice.body
    translator = as_("translator")
    expect(translator.get_by_role("link", name=re.compile("Prøvekontoret")).first).to_be_visible()
    translator.goto(f"/admin/hjelp/translations/{page.pk}/")
    changes = translator.get_by_role("region", name=re.compile("endret i kilden"))
    expect(changes.locator("ins")).to_contain_text("og brev.")
    expect(changes.locator("td[lang=en]")).to_have_text("We help you with forms.")
    axe(translator, ".hjelp-language")

    translator.get_by_role("link", name="Åpne i oversettelsesverktøyet").click()
    translator.wait_for_load_state("networkidle")
    words = translator.locator("li.incomplete")
    expect(words.locator("p").first).to_have_attribute("lang", "nb")
    words.get_by_role("button").first.click()
    expect(words.locator("div[lang=en] textarea")).to_be_visible()
    words.locator("textarea").fill("We help you with forms and letters.")
    words.get_by_role("button").last.click()
    expect(translator.locator("li.incomplete")).to_have_count(0)
    # Whoever does not publish cannot throw the translation away either.
    expect(translator.locator("footer a[href*=convert_to_alias]")).to_have_count(0)
    translator.goto(f"/admin/hjelp/translations/{page.pk}/")
    translator.get_by_role("button", name="Send til godkjenning").click()
    expect(translator.locator(".messages .success")).to_contain_text("Sendt til godkjenning")

    resident.goto(address)
    expect(resident.locator("main")).to_contain_text("We help you with forms.")

    reviewer = as_("reviewer")
    reviewer.get_by_role("link", name=re.compile("Prøvekontoret")).first.click()
    expect(reviewer.locator(".hjelp-language")).to_contain_text("forms and letters")
    axe(reviewer, ".hjelp-language")
    reviewer.get_by_role("button", name="Godkjenn og publiser").click()
    expect(reviewer.locator(".messages .success")).to_contain_text("Godkjent")

    resident.goto(address)
    expect(resident.locator("main")).to_contain_text("We help you with forms and letters.")
    expect(resident.locator(".hjelp-notice")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1280])
def test_board_has_no_accessibility_faults_and_does_not_scroll_sideways(
    as_, axe: Callable[..., None], width: int
):
    page = as_("administrator")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/admin/hjelp/translations/")
    expect(page.locator(".hjelp-board__table")).to_be_visible()
    axe(page, ".hjelp-languages")
    axe(page, ".hjelp-board__table")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_wrong_number_is_told_where_it_is_typed_and_does_not_reach_a_reader(as_, offer):
    page = version_in(offer, "en")
    reviewer = as_("reviewer")
    edit(reviewer, page)
    words = reviewer.locator("li.complete").filter(has_text="We help you with forms.")
    words.get_by_role("button").first.click()
    reviewer.locator("textarea").fill("We help you with 3 forms.")
    reviewer.locator("li:has(textarea)").last.get_by_role("button").last.click()
    expect(reviewer.locator(".js-translation-editor")).to_contain_text(
        "Et tall eller en adresse her står ikke i kilden"
    )
    reviewer.goto(f"/admin/hjelp/translations/{page.pk}/")
    expect(reviewer.locator(".hjelp-sentences__waits")).to_contain_text("Holdt tilbake")
    expect(reviewer.get_by_role("button", name="Send til godkjenning")).to_have_count(0)
    assert version_in(offer, "en").summary == "We help you with forms."
