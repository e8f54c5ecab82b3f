"""A resident looks for help: with script and without, with a keyboard, and unobserved."""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from .conftest import PHONE

DIRECTORY = "/nb/hjelp/tilbud/"
HEADING = "#hjelp-results-heading"
CARDS = ".hjelp-results .hjelp-card"
PUBLIC_PAGES = (
    "/nb/",
    "/nb/hjelp/",
    DIRECTORY,
    f"{DIRECTORY}?q=lege&topic=acute-help",
    f"{DIRECTORY}legevakt/",
    f"{DIRECTORY}krisesenter/",
    "/nb/jul-i-havnesund/",
    "/nb/om-kommunen/",
    "/ar/hjelp/tilbud/",
    "/ar/hjelp/tilbud/tannklinikk/",
    "/pl/hjelp/",
    "/so/hjelp/tilbud/legevakt/",
)


def query(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(page.url).query)


def count(page: Page) -> int:
    """The number that the heading of the results says."""
    return int(re.search(r"\d+", page.locator(HEADING).inner_text()).group())


def box(page: Page, group: str, value: str):
    return page.locator(f"input[name={group}][value='{value}']")


def fold_out(page: Page, *groups: str) -> None:
    if not page.locator("details.hjelp-filters").evaluate("one => one.open"):
        toggle = page.locator(".hjelp-filters__toggle")
        if toggle.is_visible():
            toggle.click()
    for group in groups:
        details = page.locator(f"details[data-hjelp-group={group}]")
        if not details.evaluate("one => one.open"):
            details.locator("summary").click()


def test_ticking_a_filter_shows_and_announces_the_results_at_a_shareable_address(
    page: Page, new_page: Callable[..., Page]
):
    page.goto(DIRECTORY)
    everything = count(page)
    loads: list[str] = []
    page.on("load", lambda: loads.append(page.url))
    fold_out(page, "topic", "access")
    box(page, "topic", "mental-health").check()
    page.wait_for_url("**topic=mental-health**")
    status = page.get_by_role("status")
    expect(status).to_have_text(page.locator(HEADING).inner_text())
    one_filter = count(page)
    assert 0 < one_filter < everything

    box(page, "access", "drop_in").check()
    page.wait_for_url("**access=drop_in**")
    expect(status).to_have_text(re.compile(r"\d"))
    both = count(page)
    assert 0 < both < one_filter, "AND between groups"
    expect(page.locator(CARDS)).to_have_count(both)
    assert query(page) == [("topic", "mental-health"), ("access", "drop_in")]
    # The boxes stay where they were, with the new counts, and nothing was loaded anew.
    expect(box(page, "topic", "mental-health")).to_be_checked()
    assert not loads

    friend = new_page()
    friend.goto(page.url)
    assert count(friend) == both
    expect(box(friend, "access", "drop_in")).to_be_checked()


def test_two_values_of_one_group_widen_the_results(page: Page):
    page.goto(f"{DIRECTORY}?topic=housing")
    one = count(page)
    fold_out(page, "topic")
    box(page, "topic", "money-and-debt").check()
    page.wait_for_url("**money-and-debt**")
    expect(page.locator(HEADING)).not_to_have_text(re.compile(rf"^\D*{one}\D"))
    assert count(page) > one


def test_count_beside_a_value_is_what_ticking_it_gives(page: Page):
    page.goto(f"{DIRECTORY}?topic=mental-health")
    fold_out(page, "access")
    promised = int(
        re.search(
            r"\((\d+)\)",
            page.locator("label[for=hjelp-access-appointment]").inner_text(),
        ).group(1)
    )
    box(page, "access", "appointment").check()
    page.wait_for_url("**access=appointment**")
    expect(page.locator(HEADING)).to_contain_text(str(promised))
    assert count(page) == promised


def test_back_button_undoes_one_filter_at_a_time(page: Page):
    page.goto(DIRECTORY)
    everything = count(page)
    fold_out(page, "topic")
    box(page, "topic", "mental-health").check()
    page.wait_for_url("**topic=mental-health**")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"\d"))
    one = count(page)
    box(page, "topic", "housing").check()
    page.wait_for_url("**topic=housing**")

    page.go_back()
    expect(page.locator(HEADING)).to_contain_text(str(one))
    expect(box(page, "topic", "housing")).not_to_be_checked()
    expect(box(page, "topic", "mental-health")).to_be_checked()
    page.go_back()
    expect(page.locator(HEADING)).to_contain_text(str(everything))
    expect(box(page, "topic", "mental-health")).not_to_be_checked()
    page.go_forward()
    expect(box(page, "topic", "mental-health")).to_be_checked()


