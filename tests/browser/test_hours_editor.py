"""Opening hours in the editor's form: what the rows come to, while one types."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.utils import translation
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE
from wagtail_hjelp.blocks.hours import HoursBlock
from wagtail_hjelp.models import HelpOfferIndexPage, HelpOfferPage, SpecialDay

OURS = "[data-hjelp-hours-preview]"


class HoursForm:
    """The rows of opening hours in an offer's form, and the panel beside them."""

    def __init__(self, page: Page, field: str = "opening_hours") -> None:
        self.page = page
        self.field = field
        self.panel = page.locator(f"{OURS}[data-field={field}]")
        self.rows = page.locator(f"[data-contentpath={field}]")

    def add(self, kind: str) -> int:
        """Add a row of a type at the end; returns its number."""
        count = self.page.locator(f"input[name={self.field}-count]")
        number = int(count.input_value())
        self.rows.locator(
            "xpath=.//button[contains(@class, 'c-sf-add-button')]"
            "[not(ancestor::*[@data-streamfield-child])]"
        ).last.click()
        with translation.override("nb"):
            label = str(HoursBlock().child_blocks[kind].label)
        options = self.page.locator("[role=listbox] [role=option]")
        options.get_by_text(label, exact=True).click()
        expect(count).to_have_value(str(number + 1))
        expect(self.page.locator(f"input[name={self.field}-{number}-type]")).to_have_value(kind)
        return number

    def name(self, row: int, name: str) -> Locator:
        return self.page.locator(f"#{self.field}-{row}-value-{name}")

    def day(self, row: int, day: int) -> Locator:
        return self.page.locator(f"#{self.field}-{row}-value-days_{day}")

    def tick(self, row: int, day: int) -> None:
        # By keyboard: a new row moves while it is drawn, and a click may miss the box.
        self.day(row, day).focus()
        self.day(row, day).press("Space")
        expect(self.day(row, day)).to_be_checked()

    def lines(self) -> Locator:
        return self.panel.locator(".hjelp-preview__week div")

    def days(self) -> Locator:
        return self.panel.locator(".hjelp-preview__day")


@pytest.fixture
def editor(page: Page, log_in: Callable[[Page, str], None]) -> Page:
    log_in(page, "editor")
    return page


@pytest.fixture
def offer(demo: None) -> Iterator[HelpOfferPage]:
    """An offer of the test's own, without hours."""
    index = HelpOfferIndexPage.objects.get(locale__language_code="nb")
    made = index.add_child(instance=HelpOfferPage(title="Timeprøven", summary="Bare en prøve."))
    yield made
    for version in HelpOfferPage.objects.filter(translation_key=made.translation_key):
        version.delete()


@pytest.fixture
def form(editor: Page, offer: HelpOfferPage) -> HoursForm:
    editor.goto(f"/admin/pages/{offer.pk}/edit/")
    editor.wait_for_load_state("networkidle")
    return HoursForm(editor)


def fill_office(form: HoursForm) -> None:
    row = form.add("weekly")
    for day in range(5):
        form.tick(row, day)
    form.name(row, "opens").fill("08:00")
    form.name(row, "closes").fill("15:30")


def test_panel_follows_what_is_typed_added_and_removed(form: HoursForm):
    expect(form.panel).to_be_visible()
    expect(form.days()).to_have_count(0)
    fill_office(form)
    expect(form.days()).to_have_count(14)
    expect(form.lines().first).to_contain_text("08–15.30")
    form.name(0, "closes").fill("16:00")
    expect(form.lines().first).to_contain_text("08–16")

    unsaid = form.panel.locator(".hjelp-preview__warnings li")
    expect(unsaid).to_have_count(1)
    form.add("holidays")
    expect(unsaid).to_have_count(0)
    form.page.locator("[data-streamfield-action=DELETE]:visible").last.click()
    expect(unsaid).to_have_count(1)


def test_requests_are_few_while_somebody_types(form: HoursForm):
    fill_office(form)
    expect(form.days()).to_have_count(14)
    sent: list[str] = []
    form.page.on(
        "request", lambda request: sent.append(request.url) if "preview/" in request.url else None
    )
    form.name(0, "closes").fill("")
    form.name(0, "closes").press_sequentially("16:45", delay=40)
    expect(form.lines().first).to_contain_text("16.45")
    assert len([url for url in sent if url.endswith("/hours/preview/")]) <= 2


def test_screen_reader_is_told_once_and_not_on_loading(form: HoursForm):
    status = form.panel.get_by_role("status")
    expect(status).to_have_text("")
    fill_office(form)
    expect(status).not_to_have_text("")


def test_warning_is_a_way_to_its_row_also_when_folded_and_by_keyboard(form: HoursForm):
    fill_office(form)
    row = form.add("exception")
    form.name(row, "first").fill("2020-01-02")
    form.page.keyboard.press("Escape")
    link = form.panel.locator("a[data-hjelp-row]")
    expect(link).to_have_count(1)
    section = form.page.locator(link.get_attribute("href") or "")
    section.locator("[data-panel-toggle]").first.click()
    expect(form.name(row, "first")).to_be_hidden()
    link.focus()
    form.page.keyboard.press("Enter")
    expect(form.name(row, "first")).to_be_focused()


