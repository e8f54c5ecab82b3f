"""Addresses, in a street and on the web: what ways in and places of activities share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.conf import settings
from wagtail_hjelp.vocabularies import Entrance


def latitude_block() -> blocks.DecimalBlock:
    return blocks.DecimalBlock(
        required=False,
        min_value=-90,
        max_value=90,
        max_digits=9,
        decimal_places=6,
        label=_("Latitude"),
        help_text=_("Optional, for the map link. For example 63.892100."),
    )


def longitude_block() -> blocks.DecimalBlock:
    return blocks.DecimalBlock(
        required=False,
        min_value=-180,
        max_value=180,
        max_digits=9,
        decimal_places=6,
        label=_("Longitude"),
    )


def leaks(value: Any, names: Iterable[str]) -> dict[str, ValidationError]:
    """Return errors for the fields that are filled in though the address is secret."""
    return {
        name: ValidationError(_("The address is secret: leave this empty, so that it cannot leak."))
        for name in names
        if value[name] not in (None, "")
    }


def half_coordinates(value: Any) -> dict[str, ValidationError]:
    """Return an error for the coordinate that is missing beside the other."""
    return {
        name: ValidationError(_("Fill in both latitude and longitude, or neither."))
        for name, other in (("latitude", "longitude"), ("longitude", "latitude"))
        if value[name] is None and value[other] is not None
    }


def address_lines(street: str, postcode: str, place: str) -> tuple[str, ...]:
    """Return an address as one writes it, a line each, without empty ones."""
    town = " ".join(part for part in (postcode, place) if part)
    return tuple(part for part in (street, town) if part)


def entrance_label(code: str) -> str:
    """Return which door, in the active language; ``""`` if it is not stated."""
    return str(Entrance(code).label) if code in Entrance.values else ""


def map_url(latitude: Any, longitude: Any, query: str) -> str:
    """Return a link to a map of the coordinates, else to a search; ``""`` for neither."""
    if latitude is not None and longitude is not None and settings.MAP_URL:
        return str(settings.MAP_URL).format(lat=latitude, lon=longitude)
    if query and settings.MAP_SEARCH_URL:
        return str(settings.MAP_SEARCH_URL).format(query=quote(query))
    return ""


def host(url: str | None) -> str:
    """Return the site that an address on the web is on: "teams.example"."""
    return urlsplit(url or "").netloc.removeprefix("www.")
