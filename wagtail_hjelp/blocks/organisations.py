"""Organisations on any page: hand-picked, by rule, or both."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.vocabularies import OrganisationKind, ServiceLanguage

from .base import VocabularySetBlock
from .choosers import OrganisationChooserBlock, TopicSetBlock
from .picked import PickedOrRuledBlock

# The rule's fields and the facets they choose in (wagtail_hjelp.directory.organisation_listing).
RULE = {"kinds": "kind", "topics": "topic", "languages": "language"}


class OrganisationsBlock(PickedOrRuledBlock):
    """A list of organisations, always as they are now, in the reader's language."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    organisations = blocks.ListBlock(
        OrganisationChooserBlock(label=_("Organisation")),
        default=[],
        min_num=0,
        label=_("Picked by hand"),
        help_text=_("Shown first, in this order."),
    )
    kinds = VocabularySetBlock(
        OrganisationKind,
        required=False,
        label=_("All of one of these kinds"),
        help_text=_("New organisations of the kind appear by themselves."),
    )
    topics = TopicSetBlock(required=False, label=_("… with one of these topics"))
    languages = VocabularySetBlock(
        ServiceLanguage, required=False, label=_("… who speak one of these languages")
    )
    limit = blocks.IntegerBlock(
        default=6, min_value=1, max_value=24, label=_("At most how many organisations")
    )

    picked_field = "organisations"
    rule_fields = RULE
    nothing_chosen = _("Pick organisations by hand, or choose a kind or another rule.")

    def held(self, request: HttpRequest | None, page: Any) -> Any:
        from wagtail_hjelp.directory.organisations import organisation_snapshot
        from wagtail_hjelp.directory.places import site_scope

        scope = site_scope(request, page)
        return organisation_snapshot(scope, request) if scope is not None else None

    def cards(self, keys: list[int], held: Any, request: HttpRequest | None) -> list[Any]:
        from wagtail_hjelp.directory.organisation_cards import make_cards

        return make_cards(keys, held, request)

    def list_url(self, request: HttpRequest | None, page: Any) -> str:
        from wagtail_hjelp.directory.organisations import overview_url

        return overview_url(request, page)

    class Meta:
        icon = "group"
        label = _("Organisations")
        description = _("Organisations as cards, picked by hand or by kind, always up to date.")
        template = "wagtail_hjelp/blocks/organisations.html"
        preview_value = {
            "heading": _("Somebody who has been there"),
            "organisations": [],
            "limit": 2,
        }
        label_format = "{heading}"
