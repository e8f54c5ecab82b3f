"""What OpenStreetMap's engine says of the same hours: an oracle that shares no code with ours.

Engines of OSM opening hours cut what runs past midnight when the next day is closed, and let it run
on when it should not. So nothing here crosses midnight: each state of a week has two strings, one
for the part before midnight, keyed on the day, and one for the part after it, keyed on the day
on which the span began and asked about the day before. Which rule a day follows is a string too,
with a comment per rule: as OSM has it, what comes later takes the place of what came before.
Public holidays are explicit dates, from the package ``holidays``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import combinations

from opening_hours import OpeningHours

from wagtail_hjelp.schedule import (
    CLOSED,
    Effect,
    EffectKind,
    Period,
    Rules,
    Span,
    State,
    WeeklyRow,
    Weeks,
)

from .norwegian_days import NAMES, names_of, public_holidays
from .strategies import Case

BEFORE, AFTER = "before midnight", "after midnight"
# What is there to cut is first (out of its own day), then the better answer.
ORDER = (State.CLOSED, State.OPEN, State.PHONE_ONLY, State.BY_APPOINTMENT, State.UNKNOWN)
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
SUNDAY = 6
NEVER = "off"


class Oracle:
    """A case, to be asked with a clock on the wall."""

    def __init__(self, case: Case) -> None:
        self._rules = case.rules
        self._shared = case.rules.same_as or case.rules
        self._effects: dict[str, list[Effect] | None] = {}
        self._governing = OpeningHours("; ".join(['24/7 "usual"', *self._special(case)]))
        self._season = OpeningHours("; ".join(['24/7 "week"', *self._period_comments()]))
        self._strings = cache(self._compiled)
        self._told = cache(lambda spans, state, part: OpeningHours(_times(spans, state, part)))

    def state_at(self, wall: datetime) -> State:
        """Return the state at a time of the clock on the wall (naive)."""
        yesterday = wall - timedelta(days=1)
        found = {*self._states(wall, BEFORE), *self._states(yesterday, AFTER)}
        return next((state for state in ORDER if state in found), State.CLOSED)

    def _states(self, wall: datetime, part: str) -> set[State]:
        key = self._comment(self._governing, wall)
        if key == "usual":
            return _uncut(self._usual(wall, part))
        effects = self._effects[key]
        if effects is None:
            return self._unsaid(wall, part)
        if CLOSED in effects:
            return set()
        return {state for effect in effects for state in _uncut(self._by(effect, wall, part))}

    def _by(self, effect: Effect, wall: datetime, part: str) -> set[State]:
        if effect.kind is EffectKind.HOURS:
            return {state for state in ORDER if self._told(effect.spans, state, part).is_open(wall)}
        if effect.kind is EffectKind.AS_SUNDAY:
            return self._usual(wall, part, "Sunday")
        if effect.closes_at is not None and (
            part == AFTER or wall.time() >= _clock(effect.closes_at)
        ):
            return set()
        return self._usual(wall, part)

    def _unsaid(self, wall: datetime, part: str) -> set[State]:
        """Nobody has spoken of the holiday: unknown all day and night, unless "always" has."""
        always = self._shared.always
        if always and self._ground(wall) and part == BEFORE:
            return {always} if State.CLOSED not in self._usual(wall, part) else set()
        hours = [self._says(wall, AFTER, wall.hour * 60 + wall.minute)]
        if part == BEFORE:
            hours = [self._says(wall, BEFORE, 0), self._says(wall, AFTER, 0)]
        return {State.UNKNOWN} if any(hours) else set()

    def _says(self, wall: datetime, part: str, since: int) -> bool:
        """Return whether a day has hours at a minute or later: they begin at the edge of a row."""
        edges = {
            edge for row in self._rows() if row.span for edge in (row.span.opens, row.span.end)
        }
        asked = {since, *(edge % 1440 for edge in edges if edge % 1440 >= since)}
        day = wall.replace(hour=0, minute=0, second=0, microsecond=0)
        return any(_uncut(self._usual(day + timedelta(minutes=minute), part)) for minute in asked)

    def _rows(self) -> list[WeeklyRow]:
        periods = [row for period in self._shared.periods for row in period.rows]
        return [*self._shared.weekly, *periods]

    def _usual(self, wall: datetime, part: str, as_day: str = "") -> set[State]:
        in_period = self._comment(self._season, wall) != "week"
        if not (in_period or self._shared.weekly or self._shared.always):
            return {State.UNKNOWN} if part == BEFORE else set()
        found = {state for state in ORDER if self._strings(state, part, as_day).is_open(wall)}
        if self._shared.always and part == BEFORE and self._ground(wall, as_day):
            found.add(self._shared.always)
        return found

    def _ground(self, wall: datetime, as_day: str = "") -> bool:
        """Return whether "always" holds: not in a period, not on a closed day of the week."""
        if self._comment(self._season, wall) != "week":
            return False
        return self._strings(None, BEFORE, as_day).is_open(wall)

    @staticmethod
    def _comment(hours: OpeningHours, wall: datetime) -> str:
        return hours.state(wall)[1]

    # --- strings -----------------------------------------------------------------------------

    def _compiled(self, state: State | None, part: str, as_day: str) -> OpeningHours:
        """Return the hours of a state in week and periods; None is where "always" may hold."""

        def times(rows: Sequence[WeeklyRow], day: int) -> str:
            asked = SUNDAY if as_day else day
            of_day = [row for row in rows if asked in row.days]
            if any(row.span is None for row in of_day):
                return NEVER
            if state is None:
                return "00:00-24:00"
            return _times([row.span for row in of_day if row.span], state, part)

        rules = [*_week("", self._shared.weekly, times)]
        for period in _later_holds(self._shared.periods):
            rules += _week(_range_of(period), period.rows, times)
        return OpeningHours("; ".join(rules))

    def _period_comments(self) -> list[str]:
        return [
            f'{_range_of(period)} open "period"' for period in _later_holds(self._shared.periods)
        ]

    def _special(self, case: Case) -> list[str]:
        """Return what is said of dates, what holds in the end last."""
        found: list[str] = []

        def say(first: date, last: date, effects: list[Effect] | None) -> None:
            key = f"rule {len(found)}"
            self._effects[key] = effects
            found.append(f'{_range(first, last)} open "{key}"')

        near = [case.focus + timedelta(days=offset) for offset in range(-3, 5)]
        for day in (day for day in near if day in public_holidays(day.year)):
            say(day, day, [case.rules.holidays] if case.rules.holidays else None)
        named = {own.day: own.effect for own in reversed(case.rules.named_days)}
        for name in (name for name in reversed(NAMES) if name in named):
            for day in (day for day in near if name in names_of(day)):
                say(day, day, [named[name]])
        if case.rules.follows_calendar:
            for own in sorted(case.special_days, key=lambda own: own.first - own.last):
                say(own.first, own.last, [own.effect])
        for first, last, effects in _exceptions(case.rules):
            say(first, last, effects)
        for closure in case.rules.closures:
            assert closure.first is not None
            assert closure.reopens is not None
            say(closure.first, closure.reopens - timedelta(days=1), [CLOSED])
        return found


def _exceptions(rules: Rules) -> Iterable[tuple[date, date, list[Effect]]]:
    """Yield exceptions, longest first; of the same length each, then where two or more overlap."""
    by_length: dict[timedelta, list] = {}
    for found in rules.exceptions:
        by_length.setdefault(found.last - found.first, []).append(found)
    for _length, equals in sorted(by_length.items(), reverse=True):
        for count in range(1, len(equals) + 1):
            for together in combinations(equals, count):
                first = max(found.first for found in together)
                last = min(found.last for found in together)
                if first <= last:
                    yield first, last, [found.effect for found in together]


def _later_holds(periods: Iterable[Period]) -> list[Period]:
    """Return periods so that the one that holds comes last: the first of those with a year."""
    ordered = list(periods)
    return [*_backwards(ordered, yearly=True), *_backwards(ordered, yearly=False)]


def _backwards(periods: list[Period], yearly: bool) -> list[Period]:
    return [period for period in reversed(periods) if period.yearly is yearly]


def _range_of(period: Period) -> str:
    if not period.yearly:
        return _range(period.first, period.last)
    return f"{period.first:%b %d}-{period.last:%b %d}"


def _range(first: date, last: date) -> str:
    return f"{first:%Y %b %d}" + (f"-{last:%Y %b %d}" if last > first else "")


def _week(
    dates: str, rows: Sequence[WeeklyRow], times: Callable[[Sequence[WeeklyRow], int], str]
) -> Iterable[str]:
    for weeks, text in ((Weeks.ODD, "week 01-53/2"), (Weeks.EVEN, "week 02-52/2")):
        said = [row for row in rows if row.weeks in (Weeks.EVERY, weeks)]
        for day, name in enumerate(DAYS):
            yield f"{dates} {text} {name} {times(said, day)}".strip()


def _times(spans: Iterable[Span], state: State, part: str) -> str:
    found = []
    for span in spans:
        if span.state is not state:
            continue
        crosses = span.closes <= span.opens
        if part == BEFORE:
            found.append(f"{_text(span.opens)}-{'24:00' if crosses else _text(span.closes)}")
        elif crosses and span.closes > 0:
            found.append(f"00:00-{_text(span.closes)}")
    return ",".join(found) or NEVER


def _text(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _clock(minute: int) -> time:
    return time.max if minute >= 1440 else time(minute // 60, minute % 60)


def _uncut(states: set[State]) -> set[State]:
    """Return what a day says of a moment: nothing where it says, among others, closed."""
    return set() if State.CLOSED in states else states
