"""A calendar file says when something is; the record says the same, or why it cannot.

Whatever an event's rule, zone and exceptions: worked out by our own engine, the dates of the record
are those that another program (recurring-ical-events) makes of the calendar.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import event as hypothesis_event
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_hjelp.collecting.files.calendar_files import ReadEvent, read_calendar
from wagtail_hjelp.collecting.files.records import dates_of
from wagtail_hjelp.collecting.files.refusing import Refused
from wagtail_hjelp.schedule import Calendar, happenings

OSLO = ZoneInfo("Europe/Oslo")


def calendar(*events: str, more: str = "") -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *more.split()]
    for event in events:
        lines += ["BEGIN:VEVENT", *(line.strip() for line in event.strip().splitlines())]
        lines.append("END:VEVENT")
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def read_one(*lines: str, more: str = "") -> ReadEvent:
    text = "\n".join(("UID:a@b", "SUMMARY:Kafé", *lines))
    (found,) = read_calendar(calendar(text, more=more))
    return found


def dates_read(*lines: str, more: str = "") -> Any:
    found = read_one(*lines, more=more)
    assert found.errors == {}
    return found.record["dates"]


# --- what is read ---------------------------------------------------------------------------------


def test_event_becomes_a_record() -> None:
    (found,) = read_calendar(
        calendar(
            """UID:17@example.org
            SEQUENCE:3
            SUMMARY;LANGUAGE=nb:Åpen kafé\\, for alle
            DESCRIPTION:Kom som du er.\\nVi har vafler.
            LOCATION:Biblioteket
            URL:https://example.org/kafe
            DTSTART;TZID=Europe/Oslo:20261224T140000
            DTEND;TZID=Europe/Oslo:20261224T160000"""
        )
    )
    assert (found.errors, found.sequence, found.cancelled, found.notes) == ({}, 3, False, ())
    record = found.record
    assert record["key"] == "17@example.org"
    assert record["title"] == "Åpen kafé, for alle"
    assert record["summary"] == "Kom som du er.\nVi har vafler."
    assert (record["place"], record["web"]) == ("Biblioteket", "https://example.org/kafe")
    assert record["language"] == "nb"
    assert record["dates"] == [
        {"kind": "once", "day": "2026-12-24", "last": "", "starts": "14:00", "ends": "16:00"}
    ]


def test_cancelled_event_is_said_to_be() -> None:
    assert read_one("DTSTART:20261224T140000", "STATUS:CANCELLED").cancelled


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        (
            ["DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227"],
            {"kind": "once", "day": "2026-12-24", "last": "2026-12-26", "starts": "", "ends": ""},
        ),
        (
            ["DTSTART:20261224T180000", "DURATION:PT2H"],
            {"kind": "once", "day": "2026-12-24", "last": "", "starts": "18:00", "ends": "20:00"},
        ),
        (
            ["DTSTART:20261224T220000", "DTEND:20261225T010000"],
            {"kind": "once", "day": "2026-12-24", "last": "", "starts": "22:00", "ends": "01:00"},
        ),
        (
            ["DTSTART:20261218T180000", "DTEND:20261221T000000"],
            {
                "kind": "once",
                "day": "2026-12-18",
                "last": "2026-12-20",
                "starts": "18:00",
                "ends": "00:00",
            },
        ),
        (
            ["DTSTART:20261224T170000Z"],
            {"kind": "once", "day": "2026-12-24", "last": "", "starts": "18:00", "ends": ""},
        ),
        (
            ["DTSTART;TZID=W. Europe Standard Time:20260624T170000"],
            {"kind": "once", "day": "2026-06-24", "last": "", "starts": "17:00", "ends": ""},
        ),
        (
            ["DTSTART;TZID=America/New_York:20261224T200000"],
            {"kind": "once", "day": "2026-12-25", "last": "", "starts": "02:00", "ends": ""},
        ),
    ],
)
def test_one_date_is_at_the_time_of_the_clock_at_home(lines: list[str], row: Any) -> None:
    assert dates_read(*lines) == [row]


def weekly(**changes: Any) -> Any:
    row = {"kind": "weekly", "first": "2026-11-25", "weekdays": [2], "every": 1, "until": ""}
    return row | {"starts": "14:00", "ends": "16:00"} | changes


WEDNESDAY = ["DTSTART;TZID=Europe/Oslo:20261125T140000", "DTEND;TZID=Europe/Oslo:20261125T160000"]


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        ("FREQ=WEEKLY", weekly()),
        ("FREQ=WEEKLY;BYDAY=WE,FR;INTERVAL=2", weekly(weekdays=[2, 4], every=2)),
        ("FREQ=WEEKLY;COUNT=4", weekly(until="2026-12-16")),
        ("FREQ=WEEKLY;UNTIL=20261216T130000Z", weekly(until="2026-12-16")),
        ("FREQ=WEEKLY;UNTIL=20261216T125959Z", weekly(until="2026-12-15")),
        ("FREQ=WEEKLY;UNTIL=20261216", weekly(until="2026-12-16")),
        ("FREQ=DAILY;UNTIL=20991231", weekly(weekdays=list(range(7)), until="2099-12-31")),
        ("FREQ=DAILY;BYDAY=MO,TU,WE", weekly(weekdays=[0, 1, 2])),
        ("FREQ=DAILY;INTERVAL=14", weekly(every=2)),
        (
            "FREQ=MONTHLY;BYDAY=4WE",
            {
                "kind": "monthly",
                "first": "2026-11-25",
                "weekday": 2,
                "ordinals": [4],
                "every": 1,
                "until": "",
                "starts": "14:00",
                "ends": "16:00",
            },
        ),
        (
            "FREQ=MONTHLY;BYDAY=WE;BYSETPOS=-1;INTERVAL=2",
            {
                "kind": "monthly",
                "first": "2026-11-25",
                "weekday": 2,
                "ordinals": [-1],
                "every": 2,
                "until": "",
                "starts": "14:00",
                "ends": "16:00",
            },
        ),
    ],
)
def test_rule_that_a_row_can_say_is_that_row(rule: str, row: Any) -> None:
    assert dates_read(*WEDNESDAY, f"RRULE:{rule}") == [row]


def test_dates_left_out_are_breaks_and_dates_moved_stand_alone() -> None:
    found = read_calendar(
        calendar(
            """UID:a
            SUMMARY:Kafé
            DTSTART;TZID=Europe/Oslo:20261125T140000
            RRULE:FREQ=WEEKLY
            EXDATE;TZID=Europe/Oslo:20261223T140000,20261230T140000
            RDATE;TZID=Europe/Oslo:20261222T120000""",
            """UID:a
            SUMMARY:Julekafé
            RECURRENCE-ID;TZID=Europe/Oslo:20261209T140000
            DTSTART;TZID=Europe/Oslo:20261210T150000""",
            """UID:a
            STATUS:CANCELLED
            RECURRENCE-ID;TZID=Europe/Oslo:20261216T140000
            DTSTART;TZID=Europe/Oslo:20261216T140000""",
        )
    )
    assert [one.errors for one in found] == [{}]
    assert found[0].record["dates"] == [
        weekly(ends=""),
        {"kind": "break", "first": "2026-12-09", "last": "2026-12-30"},
        {"kind": "once", "day": "2026-12-10", "last": "", "starts": "15:00", "ends": ""},
        {"kind": "once", "day": "2026-12-22", "last": "", "starts": "12:00", "ends": ""},
    ]
    assert len(found[0].notes) == 1


def test_rule_in_utc_that_the_clock_changes_is_a_list_if_it_ends() -> None:
    lines = ["DTSTART:20260310T170000Z", "RRULE:FREQ=WEEKLY;COUNT=4"]
    assert dates_read(*lines) == [
        {
            "kind": "listed",
            "days": ["2026-03-10", "2026-03-17", "2026-03-24"],
            "starts": "18:00",
            "ends": "",
        },
        {"kind": "once", "day": "2026-03-31", "last": "", "starts": "19:00", "ends": ""},
    ]


def test_file_with_a_zone_of_its_own_is_read_by_it() -> None:
    zone = """BEGIN:VTIMEZONE
