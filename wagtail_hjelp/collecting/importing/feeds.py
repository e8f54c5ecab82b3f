"""A feed at an address, kept up to date: looked at by a person first, and then by itself.

::

    job = look_at(source, user)          # what it would do; a person starts it
    bring_up_to_date(source)             # each night: as a file from the same source

A fetching is as a file (:mod:`.plans`): what is new becomes pages, what is changed is changed, what
has been changed by hand meanwhile is not overwritten, but waits in an import in which somebody may
tick it. All is written, or nothing. One thing is otherwise: an entry with something wrong is left
out and told of, and the rest is imported. Nobody here can mend somebody else's feed, and one broken
event must not keep a cancellation of another from the public.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from wagtail_hjelp.collecting.files.reading import ReadFile, read_file
from wagtail_hjelp.collecting.files.refusing import Empty, Refused
from wagtail_hjelp.collecting.places import NoPlace
from wagtail_hjelp.models.import_feeds import FeedFormat, FeedOutcome, ImportFeed
from wagtail_hjelp.models.imports import ImportJob, ImportStatus

from .feed_details import (
    Removed,
    forget_open,
    gone_from,
    is_settled,
    keys_of,
    outcome_of,
    still_to_come,
    values_of,
)
from .feed_pages import fetch_pages
from .fetching import Answer, NotFetched, Wire, fetch
from .jobs import GIVEN_UP, Overtaken, apply
from .plans import PAGE, Plan, make_plan, plain
from .reports import report_of

logger = logging.getLogger(__name__)

# What it would be called as a file.
_FILES: dict[str, str] = {FeedFormat.CALENDAR: "calendar.ics", FeedFormat.HSDS: "feed.json"}


class Unlike(Exception):
    """A feed that is so unlike what it was that nothing of it is believed."""


# --- a person looks -------------------------------------------------------------------------


def look_at(source: ImportFeed, user: Any, *, wire: Wire | None = None) -> ImportJob:
    """Fetch a feed and return what an import of all of it would do, for a person to start.

    A new one is saved if it can be read. Raises
    :class:`~.hosts.NotFetched`, :class:`~wagtail_hjelp.collecting.files.refusing.Refused` and
    :class:`~wagtail_hjelp.collecting.places.NoPlace`.
    """
    read = _read(source, _fetch(source, wire))
    plan = make_plan(read, source.kind, source.site, source.name, user, is_feed=True)
    gone = gone_from(source, keys_of(read.rows))
    notes = [*read.notes]
    if gone:
        titles = ", ".join(f"“{page.get_admin_display_title()}”" for page in gone.values())
        notes.append(gettext("No longer there: %(titles)s.") % {"titles": titles})
    with transaction.atomic():
        source.last_fetched_at = timezone.now()
        source.save(update_fields=["last_fetched_at"] if source.pk else None)
        # What was looked at before and not started is older than this.
        forget_open(source, is_whole=True)
        return _job(source, replace(read, notes=tuple(notes)), plan, user=user, is_whole=True)


def _fetch(source: ImportFeed, wire: Wire | None, **known: str) -> Answer:
    if source.format == FeedFormat.HSDS:
        return fetch_pages(source.address, wire=wire, **known)
    return fetch(source.address, wire=wire, **known)


def _read(source: ImportFeed, answer: Answer) -> ReadFile:
    try:
        return read_file(answer.data or b"", _FILES[source.format], source.kind)
    except Empty:
        if source.format == FeedFormat.CALENDAR:
            raise Empty(gettext("The calendar is empty.")) from None
        raise Empty(gettext("There is nothing of this kind at the address.")) from None


def _job(source: ImportFeed, read: ReadFile, plan: Plan, *, user: Any, is_whole: bool) -> ImportJob:
    return ImportJob.objects.create(
        site=source.site,
        kind=source.kind,
        source=source.name,
        file_name=source.name,
        publish=source.publish,
        feed=source,
        is_whole=is_whole,
        total=len(read.rows),
        content=plain(read.as_json()),
        report=plain(report_of(plan, source.kind, read.notes)),
        user=user,
    )


# --- by itself ------------------------------------------------------------------------------


def bring_up_to_date(source: ImportFeed, *, wire: Wire | None = None) -> bool:
    """Fetch a feed and import what is new in it; ``source`` says in the end what came of it.

    False, and nothing done, if somebody else is at it, or nobody has looked at it and started it.
    Never raises for what a feed or a server does.
    """
    if not _claim(source):
        source.refresh_from_db()
        return False
    try:
        answer = _fetch(source, wire, etag=source.etag, last_modified=source.last_modified)
        _import(source, answer)
    except (Overtaken, Removed):
        pass
    except (NotFetched, Refused, Unlike) as error:
        _failed(source, str(error))
    except NoPlace:
        _failed(source, gettext("The site has no page to put them below."))
    except Exception:
        logger.exception("The feed of %s was not brought up to date", source.name)
        _failed(source, gettext("Something went wrong. Nothing has been imported."))
    found = ImportFeed.objects.filter(pk=source.pk).first()
    if found is not None:
        source.refresh_from_db()
        source.__dict__.pop("open_job", None)
    return True


def _claim(source: ImportFeed) -> bool:
    """Take a feed, unless somebody has it; whoever has been killed has it no longer."""
    now = timezone.now()
    free = Q(fetching_since=None) | Q(fetching_since__lt=now - GIVEN_UP)
    begun = ImportFeed.objects.filter(free, pk=source.pk, begun_at__isnull=False)
    if not begun.update(fetching_since=now, attempt=F("attempt") + 1):
        return False
    source.refresh_from_db()
    return True


def _let_go(source: ImportFeed, **values: Any) -> None:
    ours = ImportFeed.objects.filter(pk=source.pk, attempt=source.attempt)
    if not ours.update(fetching_since=None, last_fetched_at=timezone.now(), **values):
        raise Overtaken


def _failed(source: ImportFeed, text: str) -> None:
    # What was to be looked at before is still to be looked at.
    details = {**source.details, "error": text}
    try:
        _let_go(source, last_outcome=FeedOutcome.FAILED, details=details)
    except Overtaken:
        return


def _import(source: ImportFeed, answer: Answer) -> None:
    now = timezone.now()
    digest = hashlib.sha256(answer.data).hexdigest() if answer.data is not None else source.digest
    if digest and digest == source.digest:
        # It was as here when it was read, and is as it was then.
        tags = {"etag": answer.etag, "last_modified": answer.last_modified}
        values = {name: value for name, value in tags.items() if value}
        unchanged = {"last_outcome": FeedOutcome.UNCHANGED, "details": {}}
        _let_go(source, last_read_at=now, **unchanged, **values)
        return
    read = _read(source, answer)
    with transaction.atomic():
        _hold(source)
        _check_likeness(source, read)
        plan = make_plan(read, source.kind, source.site, source.name, is_feed=True)
        apply(plan, source.kind, source.name, None, publish=source.publish)
        found = values_of(source, plan)
        job, details = _ask(source, read, plan), found["details"]
        settled = is_settled(details, job)
        _let_go(
            source,
            **found,
            last_read_at=now,
            last_outcome=outcome_of(details, job),
            etag=answer.etag if settled else "",
            last_modified=answer.last_modified if settled else "",
            digest=digest if settled else "",
        )


def _hold(source: ImportFeed) -> None:
    """Have nobody else write it until the transaction is over, and read it as it is now."""
    ours = ImportFeed.objects.filter(pk=source.pk, attempt=source.attempt)
    if not ours.update(attempt=source.attempt):
        raise Overtaken
    source.refresh_from_db()


def _check_likeness(source: ImportFeed, read: ReadFile) -> None:
    """Refuse a feed without most of what was in it and residents are still told of.

    An export that went wrong looks like that. If it is right, a person looks and starts it.
    """
    here = set(keys_of(read.rows))
    if here.issuperset(source.keys):
        return
    expected = still_to_come(source, source.keys)
    lost = [key for key in expected if key not in here]
    if 2 * len(lost) > len(expected):
        raise Unlike(
            ngettext(
                "%(lost)d of %(count)d that it had is not there any more. Nothing has been "
                "imported. If that is right, look at it and start it.",
                "%(lost)d of %(count)d that it had are not there any more. Nothing has been "
                "imported. If that is right, look at it and start it.",
                len(expected),
            )
            % {"lost": len(lost), "count": len(expected)}
        )


def _ask(source: ImportFeed, read: ReadFile, plan: Plan) -> ImportJob | None:
    """Keep what has been changed by hand and is otherwise in the feed, for somebody to decide.

    The same as the last time is asked once.
    """
    # Where somebody has deleted the page, they have decided.
    lines = {
        row.row.line
        for row in plan.rows
        if row.conflicts and all(one.name != PAGE for one in row.conflicts)
    }
    if not lines:
        forget_open(source)
        return None
    rows = tuple(row for row in read.rows if row.line in lines)
    asked = ReadFile(rows, read.names)
    # The rest of these rows has been written.
    rest = make_plan(asked, source.kind, source.site, source.name, is_feed=True)
    waiting = source.jobs.filter(status=ImportStatus.CHECKED, is_whole=False).first()
    if (
        waiting is not None
        and waiting.content == plain(asked.as_json())
        and waiting.report == plain(report_of(rest, source.kind))
    ):
        forget_open(source, but=waiting)
        return waiting
    forget_open(source)
    return _job(source, asked, rest, user=None, is_whole=False)
