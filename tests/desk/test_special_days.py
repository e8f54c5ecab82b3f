"""The municipality's special days: the list, and suggestions made in two clicks."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from wagtail_hjelp.desk.special_days import suggestions
from wagtail_hjelp.models import SpecialDay

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_wagtail_hjelp_specialday:list"
SUGGEST = "wagtail_hjelp:suggest_special_days"
ALL = [
    ("christmas_eve", date(2026, 12, 24), None, "closes_at", time(12)),
    ("romjul", date(2026, 12, 27), date(2026, 12, 30), "as_usual", None),
    ("new_years_eve", date(2026, 12, 31), None, "closes_at", time(12)),
    ("easter_wednesday", date(2027, 3, 24), None, "closes_at", time(12)),
    ("easter_eve", date(2027, 3, 27), None, "closed", None),
    ("whit_eve", date(2027, 5, 15), None, "closes_at", time(12)),
]


def shown(client):
    """The form as the page shows it: what a browser would send if one only pressed the button."""
    response = client.get(reverse(SUGGEST))
    assert response.status_code == 200
    data = {}
    for form, _dates in response.context["rows"]:
        for field in form:
            value = field.value()
            if value is not None:
                data[field.html_name] = field.field.prepare_value(value)
    return {name: "on" if value is True else value for name, value in data.items()}


def table():
    return list(SpecialDay.objects.values_list("kind", "first", "last", "what", "closes"))


def test_list_has_the_button_and_the_button_leads_to_the_suggestions(editor):
    page = editor.get(reverse(LIST)).content.decode()
    assert f'href="{reverse(SUGGEST)}"' in page


def test_one_press_makes_all_that_are_suggested(editor):
    response = editor.post(reverse(SUGGEST), shown(editor))
    assert (response.status_code, response.url) == (302, reverse(LIST))
    assert table() == ALL
    log = ModelLogEntry.objects.filter(action="wagtail.create", content_type__model="specialday")
    assert [entry.user.username for entry in log] == ["kari"] * len(ALL)


def test_pressing_twice_makes_nothing_twice(editor):
    data = shown(editor)
    for _ in range(2):
        editor.post(reverse(SUGGEST), data)
    assert table() == ALL
    page = editor.get(reverse(SUGGEST)).content.decode()
    assert "has all the usual days of the next twelve months already" in page


def test_two_who_press_at_once_come_one_after_the_other(editor):
    data = shown(editor)
    with CaptureQueriesContext(connection) as queries:
        editor.post(reverse(SUGGEST), data)
    asked = [query["sql"].replace('"', "").replace("`", "") for query in queries]
    lock = next(i for i, sql in enumerate(asked) if "UPDATE wagtail_hjelp_directorystamp" in sql)
    look = next(i for i, sql in enumerate(asked) if "FROM wagtail_hjelp_specialday" in sql)
    assert lock < look


def test_only_ticked_days_are_made_with_the_effect_that_was_chosen(editor):
    data = {
        "christmas_eve-2026-12-24-make": "on",
        "christmas_eve-2026-12-24-what": "hours",
        "christmas_eve-2026-12-24-opens": "9",
        "christmas_eve-2026-12-24-closes": "11.30",
        "romjul-2026-12-27-what": "hours",
    }
    editor.post(reverse(SUGGEST), data)
    day = SpecialDay.objects.get()
    assert (day.kind, day.what, day.opens, day.closes) == (
        "christmas_eve",
        "hours",
        time(9),
        time(11, 30),
    )


def test_wrong_time_is_said_at_its_field_and_nothing_is_made(editor):
    data = shown(editor) | {"christmas_eve-2026-12-24-closes": ""}
    response = editor.post(reverse(SUGGEST), data)
    assert response.status_code == 200
    errors = {form.prefix: form.errors for form, _dates in response.context["rows"] if form.errors}
    assert errors == {"christmas_eve-2026-12-24": {"closes": ["Fill in a time."]}}
    assert table() == []


def test_days_that_the_table_speaks_of_are_not_suggested(site):
    today = date(2026, 11, 22)
    week = SpecialDay(kind="other", first=date(2026, 12, 28), last=date(2027, 1, 3))
    of_site = SpecialDay(kind="school_holiday", first=date(2027, 3, 24), site=site)
    own = SpecialDay(kind="whit_eve", first=date(2027, 5, 15), site=site)
    found = suggestions(today, [week, of_site, own])
    assert [one.kind for one in found] == [
        "christmas_eve",
        "easter_wednesday",
        "easter_eve",
        "whit_eve",
    ]


def test_days_under_way_are_suggested_and_days_gone_by_are_not():
    found = suggestions(date(2026, 12, 29), [])
    assert [(one.kind, one.first) for one in found][:2] == [
        ("romjul", date(2026, 12, 27)),
        ("new_years_eve", date(2026, 12, 31)),
    ]
    assert found[-1].first < date(2027, 12, 29)


def test_nobody_suggests_without_the_right_to_add(login):
    client = login("change_page", "wagtail_hjelp.view_specialday")
    for response in (client.get(reverse(SUGGEST)), client.post(reverse(SUGGEST), {})):
        assert response.status_code in (302, 403)
    assert reverse(SUGGEST) not in client.get(reverse(LIST)).content.decode()
    assert table() == []


def test_list_is_by_date_with_what_each_does_and_can_be_narrowed_to_a_year(editor):
    SpecialDay.objects.create(kind="new_years_eve", first="2027-12-31")
    SpecialDay.objects.create(
        kind="christmas_eve", first="2026-12-24", what="closes_at", closes=time(12)
    )
    SpecialDay.objects.create(
        kind="romjul",
        first="2026-12-27",
        last="2026-12-30",
        what="hours",
        opens=time(10),
        closes=time(14),
    )
    response = editor.get(reverse(LIST))
    rows = [(row.get_name_label(), row.get_what_label()) for row in response.context["object_list"]]
    assert rows == [
        ("Christmas Eve", "As usual, but closes early: 12:00"),
        ("The days between Christmas and New Year", "These hours: 10:00–14:00"),
        ("New Year’s Eve", "Closed all day"),
    ]
    assert "27–30 December" in response.content.decode()
    of_2027 = editor.get(reverse(LIST), {"year": "2027"})
    assert [row.kind for row in of_2027.context["object_list"]] == ["new_years_eve"]


def test_special_day_with_a_wrong_time_is_refused_at_the_field(editor):
    data = {
        "kind": "planning_day",
        "first": "2026-12-01",
        "last": "",
        "what": "closed",
        "opens": "",
        "closes": "12.00",
        "state": "open",
        "site": "",
    }
    url = reverse("wagtailsnippets_wagtail_hjelp_specialday:add")
    response = editor.post(url, data)
    assert response.context["form"].errors == {
        "closes": ["A time here says nothing with that choice. Empty it, or choose “These hours”."]
    }
    assert editor.post(url, data | {"what": "closes_at"}).status_code == 302
    assert SpecialDay.objects.get().closes == time(12)
