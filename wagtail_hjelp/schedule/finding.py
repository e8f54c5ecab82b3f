"""Something doubtful in rules, as a value: no words, which are the interface's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .rules import Weeks


class FindingCode(StrEnum):
    """What is doubtful, and which parts of a :class:`Finding` say where.

    All have a ``row`` where one row can be pointed at. ``other`` is the row that it meets.
    """

    # No rule at all.
    NOTHING_SAID = "nothing_said"
    # Hours around the clock, but not at these times of one day; ``row`` is the period, if in one.
    HOLE = "hole"
    # Hours in two rows at once, on ``days`` and at ``times``; or one row closes what another opens.
    # Of exceptions: on ``dates``.
    OVERLAP = "overlap"
    # "Closed" at ``times`` of ``days`` (none: of the days of the row) takes nothing from the hours
    # of those days; from 1 440 on: what is after midnight of a longer one does not.
    CUT_NOTHING = "cut_nothing"
    # A night (``row``) lasts into the hours of the ``days`` after it (``other``); ``times`` are
    # from when those open until the night ends.
    NIGHT_MEETS_MORNING = "night_meets_morning"
    # A period that is over, hidden by periods looked up first (``other``, if it is one), or only on
    # 29 February. ``dates`` are its own, but not those of one that comes back every year.
    PERIOD_NEVER = "period_never"
    # On ``dates`` of two periods the first one looked up (``other``) holds.
    PERIODS_OVERLAP = "periods_overlap"
    # An exception or closure that is over; ``dates`` are its own.
    EXCEPTION_PASSED = "exception_passed"
    # Hours (``times``, as in the row) that begin or end in the hour that comes twice or not at all
    # on the night to ``dates``.
    CLOCK_CHANGE = "clock_change"
    # Nobody has said what holds on public holidays; ``dates`` are those of the coming year on
    # which it would be open.
    HOLIDAYS_UNSAID = "holidays_unsaid"
    # There are only periods; ``dates`` are the next ones outside them.
    OUTSIDE_PERIODS_UNSAID = "outside_periods_unsaid"
    # An own named day that never counts: on all its ``dates`` of the coming year the municipality's
    # calendar does, or another row (``other``) says what holds on it.
    NAMED_DAY_HIDDEN = "named_day_hidden"


_ORDER = {code: number for number, code in enumerate(FindingCode)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt.

    ``days`` are days of the week (0 is Monday), ``times`` minutes after midnight ``(from, to)``
    (over 1 440: the next day). ``dates`` of a stretch are its first and last, or its only one.
    ``row`` and ``other`` are paths such as ``periods[0].rows[2]``.
    """

    code: FindingCode
    days: tuple[int, ...] = ()
    dates: tuple[date, ...] = ()
    times: tuple[int, int] | None = None
    row: str | None = None
    other: str | None = None
    weeks: Weeks = Weeks.EVERY

    @property
    def place(self) -> tuple[object, ...]:
        """What findings are sorted by: code, row, then when."""
        return (
            _ORDER[self.code],
            _natural(self.row),
            _natural(self.other),
            self.weeks.value,
            self.days,
            self.dates,
            self.times or (),
        )


def stretch(first: date, last: date) -> tuple[date, ...]:
    """Return the dates by which a finding says from when to when."""
    return (first,) if first == last else (first, last)


def _natural(path: str | None) -> tuple[tuple[int, str], ...]:
    """Return a path so that ``weekly[10]`` comes after ``weekly[9]``."""
    return tuple(
        (int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", path or "")
    )
