"""Offers on any page: hand-picked, by rule, or both."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.vocabularies import Access, Audience, ServiceLanguage

from .base import PublicBlock, VocabularySetBlock
from .choosers import OfferChooserBlock, TopicSetBlock

# The rule's fields and the facets they choose in (see wagtail_hjelp.directory.listing.FACETS).
RULE = {
    "topics": "topic",
    "audiences": "audience",
    "access": "access",
    "languages": "language",
}


class OffersBlock(PublicBlock):
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

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        empty = not result["offers"] and not any(result[name] for name in RULE)
        if empty and not getattr(self, "is_deferred_validation", False):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "topics": ValidationError(
                        _("Pick offers by hand, or choose a topic or another rule.")
                    )
                }
            )
        return result

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        from wagtail_hjelp.directory.cards import make_cards
        from wagtail_hjelp.directory.places import directory_url, site_scope
        from wagtail_hjelp.directory.snapshot import snapshot

        context = super().get_context(value, parent_context=parent_context)
        request, page = context.get("request"), context.get("page")
        context.update(cards=[], more_url="")
        scope = site_scope(request, page)
        if scope is None:
            return context
        held = snapshot(scope, request)
        rule = {facet: value[name] for name, facet in RULE.items() if value.get(name)}
        picked = held.versions_of(offer for offer in value["offers"] if offer is not None)
        ruled = held.index.keys_of(held.index.matching(rule)) if rule or not value["offers"] else ()
        keys = list(dict.fromkeys([*picked, *ruled]))
        context["cards"] = make_cards(keys[: value["limit"] or 6], held, request)
        if rule and len(keys) > (value["limit"] or 6):
            parameters = [(facet, code) for facet, codes in rule.items() for code in codes]
            url = directory_url(request, page)
            context["more_url"] = f"{url}?{urlencode(parameters)}" if url else ""
        return context

    class Meta:
        icon = "list-ul"
        label = _("Help offers")
        description = _("Offers of help as cards, picked by hand or by topic, always up to date.")
        template = "wagtail_hjelp/blocks/offers.html"
        preview_value = {"heading": _("Someone to talk to"), "offers": [], "limit": 2}
        label_format = "{heading}"
