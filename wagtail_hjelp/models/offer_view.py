"""What an offer's page shows of its facts, in the active language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.safestring import SafeString

from wagtail_hjelp.blocks.contact import ContactPoint
from wagtail_hjelp.hours.moment import Moment, Rendered
from wagtail_hjelp.hours.view import HoursView


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
    hours: HoursView | None
    topics: list[TopicLink]
    urgency_label: str
    _rendered: list[Rendered] = field(default_factory=list, compare=False, repr=False)

    _structured: dict[date, SafeString] = field(default_factory=dict, compare=False, repr=False)

    @property
    def hours_unknown(self) -> bool:
        """Whether nobody has said when anything about the offer is open."""
        return not self.hours and not any(contact.hours for contact in self.contacts)

    def render(self, moment: Moment) -> SafeString:
        """Return ways in, hours and facts as HTML: made once, until something changes."""
        if not self._rendered or not self._rendered[0].holds(moment):
            self._rendered[:] = [
                Rendered.of("wagtail_hjelp/parts/offer_facts.html", {"offer": self}, moment)
            ]
        moment.holds_until(self._rendered[0].until)
        return self._rendered[0].html

    def structured_data(
        self, make: Callable[[OfferView, date], SafeString], moment: Moment
    ) -> SafeString:
        """Return what search engines read, made once a day: it tells of the coming year."""
        today = moment.today
        if today not in self._structured:
            self._structured.clear()
            self._structured[today] = make(self, today)
        return self._structured[today]
