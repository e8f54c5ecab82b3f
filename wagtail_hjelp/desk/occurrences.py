"""The dates of one activity in the admin: which there are, how each stands, and its buttons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.activities.words import dates_text
from wagtail_hjelp.activities.writing import date_calendar
from wagtail_hjelp.models import ActivityMixin
from wagtail_hjelp.models.occurrences import DateSeries, Occurrence, OccurrenceQuerySet
from wagtail_hjelp.schedule import Dates
from wagtail_hjelp.translation.sharing import source_version
from wagtail_hjelp.vocabularies import OccurrenceStatus

from .dates_findings import BY_HAND
from .occurrence_words import moved_from_text, standings, when_text

# In the address of the list: which dates it shows, those to come if it is not said.
SHOW = "show"
CHANGED, PAST = "changed", "past"
_TABS = {"": _("To come"), CHANGED: _("Changed by hand"), PAST: _("Past")}

TITLE = pgettext_lazy("dates of an activity, one by one", "Dates")


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity as somebody at the desk has it before them.

    ``page`` is the version that they came from, ``source`` the one that the dates come from: they
    are the same in all languages. ``series`` is None if it has never been published.
    """

    page: Any
    source: Any
    may_change: bool
    series: DateSeries | None
    now: datetime

    @property
    def key(self) -> Any:
        return self.source.translation_key

    @property
    def today(self) -> date:
        return date_calendar().zone.today(self.now)

    @property
    def dates(self) -> Dates:
        """The rules that its dates were made from."""
        return read_dates(self.series.rows if self.series else ())

    @property
    def is_live(self) -> bool:
        """Whether it is published in any language."""
        return Page.objects.filter(translation_key=self.key, live=True).exists()

    @property
    def has_other_dates_in_draft(self) -> bool:
        """Whether somebody has changed the rows and not published them yet."""
        if self.series is None or not self.source.has_unpublished_changes:
            return False
        draft = self.source.get_latest_revision_as_object()
        return read_dates(draft.dates.raw_data) != self.dates

    def occurrences(self) -> OccurrenceQuerySet:
        return Occurrence.objects.of([self.key])

    def url(self, name: str = "dates", occurrence: Occurrence | None = None) -> str:
        """Return the address of a view of these dates, or of one date."""
        args = [self.page.pk] if occurrence is None else [self.page.pk, occurrence.pk]
        return reverse(f"wagtail_hjelp:{name}", args=args)


def open_activity(request: HttpRequest, page_id: int) -> Activity:
    """Return the activity that a page is a version of, for somebody who may look at its dates.

    Whoever may edit that version may look. What is changed is live in all languages at once, so
    only those who may publish the source may change.
    """
    page: Any = get_object_or_404(Page, pk=page_id).specific
    if not issubclass(type(page), ActivityMixin):
        raise Http404
    source = source_version(page)
    may_change = source.permissions_for_user(request.user).can_publish()
    if not may_change and not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    series = DateSeries.of(source.translation_key)
    return Activity(page, source, may_change, series, timezone.now())


def dates_buttons(page: Any, user: Any) -> Iterator[Button]:
    """Yield the way to an activity's dates, for the page's own menus."""
    if not issubclass(page.specific_class or type(page), ActivityMixin):
        return
    may = page.permissions_for_user(user)
    if may.can_edit() or may.can_publish():
        url = reverse("wagtail_hjelp:dates", args=[page.pk])
        yield Button(TITLE, url, icon_name="calendar-alt", priority=12)


@dataclass(frozen=True, slots=True)
class RowButton:
    """A button of one date: a link to a page that asks, or (``posts``) what is done at once."""

    label: Any
    url: str
    posts: bool = False


