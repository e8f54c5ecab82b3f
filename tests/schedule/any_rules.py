"""Rules of every kind, for tests of properties."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from wagtail_hjelp.schedule import (
    AS_SUNDAY,
    AS_USUAL,
    CLOSED,
    Closure,
    DatedException,
    Effect,
    NamedDay,
    Period,
    Rules,
    Span,
    SpecialDay,
    State,
    WeeklyRow,
    Weeks,
)
from wagtail_hjelp.schedule.rules import DAY

# The same few years over and over, so that rules meet.
FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)
NAMES = (
    "maundy_thursday",
    "ascension",
    "constitution_day",
    "whit_monday",
    "christmas_day",
    "easter_wednesday",
    "easter_eve",
    "christmas_eve",
    "romjul",
    "new_years_eve",
    "planning_day",
)

SAID_STATES = [State.OPEN, State.OPEN, State.PHONE_ONLY, State.BY_APPOINTMENT, State.CLOSED]
NO_RULES: st.SearchStrategy[Rules | None] = st.none()
hours = st.integers(0, 23).map(lambda hour: hour * 60)
times = hours | st.integers(0, DAY - 1)
states = st.sampled_from(SAID_STATES)
dates = st.dates(FIRST, LAST)
weekdays = st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True).map(tuple)


@st.composite
def day_spans(draw: st.DrawFn) -> Span:
    """A span that ends on its own day."""
    opens, closes = sorted(draw(st.lists(times, min_size=2, max_size=2, unique=True)))
    return Span(opens, draw(st.sampled_from([closes, DAY])), draw(states))


any_spans = st.builds(Span, times, times | st.just(DAY), states)


def rows(spans: st.SearchStrategy[Span]) -> st.SearchStrategy[WeeklyRow]:
    return st.builds(
        WeeklyRow,
        weekdays,
        spans | spans | spans | st.none(),
        st.sampled_from([Weeks.EVERY, Weeks.EVERY, Weeks.ODD, Weeks.EVEN]),
    )


def effects(spans: st.SearchStrategy[Span]) -> st.SearchStrategy[Effect]:
    return st.one_of(
        st.sampled_from([CLOSED, AS_USUAL, AS_SUNDAY]),
        st.integers(0, DAY).map(Effect.until),
        st.lists(spans, min_size=1, max_size=2).map(lambda found: Effect.hours(*found)),
    )


def stretches(most: int) -> st.SearchStrategy[tuple[date, date]]:
    return st.builds(
        lambda first, length: (first, first + timedelta(days=length)), dates, st.integers(0, most)
    )


def exceptions(spans: st.SearchStrategy[Span]) -> st.SearchStrategy[DatedException]:
    reasons = st.sampled_from(["", "staff"])
    return st.builds(
        lambda stretch, effect, reason: DatedException(stretch[0], stretch[1], effect, reason),
        stretches(12),
        effects(spans),
        reasons,
    )


def special_days(spans: st.SearchStrategy[Span]) -> st.SearchStrategy[SpecialDay]:
    return st.builds(
        lambda stretch, kind, effect: SpecialDay(stretch[0], stretch[1], kind, effect),
        stretches(3),
        st.sampled_from(["planning_day", "christmas_eve"]),
        effects(spans),
    )


def periods(spans: st.SearchStrategy[Span]) -> st.SearchStrategy[Period]:
    few_rows = st.lists(rows(spans), max_size=2).map(tuple)
    return st.builds(
        lambda stretch, found: Period(stretch[0], stretch[1], found), stretches(300), few_rows
    ) | st.builds(Period, dates, dates, few_rows, st.just(True))


@st.composite
def closures(draw: st.DrawFn) -> Closure:
    first = draw(st.none() | dates)
    earliest = (first or FIRST) + timedelta(days=1)
    reopens = draw(st.none() | st.integers(0, 90).map(lambda days: earliest + timedelta(days=days)))
    return Closure(first, reopens, draw(st.sampled_from(["", "works"])), draw(st.booleans()))


def rules(
    spans: st.SearchStrategy[Span], shared: st.SearchStrategy[Rules | None] = NO_RULES
) -> st.SearchStrategy[Rules]:
    """Rules with few parts each: simple ones are found when something is wrong."""
    return st.builds(
        Rules,
        weekly=st.lists(rows(spans), max_size=4).map(tuple),
        always=st.none() | st.none() | st.sampled_from([State.OPEN, State.BY_APPOINTMENT]),
        periods=st.just(()) | st.lists(periods(spans), max_size=2).map(tuple),
        holidays=st.none() | effects(spans),
        named_days=st.just(())
        | st.lists(st.builds(NamedDay, st.sampled_from(NAMES), effects(spans)), max_size=2).map(
            tuple
        ),
        exceptions=st.just(()) | st.lists(exceptions(spans), max_size=3).map(tuple),
        closures=st.just(()) | st.just(()) | st.lists(closures(), max_size=2).map(tuple),
        follows_calendar=st.booleans(),
        same_as=shared,
    )


any_rules = st.recursive(rules(any_spans), lambda inner: rules(any_spans, inner), max_leaves=3)
