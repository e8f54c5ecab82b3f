"""Opening hours in a browser: right at every minute, whatever the visitor's clock says.

The clocks of server and browser stand still, on Monday 23 November 2026 in Oslo or near it, and
are moved on by hand.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Locator, Page, Response, Route, expect
from wagtail.models import Locale

from wagtail_hjelp.models import HelpOfferIndexPage, HelpOfferPage

from .conftest import DESKTOP, PHONE

OSLO = ZoneInfo("Europe/Oslo")
DIRECTORY = "/nb/hjelp/tilbud/"
STATUS = "[data-hjelp-hours]"
SEE_THE_HOURS = "unsure"
SIZES = {"320": PHONE, "1280": DESKTOP}

WEEKDAYS = ["0", "1", "2", "3", "4"]
OFFICE = {"days": WEEKDAYS, "opens": "08:00", "closes": "15:30", "state": "open", "weeks": "every"}
PHONE_HOURS = {**OFFICE, "opens": "09:00", "closes": "11:00"}
EVENINGS = [
    {**OFFICE, "opens": "18:00", "closes": "20:00", "days": ["0"]},
    {**OFFICE, "opens": "19:00", "closes": "21:00", "days": ["2"]},
]
SUMMER = {**OFFICE, "closes": "15:00"}
OFFICE_ROWS = [
    {"type": "weekly", "value": OFFICE},
    {"type": "holidays", "value": {"what": "closed"}},
    {
        "type": "period",
        "value": {"first": "2026-05-15", "last": "2026-09-14", "yearly": True, "rows": [SUMMER]},
    },
    {"type": "exception", "value": {"first": "2026-12-04", "what": "closed"}},
    {"type": "exception", "value": {"first": "2027-02-12", "what": "closed"}},
]
PHONE_ROWS = [
    {"type": "weekly", "value": PHONE_HOURS},
    *({"type": "weekly", "value": evening} for evening in EVENINGS),
    {"type": "holidays", "value": {"what": "closed"}},
    {"type": "exception", "value": {"first": "2026-12-01", "what": "closed"}},
    {"type": "exception", "value": {"first": "2026-12-02", "last": "2026-12-03", "what": "closed"}},
]


def oslo(text: str) -> datetime:
    """Return a moment by Oslo's clock: ``oslo("2026-11-23 15:29")``."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


OPEN = oslo("2026-11-23 12:00")
NEARLY_CLOSED = oslo("2026-11-23 15:29")


@pytest.fixture(scope="module")
def office(demo: None) -> Iterator[str]:
    """The address of an offer that is open 08:00-15:30 on weekdays, its telephone 09:00-11:00."""
    index = HelpOfferIndexPage.objects.get(locale__language_code="nb")
    offer = HelpOfferPage(
        title="Kontoret for klokkeslett",
        slug="klokkeslett",
        summary="Et kontor som åpner og stenger til faste tider.",
        opening_hours=OFFICE_ROWS,
        contact_points=[
            {
                "type": "phone",
                "value": {"purpose": "general", "number": "+4770000999", "hours": PHONE_ROWS},
            }
        ],
    )
    index.add_child(instance=offer)
    offer.save_revision().publish()
    offer.copy_for_translation(Locale.objects.get(language_code="ar"), alias=True)
    yield f"{DIRECTORY}klokkeslett/"
    for page in offer.get_translations(inclusive=True):
        page.delete()


@pytest.fixture
def server_at() -> Iterator[Callable[[datetime], None]]:
    """Set the server's clock: ``server_at(OPEN)``."""
    running: list[time_machine.travel] = []

    def stop() -> None:
        while running:
            running.pop().stop()

    def travel_to(moment: datetime) -> None:
        stop()
        travel = time_machine.travel(moment, tick=False)
        travel.start()
        running.append(travel)
        cache.clear()

    yield travel_to
    stop()


