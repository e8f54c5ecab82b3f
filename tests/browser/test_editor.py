"""An editor's work in the admin, in Norwegian, as it is done in a browser."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from wagtail_hjelp.models import HelpOfferIndexPage, HelpOfferPage

WRONG_NUMBER = "33 44 55"


class OfferForm:
    """The form of a help offer, worked the way a person does: by what stands on it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def section(self, name: str) -> Locator:
        return self.page.locator(f"[data-contentpath={name}]")

    def add_row(self, field: str, kind: str) -> None:
        """Add a block at the end of a StreamField, by the name that the menu shows."""
        before = self.page.locator(f"input[name={field}-count]").input_value()
        # Rows may have StreamFields of their own: the last button that is not inside a row.
        buttons = self.section(field).locator(
            "xpath=.//button[contains(@class, 'c-sf-add-button')]"
            "[not(ancestor::*[@data-streamfield-child])]"
        )
        buttons.last.click()
        option = self.page.locator("[role=listbox] [role=option]").get_by_text(kind, exact=True)
        option.click()
        expect(self.page.locator(f"input[name={field}-count]")).to_have_value(str(int(before) + 1))

    def tick(self, section: str, *labels: str) -> None:
        for label in labels:
            # By keyboard: a new row moves while it is drawn, and a click may miss the box.
            box = self.section(section).get_by_role("checkbox", name=label)
            box.focus()
            box.press("Space")
            expect(box).to_be_checked()

    def publish(self) -> None:
        self.page.get_by_role("button", name="Flere handlinger").last.click()
        self.page.locator("button[name=action-publish]").click()
        self.page.wait_for_load_state("networkidle")

    def error_of(self, name: str) -> Locator:
        """The message beside the field with that name."""
        return self.page.locator(f"[id='{name}-errors'] .error-message")


@pytest.fixture
def editor(page: Page, log_in: Callable[[Page, str], None]) -> Page:
    log_in(page, "editor")
    return page


@pytest.fixture
def directory(demo: None) -> HelpOfferIndexPage:
    return HelpOfferIndexPage.objects.get(locale__language_code="nb")


@pytest.fixture
def new_offer(editor: Page, directory: HelpOfferIndexPage) -> OfferForm:
    """The form of a new offer, reached from the list of offers."""
    editor.goto(f"/admin/pages/{directory.pk}/")
    editor.get_by_role("link", name=re.compile("underside|child page", re.I)).first.click()
    editor.wait_for_load_state("networkidle")
    choice = editor.get_by_role("link", name="Hjelpetilbud", exact=True)
    if "/add_subpage/" in editor.url:
        choice.first.click()
        editor.wait_for_load_state("networkidle")
    expect(editor.locator("#id_summary")).to_be_visible()
    return OfferForm(editor)


@pytest.fixture
def made(demo: None) -> Iterator[Callable[[str], HelpOfferPage]]:
    """Look an offer up by its title; what was looked up is deleted after the test."""
    found: list[int] = []

    def look_up(title: str) -> HelpOfferPage:
        offer = HelpOfferPage.objects.get(title=title, locale__language_code="nb")
        found.append(offer.pk)
        return offer

    yield look_up
    for offer in HelpOfferPage.objects.filter(pk__in=found):
        for translation in offer.get_translations(inclusive=True):
            translation.delete()


