"""The page of the calendar: HTML without script, addresses, queries, caches."""

import re
from collections import Counter
from datetime import datetime
from html import unescape
from itertools import pairwise

import pytest
import recurring_ical_events
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar as ICalendar

from tests.activities.calendars import OSLO, make_activity, make_calendar, occurrence, translate
from tests.factories import make_topic, once, venue, weekly
from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.models import Season

# Monday 23 November 2026 at 10:00.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine("2026-11-23T10:00:00+01:00", tick=False),
]


@pytest.fixture
def calendar(site):
    return make_calendar(site.root_page)


@pytest.fixture
def activities(calendar):
    Season.objects.create(name="Jul", slug="jul", first="2026-12-20", last="2027-01-02")
    made = [
        make_activity(
            calendar,
            "Kafé",
            weekly("2026-11-25"),
            cost="free",
            where=[venue(name="Menighetshuset", place="Øvre Havnesund")],
        ),
        make_activity(calendar, "Julemiddag", once("2026-12-24"), seasons=["jul"], cost="free"),
        make_activity(calendar, "Kor", weekly("2026-11-26"), cost="paid"),
    ]
    for activity in made:
        activity.topics.add(make_topic("food"))
        activity.save()
    return {activity.title: activity for activity in made}


@pytest.mark.parametrize(
    "address",
    [
        "?topic=unknown",
        "?topic=%00",
        "?q=%00",
        "?q=%00%00a%00",
        "?q=%22%27%28%29%2A%3A%5C",
        "?q=" + "a" * 5000,
        "?q=AND+OR+NOT+NEAR",
        "?q=%25s+%25%28x%29s",
        "?q=%F0%9F%98%80",
        "?q=%ED%A0%80",
        "?page=-1",
        "?page=0",
        "?page=99999999999999999999",
        "?page=%D9%A1",
        "?page=1.5",
        "?page[]=2",
        "?audience=youth%27%3B+DROP+TABLE+x",
        "?cost=" + "&cost=".join(["free"] * 500),
        "?&&&=&q",
        "?utm_source=x&fbclid=y",
        "?when=%00",
        "?when=today&when=week&season=jul&season=x",
        "?from=0001-01-01&to=9999-12-31",
        "?from=9999-12-31",
        "?to=%00",
        "?from=2026-11-23&to=2027-11-23&page=7",
        "?season=%00",
        "?season=jul&view=month&month=0001-01",
        "?view=month&month=9999-99",
        "?view=month&month=%00&page=5",
        "?view=month&month[]=2026-12",
        "?view=year",
        "?organisation=%00&place=%00&place=online",
        "?organisation=" + "f" * 32,
    ],
)
def test_no_address_gives_an_error_page(client: Client, calendar, activities, address):
    assert client.get(calendar.url + address).status_code == 200


def test_more_parameters_than_django_reads_give_no_error_page(
    client, settings, calendar, activities
):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    address = f"{calendar.url}?" + "&".join(["topic=food"] * 1200)
    assert client.get(address).status_code == 200


def test_form_times_and_filters_work_without_script(client: Client, calendar, activities):
    html = unescape(client.get(f"{calendar.url}?season=jul&cost=free").content.decode())
    assert re.search(r'<form[^>]*method="get"', html)
    assert '<input type="hidden" name="season" value="jul">' in html
    assert re.search(r'name="cost"[^>]*value="free"[^>]*checked', html)
    assert 'name="from"' in html and 'name="to"' in html
    assert f'href="{calendar.url}?cost=free&when=weekend"' in html
    assert f'href="{calendar.url}?cost=free&season=jul" aria-current="true"' in html
    assert "csrf" not in html
    assert "Julemiddag" in html and "Kafé" not in html


