"""A directory in memory: which offers there are, in which order, with which facets.

Built with a handful of queries when something changed (see :class:`DirectoryStamp`), asked
on every request. Directories, blocks and feeds read the same snapshot, so their answers agree.
"""

from __future__ import annotations

import threading
import unicodedata
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models.functions import Coalesce
from django.http import HttpRequest
from wagtail.models import Locale, Site

from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.hours.offer import OfferHours, offer_hours
from wagtail_hjelp.schedule import Schedule

from . import analysis
from .facets import FacetIndex
from .offer_model import get_offer_model
from .querysets import OfferQuerySet, source_locale
from .synonyms import Synonyms, shipped

_KEPT = 64
_kept: OrderedDict[Any, tuple[UUID, Snapshot]] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class TopicLabel:
    """A topic in the language of the directory; a name in another is HTML that says so."""

    slug: str
    name: str
    icon: str


class OpenEntries(NamedTuple):
    """Which entries are open (as bits), from when and until when."""

    bits: int
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything about a directory but the offers' own words."""

    index: FacetIndex
    topics: Sequence[TopicLabel]
    # Topics of each offer by primary key, in the vocabulary's order.
    topics_of: dict[int, tuple[TopicLabel, ...]]
    # Which entries have a term in their title, and in their topics, keywords or provider.
    title_terms: dict[str, int]
    about_terms: dict[str, int]
    synonyms: Synonyms
    # The directory's own language, and all whose words stand in offers and queries.
    language: str
    languages: tuple[str, ...]
    # The entry of each offer by its translation key, which all its languages share.
    by_translation_key: dict[UUID, int]
    # The language of each offer's words: the source's, on an alias.
    language_of: dict[int, str]
    # When the facts of each offer were last confirmed, by translation key.
    confirmed_on: dict[UUID, date]
    # All schedules of the site, the hours of each offer by primary key, and which entries (as bits)
    # each distinct schedule is for: "open now?" asks each once.
    book: HoursBook
    hours_of: dict[int, OfferHours]
    entries_of: dict[Schedule, int]
    # What pages and lists make of an offer, made once: it ends with the snapshot, at the next
    # change to any offer. By (primary key, site, language).
    cards: dict[Any, Any] = field(default_factory=dict)
    views: dict[Any, Any] = field(default_factory=dict)
    # Who is open, as last asked: true until the first of all schedules changes.
    _open: list[OpenEntries] = field(default_factory=list)

    def open_at(self, instant: datetime) -> OpenEntries:
        """Return the entries that are open at a moment: what their labels say too."""
        kept = next(iter(self._open), None)
        if kept is None or not kept.since <= instant < kept.until:
            kept = self._ask_all(instant)
            self._open[:] = [kept]
        return kept

    def _ask_all(self, instant: datetime) -> OpenEntries:
        until = instant + timedelta(days=1)
        bits = 0
        for schedule, entries in self.entries_of.items():
            interval = schedule.timeline(instant).until(until)[0]
            until = min(until, interval.end.astimezone(UTC))
            if interval.state.is_open:
                bits |= entries
        return OpenEntries(bits, instant, until)

    def open_between(self, first: date, last: date, now: datetime) -> int:
        """Return the entries that are open at some time of these days, both included, as bits.

        What was open earlier today is over.
        """
        zone = self.book.calendar.zone
        end = zone.midnight(last + timedelta(days=1)).astimezone(UTC)
        today = first == zone.today(now)
        found = 0
        for schedule, entries in self.entries_of.items():
            if today:
                opening = now if schedule.is_open_at(now) else schedule.opens_next(now)
                is_open = opening is not None and opening < end
            else:
                is_open = schedule.is_open_between(first, last)
            if is_open:
                found |= entries
        return found

    def versions_of(self, offers: Iterable[Any]) -> list[int]:
        """Return the keys of chosen offers in this directory's language, those it has."""
        keys = (self.by_translation_key.get(offer.translation_key) for offer in offers)
        return [key for key in keys if key is not None]


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of a site in one language, and where its missing offers come from."""

    key: tuple[Any, ...]
    locale_id: int
    # Called only when a snapshot is built: offers of the part, in all languages.
    within: Callable[[OfferQuerySet], OfferQuerySet]
    site: Callable[[], Site | None]

    @classmethod
    def of_page(cls, page: Any) -> Scope:
        """Everything below a page and, where that lacks it, below its source-language version."""
        return cls._below(page.path, page.locale_id, lambda: page, page.get_site)

    @classmethod
    def of_offer(cls, offer: Any) -> Scope:
        """The directory that an offer stands in: the same snapshot as its page has."""
        path = offer.path[: -offer.steplen]
        return cls._below(path, offer.locale_id, offer.get_parent, offer.get_site)

    @classmethod
    def of_site(cls, site: Site, locale: Locale) -> Scope:
        """Everything in a site."""
        return cls(
            key=("site", site.pk),
            locale_id=locale.pk,
            within=lambda offers: offers.in_site(site),
            site=lambda: site,
        )

    @classmethod
    def _below(
        cls, path: str, locale_id: int, page: Callable[[], Any], site: Callable[[], Site | None]
    ) -> Scope:
        def within(offers: OfferQuerySet) -> OfferQuerySet:
            versions = page().get_translations(inclusive=True)
            return offers.under(list(versions.values_list("path", flat=True)))

        return cls(key=("page", path), locale_id=locale_id, within=within, site=site)


def snapshot(scope: Scope, request: HttpRequest | None = None) -> Snapshot:
    """Return the scope's snapshot as of now; a request asks the database at most once."""
    stamp = _stamp(request)
    key = (*scope.key, scope.locale_id)
    with _lock:
        found = _kept.get(key)
        if found is not None and found[0] == stamp:
            _kept.move_to_end(key)
            return found[1]
    made = _build(scope)
    if stamp is not None:
        with _lock:
            _kept[key] = (stamp, made)
            while len(_kept) > _KEPT:
                _kept.popitem(last=False)
    return made


