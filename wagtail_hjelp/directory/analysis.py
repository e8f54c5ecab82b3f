"""From text to search terms: the same on both sides, for offers and for queries.

Databases stem one language per installation, or none (SQLite), and no database splits Norwegian
compounds. So we do it before the text reaches Wagtail's search and before the query does: words
are lowered, stemmed by Snowball for their language, and a Norwegian compound is indexed under
its parts as well ("gjeldsrådgivning" is found by "gjeld" and by "råd"). Pure Python.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import snowballstemmer

from .lexicon import COMPOUND_PARTS, STOP_WORDS

_ALGORITHMS = {
    "nb": "norwegian",
    "nn": "norwegian",
    "no": "norwegian",
    "da": "danish",
    "sv": "swedish",
    "en": "english",
    "ru": "russian",
    "ar": "arabic",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "fi": "finnish",
    "lt": "lithuanian",
    "ro": "romanian",
    "tr": "turkish",
}
# Slavic words change at the end; without a stemmer their first letters are the best common form.
_TRUNCATED = {"uk": 6, "pl": 6}
_NORWEGIAN = {"nb", "nn", "no"}

_WORD = re.compile(r"\w+")
# The short vowels of Arabic, and the stroke that makes a word longer to look at.
_ARABIC_MARKS = dict.fromkeys([*range(0x64B, 0x653), 0x670, 0x640])
# Grave, acute, circumflex, tilde, dot, cedilla and ogonek. Not the ring of å nor the dots of ä
# and ö: without them it is another letter, and "får" is not "far".
_LEFT_OUT = dict.fromkeys([0x300, 0x301, 0x302, 0x303, 0x307, 0x327, 0x328])
_PLAIN_LETTERS = str.maketrans({"ł": "l", "ё": "е"})


def words(text: str) -> Iterator[str]:
    """Yield the words of a text: lowered, Arabic without the marks of its vowels."""
    # They are no letters to Python, and would cut the word in two.
    text = unicodedata.normalize("NFKC", text).casefold().translate(_ARABIC_MARKS)
    for match in _WORD.finditer(text):
        word = match.group().replace("_", "")
        if word:
            yield word


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Return a word without the marks that many people do not type: "kafé" is "kafe"."""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word.translate(_PLAIN_LETTERS))
    return unicodedata.normalize("NFC", letters.translate(_LEFT_OUT))


def query_words(text: str, languages: Iterable[str], *, most: int = 8) -> list[str]:
    """Return the words of a query that carry meaning, in order and each once."""
    stop = frozenset().union(*(STOP_WORDS.get(_base(code), frozenset()) for code in languages))
    found = list(dict.fromkeys(words(text)))
    meaning = [word for word in found if word not in stop]
    return (meaning or found)[:most]


# Words that Snowball takes for a form of another word, which means something else.
_NOT_INFLECTED = {"gjelder"}


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """Return the common form of a word's inflections in a language (BCP 47)."""
    base = _base(language)
    if base in _NORWEGIAN and word in _NOT_INFLECTED:
        return word
    if base in _ALGORITHMS:
        found = str(_stemmer(_ALGORITHMS[base]).stemWord(word))
        # Norwegian doubles an m between vowels only: ungdom, ungdommer; rom, rommet.
        return found.removesuffix("m") if base in _NORWEGIAN and found.endswith("mm") else found
    return word[: _TRUNCATED.get(base, len(word))]


@lru_cache(maxsize=20_000)
def compound_parts(word: str) -> tuple[str, ...]:
    """Return the known parts of a Norwegian compound, or nothing if it is none.

    The last part must be a known word; what stands before it is split in turn or kept whole,
    without the s or e that joins.
    """
    for length in range(min(len(word) - 3, 14), 2, -1):
        head, tail = word[:-length], word[-length:]
        known = _known(tail)
        if known is None:
            continue
        for joint in ("s", "e", ""):
            if not head.endswith(joint):
                continue
            first = head.removesuffix(joint) if joint else head
            if (first_known := _known(first)) is not None:
                return (first_known, known)
        if inner := compound_parts(head.removesuffix("s")):
            return (*inner, known)
        if len(head) >= 4 and length >= 4:
            return (head.removesuffix("s"), known)
    return ()


def index_terms(text: str, language: str) -> set[str]:
    """Return every term under which a text is found."""
    terms: set[str] = set()
    norwegian = _base(language) in _NORWEGIAN
    for word in words(text):
        for form in {word, plain(word)}:
            terms.update((form, stem(form, language)))
        if norwegian:
            terms.update(stem(part, language) for part in compound_parts(word))
    return terms


def query_terms(word: str, languages: Iterable[str]) -> list[str]:
    """Return the forms of one query word: as typed, without marks, and both stemmed."""
    forms = (word, plain(word))
    return list(dict.fromkeys([*forms, *(stem(form, c) for c in languages for form in forms)]))


# A stemmer works in its own attributes: two threads that share one stem each other's words.
_of_thread = threading.local()


def _stemmer(algorithm: str) -> snowballstemmer.stemmer:
    own = _of_thread.__dict__
    if algorithm not in own:
        own[algorithm] = snowballstemmer.stemmer(algorithm)
    return own[algorithm]


@cache
def _known_stems() -> frozenset[str]:
    return frozenset(stem(part, "nb") for part in COMPOUND_PARTS)


def _known(part: str) -> str | None:
    """Return the part if it is a word that compounds are made of, in any inflection."""
    if part in COMPOUND_PARTS:
        return part
    if len(part) >= 4 and stem(part, "nb") in _known_stems():
        return part
    return None


def _base(language: str) -> str:
    return language.split("-")[0].lower()
