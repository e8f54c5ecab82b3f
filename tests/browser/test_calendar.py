"""The calendar as residents meet it: by keyboard, without script, on a small phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE

CALENDAR = "/nb/hjelp/hva-skjer/"
VIEWS = ["", "?season=jul-og-nyttar", "?view=month", "?q=kafe&cost=free", "?q=xyzzy", "archive/"]


def date_of_first_day(page: Page) -> str:
    return page.locator(".hjelp-day time").first.get_attribute("datetime") or ""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["320", "1280"])
@pytest.mark.parametrize("language", ["nb", "ar"])
def test_no_view_has_a_violation_or_is_wider_than_the_window(new_page, axe, viewport, language):
    page = new_page(viewport=viewport)
    for view in VIEWS:
        page.goto(CALENDAR.replace("/nb/", f"/{language}/") + view)
        axe(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], view


def test_text_twice_as_large_still_fits_on_a_phone(new_page):
    page = new_page(viewport={"width": 640, "height": 900})
    for view in VIEWS:
        page.goto(CALENDAR + view)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, view


def test_folded_out_filters_have_no_violation_and_fit(new_page, axe):
    for language in ("nb", "ar"):
        page = new_page(viewport=PHONE)
        page.goto(f"{CALENDAR.replace('/nb/', f'/{language}/')}?cost=free&from=2031-01-01")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_dark_and_forced_colours_have_no_violation(new_page, axe, options):
    page = new_page(**options)
    for view in ("?season=jul-og-nyttar", "?view=month"):
        page.goto(CALENDAR + view)
        axe(page)


def test_a_resident_without_script_finds_what_happens_at_christmas(new_page):
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(CALENDAR)
    season = page.locator(".hjelp-times a").last
    told = re.search(r"\((\d+)\)", season.inner_text())
    season.click()
    expect(page.locator(".hjelp-times a[aria-current]")).to_have_count(1)
    heading = page.locator("#hjelp-results-heading")
    expect(heading).to_contain_text(told[1])
    assert date_of_first_day(page)[5:7] in ("12", "01")
    # A filter keeps the time, and the time keeps the filter.
    page.locator(".hjelp-filters__toggle").click()
    page.locator("[data-hjelp-group=cost] summary").click()
    page.locator("#hjelp-cost-free").check()
    page.locator("[data-hjelp-submit]").click()
    assert "season=jul-og-nyttar" in page.url and "cost=free" in page.url
    expect(page.locator("#hjelp-cost-free")).to_be_checked()
    page.locator(".hjelp-card__title a").first.click()
    expect(page.locator("h1")).to_have_count(1)


def test_a_ticked_box_keeps_the_time_and_a_chosen_date_takes_its_place(new_page):
    page = new_page()
    page.goto(f"{CALENDAR}?when=week")
    page.locator("[data-hjelp-group=cost] summary").click()
    page.locator("#hjelp-cost-free").check()
    page.wait_for_url("**/?when=week&cost=free")
    expect(page.locator(".hjelp-times a[aria-current]")).to_have_attribute(
        "href", re.compile("when=week")
    )
    last = page.locator("#hjelp-to").get_attribute("max")
    page.locator("#hjelp-from").fill(last)
    page.wait_for_url(f"**from={last}*")
    expect(page.locator(".hjelp-times a[aria-current]")).to_have_count(0)
    expect(page.locator(".hjelp-active .hjelp-icon")).to_have_count(1 + 1)


def test_a_month_by_keyboard_leads_to_a_day(new_page):
    page = new_page()
    page.goto(f"{CALENDAR}?view=month")
    page.locator('.hjelp-month__nav [rel="next"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**month=*")
    page.locator('.hjelp-month__nav [rel="next"]').focus()
    page.keyboard.press("Tab")
    focused = page.locator(".hjelp-month__day:focus")
    number = focused.locator("[aria-hidden]").first.inner_text()
    count = focused.locator(".hjelp-month__count").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**from=*")
    assert int(date_of_first_day(page)[8:]) == int(number)
    expect(page.locator("#hjelp-results-heading")).to_contain_text(count)
    expect(page.locator(".hjelp-day")).to_have_count(1)


def test_a_month_tells_what_happens_on_a_wide_screen_and_counts_on_a_small_one(new_page):
    wide, small = new_page(), new_page(viewport=PHONE)
    for page in (wide, small):
        page.goto(f"{CALENDAR}?view=month")
        page.locator('.hjelp-month__nav [rel="next"]').click()
    expect(wide.locator(".hjelp-month__titles").first).to_be_visible()
    expect(small.locator(".hjelp-month__titles").first).to_be_hidden()
    expect(small.locator(".hjelp-month__count").first).to_be_visible()
    # Each day is large enough for a thumb.
    boxes = [link.bounding_box() for link in small.locator("td:has(a.hjelp-month__day)").all()]
    assert min(box["width"] for box in boxes) >= 32
    assert min(box["height"] for box in boxes) >= 44


def test_today_is_marked_in_its_month(new_page):
    page = new_page()
    page.goto(f"{CALENDAR}?view=month")
    today = page.locator('td[aria-current="date"]')
    expect(today).to_have_count(1)
    earliest = new_page()
    earliest.goto(CALENDAR)
    day = earliest.locator("#hjelp-from").get_attribute("min")
    assert int(today.locator("[aria-hidden]").first.inner_text()) == int(day[8:])


def test_on_paper_there_are_days_and_activities_and_nothing_to_click(new_page):
    page = new_page()
    page.goto(f"{CALENDAR}?season=jul-og-nyttar")
    page.emulate_media(media="print")
    for hidden in (".hjelp-times", ".hjelp-calendar__views", ".hjelp-calendar__feeds"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".hjelp-day").first).to_be_visible()
    expect(page.locator(".hjelp-happens__when").first).to_be_visible()


def test_what_is_over_can_be_found_by_year(new_page):
    page = new_page(java_script_enabled=False)
    page.goto(CALENDAR)
    page.locator(".hjelp-calendar__feeds a").last.click()
    page.locator(".hjelp-times a").first.click()
    assert re.search(r"/archive/\d{4}/$", page.url)
    page.locator(".hjelp-past a").first.click()
    assert "/archive/" not in page.url
