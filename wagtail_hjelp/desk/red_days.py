"""Which offers have said nothing about the next red days.

A run of red days is what stands together in the calendar: public holidays, the weekends that join
them, and the days with a name between, such as 24 December to 1 January.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext
from wagtail.models import Site
from wagtail.permissions import page_permission_policy

from wagtail_hjelp.blocks.contact import kind_label
from wagtail_hjelp.conf import settings
from wagtail_hjelp.directory.page_models import get_offer_model
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.hours.names import day_label, holiday_calendar
from wagtail_hjelp.hours.words import date_range_text, date_text, joined
from wagtail_hjelp.schedule import Calendar, Schedule, Source
from wagtail_hjelp.schedule.states import GROUND
from wagtail_hjelp.schedule.week import spans_of
from wagtail_hjelp.vocabularies import HoursReason

AHEAD_DAYS = 60
# No run is longer; one that goes on today began at most so many days ago.
_LONGEST = 31
# Runs that people call by one name, by a day that they have.
_CALLED = {"christmas_day": HoursReason.CHRISTMAS, "easter_sunday": HoursReason.EASTER}


@dataclass(frozen=True, slots=True)
class Run:
    """Red days in a row, and the codes of the public holidays among them."""

    first: date
    last: date
    holidays: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.first.isoformat()

    @property
    def name(self) -> str:
        """What it is called, in the active language: "Christmas and New Year"."""
        for code, reason in _CALLED.items():
            if code in self.holidays:
                return str(reason.label)
        return joined(day_label(code) for code in self.holidays)

    def dates_text(self, today: date) -> str:
        return date_range_text(self.first, self.last, today)

    def days(self) -> Iterator[date]:
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Days of which some hours say nothing; ``whose`` is a way in, or ``""`` for the offer."""

    run: Run
    days: tuple[date, ...]
    whose: str = ""


@dataclass(frozen=True, slots=True)
class OfferUnsaid:
    """What one offer has not said."""

    found: list[Unsaid]

    def runs(self) -> set[Run]:
        return {unsaid.run for unsaid in self.found}

    def lines(self) -> list[str]:
        """Return the days in words, one line for hours that leave out the same ones."""
        whose: dict[tuple[Run, tuple[date, ...]], list[str]] = {}
        for unsaid in sorted(self.found, key=lambda unsaid: unsaid.run.first):
            whose.setdefault((unsaid.run, unsaid.days), []).append(unsaid.whose)
        return [_line(run, days, names) for (run, days), names in whose.items()]


def today_here() -> date:
    """Return the date of the hours' time zone."""
    return moment_of(None).today


def coming_runs(today: date, ahead: int = AHEAD_DAYS) -> list[Run]:
    """Return the runs that are not over and begin within some days, by the country's calendar."""
    calendar = Calendar(settings.TIME_ZONE, holiday_calendar())
    found: list[Run] = []
    run: list[date] = []
    for offset in range(-_LONGEST, ahead + _LONGEST):
        day = today + timedelta(days=offset)
        if _is_red(calendar, day):
            run.append(day)
            continue
        found += _as_run(calendar, run)
        run = []
    limit = today + timedelta(days=ahead)
    return [run for run in found if run.last >= today and run.first <= limit]


def _is_red(calendar: Calendar, day: date) -> bool:
    return day.weekday() >= 5 or calendar.mark(day.toordinal()) is not None


def _as_run(calendar: Calendar, days: list[date]) -> list[Run]:
    """Return days in a row as a run; an ordinary weekend, or a day like 6 February, is none."""
    holidays = [day for day in days if calendar.is_public_holiday(day)]
    names = [name for day in holidays for name in calendar.names(day)]
    return [Run(days[0], days[-1], tuple(dict.fromkeys(names)))] if names else []


