"""A month as a table: how much happens on each day, and the way to that day's list."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings as django_settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.hours.words import date_text, first_weekday, weekday_name
from wagtail_hjelp.vocabularies import OccurrenceStatus

from .agenda import Happens
from .asked import Asked
from .cards import ActivityFacts, facts_of, start_text, variant_of
from .places import AHEAD
from .snapshot import ActivitySnapshot
from .when import next_month

# Dates told in a cell; the other activities are counted.
TITLES = 3
# Months in memory for each calendar, with and without filters.
_KEPT = 48

_MONTHS = (
    pgettext_lazy("month by itself, as in December 2026", "January"),
    pgettext_lazy("month by itself, as in December 2026", "February"),
    pgettext_lazy("month by itself, as in December 2026", "March"),
    pgettext_lazy("month by itself, as in December 2026", "April"),
    pgettext_lazy("month by itself, as in December 2026", "May"),
    pgettext_lazy("month by itself, as in December 2026", "June"),
    pgettext_lazy("month by itself, as in December 2026", "July"),
    pgettext_lazy("month by itself, as in December 2026", "August"),
    pgettext_lazy("month by itself, as in December 2026", "September"),
    pgettext_lazy("month by itself, as in December 2026", "October"),
    pgettext_lazy("month by itself, as in December 2026", "November"),
    pgettext_lazy("month by itself, as in December 2026", "December"),
)
_WEEKDAYS = (
    pgettext_lazy("day of the week, three letters at most", "Mon"),
    pgettext_lazy("day of the week, three letters at most", "Tue"),
    pgettext_lazy("day of the week, three letters at most", "Wed"),
    pgettext_lazy("day of the week, three letters at most", "Thu"),
    pgettext_lazy("day of the week, three letters at most", "Fri"),
    pgettext_lazy("day of the week, three letters at most", "Sat"),
    pgettext_lazy("day of the week, three letters at most", "Sun"),
)


@dataclass(frozen=True, slots=True)
class Title:
    """One date in a cell: when it starts, what it is."""

    time: str
    facts: ActivityFacts
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the table. ``url`` is its list, ``""`` where nothing happens or is over."""

    day: date
    number: str
    text: str
    is_today: bool
    is_past: bool
    count: int
    count_text: str
    url: str
    titles: list[Title]
    more_text: str


@dataclass(frozen=True, slots=True)
class Weekday:
    """The heading of a column."""

    short: str
    name: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of seven cells; None for the days of its neighbours."""

    caption: str
    weekdays: list[Weekday]
    weeks: list[list[Cell | None]]
    previous_text: str
    previous_url: str
    next_text: str
    next_url: str
    _html: list[SafeString] = field(default_factory=list, compare=False, repr=False)

    @property
    def html(self) -> SafeString:
        """The month as a table with the ways to its neighbours: made once, as cards are."""
        if not self._html or django_settings.DEBUG:
            self._html[:] = [render_to_string("wagtail_hjelp/parts/month.html", {"month": self})]
        return self._html[0]


def month_of(
    rows: Sequence[Happens],
    since: datetime,
    asked: Asked,
    held: ActivitySnapshot,
    request: HttpRequest,
    path: str,
) -> Month:
    """Return the month asked for. ``rows`` are its dates that are not over, by start.

    Kept with the snapshot as long as the window that the rows are of, which began ``since``.
    """
    kept: OrderedDict[object, tuple[datetime, Month]]
    kept = held.views.setdefault("months", OrderedDict())
    key = (asked.url(path), *variant_of(request))
    found = kept.get(key)
    if found is None or found[0] != since:
        found = kept[key] = since, _month(rows, asked, held, request, path)
        while len(kept) > _KEPT:
            kept.popitem(last=False)
    return found[1]


def _month(
    rows: Sequence[Happens], asked: Asked, held: ActivitySnapshot, request: HttpRequest, path: str
) -> Month:
    today = held.agenda.zone.today(moment_of(request).now)
    first = asked.month or today.replace(day=1)
    following = next_month(first)
    by_day = _by_day(rows, max(first, today), following - timedelta(days=1))
    told = {row.entry for found in by_day.values() for row in found[:TITLES]}
    facts = facts_of(told, held, request)
    everything = asked.followed().url(path)
    joint = "&" if "?" in everything else "?"

    def cell(day: date) -> Cell:
        found = by_day.get(day, [])
        count = len({row.entry for row in found})
        more = count - len({row.entry for row in found[:TITLES]})
        return Cell(
            day=day,
            number=str(day.day),
            text=date_text(day),
            is_today=day == today,
            is_past=day < today,
            count=count,
            count_text=_count_text(count),
            url=f"{everything}{joint}from={day}&to={day}" if found else "",
            titles=[
                Title(
                    start_text(row, day),
                    facts[row.entry],
                    row.status == OccurrenceStatus.CANCELLED,
                )
                for row in found[:TITLES]
                if row.entry in facts
            ],
            more_text=_more_text(more) if more > 0 else "",
        )

    before = (first - timedelta(days=1)).replace(day=1)
    is_first = first <= today
    is_last = following > today + AHEAD
    return Month(
        caption=month_text(first),
        weekdays=[
            Weekday(str(_WEEKDAYS[day]), weekday_name(day))
            for day in ((first_weekday() + offset) % 7 for offset in range(7))
        ],
        weeks=[[cell(day) if day else None for day in week] for week in _weeks(first)],
        previous_text="" if is_first else month_text(before),
        previous_url="" if is_first else asked.in_month(before).url(path),
        next_text="" if is_last else month_text(following),
        next_url="" if is_last else asked.in_month(following).url(path),
    )


def continued_text(heading: str) -> str:
    """Return the heading of a day or a month that began on the page before."""
    return pgettext("heading on the next page", "%(heading)s, continued") % {"heading": heading}


def month_name(month: int) -> str:
    """Return a month by itself: "December" for 12."""
    return str(_MONTHS[month - 1])


def month_text(day: date) -> str:
    """Return a month with its year: "December 2026"."""
    words = {"month": month_name(day.month), "year": day.year}
    return pgettext("month and year", "%(month)s %(year)s") % words


def _weeks(first: date) -> list[list[date | None]]:
    """Return the days of a month in the language's own weeks, None around them."""
    number = (next_month(first) - first).days
    days: list[date | None] = [None] * ((first.weekday() - first_weekday()) % 7)
    days += [first + timedelta(days=offset) for offset in range(number)]
    days += [None] * (-len(days) % 7)
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def _by_day(rows: Sequence[Happens], first: date, last: date) -> dict[date, list[Happens]]:
    """Return what happens on each day; what lasts several days is on each of them."""
    found = defaultdict(list)
    for row in rows:
        if row.first_day == row.last_day and row.first_day >= first:
            found[row.first_day].append(row)
            continue
        day = row.listed_on(first)
        # A night that began yesterday is listed today.
        until = max(min(row.last_day, last), day)
        while day <= until:
            found[day].append(row)
            day += timedelta(days=1)
    return found


def _count_text(count: int) -> str:
    return ngettext("%(count)d activity", "%(count)d activities", count) % {"count": count}


def _more_text(count: int) -> str:
    text = ngettext("and %(count)d more", "and %(count)d more", count)
    return text % {"count": count}
