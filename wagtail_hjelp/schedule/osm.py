"""Hours as OpenStreetMap writes them: ``Mo-Fr 08:00-15:30; PH off; Dec 24 08:00-12:00``.

The format is the value of the key ``opening_hours``
(https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification). Not all hours have one that
means the same; for those there is :class:`NotExpressible` and no string. Where there is a string,
it is true from today on (and until 2100, as the calendar is): what is past is left out.

What is written how:

- Rules come in an order in which each overrides those before it, for whole days: week, periods,
  public holidays, own named days, own dates and the municipality's. A day's hours never overlap,
  and hours of another state are added with a comma.
- By appointment is ``unknown "by appointment"``: nobody can say whether one would be let in. Phone
  only is ``open "phone only"``: one does get help. A comment alone would be open to some readers of
  the format and unknown to others.
- Public holidays about which nobody has said anything are ``PH unknown``. That says less than the
  schedule does, which knows when it would be closed anyway, but nothing that is not so.
- Own dates and the municipality's special days are written with the hours that they come to.
  Temporarily closed is ``off`` with its dates.
- A night span crosses midnight (``Fr-Sa 22:00-03:00``) only where there is no other rule. By the
  specification a rule for the next day cuts its tail, and one for its own day leaves the tail of
  the hours that it replaces; beside other rules a night is therefore written as the evening of one
  day and the morning of the next. Where periods, public holidays or named days come between,
  evenings and mornings are not the same from year to year, and it is refused.

The string may be longer than the 255 characters that OpenStreetMap stores.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from dateutil.easter import easter

from . import osm_text as text
from .calendar import Calendar
from .holidays import HolidayCalendar
from .osm_text import Hours
from .outside import OutsideHours
from .rules import DAY, EVERY_DAY, Period, Rules, WeeklyRow
from .schedule import Decision, Schedule, Source, tiers_of
from .states import State

# The calendar of holidays is right until then.
LAST_YEAR = 2100
# More dates than these are no opening hours but a diary.
_MOST_DAYS, _MOST_DATES = 4000, 100
_ONE_DAY = timedelta(days=1)
_NO_HOLIDAYS = HolidayCalendar(public=lambda year: {})
# Mondays: of an even and of an odd week, and of an odd week after one with the number 53.
_EVEN, _ODD, _ODD_AFTER_ODD = date(2024, 1, 8), date(2024, 1, 15), date(2021, 1, 4)
_ABOUT = "the last date is approximate"


class Refusal(StrEnum):
    """Why there is no string that means the same."""

    UNKNOWN = "unknown"
    NIGHT = "night"
    # A holiday or named day whose hours are not the same from year to year.
    DAYS_DIFFER = "days_differ"
    NO_SUCH_DAY = "no_such_day"
    TOO_MANY_DATES = "too_many_dates"


class NotExpressible(ValueError):
    """There is no string that means the same; ``code`` says why, the message in English."""

    def __init__(self, code: Refusal, message: str) -> None:
        super().__init__(message)
        self.code = code


def to_osm(hours: Schedule | Rules, calendar: Calendar, *, today: date) -> str:
    """Return an OSM string that is true from ``today`` on. Raises :class:`NotExpressible`."""
    return _Export(hours, calendar, today).string()


class _Export:
    """One schedule on its way to a string.

    ``schedule`` has all the answers; ``yearly`` those of a world without dates of their own, in
    which week, periods, public holidays and named days are all there is.
    """

    def __init__(self, hours: Schedule | Rules, calendar: Calendar, today: date) -> None:
        rules, self.make = _taken_apart(hours)
        self.calendar, self.today = calendar, today
        self.plain = Calendar(calendar.zone, calendar.holidays)
        self.schedule = self.make(rules, calendar)
        self.yearly = self.make(_without_dates(rules), self.plain)
        self.tiers = tiers_of(rules)
        self.own_week = next((tier for tier in self.tiers if tier.weekly or tier.always), Rules())
        self.periods = [
            period
            for tier in self.tiers
            for period in sorted(tier.periods, key=lambda period: period.yearly)
            # A period that ended yesterday may have a night that ends today.
            if period.yearly or period.last >= today - _ONE_DAY
        ]
        self.closures = [closure for tier in self.tiers for closure in tier.closures]

    def string(self) -> str:
        for_good = self._for_good()
        if for_good and for_good[0] <= self.today:
            return _sequence([_for_now("Mo-Su", for_good[1])])
        week, others = self._week(), [*self._periods(), *self._holidays()]
        has_night = self._has_night()
        if has_night and others:
            raise NotExpressible(Refusal.NIGHT, "a night beside days that are unlike others")
        dated = self._dated(for_good)
        if has_night and not dated:
            week = self._whole_nights() or week
        return _sequence([*week, *others, *dated])

    # --- the week and the periods ----------------------------------------------------------

    def _week(self) -> list[str]:
        return text.week_rules("", self._weeks(self.own_week.weekly, self.own_week.always), ())

    def _periods(self) -> list[str]:
        """Return rules in the opposite order of looking up: the last one holds."""
        lines: list[str] = []
        earlier = [self._weeks(self.own_week.weekly, self.own_week.always)]
        for period in reversed(self.periods):
            weeks = self._weeks(period.rows or (WeeklyRow(EVERY_DAY, None),))
            # Only what is open by another rule must be said to be closed.
            open_days = {day for both in earlier for week in both for day in EVERY_DAY if week[day]}
            lines += text.week_rules(_period_selector(period), weeks, open_days)
            earlier.append(weeks)
        return lines

    def _weeks(self, rows: tuple[WeeklyRow, ...], always: State | None = None) -> text.Weeks:
        """Return even and odd weeks of these rows, each day from midnight to midnight."""
        schedule = self._schedule_of(rows, always)
        if _hours_on(schedule, _ODD) != _hours_on(schedule, _ODD_AFTER_ODD):
            raise NotExpressible(Refusal.NIGHT, "a Sunday night of every other week")
        even, odd = ([_hours_on(schedule, day) for day in _week_of(day)] for day in (_EVEN, _ODD))
        return even, odd

    def _whole_nights(self) -> list[str]:
        """Return the one rule of a week whose nights need not be cut; none otherwise."""
        schedule = self._schedule_of(self.own_week.weekly, self.own_week.always)
        even, odd = ([schedule.day(day).spans for day in _week_of(day)] for day in (_EVEN, _ODD))
        open_days = {spans for spans in even if spans}
        if even != odd or len(open_days) != 1:
            return []
        spans = open_days.pop()
        opens, ends = min(start for start, _, _ in spans), max(end for _, end, _ in spans)
        if ends - DAY >= opens or len({rank for _, _, rank in spans}) != 1:
            return []
        said = [text.hours(spans) for spans in even]
        return text.week_rules("", (said, said), ())

    def _schedule_of(self, rows: tuple[WeeklyRow, ...], always: State | None) -> Schedule:
        no_holidays = Calendar(self.calendar.zone, _NO_HOLIDAYS)
        return self.make(Rules(weekly=rows, always=always), no_holidays)

    def _has_night(self) -> bool:
        """Whether any hours, but those of dates, go past midnight."""
        rows = [*self.own_week.weekly, *(row for period in self.periods for row in period.rows)]
        effects = [tier.holidays for tier in self.tiers if tier.holidays]
        effects += [named.effect for tier in self.tiers for named in tier.named_days]
        spans = [row.span for row in rows if row.span]
        spans += [span for effect in effects for span in effect.spans]
        return any(span.end > DAY for span in spans)

    # --- public holidays and named days ----------------------------------------------------

    def _holidays(self) -> list[str]:
        """Return rules for days that come back every year, whatever day of the week they are."""
        named = {named.day for tier in self.tiers for named in tier.named_days}
        public = [day for year in self._years for day in self.calendar.holidays.public(year)]
        unnamed = {
            day: said for day, said in self._said_of(public) if said.source is not Source.NAMED_DAY
        }
        if not any(self._is_unlike(day, said) for day, said in unnamed.items()):
            return self._named_days(named)
        said = {text.hours(decision.spans) for decision in unnamed.values()}
        if len(said) == 1:
            return [text.rule("PH", said.pop()), *self._named_days(named, frozenset(public))]
        if all(part.endswith("unknown") for hours in said for part in hours):
            return [text.rule("PH", text.UNKNOWN), *self._named_days(named, frozenset(public))]
        # Not the same on all: each by its own name.
        return self._named_days(named.union(*map(self.plain.names, unnamed)))

    def _named_days(
        self, wanted: AbstractSet[str], overridden: frozenset[date] = frozenset()
    ) -> list[str]:
        """Return rules for days by name; a rule before them is about dates in ``overridden``."""
        days = _days_by_name(self.calendar.holidays, wanted, self._years)
        lines: list[str] = []
        for name in self._by_weight(days):
            found = {day: said for day, said in self._said_of(days[name]) if said.reason == name}
            others = overridden.union(*(days[other] for other in days if other != name))
            if any(day in others or self._is_unlike(day, said) for day, said in found.items()):
                lines += self._named_day(_selector(name, days[name]), found)
        return lines

    def _named_day(self, selector: str, found: Mapping[date, Decision]) -> list[str]:
        by_weekday: dict[int, Hours] = {}
        for day, decision in found.items():
            said = text.hours(decision.spans)
            if by_weekday.setdefault(day.weekday(), said) != said:
                message = f"{selector} is not the same from year to year"
                raise NotExpressible(Refusal.DAYS_DIFFER, message)
        alike = set(by_weekday.values())
        if len(alike) == 1:
            return [text.rule(selector, alike.pop())]
        return text.rules_of_days(selector, by_weekday)

    def _by_weight(self, days: Mapping[str, Collection[date]]) -> list[str]:
        """Return the names so that of two on one date the one that holds comes last."""
        order: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(days, ()))
        for name, dates in days.items():
            for _day, said in self._said_of(dates):
                if said.reason != name:
                    order.add(said.reason, name)
        try:
            return list(order.static_order())
        except CycleError as error:
            message = "two named days that take turns on the dates that they share"
            raise NotExpressible(Refusal.DAYS_DIFFER, message) from error

    @property
    def _years(self) -> range:
        return range(self.today.year, max(LAST_YEAR, self.today.year) + 1)

    def _said_of(self, days: Iterable[date]) -> Iterator[tuple[date, Decision]]:
        return ((day, self.yearly.day(day)) for day in days if day >= self.today)

    def _is_unlike(self, day: date, said: Decision) -> bool:
        return text.hours(said.spans) != text.hours(self.yearly.ordinary_day(day).spans)

    # --- dates -----------------------------------------------------------------------------

    def _dated(self, for_good: tuple[date, Hours] | None) -> list[str]:
        """Return rules for dates on which other hours hold than they would in any year."""
        lines: list[str] = []
        for said, comment, days in self._runs(for_good[0] if for_good else date.max):
            unlike = [day for day in days if said != _hours_on(self.yearly, day)]
            if unlike:
                lines.append(text.rule(text.dates(unlike[0], unlike[-1]), said, comment))
        if len(lines) > _MOST_DATES:
            raise NotExpressible(Refusal.TOO_MANY_DATES, "more dates than a string is for")
        if for_good:
            lines.append(_for_now(text.from_date(for_good[0]), for_good[1]))
        return lines

    def _runs(self, end: date) -> Iterator[tuple[Hours, str, list[date]]]:
        """Yield dates before ``end`` about which something is said, one after the other alike."""
        run: list[date] = []
        last: tuple[Hours, str] = ((), "")
        for day in self._dates(end):
            said = _hours_on(self.schedule, day), self._comment(day)
            if run and (said != last or day - run[-1] != _ONE_DAY):
                yield *last, run
                run = []
            run.append(day)
            last = said
        if run:
            yield *last, run

    def _dates(self, end: date) -> list[date]:
        """Return dates of which something is said, and those after them, for their nights."""
        stretches = [(one.first, one.last) for tier in self.tiers for one in tier.exceptions]
        stretches += [(special.first, special.last) for special in self.calendar.special_days]
        for closure in self.closures:
            first = closure.first or self.today
            stretches.append((first, closure.reopens - _ONE_DAY if closure.reopens else first))
        found: set[date] = set()
        for first, last in stretches:
            start, stop = max(first, self.today), min(last + _ONE_DAY, end - _ONE_DAY)
            if (stop - start).days > _MOST_DAYS:
                raise NotExpressible(Refusal.TOO_MANY_DATES, "more dates than a string is for")
            found |= {start + timedelta(days=number) for number in range((stop - start).days + 1)}
        return sorted(found)

    def _comment(self, day: date) -> str:
        guessed = any(closure.approximate and closure.covers(day) for closure in self.closures)
        return _ABOUT if guessed and not _hours_on(self.schedule, day) else ""

    def _for_good(self) -> tuple[date, Hours] | None:
        """Return from when the hours never change again, and which they are.

        They do not if it is closed until further notice: closed, or for hours outside others open.
        """
        firsts = [closure.first or date.min for closure in self.closures if not closure.reopens]
        if not firsts:
            return None
        first = max(min(firsts), self.today)
        said = _hours_on(self.schedule, first + _ONE_DAY)
        # The night before may last into the first day.
        return (first if _hours_on(self.schedule, first) == said else first + _ONE_DAY), said


def _taken_apart(
    hours: Schedule | Rules,
) -> tuple[Rules, Callable[[Rules, Calendar], Schedule]]:
    """Return the rules that are behind hours, and what makes such hours of rules."""
    if isinstance(hours, OutsideHours):
        rules, make = _taken_apart(hours.inner)
        return rules, lambda other, calendar: OutsideHours(make(other, calendar))
    return (hours if isinstance(hours, Rules) else hours.rules), Schedule


def _without_dates(rules: Rules) -> Rules:
    shared = rules.same_as and _without_dates(rules.same_as)
    return replace(rules, exceptions=(), closures=(), follows_calendar=False, same_as=shared)


def _hours_on(schedule: Schedule, day: date) -> Hours:
    """Return what holds from midnight to midnight."""
    before, today = schedule.day(day - _ONE_DAY), schedule.day(day)
    return text.hours(text.within_day(before.spans, today.spans))


def _week_of(monday: date) -> list[date]:
    return [monday + timedelta(days=number) for number in EVERY_DAY]


def _period_selector(period: Period) -> str:
    if not period.yearly:
        return text.dates(period.first, period.last)
    return text.month_days(
        (period.first.month, period.first.day), (period.last.month, period.last.day)
    )


def _days_by_name(
    holidays: HolidayCalendar, wanted: AbstractSet[str], years: Iterable[int]
) -> dict[str, list[date]]:
    """Return the dates of names that the calendar has, in the order of the year."""
    found: dict[str, list[date]] = {}
    for year in years:
        for day, names in sorted([*holidays.public(year).items(), *holidays.special(year).items()]):
            for name in wanted & set(names):
                found.setdefault(name, []).append(day)
    return found


def _selector(name: str, days: Sequence[date]) -> str:
    """Return what days with a name have in common: their dates, or how far they are from Easter."""
    offsets = {(day - easter(day.year)).days for day in days}
    if len(offsets) == 1:
        return text.easter_day(offsets.pop())
    of_years: dict[int, set[tuple[int, int]]] = {}
    for day in days:
        of_years.setdefault(day.year, set()).add((day.month, day.day))
    common, *others = of_years.values()
    if any(other != common for other in others):
        raise NotExpressible(Refusal.NO_SUCH_DAY, f"{name} goes neither by date nor by Easter")
    return text.days_of_years(common)


def _for_now(selector: str, said: Hours) -> str:
    return text.rule(selector, said, "" if said else "until further notice")


def _sequence(lines: Sequence[str]) -> str:
    if list(lines) == ["Mo-Su unknown"]:
        raise NotExpressible(Refusal.UNKNOWN, "nobody has said what the hours are")
    if len(lines) == 1:
        return lines[0].replace("Mo-Su 00:00-24:00", "24/7").replace("Mo-Su off", "off")
    return "; ".join(lines) or text.rule("", ())
