"""A translation goes to review, and is approved or sent back: on Wagtail's own workflow engine.

    send_to_review(version, user)       # by whoever translates
    approve(version, user)              # by whoever may publish in the language
    send_back(version, user, comment)

Each raises :class:`ReviewRefused` with a sentence for the person, and changes nothing then. Rights
are asked for by whoever calls, before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext, ngettext, override
from wagtail.models import TaskState, Workflow, WorkflowState, WorkflowTask
from wagtail_localize.models import StringSegment, StringTranslation

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models import DraftedWords, LanguageVersion, TranslationReviewTask

from . import notices
from .gate import look_again
from .words import said_in, segments_of, translation_of


class ReviewRefused(Exception):
    """What was asked for cannot be done; its text says why, to whoever asked."""


def review_workflow() -> Workflow:
    """Return the workflow with our task in it, made when it is first needed.

    An administrator may give it another name, or more tasks.
    """
    found = Workflow.objects.filter(active=True, workflow_tasks__task__in=_tasks()).first()
    if found is not None:
        return found
    with override(source_locale().language_code):
        name = gettext("Review of translations")
    task, _created = TranslationReviewTask.objects.get_or_create(
        active=True, defaults={"name": name}
    )
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


def _tasks() -> Any:
    return TranslationReviewTask.objects.filter(active=True).values("pk")


def review_of(version: Any) -> TaskState | None:
    """Return the step in which a translation is being reviewed, if it is."""
    state = version.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return None
    return state.current_task_state


def sent_back(version: Any) -> TaskState | None:
    """Return the step in which a translation was sent back, until it is sent to review again."""
    state = version.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    return state.current_task_state


@transaction.atomic
def send_to_review(version: Any, user: Any) -> None:
    """Save the translation as it is now and ask the reviewers of its language to read it."""
    translation = translation_of(version)
    if translation is not None:
        look_again(translation)
        waiting = sum(
            1 for one in segments_of(translation) if one.kept is None or one.kept.has_error
        )
        if waiting:
            raise ReviewRefused(_waiting(waiting))
        _save_draft(translation, user)
    version = type(version)._base_manager.get(pk=version.pk)
    if version.get_latest_revision() is None or version.alias_of_id is not None:
        raise ReviewRefused(gettext("There is no translation to review yet."))
    state = version.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        if state is not None:
            # What the reviewer has before them is no longer what is to be reviewed.
            state.cancel(user)
        review_workflow().start(version, user)
    notices.to_review(version, user=user)


def _save_draft(translation: Any, user: Any) -> None:
    try:
        translation.save_target(user=user, publish=False)
    except ValidationError as error:
        told = " ".join(error.messages)
        raise ReviewRefused(
            gettext("The translation cannot be saved: %(why)s") % {"why": told}
        ) from error


def _waiting(count: int) -> str:
    return ngettext(
        "%(count)d sentence is not translated, or says other numbers than the source. "
        "Translate it first.",
        "%(count)d sentences are not translated, or say other numbers than the source. "
        "Translate them first.",
        count,
    ) % {"count": count}


@transaction.atomic
def approve(version: Any, user: Any, comment: str = "", *, read: str = "") -> None:
    """Publish the translation that is in review, as its sentences are now.

    ``read`` is :func:`wording` of what the reviewer had before them: nothing else is published.
    """
    state = _state(version)
    translation = translation_of(version)
    if translation is not None:
        segments = segments_of(translation)
        if read and read != wording(segments):
            raise ReviewRefused(
                gettext("The translation has been changed while you read. Read it once more.")
            )
        waiting = sum(1 for one in segments if one.kept is None or one.kept.has_error)
        if waiting:
            raise ReviewRefused(_waiting(waiting))
        drafted = DraftedWords.objects.filter(pk=version.latest_revision_id).first()
        if drafted is None or drafted.words != said_in(segments):
            # Mended since it was sent: a workflow publishes the draft that was saved last.
            _save_draft(translation, user)
    _act(state, user, "approve", comment)


def wording(segments: Iterable[StringSegment]) -> str:
    """Return 32 characters that are the same for the same sentences and translations of them."""
    said = json.dumps(said_in(segments), ensure_ascii=False)
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


@transaction.atomic
def send_back(version: Any, user: Any, comment: str) -> None:
    """Give the translation that is in review back to whoever sent it, with what is to be mended."""
    if not comment.strip():
        raise ReviewRefused(gettext("Say what is to be mended."))
    _act(_state(version), user, "reject", comment.strip())


def _state(version: Any) -> TaskState:
    state = review_of(version)
    if state is None:
        raise ReviewRefused(
            gettext("This translation is not being reviewed any longer. See what it says now.")
        )
    return state


def _act(state: TaskState, user: Any, action: str, comment: str) -> None:
    task: Any = state.task.specific
    if action not in {name for name, *_rest in task.get_actions(_page(state), user)}:
        # Another step of a site's own workflow, for other people.
        raise ReviewRefused(gettext("This step of the review is for somebody else."))
    task.on_action(state, user, action, comment=comment)


def _page(state: TaskState) -> Any:
    return state.workflow_state.content_object.specific


@transaction.atomic
def approve_machine(version: Any, user: Any) -> None:
    """A reviewer has read what a machine wrote and residents see already: it is right."""
    known = LanguageVersion.objects.filter(
        translation_key=version.translation_key, locale_id=version.locale_id, made_by_machine=True
    ).first()
    if known is None:
        raise ReviewRefused(gettext("Nothing here was written by a machine any longer."))
    _no_longer_a_machines(version, known, user)


def approved(revision: Any, user: Any) -> None:
    """After a reviewer has approved a revision: its sentences are no longer a machine's."""
    page = revision.content_object
    place = {"translation_key": page.translation_key, "locale_id": page.locale_id}
    known = LanguageVersion.objects.filter(**place).first()
    if known is None:
        return
    if not known.withdrawn:
        if known.made_by_machine:
            _no_longer_a_machines(page, known, user)
        return
    # The source is down: it is published later.
    drafted = DraftedWords.objects.filter(pk=known.revision_id or 0, by_machine=True).first()
    if drafted is not None:
        drafted.by_machine = False
        drafted.save(update_fields=["by_machine"])
        _take_over(page, drafted.words, user)


def _no_longer_a_machines(version: Any, known: LanguageVersion, user: Any) -> None:
    known.made_by_machine = False
    known.save(update_fields=["made_by_machine"])
    _take_over(version, known.made_words, user)


def _take_over(version: Any, words: Iterable[Sequence[str]], user: Any) -> None:
    """Make these translations, ``[path, sentence, translation]``, those of the person who has read
    them. What a machine wrote since, nobody has read yet."""
    said = {(path, source): translation for path, source, translation in words}
    by_machine = StringTranslation.objects.filter(
        context__object_id=version.translation_key,
        locale_id=version.locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        has_error=False,
    ).select_related("context", "translation_of")
    read = [
        one.pk
        for one in by_machine
        if said.get((one.context.path, one.translation_of.data)) == one.data
    ]
    StringTranslation.objects.filter(pk__in=read).update(
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL, last_translated_by=user
    )
