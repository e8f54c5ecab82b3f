"""One thing that a reader says is wrong: all of it, what was done, and that it is handled."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_hjelp.collecting.cleaning import several_lines
from wagtail_hjelp.collecting.reports import handle, pages_by_key, reopen, reports_for
from wagtail_hjelp.models import ErrorReport
from wagtail_hjelp.translation.languages import direction, name_translated

from .error_reports import TITLE

# The button that takes it back.
REOPEN = "reopen"


class HandledForm(forms.Form):
    note = forms.CharField(
        label=_("What was done"),
        required=False,
        max_length=ErrorReport._meta.get_field("note").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For those who edit the page. Not needed."),
    )

    def clean_note(self) -> str:
        return several_lines(self.cleaned_data["note"])


class ErrorReportView(WagtailAdminTemplateMixin, FormView):
    """Read a report, write what was done, and mark it as handled; or open it again."""

    template_name = "wagtail_hjelp/admin/report.html"
    form_class = HandledForm
    header_icon = "warning"
    page_title = TITLE

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.report = get_object_or_404(reports_for(request.user), pk=kwargs["pk"])
        self.page = pages_by_key([self.report])[self.report.translation_key]

    @cached_property
    def after(self) -> str:
        return _after(self.request)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("action") == REOPEN:
            reopen(self.report)
            messages.success(request, gettext("It is to be handled again."))
            return redirect(self.after)
        return super().post(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"note": self.report.note}

    def form_valid(self, form: HandledForm) -> HttpResponse:
        handle(self.report, self.request.user, form.cleaned_data["note"])
        messages.success(self.request, gettext("Handled. Thank you."))
        return redirect(self.after)

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": gettext("Home")},
            {"url": reverse("wagtail_hjelp:reports"), "label": TITLE},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "report": self.report,
            "dir": direction(self.report.language),
            "language": name_translated(self.report.language),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "page_url": self.page.full_url if self.page.live else "",
            "after": self.after,
        }


def handle_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a report as handled in one click; without a click, show it."""
    report = get_object_or_404(reports_for(request.user), pk=pk)
    if request.method != "POST":
        return redirect("wagtail_hjelp:report", pk)
    handle(report, request.user)
    buttons = [
        messages.button(
            reverse("wagtail_hjelp:report", args=[pk]), gettext("Write what was done, or open it")
        )
    ]
    messages.success(request, gettext("Handled. Thank you."), buttons=buttons)
    return redirect(_after(request))


def _after(request: HttpRequest) -> str:
    return str(get_valid_next_url_from_request(request) or reverse("wagtail_hjelp:reports"))
