"""What is over: a calendar's years, and what happened in each, by month.

For those who look for what there was last Christmas, and for whoever reports to the municipality
how much there was. Dates that were cancelled did not happen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import HttpRequest
from django.utils.translation import ngettext, pgettext

from wagtail_hjelp.conf import settings
from wagtail_hjelp.directory.filters import parameters_of, whole_number
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.hours.words import date_range_text, date_text, joined
from wagtail_hjelp.models.occurrences import Occurrence
from wagtail_hjelp.vocabularies import OccurrenceStatus

from .cards import ActivityFacts, facts_of, midnight_after
from .month import continued_text, month_name
from .snapshot import ActivitySnapshot, activity_snapshot


@dataclass(frozen=True, slots=True)
class Year:
    """A year in which something happened."""

    year: int
    url: str
    count_text: str
    current: bool


@dataclass(frozen=True, slots=True)
class Held:
    """An activity in one month, and its dates there in words."""

    facts: ActivityFacts
    dates_text: str


@dataclass(frozen=True, slots=True)
class PastMonth:
    """A month: its name, and what happened in it."""

    name: str
    continued: bool
    activities: list[Held]


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything the template of an archive needs; without a year it has no months."""

    years: list[Year]
    year: int | None
    months: list[PastMonth]
    url: str
    calendar_url: str
    number: int
    num_pages: int
    previous_url: str
    next_url: str


class _Row(NamedTuple):
    """The dates of one activity in one month: first and last day of each."""

    month: int
    entry: int
    days: Sequence[tuple[date, date]]


def archive_of(
    request: HttpRequest, scope: Scope, *, path: str, year: int | None, page_size: int | None = None
) -> Archive | None:
    """Answer a request for an archive, or for one of its years; None if nothing happened in it.

    ``path`` is the calendar's own address.
    """
    held = activity_snapshot(scope, request)
    moment = moment_of(request)
    today = held.agenda.zone.today(moment.now)
    # What is over today is told tomorrow: the archive need not be made anew every hour.
    moment.holds_until(midnight_after(today, held.agenda.zone))
    url = f"{path}archive/"
    years = [
        Year(found, f"{url}{found}/", _count_text(activities, dates), found == year)
        for found, activities, dates in _kept(held, today, "years", lambda: _years(held, today))
    ]
    if year is not None and not any(one.current for one in years):
        return None
    rows = _kept(held, today, year, lambda: _rows(held, year, today)) if year is not None else []
    size = page_size or settings.PAGE_SIZE
    num_pages = max(1, -(-len(rows) // size))
    number = min(max(whole_number(parameters_of(request).get("page", "")), 1), num_pages)
    start = (number - 1) * size
    address = f"{url}{year}/"
    return Archive(
        years=years,
        year=year,
        months=_months(rows, start, size, held, request, today),
        url=url,
        calendar_url=path,
        number=number,
        num_pages=num_pages,
        previous_url=_page_url(address, number - 1) if number > 1 else "",
        next_url=_page_url(address, number + 1) if number < num_pages else "",
    )


def _kept(held: ActivitySnapshot, today: date, what: Any, make: Any) -> Any:
    """Return what was made today, else make it. It ends with the snapshot or the day."""
    kept = held.views.setdefault("archive", {})
    if kept.get("today") != today:
        kept.clear()
        kept["today"] = today
    if what not in kept:
        kept[what] = make()
    return kept[what]


def _past(held: ActivitySnapshot, today: date) -> Any:
    found = Occurrence.objects.filter(last_day__lt=today).order_by()
    found = found.exclude(status=OccurrenceStatus.CANCELLED)
    return found.of(list(held.by_translation_key))


def _years(held: ActivitySnapshot, today: date) -> list[tuple[int, int, int]]:
    """Return each year, its activities and its dates, the last first."""
    found = _past(held, today).annotate(year=ExtractYear("first_day")).values_list("year")
    counted = found.annotate(Count("activity_key", distinct=True), Count("pk"))
    return sorted(counted, reverse=True)


def _rows(held: ActivitySnapshot, year: int, today: date) -> list[_Row]:
    """Return what happened in a year: the last month first, within it as the list's own order."""
    order = {entry: position for position, entry in enumerate(held.index.keys)}
    found = (
        _past(held, today)
        .filter(first_day__gte=date(year, 1, 1), first_day__lte=date(year, 12, 31))
        .values_list("activity_key", "first_day", "last_day")
    )
    dates = sorted(
        (-first.month, order[held.by_translation_key[key]], first, last)
        for key, first, last in found
    )
    return [
        _Row(-month, held.index.keys[position], [(first, last) for *_, first, last in group])
        for (month, position), group in groupby(dates, key=lambda row: row[:2])
    ]


def _months(
    rows: Sequence[_Row],
    start: int,
    size: int,
    held: ActivitySnapshot,
    request: HttpRequest,
    today: date,
) -> list[PastMonth]:
    shown = rows[start : start + size]
    before = rows[start - 1].month if start else None
    facts = facts_of({row.entry for row in shown}, held, request)
    return [
        PastMonth(
            continued_text(month_name(month)) if month == before else month_name(month),
            month == before,
            [Held(facts[row.entry], _dates_text(row.days)) for row in group if row.entry in facts],
        )
        for month, group in groupby(shown, key=lambda row: row.month)
    ]


def _dates_text(days: Sequence[tuple[date, date]]) -> str:
    """Return dates of one month: "2, 9, 16 November", "30 October – 1 November"."""
    single = sorted({first for first, last in days if first == last})
    texts = [
        pgettext("day of the month, first of a range such as 24–26 December", "%(day)s")
        % {"day": day.day}
        for day in single[:-1]
    ]
    texts += [date_text(day) for day in single[-1:]]
    several = dict.fromkeys((first, last) for first, last in days if first != last)
    return joined([*texts, *(date_range_text(first, last) for first, last in several)])


def _count_text(activities: int, dates: int) -> str:
    return joined(
        [
            ngettext("%(count)d activity", "%(count)d activities", activities)
            % {"count": activities},
            ngettext("%(count)d date", "%(count)d dates", dates) % {"count": dates},
        ]
    )


def _page_url(address: str, number: int) -> str:
    return f"{address}?page={number}" if number > 1 else address
