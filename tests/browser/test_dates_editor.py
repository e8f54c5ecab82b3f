"""An editor enters a weekly café once, and cancels one of its dates; residents are told at once."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone, translation
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.test_editor import OfferForm
from wagtail_hjelp.hours.words import weekday_date_text
from wagtail_hjelp.models import ActivityIndexPage, ActivityPage, Occurrence

OSLO = ZoneInfo("Europe/Oslo")
TITLE = "Onsdagskafé på Menighetshuset"


@pytest.fixture
def calendar(demo: None) -> ActivityIndexPage:
    return ActivityIndexPage.objects.get(locale__language_code="nb")


@pytest.fixture
def editor(page: Page, log_in: Callable[[Page, str], None]) -> Iterator[Page]:
    log_in(page, "editor")
    yield page
    for activity in ActivityPage.objects.filter(title=TITLE, locale__language_code="nb"):
        for version in activity.get_translations(inclusive=True):
            version.delete()


def wednesdays() -> list[date]:
    """Eight Wednesdays from next week on."""
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    return [monday + timedelta(days=9 + 7 * week) for week in range(8)]


def enter(page: Page, calendar: ActivityIndexPage) -> OfferForm:
    """Every Wednesday from 14 to 16 at Menighetshuset, eight weeks, but not in the third."""
    days = wednesdays()
    page.goto(f"/admin/pages/add/wagtail_hjelp/activitypage/{calendar.pk}/")
    form = OfferForm(page)
    page.locator("#id_title").press_sequentially(TITLE)
    page.locator("#id_summary").fill("Kaffe, vafler og noen å prate med. Alle kan komme.")
    form.add_row("dates", "Hver uke")
    page.locator("#dates-0-value-first").fill(days[0].isoformat())
    page.locator("#dates-0-value-starts").fill("14")
    page.locator("#dates-0-value-ends").fill("16")
    page.locator("#dates-0-value-until").fill(days[-1].isoformat())
    form.add_row("dates", "Pause")
    page.locator("#dates-1-value-first").fill((days[2] - timedelta(days=2)).isoformat())
    page.locator("#dates-1-value-last").fill((days[2] + timedelta(days=4)).isoformat())
    form.add_row("where", "Sted å møte opp")
    page.locator("#where-0-value-name").fill("Menighetshuset")
    return form


def test_weekly_cafe_is_entered_once_and_one_date_cancelled_in_two_clicks(
    editor: Page, calendar: ActivityIndexPage, new_page: Callable[..., Page]
):
    days = wednesdays()
    form = enter(editor, calendar)
    # Beside the rows, what they come to: all but the third, while it is being typed.
    preview = editor.locator("[data-hjelp-hours-preview][data-field=dates]")
    expect(preview).to_contain_text("Hver onsdag, 14–16")
    for number, day in enumerate(days):
        with translation.override("nb"):
            text = weekday_date_text(day, timezone.localdate())
        if number != 2:
            expect(preview).to_contain_text(text, ignore_case=True)
    form.publish()

    activity = ActivityPage.objects.get(title=TITLE, locale__language_code="nb")
    written = Occurrence.objects.of([activity.translation_key])
    assert [
        (one.day, one.starts_at.astimezone(OSLO).hour, one.ends_at.astimezone(OSLO).hour)
        for one in written.order_by("day")
    ] == [(day, 14, 16) for number, day in enumerate(days) if number != 2]

    # From the list of dates: one click to "Avlys", a reason, one click to say so.
    editor.goto(f"/admin/hjelp/dates/{activity.pk}/")
    editor.get_by_role("link", name="Avlys").nth(1).click()
    editor.get_by_label("Sykdom").check()
    editor.get_by_role("main").get_by_role("button", name="Avlys").click()
    expect(editor.locator(".messages")).to_contain_text("alle språk")
    assert [one.day for one in written.filter(status="cancelled")] == [days[1]]

    # A resident without script is told on the page and in the list, in Norwegian and in Arabic.
    resident = new_page(java_script_enabled=False)
    for language, cancelled in (("nb", "Avlyst"), ("ar", "أُلغي")):
        resident.goto(f"/{language}/hjelp/hva-skjer/?from={days[1]}&to={days[1]}")
        card = resident.locator(".hjelp-happens", has_text=TITLE)
        expect(card).to_contain_text(cancelled)
        card.get_by_role("link", name=TITLE).click()
        struck = resident.locator("s time")
        starts = datetime.combine(days[1], time(14), OSLO)
        expect(struck).to_have_attribute("datetime", starts.isoformat(timespec="minutes"))

    # So are those who follow it in a calendar of their own.
    feed = Calendar.from_ical(Client().get(f"{activity.url}ical/").content)
    assert [
        event["DTSTART"].dt for event in feed.walk("VEVENT") if event.get("STATUS") == "CANCELLED"
    ] == [datetime(days[1].year, days[1].month, days[1].day, 14, tzinfo=OSLO)]


def test_first_date_on_another_day_is_told_beside_the_field_and_nothing_is_lost(
    editor: Page, calendar: ActivityIndexPage
):
    form = enter(editor, calendar)
    editor.locator("#dates-0-value-weekdays").get_by_label("Tirsdag").check()
    form.publish()
    error = editor.locator("[data-contentpath=dates] [data-contentpath=first]").first
    expect(error).to_contain_text("tirsdag", ignore_case=True)
    expect(editor.locator("#dates-0-value-starts")).to_have_value("14")
    expect(editor.locator("#where-0-value-name")).to_have_value("Menighetshuset")
    # As a draft it may have been kept.
    assert not ActivityPage.objects.live().filter(title=TITLE).exists()
