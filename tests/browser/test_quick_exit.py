"""Somebody reads about violence, hears steps, and must be gone: by click, by keyboard, at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from .conftest import DESKTOP, PHONE

DIRECTORY = "/nb/hjelp/tilbud/"
SHELTER = "/nb/hjelp/tilbud/krisesenter/"
NEUTRAL = "https://www.yr.no/"
SIZES = {"320": PHONE, "1280": DESKTOP}


class Exit:
    """The control on a page, and the neutral page that it leads to (which is not asked for)."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.link: Locator = page.locator("[data-hjelp-exit]")
        self.hint: Locator = page.locator("[data-hjelp-exit-hint]")
        self.status: Locator = page.locator("[data-hjelp-exit-status]")
        self.asked: list[Request] = []
        page.route(re.compile("^https:"), self._answer)

    def _answer(self, route: Route) -> None:
        self.asked.append(route.request)
        route.fulfill(content_type="text/html", body="<title>Været</title><h1>Sol</h1>")

    def shift(self, times: int) -> None:
        for _ in range(times):
            self.page.keyboard.press("Shift")

    def expect_gone(self) -> None:
        expect(self.page.get_by_role("heading", name="Sol")).to_be_visible()
        assert self.page.url == NEUTRAL
        (request,) = self.asked
        assert "referer" not in request.headers

    def expect_here(self) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        assert self.page.url.endswith(SHELTER)
        assert self.asked == []


@pytest.fixture
def way_off(page: Page) -> Exit:
    """A visitor on the shelter's page, who came there from the directory."""
    way_off = Exit(page)
    page.goto(DIRECTORY)
    page.goto(SHELTER)
    return way_off


# --- Leaving ------------------------------------------------------------------------------


def by_keyboard(way_off: Exit) -> None:
    way_off.shift(3)


def by_click(way_off: Exit) -> None:
    way_off.link.click()


def by_enter(way_off: Exit) -> None:
    way_off.link.focus()
    way_off.page.keyboard.press("Enter")


def by_click_with_shift(way_off: Exit) -> None:
    # Would open a window beside this one.
    way_off.link.click(modifiers=["Shift"])


@pytest.mark.parametrize("leave", [by_keyboard, by_click, by_enter, by_click_with_shift])
def test_visitor_is_gone_and_the_back_button_does_not_lead_to_the_page(
    page: Page, way_off: Exit, leave: Callable[[Exit], None]
):
    leave(way_off)
    way_off.expect_gone()
    assert len(page.context.pages) == 1
    page.go_back()
    page.wait_for_url(f"**{DIRECTORY}")
    page.go_forward()
    page.wait_for_url(NEUTRAL)


def _leave_for_nothing(page: Page, way_off: Exit) -> None:
    """Leave; there is no answer to show, and so the document is as while it waits for one."""
    page.unroute_all()
    with page.expect_request(NEUTRAL):
        page.route(NEUTRAL, lambda route: route.fulfill(status=204))
        way_off.shift(3)


def test_page_is_blank_while_the_neutral_one_is_on_its_way(page: Page, way_off: Exit):
    # A host's own style may say that something is visible.
    page.locator(".hjelp-lead").evaluate("one => { one.style.visibility = 'visible' }")
    _leave_for_nothing(page, way_off)
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    visible = page.evaluate(
        """[...document.querySelectorAll("body *")]
            .filter((one) => getComputedStyle(one).visibility !== "hidden")
            .map((one) => one.textContent)"""
    )
    # For a screen reader alone; nothing is drawn of it.
    assert visible == [way_off.status.text_content()]
    assert way_off.status.evaluate("one => getComputedStyle(one).clipPath") == "inset(50%)"
    assert page.title() == "www.yr.no"


def test_presses_are_counted_aloud(page: Page, way_off: Exit):
    two, one, _leaving = way_off.status.get_attribute("data-hjelp-exit-status").split("|")
    expect(page.get_by_role("status").and_(way_off.status)).to_have_text("")
    way_off.shift(1)
    expect(way_off.status).to_have_text(two)
    expect(way_off.hint).to_be_hidden()
    way_off.shift(1)
    expect(way_off.status).to_have_text(one)
    page.keyboard.press("Tab")
    expect(way_off.status).to_have_text("")
    expect(way_off.hint).to_be_visible()


def test_link_leads_away_without_script_and_nothing_is_promised_that_needs_one(
    new_page: Callable[..., Page],
):
    page = new_page(java_script_enabled=False)
    way_off = Exit(page)
    page.goto(SHELTER)
    expect(way_off.hint).to_be_hidden()
    way_off.shift(3)
    assert way_off.asked == []
    way_off.link.click()
    way_off.expect_gone()


