"""Opening hours: from rows of ``facts.toml`` to values of fields, shared sets and special days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from wagtail_hjelp.hours.names import holiday_calendar
from wagtail_hjelp.models import SharedHours, SpecialDay

from .content import ContentError, Facts
from .dates import date_of
from .fields import assign, stream
from .raw import Raw, raw_item, stable_id

# Fields of a row that are dates.
_DATES = ("first", "last", "reopens")
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class HoursReader:
    """Reads rows of opening hours as they are on the day of loading.

    ``row_sets`` are rows by the name that ``use`` calls them; ``shared`` has the primary keys of
    shared hours by their names.
    """

    today: date
    row_sets: Mapping[str, list[Raw]] = field(default_factory=dict)
    shared: Mapping[str, int] = field(default_factory=dict)

    def rows(self, name: str, rows: Iterable[Raw]) -> list[Raw]:
        """Return rows as the raw value of a field of opening hours; ``name`` makes their ids."""
        return [
            {
                "type": row["type"],
                "value": self._value(f"{name}.{number}", row),
                "id": stable_id(f"{name}.{number}"),
            }
            for number, row in enumerate(self._all(rows), start=1)
        ]

    def _all(self, rows: Iterable[Raw]) -> Iterator[Raw]:
        for row in rows:
            if "use" not in row:
                yield row
            elif row["use"] in self.row_sets:
                yield from self.row_sets[row["use"]]
            else:
                raise ContentError(f"facts.toml: no rows are called {row['use']!r}")

    def _value(self, name: str, row: Raw) -> Raw | None:
        value = {key: given for key, given in row.items() if key != "type"}
        for key in value.keys() & set(_DATES):
            value[key] = date_of(value[key], self.today).isoformat()
        if "days" in value:
            value["days"] = [str(day) for day in value["days"]]
        if "rows" in value:
            value["rows"] = [
                raw_item(name, str(number), self._value(f"{name}.{number}", inner))
                for number, inner in enumerate(value["rows"], start=1)
            ]
        if row.get("type") == "same_as":
            value["hours"] = self._shared(value["hours"])
        # Rows without fields, such as "always", have no value.
        return value or None

    def _shared(self, name: str) -> int:
        if name not in self.shared:
            raise ContentError(f"facts.toml: no shared hours are called {name!r}")
        return self.shared[name]


def load_shared_hours(facts: Facts, today: date) -> tuple[HoursReader, bool]:
    """Make the shared sets as the file says; return who reads hours, and whether any changed."""
    reader = HoursReader(today, facts.row_sets)
    keys, changed = {}, False
    for row in facts.shared_hours:
        found = SharedHours.objects.filter(name=row["name"]).first()
        shared = found or SharedHours(name=row["name"])
        raw = reader.rows(f"shared.{row['name']}", row["rows"])
        differs = assign(shared, {"opening_hours": stream(SharedHours, "opening_hours", raw)})
        if differs or found is None:
            shared.save()
            changed = True
        keys[shared.name] = shared.pk
    return replace(reader, shared=keys), changed


def load_special_days(facts: Facts, today: date) -> bool:
    """Make the municipality's special days of the coming year; return whether any changed.

    Of the kinds that the file names, coming days are those that it says and no others.
    """
    wanted = [day for row in facts.special_days for day in special_days(row, today)]
    kinds = {row["kind"] for row in facts.special_days}
    coming = Q(first__gte=today) | Q(last__gte=today)
    left = {
        (day.kind, day.first): day
        for day in SpecialDay.objects.filter(coming, site=None, kind__in=kinds)
    }
    changed = False
    for day in wanted:
        found = left.pop((day.kind, day.first), None)
        if found is not None:
            day.pk, day._state.adding = found.pk, False
        if found is None or _said(found) != _said(day):
            day.save()
            changed = True
    for day in left.values():
        day.delete()
    return changed or bool(left)


def special_days(row: Raw, today: date) -> list[SpecialDay]:
    """Return the special days that a row stands for, from today on and a year ahead.

    A row without a date has those that the country's calendar gives that kind of day.
    """
    dates = (
        [date_of(row["first"], today)]
        if "first" in row
        else [day for year in (today.year, today.year + 1) for day in _dates_in(row["kind"], year)]
    )
    times = {key: time.fromisoformat(row[key]) for key in ("opens", "closes") if key in row}
    days = [
        SpecialDay(kind=row["kind"], first=first, last=last, what=row["what"], **times)
        for first, last in _runs(dates)
        if (last or first) >= today and first <= today + _YEAR
    ]
    for day in days:
        try:
            day.full_clean()
        except ValidationError as error:
            raise ContentError(f"facts.toml: {row['kind']}: {error.messages}") from error
    return days


def _dates_in(kind: str, year: int) -> list[date]:
    calendar = holiday_calendar()
    named = {**calendar.public(year), **calendar.special(year)}
    return sorted(day for day, kinds in named.items() if kind in kinds)


def _runs(dates: Iterable[date]) -> list[tuple[date, date | None]]:
    """Return dates in a row as their first and last; one alone has no last."""
    runs: list[tuple[date, date | None]] = []
    for day in dates:
        if runs and day == (runs[-1][1] or runs[-1][0]) + timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, None))
    return runs


def _said(day: SpecialDay) -> tuple[Any, ...]:
    return (day.last, day.what, day.opens, day.closes, day.state)
