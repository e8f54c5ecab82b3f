"""Activities as a calendar: rules, and dates one by one."""

from __future__ import annotations

import re
from datetime import date

import pytest
from icalendar import Calendar

from tests.activities.calendars import (
    changed,
    make_activity,
    occurrence,
    occurrences,
    publish,
)
from tests.factories import item, make_topic, once, venue, weekly
from tests.outlets.ical.feeds import CAFE, lines, uids
from wagtail_hjelp.activities.changes import (
    Change,
    cancel,
)

pytestmark = pytest.mark.django_db

# --- a whole calendar ---------------------------------------------------------------------------


def test_whole_calendar_of_a_weekly_cafe(calendar, ical):
    topic = make_topic("samtale", "Noen å snakke med")
    cafe = make_activity(
        calendar,
        "Språkkafé",
        CAFE,
        summary="Vi prater norsk, og drikker kaffe.",
        practical="Ta på deg\r\ninnesko.",
        organiser_name="Havnesund frivilligsentral",
        where=[venue(name="Menighetshuset", room="Peisestua", street="Kirkegata 1", place="Havn")],
        cost="free",
        sign_up="required",
        sign_up_phone="+4770000110",
        sign_up_by="2026-12-01",
    )
    cafe.topics.add(topic)
    cafe.save()
    cafe = publish(cafe)
    key = cafe.translation_key
    head, zone, rest = ical().decode().replace("\r\n ", "").partition("BEGIN:VTIMEZONE\r\n")
    assert head.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert sorted(head.splitlines()[2:]) == [
        "CALSCALE:GREGORIAN",
        "NAME:Hva skjer",
        "PRODID:-//wagtail-hjelp//Activities//EN",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "URL:https://havnesund.example/nb/hjelp/hva-skjer/",
        "X-PUBLISHED-TTL:PT1H",
        "X-WR-CALNAME:Hva skjer",
    ]
    assert (zone + rest).split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Oslo",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250330T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251026T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "SUMMARY;LANGUAGE=nb:Språkkafé",
        "DTSTART;TZID=Europe/Oslo:20261125T140000",
        "DTEND;TZID=Europe/Oslo:20261125T160000",
        "DTSTAMP:20261123T090000Z",
        f"UID:{key}-{CAFE['id']}@havnesund.example",
        # Seconds since 2020: higher after every change.
        "SEQUENCE:217587600",
        "RRULE:FREQ=WEEKLY;UNTIL=20261230T130000Z;BYDAY=WE",
        "CATEGORIES:Noen å snakke med",
        r"DESCRIPTION;LANGUAGE=nb:Vi prater norsk\, og drikker kaffe.\n\n"
        r"Ta på deg\ninnesko.\n\nArranged by Havnesund frivilligsentral\n\nCost: Free\n\n"
        r"Sign up by 1 December 2026: 70 00 01 10",
        "LAST-MODIFIED:20261123T090000Z",
        r"LOCATION;LANGUAGE=nb:Menighetshuset\, Peisestua\, Kirkegata 1\, Havn",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "URL:https://havnesund.example/nb/hjelp/hva-skjer/sprakkafe/",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_calendar_without_activities_is_a_calendar(ical):
    assert [part.name for part in Calendar.from_ical(ical()).walk()] == ["VCALENDAR"]


@pytest.mark.parametrize(
    "text",
    ['Kafé; \\med, «alt»: \n  og "mer"\r\nnå', "a\x0bb\x1cc\x85d\u2028e\x07", "𝕜" * 90, "ا" * 90],
)
def test_no_text_is_lost_or_breaks_a_line(calendar, ical, text):
    make_activity(calendar, "Kafé", CAFE, summary=text, organiser_name=text[:100])
    feed = ical()
    read = Calendar.from_ical(feed)
    assert read.to_ical() == feed
    said = "\n".join(re.sub(r"\x07", "", text).splitlines())
    assert read.walk("VEVENT")[0]["DESCRIPTION"] == f"{said}\n\nArranged by {said}"
    assert max(len(line) for line in feed.split(b"\r\n")) <= 75


