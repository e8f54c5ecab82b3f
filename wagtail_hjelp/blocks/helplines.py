"""National and regional helplines on any page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.catalogue.loader import shipped
from wagtail_hjelp.catalogue.service import Service
from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.vocabularies import Audience, HelplineTopic, HelplineUrgency, ServiceLanguage

from .base import PublicBlock, VocabularySetBlock
from .choosers import HelplineChoiceBlock

if TYPE_CHECKING:
    from wagtail_hjelp.catalogue.views import HelplineView

# The fields of the rule and what they are to wagtail_hjelp.catalogue.choose.choose.
RULE = {
    "topics": "topics",
    "audiences": "audiences",
    "languages": "languages",
    "urgency": "urgencies",
}


class HelplinesBlock(PublicBlock):
    """Helplines by rule or picked; phone and chat each with its own hours, never one alone."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    picked = blocks.ListBlock(
        HelplineChoiceBlock(label=_("Helpline")),
        default=[],
        min_num=0,
        label=_("Picked by hand"),
        help_text=_("Shown first, in this order."),
    )
    topics = VocabularySetBlock(
        HelplineTopic, required=False, label=_("All about one of these topics")
    )
    audiences = VocabularySetBlock(Audience, required=False, label=_("… for one of these"))
    languages = VocabularySetBlock(
        ServiceLanguage, required=False, label=_("… in one of these languages")
    )
    urgency = VocabularySetBlock(HelplineUrgency, required=False, label=_("… as urgent as this"))
    limit = blocks.IntegerBlock(
        default=6, min_value=2, max_value=24, label=_("At most how many helplines")
    )

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if getattr(self, "is_deferred_validation", False):
            return result
        chosen = {field: result[field] for field in RULE if result[field]}
        if not result["picked"] and not chosen:
            raise _problem(
                "topics", _("Pick helplines by hand, or choose a topic or another rule.")
            )
        if chosen and not self._finds(chosen):
            raise _problem(
                list(chosen)[-1],
                _("No helpline fits all that is chosen here together. Choose less."),
            )
        return result

    def _finds(self, chosen: dict[str, Any]) -> bool:
        from wagtail_hjelp.catalogue.choose import fitting
        from wagtail_hjelp.catalogue.site import all_services

        return bool(fitting(all_services(), **{RULE[field]: chosen[field] for field in chosen}))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        from wagtail_hjelp.acute.finding import site_snapshot
        from wagtail_hjelp.catalogue.choose import choose
        from wagtail_hjelp.directory.places import site_of

        context = super().get_context(value, parent_context=parent_context)
        request, page = context.get("request"), context.get("page")
        site = site_of(request, page)
        held = site_snapshot(site, request) if site is not None else None
        rule: dict[str, Any] = {name: value[field] or () for field, name in RULE.items()}
        chosen = choose(
            held.services if held else shipped(),
            picked=[code for code in value["picked"] if code],
            limit=value["limit"] or 6,
            **rule,
        )
        book = held.book if held else HoursBook.load(None)
        context.update(
            helplines=[_view(service, book, held) for service in chosen],
            helpline_level=context["heading_level"] + (1 if context["heading"] else 0),
        )
        return context

    class Meta:
        icon = "mobile-alt"
        label = _("Helplines")
        description = _("National helplines by topic or picked, with the hours of phone and chat.")
        template = "wagtail_hjelp/blocks/helplines.html"
        preview_value = {
            "heading": _("Someone to talk to"),
            "topics": ["mental_health"],
            "limit": 3,
        }
        label_format = "{heading}"


def _view(service: Service, book: HoursBook, held: Any) -> HelplineView:
    """Return a service in the active language: made once, until something changes."""
    from wagtail_hjelp.catalogue.views import helpline_view

    kept = held.views if held is not None else {}
    key = ("helpline", service.code, get_language())
    if key not in kept:
        kept[key] = helpline_view(service, book)
    view: HelplineView = kept[key]
    return view


def _problem(field: str, text: Any) -> blocks.StructBlockValidationError:
    return blocks.StructBlockValidationError(block_errors={field: ValidationError(text)})