def _stamp(request: HttpRequest | None) -> UUID | None:
    from wagtail_hjelp.models import DirectoryStamp

    if request is None:
        return DirectoryStamp.current()
    if not hasattr(request, "_hjelp_stamp"):
        request._hjelp_stamp = DirectoryStamp.current()  # type: ignore[attr-defined]
    return request._hjelp_stamp  # type: ignore[attr-defined]


class _Row(NamedTuple):
    """What the database says of one offer."""

    pk: int
    title: str
    provider: str
    audiences: list[str]
    access: list[str]
    service_languages: list[str]
    cost: str
    urgency: str
    translation_key: UUID
    opening_hours: Any
    contact_points: Any
    # The language of its words: the source's, on an alias.
    language: str


def _build(scope: Scope) -> Snapshot:
    from wagtail_hjelp.models import Topic, Verification

    model = get_offer_model()
    locale = Locale.objects.get(pk=scope.locale_id)
    fallback = source_locale()
    offers = scope.within(model.objects.live().public()).in_locale(locale, fallback=fallback)
    rows = _rows(offers, locale.language_code)
    topics = list(Topic.objects.prefetch_related("names"))
    labels = {
        topic.pk: TopicLabel(
            topic.slug,
            topic.label_in(locale.language_code, fallback.language_code),
            topic.icon,
        )
        for topic in topics
    }
    linked = _links(model.topics.through, offers, "tag_id")
    topics_of = {
        row.pk: tuple(label for pk, label in labels.items() if pk in linked[row.pk]) for row in rows
    }
    names = {topic.pk: " ".join(topic.all_names()) for topic in topics}
    keywords = _links(model.keywords.through, offers, "tag__name")
    site = scope.site()
    book = HoursBook.load(site)
    hours_of = {
        row.pk: offer_hours(row.opening_hours.raw_data, row.contact_points.raw_data, book)
        for row in rows
    }
    languages = tuple(dict.fromkeys([locale.language_code, fallback.language_code]))
    return Snapshot(
        index=FacetIndex((row.pk, _facets(row, topics_of[row.pk])) for row in rows),
        topics=tuple(labels.values()),
        topics_of=topics_of,
        title_terms=_terms([row.title for row in rows], languages),
        about_terms=_terms(
            [
                " ".join([row.provider, *keywords[row.pk], *(names[pk] for pk in linked[row.pk])])
                for row in rows
            ],
            languages,
        ),
        synonyms=_synonyms(site),
        language=locale.language_code,
        languages=languages,
        by_translation_key={row.translation_key: row.pk for row in rows},
        language_of={row.pk: row.language for row in rows},
        confirmed_on=dict(
            Verification.objects.filter(
                translation_key__in=offers.values("translation_key")
            ).values_list("translation_key", "confirmed_on")
        ),
        book=book,
        hours_of=hours_of,
        entries_of=_entries_of(hours_of[row.pk] for row in rows),
    )


