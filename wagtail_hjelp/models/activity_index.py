"""The calendar of what happens."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import Locale, Page
from wagtail.url_routing import RouteResult

from wagtail_hjelp.activities.archive import archive_of
from wagtail_hjelp.activities.asked import Asked, matching
from wagtail_hjelp.activities.listing import list_activities
from wagtail_hjelp.activities.snapshot import activity_snapshot
from wagtail_hjelp.acute.crisis_help import CrisisHelp, crisis_help
from wagtail_hjelp.directory.page_models import get_activity_model
from wagtail_hjelp.directory.places import site_of
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.directory.snapshot import snapshot
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.outlets.atom import feed_of
from wagtail_hjelp.outlets.ical import calendar_of
from wagtail_hjelp.outlets.serving import atom_response, ical_response
from wagtail_hjelp.translation.facts import PAGE_FACTS, PAGE_WORDS, declare
from wagtail_hjelp.translation.fallback import shows_source_words

from .base import HelpPageMixin


class ActivityIndexMixin(HelpPageMixin):
    """What happens, by day: the activities below the page, in its language.

    Besides its own address it answers at ``archive/``, ``archive/2026/``, ``ical/`` and ``atom/``;
    the last two hold what the same filters of the list leave.
    """

    intro = models.TextField(_("introduction"), max_length=500, blank=True)

    hjelp_template = "wagtail_hjelp/activity_index_page.html"

    words = (*PAGE_WORDS, "intro")
    facts = PAGE_FACTS
    override_translatable_fields = declare(facts=facts, words=words)

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("intro", help_text=_("One or two sentences above the filters.")),
    ]

    class Meta:
        abstract = True

    @classmethod
    def clean_subpage_models(cls) -> list[type[Page]]:
        # Activities and nothing else, so that the plus leads straight to the form.
        if getattr(cls, "subpage_types", None) is not None:
            return super().clean_subpage_models()
        return [get_activity_model()]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if self.live:
            match path_components:
                case ["archive"]:
                    return RouteResult(self, kwargs={"archive": ""})
                case ["archive", year] if _is_year(year):
                    return RouteResult(self, kwargs={"archive": year})
                case ["ical" | "atom" as outlet]:
                    return RouteResult(self, kwargs={"outlet": outlet})
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        scope = Scope.of_page(self)
        held = activity_snapshot(scope, request)
        if not shows_source_words(self):
            # Without asking for the locale again.
            self._hjelp_content_language = held.language
        context = super().get_context(request, *args, **kwargs)
        path = self.get_url(request) or request.path
        year: str | None = kwargs.get("archive")
        if year is not None:
            archive = archive_of(request, scope, path=path, year=int(year) if year else None)
            if archive is None:
                raise Http404
            return {**context, "archive": archive}
        calendar = list_activities(request, scope, path=path)
        crisis = self._crisis_help(calendar.query, request)
        request._hjelp_crisis = crisis
        # Programs that keep calendars take an address that begins so for one to subscribe to.
        address = request.build_absolute_uri(calendar.calendar_url).partition(":")[2]
        return {
            **context,
            "calendar": calendar,
            "crisis": crisis,
            "subscribe_url": f"webcal:{address}",
        }

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "outlet" in kwargs:
            return self._serve_outlet(request, kwargs["outlet"])
        response: HttpResponse = super().serve(request, *args, **kwargs)
        # As in the directory of offers: no other page learns what somebody searches for.
        crisis = getattr(request, "_hjelp_crisis", None)
        is_sensitive = crisis is not None and crisis.is_sensitive
        response.headers["Referrer-Policy"] = "no-referrer" if is_sensitive else "strict-origin"
        return response

    def _serve_outlet(self, request: HttpRequest, outlet: str) -> HttpResponseBase:
        """Return what the filters of an address leave, as a calendar or a feed."""
        held = activity_snapshot(Scope.of_page(self), request)
        asked = Asked.of(request, held).followed()
        moment = moment_of(request)
        path = self.get_url(request) or request.path
        absolute = request.build_absolute_uri

        def told() -> dict[str, Any]:
            keys, words = matching(asked, held)
            return {
                "entries": keys,
                "held": held,
                "name": f"{self.title}: {words}" if words else self.title,
                "url": absolute(asked.url(path)),
                "now": moment.now,
                "absolute": absolute,
            }

        parts = (self.pk, asked.url(""))
        if outlet == "atom":
            address = absolute(asked.url(f"{path}atom/"))
            return atom_response(request, lambda: feed_of(**told(), feed_url=address), parts)
        return ical_response(request, lambda: calendar_of(**told()), parts, f"{self.slug}.ics")

    def _crisis_help(self, query: str, request: HttpRequest) -> CrisisHelp | None:
        """Return help for whoever writes that they are in danger: wherever they write it."""
        site = site_of(request, self) if query else None
        if site is None:
            return None
        # Only its key is asked for.
        scope = Scope.of_site(site, Locale(pk=self.locale_id))
        return crisis_help(query, snapshot(scope, request), request, self)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit() and text != "0000"
