"""Acute help as people meet it: on a small telephone, without a script, on paper, at closing time.

The clocks of server and browser stand still, near Monday 23 November 2026 in Oslo, and are moved on
by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import Page, expect

from .test_accessibility import fits

OSLO = ZoneInfo("Europe/Oslo")
LANGUAGES = ("nb", "nn", "en", "uk", "ar", "pl", "so")
SMALL = {"width": 360, "height": 640}
NARROW = {"width": 320, "height": 640}
FIRST = ".hjelp-rung .hjelp-call"
NOW = ".hjelp-turn[data-hjelp-state=now]"
CLOSING = datetime(2026, 11, 23, 15, 30, tzinfo=OSLO)


@pytest.fixture
def at(page: Page) -> Iterator[Callable[[datetime], None]]:
    """Set the clocks of server and browser."""
    travels: list[time_machine.travel] = []

    def set_clocks(moment: datetime) -> None:
        for travel in travels:
            travel.stop()
        travels[:] = [time_machine.travel(moment, tick=False)]
        travels[0].start()
        page.clock.set_fixed_time(moment)

    yield set_clocks
    for travel in travels:
        travel.stop()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_number_is_seen_without_scrolling_on_a_small_telephone(new_page, language):
    page = new_page(viewport=SMALL)
    page.goto(f"/{language}/hjelp/akutt/")
    box = page.locator(FIRST).first.bounding_box()
    assert page.locator(FIRST).first.get_attribute("href") == "tel:113"
    assert box["y"] + box["height"] <= SMALL["height"]
    assert box["height"] >= 44


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_never_scrolls_sideways_on_the_narrowest_telephone(new_page, language):
    page = new_page(viewport=NARROW)
    page.goto(f"/{language}/hjelp/akutt/")
    assert fits(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_is_as_large_as_a_thumb_and_on_one_line(new_page, language):
    page = new_page(viewport=NARROW)
    page.goto(f"/{language}/hjelp/akutt/")
    for number in page.locator(".hjelp-call").all():
        box = number.bounding_box()
        assert 44 <= box["height"] < 80
        assert number.evaluate("one => getComputedStyle(one).direction") == "ltr"


def test_at_closing_time_the_turn_goes_to_the_legevakt(page, at):
    at(CLOSING - timedelta(minutes=1))
    page.clock.install(time=CLOSING - timedelta(minutes=1))
    page.goto("/nb/hjelp/akutt/")
    gp = page.locator(".hjelp-rung", has=page.locator("#hjelp-daytime_emergency"))
    legevakt = page.locator(".hjelp-rung", has=page.locator("#hjelp-legevakt"))
    expect(gp.locator(NOW)).to_have_text("Akkurat nå Fastleger har åpent til kl. 15.30.")
    expect(legevakt.locator(".hjelp-turn")).to_be_hidden()
    page.clock.run_for(61_000)
    expect(legevakt.locator(NOW)).to_have_text(
        "Akkurat nå Fastlegene har stengt. De åpner i morgen kl. 08.00."
    )
    expect(gp.locator(".hjelp-turn")).to_be_hidden()
    # Nothing goes away: both rungs stand where they stood.
    expect(gp).to_be_visible()
    assert page.locator(FIRST).first.get_attribute("href") == "tel:113"


def test_a_wrong_clock_takes_the_turn_from_nobody(new_page):
    """A visitor's clock that is a day off: no rung has its turn, and all of them stand there."""
    page = new_page()
    with time_machine.travel(CLOSING, tick=False):
        page.clock.set_fixed_time(CLOSING - timedelta(days=1))
        page.route("**/hjelp/akutt/", lambda route: _only_once(route))
        page.goto("/nb/hjelp/akutt/")
        expect(page.locator(NOW)).to_have_count(0)
    expect(page.locator(".hjelp-rung")).to_have_count(10)


_seen: list[str] = []


