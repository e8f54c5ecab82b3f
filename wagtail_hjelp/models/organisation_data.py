"""An organisation for search engines: schema.org ``Organization``, or what it is more exactly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wagtail_hjelp.blocks.contact import ContactPoint
from wagtail_hjelp.vocabularies import OrganisationKind

# Congregations and clubs are no NGOs to everybody: they are organisations.
_TYPES: dict[str, str] = {
    OrganisationKind.VOLUNTARY: "NGO",
    OrganisationKind.IMMIGRANT: "NGO",
    OrganisationKind.USER_AND_RELATIVES: "NGO",
    OrganisationKind.VOLUNTEER_CENTRE: "NGO",
    OrganisationKind.PUBLIC: "GovernmentOrganization",
}
# The Norwegian register of organisations, in https://org-id.guide.
_REGISTER = "NO-BRC"


def organisation(
    *,
    kind: str,
    name: str,
    description: str,
    url: str,
    number: str,
    languages: Sequence[str],
    contacts: Sequence[ContactPoint],
) -> dict[str, Any]:
    """Return an organisation as JSON-LD; what is not known is left out, and so is a secret address.

    ``number`` is its organisation number, nine digits or ``""``.
    """
    number_data = {"@type": "PropertyValue", "propertyID": _REGISTER, "value": number}
    data = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(kind, "Organization"),
        "name": name,
        "description": description,
        "url": url,
        "sameAs": [point.href for point in contacts if point.kind == "web" and point.href],
        "telephone": _first(contacts, "phone").partition(":")[2],
        "email": _first(contacts, "email").partition(":")[2],
        "address": next(
            (", ".join(point.address_lines) for point in contacts if point.address_lines), ""
        ),
        "knowsLanguage": list(languages),
        "identifier": number_data if number else None,
    }
    return {key: value for key, value in data.items() if value}


def _first(contacts: Sequence[ContactPoint], kind: str) -> str:
    return next((point.href for point in contacts if point.kind == kind and point.href), "")
