"""The feeds that somebody may see, and how each stands in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from wagtail_hjelp.collecting.importing.feed_details import in_words
from wagtail_hjelp.conf import settings
from wagtail_hjelp.models import FeedOutcome, ImportFeed
from wagtail_hjelp.models.import_feeds import open_jobs

# What can be at an address: its format and the kind of its entries.
CONTENTS: dict[str, Any] = {
    "calendar-activity": _("Calendar (iCalendar): activities"),
    "hsds-activity": _("Open Referral (HSDS): activities"),
    "hsds-organisation": _("Open Referral (HSDS): organisations"),
}
# What needs somebody's eye.
_ICON: dict[str, str] = {FeedOutcome.ATTENTION: "warning", FeedOutcome.FAILED: "warning"}


def feeds_of(places: Iterable[tuple[str, Site, Any]]) -> QuerySet[ImportFeed]:
    """Return the feeds that somebody may see and change: into places where they may import."""
    own = ImportFeed.objects.none()
    for kind, site, _page in places:
        own = own | ImportFeed.objects.filter(kind=kind, site=site)
    return own.select_related("site")


def content_of(source: ImportFeed) -> str:
    """Return the code of what is at an address."""
    return f"{source.format}-{source.kind}"


def standing_of(source: ImportFeed) -> dict[str, Any]:
    """Return how a feed stands, for a page or a row of a table."""
    return {
        "source": source,
        "content": CONTENTS[content_of(source)],
        "icon": _ICON.get(source.last_outcome, ""),
        "words": in_words(source),
        "job": source.open_job,
    }


def feeds_context(places: Iterable[tuple[str, Site, Any]]) -> dict[str, Any]:
    """Return what the page of imports says of feeds."""
    found = list(feeds_of(places))
    jobs = open_jobs(found)
    for source in found:
        source.open_job = jobs.get(source.pk)
    return {
        "feeds": [standing_of(source) for source in found],
        "feed_hosts": settings.IMPORT_HOSTS,
    }
