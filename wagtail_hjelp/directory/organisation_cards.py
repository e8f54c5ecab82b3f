"""What a list shows of an organisation: who they are, for whom, how to reach them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from wagtail.models import Site

from wagtail_hjelp.blocks.address import host
from wagtail_hjelp.hours.moment import Moment, Rendered
from wagtail_hjelp.hours.words import joined
from wagtail_hjelp.translation.languages import direction
from wagtail_hjelp.vocabularies import TopicIcon

from .cards import CardContact, first_phone, first_place
from .organisations import OrganisationSnapshot
from .page_models import get_organisation_model


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """One organisation in a list, in the active language.

    ``lang`` only where the words differ from it. ``website`` has the address as one reads it
    (``text``) and as one follows it (``href``).
    """

    title: str
    url: str
    summary: str
    lang: str | None
    dir: str
    icon: str
    kind: str
    audience: str
    languages: str
    place: str
    phone: CardContact | None
    website: CardContact | None
    volunteers: str
    _rendered: dict[int, Rendered] = field(default_factory=dict, compare=False, repr=False)

    def render(self, level: int, moment: Moment) -> SafeString:
        """Return the card as HTML, a list item with the name a heading of this level.

        Rendered once, until a change makes it another card.
        """
        kept = self._rendered.get(level)
        if kept is None or not kept.holds(moment):
            context = {"card": self, "level": level}
            kept = Rendered.of("wagtail_hjelp/parts/organisation_card.html", context, moment)
            self._rendered[level] = kept
        moment.holds_until(kept.until)
        return kept.html


def make_cards(
    keys: Sequence[int], held: OrganisationSnapshot, request: HttpRequest | None
) -> list[OrganisationCard]:
    """Return cards for organisations by primary key, in that order.

    Cards are kept with the snapshot; those not made yet cost one query together.
    """
    site = Site.find_for_request(request) if request is not None else None
    variant = (site.pk if site else None, get_language())
    kept = held.cards
    missing = [key for key in keys if (key, *variant) not in kept]
    if missing:
        for page in get_organisation_model().objects.filter(pk__in=missing).defer("body"):
            kept[(page.pk, *variant)] = _card(page, held, request)
    return [card for key in keys if (card := kept.get((key, *variant))) is not None]


def _card(page: Any, held: OrganisationSnapshot, request: HttpRequest | None) -> OrganisationCard:
    field_of = page._meta.get_field
    topics = held.topics_of.get(page.pk, ())
    raw = page.contact_points.raw_data
    source = held.language_of[page.pk]
    return OrganisationCard(
        title=page.title,
        url=page.get_url(request) or "",
        summary=page.summary,
        lang=source if source != held.language else None,
        dir=direction(source),
        icon=topics[0].icon if topics else str(TopicIcon.PEOPLE),
        kind=str(page.get_kind_display()),
        audience=joined(field_of("audiences").labels(page.audiences)),
        languages=joined(field_of("service_languages").labels(page.service_languages)),
        place=first_place(raw),
        phone=first_phone(raw),
        website=_website(raw),
        volunteers=gettext("Volunteers wanted") if page.volunteers_wanted else "",
    )


def _website(raw: Iterable[dict[str, Any]]) -> CardContact | None:
    for item in raw:
        if item["type"] == "web" and (url := item["value"].get("url")):
            return CardContact("web", "web", "", host(url), url)
    return None