TZID:Customized
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""
    lines = ["DTSTART;TZID=Customized:20261224T190000", "DTEND;TZID=Customized:20261224T200000"]
    assert dates_read(*lines, more=zone) == [
        {"kind": "once", "day": "2026-12-24", "last": "", "starts": "18:00", "ends": "19:00"}
    ]


# --- what cannot be said --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART:20261125T140000", "RRULE:FREQ=SECONDLY"],
        ["DTSTART:20261125T140000", "RRULE:FREQ=WEEKLY;BYHOUR=14,18"],
        ["DTSTART:20261125T140000", "RRULE:FREQ=WEEKLY;INTERVAL=0"],
        ["DTSTART:20261125T140000", "RRULE:FREQ=WEEKLY;FREQ=DAILY"],
        ["DTSTART:20261125T140000", "RRULE:FREQ=YEARLY;BYMONTHDAY=25;BYMONTH=11"],
        ["DTSTART:20261125T140000", "RRULE:FREQ=MONTHLY;BYDAY=5WE"],
        ["DTSTART:20261125T140000", "RRULE:FREQ=DAILY;INTERVAL=3;COUNT=201"],
        ["DTSTART:20261125T140000", "RRULE:FREQ=WEEKLY;COUNT=99999999"],
        ["DTSTART:20261125T140000", "RRULE:FREQ=WEEKLY;BYDAY=TH"],
        ["DTSTART:20261125T140000", "RRULE:FREQ=WEEKLY;UNTIL=20261101"],
        ["DTSTART:20261125T140000", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"],
        ["DTSTART:20260310T170000Z", "RRULE:FREQ=WEEKLY"],
        ["DTSTART:20261125T140030"],
        ["DTSTART:20261125T140000", "DTEND:20261125T130000"],
        ["DTSTART;TZID=Nowhere/Land:20261125T140000"],
        ["DTSTART;TZID=../../etc/passwd:20261125T140000"],
        ["DTSTART:19000101T140000"],
        ["DTSTART:20261131T140000"],
        ["DTSTART:tomorrow"],
        ["SUMMARY:x"],
        ["DTSTART;VALUE=DATE:20261125", "DTEND:20261125T130000"],
        # The second of two 02:30.
        ["DTSTART:20261025T013000Z"],
        ["DTSTART:20261125T140000", "RRULE:FREQ=WEEKLY;COUNT=1", "EXDATE:20261125T140000"],
    ],
)
def test_what_no_row_says_is_an_error_of_the_event(lines: list[str]) -> None:
    found = read_one(*lines)
    assert set(found.errors) == {"dates"}
    assert found.record["dates"] == []


