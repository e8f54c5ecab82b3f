"""Norway's public holidays and other days with a name, 1970-2100."""

from datetime import date, timedelta

import holidays
import pytest

from wagtail_hjelp.schedule import NORWAY, Calendar, HolidayCalendar

from .norwegian_days import LAST_YEAR, PUBLIC, public_holidays, special_days
from .words import day

YEARS = range(1970, LAST_YEAR + 1)


def test_public_holidays_are_those_of_the_holidays_package_with_all_their_names():
    for year in YEARS:
        assert NORWAY.public(year) == public_holidays(year)


def test_every_year_has_the_twelve_and_no_other():
    for year in YEARS:
        names = [name for found in NORWAY.public(year).values() for name in found]
        assert sorted(names) == sorted(PUBLIC)


def test_no_name_of_the_holidays_package_is_unknown_here():
    english = holidays.country_holidays(
        "NO", years=YEARS, language="en_US", include_sundays=False, expand=False
    )
    assert {name for names in english.values() for name in names.split("; ")} == set(
        PUBLIC.values()
    )


def test_a_calendar_says_public_holiday_on_those_days_alone():
    calendar = Calendar()
    known = {found for year in YEARS for found in public_holidays(year)}
    first, last = date(YEARS[0], 1, 1).toordinal(), date(YEARS[-1], 12, 31).toordinal()
    found = {
        date.fromordinal(ordinal)
        for ordinal in range(first, last + 1)
        if calendar.is_public_holiday(date.fromordinal(ordinal))
    }
    assert found == known


def test_other_days_with_a_name_keep_their_distance_from_easter():
    for year in YEARS:
        assert NORWAY.special(year) == special_days(year)


def test_17_may_2027_is_whit_monday_too():
    assert NORWAY.public(2027)[date(2027, 5, 17)] == ("whit_monday", "constitution_day")
    assert len(NORWAY.public(2027)) == 11
    assert Calendar().names(date(2027, 5, 17)) == ("whit_monday", "constitution_day")


def test_the_days_of_2026_are_these():
    assert sorted((str(when), *names) for when, names in NORWAY.public(2026).items()) == [
        ("2026-01-01", "new_year"),
        ("2026-04-02", "maundy_thursday"),
        ("2026-04-03", "good_friday"),
        ("2026-04-05", "easter_sunday"),
        ("2026-04-06", "easter_monday"),
        ("2026-05-01", "labour_day"),
        ("2026-05-14", "ascension"),
        ("2026-05-17", "constitution_day"),
        ("2026-05-24", "whit_sunday"),
        ("2026-05-25", "whit_monday"),
        ("2026-12-25", "christmas_day"),
        ("2026-12-26", "boxing_day"),
    ]
    assert sorted((str(when), *names) for when, names in NORWAY.special(2026).items()) == [
        ("2026-02-06", "sami_day"),
        ("2026-04-01", "easter_wednesday"),
        ("2026-04-04", "easter_eve"),
        ("2026-05-23", "whit_eve"),
        ("2026-12-24", "christmas_eve"),
        ("2026-12-27", "romjul"),
        ("2026-12-28", "romjul"),
        ("2026-12-29", "romjul"),
        ("2026-12-30", "romjul"),
        ("2026-12-31", "new_years_eve"),
    ]


@pytest.mark.parametrize(
    ("year", "wednesday", "easter_eve", "whit_eve"),
    [
        (1970, "1970-03-25", "1970-03-28", "1970-05-16"),
        (2008, "2008-03-19", "2008-03-22", "2008-05-10"),  # Easter on 23 March
        (2025, "2025-04-16", "2025-04-19", "2025-06-07"),
        (2038, "2038-04-21", "2038-04-24", "2038-06-12"),  # Easter on 25 April
    ],
)
def test_special_days_by_easter(year, wednesday, easter_eve, whit_eve):
    special = NORWAY.special(year)
    assert special[day(wednesday)] == ("easter_wednesday",)
    assert special[day(easter_eve)] == ("easter_eve",)
    assert special[day(whit_eve)] == ("whit_eve",)
    assert [day(text).weekday() for text in (wednesday, easter_eve, whit_eve)] == [2, 5, 5]


def test_a_day_may_be_a_holiday_and_a_special_day_and_the_holiday_is_named_first():
    assert Calendar().names(date(1986, 5, 17)) == ("constitution_day", "whit_eve")
    assert Calendar().is_public_holiday(date(1986, 5, 17))


def test_the_calendar_of_another_country_as_the_holidays_package_has_it():
    def danish(year: int) -> dict[date, tuple[str, ...]]:
        found = holidays.country_holidays("DK", years=year)
        return {when: (name,) for when, name in found.items()}

    calendar = Calendar("Europe/Copenhagen", HolidayCalendar(danish))
    # Great Prayer Day was a public holiday until 2023.
    assert calendar.is_public_holiday(date(2023, 5, 5))
    assert not calendar.is_public_holiday(date(2024, 4, 26))
    assert not calendar.is_public_holiday(date(2026, 5, 17))
    for year in (2023, 2024, 2026):
        first = date(year, 1, 1)
        asked = [first + timedelta(days=offset) for offset in range(365)]
        assert {when for when in asked if calendar.is_public_holiday(when)} == set(danish(year))
