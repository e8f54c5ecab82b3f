"""The plainest possible oracle: what each day says, span by span, and a minute at a time.

It shares no code with the engine: dates and times are ``datetime``, zones are ``zoneinfo``, names
of days are from ``holidays``, and each question is a loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from wagtail_hjelp.schedule import Effect, EffectKind, Rules, Span, State, WeeklyRow

from .norwegian_days import names_of, public_holidays
from .strategies import Case

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
BEST_FIRST = (State.OPEN, State.PHONE_ONLY, State.BY_APPOINTMENT, State.UNKNOWN)
# What starts on a day: from, to (naive), state; and whether "always" says it.
Said = list[tuple[datetime, datetime, State, bool]]


class Minutes:
    """The states of a case, minute by minute from one day's midnight to another's."""

    def __init__(self, case: Case, zone: ZoneInfo, first: date, days: int) -> None:
        self.zone = zone
        self.start = self._moment(midnight(first))
        self.end = self._moment(midnight(first + days * DAY))
        spans = [
            (self._moment(opens), self._moment(closes), state)
            for offset in range(-2, days + 2)
            for opens, closes, state, _always in starting_on(case, first + offset * DAY)
        ]
        self.states: list[State] = []
        moment = self.start
        while moment < self.end:
            over = {state for opens, closes, state in spans if opens <= moment < closes}
            self.states.append(next((state for state in BEST_FIRST if state in over), State.CLOSED))
            moment += MINUTE

    def _moment(self, local: datetime) -> datetime:
        return local.replace(tzinfo=self.zone).astimezone(UTC)

    def moments(self) -> Iterable[tuple[datetime, State]]:
        for number, state in enumerate(self.states):
            yield self.start + number * MINUTE, state

    def runs(self) -> list[tuple[datetime, datetime, State]]:
        """Return stretches of one state, without gaps."""
        found = []
        for state, run in groupby(self.moments(), key=lambda pair: pair[1]):
            first, *rest = [moment for moment, _state in run]
            found.append(((first), (rest[-1] if rest else first) + MINUTE, state))
        return found

    def first_after(self, moment: datetime, wanted: Callable[[State], bool]) -> datetime | None:
        """Return the first minute after a moment with a state that is wanted."""
        return next((at for at, state in self.moments() if at > moment and wanted(state)), None)

    def on(self, first: date, last: date) -> list[State]:
        """Return the states of the minutes from a day's beginning to another's end."""
        start, end = self._moment(midnight(first)), self._moment(midnight(last + DAY))
        return [state for at, state in self.moments() if start <= at < end]


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def starting_on(case: Case, day: date) -> Said:
    """Return what starts on a day: the first rule that says something of it."""
    rules = case.rules
    if any(c.first <= day < c.reopens for c in rules.closures):  # type: ignore[operator]
        return []
    covering = [found for found in rules.exceptions if found.first <= day <= found.last]
    if covering:
        shortest = min(found.last - found.first for found in covering)
        effects = [found.effect for found in covering if found.last - found.first == shortest]
        if any(effect.kind is EffectKind.CLOSED for effect in effects):
            return []
        return [said for effect in effects for said in by(effect, rules, day)]
    if rules.follows_calendar:
        own = [found for found in case.special_days if found.first <= day <= found.last]
        if own:
            shortest = min(found.last - found.first for found in own)
            return by([o for o in own if o.last - o.first == shortest][-1].effect, rules, day)
    for name in names_of(day):
        for named in rules.named_days:
            if named.day == name:
                return by(named.effect, rules, day)
    usual = usually(rules, day, day.weekday())
    if day not in public_holidays(day.year):
        return usual
    if rules.holidays is not None:
        return by(rules.holidays, rules, day)
    return unsaid(day, usual)


def unsaid(day: date, usual: Said) -> Said:
    """Nobody has spoken of the holiday: unknown all day, unless "always" has."""
    if not usual:
        return []
    tomorrow = midnight(day + DAY)
    latest = max(closes for _opens, closes, _state, _always in usual)
    if not any(always for *_, always in usual):
        return [(midnight(day), max(tomorrow, latest), State.UNKNOWN, False)]
    kept = [said for said in usual if said[3]]
    return [*kept, (tomorrow, latest, State.UNKNOWN, False)] if latest > tomorrow else kept


def by(effect: Effect, rules: Rules, day: date) -> Said:
    if effect.kind is EffectKind.CLOSED:
        return []
    if effect.kind is EffectKind.HOURS:
        return uncut([on(day, span) for span in effect.spans])
    if effect.kind is EffectKind.AS_SUNDAY:
        return usually(rules, day, 6)
    usual = usually(rules, day, day.weekday())
    if effect.closes_at is None:
        return usual
    latest = midnight(day) + effect.closes_at * MINUTE
    return [
        (opens, min(closes, latest), state, always)
        for opens, closes, state, always in usual
        if opens < latest
    ]


def usually(rules: Rules, day: date, weekday: int) -> Said:
    said = rules.same_as or rules
    for yearly in (False, True):
        for period in said.periods:
            if period.yearly is yearly and in_period(period.first, period.last, yearly, day):
                return by_rows(period.rows, day, weekday, None)
    if not said.weekly and not said.always:
        return [(midnight(day), midnight(day) + DAY, State.UNKNOWN, False)]
    return by_rows(said.weekly, day, weekday, said.always)


def in_period(first: date, last: date, yearly: bool, day: date) -> bool:
    if not yearly:
        return first <= day <= last
    # Walk from the first day of the period that begins last before the day.
    begun = first.replace(year=day.year if f"{day:%m%d}" >= f"{first:%m%d}" else day.year - 1)
    ends = last.replace(year=begun.year + (f"{last:%m%d}" < f"{first:%m%d}"))
    return day <= ends


def by_rows(rows: Sequence[WeeklyRow], day: date, weekday: int, always: State | None) -> Said:
    parity = ("even", "odd")[day.isocalendar().week % 2]
    today = [row for row in rows if weekday in row.days and row.weeks in ("every", parity)]
    if any(row.span is None for row in today):
        return []
    found = [on(day, row.span) for row in today if row.span is not None]
    if always:
        found.append((midnight(day), midnight(day) + DAY, always, True))
    return uncut(found)


def uncut(found: Said) -> Said:
    """Return a day's spans without what its own timed "closed" takes out of them."""
    for cut_from, cut_to, state, _always in found:
        if state is State.CLOSED:
            found = [
                (start, end, kept, always)
                for opens, closes, kept, always in found
                for start, end in ((opens, min(closes, cut_from)), (max(opens, cut_to), closes))
                if start < end and kept is not State.CLOSED
            ] + [said for said in found if said[2] is State.CLOSED]
    return [said for said in found if said[2] is not State.CLOSED]


def on(day: date, span: Span) -> tuple[datetime, datetime, State, bool]:
    opens, closes = (midnight(day) + minute * MINUTE for minute in (span.opens, span.closes))
    return opens, closes if closes > opens else closes + DAY, span.state, False
