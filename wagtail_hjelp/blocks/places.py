"""Where something happens: a place, online, or both. A StreamField of nothing but facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.translation.facts import FactBlock
from wagtail_hjelp.vocabularies import Entrance

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
from .base import FactCharBlock, FactURLBlock, StableDefinition, VocabularyBlock
from .contact_fields import PostcodeBlock

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the public may see it, in the active language.

    The only way from stored facts to page, card, search, API and feed: an address that is
    withheld is left behind here, the name of the venue with it.
    """

    name: str = ""
    room: str = ""
    address_lines: tuple[str, ...] = ()
    entrance_label: str = ""
    map_url: str = ""
    withheld: bool = False

    @property
    def text(self) -> str:
        """The place in one line, without the room: "Menighetshuset, Kirkegata 1, 7140 Opphaug"."""
        if self.withheld:
            return gettext("The address is secret")
        return ", ".join(part for part in (self.name, *self.address_lines) if part)

    def as_dict(self) -> dict[str, Any]:
        """Return the public facts for an API, without empty ones."""
        found = {
            "name": self.name,
            "room": self.room,
            "address": list(self.address_lines),
            "entrance": self.entrance_label,
            "map_url": self.map_url,
            "withheld": self.withheld,
            "text": self.text,
        }
        return {key: value for key, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Online:
    """Where on the web one takes part; ``name`` is what with: "Teams"."""

    url: str
    name: str = ""

    @property
    def text(self) -> str:
        """The name, else the site: "teams.example"."""
        return self.name or host(self.url)

    def as_dict(self) -> dict[str, Any]:
        """Return the public facts for an API: strings, without empty ones."""
        found = {"url": self.url, "name": self.name, "text": self.text}
        return {key: value for key, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Where:
    """Where something happens; neither is "nobody has said"."""

    place: Place | None = None
    online: Online | None = None


class PlaceBlock(FactBlock, StableDefinition, blocks.StructBlock):
    """A place that one goes to, or that its address is secret."""

    withheld = blocks.BooleanBlock(
        required=False,
        label=_("The address is secret"),
        help_text=_(
            "The page then says that the address is secret. Leave everything below empty: what is "
            "not stored cannot leak."
        ),
    )
    name = FactCharBlock(
        required=False,
        max_length=120,
        label=_("What the place is called"),
        help_text=_("As people say it. For example Menighetshuset."),
    )
    room = FactCharBlock(
        required=False,
        max_length=80,
        label=_("Room"),
        help_text=_("As it says on the door."),
    )
    street = FactCharBlock(required=False, max_length=120, label=_("Street and number"))
    postcode = PostcodeBlock(required=False, max_length=12, label=_("Postcode"))
    place = FactCharBlock(required=False, max_length=80, label=_("Place"))
    entrance = VocabularyBlock(Entrance, required=False, label=_("Entrance"))
    latitude = latitude_block()
    longitude = longitude_block()

    LOCATION = (
        "name",
        "room",
        "street",
        "postcode",
        "place",
        "entrance",
        "latitude",
        "longitude",
    )

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        errors = {}
        if result["withheld"]:
            errors = leaks(result, self.LOCATION)
        elif not getattr(self, "is_deferred_validation", False):
            errors = half_coordinates(result)
            if not (result["name"] or result["street"] or result["place"]):
                errors["name"] = ValidationError(
                    _("Fill in where it is, or tick that the address is secret.")
                )
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return result

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        found = _place(value)
        return found.as_dict() if found is not None else {}

    def get_searchable_content(self, value: Any) -> list[str]:
        return []

    class Meta:
        icon = "home"
        label = _("Place to go to")
        label_format = "{name} {street} {place}"


class OnlineBlock(FactBlock, StableDefinition, blocks.StructBlock):
    """A meeting on the web."""

    url = FactURLBlock(
        label=_("Web address"),
        help_text=_(
            "Where people join, or where it says how. Begins with https://. Everybody can see it: "
            "for a closed group, give the link to those who sign up instead."
        ),
        validators=[
            # With a code of its own: for "invalid" the field has words that mend nothing.
            RegexValidator(
                r"^https://", _("Write an address that begins with https://"), code="not_https"
            )
        ],
    )
    name = FactCharBlock(
        required=False,
        max_length=40,
        label=_("What one uses"),
        help_text=_("For example Teams or Zoom."),
    )

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        found = _online(value)
        return found.as_dict() if found is not None else {}

    def get_searchable_content(self, value: Any) -> list[str]:
        return []

    class Meta:
        icon = "globe"
        label = _("Online")
        label_format = "{name} {url}"


class WhereBlock(FactBlock, StableDefinition, blocks.StreamBlock):
    """A place, online, or both; each at most once. No rows means that nobody has said where."""

    place = PlaceBlock()
    online = OnlineBlock()

    class Meta:
        icon = "home"
        required = False
        label = _("Where")
        block_counts = {"place": {"max_num": 1}, "online": {"max_num": 1}}


def places(children: Iterable[Any]) -> Where:
    """Return the public view of a :class:`WhereBlock` value."""
    return where_of_raw({"type": child.block_type, "value": child.value} for child in children)


def where_of_raw(raw: Iterable[Row]) -> Where:
    """Return the public view of rows of a :class:`WhereBlock` as they are stored.

    No blocks are made of them: for lists of thousands. What is not finished, or cannot be read, is
    left out, whatever wrote it: this never raises.
    """
    place: Place | None = None
    online: Online | None = None
    for row in raw if isinstance(raw, Iterable) else ():
        if not isinstance(row, Mapping) or not isinstance(value := row.get("value"), Mapping):
            continue
        if row.get("type") == "place":
            place = place or _place(value)
        elif row.get("type") == "online":
            online = online or _online(value)
    return Where(place, online)


def _place(value: Mapping[str, Any]) -> Place | None:
    """Return a place; None if nothing is said of it."""
    if value.get("withheld"):
        return Place(withheld=True)
    name, room = _text(value, "name"), _text(value, "room")
    street = _text(value, "street")
    lines = address_lines(street, _text(value, "postcode"), _text(value, "place"))
    if not (name or room or lines):
        return None
    # A map knows streets better than what people call a house.
    asked = lines if street else tuple(part for part in (name, *lines) if part)
    return Place(
        name=name,
        room=room,
        address_lines=lines,
        entrance_label=entrance_label(_text(value, "entrance")),
        map_url=map_url(_number(value, "latitude"), _number(value, "longitude"), ", ".join(asked)),
    )


def _online(value: Mapping[str, Any]) -> Online | None:
    """Return a meeting on the web; None without an address that one can follow."""
    url = _text(value, "url")
    try:
        usable = url.startswith("https://") and host(url)
    except ValueError:
        return None
    return Online(url, _text(value, "name")) if usable else None


def _text(value: Mapping[str, Any], name: str) -> str:
    found = value.get(name)
    return found.strip() if isinstance(found, str) else ""


def _number(value: Mapping[str, Any], name: str) -> Decimal | None:
    found = value.get(name)
    try:
        number = Decimal(found) if isinstance(found, str | int | Decimal) else None
    except ArithmeticError:
        return None
    return number if number is not None and number.is_finite() else None
