"""Names that are translated in a form of their own: of topics, and of seasons to come.

They are no pages and go to no translator; a language without a name of its own shows the source's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.models import Season, Topic


@dataclass(frozen=True, slots=True)
class NameToGive:
    """A topic or season without a name in a language. ``model`` is which of them it is."""

    model: Any
    pk: int
    name: str


def names_to_give(codes: Iterable[str]) -> dict[str, list[NameToGive]]:
    """Return what has no name yet by language code, in the order in which people see it; four
    queries however many there are."""
    wanted = list(codes)
    today = moment_of(None).today
    topics = Topic.objects.prefetch_related("names")
    seasons = Season.objects.filter(last__gte=today).prefetch_related("names")
    return {
        code: [
            NameToGive(type(thing), thing.pk, thing.name)
            for thing in [*topics, *seasons]
            if code not in {entry.language_code for entry in thing.names.all()}
        ]
        for code in wanted
    }
