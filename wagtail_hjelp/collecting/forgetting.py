"""When what organisations told is over: never sent, answered, links that ended, and files."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.models.imports import ImportJob, ImportStatus
from wagtail_hjelp.models.submissions import (
    LinkPurpose,
    SecretLink,
    Submission,
    SubmissionStatus,
)

from .links import LASTS
from .retention import retained

# So long a link that has ended is still known, to say that it has.
_KNOWN = timedelta(days=180)
# So long a file that was checked waits for somebody to import it.
_WAITS = timedelta(days=30)


def forget_begun(before: datetime) -> int:
    """Delete what was begun and not sent by the time its link has ended."""
    begun = Submission.objects.filter(
        status=SubmissionStatus.BEGUN, begun_at__lte=before - LASTS[LinkPurpose.WRITE]
    )
    return _count(begun)


def forget_answered(before: datetime) -> int:
    """Delete what was answered: the page says what was approved, and its history who approved."""
    answered = Submission.objects.filter(
        status__in=[
            SubmissionStatus.APPROVED,
            SubmissionStatus.WITHDRAWN,
            SubmissionStatus.DECLINED,
            SubmissionStatus.SENT_BACK,
        ],
        sent_at__lte=before,
    )
    return _count(answered)


def forget_links(before: datetime) -> int:
    """Delete links that ended long ago."""
    return SecretLink.objects.filter(expires_at__lte=before - _KNOWN).delete()[0]


def forget_waiting_imports(before: datetime) -> int:
    """Delete files that were sent and never imported: they are full of others' words."""
    waiting = ImportJob.objects.exclude(status=ImportStatus.DONE)
    # One that runs now was started now, whenever it was sent.
    started = Q(started_at__isnull=True) | Q(started_at__lte=before - _WAITS)
    return waiting.filter(started, made_at__lte=before - _WAITS).delete()[0]


def forget_imports(before: datetime) -> int:
    """Delete the reports of imports that were done; the pages say what they did."""
    return ImportJob.objects.filter(status=ImportStatus.DONE, ended_at__lte=before).delete()[0]


def _count(submissions: object) -> int:
    # Their links go with them, and are not counted.
    _all, by_model = submissions.delete()  # type: ignore[attr-defined]
    return int(by_model.get("wagtail_hjelp.Submission", 0))


retained(_("what was begun and never sent"), None, forget_begun)
retained(_("what organisations told and was answered"), "KEEP_SUBMISSIONS_DAYS", forget_answered)
retained(_("links that ended"), None, forget_links)
retained(_("files that were never imported"), None, forget_waiting_imports)
retained(_("reports of imports"), "KEEP_IMPORTS_DAYS", forget_imports)
