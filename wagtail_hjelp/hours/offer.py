"""Whose hours are an offer's: its own, else those of its first way in that has some."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .book import HoursBook
from .reading import Row
from .view import HoursView, hours_view


@dataclass(frozen=True, slots=True)
class OfferHours:
    """The hours by which an offer is labelled and found; ``kind`` is the way in they belong to."""

    view: HoursView | None = None
    kind: str = ""


def offer_hours(opening: Iterable[Row], contacts: Iterable[Row], book: HoursBook) -> OfferHours:
    """Return an offer's hours from what is stored of it.

    An offer that says nothing itself is open as its first way in with hours is: the editor puts the
    best way in first. A way in for "whenever the offer is not open" says nothing by itself.
    """
    own = hours_view(opening, book)
    if own is not None:
        return OfferHours(own)
    for contact in contacts:
        rows = (contact["value"] or {}).get("hours") or ()
        view = hours_view(rows, book) if rows else None
        if view is not None:
            return OfferHours(view, contact["type"])
    return OfferHours()
