"""Before red days: which offers have said nothing about them."""

import csv
import io
from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.factories import alias_in, make_offer, phone
from wagtail_hjelp.desk.red_days import coming_runs, unsaid_by_offer
from wagtail_hjelp.models import HelpOfferPage, SharedHours, SpecialDay

from .rows import OFFICE, closure, exception, holidays, period, row, special_day, weekly

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
REPORT = "wagtail_hjelp:red_days"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-11-22", [("Christmas and New Year", "2026-12-24", "2027-01-03")]),
        ("2027-01-02", [("Christmas and New Year", "2026-12-24", "2027-01-03")]),
        ("2027-03-01", [("Easter", "2027-03-24", "2027-03-29")]),
        (
            "2027-04-20",
            [
                ("1 May", "2027-05-01", "2027-05-02"),
                ("Ascension Day", "2027-05-06", "2027-05-06"),
                ("Whit Sunday, Whit Monday, 17 May", "2027-05-15", "2027-05-17"),
            ],
        ),
        # A Monday: 24 December 2029, with the weekend before it.
        ("2029-12-01", [("Christmas and New Year", "2029-12-22", "2030-01-01")]),
        ("2027-02-01", [("Easter", "2027-03-24", "2027-03-29")]),
        ("2027-08-01", []),
    ],
)
def test_runs_of_red_days(today, expected):
    found = coming_runs(date.fromisoformat(today))
    assert [(run.name, run.first.isoformat(), run.last.isoformat()) for run in found] == expected


def offer(directory, title, rows=(), contacts=()):
    made = make_offer(directory, title)
    made.opening_hours = made.opening_hours.stream_block.to_python(list(rows))
    made.contact_points = made.contact_points.stream_block.to_python(list(contacts))
    made.save()
    return made


def lines(directory, rows=(), contacts=(), today=TODAY):
    made = offer(directory, "Tilbudet", rows, contacts)
    found = unsaid_by_offer(HelpOfferPage.objects.filter(pk=made.pk), today)
    return found[made.pk].lines() if found else []


CHRISTMAS = "Christmas and New Year: "


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([OFFICE], ["24–25 December, 28 December – 1 January"]),
        ([OFFICE, holidays()], ["24 December, 28–31 December"]),
        ([OFFICE, holidays(), row("follows_calendar")], ["24 December, 28–31 December"]),
        ([OFFICE, holidays(), exception("2026-12-24", "2027-01-03")], []),
        (
            [OFFICE, holidays(), special_day("christmas_eve"), special_day("new_years_eve")],
            ["28–30 December"],
        ),
        ([OFFICE, holidays(), special_day("romjul", "as_usual")], ["24 December, 31 December"]),
        # "Day and night, every day" has said it.
        ([row("always")], []),
        ([row("by_appointment")], []),
        # Closed on those days of the week anyway.
        ([weekly("5", "10:00", "14:00")], ["26 December"]),
        ([OFFICE, closure(None, None)], []),
        # A winter's hours are no word about Christmas.
        (
            [holidays(), period("2026-10-01", "2027-04-01", weekly("3", "10:00", "14:00"))],
            ["24 December, 31 December"],
        ),
        # No hours at all is another matter.
        ([], []),
    ],
)
def test_days_of_which_nobody_has_said_anything(directory, rows, expected):
    assert lines(directory, rows) == [f"{CHRISTMAS}{days}" for days in expected]


def test_special_days_of_the_municipality_are_said_for_those_that_follow_them(directory):
    SpecialDay.objects.create(kind="christmas_eve", first="2026-12-24")
    SpecialDay.objects.create(kind="romjul", first="2026-12-27", last="2026-12-31", what="as_usual")
    follows = [OFFICE, holidays(), row("follows_calendar")]
    assert lines(directory, follows) == []
    HelpOfferPage.objects.all().delete()
    assert lines(directory, [OFFICE, holidays()]) == [f"{CHRISTMAS}24 December, 28–31 December"]


def test_shared_hours_say_it_for_all_that_use_them(directory):
    shared = SharedHours.objects.create(name="Rådhuset")
    shared.opening_hours = shared.opening_hours.stream_block.to_python(
        [OFFICE, exception("2026-12-24", "2027-01-03")]
    )
    shared.save()
    assert lines(directory, [row("same_as", {"hours": shared.pk})]) == []


def test_ways_in_are_asked_by_themselves(directory):
    contacts = [
        phone("+4777000010", hours=[OFFICE]),
        phone("+4777000011", hours=[weekly("3", "10:00", "14:00"), holidays()]),
        phone("+4777000012"),
        phone("116117", hours=[row("outside")]),
    ]
    assert lines(directory, [OFFICE], contacts) == [
        f"{CHRISTMAS}24–25 December, 28 December – 1 January "
        "(the offer itself, Telephone 77 00 00 10)",
        f"{CHRISTMAS}24 December, 31 December (Telephone 77 00 00 11)",
    ]