def test_change_of_a_date_that_there_is_not_is_an_error() -> None:
    text = "UID:a\nSUMMARY:x\nDTSTART:20261125T140000"
    found = read_calendar(
        calendar(f"{text}\nRRULE:FREQ=WEEKLY", f"{text}\nRECURRENCE-ID:20261126T140000")
    )
    assert [set(one.errors) for one in found] == [{"dates"}]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\n",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:X\r\n" * 2_000_000,
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:" + b"x" * 60_000,
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:\x00\r\nEND:VEVENT\r\nEND:VCALENDAR",
        b"x" * (5 * 1024 * 1024 + 1),
        calendar(*["UID:a"] * 5001),
    ],
    ids=range(11),
)
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_calendar(data)


def test_rules_of_a_whole_file_may_only_ask_for_so_much() -> None:
    events = [
        f"UID:{number}\nSUMMARY:x\nDTSTART:20260101T100000\nRRULE:FREQ=DAILY;UNTIL=20991231"
        for number in range(5000)
    ]
    with pytest.raises(Refused):
        read_calendar(calendar(*events))


def test_picture_inside_a_calendar_is_passed_over() -> None:
    lines = ["DTSTART:20261125T140000", "ATTACH;ENCODING=BASE64:" + "A" * 300_000]
    assert read_one(*lines).errors == {}


# --- another program ------------------------------------------------------------------------------

days = st.dates(date(2026, 1, 1), date(2027, 12, 31)) | st.sampled_from(
    [date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 24), date(2026, 12, 31)]
)
clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30, 45]))
codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
zones = st.sampled_from(
    ["Europe/Oslo", "Europe/Oslo", "Europe/London", "America/New_York", "Asia/Tokyo", "UTC", ""]
)


