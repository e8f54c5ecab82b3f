"""What readers say is wrong: the list in the admin, and a word on the home page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from wagtail_hjelp.collecting.reports import (
    may_see_reports,
    open_reports_for,
    pages_by_key,
    reports_for,
)
from wagtail_hjelp.models import ErrorReport
from wagtail_hjelp.translation.languages import direction
from wagtail_hjelp.vocabularies import ReportReason

TITLE = _("Readers say that something is wrong")

OPEN, HANDLED = "open", "handled"


class ErrorReportFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(
        label=_("How it stands"),
        choices=[
            (OPEN, pgettext_lazy("messages about errors", "Not handled")),
            (HANDLED, pgettext_lazy("messages about errors", "Handled")),
        ],
        method="by_status",
        empty_label=pgettext_lazy("messages about errors", "All"),
    )
    reason = django_filters.ChoiceFilter(
        label=_("What is wrong"),
        choices=ReportReason.choices,
        empty_label=pgettext_lazy("messages about errors", "All"),
    )

    class Meta:
        model = ErrorReport
        fields: list[str] = []

    def by_status(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(handled_at__isnull=value == OPEN)


class WholeColumn(Column):
    """A cell with a template of its own, which has the report as ``value``."""

    def __init__(self, name: str, template: str, **kwargs: Any) -> None:
        super().__init__(name, accessor=_whole, **kwargs)
        self.cell_template_name = f"wagtail_hjelp/admin/{template}.html"


def _whole(report: ErrorReport) -> ErrorReport:
    return report


class ErrorReportsView(ReportView):
    """The reports of the pages that somebody edits at their source, those to be handled first.

    There is nothing to download: what readers write does not leave the list, and goes with it.
    """

    model = ErrorReport
    page_title = TITLE
    header_icon = "warning"
    index_url_name = "wagtail_hjelp:reports"
    index_results_url_name = "wagtail_hjelp:reports_results"
    results_template_name = "wagtail_hjelp/admin/reports_results.html"
    filterset_class = ErrorReportFilterSet
    # Who may see which is a matter of the pages.
    permission_policy = None
    any_permission_required = None
    list_export: list[str] = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see_reports(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Page"), accessor="title", get_url=_report_url),
            Column("reason", label=_("What is wrong"), accessor="get_reason_display"),
            WholeColumn("text", "report_text_cell", label=_("In the reader’s words")),
            DateColumn("created_at", label=_("Received")),
            WholeColumn("handled", "report_handled_cell", label=_("How it stands")),
        ]

    def get_base_queryset(self) -> QuerySet[ErrorReport]:
        found = reports_for(self.request.user).select_related("handled_by")
        return found.order_by(F("handled_at").desc(nulls_first=True), "-created_at", "-pk")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        pages = pages_by_key(object_list)
        for report in object_list:
            report.title = pages[report.translation_key].get_admin_display_title()
            report.dir = direction(report.language)
            report.url = _report_url(report)
            report.handled_url = reverse("wagtail_hjelp:report_handled", args=[report.pk])
        return object_list

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        # Of the list, also when only its results are asked for.
        query = self.request.GET.urlencode()
        url = reverse("wagtail_hjelp:reports")
        return {**context, "list_url": f"{url}?{query}" if query else url}


def _report_url(report: ErrorReport) -> str:
    return reverse("wagtail_hjelp:report", args=[report.pk])


def _open_url() -> str:
    return f"{reverse('wagtail_hjelp:reports')}?status={OPEN}"


class ErrorReportsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_reports(request.user)


def error_reports_menu_item() -> MenuItem:
    return ErrorReportsMenuItem(
        TITLE, _open_url(), name="hjelp-reports", icon_name="warning", order=855
    )


class ErrorReportsPanel(Component):
    """On the home page: how many wait, with the way to them."""

    name = "hjelp_reports"
    template_name = "wagtail_hjelp/admin/reports_panel.html"
    order = 140

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        count = open_reports_for(parent_context["request"].user).count()
        return {"count": count, "url": _open_url()}


def error_reports_panels(request: HttpRequest) -> list[Component]:
    """Return the panel, for those who edit some page at its source."""
    return [ErrorReportsPanel()] if may_see_reports(request.user) else []
