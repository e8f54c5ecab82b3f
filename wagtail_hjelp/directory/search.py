"""Search in a directory: Wagtail's search finds, the snapshot ranks.

Every word is asked for by itself, with its synonyms, so that "and" is ours and the same on every
database (the SQLite backend writes no parentheses around "or"). Offers that have all words
come first; if none has, those that have most of them, because people in need write sentences.
Among equals, a word in the title counts before one in topics, keywords or provider, and
that before one in the text. The query is never stored and never logged.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.search.query import Or, PlainText

from . import analysis
from .offer_model import get_offer_model
from .snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of the offers found, the best first, and words that were read as other words."""

    keys: Sequence[int]
    corrected: Sequence[tuple[str, str]] = ()


def search(text: str, snapshot: Snapshot) -> Found:
    """Find the offers of a snapshot that match what somebody typed."""
    index = snapshot.index
    asked = analysis.query_words(text, snapshot.languages)
    if not asked or not len(index):
        return Found(())
    hits: list[tuple[int, list[str], list[str]]] = []
    corrected = []
    for word in asked:
        own = analysis.query_terms(word, snapshot.languages)
        alike = snapshot.synonyms.of(word, snapshot.languages)
        bits = _bits(own + alike, snapshot)
        if not bits:
            bits = _bits_of_parts(word, snapshot)
        if not bits and len(word) >= 3:
            bits = _bits_of_prefix(word, snapshot)
        if not bits and (meant := _closest(word, snapshot)):
            bits, own = _bits([meant], snapshot), [meant]
            corrected.append((word, meant))
        hits.append((bits, own, alike))

    scores: dict[int, tuple[int, int]] = {}
    for bits, own, alike in hits:
        title, about = _any(snapshot.title_terms, own), _any(snapshot.about_terms, own)
        related = _any(snapshot.title_terms, alike) | _any(snapshot.about_terms, alike)
        for key in index.keys_of(bits):
            bit = index.bits_of((key,))
            weight = 8 if bit & title else 4 if bit & about else 2 if bit & related else 1
            words, total = scores.get(key, (0, 0))
            scores[key] = (words + 1, total + weight)
    most = max((words for words, _ in scores.values()), default=0)
    best = [key for key, (words, _) in scores.items() if words == most]
    order = {key: position for position, key in enumerate(index.keys)}
    best.sort(key=lambda key: (-scores[key][1], order[key]))
    return Found(best, corrected)


def _bits(terms: Sequence[str], snapshot: Snapshot) -> int:
    in_memory = _any(snapshot.title_terms, terms) | _any(snapshot.about_terms, terms)
    return in_memory | snapshot.index.bits_of(_primary_keys(get_offer_model().objects.all(), terms))


def _bits_of_parts(word: str, snapshot: Snapshot) -> int:
    """Return offers that have all parts of a compound which none of them has whole."""
    parts = analysis.compound_parts(word)
    bits = snapshot.index.everything if parts else 0
    for part in parts:
        bits &= _bits(analysis.query_terms(part, snapshot.languages), snapshot)
    return bits


def _bits_of_prefix(word: str, snapshot: Snapshot) -> int:
    """Return offers with a word that begins like a word that somebody did not finish."""
    bits = snapshot.index.bits_of(
        _primary_keys(get_offer_model().objects.all(), [word], prefix=True)
    )
    for terms in (snapshot.title_terms, snapshot.about_terms):
        for term, found in terms.items():
            if term.startswith(word):
                bits |= found
    return bits


def _primary_keys(queryset: Any, terms: Iterable[str], *, prefix: bool = False) -> Iterable[int]:
    """Ask Wagtail's search for one word in any of these forms."""
    forms = [PlainText(term) for term in terms]
    query = forms[0] if len(forms) == 1 else Or(forms)
    if prefix:
        results = queryset.autocomplete(query, order_by_relevance=False)
    else:
        results = queryset.search(query, order_by_relevance=False)
    if hasattr(results, "get_queryset"):  # the database backends
        return results.get_queryset().values_list("pk", flat=True)
    return [page.pk for page in results]


def _closest(word: str, snapshot: Snapshot) -> str | None:
    """Return the word of a title, topic or keyword that somebody may have misspelt."""
    if len(word) < 4:
        return None
    known = [
        term
        for terms in (snapshot.title_terms, snapshot.about_terms)
        for term in terms
        if abs(len(term) - len(word)) <= 2 and term[0] == word[0]
    ]
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.75)), None)


def _any(terms: dict[str, int], wanted: Iterable[str]) -> int:
    bits = 0
    for term in wanted:
        bits |= terms.get(term, 0)
    return bits
