"""The overview of organisations that the Directorate of Health asked for."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import Page

from wagtail_hjelp.acute.crisis_help import CrisisHelp, crisis_help
from wagtail_hjelp.directory.organisation_listing import list_organisations
from wagtail_hjelp.directory.organisations import organisation_snapshot
from wagtail_hjelp.directory.page_models import get_organisation_model
from wagtail_hjelp.directory.places import site_scope
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.directory.snapshot import snapshot
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.translation.facts import PAGE_FACTS, PAGE_WORDS, declare
from wagtail_hjelp.translation.fallback import shows_source_words

from .base import HelpPageMixin


class OrganisationIndexMixin(HelpPageMixin):
    """A searchable, filtered list of the organisations below the page, in its language; to be
    printed as one page too."""

    intro = models.TextField(_("introduction"), max_length=500, blank=True)

    hjelp_template = "wagtail_hjelp/organisation_index_page.html"

    words = (*PAGE_WORDS, "intro")
    facts = PAGE_FACTS
    override_translatable_fields = declare(facts=facts, words=words)

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("intro", help_text=_("One or two sentences above the list.")),
    ]

    class Meta:
        abstract = True

    @classmethod
    def clean_subpage_models(cls) -> list[type[Page]]:
        if getattr(cls, "subpage_types", None) is not None:
            return super().clean_subpage_models()
        return [get_organisation_model()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        scope = Scope.of_page(self)
        held = organisation_snapshot(scope, request)
        if not shows_source_words(self):
            # Without asking for the locale again.
            self._hjelp_content_language = held.language
        context = super().get_context(request, *args, **kwargs)
        listing = list_organisations(request, scope, path=self.get_url(request) or request.path)
        crisis = self._crisis_help(listing.query, request)
        request._hjelp_crisis = crisis
        request._hjelp_for_print = listing.for_print
        moment = moment_of(request)
        return {
            **context,
            "directory": listing,
            "crisis": crisis,
            # On paper it says as of when.
            "today": moment.today,
            "today_text": moment.today_text() if listing.for_print else "",
        }

    def _crisis_help(self, query: str, request: HttpRequest) -> CrisisHelp | None:
        """Return what helps now, if somebody in need searches here rather than among the offers."""
        scope = site_scope(request, self) if query else None
        if scope is None:
            return None
        return crisis_help(query, snapshot(scope, request), request, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        # As in the directory: what somebody searches for here is nobody else's business.
        crisis = getattr(request, "_hjelp_crisis", None)
        is_sensitive = crisis is not None and crisis.is_sensitive
        response.headers["Referrer-Policy"] = "no-referrer" if is_sensitive else "strict-origin"
        if getattr(request, "_hjelp_for_print", False):
            # The list is what is to be found.
            response.headers["X-Robots-Tag"] = "noindex"
        return response
