"""A calendar in memory: which activities there are, with which facets. The agenda has their dates.

As for offers (:mod:`wagtail_hjelp.directory.snapshot`), it is read when something changed and asked
on every request, so that lists, blocks, months and feeds agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Locale

from wagtail_hjelp.directory.facets import FacetIndex
from wagtail_hjelp.directory.held import (
    HeldPages,
    TopicLabel,
    kept,
    links,
    sort_key,
    synonyms_of,
    terms_of,
    topic_labels,
)
from wagtail_hjelp.directory.organisers import Organiser, organisers
from wagtail_hjelp.directory.page_models import get_activity_model
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.schedule.recurrence import Dates
from wagtail_hjelp.translation.fallback import words_language

from .agenda import Agenda
from .healing import heal
from .reading import read_dates
from .writing import date_calendar


@dataclass(frozen=True, slots=True)
class SeasonDates:
    """A season in the reader's language; a name in another is HTML that says so."""

    slug: str
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitySnapshot(HeldPages):
    """Everything about a calendar but the activities' own words."""

    agenda: Agenda
    # The dates of each activity as rules, by primary key: for "every Tuesday".
    dates_of: Mapping[int, Dates]
    organiser_of: Mapping[int, Organiser]
    seasons: Sequence[SeasonDates]
    # The translation key of each activity by primary key.
    key_of: Mapping[int, UUID]
    confirmed_on: Mapping[UUID, date]
    # HTML of dates in lists, by (occurrence, form, language); it ends with the snapshot.
    rendered: dict[Any, Any] = field(default_factory=dict)


def activity_snapshot(scope: Scope, request: HttpRequest | None = None) -> ActivitySnapshot:
    """Return a scope's activities as of now, after looking whether their dates reach a year."""
    from wagtail_hjelp.models import Listed

    heal(moment_of(request).now if request is not None else timezone.now())
    return kept(Listed.ACTIVITIES, scope, _build, request)


class _Row(NamedTuple):
    """What the database says of one activity."""

    pk: int
    title: str
    audiences: list[str]
    cost: str
    service_languages: list[str]
    seasons: list[str]
    organiser_id: int | None
    organiser_name: str
    translation_key: UUID
    dates: Any
    where: Any
    # The language of its words: the source's, on an alias.
    language: str


def _build(scope: Scope) -> ActivitySnapshot:
    from wagtail_hjelp.models import Season, Verification

    model = get_activity_model()
    locale, fallback = Locale.objects.get(pk=scope.locale_id), source_locale()
    language, source = locale.language_code, fallback.language_code
    activities = scope.within(model.objects.live().public()).in_locale(locale, fallback=fallback)
    rows = _rows(activities, language)
    labels, names = topic_labels(language, source)
    linked = links(model.topics.through, activities, "tag_id")
    topics_of = {
        row.pk: tuple(label for pk, label in labels.items() if pk in linked[row.pk]) for row in rows
    }
    organiser_of = _organisers(rows, locale, fallback)
    languages = tuple(dict.fromkeys([language, source]))
    by_key = {row.translation_key: row.pk for row in rows}
    return ActivitySnapshot(
        model=model,
        index=FacetIndex(
            (row.pk, _facets(row, topics_of[row.pk], organiser_of.get(row.pk))) for row in rows
        ),
        topics=tuple(labels.values()),
        topics_of=topics_of,
        title_terms=terms_of([row.title for row in rows], languages),
        about_terms=terms_of(
            [
                " ".join(
                    [
                        organiser_of[row.pk].name if row.pk in organiser_of else "",
                        *(names[pk] for pk in linked[row.pk]),
                    ]
                )
                for row in rows
            ],
            languages,
        ),
        synonyms=synonyms_of(scope.site()),
        language=language,
        languages=languages,
        by_translation_key=by_key,
        language_of={row.pk: row.language for row in rows},
        agenda=Agenda(by_key, date_calendar().zone),
        dates_of={row.pk: read_dates(row.dates.raw_data) for row in rows},
        organiser_of=organiser_of,
        seasons=tuple(
            SeasonDates(season.slug, season.name_in(language, source), season.first, season.last)
            for season in Season.objects.prefetch_related("names").order_by("first", "name")
        ),
        key_of={row.pk: row.translation_key for row in rows},
        confirmed_on=dict(
            Verification.objects.filter(
                translation_key__in=activities.values("translation_key")
            ).values_list("translation_key", "confirmed_on")
        ),
    )


def _rows(activities: Any, language: str) -> list[_Row]:
    rows = [
        _Row(*values)
        for values in activities.values_list(
            *_Row._fields[:-1],
            words_language(),
        )
    ]
    return sorted(rows, key=lambda row: (sort_key(row.title, language), row.pk))


def _organisers(rows: Sequence[_Row], locale: Locale, fallback: Locale) -> dict[int, Organiser]:
    """Return who arranges each activity, by its primary key; nobody is left out of the dict."""
    chosen = {row.organiser_id for row in rows if row.organiser_id is not None}
    known = organisers(chosen, locale, fallback) if chosen else {}
    found = {}
    for row in rows:
        if row.organiser_id in known:
            found[row.pk] = known[row.organiser_id]
        elif row.organiser_name and row.organiser_id is None:
            found[row.pk] = Organiser(row.organiser_name)
    return found


def _facets(
    row: _Row, topics: Sequence[TopicLabel], organiser: Organiser | None
) -> dict[str, list[str]]:
    return {
        "topic": [label.slug for label in topics],
        "audience": row.audiences,
        "cost": [row.cost],
        "language": row.service_languages,
        "organisation": [organiser.code] if organiser and organiser.code else [],
        "place": place_codes(row.where.raw_data),
        "season": row.seasons,
    }


def place_codes(raw: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return where one can take part: ``online``, the town's name. Never a secret place's."""
    found = []
    for row in raw:
        value = row.get("value") or {}
        if row["type"] == "online":
            found.append(ONLINE)
        elif row["type"] == "place" and not value.get("withheld") and value.get("place"):
            found.append(str(value["place"]).strip())
    return found


# No town is called so: a proper name has a capital letter.
ONLINE = "online"
