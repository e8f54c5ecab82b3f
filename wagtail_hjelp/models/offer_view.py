"""What an offer's page shows of its facts, in the active language."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings as django_settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from wagtail_hjelp.blocks.contact import ContactPoint
from wagtail_hjelp.blocks.hours import HoursLine


@dataclass(frozen=True, slots=True)
class OfferFact:
    """One row of the offer's table of facts, in the active language."""

    icon: str
    label: str
    values: list[str]


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A topic and the directory filtered by it."""

    name: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer's facts as its page shows them, in the active language."""

    facts: list[OfferFact]
    contacts: list[ContactPoint]
    hours: list[HoursLine]
    topics: list[TopicLink]
    urgency_label: str
    _rendered: list[SafeString] = field(default_factory=list, compare=False, repr=False)

    @property
    def hours_unknown(self) -> bool:
        """Whether nobody has said when anything about the offer is open."""
        return not self.hours and not any(contact.hours for contact in self.contacts)

    def render(self) -> SafeString:
        """Return ways in, hours and facts as HTML: made once, until something changes."""
        if not self._rendered or django_settings.DEBUG:
            self._rendered[:] = [
                render_to_string("wagtail_hjelp/parts/offer_facts.html", {"offer": self})
            ]
        return self._rendered[0]
