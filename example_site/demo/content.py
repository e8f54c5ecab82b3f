"""The content files: ``facts.toml``, shared by all languages, and the words of each language.

Words stand under the same keys in every language's file. A language may lack some of them, or
have no file at all: asking for what is not there raises :class:`MissingWords`, and the page in
question stays in the source language.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "content"
SOURCE = "nb"


class ContentError(Exception):
    """Something in the content files cannot be loaded."""


class MissingWords(ContentError):
    """A language lacks a text."""


@dataclass(frozen=True, slots=True)
class Link:
    key: str
    url: str


@dataclass(frozen=True, slots=True)
class Need:
    key: str
    topic: str


@dataclass(frozen=True, slots=True)
class Shortcut:
    """``target`` names a page as :func:`example_site.demo.pages.plan` does."""

    key: str
    target: str


@dataclass(frozen=True, slots=True)
class News:
    key: str
    target: str
    published_days_ago: int


@dataclass(frozen=True, slots=True)
class Municipality:
    phone: str
    email: str
    street: str
    postcode: str
    place: str
    latitude: float
    longitude: float
    switchboard_hours: list[dict[str, Any]]
    town_hall_hours: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The facts of one offer; contact points and hours as the file has them."""

    key: str
    confirmed_days_ago: int
    topics: list[str]
    keywords: list[str]
    contact_points: list[dict[str, Any]]
    opening_hours: list[dict[str, Any]]
    # The page's plain fields by name.
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Facts:
    municipality: Municipality
    # Rows of opening hours by the name that "use" calls them.
    row_sets: dict[str, list[dict[str, Any]]]
    shared_hours: list[dict[str, Any]]
    special_days: list[dict[str, Any]]
    needs: list[Need]
    links: list[Link]
    news: list[News]
    shortcuts: list[Shortcut]
    standard_pages: list[str]
    offers: list[Offer]


@dataclass(frozen=True, slots=True)
class Words:
    """All words of one language."""

    language: str
    tree: dict[str, Any]

    def text(self, *keys: str) -> str:
        """Return the text under the keys."""
        found: Any = self.tree
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        if not isinstance(found, str) or not found.strip():
            raise MissingWords(f"{self.language}: no text for {'.'.join(keys)}")
        return found.strip()


def read_facts() -> Facts:
    """Read ``facts.toml``."""
    tree = _read("facts")
    try:
        return Facts(
            municipality=_pick(Municipality, tree["municipality"]),
            row_sets=tree["row_sets"],
            shared_hours=tree["shared_hours"],
            special_days=tree["special_days"],
            needs=[Need(**row) for row in tree["needs"]],
            links=[Link(**row) for row in tree["links"]],
            news=[News(**row) for row in tree["news"]],
            shortcuts=[Shortcut(**row) for row in tree["shortcuts"]],
            standard_pages=[row["key"] for row in tree["standard_pages"]],
            offers=[_offer(row) for row in tree["offers"]],
        )
    except (KeyError, TypeError) as error:
        raise ContentError(f"facts.toml: {error}") from error


def read_words(language: str) -> Words:
    """Read a language's words, those of activities, and its headings in ``blocks.toml``."""
    if not has_words(language):
        raise MissingWords(f"{language}: no file {language}.toml")
    tree = _read(language)
    name = f"activities_{language}"
    if (FOLDER / f"{name}.toml").exists():
        tree = _merged(tree, _read(name))
    return Words(language, {**tree, "blocks": _read("blocks").get(language, {})})


def has_words(language: str) -> bool:
    """Whether a language has words of its own."""
    return (FOLDER / f"{language}.toml").exists()


def _merged(tree: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    found = dict(tree)
    for key, value in more.items():
        here = found.get(key)
        both = isinstance(here, dict) and isinstance(value, dict)
        found[key] = _merged(here, value) if both else value
    return found


def _read(name: str) -> dict[str, Any]:
    path = FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{path.name}: {error}") from error


def _pick(kind: type[Municipality], row: dict[str, Any]) -> Municipality:
    return kind(**{name: row[name] for name in kind.__dataclass_fields__})


def _offer(row: dict[str, Any]) -> Offer:
    own = {name: row[name] for name in Offer.__dataclass_fields__ if name != "fields"}
    return Offer(**own, fields={name: row[name] for name in row if name not in own})
