"""OpenStreetMap strings: what they are, and when there is none."""

from __future__ import annotations

from datetime import date

import pytest

from wagtail_hjelp.schedule import (
    AS_SUNDAY,
    AS_USUAL,
    CLOSED,
    Calendar,
    Closure,
    DatedException,
    Effect,
    HolidayCalendar,
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
from wagtail_hjelp.schedule.osm import NotExpressible, Refusal, to_osm
from wagtail_hjelp.schedule.outside import OutsideHours

from .rows import CALENDAR, EVERY_DAY, OFFICE, TODAY, WEEKDAYS, WEEKEND, row, span


def on(first: date, *spans: str, last: date | None = None) -> DatedException:
    effect = Effect.hours(*map(span, spans)) if spans else CLOSED
    return DatedException(first, last or first, effect)


def osm(rules: Rules, calendar: Calendar = CALENDAR) -> str:
    return to_osm(rules, calendar, today=TODAY)


def refusal(rules: Rules, calendar: Calendar = CALENDAR) -> Refusal:
    with pytest.raises(NotExpressible) as refused:
        osm(rules, calendar)
    return refused.value.code


PHRASES = {
    "døgnåpent": (Rules(always=State.OPEN), "24/7"),
    "alle dager, også røde dager": (
        Rules(weekly=(row(EVERY_DAY, "00:00-24:00"),), holidays=AS_USUAL),
        "24/7",
    ),
    "hverdager 09-15 (stengt 11.00-11.45)": (
        Rules(
            weekly=(row(WEEKDAYS, "09:00-15:00"), row(WEEKDAYS, "11:00-11:45", State.CLOSED)),
            holidays=CLOSED,
        ),
        "Mo-Fr 09:00-11:00,11:45-15:00; PH off",
    ),
    "mandag-fredag 16-08": (
        Rules(weekly=(row(WEEKDAYS, "16:00-08:00"),), holidays=AS_USUAL),
        "Mo-Fr 16:00-08:00",
    ),
    "fredag 16 til mandag 08": (
        Rules(
            weekly=(
                row((4,), "16:00-24:00"),
                row(WEEKEND, "00:00-24:00"),
                row((0,), "00:00-08:00"),
            ),
            holidays=AS_USUAL,
        ),
        "Mo 00:00-08:00; Fr 16:00-24:00; Sa-Su 00:00-24:00",
    ),
    "fredag 16 til mandag 08 samt helligdager": (
        Rules(
            weekly=(
                row((4,), "16:00-24:00"),
                row(WEEKEND, "00:00-24:00"),
                row((0,), "00:00-08:00"),
            ),
            holidays=Effect.hours(Span.whole_day()),
        ),
        "Mo 00:00-08:00; Fr 16:00-24:00; Sa-Su 00:00-24:00; PH 00:00-24:00",
    ),
    "mandag-fredag 16-08, hele døgnet i helger": (
        Rules(
            weekly=(row(WEEKDAYS, "16:00-08:00"), row(WEEKEND, "00:00-24:00")), holidays=AS_USUAL
        ),
        "Mo 16:00-24:00; Tu-Fr 00:00-08:00,16:00-24:00; Sa-Su 00:00-24:00",
    ),
    "11-14.30 og 15-18": (
        Rules(
            weekly=(row(EVERY_DAY, "11:00-14:30"), row(EVERY_DAY, "15:00-18:00")), holidays=CLOSED
        ),
        "Mo-Su 11:00-14:30,15:00-18:00; PH off",
    ),
    "drop-in man og ons 12-14, fre 10-12": (
        Rules(weekly=(row((0, 2), "12:00-14:00"), row((4,), "10:00-12:00")), holidays=CLOSED),
        "Mo,We 12:00-14:00; Fr 10:00-12:00; PH off",
    ),
    "kun timeavtale": (Rules(always=State.BY_APPOINTMENT), '24/7 unknown "by appointment"'),
    "timeavtale 08-15": (
        Rules(weekly=(row(WEEKDAYS, "08:00-15:00", State.BY_APPOINTMENT),), holidays=CLOSED),
        'Mo-Fr 08:00-15:00 unknown "by appointment"; PH off',
    ),
    "ny sak mandag 12-15 (kun telefon)": (
        Rules(
            weekly=(row((0,), "12:00-15:00", State.PHONE_ONLY), row((0,), "09:00-12:00")),
            holidays=CLOSED,
        ),
        'Mo 09:00-12:00, Mo 12:00-15:00 open "phone only"; PH off',
    ),
    "partallsuker onsdag 18-21": (
        Rules(weekly=(row((2,), "18:00-21:00", weeks=Weeks.EVEN),), holidays=CLOSED),
        "week 02-53/2 We 18:00-21:00; PH off",
    ),
    "partallsuker onsdag 18-21, ellers 15": (
        Rules(
            weekly=(
                row((0, 1, 2), "08:00-15:00"),
                row((2,), "18:00-21:00", weeks=Weeks.EVEN),
                WeeklyRow((3,), None),
            ),
            holidays=CLOSED,
        ),
        "Mo-Tu 08:00-15:00; week 02-53/2 We 08:00-15:00,18:00-21:00; "
        "week 01-53/2 We 08:00-15:00; PH off",
    ),
    "15. sept-14. mai 08-15.45, ellers til 15.00": (
        Rules(
            weekly=(row(WEEKDAYS, "08:00-15:00"),),
            periods=(
                Period(
                    date(2020, 9, 15),
                    date(2020, 5, 14),
                    (row(WEEKDAYS, "08:00-15:45"),),
                    yearly=True,
                ),
            ),
            holidays=CLOSED,
        ),
        "Mo-Fr 08:00-15:00; Sep 15-May 14 Mo-Fr 08:00-15:45; PH off",
    ),
    "redusert om sommeren": (
        Rules(
            weekly=OFFICE,
            periods=(Period(date(2027, 6, 21), date(2027, 8, 13), (row((1, 3), "10:00-14:00"),)),),
            holidays=CLOSED,
        ),
        "Mo-Fr 08:00-15:30; 2027 Jun 21-Aug 13 Tu,Th 10:00-14:00; "
        "2027 Jun 21-Aug 13 Mo,We,Fr off; PH off",
    ),
    "i jule- og sommerferie 16-22": (
        Rules(
            periods=(
                Period(date(2026, 12, 19), date(2027, 1, 3), (row(EVERY_DAY, "16:00-22:00"),)),
                Period(date(2027, 6, 19), date(2027, 8, 15), (row(EVERY_DAY, "16:00-22:00"),)),
            ),
            holidays=AS_USUAL,
        ),
        "Mo-Su unknown; 2027 Jun 19-Aug 15 16:00-22:00; 2026 Dec 19-2027 Jan 03 16:00-22:00",
    ),
    "stengt ca. 12 uker fra 3. august": (
        Rules(
            weekly=OFFICE,
            holidays=CLOSED,
            closures=(Closure(date(2027, 8, 3), date(2027, 10, 26), approximate=True),),
        ),
        'Mo-Fr 08:00-15:30; PH off; 2027 Aug 03-Oct 25 off "the last date is approximate"',
    ),
    "per-date hours (19., 23., 24., 25. des)": (
        Rules(
            exceptions=(
                on(date(2026, 12, 19), "12:00-16:00"),
                on(date(2026, 12, 23), "16:00-21:00"),
                on(date(2026, 12, 24), "16:00-21:00"),
                on(date(2026, 12, 25)),
            )
        ),
        "Mo-Su unknown; 2026 Dec 19 12:00-16:00; 2026 Dec 23-24 16:00-21:00; 2026 Dec 25 off",
    ),
}


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_from_a_real_page_is_written(phrase: str) -> None:
    rules, expected = PHRASES[phrase]
    assert osm(rules) == expected


def test_outside_these_times_is_written_as_the_other_hours() -> None:
    schedule = Schedule(Rules(weekly=OFFICE, holidays=CLOSED), CALENDAR)
    assert to_osm(OutsideHours(schedule), CALENDAR, today=TODAY) == (
        "Mo-Fr 00:00-08:00,15:30-24:00; Sa-Su 00:00-24:00; PH 00:00-24:00"
    )


def test_a_schedule_is_written_as_its_rules_are() -> None:
    rules = Rules(weekly=OFFICE, holidays=CLOSED)
    assert to_osm(Schedule(rules, CALENDAR), CALENDAR, today=TODAY) == osm(rules)


def test_shared_rules_are_written_where_own_rules_say_nothing() -> None:
    shared = Rules(
        weekly=OFFICE,
        holidays=CLOSED,
        closures=(Closure(date(2026, 12, 1), TODAY.replace(month=12)),),
    )
    assert osm(Rules(exceptions=(on(date(2026, 12, 23), "10:00-12:00"),), same_as=shared)) == (
        "Mo-Fr 08:00-15:30; PH off; 2026 Dec 01-21 off; 2026 Dec 23 10:00-12:00"
    )


# --- public holidays and named days --------------------------------------------------------


def test_holidays_of_which_nobody_said_anything_are_unknown() -> None:
    assert osm(Rules(weekly=OFFICE)) == "Mo-Fr 08:00-15:30; PH unknown"


def test_holidays_as_usual_need_no_rule() -> None:
    assert osm(Rules(weekly=OFFICE, holidays=AS_USUAL)) == "Mo-Fr 08:00-15:30"


def test_holidays_as_on_sundays_have_the_hours_of_sundays() -> None:
    weekly = (*OFFICE, row((6,), "12:00-14:00"))
    assert osm(Rules(weekly=weekly, holidays=AS_SUNDAY)) == (
        "Mo-Fr 08:00-15:30; Su 12:00-14:00; PH 12:00-14:00"
    )


def test_holidays_that_are_not_alike_are_written_one_by_one() -> None:
    thursdays = (row((3,), "10:00-18:00"),)
    assert osm(Rules(weekly=thursdays, holidays=Effect.until(minutes("12:00")))) == (
        "Th 10:00-18:00; "
        "Jan 01 Th 10:00-12:00; Jan 01 Mo-We,Fr-Su off; "
        "easter -3 days 10:00-12:00; "
        "May 01 Th 10:00-12:00; May 01 Mo-We,Fr-Su off; "
        "Dec 25 Th 10:00-12:00; Dec 25 Mo-We,Fr-Su off; "
        "Dec 26 Th 10:00-12:00; Dec 26 Mo-We,Fr-Su off; "
        "May 17 Th 10:00-12:00; May 17 Mo-We,Fr-Su off; "
        "easter +49 days off; easter +39 days 10:00-12:00; easter +50 days off"
    )


def test_named_days_go_by_date_or_by_easter_and_come_after_holidays() -> None:
    rules = Rules(
        weekly=OFFICE,
        holidays=CLOSED,
        named_days=(
            NamedDay("romjul", Effect.hours(span("10:00-14:00"))),
            NamedDay("easter_eve", Effect.hours(span("09:00-12:00"))),
            NamedDay("easter_wednesday", Effect.until(minutes("12:00"))),
            NamedDay("constitution_day", Effect.hours(span("09:00-11:00"))),
            NamedDay("christmas_eve", Effect.until(minutes("12:00"))),
            NamedDay("easter_sunday", CLOSED),
        ),
    )
    assert osm(rules) == (
        "Mo-Fr 08:00-15:30; PH off; "
        "easter -4 days 08:00-12:00; easter -1 day 09:00-12:00; easter off; "
        "May 17 09:00-11:00; Dec 24 Mo-Fr 08:00-12:00; Dec 24 Sa-Su off; Dec 27-30 10:00-14:00"
    )


def test_a_named_day_as_usual_is_said_only_where_it_is_a_holiday() -> None:
    named = (NamedDay("christmas_eve", AS_USUAL), NamedDay("labour_day", AS_USUAL))
    assert osm(Rules(weekly=OFFICE, holidays=CLOSED, named_days=named)) == (
        "Mo-Fr 08:00-15:30; PH off; May 01 Mo-Fr 08:00-15:30; May 01 Sa-Su off"
    )


def test_of_two_named_days_on_one_date_the_one_that_holds_comes_last() -> None:
    nine = Effect.hours(span("09:00-11:00"))
    named = (NamedDay("whit_monday", CLOSED), NamedDay("constitution_day", nine))
    assert osm(Rules(weekly=OFFICE, named_days=named, holidays=AS_USUAL)) == (
        "Mo-Fr 08:00-15:30; May 17 09:00-11:00; easter +50 days off"
    )


def test_a_named_day_that_the_calendar_does_not_have_is_left_out() -> None:
    named = (NamedDay("planning_day", CLOSED),)
    assert osm(Rules(weekly=OFFICE, holidays=CLOSED, named_days=named)) == (
        "Mo-Fr 08:00-15:30; PH off"
    )


# --- dates ---------------------------------------------------------------------------------


def test_dates_that_are_past_are_left_out() -> None:
    rules = Rules(
        weekly=OFFICE,
        holidays=CLOSED,
        periods=(Period(date(2026, 6, 1), date(2026, 8, 1), (row((0,), "10:00-12:00"),)),),
        exceptions=(
            on(date(2026, 11, 20), "10:00-12:00"),
            on(date(2026, 11, 21), "10:00-12:00", last=date(2026, 11, 23)),
        ),
        closures=(Closure(date(2026, 8, 3), date(2026, 10, 26)),),
    )
    assert osm(rules) == "Mo-Fr 08:00-15:30; PH off; 2026 Nov 22-23 10:00-12:00"


def test_the_municipality_s_days_are_dates_for_those_that_follow_its_calendar() -> None:
    calendar = Calendar(
        special_days=(
            SpecialDay(date(2026, 12, 24), date(2026, 12, 24), "christmas_eve", Effect.until(720)),
            SpecialDay(date(2027, 3, 22), date(2027, 3, 24), "easter_week", AS_SUNDAY),
        )
    )
    followed = Rules(weekly=OFFICE, holidays=CLOSED, follows_calendar=True)
    assert osm(followed, calendar) == (
        "Mo-Fr 08:00-15:30; PH off; 2026 Dec 24 08:00-12:00; 2027 Mar 22-24 off"
    )
    assert osm(Rules(weekly=OFFICE, holidays=CLOSED), calendar) == "Mo-Fr 08:00-15:30; PH off"


def test_an_own_named_day_of_the_municipality_s_kind_is_its_dates() -> None:
    special = SpecialDay(date(2027, 8, 13), date(2027, 8, 13), "planning_day", AS_USUAL)
    rules = Rules(weekly=OFFICE, holidays=CLOSED, named_days=(NamedDay("planning_day", CLOSED),))
    assert osm(rules, Calendar(special_days=(special,))) == (
        "Mo-Fr 08:00-15:30; PH off; 2027 Aug 13 off"
    )


def test_an_exception_that_changes_nothing_needs_no_rule() -> None:
    rules = Rules(weekly=OFFICE, holidays=CLOSED, exceptions=(on(date(2026, 12, 19)),))
    assert osm(rules) == "Mo-Fr 08:00-15:30; PH off"


@pytest.mark.parametrize("first", [None, date(2026, 8, 3), TODAY])
def test_what_is_closed_until_further_notice_is_off(first: date | None) -> None:
    rules = Rules(weekly=OFFICE, closures=(Closure(first),))
    assert osm(rules) == 'off "until further notice"'


def test_what_will_be_closed_until_further_notice_is_open_before() -> None:
    rules = Rules(
        weekly=OFFICE,
        holidays=CLOSED,
        closures=(Closure(date(2026, 12, 1)),),
        exceptions=(on(date(2026, 11, 30), last=date(2026, 12, 24)),),
    )
    assert osm(rules) == (
        'Mo-Fr 08:00-15:30; PH off; 2026 Nov 30 off; 2026 Dec 01+ off "until further notice"'
    )


def test_hours_that_are_always_closed_are_off() -> None:
    assert osm(Rules(weekly=(WeeklyRow(EVERY_DAY, None),))) == "off"


# --- nights --------------------------------------------------------------------------------


def test_a_night_beside_an_exception_is_written_as_evenings_and_mornings() -> None:
    rules = Rules(
        weekly=(row((4, 5), "22:00-03:00"),),
        holidays=AS_USUAL,
        exceptions=(on(date(2026, 12, 4)), on(date(2026, 12, 31), "20:00-04:00")),
    )
    assert osm(rules) == (
        "Fr 22:00-24:00; Sa 00:00-03:00,22:00-24:00; Su 00:00-03:00; "
        "2026 Dec 04 off; 2026 Dec 05 22:00-24:00; "
        "2026 Dec 31 20:00-24:00; 2027 Jan 01 00:00-04:00,22:00-24:00"
    )


def test_the_night_before_a_closure_is_written_with_its_morning() -> None:
    rules = Rules(
        weekly=(row(EVERY_DAY, "22:00-03:00"),), holidays=AS_USUAL, closures=(Closure(TODAY),)
    )
    assert osm(rules) == (
        "Mo-Su 00:00-03:00,22:00-24:00; 2026 Nov 22 00:00-03:00; "
        '2026 Nov 23+ off "until further notice"'
    )


NIGHT = (row(WEEKDAYS, "16:00-08:00"),)
SUMMER = Period(date(2020, 6, 20), date(2020, 8, 15), (row((0,), "10:00-12:00"),), yearly=True)


@pytest.mark.parametrize(
    "rules",
    [
        Rules(weekly=NIGHT),
        Rules(weekly=NIGHT, holidays=CLOSED),
        Rules(weekly=NIGHT, holidays=AS_USUAL, periods=(SUMMER,)),
        Rules(weekly=NIGHT, holidays=AS_USUAL, named_days=(NamedDay("romjul", CLOSED),)),
        Rules(weekly=OFFICE, holidays=Effect.hours(span("16:00-08:00"))),
        Rules(
            weekly=OFFICE,
            holidays=AS_USUAL,
            named_days=(NamedDay("christmas_eve", Effect.hours(span("16:00-02:00"))),),
        ),
        Rules(
            weekly=OFFICE,
            holidays=CLOSED,
            periods=(Period(TODAY, TODAY, (row((5,), "20:00-02:00"),)),),
        ),
        Rules(weekly=(row((6,), "20:00-02:00", weeks=Weeks.ODD),), holidays=AS_USUAL),
    ],
)
def test_a_night_is_refused_where_other_days_come_between_every_year(rules: Rules) -> None:
    assert refusal(rules) is Refusal.NIGHT


# --- other refusals ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rules",
    [
        Rules(),
        Rules(holidays=AS_USUAL, follows_calendar=True),
        Rules(exceptions=(on(date(2026, 11, 21), "10:00-12:00"),)),
        Rules(same_as=Rules()),
    ],
)
def test_hours_that_nobody_has_said_are_refused(rules: Rules) -> None:
    assert refusal(rules) is Refusal.UNKNOWN


