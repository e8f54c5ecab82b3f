"""Which pages the demo has and what stands on each: from the content files to values of fields.

A page is planned once; its words are asked for in one language at a time. In all languages the
blocks have the same ids, so that a word and its translation stand at the same place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone
from wagtail.models import Page

from example_site.home.models import HomePage, StandardPage
from wagtail_hjelp.models import HelpFrontPage, HelpOfferIndexPage, HelpOfferPage

from .content import ContentError, Facts, Offer, Words
from .hours import HoursReader
from .raw import NAMESPACE, Raw, raw_block, raw_item, stable_id

Ids = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """One page in all its languages.

    ``name`` is what targets in the content files call it. ``words`` makes the translated fields
    in a language, out of its words and the primary keys of the source pages by name.
    """

    name: str
    model: type[Page]
    slug: str
    words: Callable[[Words, Ids], dict[str, Any]]
    facts: dict[str, Any] = field(default_factory=dict)
    offer: Offer | None = None

    @property
    def translation_key(self) -> UUID:
        return uuid5(NAMESPACE, self.name)


def plan(facts: Facts, hours: HoursReader) -> list[PlannedPage]:
    """Return every page, parents before children and before the pages that show them."""
    return [
        PlannedPage("home", HomePage, "home", lambda words, ids: _home(facts, words, ids)),
        PlannedPage("help", HelpFrontPage, "hjelp", lambda words, ids: _front(facts, words)),
        PlannedPage("offers", HelpOfferIndexPage, "tilbud", lambda words, ids: _index(words)),
        *(_standard(facts, key, hours) for key in facts.standard_pages),
        *(_offer(offer, hours) for offer in facts.offers),
    ]


# --- our own pages ------------------------------------------------------------------------


def _home(facts: Facts, words: Words, ids: Ids) -> dict[str, Any]:
    today = timezone.localdate()
    shortcuts = [
        raw_block(
            "home.shortcuts",
            "shortcut",
            shortcut.key,
            {"label": words.text("home", "shortcuts", shortcut.key), "page": ids[shortcut.target]},
        )
        for shortcut in facts.shortcuts
    ]
    news = [
        raw_block(
            "home.news",
            "news",
            item.key,
            {
                "title": words.text("home", "news", item.key, "title"),
                "text": words.text("home", "news", item.key, "text"),
                "date": (today - timedelta(days=item.published_days_ago)).isoformat(),
                "page": ids[item.target],
            },
        )
        for item in facts.news
    ]
    four = ("help_now", "someone_to_talk_to", "money", "new_in_norway")
    return {
        "title": words.text("pages", "home", "title"),
        "search_description": words.text("pages", "home", "description"),
        "heading": words.text("home", "heading"),
        "intro": words.text("home", "intro"),
        "news_heading": words.text("home", "news_heading"),
        "shortcuts": shortcuts,
        "news": news,
        "body": [_needs("home", facts, words, only=four)],
    }


def _front(facts: Facts, words: Words) -> dict[str, Any]:
    return {
        **_page_words(words, "help"),
        "body": [
            _needs("help", facts, words),
            _offers("help", words, "someone_to_talk_to", topics=["someone-to-talk-to"]),
            _links("help", facts, words, "more_help"),
        ],
    }


def _index(words: Words) -> dict[str, Any]:
    return _page_words(words, "offers")


def _page_words(words: Words, key: str) -> dict[str, Any]:
    return {
        "title": words.text("pages", key, "title"),
        "intro": words.text("pages", key, "intro"),
        "search_description": words.text("pages", key, "description"),
    }


# --- the municipality's ordinary pages ----------------------------------------------------


def _standard(facts: Facts, key: str, hours: HoursReader) -> PlannedPage:
    after = _BLOCKS_AFTER.get(key, _nothing)

    def words_of(words: Words, ids: Ids) -> dict[str, Any]:
        paragraphs = [
            raw_block(key, "paragraph", f"paragraph-{number}", html)
            for number, html in enumerate(
                _sections(words.text("pages", "standard", key, "body")), start=1
            )
        ]
        return {
            "title": words.text("pages", "standard", key, "title"),
            "intro": words.text("pages", "standard", key, "intro"),
            "body": _mixed(paragraphs, after(key, facts, hours, words, ids)),
        }

    return PlannedPage(f"page:{key}", StandardPage, key, words_of, {"show_in_menus": True})


def _about(name: str, facts: Facts, hours: HoursReader, words: Words, ids: Ids) -> dict[int, Raw]:
    place = facts.municipality
    points: list[Raw] = [
        {"type": "phone", "purpose": "switchboard", "number": place.phone}
        | {"hours": place.switchboard_hours},
        {"type": "email", "purpose": "general", "address": place.email},
        {"type": "visit", "purpose": "reception", "street": place.street}
        | {"postcode": place.postcode, "place": place.place, "withheld": False}
        | {"latitude": place.latitude, "longitude": place.longitude}
        | {"hours": place.town_hall_hours},
    ]
    value = {
        "heading": words.text("blocks", "contact"),
        "offer": None,
        "points": contact_points(f"{name}.contact", points, hours),
    }
    return {3: raw_block(name, "contact", "contact", value)}


def _christmas(
    name: str, facts: Facts, hours: HoursReader, words: Words, ids: Ids
) -> dict[int, Raw]:
    doctor = {
        "heading": words.text("blocks", "doctor_at_christmas"),
        "offer": ids["offer:legevakt"],
        "points": [],
    }
    company = ("frivilligsentralen", "samtale-med-diakonen", "biblioteket")
    picked = [ids[f"offer:{key}"] for key in company]
    advice = ("helsenorge_mental_health", "mental_helse", "ung_no")
    return {
        1: raw_block(name, "contact", "doctor_at_christmas", doctor),
        2: _offers(name, words, "company_at_christmas", picked=picked),
        3: _links(name, facts, words, "advice_at_christmas", only=advice),
        4: _offers(name, words, "money_at_christmas", topics=["money-and-debt"], limit=3),
    }


def _refugee(name: str, facts: Facts, hours: HoursReader, words: Words, ids: Ids) -> dict[int, Raw]:
    minds = [ids["offer:psykisk-helse-og-rus"], ids["offer:rask-psykisk-helsehjelp"]]
    return {
        1: _offers(name, words, "new_in_norway", topics=["new-in-norway"]),
        5: _offers(name, words, "after_war", picked=minds),
    }


def _nothing(name: str, facts: Facts, hours: HoursReader, words: Words, ids: Ids) -> dict[int, Raw]:
    return {}


_After = Callable[[str, Facts, HoursReader, Words, Ids], dict[int, Raw]]
# Per page: which block comes after which paragraph (the first is 1).
_BLOCKS_AFTER: dict[str, _After] = {
    "om-kommunen": _about,
    "jul-i-havnesund": _christmas,
    "flyktning-i-havnesund": _refugee,
}


def _mixed(paragraphs: list[Raw], after: dict[int, Raw]) -> list[Raw]:
    mixed = []
    for number, paragraph in enumerate(paragraphs, start=1):
        mixed.append(paragraph)
        if number in after:
            mixed.append(after[number])
    if unused := after.keys() - set(range(1, len(paragraphs) + 1)):
        raise ContentError(f"no paragraph number {unused} to put a block after")
    return mixed


# --- offers -------------------------------------------------------------------------------


def _offer(offer: Offer, hours: HoursReader) -> PlannedPage:
    def words_of(words: Words, ids: Ids) -> dict[str, Any]:
        body = _one_line(words.text("offers", offer.key, "body"))
        return {
            "title": words.text("offers", offer.key, "title"),
            "summary": words.text("offers", offer.key, "summary"),
            "body": [raw_block(offer.key, "text", "text", body)],
        }

    facts = {
        **{
            name: value
            for name, value in offer.fields.items()
            if name in HelpOfferPage.facts and name not in ("contact_points", "opening_hours")
        },
        "contact_points": contact_points(f"{offer.key}.contact", offer.contact_points, hours),
        "opening_hours": hours.rows(f"{offer.key}.hours", offer.opening_hours),
    }
    if unknown := offer.fields.keys() - facts.keys():
        raise ContentError(f"facts.toml: {offer.key} has fields that no offer has: {unknown}")
    return PlannedPage(f"offer:{offer.key}", HelpOfferPage, offer.key, words_of, facts, offer)


def contact_points(name: str, rows: Iterable[Raw], hours: HoursReader) -> list[Raw]:
    """Return rows of a content file as the raw value of a field of contact points."""
    points = []
    for number, row in enumerate(rows, start=1):
        key = f"{name}.{number}"
        # As text: decimals made of binary fractions have more digits than the field takes.
        value = {
            name: str(value) if isinstance(value, float) else value
            for name, value in row.items()
            if name not in ("type", "hours")
        }
        if row["type"] in ("phone", "sms", "chat", "visit"):
            value["hours"] = hours.rows(key, row.get("hours", ()))
        points.append({"type": row["type"], "value": value, "id": stable_id(key)})
    return points


# --- blocks -------------------------------------------------------------------------------


def _needs(name: str, facts: Facts, words: Words, only: Iterable[str] = ()) -> Raw:
    tiles = [
        raw_item(
            f"{name}.needs",
            need.key,
            {"text": words.text("needs", need.key, "text"), "icon": "", "topic": need.topic}
            | {"page": None},
        )
        for need in facts.needs
        if not only or need.key in only
    ]
    return raw_block(
        name, "needs", "needs", {"heading": words.text("blocks", "needs"), "tiles": tiles}
    )


def _offers(
    name: str,
    words: Words,
    heading: str,
    *,
    picked: Iterable[int] = (),
    topics: Iterable[str] = (),
    limit: int = 6,
) -> Raw:
    value = {
        "heading": words.text("blocks", heading),
        "offers": [raw_item(f"{name}.{heading}", str(pk), pk) for pk in picked],
        "topics": list(topics),
        "audiences": [],
        "access": [],
        "languages": [],
        "limit": limit,
    }
    return raw_block(name, "offers", heading, value)


def _links(name: str, facts: Facts, words: Words, heading: str, only: Iterable[str] = ()) -> Raw:
    links = [
        raw_item(
            f"{name}.{heading}",
            link.key,
            {
                "text": words.text("links", link.key, "title"),
                "description": words.text("links", link.key, "description"),
                "url": link.url,
                "page": None,
            },
        )
        for link in facts.links
        if not only or link.key in only
    ]
    return raw_block(
        name, "links", heading, {"heading": words.text("blocks", heading), "links": links}
    )


def _one_line(html: str) -> str:
    """Return rich text as the editor would store it, without line breaks between elements."""
    return re.sub(r">\s*\n\s*<", "><", html.strip())


def _sections(html: str) -> list[str]:
    """Return the parts of a text that begin with a heading."""
    return [part for part in re.split(r"(?=<h2>)", _one_line(html)) if part]
