"""Whether the words of a translation look translated."""

from __future__ import annotations

import re
from enum import StrEnum

from .reading import base_language, read_text


class Doubt(StrEnum):
    """Why a translation may be unfinished: the source's own words, or an odd length."""

    UNTRANSLATED = "untranslated"
    SHORT = "short"
    LONG = "long"


# How many letters a translation has for each of a Norwegian text.
_LENGTHS = {"nb": 1.0, "ar": 0.95, "fa": 1.0, "prs": 1.0, "ti": 0.65, "am": 0.65, "so": 1.3}
_LENGTHS |= {"zh": 0.35, "ja": 0.5, "ko": 0.5, "th": 0.9, "he": 0.8}
_USUAL_LENGTH = 1.15
_SMALL_WORDS = frozenset({"og", "i", "på", "for", "av", "til", "and", "of", "in", "the"})
_WORD = re.compile(r"[^\W\d_]+")
# So many letters of bokmål may well be nynorsk too, or Danish.
_NEAR = 150
_NEAR_LANGUAGES = frozenset({"nb", "da", "sv"})


def doubts(
    source: str, translation: str, *, source_language: str = "nb", language: str = ""
) -> tuple[Doubt, ...]:
    """Return why a translation does not look like one of that source.

    Never for what is nothing but facts and names: "116 117", "Røde Kors i Havnesund", one word.
    """
    ours, theirs = _words(source, source_language), _words(translation, language)
    if len(ours) < 2 or all(word[0].isupper() or word in _SMALL_WORDS for word in ours):
        return ()
    length, there = sum(map(len, ours)), sum(map(len, theirs))
    near = {base_language(source_language), base_language(language)} <= _NEAR_LANGUAGES
    near = near or base_language(source_language) == base_language(language)
    if [word.lower() for word in ours] == [word.lower() for word in theirs]:
        return (Doubt.UNTRANSLATED,) if not near or length >= _NEAR else ()
    expected = length * (
        _LENGTHS.get(base_language(language), _USUAL_LENGTH)
        / _LENGTHS.get(base_language(source_language), _USUAL_LENGTH)
    )
    # Short sentences vary more than long ones: hence the constants.
    if not there or there < 0.5 * expected - 6:
        return (Doubt.SHORT,)
    if there > 1.8 * expected + 60:
        return (Doubt.LONG,)
    return ()


def _words(text: str, language: str) -> list[str]:
    """Return the words of a text that are not within its facts."""
    reading = read_text(text, language)
    pieces, start = [], 0
    for token in reading.tokens:
        pieces.append(reading.text[start : token.start])
        start = token.end
    return _WORD.findall(" ".join(pieces) + " " + reading.text[start:])
