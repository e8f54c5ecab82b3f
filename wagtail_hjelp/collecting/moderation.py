"""What becomes of what was told: a draft in a workflow, then approved or sent back.

The public goes on reading what was approved last: a draft is never live. What an editor has
published meanwhile is not undone, since only the parts that the organisation wants otherwise are
put on the page as it is then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import Page, TaskState, Workflow, WorkflowState, WorkflowTask

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models.submission_review import SubmissionReviewTask
from wagtail_hjelp.models.submissions import Submission, SubmissionStatus

from . import receipts
from .entries import (
    apply_record,
    changed_names,
    empty_record,
    kind_of,
    model_of,
    parts_of,
    read_record,
)
from .owners import owner_of, set_owner
from .places import place_for

# The page that somebody approves just now, by its translation key, and who: what they publish is
# their answer to all that was told, also to what they took out of it.
_approving: ContextVar[tuple[Any, Any]] = ContextVar("approving", default=(None, None))


class Refused(Exception):
    """What was asked for cannot be done; its text says why, to whoever asked."""


def wishes(submission: Submission) -> list[str]:
    """Return the names of the parts that were sent and are otherwise than they were, in the order
    in which one tells them: a database may keep a record's parts in any."""
    base = submission.base or empty_record(submission.kind)
    changed = set(changed_names(base, submission.proposed))
    return [name for name in parts_of(submission.kind) if name in changed]


# --- the draft ------------------------------------------------------------------------------


def propose(submission: Submission) -> None:
    """Make the draft that a submission asks for, and start its workflow; the caller saves it.

    An editor's own draft of the page is left alone: what was told then waits without a workflow,
    and is approved on top of what is published. So does what comes while another waits.

    Raises :class:`~wagtail_hjelp.collecting.places.NoPlace` for something new.
    """
    before, submission.proposed = submission.proposed, submission.record
    page = locked_page(submission)
    if page is not None and _is_somebody_elses(page, submission):
        submission.revision = None
        return
    if page is None:
        page = _new_page(submission)
    elif page.live:
        _cancel(page)
        apply_record(page, submission.proposed, wishes(submission))
    else:
        # A moderator may have worked on it: only what the sender has changed since is changed.
        _cancel(page)
        page = page.get_latest_revision_as_object()
        apply_record(page, submission.proposed, changed_names(before, submission.proposed))
    submission.revision = page.save_revision(log_action=True)
    submission.translation_key = page.translation_key
    submission_workflow().start(type(page)._base_manager.get(pk=page.pk), None)


def locked_page(submission: Submission) -> Any:
    """Return the source-language page of a submission, locked; None for one that has none."""
    if submission.translation_key is None:
        return None
    found = Page.objects.select_for_update().filter(
        translation_key=submission.translation_key, locale=source_locale()
    )
    page = found.first()
    return page.specific if page is not None else None


def _new_page(submission: Submission) -> Any:
    parent = place_for(submission.kind, submission.site)
    page = model_of(submission.kind)(live=False, has_unpublished_changes=True, locale=parent.locale)
    apply_record(page, submission.proposed)
    return parent.add_child(instance=page)


def _is_somebody_elses(page: Any, submission: Submission) -> bool:
    """Whether there is a draft of the page that is not this submission's own."""
    if not page.live or not page.has_unpublished_changes or page.latest_revision_id is None:
        # Nobody else has begun with something new; a moderator's edits of it are to it.
        return False
    return bool(page.latest_revision_id != submission.revision_id)


def submission_workflow() -> Workflow:
    """Return the workflow with our task in it, made when it is first needed.

    An administrator may give it another name, or more tasks.
    """
    tasks = SubmissionReviewTask.objects.filter(active=True)
    found = Workflow.objects.filter(active=True, workflow_tasks__task__in=tasks.values("pk"))
    if (workflow := found.first()) is not None:
        return workflow
    with override(source_locale().language_code):
        name = gettext("What organisations tell")
    task, _new = SubmissionReviewTask.objects.get_or_create(active=True, defaults={"name": name})
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


def step_of(page: Any) -> TaskState | None:
    """Return our step of the workflow that a page is in, if it waits for somebody."""
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return None
    return state.current_task_state if _is_ours(state) else None


def _is_ours(state: WorkflowState) -> bool:
    step = state.current_task_state
    return step is not None and isinstance(step.task.specific, SubmissionReviewTask)


def _cancel(page: Any) -> None:
    state = page.current_workflow_state
    if state is not None and _is_ours(state):
        state.cancel()


def _forget_draft(page: Any) -> None:
    """Make what is published the latest that there is; the draft stays in the page's history."""
    Page.objects.filter(pk=page.pk).update(
        latest_revision=page.live_revision,
        latest_revision_created_at=page.live_revision and page.live_revision.created_at,
        has_unpublished_changes=False,
        draft_title=page.title,
    )


# --- yes ------------------------------------------------------------------------------------


@transaction.atomic
def approve(submission: Submission, user: Any, *, comment: str = "") -> None:
    """Publish what was told, as the draft has it now. Raises :class:`Refused`."""
    locked = _still_open(submission)
    page = locked_page(locked)
    if page is None:
        raise Refused(gettext("The page has been deleted meanwhile."))
    step = step_of(page)
    if step is not None and locked.revision_id is not None:
        step.task.specific.on_action(step, user, "approve", comment=comment)
    else:
        with approving(page, user):
            _publish_beside_draft(page, locked, user)
    submission.refresh_from_db()


