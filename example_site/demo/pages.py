"""Which pages the demo has and what stands on each: from the content files to values of fields.

A page is planned once; its words are asked for in one language at a time. In all languages the
blocks have the same ids, so that a word and its translation stand at the same place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from example_site.home.models import HomePage, StandardPage
from wagtail_hjelp.models import (
    ActivityIndexPage,
    AcuteHelpPage,
    HelpFrontPage,
    HelpOfferIndexPage,
    HelpOfferPage,
    HelpTellUsPage,
    OrganisationIndexPage,
)

from .content import ContentError, Facts, Offer, Words
from .happenings import Happenings, activity_page, organisation_page
from .hours import HoursReader
from .planned import Ids, PlannedPage, contact_points, one_line
from .raw import Raw, raw_block, raw_item
from .themes import theme_page


def plan(facts: Facts, happenings: Happenings, hours: HoursReader) -> list[PlannedPage]:
    """Return every page, parents before children and before the pages that show them."""
    return [
        PlannedPage("home", HomePage, "home", lambda words, ids: _home(facts, words, ids)),
        PlannedPage("help", HelpFrontPage, "hjelp", lambda words, ids: _front(facts, words)),
        PlannedPage("acute", AcuteHelpPage, "akutt", lambda words, ids: _acute(words)),
        PlannedPage("offers", HelpOfferIndexPage, "tilbud", lambda words, ids: _index(words)),
        *(_standard(facts, key, hours) for key in facts.standard_pages),
        *(
            PlannedPage(name, model, slug, lambda words, ids, key=key: _page_words(words, key))
            for name, model, slug, key in (
                ("calendar", ActivityIndexPage, "hva-skjer", "activities"),
                ("organisations", OrganisationIndexPage, "organisasjoner", "organisations"),
            )
        ),
        PlannedPage(
            "tell_us",
            HelpTellUsPage,
            "fortell",
            lambda words, ids: _page_words(words, "tell_us"),
            parent="help",
        ),
        *(theme_page(row, hours) for row in happenings.themes),
        *(activity_page(row, hours) for row in happenings.activities),
        *(_offer(offer, happenings, hours) for offer in facts.offers),
        *(organisation_page(row, hours) for row in happenings.organisations),
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


def _acute(words: Words) -> dict[str, Any]:
    """Nothing but a title: the ladder comes by itself."""
    return {
        "title": words.text("pages", "acute", "title"),
        "search_description": words.text("pages", "acute", "description"),
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


def _heavy_thoughts(
    name: str, facts: Facts, hours: HoursReader, words: Words, ids: Ids
) -> dict[int, Raw]:
    card = {
        "action": "call_113",
        "conditions": _lines(name, words, "conditions"),
        "note": words.text("heavy_thoughts", "note"),
    }
    advice = {
        "heading": words.text("heavy_thoughts", "advice"),
        "do": _lines(name, words, "do"),
        "avoid": _lines(name, words, "avoid"),
    }
    lines = {
        "heading": words.text("blocks", "someone_to_talk_to"),
        "picked": [],
        "topics": ["suicide", "mental_health"],
        "audiences": ["everyone"],
        "languages": [],
        "urgency": ["support"],
        "limit": 4,
    }
    return {
        1: raw_block(name, "urgency_card", "card", card),
        2: raw_block(name, "helplines", "lines", lines),
        3: raw_block(name, "advice", "advice", advice),
    }


def _lines(name: str, words: Words, key: str) -> list[Raw]:
    """Return the lines of a text as items of a list."""
    lines = words.text("heavy_thoughts", key).splitlines()
    return [
        raw_item(f"{name}.{key}", str(number), line.strip())
        for number, line in enumerate(lines, start=1)
    ]


def _nothing(name: str, facts: Facts, hours: HoursReader, words: Words, ids: Ids) -> dict[int, Raw]:
    return {}


_After = Callable[[str, Facts, HoursReader, Words, Ids], dict[int, Raw]]
# Per page: which block comes after which paragraph (the first is 1).
_BLOCKS_AFTER: dict[str, _After] = {
    "om-kommunen": _about,
    "jul-i-havnesund": _christmas,
    "flyktning-i-havnesund": _refugee,
    "tunge-tanker": _heavy_thoughts,
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


def _offer(offer: Offer, happenings: Happenings, hours: HoursReader) -> PlannedPage:
    def words_of(words: Words, ids: Ids) -> dict[str, Any]:
        body = one_line(words.text("offers", offer.key, "body"))
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
    organisation = happenings.organisation_of(offer.key)
    return PlannedPage(
        f"offer:{offer.key}",
        HelpOfferPage,
        offer.key,
        words_of,
        facts,
        links={"organisation": f"organisation:{organisation}"} if organisation else {},
        parent="offers",
        topics=offer.topics,
        keywords=offer.keywords,
        confirmed_days_ago=offer.confirmed_days_ago,
    )


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


def _sections(html: str) -> list[str]:
    """Return the parts of a text that begin with a heading."""
    return [part for part in re.split(r"(?=<h2>)", one_line(html)) if part]
