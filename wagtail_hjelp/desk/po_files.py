"""All that waits in a language as one PO file: downloaded, translated elsewhere, and sent back."""

from __future__ import annotations

from typing import Any

import polib  # type: ignore[import-untyped]
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.translation.languages import direction, name_translated
from wagtail_hjelp.translation.people import pages_to_edit
from wagtail_hjelp.translation.po_files import (
    MOST_BYTES,
    BrokenFile,
    Imported,
    export_waiting,
    import_waiting,
    read_file,
    too_large,
)
from wagtail_hjelp.translation.status import page_models

from .red_days import today_here

TITLE = _("PO files")


class PoFileForm(forms.Form):
    """A file that was downloaded here and translated; ``cleaned_data["file"]`` is a POFile."""

    file = forms.FileField(
        label=_("PO file"),
        help_text=_("A file from this page, with your translations in it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".po,text/x-gettext-translation"}),
    )

    def clean_file(self) -> polib.POFile:
        sent = self.cleaned_data["file"]
        try:
            if sent.size > MOST_BYTES:
                raise BrokenFile(too_large())
            return read_file(sent.read())
        except BrokenFile as broken:
            raise forms.ValidationError(str(broken)) from broken


class LanguageMixin:
    """A view for those who may edit a page of ours in one language, which is not the source's."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def locale(self) -> Locale:
        # Compared here: what an address may hold, not every database takes as a value.
        others = Locale.objects.exclude(pk=source_locale().pk)
        code = self.kwargs["language_code"]
        found = next((one for one in others if one.language_code == code), None)
        if found is None:
            raise Http404
        return found

    @property
    def language(self) -> str:
        return name_translated(self.locale.language_code)

    @property
    def own_url(self) -> str:
        return reverse("wagtail_hjelp:po_files", args=[self.locale.language_code])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_use_po_files(request.user, self.locale):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


def may_use_po_files(user: Any, locale: Locale) -> bool:
    """Whether somebody may edit a page of ours in a language other than the source's."""
    pages: Any = pages_to_edit(user).filter(locale=locale).exclude(locale=source_locale())
    return bool(pages.type(*page_models()).exists())


class PoDownloadView(LanguageMixin, View):
    """The file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        po = export_waiting(self.locale, request.user)
        if not po:
            messages.info(request, gettext("Nothing waits for you in this language."))
            return redirect(self.own_url)
        name = f"hjelp-{self.locale.language_code}-{today_here():%Y-%m-%d}.po"
        return HttpResponse(
            str(po),
            content_type="text/x-gettext-translation; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "no-store",
            },
        )


class PoFilesView(LanguageMixin, WagtailAdminTemplateMixin, FormView):
    """The way to the file, and back; what has become of a file is told in the same place."""

    template_name = "wagtail_hjelp/admin/po_files.html"
    page_title = TITLE
    header_icon = "wagtail-localize-language"
    form_class = PoFileForm
    _show_breadcrumbs = True

    def get_page_subtitle(self) -> str:
        return self.language

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtail_hjelp:translations"), "label": gettext("Translations")},
            {"url": "", "label": TITLE, "sublabel": self.language},
        ]

    def form_valid(self, form: PoFileForm) -> HttpResponse:
        try:
            imported = import_waiting(form.cleaned_data["file"], self.locale, self.request.user)
        except BrokenFile as broken:
            form.add_error("file", str(broken))
            return self.form_invalid(form)
        empty = self.form_class()
        return self.render_to_response(self.get_context_data(form=empty, imported=imported))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code, source = self.locale.language_code, source_locale().language_code
        imported = kwargs.get("imported")
        return {
            **super().get_context_data(**kwargs),
            "language": self.language,
            "download_url": reverse("wagtail_hjelp:po_download", args=[code]),
            "marks": {"lang": code, "dir": direction(code)},
            "source_marks": {"lang": source, "dir": direction(source)},
            "counts": counts_text(imported) if imported is not None else [],
        }


def counts_text(imported: Imported) -> list[str]:
    """Say in sentences how many went which way; the first is always there."""
    said = [
        ngettext(
            "%(count)d sentence was accepted and saved as a draft.",
            "%(count)d sentences were accepted and saved as drafts.",
            imported.accepted,
        )
        % {"count": imported.accepted}
    ]
    if imported.unchanged:
        text = ngettext(
            "%(count)d sentence was the same as before.",
            "%(count)d sentences were the same as before.",
            imported.unchanged,
        )
        said.append(text % {"count": imported.unchanged})
    if imported.skipped:
        text = ngettext(
            "%(count)d sentence was left out: it was empty, or marked as not finished (fuzzy).",
            "%(count)d sentences were left out: they were empty, or marked as not finished "
            "(fuzzy).",
            imported.skipped,
        )
        said.append(text % {"count": imported.skipped})
    return said
