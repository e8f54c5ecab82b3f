"""A directory in memory: which offers there are, in which order, with which facets.

Built with a handful of queries when something changed (see :class:`DirectoryStamp`), asked
on every request. Directories, blocks and feeds read the same snapshot, so their answers agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest
from wagtail.models import Locale, Site

from wagtail_hjelp.catalogue.service import Service
from wagtail_hjelp.catalogue.site import services_of
from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.hours.offer import OfferHours, offer_hours
from wagtail_hjelp.schedule import Schedule
from wagtail_hjelp.translation.fallback import words_language

from .facets import FacetIndex
from .held import HeldPages, TopicLabel, kept, links, sort_key, synonyms_of, terms_of, topic_labels
from .organisers import Organiser, organisers
from .page_models import get_offer_model
from .querysets import source_locale
from .scope import Scope


class OpenEntries(NamedTuple):
    """Which entries are open (as bits), from when and until when."""

    bits: int
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(HeldPages):
    """Everything about a directory but the offers' own words."""

    # When the facts of each offer were last confirmed, by translation key.
    confirmed_on: dict[UUID, date]
    # The organisation that gives each offer, by the offer's primary key; those that have one.
    given_by: dict[int, Organiser]
    # All schedules of the site, the hours of each offer by primary key, and which entries (as bits)
    # each distinct schedule is for: "open now?" asks each once.
    book: HoursBook
    hours_of: dict[int, OfferHours]
    entries_of: dict[Schedule, int]
    # National services as the site has them, and its own, by code.
    services: Mapping[str, Service]
    # Words of crisis that editors have added: language, category, words.
    crisis_words: Sequence[tuple[str, str, str]]
    # Ladders of acute help, by (site, language).
    ladders: dict[Any, Any] = field(default_factory=dict)
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


def snapshot(scope: Scope, request: HttpRequest | None = None) -> Snapshot:
    """Return the scope's snapshot as of now; a request asks the database at most once."""
    from wagtail_hjelp.models import Listed

    return kept(Listed.OFFERS, scope, _build, request)


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
    organisation_id: int | None
    # The language of its words: the source's, on an alias.
    language: str


def _build(scope: Scope) -> Snapshot:
    from wagtail_hjelp.models import Verification

    model = get_offer_model()
    locale = Locale.objects.get(pk=scope.locale_id)
    fallback = source_locale()
    offers = scope.within(model.objects.live().public()).in_locale(locale, fallback=fallback)
    rows = _rows(offers, locale.language_code)
    labels, names = topic_labels(locale.language_code, fallback.language_code)
    linked = links(model.topics.through, offers, "tag_id")
    topics_of = {
        row.pk: tuple(label for pk, label in labels.items() if pk in linked[row.pk]) for row in rows
    }
    keywords = links(model.keywords.through, offers, "tag__name")
    given_by = _organisations(rows, locale, fallback)
    site = scope.site()
    book = HoursBook.load(site)
    hours_of = {
        row.pk: offer_hours(row.opening_hours.raw_data, row.contact_points.raw_data, book)
        for row in rows
    }
    languages = tuple(dict.fromkeys([locale.language_code, fallback.language_code]))
    return Snapshot(
        model=model,
        index=FacetIndex((row.pk, _facets(row, topics_of[row.pk])) for row in rows),
        topics=tuple(labels.values()),
        topics_of=topics_of,
        title_terms=terms_of([row.title for row in rows], languages),
        about_terms=terms_of(
            [
                " ".join(
                    [
                        row.provider,
                        given_by[row.pk].name if row.pk in given_by else "",
                        *keywords[row.pk],
                        *(names[pk] for pk in linked[row.pk]),
                    ]
                )
                for row in rows
            ],
            languages,
        ),
        synonyms=synonyms_of(site),
        language=locale.language_code,
        languages=languages,
        by_translation_key={row.translation_key: row.pk for row in rows},
        language_of={row.pk: row.language for row in rows},
        confirmed_on=dict(
            Verification.objects.filter(
                translation_key__in=offers.values("translation_key")
            ).values_list("translation_key", "confirmed_on")
        ),
        given_by=given_by,
        book=book,
        hours_of=hours_of,
        entries_of=_entries_of(hours_of[row.pk] for row in rows),
        services=services_of(site),
        crisis_words=_crisis_words(site),
    )


def _rows(offers: Any, language: str) -> list[_Row]:
    """Return the offers in the order in which people look them up."""
    rows = [
        _Row(*values)
        for values in offers.values_list(
            *_Row._fields[:-1],
            words_language(),
        )
    ]
    return sorted(rows, key=lambda row: (sort_key(row.title, language), row.pk))


def _organisations(rows: Iterable[_Row], locale: Locale, fallback: Locale) -> dict[int, Organiser]:
    """Return the organisation behind each offer that has one, by the offer's primary key."""
    chosen = {row.pk: row.organisation_id for row in rows if row.organisation_id is not None}
    known = organisers(set(chosen.values()), locale, fallback) if chosen else {}
    return {pk: known[page_pk] for pk, page_pk in chosen.items() if page_pk in known}


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


def _crisis_words(site: Site | None) -> list[tuple[str, str, str]]:
    from wagtail_hjelp.models import CrisisWord

    return [
        (entry.language_code, entry.kind, entry.words)
        for entry in CrisisWord.objects.all()
        if entry.site_id is None or (site is not None and entry.site_id == site.pk)
    ]
