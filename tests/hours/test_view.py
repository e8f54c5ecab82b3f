"""Hours as a page says them: the week, periods, dates, closures, in the reader's own order."""

from datetime import date, datetime

import pytest
from django.utils import translation

from tests.hours.conftest import OSLO, local
from wagtail_hjelp.hours.view import HoursView
from wagtail_hjelp.hours.words import clock_range, date_range_text, days_text
from wagtail_hjelp.schedule import (
    AS_SUNDAY,
    AS_USUAL,
    CLOSED,
    Calendar,
    Closure,
    DatedException,
    Effect,
    NamedDay,
    Period,
    Rules,
    Schedule,
    Span,
    SpecialDay,
    State,
    WeeklyRow,
    Weeks,
    minutes,
)

MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=OSLO)
WEEKDAYS = (0, 1, 2, 3, 4)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def span(opens: str, closes: str, state: State = State.OPEN) -> Span:
    return Span(minutes(opens), minutes(closes), state)


def row(days, opens, closes, state=State.OPEN, weeks=Weeks.EVERY):
    return WeeklyRow(tuple(days), span(opens, closes, state), weeks)


OFFICE = row(WEEKDAYS, "08:00", "15:30")


def shown(now=MORNING, calendar=None, **rules):
    return HoursView(Schedule(Rules(**rules), calendar or Calendar())).shown(now)


def week(**rules):
    return [str(section) for section in shown(**rules).sections]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"weekly": (OFFICE,), "holidays": CLOSED}, "Weekends and public holidays closed"),
        ({"weekly": (OFFICE,), "holidays": AS_USUAL}, "Weekends closed · Public holidays as usual"),
        (
            {"weekly": (OFFICE,), "holidays": AS_SUNDAY},
            "Weekends and public holidays closed",
        ),
        (
            {"weekly": (OFFICE,), "holidays": Effect.until(minutes("12:00"))},
            "Weekends closed · Public holidays as usual, but closes at 12:00",
        ),
        (
            {"weekly": (OFFICE,), "holidays": Effect.hours(span("10:00", "14:00"))},
            "Public holidays 10:00–14:00 · Weekends closed",
        ),
        ({"weekly": (OFFICE,)}, "Weekends closed · Public holidays not stated"),
    ],
)
def test_public_holidays_stand_with_the_days_that_are_like_them(rules, expected):
    assert week(**rules) == [f"Monday–Friday 08:00–15:30 · {expected}"]


def test_holidays_as_sunday_stand_with_sunday():
    rows = (row(range(6), "10:00", "18:00"), row((6,), "12:00", "16:00"))
    assert week(weekly=rows, holidays=AS_SUNDAY) == [
        "Monday–Saturday 10:00–18:00 · Sunday and public holidays 12:00–16:00"
    ]


def test_days_that_are_alike_stand_together_though_others_lie_between():
    rows = (row((0, 2, 4), "10:00", "12:00"), row((1, 3), "13:00", "15:00"))
    assert week(weekly=rows, holidays=CLOSED) == [
        "Monday, Wednesday, Friday 10:00–12:00 · Tuesday, Thursday 13:00–15:00 · "
        "Weekends and public holidays closed"
    ]


def test_odd_and_even_weeks_differ_in_their_lines_only():
    rows = (
        OFFICE,
        row((5,), "10:00", "14:00", weeks=Weeks.ODD),
        row((5,), "12:00", "16:00", weeks=Weeks.EVEN),
    )
    assert week(weekly=rows, holidays=CLOSED) == [
        "Monday–Friday 08:00–15:30 · Saturday in even weeks 12:00–16:00 · "
        "Saturday in odd weeks 10:00–14:00 · Sunday and public holidays closed"
    ]


def test_watch_from_friday_afternoon_to_monday_morning_is_one_stretch():
    rows = (row(WEEKDAYS, "15:30", "08:00"), row((5, 6), "08:00", "08:00"))
    assert week(weekly=rows, holidays=Effect.hours(span("08:00", "08:00"))) == [
        "Monday–Thursday 15:30–08:00 · Friday 15:30 – Monday 08:00 open · "
        "Public holidays 08:00–08:00 the next day"
    ]


def test_always_open_but_for_a_piece_shows_what_is_left():
    rows = (row((1,), "08:00", "15:30", State.CLOSED),)
    assert week(weekly=rows, always=State.OPEN) == [
        "Tuesday 00:00–08:00, 15:30–24:00 · Otherwise day and night · Public holidays not stated"
    ]


def test_by_appointment_at_all_other_times():
    rows = (row((0,), "12:00", "15:00"), WeeklyRow((6,), None))
    assert week(weekly=rows, always=State.BY_APPOINTMENT, holidays=CLOSED) == [
        "Monday 12:00–15:00 · Otherwise by appointment · Sunday and public holidays closed"
    ]


