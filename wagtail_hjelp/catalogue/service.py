"""A service that one can call, write to or read: the package's own kind of record. No models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wagtail_hjelp.hours.reading import read_rows

# The numbers of the ladder of acute help. A site can hide none of them, nor put another first.
ESSENTIAL = frozenset({"ambulanse-113", "politi-112", "brann-110", "legevakt-116117"})


@dataclass(frozen=True, slots=True)
class Service:
    """A national service, or one that a site has added.

    ``name`` is its own name and not translated. ``topics``, ``audiences``, ``languages`` and
    ``urgency`` are codes of :mod:`wagtail_hjelp.vocabularies`. ``contact_points`` have the stored
    form of :class:`~wagtail_hjelp.blocks.contact.ContactPointsBlock` and are not to be changed.
    """

    code: str
    name: str
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    languages: tuple[str, ...]
    urgency: str
    # Whether one may have to wait, so that another service should stand beside it.
    queue: bool
    # Whether the address leads to the one where one lives.
    local: bool
    # A, B or C, as services.toml explains; "" for a site's own.
    confidence: str
    source: str
    # When the facts were last held against their source; None where nobody says so.
    confirmed_on: date | None
    contact_points: tuple[Mapping[str, Any], ...]
    # Whether it is a site's own.
    own: bool = False
    # Lazy texts in the reader's language, "" for none. ``label`` is what it is where the name does
    # not say so ("Police"), ``description`` one or two sentences to "you", ``note`` what to know
    # before one calls.
    label: Any = ""
    description: Any = ""
    note: Any = ""
    # Whether the site has put other facts in the place of the package's.
    corrected: bool = False
    # The language of the name; "" is the catalogue's.
    name_language: str = ""
    # Of a site's own: language and sentence, in the order in which they were written.
    own_descriptions: tuple[tuple[str, str], ...] = ()

    @property
    def phone(self) -> str:
        """The first telephone number in its canonical form, or ``""``."""
        return first_phone(self.contact_points)

    @property
    def has_phone(self) -> bool:
        """Whether one can call."""
        return bool(self.phone)

    @property
    def answers(self) -> bool:
        """Whether one can get an answer from somebody there: by telephone, text message or chat."""
        return any(point["type"] in ("phone", "sms", "chat") for point in self.contact_points)

    @property
    def is_emergency(self) -> bool:
        """Whether it is for when life is in danger."""
        return self.urgency == "immediate"

    @property
    def is_essential(self) -> bool:
        """Whether it is one of the four numbers that no site can hide."""
        return self.code in ESSENTIAL


def first_phone(points: Iterable[Mapping[str, Any]]) -> str:
    """Return the first telephone number of stored contact points, or ``""``."""
    phones = (point["value"] for point in points if point["type"] == "phone")
    return next((value["number"] for value in phones if value.get("number")), "")


def same_facts(one: Iterable[Mapping[str, Any]], other: Iterable[Mapping[str, Any]]) -> bool:
    """Whether two lists of stored contact points say the same, in the same order.

    The ids that an editor's form gives, empty fields, and how rows of hours are written down do
    not count: hours are the same if they are the same rules.
    """
    return [_facts(point) for point in one] == [_facts(point) for point in other]


def _facts(point: Mapping[str, Any]) -> tuple[Any, ...]:
    value = point["value"]
    fields = {
        key: said
        for key, said in value.items()
        if key != "hours" and said is not None and said is not False and said != ""
    }
    return point["type"], fields, read_rows(value.get("hours") or ())
