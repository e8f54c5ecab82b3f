"""Where in a site the calendar is, and what happens next: for pages and blocks that lead to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest
from wagtail.models import Locale

from wagtail_hjelp.directory.filters import Choice
from wagtail_hjelp.directory.page_models import get_activity_model
from wagtail_hjelp.directory.places import first_in_site, site_of

from .agenda import Happens
from .snapshot import ActivitySnapshot

# How far ahead lists reach.
AHEAD = timedelta(days=365)


def calendar_url(request: HttpRequest | None, page: Any = None) -> str:
    """Return the address of the site's calendar in the page's language, or ``""``.

    The one found first in the tree. A request asks for each language once.
    """
    locale_id = page.locale_id if page is not None else Locale.get_active().pk
    kept = getattr(request, "_hjelp_calendars", None)
    if kept is None:
        kept = {}
        if request is not None:
            request._hjelp_calendars = kept  # type: ignore[attr-defined]
    if locale_id not in kept:
        site = site_of(request, page)
        found = first_in_site(site, locale_id, index_models()) if site is not None else None
        kept[locale_id] = (found.get_url(request) or "") if found is not None else ""
    return str(kept[locale_id])


def index_models() -> list[Any]:
    """Return the calendar page types that the site's activities may stand under."""
    from wagtail_hjelp.models import ActivityIndexMixin

    return [
        model
        for model in get_activity_model().allowed_parent_page_models()
        if issubclass(model, ActivityIndexMixin)
    ] or ActivityIndexMixin.__subclasses__()


def upcoming(
    held: ActivitySnapshot,
    now: datetime,
    *,
    rule: Choice,
    first: date | None,
    last: date | None,
    picked: Sequence[int],
    limit: int,
) -> list[Happens]:
    """Return the next dates of activities, by start, at most ``limit``; cancelled ones too.

    Which activities: those ``picked`` (keys of the list) and those that match the ``rule`` (values
    by facet; a season's dates are not looked at); without either, all. Without ``first`` and
    ``last`` each activity comes once, with its next date; between these local dates it comes with
    every date. An open end is a year away, an open beginning is today.
    """
    entries = set(picked)
    if rule or not picked:
        entries.update(held.index.keys_of(held.index.matching(rule)))
    if first is None and last is None:
        found = list(held.agenda.next_of(entries, now).values())
    else:
        today = held.agenda.zone.today(now)
        first = max(first or today, today)
        last = last or today + AHEAD
        found = [row for row in held.agenda.between(first, last, now) if row.entry in entries]
    found.sort(key=lambda row: (row.starts_at, row.entry, row.pk))
    return found[:limit]
