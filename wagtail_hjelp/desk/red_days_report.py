"""Offers that have said nothing about coming red days: the report, and a word on the home page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import django_filters
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from wagtail_hjelp.directory.page_models import get_offer_model

from .red_days import OfferUnsaid, Run, coming_runs, offers_for, today_here, unsaid_by_offer

# So long before a run the home page speaks of it.
TOLD_DAYS = 42


def _run_choices() -> list[tuple[str, str]]:
    return [
        (run.key, f"{run.name} ({run.dates_text(today_here())})")
        for run in coming_runs(today_here())
    ]


class RedDaysFilterSet(WagtailFilterSet):
    # The view has looked at the run already: it is no column of the database.
    run = django_filters.ChoiceFilter(
        label=_("Red days"),
        choices=_run_choices,
        method="as_it_is",
        empty_label=pgettext_lazy("opening hours", "All"),
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def as_it_is(self, queryset: Any, name: str, value: str) -> Any:
        return queryset


class DaysColumn(Column):
    """The days without an answer, a line for each run and way in."""

    cell_template_name = "wagtail_hjelp/admin/red_days_cell.html"


class RedDaysReportView(ReportView):
    page_title = _("Red days without opening hours")
    header_icon = "calendar-alt"
    index_url_name = "wagtail_hjelp:red_days"
    index_results_url_name = "wagtail_hjelp:red_days_results"
    results_template_name = "wagtail_hjelp/admin/red_days_results.html"
    filterset_class = RedDaysFilterSet
    permission_policy = page_permission_policy
    any_permission_required = ["change"]
    default_ordering = "title"
    export_filename = "red-days"
    list_export = ["title", "unsaid_text", "responsible"]
    export_headings = {"unsaid_text": _("Days of which nobody has said anything")}

    @property
    def model(self) -> Any:
        return get_offer_model()

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Help offer"), get_url=_edit_url, sort_key="title"),
            DaysColumn(
                "unsaid_lines",
                label=_("Days of which nobody has said anything"),
                accessor="unsaid_lines",
            ),
            Column("responsible", label=_("Who vouches for the facts"), accessor="responsible"),
        ]

    @cached_property
    def unsaid(self) -> dict[int, OfferUnsaid]:
        found = unsaid_by_offer(offers_for(self.request.user), today_here())
        wanted = self.request.GET.get("run")
        return _of_run(found, wanted) if wanted else found

    def get_base_queryset(self) -> Any:
        return offers_for(self.request.user).filter(pk__in=self.unsaid)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        for offer in object_list:
            offer.unsaid_lines = self.unsaid[offer.pk].lines()
            offer.unsaid_text = "\n".join(offer.unsaid_lines)
        return object_list


def _edit_url(offer: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[offer.pk])


def _of_run(found: Mapping[int, OfferUnsaid], key: str) -> dict[int, OfferUnsaid]:
    kept = {
        pk: OfferUnsaid([unsaid for unsaid in offer.found if unsaid.run.key == key])
        for pk, offer in found.items()
    }
    return {pk: offer for pk, offer in kept.items() if offer.found}


class RedDaysMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_permission(request.user, "change"))


def red_days_menu_item() -> MenuItem:
    return RedDaysMenuItem(
        _("Red days without opening hours"),
        reverse("wagtail_hjelp:red_days"),
        name="hjelp-red-days",
        icon_name="calendar-alt",
        order=850,
    )


class RedDaysPanel(Component):
    """On the home page, in the weeks before: how many offers have said nothing, with a link."""

    name = "hjelp_red_days"
    template_name = "wagtail_hjelp/admin/red_days_panel.html"
    order = 150

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user, today = parent_context["request"].user, today_here()
        counts: Counter[Run] = Counter()
        if coming_runs(today, TOLD_DAYS):
            for offer in unsaid_by_offer(offers_for(user), today, TOLD_DAYS).values():
                counts.update(offer.runs())
        found = sorted(counts.items(), key=lambda pair: pair[0].first)
        url = reverse("wagtail_hjelp:red_days")
        return {
            "runs": [
                {
                    "name": run.name,
                    "dates": run.dates_text(today),
                    "count": count,
                    "url": f"{url}?run={run.key}",
                }
                for run, count in found
            ]
        }


def red_days_panels(request: HttpRequest) -> list[Component]:
    """Return the panel, for those who may edit some page."""
    may_edit = page_permission_policy.user_has_permission(request.user, "change")
    return [RedDaysPanel()] if may_edit else []
