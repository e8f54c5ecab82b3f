"""Pages of which anybody may say that something on them is wrong."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.url_routing import RouteResult

# Below the page: the form, and below that what is said when it has been sent.
REPORT, THANKS = "report", "thanks"


class ReportableMixin(models.Model):
    """A page with a form at ``report/`` below its own address, in every language that it is in.

    The form has a page to itself, since a form that is sent sets a cookie and is for one reader
    alone, while the page is the same for everybody and may be kept by a cache. The mixin comes
    first: what other mixins add to the page's own answer is not meant for the form's.
    """

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if self.live:
            match path_components:
                case ["report"]:
                    return RouteResult(self, kwargs={"report": REPORT})
                case ["report", "thanks"]:
                    return RouteResult(self, kwargs={"report": THANKS})
        return super().route(request, path_components)

    def serve(
        self, request: HttpRequest, *args: Any, report: str | None = None, **kwargs: Any
    ) -> HttpResponseBase:
        if report is not None:
            # The room above this one.
            from wagtail_hjelp.collecting.report_page import serve_report

            return serve_report(self, request, report)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "report_url": self.get_report_url(request),
        }

    def get_report_url(self, request: HttpRequest) -> str:
        """Return the address of the form; "" for a page that nobody can read yet."""
        own = (self.get_url(request) or "") if self.live else ""
        return f"{own.rstrip('/')}/{REPORT}/" if own else ""
