"""Which words of the glossary stand in a sentence, and which of them its translation has not.

    terms = terms_for("pl")
    missing = missing_terms("Ring legevakten.", "Zadzwoń do lekarza.", terms)
    doubt(missing)

Words bend. In the source they are looked for as Norwegian bends and joins them; in a translation
whatever could be a form of the word is taken for it, since a doubt that is wrong teaches people to
pass over the one that is right.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext

from wagtail_hjelp.models import GlossaryTerm

from .likeness.patterns import BREAK, ENTITY, TAG

# The comma of Latin, of Arabic, of Ethiopic and of Chinese script.
_COMMAS = re.compile("[,،፣、，]")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the source language and what it may be called, the best first."""

    term: str
    translations: tuple[str, ...] = ()
    note: str = ""


def terms_for(language_code: str) -> list[Term]:
    """Return the glossary of a language, by term. One query."""
    found = GlossaryTerm.objects.filter(language_code=language_code).order_by("term")
    return [Term(one.term, _alternatives(one.translation), one.note) for one in found]


def _alternatives(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _COMMAS.split(text) if part.strip())


def terms_in(sentence_html: str, terms: Iterable[Term]) -> list[Term]:
    """Return the terms that stand in a source sentence, the longest first.

    In a compound the longest term counts alone: "hjelpetelefonen" has "hjelpetelefon" in it, and
    not "telefon" besides.
    """
    left = _text(sentence_html)
    found = []
    for term in sorted(terms, key=lambda one: (-len(one.term), one.term)):
        pattern = _pattern(term.term)
        if pattern is None:
            continue
        rest, times = pattern.subn(" \N{BULLET} ", left)
        if times:
            found.append(term)
            left = rest
    return found


def missing_terms(source: str, translation: str, terms: Iterable[Term]) -> list[Term]:
    """Return the terms that stand in a source sentence, and in none of the forms given in its
    translation. Of a sentence that is not translated yet nothing is missing."""
    text = _loose(_text(translation))
    if not text.strip():
        return []
    words = _words(text)
    return [
        term
        for term in terms_in(source, terms)
        if term.translations and not any(_says(form, text, words) for form in term.translations)
    ]


def doubt(missing: Sequence[Term]) -> str:
    """Say, in the active language, what the glossary calls the words that are missing."""
    said = gettext("The glossary calls “%(term)s” “%(translation)s” in this language.")
    # Each in its own direction, whichever way the sentence runs.
    return " ".join(
        said
        % {
            "term": f"\N{FIRST STRONG ISOLATE}{one.term}\N{POP DIRECTIONAL ISOLATE}",
            "translation": (
                f"\N{FIRST STRONG ISOLATE}{one.translations[0]}\N{POP DIRECTIONAL ISOLATE}"
            ),
        }
        for one in missing
        if one.translations
    )


def _text(sentence_html: str) -> str:
    """Return what a reader sees of a sentence, without invisible marks, casefolded."""
    text = TAG.sub("", BREAK.sub(" ", sentence_html))
    text = ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return _folded(text)


def _folded(text: str) -> str:
    seen = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFC", seen.casefold())


# --- in the source -----------------------------------------------------------------------

# What may follow a short word that is the same word: "råd", "rådet", "rådene", "rådets".
_ENDINGS = "(?:en|et|a|er|ene|n|r)?s?"
# The rest of a word.
_REST = r"[^\W_]*"
# Of a compound, before the term: "by-" and "u-" would be found in too many other words.
_BEFORE = r"[^\W_]{3,}"
_SHORT, _COMPOUNDED = 3, 5


@lru_cache(maxsize=2048)
def _pattern(term: str) -> re.Pattern[str] | None:
    """Return what finds the words of a source that are or have a term in them."""
    folded = " ".join(_folded(term).split())
    if not folded:
        return None
    own = r"\s+".join(re.escape(part) for part in folded.split(" "))
    if _is_initials(term):
        # "NAV" and "NAVs" and "NAV-kontoret", but neither "navn" nor "navet".
        return re.compile(rf"(?<!\w){own}s?(?!\w)")
    if len(folded) <= _SHORT:
        return re.compile(rf"(?<!\w){own}{_ENDINGS}(?!\w)")
    before = f"(?:{_BEFORE})?" if len(folded) >= _COMPOUNDED else ""
    return re.compile(rf"(?<!\w){before}{own}{_REST}")


def _is_initials(term: str) -> bool:
    return len(term) > 1 and term.isupper()


# --- in a translation --------------------------------------------------------------------

# Words longer than this bend at the end, where a third of the letters may change, or two.
_BENDS, _CHANGED = 4, 2
# Above this many letters what is left of a word may stand in the middle of another.
_TELLING = 4
# Written without spaces between words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_ARABIC, _ETHIOPIC = re.compile("[\u0600-\u06ff]"), re.compile("[\u1200-\u139f]")
# Arabic words bend inside: "رقم", "أرقام". What stays is written without these letters.
_WEAK = str.maketrans("", "", "اويىةهء")


def _loose(text: str) -> str:
    """Return a folded text without what people leave out: accents, vowel signs, tatweel."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(
        char for char in apart if unicodedata.category(char) != "Mn" and char != "\u0640"
    )


def _words(text: str) -> list[str]:
    kept = (char if unicodedata.category(char)[0] in "LMN" else " " for char in text)
    return "".join(kept).split()


def _says(form: str, text: str, words: list[str]) -> bool:
    """Whether a translation has an accepted form, its words bent or apart as they may be."""
    loose = _loose(_folded(form))
    if _UNSPACED.search(loose):
        return "".join(loose.split()) in "".join(text.split())
    parts = _words(loose)
    # The small words come and go with the grammar: "the GP", "out of hours".
    telling = [part for part in parts if len(part) > _SHORT] or parts
    return all(any(is_form(word) for word in words) for is_form in map(_forms, telling))


def _forms(part: str) -> Callable[[str], bool]:
    """Return the test of whether a word of a translation may be a form of another."""
    if _ARABIC.search(part):
        root = _root(part.removeprefix("ال"))
        return lambda word: root in _root(word)
    if _ETHIOPIC.search(part):
        # Each sign is a consonant with its vowel, eight to a consonant; the vowel bends.
        stem = _consonants(part)[:-1] if len(part) > 2 else _consonants(part)
        return lambda word: stem in _consonants(word)
    stem = part[: -max(_CHANGED, len(part) // 3)] if len(part) > _BENDS else part
    if len(stem) >= _TELLING:
        return lambda word: stem in word
    return lambda word: word.startswith(stem)


def _root(word: str) -> str:
    root = word.translate(_WEAK)
    return root if len(root) > 1 else word


def _consonants(word: str) -> str:
    return "".join(_consonant(char) for char in word)


def _consonant(char: str) -> str:
    return chr(ord(char) & ~7) if _ETHIOPIC.match(char) else char
