"""The calendar: what is listed under which day, times to choose, filters, counts, pages."""

from datetime import date, timedelta

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale

from tests.activities.calendars import (
    make_activity,
    make_calendar,
    occurrence,
    shown,
    translate,
)
from tests.factories import make_topic, once, venue, weekly
from wagtail_hjelp.activities.changes import Change, add_extra, cancel, mark_full, move
from wagtail_hjelp.activities.listing import list_activities
from wagtail_hjelp.activities.places import calendar_url, upcoming
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.models import OrganisationIndexPage, OrganisationPage, Season, SeasonName
from wagtail_hjelp.schedule import Times

# Monday 23 November 2026 at 10:00.
NOW = "2026-11-23T10:00:00+01:00"
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

ONLINE = {"type": "online", "value": {"url": "https://teams.example/m", "name": "Teams"}}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def calendar(site):
    return make_calendar(site.root_page)


def tagged(activity, *slugs):
    activity.topics.add(*(make_topic(slug) for slug in slugs))
    activity.save()
    return activity


@pytest.fixture
def organisation(site):
    index = site.root_page.add_child(instance=OrganisationIndexPage(title="Lag", slug="lag"))
    return index.add_child(instance=OrganisationPage(title="Frivilligsentralen", summary="Vi."))


@pytest.fixture
def activities(calendar, organisation):
    """A café every Wednesday, a choir on Thursdays, a dinner on Christmas Eve, and so on."""
    make_topic("food", "Mat", sort_order=1)
    make_topic("music", "Musikk", sort_order=2)
    Season.objects.create(name="Jul", slug="jul", first=date(2026, 12, 20), last=date(2027, 1, 2))
    made = [
        tagged(
            make_activity(
                calendar,
                "Kafé",
                weekly("2026-11-25", until="2026-12-30"),
                organiser=organisation,
                audiences=["everyone"],
                cost="free",
                service_languages=["nb", "en"],
                where=[venue(name="Menighetshuset", place="Havnesund")],
                come_alone="yes",
            ),
            "food",
        ),
        tagged(
            make_activity(
                calendar,
                "Kor",
                weekly("2026-11-26", starts="18:00:00", ends=None, until="2026-12-10"),
                audiences=["adults", "seniors"],
                cost="paid",
                cost_amount=50,
                service_languages=["nb"],
                where=[venue(name="Skolen", place="Ytre Ås")],
                organiser_name="Havnekoret",
            ),
            "music",
        ),
        tagged(
            make_activity(
                calendar,
                "Julemiddag",
                once("2026-12-24", starts="17:00:00", ends="01:00:00"),
                audiences=["everyone"],
                cost="free",
                seasons=["jul"],
                sign_up="required",
                sign_up_phone="70000001",
                where=[venue(withheld=True)],
                organiser=organisation,
            ),
            "food",
        ),
        make_activity(
            calendar,
            "Nettprat",
            once("2026-11-23", starts="19:00:00", ends="20:30:00"),
            where=[ONLINE],
            cost="free",
        ),
        make_activity(calendar, "Frokost", once("2026-11-23", starts="08:00:00", ends="09:30:00")),
        make_activity(
            calendar, "Leir", once("2026-11-27", last="2026-11-29", starts=None, ends=None)
        ),
    ]
    return {activity.title: activity for activity in made}


def ask(calendar, address="", language="en", **options):
    request = RequestFactory().get(f"/{address}")
    with translation.override(language):
        return list_activities(request, Scope.of_page(calendar), path="/c/", **options)


def listed(calendar, address="", **options):
    """What stands under each day: ``{"Today": ["Nettprat"]}``."""
    return {
        day.heading: [card.title for card in day.cards]
        for day in ask(calendar, address, **options).days
    }


def values(listing, group):
    found = next(found for found in listing.groups if found.name == group)
    return {value.label: value.count for value in found.values}


def times(listing):
    return {choice.label: choice.count for choice in listing.times}


# What is listed


def test_without_a_time_each_activity_stands_once_at_its_next_date(calendar, activities):
    assert listed(calendar) == {
        "Today": ["Nettprat"],
        "Wednesday 25 November": ["Kafé"],
        "Thursday 26 November": ["Kor"],
        "Friday 27 November": ["Leir"],
        "Thursday 24 December": ["Julemiddag"],
    }
    assert ask(calendar).count_text == "5 activities"


