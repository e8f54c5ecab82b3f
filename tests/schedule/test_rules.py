"""The values of which rules are made: what they take, what they refuse."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import date
from typing import Any

import pytest

from wagtail_hjelp.schedule import (
    AS_SUNDAY,
    AS_USUAL,
    CLOSED,
    Closure,
    DatedException,
    Effect,
    EffectKind,
    NamedDay,
    Period,
    Rules,
    Source,
    Span,
    SpecialDay,
    State,
    WeeklyRow,
    Weeks,
    minutes,
)
from wagtail_hjelp.schedule.rules import EVERY_DAY, days_of

from .words import day, exception, hours, period, row, span


@pytest.mark.parametrize(
    ("text", "found"),
    [("00:00", 0), ("8:05", 485), ("15:30", 930), ("23:59", 1439), ("24:00", 1440)],
)
def test_a_time_of_day_is_minutes_after_midnight(text, found):
    assert minutes(text) == found


@pytest.mark.parametrize("text", ["24:01", "25:00", "12:60", "-1:00", "12:-1", "12", "", "noon"])
def test_what_is_no_time_of_day_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  int() has words of its own
        minutes(text)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("08:00-15:30", 930),
        ("08:00-24:00", 1440),
        ("08:00-00:00", 1440),
        ("20:00-08:00", 1920),
        ("08:00-08:00", 1920),
        ("00:00-00:00", 1440),
        ("00:00-24:00", 1440),
        ("23:59-23:58", 2878),
    ],
)
def test_a_span_that_closes_at_or_before_it_opens_ends_the_next_day(text, end):
    assert span(text).end == end


def test_the_whole_day_is_from_midnight_to_midnight():
    assert (Span.whole_day().opens, Span.whole_day().end) == (0, 1440)
    assert Span.whole_day() == span("00:00-00:00")
    assert Span.whole_day(State.PHONE_ONLY).state is State.PHONE_ONLY


@pytest.mark.parametrize(("opens", "closes"), [(-1, 60), (1440, 60), (0, 1441), (0, -1)])
def test_a_span_outside_the_day_is_refused(opens, closes):
    with pytest.raises(ValueError, match="not a time of day"):
        Span(opens, closes)


def test_the_outermost_times_of_a_span_are_taken():
    assert Span(0, 1440).end == 1440
    assert Span(1439, 0).end == 1440
    assert Span(1439, 1439).end == 2879


def test_a_span_cannot_say_unknown():
    with pytest.raises(ValueError, match="cannot be unknown"):
        Span(0, 60, State.UNKNOWN)


@pytest.mark.parametrize("days", [(7,), (-1,), (0, 9)])
def test_a_row_on_what_is_no_day_of_the_week_is_refused(days):
    with pytest.raises(ValueError, match="not days of the week"):
        WeeklyRow(days, None)


def test_days_of_the_week_are_sorted_and_once_each():
    assert days_of([6, 0, 0, 3]) == (0, 3, 6)
    assert EVERY_DAY == (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (EffectKind.HOURS, {}),
        (EffectKind.CLOSED, {"spans": (Span(0, 60),)}),
        (EffectKind.AS_USUAL, {"spans": (Span(0, 60),)}),
        (EffectKind.CLOSES_AT, {"spans": (Span(0, 60),), "closes_at": 720}),
    ],
)
def test_an_effect_has_spans_if_and_only_if_it_is_hours(kind, more):
    with pytest.raises(ValueError, match="spans go with"):
        Effect(kind, **more)


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (EffectKind.CLOSES_AT, {}),
        (EffectKind.CLOSED, {"closes_at": 720}),
        (EffectKind.CLOSED, {"closes_at": 0}),
        (EffectKind.HOURS, {"spans": (Span(0, 60),), "closes_at": 720}),
    ],
)
def test_an_effect_has_a_closing_time_if_and_only_if_it_closes_then(kind, more):
    with pytest.raises(ValueError, match="closes_at goes with"):
        Effect(kind, **more)


@pytest.mark.parametrize("closes_at", [-1, 1441])
def test_a_closing_time_outside_the_day_is_refused(closes_at):
    with pytest.raises(ValueError, match="not a time of day"):
        Effect.until(closes_at)


def test_the_outermost_closing_times_are_taken():
    assert (Effect.until(0).closes_at, Effect.until(1440).closes_at) == (0, 1440)


def test_short_words_for_effects():
    assert [effect.kind for effect in (CLOSED, AS_USUAL, AS_SUNDAY)] == [
        EffectKind.CLOSED,
        EffectKind.AS_USUAL,
        EffectKind.AS_SUNDAY,
    ]
    assert Effect.until(720) == Effect(EffectKind.CLOSES_AT, (), 720)
    assert hours("10:00-12:00") == Effect(EffectKind.HOURS, (Span(600, 720),))


def test_a_dated_period_covers_its_first_and_last_day():
    summer = period("2026-06-15", "2026-08-15")
    covered = ["2026-06-15", "2026-07-01", "2026-08-15"]
    not_covered = ["2026-06-14", "2026-08-16", "2025-07-01", "2027-07-01"]
    assert [summer.covers(day(text)) for text in covered] == [True] * 3
    assert [summer.covers(day(text)) for text in not_covered] == [False] * 4


def test_a_yearly_period_covers_every_year_whatever_year_it_was_typed_in():
    summer = period("2020-06-15", "2019-08-15", yearly=True)
    for year in (1970, 2026, 2100):
        assert [
            summer.covers(date(year, month, number))
            for month, number in [(6, 14), (6, 15), (7, 1), (8, 15), (8, 16)]
        ] == [False, True, True, True, False]


def test_a_yearly_period_may_span_new_year():
    winter = period("2026-09-15", "2026-05-14", yearly=True)
    covered = ["2026-09-15", "2026-12-31", "2027-01-01", "2027-05-14", "2026-01-01"]
    not_covered = ["2026-09-14", "2027-05-15", "2027-07-01"]
    assert [winter.covers(day(text)) for text in covered] == [True] * 5
    assert [winter.covers(day(text)) for text in not_covered] == [False] * 3


def test_a_yearly_period_of_one_day_covers_that_day():
    one = period("2026-02-06", "2026-02-06", yearly=True)
    covered = [one.covers(day(text)) for text in ("2027-02-05", "2027-02-06", "2027-02-07")]
    assert covered == [False, True, False]


def test_a_yearly_period_to_29_february_covers_it_where_there_is_one():
    winter = period("2024-02-01", "2024-02-29", yearly=True)
    assert winter.covers(day("2028-02-29"))
    assert winter.covers(day("2027-02-28"))
    assert not winter.covers(day("2027-03-01"))


def test_a_dated_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match=r"cannot end \(2026-06-14\) before .* \(2026-06-15\)"):
        Period(day("2026-06-15"), day("2026-06-14"), ())
    assert period("2026-06-15", "2026-06-15").covers(day("2026-06-15"))


def test_an_exception_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match=r"cannot end \(2026-12-23\)"):
        DatedException(day("2026-12-24"), day("2026-12-23"), CLOSED)
    assert exception("2026-12-24", CLOSED).last == day("2026-12-24")


def test_a_closure_lasts_until_the_day_on_which_it_reopens():
    closure = Closure(day("2026-08-03"), day("2026-10-26"))
    asked = ["2026-08-02", "2026-08-03", "2026-10-25", "2026-10-26"]
    assert [closure.covers(day(text)) for text in asked] == [False, True, True, False]


def test_a_closure_may_have_begun_already_and_may_be_until_further_notice():
    assert Closure(None, day("2026-10-26")).covers(day("1970-01-01"))
    assert not Closure(None, day("2026-10-26")).covers(day("2026-10-26"))
    assert Closure(day("2026-08-03")).covers(day("2100-12-31"))
    assert not Closure(day("2026-08-03")).covers(day("2026-08-02"))
    assert Closure().covers(day("2026-08-02"))


@pytest.mark.parametrize("reopens", ["2026-08-02", "2026-08-03"])
def test_a_closure_that_reopens_before_or_as_it_begins_is_refused(reopens):
    with pytest.raises(ValueError, match="cannot reopen"):
        Closure(day("2026-08-03"), day(reopens))


def test_rules_say_nothing_if_neither_they_nor_the_shared_ones_do():
    office = Rules(weekly=(row("mon", "08:00-15:30"),))
    assert Rules().say_nothing
    assert Rules(same_as=Rules()).say_nothing
    assert Rules(same_as=Rules(same_as=Rules())).say_nothing
    assert not office.say_nothing
    assert not Rules(same_as=office).say_nothing
    assert not Rules(holidays=CLOSED).say_nothing
    assert not Rules(holidays=CLOSED, same_as=Rules()).say_nothing


def everything_said() -> Rules:
    first = day("2026-03-02")
    return Rules(
        weekly=(row("mon-fri", "08:00-15:30"),),
        periods=(period("2026-06-15", "2026-08-15", row("mon", None)),),
        holidays=hours("10:00-12:00"),
        named_days=(NamedDay("romjul", CLOSED),),
        exceptions=(exception("2026-03-02", CLOSED),),
        closures=(Closure(first),),
        same_as=Rules(always=State.OPEN),
    )


def test_rules_of_the_same_content_are_the_same_key():
    assert len({everything_said(), everything_said()}) == 1
    town = SpecialDay(day("2026-03-02"), day("2026-03-02"), "town", CLOSED)
    assert len({town, replace(town)}) == 1


def test_what_is_not_said_is_nothing():
    first = day("2026-03-02")
    assert DatedException(first, first, CLOSED) == DatedException(first, first, CLOSED, reason="")
    assert Closure() == Closure(first=None, reopens=None, reason="", approximate=False)
    assert Period(first, first, ()) == Period(first, first, (), yearly=False)
    assert WeeklyRow((0,), None) == WeeklyRow((0,), None, Weeks.EVERY)
    assert Rules() == Rules((), None, (), None, (), (), (), False, None)


def test_what_is_said_cannot_be_changed_afterwards():
    said = everything_said()
    parts: list[Any] = [
        said,
        *said.weekly,
        *said.periods,
        *said.named_days,
        *said.exceptions,
        *said.closures,
    ]
    for part in [*parts, said.weekly[0].span, said.holidays]:
        with pytest.raises(FrozenInstanceError):
            setattr(part, fields(part)[0].name, None)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (State, "open phone_only by_appointment closed unknown"),
        (Weeks, "every odd even"),
        (EffectKind, "closed as_usual as_sunday closes_at hours"),
        (
            Source,
            "closure exception special_day named_day holiday unsaid_holiday period week nothing",
        ),
    ],
)
def test_codes_that_others_store_do_not_change(codes, expected):
    assert [str(code) for code in codes] == expected.split()


def test_one_gets_help_when_it_is_open_or_answers_the_phone():
    assert [state for state in State if state.is_open] == [State.OPEN, State.PHONE_ONLY]
