"""Pages beside the least that a Wagtail page can cost, in one run and in turns."""

import statistics
import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from benchmarks.plain.models import PlainListingPage, PlainPage

PAGE = "unadorned page"
LISTING = "plain listing of 20"
TEXT = "<h2>Når kan du kontakte oss?</h2><p>{}</p>".format("Vi er her for deg. " * 30)


def plain_pages(home: Page) -> dict[str, str]:
    """Make the two plain pages; return their addresses."""
    plain = home.add_child(instance=PlainPage(title="Unadorned", slug="plain", body=TEXT))
    listing = home.add_child(instance=PlainListingPage(title="Plain", slug="plain-list"))
    for number in range(25):
        listing.add_child(instance=PlainPage(title=f"Side {number}"))
    return {PAGE: plain.url, LISTING: listing.url}


def analyse() -> None:
    """Give SQLite its statistics, as docs/how-to/search.md says."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def compare(title: str, pages: dict[str, str], rounds: int) -> dict[str, int]:
    """Ask for pages in turns and print what each costs; return their numbers of queries.

    ``pages`` are addresses by name, among them :data:`PAGE` and :data:`LISTING`.
    """
    client = Client()
    queries = {}
    for name, url in pages.items():
        assert client.get(url).status_code == 200, url
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        queries[name] = len(captured)
    times: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(rounds):
        for name, url in pages.items():
            start = time.perf_counter()
            client.get(url)
            times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(found) * 1000 for name, found in times.items()}
    print(f"\n{title}, {rounds} rounds, medians")
    print(f"{'page':<26}{'queries':>8}{'ms':>8}{'x page':>8}{'x listing':>10}{'bytes':>9}")
    for name, found in medians.items():
        size = len(client.get(pages[name]).content)
        print(
            f"{name:<26}{queries[name]:>8}{found:>8.2f}{found / medians[PAGE]:>8.2f}"
            f"{found / medians[LISTING]:>10.2f}{size:>9}"
        )
    return queries