def test_in_a_chosen_time_every_date_stands_under_its_day(calendar, activities):
    address = "?from=2026-11-25&to=2026-12-03"
    assert listed(calendar, address) == {
        "Wednesday 25 November": ["Kafé"],
        "Thursday 26 November": ["Kor"],
        "Friday 27 November": ["Leir"],
        "Wednesday 2 December": ["Kafé"],
        "Thursday 3 December": ["Kor"],
    }
    assert ask(calendar, address).count_text == "3 activities, 5 dates"


def test_what_is_over_drops_out_at_its_end(calendar, activities, time_machine):
    time_machine.move_to("2026-11-25T15:59:59+01:00", tick=False)
    assert listed(calendar, "?when=today") == {"Today": ["Kafé"]}
    time_machine.move_to("2026-11-25T16:00:00+01:00", tick=False)
    assert listed(calendar, "?when=today") == {}
    assert listed(calendar)["Wednesday 2 December"] == ["Kafé"]


def test_a_night_that_goes_on_stands_under_today_with_its_own_date(
    calendar, activities, time_machine
):
    time_machine.move_to("2026-12-25T00:30:00+01:00", tick=False)
    day = ask(calendar, "?when=today").days[0]
    assert (day.heading, [card.title for card in day.cards]) == ("Today", ["Julemiddag"])
    assert "Thursday 24 December, 17:00–01:00 the next day" in day.html[0]
    time_machine.move_to("2026-12-25T01:00:00+01:00", tick=False)
    assert listed(calendar, "?when=today") == {}


def test_what_lasts_several_days_says_which(calendar, activities):
    day = ask(calendar, "?from=2026-11-28&to=2026-11-28").days[0]
    assert [card.title for card in day.cards] == ["Leir"]
    assert "27–29 November" in day.html[0]
    assert '<time datetime="2026-11-27">' in day.html[0]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?when=today", ["Nettprat"]),
        ("?when=tomorrow", []),
        ("?when=weekend", ["Leir"]),
        ("?when=week", ["Nettprat", "Kafé", "Kor", "Leir"]),
        ("?season=jul", ["Julemiddag"]),
        ("?season=jul&from=2026-12-24&to=2026-12-24", ["Julemiddag"]),
        ("?from=2026-12-23&to=2026-12-24", ["Kafé", "Julemiddag"]),
    ],
)
def test_times_to_choose(calendar, activities, address, expected):
    assert [title for titles in listed(calendar, address).values() for title in titles] == expected


def test_a_whole_year_is_put_together_from_months_and_loses_nothing(calendar, activities):
    row = weekly("2026-11-24", starts="23:00:00", ends="02:00:00")
    make_activity(calendar, "Natteravn", row)
    days = ask(calendar, "?from=2026-11-23&to=2027-11-23", page_size=500).days
    nights = [day.day for day in days for card in day.cards if card.title == "Natteravn"]
    assert nights == [date(2026, 11, 24) + timedelta(weeks=week) for week in range(53)]
    everything = [(card.happens.pk, day.day) for day in days for card in day.cards]
    # Week by week the same.
    weeks = []
    for week in range(53):
        first = date(2026, 11, 23) + timedelta(weeks=week)
        last = min(first + timedelta(days=6), date(2027, 11, 23))
        listing = ask(calendar, f"?from={first}&to={last}", page_size=500)
        weeks += [(card.happens.pk, day.day) for day in listing.days for card in day.cards]
    assert weeks == everything


def test_pages_go_on_within_a_day_and_say_so(calendar):
    for number in range(5):
        make_activity(calendar, f"Ting {number}", once("2026-12-24", starts=f"1{number}:00:00"))
    first, second = (ask(calendar, f"?page={page}", page_size=3) for page in (1, 2))
    assert [(day.heading, day.detail, day.continued) for day in first.days] == [
        ("Thursday 24 December", "Christmas Eve", False)
    ]
    assert [(day.heading, day.continued) for day in second.days] == [
        ("Thursday 24 December, continued", True)
    ]
    assert [card.title for card in second.days[0].cards] == ["Ting 3", "Ting 4"]
    assert (first.number, first.num_pages, first.previous_url, first.next_url) == (
        1,
        2,
        "",
        "/c/?page=2",
    )
    assert ask(calendar, "?page=99", page_size=3).number == 2


def test_headings_of_days_have_the_date_and_the_holiday_beside_them(calendar):
    make_activity(calendar, "Ting", once("2026-11-23"), once("2026-11-24"), once("2026-12-25"))
    days = ask(calendar, "?from=2026-11-23&to=2026-12-31").days
    assert [(day.heading, day.detail) for day in days] == [
        ("Today", "Monday 23 November"),
        ("Tomorrow", "Tuesday 24 November"),
        ("Friday 25 December", "Christmas Day"),
    ]


