"""Codes out of vocabularies, by whatever people call them: a code, a label, a usual word.

A label counts in English, bokmål, nynorsk and the active language. What may mean two things means
neither: an error names both.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from django.db.models import TextChoices
from django.utils.translation import get_language, gettext, override

from wagtail_hjelp.vocabularies import (
    Answer,
    Audience,
    Cost,
    Ordinal,
    OrganisationKind,
    ServiceLanguage,
    SignUp,
)

from .refusing import wrong

Vocabulary: TypeAlias = type[TextChoices]

_LANGUAGES = ("en", "nb", "nn")
_BETWEEN = re.compile(r"[,;\n]")
_MOST_CHOSEN = 100

# Usual words that are no labels, as running text; "|" stands between them. A word with several
# codes is known to be unclear.
_USUAL: Mapping[Vocabulary, Mapping[str, str]] = {
    Answer: {
        "yes": "ja|yes|true|sant",
        "no": "nei|no|nope|false|usant",
        "unknown": "vet ikke|veit ikkje|ukjent|ukjend|unknown|don’t know|not known|ikke oppgitt",
    },
    Audience: {
        "everyone": "alle|for alle|all|everybody",
        "children": "barn|born|barna|kids",
        "youth": "ungdom|ungdommer|ungdommar|unge|youth",
        "families": "familie|familier|familiar|foreldre|barnefamilier|barnefamiliar|families",
        "adults": "voksne|vaksne|voksen|vaksen",
        "seniors": "eldre|pensjonister|pensjonistar|seniorer|seniorar|seniors",
        "relatives": "pårørende|pårørande|next of kin",
        "newcomers": "innvandrere|innvandrarar|flyktninger|flyktningar|immigrants|refugees",
        "disabled": "funksjonshemmede|funksjonshemma|personer med nedsatt funksjonsevne",
        "women": "kvinner|kvinne|kvinne(r)",
        "men": "menn|mann",
        "lgbtqi": "skeive|lhbt|lhbtiq|lhbtqi|lgbt",
    },
    ServiceLanguage: {
        "nb": "bokmål|norsk bokmål|norsk",
        "nn": "nynorsk|norsk nynorsk|norsk",
        "nsl": "tegnspråk|teiknspråk|norsk tegnspråk|sign language",
        "se": "nordsamisk|davvisámegiella",
        "ckb": "sorani|kurdisk|kurdish",
        "kmr": "kurmanji|kurmandji|kurdisk|kurdish",
    },
    Cost: {
        "unknown": "vet ikke|veit ikkje|ukjent|ukjend|ikke oppgitt",
        "free": "gratis|kostnadsfritt|kostnadsfri|free|free of charge",
        "deductible": "egenandel|eigendel|eigenandel",
        "paid": "koster penger|kostar pengar|betaling",
    },
    SignUp: {
        "unknown": "vet ikke|veit ikkje|ukjent|ukjend|ikke oppgitt",
        "none": "nei|no|ingen|ingen påmelding|inga påmelding|ikke påmelding|drop in",
        "required": "ja|yes|må|påmelding|required",
    },
    OrganisationKind: {
        "voluntary": "frivillig|frivillig organisasjon|frivillig lag|forening|lag",
        "immigrant": "innvandrerorganisasjon|innvandrarorganisasjon",
        "congregation": "menighet|kyrkjelyd|kirke|kyrkje",
        "faith_or_life_stance": "trossamfunn|trussamfunn|livssynssamfunn",
        "sports_and_culture": "idrettslag|idrett|kultur",
        "volunteer_centre": "frivilligsentral|frivilligsentralen",
        "public": "offentlig|offentleg|kommune|kommunal",
        "other": "annet|anna|annen|other",
    },
    Ordinal: {
        "1": "1.|første|fyrste|first",
        "2": "2.|andre|annen|anna|second",
        "3": "3.|tredje|third",
        "4": "4.|fjerde|fourth",
        "-1": "siste|sist|last",
    },
}


def folded(text: str) -> str:
    """Return what is left of a word or label when case, spaces and signs make no difference."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in text if char.isalnum())


def read_code(text: str, vocabulary: Vocabulary) -> str:
    """Return the code that a text means; raises :class:`~.refusing.Wrong`."""
    active = get_language() or "en"
    if text in _values(vocabulary):
        return text
    codes = _codes(vocabulary, active).get(folded(text) or text, ())
    if len(codes) == 1:
        return codes[0]
    if codes:
        raise wrong(
            gettext("“%(text)s” may mean several: %(labels)s. Write one of them."),
            text=text[:60],
            labels=" / ".join(labels(vocabulary, codes)),
        )
    raise wrong(
        gettext("“%(text)s” is none of those there are: %(labels)s."),
        text=text[:60],
        labels=_all_labels(vocabulary, active),
    )


def read_codes(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return the codes that a list means, in the vocabulary's order.

    Separated by commas, semicolons or lines; a label that has a comma itself stands alone, or
    among semicolons.
    """
    try:
        return [read_code(text, vocabulary)]
    except ValueError:
        parts = text.split(";") if ";" in text else _BETWEEN.split(text)
    if len(parts) > _MOST_CHOSEN:
        raise wrong(gettext("These are too many."))
    chosen = {read_code(part.strip(), vocabulary) for part in parts if part.strip()}
    return [code for code in vocabulary.values if code in chosen]


def label_of(code: str, vocabulary: Vocabulary) -> str:
    """Return the label of a code in the active language; the code itself if it is none."""
    return labels(vocabulary, [code])[0] if code in vocabulary.values else code


def labels(vocabulary: Vocabulary, codes: list[str] | tuple[str, ...]) -> list[str]:
    """Return labels in the active language."""
    return [str(vocabulary(code).label) for code in codes]


@lru_cache(maxsize=64)
def _values(vocabulary: Vocabulary) -> tuple[str, ...]:
    # An enumeration makes its list of values anew each time.
    return tuple(vocabulary.values)


@lru_cache(maxsize=64)
def _all_labels(vocabulary: Vocabulary, active: str) -> str:
    """Return all labels in the active language, for a file in which each row is wrong."""
    return " / ".join(labels(vocabulary, vocabulary.values))


@lru_cache(maxsize=64)
def _codes(vocabulary: Vocabulary, active: str) -> dict[str, tuple[str, ...]]:
    """Return the codes that each folded word may mean."""
    found: defaultdict[str, list[str]] = defaultdict(list)

    def add(word: str, code: str) -> None:
        # What is folded to nothing would be found by anything of signs alone.
        word = folded(word) or word
        if word and code not in found[word]:
            found[word].append(code)

    for code in vocabulary.values:
        for word in _USUAL.get(vocabulary, {}).get(code, "").split("|"):
            add(word, code)
        for language in (*_LANGUAGES, active):
            with override(language):
                add(label_of(code, vocabulary), code)
        # Not "-1", which would be "1".
        if folded(code) == folded(code.replace("-", "1")):
            add(code, code)
    return {word: tuple(codes) for word, codes in found.items()}
