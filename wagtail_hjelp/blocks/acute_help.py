"""The ladder of acute help on any page."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.hours.moment import moment_of

from .base import PublicBlock, VocabularyBlock


class AcuteLayout(TextChoices):
    """How much of the ladder is shown."""

    COMPACT = "compact", _("The first numbers, and the way to the rest")
    WHOLE = "whole", _("All of it")


class AcuteHelpBlock(PublicBlock):
    """Whom to call right now, always as it is now, in the reader's language."""

    heading = blocks.CharBlock(
        label=_("Heading"),
        max_length=120,
        required=False,
        help_text=_("Empty: “Acute help”, in every language."),
    )
    layout = VocabularyBlock(AcuteLayout, default=AcuteLayout.COMPACT, label=_("How much"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        from wagtail_hjelp.acute.finding import acute_url, ladder_for
        from wagtail_hjelp.acute.words import HEADING

        context = super().get_context(value, parent_context=parent_context)
        request, page = context.get("request"), context.get("page")
        if not context["heading"]:
            context.update(heading=str(HEADING), is_fallback=False)
        context["ladder"] = ladder_for(request, page).render(
            value["layout"] or AcuteLayout.COMPACT,
            context["heading_level"] + 1,
            context.get("hjelp_moment") or moment_of(request),
            acute_url=acute_url(request, page),
        )
        return context

    class Meta:
        icon = "warning"
        label = _("Acute help")
        description = _("113, 116 117, the GP and someone to talk to: whom to call right now.")
        template = "wagtail_hjelp/blocks/acute_help.html"
        preview_value = {"layout": "compact"}
        label_format = "{layout}"
