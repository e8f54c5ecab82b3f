"""How it stands with a date of an activity, and what became of it, in words for editors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_noop as _

from wagtail_hjelp.activities.words import occurrence_text
from wagtail_hjelp.hours.words import weekday_date_text
from wagtail_hjelp.models.occurrences import Occurrence
from wagtail_hjelp.schedule import Calendar, Dates, happenings
from wagtail_hjelp.vocabularies import OccurrenceStatus

_LOGGED = {
    "cancel": _("Cancelled %(date)s"),
    "full": _("Marked %(date)s as full"),
    "move": _("Moved %(date)s"),
    "reopen": _("Said that %(date)s takes place"),
    "restore": _("Set %(date)s back to what the rows say"),
    "extra": _("Added %(date)s"),
    "remove": _("Removed %(date)s, which had been added by hand"),
}


def occurrence_message(data: Mapping[str, Any]) -> str:
    """Return what the history of a page says of a change: "Cancelled Tuesday 24 November 2026".

    ``data`` is that of the log entry: ``what`` and ``day``, the date as the rows give it.
    """
    text = gettext(_LOGGED.get(data.get("what", ""), _("Changed %(date)s")))
    try:
        day = date.fromisoformat(data.get("day", ""))
    except (TypeError, ValueError):
        return text % {"date": "–"}
    # The history is read years after: with the year.
    return text % {"date": weekday_date_text(day, date.min)}


def when_text(occurrence: Occurrence, today: date) -> str:
    """Return when a date is: "Tuesday 24 November, 14:00–16:00"."""
    return occurrence_text(
        occurrence.starts_at,
        occurrence.ends_at,
        occurrence.all_day,
        occurrence.first_day,
        occurrence.last_day,
        today,
    )


def standings(occurrence: Occurrence) -> list[tuple[str, str]]:
    """Return what is not as the rows say, as codes with their words, the gravest first.

    Codes are "cancelled", "full", "moved" and "extra".
    """
    found = []
    if occurrence.status != OccurrenceStatus.SCHEDULED:
        found.append((str(occurrence.status), str(occurrence.get_status_display())))
    if occurrence.is_extra:
        found.append(("extra", pgettext("status of a date", "Extra")))
    elif occurrence.moved:
        found.append(("moved", pgettext("status of a date", "Moved")))
    return found


def moved_from_text(occurrence: Occurrence, dates: Dates, today: date, calendar: Calendar) -> str:
    """Return when a date would be if nobody had moved it; ``""`` for one that was not.

    ``dates`` are the rows that the occurrences were made from.
    """
    if not occurrence.moved:
        return ""
    if not occurrence.is_extra:
        for found in happenings(dates, occurrence.day, occurrence.day, calendar):
            if found.row == occurrence.row:
                return occurrence_text(
                    found.starts, found.ends, found.all_day, found.day, found.last_day, today
                )
    day = calendar.zone.today(occurrence.rule_starts_at)
    return occurrence_text(occurrence.rule_starts_at, None, False, day, day, today)