def test_neutral_page_does_not_learn_of_a_host_s_page_that_has_the_control_and_no_header(
    page: Page,
):
    def without_header(route: Route) -> None:
        answer = route.fetch()
        others = {name: value for name, value in answer.headers.items() if "referrer" not in name}
        route.fulfill(response=answer, headers=others)

    way_off = Exit(page)
    page.route(f"**{SHELTER}", without_header)
    response = page.goto(SHELTER)
    assert response and "referrer-policy" not in response.headers
    way_off.shift(3)
    way_off.expect_gone()


def test_page_that_is_not_sensitive_has_no_control_and_stays(page: Page):
    way_off = Exit(page)
    page.goto(f"{DIRECTORY}legevakt/")
    expect(way_off.link).to_have_count(0)
    way_off.shift(3)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert way_off.asked == []


def test_leaving_breaks_no_policy_and_leaves_no_cookie(page: Page, way_off: Exit):
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.reload()
    way_off.shift(3)
    way_off.expect_gone()
    assert complaints == []
    assert page.context.cookies() == []


# --- Staying ------------------------------------------------------------------------------


@pytest.fixture
def field(page: Page, way_off: Exit) -> Locator:
    """A text field on the sensitive page, as a host may have one there."""
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input id=f>')")
    field = page.locator("#f")
    field.focus()
    return field


def test_capitals_in_a_field_do_not_leave(page: Page, way_off: Exit, field: Locator):
    for _ in range(3):
        page.keyboard.press("Shift+A")
    expect(field).to_have_value("AAA")
    # With sticky keys: Shift is let go before the letter is pressed.
    for _ in range(3):
        page.keyboard.press("Shift")
        page.keyboard.press("a")
    # Held for all of them.
    page.keyboard.down("Shift")
    for _ in range(3):
        page.keyboard.press("A")
    page.keyboard.up("Shift")
    expect(field).to_have_value("AAAaaaAAA")
    way_off.expect_here()
    expect(way_off.status).to_have_text("")


def test_three_presses_leave_from_within_a_field_too(way_off: Exit, field: Locator):
    field.fill("Hei")
    way_off.shift(3)
    way_off.expect_gone()


def tab(page: Page) -> None:
    page.keyboard.press("Shift+Tab")


def other_key(page: Page) -> None:
    page.keyboard.press("ArrowDown")


def click(page: Page) -> None:
    page.keyboard.down("Shift")
    page.locator("h1").click()
    page.keyboard.up("Shift")


def wheel(page: Page) -> None:
    page.keyboard.down("Shift")
    page.mouse.wheel(0, 10)
    page.wait_for_timeout(100)
    page.keyboard.up("Shift")


def change_of_keyboard_layout(page: Page) -> None:
    page.keyboard.down("Alt")
    page.keyboard.press("Shift")
    page.keyboard.up("Alt")


def change_of_layout_begun_with_shift(page: Page) -> None:
    page.keyboard.down("Shift")
    page.keyboard.press("Alt")
    page.keyboard.up("Shift")


def both_shift_keys(page: Page) -> None:
    page.keyboard.down("ShiftLeft")
    page.keyboard.press("ShiftRight")
    page.keyboard.up("ShiftLeft")


@pytest.mark.parametrize(
    "between",
    [
        tab,
        other_key,
        click,
        wheel,
        change_of_keyboard_layout,
        change_of_layout_begun_with_shift,
        both_shift_keys,
    ],
)
def test_anything_else_between_the_presses_begins_the_count_anew(
    page: Page, way_off: Exit, between: Callable[[Page], None]
):
    way_off.shift(2)
    for _ in range(3):
        between(page)
    expect(way_off.status).to_have_text("")
    way_off.shift(2)
    way_off.expect_here()
    way_off.shift(1)
    way_off.expect_gone()


@pytest.fixture
def clock(page: Page) -> None:
    """The page's clock stands until it is moved."""
    page.clock.install(time="2026-11-24T10:00:00+01:00")
    page.clock.pause_at("2026-11-24T10:00:01+01:00")


@pytest.mark.parametrize(("waited", "gone"), [(4_900, True), (5_000, False)])
def test_presses_count_for_five_seconds(
    page: Page, clock: None, way_off: Exit, waited: int, gone: bool
):
    way_off.shift(2)
    page.clock.run_for(waited)
    assert (way_off.status.text_content() == "") is not gone
    way_off.shift(1)
    way_off.expect_gone() if gone else way_off.expect_here()


@pytest.mark.parametrize(("rested", "gone"), [(900, True), (1_100, False)])
def test_somebody_who_rests_on_the_key_stays(
    page: Page, clock: None, way_off: Exit, rested: int, gone: bool
):
    for _ in range(3):
        page.keyboard.down("Shift")
        # As the machine repeats a key that is held.
        page.keyboard.down("Shift")
        page.clock.run_for(rested)
        page.keyboard.up("Shift")
    way_off.expect_gone() if gone else way_off.expect_here()


# --- Coming back on purpose ---------------------------------------------------------------


