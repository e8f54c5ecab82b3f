"""What a list shows of an offer: what it is, who it is for, how to reach it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import pgettext

from wagtail_hjelp import phone
from wagtail_hjelp.conf import settings
from wagtail_hjelp.translation.languages import direction
from wagtail_hjelp.vocabularies import Access, Audience, Purpose, Urgency

from .offer_model import get_offer_model
from .snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class CardContact:
    """The first telephone of an offer, ready to tap."""

    kind: str
    icon: str
    purpose_label: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """One offer in a list, in the active language. ``lang`` only where the words differ from it."""

    title: str
    url: str
    summary: str
    lang: str | None
    dir: str
    icon: str
    topic: str
    audience: str
    access: str
    provider: str
    place: str
    phone: CardContact | None
    urgent: bool


def make_cards(
    keys: Sequence[int], snapshot: Snapshot, request: HttpRequest | None, language: str
) -> list[Card]:
    """Return cards for offers by primary key, in that order; one query at any length."""
    if not keys:
        return []
    pages = get_offer_model().objects.filter(pk__in=keys).for_cards()
    found = {page.pk: page for page in pages}
    audiences, access = _labels(Audience), _labels(Access)
    return [
        _card(found[key], snapshot, request, language, audiences, access)
        for key in keys
        if key in found
    ]


def _card(
    page: Any,
    snapshot: Snapshot,
    request: HttpRequest | None,
    language: str,
    audiences: dict[str, str],
    access: dict[str, str],
) -> Card:
    topics = snapshot.topics_of.get(page.pk, ())
    raw = page.contact_points.raw_data
    foreign = page.source_language != language
    return Card(
        title=page.title,
        url=page.get_url(request) or "",
        summary=page.summary,
        lang=page.source_language if foreign else None,
        dir=direction(page.source_language),
        icon=topics[0].icon if topics else "heart",
        topic=topics[0].name if topics else "",
        audience=_join(audiences[code] for code in page.audiences if code in audiences),
        access=_join(access[code] for code in page.access if code in access),
        provider=page.provider,
        place=_place(raw),
        phone=_phone(raw),
        urgent=page.urgency != Urgency.NONE,
    )


def _phone(raw: Iterable[dict[str, Any]]) -> CardContact | None:
    # Straight from the stored JSON: building block values for every card would cost more than
    # the rest of the list.
    for item in raw:
        if item["type"] == "phone" and (number := item["value"].get("number")):
            purpose = item["value"].get("purpose") or Purpose.GENERAL
            return CardContact(
                kind="phone",
                icon="phone",
                purpose_label=str(Purpose(purpose).label),
                text=phone.display(number, settings.PHONE_REGION),
                href=phone.tel_href(number),
            )
    return None


def _place(raw: Iterable[dict[str, Any]]) -> str:
    for item in raw:
        if item["type"] == "visit" and not item["value"].get("withheld"):
            return item["value"].get("place") or ""
    return ""


def _labels(vocabulary: Any) -> dict[str, str]:
    return {code: str(label) for code, label in vocabulary.choices}


def _join(labels: Iterable[str]) -> str:
    return pgettext("between items of a list", ", ").join(labels)
