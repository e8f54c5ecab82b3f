"""What becomes of one date: cancelled, full, moved, or an extra one.

Each change is live at once, in every language: it hangs on the activity, not on a page's text.
It is made of the date as it stands in the database, not as the caller has read it. A date that a
publishing has removed meanwhile raises ``Occurrence.DoesNotExist``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from wagtail_hjelp.models.directory import DirectoryStamp, Listed
from wagtail_hjelp.models.occurrences import EXTRA, DateSeries, Occurrence
from wagtail_hjelp.schedule.recurrence import Dates, Once, Times, happenings
from wagtail_hjelp.vocabularies import OccurrenceStatus

from .reading import read_dates
from .writing import date_calendar, times_of


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes a date of which page, and the word to the public."""

    page: Any
    user: Any = None
    reason: str = ""
    note: str = ""


class AlreadyThere(ValueError):
    """The activity has that date at that time already."""


@transaction.atomic
def cancel(occurrence: Occurrence, change: Change) -> Occurrence:
    """Cancel a date: it stays visible, as cancelled."""
    found = _locked(occurrence)
    found.status = OccurrenceStatus.CANCELLED
    return _save(found, change, "cancel")


@transaction.atomic
def mark_full(occurrence: Occurrence, change: Change) -> Occurrence:
    """Say that there is no place left on a date.

    What was said about a date that was moved is said still, unless there is something new to say.
    """
    found = _locked(occurrence)
    if found.moved and not found.is_cancelled and not (change.reason or change.note):
        change = replace(change, reason=found.reason, note=found.note)
    found.status = OccurrenceStatus.FULL
    return _save(found, change, "full")


@transaction.atomic
def reopen(occurrence: Occurrence, change: Change) -> Occurrence:
    """Say that a date is neither cancelled nor full any more. If it was moved, it stays moved."""
    found = _locked(occurrence)
    found.status = OccurrenceStatus.SCHEDULED
    return _save(found, replace(change, reason="", note=""), "reopen")


@transaction.atomic
def restore(occurrence: Occurrence, change: Change) -> Occurrence:
    """Let a date be as its row says: not cancelled, not full, not moved.

    An extra one has no row, and a date in the past may have lost its own: they keep their times.
    """
    found = _locked(occurrence)
    found.status = OccurrenceStatus.SCHEDULED
    if found.is_extra:
        found.moved, found.rule_starts_at = False, found.starts_at
    elif times := _times_of_rule(found):
        found.moved = False
        _assign(found, times)
    return _save(found, replace(change, reason="", note=""), "restore")


@transaction.atomic
def move(occurrence: Occurrence, day: date, last: date, times: Times, change: Change) -> Occurrence:
    """Give a date another day or time; what it was stays known to calendars."""
    found, new = _locked(occurrence), _when(day, last, times)
    was = _times_of_rule(found) or {"starts_at": found.rule_starts_at}
    found.status = OccurrenceStatus.SCHEDULED
    # Another end is another time too: the next publishing must leave it alone.
    found.moved = any(new[name] != value for name, value in was.items() if name in new)
    _assign(found, new)
    return _save(found, change, "move")


@transaction.atomic
def add_extra(day: date, last: date, times: Times, change: Change) -> Occurrence:
    """Add a date beside those that the activity's rows give.

    Raises :class:`AlreadyThere` if it has one with the same start.
    """
    key, new = change.page.translation_key, _when(day, last, times)
    DirectoryStamp.renew(Listed.ACTIVITIES)
    if Occurrence.objects.of([key]).filter(starts_at=new["starts_at"]).exists():
        raise AlreadyThere
    occurrence = Occurrence(
        activity_key=key,
        row=f"{EXTRA}{uuid4().hex}",
        day=day,
        rule_starts_at=new["starts_at"],
        **new,
    )
    return _save(occurrence, change, "extra")


@transaction.atomic
def remove_extra(occurrence: Occurrence, change: Change) -> None:
    """Take an extra date away again, as if it had never been told."""
    if not occurrence.is_extra:
        raise ValueError("only a date that was added by hand can be removed")
    found = _locked(occurrence)
    _log(found, change, "remove")
    found.delete()


def _locked(occurrence: Occurrence) -> Occurrence:
    """Return a date as it stands now: two editors may have the list open.

    Lists are told first: publishing locks their stamp before it locks dates, and so neither waits
    for the other for ever.
    """
    DirectoryStamp.renew(Listed.ACTIVITIES)
    return Occurrence.objects.select_for_update().get(pk=occurrence.pk)


def _save(occurrence: Occurrence, change: Change, action: str) -> Occurrence:
    occurrence.reason, occurrence.note = change.reason, change.note
    occurrence.sequence += 1
    occurrence.changed_at, occurrence.changed_by = timezone.now(), change.user
    occurrence.save()
    _log(occurrence, change, action)
    return occurrence


def _log(occurrence: Occurrence, change: Change, action: str) -> None:
    log(
        instance=change.page,
        action="wagtail_hjelp.occurrence",
        user=change.user,
        data={
            "what": action,
            "day": occurrence.day.isoformat(),
            "starts_at": occurrence.starts_at.isoformat(),
            "reason": change.reason,
        },
    )


def _when(day: date, last: date, times: Times) -> dict[str, Any]:
    calendar = date_calendar()
    found = happenings(Dates((Once("", day, last, times),)), day, day, calendar)[0]
    return times_of(found, calendar)


def _assign(occurrence: Occurrence, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(occurrence, name, value)


def _times_of_rule(occurrence: Occurrence) -> dict[str, Any]:
    """Return the times that the date's row says, as it was last published; none if it is gone."""
    series = DateSeries.of(occurrence.activity_key)
    dates = read_dates(series.rows) if series is not None else Dates()
    calendar = date_calendar()
    for found in happenings(dates, occurrence.day, occurrence.day, calendar):
        if found.row == occurrence.row:
            return {"rule_starts_at": found.starts, **times_of(found, calendar)}
    return {}
