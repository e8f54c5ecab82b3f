"""An activity that is cancelled as a whole: all its dates to come are."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.models.occurrences import Occurrence


def cancel_dates(page: Any, user: Any) -> int:
    """Cancel all dates of an activity that are to come; return how many."""
    coming = dates_to_cancel(page)
    for occurrence in coming:
        cancel(occurrence, Change(page, user))
    return len(coming)


def dates_to_cancel(page: Any) -> list[Occurrence]:
    """Return the dates to come that are not cancelled yet."""
    coming = Occurrence.objects.of([page.translation_key]).not_over(timezone.now())
    return [found for found in coming if not found.is_cancelled]
