"""A workflow's step in which a translation is reviewed, and what a reviewer accepts."""

from __future__ import annotations

from typing import Any

from django.conf import settings as django_settings
from django.db import models
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Task, TaskState


class TranslationReviewTask(Task):
    """Somebody who may publish in the language reads the translation, and approves it or not.

    Who that is follows from the page, not from a list of groups: one task serves all languages.
    """

    class Meta:
        verbose_name = _("review of a translation")
        verbose_name_plural = _("reviews of translations")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Those who may publish pages in the language approve the translation."))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return _may_review(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        from wagtail_hjelp.translation.wholeness import sentences_waiting

        if not _may_review(obj, user):
            return []
        actions = [("reject", _("Send back"), True)]
        # A workflow publishes what was saved last.
        page = obj.specific
        if not sentences_waiting(page, page.latest_revision):
            actions.append(("approve", _("Approve and publish"), False))
        return actions

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        # The room above: it asks for permissions on all pages at once.
        from wagtail_hjelp.translation.people import pages_to_publish

        # Workflows are for anything: they know pages by their numbers as text.
        pages = pages_to_publish(user).annotate(text=Cast("pk", CharField())).values("text")
        states = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return states.filter(workflow_state__object_id__in=pages)

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        from wagtail_hjelp.translation.review import approved

        super().on_action(task_state, user, action_name, **kwargs)
        if action_name == "approve":
            approved(task_state.revision, user)


def _may_review(page: Any, user: Any) -> bool:
    return bool(page.permissions_for_user(user).can_publish())


class AcceptedSentence(models.Model):
    """A translated sentence that says the source's numbers, though the comparison says it does not.

    A reviewer has looked and said so: "half past seven" for "19.30". It holds for these two
    sentences, letter by letter, wherever they stand.
    """

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=32)
    accepted_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("accepted sentence")
        verbose_name_plural = _("accepted sentences")
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "digest"], name="wagtail_hjelp_one_accepted_sentence"
            )
        ]

    def __str__(self) -> str:
        return self.digest
