"""Pages that it may be dangerous to be seen reading: about violence, abuse and the like."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class SensitiveMixin(models.Model):
    """A page that can be marked as sensitive. It may stand on any page type of a host.

    It comes before the page class: ``class StoryPage(SensitiveMixin, BasePage)``. The three fields
    are facts (:attr:`sensitive_facts`); the last two mean nothing until the first is on.
    """

    sensitive = models.BooleanField(_("sensitive page"), default=False)
    hide_title = models.BooleanField(_("hide the title in the browser"), default=False)
    noindex = models.BooleanField(_("keep it out of search engines"), default=False)

    sensitive_facts = ("sensitive", "hide_title", "noindex")

    class Meta:
        abstract = True

    @property
    def tab_title(self) -> str:
        """What the browser's tab, its history and its bookmarks call the page: a neutral word in
        the active language if an editor says so, else the page's title."""
        if self.sensitive and self.hide_title:
            return gettext("Information")
        return str(self.seo_title or self.title)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        if self.sensitive:
            # Where the visitor goes from here, nobody learns where they came from.
            response.headers["Referrer-Policy"] = "no-referrer"
            if self.noindex:
                response.headers["X-Robots-Tag"] = "noindex, noarchive"
        return response

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        if self.sensitive and self.noindex:
            return []
        return super().get_sitemap_urls(request)


def sensitive_panel() -> MultiFieldPanel:
    """Return the panel of a form with the three fields, folded."""
    return MultiFieldPanel(
        [
            FieldPanel(
                "sensitive",
                help_text=_(
                    "For help against violence, abuse and the like, when somebody may be watching "
                    "the visitor. The page gets a button that leaves it at once, and the pages "
                    "that the visitor goes on to do not learn where they came from."
                ),
            ),
            FieldPanel(
                "hide_title",
                help_text=_(
                    "Only on a sensitive page. The browser's tab and history say “Information” "
                    "in place of the title. The address is the same and stands in the history."
                ),
            ),
            FieldPanel(
                "noindex",
                help_text=_(
                    "Only on a sensitive page. Google and others are asked not to show it. Then "
                    "nobody finds it there, not even those who need it. Your own search still "
                    "finds it."
                ),
            ),
        ],
        heading=_("Careful with the visitor"),
        classname="collapsed",
    )
