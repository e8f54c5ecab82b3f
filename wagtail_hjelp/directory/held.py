"""What lists keep in memory of their pages: read when something changed, asked on every request."""

from __future__ import annotations

import threading
import unicodedata
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest
from wagtail.models import Site

from . import analysis
from .facets import FacetIndex
from .scope import Scope
from .synonyms import Synonyms, shipped

_KEPT = 64
_kept: OrderedDict[Any, tuple[UUID, Any]] = OrderedDict()
_lock = threading.Lock()

Held = TypeVar("Held", bound="HeldPages")


@dataclass(frozen=True, slots=True)
class TopicLabel:
    """A topic in the language of the directory; a name in another is HTML that says so."""

    slug: str
    name: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPages:
    """What a list of pages knows of them but their own words; search needs no more."""

    # The page type.
    model: Any
    index: FacetIndex
    topics: Sequence[TopicLabel]
    # Topics of each page by primary key, in the vocabulary's order.
    topics_of: dict[int, tuple[TopicLabel, ...]]
    # Which entries have a term in their title, and in what is said about them elsewhere.
    title_terms: dict[str, int]
    about_terms: dict[str, int]
    synonyms: Synonyms
    # The list's own language, and all whose words stand in pages and queries.
    language: str
    languages: tuple[str, ...]
    # The entry of each page by its translation key, which all its languages share.
    by_translation_key: dict[UUID, int]
    # The language of each page's words: the source's, on an alias.
    language_of: dict[int, str]
    # What pages and lists make of an entry, made once: it ends with the snapshot, at the next
    # change. By (primary key, site, language).
    cards: dict[Any, Any] = field(default_factory=dict)
    views: dict[Any, Any] = field(default_factory=dict)

    def versions_of(self, pages: Iterable[Any]) -> list[int]:
        """Return the keys of chosen pages in this list's language, those it has."""
        keys = (self.by_translation_key.get(page.translation_key) for page in pages)
        return [key for key in keys if key is not None]


def kept(
    kind: int, scope: Scope, build: Callable[[Scope], Held], request: HttpRequest | None = None
) -> Held:
    """Return what is held of a scope as of now; a request asks the database at most once.

    ``kind`` is a code of :class:`wagtail_hjelp.models.Listed`.
    """
    stamp = current_stamp(request, kind)
    key = (int(kind), *scope.key, scope.locale_id)
    with _lock:
        found = _kept.get(key)
        if found is not None and found[0] == stamp:
            _kept.move_to_end(key)
            return found[1]
    made = build(scope)
    if stamp is not None:
        with _lock:
            _kept[key] = (stamp, made)
            while len(_kept) > _KEPT:
                _kept.popitem(last=False)
    return made


def current_stamp(request: HttpRequest | None = None, kind: int = 1) -> UUID | None:
    """Return the stamp of the last change to a kind; a request asks for all of them once."""
    from wagtail_hjelp.models import DirectoryStamp

    if request is None:
        return DirectoryStamp.current().get(kind)
    if not hasattr(request, "_hjelp_stamps"):
        request._hjelp_stamps = DirectoryStamp.current()  # type: ignore[attr-defined]
    return request._hjelp_stamps.get(kind)  # type: ignore[attr-defined]


def topic_labels(
    language: str, source_language: str
) -> tuple[dict[int, TopicLabel], dict[int, str]]:
    """Return all topics for a list in a language, and their names in all languages, by key."""
    from wagtail_hjelp.models import Topic

    topics = list(Topic.objects.prefetch_related("names"))
    labels = {
        topic.pk: TopicLabel(topic.slug, topic.label_in(language, source_language), topic.icon)
        for topic in topics
    }
    return labels, {topic.pk: " ".join(topic.all_names()) for topic in topics}


def links(through: Any, pages: Any, target: str) -> defaultdict[int, list[Any]]:
    """Return what pages are linked to, by the page's primary key."""
    found = defaultdict(list)
    for page_id, value in through.objects.filter(
        content_object_id__in=pages.values("pk")
    ).values_list("content_object_id", target):
        found[page_id].append(value)
    return found


def terms_of(texts: Iterable[str], languages: Iterable[str]) -> dict[str, int]:
    """Return for each term the texts that it stands in, as bits."""
    terms: dict[str, int] = {}
    for position, text in enumerate(texts):
        found = set().union(*(analysis.index_terms(text, language) for language in languages))
        for term in found:
            terms[term] = terms.get(term, 0) | 1 << position
    return terms


def synonyms_of(site: Site | None) -> Synonyms:
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
