"""The page where organisations tell about themselves and what they do, without an account."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.url_routing import RouteResult

from wagtail_hjelp.translation.facts import PAGE_FACTS, PAGE_WORDS, declare

from .base import HelpPageMixin

# What stands first in the addresses below the page; the rest is a kind, or a secret and a step.
ADDRESSES = ("activity", "organisation", "write", "follow", "confirm", "withdraw", "sent")


class TellUsMixin(HelpPageMixin):
    """Answers at its own address with the way to begin, and below it with the steps.

    The addresses below are those of one person at one time: they are kept by no cache, found by no
    search engine and told to no other site.
    """

    intro = models.TextField(_("introduction"), max_length=500, blank=True)

    hjelp_template = "wagtail_hjelp/tell_us_page.html"

    words = (*PAGE_WORDS, "intro")
    facts = PAGE_FACTS
    override_translatable_fields = declare(facts=facts, words=words)

    content_panels = [
        TitleFieldPanel("title", help_text=_("For example “Tell us what you do”.")),
        FieldPanel(
            "intro",
            help_text=_(
                "Who reads what they send, and how long it takes until it is published. In one or "
                "two sentences."
            ),
        ),
    ]

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if self.live and path_components and path_components[0] in ADDRESSES:
            return RouteResult(self, kwargs={"below": path_components})
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from wagtail_hjelp.collecting.public import ways_to_begin

        return {
            **super().get_context(request, *args, **kwargs),
            "ways": ways_to_begin(self, request),
        }

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "below" in kwargs:
            from wagtail_hjelp.collecting.public import answer

            return answer(self, request, kwargs["below"])
        return super().serve(request, *args, **kwargs)
