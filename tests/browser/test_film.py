"""A film on a page: the provider hears of nobody before the button is pressed, and little after.

What YouTube and Vimeo would send is made up here: no test asks them for anything.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Locator, Page, Request, Route, expect
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from example_site.home.models import HomePage, StandardPage

from .conftest import DESKTOP, PHONE
from .test_accessibility import fits, open_everything

ADDRESS = "/nb/film-og-historie/"
ARABIC = "/ar/film-og-historie/"
SIZES = {"320": PHONE, "1280": DESKTOP}

YOUTUBE = "Når du ringer krisesenteret"
VIMEO = "En dag på frivilligsentralen"
ELSEWHERE = "Et foredrag om sorg"
WATCH = {
    YOUTUBE: "https://www.youtube.com/watch?v=dQw4w9_WgX-",
    VIMEO: "https://vimeo.com/76979871/8272103f6e",
    ELSEWHERE: "https://film.example/sorg",
}
EMBEDDED = {
    YOUTUBE: "https://www.youtube-nocookie.com/embed/dQw4w9_WgX-?autoplay=1",
    VIMEO: "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1&autoplay=1",
}


def film(title: str, poster: int) -> dict:
    value = {
        "title": title,
        "url": WATCH[title],
        "poster": poster,
        "captions": "no",
        "transcript": f"<p>Alt som blir sagt i «{title}».</p>",
        "minutes": 4,
        "languages": ["nb", "nsl"],
    }
    return {"type": "film", "value": value}


@pytest.fixture(scope="module", autouse=True)
def _pages(demo: None) -> Iterator[None]:
    """A page with three films and a story, in Norwegian, and as nobody has translated it."""
    picture = get_image_model().objects.create(
        title="Et bilde", file=get_test_image_file(size=(1280, 720))
    )
    story = {
        "quote": "Jeg var redd for å ringe. Jeg skulle gjort det for lenge siden.",
        "person": "Amina",
        "pseudonym": True,
        "who": "mor til to",
        "picture": picture.pk,
        "picture_alt": "To hender rundt en kopp",
        "text": "<p>Hun ringte en søndag.</p>",
        "consent": "2026-11-02",
    }
    page = StandardPage(
        title="Film og historie",
        slug="film-og-historie",
        body=[
            *(film(title, picture.pk) for title in WATCH),
            {"type": "story", "value": story},
        ],
    )
    HomePage.objects.get(locale__language_code="nb").add_child(instance=page)
    page.save_revision().publish()
    page.copy_for_translation(Locale.objects.get(language_code="ar"), alias=True)
    yield
    for found in page.get_translations(inclusive=True):
        found.delete()
    picture.delete()


class Visit:
    """The page as somebody has it open, and what it asks of others, who answer with a player."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[Request] = []
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route(re.compile("^https:"), self._answer)

    def _answer(self, route: Route) -> None:
        self.asked.append(route.request)
        route.fulfill(content_type="text/html", body="<title>Film</title><h1>Spiller</h1>")

    def button(self, title: str) -> Locator:
        return self.page.get_by_role("button", name=title)

    def link(self, title: str) -> Locator:
        return self.page.get_by_role("link", name=title)

    @property
    def frame(self) -> Locator:
        return self.page.locator("main iframe")


@pytest.fixture
def visit(page: Page) -> Visit:
    visit = Visit(page)
    page.goto(ADDRESS)
    return visit


# --- Asked for, and not before ------------------------------------------------------------


def test_nobody_else_is_asked_and_nothing_is_kept_before_the_button_is_pressed(visit: Visit):
    visit.page.mouse.wheel(0, 5000)
    visit.button(YOUTUBE).hover()
    visit.button(YOUTUBE).focus()
    visit.page.wait_for_load_state("networkidle")
    assert visit.asked == []
    assert visit.page.context.cookies() == []
    assert visit.complaints == []
    expect(visit.frame).to_have_count(0)


