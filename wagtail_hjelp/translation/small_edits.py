"""A small edit: a comma is corrected in the source, and its translations stay valid.

Whoever publishes a source page says that it is one: with a button of its own in the page editor
(see ``desk.small_edits``), or from code::

    with small_edit(page):
        revision.publish()

Each sentence that has changed is paired with the one that it was, and whatever was translated from
the old one counts as translated from the new one. A sentence with another number is never a small
edit, whatever the editor says; nor is one that came, went, or cannot be paired for sure. Of these
translators are told as of any edit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.db import transaction
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

from wagtail_hjelp.models import DraftedWords, LanguageVersion, SourceWords

from .likeness import difference
from .words import Sentence, digest

# Two sentences of one paragraph are the same sentence before and after if they are so alike.
ALIKE = 0.6
# Whoever changes more sentences than this at one place has written it anew.
MOST_AT_A_PLACE = 20


class Pair(NamedTuple):
    """A sentence before and after a small edit."""

    path: str
    old: str
    new: str


# --- what is being published --------------------------------------------------------------


@dataclass(slots=True)
class SmallEdit:
    """A publishing that somebody has called a small edit.

    ``revision_id`` limits it to one revision. ``carried`` is whether all translations stay valid;
    None as long as no word of the page has changed.
    """

    page_id: int
    revision_id: int | None = None
    carried: bool | None = None

    def covers(self, page: Any) -> bool:
        return page.pk == self.page_id and self.revision_id in (None, page.live_revision_id)


_current: ContextVar[SmallEdit | None] = ContextVar("wagtail_hjelp_small_edit", default=None)


@contextmanager
def small_edit(page: Any) -> Iterator[SmallEdit]:
    """Within the block, whatever is published of a source page is a small edit."""
    edit = SmallEdit(page.pk)
    token = _current.set(edit)
    try:
        yield edit
    finally:
        _current.reset(token)


def begin(page: Any, revision_id: int) -> None:
    """Call the publishing of one revision a small edit, until :func:`end`.

    For where no block can be put around it. What an error leaves behind concerns this revision
    alone, and goes with the request (see :func:`forget`).
    """
    _current.set(SmallEdit(page.pk, revision_id))


def end(page: Any) -> SmallEdit | None:
    """End what :func:`begin` began for a page, and return it."""
    edit = _current.get()
    if edit is None or edit.revision_id is None or edit.page_id != page.pk:
        return None
    _current.set(None)
    return edit


def forget(sender: Any, **kwargs: Any) -> None:
    """Receiver for ``request_finished``: the next request of this thread is another editor's."""
    edit = _current.get()
    if edit is not None and edit.revision_id is not None:
        _current.set(None)


def carried_over(page: Any, before: SourceWords) -> bool:
    """Carry the translations of a page over, if it is being published as a small edit.

    Returns whether all of them stay valid, so that nobody needs to be told.
    """
    edit = _current.get()
    if edit is None or not edit.covers(page):
        return False
    edit.carried = carry_over(page, before.words)
    return edit.carried


# --- the sentences ----------------------------------------------------------------------------


def pair_up(before: Iterable[Sentence], now: Iterable[Sentence]) -> tuple[list[Pair], bool]:
    """Pair the changed sentences of a page, those before with those now, place by place.

    Returns the pairs, and whether every changed sentence has found its partner.
    """
    said, says = _counted(before), _counted(now)
    gone, new = _by_path(said - says), _by_path(says - said)
    found: list[Pair] = []
    whole = gone.keys() == new.keys()
    for path in sorted(gone.keys() & new.keys()):
        matched = _matched(gone[path], new[path])
        whole = whole and matched is not None
        found += [Pair(path, *two) for two in matched or ()]
    return found, whole


def _counted(words: Iterable[Sentence]) -> Counter[tuple[str, str]]:
    return Counter((path, text) for path, text, *_rest in words)


def _by_path(words: Counter[tuple[str, str]]) -> dict[str, Counter[str]]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (path, text), count in words.items():
        found[path][text] = count
    return dict(found)


def _matched(gone: Counter[str], new: Counter[str]) -> list[tuple[str, str]] | None:
    """Return which sentence became which, or None if that is not sure.

    Words are kept in alphabetical order, so that their place says nothing: of several, each must
    be more like its partner than like any other.
    """
    if sorted(gone.values()) != sorted(new.values()) or len(gone) > MOST_AT_A_PLACE:
        return None
    if len(gone) == 1:
        partners = dict(zip(gone, new, strict=True))
    else:
        partners = {old: _most_alike(old, new) for old in gone}
        for old, text in partners.items():
            sure = text and gone[old] == new[text] and _most_alike(text, gone) == old
            if not sure:
                return None
    return [(old, partners[old]) for old in gone.elements()]


def _most_alike(text: str, others: Iterable[str]) -> str:
    """Return the sentence that is most like a text; an empty one if none is like it."""
    alike = {one: _likeness(text, one) for one in others}
    best = max(alike, key=lambda one: alike[one])
    return best if alike[best] >= ALIKE else ""


