"""What an offer's page shows of its facts, in the active language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from wagtail_hjelp.blocks.contact import ContactPoint
from wagtail_hjelp.hours.moment import Moment, Rendered
from wagtail_hjelp.hours.view import HoursView
from wagtail_hjelp.translation.languages import direction

from .shown_topics import TopicLink


@dataclass(frozen=True, slots=True)
class OfferFact:
    """One row of the offer's table of facts, in the active language."""

    icon: str
    label: str
    values: list[str]


@dataclass(frozen=True, slots=True)
class Giver:
    """The organisation that gives the help; without a published page there is no address.

    ``lang`` only where the name is in another language than the reader's.
    """

    name: str
    url: str = ""
    full_url: str = ""
    lang: str | None = None

    def as_link(self) -> SafeString:
        """Return its name as HTML, leading to its page."""
        name = format_html("{}", self.name)
        if self.lang:
            marked = '<span lang="{}" dir="{}">{}</span>'
            name = format_html(marked, self.lang, direction(self.lang), name)
        return format_html('<a href="{}">{}</a>', self.url, name) if self.url else name


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
