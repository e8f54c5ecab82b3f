"""Seasons in the admin: their list, and a button that repeats one next year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, StatusFlagColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import EditView, IndexView

from wagtail_hjelp.directory.page_models import get_activity_model
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.hours.words import date_range_text
from wagtail_hjelp.models import Season

from .red_days import today_here

# The form that the button belongs to: a menu has room for buttons and links alone.
REPEAT_FORM = "hjelp-repeat-season"


def dates_of(season: Season) -> str:
    """Return the dates of a season in words, with their year if it is not this one."""
    return date_range_text(season.first, season.last, today_here())


def is_on(season: Season) -> bool:
    return season.is_on(today_here())


def activities_in(seasons: Iterable[Season]) -> Counter[str]:
    """Return how many published activities each season has, by its code; in one query."""
    wanted = {season.slug for season in seasons}
    live = get_activity_model().objects.live().filter(locale=source_locale())
    counts: Counter[str] = Counter()
    for codes in live.values_list("seasons", flat=True):
        counts.update(wanted.intersection(codes))
    return counts


COLUMNS: list[Any] = [
    "name",
    Column("dates", label=_("Dates"), accessor=dates_of, sort_key="first"),
    Column("activities", label=_("Activities"), accessor="activities"),
    StatusFlagColumn(
        "is_on", label="", accessor=is_on, true_label=pgettext_lazy("season", "On now")
    ),
]


def repeat_button(season: Season) -> Button:
    return Button(
        _("Repeat next year"),
        icon_name="rotate",
        attrs={
            "type": "submit",
            "form": REPEAT_FORM,
            "formaction": reverse("wagtail_hjelp:repeat_season", args=[season.pk]),
        },
        priority=15,
    )


class SeasonIndexView(IndexView):
    """The newest first, with how many activities each has."""

    default_ordering = "-first"

    def get_table(self, object_list: Any) -> Any:
        seasons = list(object_list)
        counts = activities_in(seasons)
        for season in seasons:
            season.activities = counts[season.slug]
        return super().get_table(seasons)

    def get_list_more_buttons(self, instance: Season) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if self.user_has_permission("add"):
            buttons.append(repeat_button(instance))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "repeat_form": REPEAT_FORM}


class SeasonEditView(EditView):
    """The form, with the button in its menu."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if self.user_has_permission("add"):
            buttons.append(repeat_button(self.object))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "repeat_form": REPEAT_FORM}


@require_POST
def repeat_season(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a season of next year; a second click finds the one that the first has made."""
    if not ModelPermissionPolicy(Season).user_has_permission(request.user, "add"):
        raise PermissionDenied
    season = get_object_or_404(Season, pk=pk)
    with transaction.atomic():
        there = set(Season.objects.values_list("pk", flat=True))
        repeated = season.repeat_next_year()
        is_new = repeated.pk not in there
        if is_new:
            log(instance=repeated, action="wagtail.create", user=request.user)
    words = {"name": repeated.name, "dates": dates_of(repeated)}
    buttons = [messages.button(_url("edit", repeated), gettext("Look at it"))]
    if is_new:
        text = gettext("“%(name)s” was made: %(dates)s. Check the dates.")
        messages.success(request, text % words, buttons=buttons)
    else:
        text = gettext("“%(name)s” is there already: %(dates)s.")
        messages.info(request, text % words, buttons=buttons)
    return redirect(get_valid_next_url_from_request(request) or _url("list"))


def _url(view: str, *seasons: Season) -> str:
    name = Season.snippet_viewset.get_url_name(view)
    return reverse(name, args=[season.pk for season in seasons])
