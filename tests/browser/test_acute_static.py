"""The static page of acute help in a real browser, opened as a file: no server, no script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from .conftest import DESKTOP, PHONE

LANGUAGES = ("nb", "nn", "en", "uk", "ar", "pl", "so")


@pytest.fixture(scope="module")
def folder(demo: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("acute")
    call_command("hjelp_acute_static", output=str(folder), verbosity=0)
    return folder


@pytest.fixture
def open_file(new_page: Callable[..., Page], folder: Path) -> Callable[..., Page]:
    def open_file(language: str, **options) -> Page:
        page = new_page(**options)
        page.goto((folder / f"{language}.html").as_uri())
        return page

    return open_file


def is_as_wide_as_the_window(page: Page) -> bool:
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_fits_a_small_phone_and_is_accessible(open_file, axe, language: str):
    page = open_file(language, viewport=PHONE)
    assert is_as_wide_as_the_window(page)
    axe(page)


@pytest.mark.parametrize("language", ["nb", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_has_contrast_in_both_colour_schemes(open_file, axe, language: str, scheme: str):
    axe(open_file(language, viewport=DESKTOP, color_scheme=scheme))


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_number_is_seen_without_scrolling(open_file, language: str):
    page = open_file(language, viewport={"width": 360, "height": 640})
    expect(page.locator("a[href='tel:113']").first).to_be_in_viewport(ratio=1)


def test_numbers_are_easy_to_hit_and_read_from_left_to_right(open_file):
    page = open_file("ar", viewport=PHONE)
    for link in page.locator("a[href^='tel:']").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert link.evaluate("one => getComputedStyle(one).direction") == "ltr"
    assert page.locator("main").evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_text_at_200_percent_fits(open_file):
    page = open_file("nb", viewport=PHONE)
    page.add_style_tag(content="html { font-size: 200% }")
    assert is_as_wide_as_the_window(page)


def test_forced_colours_leave_every_card_an_edge(open_file):
    page = open_file("nb", viewport=PHONE, forced_colors="active")
    for card in page.locator("section").all():
        edge, ground = card.evaluate(
            "one => [getComputedStyle(one).borderTopColor, getComputedStyle(one).backgroundColor]"
        )
        assert edge != ground


def test_print_is_black_on_white_with_the_numbers_and_without_the_languages(open_file):
    page = open_file("nb", viewport=DESKTOP, color_scheme="light")
    page.emulate_media(media="print")
    expect(page.locator("nav")).to_be_hidden()
    number = page.locator("a[href='tel:113']").first
    expect(number).to_be_visible()
    assert number.evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    assert page.locator("section").first.evaluate("one => getComputedStyle(one).breakInside") == (
        "avoid"
    )


def test_nothing_else_is_asked_for(new_page: Callable[..., Page], folder: Path):
    page = new_page(java_script_enabled=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = (folder / "ar.html").as_uri()
    page.goto(address, wait_until="networkidle")
    assert asked == [address]


def test_languages_lead_to_each_other(open_file):
    page = open_file("nb", viewport=PHONE)
    page.get_by_role("link", name="العربيّة").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    page.get_by_role("link", name="English").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")
