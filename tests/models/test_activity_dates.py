"""What an activity's page says of when: the next dates, and what has become of them."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.utils import timezone, translation
from wagtail.models import Page

from tests.activities.calendars import (
    changed,
    local,
    make_activity,
    make_calendar,
    occurrence,
    publish,
)
from tests.factories import once, weekly
from wagtail_hjelp.activities.changes import (
    Change,
    add_extra,
    cancel,
    mark_full,
    move,
)
from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.models import ActivityPage, Occurrence
from wagtail_hjelp.models.activity_dates import (
    ActivityDates,
    ShownDate,
    Standing,
    drafted_dates,
    published_dates,
    shown_dates,
)
from wagtail_hjelp.schedule.recurrence import Times

pytestmark = pytest.mark.django_db

MONDAY = local("2026-11-23 10:00")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def calendar(site):
    return make_calendar(site.root_page)


@pytest.fixture
def cafe(calendar) -> ActivityPage:
    """Every Tuesday from 14 to 16, for ever."""
    return make_activity(calendar, "Språkkafé", weekly("2026-11-03"))


def dates_of(activity: Page, **fields: Any) -> ActivityDates:
    """What the page says now."""
    now = timezone.now()
    rules = read_dates(activity.dates.raw_data)
    return shown_dates(published_dates(activity.pk, activity.translation_key, rules, now), now)


def drafted(draft: Page) -> ActivityDates:
    now = timezone.now()
    return shown_dates(drafted_dates(draft, now), now)


def texts(found: list[ShownDate]) -> list[str]:
    return [" ".join(part for part in (one.text, one.status) if part) for one in found]


def do(
    what: Any, activity: Page, day: str, *details: Any, reason: str = "", note: str = ""
) -> None:
    what(occurrence(activity, day), *details, Change(activity, None, reason, note))


def to(day: str, starts: int = 14 * 60, ends: int = 16 * 60) -> tuple[date, date, Times]:
    return date.fromisoformat(day), date.fromisoformat(day), Times(starts, ends)


# --- what is next -------------------------------------------------------------------------------


def test_next_six_dates_stand_open_and_twenty_more_below(cafe):
    found = dates_of(cafe)
    assert found.standing is Standing.COMING
    assert found.series == ["Every Tuesday, 14:00–16:00"]
    assert found.pauses == []
    assert texts(found.next) == [
        "Tuesday 24 November, 14:00–16:00",
        "Tuesday 1 December, 14:00–16:00",
        "Tuesday 8 December, 14:00–16:00",
        "Tuesday 15 December, 14:00–16:00",
        "Tuesday 22 December, 14:00–16:00",
        "Tuesday 29 December, 14:00–16:00",
    ]
    assert len(found.more) == 20
    assert (texts(found.more)[0], texts(found.more)[-1]) == (
        "Tuesday 5 January 2027, 14:00–16:00",
        "Tuesday 18 May 2027, 14:00–16:00",
    )
    assert found.goes_on
    assert (found.changes, found.instead) == ([], None)


def test_start_is_told_to_machines_in_local_time(calendar):
    fair = make_activity(
        calendar, "Marked", once("2027-04-01"), once("2026-12-24", starts=None, ends=None)
    )
    assert [one.iso for one in dates_of(fair).next] == ["2026-12-24", "2027-04-01T14:00+02:00"]


def test_today_and_tomorrow_are_said_beside_the_date(cafe, clock):
    add_extra(*to("2026-11-23", 18 * 60, 20 * 60), Change(cafe, None))
    assert [(one.text, one.soon) for one in dates_of(cafe).next[:3]] == [
        ("Monday 23 November, 18:00–20:00", "Today"),
        ("Tuesday 24 November, 14:00–16:00", "Tomorrow"),
        ("Tuesday 1 December, 14:00–16:00", ""),
    ]


def test_date_is_called_in_addresses_as_its_row_is(cafe):
    assert dates_of(cafe).next[0].key == occurrence(cafe, "2026-11-24").key


def test_breaks_are_told_of_as_far_as_they_leave_holes_among_the_dates(calendar):
    pauses = [
        {"type": "break", "id": "a", "value": {"first": "2026-12-21", "last": "2027-01-01"}},
        {"type": "break", "id": "b", "value": {"first": "2027-12-21", "last": "2028-01-01"}},
    ]
    cafe = make_activity(calendar, "Kafé", weekly("2026-11-03"), *pauses)
    assert dates_of(cafe).pauses == ["Not 21 December – 1 January 2027"]
    assert texts(dates_of(cafe).next)[4] == "Tuesday 5 January 2027, 14:00–16:00"


def test_series_that_is_over_is_not_told_of_beside_what_is_to_come(calendar):
    rows = (weekly("2026-09-01", until="2026-10-27"), once("2026-12-24"))
    found = dates_of(make_activity(calendar, "Kor", *rows))
    assert (found.series, texts(found.next)) == ([], ["Thursday 24 December, 14:00–16:00"])
    assert not found.goes_on


def test_what_goes_on_now_is_still_the_next_one(cafe, clock):
    clock.move_to(local("2026-11-24 15:59"))
    assert texts(dates_of(cafe).next)[0] == "Tuesday 24 November, 14:00–16:00"
    clock.move_to(local("2026-11-24 16:00"))
    assert texts(dates_of(cafe).next)[0] == "Tuesday 1 December, 14:00–16:00"


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-23 10:00", "2026-11-24 00:00"),
        ("2026-11-24 10:00", "2026-11-24 16:00"),
        ("2026-11-24 16:00", "2026-11-25 00:00"),
    ],
    ids=["tomorrow is today then", "it is over then", "it was over, and another day begins"],
)
def test_it_is_known_until_when_it_is_true(cafe, clock, now, until):
    clock.move_to(local(now))
    assert dates_of(cafe).until == local(until)


# --- what has become of the next dates ----------------------------------------------------------


def test_next_date_that_is_cancelled_is_told_of_first_with_the_one_after_it(cafe):
    do(cancel, cafe, "2026-11-24", reason="illness", note="Vi ses neste uke.")
    found = dates_of(cafe)
    assert found.changes == [
        ShownDate(
            text="Tuesday 24 November, 14:00–16:00",
            iso="2026-11-24T14:00+01:00",
            key=occurrence(cafe, "2026-11-24").key,
            soon="Tomorrow",
            status="cancelled",
            label="Cancelled",
            reason="Illness",
            note="Vi ses neste uke.",
        )
    ]
    assert found.instead is not None and found.instead.text == "Tuesday 1 December, 14:00–16:00"
    assert not (found.is_off or found.is_full)
    assert texts(found.next)[:2] == [
        "Tuesday 24 November, 14:00–16:00 cancelled",
        "Tuesday 1 December, 14:00–16:00",
    ]


def test_later_date_that_is_cancelled_stands_in_the_list_alone(cafe):
    do(cancel, cafe, "2026-12-01")
    found = dates_of(cafe)
    assert (found.changes, found.instead) == ([], None)
    assert texts(found.next)[1] == "Tuesday 1 December, 14:00–16:00 cancelled"


def test_of_many_cancelled_in_a_row_the_first_three_are_told_of(cafe):
    for day in ("2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15"):
        do(cancel, cafe, day)
    found = dates_of(cafe)
    assert texts(found.changes) == [
        "Tuesday 24 November, 14:00–16:00 cancelled",
        "Tuesday 1 December, 14:00–16:00 cancelled",
        "Tuesday 8 December, 14:00–16:00 cancelled",
    ]
    assert found.instead is not None and found.instead.text == "Tuesday 22 December, 14:00–16:00"


def test_when_all_that_is_to_come_is_cancelled_there_is_no_other_date(calendar):
    party = make_activity(calendar, "Juletrefest", once("2026-12-27"))
    do(cancel, party, "2026-12-27", reason="weather")
    found = dates_of(party)
    assert texts(found.changes) == ["Sunday 27 December, 14:00–16:00 cancelled"]
    assert (found.instead, found.is_off, found.is_open) == (None, True, False)


def test_dates_that_are_not_shown_may_be_other_dates(cafe):
    for one in Occurrence.objects.of([cafe.translation_key]).not_over(MONDAY)[:27]:
        cancel(one, Change(cafe, None))
    found = dates_of(cafe)
    assert (found.instead, found.is_off, found.goes_on) == (None, False, True)


def test_next_date_that_was_moved_says_what_it_was_to_be(cafe):
    do(move, cafe, "2026-11-24", *to("2026-11-25", 17 * 60, 19 * 60), reason="venue")
    found = dates_of(cafe)
    (change,) = found.changes
    assert (change.text, change.was, change.status, change.label, change.reason) == (
        "Wednesday 25 November, 17:00–19:00",
        "Tuesday 24 November, 14:00–16:00",
        "moved",
        "Moved",
        "The room is not available",
    )
    assert found.instead is None


def test_whoever_would_come_at_the_old_time_is_told_though_other_dates_come_before(cafe):
    do(move, cafe, "2026-11-24", *to("2026-12-09"))
    found = dates_of(cafe)
    assert texts(found.changes) == ["Wednesday 9 December, 14:00–16:00 moved"]
    assert found.changes[0].was == "Tuesday 24 November, 14:00–16:00"
    assert found.instead is not None and found.instead.text == "Tuesday 1 December, 14:00–16:00"


def test_moved_date_is_no_news_once_its_old_time_is_past_and_others_come_first(cafe, clock):
    do(move, cafe, "2026-11-24", *to("2026-12-09"))
    clock.move_to(local("2026-11-24 14:00"))
    assert dates_of(cafe).changes == []
    assert texts(dates_of(cafe).next)[2] == "Wednesday 9 December, 14:00–16:00 moved"


def test_date_that_was_held_earlier_than_planned_is_told_of_until_its_old_time(cafe, clock):
    do(move, cafe, "2026-11-24", *to("2026-11-23", 11 * 60, 12 * 60))
    clock.move_to(local("2026-11-23 18:00"))
    found = dates_of(cafe)
    assert texts(found.changes) == ["Monday 23 November, 11:00–12:00 moved"]
    assert found.changes[0].was == "Tuesday 24 November, 14:00–16:00"
    assert found.instead is not None and found.instead.text == "Tuesday 1 December, 14:00–16:00"
    clock.move_to(local("2026-11-24 14:00"))
    assert dates_of(cafe).changes == []


def test_moved_date_that_no_row_gives_any_more_still_says_when_it_was_to_begin(cafe):
    do(move, cafe, "2026-11-24", *to("2026-11-25"))
    rules = read_dates([weekly("2026-11-03")])
    found = published_dates(cafe.pk, cafe.translation_key, rules, MONDAY)
    assert shown_dates(found, MONDAY).changes[0].was == "Tuesday 24 November, from 14:00"


def test_next_date_that_is_full_is_told_of_with_the_next_that_has_room(cafe):
    do(mark_full, cafe, "2026-11-24")
    do(cancel, cafe, "2026-12-01")
    do(mark_full, cafe, "2026-12-08")
    found = dates_of(cafe)
    assert texts(found.changes) == ["Tuesday 24 November, 14:00–16:00 full"]
    assert (found.is_full, found.is_open, found.is_off) == (True, True, False)
    assert found.instead is not None and found.instead.text == "Tuesday 15 December, 14:00–16:00"


def test_extra_date_stands_among_the_others(cafe):
    add_extra(*to("2026-11-26"), Change(cafe, None))
    assert texts(dates_of(cafe).next)[:2] == [
        "Tuesday 24 November, 14:00–16:00",
        "Thursday 26 November, 14:00–16:00",
    ]


# --- nothing to come ----------------------------------------------------------------------------


def test_what_is_over_says_when_it_last_took_place(calendar, clock):
    choir = make_activity(calendar, "Kor", weekly("2026-09-01", until="2026-12-15"))
    do(cancel, choir, "2026-12-15")
    clock.move_to(local("2027-01-10 12:00"))
    found = dates_of(choir)
    assert (found.standing, found.last_held, found.last_held_on) == (
        Standing.OVER,
        "Tuesday 8 December 2026",
        date(2026, 12, 8),
    )
    assert (found.series, found.next, found.is_open) == ([], [], False)


def test_what_never_took_place_is_over_without_a_date(calendar, clock):
    party = make_activity(calendar, "Fest", once("2026-11-24"))
    do(cancel, party, "2026-11-24")
    clock.move_to(local("2026-11-26 12:00"))
    found = dates_of(party)
    assert (found.standing, found.last_held, found.last_held_on) == (Standing.OVER, "", None)


def test_no_dates_are_not_the_same_as_over(calendar):
    found = dates_of(make_activity(calendar, "Besøksvenn"))
    assert (found.standing, found.is_open, found.series) == (Standing.UNSTATED, True, [])


def test_dates_too_far_off_to_be_rows_are_told_of_all_the_same(calendar):
    found = dates_of(make_activity(calendar, "Jubileum", once("2028-06-03")))
    assert (found.standing, found.series) == (
        Standing.FAR_OFF,
        ["Saturday 3 June 2028, 14:00–16:00"],
    )


# --- drafts -------------------------------------------------------------------------------------


def test_draft_shows_the_dates_it_would_give_and_writes_none(cafe):
    before = list(Occurrence.objects.values())
    row = cafe.dates.raw_data[0]
    cafe.dates = [changed(row, starts="18:00:00", ends="20:00:00"), once("2026-11-28")]
    assert texts(drafted(cafe).next)[:3] == [
        "Tuesday 24 November, 18:00–20:00",
        "Saturday 28 November, 14:00–16:00",
        "Tuesday 1 December, 18:00–20:00",
    ]
    assert list(Occurrence.objects.values()) == before


def test_draft_keeps_what_was_changed_by_hand(cafe):
    do(cancel, cafe, "2026-11-24", reason="illness")
    do(move, cafe, "2026-12-01", *to("2026-12-02"))
    add_extra(*to("2026-12-03"), Change(cafe, None))
    row = cafe.dates.raw_data[0]
    cafe.dates = [changed(row, ends="17:00:00")]
    found = drafted(cafe)
    assert texts(found.next)[:4] == [
        "Tuesday 24 November, 14:00–17:00 cancelled",
        "Wednesday 2 December, 14:00–16:00 moved",
        "Thursday 3 December, 14:00–16:00",
        "Tuesday 8 December, 14:00–17:00",
    ]
    assert found.changes[0].reason == "Illness"


def test_draft_says_what_the_published_page_says_if_nothing_is_changed(cafe):
    do(cancel, cafe, "2026-11-24", reason="illness", note="Vi ses.")
    do(move, cafe, "2026-12-08", *to("2026-12-30"))
    assert drafted(ActivityPage.objects.get(pk=cafe.pk)) == dates_of(cafe)
    publish(cafe, dates=[once("2026-10-06")])
    over = ActivityPage.objects.get(pk=cafe.pk)
    assert drafted(over).last_held == "Tuesday 6 October"
