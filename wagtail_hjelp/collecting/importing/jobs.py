"""A file becomes pages: checked first, then imported as a whole or not at all.

::

    job = check(upload.read(), upload.name, kind, site, source="Frivilligsentralen", user=user)
    start(job, overwrite=[...])       # a background task, which calls run(job)

All pages are written in one transaction, so that a row that breaks, a worker that is killed or a
machine that stops leaves nothing. How far it has come is told outside it (:mod:`.progress`). New
pages are written many at a time (:mod:`.adding`), changed ones as an editor changes them.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Site

from wagtail_hjelp.collecting.entries import read_record
from wagtail_hjelp.collecting.files.conversion import to_file
from wagtail_hjelp.collecting.files.reading import ReadFile, read_file
from wagtail_hjelp.collecting.places import NoPlace
from wagtail_hjelp.models.imports import ImportedKey, ImportJob, ImportStatus

from .cancelling import cancel_dates
from .feed_details import Removed, hold, tell_of_import
from .plans import PAGE, Plan, PlannedRow, RowState, make_plan, plain
from .progress import forget_progress, tell_progress
from .reports import report_of
from .writing import change, create

logger = logging.getLogger(__name__)

# A run that has said nothing for so long has been killed: somebody may start it anew.
GIVEN_UP = timedelta(minutes=30)
_AT_ONCE = 500
# So many rows are written together, and then progress is told.
_AT_A_TIME = 100


class Broken(Exception):
    """The import cannot be done; its text says why, to whoever asked for it."""


class Overtaken(Exception):
    """Another run of the same import has begun meanwhile."""


def check(
    data: bytes, name: str, kind: str, site: Site, *, source: str, user: Any, publish: bool = False
) -> ImportJob:
    """Read a file, plan its import, and keep both until somebody has looked at it.

    Raises :class:`~wagtail_hjelp.collecting.files.refusing.Refused` for a file that cannot be
    read, and :class:`~wagtail_hjelp.collecting.places.NoPlace`.
    """
    read = read_file(data, name, kind)
    plan = make_plan(read, kind, site, source, user)
    return ImportJob.objects.create(
        site=site,
        kind=kind,
        source=source,
        file_name=name[:255],
        publish=publish,
        total=len(read.rows),
        content=read.as_json(),
        report=report_of(plan, kind, read.notes),
        user=user,
    )


def start(job: ImportJob, overwrite: Sequence[str], user: Any = None) -> bool:
    """Start an import in the background, with the conflicts that somebody has ticked.

    ``user`` is who does so, and what they may not change is left alone if nobody has sent it, as
    with a feed that is kept up to date. False if it has been started already, or has errors.
    """
    from wagtail_hjelp.collecting.tasks import run_import

    if job.report["has_errors"]:
        return False
    begun = ImportJob.objects.filter(_free(), pk=job.pk).update(
        status=ImportStatus.RUNNING,
        overwrite=list(overwrite),
        started_at=timezone.now(),
        ended_at=None,
        attempt=F("attempt") + 1,
        error="",
        user=job.user or user,
    )
    if not begun:
        return False
    job.refresh_from_db()
    forget_progress(job)
    transaction.on_commit(lambda: run_import.enqueue(job.pk, job.attempt))
    return True


def may_start(job: ImportJob) -> bool:
    """Whether an import may be started: it has no errors, and is not done or being done."""
    return not job.report["has_errors"] and ImportJob.objects.filter(_free(), pk=job.pk).exists()


def _free() -> Q:
    stuck = Q(status=ImportStatus.RUNNING, started_at__lt=timezone.now() - GIVEN_UP)
    return Q(status=ImportStatus.CHECKED) | Q(status=ImportStatus.FAILED) | stuck


def run(job: ImportJob) -> None:
    """Import all of it, or nothing; the job says in the end which.

    The job is as it was started: ``attempt`` says by whom.
    """
    try:
        with transaction.atomic():
            _import(job)
    except Overtaken:
        return
    except (Broken, Removed) as error:
        _failed(job, str(error))
    except NoPlace:
        _failed(job, gettext("The site has no page to put them below."))
    except Exception:
        logger.exception("Import %s was not done", job.pk)
        _failed(job, gettext("Something went wrong. Nothing has been imported."))
    else:
        job.refresh_from_db()
    finally:
        forget_progress(job)


def _failed(job: ImportJob, text: str) -> None:
    ImportJob.objects.filter(pk=job.pk, attempt=job.attempt).update(
        status=ImportStatus.FAILED, error=text, ended_at=timezone.now()
    )
    job.refresh_from_db()


def _import(job: ImportJob) -> None:
    # A write comes first: on SQLite nobody else writes from here on.
    _still_ours(job, done=0)
    is_feed = job.feed_id is not None
    if job.feed_id is not None:
        hold(job.feed_id)
    read = ReadFile.from_json(job.content)
    plan = make_plan(read, job.kind, job.site, job.source, job.user, is_feed=is_feed)
    if plan.has_errors:
        raise Broken(_why(plan))
    apply(plan, job.kind, job.source, job.user, publish=job.publish, job=job)
    # Of what was overwritten, as it was decided.
    report = report_of(plan, job.kind, read.notes, overwritten=job.overwrite)
    ended = {"ended_at": timezone.now(), "content": {}, "report": report}
    _still_ours(job, status=ImportStatus.DONE, done=len(plan.rows), **ended)
    if is_feed:
        tell_of_import(job, plan)


def _still_ours(job: ImportJob, **values: Any) -> None:
    ours = ImportJob.objects.filter(pk=job.pk, attempt=job.attempt, status=ImportStatus.RUNNING)
    if not ours.update(**values):
        raise Overtaken


def _why(plan: Plan) -> str:
    row = next(row for row in plan.rows if row.state == RowState.ERROR)
    words = {"line": row.row.line, "error": next(iter(row.errors.values()))}
    return gettext("Line %(line)d: %(error)s Nothing has been imported.") % words


def apply(
    plan: Plan,
    kind: str,
    source: str,
    user: Any,
    *,
    publish: bool,
    job: ImportJob | None = None,
) -> None:
    """Write what a plan says; conflicts only where the job has them ticked.

    Without a job nobody has been asked: what was a conflict is one the next time too.
    """
    overwrite = set(job.overwrite) if job is not None else set()
    known: list[ImportedKey] = []
    done = 0
    for some in _in_turn(plan.rows):
        new = [row for row in some if is_new(row, overwrite)]
        made = create(new, publish=publish, user=user)
        for row in some:
            written = made.get(row.row.line) or _change(row, overwrite, publish, user)
            if written is not None and row.key:
                asked = [] if job is not None else [one.name for one in row.conflicts]
                names = [name for name in plan.names if name not in asked]
                known.append(_known(row, kind, source, names, *written))
        done += len(some)
        if job is not None:
            tell_progress(job, done)
    _remember(known)


def _in_turn(rows: Sequence[PlannedRow]) -> Iterator[Sequence[PlannedRow]]:
    for start in range(0, len(rows), _AT_A_TIME):
        yield rows[start : start + _AT_A_TIME]


def is_new(row: PlannedRow, overwrite: Collection[str]) -> bool:
    """Whether a row becomes a new page: one whose page was deleted only if somebody says so."""
    if row.state == RowState.CREATE:
        return True
    return any(one.name == PAGE and one.token in overwrite for one in row.conflicts)


def _change(
    row: PlannedRow, overwrite: Collection[str], publish: bool, user: Any
) -> tuple[Any, list[str]] | None:
    """Write a row on its page; return that as it says now and the parts that were written."""
    if row.state in (RowState.LEFT_OUT, RowState.ERROR) or row.page is None:
        return None
    names = [*row.changes, *(one.name for one in row.conflicts if one.token in overwrite)]
    page = change(row.page, row.entry, names, publish=publish, user=user) if names else row.page
    if row.row.cancelled:
        cancel_dates(page, user)
    return page, names


def _known(
    row: PlannedRow,
    kind: str,
    source: str,
    names: Sequence[str],
    page: Any,
    written: Collection[str],
) -> ImportedKey:
    """Return what is to be known of a row from now on.

    A part that has been changed by hand and was left alone is still known as it was imported.
    """
    entry = plain(read_record(page)) if written or row.known is None else {}
    told = to_file(row.entry, kind)
    before = row.known.record if row.known is not None else {}
    same = [name for name in names if row.now and row.now[name] == told[name]]
    record = dict(before)
    for name in names:
        if name in written or (name in same and row.known is None):
            record[name] = entry[name]
    said = {**(row.known.said if row.known is not None else {})}
    said.update({name: told[name] for name in names})
    return ImportedKey(
        source=source,
        kind=kind,
        key=row.key,
        translation_key=page.translation_key,
        said=said,
        record=record,
        imported_at=timezone.now(),
    )


def _remember(known: Sequence[ImportedKey]) -> None:
    for start in range(0, len(known), _AT_ONCE):
        some = known[start : start + _AT_ONCE]
        keys = [one.key for one in some]
        ImportedKey.objects.filter(source=some[0].source, kind=some[0].kind, key__in=keys).delete()
        ImportedKey.objects.bulk_create(some)
