"""The calendars that somebody may see, and how each stands in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Site

from wagtail_hjelp.collecting.entries import EntryKind
from wagtail_hjelp.collecting.importing.calendar_details import in_words
from wagtail_hjelp.conf import settings
from wagtail_hjelp.models import CalendarOutcome, CalendarSource
from wagtail_hjelp.models.calendar_sources import open_jobs

# What needs somebody's eye.
_ICON: dict[str, str] = {CalendarOutcome.ATTENTION: "warning", CalendarOutcome.FAILED: "warning"}


def sites_of(places: Iterable[tuple[str, Site, Any]]) -> list[tuple[Site, Any]]:
    """Return the sites into whose calendars somebody may import, and the page of each."""
    return [(site, page) for kind, site, page in places if kind == EntryKind.ACTIVITY]


def calendars_of(places: Iterable[tuple[str, Site, Any]]) -> QuerySet[CalendarSource]:
    """Return the calendars that somebody may see and change."""
    sites = [site for site, _page in sites_of(places)]
    return CalendarSource.objects.filter(site__in=sites).select_related("site")


def standing_of(source: CalendarSource) -> dict[str, Any]:
    """Return how a calendar stands, for a page or a row of a table."""
    return {
        "source": source,
        "icon": _ICON.get(source.last_outcome, ""),
        "words": in_words(source),
        "job": source.open_job,
    }


def calendars_context(places: Iterable[tuple[str, Site, Any]]) -> dict[str, Any]:
    """Return what the page of imports says of calendars."""
    places = list(places)
    found = list(calendars_of(places))
    jobs = open_jobs(found)
    for source in found:
        source.open_job = jobs.get(source.pk)
    return {
        "may_have_calendars": bool(sites_of(places)),
        "calendars": [standing_of(source) for source in found],
        "calendar_hosts": settings.IMPORT_HOSTS,
    }