def test_days_gone_by_are_not_asked_about(directory):
    assert lines(directory, [OFFICE], today=date(2026, 12, 30)) == [
        f"{CHRISTMAS}30 December – 1 January"
    ]


# --- the report -----------------------------------------------------------------------------


@pytest.fixture
def offers(directory):
    offer(directory, "Biblioteket", [OFFICE])
    offer(directory, "Akuttmottak", [row("always")])
    said = offer(directory, "Fysioterapi", [OFFICE, exception("2026-12-20", "2027-01-03")])
    draft = offer(directory, "Kladd", [OFFICE])
    draft.unpublish()
    alias_in(HelpOfferPage.objects.get(title="Biblioteket"), "ar")
    return said


def listed(response):
    return [offer.title for offer in response.context["object_list"]]


def test_report_lists_live_offers_of_the_source_with_a_way_to_edit(editor, offers):
    response = editor.get(reverse(REPORT))
    assert listed(response) == ["Biblioteket"]
    pk = HelpOfferPage.objects.get(title="Biblioteket", alias_of=None).pk
    page = response.content.decode()
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[pk])}"' in page
    assert f"{CHRISTMAS}24–25 December, 28 December – 1 January" in page


def test_report_is_narrowed_to_a_run(editor, offers):
    with time_machine.travel("2027-04-20T10:00:00+02:00", tick=False):
        fysio = HelpOfferPage.objects.get(title="Fysioterapi", alias_of=None)
        fysio.opening_hours = fysio.opening_hours.stream_block.to_python(
            [OFFICE, holidays(), special_day("whit_eve")]
        )
        fysio.save()
        assert listed(editor.get(reverse(REPORT))) == ["Biblioteket"]
        of_ascension = editor.get(reverse(REPORT), {"run": "2027-05-06"})
        assert listed(of_ascension) == ["Biblioteket"]
        assert "Ascension Day: 6 May" in of_ascension.content.decode()
        assert "Whit Sunday" not in of_ascension.content.decode().split("<tbody")[1]
        # A Saturday: it is not open then.
        assert listed(editor.get(reverse(REPORT), {"run": "2027-05-01"})) == []


def test_report_as_a_spreadsheet(editor, offers):
    response = editor.get(reverse(REPORT), {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert rows == [
        ["Title", "Days of which nobody has said anything", "Who vouches for the facts"],
        ["Biblioteket", f"{CHRISTMAS}24–25 December, 28 December – 1 January", ""],
    ]


def test_report_is_only_of_pages_that_one_may_edit(login, offers):
    assert Client().get(reverse(REPORT)).status_code == 302
    assert login(name="nobody").get(reverse(REPORT)).status_code in (302, 403)
    # May add pages and edit those of their own: none of these.
    assert listed(login("add_page", name="writer").get(reverse(REPORT))) == []


def test_translator_is_not_asked_for_facts(user_with, offers):
    alias = HelpOfferPage.objects.filter(locale__language_code="ar").first()
    user = user_with(name="translator")
    GroupPagePermission.objects.create(
        group=user.groups.get(),
        page=alias.get_parent(),
        permission=Permission.objects.get(
            codename="change_page", content_type__app_label="wagtailcore"
        ),
    )
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    assert listed(client.get(reverse(REPORT))) == []
    assert "said nothing" not in home(client)


@pytest.mark.parametrize("path", ["report", "home"])
def test_queries_do_not_grow_with_the_number_of_offers(editor, directory, path):
    url = reverse(REPORT if path == "report" else "wagtailadmin_home")

    def count() -> int:
        editor.get(url)
        with CaptureQueriesContext(connection) as queries:
            editor.get(url)
        return len(queries)

    offer(directory, "En", [OFFICE], [phone("+4777000010", hours=[OFFICE])])
    one = count()
    for number in range(6):
        offer(directory, f"Nr {number}", [OFFICE], [phone("+4777000010", hours=[OFFICE])])
    assert count() == one


# --- the home page --------------------------------------------------------------------------


def home(client):
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_home_page_says_how_many_have_said_nothing(editor, offers, directory):
    offer(directory, "Nav", [OFFICE, holidays()])
    page = home(editor)
    assert "2 help offers have said nothing about Christmas and New Year" in page
    assert f'href="{reverse(REPORT)}?run=2026-12-24"' in page


def test_home_page_is_silent_when_all_have_said_it_and_when_it_is_long_ahead(editor, offers):
    with time_machine.travel("2026-10-01T10:00:00+02:00", tick=False):
        assert "have said nothing" not in home(editor)
    HelpOfferPage.objects.filter(title="Biblioteket").delete()
    assert "said nothing" not in home(editor)


def test_home_page_is_silent_to_those_who_edit_nothing(login, offers):
    assert "said nothing" not in home(login(name="nobody"))