# Filters and counts


def test_filters_are_and_between_groups_and_or_within(calendar, activities):
    assert listed(calendar, "?audience=adults&audience=everyone&cost=free") == {
        "Wednesday 25 November": ["Kafé"],
        "Thursday 24 December": ["Julemiddag"],
    }
    assert listed(calendar, "?topic=music&topic=food&cost=paid") == {
        "Thursday 26 November": ["Kor"]
    }


def test_every_value_says_how_many_activities_it_would_leave(calendar, activities):
    listing = ask(calendar, "?cost=free")
    assert values(listing, "topic") == {"Mat": 2, "Musikk": 0}
    assert values(listing, "place") == {"Havnesund": 1, "Ytre Ås": 0, "Online": 1}
    assert values(listing, "organisation") == {"Frivilligsentralen": 2}


def test_counts_are_of_the_chosen_time(calendar, activities):
    listing = ask(calendar, "?when=week")
    assert values(listing, "cost") == {"Not stated": 1, "Free": 2, "You pay": 1}
    assert values(listing, "language") == {"Norwegian (bokmål)": 2, "English": 1}


def test_each_time_says_how_many_activities_it_would_leave(calendar, activities):
    listing = ask(calendar)
    assert times(listing) == {
        "At any time": 5,
        "Today": 1,
        "Tomorrow": 0,
        "This weekend": 1,
        "This week": 4,
        "Jul": 1,
    }
    assert [choice.label for choice in listing.times if choice.current] == ["At any time"]
    assert times(ask(calendar, "?cost=free&when=week"))["This week"] == 2
    for choice in listing.times:
        assert ask(calendar, choice.url.removeprefix("/c/")).count == choice.count


def test_a_time_is_chosen_instead_of_another_and_beside_the_filters(calendar, activities):
    listing = ask(calendar, "?q=kafe&cost=free&when=week&page=2")
    assert [choice.url for choice in listing.times] == [
        "/c/?q=kafe&cost=free",
        "/c/?q=kafe&cost=free&when=today",
        "/c/?q=kafe&cost=free&when=tomorrow",
        "/c/?q=kafe&cost=free&when=weekend",
        "/c/?q=kafe&cost=free&when=week",
        "/c/?q=kafe&cost=free&season=jul",
    ]
    assert [choice.current for choice in listing.times] == [False] * 4 + [True, False]
    assert listing.kept == [("when", "week")]


def test_active_filters_can_be_removed_one_by_one(calendar, activities, organisation):
    code = organisation.translation_key.hex
    address = f"?organisation={code}&place=Ytre+%C3%85s&from=2026-12-24&to=2026-12-26&season=jul"
    listing = ask(calendar, address, language="nb")
    assert [found.label for found in listing.active] == [
        "Jul",
        "24.–26. desember",
        "Ytre Ås",
        "Frivilligsentralen",
    ]
    dates = "from=2026-12-24&to=2026-12-26"
    ticked = f"place=Ytre+%C3%85s&organisation={code}"
    assert [found.remove_url for found in listing.active] == [
        f"/c/?{ticked}&{dates}",
        f"/c/?{ticked}&season=jul",
        f"/c/?organisation={code}&season=jul&{dates}",
        f"/c/?place=Ytre+%C3%85s&season=jul&{dates}",
    ]


def test_ids_of_fields_are_fit_for_html(calendar, activities):
    ids = [value.id for group in ask(calendar).groups for value in group.values]
    assert len(ids) == len(set(ids))
    assert not any(" " in found for found in ids)


def test_a_secret_place_is_no_choice_and_no_word(calendar, activities):
    day = next(day for day in ask(calendar).days if day.day == date(2026, 12, 24))
    assert "The address is secret" in day.html[0]


def test_search_and_times_narrow_each_other(calendar, activities):
    assert listed(calendar, "?q=kafe") == {"Wednesday 25 November": ["Kafé"]}
    assert listed(calendar, "?q=kafe&when=today") == {}
    assert listed(calendar, "?q=frivilligsentralen") == {
        "Wednesday 25 November": ["Kafé"],
        "Thursday 24 December": ["Julemiddag"],
    }
    # It is over: a search does not bring it back.
    assert listed(calendar, "?q=frokost") == {}
    assert ask(calendar, "?q=frokost").suggestion == "Try another word, or fewer words."