def _rows(offers: Any, language: str) -> list[_Row]:
    """Return the offers in the order in which people look them up."""
    rows = [
        _Row(*values)
        for values in offers.values_list(
            *_Row._fields[:-1],
            Coalesce("alias_of__locale__language_code", "locale__language_code"),
        )
    ]
    return sorted(rows, key=lambda row: (sort_key(row.title, language), row.pk))


def _links(through: Any, offers: Any, target: str) -> defaultdict[int, list[Any]]:
    """Return what offers are linked to, by the offer's primary key."""
    found = defaultdict(list)
    for page_id, value in through.objects.filter(
        content_object_id__in=offers.values("pk")
    ).values_list("content_object_id", target):
        found[page_id].append(value)
    return found


def _entries_of(hours: Iterable[OfferHours]) -> dict[Schedule, int]:
    entries: dict[Schedule, int] = {}
    for position, found in enumerate(hours):
        if found.view is not None:
            schedule = found.view.schedule
            entries[schedule] = entries.get(schedule, 0) | 1 << position
    return entries


def _facets(row: _Row, topics: Iterable[TopicLabel]) -> dict[str, list[str]]:
    return {
        "topic": [label.slug for label in topics],
        "audience": row.audiences,
        "access": row.access,
        "language": row.service_languages,
        "cost": [row.cost],
        "urgency": [row.urgency],
    }


def _terms(texts: Iterable[str], languages: Iterable[str]) -> dict[str, int]:
    """Return for each term the texts that it stands in, as bits."""
    terms: dict[str, int] = {}
    for position, text in enumerate(texts):
        found = set().union(*(analysis.index_terms(text, language) for language in languages))
        for term in found:
            terms[term] = terms.get(term, 0) | 1 << position
    return terms


def _synonyms(site: Site | None) -> Synonyms:
    from wagtail_hjelp.models import Synonym

    own = [
        (entry.language_code, Synonym.words(entry.searched), Synonym.words(entry.found))
        for entry in Synonym.objects.all()
        if entry.site_id is None or (site is not None and entry.site_id == site.pk)
    ]
    return Synonyms([*shipped(), *own])


_NORWEGIAN_LETTERS = str.maketrans({"æ": "\uffee\u0001", "ø": "\uffee\u0002", "å": "\uffee\u0003"})
_NORDIC_ALPHABET = {"nb", "nn", "no", "da", "se", "smj", "sma"}


def sort_key(title: str, language: str) -> str:
    """Return a key for alphabetical order: æ, ø, å last in Norwegian; accents as their letter."""
    folded = unicodedata.normalize("NFC", title).casefold()
    if language.split("-")[0] in _NORDIC_ALPHABET:
        folded = folded.translate(_NORWEGIAN_LETTERS)
    return "".join(
        char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char)
    )
