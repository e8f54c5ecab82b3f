"""A workflow's step in which somebody looks at what an organisation has told."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState
from wagtail.permission_policies.pages import PagePermissionPolicy


class SubmissionReviewTask(Task):
    """Whoever may publish the page approves what an organisation has told of it, or sends it back.

    Who that is follows from the page: one task serves all sites and sections.
    """

    class Meta:
        verbose_name = _("review of what an organisation tells")
        verbose_name_plural = _("reviews of what organisations tell")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Those who may publish the page approve what the organisation tells."))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return bool(obj.permissions_for_user(user).can_publish())

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if not obj.permissions_for_user(user).can_publish():
            return []
        return [
            ("reject", _("Send back"), True),
            ("approve", _("Approve and publish"), False),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        pages = PagePermissionPolicy().instances_user_has_any_permission_for(user, {"publish"})
        # Workflows are for anything: they know pages by their numbers as text.
        numbers = pages.annotate(text=Cast("pk", CharField())).values("text")
        states = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return states.filter(workflow_state__object_id__in=numbers)

    @transaction.atomic
    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        from wagtail_hjelp.collecting.moderation import approving, sent_back

        # Two who press at once: the second finds it decided.
        number = task_state.workflow_state.object_id
        page = Page.objects.select_for_update().get(pk=number)
        task_state.refresh_from_db(fields=["status"])
        if task_state.status != TaskState.STATUS_IN_PROGRESS:
            return
        with approving(page, user):
            super().on_action(task_state, user, action_name, **kwargs)
        if action_name == "reject":
            sent_back(page.specific, user, kwargs.get("comment", ""))