# --- dates as rules -----------------------------------------------------------------------------


def rule_of(calendar, ical, *rows) -> list[str]:
    make_activity(calendar, "Kafé", *rows)
    return lines(ical(), "DTSTART", "DTEND", "RRULE", "EXDATE", "RECURRENCE-ID")


def test_endless_rule_ends_with_what_has_been_written(calendar, ical):
    assert rule_of(calendar, ical, weekly("2026-11-25")) == [
        "DTSTART;TZID=Europe/Oslo:20261125T140000",
        "DTEND;TZID=Europe/Oslo:20261125T160000",
        # The last Wednesday of 400 days.
        "RRULE:FREQ=WEEKLY;UNTIL=20271222T130000Z;BYDAY=WE",
    ]
    assert occurrences(calendar.get_children().get().specific)[-1].day == date(2027, 12, 22)


def test_end_in_summer_is_in_utc_too(calendar, ical):
    assert rule_of(calendar, ical, weekly("2026-11-25", until="2027-06-16"))[2] == (
        "RRULE:FREQ=WEEKLY;UNTIL=20270616T120000Z;BYDAY=WE"
    )


def test_every_other_week_on_several_days_counts_weeks_from_monday(calendar, ical):
    row = weekly("2026-11-24", weekdays=["1", "6"], every=2, until="2026-12-31")
    assert rule_of(calendar, ical, row)[2] == (
        "RRULE:FREQ=WEEKLY;UNTIL=20261227T130000Z;INTERVAL=2;BYDAY=TU,SU;WKST=MO"
    )


def test_first_and_last_of_every_third_month(calendar, ical):
    row = weekly("2026-12-04", until="2027-07-01")
    del row["value"]["weekdays"]
    row["type"], row["value"] = (
        "monthly",
        {**row["value"], "weekday": "4", "ordinals": ["1", "-1"], "every": 3},
    )
    assert rule_of(calendar, ical, row)[2] == (
        "RRULE:FREQ=MONTHLY;UNTIL=20270625T120000Z;INTERVAL=3;BYDAY=1FR,-1FR"
    )


def test_holidays_and_breaks_are_left_out(calendar, ical):
    break_ = {"type": "break", "value": {"first": "2026-12-01", "last": "2026-12-08"}}
    row = weekly("2026-11-27", until="2027-01-08", not_on_holidays=True)
    assert rule_of(calendar, ical, row, break_)[2:] == [
        "RRULE:FREQ=WEEKLY;UNTIL=20270108T130000Z;BYDAY=FR",
        # In the break; Christmas Day; New Year's Day.
        "EXDATE;TZID=Europe/Oslo:20261204T140000,20261225T140000,20270101T140000",
    ]


def test_first_date_is_one_that_takes_place(calendar, ical):
    row = weekly("2026-12-25", until="2027-01-15", not_on_holidays=True)
    assert rule_of(calendar, ical, row) == [
        "DTSTART;TZID=Europe/Oslo:20270108T140000",
        "DTEND;TZID=Europe/Oslo:20270108T160000",
        "RRULE:FREQ=WEEKLY;UNTIL=20270115T130000Z;BYDAY=FR",
    ]


def test_rule_that_begins_after_all_that_is_written_is_not_there_yet(calendar, ical):
    assert rule_of(calendar, ical, weekly("2028-11-22")) == []


def test_all_day_is_dates_with_the_day_after_as_end(calendar, ical):
    row = weekly("2026-11-28", starts=None, ends=None, until="2026-12-19", not_on_holidays=True)
    break_ = {"type": "break", "value": {"first": "2026-12-05", "last": "2026-12-05"}}
    assert rule_of(calendar, ical, row, break_) == [
        "DTSTART;VALUE=DATE:20261128",
        "DTEND;VALUE=DATE:20261129",
        "RRULE:FREQ=WEEKLY;UNTIL=20261219;BYDAY=SA",
        "EXDATE;VALUE=DATE:20261205",
    ]


