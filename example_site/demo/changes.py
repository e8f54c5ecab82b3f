"""Single dates that are cancelled, moved, full or extra: made as an editor makes them."""

from __future__ import annotations

from typing import Any

from wagtail_hjelp.activities import changes
from wagtail_hjelp.models import Occurrence
from wagtail_hjelp.schedule.recurrence import Times
from wagtail_hjelp.vocabularies import OccurrenceStatus

from .content import MissingWords, Words
from .happenings import PlannedChange


def make_change(page: Any, planned: PlannedChange, words: Words, user: Any) -> bool:
    """Make a change if it is not made yet; return whether it was.

    A date that the rules do not give (in a break, say) is left out.
    """
    change = changes.Change(page, user, planned.reason, _note(planned, words))
    times = Times(planned.starts, planned.ends)
    found = Occurrence.objects.of([page.translation_key]).filter(day=planned.day).first()
    if planned.what == "extra":
        if found is None:
            changes.add_extra(planned.day, planned.day, times, change)
        return found is None
    if found is None:
        return False
    if planned.what == "moved":
        if not found.moved:
            changes.move(found, planned.day, planned.day, times, change)
        return not found.moved
    wanted = OccurrenceStatus(planned.what)
    if found.status == wanted:
        return False
    (changes.cancel if wanted == OccurrenceStatus.CANCELLED else changes.mark_full)(found, change)
    return True


def _note(planned: PlannedChange, words: Words) -> str:
    try:
        return words.text("changes", planned.activity.removeprefix("activity:"), "note")
    except MissingWords:
        return ""