def test_headings_step_down_one_by_one(client: Client, calendar, activities):
    html = client.get(calendar.url).content.decode()
    main = html[html.index("<h1") :]
    levels = [int(level) for level in re.findall(r"<h(\d)", main)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert re.search(r'<h3 class="hjelp-day"><time datetime="2026-11-25">', html)
    assert html.count('<h4 class="hjelp-card__title"') == 3


@pytest.mark.parametrize("address", ["", "?view=month", "?season=jul", "?from=2026-11-25"])
def test_no_id_stands_twice(client: Client, calendar, activities, address):
    html = client.get(calendar.url + address).content.decode()
    ids = Counter(re.findall(r'\sid="([^"]*)"', html))
    assert [found for found, number in ids.items() if number > 1] == []
    assert not any(re.search(r"\s", found) for found in ids)


def test_month_is_a_table_with_a_caption_and_headings(client: Client, calendar, activities):
    html = client.get(f"{calendar.url}?view=month&month=2026-12&cost=free").content.decode()
    table = html[html.index("<table") : html.index("</table>")]
    assert table.count('<th scope="col">') == 7
    assert "<caption>" in table
    assert f'href="{calendar.url}?cost=free&amp;from=2026-12-24&amp;to=2026-12-24"' in table
    assert "aria-current" not in table
    today = client.get(f"{calendar.url}?view=month").content.decode()
    assert today.count('<td aria-current="date">') == 1
    # Months are links in order, and each stands in the address.
    assert 'rel="next"' in html and 'rel="prev"' in html
    assert '<input type="hidden" name="month" value="2026-12">' in html


def test_the_list_can_be_followed(client: Client, calendar, activities):
    html = unescape(client.get(f"{calendar.url}?cost=free&when=today").content.decode())
    path = f"{calendar.url}ical/?cost=free"
    assert f'href="webcal://testserver{path}"' in html
    assert f'href="{path}"' in html
    feed = f"{calendar.url}atom/?cost=free"
    assert f'<link rel="alternate" type="application/atom+xml" href="{feed}"' in html
    assert f'<a class="hjelp-onward" href="{feed}"' in html


def events(response):
    calendar = ICalendar.from_ical(response.content)
    return sorted({str(event["SUMMARY"]) for event in calendar.walk("VEVENT")})


def test_calendar_and_feed_hold_what_the_filters_leave_whatever_the_time(
    client: Client, calendar, activities
):
    response = client.get(f"{calendar.url}ical/")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert events(response) == ["Julemiddag", "Kafé", "Kor"]
    filtered = client.get(f"{calendar.url}ical/?cost=free&when=today&page=9")
    assert events(filtered) == ["Julemiddag", "Kafé"]
    assert str(ICalendar.from_ical(filtered.content)["X-WR-CALNAME"]) == "Hva skjer: Gratis"
    assert events(client.get(f"{calendar.url}ical/?season=jul")) == ["Julemiddag"]
    feed = client.get(f"{calendar.url}atom/?cost=paid")
    assert feed.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert b"Kor" in feed.content and b"Julemiddag" not in feed.content


def test_every_date_of_the_list_is_in_its_calendar_and_the_other_way_round(
    client: Client, calendar, activities
):
    cancel(occurrence(activities["Kafé"], "2026-12-02"), Change(page=activities["Kafé"]))
    address = "?from=2026-11-23&to=2027-11-23&page="
    pages = client.get(f"{calendar.url}{address}1").context["calendar"].num_pages
    listed = {
        (card.title, card.happens.starts_at, card.is_cancelled)
        for page in range(1, pages + 1)
        for day in client.get(f"{calendar.url}{address}{page}").context["calendar"].days
        for card in day.cards
    }
    feed = ICalendar.from_ical(client.get(f"{calendar.url}ical/").content)
    expanded = {
        (str(event["SUMMARY"]), event["DTSTART"].dt, event.get("STATUS") == "CANCELLED")
        for event in recurring_ical_events.of(feed).between(
            datetime(2026, 11, 23, tzinfo=OSLO), datetime(2027, 11, 24, tzinfo=OSLO)
        )
    }
    assert {(title.rpartition(": ")[2], *rest) for title, *rest in expanded} == listed
    assert len(listed) == 52 + 52 + 1


def test_what_was_fetched_is_not_sent_again_until_something_changes(
    client: Client, calendar, activities
):
    for outlet in ("ical/", "atom/"):
        first = client.get(f"{calendar.url}{outlet}")
        again = {"HTTP_IF_NONE_MATCH": first.headers["ETag"]}
        assert client.get(f"{calendar.url}{outlet}", **again).status_code == 304
        assert client.get(f"{calendar.url}{outlet}?cost=paid", **again).status_code == 200
        cancel(occurrence(activities["Kafé"], "2026-11-25"), Change(page=activities["Kafé"]))
        assert client.get(f"{calendar.url}{outlet}", **again).status_code == 200


@pytest.mark.parametrize("outlet", ["ical/", "atom/"])
@pytest.mark.parametrize(
    "address", ["?q=%00", "?topic=%00&cost=x", "?season=x", "?q=" + "a" * 5000, "?page=-1"]
)
def test_no_address_of_a_feed_gives_an_error_page(
    client: Client, calendar, activities, outlet, address
):
    assert client.get(f"{calendar.url}{outlet}{address}").status_code == 200


def test_addresses_below_the_calendar_that_are_nothing_are_not_found(client: Client, calendar):
    for address in ("ical/x/", "atom/archive/", "other/", "archive/x/"):
        assert client.get(f"{calendar.url}{address}", follow=True).status_code == 404


def test_search_words_are_kept_from_referrers_and_cookies(client: Client, calendar, activities):
    response = client.get(f"{calendar.url}?q=kafe")
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_whoever_searches_in_danger_gets_help_here_too(client: Client, calendar, activities):
    html = client.get(f"{calendar.url}?q=selvmord").content.decode()
    assert 'href="tel:113"' in html[html.index("hjelp-results") :]
    assert html.index("hjelp-crisis") < html.index("hjelp-times")
    assert 'id="hjelp-crisis"' not in client.get(f"{calendar.url}?q=kafe").content.decode()


def test_no_cache_keeps_a_page_beyond_the_end_of_a_date(
    client: Client, calendar, activities, time_machine
):
    time_machine.move_to("2026-11-25T15:58:00+01:00", tick=False)
    assert "max-age=120" in client.get(calendar.url).headers["Cache-Control"]
    time_machine.move_to("2026-11-25T23:59:00+01:00", tick=False)
    assert "max-age=60" in client.get(calendar.url).headers["Cache-Control"]


def test_a_cancelled_date_is_shown_at_once_in_every_language(client: Client, calendar, activities):
    english = translate(calendar, "en", alias=True)
    translate(activities["Kafé"], "en", alias=True)
    pages = [calendar.url, english.url, f"{english.url}?when=week"]
    assert not any("hjelp-happens--cancelled" in client.get(url).content.decode() for url in pages)
    cancel(occurrence(activities["Kafé"], "2026-11-25"), Change(page=activities["Kafé"]))
    assert all("hjelp-happens--cancelled" in client.get(url).content.decode() for url in pages)


def test_drafts_are_not_listed_and_unpublishing_takes_away(client: Client, calendar, activities):
    activities["Kor"].unpublish()
    html = client.get(calendar.url).content.decode()
    assert "Kafé" in html and "Kor<" not in html


def test_a_draft_of_the_calendar_can_be_previewed(calendar, activities):
    calendar.title = "Det som skjer"
    response = calendar.make_preview_request()
    response.render()
    html = response.content.decode()
    assert "Det som skjer" in html and "Julemiddag" in html


def test_an_empty_calendar_says_so_calmly(client: Client, calendar):
    for address in ("", "?when=today", "?q=kafe", "?view=month"):
        response = client.get(calendar.url + address)
        assert response.status_code == 200
        assert response.context["calendar"].count == 0


def test_queries_do_not_grow_with_activities_or_with_the_time_asked_for(
    client: Client, calendar, activities
):
    def queries(address):
        client.get(address)  # reads what is kept
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    url = calendar.url
    lists = [
        url,
        f"{url}?topic=food&cost=free",
        f"{url}?when=week&cost=free",
        f"{url}?from=2026-11-23&to=2027-11-23",
        f"{url}?season=jul",
        f"{url}?view=month&month=2026-12",
    ]
    small = {address: queries(address) for address in lists}
    searched = queries(f"{url}?q=kafe")
    for number in range(57):
        row = weekly("2026-11-25", starts=f"{8 + number % 12:02}:00:00", ends="21:00:00")
        activity = make_activity(calendar, f"Kafé {number}", row, cost="free")
        cancel(occurrence(activity, "2026-11-25"), Change(page=activity))
        activity.topics.add(make_topic("food"))
        activity.save()
    assert {address: queries(address) for address in lists} == small
    assert queries(f"{url}?q=kafe") == searched
    assert set(small.values()) == {small[url]}
    assert small[url] <= 9
    assert searched <= 10


def test_the_first_request_after_a_change_costs_a_fixed_number_too(
    client: Client, calendar, activities
):
    def cold():
        cafe = activities["Kafé"]
        cancel(occurrence(cafe, "2026-11-25"), Change(page=cafe))
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{calendar.url}?when=week")
        return len(captured)

    client.get(calendar.url)
    few = cold()
    for number in range(30):
        activity = make_activity(calendar, f"Kafé {number}", weekly("2026-11-25"), cost="free")
        cancel(occurrence(activity, "2026-11-25"), Change(page=activity))
    assert cold() == few
