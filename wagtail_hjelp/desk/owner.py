"""Whom we ask about a page, seen and changed by those who edit the page at its source."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.coreutils import get_content_languages
from wagtail.models import Page

from wagtail_hjelp.collecting.cleaning import check_address, one_line
from wagtail_hjelp.collecting.owners import (
    forget_owner,
    may_change_owner,
    own_owner,
    owner_of,
    set_owner,
)
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models import FactOwner, ReportableMixin
from wagtail_hjelp.translation.languages import name_translated
from wagtail_hjelp.translation.sharing import source_version

TITLE = _("Whom we ask")

# The button that names nobody any more.
FORGET = "forget"


def _languages() -> list[tuple[str, str]]:
    return [(code, name_translated(code)) for code in get_content_languages()]


class OwnerForm(forms.Form):
    """Who answers for the facts of a page."""

    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=FactOwner._meta.get_field("name").max_length,
        help_text=_("A person or a role. Never shown to the public."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=FactOwner._meta.get_field("email").max_length,
        help_text=_(
            "Questions about the facts go here, and what readers say is wrong. Only with their "
            "consent."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=_languages, help_text=_("The language that we write in.")
    )
    refuses_mail = forms.BooleanField(
        label=_("Does not want mail from us"),
        required=False,
        help_text=_("Then nothing is sent, and somebody has to call."),
    )

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_email(self) -> str:
        email: str = one_line(self.cleaned_data["email"])
        check_address(email)
        return email


class OwnerView(WagtailAdminTemplateMixin, FormView):
    """See, change or take away whom we ask about a page."""

    template_name = "wagtail_hjelp/admin/owner.html"
    form_class = OwnerForm
    page_title = TITLE
    header_icon = "user"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not isinstance(page, ReportableMixin):
            raise Http404
        if not may_change_owner(page, request.user):
            raise PermissionDenied
        # The same in all languages: it is spoken of as the source is called.
        self.page: Any = source_version(page)

    @cached_property
    def owner(self) -> FactOwner | None:
        return own_owner(self.page)

    @cached_property
    def after(self) -> str:
        return str(
            get_valid_next_url_from_request(self.request)
            or reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("action") == FORGET:
            forget_owner(self.page)
            messages.success(
                request, gettext("Nobody is named for “%(title)s” any more.") % self._named
            )
            return redirect(self.after)
        return super().post(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        if self.owner is None:
            return {"language": source_locale().language_code}
        names = ("name", "email", "language", "refuses_mail")
        return {name: getattr(self.owner, name) for name in names}

    def form_valid(self, form: OwnerForm) -> HttpResponse:
        owner = set_owner(self.page, **form.cleaned_data)
        text = gettext("%(name)s is asked about “%(title)s”.")
        messages.success(self.request, text % {"name": str(owner), **self._named})
        return redirect(self.after)

    @property
    def _named(self) -> dict[str, str]:
        return {"title": self.page.get_admin_display_title()}

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        pages = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*pages, {"url": "", "label": TITLE, "sublabel": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            **owner_summary(self.page),
            "after": self.after,
        }


def owner_url(page: Any) -> str:
    """Return where one sees and changes whom we ask about a page."""
    return reverse("wagtail_hjelp:owner", args=[page.pk])


def owner_summary(page: Any) -> dict[str, Any]:
    """Return what is said of whom we ask about a page.

    Of the one whom its organisation has, only that there is one: whoever edits this page may have
    no business with the other.
    """
    owner = own_owner(page)
    return {"owner": owner, "is_organisations": owner is None and owner_of(page) is not None}
