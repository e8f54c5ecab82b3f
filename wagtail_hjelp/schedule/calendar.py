"""The days that are not like others: a country's holidays and a municipality's own days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .holidays import HolidayCalendar
from .norway import NORWAY
from .rules import SpecialDay
from .zone import Zone


@dataclass(frozen=True, slots=True)
class Mark:
    """What a day is: its names, whether it is a public holiday, the municipality's word on it."""

    names: tuple[str, ...]
    public: bool
    special: SpecialDay | None = None


class Calendar:
    """Zone, holidays and special days, shared by all schedules of a site.

    Years are worked out when they are first asked about, and kept.
    """

    def __init__(
        self,
        zone: Zone | str = "Europe/Oslo",
        holidays: HolidayCalendar = NORWAY,
        special_days: Iterable[SpecialDay] = (),
    ) -> None:
        self.zone = zone if isinstance(zone, Zone) else Zone(zone)
        self.holidays = holidays
        self.special_days = tuple(special_days)
        self._marks: dict[int, Mark] = {}
        self._years: set[int] = set()
        # Ordinals of the first and last day worked out; the years between have no gaps.
        self._first, self._last = 1, 0
        self._special = self._special_by_ordinal()

    def mark(self, ordinal: int) -> Mark | None:
        """Return what a day (by its ordinal) is; None for a day like any other."""
        if not self._first <= ordinal <= self._last:
            self._extend(date.fromordinal(ordinal).year)
        return self._marks.get(ordinal)

    def names(self, day: date) -> tuple[str, ...]:
        """Return the codes of a day's names, the municipality's own first."""
        mark = self.mark(day.toordinal())
        if mark is None:
            return ()
        own = (mark.special.kind,) if mark.special else ()
        return tuple(dict.fromkeys([*own, *mark.names]))

    def is_public_holiday(self, day: date) -> bool:
        """Whether it is a public holiday. A Sunday is none by being a Sunday."""
        mark = self.mark(day.toordinal())
        return mark is not None and mark.public

    def _extend(self, year: int) -> None:
        if not self._years:
            wanted = range(year, year + 1)
        else:
            wanted = range(min(year, *self._years), max(year, *self._years) + 1)
        for missing in set(wanted) - self._years:
            self._work_out(missing)
            self._years.add(missing)
        self._first = date(wanted[0], 1, 1).toordinal()
        self._last = date(wanted[-1], 12, 31).toordinal()

    def _work_out(self, year: int) -> None:
        public, special = self.holidays.public(year), self.holidays.special(year)
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        ordinals = {day.toordinal() for day in (*public, *special)}
        ordinals |= {ordinal for ordinal in self._special if first <= ordinal <= last}
        for ordinal in ordinals:
            day = date.fromordinal(ordinal)
            own = self._special.get(ordinal)
            names = (*public.get(day, ()), *special.get(day, ()))
            if own and own.kind not in names:
                names = (*names, own.kind)
            self._marks[ordinal] = Mark(names, day in public, own)

    def _special_by_ordinal(self) -> dict[int, SpecialDay]:
        # Of days that overlap, the shortest says most about the date.
        longest_first = sorted(self.special_days, key=lambda own: own.first - own.last)
        return {
            (own.first + timedelta(days=offset)).toordinal(): own
            for own in longest_first
            for offset in range((own.last - own.first).days + 1)
        }
