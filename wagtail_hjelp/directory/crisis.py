"""Words of crisis in what somebody searches for.

Whoever types "vil ikke leve", "pappa slår meg" or "heart attack" into a directory gets the right
help above the results. Here a query is recognised; who shows the help decides how. The words are
in :mod:`.crisis_words`, a list for each language, where it says how to add one.

People type in their own language whatever the language of the page, so every list is asked.
Accents may be missing, a word of seven letters and more may have one typing error, and
Norwegian compounds count by their parts. Pure Python; no query is logged or stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise

from . import analysis
from .crisis_words import ALL
from .crisis_words.spelling import (
    FORGIVING_LENGTH,
    Token,
    fold,
    joined,
    one_error_apart,
    shortest_beginning,
    tokens,
    with_a_letter_less,
    without_prefixes,
)
from .lexicon import COMPOUND_PARTS


class Crisis(StrEnum):
    """What a query may be about, the most urgent first: minutes count in the first three."""

    ILLNESS = "illness"
    OVERDOSE = "overdose"
    POISONING = "poisoning"
    SUICIDE = "suicide"
    VIOLENCE = "violence"
    CHILD_HARM = "child_harm"
    SEXUAL_ABUSE = "sexual_abuse"
    SELF_HARM = "self_harm"


def recognise(
    query: str, *, languages: Iterable[str], extra: Iterable[tuple[str, str, str]] = ()
) -> list[Crisis]:
    """Return all that a query is about, the most urgent first, each once.

    ``languages`` are those of the page, the reader's first. A word that is harmless in another
    language counts only on a page of its own; where two of them know it, the first decides
    ("gift" is poison to a Norwegian reader and a present to an English one).

    ``extra`` are words that editors add: language or "" for those of the page, category, and
    words or phrases between commas, written as in :mod:`.crisis_words`. A row of an unknown
    category counts for nothing. No text raises an error, however long or odd.
    """
    asked = tokens(query)
    if not asked:
        return []
    codes = tuple(dict.fromkeys(_base(code) for code in languages))
    found = list(_shipped().matches(asked))
    if rows := tuple((language, kind, text) for language, kind, text in extra):
        found += _added(rows, codes).matches(asked)
    kinds = {match.phrase.kind for match in _settled(found, codes)}
    return [kind for kind in Crisis if kind in kinds]


# The stemmers that help. Slavic, Sámi, Somali and Tigrinya words are listed by their beginnings,
# and Arabic roots are so short that stems join words that have nothing to do with each other.
_STEMMED = {code: code for code in ("en", "ru", "de", "fr", "es", "lt", "ro", "tr")} | {"no": "nb"}
_SHORTEST_STEM = 4
_MOST_LIGHT_WORDS = 3
_BETWEEN = re.compile(r"[,،;]")
_BROKEN_LINE = re.compile(r"/\s+")


@dataclass(frozen=True, slots=True)
class _Slot:
    """The words that may stand in one place of a phrase, by their numbers."""

    words: frozenset[int]
    light: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    kind: Crisis | None  # none: harmless
    language: str
    local: bool
    slots: tuple[_Slot, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """A phrase that stands in a query, and where: the first and the last of its words."""

    span: tuple[int, int]
    phrase: _Phrase


def _settled(found: Sequence[_Match], languages: Sequence[str]) -> list[_Match]:
    """Return the matches that count: asked on this page, and not inside a longer one."""
    rank = {code: number for number, code in enumerate(languages)}
    if "no" in rank:
        rank = {"nb": rank["no"], "nn": rank["no"]} | rank
    first: dict[tuple[int, int], int] = {}
    for match in found:
        if match.phrase.local and (number := rank.get(match.phrase.language)) is not None:
            first[match.span] = min(first.get(match.span, number), number)
    asked = [
        match
        for match in found
        if not match.phrase.local or rank.get(match.phrase.language, -1) == first.get(match.span)
    ]
    outer, furthest = set(), -1
    for start, end in sorted({match.span for match in asked}, key=lambda span: (span[0], -span[1])):
        if end > furthest:
            outer.add((start, end))
            furthest = end
    outer -= {match.span for match in asked if match.phrase.kind is None}
    return [match for match in asked if match.span in outer]


class _Lexicon:
    """Phrases compiled for look-up, with all the spellings by which their words are known."""

    def __init__(self, rows: Iterable[tuple[str, Crisis | None, str]]) -> None:
        self._numbers: dict[tuple[str, Token, bool, bool, bool], int] = {}
        self._whole: dict[str, set[int]] = {}
        self._beginnings: dict[str, set[int]] = {}
        self._stems: dict[tuple[str, str], set[int]] = {}
        self._families: dict[str, set[str]] = {}  # that have a stem with these first letters
        self._misspelt: dict[str, set[tuple[str, int]]] = {}
        self._norwegian: set[int] = set()
        self._phrases: dict[int, list[_Phrase]] = {}
        parts: set[str] = set()
        for language, kind, text in rows:
            for written in _BETWEEN.split(joined(text)):
                if (phrase := self._phrase(language, kind, written)) is None:
                    continue
                for number in phrase.slots[0].words:
                    self._phrases.setdefault(number, []).append(phrase)
                if kind and len(phrase.slots) == 1 and phrase.slots[0].words <= self._norwegian:
                    parts.update(_parts(written))
        # Splitting a compound takes time, so it is done only where a listed word stands in it.
        self._part = re.compile("|".join(map(re.escape, sorted(parts)))) if parts else None

    def matches(self, asked: Sequence[Token]) -> Iterator[_Match]:
        """Yield every phrase that stands in a query."""
        known = [self._known(token) for token in asked]
        for start, numbers in enumerate(known):
            for number in numbers:
                for phrase in self._phrases.get(number, ()):
                    end = _end(phrase, start, asked, known)
                    if end is not None:
                        yield _Match((start, end), phrase)
        # Many write Norwegian compounds apart: selv mord, hjerte infarkt.
        for start, (one, two) in enumerate(pairwise(asked)):
            word = one.folded + two.folded
            if len(word) >= FORGIVING_LENGTH:
                listed = self._listed(word, longer_than=len(one.folded))
                for number in listed & self._norwegian:
                    for phrase in self._phrases.get(number, ()):
                        if len(phrase.slots) == 1:
                            yield _Match((start, start + 1), phrase)

    def _known(self, token: Token) -> set[int]:
        """Return the listed words that a word of a query may be."""
        numbers = self._listed(token.folded)
        for family in self._families.get(token.folded[:3], ()):
            numbers |= self._stems.get((family, _stem(token.word, family)), set())
        if self._part and self._part.search(token.folded):
            parts = [(part, _stem(part, "no")) for part in analysis.compound_parts(token.word)]
            for part, stem in parts:
                # The rest has to be a word too: Slagsvold and Granavolden are names.
                if all(other in _compound_stems() for rest, other in parts if rest != part):
                    of_part = self._listed(part) | self._stems.get(("no", stem), set())
                    numbers |= of_part & self._norwegian
        for form in without_prefixes(token.folded):
            numbers |= self._listed(form)
        if not numbers and len(token.folded) >= FORGIVING_LENGTH:
            numbers = {
                number
                for form in with_a_letter_less(token.folded)
                for meant, number in self._misspelt.get(form, ())
                if one_error_apart(token.folded, meant)
            }
        return numbers

    def _listed(self, folded: str, *, longer_than: int = 2) -> set[int]:
        """Return the listed words that are written like this, or with which this begins."""
        numbers = set(self._whole.get(folded, ()))
        for length in range(longer_than + 1, len(folded) + 1):
            numbers |= self._beginnings.get(folded[:length], set())
        return numbers

    def _phrase(self, language: str, kind: Crisis | None, written: str) -> _Phrase | None:
        """Compile a phrase; return nothing if no word is in it."""
        family = _family(language)
        light = _light(family)
        slots = []
        for place in _BROKEN_LINE.sub("/", written).split():
            exact, begins = "=" in place, "*" in place
            for forms in _forms(place):
                words = frozenset(
                    self._number(family, form, exact=exact, begins=begins, harmless=kind is None)
                    for form in forms
                )
                all_light = all(form.folded in light for form in forms)
                slots.append(_Slot(words, all_light and not exact))
        return _Phrase(kind, language, "~" in written, tuple(slots)) if slots else None

    def _number(
        self, family: str, token: Token, *, exact: bool, begins: bool, harmless: bool
    ) -> int:
        """Return the number of a listed word, and make it known by all its spellings."""
        key = (family, token, exact, begins, harmless)
        if (known := self._numbers.get(key)) is not None:
            return known
        number = self._numbers[key] = len(self._numbers)
        self._whole.setdefault(token.folded, set()).add(number)
        if begins and len(token.folded) >= shortest_beginning(token.folded):
            self._beginnings.setdefault(token.folded, set()).add(number)
        if exact:
            return number
        if family == "no" and not harmless:
            self._norwegian.add(number)
        if begins:
            return number
        if family in _STEMMED:
            for word in (token.word, token.folded):
                stem = _stem(word, family)
                if len(stem) >= _SHORTEST_STEM:
                    self._stems.setdefault((family, stem), set()).add(number)
                    self._families.setdefault(stem[:3], set()).add(family)
        if not harmless and len(token.folded) >= FORGIVING_LENGTH:
            for form in with_a_letter_less(token.folded):
                self._misspelt.setdefault(form, set()).add((token.folded, number))
        return number


def _end(
    phrase: _Phrase, start: int, asked: Sequence[Token], known: Sequence[set[int]]
) -> int | None:
    """Return where a phrase that begins at a word ends, or nothing if the query goes on otherwise.

    Light words of its language may stand in between, and its own may be missing.
    """
    light = _light(_family(phrase.language))
    end = start
    for slot in phrase.slots[1:]:
        at = end + 1
        while at < len(asked) and at - end <= _MOST_LIGHT_WORDS:
            if slot.words & known[at] or asked[at].folded not in light:
                break
            at += 1
        if at < len(asked) and slot.words & known[at]:
            end = at
        elif not slot.light or slot is phrase.slots[-1]:
            return None
    return end


def _forms(place: str) -> Iterator[list[Token]]:
    """Yield the words in one place of a phrase, each with the others that may stand there."""
    forms = [tokens(form) for form in place.split("/")]
    if len(forms) == 1:
        yield from ([token] for token in forms[0])
    elif together := [Token(*map("".join, zip(*form, strict=True))) for form in forms if form]:
        yield together


def _parts(written: str) -> set[str]:
    """Return the letters that stand in every compound of a Norwegian word."""
    return {
        part
        for forms in map(tokens, written.split("/"))
        for word, folded in forms
        for part in (folded, _stem(word, "no"))
        if len(part) >= _SHORTEST_STEM
    }


def _stem(word: str, family: str) -> str:
    return fold(analysis.stem(word, _STEMMED[family]))


def _base(language: str) -> str:
    return language.split("-")[0].lower()


def _family(language: str) -> str:
    """Return what stands for a language's inflections: both forms of Norwegian have the same."""
    base = _base(language)
    return "no" if base in ("nb", "nn") else base


@cache
def _compound_stems() -> frozenset[str]:
    return frozenset(_stem(part, "no") for part in COMPOUND_PARTS)


@cache
def _light(family: str) -> frozenset[str]:
    texts = [words.light for code, words in ALL.items() if _family(code) == family]
    return frozenset(token.folded for text in texts for token in tokens(text))


@cache
def _shipped() -> _Lexicon:
    return _Lexicon(
        (code, kind, getattr(words, kind or "harmless"))
        for code, words in ALL.items()
        for kind in (*Crisis, None)
    )


@lru_cache(maxsize=16)
def _added(rows: tuple[tuple[str, str, str], ...], codes: tuple[str, ...]) -> _Lexicon:
    """Compile what editors added; a row of no language is inflected as on this page."""
    kinds = set(Crisis)
    return _Lexicon(
        (code, Crisis(kind), text)
        for language, kind, text in rows
        if kind in kinds
        for code in ([_base(language)] if language else codes or [""])
    )
