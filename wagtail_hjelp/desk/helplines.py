"""Helplines in the admin: the list says what each is here, the form what the package says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.snippets.views.snippets import EditView, IndexView

from wagtail_hjelp import phone
from wagtail_hjelp.catalogue.site import hidden_on, site_name
from wagtail_hjelp.catalogue.views import helpline_view
from wagtail_hjelp.conf import settings
from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.models import Helpline

# In the address of the form: fill in what the package says, or take the correction out again.
# Nothing is stored before somebody saves.
CORRECT = "correct"
FROM_PACKAGE, TAKE_AWAY = "start", "stop"


def differs(helpline: Helpline) -> bool:
    """Whether a row is anything but what the package has."""
    dropped = bool(helpline.code) and helpline.shipped is None
    own = not helpline.code
    return own or dropped or helpline.is_corrected or bool(hidden_on(helpline))


def standing(helpline: Helpline) -> str:
    """Return what a row is: as shipped, corrected, caught up, hidden, own, or dropped."""
    if helpline.code and helpline.shipped is None:
        return gettext("No longer in the package: not shown")
    if names := ", ".join(site_name(site) for site in hidden_on(helpline)):
        return gettext("Hidden on %(sites)s") % {"sites": names}
    if helpline.is_caught_up:
        return gettext("Corrected: look at it again")
    if helpline.is_corrected:
        return gettext("Corrected here")
    if helpline.code:
        return gettext("As in the package")
    if helpline.site is not None:
        return gettext("Your own, only on %(sites)s") % {"sites": site_name(helpline.site)}
    return gettext("Your own")


def numbers(helpline: Helpline) -> str:
    """Return the telephone numbers as the site shows them, each in one piece."""
    return ", ".join(
        phone.display(point["value"]["number"], settings.PHONE_REGION).replace(" ", "\u00a0")
        for point in helpline.points
        if point["type"] == "phone" and point["value"].get("number")
    )


def confirmed_on(helpline: Helpline) -> date | None:
    """Return when the package's facts, or the correction, were last held against their source."""
    if helpline.changed_on and helpline.is_corrected:
        return helpline.changed_on
    return helpline.shipped.confirmed_on if helpline.shipped else None


class StandingColumn(StatusTagColumn):
    """A tag where something differs, and plain words elsewhere: a tag on each marks none."""

    def render_cell_html(self, instance: Helpline, parent_context: Any) -> Any:
        if differs(instance):
            return super().render_cell_html(instance, parent_context)
        plain = Column(self.name, accessor=self.accessor, label=self.label)
        return plain.render_cell_html(instance, parent_context)


COLUMNS: list[Any] = [
    "__str__",
    Column("numbers", label=_("Telephone"), accessor=numbers),
    StandingColumn("standing", label=_("Status"), accessor=standing, primary=differs),
    DateColumn("confirmed_on", label=_("Last checked"), accessor=confirmed_on),
]


class HelplineFilterSet(WagtailFilterSet):
    differs = django_filters.ChoiceFilter(
        label=_("Show"),
        method="only_differing",
        empty_label=_("All"),
        choices=[("yes", _("Only what differs from the package"))],
    )

    class Meta:
        model = Helpline
        fields: list[str] = []

    def only_differing(
        self, queryset: QuerySet[Helpline], name: str, value: str
    ) -> QuerySet[Helpline]:
        # Whether a correction or a code still stands for something is known to the package alone.
        rows = queryset.prefetch_related("hidden_on")
        return queryset.filter(pk__in=[row.pk for row in rows if differs(row)])


class HelplineIndexView(IndexView):
    """The list in its own order, to drag."""

    def get_base_queryset(self) -> QuerySet[Helpline]:
        return super().get_base_queryset().select_related("site").prefetch_related("hidden_on")

    @cached_property
    def columns(self) -> list[Any]:
        # All that one could do to many at once is to delete them.
        return [column for column in super().columns if column.name != "bulk_actions"]

    def get_delete_url(self, instance: Helpline) -> str | None:
        url: str | None = None if instance.shipped else super().get_delete_url(instance)
        return url


class HelplineEditView(EditView):
    """The form; a link in it fills the correction with the package's facts, or empties it."""

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        if self.request.method == "GET":
            kwargs["initial"] = {**kwargs["initial"], **started(self.object, self.request)}
        return kwargs

    @cached_property
    def can_delete(self) -> bool:
        return self.object.shipped is None and super().can_delete

    def get_delete_url(self) -> str | None:
        url: str | None = None if self.object.shipped else super().get_delete_url()
        return url


def started(helpline: Helpline, request: HttpRequest) -> dict[str, Any]:
    """Return what the form of a shipped service begins with, if the address says so."""
    service, wanted = helpline.shipped, request.GET.get(CORRECT)
    if service is None or wanted not in (FROM_PACKAGE, TAKE_AWAY):
        return {}
    field = Helpline._meta.get_field("contact_points")
    if wanted == FROM_PACKAGE:
        return {"contact_points": field.to_python(list(service.contact_points))}
    return {"contact_points": field.to_python([]), "name": "", "reason": "", "changed_on": None}


def shipped_context(helpline: Helpline, request: HttpRequest) -> Mapping[str, Any]:
    """Return what the panel of the package's facts shows; ``service`` is None for a dropped one."""
    service = helpline.shipped
    if request.method == "POST":  # The form that was refused has written itself into the row.
        helpline = Helpline.objects.get(pk=helpline.pk)
    return {
        "helpline": helpline,
        "service": service,
        "view": helpline_view(service, HoursBook.load(None)) if service else None,
        "started": request.GET.get(CORRECT) if started(helpline, request) else "",
        "start_url": f"?{CORRECT}={FROM_PACKAGE}",
        "stop_url": f"?{CORRECT}={TAKE_AWAY}",
    }


def keep_shipped(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Refuse to delete a national service: after the next upgrade it would be there again."""
    kept = [str(row) for row in instances if isinstance(row, Helpline) and row.shipped]
    if not kept:
        return None
    text = gettext("%(names)s: a national service cannot be deleted. Hide it instead.")
    messages.error(request, text % {"names": ", ".join(kept)})
    return redirect(reverse(Helpline.snippet_viewset.get_url_name("list")))
