"""The tags when something else is broken; this module is also the urlconf of a host that breaks."""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connection,
    transaction,
)
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation
from wagtail.models import Page, Site

from tests.factories import make_offer, make_section, phone
from wagtail_hjelp.acute import finding
from wagtail_hjelp.models import AcuteHelpPage

STRIP = "{% load wagtail_hjelp_tags %}{% hjelp_acute_strip %}"
WHOLE = "{% load wagtail_hjelp_tags %}{% hjelp_acute %}"
COMPACT = '{% load wagtail_hjelp_tags %}{% hjelp_acute "compact" 3 %}'
FIRST = ["tel:113", "tel:112", "tel:110", "tel:116117"]
CALLS = {STRIP: ["tel:113", "tel:116117"], WHOLE: FIRST, COMPACT: ["tel:113", "tel:116117"]}
ERROR_PAGE = (
    "{% load i18n wagtail_hjelp_tags %}{% get_current_language as code %}"
    '<html lang="{{ code }}">{% hjelp_acute_strip %}{% hjelp_acute %}</html>'
)


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("something in the host's own code")


def asking(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Page.objects.count()))


urlpatterns = i18n_patterns(path("broken/", broken), path("asking/", asking))


@contextmanager
def failing(error: type[Exception]) -> Iterator[list[str]]:
    """A database that answers nothing; the list is of what it was asked."""
    asked: list[str] = []

    def fail(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        raise error("the database is gone, says kari@example.com")

    with connection.execute_wrapper(fail):
        yield asked


def calls(source: str, request: HttpRequest | None = None, language: str = "nb") -> list[str]:
    template = engines["django"].from_string(source)
    with translation.override(language):
        return re.findall(r'href="(tel:[^"]+)"', template.render({}, request))


@pytest.fixture
def acute(site):
    index = make_section(site.root_page)
    make_offer(index, "Legevakta", urgency="legevakt", contact_points=[phone("+4770000110")])
    return index.get_parent().add_child(instance=AcuteHelpPage(title="Akutt hjelp", slug="akutt"))


@pytest.mark.parametrize("source", CALLS)
@pytest.mark.parametrize("language", ["nb", "ar", "so", "xx"])
def test_tags_work_without_a_request_and_ask_no_database(source, language):
    # A test without the mark for a database fails if it asks one.
    assert calls(source, language=language)[: len(CALLS[source])] == CALLS[source]


@pytest.mark.django_db
@pytest.mark.parametrize("source", CALLS)
@pytest.mark.parametrize(
    "error", [DatabaseError, InterfaceError, OperationalError, ProgrammingError]
)
def test_tags_work_when_the_database_does_not(acute, source, error):
    with failing(error) as asked:
        found = calls(source, RequestFactory().get("/nb/"))
    assert found[: len(CALLS[source])] == CALLS[source]
    assert "tel:+4770000110" not in found
    assert len(asked) == 1


@pytest.mark.django_db
def test_database_that_does_not_answer_is_asked_once_a_request(acute, caplog):
    with failing(OperationalError) as asked, caplog.at_level(logging.INFO, "wagtail_hjelp"):
        found = calls(STRIP + COMPACT + WHOLE, RequestFactory().get("/nb/"))
    assert found[:2] == CALLS[STRIP]
    assert len(asked) == 1
    assert [record.getMessage() for record in caplog.records] == [
        "Acute help is shown without the database: OperationalError"
    ]


@pytest.mark.django_db
def test_tags_are_whole_again_when_the_database_is(acute):
    with failing(OperationalError):
        calls(WHOLE, RequestFactory().get("/nb/"))
    assert "tel:+4770000110" in calls(WHOLE, RequestFactory().get("/nb/"))


@pytest.mark.django_db
@pytest.mark.parametrize("source", CALLS)
def test_tags_work_in_a_transaction_that_is_broken(acute, source):
    with transaction.atomic():
        transaction.set_rollback(True)
        found = calls(source, RequestFactory().get("/nb/"))
    assert found[: len(CALLS[source])] == CALLS[source]


@pytest.mark.django_db
@pytest.mark.parametrize("source", CALLS)
def test_tags_work_where_no_site_answers_to_the_name(acute, source):
    Site.objects.update(is_default_site=False)
    found = calls(source, RequestFactory(headers={"Host": "fremmed.test"}).get("/nb/"))
    assert found[: len(CALLS[source])] == CALLS[source]


@pytest.mark.django_db
@pytest.mark.parametrize("source", CALLS)
def test_tags_work_for_a_host_name_that_django_refuses(acute, source, settings):
    settings.ALLOWED_HOSTS = ["kommune.test"]
    found = calls(source, RequestFactory(headers={"Host": "fremmed.test"}).get("/nb/"))
    assert found[: len(CALLS[source])] == CALLS[source]


@pytest.mark.django_db
def test_data_that_cannot_be_read_leave_the_national_numbers(acute, monkeypatch, caplog):
    def unreadable(*args: Any) -> Any:
        raise KeyError("a row of an older version")

    monkeypatch.setattr(finding, "places_of", unreadable)
    assert calls(WHOLE, RequestFactory().get("/nb/"))[:4] == FIRST
    assert [record.getMessage() for record in caplog.records] == [
        "Acute help is shown without the site's own"
    ]


# --- In a host's 500.html -----------------------------------------------------------------


@pytest.fixture
def host_that_breaks(settings):
    """A host with both tags in its 500.html, DEBUG off."""
    engine = copy.deepcopy(settings.TEMPLATES[0])
    engine["APP_DIRS"] = False
    engine["OPTIONS"]["loaders"] = [
        ("django.template.loaders.locmem.Loader", {"500.html": ERROR_PAGE}),
        "django.template.loaders.app_directories.Loader",
    ]
    settings.TEMPLATES = [engine]
    settings.ROOT_URLCONF = "tests.acute.test_survival"
    settings.DEBUG = False
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("language", ["nb", "nn", "en", "uk", "ar", "pl", "so"])
def test_error_page_has_the_numbers_in_the_language_of_the_address(host_that_breaks, language):
    response = host_that_breaks.get(f"/{language}/broken/")
    html = response.content.decode()
    assert response.status_code == 500
    assert f'<html lang="{language}">' in html
    assert re.findall(r'href="(tel:[^"]+)"', html)[:6] == [*CALLS[STRIP], *FIRST]


@pytest.mark.django_db
def test_error_page_comes_when_the_database_is_gone(host_that_breaks):
    with failing(OperationalError) as asked:
        response = host_that_breaks.get("/ar/asking/")
    html = response.content.decode()
    assert response.status_code == 500
    assert '<html lang="ar">' in html
    assert re.findall(r'href="(tel:[^"]+)"', html)[:6] == [*CALLS[STRIP], *FIRST]
    # By the view alone.
    assert len(asked) == 1
