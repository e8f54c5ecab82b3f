"""Activities as a calendar: what becomes of a date, and when its bytes change."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from tests.activities.calendars import (
    changed,
    local,
    make_activity,
    occurrence,
    publish,
    shown,
    translate,
)
from tests.factories import once, weekly
from tests.outlets.ical.feeds import CAFE, OVERRIDE, events, lines, uids
from wagtail_hjelp.activities import healing
from wagtail_hjelp.activities.changes import (
    Change,
    add_extra,
    cancel,
    mark_full,
    move,
    restore,
)
from wagtail_hjelp.schedule.recurrence import Times

pytestmark = pytest.mark.django_db

# --- what becomes of a date ---------------------------------------------------------------------

SIGN_UP = r"\n\nSign up: https://pamelding.example/"


def test_cancelled_date_is_there_as_cancelled(cafe, ical):
    cancel(occurrence(cafe, "2026-12-09"), Change(cafe, reason="illness", note="Kari er syk."))
    series, override = events(ical())
    assert series == [
        "SUMMARY;LANGUAGE=nb:Kafé",
        "DTSTART;TZID=Europe/Oslo:20261125T140000",
        "DTEND;TZID=Europe/Oslo:20261125T160000",
        "RRULE:FREQ=WEEKLY;UNTIL=20261230T130000Z;BYDAY=WE",
        rf"DESCRIPTION;LANGUAGE=nb:Kom.{SIGN_UP}",
        "STATUS:CONFIRMED",
    ]
    assert override == [
        "SUMMARY;LANGUAGE=nb:Cancelled: Kafé",
        *OVERRIDE,
        "RECURRENCE-ID;TZID=Europe/Oslo:20261209T140000",
        # And nobody signs up for it.
        r"DESCRIPTION;LANGUAGE=nb:This date is cancelled. Reason: Illness.\n\nKari er syk."
        r"\n\nKom.",
        "STATUS:CANCELLED",
    ]


def test_full_date_takes_nobody_more(cafe, ical):
    mark_full(occurrence(cafe, "2026-12-09"), Change(cafe))
    assert events(ical())[1] == [
        "SUMMARY;LANGUAGE=nb:Full: Kafé",
        *OVERRIDE,
        "RECURRENCE-ID;TZID=Europe/Oslo:20261209T140000",
        r"DESCRIPTION;LANGUAGE=nb:There is no room left on this date.\n\nKom.",
        "STATUS:CONFIRMED",
    ]


def test_moved_date_is_known_by_what_it_was(cafe, ical):
    day = date(2026, 12, 10)
    move(occurrence(cafe, "2026-12-09"), day, day, Times(18 * 60, 20 * 60), Change(cafe))
    assert events(ical())[1] == [
        "SUMMARY;LANGUAGE=nb:Kafé",
        "DTSTART;TZID=Europe/Oslo:20261210T180000",
        "DTEND;TZID=Europe/Oslo:20261210T200000",
        "RECURRENCE-ID;TZID=Europe/Oslo:20261209T140000",
        r"DESCRIPTION;LANGUAGE=nb:Moved from Wednesday 9 December 2026\, from 14:00.\n\n"
        rf"Kom.{SIGN_UP}",
        "STATUS:CONFIRMED",
    ]


def test_extra_date_is_an_event_of_its_own(cafe, ical):
    day = date(2026, 12, 12)
    extra = add_extra(day, day, Times(12 * 60), Change(cafe))
    feed = ical()
    assert uids(feed)[1] == f"{cafe.translation_key}-{extra.row}@havnesund.example"
    assert events(feed)[1] == [
        "SUMMARY;LANGUAGE=nb:Kafé",
        "DTSTART;TZID=Europe/Oslo:20261212T120000",
        rf"DESCRIPTION;LANGUAGE=nb:Kom.{SIGN_UP}",
        "STATUS:CONFIRMED",
    ]


def test_date_moved_to_another_kind_of_time_is_known_by_its_own_kind(calendar, cafe, ical):
    free = weekly("2026-12-05", starts=None, ends=None, until="2026-12-19")
    day = date(2026, 12, 12)
    walk = make_activity(calendar, "Tur", free)
    move(occurrence(walk, "2026-12-12"), day, day, Times(600, 720), Change(walk))
    move(occurrence(cafe, "2026-12-09"), day, day, Times(), Change(cafe))
    assert lines(ical(walk), "DTSTART", "RECURRENCE-ID", "DESC")[2:] == [
        "DTSTART;TZID=Europe/Oslo:20261212T100000",
        "RECURRENCE-ID;VALUE=DATE:20261212",
        r"DESCRIPTION;LANGUAGE=nb:Moved from Saturday 12 December 2026.\n\nOm Tur.",
    ]
    assert lines(ical(cafe), "DTSTART", "RECURRENCE-ID")[1:] == [
        "DTSTART;VALUE=DATE:20261212",
        "RECURRENCE-ID;TZID=Europe/Oslo:20261209T140000",
    ]


def test_change_says_so_to_programs_that_look_for_what_is_newer(cafe, ical, at):
    def versions(feed: bytes) -> list[tuple[str, int]]:
        return [
            (event["LAST-MODIFIED"].to_ical().decode(), event["SEQUENCE"])
            for event in Calendar.from_ical(feed).walk("VEVENT")
        ]

    assert versions(ical()) == [("20261123T090000Z", 217587600)]
    at("2026-11-24 10:00")
    cancel(occurrence(cafe, "2026-12-09"), Change(cafe))
    # The series too: programs that compare its own would pass over the date.
    assert versions(ical()) == [("20261124T090000Z", 217587600 + 86400)] * 2
    at("2026-11-25 10:00")
    restore(occurrence(cafe, "2026-12-09"), Change(cafe))
    assert versions(ical()) == [("20261125T090000Z", 217587600 + 2 * 86400)]
    # Also when that date is long over: the number never goes down.
    at("2027-01-20 10:00")
    assert versions(ical()) == [("20261125T090000Z", 217587600 + 2 * 86400)]


def test_series_that_is_written_further_says_so(calendar, ical, at):
    publish(make_activity(calendar, "Kafé", weekly("2026-11-25")))
    assert lines(ical(), "RRULE", "LAST") == [
        "RRULE:FREQ=WEEKLY;UNTIL=20271222T130000Z;BYDAY=WE",
        "LAST-MODIFIED:20261123T090000Z",
    ]
    at("2027-01-11 10:00")
    healing.forget()
    assert lines(ical(), "RRULE", "LAST") == [
        "RRULE:FREQ=WEEKLY;UNTIL=20280209T130000Z;BYDAY=WE",
        "LAST-MODIFIED:20270110T230000Z",
    ]


# --- identity -----------------------------------------------------------------------------------


def test_languages_share_uids_and_dates(calendar, cafe, ical, locales):
    cancel(occurrence(cafe, "2026-12-09"), Change(cafe, reason="illness"))
    english = translate(cafe, "en")
    english.title, english.summary = "Café", "Come."
    english.save_revision().publish()
    index = english.get_parent().specific
    nb, en = ical(language="nb"), ical(index=index)
    assert uids(nb) == uids(en) == [f"{cafe.translation_key}-{CAFE['id']}@havnesund.example"] * 2
    when = ("DTSTART", "DTEND", "RRULE", "RECURRENCE-ID", "STATUS")
    assert lines(nb, *when) == lines(en, *when)
    assert lines(nb, "SUMMARY")[0] == "SUMMARY;LANGUAGE=nb:Kafé"
    assert lines(en, "SUMMARY", "URL") == [
        "SUMMARY;LANGUAGE=en:Café",
        "URL:https://havnesund.example/en/hjelp/hva-skjer/kafe/",
        "SUMMARY;LANGUAGE=en:Cancelled: Café",
        "URL:https://havnesund.example/en/hjelp/hva-skjer/kafe/",
    ]


def test_untranslated_activity_is_marked_with_its_language(calendar, cafe, ical, locales):
    alias = translate(cafe, "en", alias=True)
    index = alias.get_parent().specific
    assert lines(ical(index=index), "SUMMARY", "LOCATION") == ["SUMMARY;LANGUAGE=nb:Kafé"]


def test_uids_outlive_edits(cafe, ical):
    before = uids(ical())
    publish(cafe, title="Kafé for alle", dates=[changed(CAFE, starts="15:00:00")])
    assert uids(ical()) == before


def test_bytes_stay_the_same_until_something_changes(calendar, cafe, ical, at):
    make_activity(calendar, "Kor", weekly("2026-11-24"))
    cancel(occurrence(cafe, "2026-12-09"), Change(cafe))
    first = ical()
    at("2026-11-23 23:59")
    assert ical() == first
    # The order in which somebody asks is none of the calendar's.
    held = shown(calendar)
    assert ical(*[held.model.objects.get(pk=pk) for pk in reversed(list(held.key_of))]) == first
    publish(cafe, summary="Kom du også.")
    assert ical() != first


# --- cost ---------------------------------------------------------------------------------------


def test_queries_do_not_grow_with_activities(calendar, ical):
    def queries() -> int:
        held = shown(calendar)
        assert len(held.key_of) > 0
        with CaptureQueriesContext(connection) as captured:
            ical()
        return len(captured)

    make_activity(calendar, "Kafé 1", CAFE)
    ical()
    few = queries()
    for number in range(2, 12):
        page = make_activity(calendar, f"Kafé {number}", CAFE, once("2026-12-24"))
        cancel(occurrence(page, "2026-12-09"), Change(page))
    ical()
    assert queries() == few


def test_lists_of_other_activities_are_left_alone(calendar, cafe, ical):
    make_activity(calendar, "Kor", weekly("2026-11-24"))
    assert lines(ical(cafe), "SUMMARY") == ["SUMMARY;LANGUAGE=nb:Kafé"]
    assert local("2026-11-24 14:00").isoformat() not in ical(cafe).decode()
