"""An offer for search engines: schema.org ``Service`` with the channels that lead to it.

Not a ``LocalBusiness``: that has an address, and a telephone line or a shelter has none to show.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from wagtail_hjelp.blocks.contact import ContactPoint
from wagtail_hjelp.hours.jsonld import Specifications, specifications
from wagtail_hjelp.hours.view import HoursView

Data = dict[str, Any]
# As Django's json_script does: nothing in the text can end the element.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def service(
    *,
    name: str,
    description: str,
    url: str,
    provider: str,
    provider_url: str = "",
    languages: list[str],
    hours: HoursView | None,
    contacts: list[ContactPoint],
    today: date,
) -> Data:
    """Return an offer as JSON-LD; what is not known is left out."""
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "Service",
            "name": name,
            "description": description,
            "url": url,
            "provider": _filled({"@type": "Organization", "name": provider, "url": provider_url})
            if provider
            else None,
            "availableLanguage": languages,
            "hoursAvailable": _specifications(hours, today).all(),
            "availableChannel": [
                found for contact in contacts if (found := _channel(contact, today))
            ],
        }
    )


def script(data: Data) -> SafeString:
    """Return JSON-LD as an element. It is data, not code: a content security policy lets it be."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def _channel(contact: ContactPoint, today: date) -> Data:
    """Return one way in; {} for one that says nothing, such as a secret address."""
    hours = _specifications(contact.hours, today)
    channel: Data = {"@type": "ServiceChannel", "name": contact.purpose_label}
    if contact.kind in ("phone", "sms") and contact.href:
        key = "servicePhone" if contact.kind == "phone" else "serviceSmsNumber"
        number = contact.href.partition(":")[2]
        point = {"@type": "ContactPoint", "telephone": number, "hoursAvailable": hours.all()}
        return {**channel, key: _filled(point)}
    if contact.kind in ("web", "chat") and contact.href:
        return {**channel, "serviceUrl": contact.href}
    if contact.kind == "visit" and contact.address_lines:
        place = {
            "@type": "Place",
            "address": ", ".join(contact.address_lines),
            "openingHoursSpecification": hours.usual,
            "specialOpeningHoursSpecification": hours.special,
        }
        return {**channel, "serviceLocation": _filled(place)}
    return {}


def _specifications(hours: HoursView | None, today: date) -> Specifications:
    return specifications(hours.schedule, today) if hours else Specifications()


def _filled(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}
