"""What a day is: names, public or not, the municipality's word; and holidays of elsewhere."""

from datetime import date, timedelta

import pytest

from wagtail_hjelp.schedule import (
    AS_USUAL,
    CLOSED,
    NORWAY,
    Calendar,
    HolidayCalendar,
    Mark,
    Rules,
    SpecialDay,
    Zone,
)
from wagtail_hjelp.schedule.holidays import days

from .words import compiled, day, row, told


def special(first: str, last: str, kind: str) -> SpecialDay:
    return SpecialDay(day(first), day(last), kind, CLOSED)


def test_a_day_like_any_other_has_no_mark_and_no_name():
    calendar = Calendar()
    assert calendar.mark(day("2026-03-02").toordinal()) is None
    assert calendar.names(day("2026-03-02")) == ()
    assert not calendar.is_public_holiday(day("2026-03-02"))


def test_a_public_holiday_and_a_day_with_a_name_that_is_none():
    calendar = Calendar()
    assert calendar.mark(day("2026-12-25").toordinal()) == Mark(("christmas_day",), True)
    assert calendar.mark(day("2026-12-24").toordinal()) == Mark(("christmas_eve",), False)
    assert calendar.is_public_holiday(day("2026-12-25"))
    assert not calendar.is_public_holiday(day("2026-12-24"))
    assert calendar.names(day("2027-05-17")) == ("whit_monday", "constitution_day")


def test_the_municipalitys_name_of_a_day_comes_first_and_each_name_once():
    own = [
        special("2026-12-24", "2026-12-24", "half_day"),
        special("2026-05-17", "2026-05-17", "constitution_day"),
    ]
    calendar = Calendar(special_days=own)
    assert calendar.names(day("2026-12-24")) == ("half_day", "christmas_eve")
    assert calendar.names(day("2026-05-17")) == ("constitution_day",)
    assert calendar.mark(day("2026-12-24").toordinal()) == Mark(
        ("christmas_eve", "half_day"), False, own[0]
    )
    assert calendar.mark(day("2026-05-17").toordinal()) == Mark(("constitution_day",), True, own[1])


def test_a_special_day_of_several_days_marks_each_of_them_in_both_years():
    own = special("2026-12-30", "2027-01-02", "closed_week")
    calendar = Calendar(special_days=[own])
    found = [
        date(2026, 12, 29) + timedelta(days=offset)
        for offset in range(6)
        if "closed_week" in calendar.names(date(2026, 12, 29) + timedelta(days=offset))
    ]
    assert found == [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)]


@pytest.mark.parametrize(
    "text", ["2026-01-01", "2026-01-31", "2026-02-01", "2026-12-30", "2026-12-31"]
)
def test_a_special_day_at_the_edge_of_a_year_without_other_names(text):
    nothing = HolidayCalendar(lambda year: {})
    own = special(text, text, "closed_day")
    calendar = Calendar(holidays=nothing, special_days=[own])
    assert calendar.mark(day(text).toordinal()) == Mark(("closed_day",), False, own)
    for offset in (-1, 1):
        assert calendar.mark(day(text).toordinal() + offset) is None


@pytest.mark.parametrize("years", [(2026, 2027), (2027, 2026), (2026, 2028, 2024)])
def test_a_special_day_keeps_its_other_names_whatever_years_are_asked_about(years):
    own = special("2026-12-25", "2026-12-25", "closed_day")
    calendar = Calendar(special_days=[own])
    for year in years:
        calendar.mark(date(year, 6, 1).toordinal())
    assert calendar.mark(day("2026-12-25").toordinal()) == Mark(
        ("christmas_day", "closed_day"), True, own
    )


