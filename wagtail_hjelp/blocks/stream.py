"""All our blocks as one, to use as they are or to pick from."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import GROUP, StableDefinition
from .contact_block import ContactBlock
from .links import LinksBlock
from .needs import NeedsBlock
from .offers import OffersBlock
from .opening_hours import OpeningHoursBlock
from .search import SearchBlock


class HelpStreamBlock(blocks.StreamBlock):
    """Every block of the package, ready for a host's ``StreamField(HelpStreamBlock())``.

    A host with blocks of its own inherits from it, or adds ``HelpStreamBlock().child_blocks``.
    """

    offers = OffersBlock()
    contact = ContactBlock()
    opening_hours = OpeningHoursBlock()
    needs = NeedsBlock()
    links = LinksBlock()
    search = SearchBlock()


class TextBlock(StableDefinition, blocks.RichTextBlock):
    """Running text with headings and lists."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", ["h2", "h3", "bold", "ol", "ul", "link", "document-link"])
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = GROUP
        template = "wagtail_hjelp/blocks/text.html"
        preview_template = "wagtail_hjelp/preview.html"
        description = _("Running text. Questions as headings are easy to find again.")
        preview_value = (
            "<h2>What happens when I call?</h2><p>A nurse answers and asks what has happened.</p>"
        )


class HelpBodyBlock(HelpStreamBlock):
    """Running text and every block of the package: the body of our own pages."""

    text = TextBlock()

    class Meta:
        required = False
