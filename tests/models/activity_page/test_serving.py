"""Languages, care, caches, cost and drafts."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from tests.activities.calendars import (
    local,
    make_activity,
    occurrence,
    publish,
)
from tests.factories import alias_in, once, visit, weekly
from tests.models.activity_page.reading import html_of, in_english, published, read
from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.models import (
    ActivityPage,
    HelpFrontPage,
    Occurrence,
)

pytestmark = pytest.mark.django_db

# --- languages ----------------------------------------------------------------------------------


def test_words_that_are_not_translated_are_marked_and_facts_are_in_the_readers_language(
    client: Client, cafe
):
    page = alias_in(cafe, "en").specific
    html = html_of(client, page)
    for words in (
        '<h1 lang="nb" dir="ltr">Språkkafé</h1>',
        '<div class="hjelp-text" lang="nb" dir="ltr"><p>Bussen stopper utenfor.</p></div>',
        '<div class="hjelp-text" lang="nb" dir="ltr"><p>Ta med strikketøy.</p></div>',
        '<div class="hjelp-text" lang="nb" dir="ltr"><p>Si fra til oss på en tirsdag.</p></div>',
    ):
        assert words in html
    assert "Every Tuesday, 14:00" in html
    assert "This page has not been translated into English yet." in html


# --- careful ------------------------------------------------------------------------------------


def test_sensitive_activity_can_be_left_at_once(client: Client, calendar):
    page = published(calendar, once("2026-12-10"), sensitive=True, hide_title=True, noindex=True)
    response = client.get(page.url)
    assert "data-hjelp-exit" in response.content.decode()
    assert "<title>Information</title>" in response.content.decode().replace("\n", "")
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex, noarchive"


def test_page_for_some_people_shows_them_its_dates(client: Client, cafe, django_user_model):
    PageViewRestriction.objects.create(page=cafe, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(cafe.url).status_code == 302
    client.force_login(django_user_model.objects.create_user("kari"))
    html = html_of(client, cafe)
    assert '<time datetime="2026-11-24T14:00+01:00">' in html
    assert "Havnesund Røde Kors" in html
    assert "webcal:" not in html


# --- what a cache may keep ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "seconds"),
    [("2026-11-24 15:58:30", 90), ("2026-11-23 23:59:00", 60), ("2026-11-23 10:00:00", 300)],
    ids=["until it is over", "until tomorrow is today", "the usual time"],
)
def test_page_is_kept_no_longer_than_it_is_true(client: Client, cafe, clock, now, seconds):
    clock.move_to(local(now))
    response = client.get(cafe.url)
    assert response.headers["Cache-Control"] == f"max-age={seconds}, must-revalidate"


def test_page_in_memory_follows_the_clock_both_ways(client: Client, cafe, clock):
    page = in_english(cafe)
    moments = {
        "2026-11-23 23:59": "Tuesday 24 November, 14:00–16:00 Tomorrow",
        "2026-11-24 00:00": "Tuesday 24 November, 14:00–16:00 Today",
        "2026-11-24 16:00": "Tuesday 1 December, 14:00–16:00",
    }
    for moment, text in (*moments.items(), *reversed(moments.items())):
        clock.move_to(local(moment))
        found = re.search(r"Next dates (.+?) Add to calendar", read(client, page, "#hjelp-when"))
        assert found is not None and found[1] == text, moment


# --- what it costs ------------------------------------------------------------------------------


def queries(client: Client, page: Page) -> int:
    client.get(page.url)  # the first after a change fills the calendar's memory
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page.url).status_code == 200
    return len(captured)


def test_page_costs_few_queries_however_much_there_is_to_say(
    client: Client, calendar, cafe, picture
):
    small = queries(client, make_activity(calendar, "Liten", once("2026-12-10")))
    for number in range(60):
        make_activity(calendar, f"Nummer {number}", once("2026-12-10"), once("2026-12-11"))
    assert queries(client, cafe) == small <= 10
    publish(cafe, image=picture, image_alt="To kvinner drikker kaffe")
    assert queries(client, cafe) == small + 1


def test_activity_below_a_front_page_is_found_in_one_query(client: Client, calendar, cafe, rf):
    front = HelpFrontPage.objects.get()
    request = rf.get("/")
    front.route(request, ["hva-skjer", cafe.slug])
    with CaptureQueriesContext(connection) as captured:
        result = front.route(request, ["hva-skjer", cafe.slug])
    assert (result.page, len(captured)) == (cafe, 1)
    assert type(result.page) is ActivityPage


# --- drafts -------------------------------------------------------------------------------------


def preview(page: Page) -> str:
    response = page.make_preview_request()
    response.render()
    assert response.status_code == 200
    return response.content.decode()


def test_preview_of_a_draft_shows_its_own_dates_and_touches_none(cafe):
    before = list(Occurrence.objects.values())
    cafe.dates = [once("2026-12-05")]
    cafe.title = "Julekafé"
    html = preview(cafe)
    assert "Julekafé" in html
    assert re.findall(r'<time datetime="([^"]+)"', html) == ["2026-12-05T14:00+01:00"]
    assert "Havnesund Røde Kors" in html and "Møteplasser" in html
    # They would lead to the dates that are published.
    assert "/ical/" not in html
    assert "ld+json" not in html
    assert list(Occurrence.objects.values()) == before
    assert "Julekafé" not in html_of(Client(), cafe)


def test_preview_of_what_was_never_saved(calendar):
    page = ActivityPage(title="Ny", summary="Kom.", dates=[weekly("2026-11-24")])
    page.locale = calendar.locale
    html = preview(page)
    assert '<time datetime="2026-11-24T14:00+01:00">' in html
    assert not Occurrence.objects.exists()


def test_visit_stays_free_of_what_a_preview_showed(client: Client, cafe):
    cancel(occurrence(cafe, "2026-11-24"), Change(cafe))
    cafe.dates = []
    preview(cafe)
    assert '<time datetime="2026-11-24T14:00+01:00">' in html_of(client, cafe)


def test_address_of_contact_is_withheld_too(client: Client, calendar):
    point = visit(withheld=True, street="Hemmeligveien 7", place="Skjulvik")
    page = published(calendar, contact_points=[point])
    assert "Hemmeligveien" not in html_of(client, page)
