"""When somebody has time, as an address says it. 23 November 2026 is a Monday."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import translation

from wagtail_hjelp.activities.snapshot import SeasonDates
from wagtail_hjelp.activities.when import (
    When,
    coming,
    named_days,
    next_month,
    read_month,
    relative_range_text,
)

TODAY = date(2026, 11, 23)
CHRISTMAS = SeasonDates("jul", "Jul 2026", date(2026, 12, 20), date(2027, 1, 2))
AUTUMN = SeasonDates("host", "Høst 2026", date(2026, 9, 1), date(2026, 11, 22))
SUMMER = SeasonDates("sommer", "Sommer 2028", date(2028, 6, 20), date(2028, 8, 15))
SEASONS = [AUTUMN, CHRISTMAS, SUMMER]


def read(address, today=TODAY):
    return When.read(QueryDict(address), today, SEASONS)


def days(address, today=TODAY):
    found = read(address, today).days(today)
    return found and [day.isoformat() for day in found]


def test_without_a_time_each_activity_is_asked_for_at_its_next_date():
    assert read("") == When()
    assert days("") is None
    assert read("").pairs() == []


@pytest.mark.parametrize(
    ("today", "named", "expected"),
    [
        ("2026-11-23", "today", ("2026-11-23", "2026-11-23")),
        ("2026-11-23", "tomorrow", ("2026-11-24", "2026-11-24")),
        ("2026-11-23", "weekend", ("2026-11-28", "2026-11-29")),
        ("2026-11-23", "week", ("2026-11-23", "2026-11-29")),
        ("2026-11-27", "weekend", ("2026-11-28", "2026-11-29")),
        ("2026-11-28", "weekend", ("2026-11-28", "2026-11-29")),
        ("2026-11-28", "week", ("2026-11-28", "2026-11-29")),
        ("2026-11-29", "weekend", ("2026-11-29", "2026-11-29")),
        ("2026-11-29", "week", ("2026-11-29", "2026-11-29")),
        ("2026-11-29", "tomorrow", ("2026-11-30", "2026-11-30")),
        ("2026-12-31", "weekend", ("2027-01-02", "2027-01-03")),
    ],
)
def test_a_named_time_is_these_days(today, named, expected):
    found = named_days(named, date.fromisoformat(today))
    assert tuple(day.isoformat() for day in found) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("from=2026-12-24&to=2026-12-26", ["2026-12-24", "2026-12-26"]),
        # Back to front, in the past, one alone, further than anybody knows.
        ("from=2026-12-26&to=2026-12-24", ["2026-12-24", "2026-12-26"]),
        ("from=2026-11-01&to=2026-11-25", ["2026-11-23", "2026-11-25"]),
        ("from=2026-11-01&to=2026-11-22", None),
        ("from=2026-12-24", ["2026-12-24", "2026-12-24"]),
        ("to=2026-12-24", ["2026-11-23", "2026-12-24"]),
        ("from=2026-12-24&to=2031-01-01", ["2026-12-24", "2027-11-23"]),
        ("from=2027-11-24", None),
        # A season: what is left of it, or a part of it.
        ("season=jul", ["2026-12-20", "2027-01-02"]),
        ("season=jul&from=2026-12-24&to=2027-02-01", ["2026-12-24", "2027-01-02"]),
        ("season=jul&from=2027-02-01", ["2027-02-01", "2027-02-01"]),
        ("season=host", None),
        ("season=sommer", None),
        ("season=unknown", None),
        # Dates come before a name, and a season too.
        ("when=today&from=2026-12-24", ["2026-12-24", "2026-12-24"]),
        ("when=today&season=jul", ["2026-12-20", "2027-01-02"]),
        ("when=today&from=2026-01-01", ["2026-11-23", "2026-11-23"]),
    ],
)
def test_dates_are_read_calmly(address, expected):
    assert days(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "when=yesterday",
        "when=TODAY",
        "when=%00",
        "from=24.12.2026",
        "from=20261224",
        "from=2026-W52-4",
        "from=2026-02-30",
        "from=0000-00-00",
        "from=2026-12-24T10:00",
        "from=%D9%A2%D9%A0%D9%A2%D9%A6-12-24",
        "from=-2026-12-24&to=99999-01-01",
        "season=",
        "season=jul%00",
    ],
)
def test_what_is_no_time_is_passed_over(address):
    assert read(address) == When()


def test_the_address_of_a_time_asks_for_it_again():
    for address in ("when=weekend", "season=jul", "season=jul&from=2026-12-24&to=2026-12-26"):
        asked = read(address)
        assert When.read(dict(asked.pairs()), TODAY, SEASONS) == asked


def test_a_season_that_has_begun_goes_on_from_today():
    christmas_day = date(2026, 12, 25)
    assert days("season=jul", christmas_day) == ["2026-12-25", "2027-01-02"]
    assert days("season=jul", date(2027, 1, 3)) is None


def test_seasons_to_choose_are_on_or_begin_within_a_year():
    assert coming(SEASONS, TODAY) == [CHRISTMAS]
    assert coming(SEASONS, TODAY - timedelta(days=1)) == [AUTUMN, CHRISTMAS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12", "2026-12-01"),
        ("2027-11", "2027-11-01"),
        ("2027-12", "2027-11-01"),
        ("9999-12", "2027-11-01"),
        ("2026-10", "2026-11-01"),
        ("0000-01", "2026-11-01"),
        ("2026-13", "2026-11-01"),
        ("2026-1", "2026-11-01"),
        ("", "2026-11-01"),
        ("desember", "2026-11-01"),
        ("\0", "2026-11-01"),
    ],
)
def test_a_month_is_this_one_to_that_in_a_year(text, expected):
    assert read_month(text, TODAY).isoformat() == expected


def test_the_month_after_december_is_january():
    assert next_month(date(2026, 12, 31)) == date(2027, 1, 1)
    assert next_month(date(2027, 2, 28)) == date(2027, 3, 1)


def test_days_in_words():
    with translation.override("en"):
        said = [
            relative_range_text(date.fromisoformat(first), date.fromisoformat(last), TODAY)
            for first, last in (
                ("2026-11-23", "2026-11-23"),
                ("2026-11-24", "2026-11-24"),
                ("2026-12-24", "2026-12-24"),
                ("2026-11-23", "2026-11-24"),
            )
        ]
    assert said == ["Today", "Tomorrow", "Thursday 24 December", "23–24 November"]