@pytest.mark.parametrize("title", EMBEDDED)
def test_film_takes_the_place_of_its_picture_and_has_the_focus(
    visit: Visit, demo_url: str, title: str
):
    others = visit.page.locator("img.hjelp-film__poster")
    expect(others).to_have_count(3)
    before = visit.page.evaluate("history.length")
    visit.button(title).click()
    expect(visit.frame).to_have_count(1)
    expect(visit.frame).to_have_attribute("src", EMBEDDED[title])
    expect(visit.frame).to_have_attribute("title", title)
    expect(visit.frame).to_be_focused()
    expect(visit.button(title)).to_have_count(0)
    expect(others).to_have_count(2)
    player = visit.page.frame_locator("main iframe").get_by_role("heading", name="Spiller")
    expect(player).to_be_visible()
    expect(visit.frame).to_be_focused()
    # They learn of the site and not of the page, and the back button still leads back.
    (request,) = visit.asked
    assert request.url == EMBEDDED[title]
    assert request.headers["referer"] == f"{demo_url}/"
    assert visit.page.evaluate("history.length") == before
    assert visit.complaints == []


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_film_is_started_by_the_keyboard(visit: Visit, key: str):
    visit.button(VIMEO).focus()
    visit.page.keyboard.press(key)
    expect(visit.frame).to_be_focused()
    assert visit.page.evaluate("scrollY") < 2000
    assert [request.url for request in visit.asked] == [EMBEDDED[VIMEO]]


def test_button_says_what_it_starts_who_shows_it_and_that_they_may_keep_cookies(visit: Visit):
    with translation.override("nb"):
        watch = gettext("Watch the film:")
        sentence = gettext("The film is shown by %(provider)s. They may keep cookies.")
    expect(visit.button(YOUTUBE)).to_have_accessible_name(
        f"{watch} {YOUTUBE} {sentence % {'provider': 'YouTube'}}"
    )
    box = visit.button(YOUTUBE).bounding_box()
    assert box and box["height"] >= 44


def test_film_of_an_unknown_provider_stays_a_link(visit: Visit):
    expect(visit.button(ELSEWHERE)).to_have_count(0)
    visit.link(ELSEWHERE).click()
    expect(visit.page.get_by_role("heading", name="Spiller")).to_be_visible()
    assert visit.page.url == WATCH[ELSEWHERE]
    (request,) = visit.asked
    assert "referer" not in request.headers


@pytest.mark.parametrize("title", WATCH)
def test_without_a_script_each_film_is_a_link_in_the_same_tab(
    new_page: Callable[..., Page], title: str
):
    visit = Visit(new_page(java_script_enabled=False))
    visit.page.goto(ADDRESS)
    expect(visit.page.locator("main button")).to_have_count(0)
    expect(visit.page.locator("main iframe")).to_have_count(0)
    assert visit.asked == []
    visit.link(title).click()
    expect(visit.page.get_by_role("heading", name="Spiller")).to_be_visible()
    assert visit.page.url == WATCH[title]
    assert len(visit.page.context.pages) == 1
    (request,) = visit.asked
    assert "referer" not in request.headers


@pytest.mark.parametrize("title", EMBEDDED)
def test_where_the_policy_lets_no_film_in_the_button_leads_to_it(page: Page, title: str):
    visit = Visit(page)

    def stricter(route: Route) -> None:
        response = route.fetch()
        headers = {**response.headers, "content-security-policy": "default-src 'self'"}
        route.fulfill(response=response, headers=headers)

    page.route(lambda url: urlsplit(url).path == ADDRESS, stricter)
    page.goto(ADDRESS)
    visit.button(title).click()
    expect(page.get_by_role("heading", name="Spiller")).to_be_visible()
    assert page.url == WATCH[title]
    assert [request.url for request in visit.asked] == [WATCH[title]]


def test_untranslated_title_keeps_its_language_on_the_film(new_page: Callable[..., Page]):
    visit = Visit(new_page())
    visit.page.goto(ARABIC)
    visit.button(YOUTUBE).click()
    expect(visit.frame).to_have_attribute("title", YOUTUBE)
    expect(visit.frame).to_have_attribute("lang", "nb")


