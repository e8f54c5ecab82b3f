"""Contact points: the ways in to a help offer. A StreamField of nothing but facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp import phone
from wagtail_hjelp.conf import settings
from wagtail_hjelp.translation.facts import FactBlock
from wagtail_hjelp.vocabularies import Entrance, Purpose

from .address import (
    address_lines,
    entrance_label,
    half_coordinates,
    host,
    latitude_block,
    leaks,
    longitude_block,
    map_url,
)
from .base import (
    FactCharBlock,
    FactEmailBlock,
    FactURLBlock,
    StableDefinition,
    VocabularyBlock,
)
from .contact_fields import PhoneNumberBlock, PostcodeBlock
from .hours import ContactHoursBlock

if TYPE_CHECKING:
    from wagtail_hjelp.hours.view import HoursView


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """A contact point as the public may see it, in the active language.

    The only way from stored facts to page, card, search, API and feed: an address that is
    withheld is left behind here.
    """

    kind: str
    purpose: str
    purpose_label: str
    text: str
    href: str = ""
    address_lines: tuple[str, ...] = ()
    entrance_label: str = ""
    map_url: str = ""
    withheld: bool = False
    # Its own hours; None where it has none, and the offer's hold.
    hours: HoursView | None = None

    @property
    def icon(self) -> str:
        return self.kind

    @property
    def kind_label(self) -> str:
        """What one does there, beside the purpose: "Telephone", "Visit"."""
        return kind_label(self.kind)

    def as_dict(self) -> dict[str, Any]:
        """Return the public facts for an API: strings, without empty ones."""
        found = {
            "type": self.kind,
            "purpose": self.purpose,
            "text": self.text,
            "url": self.href,
            "address": list(self.address_lines),
            "map_url": self.map_url,
        }
        return {key: value for key, value in found.items() if value}


class ContactPointBlock(FactBlock, StableDefinition, blocks.StructBlock):
    """What all contact points have: what they are for."""

    purpose = VocabularyBlock(
        Purpose,
        default=Purpose.GENERAL,
        label=_("What it is for"),
        help_text=_("Shown as the heading, in every language."),
    )

    kind: str

    def text(self, value: Any) -> str:
        """Return the number or address as one reads it."""
        raise NotImplementedError

    def href(self, value: Any) -> str:
        """Return where a tap on it leads."""
        raise NotImplementedError

    def as_contact_point(self, value: Any) -> ContactPoint:
        """Return what the public may see of it, without its hours."""
        return ContactPoint(
            kind=self.kind,
            purpose=value["purpose"],
            purpose_label=_purpose_label(value),
            text=self.text(value),
            href=self.href(value),
        )

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        found = self.as_contact_point(value).as_dict()
        if hours := value["hours"]:
            found["hours"] = hours.stream_block.get_api_representation(hours, context)
        return found

    def get_searchable_content(self, value: Any) -> list[str]:
        return []


class PhoneContactBlock(ContactPointBlock):
    kind = "phone"

    number = PhoneNumberBlock(
        label=_("Telephone number"),
        help_text=_("Eight digits, a short number such as 116 117, or with country code."),
    )
    hours = ContactHoursBlock(
        label=_("When it is answered"),
        help_text=_("Only if it differs from the opening hours of the offer."),
    )

    def text(self, value: Any) -> str:
        return phone.display(value["number"] or "", settings.PHONE_REGION)

    def href(self, value: Any) -> str:
        return phone.tel_href(value["number"]) if value["number"] else ""

    class Meta:
        icon = "mobile-alt"
        label = _("Telephone")
        label_format = "{purpose}: {number}"


class SmsContactBlock(ContactPointBlock):
    kind = "sms"

    number = PhoneNumberBlock(
        sms=True,
        label=_("Number for text messages"),
        help_text=_("Eight digits, or a short code of four or five."),
    )
    hours = ContactHoursBlock(
        label=_("When it is answered"),
        help_text=_("Only if it differs from the opening hours of the offer."),
    )

    def text(self, value: Any) -> str:
        return phone.display(value["number"] or "", settings.PHONE_REGION)

    def href(self, value: Any) -> str:
        return phone.sms_href(value["number"]) if value["number"] else ""

    class Meta:
        icon = "comment"
        label = _("Text message (SMS)")
        label_format = "{purpose}: {number}"


class ChatContactBlock(ContactPointBlock):
    kind = "chat"

    url = FactURLBlock(label=_("Address of the chat"), help_text=_("Begins with https://"))
    hours = ContactHoursBlock(
        label=_("When it is answered"),
        help_text=_("Chats often have other hours than telephones."),
    )

    def text(self, value: Any) -> str:
        return gettext("Chat at %(site)s") % {"site": host(value["url"])}

    def href(self, value: Any) -> str:
        return value["url"] or ""

    class Meta:
        icon = "comment"
        label = _("Chat")
        label_format = "{purpose}: {url}"


class EmailContactBlock(ContactPointBlock):
    kind = "email"

    address = FactEmailBlock(
        label=_("E-mail address"),
        help_text=_("Of the service, not of a person. Nobody should send sensitive things here."),
    )
    hours = ContactHoursBlock(
        label=_("When it is answered"),
        help_text=_("Only if it differs from the opening hours of the offer."),
    )

    def text(self, value: Any) -> str:
        return value["address"] or ""

    def href(self, value: Any) -> str:
        return f"mailto:{value['address']}" if value["address"] else ""

    class Meta:
        icon = "mail"
        label = _("E-mail")
        label_format = "{purpose}: {address}"


class WebContactBlock(ContactPointBlock):
    kind = "web"

    url = FactURLBlock(label=_("Web address"), help_text=_("Begins with https://"))
    hours = ContactHoursBlock(
        label=_("When it is answered"),
        help_text=_("Only if it differs from the opening hours of the offer."),
    )

    def text(self, value: Any) -> str:
        return host(value["url"])

    def href(self, value: Any) -> str:
        return value["url"] or ""

    class Meta:
        icon = "globe"
        label = _("Website")
        label_format = "{purpose}: {url}"


class VisitContactBlock(ContactPointBlock):
    kind = "visit"

    withheld = blocks.BooleanBlock(
        required=False,
        label=_("The address is secret"),
        help_text=_(
            "For shelters. The page then says that the address is secret. Leave the address "
            "empty below: what is not stored cannot leak."
        ),
    )
    street = FactCharBlock(required=False, max_length=120, label=_("Street and number"))
    postcode = PostcodeBlock(required=False, max_length=12, label=_("Postcode"))
    place = FactCharBlock(required=False, max_length=80, label=_("Place"))
    entrance = VocabularyBlock(Entrance, required=False, label=_("Entrance"))
    hours = ContactHoursBlock(
        label=_("When one can come"),
        help_text=_("Only if it differs from the opening hours of the offer."),
    )
    latitude = latitude_block()
    longitude = longitude_block()

    LOCATION = ("street", "postcode", "place", "entrance", "latitude", "longitude")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        errors = {}
        if result["withheld"]:
            errors = leaks(result, self.LOCATION)
        elif not getattr(self, "is_deferred_validation", False):
            errors = half_coordinates(result)
            if not (result["street"] or result["place"]):
                errors["street"] = ValidationError(
                    _("Fill in where it is, or tick that the address is secret.")
                )
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return result

    def as_contact_point(self, value: Any) -> ContactPoint:
        common = {
            "kind": self.kind,
            "purpose": value["purpose"],
            "purpose_label": _purpose_label(value),
        }
        if value["withheld"]:
            return ContactPoint(text=gettext("The address is secret"), withheld=True, **common)
        lines = address_lines(value["street"], value["postcode"], value["place"])
        return ContactPoint(
            text=", ".join(lines),
            address_lines=lines,
            entrance_label=entrance_label(value["entrance"]),
            map_url=map_url(value["latitude"], value["longitude"], ", ".join(lines)),
            **common,
        )

    class Meta:
        icon = "home"
        label = _("Visit")
        label_format = "{purpose}: {street}, {place}"


class ContactPointsBlock(FactBlock, StableDefinition, blocks.StreamBlock):
    """All the ways in, the best first."""

    phone = PhoneContactBlock()
    sms = SmsContactBlock()
    chat = ChatContactBlock()
    email = EmailContactBlock()
    web = WebContactBlock()
    visit = VisitContactBlock()

    class Meta:
        icon = "mobile-alt"
        required = False
        label = _("Contact points")


def contact_points(
    children: Iterable[Any], hours: Callable[[Any], HoursView | None] | None = None
) -> list[ContactPoint]:
    """Return the public view of a :class:`ContactPointsBlock` value, in its order.

    ``hours`` makes a view of the stored rows of a way in that has hours of its own.
    """
    points = []
    for child in children:
        point = child.block.as_contact_point(child.value)
        rows = child.value["hours"]
        if hours is not None and rows:
            point = replace(point, hours=hours(rows.get_prep_value()))
        points.append(point)
    return points


def kind_label(kind: str) -> str:
    """Return what one does at a way in of a kind, in the active language."""
    labels = {
        "phone": gettext("Telephone"),
        "sms": gettext("Text message (SMS)"),
        "chat": gettext("Chat"),
        "email": gettext("E-mail"),
        "web": gettext("Website"),
        "visit": gettext("Visit"),
    }
    return labels.get(kind, "")


def _purpose_label(value: Any) -> str:
    return str(Purpose(value["purpose"] or Purpose.GENERAL).label)
