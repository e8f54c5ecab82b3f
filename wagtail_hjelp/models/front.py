"""The front door: search, themes, needs, what happens next, and topics."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.url_routing import RouteResult

from wagtail_hjelp.acute.finding import acute_url
from wagtail_hjelp.blocks.stream import HelpBodyBlock
from wagtail_hjelp.directory.page_models import (
    get_activity_model,
    get_offer_model,
    get_organisation_model,
)
from wagtail_hjelp.directory.places import directory_url, topic_links
from wagtail_hjelp.translation.facts import PAGE_FACTS, PAGE_WORDS, declare

from .base import HelpPageMixin
from .front_view import happening_next
from .theme_view import themes_on_front

# Which kind of page was last found below an address: the one to ask for first.
_found_below: dict[str, Any] = {}


class HelpFrontMixin(HelpPageMixin):
    """The one way in.

    Search first, then the themes that are on, what the editor puts there, what happens next, and
    all topics.
    """

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
        # The way to an offer, /directory/offer/, an activity or an organisation in one query:
        # walking down costs two for each level, and they are where most people come in.
        if len(path_components) == 2:
            above = f"{self.url_path}{path_components[0]}/"
            for model in sorted(
                (get_offer_model(), get_activity_model(), get_organisation_model()),
                key=lambda model: model is not _found_below.get(above),
            ):
                # By its slug, which has an index; the address has none.
                found = model.objects.filter(
                    slug=path_components[1], url_path=f"{above}{path_components[1]}/", live=True
                ).order_by()
                for page in found[:1]:
                    _found_below[above] = model
                    return RouteResult(page)
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "acute_url": acute_url(request, self),
            "search_action": directory_url(request, self),
            "themes": themes_on_front(request, self),
            "happening": happening_next(request, self),
            "topics": topic_links(request, self),
        }
