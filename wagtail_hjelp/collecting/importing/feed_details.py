"""What is known of a feed that is kept up to date, and what an editor is told of it.

Nothing that is gone from a feed is deleted or cancelled here: why it is gone nobody has said.
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
from wagtail_hjelp.collecting.entries import EntryKind, model_of
from wagtail_hjelp.collecting.files.reading import FileRow
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models.import_feeds import FeedFormat, FeedOutcome, ImportFeed
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
    """The feed is not kept up to date any more."""


def hold(pk: int) -> ImportFeed:
    """Return a feed that nobody else writes until this transaction is over."""
    # A write locks the row on every database, and on SQLite the whole of it.
    if not ImportFeed.objects.filter(pk=pk).update(attempt=F("attempt")):
        raise Removed(gettext("It is not kept up to date any more. Nothing has been imported."))
    return ImportFeed.objects.get(pk=pk)


# --- what is gone ---------------------------------------------------------------------------


def still_to_come(source: ImportFeed, keys: Collection[str]) -> dict[str, Any]:
    """Return the pages of entries that still tell residents of something, by the entries' keys.

    An organisation's page does as long as it stands, an activity's as long as it has dates to come.
    A page that has been taken down has been decided on, and a draft that was never published tells
    of what it says.
    """
    known = {
        one.key: one.translation_key
        for some in _some(keys)
        for one in ImportedKey.objects.filter(source=source.name, kind=source.kind, key__in=some)
    }
    pages: dict[Any, Any] = {}
    own = source_locale().pk
    for some in _some(set(known.values())):
        found = model_of(source.kind)._base_manager.filter(translation_key__in=some, alias_of=None)
        for page in found:
            if page.translation_key not in pages or page.locale_id == own:
                pages[page.translation_key] = page
    coming = _with_dates(pages) if source.kind == EntryKind.ACTIVITY else _standing(pages)
    if (source.kind, source.format) == (EntryKind.ACTIVITY, FeedFormat.HSDS):
        # A service without a schedule is there until somebody says that it is not.
        coming |= {key for key in _standing(pages) if not standing(pages[key]).dates}
    return {
        key: pages[translation_key]
        for key, translation_key in known.items()
        if translation_key in coming
    }


def _standing(pages: Mapping[Any, Any]) -> set[Any]:
    return {key for key, page in pages.items() if page.live or not page.first_published_at}


def _with_dates(pages: Mapping[Any, Any]) -> set[Any]:
    now = timezone.now()
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


def gone_from(source: ImportFeed, keys: Collection[str]) -> dict[str, Any]:
    """Return the pages of entries that a feed had and, with these keys in it, has no more."""
    before = dict.fromkeys([*source.missing, *source.keys])
    return still_to_come(source, [key for key in before if key not in set(keys)])


def keys_of(rows: Iterable[FileRow]) -> list[str]:
    """Return the keys of what is in a feed. What it says is not active any more is not."""
    return [str(row.record["key"]) for row in rows if not row.left_out]


# --- what is told ---------------------------------------------------------------------------


def values_of(source: ImportFeed, plan: Plan) -> dict[str, Any]:
    """Return what is known of a feed once a plan of all that is in it has been carried out."""
    keys = keys_of(row.row for row in plan.rows)
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
                    [label_of(source.kind, name), text] for name, text in row.errors.items()
                ],
            }
            for row in wrong[:MOST_TOLD]
        ],
        "deleted_count": len(deleted),
        "deleted": [row.title for row in deleted[:MOST_TOLD]],
    }
    return {"keys": keys, "missing": [*gone], "details": details}


def outcome_of(details: Details, job: Any) -> str:
    """Return how it stands with a feed that could be read."""
    if job is not None or details.get("gone_count") or details.get("wrong_count"):
        return FeedOutcome.ATTENTION
    counts = details.get("counts", {})
    is_new = any(counts.get(state) for state in _WRITTEN)
    return FeedOutcome.UPDATED if is_new else FeedOutcome.UNCHANGED


def is_settled(details: Details, job: Any) -> bool:
    """Whether there is nothing in a feed that is otherwise here: nothing to decide or mend."""
    return outcome_of(details, job) != FeedOutcome.ATTENTION and not details["deleted_count"]


def in_words(source: ImportFeed) -> list[str]:
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
        (gettext("No longer there: %(count)d."), details.get("gone_count")),
        (gettext("Left out, with something wrong: %(count)d."), details.get("wrong_count")),
        (gettext("Left out, deleted here: %(count)d."), details.get("deleted_count")),
    ]
    return [text % {"count": count} for text, count in told if count]


# --- after an import that somebody has started ----------------------------------------------


def tell_of_import(job: ImportJob, plan: Plan) -> None:
    """Say of its feed what an import has done; within its transaction, the feed held."""
    source = ImportFeed.objects.get(jobs=job)
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


def forget_open(source: ImportFeed, but: Any = None, **which: Any) -> None:
    """Delete imports of a feed that were not started: what they would import is old."""
    open_ones = [ImportStatus.CHECKED, ImportStatus.FAILED]
    waiting = source.jobs.filter(status__in=open_ones, **which)
    if but is not None:
        waiting = waiting.exclude(pk=but.pk)
    waiting.delete()
    source.__dict__.pop("open_job", None)


def leave_gone(source: ImportFeed) -> None:
    """Somebody has looked at what is gone from a feed: it stays as it is, and is not told of
    again."""
    source.missing = []
    source.details = {**source.details, "gone": [], "gone_count": 0}
    if source.last_outcome == FeedOutcome.ATTENTION:
        source.last_outcome = outcome_of(source.details, source.open_job)
    source.save(update_fields=["missing", "details", "last_outcome"])


def _some(values: Iterable[Any]) -> Iterator[list[Any]]:
    found = list(values)
    for start in range(0, len(found), _AT_ONCE):
        yield found[start : start + _AT_ONCE]
