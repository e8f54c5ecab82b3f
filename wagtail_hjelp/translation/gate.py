"""A translated sentence says the numbers of its source, or it is shown to nobody.

Every way into a translation ends in a row of wagtail-localize's ``StringTranslation``: the
translation editor, a PO file, a machine translator. There it is compared with its source before it
is written. A text that differs is kept as it was typed, and marked as an error in the translation
editor with what differs; wagtail-localize never puts it on a page, and a page with such a sentence
is neither sent to review nor published (see ``wholeness``).

Page types of the package are guarded, a host's own are not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext, ngettext
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from wagtail_hjelp.models import AcceptedSentence

from .likeness import Difference, Fact, difference
from .machine import hold_back, is_refused
from .words import segments_of


def guard(translation: StringTranslation) -> None:
    """Mark a translated string, which is about to be saved, if its facts are not the source's."""
    if hold_back(translation) or not is_guarded(translation):
        return
    found = differs(translation)
    if found and not is_accepted(translation):
        translation.has_error = True
        translation.field_error = message(found)


def is_guarded(translation: StringTranslation) -> bool:
    """Whether a string stands on a page of ours."""
    # models/base.py stands on this room.
    from wagtail_hjelp.models import HelpPageMixin

    if translation.context is None:
        return False
    sources = TranslationSource.objects.filter(object_id=translation.context.object_id)
    source = sources.select_related("specific_content_type").first()
    model = source.specific_content_type.model_class() if source else None
    return model is not None and issubclass(model, HelpPageMixin)


def is_accepted(translation: StringTranslation) -> bool:
    """Whether a reviewer has said of these two sentences that they say the same numbers."""
    return AcceptedSentence.objects.filter(
        locale_id=translation.locale_id, digest=_digest(translation)
    ).exists()


def accept(translation: StringTranslation, user: Any) -> None:
    """A reviewer has looked at a sentence that was held back: its numbers are the source's.

    "Half past seven" for "19.30". The right to publish is asked for before.
    """
    AcceptedSentence.objects.get_or_create(
        locale_id=translation.locale_id,
        digest=_digest(translation),
        defaults={"accepted_by": user},
    )
    translation.has_error, translation.field_error = False, ""
    translation.save()


def _digest(translation: StringTranslation) -> str:
    said = f"{translation.translation_of.data}\0{translation.data}"
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def differs(translation: StringTranslation) -> Difference:
    """Return the facts that only one of a translated string and its source has."""
    source = translation.translation_of
    return difference(
        source.data,
        translation.data,
        source_language=source.locale.language_code,
        language=translation.locale.language_code,
    )


def message(found: Difference) -> str:
    """Say what differs, in the active language, to somebody who can mend it."""
    said = []
    if found.missing:
        said.append(
            ngettext(
                "The source has a number or address that is missing here: %(facts)s.",
                "The source has numbers or addresses that are missing here: %(facts)s.",
                len(found.missing),
            )
            % {"facts": _listed(found.missing)}
        )
    if found.added:
        said.append(
            ngettext(
                "A number or address here is not in the source: %(facts)s.",
                "Numbers or addresses here are not in the source: %(facts)s.",
                len(found.added),
            )
            % {"facts": _listed(found.added)}
        )
    said.append(
        gettext("Write it as the source does. Until then the translation cannot be published.")
    )
    return " ".join(said)


def _listed(facts: Iterable[Fact]) -> str:
    # A number is read from left to right in any text.
    return ", ".join(f"\u2066{fact.text}\u2069" for fact in facts)


def look_again(translation: Translation) -> None:
    """Hold back what differs among the sentences that are about to be put on a page of ours.

    Rows that were written past ``save()`` have not come by :func:`guard`, and an offer may have
    become acute help since a machine translated it. Two queries, and one for each that is found.
    """
    refused = is_refused(translation.source.object_id)
    codes = {
        "source_language": translation.source.locale.language_code,
        "language": translation.target_locale.language_code,
    }
    for segment in segments_of(translation):
        kept = segment.kept
        if kept is None or kept.has_error:
            continue
        by_machine = kept.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
        if (refused and by_machine) or difference(segment.string.data, kept.data, **codes):
            kept.save()


def guard_before_saving(sender: Any, instance: StringTranslation, **kwargs: Any) -> None:
    """Receiver for ``pre_save`` of translated strings."""
    updated = kwargs.get("update_fields")
    if not kwargs.get("raw") and (updated is None or "data" in updated):
        guard(instance)


def mark_after_saving(sender: Any, instance: StringTranslation, **kwargs: Any) -> None:
    """Receiver for ``post_save`` of translated strings: a mark is kept, whatever was saved."""
    updated = kwargs.get("update_fields")
    if instance.has_error and updated is not None and "has_error" not in updated:
        StringTranslation.objects.filter(pk=instance.pk).update(
            has_error=True, field_error=instance.field_error
        )
