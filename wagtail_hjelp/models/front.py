"""The front door: search, needs and topics, built of our blocks."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.url_routing import RouteResult

from wagtail_hjelp.blocks.stream import HelpBodyBlock
from wagtail_hjelp.directory.offer_model import get_offer_model
from wagtail_hjelp.directory.places import directory_url, topic_links
from wagtail_hjelp.translation.facts import PAGE_FACTS, PAGE_WORDS, declare

from .base import HelpPageMixin


class HelpFrontMixin(HelpPageMixin):
    """The one way in: search first, then what the editor puts there, then all topics."""

    intro = models.TextField(_("introduction"), max_length=500, blank=True)
    body = StreamField(HelpBodyBlock(), verbose_name=_("content"), blank=True)

    hjelp_template = "wagtail_hjelp/help_front_page.html"

    words = (*PAGE_WORDS, "intro", "body")
    facts = PAGE_FACTS
    override_translatable_fields = declare(facts=facts, words=words)

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("intro", help_text=_("One or two sentences above the search.")),
        FieldPanel(
            "body",
            help_text=_("Needs (“I need …”) first, then offers that many look for."),
        ),
    ]

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        # The way to an offer, /directory/offer/, in one query: walking down costs two for each
        # level, and the offer is where most people come in.
        if len(path_components) == 2:
            address = f"{self.url_path}{'/'.join(path_components)}/"
            # By its slug, which has an index; the address has none.
            offers = (
                get_offer_model()
                .objects.filter(slug=path_components[-1], url_path=address, live=True)
                .order_by()
            )
            for offer in offers[:1]:
                return RouteResult(offer)
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "search_action": directory_url(request, self),
            "topics": topic_links(request, self),
        }
