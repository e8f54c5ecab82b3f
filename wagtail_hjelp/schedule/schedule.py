"""The engine: rules and a calendar, compiled to answer questions about time.

Which rule a day follows, from first to last: closed for now, own exception, the municipality's
special day, own day with a name, public holiday, period, week. A span belongs to the day it starts
on: the night before a closed day runs on, and a closed day has no night.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from .calendar import Calendar, Mark
from .rules import (
    DAY,
    DatedException,
    Effect,
    EffectKind,
    Rules,
    Span,
    WeeklyRow,
    Weeks,
)
from .states import GROUND, HIGHEST, LOWEST_OPEN, RANKS, STATES, State
from .timeline import Interval, Timeline

SUNDAY = 6
# Minutes after midnight, and the rank of the state.
Spans = tuple[tuple[int, int, int], ...]
_UNKNOWN_DAY: Spans = ((0, DAY, RANKS[State.UNKNOWN]),)
_Week = Sequence[Spans]
# A decision before it has names. Nothing is kept from one question to the next: working out a day
# costs less than looking after ten thousand schedules' memories of days.
Decided = tuple[Spans, "Source", str]
_InForce = tuple[int, int, DatedException]


class Source(StrEnum):
    """Which rule a day follows."""

    CLOSURE = "closure"
    EXCEPTION = "exception"
    SPECIAL_DAY = "special_day"
    NAMED_DAY = "named_day"
    HOLIDAY = "holiday"
    # A public holiday of which nobody has said anything.
    UNSAID_HOLIDAY = "unsaid_holiday"
    PERIOD = "period"
    WEEK = "week"
    # Neither week nor period says anything.
    NOTHING = "nothing"


class Decision(NamedTuple):
    """A day's own spans (what starts on it), which rule they follow, and the reason's code."""

    spans: Spans
    source: Source
    reason: str = ""


class Schedule:
    """Opening hours that can be asked.

    Compiling is cheap (some tens of microseconds), an answer costs a few. Instances are
    immutable to their users and may be shared between threads.
    """

    def __init__(self, rules: Rules, calendar: Calendar) -> None:
        self.rules = rules
        self.calendar = calendar
        tiers = tiers_of(rules)
        own_week = next((tier for tier in tiers if tier.weekly or tier.always), rules)
        said = own_week.always
        self.always = GROUND if said in (None, State.CLOSED) else RANKS[said]
        self.says_week = bool(own_week.weekly or own_week.always)
        self.weeks = _weeks(own_week.weekly, self.always)
        self.periods = [
            (period, _weeks(period.rows, GROUND))
            for tier in tiers
            # A period of one summer says more than one of every summer.
            for period in sorted(tier.periods, key=lambda period: period.yearly)
        ]
        self.closures = [closure for tier in tiers for closure in tier.closures]
        self._exceptions = [_in_force(tier.exceptions) for tier in tiers if tier.exceptions]
        self.holiday_effect = next((tier.holidays for tier in tiers if tier.holidays), None)
        self._follows = any(tier.follows_calendar for tier in tiers)
        self._named: dict[str, Effect] = {}
        for tier in tiers:
            for named in tier.named_days:
                self._named.setdefault(named.day, named.effect)
        self._dated = bool(self.periods or self.closures)
        # Between which days exceptions are: most days are far from them.
        self._first = min((first for tier in self._exceptions for first, _, _ in tier), default=1)
        self._last = max((last for tier in self._exceptions for _, last, _ in tier), default=0)

    # --- questions about a moment ----------------------------------------------------------

    def state_at(self, instant: datetime) -> State:
        """Return the state at a moment (an aware datetime)."""
        return STATES[self._rank_at(instant.timestamp())]

    def is_open_at(self, instant: datetime) -> bool:
        """Whether one gets help at that moment without an appointment."""
        return self._rank_at(instant.timestamp()) >= LOWEST_OPEN

    def next_change(self, instant: datetime) -> datetime | None:
        """Return when the state is next another; None if not within 400 days."""
        return self.timeline(instant).next_change(instant)

    def open_until(self, instant: datetime) -> datetime | None:
        """Return when it stops being open as it is at that moment; None if it is not open."""
        return self.next_change(instant) if self.is_open_at(instant) else None

    def opens_next(self, instant: datetime) -> datetime | None:
        """Return when it is next open, if it is not at that moment; None if not in 400 days."""
        found = self.timeline(instant).next_opening(instant)
        return found.start if found else None

    # --- questions about a stretch of time -------------------------------------------------

    def timeline(self, start: datetime) -> Timeline:
        """Return the states from a moment on, worked out as far as they are asked for."""
        return Timeline(self, start)

    def intervals(self, start: datetime, end: datetime) -> list[Interval]:
        """Return all time from ``start`` to ``end`` that is not closed, in order."""
        return [
            interval
            for interval in self.timeline(start).until(end)
            if interval.state is not State.CLOSED
        ]

    def is_open_between(self, first: date, last: date) -> bool:
        """Whether it is open at any time of the days from ``first`` to ``last``, both included."""
        # Most are open on one of the first days: no more are worked out than are needed.
        return any(
            rank >= LOWEST_OPEN
            for ordinal in range(first.toordinal(), last.toordinal() + 1)
            for _start, _end, rank in self.segments(ordinal, ordinal + 1)
        )

    # --- questions about days --------------------------------------------------------------

    def day(self, day: date) -> Decision:
        """Return what starts on a day, and by which rule."""
        return Decision(*self._decide(day.toordinal()))

    def ordinary_day(self, day: date) -> Decision:
        """Return what would start on a day if it were like any other of its week or period."""
        return Decision(*self._ordinary(day.toordinal()))

    def days(self, first: date, count: int = 7) -> list[tuple[date, Decision]]:
        """Return days one after the other with what starts on each."""
        ordinals = range(first.toordinal(), first.toordinal() + count)
        return [
            (date.fromordinal(ordinal), Decision(*self._decide(ordinal))) for ordinal in ordinals
        ]

    # --- the inside ------------------------------------------------------------------------

    def _rank_at(self, timestamp: float) -> int:
        ordinal, minute, plain = self.calendar.zone.locate(timestamp)
        if not plain:
            return self._rank_near_clock_change(timestamp, ordinal)
        best = GROUND
        for start, end, rank in self._spans(ordinal):
            if start <= minute < end and rank > best:
                best = rank
        minute += DAY
        for start, end, rank in self._spans(ordinal - 1):
            if start <= minute < end and rank > best:
                best = rank
        return best

    def _rank_near_clock_change(self, timestamp: float, ordinal: int) -> int:
        locate = self.calendar.zone.timestamp
        return max(
            (
                rank
                # Where the clock goes back past midnight, tomorrow has begun already.
                for day in (ordinal - 1, ordinal, ordinal + 1)
                for start, end, rank in self._spans(day)
                if locate(day, start) <= timestamp < locate(day, end)
            ),
            default=GROUND,
        )

    def segments(self, first: int, end: int) -> list[tuple[int, int, int]]:
        """Return the time from one day's midnight to another's as moments and ranks, no gaps.

        Days are ordinals, moments whole seconds since 1970; neighbours differ in their state.
        """
        zone = self.calendar.zone
        edges: list[tuple[int, int, int]] = []
        for ordinal in range(first - 1, end):
            for start, stop, rank in self._spans(ordinal):
                begins, stops = zone.timestamp(ordinal, start), zone.timestamp(ordinal, stop)
                if begins < stops:
                    edges += [(begins, rank, 1), (stops, rank, -1)]
        return _swept(edges, zone.timestamp(first, 0), zone.timestamp(end, 0))

    def _spans(self, ordinal: int) -> Spans:
        # A day like any other needs no decision: most days of most schedules.
        if (
            not self._dated
            and not self._first <= ordinal <= self._last
            and self.calendar.mark(ordinal) is None
        ):
            if not self.says_week:
                return _UNKNOWN_DAY
            return self.weeks[_parity(ordinal, self.weeks)][(ordinal + 6) % 7]
        return self._decide(ordinal)[0]

    def _decide(self, ordinal: int) -> Decided:
        if self.closures:
            day = date.fromordinal(ordinal)
            for closure in self.closures:
                if closure.covers(day):
                    return (), Source.CLOSURE, closure.reason
        if self._first <= ordinal <= self._last:
            for exceptions in self._exceptions:
                covering = [found for found in exceptions if found[0] <= ordinal <= found[1]]
                if covering:
                    return self._of_exceptions(covering, ordinal)
        mark = self.calendar.mark(ordinal)
        return self._ordinary(ordinal) if mark is None else self._marked(ordinal, mark)

    def _of_exceptions(self, covering: list[_InForce], ordinal: int) -> Decided:
        length = covering[0][1] - covering[0][0]
        equals = [found for first, last, found in covering if last - first == length]
        # One that closes the day decides; otherwise equals add up what they say.
        closing = [found for found in equals if found.effect.kind is EffectKind.CLOSED]
        deciding = closing or equals
        spans = (span for found in deciding for span in self._apply(found.effect, ordinal))
        return tuple(dict.fromkeys(spans)), Source.EXCEPTION, deciding[0].reason

    def _marked(self, ordinal: int, mark: Mark) -> Decided:
        if mark.special is not None and self._follows:
            special = mark.special
            return self._apply(special.effect, ordinal), Source.SPECIAL_DAY, special.kind
        if self._named:
            for name in mark.names:
                if name in self._named:
                    return self._apply(self._named[name], ordinal), Source.NAMED_DAY, name
        name = mark.names[0]
        if mark.public and self.holiday_effect is not None:
            return self._apply(self.holiday_effect, ordinal), Source.HOLIDAY, name
        spans, source, _reason = self._ordinary(ordinal)
        unsaid = self._unsaid(spans, source) if mark.public else spans
        return unsaid, source if unsaid == spans else Source.UNSAID_HOLIDAY, name

    def _unsaid(self, ordinary: Spans, source: Source) -> Spans:
        """Nobody has said what holds on this holiday: a day that would have hours is unknown.

        "Day and night, every day" and "by appointment" have said it.
        """
        if not ordinary:
            return ()
        latest = max(end for _start, end, _rank in ordinary)
        if not (self.always and source is Source.WEEK):
            return ((0, max(DAY, latest), RANKS[State.UNKNOWN]),)
        ground = tuple(
            (start, min(end, DAY), rank)
            for start, end, rank in ordinary
            if rank == self.always and start < DAY
        )
        night = ((DAY, latest, RANKS[State.UNKNOWN]),) if latest > DAY else ()
        return (*ground, *night)

    def _apply(self, effect: Effect, ordinal: int) -> Spans:
        if effect.kind is EffectKind.CLOSED:
            return ()
        if effect.kind is EffectKind.AS_SUNDAY:
            return self._ordinary(ordinal, SUNDAY)[0]
        if effect.kind is EffectKind.HOURS:
            return ranked(effect.spans)
        usual = self._ordinary(ordinal)[0]
        if effect.closes_at is None:
            return usual
        return tuple(
            (start, min(end, effect.closes_at), rank)
            for start, end, rank in usual
            if start < effect.closes_at
        )

    def _ordinary(self, ordinal: int, weekday: int | None = None) -> Decided:
        if weekday is None:
            weekday = (ordinal + 6) % 7
        if self.periods:
            day = date.fromordinal(ordinal)
            for period, weeks in self.periods:
                if period.covers(day):
                    return weeks[_parity(ordinal, weeks)][weekday], Source.PERIOD, ""
        if not self.says_week:
            return _UNKNOWN_DAY, Source.NOTHING, ""
        return self.weeks[_parity(ordinal, self.weeks)][weekday], Source.WEEK, ""


def tiers_of(rules: Rules) -> list[Rules]:
    """Return the rules, then those they are the same as."""
    found = [rules]
    while (shared := found[-1].same_as) is not None:
        found.append(shared)
    return found


def _in_force(exceptions: Iterable[DatedException]) -> list[_InForce]:
    """Return exceptions with the ordinals of their days, the shortest first."""
    found = [(each.first.toordinal(), each.last.toordinal(), each) for each in exceptions]
    return sorted(found, key=lambda each: each[1] - each[0])


def _weeks(rows: Iterable[WeeklyRow], always: int) -> tuple[_Week, ...]:
    """Return the seven days' spans: once, or for even and odd weeks."""
    rows = tuple(rows)
    if all(row.weeks is Weeks.EVERY for row in rows):
        return (_week(rows, always),)
    return tuple(
        _week([row for row in rows if row.weeks in (Weeks.EVERY, parity)], always)
        for parity in (Weeks.EVEN, Weeks.ODD)
    )