# --- For everybody ------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [ADDRESS, ARABIC])
def test_films_and_stories_have_no_violations_and_fit(
    new_page: Callable[..., Page], axe: Callable[..., None], address: str, scheme: str, size: str
):
    visit = Visit(new_page(viewport=SIZES[size], color_scheme=scheme))
    visit.page.goto(address)
    open_everything(visit.page)
    assert fits(visit.page)
    axe(visit.page)
    visit.button(YOUTUBE).click()
    expect(visit.frame).to_be_focused()
    assert fits(visit.page)
    # What is within it is theirs.
    axe(visit.page, without=("frame-tested",))


def test_text_at_twice_the_size_fits_a_telephone(new_page: Callable[..., Page]):
    page = new_page(viewport={"width": 640, "height": 900})
    page.goto(ADDRESS)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert fits(page)


def test_one_sees_where_the_keyboard_is(visit: Visit):
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement.matches('button.hjelp-film')"):
            break
    focused = "getComputedStyle(document.activeElement)"
    assert visit.page.evaluate(f"{focused}.outlineStyle") == "solid"
    visit.page.keyboard.press("Enter")
    expect(visit.frame).to_be_focused()
    assert visit.page.evaluate(f"{focused}.outlineStyle") == "solid"


def test_in_forced_colours_button_drawing_and_film_have_edges(new_page: Callable[..., Page]):
    visit = Visit(new_page(forced_colors="active"))
    visit.page.goto(ADDRESS)

    def edge(one: Locator) -> float:
        return one.evaluate("one => parseFloat(getComputedStyle(one).borderBlockStartWidth)")

    assert edge(visit.button(YOUTUBE)) >= 1
    assert edge(visit.button(YOUTUBE).locator(".hjelp-badge")) >= 1
    visit.button(YOUTUBE).click()
    assert edge(visit.frame) >= 1


@pytest.mark.parametrize(
    ("wish", "found"), [("reduce", {"0s"}), ("no-preference", {"0s", "0.15s"})]
)
def test_nothing_moves_for_those_who_want_less_motion(
    new_page: Callable[..., Page], wish: str, found: set[str]
):
    page = new_page(reduced_motion=wish)
    page.goto(ADDRESS)
    durations = page.locator(".hjelp-film, .hjelp-film *").evaluate_all(
        "all => all.map(one => getComputedStyle(one).transitionDuration)"
    )
    assert set(durations) == found


@pytest.mark.parametrize("played", [False, True])
@pytest.mark.parametrize("script", [True, False])
def test_on_paper_stand_the_address_and_the_text_and_no_picture(
    new_page: Callable[..., Page], script: bool, played: bool
):
    visit = Visit(new_page(java_script_enabled=script))
    visit.page.goto(ADDRESS)
    if played and script:
        visit.button(YOUTUBE).click()
    visit.page.emulate_media(media="print")
    for part in ("img.hjelp-film__poster", ".hjelp-film", "main iframe"):
        for one in visit.page.locator(part).all():
            expect(one).to_be_hidden()
    section = visit.page.locator(".hjelp-block--film").first
    expect(section.locator(".hjelp-film__address")).to_have_text(f"{YOUTUBE}: {WATCH[YOUTUBE]}")
    expect(section.locator(".hjelp-film__address")).to_be_visible()
    text = section.get_by_text("Alt som blir sagt")
    expect(text).to_be_visible()
    assert text.bounding_box()["height"] > 0
    expect(visit.page.locator(".hjelp-story__quote")).to_be_visible()


def test_address_is_for_paper_alone(visit: Visit):
    expect(visit.page.locator(".hjelp-film__address").first).to_be_hidden()


def test_story_of_a_person_is_one_quotation_with_its_name(visit: Visit):
    story = visit.page.get_by_role("figure", name="Amina")
    expect(story.get_by_role("blockquote")).to_contain_text("Jeg var redd for å ringe.")
    expect(story.get_by_role("img")).to_have_accessible_name("To hender rundt en kopp")
    assert "2026" not in visit.page.locator(".hjelp-block--story").inner_html()
