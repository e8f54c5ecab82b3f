"""Offers on any page: hand-picked, by rule, or both."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.vocabularies import Access, Audience, ServiceLanguage

from .base import VocabularySetBlock
from .choosers import OfferChooserBlock, TopicSetBlock
from .picked import PickedOrRuledBlock

# The rule's fields and the facets they choose in (see wagtail_hjelp.directory.listing.FACETS).
RULE = {
    "topics": "topic",
    "audiences": "audience",
    "access": "access",
    "languages": "language",
}


class OffersBlock(PickedOrRuledBlock):
    """A list of offers, always as they are now, in the reader's language."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    offers = blocks.ListBlock(
        OfferChooserBlock(label=_("Offer")),
        default=[],
        min_num=0,
        label=_("Picked by hand"),
        help_text=_("Shown first, in this order."),
    )
    topics = TopicSetBlock(
        required=False,
        label=_("All with one of these topics"),
        help_text=_("New offers with the topic appear by themselves."),
    )
    audiences = VocabularySetBlock(Audience, required=False, label=_("… for one of these"))
    access = VocabularySetBlock(Access, required=False, label=_("… with one of these ways in"))
    languages = VocabularySetBlock(
        ServiceLanguage, required=False, label=_("… in one of these languages")
    )
    limit = blocks.IntegerBlock(
        default=6, min_value=1, max_value=24, label=_("At most how many offers")
    )

    picked_field = "offers"
    rule_fields = RULE
    nothing_chosen = _("Pick offers by hand, or choose a topic or another rule.")

    def held(self, request: HttpRequest | None, page: Any) -> Any:
        from wagtail_hjelp.directory.places import site_scope
        from wagtail_hjelp.directory.snapshot import snapshot

        scope = site_scope(request, page)
        return snapshot(scope, request) if scope is not None else None

    def cards(self, keys: list[int], held: Any, request: HttpRequest | None) -> list[Any]:
        from wagtail_hjelp.directory.cards import make_cards

        return make_cards(keys, held, request)

    def list_url(self, request: HttpRequest | None, page: Any) -> str:
        from wagtail_hjelp.directory.places import directory_url

        return directory_url(request, page)

    class Meta:
        icon = "list-ul"
        label = _("Help offers")
        description = _("Offers of help as cards, picked by hand or by topic, always up to date.")
        template = "wagtail_hjelp/blocks/offers.html"
        preview_value = {"heading": _("Someone to talk to"), "offers": [], "limit": 2}
        label_format = "{heading}"