def test_a_choice_is_removed_by_its_own_link(page: Page):
    page.goto(f"{DIRECTORY}?topic=mental-health&access=self")
    before = count(page)
    page.locator(".hjelp-active a.hjelp-chip").last.click()
    page.wait_for_url(lambda url: "access=self" not in url)
    expect(page.locator(".hjelp-active a.hjelp-chip")).to_have_count(1)
    assert count(page) >= before
    expect(page.locator(HEADING)).to_be_focused()


def test_nothing_found_offers_a_way_on(page: Page):
    page.goto(f"{DIRECTORY}?q=xyzzyplugh")
    expect(page.locator(CARDS)).to_have_count(0)
    page.get_by_role("link", name="Vis alt").click()
    expect(page.locator(CARDS).first).to_be_visible()
    assert query(page) == []


def test_filters_and_search_work_without_script(new_page: Callable[..., Page]):
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(DIRECTORY)
    everything = count(page)
    page.locator(".hjelp-filters__toggle").click()
    page.locator("details[data-hjelp-group=topic] > summary").click()
    page.locator("label[for=hjelp-topic-mental-health]").click()
    page.get_by_role("button", name="Vis treff").click()
    page.wait_for_url("**topic=mental-health**")
    filtered = count(page)
    assert 0 < filtered < everything
    expect(box(page, "topic", "mental-health")).to_be_checked()

    page.get_by_role("searchbox").fill("angst")
    page.get_by_role("button", name="Søk").click()
    page.wait_for_url("**q=angst**")
    assert ("topic", "mental-health") in query(page)
    assert 0 < count(page) <= filtered
    page.locator(".hjelp-active a.hjelp-chip").first.click()
    expect(page.locator(CARDS).first).to_be_visible()


def test_pages_of_results_turn_without_script(new_page: Callable[..., Page]):
    page = new_page(java_script_enabled=False)
    page.goto(DIRECTORY)
    expect(page.locator(CARDS)).to_have_count(20)
    first = page.locator(f"{CARDS} h3").all_inner_texts()
    page.get_by_role("link", name="Neste side").click()
    assert ("page", "2") in query(page)
    assert not set(first) & set(page.locator(f"{CARDS} h3").all_inner_texts())


def test_keyboard_alone_leads_from_search_to_a_number_to_call(page: Page):
    def tab_to(selector: str, most: int = 80) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
        pytest.fail(f"{most} times Tab did not reach {selector} on {page.url}")

    page.goto("/nb/hjelp/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skip to the content
    expect(page.locator("main")).to_be_focused()
    tab_to("input[type=search]", most=5)
    page.keyboard.type("doktor")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=doktor**")
    tab_to(".hjelp-card__title a[href$='/legevakt/']")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "the focus cannot be seen"
    page.keyboard.press("Enter")
    page.wait_for_url("**/legevakt/")
    tab_to("main a[href='tel:116117']")


def test_a_filter_ticked_by_keyboard_keeps_its_place(page: Page):
    page.goto(DIRECTORY)
    fold_out(page, "topic")
    box(page, "topic", "housing").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**topic=housing**")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"\d"))
    expect(box(page, "topic", "housing")).to_be_focused()


def test_secret_address_stands_nowhere_and_the_telephone_does(page: Page):
    page.goto(f"{DIRECTORY}krisesenter/")
    expect(page.locator("main a[href^='tel:']").first).to_be_visible()
    expect(page.locator("main address")).to_have_count(0)
    expect(page.locator("main a[href*='openstreetmap'], main a[href*='map']")).to_have_count(0)


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_public_page_sets_no_cookie_asks_no_one_else_and_breaks_no_policy(
    page: Page, demo_url: str, address: str
):
    origins: set[str] = set()
    complaints: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: origins.add(_origin(request.url)))
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "response",
        lambda response: failed.append(response.url) if response.status >= 400 else None,
    )
    response = page.goto(address)
    page.wait_for_load_state("networkidle")

    assert response and response.status == 200
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert "set-cookie" not in response.headers
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert origins == {demo_url}
    assert failed == []
    assert complaints == []


def test_using_the_directory_leaves_nothing_behind_either(page: Page, demo_url: str):
    origins: set[str] = set()
    complaints: list[str] = []
    page.on("request", lambda request: origins.add(_origin(request.url)))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/nb/hjelp/")
    page.get_by_role("searchbox").fill("selvmord")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=selvmord**")
    expect(page.locator(CARDS).first).to_be_visible()
    fold_out(page, "access")
    box(page, "access", "self").check()
    page.wait_for_url("**access=self**")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"\d"))
    assert page.context.cookies() == []
    assert origins == {demo_url}
    assert complaints == []


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
