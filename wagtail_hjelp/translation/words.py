"""The words of a page, sentence by sentence: the source's, and what a version was made from.

A translation is out of date when the source's sentences are others than those it was made from.
A fact is no sentence, so a new phone number or opening hour never makes one out of date; nor does
a date, or anybody's forgetting to press "sync".
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models import DraftedWords, LanguageVersion, SourceWords

# [path, sentence], or [path, sentence, translation].
Sentence = Sequence[str]

logger = logging.getLogger(__name__)


def sentences(page: Any) -> list[list[str]]:
    """Return ``[path, sentence]`` of all that wagtail-localize would give to a translator, sorted.

    The order on the page is no word: whoever moves a paragraph has translated nothing less.
    """
    return sorted(
        [segment.path, segment.string.data]
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    )


def digest(words: Iterable[Sentence]) -> str:
    """Return 32 characters that are the same for the same sentences of a source."""
    said = json.dumps(sorted([path, text] for path, text, *_rest in words), ensure_ascii=False)
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def remember_source(page: Any) -> SourceWords | None:
    """Keep the words of a live source page; return what was there before if they are others now."""
    try:
        words = sentences(page)
    except Exception:
        # A block of the host's that wagtail-localize stumbles over: such a page cannot be sent for
        # translation, but must be saved (a system check names the block).
        logger.exception("The words of page %s cannot be read.", page.pk)
        return None
    before = SourceWords.objects.filter(pk=page.translation_key).first()
    now = digest(words)
    if before is not None and before.digest == now:
        return None
    SourceWords.objects.update_or_create(
        pk=page.translation_key,
        defaults={"words": words, "digest": now, "changed_at": timezone.now()},
    )
    return before


def remember_new_sources(pages: Iterable[Any]) -> None:
    """Keep the words of live source pages that are new: :func:`remember_source` of many at once."""
    now, found = timezone.now(), []
    for page in pages:
        try:
            words = sentences(page)
        except Exception:
            logger.exception("The words of page %s cannot be read.", page.pk)
            continue
        known = {"words": words, "digest": digest(words), "changed_at": now}
        found.append(SourceWords(pk=page.translation_key, **known))
    SourceWords.objects.bulk_create(found, batch_size=100)


def translation_of(version: Any) -> Translation | None:
    """Return wagtail-localize's record of a page that is being translated, if it is."""
    found = Translation.objects.filter(
        source__object_id=version.translation_key,
        source__locale=source_locale(),
        target_locale=version.locale_id,
        enabled=True,
    )
    return found.select_related("source", "target_locale").first()


def segments_of(translation: Translation) -> list[StringSegment]:
    """Return the sentences that were sent to the translator, in their order on the page.

    Each with ``kept``: the :class:`StringTranslation` that there is of it, or None.
    """
    segments = list(
        StringSegment.objects.filter(source=translation.source_id)
        .select_related("string", "context")
        .order_by("order")
    )
    there = StringTranslation.objects.filter(
        locale=translation.target_locale_id, context__object_id=translation.source.object_id
    )
    kept = {(found.translation_of_id, found.context_id): found for found in there}
    for segment in segments:
        segment.kept = kept.get((segment.string_id, segment.context_id))
    return segments


def said_in(segments: Iterable[StringSegment]) -> list[list[str]]:
    """Return ``[path, sentence, translation]`` of those that are translated and not held back."""
    return sorted(
        [one.context.path, one.string.data, one.kept.data]
        for one in segments
        if one.kept is not None and not one.kept.has_error
    )


def bring_up_to_date(translation: Translation) -> None:
    """Give wagtail-localize the source's sentences as residents read them, if it has others.

    What "sync" does, when somebody is about to look: no page is touched.
    """
    source = translation.source
    words = SourceWords.objects.filter(pk=source.object_id).first()
    sent = StringSegment.objects.filter(source=source)
    said = list(sent.values_list("context__path", "string__data"))
    if words is not None and digest(said) != words.digest:
        source.update_from_db()


def record_draft(version: Any, revision_id: int) -> DraftedWords | None:
    """Remember what a saved translation was made from; None for one that is written by hand.

    ``revision_id`` is the one that was saved just now, from what wagtail-localize has.
    """
    translation = translation_of(version)
    if translation is None:
        return None
    said = segments_of(translation)
    right = [one for one in said if one.kept is not None and not one.kept.has_error]
    words = said_in(said)
    machine = StringTranslation.TRANSLATION_TYPE_MACHINE
    newest = max((one.kept for one in right), key=lambda kept: kept.updated_at, default=None)
    drafted, _created = DraftedWords.objects.update_or_create(
        revision=revision_id,
        defaults={
            "translation_key": version.translation_key,
            "locale_id": version.locale_id,
            "words": words,
            "digest": digest(words),
            "by_machine": any(one.kept.translation_type == machine for one in right),
            "waiting": len(said) - len(right),
            "translator_id": newest.last_translated_by_id if newest is not None else None,
        },
    )
    return drafted


def record_published(version: Any) -> None:
    """Remember what a translation that was just published was made from."""
    place = {"translation_key": version.translation_key, "locale_id": version.locale_id}
    known, _created = LanguageVersion.objects.get_or_create(**place)
    revision = version.live_revision_id
    is_lent = revision is None and version.latest_revision_id is not None
    if is_lent or (revision is not None and known.made_revision == revision):
        return
    drafted = DraftedWords.objects.filter(pk=revision, **place).first() if revision else None
    if drafted is not None:
        known.made_words, known.made_digest = drafted.words, drafted.digest
        known.made_by_machine = drafted.by_machine
        known.translator_id = drafted.translator_id
        # Whoever goes back to an older one writes by hand.
        DraftedWords.objects.filter(pk__lte=revision, **place).delete()
    else:
        # Written by hand, from the source as it reads now: there is nothing else to go by.
        source = SourceWords.objects.filter(pk=version.translation_key).first()
        known.made_words = [[*one, ""] for one in source.words] if source else []
        known.made_digest = source.digest if source else ""
        known.made_by_machine = False
    known.made_revision = revision
    known.save()
