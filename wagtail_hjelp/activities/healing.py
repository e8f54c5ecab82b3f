"""Endless series heal as time passes: "every Wednesday" always reaches a year ahead.

No nightly job is needed. Each process looks once a day, when somebody looks at a calendar, and
writes on what has come too near. ``manage.py hjelp_occurrences`` does it for all at once.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, transaction

from wagtail_hjelp.models.directory import DirectoryStamp, Listed
from wagtail_hjelp.models.occurrences import DateSeries

from .writing import date_calendar, extend

logger = logging.getLogger(__name__)

# A list reaches a year ahead. What is written for fewer days than this is written further.
KEEP_AHEAD = timedelta(days=370)
# A visitor who happens to come first on a day does not wait for all of them.
AT_ONCE = 25

_seen: list[date] = []


def heal(now: datetime, *, at_once: int | None = AT_ONCE) -> int:
    """Write series further that reach less than a year ahead; return how many.

    Asks the database at most once a day in each process, until nothing is left. Safe when two do it
    at once; a database that cannot be written to is logged and left: a year is still there.
    """
    today = date_calendar().zone.today(now)
    if _seen == [today]:
        return 0
    try:
        healed, left = _heal(now, today, at_once)
    except DatabaseError:
        logger.warning("Dates of activities could not be written further", exc_info=True)
        healed, left = 0, False
    if not left:
        _seen[:] = [today]
    return healed


def forget() -> None:
    """Look again at the next call, whatever day it is."""
    _seen.clear()


def _heal(now: datetime, today: date, at_once: int | None) -> tuple[int, bool]:
    stale = (
        DateSeries.objects.filter(endless=True, written_until__lt=today + KEEP_AHEAD)
        .order_by("written_until", "pk")
        .values_list("pk", flat=True)
    )
    keys = list(stale if at_once is None else stale[: at_once + 1])
    chosen = keys[:at_once]
    for start in range(0, len(chosen), AT_ONCE):
        _extend(chosen[start : start + AT_ONCE], now)
    return len(chosen), len(chosen) < len(keys)


@transaction.atomic
def _extend(keys: Collection[UUID], now: datetime) -> None:
    # First the stamp, as publishing does, then the series by their keys: none waits for another
    # that waits for it.
    DirectoryStamp.renew(Listed.ACTIVITIES)
    for series in DateSeries.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        extend(series, now)
