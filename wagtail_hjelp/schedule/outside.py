"""Hours that are another schedule's other hours: "outside these times, call …"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from .rules import DAY, NOTHING
from .schedule import Decided, Schedule, Spans
from .states import GROUND, HIGHEST, RANKS, STATES, State

# What it is outside, by the rank inside.
_OUTSIDE = {
    rank: GROUND if STATES[rank].is_open else RANKS[State.OPEN] for rank in range(HIGHEST + 1)
}
_OUTSIDE[RANKS[State.UNKNOWN]] = RANKS[State.UNKNOWN]


class OutsideHours(Schedule):
    """Open whenever another schedule is not open; unknown when that is unknown.

    By appointment is not open: whoever has no appointment needs somebody to call.
    """

    def __init__(self, inner: Schedule) -> None:
        super().__init__(NOTHING, inner.calendar)
        self.inner = inner

    # A moment is the opposite of what it is inside, also in the hours that occur twice or never,
    # where local times are not in the order of the moments they stand for.

    def _rank_at(self, timestamp: float) -> int:
        return _OUTSIDE[self.inner._rank_at(timestamp)]

    def segments(self, first: int, end: int) -> list[tuple[int, int, int]]:
        return _outside(self.inner.segments(first, end))

    def _decide(self, ordinal: int) -> Decided:
        spans, source, reason = self.inner._decide(ordinal)
        return _rest(self.inner._decide(ordinal - 1)[0], spans), source, reason

    def _ordinary(self, ordinal: int, weekday: int | None = None) -> Decided:
        spans, source, reason = self.inner._ordinary(ordinal)
        return _rest(self.inner._ordinary(ordinal - 1)[0], spans), source, reason


def _rest(before: Spans, today: Spans) -> Spans:
    """Return the parts of a day, midnight to midnight, at which it is not open."""
    tails = ((start - DAY, end - DAY, rank) for start, end, rank in before)
    over = [*tails, *today]
    cuts = {0, DAY, *(min(max(edge, 0), DAY) for start, end, _ in over for edge in (start, end))}
    pieces = (
        (start, end, max((rank for a, b, rank in over if a <= start < b), default=GROUND))
        for start, end in pairwise(sorted(cuts))
    )
    return tuple(piece for piece in _outside(pieces) if piece[2] != GROUND)


def _outside(pieces: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return pieces without gaps as what they are outside; neighbours differ."""
    found: list[tuple[int, int, int]] = []
    for start, end, inside in pieces:
        rank = _OUTSIDE[inside]
        if found and found[-1][2] == rank:
            found[-1] = (found[-1][0], end, rank)
        else:
            found.append((start, end, rank))
    return found
