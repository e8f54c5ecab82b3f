"""“Is it still right?” in the admin: asked of pages that are ticked, and who has answered."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from wagtail_hjelp.collecting.confirming import Asked, ask
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models import Question, VerifiedMixin

TITLE = _("Is it still right?")


def may_be_asked_about(page: Any, user: Any) -> bool:
    """Whether a page is one whose facts somebody vouches for, and this is who may publish it."""
    model = page.specific_class
    return (
        model is not None
        and issubclass(model, VerifiedMixin)
        and page.live
        and page.locale_id == source_locale().pk
        and bool(page.permissions_for_user(user).can_publish())
    )


class AskBulkAction(PageBulkAction):
    """Mail to whoever answers for the pages that are ticked."""

    display_name = _("Ask if it is right")
    action_type = "hjelp_ask"
    aria_label = _("Ask those who answer for the selected pages whether they are right")
    template_name = "wagtail_hjelp/admin/ask_confirm.html"
    action_priority = 60

    asked: Asked

    def check_perm(self, page: Any) -> bool:
        return may_be_asked_about(page, self.request.user)

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "view": self}

    @classmethod
    def execute_action(cls, objects: list[Any], view: Any = None, **kwargs: Any) -> tuple[int, int]:
        found = ask([page.specific for page in objects])
        view.asked = found
        return found.sent, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        found = self.asked
        said = [
            ngettext("%(count)d letter sent.", "%(count)d letters sent.", found.sent)
            % {"count": found.sent}
        ]
        if found.without_owner:
            text = ngettext(
                "%(count)d page has nobody to ask: fill in “Whom we ask”.",
                "%(count)d pages have nobody to ask: fill in “Whom we ask”.",
                found.without_owner,
            )
            said.append(text % {"count": found.without_owner})
        if found.refused:
            said.append(
                gettext("Want no mail, or it came back: %(count)d.") % {"count": found.refused}
            )
        if found.failed:
            said.append(gettext("Could not be sent: %(count)d.") % {"count": found.failed})
        return " ".join(said)


class QuestionFilterSet(WagtailFilterSet):
    class Meta:
        model = Question
        fields = ["state", "why"]


class QuestionsView(ReportView):
    """Who was asked and what they said: those who have not answered are the editors' to call."""

    page_title = TITLE
    header_icon = "calendar-check"
    index_url_name = "wagtail_hjelp:questions"
    index_results_url_name = "wagtail_hjelp:questions_results"
    filterset_class = QuestionFilterSet
    permission_policy = page_permission_policy
    any_permission_required = ["publish"]
    model = Question
    default_ordering = "-asked_at"
    is_searchable = False
    export_filename = "questions"
    list_export = ["title", "get_state_display", "get_why_display", "asked_at", "reminders"]

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Page"), accessor="title", get_url=_edit_url),
            Column("state", label=_("Status"), accessor="get_state_display", sort_key="state"),
            Column("why", label=_("Why"), accessor="get_why_display"),
            DateColumn("asked_at", label=_("Asked"), accessor="asked_at", sort_key="asked_at"),
            Column("reminders", label=_("Reminders"), accessor="reminders"),
            DateColumn("answered_at", label=_("Answered"), accessor="answered_at"),
        ]

    def get_base_queryset(self) -> QuerySet[Question]:
        may = page_permission_policy.instances_user_has_permission_for(self.request.user, "publish")
        pages = may.filter(locale=source_locale())
        own = Page.objects.filter(translation_key=OuterRef("pk"), locale=source_locale())
        return Question.objects.filter(pk__in=pages.values("translation_key")).annotate(
            title=Subquery(own.values("title")[:1]), page_id=Subquery(own.values("pk")[:1])
        )


def _edit_url(question: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[question.page_id])


class QuestionsMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return bool(page_permission_policy.user_has_permission(request.user, "publish"))


def questions_menu_item() -> MenuItem:
    return QuestionsMenuItem(
        TITLE,
        reverse("wagtail_hjelp:questions"),
        name="hjelp-questions",
        icon_name="calendar-check",
        order=845,
    )
