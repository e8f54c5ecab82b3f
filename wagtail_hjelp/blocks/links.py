"""Links to good help elsewhere, each with what one finds there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import FactURLBlock, PublicBlock, StableDefinition
from .choosers import FactPageChooserBlock


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the reader's language."""

    text: str
    description: str
    url: str
    external: bool


class LinkBlock(StableDefinition, blocks.StructBlock):
    """A link: words, and an address or a page."""

    text = blocks.CharBlock(
        label=_("Link text"),
        max_length=120,
        help_text=_("What one finds there: “Mental health at Helsenorge”, never “click here”."),
    )
    description = blocks.TextBlock(
        label=_("What one finds there"), max_length=250, required=False, rows=2
    )
    url = FactURLBlock(required=False, label=_("Web address"), help_text=_("Begins with https://"))
    page = FactPageChooserBlock(required=False, label=_("… or a page on this site"))

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if getattr(self, "is_deferred_validation", False):
            return result
        if bool(result["url"]) == bool(result["page"]):
            raise blocks.StructBlockValidationError(
                block_errors={"url": ValidationError(_("Fill in either a web address or a page."))}
            )
        return result

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{text}"


class LinksBlock(PublicBlock):
    """A list of resource links."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    links = blocks.ListBlock(LinkBlock(), min_num=1, label=_("Links"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        from wagtail_hjelp.directory.places import pages_in_language

        context = super().get_context(value, parent_context=parent_context)
        pages = pages_in_language([link["page"] for link in value["links"]], context.get("page"))
        context["links"] = []
        for link in value["links"]:
            target = pages.get(link["page"].translation_key) if link["page"] else None
            url = (target.get_url(context.get("request")) if target else link["url"]) or ""
            if url:
                context["links"].append(
                    Link(link["text"], link["description"], url, external=target is None)
                )
        return context

    class Meta:
        icon = "link"
        label = _("Resource links")
        description = _("Links to good help elsewhere, each with a sentence about it.")
        template = "wagtail_hjelp/blocks/links.html"
        preview_value = {
            "heading": _("More help"),
            "links": [
                {
                    "text": "Helsenorge",
                    "description": _("Advice about mental health, and where to get help."),
                    "url": "https://www.helsenorge.no/psykisk-helse/",
                },
                {
                    "text": "Din utvei",
                    "description": _("For people who live with violence or abuse."),
                    "url": "https://dinutvei.no/",
                },
            ],
        }
        label_format = "{heading}"
