"""The municipality's special days: their list, and suggestions for the months to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import django_filters
from dateutil.relativedelta import relativedelta
from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import IndexView

from wagtail_hjelp.blocks.clock import ClockField
from wagtail_hjelp.blocks.hours import RELEVANT
from wagtail_hjelp.blocks.hours_errors import effect_problems
from wagtail_hjelp.hours.names import day_label, holiday_calendar
from wagtail_hjelp.hours.words import date_range_text
from wagtail_hjelp.models import DirectoryStamp, SpecialDay
from wagtail_hjelp.vocabularies import DayEffect, HoursState

from .red_days import today_here

# What is usual in Norway, for the municipality to change. State offices close at 12 on four days.
NOON = time(12)
USUAL: dict[str, tuple[DayEffect, time | None]] = {
    "christmas_eve": (DayEffect.CLOSES_AT, NOON),
    "romjul": (DayEffect.AS_USUAL, None),
    "new_years_eve": (DayEffect.CLOSES_AT, NOON),
    "easter_wednesday": (DayEffect.CLOSES_AT, NOON),
    "easter_eve": (DayEffect.CLOSED, None),
    "whit_eve": (DayEffect.CLOSES_AT, NOON),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A day, or days in a row, that a municipality usually changes its hours for."""

    kind: str
    first: date
    last: date

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.first.isoformat()}"

    @property
    def label(self) -> str:
        return day_label(self.kind)

    def dates_text(self, today: date) -> str:
        return date_range_text(self.first, self.last, today)


def suggestions(today: date, there: Iterable[SpecialDay]) -> list[Suggestion]:
    """Return the usual days of the next twelve months that the table says nothing about yet.

    A day of all sites that falls on one of the dates has said it; one of a single site has said
    nothing for the others.
    """
    until = today + relativedelta(years=1)
    found: list[Suggestion] = []
    for year in range(today.year, until.year + 1):
        for day, kinds in sorted(holiday_calendar().special(year).items()):
            for kind in kinds:
                if kind in USUAL:
                    _add(found, kind, day)
    rows = list(there)
    return [
        one
        for one in found
        if today <= one.last and one.first < until and not any(_says(row, one) for row in rows)
    ]


def _add(found: list[Suggestion], kind: str, day: date) -> None:
    before = found[-1] if found else None
    if before and before.kind == kind and before.last + timedelta(days=1) == day:
        found[-1] = Suggestion(kind, before.first, day)
    else:
        found.append(Suggestion(kind, day, day))


def _says(row: SpecialDay, suggested: Suggestion) -> bool:
    overlaps = row.first <= suggested.last and (row.last or row.first) >= suggested.first
    return overlaps and row.site_id is None


class SuggestionForm(forms.Form):
    """One suggestion: whether to make it, and what the day does."""

    make = forms.BooleanField(required=False, initial=True, label=_("Add this day"))
    what = forms.ChoiceField(choices=DayEffect.choices, label=_("What applies then"))
    opens = ClockField(required=False, label=_("From"))
    closes = ClockField(required=False, ends=True, label=_("To"))

    def __init__(self, suggestion: Suggestion, data: Any = None) -> None:
        self.suggestion = suggestion
        what, closes = USUAL[suggestion.kind]
        super().__init__(
            data, prefix=suggestion.key, initial={"what": what.value, "closes": closes}
        )

    @property
    def is_ticked(self) -> bool:
        return self.add_prefix("make") in self.data

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for name, text in effect_problems(cleaned["what"], cleaned).items():
                self.add_error(name, text)
        return cleaned

    def day(self) -> SpecialDay:
        one, said = self.suggestion, self.cleaned_data
        return SpecialDay(
            kind=one.kind,
            first=one.first,
            last=None if one.last == one.first else one.last,
            what=said["what"],
            opens=said["opens"],
            closes=said["closes"],
            state=HoursState.OPEN,
        )


class SuggestView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Suggestions, each ticked, with what it does; one button makes those that are ticked."""

    page_title = _("Suggested special days")
    header_icon = "calendar-check"
    template_name = "wagtail_hjelp/admin/suggest_special_days.html"
    permission_policy = ModelPermissionPolicy(SpecialDay)
    permission_required = "add"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": _list_url(), "label": SpecialDay._meta.verbose_name_plural},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = today_here()
        kwargs.setdefault("forms", self._forms())
        return {
            **super().get_context_data(**kwargs),
            "rows": [(form, form.suggestion.dates_text(today)) for form in kwargs["forms"]],
            "list_url": _list_url(),
            "only_with": RELEVANT,
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            # Two who press at once come one after the other: writing locks the row.
            DirectoryStamp.renew()
            # What has been made since the page was shown is no suggestion any more.
            found = self._forms(request.POST)
            ticked = [form for form in found if form.is_ticked]
            unfinished = [form for form in ticked if not form.is_valid()]
            if unfinished:
                return self.render_to_response(self.get_context_data(forms=found))
            made = [form.day() for form in ticked]
            for day in made:
                day.full_clean()
                day.save()
                log(instance=day, action="wagtail.create", user=request.user)
        _say(request, len(made))
        return redirect(_list_url())

    def _forms(self, data: Any = None) -> list[SuggestionForm]:
        found = suggestions(today_here(), SpecialDay.objects.all())
        return [SuggestionForm(one, data) for one in found]


def _say(request: HttpRequest, count: int) -> None:
    if not count:
        messages.warning(request, gettext("No special day was added."))
        return
    text = ngettext("%(count)d special day was added.", "%(count)d special days were added.", count)
    messages.success(request, text % {"count": count})


def _list_url() -> str:
    return reverse(SpecialDay.snippet_viewset.get_url_name("list"))  # type: ignore[attr-defined]


def _years() -> list[tuple[int, str]]:
    years = {day.year for day in SpecialDay.objects.dates("first", "year")}
    return [(year, str(year)) for year in sorted(years, reverse=True)]


class SpecialDayFilterSet(WagtailFilterSet):
    year = django_filters.ChoiceFilter(
        field_name="first", lookup_expr="year", label=_("Year"), choices=_years
    )

    class Meta:
        model = SpecialDay
        fields = ["year"]


class SpecialDayIndexView(IndexView):
    """The list by date, with the button that suggests."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        if self.user_has_permission("add"):
            buttons.append(
                HeaderButton(
                    _("Suggest the coming year’s"),
                    url=reverse("wagtail_hjelp:suggest_special_days"),
                    icon_name="calendar-check",
                )
            )
        return buttons


def dates_of(day: SpecialDay) -> str:
    """Return the dates of a special day in words, with their year if it is not this one."""
    return date_range_text(day.first, day.last or day.first, today_here())


COLUMNS: list[Any] = [
    "get_name_label",
    Column(
        "dates", label=pgettext_lazy("opening hours", "Date"), accessor=dates_of, sort_key="first"
    ),
    "get_what_label",
    UpdatedAtColumn(),
]
