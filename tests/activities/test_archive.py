"""What is over: years, and what happened in each."""

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from tests.activities.calendars import make_activity, make_calendar, occurrence, translate
from tests.factories import once, weekly
from wagtail_hjelp.activities.archive import archive_of
from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.hours.moment import moment_of

# Monday 23 November 2026 at 10:00.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine("2026-11-23T10:00:00+01:00", tick=False),
]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def calendar(site):
    return make_calendar(site.root_page)


@pytest.fixture
def activities(calendar):
    made = [
        make_activity(calendar, "Kafé", weekly("2026-10-14", until="2026-12-30")),
        make_activity(calendar, "Åpent hus", once("2026-11-10")),
        make_activity(calendar, "Julefest", once("2025-12-21"), once("2026-12-20")),
        make_activity(calendar, "Leir", once("2026-10-30", last="2026-11-01")),
        make_activity(calendar, "Frokost", once("2026-11-23", starts="08:00:00", ends="09:00:00")),
    ]
    return {activity.title: activity for activity in made}


def archive(calendar, year=None, address="", **options):
    request = RequestFactory().get(f"/{address}")
    return archive_of(request, Scope.of_page(calendar), path="/c/", year=year, **options)


def told(found):
    return {
        month.name: {one.facts.title: one.dates_text for one in month.activities}
        for month in found.months
    }


def test_years_that_have_something_the_last_first(calendar, activities):
    found = archive(calendar)
    assert [(year.year, year.url, year.count_text, year.current) for year in found.years] == [
        (2026, "/c/archive/2026/", "3 activities, 8 dates", False),
        (2025, "/c/archive/2025/", "1 activity, 1 date", False),
    ]
    assert found.months == []


def test_a_year_by_month_each_activity_with_its_dates(calendar, activities):
    assert told(archive(calendar, 2026)) == {
        "November": {
            "Kafé": "4, 11, 18 November",
            "Åpent hus": "10 November",
        },
        "October": {
            "Kafé": "14, 21, 28 October",
            "Leir": "30 October – 1 November",
        },
    }
    assert told(archive(calendar, 2025)) == {"December": {"Julefest": "21 December"}}


def test_a_year_without_anything_is_not_there(calendar, activities):
    assert archive(calendar, 2024) is None
    assert archive(calendar, 1) is None


def test_what_was_cancelled_did_not_happen(calendar, activities, time_machine):
    cafe = activities["Kafé"]
    cancel(occurrence(cafe, "2026-11-25"), Change(page=cafe))
    time_machine.move_to("2026-12-10T10:00:00+01:00", tick=False)
    assert told(archive(calendar, 2026))["December"] == {"Kafé": "2, 9 December"}
    assert told(archive(calendar, 2026))["November"]["Kafé"] == ("4, 11, 18 November")


def test_what_is_over_today_is_told_from_tomorrow_on(calendar, activities, time_machine):
    assert "Frokost" not in told(archive(calendar, 2026))["November"]
    request = RequestFactory().get("/")
    archive_of(request, Scope.of_page(calendar), path="/c/", year=2026)
    assert moment_of(request).until.isoformat() == "2026-11-24T00:00:00+01:00"
    time_machine.move_to("2026-11-24T00:00:00+01:00", tick=False)
    assert told(archive(calendar, 2026))["November"]["Frokost"] == "23 November"


def test_months_go_on_over_pages_and_say_so(calendar, activities):
    pages = [archive(calendar, 2026, f"?page={page}", page_size=3) for page in (1, 2, 99)]
    assert [[(month.name, month.continued) for month in page.months] for page in pages] == [
        [("November", False), ("October", False)],
        [("October, continued", True)],
        [("October, continued", True)],
    ]
    assert (pages[0].next_url, pages[0].previous_url) == ("/c/archive/2026/?page=2", "")
    assert (pages[1].next_url, pages[1].previous_url) == ("", "/c/archive/2026/")


def test_an_archive_of_nothing_is_calm(client: Client, calendar):
    response = client.get(f"{calendar.url}archive/")
    assert response.status_code == 200
    assert response.context["archive"].years == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("archive/", 200),
        ("archive/2026/", 200),
        ("archive/2026/?page=-1&q=%00", 200),
        ("archive/1999/", 404),
        ("archive/0000/", 404),
        ("archive/9999/", 404),
        ("archive/20260/", 404),
        ("archive/%D9%A2%D9%A0%D9%A2%D9%A6/", 404),
        ("archive/2026/11/", 404),
        ("archive/%00/", 404),
    ],
)
def test_addresses_of_the_archive(client: Client, calendar, activities, address, status):
    assert client.get(f"{calendar.url}{address}").status_code == status


def test_pages_of_the_archive_link_to_each_other_and_to_the_calendar(
    client: Client, calendar, activities
):
    html = client.get(f"{calendar.url}archive/2026/").content.decode()
    assert f'href="{calendar.url}archive/2025/"' in html
    assert f'href="{calendar.url}archive/2026/" aria-current="page"' in html
    assert f'href="{activities["Leir"].url}"' in html
    assert f'href="{calendar.url}"' in html
    assert f'href="{calendar.url}archive/"' in client.get(calendar.url).content.decode()


def test_titles_in_another_language_are_marked(client: Client, calendar, activities):
    english = translate(calendar, "en", alias=True)
    translate(activities["Leir"], "en", alias=True)
    html = client.get(f"{english.url}archive/2026/").content.decode()
    assert 'lang="nb" dir="ltr">Leir</a>' in html


def test_an_archive_costs_as_many_queries_whatever_is_in_it(client: Client, calendar, activities):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    addresses = [f"{calendar.url}archive/", f"{calendar.url}archive/2026/"]
    small = [queries(address) for address in addresses]
    for number in range(30):
        make_activity(calendar, f"Ting {number}", weekly("2026-10-14"))
    assert [queries(address) for address in addresses] == small
    assert max(small) <= 12
