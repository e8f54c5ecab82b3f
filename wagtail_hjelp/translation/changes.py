"""What has changed in the source since a translation was made: old, new, and the translation then.

for change in changes(page, version): change.old, change.new, change.translation
"""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from wagtail.fields import StreamField

from wagtail_hjelp.models import LanguageVersion, SourceWords

_WORDS_AND_GAPS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence of the source that is another than the translation was made from.

    ``old`` is empty for a new sentence, ``new`` for one that was taken out; ``translation`` is of
    the old one, empty if nobody knows it. All are plain text; ``where`` names the field.
    """

    path: str
    where: str
    old: str
    new: str
    translation: str

    def marked(self) -> SafeString:
        """The new sentence with what was added and what is gone marked as such."""
        return marked(self.old, self.new)


def changes(source: Any, version: Any) -> list[Change]:
    """Return what has changed in a source page since its version was made, in order of fields.

    Nothing for a version that was never published, or not from anything that is remembered.
    """
    known = LanguageVersion.objects.filter(
        translation_key=version.translation_key, locale_id=version.locale_id
    ).first()
    now = SourceWords.objects.filter(pk=source.translation_key).first()
    if known is None or now is None or not known.made_words:
        return []
    return list(between(known.made_words, now.words, lambda path: place_of(source, path)))


def between(
    made: Iterable[Sequence[str]], now: Iterable[Sequence[str]], where: Any = str
) -> Iterable[Change]:
    """Yield what differs between ``[path, sentence, translation]`` and ``[path, sentence]`` now.

    Of several at one place, those that are most alike are taken for one that was rewritten.
    """
    then: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, sentence, translation in made:
        then[path].append((sentence, translation))
    today: dict[str, list[str]] = defaultdict(list)
    for path, sentence in now:
        today[path].append(sentence)
    for path in sorted({*then, *today}, key=lambda one: (one.split(".")[0] != "title", one)):
        gone = _without(then[path], today[path])
        new = list((Counter(today[path]) - Counter(one for one, _ in then[path])).elements())
        for (old, translation), fresh in _pairs(gone, new):
            yield Change(path, where(path), plain(old), plain(fresh), plain(translation))


def _without(then: list[tuple[str, str]], today: list[str]) -> list[tuple[str, str]]:
    left = Counter(today)
    gone = []
    for sentence, translation in then:
        if left[sentence] > 0:
            left[sentence] -= 1
        else:
            gone.append((sentence, translation))
    return gone


def _pairs(gone: list[tuple[str, str]], new: list[str]) -> Iterable[tuple[tuple[str, str], str]]:
    likeness = sorted(
        (
            (SequenceMatcher(None, old[0], fresh, autojunk=False).ratio(), here, there)
            for here, old in enumerate(gone)
            for there, fresh in enumerate(new)
        ),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    partner: dict[int, int] = {}
    for _ratio, here, there in likeness:
        if here not in partner and there not in partner.values():
            partner[here] = there
    for here, old in enumerate(gone):
        yield old, new[partner[here]] if here in partner else ""
    for there, fresh in enumerate(new):
        if there not in partner.values():
            yield ("", ""), fresh


def plain(sentence: str) -> str:
    """Return a sentence of wagtail-localize as plain text."""
    return " ".join(html.unescape(strip_tags(sentence)).split())


def marked(old: str, new: str) -> SafeString:
    """Return a text with its words marked as ``<ins>`` and those that are gone as ``<del>``."""
    before, after = _WORDS_AND_GAPS.findall(old), _WORDS_AND_GAPS.findall(new)
    parts = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind in ("delete", "replace"):
            parts.append(format_html("<del>{}</del>", "".join(before[first:last]).strip()))
            parts.append(mark_safe(" ") if kind == "replace" else mark_safe(""))
        if kind in ("insert", "replace"):
            parts.append(format_html("<ins>{}</ins>", "".join(after[start:end])))
        if kind == "equal":
            parts.append(format_html("{}", "".join(after[start:end])))
    return format_html_join("", "{}", ((part,) for part in parts))


def place_of(page: Any, path: str) -> str:
    """Return what an editor calls the place of a sentence: "Content: Advice"."""
    name, *rest = path.split(".")
    field = page._meta.get_field(name)
    label = capfirst(str(getattr(field, "verbose_name", name)))
    if isinstance(field, StreamField) and rest:
        found = next((child for child in getattr(page, name) if child.id == rest[0]), None)
        if found is not None:
            return f"{label}: {capfirst(str(found.block.label))}"
    return label
