"""States one after the other, from a moment on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from .states import STATES, State

if TYPE_CHECKING:
    from .schedule import Schedule

# How far ahead a change is looked for, and in which steps: most are found in the first.
HORIZON_DAYS = 400
OPEN_STATES = tuple(state for state in State if state.is_open)
_STEPS = (3, 14, 60, HORIZON_DAYS)


class Interval(NamedTuple):
    """A stretch of time ``[start, end)`` in one state; local, aware datetimes."""

    start: datetime
    end: datetime
    state: State


class Timeline:
    """The states of a schedule from the local midnight before ``start``.

    Neighbouring intervals differ in their state, so that each end is a change.
    """

    def __init__(self, schedule: Schedule, start: datetime) -> None:
        self._schedule = schedule
        self._zone = schedule.calendar.zone
        self._first = start.astimezone(self._zone.info).toordinal()
        self._start = start.timestamp()
        self._days = 0
        self._segments: list[tuple[int, int, int]] = []

    def until(self, end: datetime) -> list[Interval]:
        """Return the intervals from the start to ``end``, without gaps."""
        stop = end.timestamp()
        days = end.astimezone(self._zone.info).toordinal() - self._first + 1
        self._work_out(days)
        return [
            Interval(
                self._zone.moment(max(start, self._start)),
                self._zone.moment(min(finish, stop)),
                STATES[rank],
            )
            for start, finish, rank in self._segments
            if max(start, self._start) < min(finish, stop)
        ]

    def next_change(self, instant: datetime) -> datetime | None:
        """Return the first change after a moment, None if there is none within the horizon."""
        asked = instant.timestamp()
        for start, _end, _rank in self._pieces():
            if start > asked:
                return self._zone.moment(start)
        return None

    def next_opening(self, instant: datetime) -> Interval | None:
        """Return the first interval after a moment that is open; None while it is open already."""
        return self.next_in(OPEN_STATES, instant)

    def next_in(self, states: Collection[State], instant: datetime) -> Interval | None:
        """Return the first interval after a moment in one of the states; None while it is in one.

        None, too, if there is none within the horizon.
        """
        asked = instant.timestamp()
        for start, end, rank in self._pieces():
            if end > asked and STATES[rank] in states:
                if start <= asked:
                    return None
                return Interval(self._zone.moment(start), self._zone.moment(end), STATES[rank])
        return None

    def _pieces(self) -> Iterator[tuple[int, int, int]]:
        """Yield the pieces up to the horizon, none before its true end is known or beyond it."""
        given = 0
        for days in _STEPS:
            self._work_out(days)
            known = self._segments[:-1] if days < HORIZON_DAYS else self._segments
            yield from known[given:]
            given = len(known)

    def _work_out(self, days: int) -> None:
        if days > self._days:
            self._days = days
            self._segments = self._schedule.segments(self._first, self._first + days)