def test_end_that_nobody_has_stated_is_not_made_up(calendar, ical):
    assert rule_of(calendar, ical, weekly("2026-11-25", ends=None, until="2026-12-02")) == [
        "DTSTART;TZID=Europe/Oslo:20261125T140000",
        "RRULE:FREQ=WEEKLY;UNTIL=20261202T130000Z;BYDAY=WE",
    ]


def test_night_ends_on_the_next_day(calendar, ical):
    row = weekly("2026-11-27", starts="22:00:00", ends="04:00:00", until="2026-12-04")
    assert rule_of(calendar, ical, row) == [
        "DTSTART;TZID=Europe/Oslo:20261127T220000",
        "DTEND;TZID=Europe/Oslo:20261128T040000",
        "RRULE:FREQ=WEEKLY;UNTIL=20261204T210000Z;BYDAY=FR",
    ]


def test_night_with_a_clock_change_says_its_end_itself(calendar, ical):
    row = weekly("2027-03-20", starts="22:00:00", ends="04:00:00", until="2027-04-03")
    assert rule_of(calendar, ical, row) == [
        "DTSTART;TZID=Europe/Oslo:20270320T220000",
        "DTEND;TZID=Europe/Oslo:20270321T040000",
        "RRULE:FREQ=WEEKLY;UNTIL=20270403T200000Z;BYDAY=SA",
        # Five hours, not six.
        "DTSTART;TZID=Europe/Oslo:20270327T220000",
        "DTEND;TZID=Europe/Oslo:20270328T040000",
        "RECURRENCE-ID;TZID=Europe/Oslo:20270327T220000",
    ]


def test_time_that_does_not_occur_is_said_as_it_is(calendar, ical):
    row = weekly("2027-03-21", starts="02:30:00", ends="04:30:00", until="2027-04-04")
    assert rule_of(calendar, ical, row)[2:] == [
        "RRULE:FREQ=WEEKLY;UNTIL=20270404T003000Z;BYDAY=SU",
        "DTSTART;TZID=Europe/Oslo:20270328T033000",
        "DTEND;TZID=Europe/Oslo:20270328T043000",
        "RECURRENCE-ID;TZID=Europe/Oslo:20270328T023000",
    ]


def test_time_that_comes_twice_is_said_in_utc(calendar, ical):
    row = weekly("2027-10-24", starts="02:30:00", ends="04:30:00", until="2027-10-31")
    assert rule_of(calendar, ical, row)[2:] == [
        # Late enough for who takes the second.
        "RRULE:FREQ=WEEKLY;UNTIL=20271031T013000Z;BYDAY=SU",
        "DTSTART:20271031T003000Z",
        "DTEND:20271031T033000Z",
        "RECURRENCE-ID;TZID=Europe/Oslo:20271031T023000",
    ]


def test_rule_does_not_begin_on_a_clock_change(calendar, ical):
    row = weekly("2027-03-28", starts="02:30:00", ends="04:30:00", until="2027-04-11")
    assert rule_of(calendar, ical, row) == [
        "DTSTART;TZID=Europe/Oslo:20270404T023000",
        "DTEND;TZID=Europe/Oslo:20270404T043000",
        "RRULE:FREQ=WEEKLY;UNTIL=20270411T003000Z;BYDAY=SU",
        "DTSTART;TZID=Europe/Oslo:20270328T033000",
        "DTEND;TZID=Europe/Oslo:20270328T043000",
    ]


# --- dates one by one ---------------------------------------------------------------------------


