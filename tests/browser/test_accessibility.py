"""What residents see has no violation that axe knows of, and fits a narrow telephone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import DESKTOP, PHONE

FILTERED = "?q=hjelp&topic=mental-health&access=self&language=nb"
NOTHING_FOUND = "?q=xyzzyplugh&topic=housing"
PAGES = {
    "home": "",
    "front": "hjelp/",
    "acute": "hjelp/akutt/",
    "crisis": "hjelp/tilbud/?q=selvmord",
    "heavy-thoughts": "tunge-tanker/",
    "directory": "hjelp/tilbud/",
    "filtered": f"hjelp/tilbud/{FILTERED}",
    "nothing-found": f"hjelp/tilbud/{NOTHING_FOUND}",
    "second-page": "hjelp/tilbud/?page=2",
    "legevakt": "hjelp/tilbud/legevakt/",
    "krisesenter": "hjelp/tilbud/krisesenter/",
    "calendar": "hjelp/hva-skjer/?season=jul-og-nyttar&cost=free",
    "month": "hjelp/hva-skjer/?view=month",
    "activity": "hjelp/hva-skjer/gagruppe/",
    "organisations": "hjelp/organisasjoner/?kind=immigrant",
    "organisation": "hjelp/organisasjoner/havnesund-frivilligsentral/",
    "tell": "hjelp/fortell/",
    "tell-organisation": "hjelp/fortell/organisation/",
    "wrong-here": "hjelp/tilbud/legevakt/report/",
    "theme": "hjelp/jul-og-nyttar/",
    "jul": "jul-i-havnesund/",
    "om-kommunen": "om-kommunen/",
    "flyktning": "flyktning-i-havnesund/",
}
# The rest of the languages have the same templates; Polish has them with other people's words.
LANGUAGES = ("nb", "ar", "pl")
SIZES = {"320": PHONE, "1280": DESKTOP}


def fits(page: Page) -> bool:
    """Whether nothing sticks out of the window sideways."""
    return page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def open_everything(page: Page) -> None:
    """Fold out what is folded, so that it is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_have_no_violations_and_fit_the_window(
    new_page: Callable[..., Page], axe: Callable[..., None], language: str, size: str
):
    page = new_page(viewport=SIZES[size])
    for name, address in PAGES.items():
        response = page.goto(f"/{language}/{address}")
        assert response and response.status == 200, f"{name}: {page.url}"
        assert fits(page), f"{name} scrolls sideways at {size} px: {page.url}"
        axe(page)


@pytest.mark.parametrize("language", ["nb", "ar"])
@pytest.mark.parametrize("size", SIZES)
def test_folded_out_menus_and_filters_have_no_violations_and_fit(
    new_page: Callable[..., Page], axe: Callable[..., None], language: str, size: str
):
    page = new_page(viewport=SIZES[size])
    page.goto(f"/{language}/hjelp/tilbud/{FILTERED}")
    open_everything(page)
    assert fits(page)
    axe(page)


@pytest.mark.parametrize(
    "name", ["home", "acute", "crisis", "heavy-thoughts", "filtered", "legevakt", "jul"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_colour_schemes_have_contrast(
    new_page: Callable[..., Page], axe: Callable[..., None], name: str, scheme: str
):
    page = new_page(color_scheme=scheme)
    page.goto(f"/nb/{PAGES[name]}")
    open_everything(page)
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    light = sum(int(part) for part in background.strip("rgba()").split(",")[:3]) > 380
    assert light == (scheme == "light"), f"the background is {background}"
    axe(page)


@pytest.mark.parametrize(
    "name", ["home", "acute", "crisis", "heavy-thoughts", "filtered", "legevakt", "jul"]
)
def test_text_at_twice_the_size_fits_a_telephone(new_page: Callable[..., Page], name: str):
    page = new_page(viewport={"width": 640, "height": 900})
    page.goto(f"/nb/{PAGES[name]}")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert fits(page)


def test_arabic_reads_from_right_to_left_and_numbers_from_left_to_right(page: Page):
    page.goto("/ar/hjelp/tilbud/legevakt/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    number = page.locator("main a[href='tel:116117'] bdi").first
    expect(number).to_have_attribute("dir", "ltr")
    expect(number).to_have_text("116 117")


def test_fallback_says_which_words_are_norwegian(page: Page):
    page.goto("/pl/hjelp/tilbud/legevakt/")
    expect(page.locator("html")).to_have_attribute("lang", "pl")
    expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "nb")
    # The facts are in Polish all the same.
    expect(page.locator("#hjelp-facts")).not_to_have_attribute("lang", "nb")


@pytest.mark.parametrize("language", ["nb", "ar"])
def test_preview_of_an_offer_being_edited_has_no_violations(
    new_page: Callable[..., Page],
    log_in: Callable[[Page, str], None],
    axe: Callable[..., None],
    language: str,
):
    from wagtail_hjelp.models import HelpOfferPage

    offer = HelpOfferPage.objects.get(slug="legevakt", locale__language_code=language)
    page = new_page()
    log_in(page, "administrator")
    for size in SIZES.values():
        page.set_viewport_size(size)
        response = page.goto(f"/admin/pages/{offer.pk}/view_draft/")
        assert response and response.status == 200
        expect(page.locator("html")).to_have_attribute("lang", language)
        # The bar for logged-in users is Wagtail's.
        page.evaluate("document.querySelectorAll('wagtail-userbar').forEach(bar => bar.remove())")
        assert fits(page)
        axe(page)


def test_preview_panel_of_the_edit_form_has_no_violations(
    new_page: Callable[..., Page], log_in: Callable[[Page, str], None], axe: Callable[..., None]
):
    from wagtail_hjelp.models import HelpOfferPage

    offer = HelpOfferPage.objects.get(slug="krisesenter", locale__language_code="nb")
    page = new_page()
    log_in(page, "editor")
    page.goto(f"/admin/pages/{offer.pk}/edit/")
    page.wait_for_load_state("networkidle")
    page.locator("[data-side-panel-toggle=preview]").click()
    expect(page.frame_locator("iframe.w-preview__iframe").last.locator("h1")).to_have_text(
        offer.title
    )
    page.goto(f"/admin/pages/{offer.pk}/edit/preview/?in_preview_panel=true")
    expect(page.get_by_role("heading", level=1)).to_have_text(offer.title)
    axe(page)


def test_block_previews_have_no_violations(
    new_page: Callable[..., Page], log_in: Callable[[Page, str], None], axe: Callable[..., None]
):
    from urllib.parse import urlencode

    from example_site.home.models import StandardPage

    page = new_page()
    log_in(page, "editor")
    stream = StandardPage.body.field.stream_block
    seen = 0
    for block in stream.child_blocks.values():
        if not block.is_previewable:
            continue
        response = page.goto(f"/admin/block-preview/?{urlencode({'id': block.definition_prefix})}")
        assert response and response.status == 200, block.name
        seen += 1
        # The preview's own page has neither a main region nor a first heading: it is Wagtail's.
        axe(page, without=("region", "landmark-one-main", "page-has-heading-one"))
    assert seen >= 5