def test_unknown_values_are_passed_over_and_kept_out_of_links(calendar, activities):
    listing = ask(calendar, "?topic=unknown&evil=1&season=x&when=x&place=Oslo&topic=music&q=%00")
    assert listing.times[0].url == "/c/?topic=music"
    assert listing.list_url == "/c/?topic=music"


def test_feeds_keep_the_filters_and_not_the_time(calendar, activities):
    listing = ask(calendar, "?cost=free&when=today&page=3")
    assert listing.calendar_url == "/c/ical/?cost=free"
    assert listing.feed_url == "/c/atom/?cost=free"
    assert ask(calendar, "?season=jul&view=month").calendar_url == "/c/ical/?season=jul"


# How long it holds


def test_a_page_holds_until_the_first_of_its_dates_is_over_or_midnight(
    calendar, activities, time_machine
):
    def until(address):
        request = RequestFactory().get(f"/{address}")
        list_activities(request, Scope.of_page(calendar), path="/c/")
        return moment_of(request).until.isoformat()

    assert until("") == "2026-11-23T19:30:00+00:00"
    time_machine.move_to("2026-11-23T21:00:00+01:00", tick=False)
    assert until("") == "2026-11-24T00:00:00+01:00"
    time_machine.move_to("2026-11-25T13:00:00+01:00", tick=False)
    assert until("") == "2026-11-25T15:00:00+00:00"
    # Also where only the counts know of it.
    assert until("?when=weekend") == "2026-11-25T15:00:00+00:00"
    time_machine.move_to("2026-11-25T17:00:00+01:00", tick=False)
    assert until("") == "2026-11-26T00:00:00+01:00"


# Changes of single dates


def test_a_cancelled_next_date_is_shown_as_cancelled_with_the_next_that_is_not(
    calendar, activities
):
    kafe = activities["Kafé"]
    change = Change(page=kafe, reason="illness", note="Vi er lei oss.")
    cancel(occurrence(kafe, "2026-11-25"), change)
    cancel(occurrence(kafe, "2026-12-02"), Change(page=kafe))
    day = next(day for day in ask(calendar).days if day.day == date(2026, 11, 25))
    (card,) = day.cards
    assert (card.status, card.status_label, card.reason, card.note, card.note_lang) == (
        "cancelled",
        "Cancelled",
        "Illness",
        "Vi er lei oss.",
        None,
    )
    assert card.following_text(date(2026, 11, 23)) == "Wednesday 9 December, 14:00–16:00"
    assert "Next time: Wednesday 9 December, 14:00–16:00" in day.html[0]
    # The second one too says which comes after it.
    days = ask(calendar, "?from=2026-12-02&to=2026-12-02").days
    assert "Next time: Wednesday 9 December" in days[0].html[0]


def test_a_cancelled_date_without_another_says_nothing_of_a_next_one(calendar, activities):
    dinner = activities["Julemiddag"]
    cancel(occurrence(dinner, "2026-12-24"), Change(page=dinner, reason="too_few"))
    (day,) = ask(calendar, "?season=jul").days
    assert "Cancelled" in day.html[0] and "Next time" not in day.html[0]


def test_full_moved_and_extra_dates_are_shown_so(calendar, activities):
    kafe, kor = activities["Kafé"], activities["Kor"]
    mark_full(occurrence(kafe, "2026-11-25"), Change(page=kafe))
    moved = date(2026, 11, 24)
    times_then = Times(19 * 60, 20 * 60)
    move(occurrence(kor, "2026-11-26"), moved, moved, times_then, Change(page=kor, reason="venue"))
    add_extra(moved, moved, Times(9 * 60), Change(page=kafe))
    found = {
        (day.heading, card.title): (card.status, html)
        for day in ask(calendar, "?when=week").days
        for card, html in zip(day.cards, day.html, strict=True)
    }
    assert found["Wednesday 25 November", "Kafé"][0] == "full"
    assert found["Tomorrow", "Kafé"][0] == ""
    assert "From 09:00" in found["Tomorrow", "Kafé"][1]
    status, html = found["Tomorrow", "Kor"]
    assert status == "moved"
    assert "The room is not available" in html
    assert "It was to be: Thursday 26 November, from 18:00" in html


# Cards