def test_a_named_day_that_differs_from_year_to_year_is_refused() -> None:
    rules = Rules(
        weekly=(row((2,), "18:00-21:00", weeks=Weeks.EVEN),),
        holidays=AS_USUAL,
        named_days=(NamedDay("easter_wednesday", Effect.until(minutes("20:00"))),),
    )
    assert refusal(rules) is Refusal.DAYS_DIFFER


def test_a_named_day_without_a_pattern_is_refused() -> None:
    def midsummer(year: int) -> dict[date, tuple[str, ...]]:
        friday = next(d for d in range(19, 26) if date(year, 6, d).weekday() == 4)
        return {date(year, 6, friday): ("midsummer_eve",)}

    calendar = Calendar(holidays=HolidayCalendar(public=lambda year: {}, special=midsummer))
    rules = Rules(weekly=OFFICE, named_days=(NamedDay("midsummer_eve", CLOSED),))
    assert refusal(rules, calendar) is Refusal.NO_SUCH_DAY


def test_named_days_that_take_turns_on_their_date_are_refused() -> None:
    def turns(year: int) -> dict[date, tuple[str, ...]]:
        names = ("one", "other") if year % 2 else ("other", "one")
        return {date(year, 6, 1): names}

    calendar = Calendar(holidays=HolidayCalendar(public=lambda year: {}, special=turns))
    named = (NamedDay("one", CLOSED), NamedDay("other", AS_USUAL))
    assert refusal(Rules(weekly=OFFICE, named_days=named), calendar) is Refusal.DAYS_DIFFER


def test_dates_that_would_fill_a_diary_are_refused() -> None:
    many = Rules(
        weekly=OFFICE,
        holidays=CLOSED,
        exceptions=(DatedException(TODAY, date(2029, 12, 31), Effect.until(minutes("15:00"))),),
    )
    endless = Rules(exceptions=(on(TODAY, last=date(2090, 1, 1)),))
    assert refusal(many) is Refusal.TOO_MANY_DATES
    assert refusal(endless) is Refusal.TOO_MANY_DATES


def test_a_refusal_says_why_in_english() -> None:
    with pytest.raises(NotExpressible, match="nobody has said what the hours are"):
        osm(Rules())
