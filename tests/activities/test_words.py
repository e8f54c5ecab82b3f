"""Dates of activities as people read them. 23 November 2026 is a Monday."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from wagtail_hjelp.activities.words import (
    dates_text,
    limits_text,
    local_times_text,
    nth_weekday_text,
    occurrence_text,
    series_text,
    times_text,
)
from wagtail_hjelp.schedule import (
    Break,
    Calendar,
    Dates,
    Listed,
    Monthly,
    Once,
    Times,
    Weekly,
    happenings,
)

TODAY = date(2026, 11, 23)
CAFE = Times(14 * 60, 16 * 60)
NIGHT = Times(22 * 60, 4 * 60)
OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def weekly(*weekdays, every=1, **fields):
    return Weekly("a", fields.pop("first", TODAY), weekdays, every=every, **fields)


def monthly(weekday, *ordinals, every=1, **fields):
    first = fields.pop("first", TODAY)
    return Monthly("a", first, weekday, ordinals, every=every, **fields)


def local(text):
    """A moment in UTC, by the clock in Oslo."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


def occurrences(*rows, today=TODAY):
    """What rows come to, each occurrence in words."""
    last = today + timedelta(days=400)
    return [
        occurrence_text(one.starts, one.ends, one.all_day, one.day, one.last_day, today)
        for one in happenings(Dates(rows), today - timedelta(days=30), last, Calendar())
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "text"),
    [
        (14 * 60, 16 * 60, "14:00–16:00"),
        (14 * 60 + 30, 15 * 60 + 45, "14:30–15:45"),
        (18 * 60, None, "from 18:00"),
        (None, None, "all day"),
        (22 * 60, 4 * 60, "22:00–04:00 the next day"),
        (20 * 60, 0, "20:00–24:00"),
        (0, 0, "day and night"),
        (0, 60, "00:00–01:00"),
        (12 * 60, 12 * 60, "12:00–12:00 the next day"),
    ],
)
def test_times_of_a_day(starts, ends, text):
    assert times_text(starts, ends) == text


def test_all_day_has_no_times_whatever_is_stored():
    assert times_text(0, 0, all_day=True) == "all day"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("nb", ["14–16", "14.30–16", "22–04 neste dag"]),
        ("uk", ["14:00–16:00", "14:30–16:00", "22:00–04:00 наступного дня"]),
        ("ar", ["14:00–16:00", "14:30–16:00", "22:00–04:00 في اليوم التالي"]),
    ],
)
def test_times_are_by_the_clock_of_the_language(language, texts):
    with translation.override(language):
        found = [times_text(14 * 60, 16 * 60), times_text(870, 960), times_text(22 * 60, 4 * 60)]
    assert found == texts


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (weekly(2), "Every Wednesday"),
        (weekly(0, 3), "Every Monday and Thursday"),
        (weekly(0, 2, 4), "Every Monday, Wednesday and Friday"),
        (weekly(6, 5), "Every Saturday and Sunday"),
        (weekly(0, 1, 2, 3, 4), "Every week, Monday–Friday"),
        (weekly(0, 1, 2, 5), "Every week, Monday–Wednesday, Saturday"),
        (weekly(5, 6, 0), "Every week, Saturday–Monday"),
        (weekly(*range(7)), "Every day"),
        (weekly(1, every=2), "Every other Tuesday"),
        (weekly(1, 3, every=2), "Every other week on Tuesday and Thursday"),
        (weekly(*range(7), every=2), "Every other week, every day"),
        (weekly(0, every=3), "Every third week on Monday"),
        (weekly(0, 3, every=3), "Every third week on Monday and Thursday"),
        (weekly(4, every=4), "Every fourth week on Friday"),
        (weekly(4, every=6), "Every 6 weeks on Friday"),
        (weekly(1, 2, 3, every=6), "Every 6 weeks, Tuesday–Thursday"),
        (monthly(1, 1), "The first Tuesday of the month"),
        (monthly(1, 1, 3), "The first Tuesday and the third Tuesday of the month"),
        (
            monthly(6, -1, 4, 2),
            "The second Sunday, the fourth Sunday and the last Sunday of the month",
        ),
        (monthly(3, -1, every=2), "The last Thursday of every other month"),
        (monthly(4, -1, every=3), "The last Friday of every third month"),
        (monthly(0, 2, every=6), "The second Monday, every 6 months"),
        (
            monthly(6, 1, every=12, first=date(2026, 12, 6)),
            "The first Sunday of December every year",
        ),
    ],
)
def test_series_is_said_as_people_say_it(row, text):
    assert series_text(row) == text


def test_days_of_a_series_are_in_the_order_of_the_language():
    # Weeks begin on Saturday in Arabic.
    with translation.override("ar"):
        text = series_text(weekly(0, 5))
    assert text.index("السبت") < text.index("الاثنين")


