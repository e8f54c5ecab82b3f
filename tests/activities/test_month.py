"""A month of the calendar as a table."""

from datetime import date

import pytest
from django.test import RequestFactory
from django.utils import translation

from tests.activities.calendars import make_activity, make_calendar, occurrence
from tests.factories import once, weekly
from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.activities.listing import list_activities
from wagtail_hjelp.activities.month import month_text
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.models import Season

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
    calendar = make_calendar(site.root_page)
    make_activity(calendar, "Kafé", weekly("2026-11-25"), cost="free")
    make_activity(calendar, "Kor", weekly("2026-12-02", starts="18:00:00", until="2026-12-09"))
    make_activity(calendar, "Leir", once("2026-11-27", last="2026-12-01", starts=None, ends=None))
    make_activity(calendar, "Frokost", once("2026-11-23", starts="08:00:00", ends="09:00:00"))
    return calendar


def month(calendar, address="?view=month"):
    request = RequestFactory().get(f"/{address}")
    return list_activities(request, Scope.of_page(calendar), path="/c/").month


def cells(found):
    return {cell.day.isoformat(): cell for week in found.weeks for cell in week if cell}


def test_weeks_begin_on_the_language_s_own_first_day_and_all_have_seven_days(calendar):
    found = month(calendar, "?view=month&month=2026-12")
    assert found.caption == "December 2026"
    assert [(day.short, day.name) for day in found.weekdays][:2] == [
        ("Mon", "Monday"),
        ("Tue", "Tuesday"),
    ]
    assert {len(week) for week in found.weeks} == {7}
    # 1 December 2026 is a Tuesday, the 31st a Thursday.
    assert [cell and cell.day.day for cell in found.weeks[0]] == [None, 1, 2, 3, 4, 5, 6]
    assert [cell and cell.day.day for cell in found.weeks[-1]] == [28, 29, 30, 31, None, None, None]


def test_a_language_whose_week_begins_on_saturday(calendar):
    with translation.override("ar"):
        found = month(calendar, "?view=month&month=2026-12")
    days = [cell and cell.day.weekday() for cell in found.weeks[1]]
    assert days == [(days[0] + offset) % 7 for offset in range(7)]
    with translation.override("ar"):
        from wagtail_hjelp.hours.words import first_weekday

        assert days[0] == first_weekday()


def test_each_day_counts_its_activities_and_leads_to_its_list(calendar):
    found = cells(month(calendar, "?view=month&month=2026-12&cost=free&cost=unknown"))
    second = found["2026-12-02"]
    assert (second.count, second.count_text, second.text) == (2, "2 activities", "2 December")
    assert second.url == "/c/?cost=unknown&cost=free&from=2026-12-02&to=2026-12-02"
    assert [(title.time, title.facts.title) for title in second.titles] == [
        ("14:00", "Kafé"),
        ("18:00", "Kor"),
    ]
    assert (found["2026-12-03"].count, found["2026-12-03"].url) == (0, "")
    request = RequestFactory().get(second.url)
    listing = list_activities(request, Scope.of_page(calendar), path="/c/")
    assert listing.count == second.count


def test_what_lasts_several_days_is_on_each_of_them(calendar):
    november, december = month(calendar), month(calendar, "?view=month&month=2026-12")
    found = {**cells(november), **cells(december)}
    leir = [day for day, cell in found.items() for t in cell.titles if t.facts.title == "Leir"]
    assert leir == ["2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30", "2026-12-01"]


def test_three_titles_and_the_rest_is_counted(calendar):
    for number in range(5):
        make_activity(calendar, f"Ting {number}", once("2026-12-24", starts=f"1{number}:30:00"))
    cell = cells(month(calendar, "?view=month&month=2026-12"))["2026-12-24"]
    assert [title.time for title in cell.titles] == ["10:30", "11:30", "12:30"]
    assert (cell.count, cell.more_text) == (5, "and 2 more")


def test_a_cancelled_date_is_marked(calendar):
    cafe = calendar.get_children().get(title="Kafé").specific
    cancel(occurrence(cafe, "2026-12-02"), Change(page=cafe))
    titles = cells(month(calendar, "?view=month&month=2026-12"))["2026-12-02"].titles
    assert [(title.facts.title, title.cancelled) for title in titles] == [
        ("Kafé", True),
        ("Kor", False),
    ]


def test_days_gone_by_lead_nowhere_and_today_is_marked(calendar):
    found = cells(month(calendar))
    assert [day for day, cell in found.items() if cell.is_today] == ["2026-11-23"]
    assert all(cell.url == "" for cell in found.values() if cell.is_past)
    assert sum(cell.is_past for cell in found.values()) == 22
    # The breakfast is over.
    assert found["2026-11-23"].count == 0


def test_months_from_this_one_to_that_in_a_year(calendar):
    first = month(calendar, "?view=month&month=2020-01&cost=free")
    assert (first.caption, first.previous_url, first.next_text, first.next_url) == (
        "November 2026",
        "",
        "December 2026",
        "/c/?cost=free&view=month&month=2026-12",
    )
    last = month(calendar, "?view=month&month=2030-01")
    assert (last.caption, last.next_url, last.previous_url) == (
        "November 2027",
        "",
        "/c/?view=month&month=2027-10",
    )


def test_a_month_is_a_time_by_itself_and_a_season_still_says_which(calendar):
    Season.objects.create(name="Jul", slug="jul", first=date(2026, 12, 20), last=date(2027, 1, 2))
    make_activity(calendar, "Julefest", once("2026-12-22"), seasons=["jul"])
    assert month(calendar, "?view=month&when=today").caption == "November 2026"
    request = RequestFactory().get("/?view=month&season=jul")
    listing = list_activities(request, Scope.of_page(calendar), path="/c/")
    assert listing.month.caption == "December 2026"
    assert listing.count == 1
    assert [found.label for found in listing.active] == ["Jul"]
    assert listing.kept == [("season", "jul"), ("view", "month"), ("month", "2026-12")]
    assert not any(choice.current for choice in listing.times)


def test_the_switch_leads_from_the_list_to_its_month_and_back(calendar):
    def ask(address):
        request = RequestFactory().get(f"/{address}")
        return list_activities(request, Scope.of_page(calendar), path="/c/")

    listing = ask("?cost=free&from=2027-02-03&to=2027-02-05")
    assert listing.month_url == "/c/?cost=free&view=month&month=2027-02"
    assert ask("?cost=free&view=month&month=2027-02").list_url == "/c/?cost=free"


def test_a_month_by_itself_has_a_form_of_its_own():
    assert month_text(date(2026, 12, 24)) == "December 2026"
