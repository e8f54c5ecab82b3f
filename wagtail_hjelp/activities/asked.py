"""What was asked for in the address of a calendar: filters, words, a time.

Anything may stand there. What the calendar does not know is passed over, and nothing raises.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import unescape
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from wagtail_hjelp.directory.filters import (
    ActiveFilter,
    Choice,
    Facet,
    active_filters,
    choice_pairs,
    clean_query,
    fixed,
    parameters_of,
    read_choice,
    topic_choices,
    whole_number,
)
from wagtail_hjelp.directory.held import sort_key
from wagtail_hjelp.directory.search import search
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.hours.words import joined
from wagtail_hjelp.translation.languages import in_its_language
from wagtail_hjelp.vocabularies import Audience, Cost, ServiceLanguage

from .snapshot import ONLINE, ActivitySnapshot
from .when import When, next_month, read_month
from .windows import Days


def organisation_choices(held: ActivitySnapshot) -> list[tuple[str, str]]:
    """Return the organisations behind a calendar's activities, by name; kept with the snapshot."""
    if "organisations" not in held.views:
        found = {one.code: one for one in held.organiser_of.values() if one.code}
        by_name = sorted(found.items(), key=lambda pair: sort_key(pair[1].name, held.language))
        held.views["organisations"] = [
            (code, in_its_language(one.name, one.lang) if one.lang else one.name)
            for code, one in by_name
        ]
    choices: list[tuple[str, str]] = held.views["organisations"]
    return choices


def place_choices(held: ActivitySnapshot) -> list[tuple[str, str]]:
    """Return the towns of a calendar's activities, by name, and "online"."""
    towns = sorted(
        set(held.index.values("place")) - {ONLINE}, key=lambda town: sort_key(town, held.language)
    )
    online = (ONLINE, pgettext("place of an activity", "Online"))
    return [*((town, town) for town in towns), online]


FACETS = (
    Facet("topic", _("What it is about"), topic_choices),
    Facet("audience", _("Who it is for"), fixed(Audience)),
    Facet("place", _("Where"), place_choices),
    Facet("cost", _("Cost"), fixed(Cost)),
    Facet("language", _("Language"), fixed(ServiceLanguage)),
    Facet("organisation", _("Who arranges it"), organisation_choices),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The cleaned parameters of an address. ``month`` is the first day of one, for its view."""

    query: str
    choice: Choice
    when: When
    month: date | None
    page: int

    @classmethod
    def of(cls, request: HttpRequest, held: ActivitySnapshot) -> Asked:
        """Read what a request asks of a calendar."""
        today = held.agenda.zone.today(moment_of(request).now)
        return cls.read(parameters_of(request), held, today)

    @classmethod
    def read(cls, parameters: QueryDict, held: ActivitySnapshot, today: date) -> Asked:
        """Read an address, keeping of it only what the calendar knows."""
        when = When.read(parameters, today, held.seasons)
        month = None
        if parameters.get("view") == "month":
            days = when.days(today)
            chosen = f"{days[0]:%Y-%m}" if days else ""
            month = read_month(parameters.get("month") or chosen, today)
            # A month is a time by itself; a season still says which activities.
            when = When(season=when.season)
        return cls(
            query=clean_query(parameters.get("q", "")),
            choice=read_choice(parameters, FACETS, held),
            when=when,
            month=month,
            page=whole_number(parameters.get("page", "")),
        )

    @property
    def rule(self) -> Choice:
        """What activities must have: the filters', and the season."""
        if self.when.season is None:
            return self.choice
        return {**self.choice, "season": [self.when.season.slug]}

    def days(self, today: date) -> Days | None:
        """Return the local dates that are shown, both included; None for each activity's next."""
        if self.month is None:
            return self.when.days(today)
        return max(self.month, today), next_month(self.month) - timedelta(days=1)

    def at(self, when: When) -> Asked:
        """Return the same question about another time, from its first page on, as a list."""
        return replace(self, when=when, month=None, page=1)

    def in_month(self, month: date) -> Asked:
        """Return the same question as the view of a month."""
        return replace(self, when=When(season=self.when.season), month=month, page=1)

    def followed(self) -> Asked:
        """Return the same question whatever the time: who subscribes to today wants tomorrow too.

        A season is not only a time: it says which activities.
        """
        return self.at(When(season=self.when.season))

    def kept(self) -> list[tuple[str, str]]:
        """Return the parameters that say which time, but for the dates, which have fields."""
        found = replace(self.when, first=None, last=None).pairs()
        if self.month:
            found += [("view", "month"), ("month", f"{self.month:%Y-%m}")]
        return found

    def url(self, path: str, *, page: int = 1, without: tuple[str, str] | None = None) -> str:
        """Return the address of this question, on a page, perhaps without a value."""
        pairs = [("q", self.query)] if self.query else []
        pairs += choice_pairs(self.choice, without)
        pairs += self.when.pairs()
        if self.month:
            pairs += [("view", "month"), ("month", f"{self.month:%Y-%m}")]
        if page > 1:
            pairs.append(("page", str(page)))
        return f"{path}?{urlencode(pairs)}" if pairs else path


def matching(asked: Asked, held: ActivitySnapshot) -> tuple[list[int], str]:
    """Return the activities that match, whatever the time, and what was asked for in words."""
    among = held.index.everything
    if asked.query:
        among = held.index.bits_of(search(asked.query, held).keys)
    keys = list(held.index.keys_of(held.index.matching(asked.rule, among)))
    ticked = [_plain(one.label) for one in _ticked(asked, held)]
    season = [_plain(asked.when.season.name)] if asked.when.season else []
    query = [f"“{asked.query}”"] if asked.query else []
    return keys, joined([*query, *season, *ticked])


def _ticked(asked: Asked, held: ActivitySnapshot) -> list[ActiveFilter]:
    return active_filters(held, FACETS, asked.choice, lambda _value: "")


def _plain(label: str) -> str:
    """Return a label without the HTML that marks one in another language."""
    return unescape(strip_tags(label)) if isinstance(label, SafeString) else label
