"""Opening hours on any page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.hours.offer import OfferHours
from wagtail_hjelp.hours.view import HoursView, hours_view

from .base import PublicBlock
from .choosers import OfferChooserBlock, SharedHoursChooserBlock
from .contact import kind_label
from .hours import OwnHoursBlock


class OpeningHoursBlock(PublicBlock):
    """The hours of an offer or a shared set, as they are now, or some of its own."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    offer = OfferChooserBlock(
        required=False,
        label=_("Opening hours of this offer"),
        help_text=_("The safest: when the offer changes, this changes with it."),
    )
    shared = SharedHoursChooserBlock(required=False, label=_("Or shared hours"))
    rows = OwnHoursBlock(required=False, label=_("Or other hours"))

    CHOICES = ("offer", "shared", "rows")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if getattr(self, "is_deferred_validation", False):
            return result
        given = [name for name in self.CHOICES if result[name]]
        if not given:
            text = _("Choose an offer or shared hours, or add a row below.")
            raise blocks.StructBlockValidationError(block_errors={"offer": ValidationError(text)})
        if len(given) > 1:
            text = _("The block shows one set of hours: empty this, or the field above.")
            raise blocks.StructBlockValidationError(block_errors={given[-1]: ValidationError(text)})
        return result

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        from wagtail_hjelp.directory.places import offer_in_language

        context = super().get_context(value, parent_context=parent_context)
        request, page = context.get("request"), context.get("page")
        offer = offer_in_language(value["offer"], request, page)
        main = offer.get_main_hours() if offer else OfferHours(self._own_hours(value, context))
        context.update(hours=main.view, hours_of=kind_label(main.kind))
        if not context["heading"] and offer:
            context["heading"] = offer.title
        elif not context["heading"] and value["shared"]:
            context["heading"] = value["shared"].name
        return context

    def _own_hours(self, value: Any, context: dict[str, Any]) -> HoursView | None:
        from wagtail_hjelp.directory.places import hours_book

        stored = value["shared"].opening_hours if value["shared"] else value["rows"]
        book = hours_book(context.get("request"), context.get("page"))
        return hours_view(stored.get_prep_value(), book)

    class Meta:
        icon = "time"
        label = _("Opening hours")
        description = _("Whether it is open now, the week, and other hours in the coming weeks.")
        template = "wagtail_hjelp/blocks/opening_hours.html"
        preview_value = {
            "heading": _("Library"),
            "rows": [
                {
                    "type": "weekly",
                    "value": {
                        "days": ["0", "1", "2", "3", "4"],
                        "opens": "10:00",
                        "closes": "18:00",
                        "state": "open",
                        "weeks": "every",
                    },
                },
                {"type": "holidays", "value": {"what": "closed"}},
            ],
        }
        label_format = "{heading}"
