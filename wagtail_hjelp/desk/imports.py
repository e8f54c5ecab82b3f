"""Importing in the admin: a file is sent, looked at row by row, and imported as a whole.

Each step has a page: the form and what was imported before, one import as it stands (checked, being
imported, done), and the files to begin with.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Site

from wagtail_hjelp.collecting.entries import TOLD_ANEW
from wagtail_hjelp.collecting.files.reading import SUFFIXES
from wagtail_hjelp.collecting.files.refusing import MEGABYTE, MOST_BYTES, Refused
from wagtail_hjelp.collecting.files.templates import template
from wagtail_hjelp.collecting.importing.exporting import export
from wagtail_hjelp.collecting.importing.jobs import GIVEN_UP, check, may_start, start
from wagtail_hjelp.collecting.importing.plans import RowState
from wagtail_hjelp.collecting.importing.progress import progress
from wagtail_hjelp.collecting.places import NoPlace, place_for
from wagtail_hjelp.models import ImportJob, ImportStatus

from .feed_lists import feeds_context
from .import_tables import report_sheet, rows_shown

TITLE = _("Import activities and organisations")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# How often the page looks whether the import is done, in seconds.
EVERY = 3


# --- who may --------------------------------------------------------------------------------


def places_for(user: Any) -> list[tuple[str, Site, Any]]:
    """Return where somebody may import: kind, site, and the page below which new ones stand.

    Who may add pages there and publish them, in the source language.
    """
    found = []
    for site in Site.objects.select_related("root_page").order_by("-is_default_site", "pk"):
        for kind in TOLD_ANEW:
            try:
                place = place_for(kind, site)
            except NoPlace:
                continue
            may = place.permissions_for_user(user)
            if may.can_add_subpage() and may.can_publish_subpage():
                found.append((str(kind), site, place))
    return found


class ImportingMixin(WagtailAdminTemplateMixin):
    """A view for those who may import somewhere."""

    request: HttpRequest
    kwargs: dict[str, Any]
    page_title = TITLE
    header_icon = "upload"
    _show_breadcrumbs = True

    @cached_property
    def places(self) -> list[tuple[str, Site, Any]]:
        return places_for(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.places:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def jobs(self) -> QuerySet[ImportJob]:
        """Return the imports that somebody may see: into places where they may import."""
        own = ImportJob.objects.none()
        for kind, site, _place in self.places:
            own = own | ImportJob.objects.filter(kind=kind, site=site)
        return own.select_related("user")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*super().get_breadcrumbs_items()]
        return [*items, {"url": reverse("wagtail_hjelp:imports"), "label": str(TITLE)}]


# --- a file is sent -------------------------------------------------------------------------


class ImportForm(forms.Form):
    """A file and what is in it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "An Excel workbook (.xlsx) or CSV, a calendar (.ics), or Open Referral’s HSDS (.json). "
            "Begin with the template if you have none."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    place = forms.ChoiceField(label=_("What is in it, and where it goes"))
    source = forms.CharField(
        label=_("Who it comes from"),
        max_length=100,
        help_text=_(
            "Such as “Volunteer centre”. Write the same each time: rows are known by who they come "
            "from and by their own number, and the next file changes the same pages."
        ),
    )
    publish = forms.ChoiceField(
        label=_("New and changed pages"),
        choices=[("", _("are drafts")), ("publish", _("are published at once"))],
        required=False,
    )

    def __init__(self, *args: Any, places: list[tuple[str, Site, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"activity": _("Activities"), "organisation": _("Organisations")}
        self.by_code = {f"{kind}-{site.pk}": (kind, site) for kind, site, _place in places}
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (f"{kind}-{site.pk}", f"{labels[kind]}: {place.get_admin_display_title()}")
            for kind, site, place in places
        ]

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            text = gettext("The file is over %(size)d MB. Split it into several.")
            raise forms.ValidationError(text % {"size": MOST_BYTES // MEGABYTE})
        return sent

    def clean_source(self) -> str:
        return " ".join(self.cleaned_data["source"].split())


class ImportsView(ImportingMixin, FormView):
    """The form; templates, files to take out, and what was imported before."""

    template_name = "wagtail_hjelp/admin/imports.html"
    form_class = ImportForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "places": self.places}

    def form_valid(self, form: ImportForm) -> HttpResponse:
        said = form.cleaned_data
        kind, site = form.by_code[said["place"]]
        try:
            job = check(
                said["file"].read(),
                said["file"].name,
                kind,
                site,
                source=said["source"],
                user=self.request.user,
                publish=said["publish"] == "publish",
            )
        except Refused as refused:
            form.add_error("file", str(refused))
            return self.form_invalid(form)
        return redirect("wagtail_hjelp:import", job.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = list(dict.fromkeys(kind for kind, _site, _place in self.places))
        names = {"activity": gettext("Activities"), "organisation": gettext("Organisations")}
        return {
            **super().get_context_data(**kwargs),
            "templates": [
                {"name": names[kind], "url": reverse("wagtail_hjelp:import_template", args=[kind])}
                for kind in kinds
            ],
            "exports": [
                {
                    "name": f"{names[kind]}: {place.get_admin_display_title()}",
                    "url": reverse("wagtail_hjelp:export", args=[kind, site.pk]),
                }
                for kind, site, place in self.places
            ],
            "jobs": self.jobs().defer("content", "report")[:20],
            **feeds_context(self.places),
        }


class ImportTemplateView(ImportingMixin, View):
    """The workbook to fill in."""

    def get(self, request: HttpRequest, kind: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if kind not in {one for one, _site, _place in self.places}:
            raise Http404
        name = f"{kind}.xlsx"
        return _download(template("activity" if kind == "activity" else "organisation"), name)


class ExportView(ImportingMixin, View):
    """All that there is, as a file that can be changed and sent back."""

    def get(
        self, request: HttpRequest, kind: str, site_id: int, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        site = next(
            (site for own, site, _place in self.places if (own, site.pk) == (kind, site_id)), None
        )
        if site is None:
            raise Http404
        if request.GET.get("format") == "csv":
            return _download(export(kind, site, format="csv"), f"{kind}.csv", "text/csv")
        return _download(export(kind, site), f"{kind}.xlsx")


def _download(data: bytes, name: str, content_type: str = XLSX) -> HttpResponse:
    return HttpResponse(
        data,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


# --- one import -----------------------------------------------------------------------------


class OneImportMixin(ImportingMixin):
    @cached_property
    def job(self) -> ImportJob:
        return get_object_or_404(self.jobs(), pk=self.kwargs["pk"])


class ImportView(OneImportMixin, TemplateView):
    """One import: what would become of each row, how far it is, or what has become of it."""

    template_name = "wagtail_hjelp/admin/import.html"

    def get_page_subtitle(self) -> str:
        return str(self.job)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_subtitle()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not start(self.job, request.POST.getlist("overwrite"), request.user):
            messages.error(request, gettext("It cannot be imported: see below."))
        return redirect("wagtail_hjelp:import", self.job.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        job = self.job
        is_running = job.status == ImportStatus.RUNNING
        report = job.report
        labels = dict(RowState.choices)
        return {
            **super().get_context_data(**kwargs),
            "job": job,
            "is_running": is_running,
            "is_done": job.status == ImportStatus.DONE,
            "may_start": may_start(job),
            "refresh": EVERY if is_running else None,
            "progress": progress(job) if is_running else None,
            "given_up": int(GIVEN_UP.total_seconds() // 60),
            "counts": [(labels[state], count) for state, count in report["counts"].items()],
            "has_errors": report["has_errors"],
            "notes": report["notes"],
            **rows_shown(report["rows"]),
            "report_url": reverse("wagtail_hjelp:import_report", args=[job.pk]),
        }


class ImportReportView(OneImportMixin, View):
    """What becomes of each row, as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _download(report_sheet(self.job.report), f"import-{self.job.pk}.xlsx")


# --- the way to it --------------------------------------------------------------------------


class ImportsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(places_for(request.user))


def imports_menu_item(order: int) -> MenuItem:
    return ImportsMenuItem(
        _("Import"),
        reverse("wagtail_hjelp:imports"),
        name="hjelp-imports",
        icon_name="upload",
        order=order,
    )