@pytest.fixture
def visit(
    new_page: Callable[..., Page], server_at: Callable[[datetime], None]
) -> Callable[..., Page]:
    """Open an address at a moment: ``visit(office, OPEN, clock=OPEN + timedelta(hours=5))``.

    ``clock`` is what the visitor's own clock says, if it is wrong. Other arguments are the
    browser context's.
    """

    def open_page(address: str, at: datetime, clock: datetime | None = None, **options) -> Page:
        server_at(at)
        page = new_page(**options)
        set_clock(page, clock or at)
        page.goto(address)
        return page

    return open_page


def set_clock(page: Page, moment: datetime) -> None:
    """Let the browser's clocks stand still at a moment."""
    page.clock.install(time=moment - timedelta(seconds=1))
    page.clock.pause_at(moment)


def main_status(page: Page) -> Locator:
    return page.locator(f"section[aria-labelledby=hjelp-hours] {STATUS}")


def phone_status(page: Page) -> Locator:
    return page.locator(f".hjelp-contact {STATUS}")


def expect_state(status: Locator, state: str) -> None:
    expect(status).to_have_attribute("data-hjelp-state", state)


def requests_of(page: Page) -> list[str]:
    """Return a list that fills with the pages that are asked for from now on."""
    asked: list[str] = []
    page.on(
        "request",
        lambda request: asked.append(request.url) if request.resource_type == "fetch" else None,
    )
    return asked


def keep_copy(context: BrowserContext, address: str, response: Response) -> list[str]:
    """Let the browser have an old copy of a page first, as from a cache; then the server's."""
    body, headers = response.text(), response.headers
    served: list[str] = []

    def answer(route: Route) -> None:
        if route.request.resource_type == "document":
            served.append("old")
            route.fulfill(body=body, headers=headers)
        else:
            served.append("fresh")
            route.continue_()

    context.route(f"**{address}", answer)
    return served


# --- The minute it changes ----------------------------------------------------------------


def test_label_changes_at_closing_time_without_reload(visit: Callable[..., Page], office: str):
    page = visit(office, NEARLY_CLOSED)
    asked = requests_of(page)
    status = main_status(page)
    expect_state(status, "open")
    expect(status.locator("use")).to_have_attribute("href", re.compile("#hjelp-icon-state-open$"))
    label = status.locator("[data-hjelp-label]")
    before = label.inner_text()

    page.clock.run_for(59_000)
    expect_state(status, "open")
    page.clock.run_for(1_000)
    expect_state(status, "closed")
    expect(status.locator("use")).to_have_attribute("href", re.compile("#hjelp-icon-state-closed$"))
    expect(label).not_to_have_text(before)
    assert asked == []


def test_each_status_changes_at_its_own_time(visit: Callable[..., Page], office: str):
    page = visit(office, oslo("2026-11-23 10:59"))
    expect_state(phone_status(page), "open")
    expect_state(main_status(page), "open")
    page.clock.run_for("02:00")
    expect_state(phone_status(page), "closed")
    expect_state(main_status(page), "open")


def test_state_and_icon_on_a_card_change_too(visit: Callable[..., Page], office: str):
    page = visit(f"{DIRECTORY}?q=klokkeslett", NEARLY_CLOSED)
    status = page.locator(".hjelp-card", has=page.locator(f"a[href$='{office}']")).locator(STATUS)
    expect_state(status, "open")
    page.clock.run_for("01:01")
    expect_state(status, "closed")


def test_tab_left_open_overnight_follows_the_hours(visit: Callable[..., Page], office: str):
    page = visit(office, OPEN)
    asked = requests_of(page)
    status = main_status(page)
    for hours, state in ((4, "closed"), (15, "closed"), (2, "open"), (7, "closed")):
        page.clock.fast_forward(timedelta(hours=hours).total_seconds() * 1000)
        expect_state(status, state)
    # Tuesday at 16:00: what was known on Monday is still enough.
    assert asked == []