def test_period_in_which_it_is_closed_says_so():
    july = Period(date(2026, 7, 1), date(2026, 7, 31), (WeeklyRow(tuple(range(7)), None),), True)
    assert week(weekly=(OFFICE,), periods=(july,), holidays=CLOSED)[1] == (
        "1 July – 31 July: Every day, public holidays too closed"
    )


def test_period_that_has_ended_is_not_mentioned():
    past = Period(date(2026, 6, 1), date(2026, 8, 1), (row((0,), "10:00", "12:00"),))
    assert week(weekly=(OFFICE,), periods=(past,), holidays=CLOSED) == [
        "Monday–Friday 08:00–15:30 · Weekends and public holidays closed"
    ]


def test_arabic_week_begins_on_saturday():
    rows = (row((5,), "10:00", "12:00"), row((0, 1), "08:00", "09:00"))
    with translation.override("ar"):
        lines = shown(weekly=rows, holidays=CLOSED).sections[0].lines
        assert [line.times_text for line in lines[:2]] == ["10:00–12:00", "08:00–09:00"]
        assert days_text((5,)) == lines[0].days_text


# --- dates ----------------------------------------------------------------------------------

CHRISTMAS = {
    "weekly": (OFFICE,),
    "holidays": CLOSED,
    "named_days": (NamedDay("christmas_eve", Effect.until(minutes("12:00"))),),
    "exceptions": (
        DatedException(date(2026, 12, 28), date(2026, 12, 30), CLOSED, "christmas"),
        DatedException(date(2026, 12, 31), date(2026, 12, 31), AS_USUAL, "christmas"),
        DatedException(date(2026, 11, 28), date(2026, 11, 28), CLOSED, "illness"),
    ),
}


def test_other_hours_of_the_coming_thirty_days_with_their_reasons():
    found = shown(local("2026-12-01 10:00"), **CHRISTMAS).deviations
    assert [(one.date_text, one.times_text, one.reason) for one in found if not one.later] == [
        ("Thursday 24 December", "08:00–12:00", "Christmas Eve"),
        ("Friday 25 December", "closed", "Christmas Day"),
        ("28–30 December", "closed", "Christmas and New Year"),
    ]
    # In print also what comes later in the year.
    assert [one.date_text for one in found if one.later][:2] == [
        "Friday 1 January 2027",
        "Thursday 25 March 2027",
    ]


def test_day_that_is_as_usual_after_all_is_no_deviation():
    found = shown(local("2026-11-23 10:00"), **CHRISTMAS).deviations
    # Closed on a Saturday, as on every Saturday; open on New Year's Eve, as on every Thursday.
    assert {one.first for one in found} & {date(2026, 11, 28), date(2026, 12, 31)} == set()


def test_holiday_of_which_nobody_has_said_anything_is_not_stated():
    found = shown(local("2026-12-20 10:00"), weekly=(OFFICE,)).deviations
    assert [(one.date_text, one.times_text) for one in found if not one.later] == [
        ("Friday 25 December", "hours not stated"),
        ("Friday 1 January 2027", "hours not stated"),
    ]


def test_special_day_of_the_municipality_holds_for_those_that_follow():
    day = SpecialDay(date(2026, 12, 4), date(2026, 12, 4), "planning_day", CLOSED)
    calendar = Calendar(special_days=[day])
    follows = shown(
        calendar=calendar, weekly=(OFFICE,), holidays=CLOSED, follows_calendar=True
    ).deviations
    first = follows[0]
    assert (first.date_text, first.times_text, first.reason) == (
        "Friday 4 December",
        "closed",
        "Planning day",
    )
    assert shown(calendar=calendar, weekly=(OFFICE,), holidays=CLOSED).deviations[0].first == (
        date(2026, 12, 25)
    )


@pytest.mark.parametrize(
    ("closure", "expected"),
    [
        (Closure(), ["Closed until further notice."]),
        (Closure(None, date(2026, 12, 7)), ["Temporarily closed. Opens again 7 December."]),
        (
            Closure(None, date(2027, 1, 7), "illness", True),
            ["Temporarily closed. Opens again about 7 January 2027. Illness."],
        ),
        (
            Closure(date(2026, 12, 1), date(2026, 12, 7)),
            ["Closed from 1 December. Opens again 7 December."],
        ),
        (Closure(date(2026, 12, 1)), ["Closed from 1 December until further notice."]),
        (Closure(date(2027, 3, 1), date(2027, 4, 1)), []),
        (Closure(None, date(2026, 11, 23)), []),
    ],
)
def test_closed_for_some_time_is_told_now_and_in_the_month_before(closure, expected):
    assert shown(weekly=(OFFICE,), holidays=CLOSED, closures=(closure,)).notices == expected


# --- the label ------------------------------------------------------------------------------


def labels(schedule_rules, *times):
    view = HoursView(Schedule(Rules(**schedule_rules), Calendar()))
    return [
        f"{now.label} {now.detail}".strip()
        for now in (view.shown(local(time)).coming.now for time in times)
    ]