def test_every_weekday_and_ordinal_has_a_phrase_of_its_own():
    found = {nth_weekday_text(nth, day) for nth in (1, 2, 3, 4, -1) for day in range(7)}
    assert len(found) == 35
    assert {"the first Monday", "the fourth Wednesday", "the last Sunday"} < found
    single = {series_text(weekly(day, every=every)) for day in range(7) for every in (1, 2)}
    assert len(single) == 14


@pytest.mark.parametrize(
    ("first", "until", "text"),
    [
        (TODAY, None, ""),
        (date(2026, 9, 2), None, ""),
        (TODAY, date(2026, 12, 16), "until 16 December"),
        (TODAY, date(2027, 6, 16), "until 16 June 2027"),
        (date(2026, 12, 2), None, "starting 2 December"),
        (date(2026, 12, 2), date(2027, 6, 16), "from 2 December until 16 June 2027"),
    ],
)
def test_limits_of_a_series(first, until, text):
    assert limits_text(weekly(2, first=first, until=until), TODAY) == text


def test_dates_are_a_line_for_each_row():
    rows = (
        weekly(2, until=date(2026, 12, 16), not_on_holidays=True, times=CAFE),
        weekly(1, every=2, times=Times(18 * 60)),
        monthly(1, 1),
        Once("b", date(2026, 12, 24), date(2026, 12, 24), NIGHT),
        Once("c", date(2026, 12, 27), date(2026, 12, 30)),
        Once("d", date(2026, 12, 27), date(2026, 12, 30), Times(17 * 60)),
        Once("e", date(2027, 1, 1), date(2027, 1, 3), Times(18 * 60, 0)),
        Listed("f", (date(2026, 12, 9), date(2026, 12, 2)), CAFE),
    )
    assert dates_text(Dates(rows), TODAY) == [
        "Every Wednesday, 14:00–16:00, until 16 December, not on public holidays",
        "Every other Tuesday, from 18:00",
        "The first Tuesday of the month, all day",
        "Thursday 24 December, 22:00–04:00 the next day",
        "27–30 December",
        "27–30 December, from 17:00",
        "Friday 1 January 2027 at 18:00 – Sunday 3 January 2027 at 24:00",
        "Wednesday 2 December and Wednesday 9 December, 14:00–16:00",
    ]


def test_dates_never_say_today():
    assert dates_text(Dates((Once("a", TODAY, TODAY, CAFE),)), TODAY) == [
        "Monday 23 November, 14:00–16:00"
    ]


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "Monday 30 November, all day"),
        (
            5,
            "Monday 30 November, Monday 7 December, Monday 14 December, Monday 21 December and "
            "Monday 28 December, all day",
        ),
        (
            6,
            "Monday 30 November, Monday 7 December, Monday 14 December, Monday 21 December, "
            "Monday 28 December and 1 more, all day",
        ),
        (
            8,
            "Monday 30 November, Monday 7 December, Monday 14 December, Monday 21 December, "
            "Monday 28 December and 3 more, all day",
        ),
    ],
)
def test_of_many_dates_the_next_five_are_said_and_the_rest_counted(count, text):
    past = [date(2026, 11, 9), date(2026, 11, 16)]
    days = [date(2026, 11, 30) + timedelta(weeks=number) for number in range(count)]
    assert dates_text(Dates((Listed("a", (*past, *days)),)), TODAY) == [text]


def test_rows_that_are_over_are_left_out():
    over = (
        weekly(2, first=date(2026, 1, 7), until=date(2026, 11, 18), times=CAFE),
        Once("b", date(2026, 11, 20), date(2026, 11, 22)),
        Listed("c", (date(2026, 11, 2), date(2026, 11, 9))),
    )
    coming = Once("d", date(2026, 11, 20), TODAY)
    assert dates_text(Dates((*over, coming)), TODAY) == ["20–23 November"]


def test_what_is_over_altogether_says_when_it_was():
    rows = (
        weekly(2, first=date(2025, 1, 8), until=date(2025, 12, 17), times=CAFE),
        Listed("c", (date(2026, 11, 2),)),
    )
    pause = Break(date(2026, 12, 21), date(2027, 1, 3))
    assert dates_text(Dates(rows, (pause,)), TODAY) == [
        "Every Wednesday, 14:00–16:00, until 17 December 2025",
        "Monday 2 November, all day",
    ]


def test_breaks_to_come_follow_the_series():
    breaks = (
        Break(date(2027, 2, 22), date(2027, 2, 26)),
        Break(date(2026, 12, 21), date(2027, 1, 3)),
        Break(date(2026, 12, 2), date(2026, 12, 2)),
        Break(date(2026, 10, 5), date(2026, 10, 9)),
    )
    assert dates_text(Dates((weekly(2, times=CAFE),), breaks), TODAY) == [
        "Every Wednesday, 14:00–16:00",
        "Not Wednesday 2 December",
        "Not 21 December – 3 January 2027",
        "Not 22–26 February 2027",
    ]
    once = Once("a", date(2026, 12, 24), date(2026, 12, 24), CAFE)
    assert dates_text(Dates((once,), breaks), TODAY) == ["Thursday 24 December, 14:00–16:00"]