def test_dates_one_by_one_are_events_of_their_own(calendar, ical):
    days = [item("2026-12-01"), item("2026-12-15")]
    listed = {**CAFE, "type": "listed", "value": {"days": days, "starts": "18:00", "ends": "20:00"}}
    dinner = once("2026-12-24", starts="18:00:00", ends="00:00:00")
    camp = once("2026-12-27", last="2026-12-29", starts=None, ends=None)
    trip = once("2027-01-02", last="2027-01-03", starts="10:00:00", ends=None)
    page = make_activity(calendar, "Jul", trip, camp, listed, dinner)
    feed = ical()
    assert lines(feed, "DTSTART", "DTEND", "RRULE", "RDATE", "RECURRENCE-ID") == [
        "DTSTART;TZID=Europe/Oslo:20261201T180000",
        "DTEND;TZID=Europe/Oslo:20261201T200000",
        "DTSTART;TZID=Europe/Oslo:20261215T180000",
        "DTEND;TZID=Europe/Oslo:20261215T200000",
        "DTSTART;TZID=Europe/Oslo:20261224T180000",
        "DTEND;TZID=Europe/Oslo:20261225T000000",
        "DTSTART;VALUE=DATE:20261227",
        "DTEND;VALUE=DATE:20261230",
        "DTSTART;TZID=Europe/Oslo:20270102T100000",
        # Nobody has said when: at the end of the last day.
        "DTEND;TZID=Europe/Oslo:20270104T000000",
    ]
    assert uids(feed) == [
        f"{page.translation_key}-{row}@havnesund.example"
        for row in (
            f"{listed['id']}-20261201",
            f"{listed['id']}-20261215",
            dinner["id"],
            camp["id"],
            trip["id"],
        )
    ]


def test_what_is_over_for_a_month_is_left_out_and_a_series_begins_where_it_began(
    calendar, ical, at
):
    at("2026-09-01 10:00")
    old, new = once("2026-10-22"), once("2026-10-23")
    series = weekly("2026-09-02", until="2026-12-30")
    page = make_activity(calendar, "Kafé", series, old, new)
    for day in ("2026-10-07", "2026-11-18"):
        cancel(occurrence(page, day), Change(page))
    at("2026-11-23 10:00")
    assert lines(ical(), "DTSTART", "RECURRENCE-ID") == [
        "DTSTART;TZID=Europe/Oslo:20260902T140000",
        "DTSTART;TZID=Europe/Oslo:20261118T140000",
        "RECURRENCE-ID;TZID=Europe/Oslo:20261118T140000",
        "DTSTART;TZID=Europe/Oslo:20261023T140000",
    ]


def test_series_that_has_been_over_for_a_month_is_left_out(calendar, ical, at):
    at("2026-09-01 10:00")
    make_activity(calendar, "Kor", weekly("2026-09-02", until="2026-10-21"))
    page = make_activity(calendar, "Tur", weekly("2026-09-02", until="2026-10-28"))
    at("2026-11-23 10:00")
    assert lines(ical(), "SUMMARY") == ["SUMMARY;LANGUAGE=nb:Tur"]
    at("2026-11-29 10:00")
    assert lines(ical(page), "SUMMARY") == []


def test_past_dates_stay_as_they_were_when_the_rule_is_changed(calendar, ical, at):
    at("2026-11-01 10:00")
    row = weekly("2026-11-04", until="2026-12-02")
    page = make_activity(calendar, "Kafé", row)
    at("2026-11-23 10:00")
    publish(page, dates=[changed(row, starts="17:00:00", ends="19:00:00")])
    assert lines(ical(), "DTSTART", "RECURRENCE-ID") == [
        "DTSTART;TZID=Europe/Oslo:20261104T170000",
        "DTSTART;TZID=Europe/Oslo:20261104T140000",
        "RECURRENCE-ID;TZID=Europe/Oslo:20261104T170000",
        "DTSTART;TZID=Europe/Oslo:20261111T140000",
        "RECURRENCE-ID;TZID=Europe/Oslo:20261111T170000",
        "DTSTART;TZID=Europe/Oslo:20261118T140000",
        "RECURRENCE-ID;TZID=Europe/Oslo:20261118T170000",
    ]