def _likeness(one: str, other: str) -> float:
    # Which of two comes first makes a difference.
    first, second = sorted((one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


# --- carrying over --------------------------------------------------------------------------


@transaction.atomic
def carry_over(page: Any, before_words: list[list[str]]) -> bool:
    """After a small edit of a source page: what was made from its sentences stays valid.

    ``before_words`` are those of its :class:`SourceWords` before; those of now are there already.
    Versions that were out of date stay so. Returns whether everything could be carried over.
    """
    now = SourceWords.objects.get(pk=page.translation_key).words
    pairs, whole = pair_up(before_words, now)
    language = page.locale.language_code
    same = [
        pair
        for pair in pairs
        if not difference(pair.old, pair.new, source_language=language, language=language)
    ]
    held_back, newly = _copy_translations(page, pairs)
    _carry_words(page, same, held_back)
    complete = whole and len(same) == len(pairs) and not newly
    if complete:
        _bring_source_up_to_date(page, before_words)
    return complete


# Locale, place, sentence and translation of what does not say the new sentence's numbers.
HeldBack = set[tuple[int, str, str, str]]


def _copy_translations(page: Any, pairs: list[Pair]) -> tuple[HeldBack, bool]:
    """Give each new sentence the translations of the old one, so that a sync finds them.

    They are compared as any that come in (see ``translation.gate``). Returns those that are held
    back, and whether any of them was not before.
    """
    strings = {
        pair: String.from_value(page.locale_id, StringValue(pair.new)) for pair in set(pairs)
    }
    for string in strings.values():
        string.locale = page.locale
    there = StringTranslation.objects.filter(context__object_id=page.translation_key)
    kept = {
        (one.locale_id, one.context_id, one.translation_of_id): one
        for one in there.filter(translation_of__in=list(strings.values()))
    }
    partners = {(pair.path, pair.old): (pair, string) for pair, string in strings.items()}
    held_back: HeldBack = set()
    newly = False
    for old in there.filter(
        translation_of__locale=page.locale_id,
        translation_of__data_hash__in={String._get_data_hash(pair.old) for pair in pairs},
    ).select_related("translation_of", "context", "locale"):
        found = partners.get((old.context.path, old.translation_of.data))
        if found is None:
            continue
        pair, string = found
        new = kept.get((old.locale_id, old.context_id, string.pk)) or _copy(old, string)
        if new.has_error:
            held_back.add((old.locale_id, pair.path, pair.old, new.data))
            newly = newly or not old.has_error
    return held_back, newly


def _copy(old: StringTranslation, string: String) -> StringTranslation:
    copy = StringTranslation(
        translation_of=string,
        locale=old.locale,
        context=old.context,
        data=old.data,
        translation_type=old.translation_type,
        tool_name=old.tool_name,
        last_translated_by_id=old.last_translated_by_id,
    )
    copy.save()
    # Nobody has written anything today.
    StringTranslation.objects.filter(pk=copy.pk).update(updated_at=old.updated_at)
    return copy


def _carry_words(page: Any, pairs: list[Pair], held_back: HeldBack) -> None:
    """Let what was published, and what was drafted, say the new sentences instead of the old."""
    place = {"translation_key": page.translation_key}
    versions = list(LanguageVersion.objects.filter(**place))
    for version in versions:
        version.made_words = _replaced(version.made_words, version.locale_id, pairs, held_back)
        if version.made_digest:
            version.made_digest = digest(version.made_words)
    LanguageVersion.objects.bulk_update(versions, ["made_words", "made_digest"])
    drafts = list(DraftedWords.objects.filter(**place))
    for draft in drafts:
        draft.words = _replaced(draft.words, draft.locale_id, pairs, held_back)
        draft.digest = digest(draft.words)
    DraftedWords.objects.bulk_update(drafts, ["words", "digest"])


def _replaced(
    words: list[list[str]], locale_id: int, pairs: list[Pair], held_back: HeldBack
) -> list[list[str]]:
    waiting: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for pair in pairs:
        waiting[pair.path, pair.old].append(pair.new)
    found = []
    for path, text, translation in words:
        new = waiting[path, text]
        fits = new and (locale_id, path, text, translation) not in held_back
        found.append([path, new.pop() if fits else text, translation])
    return sorted(found)


def _bring_source_up_to_date(page: Any, before_words: list[list[str]]) -> None:
    """Sync a page that was in step before the edit: a draft is published from what was synced.

    One that was not is left as it was: it is for an editor to say when translators see the rest.
    """
    source = TranslationSource.objects.filter(
        object_id=page.translation_key, locale=page.locale_id
    ).first()
    if source is None:
        return
    sent = StringSegment.objects.filter(source=source).values_list("context__path", "string__data")
    if digest(sent) == digest(before_words):
        TranslationSource.update_or_create_from_instance(page)
