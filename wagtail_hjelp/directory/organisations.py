"""The organisations of a site in memory, and where their overview is.

As for offers (:mod:`.snapshot`), they are read when something changed and asked on every request,
so that overviews and blocks agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import override
from wagtail.models import Locale

from wagtail_hjelp.translation.fallback import words_language
from wagtail_hjelp.vocabularies import OrganisationKind

from .facets import FacetIndex
from .held import HeldPages, TopicLabel, kept, links, sort_key, synonyms_of, terms_of, topic_labels
from .page_models import get_organisation_model
from .places import first_in_site, site_of
from .querysets import source_locale
from .scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSnapshot(HeldPages):
    """Everything about an overview but the organisations' own words."""

    # When the facts of each were last confirmed, by translation key.
    confirmed_on: Mapping[UUID, date]


def organisation_snapshot(scope: Scope, request: HttpRequest | None = None) -> OrganisationSnapshot:
    """Return a scope's organisations as of now; a request asks the database at most once."""
    from wagtail_hjelp.models import Listed

    return kept(Listed.ORGANISATIONS, scope, _build, request)


class _Row(NamedTuple):
    """What the database says of one organisation."""

    pk: int
    title: str
    kind: str
    audiences: list[str]
    service_languages: list[str]
    translation_key: UUID
    # The language of its words: the source's, on an alias.
    language: str


def _build(scope: Scope) -> OrganisationSnapshot:
    from wagtail_hjelp.models import Verification

    model = get_organisation_model()
    locale, fallback = Locale.objects.get(pk=scope.locale_id), source_locale()
    language, source = locale.language_code, fallback.language_code
    found = scope.within(model.objects.live().public()).in_locale(locale, fallback=fallback)
    rows = _rows(found, language)
    labels, names = topic_labels(language, source)
    linked = links(model.topics.through, found, "tag_id")
    topics_of = {
        row.pk: tuple(label for pk, label in labels.items() if pk in linked[row.pk]) for row in rows
    }
    languages = tuple(dict.fromkeys([language, source]))
    kinds = _kind_names(languages)
    return OrganisationSnapshot(
        model=model,
        index=FacetIndex((row.pk, _facets(row, topics_of[row.pk])) for row in rows),
        topics=tuple(labels.values()),
        topics_of=topics_of,
        title_terms=terms_of([row.title for row in rows], languages),
        about_terms=terms_of(
            [
                " ".join([kinds.get(row.kind, ""), *(names[pk] for pk in linked[row.pk])])
                for row in rows
            ],
            languages,
        ),
        synonyms=synonyms_of(scope.site()),
        language=language,
        languages=languages,
        by_translation_key={row.translation_key: row.pk for row in rows},
        language_of={row.pk: row.language for row in rows},
        confirmed_on=dict(
            Verification.objects.filter(
                translation_key__in=found.values("translation_key")
            ).values_list("translation_key", "confirmed_on")
        ),
    )


def _rows(found: Any, language: str) -> list[_Row]:
    """Return the organisations in alphabetical order."""
    rows = [
        _Row(*values)
        for values in found.values_list(
            *_Row._fields[:-1],
            words_language(),
        )
    ]
    return sorted(rows, key=lambda row: (sort_key(row.title, language), row.pk))


def _facets(row: _Row, topics: Iterable[TopicLabel]) -> dict[str, list[str]]:
    return {
        "kind": [row.kind],
        "topic": [label.slug for label in topics],
        "audience": row.audiences,
        "language": row.service_languages,
    }


def _kind_names(languages: Iterable[str]) -> dict[str, str]:
    """Return what the kinds are called, by code: somebody searches for "congregation"."""
    names: dict[str, list[str]] = {}
    for language in languages:
        with override(language):
            for code, label in OrganisationKind.choices:
                names.setdefault(code, []).append(str(label))
    return {code: " ".join(found) for code, found in names.items()}


# --- where ----------------------------------------------------------------------------------


def overview_url(request: HttpRequest | None, page: Any = None) -> str:
    """Return the address of the site's overview in the page's language, or ``""``.

    The one found first in the tree. A request asks for each language once.
    """
    locale_id = page.locale_id if page is not None else Locale.get_active().pk
    known = getattr(request, "_hjelp_overviews", None)
    if known is None:
        known = {}
        if request is not None:
            request._hjelp_overviews = known  # type: ignore[attr-defined]
    if locale_id not in known:
        site = site_of(request, page)
        found = first_in_site(site, locale_id, index_models()) if site is not None else None
        known[locale_id] = (found.get_url(request) or "") if found is not None else ""
    return str(known[locale_id])


def index_models() -> list[Any]:
    """Return the overview page types that the site's organisations may stand under."""
    from wagtail_hjelp.models import OrganisationIndexMixin

    return [
        model
        for model in get_organisation_model().allowed_parent_page_models()
        if issubclass(model, OrganisationIndexMixin)
    ] or OrganisationIndexMixin.__subclasses__()
