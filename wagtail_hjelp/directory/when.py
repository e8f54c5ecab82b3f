"""When somebody needs it: "open now", and "open between these dates".

The answer is the one that the label on each offer gives: both ask the same schedule at the same
moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext

from wagtail_hjelp.hours.words import date_range_text

# How far ahead one may ask, and for how many days: nobody knows more, and a question costs time.
AHEAD = timedelta(days=400)
LONGEST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class When:
    """What was asked for. ``first`` and ``last`` are both given or both None."""

    open_now: bool = False
    first: date | None = None
    last: date | None = None

    @classmethod
    def read(cls, parameters: Mapping[str, str], today: date) -> When:
        """Read an address: dates back to front are turned round, days gone by are passed over.

        One date alone is that day, or up to that day from now on.
        """
        first, last = _date(parameters.get("from", "")), _date(parameters.get("to", ""))
        if first and last and last < first:
            first, last = last, first
        first, last = first or (today if last else None), last or first
        if first is None or last is None or last < today or first > today + AHEAD:
            return cls(open_now=parameters.get("open") == "now")
        first = max(first, today)
        return cls(
            open_now=parameters.get("open") == "now", first=first, last=min(last, first + LONGEST)
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters of the address that asks for this."""
        found = [("open", "now")] if self.open_now else []
        if self.first and self.last:
            found += [("from", self.first.isoformat()), ("to", self.last.isoformat())]
        return found

    def without_open_now(self) -> When:
        return replace(self, open_now=False)

    def without_dates(self) -> When:
        return replace(self, first=None, last=None)

    def dates_text(self, today: date) -> str:
        """Return the dates in words, ``""`` if there are none."""
        if self.first is None or self.last is None:
            return ""
        return gettext("Open %(dates)s") % {"dates": date_range_text(self.first, self.last, today)}


@dataclass(frozen=True, slots=True)
class WhenFilter:
    """The filter as a form shows it."""

    open_now: bool
    open_now_count: int
    first: str
    last: str
    earliest: str
    latest: str


def when_filter(when: When, open_now_count: int, today: date) -> WhenFilter:
    """Return the filter with its count, its dates as HTML writes them and their bounds."""
    return WhenFilter(
        open_now=when.open_now,
        open_now_count=open_now_count,
        first=when.first.isoformat() if when.first else "",
        last=when.last.isoformat() if when.last else "",
        earliest=today.isoformat(),
        latest=(today + AHEAD).isoformat(),
    )


def _date(text: str) -> date | None:
    # As <input type="date"> sends it; Python also takes week dates and dates without hyphens.
    if not (len(text) == 10 and text[4] == text[7] == "-"):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
