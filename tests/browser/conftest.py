"""A real Chromium on the demo municipality, served by a real server.

``page`` is a fresh browser context per test; ``page.goto("/nb/hjelp/")`` works since the
context knows the server's address. Chromium is ``HJELP_CHROMIUM`` or the first one found;
without one the tests are skipped, unless HJELP_REQUIRE_BROWSER=1 or CI=true.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import chromium

PASSWORD = "hjelp-demo"  # of all demo users
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# WCAG 2.2 AA and what goes before it, and axe's own good advice.
AXE_TAGS = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
]
PHONE = {"width": 320, "height": 720}
DESKTOP = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


def _required() -> bool:
    return os.environ.get("HJELP_REQUIRE_BROWSER") == "1" or os.environ.get("CI") == "true"


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = chromium.find()
    if path is None:
        message = "no Chromium on this machine (name one with HJELP_CHROMIUM=/path/to/it)"
        if _required():
            pytest.fail(
                f"{message}; HJELP_REQUIRE_BROWSER=1 or CI=true asks for one", pytrace=False
            )
        pytest.skip(message)
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_url(demo: None) -> Iterator[str]:
    """The address of the demo, served for the whole run (without a slash at the end)."""
    from wagtail.models import Site

    # pytest-django's own live_server empties the database after each test.
    server = LiveServer("localhost")
    host, port = server.thread.host, server.thread.port
    Site.objects.filter(is_default_site=True).update(hostname=host, port=port)
    Site.clear_site_root_paths_cache()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def new_page(browser: Browser, demo_url: str) -> Iterator[Callable[..., Page]]:
    """Make a page in a context of its own: ``new_page(viewport=PHONE)``."""
    contexts: list[BrowserContext] = []

    def make(**options) -> Page:
        options = {
            "base_url": demo_url,
            "locale": "nb-NO",
            "timezone_id": "Europe/Oslo",
            "viewport": DESKTOP,
            **options,
        }
        context = browser.new_context(**options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture
def log_in(demo_url: str) -> Callable[[Page, str], None]:
    """Let a demo user be logged in to the admin: ``log_in(page, "editor")``.

    :func:`log_in_by_hand` is how people do it.
    """

    def log_in(page: Page, username: str) -> None:
        client = Client()
        client.force_login(get_user_model().objects.get(username=username))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": demo_url}]
        )

    return log_in


def log_in_by_hand(page: Page, username: str) -> None:
    """Log a demo user in on the admin's own page."""
    page.goto("/admin/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


@pytest.fixture
def axe() -> Callable[..., None]:
    """Fail with a readable report if axe finds a violation: ``axe(page)``.

    ``context`` is a selector to look inside; ``without`` names rules to leave out (say why).
    """

    def check(page: Page, context: str | None = None, without: tuple[str, ...] = ()) -> None:
        options = {
            "resultTypes": ["violations"],
            "runOnly": {"type": "tag", "values": AXE_TAGS},
            "rules": {rule: {"enabled": False} for rule in without},
        }
        results = Axe().run(page, context=context, options=options)
        if results.violations_count:
            pytest.fail(f"{page.url}\n{results.generate_report()}", pytrace=False)

    return check
