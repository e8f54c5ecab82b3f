"""The way to where organisations tell about themselves, from any page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PublicBlock


class TellUsBlock(PublicBlock):
    """Buttons that lead to the site's page where organisations tell.

    The form itself needs a page of its own: one that is sent sets a cookie, and what a shared cache
    may keep sets none.
    """

    heading = blocks.CharBlock(
        label=_("Heading"), max_length=120, default=_("Do you arrange something?")
    )
    text = blocks.TextBlock(
        label=_("Text"),
        max_length=300,
        required=False,
        help_text=_("Whom you ask, and what for. In one or two plain sentences."),
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        from wagtail_hjelp.collecting.public import example_ways, ways_from

        context = super().get_context(value, parent_context=parent_context)
        request, page = context.get("request"), context.get("page")
        # A preview of the block alone stands on no page.
        context["ways"] = ways_from(request, page) or ([] if page else example_ways())
        return context

    class Meta:
        icon = "mail"
        label = _("Tell us what you do")
        description = _("Leads organisations to where they tell what they do, without an account.")
        template = "wagtail_hjelp/blocks/tell_us.html"
        preview_value = {
            "heading": _("Do you arrange something?"),
            "text": _("Tell us what you do at Christmas, so that people find it."),
        }
        label_format = "{heading}"
