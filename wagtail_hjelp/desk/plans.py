"""Who plans what in the next weeks, and where nobody is: for the meeting with the organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import django_filters
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from wagtail_hjelp.activities.writing import date_calendar
from wagtail_hjelp.collecting.files.csv_files import marked
from wagtail_hjelp.directory.page_models import get_activity_model
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.hours.words import date_text
from wagtail_hjelp.models.occurrences import Occurrence
from wagtail_hjelp.vocabularies import OccurrenceStatus

from .red_days import today_here

TITLE = _("Who plans what")
# So far ahead, unless somebody says otherwise; and no further.
WEEKS, MOST_WEEKS = 6, 52


@dataclass(frozen=True, slots=True)
class Gap:
    """Days in a row on which nobody plans anything, both included."""

    first: date
    last: date

    @property
    def text(self) -> str:
        first, last = date_text(self.first, date.min), date_text(self.last, date.min)
        days = (self.last - self.first).days + 1
        if days == 1:
            return first
        words = {"first": first, "last": last, "count": days}
        text = ngettext(
            "%(first)s – %(last)s (%(count)d day)", "%(first)s – %(last)s (%(count)d days)", days
        )
        return text % words


def gaps(first: date, last: date, planned: Iterable[tuple[date, date]]) -> Iterator[Gap]:
    """Yield the stretches of days, both included, that no plan (first and last day) touches."""
    free = first
    for begins, ends in sorted(planned):
        if begins > free:
            yield Gap(free, min(begins - timedelta(days=1), last))
        free = max(free, ends + timedelta(days=1))
        if free > last:
            return
    if free <= last:
        yield Gap(free, last)


def _organisers() -> list[tuple[str, str]]:
    names = {organiser_of(page) for page in _activities().values()} - {""}
    return [(name, name) for name in sorted(names, key=str.casefold)]


def organiser_of(page: Any) -> str:
    """Return who arranges an activity, by name."""
    return str(page.organiser.title if page.organiser_id else page.organiser_name)


def _activities() -> dict[Any, Any]:
    """Return the live activities by translation key: as the source has them, else as there is."""
    source = source_locale().pk
    found: dict[Any, Any] = {}
    pages = get_activity_model().objects.live().filter(alias_of=None)
    for page in pages.select_related("organiser").order_by("pk"):
        if page.translation_key not in found or page.locale_id == source:
            found[page.translation_key] = page
    return found


class PlansFilterSet(WagtailFilterSet):
    # The view has looked at these already: they are no columns of the database.
    since = django_filters.DateFilter(label=_("From"), method="as_it_is")
    weeks = django_filters.NumberFilter(
        label=_("How many weeks"), min_value=1, max_value=MOST_WEEKS, method="as_it_is"
    )
    organiser = django_filters.ChoiceFilter(
        label=_("Who arranges it"), choices=_organisers, method="as_it_is"
    )

    class Meta:
        model = Occurrence
        fields: list[str] = []

    def as_it_is(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset


class PlansView(ReportView):
    page_title = TITLE
    header_icon = "calendar-alt"
    index_url_name = "wagtail_hjelp:plans"
    index_results_url_name = "wagtail_hjelp:plans_results"
    results_template_name = "wagtail_hjelp/admin/plans_results.html"
    filterset_class = PlansFilterSet
    permission_policy = page_permission_policy
    any_permission_required = ["change"]
    model = Occurrence
    is_searchable = False
    export_filename = "plans"
    list_export = ["day_text", "time_text", "title", "organiser", "place", "status_text"]
    export_headings = {
        "day_text": _("Date"),
        "time_text": _("Time"),
        "title": _("Activity"),
        "organiser": _("Who arranges it"),
        "place": _("Place"),
        "status_text": _("How it stands"),
    }
    columns = [
        Column("day_text", label=_("Date"), accessor="day_text"),
        Column("time_text", label=_("Time"), accessor="time_text"),
        TitleColumn(
            "title", label=_("Activity"), accessor="title", get_url=lambda one: one.edit_url
        ),
        Column("organiser", label=_("Who arranges it"), accessor="organiser"),
        Column("place", label=_("Place"), accessor="place"),
        Column("status_text", label=_("How it stands"), accessor="status_text"),
    ]

    @cached_property
    def window(self) -> tuple[date, date]:
        """The first and the last day that are asked for."""
        form = PlansFilterSet(self.request.GET, request=self.request).form
        form.is_valid()
        first = form.cleaned_data.get("since") or today_here()
        weeks = int(form.cleaned_data.get("weeks") or WEEKS)
        # The calendar of dates ends somewhere.
        first = min(max(first, date(1970, 1, 1)), date(2100, 1, 1))
        return first, first + timedelta(weeks=weeks, days=-1)

    @cached_property
    def activities(self) -> dict[Any, Any]:
        found = _activities()
        wanted = self.request.GET.get("organiser", "")
        if wanted:
            found = {key: page for key, page in found.items() if organiser_of(page) == wanted}
        return found

    def get_base_queryset(self) -> Any:
        keys = get_activity_model().objects.live().filter(alias_of=None)
        if self.request.GET.get("organiser"):
            keys = keys.filter(pk__in=[page.pk for page in self.activities.values()])
        found = Occurrence.objects.between(*self.window)
        return found.filter(activity_key__in=keys.values("translation_key")).order_by(
            "first_day", "starts_at", "pk"
        )

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        return [self._decorated(one) for one in object_list]

    def _decorated(self, one: Any) -> Any:
        page = self.activities[one.activity_key]
        zone = date_calendar().zone.info
        one.day_text = date_text(one.first_day, date.min)
        if one.last_day != one.first_day:
            one.day_text += f" – {date_text(one.last_day, date.min)}"
        one.time_text = gettext("All day")
        if not one.all_day:
            one.time_text = f"{one.starts_at.astimezone(zone):%H:%M}"
            if one.ends_at is not None:
                one.time_text += f"–{one.ends_at.astimezone(zone):%H:%M}"
        one.title, one.organiser = page.title, organiser_of(page)
        one.place = place_of(page)
        one.status_text = one.get_status_display()
        one.edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return one

    def to_row_dict(self, item: Any) -> Any:
        return super().to_row_dict(self._decorated(item))

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        found = super().preprocess_field_value(field, value, export_format)
        # No program makes a formula of what an organisation calls itself.
        is_csv = export_format == self.FORMAT_CSV and isinstance(found, str)
        return marked(found) if is_csv else found

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        first, last = self.window
        planned = self.get_base_queryset().exclude(status=OccurrenceStatus.CANCELLED)
        days = planned.values_list("first_day", "last_day")
        return {
            **context,
            "gaps": list(gaps(first, last, days)),
            "first": date_text(first, date.min),
            "last": date_text(last, date.min),
        }


def place_of(page: Any) -> str:
    """Return where an activity is, as anybody may know it: never a secret address."""
    found = []
    for row in page.where.raw_data:
        value = row["value"]
        if row["type"] == "online":
            found.append(gettext("Online"))
        elif row["type"] == "place" and not value.get("withheld"):
            found.append(", ".join(filter(None, (value.get("name"), value.get("place")))))
    return "; ".join(filter(None, found))


class PlansMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_any_permission(request.user, ["change"]))


def plans_menu_item() -> MenuItem:
    return PlansMenuItem(
        TITLE,
        reverse("wagtail_hjelp:plans"),
        name="hjelp-plans",
        icon_name="calendar-alt",
        order=835,
    )
