"""What is planned of a page before it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from wagtail.models import Page

from .content import Words
from .hours import HoursReader
from .raw import NAMESPACE, Raw, stable_id

Ids = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """One page in all its languages.

    ``name`` is what targets in the content files call it. ``words`` makes the translated fields
    in a language, out of its words and the primary keys of the source pages by name. ``topics`` and
    ``keywords`` are None for pages that have none.
    """

    name: str
    model: type[Page]
    slug: str
    words: Callable[[Words, Ids], dict[str, Any]]
    facts: dict[str, Any] = field(default_factory=dict)
    # Fields that point to other pages, by those pages' names.
    links: Mapping[str, str] = field(default_factory=dict)
    # The season that it follows, by its code.
    season: str = ""
    # The page that it is made below.
    parent: str = "home"
    topics: Sequence[str] | None = None
    keywords: Sequence[str] | None = None
    # When its facts were last confirmed; None for pages without.
    confirmed_days_ago: int | None = None

    @property
    def translation_key(self) -> UUID:
        return uuid5(NAMESPACE, self.name)


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


def one_line(html: str) -> str:
    """Return rich text as the editor would store it, without line breaks between elements."""
    return re.sub(r">\s*\n\s*<", "><", html.strip())
