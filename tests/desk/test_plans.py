"""Who plans what in the next weeks, and the days on which nobody does."""

import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.activities.calendars import make_activity, make_calendar, occurrence
from tests.factories import once, venue, weekly
from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.desk.plans import Gap, gaps

pytestmark = pytest.mark.django_db

LIST = reverse("wagtail_hjelp:plans")


@pytest.fixture
def calendar(site, settings):
    settings.LANGUAGE_CODE = "nb"
    return make_calendar(site.root_page)


@pytest.fixture
def client(django_user_model):
    client = Client(headers={"accept-language": "en"})
    client.force_login(django_user_model.objects.create_superuser("root", "x@example.org", "x"))
    return client


@pytest.fixture
def plans(calendar):
    where = [venue(name="Kirken", place="Havnesund")]
    secret = [venue(name="Hemmelig", street="Skjult 1", place="Skjult", withheld=True)]
    row = weekly("2026-11-25", until="2026-12-09")
    make_activity(calendar, "Kor", row, organiser_name="Menigheten", where=where)
    make_activity(calendar, "Fest", once("2026-12-20"), organiser_name="=cmd()", where=secret)


def d(text):
    return date.fromisoformat(text)


def days(*pairs):
    return [(d(first), d(last)) for first, last in pairs]


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        ([], [("2026-12-01", "2026-12-07")]),
        (days(("2026-12-01", "2026-12-07")), []),
        (days(("2026-11-01", "2026-12-31")), []),
        (
            days(("2026-12-03", "2026-12-03")),
            [("2026-12-01", "2026-12-02"), ("2026-12-04", "2026-12-07")],
        ),
        (
            days(("2026-12-02", "2026-12-05"), ("2026-12-03", "2026-12-03")),
            [("2026-12-01", "2026-12-01"), ("2026-12-06", "2026-12-07")],
        ),
        (days(("2026-11-20", "2026-11-30")), [("2026-12-01", "2026-12-07")]),
        (days(("2026-12-09", "2026-12-09")), [("2026-12-01", "2026-12-07")]),
    ],
)
def test_gaps_are_the_days_that_no_plan_touches(planned, expected):
    found = list(gaps(d("2026-12-01"), d("2026-12-07"), planned))
    assert found == [Gap(d(first), d(last)) for first, last in expected]


def rows_of(client, query):
    """The exported rows, without their headings."""
    response = client.get(f"{LIST}?export=xlsx&{query}")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return [tuple(row) for row in book.active.iter_rows(min_row=2, values_only=True)]


def test_report_says_who_plans_what(client, plans):
    assert rows_of(client, "since=2026-12-02&weeks=3") == [
        ("2 December 2026", "14:00–16:00", "Kor", "Menigheten", "Kirken, Havnesund", "As planned"),
        ("9 December 2026", "14:00–16:00", "Kor", "Menigheten", "Kirken, Havnesund", "As planned"),
        ("20 December 2026", "14:00–16:00", "Fest", "=cmd()", None, "As planned"),
    ]


def test_page_names_the_days_on_which_nobody_plans_anything(client, plans, calendar):
    kor = calendar.get_children().get(title="Kor").specific
    cancel(occurrence(kor, "2026-12-09"), Change(kor))
    html = client.get(f"{LIST}?since=2026-12-02&weeks=2").content.decode()
    assert "3 December 2026 – 15 December 2026 (13 days)" in html
    html = client.get(f"{LIST}?since=2026-12-20&weeks=1").content.decode()
    assert "21 December 2026 – 26 December 2026 (6 days)" in html


def test_one_organisation_by_itself(client, plans):
    found = rows_of(client, "since=2026-11-22&weeks=8&organiser=Menigheten")
    assert [row[2] for row in found] == ["Kor"] * 3


def test_no_secret_address_is_in_it(client, plans):
    html = client.get(f"{LIST}?since=2026-12-01&weeks=8").content.decode()
    assert "Fest" in html
    assert "Skjult" not in html
    assert "Hemmelig" not in html


def test_csv_has_no_formula(client, plans):
    response = client.get(f"{LIST}?since=2026-12-20&weeks=1&export=csv")
    text = b"".join(response.streaming_content).decode()
    assert ",=cmd()" not in text
    assert "=cmd()" in text


@pytest.mark.parametrize(
    "query", ["since=0001-01-01", "since=9999-12-31&weeks=52", "weeks=-3", "weeks=x", "since=%00"]
)
def test_nonsense_in_the_address_is_no_server_error(client, plans, query):
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_only_who_may_change_pages_sees_it(login, directory):
    assert Client().get(LIST).status_code == 302
    assert login(name="nobody").get(LIST).status_code == 302
    assert login("change_page", name="author").get(LIST).status_code == 200


def test_number_of_queries_does_not_depend_on_the_number_of_dates(client, calendar):
    found = []
    for count in (1, 12):
        for number in range(count):
            make_activity(calendar, f"Tur {count} {number}", once("2026-12-02"))
        client.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        found.append(len(captured))
    assert found[0] == found[1]
