"""A directory page: what was asked for in the address, and what is shown for it.

Anything may stand in an address: unknown values are passed over (:mod:`.filters`), a page that does
not exist becomes the nearest one, and nothing raises.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.conf import settings
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.vocabularies import Access, Audience, Cost, ServiceLanguage

from .cards import Card, make_cards
from .filters import (
    ActiveFilter,
    Choice,
    Facet,
    FilterGroup,
    active_filters,
    choice_pairs,
    clean_query,
    filter_groups,
    fixed,
    parameters_of,
    read_choice,
    topic_choices,
    whole_number,
)
from .scope import Scope
from .search import Found, search
from .snapshot import Snapshot, snapshot
from .when import When, WhenFilter, when_filter


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything the template of a directory needs, in the active language."""

    cards: list[Card]
    count: int
    count_text: str
    query: str
    suggestion: str
    when: WhenFilter
    groups: list[FilterGroup]
    active: list[ActiveFilter]
    action: str
    clear_url: str
    number: int
    num_pages: int
    previous_url: str
    next_url: str


FACETS = (
    Facet("topic", _("What it is about"), topic_choices),
    Facet("audience", _("Who it is for"), fixed(Audience)),
    Facet("access", _("How to get help"), fixed(Access)),
    Facet("language", _("Language"), fixed(ServiceLanguage)),
    Facet("cost", _("Cost"), fixed(Cost)),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The cleaned parameters of an address."""

    query: str
    choice: Choice
    when: When
    page: int

    @classmethod
    def read(cls, parameters: QueryDict, found: Snapshot, today: date) -> Asked:
        """Read an address, keeping of it only what the directory knows."""
        return cls(
            query=clean_query(parameters.get("q", "")),
            choice=read_choice(parameters, FACETS, found),
            when=When.read(parameters, today),
            page=whole_number(parameters.get("page", "")),
        )

    def url(
        self,
        path: str,
        *,
        page: int = 1,
        without: tuple[str, str] | None = None,
        when: When | None = None,
    ) -> str:
        """Return the address of this question, on a page, without a value, or with another time."""
        pairs = [("q", self.query)] if self.query else []
        pairs += choice_pairs(self.choice, without)
        pairs += (self.when if when is None else when).pairs()
        if page > 1:
            pairs.append(("page", str(page)))
        return f"{path}?{urlencode(pairs)}" if pairs else path


def list_offers(
    request: HttpRequest, scope: Scope, *, path: str, page_size: int | None = None
) -> Listing:
    """Answer a request for a directory. ``path`` is the directory's own address."""
    found = snapshot(scope, request)
    moment = moment_of(request)
    today = found.book.calendar.zone.today(moment.now)
    asked = Asked.read(parameters_of(request), found, today)
    hits = search(asked.query, found) if asked.query else None
    open_now = found.open_at(moment.now)
    moment.holds_until(open_now.until)
    # Hits of the search and of the dates, before and after the question whether it is open now.
    at_any_time = found.index.everything if hits is None else found.index.bits_of(hits.keys)
    if asked.when.first and asked.when.last:
        at_any_time &= found.open_between(asked.when.first, asked.when.last, moment.now)
    among = at_any_time & open_now.bits if asked.when.open_now else at_any_time
    matching = found.index.matching(asked.choice, among)
    count = matching.bit_count()

    size = page_size or settings.PAGE_SIZE
    num_pages = max(1, -(-count // size))
    number = min(max(asked.page, 1), num_pages)
    keys = _in_order(found, hits, matching)[(number - 1) * size : number * size]
    return Listing(
        cards=make_cards(keys, found, request),
        count=count,
        count_text=_count_text(count),
        query=asked.query,
        suggestion=_suggestion(hits, count, asked),
        when=when_filter(
            asked.when,
            found.index.matching(asked.choice, at_any_time & open_now.bits).bit_count(),
            today,
        ),
        groups=filter_groups(found, FACETS, asked.choice, among),
        active=[
            *_active_times(asked, path, today),
            *active_filters(
                found, FACETS, asked.choice, lambda value: asked.url(path, without=value)
            ),
        ],
        action=path,
        clear_url=path,
        number=number,
        num_pages=num_pages,
        previous_url=asked.url(path, page=number - 1) if number > 1 else "",
        next_url=asked.url(path, page=number + 1) if number < num_pages else "",
    )


def _in_order(found: Snapshot, hits: Found | None, matching: int) -> list[int]:
    if hits is None:
        return list(found.index.keys_of(matching))
    chosen = set(found.index.keys_of(matching))
    return [key for key in hits.keys if key in chosen]


def _count_text(count: int) -> str:
    if count == 0:
        return gettext("No offers found")
    return ngettext("%(count)d offer", "%(count)d offers", count) % {"count": count}


def _suggestion(hits: Found | None, count: int, asked: Asked) -> str:
    if hits is not None and hits.corrected and count:
        words = ", ".join(meant for _word, meant in hits.corrected)
        return gettext("Showing offers for “%(words)s”.") % {"words": words}
    if count == 0 and (asked.choice or asked.when.pairs()):
        return gettext("Try again with fewer filters.")
    if count == 0:
        return gettext("Try another word, or fewer words.")
    return ""


def _active_times(asked: Asked, path: str, today: date) -> list[ActiveFilter]:
    legend, active = gettext("When"), []
    if asked.when.open_now:
        without = asked.url(path, when=asked.when.without_open_now())
        active.append(ActiveFilter(gettext("Open now"), legend, without))
    if dates := asked.when.dates_text(today):
        active.append(ActiveFilter(dates, legend, asked.url(path, when=asked.when.without_dates())))
    return active