def test_tab_open_longer_than_its_data_asks_once_and_is_right(
    visit: Callable[..., Page], server_at: Callable[[datetime], None], office: str
):
    page = visit(office, OPEN)
    asked = requests_of(page)
    server_at(OPEN + timedelta(days=8))
    page.clock.fast_forward(timedelta(days=8).total_seconds() * 1000)
    expect_state(main_status(page), "open")
    expect_state(phone_status(page), "closed")
    page.clock.run_for("10:00")
    assert len(asked) == 1


def test_tab_open_longer_than_its_data_says_no_state_when_offline(
    visit: Callable[..., Page], office: str
):
    page = visit(office, OPEN)
    page.context.set_offline(True)
    page.clock.fast_forward(timedelta(days=8).total_seconds() * 1000)
    status = main_status(page)
    expect_state(status, SEE_THE_HOURS)
    expect(status.locator("[data-hjelp-detail]")).to_be_empty()
    expect(status.locator("[data-hjelp-today]")).to_be_empty()
    expect(page.locator("section[aria-labelledby=hjelp-hours] dl").first).to_be_visible()


# --- A machine that slept, or whose clock was changed ---------------------------------------


def test_machine_that_slept_is_right_within_a_minute_of_waking(
    visit: Callable[..., Page], server_at: Callable[[datetime], None], office: str
):
    page = visit(office, OPEN)
    expect_state(main_status(page), "open")
    later = OPEN + timedelta(hours=5)
    server_at(later)
    # The wall clock goes on during sleep; timers and the browser's steady clock do not.
    page.clock.set_system_time(later)
    page.clock.run_for("01:00")
    expect_state(main_status(page), "closed")


def test_machine_that_wakes_offline_says_no_state_until_it_is_online(
    visit: Callable[..., Page], server_at: Callable[[datetime], None], office: str
):
    page = visit(office, OPEN)
    page.context.set_offline(True)
    later = OPEN + timedelta(hours=5)
    server_at(later)
    page.clock.set_system_time(later)
    page.clock.run_for("01:00")
    expect_state(main_status(page), SEE_THE_HOURS)
    page.clock.run_for("01:00")
    page.context.set_offline(False)
    expect_state(main_status(page), "closed")


def test_clock_turned_back_in_an_open_tab_changes_nothing(visit: Callable[..., Page], office: str):
    page = visit(office, oslo("2026-11-23 16:00"))
    expect_state(main_status(page), "closed")
    page.clock.set_system_time(OPEN)
    page.clock.run_for("01:00")
    expect_state(main_status(page), "closed")


# --- The visitor's clock and time zone ------------------------------------------------------


@pytest.mark.parametrize("wrong_by", [-300, -10, 10, 300], ids=lambda minutes: f"{minutes} min")
@pytest.mark.parametrize(
    ("at", "state"), [(NEARLY_CLOSED, "open"), (oslo("2026-11-23 15:31"), "closed")]
)
def test_wrong_clock_shows_the_right_state(
    visit: Callable[..., Page], office: str, wrong_by: int, at: datetime, state: str
):
    page = visit(office, at, clock=at + timedelta(minutes=wrong_by))
    expect_state(main_status(page), state)


@pytest.mark.parametrize("wrong_by", [-300, -10, 10, 300], ids=lambda minutes: f"{minutes} min")
def test_wrong_clock_shows_the_change_at_the_right_minute(
    visit: Callable[..., Page], office: str, wrong_by: int
):
    page = visit(office, NEARLY_CLOSED, clock=NEARLY_CLOSED + timedelta(minutes=wrong_by))
    asked = requests_of(page)
    status = main_status(page)
    expect_state(status, "open")
    page.clock.run_for(45_000)
    expect_state(status, "open")
    page.clock.run_for(20_000)
    expect_state(status, "closed")
    page.clock.run_for("20:00")
    expect_state(status, "closed")
    assert len(asked) <= 1


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati"])
def test_other_time_zone_shows_the_same_state_at_the_same_minute(
    visit: Callable[..., Page], office: str, zone: str
):
    page = visit(office, NEARLY_CLOSED, timezone_id=zone)
    asked = requests_of(page)
    expect_state(main_status(page), "open")
    page.clock.run_for("01:01")
    expect_state(main_status(page), "closed")
    assert asked == []


