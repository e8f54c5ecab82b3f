"""Acute help: what to do and whom to call, right now."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField

from wagtail_hjelp.acute.finding import ladder_for
from wagtail_hjelp.acute.words import HEADING
from wagtail_hjelp.blocks.stream import HelpBodyBlock
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.translation.facts import PAGE_FACTS, PAGE_WORDS, declare
from wagtail_hjelp.translation.fallback import has_other_language
from wagtail_hjelp.translation.languages import direction, package_language

from .base import HelpPageMixin
from .sensitive import SensitiveMixin, sensitive_panel


class AcuteHelpMixin(SensitiveMixin, HelpPageMixin):
    """The ladder, useful with no editing at all; below it what the municipality wants to add.

    Its rungs come with the package and from the offers that have an urgency. They are in the
    reader's language at once, whichever language the page itself is in.
    """

    body = StreamField(HelpBodyBlock(), verbose_name=_("below the ladder"), blank=True)

    hjelp_template = "wagtail_hjelp/acute_help_page.html"

    words = (*PAGE_WORDS, "body")
    facts = (*PAGE_FACTS, *SensitiveMixin.sensitive_facts)
    override_translatable_fields = declare(facts=facts, words=words)

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel(
            "body",
            help_text=_(
                "Nothing is needed here. Whom to call comes by itself: the emergency numbers, and "
                "the help offers that you have marked as acute help. Below them there is room for "
                "advice and more helplines."
            ),
        ),
        sensitive_panel(),
    ]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        ladder = ladder_for(request, self)
        # The page's own title is in the reader's language, or the package's word stands for it.
        language = package_language() if has_other_language(self) else self.content_language
        return {
            **context,
            "heading": self.get_heading(),
            "heading_lang": language if language != get_language() else "",
            "heading_dir": direction(language),
            "ladder": ladder.render("whole", 2, moment_of(request)),
        }

    @property
    def tab_title(self) -> str:
        """The title in the browser's tab, in the reader's language."""
        if has_other_language(self) and not (self.sensitive and self.hide_title):
            return self.get_heading()
        return super().tab_title

    def get_heading(self) -> str:
        """Return the title or, as long as nobody has translated it, the package's word for it."""
        return str(HEADING) if has_other_language(self) else self.title
