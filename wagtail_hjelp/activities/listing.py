"""A calendar page: what was asked for in the address, and what is shown for it.

Modelled on the directory of offers (:mod:`wagtail_hjelp.directory.listing`), with dates: what is
listed are dates by day, what is counted by the filters are activities.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext

from wagtail_hjelp.conf import settings
from wagtail_hjelp.directory.filters import (
    ActiveFilter,
    FilterGroup,
    active_filters,
    filter_groups,
)
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.directory.search import Found, search
from wagtail_hjelp.hours.moment import Moment, moment_of
from wagtail_hjelp.hours.words import joined

from .agenda import Happens
from .asked import FACETS, Asked
from .cards import ActivityCard, make_cards, midnight_after
from .month import Month, continued_text, month_of
from .places import AHEAD
from .snapshot import ActivitySnapshot, activity_snapshot
from .when import NAMED, When, coming, day_heading, named_days
from .windows import Days, part, window

# The level of a card's title: below the day, below the count, below the page's own.
CARD_LEVEL = 4
# All named times lie within so many days from today on.
_NEAR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TimeChoice:
    """A time to choose, how many activities it would leave, and where it leads."""

    label: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the list: its heading ("Today"), what stands beside it, its cards as HTML.

    ``continued`` is whether it began on the page before; the heading says so.
    """

    day: date
    heading: str
    detail: str
    continued: bool
    cards: list[ActivityCard]
    html: list[SafeString]


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything the template of a calendar needs, in the active language.

    ``kept`` are the parameters of the form that have no field: the time chosen, or the month.
    """

    days: list[Day]
    month: Month | None
    count: int
    count_text: str
    query: str
    suggestion: str
    first: str
    last: str
    earliest: str
    latest: str
    kept: list[tuple[str, str]]
    times: list[TimeChoice]
    groups: list[FilterGroup]
    active: list[ActiveFilter]
    action: str
    clear_url: str
    list_url: str
    month_url: str
    calendar_url: str
    feed_url: str
    archive_url: str
    number: int
    num_pages: int
    previous_url: str
    next_url: str


def list_activities(
    request: HttpRequest, scope: Scope, *, path: str, page_size: int | None = None
) -> Listing:
    """Answer a request for a calendar. ``path`` is the calendar's own address."""
    held = activity_snapshot(scope, request)
    moment = moment_of(request)
    today = held.agenda.zone.today(moment.now)
    asked = Asked.of(request, held)
    days = asked.days(today)
    hits = search(asked.query, held) if asked.query else None
    searched = held.index.everything if hits is None else held.index.bits_of(hits.keys)

    shown = window(held, days, moment.now)
    moment.holds_until(shown.until)
    among = searched & shown.bits
    matching = held.index.matching(asked.rule, among)
    chosen = set(held.index.keys_of(matching))
    rows = [row for row in shown.rows if row.entry in chosen]
    count = len(chosen)

    size = page_size or settings.PAGE_SIZE
    num_pages = 1 if asked.month else max(1, -(-len(rows) // size))
    number = min(max(asked.page, 1), num_pages)
    start = (number - 1) * size
    since = max(days[0], today) if days else today
    before = rows[start - 1].listed_on(since) if start else None
    feed = asked.followed()
    return Listing(
        days=[]
        if asked.month
        else _by_day(rows[start : start + size], held, request, since, before),
        month=month_of(rows, shown.since, asked, held, request, path) if asked.month else None,
        count=count,
        count_text=_count_text(count, len(rows)),
        query=asked.query,
        suggestion=_suggestion(hits, count, asked),
        first=asked.when.first.isoformat() if asked.when.first else "",
        last=asked.when.last.isoformat() if asked.when.last else "",
        earliest=today.isoformat(),
        latest=(today + AHEAD).isoformat(),
        kept=asked.kept(),
        times=_times(asked, held, moment, searched, path),
        groups=_groups(held, asked, among),
        active=[
            *_active_times(asked, path, today),
            *active_filters(
                held, FACETS, asked.choice, lambda value: asked.url(path, without=value)
            ),
        ],
        action=path,
        clear_url=path,
        list_url=asked.at(asked.when).url(path),
        month_url=asked.in_month(asked.month or since.replace(day=1)).url(path),
        calendar_url=feed.url(f"{path}ical/"),
        feed_url=feed.url(f"{path}atom/"),
        archive_url=f"{path}archive/",
        number=number,
        num_pages=num_pages,
        previous_url=asked.url(path, page=number - 1) if number > 1 else "",
        next_url=asked.url(path, page=number + 1) if number < num_pages else "",
    )


def _by_day(
    rows: Sequence[Happens],
    held: ActivitySnapshot,
    request: HttpRequest,
    since: date,
    before: date | None,
) -> list[Day]:
    """Return rows under their days; ``before`` is the day of the last one on the page before."""
    moment = moment_of(request)
    today = held.agenda.zone.today(moment.now)
    moment.holds_until(midnight_after(today, held.agenda.zone))
    cards = make_cards(rows, held, request)
    found = []
    for day, group in groupby(cards, key=lambda card: card.happens.listed_on(since)):
        own = list(group)
        heading, detail = day_heading(day, today)
        if day == before:
            heading = continued_text(heading)
        html = [card.render(CARD_LEVEL, moment, under=day) for card in own]
        found.append(Day(day, heading, detail, day == before, own, html))
    return found


def _times(
    asked: Asked, held: ActivitySnapshot, moment: Moment, searched: int, path: str
) -> list[TimeChoice]:
    """Return the times to choose between. In the view of a month none is chosen."""
    today = held.agenda.zone.today(moment.now)
    near = window(held, (today, today + _NEAR), moment.now)
    moment.holds_until(near.until)

    def choice(label: str, when: When, bits: int) -> TimeChoice:
        at = asked.at(when)
        return TimeChoice(
            label=label,
            count=held.index.matching(at.rule, searched & bits).bit_count(),
            url=at.url(path),
            current=asked.month is None and asked.when == when,
        )

    def within(days: Days) -> int:
        return part(near, days, held, moment.now).bits

    at_any_time = window(held, None, moment.now)
    moment.holds_until(at_any_time.until)
    seasons = []
    for season in coming(held.seasons, today):
        if season.slug in held.index.values("season"):
            lasting = window(held, When(season=season).days(today), moment.now)
            moment.holds_until(lasting.until)
            seasons.append(choice(season.name, When(season=season), lasting.bits))
    return [
        choice(pgettext("when an activity is", "At any time"), When(), at_any_time.bits),
        *(
            choice(str(label), When(named=name), within(named_days(name, today)))
            for name, label in NAMED.items()
        ),
        *seasons,
    ]


def _groups(held: ActivitySnapshot, asked: Asked, among: int) -> list[FilterGroup]:
    return [
        _numbered(group) if group.name == "place" else group
        for group in filter_groups(held, FACETS, asked.rule, among)
    ]


def _numbered(group: FilterGroup) -> FilterGroup:
    """Return a group whose values are names as people write them, which are no ids in HTML."""
    values = [
        replace(value, id=f"hjelp-{group.name}-{number}")
        for number, value in enumerate(group.values, start=1)
    ]
    return replace(group, values=values)


def _count_text(activities: int, dates: int) -> str:
    if activities == 0:
        return gettext("No activities found")
    words = ngettext("%(count)d activity", "%(count)d activities", activities)
    text = words % {"count": activities}
    if dates == activities:
        return text
    more = ngettext("%(count)d date", "%(count)d dates", dates) % {"count": dates}
    return joined([text, more])


def _suggestion(hits: Found | None, count: int, asked: Asked) -> str:
    if hits is not None and hits.corrected and count:
        words = ", ".join(meant for _word, meant in hits.corrected)
        return gettext("Showing activities for “%(words)s”.") % {"words": words}
    if count == 0 and (asked.choice or asked.when.pairs() or asked.month):
        return gettext("Try another time, or fewer filters.")
    if count == 0 and asked.query:
        return gettext("Try another word, or fewer words.")
    return ""


def _active_times(asked: Asked, path: str, today: date) -> Iterable[ActiveFilter]:
    """Yield the times chosen that do not stand among the times to choose between."""
    legend = pgettext("when an activity is", "When")
    dates = asked.when.first is not None
    if asked.when.season and (dates or asked.month):
        without = replace(asked, when=replace(asked.when, season=None), page=1)
        yield ActiveFilter(asked.when.season.name, legend, without.url(path))
    if dates:
        without = replace(asked, when=When(season=asked.when.season), page=1)
        yield ActiveFilter(asked.when.label(today), legend, without.url(path))
