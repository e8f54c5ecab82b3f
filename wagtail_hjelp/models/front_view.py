"""What happens next, on the front page: a few dates out of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wagtail_hjelp.activities.cards import make_cards, midnight_after
from wagtail_hjelp.activities.chosen import kept_calendar_url
from wagtail_hjelp.activities.places import upcoming
from wagtail_hjelp.activities.snapshot import activity_snapshot
from wagtail_hjelp.activities.when import named_days
from wagtail_hjelp.directory.places import site_scope
from wagtail_hjelp.hours.moment import moment_of

# As many activities, each at its next date: enough to see that something happens.
MOST = 6

_CARD_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Happening:
    """The next dates as cards in HTML, what they are called together, and the calendar."""

    heading: str
    cards: list[SafeString]
    url: str


def happening_next(request: HttpRequest | None, page: Any = None) -> Happening | None:
    """Return what happens next in a site, in the language of ``page``; None if nothing does.

    Each activity stands there once. The request's moment learns when the first of them is over, or
    the day is: words such as "today" and "this week" end with it.
    """
    scope = site_scope(request, page)
    if scope is None:
        return None
    held = activity_snapshot(scope, request)
    moment, zone = moment_of(request), held.agenda.zone
    rows = upcoming(held, moment.now, rule={}, first=None, last=None, picked=(), limit=MOST)
    if not rows:
        return None
    today = zone.today(moment.now)
    moment.holds_until(min(row.over_at for row in rows))
    moment.holds_until(midnight_after(today, zone))
    _today, sunday = named_days("week", today)
    this_week = all(row.first_day <= sunday for row in rows)
    return Happening(
        heading=gettext("What happens this week") if this_week else gettext("What happens next"),
        cards=[
            card.render(_CARD_LEVEL, moment, dated=True) for card in make_cards(rows, held, request)
        ],
        url=kept_calendar_url(held, request, page),
    )
