"""What somebody outside does with what they tell: begin, go on, send, change, withdraw.

What is told is the :class:`~wagtail_hjelp.models.Submission`. The draft of a page, and the workflow
in which it is approved, are made from it and can be made anew
(:func:`~wagtail_hjelp.collecting.moderation.propose`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models.submissions import LinkPurpose, Submission, SubmissionStatus

from . import moderation, receipts
from .entries import Record, empty_record, kind_of, model_of, read_record
from .links import make_link, revoke_links


def begin(kind: str, site: Site, language: str) -> tuple[Submission, str]:
    """Begin to tell of something new; return it, and the secret by which one goes on."""
    submission = Submission.objects.create(
        kind=kind, site=site, language=language, record=empty_record(kind)
    )
    return submission, make_link(LinkPurpose.WRITE, submission=submission)


def begin_correction(page: Any, site: Site, language: str) -> tuple[Submission, str]:
    """Begin to correct what a page says; return the submission and the secret to go on with."""
    kind = kind_of(page)
    assert kind is not None
    said = published_record(page)
    submission = Submission.objects.create(
        kind=kind,
        site=site,
        language=language,
        record=said,
        base=said,
        translation_key=page.translation_key,
    )
    return submission, make_link(LinkPurpose.WRITE, submission=submission)


def published_record(page: Any) -> Record:
    """Return what residents read of a page now, as a record."""
    return read_record(type(page)._base_manager.get(pk=page.pk))


def page_of(submission: Submission) -> Any:
    """Return the source-language page that a submission is about; None if there is none."""
    if submission.translation_key is None:
        return None
    return (
        model_of(submission.kind)
        ._base_manager.filter(translation_key=submission.translation_key, locale=source_locale())
        .first()
    )


@transaction.atomic
def keep(submission: Submission, values: Mapping[str, Any], step: str) -> None:
    """Keep the answers of one step.

    What was sent already is not changed by it until it is sent again: a moderator reads what was
    sent, not what is being written.
    """
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    locked.record = {**locked.record, **values}
    if step not in locked.answered:
        locked.answered = [*locked.answered, step]
    locked.save(update_fields=["record", "answered"])
    submission.record, submission.answered = locked.record, locked.answered


@transaction.atomic
def send(submission: Submission, name: str, email: str, message: str = "") -> bool:
    """Send what was told to those who approve it; return False if it was decided meanwhile.

    Makes the draft of a page in the right place, starts its workflow, and mails a receipt with a
    link by which the sender can follow, change or withdraw it. ``message`` is for the editors.
    """
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if not locked.is_open:
        return False
    is_first = locked.sent_at is None
    locked.status = SubmissionStatus.SENT
    locked.sent_at = timezone.now()
    locked.sender_name, locked.sender_email = name, email
    locked.message, locked.reason = message, ""
    moderation.propose(locked)
    locked.save()
    # The browser's link is for what was not sent yet.
    revoke_links(submission=locked, purpose=LinkPurpose.WRITE)
    submission.refresh_from_db()
    if is_first:
        secret = make_link(LinkPurpose.FOLLOW, submission=locked)
        receipts.received(locked, secret)
    return True


@transaction.atomic
def change(submission: Submission, language: str) -> str | None:
    """Return the secret by which somebody who follows what they sent changes it.

    What was approved is changed by a correction of what residents read now; None if they read it
    no more.
    """
    if submission.is_open:
        revoke_links(submission=submission, purpose=LinkPurpose.WRITE)
        return make_link(LinkPurpose.WRITE, submission=submission)
    page = correctable_page(submission)
    if page is None:
        return None
    correction, secret = begin_correction(page, submission.site, language)
    correction.sender_name, correction.sender_email = (
        submission.sender_name,
        submission.sender_email,
    )
    correction.save(update_fields=["sender_name", "sender_email"])
    return secret


def correctable_page(submission: Submission) -> Any:
    """Return the public page that came of a submission, if its sender may correct it; else None."""
    if submission.status != SubmissionStatus.APPROVED:
        return None
    page = page_of(submission)
    return page if page is not None and page.live else None


@transaction.atomic
def withdraw(submission: Submission) -> bool:
    """Take back what was sent; return False if it was decided already."""
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if not locked.is_open:
        return False
    moderation.take_down(locked)
    locked.status, locked.decided_at = SubmissionStatus.WITHDRAWN, timezone.now()
    locked.save(update_fields=["status", "decided_at"])
    revoke_links(submission=locked, purpose=LinkPurpose.WRITE)
    submission.refresh_from_db()
    return True
