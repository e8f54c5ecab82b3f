"""“Is something wrong here?”: the form at ``report/`` below a page, and the thanks after it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.models import ErrorReport, HelpPageMixin
from wagtail_hjelp.models.reportable import THANKS
from wagtail_hjelp.vocabularies import ReportReason

from .guard import GuardedForm, allowed, too_large, too_many
from .tasks import tell_owner

_FORM = "wagtail_hjelp/report_form.html"
_THANKS = "wagtail_hjelp/report_thanks.html"

# The kind of form, for its limits.
SCOPE = "report"

TEXT_LENGTH = 2000


class ReportForm(GuardedForm):
    """What is wrong: a reason out of few, more words if they are needed."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=ReportReason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what is wrong."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    text = forms.CharField(
        label=_("Tell us more"),
        help_text=_(
            "Needed only if you chose “Something else”. Write nothing about your health, and no "
            "names of other people."
        ),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail, if you want an answer"),
        help_text=_("You can leave it out. Only those who edit this page see it."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        # A text that is too long has its own error, and is there.
        is_wordless = not cleaned.get("text") and "text" not in self.errors
        if cleaned.get("reason") == ReportReason.OTHER and is_wordless:
            self.add_error("text", _("Say in a few words what is wrong."))
        return cleaned


def serve_report(page: Any, request: HttpRequest, step: str) -> HttpResponse:
    """Answer at the address of a page's form (``report``), or of the thanks (``thanks``)."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if step == THANKS:
        return _answer(page, request, _THANKS, {})
    form, status = ReportForm(), 200
    if request.method == "POST":
        if too_large(request):
            # What is in it is not looked at, and cannot be shown again either.
            return _answer(page, request, _FORM, {"form": form, "is_too_large": True}, 413)
        form = ReportForm(request.POST)
        if form.is_valid():
            if allowed(request, SCOPE):
                _keep(page, form)
                return _private(page, HttpResponseRedirect(_thanks_url(request)))
            form.add_error(None, too_many())
            status = 429
    return _answer(page, request, _FORM, {"form": form}, status)


@transaction.atomic
def _keep(page: Any, form: ReportForm) -> None:
    said = {name: form.cleaned_data[name] for name in ("reason", "text", "email")}
    report = ErrorReport.objects.create(
        translation_key=page.translation_key, language=get_language() or "", **said
    )
    # Whatever becomes of the letter, the report is there for the editors.
    transaction.on_commit(lambda: tell_owner.enqueue(report.pk), robust=True)


def _answer(
    page: Any, request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    # What the host's base template needs, and nothing of what the page itself looks up.
    context = {
        **HelpPageMixin.get_context(page, request),
        "page_url": page.get_url(request) or "",
        **context,
    }
    return _private(page, TemplateResponse(request, template, context, status=status))


def _private(page: Any, response: HttpResponse) -> HttpResponse:
    """Keep an answer out of caches and search engines, and where it leads to from knowing of it."""
    is_sensitive = getattr(page, "sensitive", False)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, noarchive" if is_sensitive else "noindex"
    # Not "no-referrer", as on a sensitive page itself: with that a browser hides where a form comes
    # from even from this site, and Django refuses it. To all others this says as little.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _thanks_url(request: HttpRequest) -> str:
    # Of the address in hand rather than of the page: where a language has no pages, Wagtail serves
    # the source's at addresses of that language.
    return escape_leading_slashes(f"{request.path.rstrip('/')}/{THANKS}/")