def test_nothing_said_is_no_line():
    assert dates_text(Dates(), TODAY) == []


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (Once("a", TODAY, TODAY, CAFE), "Today, 14:00–16:00"),
        (Once("a", TODAY, TODAY), "Today, all day"),
        (Once("a", date(2026, 11, 24), date(2026, 11, 24)), "Tomorrow, all day"),
        (
            Once("a", date(2026, 11, 24), date(2026, 11, 24), NIGHT),
            "Tomorrow, 22:00–04:00 the next day",
        ),
        (
            Once("a", date(2026, 12, 24), date(2026, 12, 24), CAFE),
            "Thursday 24 December, 14:00–16:00",
        ),
        (
            Once("a", date(2026, 12, 24), date(2026, 12, 24), Times(18 * 60)),
            "Thursday 24 December, from 18:00",
        ),
        (
            Once("a", date(2026, 12, 24), date(2026, 12, 24), Times(20 * 60, 0)),
            "Thursday 24 December, 20:00–24:00",
        ),
        (Once("a", date(2027, 1, 1), date(2027, 1, 1), CAFE), "Friday 1 January 2027, 14:00–16:00"),
        (Once("a", date(2026, 12, 24), date(2026, 12, 26)), "24–26 December"),
        (Once("a", date(2026, 12, 24), date(2027, 1, 2)), "24 December – 2 January 2027"),
        (Once("a", TODAY, date(2026, 11, 24)), "23–24 November"),
        (
            Once("a", date(2026, 12, 24), date(2026, 12, 26), Times(18 * 60)),
            "24–26 December, from 18:00",
        ),
        (
            Once("a", date(2026, 12, 24), date(2026, 12, 26), Times(18 * 60, 12 * 60)),
            "Thursday 24 December at 18:00 – Saturday 26 December at 12:00",
        ),
        (
            Once("a", date(2026, 12, 24), date(2026, 12, 25), Times(18 * 60, 12 * 60)),
            "Thursday 24 December, 18:00–12:00 the next day",
        ),
        (
            Once("a", date(2026, 12, 24), date(2026, 12, 25), Times(18 * 60, 0)),
            "Thursday 24 December at 18:00 – Friday 25 December at 24:00",
        ),
    ],
)
def test_occurrence_is_said_as_people_say_it(row, text):
    assert occurrences(row) == [text]


def test_occurrences_of_a_series_are_the_same_on_both_sides_of_a_clock_change():
    # Clocks go back on 25 October 2026 and forward on 28 March 2027.
    row = Weekly("a", date(2026, 10, 24), (5, 6), until=date(2026, 11, 1), times=NIGHT)
    assert occurrences(row, today=date(2026, 10, 20)) == [
        "Saturday 24 October, 22:00–04:00 the next day",
        "Sunday 25 October, 22:00–04:00 the next day",
        "Saturday 31 October, 22:00–04:00 the next day",
        "Sunday 1 November, 22:00–04:00 the next day",
    ]


def test_end_in_the_hour_that_comes_twice_is_not_said_as_the_next_day():
    starts = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)  # 02:50, for the first time
    ends = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 02:10, for the second
    day = date(2026, 10, 25)
    assert occurrence_text(starts, ends, False, day, day, TODAY) == "Sunday 25 October, from 02:50"


def test_occurrence_that_was_moved_is_said_by_its_new_times():
    starts, ends = local("2026-12-03 18:00"), local("2026-12-03 20:00")
    day = date(2026, 12, 3)
    text = occurrence_text(starts, ends, False, day, day, TODAY)
    assert text == "Thursday 3 December, 18:00–20:00"


def test_times_below_the_heading_of_their_day():
    starts = local("2026-12-24 18:00")
    assert [
        local_times_text(starts, local("2026-12-24 20:30")),
        local_times_text(starts, local("2026-12-25 02:00")),
        local_times_text(starts, local("2026-12-26 12:00")),
        local_times_text(starts, None),
        local_times_text(local("2026-12-24 00:00"), local("2026-12-25 00:00"), all_day=True),
    ] == ["18:00–20:30", "18:00–02:00 the next day", "from 18:00", "from 18:00", "all day"]


def test_norwegian_dates_begin_with_a_capital_only_at_the_start():
    with translation.override("nb"):
        assert occurrences(Once("a", date(2026, 12, 24), date(2026, 12, 24), CAFE)) == [
            "Torsdag 24. desember, 14–16"
        ]
        assert occurrences(Once("a", date(2026, 12, 24), date(2026, 12, 26))) == [
            "24.–26. desember"
        ]
