"""A translation is published whole or not at all.

wagtail-localize publishes what there is: where a sentence is not translated, or was held back
because its numbers differ, it puts the source's sentence among the translated ones, and "sync and
publish" puts them over a translation that was whole. Whoever publishes a page of ours, from any
screen or from code, comes by here.
"""

from __future__ import annotations

from typing import Any

from wagtail.log_actions import log
from wagtail_localize.models import StringTranslation

from wagtail_hjelp.models import DraftedWords, LanguageVersion

from .gate import look_again
from .versions import is_source
from .words import record_draft, translation_of


def keeps_unpublished(page: Any, revision: Any, user: Any = None) -> bool:
    """Whether a revision stays a draft because some of its sentences wait; it is logged then."""
    waiting = sentences_waiting(page, revision)
    if waiting:
        log(
            instance=page,
            action="wagtail_hjelp.not_whole",
            user=user,
            revision=revision,
            data={"waiting": waiting},
        )
    return bool(waiting)


def sentences_waiting(page: Any, revision: Any) -> int:
    """Return how many sentences of a revision are untranslated or differ from the source."""
    if page.alias_of_id is not None or is_source(page):
        return 0
    place = {"translation_key": page.translation_key, "locale_id": page.locale_id}
    if LanguageVersion.objects.filter(made_revision=revision.pk, **place).exists():
        # It was whole when it was published last.
        return 0
    translation, is_latest = translation_of(page), revision.pk == page.latest_revision_id
    if translation is not None and is_latest:
        look_again(translation)
    drafted = DraftedWords.objects.filter(pk=revision.pk).first()
    if drafted is None:
        # wagtail-localize publishes before it tells that it has saved, so the last one is looked at
        # now. Another that was never told of was written by hand.
        drafted = record_draft(page, revision.pk) if is_latest else None
        return drafted.waiting if drafted is not None else 0
    # What was typed since it was saved is not in it.
    held_back = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale=page.locale_id, has_error=True
    )
    wrong = set(held_back.values_list("context__path", "translation_of__data", "data"))
    return drafted.waiting + sum(tuple(said) in wrong for said in drafted.words)
