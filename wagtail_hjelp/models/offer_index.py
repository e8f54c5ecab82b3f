"""The directory of help offers."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import Page

from wagtail_hjelp.acute.crisis_help import crisis_help
from wagtail_hjelp.directory.listing import list_offers
from wagtail_hjelp.directory.page_models import get_offer_model
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.directory.snapshot import snapshot
from wagtail_hjelp.translation.facts import PAGE_FACTS, PAGE_WORDS, declare
from wagtail_hjelp.translation.fallback import shows_source_words

from .base import HelpPageMixin


class HelpOfferIndexMixin(HelpPageMixin):
    """A searchable, filtered list of the offers below the page, in its language."""

    intro = models.TextField(_("introduction"), max_length=500, blank=True)

    hjelp_template = "wagtail_hjelp/help_offer_index_page.html"

    words = (*PAGE_WORDS, "intro")
    facts = PAGE_FACTS
    override_translatable_fields = declare(facts=facts, words=words)

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("intro", help_text=_("One or two sentences above the search.")),
    ]

    class Meta:
        abstract = True

    @classmethod
    def clean_subpage_models(cls) -> list[type[Page]]:
        # Offers and nothing else, so that the plus leads straight to the form; a host that names
        # subpage_types on a directory of its own knows better.
        if getattr(cls, "subpage_types", None) is not None:
            return super().clean_subpage_models()
        return [get_offer_model()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        held = snapshot(Scope.of_page(self), request)
        if not shows_source_words(self):
            # Without asking for the locale again.
            self._hjelp_content_language = held.language
        context = super().get_context(request, *args, **kwargs)
        listing = list_offers(
            request, Scope.of_page(self), path=self.get_url(request) or request.path
        )
        crisis = crisis_help(listing.query, held, request, self)
        request._hjelp_crisis = crisis
        return {**context, "directory": listing, "crisis": crisis}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        # What somebody searches for here is nobody else's business: not even this site's own
        # pages learn it from a referrer. ("no-referrer" would hide the origin of forms too, and
        # Django would refuse them.)
        crisis = getattr(request, "_hjelp_crisis", None)
        is_sensitive = crisis is not None and crisis.is_sensitive
        response.headers["Referrer-Policy"] = "no-referrer" if is_sensitive else "strict-origin"
        return response
