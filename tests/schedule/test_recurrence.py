"""Dates as an editor would say them, and what happens when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from wagtail_hjelp.schedule import (
    UNSTATED_LENGTH,
    Break,
    Calendar,
    Dates,
    Happening,
    Listed,
    Monthly,
    Once,
    Times,
    Weekly,
    Zone,
    happenings,
    is_endless,
    minutes,
    mismatch,
    over_at,
    rule_of,
)

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
AFTERNOON = Times(minutes("14:00"), minutes("16:00"))


def times(text: str) -> Times:
    """Return the times of ``"14:00-16:00"``, or of ``"14:00"`` with no end."""
    starts, _, ends = text.partition("-")
    return Times(minutes(starts), minutes(ends) if ends else None)


def day(text: str) -> date:
    return date.fromisoformat(text)


def found(*rows, first="2026-01-01", last="2027-12-31", breaks=(), calendar=None):
    return happenings(
        Dates(tuple(rows), tuple(breaks)), day(first), day(last), calendar or Calendar()
    )


def days(*rows, **kwargs) -> list[str]:
    return [str(happening.day) for happening in found(*rows, **kwargs)]


def utc(happening: Happening) -> str:
    """Return from when to when in UTC: ``"29 01:30-29 02:00"``."""
    starts, ends = happening.starts, happening.ends
    assert starts.tzinfo is UTC and (ends is None or ends.tzinfo is UTC)
    return f"{starts:%d %H:%M}-" + (f"{ends:%d %H:%M}" if ends else "")


# --- as people say it ------------------------------------------------------------------------


def test_the_wednesday_cafe_until_christmas_but_not_in_the_autumn_holiday():
    cafe = Weekly("cafe", day("2026-09-16"), (WED,), until=day("2026-12-23"), times=AFTERNOON)
    autumn_holiday = Break(day("2026-10-05"), day("2026-10-09"))
    assert days(cafe, breaks=[autumn_holiday]) == [
        *("2026-09-16", "2026-09-23", "2026-09-30"),
        *("2026-10-14", "2026-10-21", "2026-10-28"),
        *("2026-11-04", "2026-11-11", "2026-11-18", "2026-11-25"),
        *("2026-12-02", "2026-12-09", "2026-12-16", "2026-12-23"),
    ]


def test_cafe_is_at_the_same_time_by_the_wall_clock_on_both_sides_of_a_clock_change():
    cafe = Weekly("cafe", day("2026-10-21"), (WED,), until=day("2026-10-28"), times=AFTERNOON)
    assert found(cafe) == [
        Happening(
            row="cafe",
            day=date(2026, 10, 21),
            starts=datetime(2026, 10, 21, 12, tzinfo=UTC),
            ends=datetime(2026, 10, 21, 14, tzinfo=UTC),
            all_day=False,
            last_day=date(2026, 10, 21),
        ),
        Happening(
            row="cafe",
            day=date(2026, 10, 28),
            starts=datetime(2026, 10, 28, 13, tzinfo=UTC),
            ends=datetime(2026, 10, 28, 15, tzinfo=UTC),
            all_day=False,
            last_day=date(2026, 10, 28),
        ),
    ]


def test_dinner_on_christmas_eve_lasts_into_christmas_day_and_belongs_to_christmas_eve():
    eve = day("2026-12-24")
    assert found(Once("dinner", eve, eve, times("22:00-04:00"))) == [
        Happening(
            row="dinner",
            day=eve,
            starts=datetime(2026, 12, 24, 21, tzinfo=UTC),
            ends=datetime(2026, 12, 25, 3, tzinfo=UTC),
            all_day=False,
            last_day=eve,
        )
    ]
    assert found(Once("dinner", eve, eve, times("22:00-04:00")), first="2026-12-25") == []


def test_weekend_camp_is_one_happening_from_friday_evening_to_sunday_noon():
    camp = Once("camp", day("2026-06-12"), day("2026-06-14"), times("18:00-12:00"))
    assert found(camp) == [
        Happening(
            row="camp",
            day=date(2026, 6, 12),
            starts=datetime(2026, 6, 12, 16, tzinfo=UTC),
            ends=datetime(2026, 6, 14, 10, tzinfo=UTC),
            all_day=False,
            last_day=date(2026, 6, 14),
        )
    ]


def test_camp_of_whole_days_lasts_from_midnight_to_midnight_across_the_clock_change():
    camp = Once("camp", day("2026-03-27"), day("2026-03-29"))
    assert found(camp) == [
        Happening(
            row="camp",
            day=date(2026, 3, 27),
            starts=datetime(2026, 3, 26, 23, tzinfo=UTC),
            ends=datetime(2026, 3, 29, 22, tzinfo=UTC),
            all_day=True,
            last_day=date(2026, 3, 29),
        )
    ]


@pytest.mark.parametrize("midnight", ["00:00", "24:00"])
def test_camp_that_ends_at_midnight_has_all_of_its_last_day(midnight):
    camp = Once("camp", day("2026-06-12"), day("2026-06-14"), times(f"18:00-{midnight}"))
    assert [utc(one) for one in found(camp)] == ["12 16:00-14 22:00"]


def test_first_tuesday_of_the_month_and_never_on_a_public_holiday():
    # The first Tuesday of May 2029 is 1 May.
    relatives = Monthly("relatives", day("2029-03-06"), TUE, (1,), until=day("2029-07-03"))
    asked = {"first": "2029-01-01", "last": "2029-12-31"}
    assert days(relatives, **asked) == [
        *("2029-03-06", "2029-04-03", "2029-05-01", "2029-06-05", "2029-07-03"),
    ]
    not_on_holidays = Monthly(
        *("relatives", day("2029-03-06"), TUE, (1,)),
        until=day("2029-07-03"),
        not_on_holidays=True,
    )
    assert days(not_on_holidays, **asked) == [
        *("2029-03-06", "2029-04-03", "2029-06-05", "2029-07-03"),
    ]


def test_dates_of_a_list_come_in_order_and_once_each():
    listed = Listed(
        "walks", (day("2026-12-30"), day("2026-12-27"), day("2026-12-30")), times("11:00-13:00")
    )
    assert [(str(one.day), utc(one)) for one in found(listed)] == [
        ("2026-12-27", "27 10:00-27 12:00"),
        ("2026-12-30", "30 10:00-30 12:00"),
    ]


def test_list_without_times_is_of_whole_days():
    assert [(one.all_day, utc(one)) for one in found(Listed("open", (day("2026-12-24"),)))] == [
        (True, "23 23:00-24 23:00")
    ]


# --- weeks -----------------------------------------------------------------------------------


def test_every_other_week_goes_on_across_new_year_whatever_the_weeks_are_called():
    # 2026 has a week 53, so that odd weeks follow each other.
    fortnightly = Weekly("f", day("2026-12-08"), (TUE,), every=2, until=day("2027-02-02"))
    assert days(fortnightly) == [
        *("2026-12-08", "2026-12-22", "2027-01-05", "2027-01-19", "2027-02-02"),
    ]


def test_weeks_begin_on_monday_so_sunday_and_the_monday_after_are_in_two_weeks():
    both = Weekly("b", day("2026-11-01"), (SUN, MON), every=2, until=day("2026-11-30"))
    assert days(both) == ["2026-11-01", "2026-11-09", "2026-11-15", "2026-11-23", "2026-11-29"]


def test_days_of_the_first_week_before_the_first_date_are_left_out():
    both = Weekly("b", day("2026-11-05"), (MON, THU), until=day("2026-11-16"))
    assert days(both) == ["2026-11-05", "2026-11-09", "2026-11-12", "2026-11-16"]


def test_until_is_the_last_day_itself():
    assert days(Weekly("w", day("2026-12-02"), (WED,), until=day("2026-12-09"))) == [
        *("2026-12-02", "2026-12-09"),
    ]
    assert days(Weekly("w", day("2026-12-02"), (WED,), until=day("2026-12-08"))) == ["2026-12-02"]
    assert days(Weekly("w", day("2026-12-02"), (WED,), until=day("2026-12-01"))) == []


def test_until_holds_for_what_starts_late_on_that_day():
    night = Weekly("n", day("2026-12-02"), (WED,), until=day("2026-12-02"), times=times("23:59"))
    assert days(night) == ["2026-12-02"]


# --- months ----------------------------------------------------------------------------------


def test_last_friday_is_the_fourth_or_the_fifth():
    last = Monthly("m", day("2026-01-30"), FRI, (-1,), until=day("2026-06-30"))
    assert days(last) == [
        *("2026-01-30", "2026-02-27", "2026-03-27", "2026-04-24", "2026-05-29", "2026-06-26"),
    ]


def test_fourth_that_is_also_the_last_comes_once():
    both = Monthly("m", day("2026-01-23"), FRI, (4, -1), until=day("2026-02-28"))
    assert days(both) == ["2026-01-23", "2026-01-30", "2026-02-27"]


def test_every_third_month_counts_from_the_month_of_the_first_date():
    quarterly = Monthly("m", day("2026-11-03"), TUE, (1,), every=3, until=day("2027-08-31"))
    assert days(quarterly) == ["2026-11-03", "2027-02-02", "2027-05-04", "2027-08-03"]


def test_last_day_of_february_in_a_leap_year():
    last = Monthly("m", day("2028-02-01"), TUE, (-1,))
    assert days(last, first="2028-02-01", last="2028-03-31") == ["2028-02-29", "2028-03-28"]


# --- holidays and breaks ---------------------------------------------------------------------


def test_public_holidays_are_left_out_if_so_said_and_days_with_a_name_are_not():
    thursdays = Weekly(
        *("t", day("2026-12-17"), (THU, FRI)), until=day("2027-01-01"), not_on_holidays=True
    )
    # Christmas Day and New Year's Day are Fridays; Christmas Eve and New Year's Eve are no
    # holidays.
    assert days(thursdays) == ["2026-12-17", "2026-12-18", "2026-12-24", "2026-12-31"]


def test_break_includes_its_first_and_last_day():
    daily = Weekly("d", day("2026-10-01"), tuple(range(7)), until=day("2026-10-08"))
    pause = Break(day("2026-10-03"), day("2026-10-05"))
    assert days(daily, breaks=[pause]) == [
        *("2026-10-01", "2026-10-02", "2026-10-06", "2026-10-07", "2026-10-08"),
    ]


def test_dates_said_outright_stay_in_a_break():
    rows = (
        Weekly("weekly", day("2026-10-06"), (TUE,), until=day("2026-10-13")),
        Monthly("monthly", day("2026-10-08"), THU, (2,), until=day("2026-10-31")),
        Once("once", day("2026-10-07"), day("2026-10-07")),
        Listed("listed", (day("2026-10-09"),)),
    )
    pause = Break(day("2026-10-05"), day("2026-10-11"))
    assert [(one.row, str(one.day)) for one in found(*rows, breaks=[pause])] == [
        ("once", "2026-10-07"),
        ("listed", "2026-10-09"),
        ("weekly", "2026-10-13"),
    ]


def test_break_without_rows_gives_nothing():
    assert days(breaks=[Break(day("2026-10-05"), day("2026-10-11"))]) == []


# --- what comes out --------------------------------------------------------------------------


def test_first_and_last_day_asked_about_are_included():
    daily = Weekly("d", day("2026-10-01"), tuple(range(7)))
    assert days(daily, first="2026-12-30", last="2027-01-01") == [
        *("2026-12-30", "2026-12-31", "2027-01-01"),
    ]
    assert days(daily, first="2026-12-31", last="2026-12-30") == []


def test_happenings_are_sorted_by_start_and_then_by_row():
    eve = day("2026-12-24")
    rows = [
        Once("c", eve, eve, times("18:00-20:00")),
        Once("b", eve, eve, times("10:00-11:00")),
        Once("a", eve, eve, times("18:00-19:00")),
        Listed("d", (eve, eve - timedelta(days=1)), times("23:00-23:30")),
    ]
    assert [(one.row, one.starts.day) for one in found(*rows)] == [
        *(("d", 23), ("b", 24), ("a", 24), ("c", 24), ("d", 24)),
    ]


def test_two_rows_that_give_the_same_date_are_two_happenings():
    wednesday = day("2026-12-02")
    weekly = Weekly("weekly", wednesday, (WED,), until=wednesday)
    assert [one.row for one in found(weekly, Once("once", wednesday, wednesday))] == [
        *("once", "weekly"),
    ]


def test_the_same_day_of_the_same_row_comes_once_and_the_first_row_holds():
    wednesday = day("2026-12-02")
    rows = (
        Once("same", wednesday, wednesday, times("10:00")),
        Once("same", wednesday, wednesday, times("09:00")),
    )
    assert [utc(one) for one in found(*rows)] == ["02 09:00-"]


def test_a_rule_costs_no_more_after_a_thousand_years():
    rows = {
        3 * 7: Weekly("w", day("0001-01-01"), (TUE, THU), every=3),
        5 * 31: Monthly("m", day("0001-01-31"), TUE, (1, -1), every=5),
    }
    for interval, row in rows.items():
        nearby = rule_of(row, day("2999-06-01"))[0].date()
        assert day("2999-06-01") - timedelta(days=interval) < nearby
        whole = [one.date() for one in rule_of(row, until=day("2999-12-31"))]
        assert [one.day for one in found(row, first="2999-06-01", last="2999-12-31")] == [
            one for one in whole if one >= day("2999-06-01")
        ]


def test_the_ends_of_the_calendar_are_no_error():
    rows = (
        Weekly("weekly", date.min, (SUN, SAT), every=52),
        Monthly("monthly", date.min, MON, (1, -1), every=52),
        Weekly("weekly", date(2, 5, 31), (SUN, SAT), every=52),
        Monthly("monthly", date(2, 5, 31), MON, (1, -1), every=52),
        Weekly("late", date.max, (SAT,)),
        Once("early", date.min, date.min),
    )
    answered = happenings(Dates(rows), date.min, date.max, Calendar())
    assert {one.row for one in answered} == {"weekly", "monthly"}
    assert answered == happenings(Dates(rows), date(2, 1, 1), date(9998, 12, 31), Calendar())


# --- the nights on which the clock changes ---------------------------------------------------

MARCH, OCTOBER = day("2026-03-29"), day("2026-10-25")


@pytest.mark.parametrize(
    ("night", "said", "expected"),
    [
        # 02:00 is 03:00: what does not occur is counted with the offset before.
        (MARCH, "02:30", "29 01:30-"),
        (MARCH, "02:30-04:00", "29 01:30-29 02:00"),
        (MARCH, "01:30-02:30", "29 00:30-29 01:30"),
        (MARCH, "01:00-06:00", "29 00:00-29 04:00"),
        # By the clock it would end before it begins: it lasts as long as was said.
        (MARCH, "02:30-03:00", "29 01:30-29 02:00"),
        (MARCH, "02:15-03:15", "29 01:15-29 02:15"),
        # 03:00 is 02:00: what occurs twice is the first.
        (OCTOBER, "02:30", "25 00:30-"),
        (OCTOBER, "02:30-03:00", "25 00:30-25 02:00"),
        (OCTOBER, "01:30-02:30", "24 23:30-25 00:30"),
        (OCTOBER, "01:00-06:00", "24 23:00-25 05:00"),
        # Nights that start on the day before.
        (MARCH - timedelta(days=1), "22:00-04:00", "28 21:00-29 02:00"),
        (OCTOBER - timedelta(days=1), "22:00-04:00", "24 20:00-25 03:00"),
        (MARCH - timedelta(days=1), "22:00-22:00", "28 21:00-29 20:00"),
        (OCTOBER - timedelta(days=1), "22:00-22:00", "24 20:00-25 21:00"),
        # The end of the day.
        (MARCH, "20:00-24:00", "29 18:00-29 22:00"),
        (MARCH, "20:00-00:00", "29 18:00-29 22:00"),
    ],
)
def test_times_of_a_night_with_a_clock_change(night, said, expected):
    assert [utc(one) for one in found(Once("o", night, night, times(said)))] == [expected]


def test_whole_days_have_23_and_25_hours():
    listed = Listed("l", (MARCH, OCTOBER))
    assert [one.ends - one.starts for one in found(listed)] == [
        *(timedelta(hours=23), timedelta(hours=25)),
    ]


def test_another_zone_has_other_moments():
    eve = day("2026-12-24")
    calendar = Calendar("America/New_York")
    assert [
        utc(one) for one in found(Once("o", eve, eve, times("18:00-20:00")), calendar=calendar)
    ] == ["24 23:00-25 01:00"]


# --- when it is over -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "over"),
    [
        (Once("o", MARCH, MARCH, times("10:00-12:00")), "2026-03-29T10:00"),
        (Once("o", MARCH, MARCH), "2026-03-29T22:00"),
        (Once("o", MARCH, MARCH, times("10:00")), "2026-03-29T09:00"),
        # Of several days the hour after the start would be on the first.
        (Once("o", day("2026-03-27"), MARCH, times("18:00")), "2026-03-29T22:00"),
    ],
)
def test_over_at_its_end_or_when_anybody_would_take_it_to_be(row, over):
    (happening,) = found(row)
    assert over_at(happening, Zone()) == datetime.fromisoformat(over).replace(tzinfo=UTC)


def test_an_unstated_length_is_an_hour():
    assert timedelta(hours=1) == UNSTATED_LENGTH


# --- questions about rules -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "mend"),
    [
        (Weekly("w", day("2026-11-24"), (TUE,)), None),
        (Weekly("w", day("2026-11-24"), (MON, TUE)), None),
        (Weekly("w", day("2026-11-24"), (WED,)), "2026-11-25"),
        (Weekly("w", day("2026-11-24"), (MON,)), "2026-11-30"),
        # Weeks are counted from that of the first date.
        (Weekly("w", day("2026-11-24"), (MON,), every=2), "2026-12-07"),
        (Weekly("w", day("2026-12-31"), (WED,)), "2027-01-06"),
        (Monthly("m", day("2026-12-01"), TUE, (1,)), None),
        (Monthly("m", day("2026-12-29"), TUE, (1, -1)), None),
        (Monthly("m", day("2026-12-08"), TUE, (1,)), "2027-01-05"),
        (Monthly("m", day("2026-12-08"), TUE, (1,), every=3), "2027-03-02"),
        (Monthly("m", day("2026-12-24"), FRI, (-1,)), "2026-12-25"),
        # The time of day, the end and the holidays are no part of the question.
        (Weekly("w", day("2026-11-24"), (TUE,), times=times("23:59")), None),
        (Weekly("w", day("2026-11-24"), (WED,), until=day("2026-11-24")), "2026-11-25"),
        (Weekly("w", day("2026-12-25"), (FRI,), not_on_holidays=True), None),
    ],
)
def test_first_date_that_the_rule_does_not_give_is_mended_with_the_first_that_it_gives(row, mend):
    assert mismatch(row) == (day(mend) if mend else None)


def test_a_first_date_that_does_not_match_is_no_date():
    weekly = Weekly("w", day("2026-11-24"), (WED,), until=day("2026-12-02"))
    assert days(weekly) == ["2026-11-25", "2026-12-02"]


def test_only_rules_without_an_end_are_endless():
    eve = day("2026-12-24")
    ended = (
        Once("o", eve, eve),
        Listed("l", (eve,)),
        Weekly("w", eve, (THU,), until=eve),
        Monthly("m", eve, THU, (4,), until=eve),
    )
    assert not is_endless(Dates())
    assert not is_endless(Dates(ended))
    assert is_endless(Dates((*ended, Weekly("e", eve, (THU,)))))
    assert is_endless(Dates((*ended, Monthly("e", eve, THU, (4,)))))


def test_rules_are_those_of_icalendar_where_weeks_begin_on_monday_unless_said():
    weekly = Weekly(
        *("w", day("2026-12-03"), (MON, THU), 2, day("2027-01-28")), times=times("14:30-16:00")
    )
    monthly = Monthly("m", day("2026-12-29"), TUE, (-1,), every=3)
    assert str(rule_of(weekly)) == (
        "DTSTART:20261203T143000\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270128T143000;BYDAY=MO,TH"
    )
    assert str(rule_of(monthly)) == (
        "DTSTART:20261229T000000\nRRULE:FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TU"
    )


# --- what cannot be said ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Times, (None, 600)),
        (Times, (1440,)),
        (Times, (-1, 600)),
        (Times, (600, 1441)),
        (Once, ("o", MARCH, MARCH - timedelta(days=1))),
        (Once, ("o", MARCH, date.max)),
        (Weekly, ("w", MARCH, ())),
        (Weekly, ("w", MARCH, (7,))),
        (Weekly, ("w", MARCH, (0,), 0)),
        (Weekly, ("w", MARCH, (0,), 53)),
        (Monthly, ("m", MARCH, 7, (1,))),
        (Monthly, ("m", MARCH, 0, ())),
        (Monthly, ("m", MARCH, 0, (5,))),
        (Monthly, ("m", MARCH, 0, (0,))),
        (Monthly, ("m", MARCH, 0, (1,), 0)),
        (Break, (MARCH, MARCH - timedelta(days=1))),
    ],
)
def test_what_makes_no_sense_cannot_be_made(kind, values):
    with pytest.raises(ValueError, match=r"^(not|what|a break) "):
        kind(*values)
