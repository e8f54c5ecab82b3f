"""What a block on a page asks of the calendar: which activities, and on which dates.

The answers are those of the calendar itself, at the same moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.safestring import SafeString

from wagtail_hjelp.blocks.choosers import PAGE_SEASON
from wagtail_hjelp.hours.moment import Moment

from .agenda import Happens
from .cards import ActivityCard, midnight_after
from .places import calendar_url, upcoming
from .snapshot import ONLINE, ActivitySnapshot, SeasonDates
from .when import day_heading
from .writing import date_calendar

# The block's fields that hold codes, and the facets that they choose in (see .asked).
RULE = {"topics": "topic", "audiences": "audience", "places": "place", "languages": "language"}

# A code that no activity has: for what an editor chose and is no more.
_GONE = "-"

# A date, and the day that it is listed under.
Row = tuple[date, Happens]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an editor has chosen, as it is on a day.

    ``picked`` are keys of the list. ``rule`` are values by facet, None if nothing is shown beside
    those picked. ``days`` are local dates, both included, None for each activity's next date; they
    are back to front when none is left, as of a season that is over. ``is_ahead`` is whether it is
    the next days that were chosen.
    """

    picked: Sequence[int]
    rule: Mapping[str, list[str]] | None
    days: tuple[date, date] | None
    is_ahead: bool
    limit: int
    today: date

    @classmethod
    def of(
        cls, value: Mapping[str, Any], page: Any, held: ActivitySnapshot, moment: Moment
    ) -> Chosen:
        """Read the value of an ``ActivitiesBlock`` on a page."""
        rule = {facet: list(value[name]) for name, facet in RULE.items() if value[name]}
        if value["online_only"]:
            rule["place"] = [ONLINE]
        if value["organisations"]:
            rule["organisation"] = [
                one.translation_key.hex if one is not None else _GONE
                for one in value["organisations"]
            ]
        slug = value["season"] or ""
        # The page's own season narrows what is chosen, and adds nothing to what is picked.
        is_chosen = rule or slug not in ("", PAGE_SEASON) or value["days_ahead"]
        is_ruled = bool(is_chosen or not value["activities"])
        if slug == PAGE_SEASON:
            slug = _season_of(page)
        season = next((one for one in held.seasons if one.slug == slug), None)
        if slug:
            rule["season"] = [season.slug if season else _GONE]
        today = held.agenda.zone.today(moment.now)
        return cls(
            picked=held.versions_of(one for one in value["activities"] if one is not None),
            rule=rule if is_ruled else None,
            days=_days(season, value["days_ahead"], today),
            is_ahead=bool(value["days_ahead"]),
            limit=value["limit"] or 6,
            today=today,
        )

    def rows(self, held: ActivitySnapshot, moment: Moment) -> list[Row]:
        """Return the dates by day and start; those picked are never cut off for others.

        The moment learns when the first of them is over, or the day is.
        """

        def ask(**wanted: Any) -> list[Happens]:
            # As many again as may be among those picked.
            return upcoming(held, moment.now, limit=2 * self.limit, **wanted)

        found: dict[int, Row] = {}
        if self.picked:
            for row in ask(rule={}, picked=self.picked, first=None, last=None)[: self.limit]:
                found[row.pk] = (row.listed_on(self.today), row)
        first, last = self.days or (None, None)
        if self.rule is not None and not (first and last and first > last):
            for row in ask(rule=self.rule, picked=(), first=first, last=last):
                if len(found) < self.limit:
                    found.setdefault(row.pk, (row.listed_on(first or self.today), row))
        moment.holds_until(midnight_after(self.today, held.agenda.zone))
        moment.holds_until(min((row.over_at for _day, row in found.values()), default=None))
        return sorted(found.values(), key=lambda row: (row[0], row[1].starts_at, row[1].pk))

    def url(self, calendar: str) -> str:
        """Return the calendar's address with what the rule says; ``""`` if that is nothing."""
        pairs = [
            (facet, code)
            for facet, codes in (self.rule or {}).items()
            for code in codes
            if code != _GONE
        ]
        if self.rule is not None and self.is_ahead and self.days:
            first, last = self.days
            pairs += [("from", first.isoformat()), ("to", last.isoformat())]
        return f"{calendar}?{urlencode(pairs)}" if calendar and pairs else ""


def kept_calendar_url(held: ActivitySnapshot, request: HttpRequest | None, page: Any) -> str:
    """Return the address of the site's calendar; kept with what is held of the whole site."""
    key = ("calendar_url", request is None)
    if key not in held.views:
        held.views[key] = calendar_url(request, page)
    return str(held.views[key])


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a list: its heading ("Today"), the date beside it, its cards as HTML."""

    day: date
    heading: str
    detail: str
    cards: list[SafeString]


def by_day(
    rows: Sequence[Row], cards: Sequence[ActivityCard], moment: Moment, level: int
) -> list[Day]:
    """Return cards under the days of their rows, their titles headings of this level."""
    card_of = {card.happens.pk: card for card in cards}
    today = date_calendar().zone.today(moment.now)
    return [
        Day(
            day,
            *day_heading(day, today),
            [
                card_of[row.pk].render(level, moment, under=day)
                for _day, row in group
                if row.pk in card_of
            ],
        )
        for day, group in groupby(rows, key=lambda row: row[0])
    ]


def _days(season: SeasonDates | None, ahead: int | None, today: date) -> tuple[date, date] | None:
    """Return the local dates that are asked for: those of the season, of the next days, of both."""
    if season is None and not ahead:
        return None
    firsts, lasts = [today], []
    if season is not None:
        firsts.append(season.first)
        lasts.append(season.last)
    if ahead:
        lasts.append(today + timedelta(days=ahead - 1))
    return max(firsts), min(lasts)


def _season_of(page: Any) -> str:
    """Return the slug of a theme page's season; ``""`` for other pages."""
    from wagtail_hjelp.models import HelpThemeMixin

    season = page.season if isinstance(page, HelpThemeMixin) else None
    return str(season.slug) if season is not None else ""