def test_label_says_until_when_or_when_next_as_one_would_say_it_that_day():
    assert labels(
        {"weekly": (OFFICE,), "holidays": CLOSED},
        "2026-11-23 10:00",
        "2026-11-23 07:00",
        "2026-11-23 15:30",
        "2026-11-27 16:00",
        "2026-12-24 16:00",
    ) == [
        "Open now until 15:30",
        "Closed now opens today at 08:00",
        "Closed now opens tomorrow at 08:00",
        "Closed now opens Monday at 08:00",
        "Closed now opens Monday at 08:00",
    ]


def test_label_of_a_night_and_of_a_day_that_ends_at_midnight():
    night = {"weekly": (row(range(7), "20:00", "08:00"),), "holidays": AS_USUAL}
    assert labels(night, "2026-11-23 21:00", "2026-11-24 01:00") == [
        "Open now until tomorrow at 08:00",
        "Open now until 08:00",
    ]
    evening = {"weekly": (row((0,), "20:00", "00:00"),), "holidays": AS_USUAL}
    assert labels(evening, "2026-11-23 21:00", "2026-11-24 00:00") == [
        "Open now until 24:00",
        "Closed now opens Monday at 20:00",
    ]
    weekend = {"weekly": (row((5, 6), "00:00", "00:00"),), "holidays": AS_USUAL}
    assert labels(weekend, "2026-11-28 21:00", "2026-11-29 21:00") == [
        "Open now until tomorrow at 24:00",
        "Open now until 24:00",
    ]


def test_label_far_ahead_names_the_date():
    summer = Period(date(2026, 6, 1), date(2026, 8, 31), (row(range(7), "10:00", "18:00"),), True)
    closed = WeeklyRow(tuple(range(7)), None)
    rules = {"weekly": (closed,), "periods": (summer,), "holidays": AS_USUAL}
    assert labels(rules, "2026-11-23 10:00") == [
        "Closed now opens Tuesday 1 June 2027 at 10:00",
    ]


def test_label_of_what_nobody_has_stated():
    assert labels({"exceptions": CHRISTMAS["exceptions"]}, "2026-11-23 10:00") == [
        "Opening hours are not stated"
    ]
    assert labels({"weekly": (OFFICE,)}, "2026-12-25 07:00", "2026-12-25 16:00") == [
        "Hours today are not stated Christmas Day",
        "Hours today are not stated Christmas Day",
    ]


def test_label_promises_no_opening_beyond_hours_that_nobody_knows():
    assert labels({"weekly": (OFFICE,)}, "2026-12-24 18:00", "2026-12-26 10:00") == [
        "Closed now the hours on Friday 25 December are not stated",
        "Closed now opens Monday at 08:00",
    ]


def test_label_promises_no_meeting_beyond_a_closure_whose_end_is_a_guess():
    rules = {
        "weekly": (row(WEEKDAYS, "08:00", "15:00", State.BY_APPOINTMENT),),
        "holidays": CLOSED,
        "closures": (Closure(date(2026, 12, 1), date(2026, 12, 10), "", True),),
    }
    assert labels(rules, "2026-11-30 16:00", "2026-12-01 10:00") == [
        "Closed now",
        "Temporarily closed",
    ]


def test_label_of_hours_that_are_all_by_appointment_tells_when_the_next_are():
    rules = {
        "weekly": (row((0, 2), "08:00", "15:00", State.BY_APPOINTMENT),),
        "holidays": CLOSED,
    }
    assert labels(rules, "2026-11-22 20:00", "2026-11-23 09:00", "2026-11-23 15:00") == [
        "Closed now by appointment tomorrow at 08:00",
        "By appointment",
        "Closed now by appointment Wednesday at 08:00",
    ]


def test_label_by_appointment_tells_when_one_may_just_come():
    rules = {"always": State.BY_APPOINTMENT, "weekly": (row((0,), "12:00", "15:00"),)}
    assert labels(rules, "2026-11-24 10:00") == ["By appointment now opens Monday at 12:00"]


# --- words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("08:00–15:30", "Monday–Friday", "24–26 December")),
        ("nb", ("08–15.30", "mandag–fredag", "24.–26. desember")),
        ("nn", ("08–15.30", "måndag–fredag", "24.–26. desember")),
        ("uk", ("08:00–15:30", "понеділок–п’ятниця", "24–26 грудня")),
        ("pl", ("08:00–15:30", "poniedziałek–piątek", "24–26 grudnia")),
        ("ru", ("08:00–15:30", "понедельник–пятница", "24–26 декабря")),
    ],
)
def test_each_language_has_its_clock_its_days_and_its_dates(language, expected):
    with translation.override(language):
        dates = date_range_text(date(2026, 12, 24), date(2026, 12, 26), date(2026, 12, 1))
        found = (clock_range(480, 930), days_text(WEEKDAYS), dates)
    assert found == expected
