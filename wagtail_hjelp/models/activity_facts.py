"""What an activity's page shows of its facts, in the active language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from wagtail_hjelp import phone
from wagtail_hjelp.activities.agenda import Happens
from wagtail_hjelp.activities.cards import ages_text
from wagtail_hjelp.blocks.address import host
from wagtail_hjelp.blocks.contact import ContactPoint
from wagtail_hjelp.blocks.places import Where
from wagtail_hjelp.conf import settings
from wagtail_hjelp.hours.moment import Moment, Rendered
from wagtail_hjelp.hours.words import weekday_date_text
from wagtail_hjelp.vocabularies import Answer, SignUp

from .activity_dates import KnownDates, shown_dates
from .offer_view import Giver, OfferFact, TopicLink

_TEMPLATES = {
    "notice": "wagtail_hjelp/parts/activity_page_notice.html",
    "facts": "wagtail_hjelp/parts/activity_page_facts.html",
    "contact": "wagtail_hjelp/parts/activity_page_contact.html",
}


class Language(NamedTuple):
    """The language of words that are not in the reader's, as HTML marks it; ``""`` if they are."""

    lang: str = ""
    dir: str = ""


class SignUpWay(NamedTuple):
    """One way to sign up; ``icon`` is "web", "phone" or "email"."""

    icon: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class SignUpView:
    """Whether one signs up, and how.

    ``label`` is ``""`` if nobody has said whether one must; ``places`` likewise of how many.
    """

    label: str
    ways: list[SignUpWay]
    last_day: date | None
    places: str

    def last_day_text(self, today: date) -> str:
        """Return the last day to sign up, with its day of the week; ``""`` if there is none."""
        return weekday_date_text(self.last_day, today) if self.last_day else ""

    def is_late(self, today: date) -> bool:
        """Whether the last day to sign up is over."""
        return self.last_day is not None and self.last_day < today


# From a moment to the dates as they are then; from dates and a moment to data for search engines.
Reader = Callable[[datetime], KnownDates]
Describer = Callable[[Sequence[Happens], datetime], SafeString]


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity's facts as its page shows them, in the active language.

    ``alone`` is said at the top; ``""`` if nobody has said that one can come alone.
    ``calendar_url`` gives all dates to a calendar, and single ones below it; ``subscribe_url`` is
    for programs that look again; both ``""`` if the page is not public. ``words`` is the language
    of the page's words, ``notes`` that of notes on single dates.
    """

    facts: list[OfferFact]
    alone: str
    where: Where
    getting_there: str
    getting_in: list[str]
    sign_up: SignUpView | None
    contacts: list[ContactPoint]
    topics: list[TopicLink]
    list_url: str
    calendar_url: str
    subscribe_url: str
    words: Language
    notes: Language
    _rendered: list[dict[str, Rendered]] = field(default_factory=list, compare=False, repr=False)

    def render(self, moment: Moment, read: Reader, describe: Describer) -> dict[str, SafeString]:
        """Return HTML by name: "notice", "facts", "contact" and "structured_data".

        Made once, until something changes or is not true any more: "tomorrow", the next date.
        """
        if not self._rendered or not all(part.holds(moment) for part in self._rendered[0].values()):
            self._rendered[:] = [self._render(moment, read, describe)]
        parts = self._rendered[0]
        for part in parts.values():
            moment.holds_until(part.until)
        return {name: part.html for name, part in parts.items()}

    def _render(self, moment: Moment, read: Reader, describe: Describer) -> dict[str, Rendered]:
        known = read(moment.now)
        dates = shown_dates(known, moment.now)
        own = Moment(moment.now, dates.until)
        context: dict[str, Any] = {
            "activity": self,
            "dates": dates,
            "hjelp_moment": own,
            "last_day": self.sign_up.last_day_text(own.today) if self.sign_up else "",
            "is_late": self.sign_up is not None and self.sign_up.is_late(own.today),
        }
        html = {name: render_to_string(path, context) for name, path in _TEMPLATES.items()}
        html["structured_data"] = describe(known.coming, moment.now)
        return {name: Rendered(part, own.now, own.until) for name, part in html.items()}


def short_facts(page: Any, organiser: Giver | None, more_url: str) -> list[OfferFact]:
    """Return what is known as labelled rows, for the box beside; what nobody knows is left out.

    ``more_url`` lists all that the organiser arranges, ``""`` for no such list.
    """
    labels = page._meta.get_field
    ages = ages_text(page.age_from, page.age_to)
    together = [gettext("Come with someone you know")] if page.come_alone == Answer.NO else []
    facts = [
        OfferFact(
            "user",
            gettext("For"),
            [*labels("audiences").labels(page.audiences), *([capfirst(ages)] if ages else [])],
        ),
        OfferFact("people", gettext("Coming alone"), together),
        OfferFact("money", gettext("Cost"), page.cost_texts()),
        OfferFact(
            "languages",
            gettext("Languages"),
            labels("service_languages").labels(page.service_languages),
        ),
        OfferFact("interpreter", gettext("Interpreter"), page.interpreter_texts()),
        OfferFact("hands", gettext("Arranged by"), _organiser(organiser, more_url)),
    ]
    return [fact for fact in facts if fact.values]


def _organiser(organiser: Giver | None, more_url: str) -> list[str]:
    if organiser is None:
        return []
    links: list[str] = [organiser.as_link()]
    if more_url:
        links.append(format_html('<a href="{}">{}</a>', more_url, gettext("More from them")))
    return links


def sign_up_view(page: Any) -> SignUpView | None:
    """Return whether and how one signs up; None if nobody has said anything."""
    ways = []
    if page.sign_up_url:
        text = gettext("Sign up on %(site)s") % {"site": host(page.sign_up_url)}
        ways.append(SignUpWay("web", text, page.sign_up_url))
    if page.sign_up_phone:
        text = phone.whole_numbers(phone.display(page.sign_up_phone, settings.PHONE_REGION))
        ways.append(SignUpWay("phone", text, phone.tel_href(page.sign_up_phone)))
    if page.sign_up_email:
        ways.append(SignUpWay("email", page.sign_up_email, f"mailto:{page.sign_up_email}"))
    label = "" if page.sign_up == SignUp.UNKNOWN else str(SignUp(page.sign_up).label)
    if not (label or ways or page.sign_up_by or page.places):
        return None
    places = ""
    if page.places:
        places = ngettext(
            "There is room for %(count)s person.",
            "There is room for %(count)s people.",
            page.places,
        ) % {"count": page.places}
    return SignUpView(label, ways, page.sign_up_by, places)
