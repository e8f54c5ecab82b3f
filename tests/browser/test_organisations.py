"""The demo's organisations as residents see them: overview, page, paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import DESKTOP, PHONE
from .test_accessibility import fits, open_everything

OVERVIEW = "hjelp/organisasjoner/"
PAGES = {
    "overview": OVERVIEW,
    "filtered": f"{OVERVIEW}?kind=immigrant&language=uk",
    "nothing-found": f"{OVERVIEW}?q=xyzzyplugh",
    "to-print": f"{OVERVIEW}?view=print",
    "organisation": f"{OVERVIEW}havnesund-frivilligsentral/",
    "congregation": f"{OVERVIEW}havnesund-menighet/",
}
SIZES = {"320": PHONE, "1280": DESKTOP}
RED_CROSS = "Havnesund Røde Kors"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["nb", "ar"])
def test_pages_have_no_violations_and_fit_the_window(
    new_page: Callable[..., Page], axe: Callable[..., None], language: str, size: str
):
    page = new_page(viewport=SIZES[size])
    for name, address in PAGES.items():
        response = page.goto(f"/{language}/{address}")
        assert response and response.status == 200, f"{name}: {page.url}"
        open_everything(page)
        assert fits(page), f"{name} scrolls sideways at {size} px: {page.url}"
        axe(page)


@pytest.mark.parametrize("name", ["overview", "organisation", "to-print"])
@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_every_look_has_contrast(
    new_page: Callable[..., Page], axe: Callable[..., None], name: str, options: dict[str, str]
):
    page = new_page(**options)
    page.goto(f"/nb/{PAGES[name]}")
    axe(page)


def test_text_at_twice_the_size_fits_a_telephone(new_page: Callable[..., Page]):
    page = new_page(viewport={"width": 640, "height": 900})
    for name, address in PAGES.items():
        page.goto(f"/nb/{address}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert fits(page), name


def test_resident_without_a_script_finds_who_arranges_something_and_comes(
    new_page: Callable[..., Page],
):
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(f"/nb/{OVERVIEW}")
    page.locator(".hjelp-filters__toggle").click()
    group = page.locator("[data-hjelp-group='language']")
    group.locator("summary").click()
    group.locator("input[value='uk']").check()
    page.locator("[data-hjelp-submit]").click()
    expect(page).to_have_url(re.compile(r"\?.*language=uk"))
    page.get_by_role("link", name="Ukrainsk forening i Havnesund").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ukrainsk forening i Havnesund")
    happens = page.get_by_role("region").filter(has=page.locator("#hjelp-activities"))
    happens.locator("h3 a").first.click()
    expect(page.get_by_role("link", name="Ukrainsk forening i Havnesund").first).to_be_visible()


def test_kinds_give_way_to_one_list_when_a_filter_is_ticked_and_come_back(page: Page):
    page.goto(f"/nb/{OVERVIEW}")
    kinds = page.locator(".hjelp-kind")
    names = page.locator(".hjelp-card__title")
    many = names.count()
    expect(kinds.first).to_be_visible()
    group = page.locator("[data-hjelp-group='kind']")
    group.locator("summary").click()
    group.locator("input[value='congregation']").check()
    expect(kinds).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?kind=congregation$"))
    assert 1 < names.count() < many
    group.locator("input[value='congregation']").uncheck()
    expect(names).to_have_count(many)
    expect(kinds.first).to_be_visible()


def test_search_field_asks_for_somebody(page: Page):
    page.goto(f"/nb/{OVERVIEW}")
    page.locator("#hjelp-q").fill("røde kors")
    page.keyboard.press("Enter")
    expect(page.locator(".hjelp-card__title").first).to_have_text(RED_CROSS)


def test_offer_leads_to_its_organisation_and_back(page: Page):
    page.goto("/nb/hjelp/tilbud/frivilligsentralen/")
    page.locator(".hjelp-facts a", has_text="Havnesund frivilligsentral").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Havnesund frivilligsentral")
    page.get_by_role("link", name="Frivilligsentralen", exact=True).click()
    expect(page).to_have_url(re.compile("/nb/hjelp/tilbud/frivilligsentralen/$"))


def test_number_is_read_from_left_to_right_in_arabic(page: Page):
    page.goto(f"/ar/{PAGES['organisation']}")
    number = page.locator(".hjelp-facts a bdi")
    expect(number).to_have_text("100 000 016")
    expect(number).to_have_css("direction", "ltr")


# --- On paper -----------------------------------------------------------------------------


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_whole_overview_is_printed_on_two_sheets_and_without_what_is_for_the_screen(page: Page):
    page.goto(f"/nb/{OVERVIEW}")
    names = page.locator(".hjelp-card__title a").all_inner_texts()
    page.locator("a[href$='view=print']").click()
    assert page.locator(".hjelp-overview h3").all_inner_texts() == names
    page.emulate_media(media="print")
    expect(page.locator(".hjelp-overview .hjelp-onward")).to_be_hidden()
    expect(page.locator(".hjelp-overview .hjelp-notice")).to_be_hidden()
    for item in page.locator(".hjelp-overview li").all()[:3]:
        expect(item).to_have_css("break-inside", "avoid")
    assert len(names) >= 16
    assert pages_of(page.pdf(format="A4")) <= 2


def test_page_of_an_organisation_can_be_printed(page: Page):
    page.goto(f"/nb/{PAGES['organisation']}")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".hjelp-offer__topics")).to_be_hidden()
    assert pages_of(page.pdf(format="A4")) <= 3