def test_a_card_says_when_what_where_for_whom_and_at_what_cost(calendar, activities):
    (kafe,) = ask(calendar, "?from=2026-11-25&to=2026-11-25").days[0].cards
    assert kafe.facts.where == "Menighetshuset, Havnesund"
    assert (kafe.facts.audience, kafe.facts.cost) == ("Everyone", "Free")
    assert kafe.facts.alone == "You can come alone"
    assert kafe.series == "Every Wednesday"
    assert kafe.facts.organiser == "Frivilligsentralen"
    assert kafe.datetime == "2026-11-25T14:00+01:00"
    assert kafe.times_text == "14:00–16:00"
    (kor,) = ask(calendar, "?from=2026-11-26&to=2026-11-26").days[0].cards
    assert (kor.facts.cost, kor.times_text, kor.facts.alone) == (
        "You pay, 50 kroner",
        "from 18:00",
        "",
    )


def test_a_card_names_every_rule_that_goes_on_and_none_that_has_ended(calendar):
    make_activity(
        calendar,
        "Kafé",
        weekly("2026-11-24", until="2026-12-08"),
        weekly("2026-11-26", every=2),
        once("2026-12-24"),
    )
    (early,) = ask(calendar, "?when=tomorrow").days[0].cards
    assert early.series == "Every Tuesday · Every other Thursday"
    (late,) = ask(calendar, "?from=2026-12-24&to=2026-12-24").days[0].cards[:1]
    assert late.series == "Every other Thursday"


def test_words_of_another_language_are_marked(calendar, activities):
    english = translate(calendar, "en", alias=True)
    for activity in activities.values():
        if activity.title != "Kor":
            translate(activity, "en", alias=True)
    choir = translate(activities["Kor"], "en")
    choir.title = "Choir"
    choir.save_revision().publish()
    cards = [card for day in ask(english).days for card in day.cards]
    assert {card.title: card.facts.lang for card in cards} == {
        "Nettprat": "nb",
        "Kafé": "nb",
        "Choir": None,
        "Leir": "nb",
        "Julemiddag": "nb",
    }
    cancel(occurrence(activities["Kafé"], "2026-11-25"), Change(activities["Kafé"], note="Syk"))
    html = ask(english, "?from=2026-11-25&to=2026-11-25").days[0].html[0]
    assert '<bdi lang="nb" dir="ltr">Syk</bdi>' in html
    assert 'lang="nb" dir="ltr"><a href=' in html


def test_season_is_named_in_the_language_of_the_page_else_marked(calendar, activities):
    english = translate(calendar, "en", alias=True)
    translate(activities["Julemiddag"], "en", alias=True)
    assert ask(english).times[-1].label == '<bdi lang="nb" dir="ltr">Jul</bdi>'
    SeasonName.objects.create(season=Season.objects.get(), language_code="en", name="Christmas")
    assert ask(english).times[-1].label == "Christmas"


def test_a_card_is_made_once_until_something_changes(
    calendar, activities, django_assert_num_queries
):
    first = ask(calendar)
    again = ask(calendar)
    assert again.days[0].cards[0] is first.days[0].cards[0]
    cancel(occurrence(activities["Kafé"], "2026-11-25"), Change(activities["Kafé"]))
    assert ask(calendar).days[1].cards[0].status == "cancelled"


# What others use


def test_upcoming_dates_by_rule_by_hand_and_between_dates(calendar, activities):
    held = shown(calendar)
    now = moment_of(None).now
    title = {activity.pk: activity.title for activity in activities.values()}

    def found(**options):
        chosen = {"rule": {}, "first": None, "last": None, "picked": [], "limit": 3, **options}
        return [title[row.entry] for row in upcoming(held, now, **chosen)]

    assert found() == ["Nettprat", "Kafé", "Kor"]
    assert found(rule={"topic": ["food"]}) == ["Kafé", "Julemiddag"]
    assert found(picked=[activities["Kor"].pk]) == ["Kor"]
    assert found(picked=[activities["Kor"].pk], rule={"season": ["jul"]}) == ["Kor", "Julemiddag"]
    assert found(rule={"topic": ["food"]}, last=date(2026, 12, 9)) == ["Kafé"] * 3
    assert found(first=date(2026, 12, 24), last=date(2026, 12, 24)) == ["Julemiddag"]
    assert found(first=date(2026, 12, 24), limit=9) == ["Julemiddag", "Kafé"]
    assert found(rule={"topic": ["nothing"]}) == []


def test_the_calendar_of_a_site_is_found_in_the_language_of_a_page(site, calendar):
    request = RequestFactory().get("/")
    assert calendar_url(request, calendar) == calendar.url
    translate(calendar, "en", alias=True)
    english = site.root_page.get_translation(Locale.objects.get(language_code="en"))
    assert calendar_url(RequestFactory().get("/"), english) == "/en/hjelp/hva-skjer/"
    with translation.override("uk"):
        assert calendar_url(None) == ""
