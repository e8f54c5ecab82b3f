"""What has become of its dates, as its page, calendars and search engines are told."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar as ICalendar
from wagtail.models import Page, PageViewRestriction

from tests.activities.calendars import (
    local,
    make_activity,
    occurrence,
)
from tests.factories import alias_in, once, venue, weekly
from tests.models.activity_page.reading import html_of, in_english, published, read
from wagtail_hjelp.activities.changes import Change, cancel

pytestmark = pytest.mark.django_db

# --- what has become of it ----------------------------------------------------------------------


def test_cancelled_date_stands_first_in_every_language_at_once(client: Client, cafe):
    versions = [cafe, in_english(cafe), alias_in(cafe, "pl").specific]
    for page in versions:
        assert read(client, page, "notice") == ""
    note = "Vi ses neste uke!"
    cancel(occurrence(cafe, "2026-11-24"), Change(cafe, reason="illness", note=note))
    for page in versions:
        assert note in read(client, page, "notice")
        html = html_of(client, page)
        assert html.index("</h1>") < html.index(note) < html.index('class="hjelp-lead"')
    assert read(client, versions[1], "notice") == (
        "Cancelled: Tuesday 24 November, 14:00–16:00 Tomorrow Illness Vi ses neste uke! Next time: "
        "Tuesday 1 December, 14:00–16:00"
    )


def test_note_on_a_date_is_marked_as_the_language_it_was_written_in(client: Client, cafe):
    cancel(occurrence(cafe, "2026-11-24"), Change(cafe, note="Vi ses."))
    assert '<p lang="nb" dir="ltr">Vi ses.</p>' in html_of(client, in_english(cafe))
    assert "<p>Vi ses.</p>" in html_of(client, cafe)


def test_cancelled_date_is_struck_out_in_words_and_cannot_be_added(client: Client, cafe):
    cancel(occurrence(cafe, "2026-11-24"), Change(cafe, reason="illness"))
    page = in_english(cafe)
    assert (
        "Tuesday 24 November, 14:00–16:00 Tomorrow Cancelled · Illness Tuesday 1 December"
        in read(client, page, "#hjelp-when")
    )
    assert occurrence(cafe, "2026-11-24").key not in html_of(client, page)


def test_what_is_over_says_so_first_and_leads_on(client: Client, calendar, clock):
    page = published(calendar, weekly("2026-09-01", until="2026-12-15"))
    clock.move_to(local("2027-02-01 12:00"))
    assert read(client, page, "notice") == (
        "It is over. It was last held on Tuesday 15 December 2026 . See what is coming"
    )
    html = html_of(client, page)
    assert "hjelp-when" not in html
    assert f'href="{page.get_parent().url}"' in html


# --- who is behind, and where it leads ----------------------------------------------------------


def test_organiser_leads_to_its_page_in_the_readers_language_and_to_all_its_activities(
    client: Client, cafe, red_cross
):
    page = in_english(cafe)
    english = in_english(red_cross)
    html = html_of(client, page)
    assert f'<a href="{english.url}">English Havnesund Røde Kors</a>' in html
    more = f"{page.get_parent().url}?organisation={red_cross.translation_key.hex}"
    assert f'<a href="{more}">More from them</a>' in html


def test_organiser_in_another_language_is_marked_as_such(client: Client, cafe, red_cross):
    english = in_english(cafe)
    untranslated = red_cross.get_translation(english.locale)
    name = '<span lang="nb" dir="ltr">Havnesund Røde Kors</span>'
    assert f'<a href="{untranslated.url}">{name}' in html_of(client, english)
    untranslated.delete()
    assert f'<a href="{red_cross.url}">{name}' in html_of(client, english)


def test_organiser_without_a_page_of_its_own_is_a_name(client: Client, calendar):
    page = published(calendar, organiser_name="Hagelaget")
    assert read(client, page, "#hjelp-facts") == "In short Arranged by Hagelaget"


def test_topics_lead_to_the_calendar_filtered_by_them(client: Client, cafe):
    page = in_english(cafe)
    html = html_of(client, page)
    assert f'href="{page.get_parent().url}?topic=company"' in html
    assert "Places to meet others" in read(client, page, "#hjelp-topics")


# --- its dates as calendars ---------------------------------------------------------------------


def events_of(response: Any) -> list[Any]:
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return ICalendar.from_ical(response.content).walk("VEVENT")


def test_all_dates_are_one_calendar_below_the_page(client: Client, cafe):
    response = client.get(f"{cafe.url}ical/")
    (event,) = events_of(response)
    assert str(event["SUMMARY"]) == "Språkkafé"
    assert event["RRULE"]["FREQ"] == ["WEEKLY"]
    assert event["UID"] == f"{cafe.translation_key}-{cafe.dates.raw_data[0]['id']}@localhost"
    assert response.headers["Content-Disposition"] == 'inline; filename="sprakkafe.ics"'
    assert not response.cookies
    again = client.get(f"{cafe.url}ical/", headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304


def test_each_date_is_a_calendar_of_its_own(client: Client, cafe):
    key = occurrence(cafe, "2026-12-01").key
    response = client.get(f"{in_english(cafe).url}ical/{key}/")
    (event,) = events_of(response)
    assert (str(event["SUMMARY"]), event.start) == (
        "English Språkkafé",
        local("2026-12-01 14:00"),
    )
    assert "RRULE" not in event
    assert response.headers["Content-Disposition"] == 'inline; filename="sprakkafe-2026-12-01.ics"'


@pytest.mark.parametrize(
    "address",
    ["ical/2026-12-02-aaaaaaaa/", "ical/all/", "ical/a/b/", "ics/", "ical/2026-13-41/", "ical/-/"],
)
def test_calendar_that_is_not_there_is_not_found(client: Client, cafe, address):
    assert client.get(f"{cafe.url}{address}").status_code == 404


def test_dates_of_what_is_not_public_are_in_no_calendar(client: Client, cafe, django_user_model):
    PageViewRestriction.objects.create(page=cafe, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"{cafe.url}ical/").status_code == 302
    client.force_login(django_user_model.objects.create_user("kari"))
    assert client.get(f"{cafe.url}ical/").status_code == 404
    cafe.unpublish()
    assert client.get(f"{cafe.url}ical/").status_code == 404


def test_calendar_of_a_page_with_a_hidden_title_has_a_neutral_name(client: Client, calendar):
    page = published(calendar, once("2026-12-10"), sensitive=True, hide_title=True)
    response = client.get(f"{page.url}ical/")
    assert [str(event["SUMMARY"]) for event in events_of(response)] == ["Information"]
    assert response.headers["Content-Disposition"] == 'inline; filename="ical.ics"'


# --- for search engines -------------------------------------------------------------------------


def event_of(client: Client, page: Page) -> dict[str, Any] | None:
    found = re.search(r'<script type="application/ld\+json">(.+?)</script>', html_of(client, page))
    return json.loads(found[1]) if found else None


def test_search_engines_are_told_of_the_next_date_as_it_stands(client: Client, cafe, clock):
    event = event_of(client, cafe)
    assert event is not None
    assert (event["@type"], event["name"]) == ("Event", "Språkkafé")
    assert (event["startDate"], event["eventStatus"]) == (
        "2026-11-24T14:00+01:00",
        "https://schema.org/EventScheduled",
    )
    cancel(occurrence(cafe, "2026-11-24"), Change(cafe))
    event = event_of(client, cafe)
    assert event is not None and event["eventStatus"] == "https://schema.org/EventCancelled"
    clock.move_to(local("2026-11-24 16:00"))
    event = event_of(client, cafe)
    assert event is not None and event["startDate"] == "2026-12-01T14:00+01:00"


def test_search_engines_are_told_nothing_of_what_is_over_or_for_some(
    client: Client, calendar, cafe, clock, django_user_model
):
    over = make_activity(calendar, "Fest", once("2026-11-24"), where=[venue(name="Kaia")])
    assert event_of(client, over) is not None
    clock.move_to(local("2026-11-25 12:00"))
    assert event_of(client, over) is None
    PageViewRestriction.objects.create(page=cafe, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(django_user_model.objects.create_user("kari"))
    assert event_of(client, cafe) is None
