"""Which day it is for a consent: the municipality's, whatever zone the server is in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from wagtail_hjelp.conf import settings


def today(now: datetime | None = None) -> date:
    """Return the local date of a moment, or of this one."""
    return (now or timezone.now()).astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def first_kept(on: date | None = None) -> date:
    """Return the earliest last day of a consent whose record is still kept on a day."""
    return (on or today()) - timedelta(days=settings.CONSENT_GRACE_DAYS)
