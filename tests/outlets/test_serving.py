"""Calendars and feeds are made once, kept until something changes, and the same for everybody."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponseBase
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone
from django.utils.http import parse_http_date

from tests.activities.calendars import make_activity, occurrence, shown
from tests.factories import weekly
from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.models import ActivityIndexPage
from wagtail_hjelp.outlets import serving
from wagtail_hjelp.outlets.ical import calendar_of
from wagtail_hjelp.outlets.serving import atom_response, ical_response

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

made: list[str] = []


def ical(request: HttpRequest) -> HttpResponseBase:
    """The calendar of the site, filtered by nothing that matters here."""

    def make() -> bytes:
        made.append(request.get_full_path())
        held = shown(ActivityIndexPage.objects.get())
        return calendar_of(
            list(held.key_of),
            held,
            name="Hva skjer",
            url=request.build_absolute_uri("/"),
            now=timezone.now(),
            absolute=request.build_absolute_uri,
        )

    return ical_response(request, make, [request.GET.get("topic", "")], "hva-skjer.ics")


def atom(request: HttpRequest) -> HttpResponseBase:
    return atom_response(request, lambda: b"<feed/>", [])


urlpatterns = [path("ical/", ical), path("atom/", atom)]


@pytest.fixture(autouse=True)
def _nothing_made():
    serving._made.clear()
    made.clear()


@pytest.fixture
def cafe(calendar):
    return make_activity(calendar, "Kafé", weekly("2026-11-25"))


def get(address: str = "/ical/", **headers: str):
    return Client().get(address, headers=headers)


def test_whole_answer(cafe):
    response = get()
    assert response.status_code == 200
    assert response.content.startswith(b"BEGIN:VCALENDAR\r\n")
    tag = response.headers["ETag"]
    assert tag[0] == tag[-1] == '"' and len(tag) == 34
    assert {
        name: response.headers[name]
        for name in (
            "Content-Type",
            "Content-Disposition",
            "Cache-Control",
            "Last-Modified",
            "Expires",
            "X-Robots-Tag",
        )
    } == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'inline; filename="hva-skjer.ics"',
        "Cache-Control": "max-age=300, must-revalidate",
        "Last-Modified": "Mon, 23 Nov 2026 09:00:00 GMT",
        "Expires": "Mon, 23 Nov 2026 09:05:00 GMT",
        "X-Robots-Tag": "noindex",
    }
    # One for all: nobody is known again.
    assert response.cookies == {}
    assert "cookie" not in response.headers.get("Vary", "").lower()


def test_atom_has_its_own_type(cafe):
    response = get("/atom/")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response.content == b"<feed/>"
    assert response.headers["ETag"] != get().headers["ETag"]


def test_head_has_the_same_headers(cafe):
    head, whole = Client().head("/ical/"), get()
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(whole.headers)


def test_nothing_else_than_reading(cafe):
    response = Client().post("/ical/")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


def test_who_has_it_already_gets_nothing_and_nothing_is_made(cafe):
    tag = get().headers["ETag"]
    serving._made.clear()
    response = get(if_none_match=tag)
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == tag
    assert response.headers["Cache-Control"] == "max-age=300, must-revalidate"
    # As a proxy that compresses writes it.
    assert get(if_none_match=f"W/{tag}").status_code == 304
    assert len(made) == 1


def test_change_is_given_out_in_the_same_second(cafe):
    before = get()
    cancel(occurrence(cafe, "2026-12-09"), Change(cafe))
    after = get(
        if_none_match=before.headers["ETag"], if_modified_since=before.headers["Last-Modified"]
    )
    assert after.status_code == 200
    assert b"STATUS:CANCELLED" in after.content
    # Nor do times alone hide it.
    assert get(if_modified_since=before.headers["Last-Modified"]).status_code == 200


def test_made_once_until_something_changes(cafe):
    first = get()
    assert get().content == first.content
    assert len(made) == 1
    cancel(occurrence(cafe, "2026-12-09"), Change(cafe))
    assert get().content != first.content
    assert len(made) == 2


def test_made_when_it_was_made(cafe, at):
    first = get()
    at("2026-11-23 12:00")
    again = get()
    assert again.headers["Last-Modified"] == first.headers["Last-Modified"]
    assert again.headers["ETag"] == first.headers["ETag"]


def test_tomorrow_is_another(cafe, at):
    at("2026-11-23 23:58")
    today = get()
    assert today.headers["Cache-Control"] == "max-age=120, must-revalidate"
    at("2026-11-24 00:00")
    assert get(if_none_match=today.headers["ETag"]).status_code == 200


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/ical/?topic=samtale", {}),
        ("/ical/", {"host": "annen.example"}),
        ("/ical/", {"accept-language": "uk"}),
    ],
)
def test_another_filter_host_or_language_is_another(cafe, address, headers):
    assert get(address, **headers).headers["ETag"] != get().headers["ETag"]
    assert len(made) == 2


def test_who_is_signed_in_sees_what_they_have_just_changed(cafe, admin_client):
    response = admin_client.get("/ical/")
    assert response.headers["Cache-Control"] == "max-age=0, must-revalidate"
    assert response.content == get().content


@override_settings(WAGTAIL_HJELP={"MAX_AGE": 60})
def test_age_is_the_sites(cafe):
    assert get().headers["Cache-Control"] == "max-age=60, must-revalidate"


def test_memory_has_a_bound(cafe, monkeypatch):
    size = len(get().content)
    monkeypatch.setattr(serving, "_KEPT", size * 3)
    for number in range(10):
        assert get(f"/ical/?topic={number}").status_code == 200
    assert sum(len(kept.body) for kept in serving._made.values()) <= size * 3
    # One that is too large to be kept is given out all the same.
    monkeypatch.setattr(serving, "_KEPT", size - 1)
    assert len(get("/ical/?topic=x").content) == size
    assert parse_http_date(get("/ical/?topic=x").headers["Last-Modified"]) > 0
    assert not serving._made
