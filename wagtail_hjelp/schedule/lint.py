"""What is doubtful in a set of rules, for whoever is editing them.

Nothing here is wrong: wrong values cannot be made. It is what people write when they mean something
else, or what was right last year. :func:`findings` gives codes and places; words are the
interface's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import combinations, islice

from .calendar import Calendar
from .finding import Finding, FindingCode, stretch
from .lint_week import overlap, uncut, week_findings
from .rules import (
    DAY,
    DatedException,
    Effect,
    EffectKind,
    Period,
    Rules,
    WeeklyRow,
    Weeks,
)
from .schedule import Schedule, Source, tiers_of
from .states import State

__all__ = ["Finding", "FindingCode", "findings"]

_ONE_DAY = timedelta(days=1)
_YEAR = 366
# How long it takes until every public holiday has been on every day of the week, nearly.
_YEARS_OF_HOLIDAYS = 7
_LEAP_YEAR = [date(2024, 1, 1) + timedelta(days=number) for number in range(366)]


def findings(rules: Rules, calendar: Calendar, today: date) -> list[Finding]:
    """Return what is doubtful in the rules' own parts, in the light of what they inherit.

    Sorted by code, then row, and each once.
    """
    if rules.say_nothing:
        return [Finding(FindingCode.NOTHING_SAID)]
    lint = _Lint(rules, calendar, today)
    found = {finding for check in lint.checks() for finding in check()}
    return sorted(found, key=lambda finding: finding.place)


class _Lint:
    def __init__(self, rules: Rules, calendar: Calendar, today: date) -> None:
        self.rules, self.calendar, self.today = rules, calendar, today
        self.schedule = Schedule(rules, calendar)
        self.year = [today + timedelta(days=number) for number in range(_YEAR)]

    def checks(self) -> tuple[Callable[[], Iterable[Finding]], ...]:
        return (
            self.weeks,
            self.overlaps_in_effects,
            self.cuts_in_effects,
            self.overlaps_of_exceptions,
            self.periods_that_are_over,
            self.periods_that_meet,
            self.exceptions_passed,
            self.clock_changes,
            self.holidays_unsaid,
            self.outside_periods_unsaid,
            self.named_days_hidden,
        )

    # --- rows ------------------------------------------------------------------------------

    def weeks(self) -> Iterator[Finding]:
        yield from week_findings(self.rules.weekly, "weekly", self.rules.always is not None)
        for number, period in enumerate(self.rules.periods):
            yield from week_findings(period.rows, f"periods[{number}].rows", always=False)

    def overlaps_in_effects(self) -> Iterator[Finding]:
        for path, effect in self._effects():
            met = (overlap(one, two) for one, two in combinations(effect.spans, 2))
            for times in islice(filter(None, met), 1):
                yield Finding(FindingCode.OVERLAP, times=times, row=path)

    def cuts_in_effects(self) -> Iterator[Finding]:
        """Yield "closed" among the hours of a day unlike others that takes nothing from them."""
        for path, effect in self._effects():
            cuts = (span for span in effect.spans if span.state is State.CLOSED)
            found = (uncut(cut, effect.spans) for cut in cuts)
            for times in islice(filter(None, found), 1):
                yield Finding(FindingCode.CUT_NOTHING, times=times, row=path)

    def _effects(self) -> Iterator[tuple[str, Effect]]:
        if self.rules.holidays:
            yield "holidays", self.rules.holidays
        for number, named in enumerate(self.rules.named_days):
            yield f"named_days[{number}]", named.effect
        for number, exception in enumerate(self.rules.exceptions):
            if exception.last >= self.today:
                yield f"exceptions[{number}]", exception.effect

    # --- exceptions and closures -----------------------------------------------------------

    def overlaps_of_exceptions(self) -> Iterator[Finding]:
        """Yield exceptions as long as one before, for the same dates: one of them is not meant."""
        for later in range(len(self.rules.exceptions)):
            met = (self._exceptions_meet(earlier, later) for earlier in range(later))
            yield from islice(filter(None, met), 1)

    def _exceptions_meet(self, earlier: int, later: int) -> Finding | None:
        one, two = self.rules.exceptions[earlier], self.rules.exceptions[later]
        first, last = max(one.first, two.first, self.today), min(one.last, two.last)
        if first > last or one.last - one.first != two.last - two.first:
            return None
        met = (overlap(span, its) for span in one.effect.spans for its in two.effect.spans)
        times = next(filter(None, met), None)
        if times is None and _is_closed(one) is _is_closed(two):
            return None
        row, other = f"exceptions[{later}]", f"exceptions[{earlier}]"
        return Finding(
            FindingCode.OVERLAP, dates=stretch(first, last), times=times, row=row, other=other
        )

    def exceptions_passed(self) -> Iterator[Finding]:
        for number, exception in enumerate(self.rules.exceptions):
            if exception.last < self.today:
                yield Finding(
                    FindingCode.EXCEPTION_PASSED,
                    dates=stretch(exception.first, exception.last),
                    row=f"exceptions[{number}]",
                )
        for number, closure in enumerate(self.rules.closures):
            if closure.reopens and closure.reopens <= self.today:
                last = closure.reopens - _ONE_DAY
                yield Finding(
                    FindingCode.EXCEPTION_PASSED,
                    dates=stretch(closure.first or last, last),
                    row=f"closures[{number}]",
                )

    # --- periods ---------------------------------------------------------------------------

    def periods_that_are_over(self) -> Iterator[Finding]:
        for number, period in enumerate(self.rules.periods):
            if self._is_over(period):
                # The year of one that comes back every year means nothing.
                dates = () if period.yearly else stretch(period.first, period.last)
                yield Finding(FindingCode.PERIOD_NEVER, dates=dates, row=f"periods[{number}]")

    def periods_that_meet(self) -> Iterator[Finding]:
        """Yield periods hidden by others or partly so.

        Only of one sort: a period of one year is there to hold instead of those of every year. And
        a period that lies within a later one is there to cut it.
        """
        for yearly in (False, True):
            looked_up: list[tuple[str, set[date]]] = []
            for number, period in enumerate(self.rules.periods):
                if period.yearly is not yearly or self._is_over(period):
                    continue
                path, days = f"periods[{number}]", self._days_of(period)
                yield from self._met(path, period, days, looked_up)
                looked_up.append((path, days))

    def _met(
        self, path: str, period: Period, days: set[date], earlier: Sequence[tuple[str, set[date]]]
    ) -> Iterator[Finding]:
        hiding = next((other for other, its in earlier if days <= its), None)
        if hiding or days <= set().union(*(its for _other, its in earlier)):
            dates = () if period.yearly else stretch(period.first, period.last)
            yield Finding(FindingCode.PERIOD_NEVER, dates=dates, row=path, other=hiding)
            return
        for other, its in earlier:
            shared = days & its
            if shared and not its <= days:
                dates = self._next(shared) if period.yearly else (min(shared), max(shared))
                yield Finding(
                    FindingCode.PERIODS_OVERLAP, dates=stretch(*dates), row=path, other=other
                )
                return

    def _is_over(self, period: Period) -> bool:
        if period.yearly:
            return all((day.month, day.day) == (2, 29) for day in (period.first, period.last))
        return period.last < self.today

    def _days_of(self, period: Period) -> set[date]:
        """Return the days of a period from today on; of one of every year those of a leap year."""
        if period.yearly:
            return {day for day in _LEAP_YEAR if period.covers(day)}
        first = max(period.first, self.today)
        count = min((period.last - first).days + 1, 10 * _YEAR)
        return {first + timedelta(days=number) for number in range(count)}

    def _next(self, shared: set[date]) -> tuple[date, date]:
        """Return the next stretch of days that come back every year."""
        of_year = {(day.month, day.day) for day in shared}
        return _first_stretch(day for day in self.year if (day.month, day.day) in of_year)

    # --- what nobody has said --------------------------------------------------------------

    def holidays_unsaid(self) -> Iterator[Finding]:
        """Yield one doubt if some public holiday's hours are unknown, be it in some years."""
        years = range(self.today.year, self.today.year + _YEARS_OF_HOLIDAYS)
        unsaid = [
            day
            for year in years
            for day in sorted(self.calendar.holidays.public(year))
            if day >= self.today and self.schedule.day(day).source is Source.UNSAID_HOLIDAY
        ]
        if unsaid:
            soon = tuple(day for day in unsaid if day <= self.year[-1])
            yield Finding(FindingCode.HOLIDAYS_UNSAID, dates=soon)

    def outside_periods_unsaid(self) -> Iterator[Finding]:
        if not any(tier.periods for tier in tiers_of(self.rules)):
            return
        unsaid = [
            day for day in self.year if self.schedule.ordinary_day(day).source is Source.NOTHING
        ]
        if unsaid:
            dates = stretch(*_first_stretch(unsaid))
            yield Finding(FindingCode.OUTSIDE_PERIODS_UNSAID, dates=dates)

    def named_days_hidden(self) -> Iterator[Finding]:
        follows = any(tier.follows_calendar for tier in tiers_of(self.rules))
        said: dict[str, str] = {}
        for number, named in enumerate(self.rules.named_days):
            path = f"named_days[{number}]"
            dates = tuple(day for day in self.year if named.day in self.calendar.names(day))
            other = said.setdefault(named.day, path)
            if other != path:
                yield Finding(FindingCode.NAMED_DAY_HIDDEN, dates=dates, row=path, other=other)
            elif follows and dates and all(map(self._is_special, dates)):
                yield Finding(FindingCode.NAMED_DAY_HIDDEN, dates=dates, row=path)

    def _is_special(self, day: date) -> bool:
        mark = self.calendar.mark(day.toordinal())
        return mark is not None and mark.special is not None

    # --- clock changes ---------------------------------------------------------------------

    def clock_changes(self) -> Iterator[Finding]:
        """Yield own hours whose beginning or end is not one moment, on the next two nights."""
        changes = self.calendar.zone.clock_changes(self.today, self.today + timedelta(days=400))
        for night in changes[:2]:
            for day, midnight in ((night - _ONE_DAY, DAY), (night, 0)):
                for start, end, _rank in self.schedule.day(day).spans:
                    row = self._row_of(day, start, end)
                    edges = (start - midnight, end - midnight)
                    if row and any(self._is_no_moment(night, edge) for edge in edges):
                        yield Finding(
                            FindingCode.CLOCK_CHANGE, dates=(night,), times=(start, end), row=row
                        )

    def _is_no_moment(self, day: date, minute: int) -> bool:
        """Whether a time of day comes twice, or not at all."""
        if not 0 <= minute < DAY:
            return False
        local = datetime.combine(day, time(*divmod(minute, 60)), self.calendar.zone.info)
        return local.utcoffset() != local.replace(fold=1).utcoffset()

    def _row_of(self, day: date, start: int, end: int) -> str | None:
        """Return which own row the hours of a day are from; None if they are inherited."""
        effects = list(self._own_effects(day))
        for path, effect in effects:
            if any((span.opens, span.end) == (start, end) for span in effect.spans):
                return path
        # Hours as usual are from the usual rows.
        return self._usual_row(day, start, end) or next((path for path, _effect in effects), None)

    def _own_effects(self, day: date) -> Iterator[tuple[str, Effect]]:
        """Yield what own rows do to a day, of the sort that it follows."""
        decision = self.schedule.day(day)
        if decision.source is Source.EXCEPTION:
            for number, exception in enumerate(self.rules.exceptions):
                if exception.first <= day <= exception.last:
                    yield f"exceptions[{number}]", exception.effect
        elif decision.source is Source.NAMED_DAY:
            for number, named in enumerate(self.rules.named_days):
                if named.day == decision.reason:
                    yield f"named_days[{number}]", named.effect
        elif decision.source is Source.HOLIDAY and self.rules.holidays:
            yield "holidays", self.rules.holidays

    def _usual_row(self, day: date, start: int, end: int) -> str | None:
        in_order = sorted(enumerate(self.rules.periods), key=lambda pair: pair[1].yearly)
        for number, period in in_order:
            if period.covers(day):
                return _row_with(period.rows, f"periods[{number}].rows", day, start, end)
        return _row_with(self.rules.weekly, "weekly", day, start, end)


def _row_with(rows: Iterable[WeeklyRow], path: str, day: date, start: int, end: int) -> str | None:
    """Return the row that has just these hours on a day."""
    weeks = Weeks.ODD if day.isocalendar().week % 2 else Weeks.EVEN
    for number, row in enumerate(rows):
        holds = day.weekday() in row.days and row.weeks in (Weeks.EVERY, weeks)
        if holds and row.span and (row.span.opens, row.span.end) == (start, end):
            return f"{path}[{number}]"
    return None


def _is_closed(exception: DatedException) -> bool:
    return exception.effect.kind is EffectKind.CLOSED


def _first_stretch(days: Iterable[date]) -> tuple[date, date]:
    """Return the first and last of the days that come one after the other from the first on."""
    first, *others = days
    last = first
    for day in others:
        if day - last != _ONE_DAY:
            break
        last = day
    return first, last
