"""Views in the admin."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from .models import VerifiedMixin
from .panels import confirm_context
from .translation.sharing import source_version


def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    """Confirm the facts of a page in all its languages; needs the right to edit the source.

    One click: the buttons post here by script and get JSON, so that nothing typed in the page form
    is lost. Without the script a GET asks, and a POST comes back to where one was.
    """
    page: Any = get_object_or_404(Page, pk=page_id).specific
    if not issubclass(type(page), VerifiedMixin):
        raise Http404
    if not may_confirm(page, request.user):
        raise PermissionDenied
    after = get_valid_next_url_from_request(request) or reverse(
        "wagtailadmin_pages:edit", args=[page.pk]
    )
    if request.method != "POST":
        return TemplateResponse(
            request, "wagtail_hjelp/admin/confirm.html", {"page": page, "next": after}
        )
    page.confirm(user=request.user)
    message = _("“%(title)s” is confirmed as of today, in all languages.") % {"title": page.title}
    if request.accepts("text/html"):
        messages.success(request, message)
        return redirect(after)
    panel = render_to_string(
        "wagtail_hjelp/admin/confirm_panel.html", confirm_context(page), request
    )
    return JsonResponse({"message": message, "panel": panel})


def may_confirm(page: Any, user: Any) -> bool:
    """Whether somebody may say that the facts are right, in all languages: whoever enters them.

    A translator may edit one language; the facts are the source's.
    """
    if not page.permissions_for_user(user).can_edit():
        return False
    source = source_version(page)
    return source is page or source.permissions_for_user(user).can_edit()
