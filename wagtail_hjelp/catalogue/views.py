"""Helplines as the public sees them, in the active language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, pgettext

from wagtail_hjelp.blocks.contact import ContactPoint, ContactPointsBlock, contact_points
from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.hours.view import hours_view
from wagtail_hjelp.translation.languages import direction
from wagtail_hjelp.vocabularies import HelplineUrgency, ServiceLanguage

from .service import Service

# The language that national services have their names in.
NAMES_IN = "nb"
_NORWEGIAN = {"nb", "nn", "no"}


@dataclass(frozen=True, slots=True)
class Words:
    """Words, and their language where that is not the reader's."""

    text: str
    lang: str = ""

    @property
    def dir(self) -> str:
        return direction(self.lang) if self.lang else ""


@dataclass(frozen=True, slots=True)
class HelplineView:
    """A national or regional service: name, what it is for, and its ways in."""

    code: str
    name: Words
    # What it is in the reader's language, where the name does not say so: "Police".
    label: str
    description: Words
    note: str
    contacts: list[ContactPoint]
    # Languages of the service beside Norwegian: "English, Northern Sámi".
    other_languages: str
    queue: bool
    urgency: str

    @property
    def urgency_label(self) -> str:
        return str(HelplineUrgency(self.urgency).label)

    @property
    def phone(self) -> ContactPoint | None:
        """The first telephone number, ready to tap."""
        return next((point for point in self.contacts if point.kind == "phone"), None)


def helpline_view(service: Service, book: HoursBook) -> HelplineView:
    """Return a service in the active language; ``book`` makes its hours comparable with others."""
    return HelplineView(
        code=service.code,
        name=_in_language(service.name, service.name_language or NAMES_IN),
        label=_label(service),
        description=_described(service),
        note=str(service.note),
        contacts=contact_views(service.contact_points, book),
        other_languages=_languages(service.languages),
        queue=service.queue,
        urgency=service.urgency,
    )


def contact_views(raw: Iterable[Any], book: HoursBook) -> list[ContactPoint]:
    """Return stored contact points as the public may see them, each with its own hours."""
    value = _BLOCK.to_python(list(raw))
    return contact_points(value, lambda rows: hours_view(rows, book))


_BLOCK = ContactPointsBlock()


def _label(service: Service) -> str:
    """Return what it is in the reader's language; nothing where the name says that already."""
    label = str(service.label)
    return "" if label.casefold() == service.name.casefold() else label


def _in_language(text: str, language: str) -> Words:
    active = get_language() or ""
    both_norwegian = active in _NORWEGIAN and language in _NORWEGIAN
    return Words(text, "" if both_norwegian or active == language else language)


def _described(service: Service) -> Words:
    """Return the package's sentence, or a site's own in the reader's language or another."""
    if not service.own_descriptions:
        return Words(str(service.description))
    active = get_language() or ""
    own = dict(service.own_descriptions)
    for language in (active, active.split("-")[0]):
        if language in own:
            return Words(own[language])
    language, text = service.own_descriptions[0]
    return Words(text, language)


def _languages(codes: Iterable[str]) -> str:
    labels = [str(ServiceLanguage(code).label) for code in codes if code not in _NORWEGIAN]
    return pgettext("between items of a list", ", ").join(labels)
