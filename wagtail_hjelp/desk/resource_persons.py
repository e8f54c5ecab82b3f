"""The register of resource persons in the admin: its list, what is filtered, what is taken out.

A record whose consent has run out is a line with a date and nothing else. Filters and search
never touch it: to find it by its language would be to read it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import django_filters
from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from wagtail_hjelp.fields import has_any
from wagtail_hjelp.hours.words import date_text
from wagtail_hjelp.models import ResourcePerson
from wagtail_hjelp.models.resource_persons import ResourcePersonQuerySet
from wagtail_hjelp.people import clock, register
from wagtail_hjelp.people.consent import SOON_DAYS, Standing
from wagtail_hjelp.vocabularies import Availability, ResourceTask, ServiceLanguage


def _in_full(day: date) -> str:
    return date_text(day, date.min)


def standing(person: ResourcePerson) -> str:
    """Return what a consent is worth today, in words."""
    consent, today = person.consent, clock.today()
    if not consent.holds(today):
        text = gettext("Consent expired, is deleted on %(date)s")
        return text % {"date": _in_full(consent.deleted_on)}
    if consent.standing(today) is not Standing.SOON:
        return gettext("Valid until %(date)s") % {"date": _in_full(consent.until)}
    days = consent.days_left(today)
    if not days:
        return gettext("Expires tonight")
    return ngettext("Expires in %(days)d day", "Expires in %(days)d days", days) % {"days": days}


def needs_a_look(person: ResourcePerson) -> bool:
    return person.consent.standing(clock.today()) is not Standing.VALID


class StandingColumn(StatusTagColumn):
    """A tag where somebody has to be asked again, and plain words elsewhere."""

    def render_cell_html(self, instance: ResourcePerson, parent_context: Any) -> Any:
        if needs_a_look(instance):
            return super().render_cell_html(instance, parent_context)
        plain = Column(self.name, accessor=self.accessor, label=self.label)
        return plain.render_cell_html(instance, parent_context)


COLUMNS: list[Any] = [
    "shown_name",
    Column("languages", label=_("Languages"), accessor="get_languages_display"),
    Column("tasks", label=_("May be called on for"), accessor="get_tasks_display"),
    Column("availability", label=_("When"), accessor="get_availability_display"),
    StandingColumn(
        "consent",
        label=_("Consent"),
        accessor=standing,
        primary=needs_a_look,
        sort_key="consent_until",
    ),
]

# What is taken out, in this order: heading, and what stands in the cell.
EXPORT: dict[str, tuple[Any, Callable[[ResourcePerson], Any]]] = {
    "number": (_("Number"), lambda person: person.pk),
    "name": (_("Name"), lambda person: person.name),
    "phone": (_("Telephone"), ResourcePerson.get_phone_display),
    "email": (_("E-mail"), lambda person: person.email),
    "organisation": (_("Organisation"), lambda person: person.organisation),
    "area": (_("Where in the municipality"), lambda person: person.area),
    "languages": (_("Languages"), ResourcePerson.get_languages_display),
    "competence": (_("Cultural competence"), lambda person: person.competence),
    "tasks": (_("May be called on for"), ResourcePerson.get_tasks_display),
    "availability": (_("When"), ResourcePerson.get_availability_display),
    "availability_note": (_("More about when"), lambda person: person.availability_note),
    "consent_until": (_("Consent holds until"), lambda person: person.consent_until),
}
# With one of these first, a spreadsheet takes a name for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ResourcePersonFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(
        label=_("Language"),
        field_name="languages",
        method="among",
        choices=ServiceLanguage.choices,
    )
    task = django_filters.ChoiceFilter(
        label=_("May be called on for"),
        field_name="tasks",
        method="among",
        choices=ResourceTask.choices,
    )
    when = django_filters.ChoiceFilter(
        label=_("When"), field_name="availability", method="among", choices=Availability.choices
    )
    consent = django_filters.ChoiceFilter(
        label=_("Consent"),
        method="standing",
        choices=[
            ("valid", pgettext_lazy("consent", "Valid")),
            ("soon", pgettext_lazy("consent", "Expires soon")),
            ("expired", pgettext_lazy("consent", "Expired")),
        ],
    )

    class Meta:
        model = ResourcePerson
        fields: list[str] = []

    def among(
        self, queryset: ResourcePersonQuerySet, name: str, value: str
    ) -> ResourcePersonQuerySet:
        return queryset.readable().filter(has_any(name, [value]))

    def standing(
        self, queryset: ResourcePersonQuerySet, name: str, value: str
    ) -> ResourcePersonQuerySet:
        if value == "expired":
            return queryset.expired()
        found = queryset.readable()
        soon = clock.today() + timedelta(days=SOON_DAYS)
        return found.filter(consent_until__lte=soon) if value == "soon" else found


class ResourcePersonIndexView(IndexView):
    """The list by name, those without a consent last; taken out, it is of the readable alone."""

    renew_url_name: str | None = None
    withdraw_url_name: str | None = None
    list_export = list(EXPORT)
    export_headings = {name: heading for name, (heading, _cell) in EXPORT.items()}
    default_ordering = "sort_name"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Nobody has to have thought of a nightly job.
        register.delete_expired(timezone.now())
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> ResourcePersonQuerySet:
        found = ResourcePerson.records.kept()
        return (found.readable() if self.is_export else found).in_order()

    def order_queryset(self, queryset: ResourcePersonQuerySet) -> ResourcePersonQuerySet:
        ordering = self.ordering or self.default_ordering
        # A column that the queryset works out.
        by_consent: ResourcePersonQuerySet = queryset.order_by("is_expired", ordering, "pk")  # type: ignore[misc]
        return by_consent

    def search_queryset(self, queryset: ResourcePersonQuerySet) -> ResourcePersonQuerySet:
        found: ResourcePersonQuerySet = super().search_queryset(
            queryset.readable() if self.is_searching else queryset
        )
        return found

    def get_edit_url(self, instance: ResourcePerson) -> str | None:
        return super().get_edit_url(instance) if instance.is_readable else None

    def get_inspect_url(self, instance: ResourcePerson) -> str | None:
        return super().get_inspect_url(instance) if instance.is_readable else None

    def get_delete_url(self, instance: ResourcePerson) -> str | None:
        return super().get_delete_url(instance) if instance.is_readable else None

    def get_list_more_buttons(self, instance: ResourcePerson) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        return buttons + consent_buttons(self, instance)

    def to_row_dict(self, item: ResourcePerson) -> dict[str, Any]:
        return {name: cell(item) for name, (_heading, cell) in EXPORT.items()}

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        made = super().preprocess_field_value(field, value, export_format)
        is_formula = isinstance(made, str) and made.startswith(_FORMULA)
        # A cell of a workbook says that it is text; a line of commas cannot.
        return f"'{made}" if is_formula and export_format == self.FORMAT_CSV else made

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        # Logged before anything leaves, and of the very rows that do: the queryset is read once.
        register.note_export(len(queryset), self.list_export, spreadsheet_format, self.request.user)
        return super().as_spreadsheet(queryset, spreadsheet_format)


def consent_buttons(view: Any, person: ResourcePerson) -> list[Button]:
    """Return the buttons beside a record, for a list or a form."""
    buttons = []
    if view.renew_url_name and view.user_has_permission("change"):
        buttons.append(
            Button(
                _("Write down a new consent"),
                url=reverse(view.renew_url_name, args=[quote(person.pk)]),
                icon_name="calendar-check",
                priority=40,
            )
        )
    if view.withdraw_url_name and view.user_has_permission("delete"):
        buttons.append(
            Button(
                _("Consent is withdrawn: delete"),
                url=reverse(view.withdraw_url_name, args=[quote(person.pk)]),
                icon_name="bin",
                priority=50,
            )
        )
    return buttons


def register_log_actions(actions: Any) -> None:
    """Tell Wagtail's log what is done to records."""
    actions.register_action(register.READ, _("Read a record"), _("Read"))
    actions.register_action(
        register.RENEWED, _("Write down a new consent"), _("A new consent was written down")
    )
    actions.register_action(
        register.WITHDRAWN,
        _("Withdraw a consent"),
        _("A consent was withdrawn, and the record deleted"),
    )
    actions.register_action(
        register.EXPIRED,
        _("Delete after the consent"),
        _("A consent had expired, and the record was deleted"),
    )

    @actions.register_action(register.EXPORTED)
    class ExportFormatter(LogFormatter):
        label = _("Take records out")

        def format_message(self, log_entry: Any) -> str:
            count = int(log_entry.data.get("count", 0))
            return ngettext(
                "%(count)d record was taken out (%(format)s: %(columns)s)",
                "%(count)d records were taken out (%(format)s: %(columns)s)",
                count,
            ) % {
                "count": count,
                "format": log_entry.data.get("format", ""),
                "columns": ", ".join(log_entry.data.get("columns", ())),
            }
