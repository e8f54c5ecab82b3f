"""Text in StreamFields that wagtail-localize would lose, or stumble over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Warning
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from wagtail_hjelp.translation.stream_walk import (
    EMPTY_EMBED,
    IMAGE_TOO_DEEP,
    NAMED_VALUE,
    NEVER_READ,
    TOO_DEEP,
    Fate,
    Leaf,
    walk,
)

from .installation import i18n_enabled

_MENDS = {
    TOO_DEEP: "Move the ListBlock one level up, or make it a StreamBlock.",
    NEVER_READ: "Use a CharBlock, TextBlock or RichTextBlock, or give the block "
    "get_translatable_segments() and restore_translated_segments(). If it holds no words, "
    "inherit it from wagtail_hjelp.translation.facts.FactBlock.",
    IMAGE_TOO_DEEP: "Move the ImageBlock one level up, or use an ImageChooserBlock and a "
    "CharBlock.",
    EMPTY_EMBED: "Make the EmbedBlock required, and let a ListBlock or StreamBlock around it hold "
    "none or one.",
    NAMED_VALUE: "Give the child another name than “value”, or put the inner StructBlock into a "
    "ListBlock or StreamBlock.",
}


def check_stream_fields(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not i18n_enabled() or not apps.is_installed("wagtail_localize"):
        return []
    messages: list[CheckMessage] = []
    for field in translated_stream_fields(_models(app_configs)):
        leaves = list(walk(field.stream_block))
        lost = [leaf for leaf in leaves if leaf.fate is Fate.LOST]
        crashing = [leaf for leaf in leaves if leaf.fate is Fate.CRASH]
        if lost:
            messages.append(
                Warning(
                    f"Text in these blocks is never translated: {_listed(lost)}.",
                    hint=_mends(lost),
                    obj=field,
                    id="wagtail_hjelp.W010",
                )
            )
        if crashing:
            messages.append(
                Warning(
                    "A page that uses these blocks cannot be sent for translation: "
                    f"{_listed(crashing)}.",
                    hint=_mends(crashing),
                    obj=field,
                    id="wagtail_hjelp.W011",
                )
            )
    return messages


def translated_stream_fields(models: Iterable[type[Model]]) -> Iterator[Any]:
    """Yield each StreamField that wagtail-localize takes apart: those declared as words.

    A field that comes from a parent model is yielded with the parent.
    """
    from wagtail.fields import StreamField
    from wagtail.models import TranslatableMixin
    from wagtail_localize.fields import TranslatableField, get_translatable_fields

    for model in models:
        if not issubclass(model, TranslatableMixin) or model._meta.proxy:
            continue
        for declared in get_translatable_fields(model):
            if not isinstance(declared, TranslatableField):
                continue
            try:
                field = declared.get_field(model)
            except FieldDoesNotExist:  # declared, and removed since
                continue
            if isinstance(field, StreamField) and field.model is model:
                yield field


def _models(app_configs: Any) -> Iterator[type[Model]]:
    for config in app_configs or apps.get_app_configs():
        yield from config.get_models()


def _listed(leaves: list[Leaf]) -> str:
    return ", ".join(f"{leaf.path} ({type(leaf.block).__name__})" for leaf in leaves)


def _mends(leaves: list[Leaf]) -> str:
    """Return each reason once, with what to do about it."""
    reasons = dict.fromkeys(leaf.reason for leaf in leaves)
    return " ".join(f"{reason[0].upper()}{reason[1:]}. {_MENDS[reason]}" for reason in reasons)