class DateRow:
    """A date as a row of the list."""

    def __init__(self, occurrence: Occurrence, activity: Activity, list_url: str) -> None:
        self.occurrence = occurrence
        self.pk = occurrence.pk
        self._activity = activity
        self._list_url = list_url
        self.when = when_text(occurrence, activity.today)
        self.standings = standings(occurrence)

    @cached_property
    def moved_from(self) -> str:
        activity = self._activity
        return moved_from_text(self.occurrence, activity.dates, activity.today, date_calendar())

    @cached_property
    def buttons(self) -> list[RowButton]:
        """The buttons that make sense; none for a date that is over."""
        one = self.occurrence
        if not self._activity.may_change or one.over_at <= self._activity.now:
            return []
        found = []
        if one.status == OccurrenceStatus.SCHEDULED:
            found = [
                self._asks("occurrence_cancel", pgettext_lazy("button at a date", "Cancel")),
                self._does("occurrence_full", pgettext_lazy("button at a date", "Full")),
            ]
        elif one.status == OccurrenceStatus.FULL:
            found = [
                self._asks("occurrence_cancel", pgettext_lazy("button at a date", "Cancel")),
                self._does("occurrence_reopen", pgettext_lazy("button at a date", "Not full")),
            ]
        else:
            found = [
                self._does("occurrence_reopen", pgettext_lazy("button at a date", "Restore")),
                self._asks("occurrence_cancel", pgettext_lazy("button at a date", "Change reason")),
            ]
        found.append(self._asks("occurrence_move", pgettext_lazy("button at a date", "Move")))
        if one.is_extra:
            label = pgettext_lazy("button at a date", "Remove")
            found.append(self._asks("occurrence_remove", label))
        elif one.moved:
            label = pgettext_lazy("button at a date", "Move back")
            found.append(self._does("occurrence_move_back", label))
        return found

    def _asks(self, name: str, label: Any) -> RowButton:
        url = self._activity.url(name, self.occurrence)
        return RowButton(label, f"{url}?{urlencode({'next': self._list_url})}")

    def _does(self, name: str, label: Any) -> RowButton:
        return RowButton(label, self._activity.url(name, self.occurrence), posts=True)


class RowColumn(Column):
    """A cell with a template of its own, which has the whole row as ``value``."""

    def __init__(self, name: str, template: str, **kwargs: Any) -> None:
        super().__init__(name, accessor=_whole, **kwargs)
        self.cell_template_name = f"wagtail_hjelp/admin/{template}.html"


def _whole(row: DateRow) -> DateRow:
    return row


class ActivityViewMixin:
    """A view of an activity's dates: who may see it, and where in the tree of pages it stands."""

    request: HttpRequest
    header_icon = "calendar-alt"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.activity = open_activity(request, kwargs["page_id"])

    def get_page_subtitle(self) -> str:
        return str(self.activity.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        pages = get_breadcrumbs_items_for_page(self.activity.page, self.request.user)
        dates = {"url": self.activity.url(), "label": TITLE}
        own = self.own_breadcrumb()
        last = {**(own or dates), "url": "", "sublabel": self.get_page_subtitle()}
        return [*pages, dates, last] if own else [*pages, last]

    def own_breadcrumb(self) -> dict[str, Any] | None:
        """Return where the view stands below the list; None for the list itself."""
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "activity": self.activity}


class OccurrencesView(ActivityViewMixin, IndexView):
    """The dates to come, those changed by hand, or those past."""

    model = Occurrence
    # Who may see it is a matter of the page.
    permission_policy = None
    any_permission_required = None
    page_title = TITLE
    paginate_by = 50
    table_classname = "listing hjelp-dates"
    results_template_name = "wagtail_hjelp/admin/occurrences_results.html"
    add_item_label = _("Add an extra date")
    columns = [
        RowColumn("when", "occurrence_when_cell", label=_("Date and time")),
        RowColumn("standing", "occurrence_standing_cell", label=_("How it stands")),
        RowColumn("word", "occurrence_word_cell", label=_("Word to the public")),
        RowColumn("changed", "occurrence_changed_cell", label=_("Last change")),
        RowColumn("buttons", "occurrence_buttons_cell", label=_("Change it")),
    ]

    @cached_property
    def show(self) -> str:
        wanted = self.request.GET.get(SHOW, "")
        return wanted if wanted in _TABS else ""

    def get_add_url(self) -> str | None:
        may = self.activity.may_change and self.activity.series is not None
        return self.activity.url("occurrence_extra") if may else None

    def get_index_url(self) -> str:
        return self.activity.url()

    def get_base_queryset(self) -> QuerySet[Occurrence]:
        every, now = self.activity.occurrences(), self.activity.now
        if self.show == PAST:
            found = every.over(now).order_by("-starts_at", "-pk")
        else:
            found = every.not_over(now).order_by("starts_at", "pk")
            if self.show == CHANGED:
                found = found.filter(BY_HAND)
        return found.select_related("changed_by")

    def get_table(self, object_list: Any) -> Any:
        list_url = self.request.get_full_path()
        rows = [DateRow(one, self.activity, list_url) for one in object_list]
        return super().get_table(rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        url = self.activity.url()
        return {
            **context,
            "lines": dates_text(self.activity.dates, self.activity.today),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.activity.page.pk]),
            "list_url": self.request.get_full_path(),
            "tabs": [
                (f"{url}?{urlencode({SHOW: code})}" if code else url, label, code == self.show)
                for code, label in _TABS.items()
            ],
            "show": self.show,
        }
