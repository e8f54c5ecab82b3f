"""One spelling for words of crisis, however they were typed.

People in a crisis type without accents, on a foreign keyboard and with typing errors. The lists
and the query both pass through here. The Norwegian letters æ, ø and å stay as they are, because
"do" is not "dø". Pure Python; nothing of what is asked is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from .. import analysis

# What is read of a query: more is never a search, and hostile input must not cost time.
MOST_CHARACTERS = 2000
MOST_LETTERS = 40
# One typing error is forgiven in words of this many letters and more.
FORGIVING_LENGTH = 7

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ`´′", "'"))
# French: l'agression, m'étouffe, qu'il. Elsewhere an apostrophe joins: don't, п'ять, go'aan.
_ELISION = re.compile(r"\b(qu|[cdjlmnst])'(?=\w)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
# Persian writes the sign of the present tense apart, joined, or with a joiner of no width.
_PERSIAN_PRESENT = re.compile(r"\b(ن?م[یي])[\s\u200c]+(?=\w)")

# Letters that Unicode does not take apart, and letters that are written in more than one way:
# Arabic letters as Persian and Urdu have them, Ethiopic letters of the same sound.
_FOLDED = str.maketrans(
    {
        **dict(zip("ıłđŧŋґ", "ildtnг", strict=True)),
        **dict.fromkeys("ىیېے", "ي"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ةہھە", "ه"),
        "ـ": "",
        **{chr(0x1220 + form): chr(0x1230 + form) for form in range(8)},
        **{chr(0x1340 + form): chr(0x1338 + form) for form in range(7)},
        **{chr(0x1280 + form): chr(0x1210 + form) for form in range(7)},
    }
)
_OWN_LETTERS = frozenset("æøå")

# What Arabic writes in front of a word without a space: and, then; with, as, for; the.
_BEFORE = ("وف", "بكل")
_ARTICLES = ("ال", "لل")


class Token(NamedTuple):
    """A word as typed, lowered, and in the spelling in which it is compared."""

    word: str
    folded: str


def tokens(text: str) -> list[Token]:
    """Return the words of a text in order; of a very long text, those at its beginning."""
    words = (word[:MOST_LETTERS] for word in analysis.words(joined(text[:MOST_CHARACTERS])))
    return [Token(word, fold(word)) for word in words]


def joined(text: str) -> str:
    """Return a text, lowered, in which only what parts words everywhere parts words."""
    text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    text = _without_marks(_PERSIAN_PRESENT.sub(r"\1", text))
    return _APOSTROPHE.sub("", _ELISION.sub(r"\1 ", text))


def fold(word: str) -> str:
    """Return a lowered word without accents, in one spelling of letters that sound the same."""
    if word.isascii():
        return word
    plain = (
        letter if letter in _OWN_LETTERS else unicodedata.normalize("NFKD", letter)
        for letter in word
    )
    return _without_marks("".join(plain)).translate(_FOLDED)


def without_prefixes(folded: str) -> Iterator[str]:
    """Yield an Arabic, Persian or Urdu word without what may be written in front of it."""
    if not "\u0621" <= folded[:1] <= "\u06d3":
        return
    forms = [folded]
    for letters in _BEFORE:
        forms += [form[1:] for form in forms if form[:1] in letters]
    forms += [form[2:] for form in forms if form.startswith(_ARTICLES)]
    yield from (form for form in forms[1:] if len(form) >= 3)


def shortest_beginning(folded: str) -> int:
    """Return how many letters a word must have to stand for all that begin with it.

    Arabic writes few vowels and an Ethiopic letter is a syllable, so there they may be fewer.
    """
    if "\u1200" <= folded[:1] <= "\u137f":
        return 3
    return 4 if "\u0600" <= folded[:1] <= "\u06ff" else 5


def with_a_letter_less(word: str) -> Iterator[str]:
    """Yield a word and all it can become by leaving out one letter."""
    yield word
    yield from {word[:n] + word[n + 1 :] for n in range(len(word))}


def one_error_apart(typed: str, meant: str) -> bool:
    """Return whether a letter more, less or other, or two that changed places, is all."""
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    typed, meant = typed[start:], meant[start:]
    while typed and meant and typed[-1] == meant[-1]:
        typed, meant = typed[:-1], meant[:-1]
    if len(typed) == len(meant) == 2:
        return typed == meant[::-1]
    return len(typed) <= 1 and len(meant) <= 1


def _without_marks(text: str) -> str:
    """Return a text without marks over and under letters, and without invisible characters."""
    if text.isascii():
        return text
    return "".join(
        letter for letter in text if unicodedata.category(letter) not in ("Mn", "Me", "Cf")
    )