def test_page_kept_by_the_browser_is_whole_again_for_who_comes_back(page: Page, way_off: Exit):
    title = page.title()
    # A link within the page makes an entry of its own, to which "back" leads.
    page.evaluate("location.hash = '#content'")
    _leave_for_nothing(page, way_off)
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(way_off.status).to_have_text("")
    expect(way_off.hint).to_be_visible()
    assert page.title() == title
    # And it can be left again.
    page.unroute_all()
    page.route(NEUTRAL, way_off._answer)
    way_off.shift(3)
    way_off.expect_gone()


# --- What is seen -------------------------------------------------------------------------


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found
    return found


@pytest.mark.parametrize("language", ["nb", "ar"])
@pytest.mark.parametrize("size", SIZES)
def test_control_has_no_violations_in_either_direction(
    new_page: Callable[..., Page], axe: Callable[..., None], language: str, size: str
):
    page = new_page(viewport=SIZES[size])
    way_off = Exit(page)
    page.goto(f"/{language}/hjelp/tilbud/krisesenter/")
    expect(way_off.hint).to_be_visible()
    axe(page)
    way_off.shift(1)
    axe(page)
    link, main = box(way_off.link), box(page.locator(".hjelp-page"))
    if size == "320":
        assert (link["x"], link["width"]) == (main["x"], main["width"]), "as wide as the page"
    elif language == "ar":
        assert main["x"] + main["width"] - link["x"] - link["width"] < 8, "on the right"
    else:
        assert link["x"] - main["x"] < 8, "on the left"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_control_has_contrast_in_both_colour_schemes(
    new_page: Callable[..., Page], axe: Callable[..., None], scheme: str
):
    page = new_page(color_scheme=scheme)
    page.goto(SHELTER)
    Exit(page).shift(1)
    axe(page, context=".hjelp-exit-bar")


@pytest.mark.parametrize("size", SIZES)
def test_control_stays_in_view_and_is_one_line_high(new_page: Callable[..., Page], size: str):
    page = new_page(viewport=SIZES[size])
    way_off = Exit(page)
    page.goto(SHELTER)
    expect(way_off.hint).to_be_visible()
    for share in (0, 0.3, 0.6):
        page.evaluate("share => scrollTo(0, share * document.body.scrollHeight)", share)
        expect(way_off.link).to_be_in_viewport(ratio=1)
        assert 44 <= box(way_off.link)["height"] <= 48
    assert box(way_off.link)["y"] < 16
    assert page.evaluate(
        """() => {
          const { left, top, width, height } = document
            .querySelector("[data-hjelp-exit]").getBoundingClientRect();
          const there = document.elementFromPoint(left + width / 2, top + height / 2);
          return there.hasAttribute("data-hjelp-exit");
        }"""
    ), "something covers it"
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("size", SIZES)
def test_control_never_covers_what_the_keyboard_is_on(new_page: Callable[..., Page], size: str):
    page = new_page(viewport={**SIZES[size], "height": 500})
    page.goto(SHELTER)
    page.locator("main").focus()

    def walk(key: str) -> list[str]:
        covered, seen = [], 0
        for _ in range(60):
            page.keyboard.press(key)
            found = page.evaluate(
                """() => {
                  const on = document.activeElement;
                  const exit = document.querySelector(".hjelp-exit");
                  if (!on.closest(".hjelp-page")) return null;
                  if (on === exit) return "";
                  const edge = exit.getBoundingClientRect().bottom;
                  return edge > on.getBoundingClientRect().top ? on.outerHTML : "";
                }"""
            )
            if found is None:
                break
            seen += 1
            covered += [found] if found else []
        assert seen > 4
        return covered

    assert walk("Tab") == []
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator(".hjelp-page a").last.focus()
    assert walk("Shift+Tab") == []


def test_control_is_the_first_stop_in_the_content(page: Page, way_off: Exit):
    page.locator("main").focus()
    page.keyboard.press("Tab")
    expect(way_off.link).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_control_has_an_edge_in_forced_colours_and_is_not_printed(
    new_page: Callable[..., Page],
):
    page = new_page(forced_colors="active")
    way_off = Exit(page)
    page.goto(SHELTER)
    edge, ground = way_off.link.evaluate(
        "one => [getComputedStyle(one).borderTopColor, getComputedStyle(one).backgroundColor]"
    )
    assert edge != ground
    page.emulate_media(media="print", forced_colors="none")
    expect(way_off.link).to_be_hidden()
    expect(way_off.hint).to_be_hidden()


def test_line_on_the_keyboard_is_left_out_where_there_is_only_touch(new_page: Callable[..., Page]):
    page = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    way_off = Exit(page)
    page.goto(SHELTER)
    expect(way_off.link).to_be_visible()
    expect(way_off.hint).to_be_hidden()
    way_off.link.tap()
    way_off.expect_gone()


def test_tab_says_nothing_of_the_shelter(page: Page):
    page.goto(SHELTER)
    assert "Krisesenter" not in page.title()
    assert "Havnesund kommune" in page.title()
