"""All our blocks as one, to use as they are or to pick from."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .activities import ActivitiesBlock
from .acute_help import AcuteHelpBlock
from .advice import AdviceBlock
from .base import GROUP, StableDefinition
from .contact_block import ContactBlock
from .film import FilmBlock
from .helplines import HelplinesBlock
from .links import LinksBlock
from .needs import NeedsBlock
from .offers import OffersBlock
from .opening_hours import OpeningHoursBlock
from .organisations import OrganisationsBlock
from .search import SearchBlock
from .story import StoryBlock
from .tell_us import TellUsBlock
from .urgency_card import UrgencyCardBlock


class HelpStreamBlock(blocks.StreamBlock):
    """Every block of the package, ready for a host's ``StreamField(HelpStreamBlock())``.

    A host with blocks of its own inherits from it, or adds ``HelpStreamBlock().child_blocks``.
    """

    offers = OffersBlock()
    activities = ActivitiesBlock()
    organisations = OrganisationsBlock()
    contact = ContactBlock()
    opening_hours = OpeningHoursBlock()
    acute_help = AcuteHelpBlock()
    helplines = HelplinesBlock()
    urgency_card = UrgencyCardBlock()
    advice = AdviceBlock()
    film = FilmBlock()
    story = StoryBlock()
    needs = NeedsBlock()
    links = LinksBlock()
    search = SearchBlock()
    tell_us = TellUsBlock()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail looks up each block that is counted: a host may have left one out.
        self.meta.block_counts = {
            name: counts
            for name, counts in self.meta.block_counts.items()
            if name in self.child_blocks
        }

    class Meta:
        # Of many cards, none stands out.
        block_counts = {"urgency_card": {"max_num": 3}}


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
