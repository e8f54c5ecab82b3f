"""A strict content security policy on what residents see.

Django 6 has a middleware for this; the demo runs on Django 5.2 as well.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        # Films, once somebody has asked for one.
        "frame-src 'self' https://www.youtube-nocookie.com https://player.vimeo.com",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)
# Wagtail's admin uses inline scripts and styles of its own.
ADMIN = ("/admin/", "/documents/")


class ContentSecurityPolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_debug_page = settings.DEBUG and response.status_code >= 400
        if not request.path.startswith(ADMIN) and not is_debug_page:
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response
