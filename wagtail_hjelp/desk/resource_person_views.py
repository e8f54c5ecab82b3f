"""One resource person in the admin: written, read, asked again, taken out of the register.

Whoever opens a record is logged. A record whose consent has run out can be asked for a new
consent and deleted, and nothing else: its other addresses know of no such record.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import CreateView, EditView, InspectView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from wagtail_hjelp.models import ConsentText, ResourcePerson
from wagtail_hjelp.models.resource_person_form import ConsentForm
from wagtail_hjelp.models.resource_person_panels import consent_panel
from wagtail_hjelp.models.resource_persons import CONSENT, PERSONAL, ResourcePersonQuerySet
from wagtail_hjelp.people import register
from wagtail_hjelp.people.withdrawing import send_link

from .resource_persons import consent_buttons

# What was typed stays out of the mails that Django sends when something breaks.
_unreported = method_decorator(sensitive_post_parameters(), name="dispatch")

INSPECTED = [*PERSONAL, *CONSENT]


@_unreported
class ResourcePersonCreateView(CreateView):
    """The form, once there is a text to agree to."""

    success_message = _("%(object)s is in the register.")
    consent_text_url_name: str | None = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not ConsentText.objects.exists():
            messages.warning(
                request,
                gettext("Begin with the text that people are asked to agree to, and save it."),
            )
            return redirect(self.consent_text_url_name or self.index_url_name)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def save_instance(self) -> ResourcePerson:
        person: ResourcePerson = super().save_instance()
        send_link(person)
        return person


class _LoggedReading:
    """A view that shows a record."""

    object: ResourcePerson

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().get(request, *args, **kwargs)  # type: ignore[misc]
        register.note_read(self.object, request.user)
        return response


@_unreported
class ResourcePersonEditView(_LoggedReading, EditView):
    """The form, with what can be done about the consent in its menu."""

    renew_url_name: str | None = None
    withdraw_url_name: str | None = None
    success_message = _("%(object)s is saved.")

    def save_instance(self) -> ResourcePerson:
        person: ResourcePerson = super().save_instance()
        if "email" in self.form.changed_data:
            send_link(person)
        return person

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [*super().header_more_buttons, *consent_buttons(self, self.object)]


class ResourcePersonInspectView(_LoggedReading, InspectView):
    """The record, for those who may look and not change."""

    def get_consent_recorded_by_display_value(self) -> str:
        user = self.object.consent_recorded_by
        return str(get_user_display_name(user)) if user else ""


@_unreported
class RenewView(EditView):
    """A new consent, in the place of the old one; what cannot be read stays as it is."""

    page_title = _("New consent")
    success_message = _("The new consent of %(object)s is written down.")
    form_class = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.panel = ObjectList([consent_panel()], base_form_class=ConsentForm).bind_to_model(
            ResourcePerson
        )
        super().setup(request, *args, **kwargs)

    def get_queryset(self) -> ResourcePersonQuerySet:
        found: ResourcePersonQuerySet = ResourcePerson.records.kept()
        return found

    def save_instance(self) -> ResourcePerson:
        person: ResourcePerson = self.form.save()
        register.note_renewed(person, self.request.user)
        send_link(ResourcePerson.records.get(pk=person.pk))
        return person

    def get_success_buttons(self) -> list[Any]:
        return []


class WithdrawView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks once, and deletes the record with its consent."""

    model: type[ResourcePerson] | None = None
    index_url_name: str | None = None
    page_title = _("Consent is withdrawn")
    header_icon = "bin"
    template_name = "wagtail_hjelp/admin/resource_person_withdraw.html"
    permission_required = "delete"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": self._list_url, "label": ResourcePerson._meta.verbose_name_plural},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = get_object_or_404(ResourcePerson.records.kept(), pk=self.kwargs["pk"])
        return {**super().get_context_data(**kwargs), "person": person, "list_url": self._list_url}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = ResourcePerson.records.filter(pk=pk).first()
        if person is None:
            messages.info(request, gettext("The record was deleted already."))
        else:
            said = str(person)
            register.withdraw(person, request.user)
            messages.success(request, gettext("%(person)s is deleted.") % {"person": said})
        return redirect(self._list_url)

    @cached_property
    def _list_url(self) -> str:
        return reverse(self.index_url_name)


class ConsentTextCreateView(CreateView):
    """A new version; there is no way back to it to change it."""

    success_message = _("%(object)s is in use.")

    def get_success_buttons(self) -> list[Any]:
        return []


class ConsentTextInspectView(InspectView):
    """A version, as people read it."""

    def get_text_display_value(self) -> SafeString:
        return mark_safe(linebreaks(self.object.text, autoescape=True))
