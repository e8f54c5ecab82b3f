"""Acute help at its address in every language of the site, also where no page is there yet."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, get_language_from_path
from wagtail.coreutils import get_content_languages
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from .acute.finding import acute_address


class AcuteHelpMiddleware:
    """Where an address of acute help leads to nothing, serve the page of the source language there.

    A language that an administrator has just added has no pages, or only some; a fallback page may
    have been unpublished. Whoever follows a link to ``/ti/hjelp/akutt/`` gets the ladder all the
    same, in that language, with the headers that the page itself has. Asks nothing unless the
    answer is "not found", and then one query, where nothing of ours has asked it before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        return self._acute_help(request) or response

    def _acute_help(self, request: HttpRequest) -> HttpResponse | None:
        language = get_language_from_path(request.path_info)
        if (
            language is None
            or language != get_language()
            or language not in get_content_languages()
        ):
            return None
        found = acute_address(request)
        if found is None or unquote(urlsplit(found.url).path) != request.path:
            return None
        page = Page.objects.filter(pk=found.page_id).specific().first()
        if page is None:
            return None
        # As if the router had found it, so that all hooks of the host see it too.
        request._wagtail_route_for_request = RouteResult(page)  # type: ignore[attr-defined]
        response = serve(request, request.path_info)
        if hasattr(response, "render") and not response.is_rendered:
            response.render()
        return response
