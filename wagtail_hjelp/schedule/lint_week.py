"""What is doubtful in the rows of a week: holes, overlaps, nights that meet mornings.

Even and odd weeks are looked at by themselves; what is found in both is said of every week.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice, pairwise

from .finding import Finding, FindingCode
from .rules import DAY, EVERY_DAY, Span, WeeklyRow, Weeks, days_of
from .states import State

SUNDAY = 6
_OTHER = {Weeks.EVEN: Weeks.ODD, Weeks.ODD: Weeks.EVEN}


def week_findings(rows: Sequence[WeeklyRow], path: str, always: bool) -> Iterator[Finding]:
    """Yield what is doubtful in rows that stand at a path, "weekly" or "periods[0].rows"."""
    week = _Week(rows, path)
    if not always:
        yield from _of_both_weeks(week.holes)
    yield from week.overlaps()
    yield from week.hidden_rows()
    yield from _of_both_weeks(partial(week.cuts_of_nothing, always=always))
    yield from _of_both_weeks(week.nights_that_meet_mornings)


def overlap(one: Span, other: Span) -> tuple[int, int] | None:
    """Return the times at which two spans of a day both have hours; "closed" is there to cut."""
    if State.CLOSED in (one.state, other.state):
        return None
    start, end = max(one.opens, other.opens), min(one.end, other.end)
    return (start, end) if start < end else None


def uncut(cut: Span, spans: Iterable[Span]) -> tuple[int, int] | None:
    """Return what "closed" does not take from a day's own spans: all of it, or what is after
    midnight; None if it takes something, and all that it says of the hours after midnight.
    """
    cuts = [
        (max(span.opens, cut.opens), min(span.end, cut.end))
        for span in spans
        if span.state is not State.CLOSED and overlaps(span, cut)
    ]
    if not cuts:
        return cut.opens, cut.end
    at = max(cut.opens, DAY)
    for start, end in sorted(cuts):
        if start > at:
            break
        at = max(at, end)
    return (at, cut.end) if at < cut.end and cut.end > DAY else None


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans of a day share some time."""
    return max(one.opens, other.opens) < min(one.end, other.end)