@st.composite
def rules(draw: st.DrawFn, start: date, zone: str) -> str:
    own = codes[start.weekday()]
    kind = draw(st.sampled_from(["WEEKLY", "WEEKLY", "MONTHLY", "DAILY", "SETPOS", "MONTHDAY"]))
    parts = [f"FREQ={kind if kind in ('WEEKLY', 'MONTHLY', 'DAILY') else 'MONTHLY'}"]
    nth = (start.day - 1) // 7 + 1
    if kind == "WEEKLY":
        others = draw(st.lists(st.sampled_from(codes), max_size=2))
        parts.append(f"BYDAY={','.join(dict.fromkeys([own, *others]))}")
        parts += draw(st.sampled_from([[], ["WKST=SU"]]))
    elif kind == "MONTHLY":
        parts.append(f"BYDAY={nth}{own}")
    elif kind == "SETPOS":
        parts += [f"BYDAY={own}", f"BYSETPOS={nth}"]
    elif kind == "MONTHDAY":
        parts.append(f"BYMONTHDAY={start.day}")
    if (interval := draw(st.integers(1, 3))) > 1:
        parts.append(f"INTERVAL={interval}")
    end = draw(st.sampled_from(["", "COUNT", "COUNT", "UNTIL"]))
    if end == "COUNT":
        parts.append(f"COUNT={draw(st.integers(1, 30))}")
    elif end == "UNTIL":
        until = start + timedelta(days=draw(st.integers(0, 500)))
        # RFC 5545: in UTC, but of times without a zone without one.
        parts.append(f"UNTIL={until:%Y%m%d}T{draw(clocks):%H%M%S}{'Z' if zone else ''}")
    return ";".join(parts)


@st.composite
def events(draw: st.DrawFn) -> bytes:
    day, clock, zone = draw(days), draw(clocks), draw(zones)
    start = datetime.combine(day, clock)
    suffix = "Z" if zone == "UTC" else ""
    parameter = "" if zone in ("UTC", "") else f";TZID={zone}"

    def at(name: str, moment: datetime) -> str:
        return f"{name}{parameter}:{moment:%Y%m%dT%H%M%S}{suffix}"

    moved: list[str] = []
    lines = ["UID:a", "SUMMARY:x", at("DTSTART", start)]
    if minutes := draw(st.sampled_from([0, 30, 120, 600])):
        lines.append(at("DTEND", start + timedelta(minutes=minutes)))
    if draw(st.integers(0, 4)):
        lines.append(f"RRULE:{draw(rules(day, zone))}")
        weeks = draw(st.lists(st.integers(1, 20), max_size=4, unique=True))
        if draw(st.booleans()):
            # The first date is one in any case.
            new = at("DTSTART", start + timedelta(days=draw(st.integers(0, 9)), hours=1))
            moved = ["UID:a", "SUMMARY:x", at("RECURRENCE-ID", start), new]
        lines += [at("EXDATE", start + timedelta(weeks=week)) for week in weeks]
    for more in draw(st.lists(st.integers(1, 300), max_size=2, unique=True)):
        lines.append(at("RDATE", start + timedelta(days=more)))
    return calendar("\n".join(lines), *(["\n".join(moved)] if moved else []))


def moments_of(data: bytes, first: date, last: date) -> Counter[datetime]:
    parsed = icalendar.Calendar.from_ical(data)
    found = recurring_ical_events.of(parsed).between(first, last + timedelta(days=1))
    starts = [one["DTSTART"].dt for one in found]
    return Counter(
        (start if start.tzinfo else start.replace(tzinfo=OSLO)).astimezone(UTC) for start in starts
    )


@settings(max_examples=400, deadline=None)
@given(events())
def test_record_has_the_dates_that_another_program_gives(data: bytes) -> None:
    (found,) = read_calendar(data)
    hypothesis_event("error" if found.errors else found.record["dates"][0]["kind"])
    if found.errors:
        assert found.record["dates"] == []
        return
    first, last = date(2025, 12, 1), date(2029, 6, 30)
    said = happenings(dates_of(found.record["dates"]), first, last, Calendar())
    window = [
        moment
        for moment in moments_of(data, first, last).elements()
        if first <= moment.astimezone(OSLO).date() <= last
    ]
    assert Counter(one.starts for one in said) == Counter(window)
