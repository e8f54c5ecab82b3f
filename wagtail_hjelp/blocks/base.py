"""What all our blocks share."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.translation.facts import FactBlock
from wagtail_hjelp.translation.fallback import fallback_context
from wagtail_hjelp.widgets import ChoiceColumns

GROUP = _("Help")


class StableDefinition:
    """Mixin: the block stands in migrations as its own dotted path, without its children.

    Otherwise every corrected label or help text would be a new migration in each host that
    uses the block, and a new migration flags all translations as out of date.
    """

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return blocks.Block.deconstruct(self)

    def deconstruct_with_lookup(self, lookup: Any) -> tuple[str, list[Any], dict[str, Any]]:
        return self.deconstruct()

    @classmethod
    def construct_from_lookup(cls, lookup: Any, *args: Any, **kwargs: Any) -> blocks.Block:
        return cls(*args, **kwargs)


class VocabularyBlock(FactBlock, blocks.ChoiceBlock):
    """One code out of a vocabulary."""

    def __init__(self, vocabulary: type[TextChoices], **kwargs: Any) -> None:
        choices: list[Any] = list(vocabulary.choices)
        if kwargs.get("required") is False:
            choices = [("", _("Not stated")), *choices]
        super().__init__(choices=choices, search_index=False, **kwargs)


class VocabularySetBlock(FactBlock, blocks.MultipleChoiceBlock):
    """Any number of codes out of a vocabulary, as checkboxes."""

    def __init__(self, vocabulary: type[TextChoices], **kwargs: Any) -> None:
        kwargs.setdefault("widget", ChoiceColumns)
        super().__init__(choices=vocabulary.choices, search_index=False, **kwargs)


class FactCharBlock(FactBlock, blocks.CharBlock):
    """A proper name or another short text that is the same in all languages."""

    def get_searchable_content(self, value: str) -> list[str]:
        return []


class FactURLBlock(FactBlock, blocks.URLBlock):
    """A web address, the same in all languages."""

    def get_searchable_content(self, value: str) -> list[str]:
        return []


class FactEmailBlock(FactBlock, blocks.EmailBlock):
    """An e-mail address, the same in all languages."""

    def get_searchable_content(self, value: str) -> list[str]:
        return []


class PublicBlock(StableDefinition, blocks.StructBlock):
    """A block that stands by itself in any StreamField of the host.

    Its template gets ``heading`` and ``heading_level`` (2 unless the including template set
    another in its context) and ``uid``, unique on the page, for ``aria-labelledby``.
    """

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        context["heading"] = value.get("heading", "")
        context.update(fallback_context(context.get("page")))
        context.setdefault("heading_level", 2)
        context["uid"] = _next_uid(context.get("request"))
        return context

    def get_preview_value(self) -> Any:
        # From the stored form, so that an example names only what it is about.
        return self.to_python(self._evaluate_callable(self.meta.preview_value))

    class Meta:
        group = GROUP
        preview_template = "wagtail_hjelp/preview.html"


def _next_uid(request: HttpRequest | None) -> str:
    """Return an id that is unique in this response and the same whenever it is rendered anew."""
    count = getattr(request, "_hjelp_blocks", 0) + 1
    if request is not None:
        request._hjelp_blocks = count  # type: ignore[attr-defined]
    return f"block-{count}"