def _week(rows: Iterable[WeeklyRow], always: int) -> _Week:
    spans: list[list[Span]] = [[] for _ in range(7)]
    closed: set[int] = set()
    for row in rows:
        for day in row.days:
            if row.span is None:
                closed.add(day)
            else:
                spans[day].append(row.span)
    ground: Spans = ((0, DAY, always),) if always else ()
    return tuple(() if day in closed else ranked(spans[day], ground) for day in range(7))


def ranked(spans: Iterable[Span], ground: Spans = ()) -> Spans:
    """Return spans of one day as minutes and ranks; what is closed is cut out of the others.

    A span belongs to the day it starts on, and so does a cut: it leaves the night before alone.
    """
    found = [*ground]
    cuts = []
    for span in spans:
        if span.state is State.CLOSED:
            cuts.append((span.opens, span.end))
        else:
            found.append((span.opens, span.end, RANKS[span.state]))
    for opens, closes in cuts:
        found = [piece for whole in found for piece in _without(whole, opens, closes)]
    return tuple(found)


def _without(whole: tuple[int, int, int], opens: int, closes: int) -> Spans:
    """Return what is left of a span when a piece is cut out."""
    start, end, rank = whole
    if closes <= start or end <= opens:
        return (whole,)
    before = ((start, opens, rank),) if start < opens else ()
    after = ((closes, end, rank),) if closes < end else ()
    return (*before, *after)


def _parity(ordinal: int, weeks: tuple[_Week, ...]) -> int:
    if len(weeks) == 1:
        return 0
    return date.fromordinal(ordinal).isocalendar().week % 2


def _swept(edges: list[tuple[int, int, int]], start: int, end: int) -> list[tuple[int, int, int]]:
    """Return ``start`` to ``end`` cut at the edges, each piece with the highest rank over it."""
    edges.sort()
    depth = [0] * (HIGHEST + 1)
    found: list[tuple[int, int, int]] = []
    at, position = start, 0
    while at < end:
        while position < len(edges) and edges[position][0] <= at:
            _moment, rank, step = edges[position]
            depth[rank] += step
            position += 1
        best = next((rank for rank in range(HIGHEST, GROUND, -1) if depth[rank]), GROUND)
        until = min(edges[position][0], end) if position < len(edges) else end
        if found and found[-1][2] == best:
            found[-1] = (found[-1][0], until, best)
        else:
            found.append((at, until, best))
        at = until
    return found