def test_editor_publishes_an_offer_in_one_form_and_residents_find_it(
    new_offer: OfferForm, made: Callable[[str], HelpOfferPage], new_page: Callable[..., Page]
):
    form, page = new_offer, new_offer.page
    page.locator("#id_title").press_sequentially("Øvre Havn samtalekafé")
    page.locator("#id_summary").fill("Kaffe og en prat med noen som har god tid. For alle.")

    form.add_row("contact_points", "Telefon")
    page.locator("#contact_points-0-value-purpose").select_option(label="Noen å snakke med")
    page.locator("#contact_points-0-value-number").fill("70000987")
    form.add_row("contact_points", "Besøk")
    page.locator("#contact_points-1-value-street").fill("Naustveien 14")
    page.locator("#contact_points-1-value-postcode").fill("7999")
    page.locator("#contact_points-1-value-place").fill("Havnesund")
    page.locator("#contact_points-1-value-entrance").select_option(label="Sideinngang")

    form.add_row("opening_hours", "Faste tider hver uke")
    form.tick("opening_hours", "Mandag", "Tirsdag", "Onsdag", "Torsdag")
    page.locator("#opening_hours-0-value-opens").fill("10:00")
    page.locator("#opening_hours-0-value-closes").fill("14:30")
    page.keyboard.press("Tab")
    page.get_by_label("Noen å snakke med", exact=True).and_(page.locator("[name=topics]")).check()
    form.publish()

    expect(page.locator(".error-message")).to_have_count(0)
    expect(page.locator(".messages .success")).to_contain_text("Øvre Havn samtalekafé")
    offer = made("Øvre Havn samtalekafé")
    assert offer.live
    # An address that looks the same wherever it is pasted.
    assert offer.slug == "ovre-havn-samtalekafe"

    resident = new_page()
    resident.goto(f"/nb/hjelp/tilbud/{offer.slug}/")
    main = resident.locator("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("Øvre Havn samtalekafé")
    expect(main).to_contain_text("Kaffe og en prat med noen som har god tid.")
    expect(main.get_by_role("link", name="70 00 09 87")).to_have_attribute(
        "href", "tel:+4770000987"
    )
    expect(main.locator("address")).to_have_text(re.compile(r"Naustveien 14\s*7999 Havnesund"))
    expect(main).to_contain_text("Sideinngang")
    expect(main.locator(".hjelp-hours").first).to_contain_text(
        re.compile(r"Mandag–torsdag\s*10–14\.30", re.IGNORECASE)
    )
    expect(main.get_by_role("link", name="Noen å snakke med")).to_be_visible()

    resident.goto("/nb/hjelp/tilbud/")
    resident.get_by_role("searchbox").fill("samtalekafé")
    resident.keyboard.press("Enter")
    resident.wait_for_url("**q=*")
    expect(resident.get_by_role("link", name="Øvre Havn samtalekafé")).to_be_visible()


def test_the_town_s_legevakt_is_on_the_ladder_after_seven_fields(
    new_offer: OfferForm, made: Callable[[str], HelpOfferPage], new_page: Callable[..., Page]
):
    """As somebody does who has never seen the form: what is asked for is all that is filled in."""
    form, page = new_offer, new_offer.page
    fields = {
        "#id_title": "Nordvågen legevakt",
        "#id_summary": "For deg som trenger lege raskt når fastlegen har stengt.",
        "#contact_points-0-value-number": "70000988",
        "#contact_points-1-value-street": "Naustveien 2",
        "#contact_points-1-value-postcode": "7997",
        "#contact_points-1-value-place": "Nordvågen",
    }
    page.locator("#id_urgency").select_option(label="Legevakt")
    form.add_row("contact_points", "Telefon")
    form.add_row("contact_points", "Besøk")
    for field, text in fields.items():
        page.locator(field).press_sequentially(text)
    page.keyboard.press("Tab")
    assert len(fields) + 1 < 10
    form.publish()
    expect(page.locator(".error-message")).to_have_count(0)
    made("Nordvågen legevakt")

    resident = new_page()
    for language in ("nb", "ar", "so"):
        resident.goto(f"/{language}/hjelp/akutt/")
        rung = resident.locator(".hjelp-rung", has=resident.locator("#hjelp-legevakt"))
        expect(rung).to_contain_text("Nordvågen legevakt")
        expect(rung.locator("a[href='tel:+4770000988']")).to_be_visible()
        expect(rung).to_contain_text("Naustveien 2, 7997 Nordvågen")


def test_wrong_number_is_refused_beside_its_field_and_nothing_else_is_lost(new_offer: OfferForm):
    form, page = new_offer, new_offer.page
    page.locator("#id_title").press_sequentially("Feiltasta telefon")
    page.locator("#id_summary").fill("Teksten skal stå.")
    form.add_row("contact_points", "Telefon")
    page.locator("#contact_points-0-value-number").fill(WRONG_NUMBER)
    form.add_row("contact_points", "E-post")
    page.locator("#contact_points-1-value-address").fill("post@havnesund.example")
    form.add_row("opening_hours", "Faste tider hver uke")
    form.tick("opening_hours", "Fredag")
    page.locator("#opening_hours-0-value-opens").fill("09:15")
    page.locator("#opening_hours-0-value-closes").fill("11:45")
    page.keyboard.press("Tab")
    topic = page.locator("input[name=topics]").nth(2)
    topic.check()
    form.publish()

    error = form.error_of("contact_points-0-value-number")
    expect(error).to_contain_text(f"«{WRONG_NUMBER}» er ikke et telefonnummer")
    # What would be right: eight digits, a short number, a foreign one.
    expect(error).to_contain_text("åtte sifre")
    expect(error).to_contain_text("116 117")
    expect(error).to_contain_text("+46")
    number = page.locator("#contact_points-0-value-number")
    field, message = number.bounding_box(), error.bounding_box()
    assert field and message and abs(field["y"] - message["y"]) < 100, "not beside its field"
    # No field but this one is refused.
    expect(page.locator(".error-message")).to_have_count(1)

    expect(number).to_have_value(WRONG_NUMBER)
    expect(page.locator("#id_title")).to_have_value("Feiltasta telefon")
    expect(page.locator("#id_summary")).to_have_value("Teksten skal stå.")
    expect(page.locator("#contact_points-1-value-address")).to_have_value("post@havnesund.example")
    expect(page.locator("#opening_hours-0-value-opens")).to_have_value("09:15")
    expect(page.locator("#opening_hours-0-value-closes")).to_have_value("11:45")
    expect(form.section("opening_hours").get_by_role("checkbox", name="Fredag")).to_be_checked()
    expect(topic).to_be_checked()
    assert not HelpOfferPage.objects.live().filter(title="Feiltasta telefon").exists()


def test_secret_address_with_a_street_is_refused_beside_the_street(new_offer: OfferForm):
    form, page = new_offer, new_offer.page
    page.locator("#id_title").press_sequentially("Hemmelig hus")
    page.locator("#id_summary").fill("Et trygt sted.")
    form.add_row("contact_points", "Besøk")
    page.locator("#contact_points-0-value-withheld").check()
    page.locator("#contact_points-0-value-street").fill("Skjulveien 7")
    form.publish()

    expect(form.error_of("contact_points-0-value-street")).to_have_text(
        re.compile("Adressen er hemmelig")
    )
    expect(page.locator("#contact_points-0-value-withheld")).to_be_checked()
    assert not HelpOfferPage.objects.live().filter(title="Hemmelig hus").exists()


def test_visit_without_a_place_is_refused_beside_the_street(new_offer: OfferForm):
    form, page = new_offer, new_offer.page
    page.locator("#id_title").press_sequentially("Et sted uten sted")
    page.locator("#id_summary").fill("Ingen vet hvor.")
    form.add_row("contact_points", "Besøk")
    form.publish()
    expect(form.error_of("contact_points-0-value-street")).to_be_visible()
    assert not HelpOfferPage.objects.live().filter(title="Et sted uten sted").exists()


def test_one_press_confirms_in_all_languages_without_a_new_revision(
    editor: Page, new_page: Callable[..., Page], demo: None
):
    from django.utils import timezone

    offer = HelpOfferPage.objects.get(slug="tannklinikk", locale__language_code="nb")
    arabic = offer.get_translations().get(locale__language_code="ar")
    verification = offer.get_verification()
    before, confirmed_by = verification.confirmed_on, verification.confirmed_by
    today = timezone.localdate()
    assert before != today
    revisions = [page.revisions.count() for page in (offer, arabic)]

    resident = new_page()
    resident.goto("/ar/hjelp/tilbud/tannklinikk/")
    shown = resident.locator(".hjelp-verified time")
    expect(shown).to_have_attribute("datetime", before.isoformat())
    try:
        editor.goto(f"/admin/pages/{offer.pk}/edit/")
        editor.wait_for_load_state("networkidle")
        panel = editor.locator(".hjelp-confirm")
        panel.get_by_text("Bekreft at det stemmer").click()
        expect(editor.locator("body")).to_contain_text("på alle språk")
        resident.reload()
        expect(shown).to_have_attribute("datetime", today.isoformat())
        assert [page.revisions.count() for page in (offer, arabic)] == revisions
        editor.goto(f"/admin/pages/{offer.pk}/edit/")
        expect(panel).to_contain_text("Eli Nes")
    finally:
        offer.confirm(user=confirmed_by, on=before)


def test_preview_of_an_unsaved_change_shows_it_in_the_side_panel(editor: Page, demo: None):
    offer = HelpOfferPage.objects.get(slug="biblioteket", locale__language_code="nb")
    editor.goto(f"/admin/pages/{offer.pk}/edit/")
    editor.wait_for_load_state("networkidle")
    editor.locator("[data-side-panel-toggle=preview]").click()
    frame = editor.frame_locator("iframe.w-preview__iframe").last
    expect(frame.get_by_role("heading", level=1)).to_have_text(offer.title)
