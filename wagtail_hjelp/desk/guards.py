"""What wagtail-localize lets anybody do who may edit a translation, and reviewers alone may here.

Its "convert to alias" throws a translation away and shows the source's words instead, at once;
"stop" opens the page for writing by hand. Both are at their own addresses, behind the same
question: may this person publish in the language? Pages that are not ours are as they were.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import convert, edit_translation

from wagtail_hjelp.models import HelpPageMixin
from wagtail_hjelp.translation.people import may_review


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """wagtail-localize's view, for reviewers."""
    _check(request.user, get_object_or_404(Page, pk=page_id))
    response: HttpResponse = convert.convert_to_alias(request, page_id)
    return response


def stop_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """wagtail-localize's view, for reviewers."""
    translation = get_object_or_404(Translation, pk=translation_id)
    try:
        _check(request.user, translation.get_target_instance())
    except ObjectDoesNotExist:
        # Nothing is there to be opened.
        raise PermissionDenied from None
    response: HttpResponse = edit_translation.stop_translation(request, translation_id)
    return response


def _check(user: Any, page: Any) -> None:
    model = page.specific_class if isinstance(page, Page) else None
    if model is not None and issubclass(model, HelpPageMixin) and not may_review(page, user):
        raise PermissionDenied
