"""What a country's calendar of holidays is to a schedule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

DaysOfYear = Callable[[int], Mapping[date, tuple[str, ...]]]


def _no_days(year: int) -> Mapping[date, tuple[str, ...]]:
    return {}


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """A country's public holidays, and its other days with a name.

    Both are functions from a year to the codes of each date, such as
    ``{date(2026, 12, 25): ("christmas_day",)}``. ``names`` has what the codes are called, text or
    lazily translated; codes of Norway's calendar are named in the package's own catalogues.
    """

    public: DaysOfYear
    special: DaysOfYear = _no_days
    names: Mapping[str, object] = field(default_factory=dict)

    def codes(self) -> tuple[str, ...]:
        """Return all codes, in the order of a year that has them all."""
        found = [*self.public(2000).items(), *self.special(2000).items()]
        ordered = [code for _day, codes in sorted(found) for code in codes]
        return tuple(dict.fromkeys([*ordered, *self.names]))


def days(named: Iterable[tuple[str, date]]) -> Mapping[date, tuple[str, ...]]:
    """Return names and dates as a mapping by date; a date may have several names."""
    found: dict[date, tuple[str, ...]] = {}
    for name, day in sorted(named, key=lambda pair: pair[1]):
        found[day] = (*found.get(day, ()), name)
    return found
