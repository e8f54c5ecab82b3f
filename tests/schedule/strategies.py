"""Hours as editors might say them, drawn at random around a day.

Times and dates come from short lists, so that edges meet: spans touch and overlap, exceptions fall
on holidays, nights end where closed rows begin.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

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
    minutes,
)

TIMES = [
    minutes(text)
    for text in (
        *("00:00", "00:30", "01:59", "02:00", "02:30", "03:00", "06:15", "08:00", "11:00"),
        *("11:45", "12:00", "15:30", "16:00", "20:00", "23:00", "23:59"),
    )
]
# In 2026 the clocks change on 29 March and 25 October, in New York on 8 March and 1 November, and
# there is a week 53. 17 May 2027 is Whit Monday.
TURNING_DAYS = [
    date(2026, 3, 28),
    date(2026, 10, 24),
    date(2026, 3, 7),
    date(2026, 10, 31),
    date(2026, 4, 3),
    date(2026, 5, 15),
    date(2026, 5, 24),
    date(2027, 5, 16),
    date(2026, 12, 24),
    date(2026, 12, 31),
    date(2028, 2, 29),
    # Whit Eve, 1 May and Ascension, Easter at its earliest and its latest.
    date(1986, 5, 17),
    date(2008, 5, 1),
    date(2008, 3, 22),
    date(2038, 4, 24),
]
NAMES = (
    *("christmas_eve", "new_years_eve", "romjul", "easter_wednesday", "easter_eve", "whit_eve"),
    *("constitution_day", "labour_day", "whit_monday", "ascension", "easter_sunday"),
)


@dataclass(frozen=True)
class Case:
    """Rules, the municipality's days, and the day around which they were drawn."""

    rules: Rules
    special_days: tuple[SpecialDay, ...]
    focus: date


def few(strategy: st.SearchStrategy, most: int = 2) -> st.SearchStrategy:
    return st.lists(strategy, max_size=most).map(tuple)


states = st.sampled_from(
    [State.OPEN, State.OPEN, State.BY_APPOINTMENT, State.PHONE_ONLY, State.CLOSED]
)
spans = st.builds(Span, st.sampled_from(TIMES), st.sampled_from([*TIMES, 1440]), states)
night_spans = st.builds(
    Span, st.sampled_from(TIMES[-4:]), st.sampled_from(TIMES[:8]), st.just(State.OPEN)
)
any_spans = spans | night_spans
days_of_week = st.sampled_from(
    [(0, 1, 2, 3, 4), (5, 6), (0, 1, 2, 3, 4, 5, 6), (0,), (2,), (4,), (6,), (0, 3, 5)]
)
rows = st.builds(
    WeeklyRow,
    days_of_week,
    st.one_of(any_spans, any_spans, any_spans, st.none()),
    st.sampled_from([Weeks.EVERY, Weeks.EVERY, Weeks.ODD, Weeks.EVEN]),
)
effects = st.one_of(
    st.sampled_from([CLOSED, AS_USUAL, AS_SUNDAY]),
    st.sampled_from(TIMES).map(Effect.until),
    st.lists(any_spans, min_size=1, max_size=2).map(lambda found: Effect.hours(*found)),
)
all_named = st.tuples(effects, effects).map(
    lambda found: tuple(NamedDay(name, found[place % 2]) for place, name in enumerate(NAMES))
)
turning_days = st.sampled_from(TURNING_DAYS)
focuses = turning_days | turning_days | st.dates(date(1970, 1, 10), date(2100, 12, 20))


def stretches(focus: date) -> st.SearchStrategy[tuple[date, date]]:
    """Return first and last day of a stretch that touches the days around the focus, or nearly."""
    first = st.integers(-4, 3)
    length = st.sampled_from([0, 0, 0, 1, 2, 5])
    return st.builds(
        lambda start, days: (
            focus + timedelta(days=start),
            focus + timedelta(days=start + days),
        ),
        first,
        length,
    )


def seasons(focus: date) -> st.SearchStrategy[Period]:
    """Return dated and yearly periods; of these some end before they begin, across New Year."""

    def season(stretch: tuple[date, date], kind: str, week: tuple[WeeklyRow, ...]) -> Period:
        first, last = stretch
        if kind == "dated":
            return Period(first, last, week)
        # What occurs in some years only is no date for every year.
        first, last = (
            found - timedelta(days=1) if (found.month, found.day) == (2, 29) else found
            for found in (first, last)
        )
        if kind == "all but":
            first, last = last + timedelta(days=3), first - timedelta(days=1)
        return Period(_in_2026(first), _in_2026(last), week, yearly=True)

    kinds = st.sampled_from(["dated", "yearly", "all but"])
    return st.builds(season, stretches(focus), kinds, few(rows, 3))


def _in_2026(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        day += timedelta(days=1)
    return day.replace(year=2026)


@st.composite
def cases(draw: st.DrawFn, around: st.SearchStrategy[date] = focuses) -> Case:
    focus = draw(around)
    near = stretches(focus)
    closures = st.builds(lambda at: Closure(at[0], at[1] + timedelta(days=1)), near)
    weekly = draw(few(rows, 4))
    always = draw(st.sampled_from([None, None, None, State.OPEN, State.BY_APPOINTMENT]))
    periods = draw(few(seasons(focus)))
    shared = Rules(weekly=weekly, always=always, periods=periods)
    mine: dict[str, Any] = {
        "holidays": draw(st.none() | effects),
        "named_days": draw(few(st.builds(NamedDay, st.sampled_from(NAMES), effects)) | all_named),
        "exceptions": draw(
            few(
                st.builds(lambda at, effect: DatedException(at[0], at[1], effect), near, effects), 3
            )
        ),
        "closures": draw(st.sampled_from([()] * 3) | few(closures, 1)),
        "follows_calendar": draw(st.booleans()),
    }
    special_days = draw(
        few(st.builds(lambda at, effect: SpecialDay(at[0], at[1], "town", effect), near, effects))
    )
    if draw(st.booleans()):
        rules = Rules(same_as=shared, **mine)
    else:
        rules = Rules(weekly=weekly, always=always, periods=periods, **mine)
    return Case(rules, special_days, focus)
