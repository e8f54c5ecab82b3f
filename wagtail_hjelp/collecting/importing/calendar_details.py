"""What is known of a calendar that is kept up to date, and what an editor is told of it.

Nothing that is gone from a calendar is deleted or cancelled here: why it is gone nobody has said.
Somebody looks at the page and decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.activities.writing import AHEAD, date_calendar
from wagtail_hjelp.collecting.entries import EntryKind
from wagtail_hjelp.directory.page_models import get_activity_model
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models.calendar_sources import CalendarOutcome, CalendarSource
from wagtail_hjelp.models.imports import ImportedKey, ImportJob, ImportStatus
from wagtail_hjelp.models.occurrences import Occurrence
from wagtail_hjelp.schedule.recurrence import happenings, over_at
from wagtail_hjelp.vocabularies import OccurrenceStatus

from .plans import PAGE, Plan, RowState, standing
from .reports import label_of

# Of each thing that is told one by one, the first so many.
MOST_TOLD = 100
_AT_ONCE = 500
# What changes a page.
_WRITTEN = (RowState.CREATE, RowState.UPDATE, RowState.CANCEL)

Details = dict[str, Any]


class Removed(Exception):
    """The calendar is not kept up to date any more."""


def hold(pk: int) -> CalendarSource:
    """Return a calendar that nobody else writes until this transaction is over."""
    # A write locks the row on every database, and on SQLite the whole of it.
    if not CalendarSource.objects.filter(pk=pk).update(attempt=F("attempt")):
        raise Removed(
            gettext("The calendar is not kept up to date any more. Nothing has been imported.")
        )
    return CalendarSource.objects.get(pk=pk)


# --- what is gone ---------------------------------------------------------------------------


def still_to_come(source: CalendarSource, keys: Collection[str]) -> dict[str, Any]:
    """Return the pages of events that have dates to come, by the events' keys.

    A page that has been taken down has been decided on, and a draft that was never published has
    the dates that it says.
    """
    known = {
        one.key: one.translation_key
        for some in _some(keys)
        for one in ImportedKey.objects.filter(
            source=source.name, kind=EntryKind.ACTIVITY, key__in=some
        )
    }
    pages: dict[Any, Any] = {}
    own = source_locale().pk
    for some in _some(set(known.values())):
        found = get_activity_model()._base_manager.filter(translation_key__in=some, alias_of=None)
        for page in found:
            if page.translation_key not in pages or page.locale_id == own:
                pages[page.translation_key] = page
    coming = _with_dates(pages, timezone.now())
    return {
        key: pages[translation_key]
        for key, translation_key in known.items()
        if translation_key in coming
    }


def _with_dates(pages: Mapping[Any, Any], now: datetime) -> set[Any]:
    live = [key for key, page in pages.items() if page.live]
    found = {
        key
        for some in _some(live)
        for key in Occurrence.objects.of(some)
        .not_over(now)
        .exclude(status=OccurrenceStatus.CANCELLED)
        .values_list("activity_key", flat=True)
    }
    drafts = (page for page in pages.values() if not page.live and not page.first_published_at)
    return found | {page.translation_key for page in drafts if _says_dates(page, now)}


def _says_dates(page: Any, now: datetime) -> bool:
    calendar = date_calendar()
    today = calendar.zone.today(now)
    dates = read_dates(standing(page).dates.raw_data)
    found = happenings(dates, today, today + AHEAD, calendar)
    return any(over_at(one, calendar.zone) > now for one in found)


def gone_from(source: CalendarSource, keys: Collection[str]) -> dict[str, Any]:
    """Return the pages of events that a calendar had and, with these keys in it, has no more."""
    before = dict.fromkeys([*source.missing, *source.keys])
    return still_to_come(source, [key for key in before if key not in set(keys)])


# --- what is told ---------------------------------------------------------------------------


def values_of(source: CalendarSource, plan: Plan) -> dict[str, Any]:
    """Return what is known of a calendar once a plan of all that is in it has been carried out."""
    keys = [row.key for row in plan.rows]
    gone = gone_from(source, keys)
    wrong = [row for row in plan.rows if row.errors]
    deleted = [row for row in plan.rows if any(one.name == PAGE for one in row.conflicts)]
    details: Details = {
        "counts": plan.counts(),
        "gone_count": len(gone),
        "gone": [
            {"title": page.get_admin_display_title(), "page": page.pk}
            for page in [*gone.values()][:MOST_TOLD]
        ],
        "wrong_count": len(wrong),
        "wrong": [
            {
                "line": row.row.line,
                "title": row.title,
                "errors": [
                    [label_of(EntryKind.ACTIVITY, name), text] for name, text in row.errors.items()
                ],
            }
            for row in wrong[:MOST_TOLD]
        ],
        "deleted_count": len(deleted),
        "deleted": [row.title for row in deleted[:MOST_TOLD]],
    }
    return {"keys": keys, "missing": [*gone], "details": details}


def outcome_of(details: Details, job: Any) -> str:
    """Return how it stands with a calendar that could be read."""
    if job is not None or details.get("gone_count") or details.get("wrong_count"):
        return CalendarOutcome.ATTENTION
    counts = details.get("counts", {})
    is_new = any(counts.get(state) for state in _WRITTEN)
    return CalendarOutcome.UPDATED if is_new else CalendarOutcome.UNCHANGED


def is_settled(details: Details, job: Any) -> bool:
    """Whether there is nothing in a calendar that is otherwise here: nothing to decide or mend."""
    return outcome_of(details, job) != CalendarOutcome.ATTENTION and not details["deleted_count"]


def in_words(source: CalendarSource) -> list[str]:
    """Return what happened the last time, a line for each thing, and no name of anything."""
    details = source.details
    if details.get("error"):
        return [details["error"]]
    counts, job = details.get("counts", {}), source.open_job
    told = [
        (gettext("New: %(count)d."), counts.get(RowState.CREATE)),
        (gettext("Changed: %(count)d."), counts.get(RowState.UPDATE)),
        (gettext("Cancelled: %(count)d."), counts.get(RowState.CANCEL)),
        (gettext("Changed by hand here, and otherwise there: %(count)d."), job and job.total),
        (gettext("No longer in the calendar: %(count)d."), details.get("gone_count")),
        (gettext("Left out, with something wrong: %(count)d."), details.get("wrong_count")),
        (gettext("Left out, deleted here: %(count)d."), details.get("deleted_count")),
    ]
    return [text % {"count": count} for text, count in told if count]


# --- after an import that somebody has started ----------------------------------------------


def tell_of_import(job: ImportJob, plan: Plan) -> None:
    """Say of its calendar what an import has done; within its transaction, the calendar held."""
    source = CalendarSource.objects.get(jobs=job)
    if job.is_whole:
        for name, value in values_of(source, plan).items():
            setattr(source, name, value)
        source.begun_at = source.begun_at or timezone.now()
        source.last_read_at = job.made_at
        # All that was otherwise has been decided on.
        forget_open(source)
    if not source.details.get("error"):
        source.last_outcome = outcome_of(source.details, source.open_job)
    # What was not decided on then is looked for again.
    source.forget_tags()
    source.save()


def forget_open(source: CalendarSource, but: Any = None, **which: Any) -> None:
    """Delete imports of a calendar that were not started: what they would import is old."""
    open_ones = [ImportStatus.CHECKED, ImportStatus.FAILED]
    waiting = source.jobs.filter(status__in=open_ones, **which)
    if but is not None:
        waiting = waiting.exclude(pk=but.pk)
    waiting.delete()
    source.__dict__.pop("open_job", None)


def leave_gone(source: CalendarSource) -> None:
    """Somebody has looked at what is gone from a calendar: it stays as it is, and is not told of
    again."""
    source.missing = []
    source.details = {**source.details, "gone": [], "gone_count": 0}
    if source.last_outcome == CalendarOutcome.ATTENTION:
        source.last_outcome = outcome_of(source.details, source.open_job)
    source.save(update_fields=["missing", "details", "last_outcome"])


def _some(values: Iterable[Any]) -> Iterator[list[Any]]:
    found = list(values)
    for start in range(0, len(found), _AT_ONCE):
        yield found[start : start + _AT_ONCE]
