"""What is doubtful in what is not said, or is said in vain; and the order of doubts."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wagtail_hjelp.schedule import (
    AS_SUNDAY,
    AS_USUAL,
    CLOSED,
    Calendar,
    Closure,
    DatedException,
    NamedDay,
    Rules,
    SpecialDay,
    State,
)
from wagtail_hjelp.schedule.lint import Finding, FindingCode

from .any_rules import any_rules, any_spans, special_days
from .doubts import found, office, period
from .rows import OFFICE, row

# --- what nobody has said ------------------------------------------------------------------

HOLIDAYS = (
    date(2026, 12, 25),
    date(2027, 1, 1),
    date(2027, 3, 25),
    date(2027, 3, 26),
    date(2027, 3, 29),
    date(2027, 5, 6),
    date(2027, 5, 17),
)


def test_holidays_on_which_it_could_be_open_are_unsaid() -> None:
    assert found(Rules(weekly=OFFICE)) == [Finding(FindingCode.HOLIDAYS_UNSAID, dates=HOLIDAYS)]


def test_holidays_of_later_years_are_unsaid_too() -> None:
    tuesdays = Rules(weekly=(row((1,), "08:00-12:00"),))
    assert found(tuesdays) == [Finding(FindingCode.HOLIDAYS_UNSAID)]


def test_holidays_are_said_by_whoever_is_always_there_or_never_on_such_days() -> None:
    assert found(Rules(always=State.BY_APPOINTMENT)) == []
    assert found(Rules(weekly=OFFICE, closures=(Closure(date(2026, 1, 1)),))) == []


def test_a_holiday_rule_in_shared_rules_counts_as_said() -> None:
    assert found(Rules(weekly=OFFICE, same_as=Rules(holidays=AS_SUNDAY))) == []
    assert found(Rules(holidays=CLOSED, same_as=Rules(weekly=OFFICE))) == []


def test_holidays_that_shared_rules_do_not_say_are_unsaid() -> None:
    assert found(Rules(same_as=Rules(weekly=OFFICE))) == [
        Finding(FindingCode.HOLIDAYS_UNSAID, dates=HOLIDAYS)
    ]


def test_periods_alone_leave_dates_of_which_nothing_is_said() -> None:
    periods = (period("2026-11-20", "2026-12-20"), period("2027-01-02", "2027-08-15"))
    assert found(Rules(periods=periods, holidays=CLOSED)) == [
        Finding(FindingCode.OUTSIDE_PERIODS_UNSAID, dates=(date(2026, 12, 21), date(2027, 1, 1)))
    ]


def test_periods_beside_a_week_or_all_year_round_leave_nothing_unsaid() -> None:
    half = period("2020-09-15", "2020-05-14", yearly=True)
    other_half = period("2020-05-15", "2020-09-14", yearly=True)
    assert found(Rules(periods=(half, other_half), holidays=CLOSED)) == []
    assert found(Rules(periods=(half,), holidays=CLOSED, same_as=Rules(weekly=OFFICE))) == []


# --- named days ----------------------------------------------------------------------------


def special(first: str, kind: str, last: str | None = None) -> SpecialDay:
    begins = date.fromisoformat(first)
    return SpecialDay(begins, date.fromisoformat(last) if last else begins, kind, CLOSED)


def test_an_own_named_day_is_hidden_by_the_municipality_s_on_all_its_dates() -> None:
    calendar = Calendar(
        special_days=(special("2026-12-24", "christmas_eve"), special("2027-08-13", "planning_day"))
    )
    rules = office(
        named_days=(
            NamedDay("romjul", CLOSED),
            NamedDay("christmas_eve", AS_USUAL),
            NamedDay("planning_day", AS_USUAL),
        ),
        follows_calendar=True,
    )
    assert found(rules, calendar) == [
        Finding(FindingCode.NAMED_DAY_HIDDEN, dates=(date(2026, 12, 24),), row="named_days[1]"),
        Finding(FindingCode.NAMED_DAY_HIDDEN, dates=(date(2027, 8, 13),), row="named_days[2]"),
    ]


def test_an_own_named_day_is_not_hidden_if_some_date_is_its_own() -> None:
    calendar = Calendar(special_days=(special("2026-12-28", "x", "2026-12-30"),))
    named = (NamedDay("romjul", CLOSED),)
    assert found(office(named_days=named, follows_calendar=True), calendar) == []


def test_an_own_named_day_is_not_hidden_by_a_calendar_that_is_not_followed() -> None:
    calendar = Calendar(special_days=(special("2026-12-24", "christmas_eve"),))
    named = (NamedDay("christmas_eve", AS_USUAL),)
    assert found(office(named_days=named), calendar) == []
    follower = Rules(same_as=office(follows_calendar=True), named_days=named)
    assert found(follower, calendar) == [
        Finding(FindingCode.NAMED_DAY_HIDDEN, dates=(date(2026, 12, 24),), row="named_days[0]")
    ]


def test_a_named_day_that_is_said_twice_is_hidden_by_the_first() -> None:
    named = (NamedDay("christmas_eve", CLOSED), NamedDay("christmas_eve", AS_USUAL))
    assert found(office(named_days=named)) == [
        Finding(
            FindingCode.NAMED_DAY_HIDDEN,
            dates=(date(2026, 12, 24),),
            row="named_days[1]",
            other="named_days[0]",
        )
    ]


# --- shared rules, order -------------------------------------------------------------------


def test_doubts_about_shared_rows_are_theirs() -> None:
    shared = Rules(
        weekly=(row((5,), "22:00-02:30"), row((5,), "22:00-23:00")),
        periods=(period("2020-01-01", "2020-02-01"),),
        exceptions=(DatedException(date(2020, 1, 1), date(2020, 1, 1), CLOSED),),
    )
    assert found(Rules(holidays=CLOSED, same_as=shared)) == []


def test_findings_are_in_the_order_of_codes_and_then_rows() -> None:
    rows = tuple(row((day % 5,), "08:00-15:00") for day in range(11))
    overlaps = found(
        Rules(weekly=rows, exceptions=(DatedException(date(2020, 1, 1), date(2020, 1, 1), CLOSED),))
    )
    assert [(finding.code, finding.row, finding.other) for finding in overlaps] == [
        (FindingCode.OVERLAP, "weekly[5]", "weekly[0]"),
        (FindingCode.OVERLAP, "weekly[6]", "weekly[1]"),
        (FindingCode.OVERLAP, "weekly[7]", "weekly[2]"),
        (FindingCode.OVERLAP, "weekly[8]", "weekly[3]"),
        (FindingCode.OVERLAP, "weekly[9]", "weekly[4]"),
        (FindingCode.OVERLAP, "weekly[10]", "weekly[0]"),
        (FindingCode.EXCEPTION_PASSED, "exceptions[0]", None),
        (FindingCode.HOLIDAYS_UNSAID, None, None),
    ]


@given(any_rules, st.lists(special_days(any_spans), max_size=2))
def test_any_rules_can_be_looked_at_and_are_found_the_same_twice(
    rules: Rules, days: list[SpecialDay]
) -> None:
    calendar = Calendar(special_days=days)
    first = found(rules, calendar)
    assert first == found(rules, calendar)
    assert len(set(first)) == len(first)
