"""An organisation tells of a Christmas party, a month later it corrects the time; a moderator says
yes, and residents read what was approved, and nothing else."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from wagtail_hjelp.collecting.confirming import ask
from wagtail_hjelp.models import (
    ActivityIndexPage,
    ActivityPage,
    Attempts,
    FactOwner,
    HelpTellUsPage,
    Question,
    Submission,
)

TITLE = "Prøvens julefest"
# When the letter comes that asks, a month from now, it is still to come.
MONTH = timedelta(days=31)
DAY = date.today() + timedelta(days=45)


@pytest.fixture
def told(demo: None) -> Iterator[None]:
    """What the test makes, it takes away."""
    yield
    for page in ActivityPage.objects.filter(title=TITLE):
        ActivityPage.objects.filter(pk=page.pk).first() and page.delete()
    for model in (Submission, Attempts, FactOwner, Question):
        model.objects.all().delete()
    mail.outbox.clear()


@pytest.fixture
def go_forward() -> Iterator[Callable[[timedelta], None]]:
    """Let the server's clock go on from another day."""
    travels = []

    def go(by: timedelta) -> None:
        travels.append(time_machine.travel(datetime.now(UTC) + by, tick=True))
        travels[-1].start()

    yield go
    for travel in travels:
        travel.stop()


def go_on(page: Page) -> None:
    # As long as a person takes at least.
    page.wait_for_timeout(3100)
    page.locator("main form button[type=submit]:not([name])").click()


def link() -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)[1]


def tell(page: Page, check: Callable[[Page], None]) -> None:
    start = HelpTellUsPage.objects.get(locale__language_code="nb").get_url()
    page.goto(start)
    page.get_by_role("link", name="Fortell om en aktivitet").click()
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=summary]").fill("Vi går rundt juletreet. Alle kan komme.")
    page.locator("[name=organisation]").fill("Prøvelaget")
    go_on(page)
    go_on(page)
    # What has to be mended is told, beside the field and above.
    check(page)
    page.locator("[name=dates-0-day]").fill(DAY.isoformat())
    page.locator("[name=dates-0-starts]").fill("16.00")
    page.locator("[name=dates-0-ends]").fill("18.00")
    go_on(page)
    page.locator("[name=place]").fill("Samfunnshuset")
    go_on(page)
    page.locator("[name=come_alone][value=yes]").check()
    go_on(page)
    page.locator("[name=cost][value=free]").check()
    page.locator("[name=sign_up][value=none]").check()
    go_on(page)
    expect(page.locator("main")).to_contain_text("Samfunnshuset")
    check(page)
    page.locator("[name=name]").fill("Kari Nordmann")
    page.locator("[name=email]").fill("kari@example.org")
    go_on(page)
    expect(page.locator("main h1")).to_have_text("Takk. Det er sendt")


def approve(page: Page, *expected: str) -> None:
    page.goto("/admin/hjelp/told/")
    page.locator("main table").get_by_role("link", name=TITLE).first.click()
    for text in expected:
        expect(page.locator("main table")).to_contain_text(text)
    page.locator("button[name=action][value=approve]").click()
    expect(page.locator(".messages .success")).to_be_visible()


def read(resident: Page) -> str:
    resident.goto(ActivityPage.objects.get(title=TITLE, locale__language_code="nb").get_url())
    return resident.locator("main").inner_text()


def test_christmas_party_from_the_organisation_to_the_calendar_and_corrected_a_month_later(
    told,
    new_page: Callable[..., Page],
    log_in: Callable[[Page, str], None],
    axe: Callable[..., None],
    go_forward: Callable[[timedelta], None],
):
    organisation = new_page(viewport=PHONE)
    moderator = new_page()
    log_in(moderator, "editor")

    def check(page: Page) -> None:
        width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.evaluate(width)
        axe(page)

    tell(organisation, check)
    calendar = ActivityIndexPage.objects.get(locale__language_code="nb").get_url()
    asked = f"{calendar}?q=Pr%C3%B8vens+julefest"
    # Each time another one, with nothing in the browser's cache.
    resident = new_page()
    resident.goto(asked)
    expect(resident.get_by_role("link", name=TITLE)).to_have_count(0)
    organisation.goto(link())
    expect(organisation.locator("main")).to_contain_text("Venter på godkjenning")

    approve(moderator, "Vi går rundt juletreet", "16–18")
    resident = new_page()
    resident.goto(asked)
    expect(resident.get_by_role("link", name=TITLE).first).to_be_visible()
    assert "16–18" in read(resident)
    feed = resident.request.get(f"{asked.replace('?', 'ical/?')}").text()
    assert TITLE in feed

    go_forward(MONTH)
    [page] = ActivityPage.objects.filter(title=TITLE, locale__language_code="nb")
    ask([page])
    organisation.goto(link())
    organisation.locator("button[value=correct]").click()
    organisation.get_by_role("link", name="Når det er").click()
    organisation.locator("[name=dates-0-ends]").fill("19.00")
    go_on(organisation)
    go_on(organisation)
    assert "16–18" in read(new_page())

    # A session does not last for a month.
    log_in(moderator, "editor")
    approve(moderator, "16–18", "16–19")
    assert "16–19" in read(new_page())
