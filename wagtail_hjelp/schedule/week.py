"""The week as people write it: days with the same hours together, without words.

"Mandag-fredag 08-15.30, helg og helligdager stengt" is two lines. Words, the clock and the order of
the days are the business of whoever shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from .rules import DAY, EVERY_DAY, EffectKind, Period, Weeks
from .schedule import SUNDAY, Schedule, Spans, ranked
from .states import GROUND, STATES, State

WEEK = 7 * DAY


class LineKind(StrEnum):
    """What a line says."""

    # Spans on days of the week, on public holidays, or both.
    HOURS = "hours"
    # One stretch over several days: Friday 16:00 to Monday 08:00.
    STRETCH = "stretch"
    # At all times, or at all times that no other line names.
    ALWAYS = "always"
    OTHERWISE = "otherwise"
    CLOSED = "closed"
    # Public holidays that are as usual, as usual but shorter, or not spoken of.
    HOLIDAYS_AS_USUAL = "holidays_as_usual"
    HOLIDAYS_CLOSE_AT = "holidays_close_at"
    HOLIDAYS_UNSAID = "holidays_unsaid"


@dataclass(frozen=True, slots=True)
class WeekSpan:
    """Times in minutes after midnight; an ``end`` over 1 440 is the next day."""

    start: int
    end: int
    state: State

    @property
    def is_whole_day(self) -> bool:
        return self.end - self.start == DAY and self.start == 0


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One line: on which days (0 is Monday), on public holidays or not, what.

    A ``STRETCH`` has two days, the first and the last, and one span: from its start on the first to
    its end on the last.
    """

    kind: LineKind
    days: tuple[int, ...] = ()
    holidays: bool = False
    spans: tuple[WeekSpan, ...] = ()
    weeks: Weeks = Weeks.EVERY


@dataclass(frozen=True, slots=True)
class WeekSection:
    """The lines of the ordinary week (``period`` None) or of one period."""

    lines: tuple[WeekLine, ...]
    period: Period | None = None


def week_sections(schedule: Schedule, today: date | None = None) -> list[WeekSection]:
    """Return the ordinary week, then each period; none that has ended by ``today``."""
    sections = []
    if schedule.says_week:
        lines = _lines(schedule.weeks, schedule.always)
        sections.append(WeekSection(_with_holidays(lines, schedule)))
    for period, weeks in schedule.periods:
        if period.yearly or today is None or period.last >= today:
            lines = _with_holidays(_lines(weeks, GROUND), schedule, weeks)
            sections.append(WeekSection(lines, period))
    return sections


def spans_of(spans: Spans) -> tuple[WeekSpan, ...]:
    """Return a day's spans as one sees them: in order, the stronger where they overlap."""
    edges = sorted({edge for start, end, _rank in spans for edge in (start, end)})
    found: list[WeekSpan] = []
    for start, end in pairwise(edges):
        best = max((rank for a, b, rank in spans if a <= start < b), default=GROUND)
        state = STATES[best]
        if best == GROUND:
            continue
        if found and found[-1].end == start and found[-1].state is state:
            found[-1] = WeekSpan(found[-1].start, end, state)
        else:
            found.append(WeekSpan(start, end, state))
    return tuple(found)


def _lines(weeks: Sequence[Sequence[Spans]], always: int) -> tuple[WeekLine, ...]:
    own = [[spans_of(_without(spans, always)) for spans in week] for week in weeks]
    stretches = [_take_stretches(week) for week in own]
    lines: list[WeekLine] = []
    if len(own) == 1:
        lines += _grouped(own[0], stretches[0], Weeks.EVERY)
    else:
        same = [even if even == odd else () for even, odd in zip(*own, strict=True)]
        shared = [found for found in stretches[0] if found in stretches[1]]
        lines += _grouped(same, shared, Weeks.EVERY)
        for week, found, parity in zip(own, stretches, (Weeks.EVEN, Weeks.ODD), strict=True):
            differing = [day if day != both else () for day, both in zip(week, same, strict=True)]
            lines += _grouped(differing, [one for one in found if one not in shared], parity)
    lines.sort(key=lambda line: line.days[0])
    named = {day for line in lines for day in _days_of(line)}
    if always:
        state = STATES[always]
        if not lines and all(week[0] for week in weeks):
            return (WeekLine(LineKind.ALWAYS, EVERY_DAY, spans=(WeekSpan(0, DAY, state),)),)
        lines.append(WeekLine(LineKind.OTHERWISE, spans=(WeekSpan(0, DAY, state),)))
        closed = {day for week in weeks for day in EVERY_DAY if not week[day]} - named
    else:
        closed = set(EVERY_DAY) - named
    if closed:
        lines.append(WeekLine(LineKind.CLOSED, tuple(sorted(closed))))
    return tuple(lines)


def _without(spans: Spans, always: int) -> Spans:
    """Return a day's spans without the ground that "always" lays under every day.

    A day out of which something is cut keeps what is left of its ground, and shows it.
    """
    return spans[1:] if always and spans and spans[0] == (0, DAY, always) else spans


