"""The ladder as a page shows it: national services and the municipality's own, rung by rung."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from wagtail_hjelp.blocks.contact import ContactPoint
from wagtail_hjelp.catalogue.choose import general, with_alternatives
from wagtail_hjelp.catalogue.service import Service
from wagtail_hjelp.catalogue.views import HelplineView, helpline_view
from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.hours.moment import Moment, Rendered
from wagtail_hjelp.hours.view import HoursView
from wagtail_hjelp.phone import whole_numbers
from wagtail_hjelp.translation.languages import package_language

from .daytime import Daytime, Emphasis, Turns
from .places import Place
from .words import BESIDE, NUMBERS, WORDS, Level, RungCode

# What stands beside a rung's number, by code in the catalogue.
_BESIDE = {
    RungCode.EMERGENCY: ("politi-112", "brann-110"),
    RungCode.LEGEVAKT: ("giftinformasjonen",),
}
# Where the one that is nearest is found, as long as the municipality has not named its own.
_FINDER = {
    RungCode.GP: "fastlege",
    RungCode.CRISIS_CENTRE: "krisesenter",
    RungCode.CHILD_WELFARE: "barnevernvakt",
}
# So few that all of them are read.
TALK_LINES = 3
# On each rung; of the others name and number are enough, and the offer's own page says the rest.
WHOLE_PLACES = 3
# What "compact" shows: nobody reads a list in a hurry.
COMPACT = (RungCode.EMERGENCY, RungCode.LEGEVAKT, RungCode.GP, RungCode.TALK)


@dataclass(frozen=True, slots=True)
class Beside:
    """Another number on a rung: what it is, when to call it."""

    label: str
    condition: str
    contact: ContactPoint


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung, in the active language. ``number`` is its own, the places are the town's."""

    code: RungCode
    level: Level
    heading: str
    short: str
    conditions: Sequence[str]
    text: str
    number: HelplineView | None = None
    beside: Sequence[Beside] = ()
    places: Sequence[Place] = ()
    helplines: Sequence[HelplineView] = ()
    finder: HelplineView | None = None

    @property
    def is_first(self) -> bool:
        """Whether it is one of the two that nobody may miss."""
        return self.code in (RungCode.EMERGENCY, RungCode.LEGEVAKT)

    @property
    def emphasis(self) -> Emphasis | None:
        """Under which answer to "is it daytime?" the rung is whom to call right now."""
        return next((found for found in Emphasis if found == str(self.code)), None)

    @property
    def common_hours(self) -> HoursView | None:
        """The hours of all places, where they have the same: said once."""
        hours = [place.common_hours for place in self.places]
        schedules = {found.schedule if found else None for found in hours}
        return hours[0] if len(hours) > 1 and len(schedules) == 1 else None

    @property
    def first_contact(self) -> ContactPoint | None:
        """The one thing to tap in a small place: the rung's own number, else the first there is."""
        if self.number is not None and self.number.phone is not None:
            return self.number.phone
        phones = (view.phone for view in self.helplines)
        return next((phone for phone in phones if phone is not None), None)

    @property
    def has_a_way_in(self) -> bool:
        """Whether there is anything on it to call, to write to or to go to.

        One's GP has a number that no ladder knows.
        """
        own = self.number or self.places or self.helplines or self.finder
        return bool(own) or self.code is RungCode.GP

    @property
    def has_other_words(self) -> bool:
        """Whether some of the municipality's words here are in another language."""
        return any(place.title.lang or place.summary.lang for place in self.places)


