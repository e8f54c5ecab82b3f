"""Theme pages: their blocks, out of the content files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from wagtail_hjelp.models import HelpThemePage

from .content import Words
from .dates import date_of
from .hours import HoursReader
from .planned import Ids, PlannedPage, one_line
from .raw import Raw, raw_block, raw_item

PICTURES = Path(__file__).resolve().parent / "pictures"
POSTER = "En som går mot et hus med lys i vinduene"


def theme_page(row: Raw, hours: HoursReader) -> PlannedPage:
    """Plan a theme page; which blocks it has, its key says."""
    key = row["key"]
    blocks = {"jul-og-nyttar": _christmas, "ensomhet": _loneliness}[key]

    def words_of(words: Words, ids: Ids) -> dict[str, Any]:
        return {
            "title": words.text("themes", key, "title"),
            "intro": words.text("themes", key, "intro"),
            "search_description": words.text("themes", key, "description"),
            "body": blocks(Theme(row, words, ids, hours)),
        }

    return PlannedPage(
        f"theme:{key}",
        HelpThemePage,
        key,
        words_of,
        facts={
            "look": row["look"],
            "on_front": row["on_front"],
            "shown_from": date_of(row["shown_from"], hours.today) if "shown_from" in row else None,
        },
        season=row.get("season", ""),
        parent="help",
    )


def poster() -> int:
    """Return the primary key of the film's picture, which is made if it is not there."""
    model = get_image_model()
    found = model.objects.filter(title=POSTER).first()
    if found is None:
        with (PICTURES / "film.jpg").open("rb") as file:
            found = model.objects.create(title=POSTER, file=ImageFile(file, name="film.jpg"))
    return int(found.pk)


class Theme:
    """Makes the blocks of one theme page in one language."""

    def __init__(self, row: Raw, words: Words, ids: Ids, hours: HoursReader) -> None:
        self.row, self.words, self.ids, self.hours = row, words, ids, hours
        self.name = f"theme.{row['key']}"

    def text(self, *keys: str) -> str:
        return self.words.text("themes", self.row["key"], *keys)

    def block(self, kind: str, key: str, value: Any) -> Raw:
        return raw_block(self.name, kind, key, value)

    def paragraph(self, key: str) -> Raw:
        """A heading and what stands below it."""
        heading, body = self.text("headings", key), one_line(self.text("texts", key))
        return self.block("text", f"{key}.text", f"<h2>{heading}</h2>{body}")

    def plain(self, key: str) -> Raw:
        """What stands above a list that has the heading."""
        return self.block("text", f"{key}.text", one_line(self.text("texts", key)))

    def activities(self, heading: str, *picked: str, **rule: Any) -> Raw:
        value = {
            "heading": self.text("headings", heading),
            "activities": self._items(heading, (f"activity:{key}" for key in picked)),
            "topics": [],
            "audiences": [],
            "organisations": [],
            "languages": [],
            "places": [],
            "online_only": False,
            "season": "",
            "days_ahead": None,
            "layout": "cards",
            "limit": 6,
            **rule,
        }
        return self.block("activities", heading, value)

    def organisations(self, heading: str, *picked: str) -> Raw:
        value = {
            "heading": self.text("headings", heading),
            "organisations": self._items(heading, (f"organisation:{key}" for key in picked)),
            "kinds": [],
            "topics": [],
            "languages": [],
            "limit": len(picked),
        }
        return self.block("organisations", heading, value)

    def offers(self, heading: str, *picked: str) -> Raw:
        value = {
            "heading": self.text("headings", heading),
            "offers": self._items(heading, (f"offer:{key}" for key in picked)),
            "topics": [],
            "audiences": [],
            "access": [],
            "languages": [],
            "limit": len(picked),
        }
        return self.block("offers", heading, value)

    def helplines(self, heading: str) -> Raw:
        value = {
            "heading": self.text("headings", heading),
            "picked": [],
            "topics": self.row["helpline_topics"],
            "audiences": ["everyone"],
            "languages": [],
            "urgency": ["support"],
            "limit": 4,
        }
        return self.block("helplines", heading, value)

    def advice(self, key: str = "advice") -> Raw:
        value = {
            "heading": self.text(key, "heading"),
            **{name: self._lines(key, name) for name in ("do", "avoid")},
        }
        return self.block("advice", key, value)

    def film(self) -> Raw:
        film = self.row["film"]
        value = {
            "heading": self.text("film", "heading"),
            "title": self.text("film", "title"),
            "transcript": one_line(self.text("film", "transcript")),
            "poster": poster(),
            **film,
        }
        return self.block("film", "film", value)

    def story(self) -> Raw:
        story = self.row["story"]
        value = {
            "quote": self.text("story", "quote"),
            "who": self.text("story", "who"),
            "text": one_line(self.text("story", "text")),
            "person": story["person"],
            "pseudonym": story["pseudonym"],
            "consent": date_of(story["consent"], self.hours.today).isoformat(),
            "picture": None,
            "picture_alt": "",
        }
        return self.block("story", "story", value)

    def _items(self, key: str, names: Iterable[str]) -> list[Raw]:
        return [raw_item(f"{self.name}.{key}", name, self.ids[name]) for name in names]

    def _lines(self, key: str, name: str) -> list[Raw]:
        lines = self.text(key, name).splitlines()
        return [
            raw_item(f"{self.name}.{key}.{name}", str(number), line.strip())
            for number, line in enumerate(lines, start=1)
        ]


def _christmas(theme: Theme) -> list[Raw]:
    return [
        theme.activities(
            "christmas_eve", "julaften-for-alle", "julaften-i-nordvagen", "hjemkjort-julemiddag"
        ),
        theme.plain("christmas_eve"),
        theme.helplines("talk"),
        theme.paragraph("night"),
        theme.activities("online", "ikke-alene-pa-nett", "telefonring"),
        theme.activities("all", season="jul-og-nyttar", layout="days", limit=24),
        theme.paragraph("food"),
        theme.film(),
        theme.advice(),
        theme.story(),
        theme.advice("advice_neighbour"),
        theme.organisations(
            "organisations",
            "havnesund-frivilligsentral",
            "havnesund-rode-kors",
            "stiftelsen-brygga",
            "havnesund-menighet",
        ),
        theme.paragraph("volunteers"),
    ]


def _loneliness(theme: Theme) -> list[Raw]:
    topics = theme.row["topics"]
    return [
        theme.activities("this_week", topics=topics, days_ahead=7, layout="days", limit=12),
        theme.paragraph("come_alone"),
        theme.helplines("talk"),
        theme.advice(),
        theme.story(),
        theme.offers("offers", "rask-psykisk-helsehjelp", "psykisk-helse-og-rus"),
        theme.plain("offers"),
        theme.organisations(
            "organisations", "havnesund-frivilligsentral", "mental-helse-havnesund", "sundkoret"
        ),
    ]
