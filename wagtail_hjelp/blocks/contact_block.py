"""How to reach somebody, on any page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.hours.view import HoursView, hours_view
from wagtail_hjelp.translation.fallback import content_language
from wagtail_hjelp.translation.languages import direction, in_its_language

from .base import PublicBlock
from .choosers import OfferChooserBlock
from .contact import ContactPointsBlock, contact_points


class ContactBlock(PublicBlock):
    """The contact points of an offer, as they are now, or some of its own."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    offer = OfferChooserBlock(
        required=False,
        label=_("Contact points of this offer"),
        help_text=_("The safest: when the offer changes, this changes with it."),
    )
    points = ContactPointsBlock(required=False, label=_("Or other contact points"))

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if getattr(self, "is_deferred_validation", False):
            return result
        if not result["offer"] and not result["points"]:
            raise blocks.StructBlockValidationError(
                block_errors={
                    "offer": ValidationError(_("Choose an offer, or add a contact point below."))
                }
            )
        return result

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        from wagtail_hjelp.directory.places import offer_in_language

        context = super().get_context(value, parent_context=parent_context)
        offer = offer_in_language(value["offer"], context.get("request"), context.get("page"))
        own = contact_points(value["points"], self._hours_reader(context))
        context.update(
            contacts=[*(offer.get_contact_points() if offer else ()), *own],
            hours=offer.get_hours() if offer else None,
            offer_title=offer.title if offer else "",
            offer_url=(offer.get_url(context.get("request")) or "") if offer else "",
        )
        heading_language = context["content_lang"]
        if not context["heading"] and offer:
            context["heading"] = offer.title
            heading_language = content_language(offer)
        context.update(
            heading_lang=heading_language,
            heading_dir=direction(heading_language),
            offer_name=in_its_language(offer.title, content_language(offer)) if offer else "",
        )
        return context

    def _hours_reader(self, context: dict[str, Any]) -> Callable[[Any], HoursView | None]:
        """Return what makes views of stored hours, by the calendar of the page's site."""
        from wagtail_hjelp.directory.places import hours_book

        request, page = context.get("request"), context.get("page")
        return lambda raw: hours_view(raw, hours_book(request, page))

    class Meta:
        icon = "mobile-alt"
        label = _("Contact")
        description = _("Telephone, address and opening hours of an offer, or of something else.")
        template = "wagtail_hjelp/blocks/contact.html"
        preview_value = {
            "heading": _("Emergency medical service"),
            "points": [
                {
                    "type": "phone",
                    "value": {
                        "purpose": "out_of_hours",
                        "number": "116117",
                        "hours": [{"type": "always", "value": None}],
                    },
                }
            ],
        }
        label_format = "{heading}"