def _only_once(route) -> None:
    """Let the page through, and then be offline: the script cannot ask for the true time."""
    if route.request.resource_type == "document":
        route.continue_()
    else:
        route.abort()


@pytest.mark.parametrize("language", ["nb", "ar"])
def test_without_a_script_all_rungs_stand_with_their_hours(new_page, language):
    page = new_page(java_script_enabled=False)
    page.goto(f"/{language}/hjelp/akutt/")
    assert page.locator(".hjelp-rung").count() == 10
    assert page.locator(NOW).count() == 1
    assert page.locator(".hjelp-rung .hjelp-hours").count() >= 2


def test_without_a_style_sheet_it_reads_in_order_and_nothing_empty_is_said(new_page):
    page = new_page()
    page.route("**/*.css", lambda route: route.abort())
    page.goto("/ar/hjelp/akutt/")
    links = page.locator("main a[href^='tel:']")
    assert [link.get_attribute("href") for link in links.all()[:4]] == [
        "tel:113",
        "tel:112",
        "tel:110",
        "tel:116117",
    ]
    # By their own markup, from left to right.
    assert links.nth(4).evaluate("one => getComputedStyle(one).direction") == "ltr"
    other = page.locator(".hjelp-turn[data-hjelp-state=other]")
    assert other.inner_text().strip() == ""


def test_on_paper_no_moment_is_spoken_of_and_every_number_stands(new_page):
    page = new_page()
    page.goto("/nb/hjelp/akutt/")
    page.emulate_media(media="print")
    assert page.locator(".hjelp-turn").evaluate_all(
        "all => all.every(one => getComputedStyle(one).display === 'none')"
    )
    for number in page.locator(".hjelp-call").all():
        assert number.is_visible()
    heading = page.locator("#hjelp-emergency")
    assert heading.evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"


def test_in_forced_colours_the_rungs_have_borders(new_page):
    page = new_page(forced_colors="active")
    page.goto("/nb/hjelp/akutt/")
    widths = page.locator(".hjelp-rung").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).borderTopWidth))"
    )
    assert all(width >= 1 for width in widths)


def test_each_number_is_reached_by_the_keyboard_in_order(page):
    page.goto("/nb/hjelp/akutt/")
    wanted = page.locator("main .hjelp-call").evaluate_all("all => all.map(one => one.href)")
    page.locator("#content").focus()
    seen: list[str] = []
    for _step in range(80):
        page.keyboard.press("Tab")
        href = page.evaluate(
            "document.activeElement.matches('main .hjelp-call') && document.activeElement.href"
        )
        if href:
            seen.append(href)
        if len(seen) == len(wanted):
            break
    assert seen == wanted


def test_searching_in_despair_puts_help_first_and_says_so(page):
    page.goto("/nb/hjelp/tilbud/")
    page.fill("input[name=q]", "jeg vil ikke leve")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    first = page.locator("[data-hjelp-results] a").first
    assert first.get_attribute("href") == "tel:113"
    # A ticked box fetches new results; the help stays, and is read out with their number.
    page.locator("#hjelp-open-now").check()
    expect(page.locator("[data-hjelp-status]")).to_contain_text("Du kan få hjelp nå")
    assert page.locator("[data-hjelp-results] a").first.get_attribute("href") == "tel:113"


@pytest.mark.parametrize("address", ["/nb/", "/ar/jul-i-havnesund/"])
def test_the_strip_is_the_first_thing_and_two_lines_high_at_most(new_page, address):
    page = new_page(viewport=NARROW)
    page.goto(address)
    strip = page.locator(".hjelp-strip")
    assert strip.bounding_box()["y"] == 0
    assert strip.bounding_box()["height"] <= 110
    for link in strip.locator("a").all():
        assert link.bounding_box()["height"] >= 44


def test_no_request_leaves_the_site(new_page, demo_url):
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/nb/hjelp/akutt/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(demo_url)] == []