def test_only_fields_that_say_something_are_shown_and_nothing_typed_is_lost(form: HoursForm):
    row = form.add("special_day")
    what, opens, closes, state = (
        form.name(row, name) for name in ("what", "opens", "closes", "state")
    )
    shown = lambda: [field.is_visible() for field in (opens, closes, state)]  # noqa: E731
    assert shown() == [False, False, False]
    what.select_option("hours")
    assert shown() == [True, True, True]
    opens.fill("09:00")
    closes.fill("11:00")
    what.select_option("closes_at")
    assert shown() == [False, True, False]
    what.select_option("closed")
    assert shown() == [False, False, False]
    expect(closes).to_have_value("")
    what.select_option("hours")
    expect(opens).to_have_value("09:00")
    expect(closes).to_have_value("11:00")


def test_row_says_in_its_heading_what_it_is(form: HoursForm):
    fill_office(form)
    section = form.rows.locator("section").first
    section.locator("[data-panel-toggle]").first.click()
    expect(section.locator("[data-panel-heading-text]")).to_have_text(
        re.compile("mandag, tirsdag, onsdag, torsdag, fredag 08:00–15:30", re.IGNORECASE)
    )


def test_times_typed_as_people_write_them_are_published(form: HoursForm, offer: HelpOfferPage):
    row = form.add("weekly")
    form.tick(row, 0)
    form.name(row, "opens").fill("8.30")
    form.name(row, "closes").fill("15.30")
    form.name(row, "state").focus()
    expect(form.lines().first).to_contain_text("08.30–15.30")
    form.page.get_by_role("button", name="Flere handlinger").last.click()
    form.page.locator("button[name=action-publish]").click()
    form.page.wait_for_load_state("networkidle")
    expect(form.page.locator(".error-message")).to_have_count(0)
    offer.refresh_from_db()
    value = offer.opening_hours.raw_data[0]["value"]
    assert (value["opens"], value["closes"]) == ("08:30:00", "15:30:00")


@pytest.mark.parametrize("typed", ["halv ni", "24:61", "24.12.2026"])
def test_what_cannot_be_read_stays_as_it_was_typed(form: HoursForm, typed: str):
    row = form.add("weekly")
    closes = form.name(row, "closes")
    closes.press_sequentially(typed)
    form.page.keyboard.press("Tab")
    expect(closes).to_have_value(typed)


def test_end_of_the_day_and_a_date_are_taken_as_typed(form: HoursForm):
    row = form.add("weekly")
    form.tick(row, 0)
    form.name(row, "opens").fill("16:00")
    form.name(row, "closes").press_sequentially("24:00")
    form.page.keyboard.press("Tab")
    expect(form.lines().first).to_contain_text("16–24")
    row = form.add("exception")
    first = form.name(row, "first")
    first.focus()
    # Day and month in whichever order the browser's language has them.
    form.page.keyboard.type("11112026")
    expect(first).to_have_value("2026-11-11")


def test_wrong_row_has_its_error_beside_the_field(form: HoursForm):
    row = form.add("weekly")
    form.tick(row, 0)
    form.name(row, "opens").fill("08:00")
    form.name(row, "state").focus()
    form.page.get_by_role("button", name="Flere handlinger").last.click()
    form.page.locator("button[name=action-publish]").click()
    form.page.wait_for_load_state("networkidle")
    error = form.page.locator("#opening_hours-0-value-closes-errors .error-message")
    expect(error).to_be_visible()
    expect(form.name(0, "opens")).to_have_value("08:00")
    expect(form.day(0, 0)).to_be_checked()
    expect(form.page.locator(".error-message:visible")).to_have_count(1)


def test_panel_is_beside_the_rows_on_a_wide_screen_and_below_on_a_phone(
    form: HoursForm, new_page: Callable[..., Page], log_in, offer: HelpOfferPage
):
    rows, panel = form.rows.bounding_box(), form.panel.bounding_box()
    assert rows and panel
    assert panel["x"] >= rows["x"] + rows["width"]
    phone = new_page(viewport=PHONE)
    log_in(phone, "editor")
    phone.goto(f"/admin/pages/{offer.pk}/edit/")
    phone.wait_for_load_state("networkidle")
    on_phone = HoursForm(phone)
    rows, panel = on_phone.rows.bounding_box(), on_phone.panel.bounding_box()
    assert rows and panel
    assert panel["y"] >= rows["y"] + rows["height"]
    assert panel["width"] <= PHONE["width"]


def test_panel_has_no_accessibility_faults(form: HoursForm, axe: Callable[..., None]):
    fill_office(form)
    form.add("special_day")
    expect(form.days()).to_have_count(14)
    axe(form.page, f"{OURS}[data-field=opening_hours]")
    axe(form.page, ".hjelp-row")


def test_special_days_are_suggested_and_made_in_two_clicks(
    editor: Page, demo: None, axe: Callable[..., None]
):
    before = list(SpecialDay.objects.values_list("pk", flat=True))
    kept = [SpecialDay.objects.get(pk=pk) for pk in before]
    SpecialDay.objects.all().delete()
    try:
        editor.goto("/admin/snippets/wagtail_hjelp/specialday/")
        editor.locator("a[href$='/special-days/suggest/']").first.click()
        editor.wait_for_load_state("networkidle")
        axe(editor, "main form")
        count = editor.locator("input[type=checkbox]:checked").count()
        assert count >= 5
        editor.locator("main form button[type=submit]").click()
        editor.wait_for_url("**/snippets/wagtail_hjelp/specialday/")
        assert SpecialDay.objects.count() == count
    finally:
        SpecialDay.objects.all().delete()
        SpecialDay.objects.bulk_create(kept)


def test_report_of_red_days_has_no_accessibility_faults(
    editor: Page, demo: None, axe: Callable[..., None]
):
    editor.goto("/admin/hjelp/hours/red-days/")
    axe(editor, ".hjelp-intro")
    for line in editor.locator(".hjelp-lines").all()[:1]:
        expect(line).to_be_visible()
