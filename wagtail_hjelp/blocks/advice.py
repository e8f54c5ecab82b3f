"""Advice: what to do and what to avoid, each as a short list."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from .base import PublicBlock

# Of each; more than this nobody remembers.
MOST_ADVICE = 6


def _advice() -> blocks.CharBlock:
    return blocks.CharBlock(max_length=160, label=_("Advice"))


class AdviceBlock(PublicBlock):
    """What to do and what to avoid, under the action that it is about."""

    heading = blocks.CharBlock(
        label=_("Heading"),
        max_length=120,
        help_text=_("What the reader can do: “Help somebody who is afraid”."),
    )
    do = blocks.ListBlock(
        _advice(),
        min_num=0,
        max_num=MOST_ADVICE,
        label=pgettext_lazy("advice", "Do"),
        help_text=_("One thing each: “Sit down with them, and listen.”"),
    )
    avoid = blocks.ListBlock(
        _advice(),
        min_num=0,
        max_num=MOST_ADVICE,
        default=[],
        label=pgettext_lazy("advice", "Avoid"),
        help_text=_(
            "What is better left undone, in words that nobody can take for advice to do it:"
            " “leaving them alone”."
        ),
    )

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if getattr(self, "is_deferred_validation", False):
            return result
        if not result["do"] and not result["avoid"]:
            text = _("Write at least one thing to do or to avoid.")
            raise blocks.StructBlockValidationError(block_errors={"do": ValidationError(text)})
        return result

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        context["do"] = [words for words in value["do"] if words]
        context["avoid"] = [words for words in value["avoid"] if words]
        return context

    class Meta:
        icon = "list-ul"
        label = _("Advice")
        description = _("What to do and what to avoid, as two short lists.")
        template = "wagtail_hjelp/blocks/advice.html"
        preview_value = {
            "heading": _("Help somebody who is afraid"),
            "do": [
                _("Sit down with them, and listen."),
                _("Speak calmly, in short sentences."),
                _("Ask what would help right now."),
            ],
            "avoid": [_("leaving them alone"), _("telling them to pull themselves together")],
        }
        label_format = "{heading}"
