"""The HTML of every live page of the demo municipality is valid, in every language.

The pages are written to a folder (HJELP_HTML_DIR, or a temporary one) and checked in one run.
"""

import os
import re
from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import Page

from tests.html import checker

pytestmark = pytest.mark.html

# What lists also look like: searched, filtered, filtered to nothing, asked for nonsense.
QUERIES = {
    "HelpOfferIndexPage": (
        "?q=lege",
        "?topic=mental-health&audience=youth&access=self",
        "?q=xyzzyplugh",
        "?topic=%00&audience=%3Cscript%3E&page=-1",
    ),
    "ActivityIndexPage": (
        "?season=jul-og-nyttar&cost=free",
        "?view=month",
        "?q=xyzzyplugh",
        "?when=%00&from=9999-99-99&view=%3Cscript%3E&month=0&page=-1",
        "archive/",
    ),
    "OrganisationIndexPage": ("?q=tro", "?kind=immigrant&language=uk", "?view=print"),
}


@pytest.fixture(scope="module")
def addresses(demo: None) -> list[str]:
    """The address of every live page, and of the lists with queries."""
    pages = Page.objects.live().filter(depth__gt=1).order_by("path").specific()
    found = []
    for page in pages:
        parts = page.get_url_parts()
        if parts is None:
            continue
        address = parts[2]
        found.append(address)
        found += [f"{address}{query}" for query in QUERIES.get(type(page).__name__, ())]
    return found


@pytest.fixture(scope="module")
def folder(addresses: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages as files."""
    named = os.environ.get("HJELP_HTML_DIR")
    folder = Path(named) if named else tmp_path_factory.mktemp("html")
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.html"):
        old.unlink()
    client = Client()
    # A missing page is a page too.
    for address in [*addresses, "/nb/finnes-ikke/", "/ar/finnes-ikke/"]:
        response = client.get(address)
        expected = 404 if "finnes-ikke" in address else 200
        assert response.status_code == expected, f"{address}: {response.status_code}"
        name = re.sub(r"[^a-z0-9]+", "_", address.lower()).strip("_") or "root"
        (folder / f"{name[:180]}.html").write_bytes(response.content)
    return folder


def test_there_is_something_to_check(addresses: list[str]):
    """An empty demo has no errors either."""
    kinds = {type(page).__name__ for page in Page.objects.live().specific()}
    assert {"HelpFrontPage", "HelpOfferPage", "HelpThemePage", "HomePage", *QUERIES} <= kinds
    assert {"ActivityPage", "AcuteHelpPage", "OrganisationPage"} <= kinds
    assert len(addresses) > 700


def test_html_is_valid(folder: Path, record_property):
    record_property("html_checker", checker.name_of_checker())
    found = checker.errors(folder)
    assert not found, "\n".join([f"{len(found)} errors in {folder}:", *found[:60]])


def test_no_inline_script_or_style(folder: Path):
    """A strict content security policy must not cost the page anything."""
    inline = re.compile(
        rb"<style|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")"
        rb"|<[a-z][^<>]*\s(?:style|on[a-z]+)=[\"']",
        re.IGNORECASE,
    )
    found = [
        f"{path.name}: {match.group().decode(errors='replace')[:100]}"
        for path in sorted(folder.glob("*.html"))
        for match in inline.finditer(path.read_bytes())
    ]
    assert not found, "\n".join(found[:30])
