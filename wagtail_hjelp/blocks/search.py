"""Search in the directory from any page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PublicBlock


class SearchBlock(PublicBlock):
    """A search field that leads to the site's directory."""

    heading = blocks.CharBlock(
        label=_("Heading"), max_length=120, default=_("What do you need help with?")
    )
    show_topics = blocks.BooleanBlock(
        required=False, default=True, label=_("Show all topics below the search")
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        from wagtail_hjelp.directory.places import directory_url, topic_links

        context = super().get_context(value, parent_context=parent_context)
        request, page = context.get("request"), context.get("page")
        context["action"] = directory_url(request, page)
        context["topics"] = topic_links(request, page) if value["show_topics"] else []
        return context

    class Meta:
        icon = "search"
        label = _("Search for help")
        description = _("A search field that leads to the directory, with or without topics.")
        template = "wagtail_hjelp/blocks/search.html"
        preview_value = {"heading": _("What do you need help with?"), "show_topics": True}
        label_format = "{heading}"
