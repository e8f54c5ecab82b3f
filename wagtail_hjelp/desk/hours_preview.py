"""The next days as computed from a form that is being filled in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def hours_preview(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")
