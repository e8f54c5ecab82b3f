"""A theme: on its own page and on the front page, in every look, for everybody."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale
from wagtail.models import Page as WagtailPage

from tests.factories import item
from wagtail_hjelp.activities.changes import Change, cancel, restore
from wagtail_hjelp.models import ActivityPage, HelpFrontPage, HelpThemePage, Occurrence, Season
from wagtail_hjelp.vocabularies import ThemeLook

from .conftest import DESKTOP, PHONE
from .test_accessibility import fits, open_everything

FRONT = "/nb/hjelp/"
LOOKS = list(ThemeLook.values)
SIZES = {"320": PHONE, "1280": DESKTOP}
INTRO = "Noen har huset fullt. Andre har det stille, også når de ikke ville det slik."


def address(look: str, language: str = "nb") -> str:
    return f"/{language}/hjelp/tema-{look}/"


def title(look: str) -> str:
    return f"Tema {look}"


@pytest.fixture(scope="module")
def cafe(demo: None) -> ActivityPage:
    """An activity of the demo that has dates to come."""
    coming = Occurrence.objects.not_over(timezone.now()).filter(status="scheduled", moved=False)
    key = coming.order_by("starts_at").values_list("activity_key", flat=True).last()
    return ActivityPage.objects.get(translation_key=key, locale__language_code="nb")


def body(cafe: ActivityPage, picture: int) -> list[dict]:
    picked = {"heading": "Utvalgt for deg", "activities": [item(cafe.pk)], "season": ""}
    nothing = {"heading": "Nettopp nå", "languages": ["am"], "audiences": ["men"], "days_ahead": 1}
    film = {
        "heading": "Se filmen",
        "title": "Du kan komme alene",
        "url": "https://vimeo.com/76979871",
        "poster": picture,
        "captions": "yes",
    }
    story = {
        "quote": "Så åpnet en mann døra og sa: Bra du kom.",
        "person": "Reidun",
        "who": "alene for første gang i fjor",
        "consent": "2026-11-02",
    }
    advice = {"heading": "Når du gruer deg", "do": [item("Gå ut.")], "avoid": [item("Vent.")]}
    return [
        {"type": "text", "value": '<p>Ring <a href="tel:116117">116 117</a>.</p>'},
        {"type": "activities", "value": picked},
        {"type": "activities", "value": {"heading": "Dag for dag", "layout": "days"}},
        {"type": "activities", "value": nothing},
        {"type": "organisations", "value": {"heading": "Lag", "kinds": ["voluntary"]}},
        {"type": "offers", "value": {"heading": "Noen å snakke med", "topics": ["mental-health"]}},
        {"type": "helplines", "value": {"heading": "Ring", "topics": ["suicide"], "limit": 2}},
        {"type": "advice", "value": advice},
        {"type": "story", "value": story},
        {"type": "film", "value": film},
    ]


@pytest.fixture(scope="module", autouse=True)
def _themes(demo: None, cafe: ActivityPage) -> Iterator[None]:
    """A theme in each look, all on the front page, in Norwegian and as nobody has translated it."""
    today = timezone.localdate()
    season = Season.objects.create(
        name="Prøvetid", first=today - timedelta(days=1), last=today + timedelta(days=14)
    )
    picture = get_image_model().objects.create(
        title="Et bilde", file=get_test_image_file(size=(1200, 800))
    )
    for look in LOOKS:
        front = HelpFrontPage.objects.get(locale__language_code="nb")
        theme = HelpThemePage(
            title=title(look),
            slug=f"tema-{look}",
            look=look,
            intro=INTRO,
            season=season,
            on_front=True,
            image=None if look == "fresh" else picture,
            image_alt="Et langbord med stearinlys",
            body=body(cafe, picture.pk),
        )
        front.add_child(instance=theme)
        theme.save_revision().publish()
        theme.copy_for_translation(Locale.objects.get(language_code="ar"), alias=True)
    yield
    for page in WagtailPage.objects.filter(slug__startswith="tema-"):
        page.delete()
    season.delete()
    picture.delete()


# --- For everybody ------------------------------------------------------------------------


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_look_has_contrast_in_both_colour_schemes(
    new_page: Callable[..., Page], axe: Callable[..., None], look: str, scheme: str
):
    page = new_page(color_scheme=scheme)
    page.goto(address(look))
    open_everything(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(title(look))
    axe(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_front_page_with_all_looks_has_no_violations_and_fits(
    new_page: Callable[..., Page], axe: Callable[..., None], size: str, scheme: str
):
    page = new_page(viewport=SIZES[size], color_scheme=scheme)
    for language in ("nb", "ar"):
        page.goto(f"/{language}/hjelp/")
        # Beside them there may be one of the demo's own.
        expect(page.locator(".hjelp-theme-card", has_text="Tema ")).to_have_count(len(LOOKS))
        assert fits(page)
        axe(page)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["nb", "ar"])
def test_theme_has_no_violations_and_fits(
    new_page: Callable[..., Page], axe: Callable[..., None], language: str, size: str
):
    page = new_page(viewport=SIZES[size])
    page.goto(address("festive", language))
    open_everything(page)
    assert fits(page)
    axe(page)


def test_text_at_twice_the_size_fits_a_telephone(new_page: Callable[..., Page]):
    page = new_page(viewport={"width": 640, "height": 900})
    for where in (address("warm"), FRONT):
        page.goto(where)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert fits(page)


def colour(page: Page, selector: str, name: str) -> str:
    return page.locator(selector).first.evaluate(f"one => getComputedStyle(one).{name}")


def test_looks_differ_and_none_has_the_red_of_acute_help(page: Page):
    tints, accents = set(), set()
    for look in LOOKS:
        page.goto(address(look))
        tints.add(colour(page, ".hjelp-theme__header", "backgroundColor"))
        accents.add(colour(page, ".hjelp-theme .hjelp-card__title a", "color"))
    page.goto(FRONT)
    acute = colour(page, "a.hjelp-tag", "color")
    assert len(tints) == len(accents) == len(LOOKS)
    assert acute not in accents


def test_look_of_the_page_leaves_the_host_s_own_header_alone(page: Page):
    colours = set()
    for look in ("plain", "festive"):
        page.goto(address(look))
        colours.add(colour(page, "header.top nav a, header.top .brand", "color"))
    assert len(colours) == 1


@pytest.mark.parametrize("where", [address("calm"), FRONT])
def test_in_forced_colours_a_theme_has_an_edge(new_page: Callable[..., Page], where: str):
    page = new_page(forced_colors="active")
    page.goto(where)
    themed = page.locator(".hjelp-look > .hjelp-theme__header, .hjelp-theme-card.hjelp-look").first
    edge = "one => parseFloat(getComputedStyle(one).borderBlockStartWidth)"
    assert themed.evaluate(edge) >= 1


def test_on_paper_there_is_no_tint_and_no_picture(page: Page):
    page.goto(address("festive"))
    page.emulate_media(media="print")
    expect(page.locator(".hjelp-theme__picture")).to_be_hidden()
    black = "rgb(0, 0, 0)"
    assert colour(page, ".hjelp-theme .hjelp-card__title a", "color") == black
    expect(page.get_by_text(INTRO)).to_be_visible()


# --- What a resident does -----------------------------------------------------------------


def test_card_on_the_front_page_leads_to_the_theme_wherever_it_is_pressed(page: Page):
    page.goto(FRONT)
    # In its middle, where the introduction is.
    page.locator(".hjelp-theme-card", has_text=title("warm")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title("warm"))


def test_card_is_reached_by_keyboard_and_the_focus_is_seen(page: Page):
    page.goto(FRONT)
    link = page.get_by_role("link", name=title("calm"))
    link.focus()
    assert link.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title("calm"))


def test_untranslated_theme_says_so_and_its_dates_are_in_the_reader_s_language(page: Page):
    page.goto(address("warm", "ar"))
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_attribute("lang", "nb")
    expect(heading).to_have_attribute("dir", "ltr")
    assert page.locator(".hjelp-theme__dates [lang]").count() == 0
    expect(page.locator(".hjelp-theme__dates")).to_be_visible()


@pytest.mark.parametrize("language", ["nb", "ar"])
def test_cancelled_date_is_cancelled_on_the_theme_at_once_without_a_script(
    new_page: Callable[..., Page], cafe: ActivityPage, language: str
):
    page = new_page(java_script_enabled=False)
    page.goto(address("plain", language))
    picked = page.locator(".hjelp-block--activities").first.locator(".hjelp-happens")
    expect(picked).to_have_count(1)
    expect(picked.locator(".hjelp-happens__status")).to_have_count(0)
    coming = Occurrence.objects.of([cafe.translation_key]).not_over(timezone.now())
    date = coming.order_by("starts_at").first()
    cancel(date, Change(cafe, reason="illness"))
    try:
        page.reload()
        expect(picked.locator(".hjelp-happens__status strong")).to_be_visible()
        expect(picked.locator("time").first).to_have_css("text-decoration-line", "line-through")
    finally:
        restore(date, Change(cafe))
    page.reload()
    expect(picked.locator(".hjelp-happens__status")).to_have_count(0)


def test_list_leads_to_the_calendar_with_the_same_filter(page: Page):
    page.goto(address("plain"))
    page.locator(".hjelp-block--activities", has_text="Nettopp nå").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/nb/hjelp/hva-skjer/" in page.url