class _Week:
    def __init__(self, rows: Sequence[WeeklyRow], path: str) -> None:
        self.rows = rows
        self.paths = [f"{path}[{number}]" for number in range(len(rows))]
        self.period = path.rpartition(".")[0] or None

    def on(self, day: int, weeks: Weeks) -> Iterator[tuple[int, Span]]:
        """Yield the spans that start on a day, each with the number of its row."""
        if not self.is_closed(day, weeks):
            for number, row in enumerate(self.rows):
                if row.span and day in row.days and row.weeks in (Weeks.EVERY, weeks):
                    yield number, row.span

    def is_closed(self, day: int, weeks: Weeks) -> bool:
        """Whether a row says that it is closed all day."""
        return any(
            row.span is None and day in row.days and row.weeks in (Weeks.EVERY, weeks)
            for row in self.rows
        )

    # --- holes -----------------------------------------------------------------------------

    def holes(self, weeks: Weeks) -> Iterator[Finding]:
        """Yield times of one day of which nothing is said, but of all the other days.

        Times at which two days or more are without hours are how the service is meant.
        """
        spans = [span for day in EVERY_DAY for _row, span in self.on(day, weeks)]
        if not self._is_watch(weeks):
            return
        edges = {edge for span in spans for edge in (span.opens, span.end)}
        cuts = sorted({0, DAY, *(edge % DAY for edge in edges)})
        holes: dict[int, list[tuple[int, int]]] = {}
        for start, end in pairwise(cuts):
            unsaid = [day for day in EVERY_DAY if not self._is_said(day, start, weeks)]
            if len(unsaid) == 1 and not self._is_after_closed_day(unsaid[0], start, weeks):
                _append(holes.setdefault(unsaid[0], []), start, end)
        for day, times in holes.items():
            for hole in times:
                yield Finding(FindingCode.HOLE, (day,), times=hole, row=self.period, weeks=weeks)

    def _is_said(self, day: int, minute: int, weeks: Weeks) -> bool:
        """Whether there are hours at a time, or a row says that there are none."""
        evening = (span for _row, span in self.on(*_day_before(day, weeks)))
        return (
            self.is_closed(day, weeks)
            or any(span.opens <= minute < span.end for _row, span in self.on(day, weeks))
            or any(minute + DAY < span.end for span in evening)
        )

    def _is_after_closed_day(self, day: int, minute: int, weeks: Weeks) -> bool:
        """Whether it is the morning after a night that a closed day does not have."""
        nights = (row.span for row in self.rows if row.span and row.span.end > minute + DAY)
        return self.is_closed(*_day_before(day, weeks)) and any(nights)

    # --- overlaps --------------------------------------------------------------------------

    def overlaps(self) -> Iterator[Finding]:
        """Yield rows with hours at the same time of the same days as one before: the first such."""
        for later in range(len(self.rows)):
            met = (self._meet(earlier, later) for earlier in range(later))
            yield from islice(filter(None, met), 1)

    def _meet(self, earlier: int, later: int) -> Finding | None:
        one, two = self.rows[earlier], self.rows[later]
        times = overlap(one.span, two.span) if one.span and two.span else None
        days = tuple(sorted(set(one.days) & set(two.days)))
        meet = one.weeks is two.weeks or Weeks.EVERY in (one.weeks, two.weeks)
        if not (days and times and meet):
            return None
        weeks = two.weeks if one.weeks is Weeks.EVERY else one.weeks
        return self._of_rows(FindingCode.OVERLAP, later, earlier, days, times, weeks)

    def hidden_rows(self) -> Iterator[Finding]:
        """Yield hours on days that another row says are closed, all of them.

        Where only some of a row's days are closed the one row is there to cut the other.
        """
        for number, row in enumerate(self.rows):
            for closed, other in enumerate(self.rows):
                if row.span is None or other.span is not None or not row.days:
                    continue
                if set(row.days) <= set(other.days) and other.weeks in (Weeks.EVERY, row.weeks):
                    times = (row.span.opens, row.span.end)
                    days = days_of(row.days)
                    yield self._of_rows(FindingCode.OVERLAP, number, closed, days, times, row.weeks)
                    break

    # --- cuts ------------------------------------------------------------------------------

    def cuts_of_nothing(self, weeks: Weeks, always: bool) -> Iterator[Finding]:
        """Yield "closed" that takes nothing from the hours of its own day.

        A row that does so on some of its days is not in vain, unless it is a piece of the night
        before that is left standing on the others.
        """
        found: dict[tuple[int, tuple[int, int]], list[int]] = {}
        busy: set[int] = set()
        for day in EVERY_DAY:
            spans = [span for _row, span in self.on(day, weeks)]
            ground = [Span.whole_day()] if always else []
            for number, cut in self.on(day, weeks):
                if cut.state is not State.CLOSED:
                    continue
                times = uncut(cut, [*spans, *ground])
                if times is None:
                    busy.add(number)
                else:
                    found.setdefault((number, times), []).append(day)
        for (number, times), days in found.items():
            nights = [day for day in days if self._is_of_night_before(day, times, weeks)]
            is_told = number in busy or self._is_watch(weeks)
            doubtful = nights if is_told and times[0] < DAY else days
            if doubtful:
                yield Finding(
                    FindingCode.CUT_NOTHING,
                    tuple(doubtful),
                    times=times,
                    row=self.paths[number],
                    weeks=weeks,
                )

    def _is_of_night_before(self, day: int, times: tuple[int, int], weeks: Weeks) -> bool:
        return any(
            span.state is not State.CLOSED and span.end - DAY > times[0]
            for _row, span in self.on(*_day_before(day, weeks))
        )

    def _is_watch(self, weeks: Weeks) -> bool:
        return any(_is_watch(span) for day in EVERY_DAY for _row, span in self.on(day, weeks))

    # --- nights ----------------------------------------------------------------------------

    def nights_that_meet_mornings(self, weeks: Weeks) -> Iterator[Finding]:
        """Yield nights that end at or after the time at which the next day opens.

        A day that has hours all day, and hours that come round to themselves, are meant.
        """
        met: dict[tuple[int, int], list[int]] = {}
        times: dict[tuple[int, int], tuple[int, int]] = {}
        for day in EVERY_DAY:
            before, weeks_before = _day_before(day, weeks)
            mornings = [pair for pair in self.on(day, weeks) if pair[1].state is not State.CLOSED]
            if not mornings:
                continue
            morning, first = min(mornings, key=lambda pair: pair[1].opens)
            for night, span in self.on(before, weeks_before):
                if span.state is State.CLOSED:
                    continue
                meets = span.end > DAY and span.end - DAY >= first.opens
                if meets and night != morning and (first.opens, first.end) != (0, DAY):
                    met.setdefault((night, morning), []).append(day)
                    times[night, morning] = (first.opens, span.end - DAY)
        for (night, morning), days in met.items():
            yield self._of_rows(
                FindingCode.NIGHT_MEETS_MORNING,
                night,
                morning,
                tuple(days),
                times[night, morning],
                weeks,
            )

    def _of_rows(
        self,
        code: FindingCode,
        row: int,
        other: int,
        days: tuple[int, ...],
        times: tuple[int, int],
        weeks: Weeks,
    ) -> Finding:
        return Finding(
            code, days, times=times, row=self.paths[row], other=self.paths[other], weeks=weeks
        )


def _of_both_weeks(find: Callable[[Weeks], Iterable[Finding]]) -> Iterator[Finding]:
    even, odd = ({replace(found, weeks=Weeks.EVERY) for found in find(weeks)} for weeks in _OTHER)
    yield from even & odd
    yield from (replace(found, weeks=Weeks.EVEN) for found in even - odd)
    yield from (replace(found, weeks=Weeks.ODD) for found in odd - even)


def _day_before(day: int, weeks: Weeks) -> tuple[int, Weeks]:
    return (day - 1, weeks) if day else (SUNDAY, _OTHER[weeks])


def _is_watch(span: Span) -> bool:
    """Whether hours are such that a gap in them is a surprise: all day, or past midnight."""
    # What opens at midnight and closes at the next does not pass it.
    return span.state is not State.CLOSED and (span.end > DAY or (span.opens, span.end) == (0, DAY))


def _append(times: list[tuple[int, int]], start: int, end: int) -> None:
    if times and times[-1][1] == start:
        times[-1] = (times[-1][0], end)
    else:
        times.append((start, end))
