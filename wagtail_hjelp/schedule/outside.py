"""Hours that are another schedule's other hours: "outside these times, call …"."""

from __future__ import annotations

from itertools import pairwise

from .rules import DAY, NOTHING
from .schedule import Decision, Schedule, Spans
from .states import GROUND, RANKS, STATES, State

_OPEN, _UNKNOWN = RANKS[State.OPEN], RANKS[State.UNKNOWN]


class OutsideHours(Schedule):
    """Open whenever another schedule is not open; unknown when that is unknown.

    By appointment is not open: whoever has no appointment needs somebody to call.
    """

    def __init__(self, inner: Schedule) -> None:
        super().__init__(NOTHING, inner.calendar)
        self.inner = inner

    def _spans(self, ordinal: int) -> Spans:
        return self._decide(ordinal).spans

    def _decided(self, ordinal: int) -> Decision:
        before, today = self.inner._decide(ordinal - 1), self.inner._decide(ordinal)
        return today._replace(spans=_rest(before.spans, today.spans))

    def _ordinary(self, ordinal: int, weekday: int | None = None) -> Decision:
        before, today = self.inner._ordinary(ordinal - 1), self.inner._ordinary(ordinal)
        return today._replace(spans=_rest(before.spans, today.spans))


def _rest(before: Spans, today: Spans) -> Spans:
    """Return the parts of a day, midnight to midnight, at which it is not open."""
    tails = ((start - DAY, end - DAY, rank) for start, end, rank in before)
    over = [(start, end, rank) for start, end, rank in (*tails, *today) if end > 0]
    cuts = {0, DAY, *(min(max(edge, 0), DAY) for start, end, _ in over for edge in (start, end))}
    edges = sorted(cuts)
    found: list[tuple[int, int, int]] = []
    for start, end in pairwise(edges):
        best = max((rank for a, b, rank in over if a <= start < b), default=GROUND)
        if STATES[best].is_open:
            continue
        rank = _UNKNOWN if best == _UNKNOWN else _OPEN
        if found and found[-1][1] == start and found[-1][2] == rank:
            found[-1] = (found[-1][0], end, rank)
        else:
            found.append((start, end, rank))
    return tuple(found)
