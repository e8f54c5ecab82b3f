"""The demo's acute help when the demo is down: static pages from a plain file server, and the error
pages.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from wagtail.models import Page

from tests.html import checker
from wagtail_hjelp.models import HelpOfferPage

LANGUAGES = [code for code, _name in django_settings.LANGUAGES]
FIRST = ["tel:113", "tel:112", "tel:110", "tel:116117"]
LOCAL = "tel:+4770000110"


@contextmanager
def no_database() -> Iterator[None]:
    def fail(*args: Any) -> Any:
        raise OperationalError("the database is gone")

    with connection.execute_wrapper(fail):
        yield


@pytest.fixture(scope="module")
def folder(demo: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("acute")
    call_command("hjelp_acute_static", output=str(folder), verbosity=0)
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """The address of a plain file server on the folder."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            pass

    found = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}/"
    found.shutdown()
    found.server_close()


def calls(html: str) -> list[str]:
    return re.findall(r'href="(tel:[^"]+)"', html)


def test_every_language_is_there_and_under_30_kb(folder):
    sizes = {path.stem: path.stat().st_size for path in folder.iterdir()}
    assert sorted(sizes) == sorted(LANGUAGES)
    assert {code: size for code, size in sizes.items() if size >= 30_000} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_has_the_numbers_and_needs_nothing(folder, language):
    html = (folder / f"{language}.html").read_text(encoding="utf-8")
    assert calls(html)[:4] == FIRST
    assert LOCAL in calls(html)
    assert (
        re.findall(r"<(?:link|script|img|use|svg|iframe|object|form)\b|url\(|@import", html) == []
    )
    assert "data-hjelp" not in html
    assert "Havnesund kommune" in html
    # In no language is anything said of this very moment.
    for word in ("open now", "right now", "åpent nå", "akkurat nå", "ope no"):
        assert word not in html.lower()


def test_municipality_s_words_are_marked_where_they_are_not_translated(folder):
    polish = (folder / "pl.html").read_text(encoding="utf-8")
    assert re.findall(r'<h3 lang="(\w+)" dir="(\w+)">Legevakt</h3>', polish) == [("nb", "ltr")]
    arabic = (folder / "ar.html").read_text(encoding="utf-8")
    assert re.findall(r"<h3[^>]*>Legevakt</h3>", arabic) == []
    assert "عيادة الطوارئ (legevakt)" in arabic


def test_html_is_valid(folder):
    assert checker.errors(folder) == []


def test_plain_file_server_gives_them_out_when_the_database_is_gone(server):
    with no_database():
        with pytest.raises(OperationalError):
            Page.objects.count()
        for language in LANGUAGES:
            with urlopen(f"{server}{language}.html") as response:
                html = response.read().decode()
                assert response.headers["Content-Type"] == "text/html"
            assert calls(html)[:4] == FIRST
            assert LOCAL in calls(html)


def test_links_lead_from_every_language_to_every_other(server):
    for language in LANGUAGES:
        address = f"{server}{language}.html"
        html = urlopen(address).read().decode()
        others = dict(re.findall(r'<a href="([^"]+)" hreflang="(\w+)"', html))
        assert sorted(others.values()) == sorted(set(LANGUAGES) - {language})
        for href, code in others.items():
            assert f'<html lang="{code}"' in urlopen(urljoin(address, href)).read().decode()


# --- The demo's own error pages -----------------------------------------------------------


@pytest.fixture
def visitor(demo: None, settings) -> Client:
    settings.DEBUG = False
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_that_fails_is_the_ladder_in_the_language_of_the_address(
    visitor, monkeypatch, language
):
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise ValueError("a page that fails")

    monkeypatch.setattr(HelpOfferPage, "serve", fail)
    response = visitor.get(f"/{language}/hjelp/tilbud/krisesenter/")
    html = response.content.decode()
    assert response.status_code == 500
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert calls(html)[:4] == FIRST


def test_page_without_a_database_is_the_ladder(visitor):
    with no_database():
        response = visitor.get("/ar/hjelp/")
    html = response.content.decode()
    assert response.status_code == 500
    assert '<html lang="ar" dir="rtl">' in html
    assert calls(html)[:4] == FIRST


def test_page_that_is_not_there_has_the_first_numbers_and_the_way_to_the_rest(visitor):
    response = visitor.get("/nb/finnes-ikke/")
    html = response.content.decode()
    assert response.status_code == 404
    assert {"tel:113", "tel:116117"} <= set(calls(html))
    assert 'href="/nb/hjelp/akutt/"' in html


def test_error_pages_are_valid_html(visitor, tmp_path):
    with no_database():
        (tmp_path / "500.html").write_bytes(visitor.get("/ar/hjelp/").content)
    (tmp_path / "404.html").write_bytes(visitor.get("/ar/finnes-ikke/").content)
    assert checker.errors(tmp_path) == []