def unsaid_days(schedule: Schedule, run: Run, today: date) -> tuple[date, ...]:
    """Return the days of a run, from today on, of which the hours say nothing.

    Those are days on which it would be open if they were like others: public holidays without a
    rule, and days with a name that only the week or a period decides. "Day and night, every day"
    has said it.
    """
    return tuple(day for day in run.days() if day >= today and _is_unsaid(schedule, day))


def _is_unsaid(schedule: Schedule, day: date) -> bool:
    decision = schedule.day(day)
    if decision.source is Source.UNSAID_HOLIDAY:
        return True
    if decision.source not in (Source.WEEK, Source.PERIOD) or not decision.reason:
        return False
    if schedule.calendar.is_public_holiday(day):
        # Closed on that day of the week anyway, or always open.
        return False
    says_always = decision.source is Source.WEEK and schedule.always != GROUND
    return not says_always and bool(spans_of(decision.spans))


def offers_for(user: Any) -> Any:
    """Return the live offers in the source language that somebody may edit."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return (
        get_offer_model()
        .objects.live()
        .filter(locale=source_locale(), pk__in=pages.order_by().values("pk"))
    )


def unsaid_by_offer(offers: Any, today: date, ahead: int = AHEAD_DAYS) -> dict[int, OfferUnsaid]:
    """Return what offers have not said, by primary key; only those that have something to say.

    The number of queries depends on the number of sites alone.
    """
    runs = coming_runs(today, ahead)
    # The site deepest in the tree is the one that a page belongs to.
    roots = sorted(Site.get_site_root_paths(), key=lambda root: -len(root.root_path))
    books = _Books()
    found: dict[int, OfferUnsaid] = {}
    for pk, url_path, opening, contacts in offers.values_list(
        "pk", "url_path", "opening_hours", "contact_points"
    ):
        root = next((root for root in roots if url_path.startswith(root.root_path)), None)
        book = books.of(root.site_id if root else None)
        unsaid = [
            Unsaid(run, days, whose)
            for whose, schedule in _schedules(opening.raw_data, contacts, book)
            for run in runs
            if (days := unsaid_days(schedule, run, today))
        ]
        if unsaid:
            found[pk] = OfferUnsaid(unsaid)
    return found


class _Books:
    """The schedules of each site, read once."""

    def __init__(self) -> None:
        self._books: dict[int | None, HoursBook] = {}

    def of(self, site: int | None) -> HoursBook:
        if site not in self._books:
            self._books[site] = HoursBook.load(Site.objects.filter(pk=site).first())
        return self._books[site]


def _schedules(opening: Any, contacts: Any, book: HoursBook) -> Iterator[tuple[str, Schedule]]:
    """Yield an offer's own hours and those of its ways in, each with whose they are.

    "Whenever the offer is not open" says what the offer's own hours say.
    """
    own = book.read(opening)
    schedule = book.schedule_of(own)
    if schedule is not None:
        yield "", schedule
    for row in contacts.raw_data:
        hours = book.read((row["value"] or {}).get("hours") or ())
        schedule = None if hours.outside else book.schedule_of(hours)
        if schedule is not None:
            block = contacts.stream_block.child_blocks[row["type"]]
            text = block.as_contact_point(block.to_python(row["value"])).text
            yield f"{kind_label(row['type'])} {text}".strip(), schedule


def _line(run: Run, days: Iterable[date], whose: Iterable[str]) -> str:
    names = [name or gettext("the offer itself") for name in dict.fromkeys(whose)]
    words = {"run": run.name, "whose": joined(names), "days": joined(_ranges(days))}
    if names == [gettext("the offer itself")]:
        return gettext("%(run)s: %(days)s") % words
    return gettext("%(run)s: %(days)s (%(whose)s)") % words


def _ranges(days: Iterable[date]) -> Iterator[str]:
    row: list[date] = []
    for day in (*days, date.max):
        if row and day - row[-1] != timedelta(days=1):
            yield date_text(row[0]) if len(row) == 1 else date_range_text(row[0], row[-1])
            row = []
        row.append(day)