@pytest.mark.parametrize("order", [(2026, 1970, 2100), (2100, 1970, 2026), (1970, 2026, 2100)])
def test_years_may_be_asked_about_in_any_order(order):
    calendar = Calendar()
    for year in order:
        assert calendar.names(date(year, 1, 1)) == ("new_year",)
        assert calendar.names(date(year, 12, 31)) == ("new_years_eve",)
        assert calendar.names(date(year, 12, 23)) == ()
    for year in range(1970, 2101):
        assert calendar.names(date(year, 12, 25)) == ("christmas_day",)


def test_a_year_is_worked_out_once():
    asked: list[int] = []

    def public(year: int) -> dict[date, tuple[str, ...]]:
        asked.append(year)
        return {}

    calendar = Calendar(holidays=HolidayCalendar(public))
    for text in ("2026-01-01", "2026-12-31", "2029-06-01", "2024-02-29", "2027-07-01"):
        calendar.mark(day(text).toordinal())
    assert sorted(asked) == [2024, 2025, 2026, 2027, 2028, 2029]


def test_a_calendar_takes_a_zone_or_its_name():
    zone = Zone("America/New_York")
    assert Calendar(zone).zone is zone
    assert Calendar("America/New_York").zone.name == "America/New_York"
    assert Calendar().zone.name == "Europe/Oslo"


def test_norways_codes_are_in_the_order_of_the_year():
    assert NORWAY.codes() == (
        "new_year",
        "sami_day",
        "easter_wednesday",
        "maundy_thursday",
        "good_friday",
        "easter_eve",
        "easter_sunday",
        "easter_monday",
        "labour_day",
        "constitution_day",
        "ascension",
        "whit_eve",
        "whit_sunday",
        "whit_monday",
        "christmas_eve",
        "christmas_day",
        "boxing_day",
        "romjul",
        "new_years_eve",
    )


def test_a_date_has_all_its_names():
    found = days([("b", date(2026, 5, 2)), ("a", date(2026, 5, 1)), ("c", date(2026, 5, 2))])
    assert list(found.items()) == [(date(2026, 5, 1), ("a",)), (date(2026, 5, 2), ("b", "c"))]


# --- another country -------------------------------------------------------------------------


def swedish(year: int) -> dict[date, tuple[str, ...]]:
    return {date(year, 6, 6): ("national_day",), date(year, 1, 6): ("epiphany",)}


SWEDEN = HolidayCalendar(
    public=swedish,
    special=lambda year: {date(year, 4, 30): ("walpurgis",)},
    names={"epiphany": "Trettondedag jul", "knut": "Tjugondag Knut"},
)


def test_another_countrys_calendar_takes_the_place_of_norways():
    calendar = Calendar("Europe/Stockholm", SWEDEN)
    assert calendar.is_public_holiday(date(2026, 6, 6))
    assert calendar.names(date(2026, 4, 30)) == ("walpurgis",)
    assert not calendar.is_public_holiday(date(2026, 4, 30))
    assert calendar.names(date(2026, 12, 25)) == ()


def test_another_countrys_holidays_close_a_schedule():
    rules = Rules(weekly=(row("mon-sun", "10:00-12:00"),), holidays=CLOSED)
    schedule = compiled(rules, Calendar(holidays=SWEDEN))
    assert told(schedule, "2026-06-05", "2026-06-07") == [
        "Fri 5 10:00-12:00 open",
        "Sun 7 10:00-12:00 open",
    ]
    assert told(schedule, "2026-12-25") == ["Fri 25 10:00-12:00 open"]


def test_another_countrys_codes_are_those_it_has_and_those_it_names():
    assert SWEDEN.codes() == ("epiphany", "walpurgis", "national_day", "knut")


def test_a_calendar_may_have_no_days_with_a_name_that_are_no_holidays():
    calendar = Calendar(
        holidays=HolidayCalendar(swedish),
        special_days=[SpecialDay(date(2026, 4, 30), date(2026, 4, 30), "walpurgis", AS_USUAL)],
    )
    assert calendar.names(date(2026, 4, 30)) == ("walpurgis",)
    assert calendar.names(date(2027, 4, 30)) == ()
