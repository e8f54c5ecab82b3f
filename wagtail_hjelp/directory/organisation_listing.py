"""An overview of organisations: what was asked for in the address, and what is shown for it.

Without a search or a filter they stand under their kind, in alphabetical order. To print, all that
fit stand on one page. Anything may stand in an address, as in the directory (:mod:`.listing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.conf import settings
from wagtail_hjelp.vocabularies import Audience, OrganisationKind, ServiceLanguage

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
from .organisation_cards import OrganisationCard, make_cards
from .organisations import OrganisationSnapshot, organisation_snapshot
from .scope import Scope
from .search import Found, search

FACETS = (
    Facet("kind", _("Kind of organisation"), fixed(OrganisationKind)),
    Facet("topic", _("What it is about"), topic_choices),
    Facet("audience", _("Who it is for"), fixed(Audience)),
    Facet("language", _("Language"), fixed(ServiceLanguage)),
)
PRINT = "print"


@dataclass(frozen=True, slots=True)
class KindGroup:
    """Organisations of a kind; ``heading`` is ``""`` where they do not stand under their kind.

    ``continued`` if the first of the kind stand on the page before.
    """

    heading: str
    cards: list[OrganisationCard]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationListing:
    """Everything the template of an overview needs, in the active language."""

    kinds: list[KindGroup]
    count: int
    count_text: str
    query: str
    suggestion: str
    groups: list[FilterGroup]
    active: list[ActiveFilter]
    action: str
    clear_url: str
    # All that fit, to print; and back from there.
    print_url: str
    list_url: str
    for_print: bool
    number: int
    num_pages: int
    previous_url: str
    next_url: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The cleaned parameters of an address."""

    query: str
    choice: Choice
    page: int
    for_print: bool

    @classmethod
    def read(cls, parameters: QueryDict, held: OrganisationSnapshot) -> Asked:
        """Read an address, keeping of it only what the overview knows."""
        return cls(
            query=clean_query(parameters.get("q", "")),
            choice=read_choice(parameters, FACETS, held),
            page=whole_number(parameters.get("page", "")),
            for_print=parameters.get("view") == PRINT,
        )

    def url(
        self,
        path: str,
        *,
        page: int = 1,
        without: tuple[str, str] | None = None,
        for_print: bool = False,
    ) -> str:
        """Return the address of this question, on a page, without a value, or to print."""
        pairs = [("q", self.query)] if self.query else []
        pairs += choice_pairs(self.choice, without)
        if for_print:
            pairs.append(("view", PRINT))
        if page > 1:
            pairs.append(("page", str(page)))
        return f"{path}?{urlencode(pairs)}" if pairs else path


def list_organisations(
    request: HttpRequest, scope: Scope, *, path: str, page_size: int | None = None
) -> OrganisationListing:
    """Answer a request for an overview. ``path`` is the overview's own address."""
    held = organisation_snapshot(scope, request)
    asked = Asked.read(parameters_of(request), held)
    hits = search(asked.query, held) if asked.query else None
    among = held.index.everything if hits is None else held.index.bits_of(hits.keys)
    matching = held.index.matching(asked.choice, among)
    count = matching.bit_count()

    under_kinds = asked.for_print or (hits is None and not asked.choice)
    kinds = _by_kind(held, matching) if under_kinds else [("", _in_order(held, hits, matching))]
    size = count or 1 if asked.for_print else page_size or settings.PAGE_SIZE
    num_pages = max(1, -(-count // size))
    number = 1 if asked.for_print else min(max(asked.page, 1), num_pages)
    return OrganisationListing(
        kinds=_shown(kinds, (number - 1) * size, number * size, held, request),
        count=count,
        count_text=_count_text(count),
        query=asked.query,
        suggestion=_suggestion(hits, count, asked),
        groups=filter_groups(held, FACETS, asked.choice, among),
        active=active_filters(
            held, FACETS, asked.choice, lambda value: asked.url(path, without=value)
        ),
        action=path,
        clear_url=path,
        print_url=asked.url(path, for_print=True),
        list_url=asked.url(path),
        for_print=asked.for_print,
        number=number,
        num_pages=num_pages,
        previous_url=asked.url(path, page=number - 1) if number > 1 else "",
        next_url=asked.url(path, page=number + 1) if number < num_pages else "",
    )


def _by_kind(held: OrganisationSnapshot, matching: int) -> list[tuple[str, list[int]]]:
    """Return kinds by name with their organisations by key; of no kind that nobody is."""
    found = []
    for code, label in OrganisationKind.choices:
        keys = list(held.index.keys_of(held.index.matching({"kind": [code]}, matching)))
        if keys:
            found.append((str(label), keys))
    return found


def _in_order(held: OrganisationSnapshot, hits: Found | None, matching: int) -> list[int]:
    if hits is None:
        return list(held.index.keys_of(matching))
    chosen = set(held.index.keys_of(matching))
    return [key for key in hits.keys if key in chosen]


def _shown(
    kinds: Iterable[tuple[str, Sequence[int]]],
    first: int,
    end: int,
    held: OrganisationSnapshot,
    request: HttpRequest,
) -> list[KindGroup]:
    """Return those from the first to before the end of all, still under their kinds."""
    parts, before = [], 0
    for heading, keys in kinds:
        part = keys[max(0, first - before) : max(0, end - before)]
        if part:
            parts.append((heading, part, bool(heading) and before < first))
        before += len(keys)
    # All cards that are not made yet, in one query.
    make_cards([key for _heading, part, _continued in parts for key in part], held, request)
    return [
        KindGroup(heading, make_cards(part, held, request), continued)
        for heading, part, continued in parts
    ]


def _count_text(count: int) -> str:
    if count == 0:
        return gettext("No organisations found")
    return ngettext("%(count)d organisation", "%(count)d organisations", count) % {"count": count}


def _suggestion(hits: Found | None, count: int, asked: Asked) -> str:
    if hits is not None and hits.corrected and count:
        words = ", ".join(meant for _word, meant in hits.corrected)
        return gettext("Showing organisations for “%(words)s”.") % {"words": words}
    if count == 0 and asked.choice:
        return gettext("Try again with fewer filters.")
    if count == 0 and asked.query:
        return gettext("Try another word, or fewer words.")
    return ""
