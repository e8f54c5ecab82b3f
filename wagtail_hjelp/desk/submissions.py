"""What organisations have told and nobody has answered yet: the list, one of them, and a word on
the admin's home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from wagtail_hjelp.collecting import moderation
from wagtail_hjelp.collecting.differences import differences, told
from wagtail_hjelp.collecting.doubles import doubles_of
from wagtail_hjelp.collecting.entries import empty_record, read_record
from wagtail_hjelp.collecting.submissions import page_of
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models import Submission, SubmissionStatus
from wagtail_hjelp.translation.languages import direction, name_translated

TITLE = _("What organisations tell")


def submissions_for(user: Any) -> QuerySet[Submission]:
    """Return what was sent about pages that somebody may publish; what is only begun is nobody's.

    A query, whatever the number of pages.
    """
    pages = page_permission_policy.instances_user_has_permission_for(user, "publish")
    return Submission.objects.exclude(status=SubmissionStatus.BEGUN).filter(
        translation_key__in=pages.values("translation_key")
    )


class SubmissionFilterSet(WagtailFilterSet):
    class Meta:
        model = Submission
        fields = ["status", "kind"]


class SubmissionsView(ReportView):
    page_title = TITLE
    header_icon = "mail"
    index_url_name = "wagtail_hjelp:submissions"
    index_results_url_name = "wagtail_hjelp:submissions_results"
    filterset_class = SubmissionFilterSet
    permission_policy = page_permission_policy
    any_permission_required = ["publish"]
    model = Submission
    default_ordering = "-sent_at"
    is_searchable = False

    columns = [
        TitleColumn(
            "title",
            label=_("What it is about"),
            accessor=str,
            get_url=lambda one: reverse("wagtail_hjelp:submission", args=[one.pk]),
        ),
        Column("kind", label=_("Kind"), accessor=lambda one: kind_label(one)),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        Column("sender_name", label=_("Sender"), accessor="sender_name"),
        DateColumn("sent_at", label=_("Sent"), accessor="sent_at", sort_key="sent_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Submission]:
        return submissions_for(self.request.user)


def kind_label(submission: Submission) -> str:
    """Return what a submission is: "New activity", "Change of an organisation"."""
    labels = {
        ("activity", True): gettext("New activity"),
        ("activity", False): gettext("Change of an activity"),
        ("organisation", True): gettext("New organisation"),
        ("organisation", False): gettext("Change of an organisation"),
        ("offer", False): gettext("Change of a help offer"),
    }
    return labels[submission.kind, submission.is_new]


class SubmissionView(WagtailAdminTemplateMixin, TemplateView):
    """One submission: what differs from what is published, part by part, and the answer."""

    template_name = "wagtail_hjelp/admin/submission.html"
    page_title = TITLE
    header_icon = "mail"
    _show_breadcrumbs = True

    @cached_property
    def submission(self) -> Submission:
        return get_object_or_404(Submission, pk=self.kwargs["pk"])

    @cached_property
    def page(self) -> Any:
        return page_of(self.submission)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not submissions_for(request.user).filter(pk=self.submission.pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.submission)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        back = {"url": reverse("wagtail_hjelp:submissions"), "label": str(TITLE)}
        here = {"url": "", "label": self.get_page_subtitle()}
        return [*super().get_breadcrumbs_items(), back, here]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        comment = request.POST.get("comment", "")
        action = request.POST.get("action")
        try:
            if action == "approve":
                if request.POST.get("read") != self.read:
                    raise moderation.Refused(
                        gettext("It has been changed since you opened it. Look at it again.")
                    )
                moderation.approve(self.submission, request.user, comment=comment)
                messages.success(request, gettext("Approved. Residents read it now."))
            elif action == "send-back":
                moderation.send_back(self.submission, request.user, comment)
                messages.success(request, gettext("Sent back, with your words to the sender."))
            else:
                raise PermissionDenied
        except moderation.Refused as refusal:
            messages.error(request, str(refusal))
            self.submission.refresh_from_db()
            # What was written is not lost.
            return self.get(request, *args, **kwargs)
        return redirect("wagtail_hjelp:submissions")

    @cached_property
    def step(self) -> Any:
        return moderation.step_of(self.page) if self.page is not None else None

    @cached_property
    def draft(self) -> Any:
        """The draft as a moderator may have changed it; None without one of this submission's."""
        if self.step is None or self.submission.revision_id is None:
            return None
        return self.page.get_latest_revision_as_object()

    @property
    def read(self) -> str:
        """What stands on the screen, so that nobody approves something else."""
        latest = self.page.latest_revision_id if self.draft is not None else None
        return f"{self.submission.sent_at:%Y%m%d%H%M%S%f}-{latest or ''}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        submission, page = self.submission, self.page
        is_waiting = submission.status == SubmissionStatus.SENT
        before = submission.base or empty_record(submission.kind)
        if is_waiting and page is not None and page.live:
            # What residents read now is what will be changed.
            before = read_record(page)
        draft = read_record(self.draft) if is_waiting and self.draft is not None else None
        return {
            **super().get_context_data(**kwargs),
            "submission": submission,
            "kind": kind_label(submission),
            "page": page,
            "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else "",
            "may_edit": self.draft is not None,
            "has_other_draft": is_waiting and self.draft is None,
            "is_waiting": is_waiting,
            "differences": differences(submission.kind, before, self._wished(before), draft),
            "lines": told(submission.kind, submission.proposed, only_said=True),
            "doubles": doubles_of(submission) if submission.is_new else [],
            "language": name_translated(submission.language) if submission.language else "",
            "is_foreign": _is_foreign(submission),
            "lang": submission.language,
            "dir": direction(submission.language) if submission.language else "",
            "comment": self.request.POST.get("comment", ""),
            "read": self.read,
        }

    def _wished(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Return the published record with the parts that the sender wants otherwise."""
        proposed = self.submission.proposed
        return {**before, **{name: proposed[name] for name in moderation.wishes(self.submission)}}


def _is_foreign(submission: Submission) -> bool:
    """Whether its words may be in another language than the page they are to stand on."""
    return submission.language not in ("", source_locale().language_code)


class SubmissionsPanel(Component):
    """On the admin's home: how much waits for an answer."""

    name = "hjelp_submissions"
    template_name = "wagtail_hjelp/admin/submissions_panel.html"
    order = 110

    def __init__(self, waiting: list[Submission], count: int) -> None:
        self.waiting, self.count = waiting, count

    def get_context_data(self, parent_context: Mapping[str, Any] | None) -> dict[str, Any]:
        return {
            "waiting": [
                {
                    "title": str(one),
                    "kind": kind_label(one),
                    "sent_at": one.sent_at,
                    "url": reverse("wagtail_hjelp:submission", args=[one.pk]),
                }
                for one in self.waiting
            ],
            "heading_text": str(TITLE),
            "count_text": ngettext(
                "%(count)d waits for an answer", "%(count)d wait for an answer", self.count
            )
            % {"count": self.count},
            "url": f"{reverse('wagtail_hjelp:submissions')}?status={SubmissionStatus.SENT}",
        }


def submissions_panels(request: HttpRequest) -> list[Component]:
    """Return the panel, if something waits for whoever looks."""
    if not page_permission_policy.user_has_permission(request.user, "publish"):
        return []
    waiting = submissions_for(request.user).filter(status=SubmissionStatus.SENT)
    shown = list(waiting.order_by("sent_at")[:5])
    return [SubmissionsPanel(shown, waiting.count())] if shown else []


class SubmissionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_permission(request.user, "publish"))


def submissions_menu_item(order: int) -> MenuItem:
    return SubmissionsMenuItem(
        TITLE,
        reverse("wagtail_hjelp:submissions"),
        name="hjelp-submissions",
        icon_name="mail",
        order=order,
    )


def submission_buttons(page: Page, user: Any) -> list[Button]:
    """Return the way from a page to what waits about it, for those who may answer."""
    waiting = Submission.objects.filter(
        translation_key=page.translation_key, status=SubmissionStatus.SENT
    )
    found = waiting.order_by("sent_at").first()
    if found is None or not page.permissions_for_user(user).can_publish():
        return []
    url = reverse("wagtail_hjelp:submission", args=[found.pk])
    return [Button(_("What the organisation tells"), url, icon_name="mail", priority=14)]