@dataclass(slots=True)
class Ladder:
    """All rungs in the active language, and whom to call when."""

    rungs: Sequence[Rung]
    daytime: Daytime
    # The language of the package's words: another than the reader's, where we have none in that.
    language: str = ""
    _rendered: dict[tuple[str, int], Rendered] = field(default_factory=dict, repr=False)

    def turns(self, moment: Moment) -> Turns:
        """Return whom to call now and next, and remember until when that holds."""
        found = self.daytime.turns(moment.now)
        moment.holds_until(found.changes_at)
        return found

    @property
    def compact(self) -> list[Rung]:
        return [rung for rung in self.rungs if rung.code in COMPACT]

    @property
    def has_other_words(self) -> bool:
        return any(rung.has_other_words for rung in self.rungs)

    @property
    def is_untranslated(self) -> bool:
        """Whether the package itself has no words in the reader's language."""
        return self.language != get_language()

    @property
    def other_language(self) -> str:
        """The language of the municipality's words, where that is not the reader's."""
        langs = [
            words.lang
            for rung in self.rungs
            for place in rung.places
            for words in (place.title, place.summary)
            if words.lang
        ]
        return langs[0] if langs else ""

    def rung(self, code: str) -> Rung | None:
        return next((rung for rung in self.rungs if rung.code == code), None)

    def only(self, codes: Iterable[str]) -> list[Rung]:
        """Return some of the rungs, in the ladder's order."""
        wanted = set(codes)
        return [rung for rung in self.rungs if rung.code in wanted]

    def render(self, layout: str, level: int, moment: Moment, **context: Any) -> SafeString:
        """Return the whole ladder or the compact one as HTML: made once, until something changes.

        ``level`` is that of the rungs' headings.
        """
        key = (layout, level)
        kept = self._rendered.get(key)
        if kept is None or not kept.holds(moment):
            template = f"wagtail_hjelp/parts/acute_{layout}.html"
            kept = Rendered.of(template, {"ladder": self, "level": level, **context}, moment)
            kept = replace(kept, html=_without_indentation(kept.html))
            self._rendered[key] = kept
        moment.holds_until(kept.until)
        return kept.html


def make_ladder(
    services: Mapping[str, Service],
    book: HoursBook,
    places: Mapping[str, Sequence[Place]] | None = None,
) -> Ladder:
    """Return the ladder in the active language.

    ``services`` are the site's (the numbers of 113, 112, 110 and 116 117 are there in any case),
    ``places`` the municipality's own offers by urgency.
    """
    places = places or {}
    views = {
        code: helpline_view(service, book)
        for code, service in services.items()
        if _is_used(service)
    }
    rungs = [_rung(code, views, places.get(code, ())) for code in WORDS]
    talk = [without_websites(helpline_view(line, book)) for line in _to_talk(services)]
    rungs = [
        replace(rung, helplines=talk) if rung.code is RungCode.TALK else rung for rung in rungs
    ]
    schedules = [
        place.daytime.schedule for place in places.get(RungCode.GP, ()) if place.daytime is not None
    ]
    # "Call …" without anything to call is worse than nothing.
    return Ladder(
        [rung for rung in rungs if rung.has_a_way_in],
        Daytime(schedules, book.calendar),
        package_language(),
    )


def _rung(code: RungCode, views: Mapping[str, HelplineView], here: Sequence[Place]) -> Rung:
    words = WORDS[code]
    number = views.get(NUMBERS.get(code, ""))
    # A site may know that a national service can only be written to.
    is_called = number is not None and number.phone is not None
    # Whoever's own doctor is not among these needs the way to find them.
    is_found = any(place.phone for place in here) and code is not RungCode.GP
    return Rung(
        code=code,
        level=words.level,
        heading=whole_numbers(str(words.heading)),
        short=whole_numbers(str(words.short)),
        conditions=[whole_numbers(str(condition)) for condition in words.conditions],
        text=whole_numbers(str(words.text)),
        number=number if is_called else None,
        beside=_beside(code, views),
        places=here,
        helplines=[without_websites(number)] if number is not None and not is_called else (),
        finder=None if is_found else views.get(_FINDER.get(code, "")),
    )


def _to_talk(services: Mapping[str, Service]) -> list[Service]:
    """Return those who listen to everyone: by telephone first, and never one alone."""
    listening = [service for service in general(services) if service.has_phone][:TALK_LINES]
    return with_alternatives(listening, services) if listening else []


def _without_indentation(html: str) -> SafeString:
    """Return HTML without the white space of its templates: a fifth of the page."""
    return mark_safe("\n".join(line.strip() for line in html.splitlines() if line.strip()))


def _is_used(service: Service) -> bool:
    return service.code in {*NUMBERS.values(), *_FINDER.values(), *BESIDE}


def without_websites(view: HelplineView) -> HelplineView:
    """Return a helpline with the ways in on which somebody answers; a website does not."""
    return replace(view, contacts=[point for point in view.contacts if point.kind != "web"])


def _beside(code: RungCode, views: Mapping[str, HelplineView]) -> list[Beside]:
    found = []
    for name in _BESIDE.get(code, ()):
        view = views.get(name)
        if view is not None and view.phone is not None:
            label, condition = BESIDE[name]
            found.append(Beside(str(label), str(condition), view.phone))
    return found
