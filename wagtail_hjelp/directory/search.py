"""Search in a list: Wagtail's search finds, what is held of the pages ranks.

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

from wagtail.search.query import Or, PlainText

from . import analysis
from .held import HeldPages


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of the offers found, the best first, and words that were read as other words."""

    keys: Sequence[int]
    corrected: Sequence[tuple[str, str]] = ()


def search(text: str, held: HeldPages) -> Found:
    """Find the pages of a list that match what somebody typed."""
    index = held.index
    asked = analysis.query_words(text, held.languages)
    if not asked or not len(index):
        return Found(())
    hits: list[tuple[int, list[str], list[str]]] = []
    corrected = []
    for word in asked:
        own = analysis.query_terms(word, held.languages)
        alike = held.synonyms.of(word, held.languages)
        bits = _bits(own + alike, held)
        if not bits:
            bits = _bits_of_parts(word, held)
        if not bits and len(word) >= 3:
            bits = _bits_of_prefix(word, held)
        if not bits and (meant := _closest(word, held)):
            bits, own = _bits([meant], held), [meant]
            corrected.append((word, meant))
        hits.append((bits, own, alike))

    best = _having_most(bits for bits, _own, _alike in hits)
    buckets = {0: best}
    for bits, own, alike in hits:
        buckets = _add_weights(buckets, _tiers(bits, own, alike, held))
    return Found(
        [key for weight in sorted(buckets, reverse=True) for key in index.keys_of(buckets[weight])],
        corrected,
    )


def _having_most(hits: Iterable[int]) -> int:
    """Return the entries that have all words or, if none has, as many as any has."""
    at_least: list[int] = []  # at_least[n]: the entries with more than n of the words so far
    for bits in hits:
        for number in range(len(at_least) - 1, -1, -1):
            more = at_least[number] & bits
            if number + 1 < len(at_least):
                at_least[number + 1] |= more
            elif more:
                at_least.append(more)
        if at_least:
            at_least[0] |= bits
        elif bits:
            at_least.append(bits)
    return at_least[-1] if at_least else 0


def _tiers(
    bits: int, own: Sequence[str], alike: Sequence[str], held: HeldPages
) -> list[tuple[int, int]]:
    """Return ``(weight, entries)`` for one word, each entry once, where it counts most."""
    title, about = _any(held.title_terms, own), _any(held.about_terms, own)
    related = _any(held.title_terms, alike) | _any(held.about_terms, alike)
    tiers = []
    for weight, where in ((8, title), (4, about), (2, related), (1, bits)):
        tiers.append((weight, bits & where))
        bits &= ~where
    return tiers


def _add_weights(buckets: dict[int, int], tiers: list[tuple[int, int]]) -> dict[int, int]:
    """Return the entries by total weight after one more word."""
    result: dict[int, int] = {}
    for total, entries in buckets.items():
        left = entries
        for weight, found in tiers:
            if both := entries & found:
                result[total + weight] = result.get(total + weight, 0) | both
                left &= ~both
        if left:
            result[total] = result.get(total, 0) | left
    return result


def _bits(terms: Sequence[str], held: HeldPages) -> int:
    in_memory = _any(held.title_terms, terms) | _any(held.about_terms, terms)
    return in_memory | held.index.bits_of(_primary_keys(terms, held))


def _bits_of_parts(word: str, held: HeldPages) -> int:
    """Return offers that have all parts of a compound which none of them has whole."""
    parts = analysis.compound_parts(word)
    bits = held.index.everything if parts else 0
    for part in parts:
        bits &= _bits(analysis.query_terms(part, held.languages), held)
    return bits


def _bits_of_prefix(word: str, held: HeldPages) -> int:
    """Return offers with a word that begins like a word that somebody did not finish."""
    bits = held.index.bits_of(_primary_keys([word], held, prefix=True))
    for terms in (held.title_terms, held.about_terms):
        for term, found in terms.items():
            if term.startswith(word):
                bits |= found
    return bits


def _primary_keys(terms: Iterable[str], held: HeldPages, *, prefix: bool = False) -> Iterable[int]:
    """Ask Wagtail's search for one word in any of these forms."""
    forms = [PlainText(term) for term in terms]
    query = forms[0] if len(forms) == 1 else Or(forms)
    queryset = held.model.objects.all()
    if prefix:
        results = queryset.autocomplete(query, order_by_relevance=False)
    else:
        results = queryset.search(query, order_by_relevance=False)
    if hasattr(results, "get_queryset"):  # the database backends
        # In no order: the tree's would join and sort for nothing.
        return results.get_queryset().order_by().values_list("pk", flat=True)
    return [page.pk for page in results]


def _closest(word: str, held: HeldPages) -> str | None:
    """Return the word of a title, topic or keyword that somebody may have misspelt."""
    if len(word) < 4:
        return None
    known = [
        term
        for terms in (held.title_terms, held.about_terms)
        for term in terms
        if abs(len(term) - len(word)) <= 2 and term[0] == word[0]
    ]
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.75)), None)


def _any(terms: dict[str, int], wanted: Iterable[str]) -> int:
    bits = 0
    for term in wanted:
        bits |= terms.get(term, 0)
    return bits