def _grouped(
    week: Sequence[tuple[WeekSpan, ...]], stretches: Iterable[WeekLine], weeks: Weeks
) -> list[WeekLine]:
    by_spans: dict[tuple[WeekSpan, ...], list[int]] = {}
    for day, spans in enumerate(week):
        if spans:
            by_spans.setdefault(spans, []).append(day)
    lines = [
        WeekLine(LineKind.HOURS, tuple(days), spans=spans, weeks=weeks)
        for spans, days in by_spans.items()
    ]
    return [*lines, *(replace(found, weeks=weeks) for found in stretches)]


class _Piece(NamedTuple):
    """A span of one day in minutes after the beginning of the week."""

    start: int
    end: int
    day: int
    span: WeekSpan


def _take_stretches(week: list[tuple[WeekSpan, ...]]) -> list[WeekLine]:
    """Take out of a week what goes on over more than a day, and return it as lines.

    Whole days from midnight to midnight stay: people write them as days.
    """
    found = []
    for run in _runs(week):
        start, end = run[0].start, max(piece.end for piece in run)
        by_days = all(piece.start % DAY == 0 and piece.end % DAY == 0 for piece in run)
        if not DAY < end - start < WEEK or by_days:
            continue
        last_day, closes = divmod(end, DAY)
        if closes == 0:
            last_day, closes = last_day - 1, DAY
        span = WeekSpan(start % DAY, closes, run[0].span.state)
        found.append(WeekLine(LineKind.STRETCH, (run[0].day, last_day % 7), spans=(span,)))
        for piece in run:
            week[piece.day] = tuple(own for own in week[piece.day] if own != piece.span)
    return found


def _runs(week: Sequence[tuple[WeekSpan, ...]]) -> list[list[_Piece]]:
    """Return spans that go on from one to the next in one state, round the week."""
    runs: list[list[_Piece]] = []
    for day, spans in enumerate(week):
        for span in spans:
            piece = _Piece(day * DAY + span.start, day * DAY + span.end, day, span)
            if runs and _goes_on(runs[-1], piece):
                runs[-1].append(piece)
            else:
                runs.append([piece])
    if len(runs) > 1:
        # Sunday night runs into Monday morning.
        next_week = [
            piece._replace(start=piece.start + WEEK, end=piece.end + WEEK) for piece in runs[0]
        ]
        if _goes_on(runs[-1], next_week[0]):
            runs = [[*runs[-1], *next_week], *runs[1:-1]]
    return runs


def _goes_on(run: Sequence[_Piece], piece: _Piece) -> bool:
    return run[-1].span.state is piece.span.state and run[-1].end >= piece.start


def _days_of(line: WeekLine) -> Iterable[int]:
    if line.kind is not LineKind.STRETCH:
        return line.days
    first, last = line.days
    return ((first + offset) % 7 for offset in range((last - first) % 7 + 1))


def _with_holidays(
    lines: tuple[WeekLine, ...],
    schedule: Schedule,
    weeks: Sequence[Sequence[Spans]] | None = None,
) -> tuple[WeekLine, ...]:
    """Say what happens on public holidays, in the line of days that are alike if there is one."""
    effect = schedule.holiday_effect
    if effect is None:
        if any(line.kind in (LineKind.HOURS, LineKind.STRETCH) for line in lines):
            return (*lines, WeekLine(LineKind.HOLIDAYS_UNSAID, holidays=True))
        return lines
    if effect.kind is EffectKind.AS_USUAL:
        return (*lines, WeekLine(LineKind.HOLIDAYS_AS_USUAL, holidays=True))
    if effect.kind is EffectKind.CLOSES_AT:
        closes = (WeekSpan(0, effect.closes_at or DAY, State.OPEN),)
        return (*lines, WeekLine(LineKind.HOLIDAYS_CLOSE_AT, holidays=True, spans=closes))
    if effect.kind is EffectKind.HOURS:
        return _joined(lines, spans_of(ranked(effect.spans)))
    if effect.kind is EffectKind.AS_SUNDAY:
        sunday = (weeks or schedule.weeks)[0][SUNDAY]
        always = schedule.always if weeks is None else GROUND
        return _joined(lines, spans_of(_without(sunday, always)))
    return _joined(lines, ())


def _joined(lines: tuple[WeekLine, ...], spans: tuple[WeekSpan, ...]) -> tuple[WeekLine, ...]:
    kind = LineKind.HOURS if spans else LineKind.CLOSED
    for position, line in enumerate(lines):
        if line.kind is kind and line.spans == spans and line.weeks is Weeks.EVERY:
            joined = WeekLine(kind, line.days, True, spans)
            return (*lines[:position], joined, *lines[position + 1 :])
    own = WeekLine(kind, holidays=True, spans=spans)
    closed = next((at for at, line in enumerate(lines) if line.kind is LineKind.CLOSED), len(lines))
    return (*lines[:closed], own, *lines[closed:])