# --- Old pages ------------------------------------------------------------------------------


def test_cached_page_is_not_wrong_the_next_morning(
    visit: Callable[..., Page],
    new_page: Callable[..., Page],
    server_at: Callable[[datetime], None],
    office: str,
):
    server_at(OPEN)
    yesterday = new_page().goto(office)
    assert yesterday
    assert 'data-hjelp-state="open"' in yesterday.text()
    morning = oslo("2026-11-24 07:00")
    server_at(morning)
    page = new_page()
    served = keep_copy(page.context, office, yesterday)
    set_clock(page, morning)
    page.goto(office)
    expect_state(main_status(page), "closed")
    expect_state(phone_status(page), "closed")
    assert served == ["old", "fresh"]
    page.clock.run_for("01:00:01")
    expect_state(main_status(page), "open")
    assert served == ["old", "fresh"]


@pytest.mark.parametrize("clock", ["right", "of yesterday"])
def test_cached_page_offline_says_no_state_the_next_morning(
    new_page: Callable[..., Page],
    server_at: Callable[[datetime], None],
    office: str,
    clock: str,
):
    server_at(OPEN)
    yesterday = new_page().goto(office)
    assert yesterday
    page = new_page()
    body, headers = yesterday.text(), yesterday.headers
    page.context.route(
        f"**{office}",
        lambda route: (
            route.fulfill(body=body, headers=headers)
            if route.request.resource_type == "document"
            else route.abort()
        ),
    )
    morning = oslo("2026-11-24 07:00")
    set_clock(page, morning if clock == "right" else morning - timedelta(days=2))
    page.goto(office)
    expect_state(main_status(page), SEE_THE_HOURS)
    expect_state(phone_status(page), SEE_THE_HOURS)


def test_page_that_cannot_be_asked_for_is_asked_for_ever_more_seldom(
    new_page: Callable[..., Page], server_at: Callable[[datetime], None], office: str
):
    server_at(OPEN)
    old = new_page().goto(office)
    assert old
    page = new_page()
    served = keep_copy(page.context, office, old)
    page.context.route(
        f"**{office}",
        lambda route: (
            route.fallback()
            if route.request.resource_type == "document"
            else (served.append("asked"), route.fulfill(status=503, body="down"))
        ),
    )
    set_clock(page, OPEN + timedelta(days=1))
    page.goto(office)
    expect_state(main_status(page), SEE_THE_HOURS)
    page.clock.run_for("01:00:00")
    expect_state(main_status(page), SEE_THE_HOURS)
    assert served.count("asked") <= 7


def test_page_came_back_to_after_closing_time_is_right(
    visit: Callable[..., Page], server_at: Callable[[datetime], None], office: str
):
    page = visit(office, OPEN)
    page.goto(DIRECTORY)
    server_at(OPEN + timedelta(hours=5))
    page.clock.fast_forward(timedelta(hours=5).total_seconds() * 1000)
    page.go_back()
    expect_state(main_status(page), "closed")


# --- The directory ----------------------------------------------------------------------------


def test_cards_fetched_by_a_filter_are_kept_true(visit: Callable[..., Page], office: str):
    page = visit(f"{DIRECTORY}?q=klokkeslett&from=2026-11-24&to=2026-11-24", NEARLY_CLOSED)
    page.locator(".hjelp-active a.hjelp-chip").last.click()
    page.wait_for_url(lambda url: "from=" not in url)
    status = page.locator(".hjelp-card", has=page.locator(f"a[href$='{office}']")).locator(STATUS)
    expect_state(status, "open")
    page.clock.run_for("01:01")
    expect_state(status, "closed")


def test_filter_open_now_shows_open_offers_only(visit: Callable[..., Page], office: str):
    page = visit(DIRECTORY, OPEN)
    page.locator("#hjelp-open-now").check()
    page.wait_for_url("**open=now**")
    expect(page.locator("#hjelp-open-now")).to_be_checked()
    states = page.locator(f".hjelp-card {STATUS}").evaluate_all(
        "marks => marks.map(mark => mark.dataset.hjelpState)"
    )
    assert states
    assert set(states) <= {"open", "phone_only"}