@contextmanager
def approving(page: Any, user: Any) -> Iterator[None]:
    """While within, publishing the page answers what was told of it."""
    token = _approving.set((page.translation_key, user))
    try:
        yield
    finally:
        _approving.reset(token)


def _publish_beside_draft(page: Any, submission: Submission, user: Any) -> None:
    """Publish the wishes on top of what is live, and give an editor's draft the same ones."""
    draft = page.latest_revision if page.has_unpublished_changes else None
    before, wished = read_record(page), wishes(submission)
    apply_record(page, submission.proposed, wished)
    revision = page.save_revision(user=user, log_action=True)
    Submission.objects.filter(pk=submission.pk).update(revision=revision)
    revision.publish(user=user)
    if draft is None:
        return
    own = draft.as_object()
    said = read_record(own)
    apply_record(own, submission.proposed, [name for name in wished if said[name] == before[name]])
    fresh = type(page)._base_manager.get(pk=page.pk)
    own.live_revision, own.last_published_at = fresh.live_revision, fresh.last_published_at
    own.save_revision(user=draft.user, log_action=True)


@transaction.atomic
def after_publishing(page: Any) -> None:
    """Whatever was published, and by whom: what was told and stands there now is approved.

    What still waits is put on the page as it is now, and its workflow begins anew.
    """
    if kind_of(page) is None or page.locale_id != source_locale().pk:
        return
    waiting = list(
        Submission.objects.select_for_update()
        .filter(translation_key=page.translation_key, status=SubmissionStatus.SENT)
        .order_by("sent_at", "pk")
    )
    if not waiting:
        return
    fresh = type(page)._base_manager.select_related("live_revision__user").get(pk=page.pk)
    said = read_record(fresh)
    key, user = _approving.get()
    answered = key == page.translation_key
    if not answered:
        user = fresh.live_revision.user if fresh.live_revision else None
    left = []
    for submission in waiting:
        base = submission.base
        is_answered = answered and submission.revision_id is not None
        if is_answered or not any(said[name] == base.get(name) for name in wishes(submission)):
            _conclude(submission, fresh, user)
        else:
            left.append(submission)
    if left and step_of(fresh) is None:
        submission = left[0]
        submission.revision = None
        record, submission.record = submission.record, submission.proposed
        propose(submission)
        submission.record = record
        submission.save()


def _conclude(submission: Submission, page: Any, user: Any) -> None:
    submission.status = SubmissionStatus.APPROVED
    submission.decided_at, submission.decided_by = timezone.now(), user
    submission.save(update_fields=["status", "decided_at", "decided_by"])
    # The organisation has said it, and somebody has looked at it.
    page.confirm(user)
    if submission.sender_email and owner_of(page) is None:
        # Whoever has told of it is whom to ask whether it is still right.
        set_owner(
            page,
            name=submission.sender_name,
            email=submission.sender_email,
            language=submission.language,
        )
    receipts.approved(submission, page)


# --- no -------------------------------------------------------------------------------------


@transaction.atomic
def send_back(submission: Submission, user: Any, reason: str) -> None:
    """Send what was told back, with a reason that reaches the sender. Raises :class:`Refused`."""
    reason = reason.strip()
    if not reason:
        raise Refused(gettext("Write what is to be changed, or why it cannot be published."))
    locked = _still_open(submission)
    page = locked_page(locked)
    step = step_of(page) if page is not None else None
    if step is not None and locked.revision_id is not None:
        step.task.specific.on_action(step, user, "reject", comment=reason)
    else:
        _return(locked, user, reason)
    submission.refresh_from_db()


def sent_back(page: Any, user: Any, reason: str) -> None:
    """Our step was rejected, in Wagtail's own screens or in ours."""
    for submission in Submission.objects.select_for_update().filter(
        translation_key=page.translation_key,
        status=SubmissionStatus.SENT,
        revision__isnull=False,
    ):
        _return(submission, user, reason)
    if page.live:
        _cancel(page)
        _forget_draft(page)


def _return(submission: Submission, user: Any, reason: str) -> None:
    submission.status = SubmissionStatus.SENT_BACK
    submission.reason = reason
    submission.decided_by = user
    submission.save(update_fields=["status", "reason", "decided_by"])
    receipts.sent_back(submission)


def decline(translation_key: Any) -> None:
    """The page of what was told has been deleted: nobody waits for an answer any longer."""
    Submission.objects.filter(
        translation_key=translation_key,
        status__in=[SubmissionStatus.SENT, SubmissionStatus.SENT_BACK],
    ).update(status=SubmissionStatus.DECLINED, decided_at=timezone.now())


def take_down(submission: Submission) -> None:
    """Take the draft of something that was withdrawn away again, unless residents know the page."""
    page = locked_page(submission)
    if page is None:
        return
    if step_of(page) is not None and submission.revision_id is not None:
        _cancel(page)
    if not page.live and page.first_published_at is None and not submission.base:
        page.delete()
    elif page.live and page.latest_revision_id == submission.revision_id:
        # Nobody has worked on from it.
        _forget_draft(page)


def _still_open(submission: Submission) -> Submission:
    locked = Submission.objects.select_for_update().select_related(None).get(pk=submission.pk)
    if locked.status != SubmissionStatus.SENT:
        raise Refused(gettext("Somebody else has decided this meanwhile."))
    return locked
