"""The sentences of a translation as a reviewer reads them: beside the source, with doubts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from wagtail_hjelp.translation.changes import place_of, plain
from wagtail_hjelp.translation.glossary import doubt, missing_terms, terms_for, terms_in
from wagtail_hjelp.translation.likeness import Doubt, doubts
from wagtail_hjelp.translation.words import segments_of


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence of the source and its translation, as plain text.

    ``error`` is why it was held back, ``doubts`` what may be wrong with it, ``terms`` the words of
    it that stand in the glossary: ``(word, what it is called, note)``.
    """

    pk: int | None
    where: str
    source: str
    translation: str
    error: str = ""
    by_machine: bool = False
    doubts: list[str] = field(default_factory=list)
    terms: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def is_missing(self) -> bool:
        return self.pk is None

    @property
    def waits(self) -> bool:
        """Whether the page cannot be published before somebody has looked at this one."""
        return self.is_missing or bool(self.error)


def sentence_pairs(translation: Translation, source: Any) -> list[SentencePair]:
    """Return the sentences of a page in order; as many queries for many as for few."""
    glossary = terms_for(translation.target_locale.language_code)
    return [_pair(segment, source, translation, glossary) for segment in segments_of(translation)]


def _pair(
    segment: StringSegment, source: Any, translation: Translation, glossary: Any
) -> SentencePair:
    kept: StringTranslation | None = segment.kept
    text, words = segment.string.data, kept.data if kept is not None else ""
    codes = {
        "source_language": translation.source.locale.language_code,
        "language": translation.target_locale.language_code,
    }
    return SentencePair(
        pk=kept.pk if kept is not None else None,
        where=place_of(source, segment.context.path),
        source=plain(text),
        translation=plain(words),
        error=_error(kept),
        by_machine=kept is not None
        and kept.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE,
        doubts=list(_doubts(text, words, glossary, codes)) if kept is not None else [],
        terms=[
            (term.term, ", ".join(term.translations), term.note)
            for term in terms_in(text, glossary)
        ],
    )


def _error(kept: StringTranslation | None) -> str:
    if kept is None or not kept.has_error:
        return ""
    return str(kept.get_error() or gettext("This sentence cannot be used as it is."))


def _doubts(source: str, words: str, glossary: Any, codes: dict[str, str]) -> Iterator[str]:
    said = {
        Doubt.UNTRANSLATED: gettext("This says the same as the source. Is it translated?"),
        Doubt.SHORT: gettext("This is much shorter than the source. Is something missing?"),
        Doubt.LONG: gettext("This is much longer than the source. Has something been added?"),
    }
    for found in doubts(source, words, **codes):
        yield said[found]
    missing = missing_terms(source, words, glossary)
    if missing:
        yield doubt(missing)
