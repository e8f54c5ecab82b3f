"""All the dates of one event of a calendar: its rule, what is left out, what is moved or added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils.translation import gettext

from wagtail_hjelp.schedule import Calendar, happenings

from .calendar_rules import (
    FURTHEST,
    LOOKED_AT,
    MOST_DATES,
    MOST_LISTED,
    Rule,
    Said,
    last_day,
    listed,
    none_of_its_rule,
    proposed,
    read_rule,
    said_of,
    too_many,
)
from .calendar_text import Component
from .calendar_zones import Local, When, Zones, read_length
from .records import BreakRow, DateRow, dates_of
from .refusing import refuse, wrong

# Periods that the rules of one file may make us look at.
_MOST_STEPS = 500_000


class Moved(NamedTuple):
    """An event that stands for one date of a series; ``cancelled`` takes it away."""

    instead_of: When
    start: When
    length: timedelta | None
    cancelled: bool


class _Expanded(NamedTuple):
    """Starts in the zone of the event; ``all_of_it`` says that there are no more."""

    starts: list[datetime]
    all_of_it: bool
    until: datetime


class Series:
    """Works out one event after another, and refuses a file that asks for too much in all."""

    def __init__(self, zones: Zones, calendar: Calendar) -> None:
        self.zones = zones
        self.calendar = calendar
        self.steps = 0

    def rows(self, event: Component, moved: Sequence[Moved]) -> list[DateRow]:
        """Return the rows of dates that say what an event says; raises
        :class:`~.refusing.Wrong`, or ``Refused`` for the whole file."""
        found = event.one("DTSTART")
        if found is None:
            raise wrong(gettext("It has no start."))
        start = self.zones.read(found)
        length = read_length(event, start, self.zones)
        if event.all("EXRULE") or len(event.all("RRULE")) > 1:
            raise wrong(gettext("It has several rules of repetition, which cannot be read."))
        extra = self.zones.read_all(event.all("RDATE"), MOST_LISTED)
        out = self.zones.read_all(event.all("EXDATE"), MOST_DATES)
        if any(one.is_date is not start.is_date for one in extra):
            raise wrong(gettext("Its further dates are of another kind than its start."))
        rule_text = event.one("RRULE")
        if rule_text is None:
            return self._without_rule(start, length, extra, out, moved)
        rule = read_rule(rule_text, start, self.zones)
        named = (*extra, *out, *(one.instead_of for one in moved))
        far = [self._moment(start, one) for one in named]
        expanded = self._expand(rule, start, far)
        left_out = self._left_out(start, out, moved, expanded, extra)
        more = [When(self._local(start, one), start.zone) for one in extra]
        own = set(expanded.starts)
        added = [
            said_of(one, length, self.zones)
            for one in dict.fromkeys(more)
            if _moment(one.local) not in own and _moment(one.local) not in left_out
        ]
        added += [said_of(one.start, one.length, self.zones) for one in moved if not one.cancelled]
        return self._with_rule(rule, start, length, expanded, left_out, added)

    def _without_rule(
        self,
        start: When,
        length: timedelta | None,
        extra: Sequence[When],
        out: Sequence[When],
        moved: Sequence[Moved],
    ) -> list[DateRow]:
        starts = dict.fromkeys(self._moment(start, one) for one in (start, *extra))
        expanded = _Expanded(list(starts), True, max(starts))
        left_out = self._left_out(start, out, moved, expanded, ())
        said = [
            said_of(self._when(start, one), length, self.zones)
            for one in starts
            if one not in left_out
        ]
        said += [said_of(one.start, one.length, self.zones) for one in moved if not one.cancelled]
        return self._checked(listed(said), said)

    def _with_rule(
        self,
        rule: Rule,
        start: When,
        length: timedelta | None,
        expanded: _Expanded,
        left_out: set[datetime],
        added: list[Said],
    ) -> list[DateRow]:
        all_said = [said_of(self._when(start, one), length, self.zones) for one in expanded.starts]
        kept = [
            said for said, one in zip(all_said, expanded.starts, strict=True) if one not in left_out
        ]
        shift = (all_said[0].day - _moment(start.local).date()).days
        row = proposed(rule, all_said, shift, last_day(rule, start.local, expanded.starts, shift))
        if row is not None:
            breaks = _breaks([said.day for said in all_said], {said.day for said in kept})
            by_rule: list[DateRow] = [row, *breaks] if kept or not expanded.all_of_it else []
            until = None if expanded.all_of_it else all_said[-1].day
            if len(breaks) <= MOST_LISTED and self._is_so([*by_rule], kept, until):
                return self._checked([*by_rule, *listed(added)], None)
        if not expanded.all_of_it or len(kept) + len(added) > MOST_LISTED:
            raise too_many()
        return self._checked(listed([*kept, *added]), [*kept, *added])

    def _expand(self, rule: Rule, start: When, far: Sequence[datetime]) -> _Expanded:
        first = _moment(start.local)
        # What is left out or moved must be among the dates looked at.
        until = max([first + LOOKED_AT, *(one + timedelta(days=1) for one in far)])
        if rule.ends:
            until = first + FURTHEST if rule.until is None else min(rule.until, first + FURTHEST)
        until = min(until, first + FURTHEST, datetime(9000, 1, 1))
        self.steps += rule.steps(until - first) if until > first else 1
        if self.steps > _MOST_STEPS:
            raise refuse(gettext("The calendar repeats too much. Export fewer events."))
        starts = rule.starts(first, until)
        if not starts or starts[0] != first:
            raise none_of_its_rule()
        if rule.count is not None and len(starts) < rule.count:
            raise too_many()
        seen = starts[-1] if len(starts) == MOST_DATES else until
        whole = rule.count is not None or (
            rule.until is not None and rule.until <= until and len(starts) < MOST_DATES
        )
        if not whole and any(one > seen for one in far):
            # Nobody has looked whether it is one of its dates.
            raise too_many()
        return _Expanded(starts, whole, until)

    def _left_out(
        self,
        start: When,
        out: Sequence[When],
        moved: Sequence[Moved],
        expanded: _Expanded,
        extra: Sequence[When],
    ) -> set[datetime]:
        """Return starts that are no dates of the series, being left out or told of elsewhere."""
        known = {*expanded.starts, *(self._moment(start, one) for one in extra)}
        left_out = set()
        for one in out:
            local = self._local(start, one)
            if isinstance(local, datetime) or start.is_date:
                left_out.add(_moment(local))
            else:
                # A date leaves out whatever is on it.
                left_out |= {at for at in known if at.date() == local}
        for change in moved:
            at = self._moment(start, change.instead_of)
            if at not in known:
                raise wrong(gettext("One of its dates is changed that it does not have."))
            left_out.add(at)
        return left_out

    def _checked(self, rows: list[DateRow], said: list[Said] | None) -> list[DateRow]:
        if not any(row["kind"] != "break" for row in rows):
            raise wrong(gettext("It has no dates: all of them are left out."))
        if said is not None and len(said) > MOST_LISTED:
            raise too_many()
        if said is not None and not self._is_so(rows, said, None):
            raise wrong(
                gettext("One of its times comes twice, on the night when the clocks go back.")
            )
        return rows

    def _is_so(self, rows: list[DateRow], said: list[Said], until: date | None) -> bool:
        """Whether rows give these dates, and no others up to a day."""
        dates = dates_of(rows)
        days = [one.day for one in said] or [date(2000, 1, 1)]
        # One day more on each side shows what should not be there.
        last = until or max(days) + LOOKED_AT
        found = happenings(dates, min(days) - timedelta(days=400), last, self.calendar)
        given = Counter((one.day, one.last_day, one.starts) for one in found)
        return given == Counter((one.day, one.last, one.at) for one in said if one.day <= last)

    def _local(self, start: When, one: When) -> Local:
        return self.zones.in_zone_of(one, start)

    def _moment(self, start: When, one: When) -> datetime:
        return _moment(self._local(start, one))

    def _when(self, start: When, moment: datetime) -> When:
        return When(moment.date() if start.is_date else moment, start.zone)


def _breaks(days: list[date], kept: set[date]) -> list[BreakRow]:
    """Return breaks that take out the days of a rule that are not kept, neighbours as one."""
    breaks: list[BreakRow] = []
    was_kept = True
    for day in days:
        if day in kept:
            was_kept = True
            continue
        if was_kept:
            breaks.append({"kind": "break", "first": day.isoformat(), "last": day.isoformat()})
        breaks[-1]["last"] = day.isoformat()
        was_kept = False
    return breaks


def _moment(local: Local) -> datetime:
    return local if isinstance(local, datetime) else datetime.combine(local, time.min)
