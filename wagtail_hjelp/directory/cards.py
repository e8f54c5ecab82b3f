"""What a list shows of an offer: what it is, who it is for, how to reach it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from wagtail.models import Site

from wagtail_hjelp import phone
from wagtail_hjelp.blocks.contact import kind_label
from wagtail_hjelp.conf import settings
from wagtail_hjelp.hours.moment import Moment, Rendered
from wagtail_hjelp.hours.view import HoursView
from wagtail_hjelp.translation.languages import direction
from wagtail_hjelp.vocabularies import Access, Audience, Purpose, Urgency

from .page_models import get_offer_model
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
    # The hours that it is found by, and the way in that they belong to if not the offer itself.
    hours: HoursView | None
    hours_of: str
    _rendered: dict[int, Rendered] = field(default_factory=dict, compare=False, repr=False)

    def render(self, level: int, moment: Moment) -> SafeString:
        """Return the card as HTML, its name a heading of this level.

        A card is the same for every visitor until something changes, and then it is another
        card, or until its state does: so it is rendered once.
        """
        kept = self._rendered.get(level)
        if kept is None or not kept.holds(moment):
            kept = Rendered.of(
                "wagtail_hjelp/parts/offer_card.html", {"card": self, "level": level}, moment
            )
            self._rendered[level] = kept
        moment.holds_until(kept.until)
        return kept.html


def make_cards(keys: Sequence[int], snapshot: Snapshot, request: HttpRequest | None) -> list[Card]:
    """Return cards for offers by primary key, in that order.

    Cards are kept with the snapshot, which ends with the next change to any offer; those not made
    yet cost one query together.
    """
    site = Site.find_for_request(request) if request is not None else None
    variant = (site.pk if site else None, get_language())
    kept = snapshot.cards
    missing = [key for key in keys if (key, *variant) not in kept]
    if missing:
        audiences, access = _labels(Audience), _labels(Access)
        for page in get_offer_model().objects.filter(pk__in=missing).defer("body"):
            kept[(page.pk, *variant)] = _card(page, snapshot, request, audiences, access)
    return [card for key in keys if (card := kept.get((key, *variant))) is not None]


def _card(
    page: Any,
    snapshot: Snapshot,
    request: HttpRequest | None,
    audiences: dict[str, str],
    access: dict[str, str],
) -> Card:
    topics = snapshot.topics_of.get(page.pk, ())
    raw = page.contact_points.raw_data
    organisation = snapshot.given_by.get(page.pk)
    source_language = snapshot.language_of[page.pk]
    return Card(
        title=page.title,
        url=page.get_url(request) or "",
        summary=page.summary,
        lang=source_language if source_language != snapshot.language else None,
        dir=direction(source_language),
        icon=topics[0].icon if topics else "heart",
        topic=topics[0].name if topics else "",
        audience=_join(audiences[code] for code in page.audiences if code in audiences),
        access=_join(access[code] for code in page.access if code in access),
        provider=page.provider or (organisation.name if organisation else ""),
        place=first_place(raw),
        phone=first_phone(raw),
        urgent=page.urgency != Urgency.NONE,
        hours=snapshot.hours_of[page.pk].view,
        hours_of=kind_label(snapshot.hours_of[page.pk].kind),
    )


def first_phone(raw: Iterable[dict[str, Any]]) -> CardContact | None:
    """Return the first telephone of stored contact points."""
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


def first_place(raw: Iterable[dict[str, Any]]) -> str:
    """Return the town of the first visit whose address is not secret; ``""`` without one."""
    for item in raw:
        if item["type"] == "visit" and not item["value"].get("withheld"):
            return item["value"].get("place") or ""
    return ""


def _labels(vocabulary: Any) -> dict[str, str]:
    return {code: str(label) for code, label in vocabulary.choices}


def _join(labels: Iterable[str]) -> str:
    return pgettext("between items of a list", ", ").join(labels)