def test_filter_by_dates_is_asked_for_when_a_date_is_chosen(
    visit: Callable[..., Page], office: str
):
    page = visit(f"{DIRECTORY}?q=klokkeslett", OPEN)
    card = page.locator(f".hjelp-card a[href$='{office}']")
    page.locator("#hjelp-from").fill("2026-12-05")
    page.locator("#hjelp-from").blur()
    page.wait_for_url("**from=2026-12-05**")
    # Saturday: closed. The other date follows the first until it is chosen.
    expect(card).to_have_count(0)
    expect(page.locator("#hjelp-to")).to_have_value("2026-12-05")
    page.locator("#hjelp-to").fill("2026-12-07")
    page.wait_for_url("**to=2026-12-07**")
    expect(card).to_have_count(1)
    page.locator(".hjelp-active a.hjelp-chip").last.click()
    expect(page.locator("#hjelp-from")).to_have_value("")
    expect(page.locator("#hjelp-to")).to_have_value("")


# --- For everybody ----------------------------------------------------------------------------


def test_without_script_state_and_hours_stand_there(visit: Callable[..., Page], office: str):
    page = visit(office, OPEN, java_script_enabled=False)
    expect_state(main_status(page), "open")
    expect(main_status(page).locator("[data-hjelp-label]")).to_be_visible()
    hours = page.locator("section[aria-labelledby=hjelp-hours]")
    expect(hours.locator(".hjelp-hours__times").first).to_have_text("08–15.30")
    fold = page.locator(".hjelp-contact details")
    fold.locator("summary").click()
    expect(fold.locator("dl").first).to_be_visible()


def test_paper_has_all_hours_and_no_state(visit: Callable[..., Page], office: str):
    page = visit(office, OPEN)
    page.emulate_media(media="print")
    for status in page.locator(".hjelp-status").all():
        expect(status).to_be_hidden()
    hours = page.locator("section[aria-labelledby=hjelp-hours]")
    expect(hours.locator("time[datetime='2026-12-04']")).to_be_visible()
    expect(hours.locator("time[datetime='2027-02-12']")).to_be_visible()
    expect(page.locator(".hjelp-opening__known time")).to_have_attribute("datetime", "2026-11-23")
    expect(page.locator(".hjelp-opening__known")).to_be_visible()
    folded = page.locator(".hjelp-contact .hjelp-hours")
    for one in folded.all():
        expect(one).to_be_visible()
    assert folded.first.bounding_box()["height"] > 0


def test_on_screen_only_the_coming_weeks_other_hours_stand_there(
    visit: Callable[..., Page], office: str
):
    page = visit(office, OPEN)
    hours = page.locator("section[aria-labelledby=hjelp-hours]")
    expect(hours.locator("time[datetime='2026-12-04']")).to_be_visible()
    expect(hours.locator("time[datetime='2027-02-12']")).to_be_hidden()
    expect(page.locator(".hjelp-opening__known")).to_be_hidden()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["nb", "ar"])
@pytest.mark.parametrize("at", [OPEN, oslo("2026-11-22 12:00")], ids=["open", "closed"])
def test_hours_have_no_violations_and_fit(
    visit: Callable[..., Page],
    axe: Callable[..., None],
    office: str,
    language: str,
    size: str,
    at: datetime,
):
    address = office.replace("/nb/", f"/{language}/")
    page = visit(address, at, viewport=SIZES[size])
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.clock.resume()  # axe waits by it
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    axe(page)


def test_changed_state_is_not_read_aloud_by_itself(visit: Callable[..., Page], office: str):
    page = visit(office, OPEN)
    assert page.locator(f":is([aria-live], [role=status], [role=alert]) {STATUS}").count() == 0
    assert main_status(page).get_attribute("aria-live") is None
