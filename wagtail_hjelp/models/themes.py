"""Themes and campaigns: "Christmas and New Year", "Loneliness"."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import PageManager

from wagtail_hjelp.blocks.stream import HelpBodyBlock
from wagtail_hjelp.directory.querysets import HelpQuerySet
from wagtail_hjelp.fields import VocabularyField
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.translation.facts import PAGE_FACTS, PAGE_WORDS, declare
from wagtail_hjelp.vocabularies import ThemeLook

from .base import HelpPageMixin
from .sensitive import SensitiveMixin, sensitive_panel
from .theme_view import theme_dates


class HelpThemeMixin(SensitiveMixin, HelpPageMixin):
    """A page about one theme, built of our blocks, that may stand on the front page for a time.

    How long is always said, by its season or by a last day: a campaign that nobody takes away
    again hides the next one. Before and after it is a page like any other.
    """

    intro = models.TextField(_("introduction"), max_length=500, blank=True)
    body = StreamField(HelpBodyBlock(), verbose_name=_("content"), blank=True)
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    look = VocabularyField(
        verbose_name=_("look"), vocabulary=ThemeLook, default=ThemeLook.PLAIN, max_length=12
    )
    season = models.ForeignKey(
        "wagtail_hjelp.Season",
        verbose_name=_("season"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    on_front = models.BooleanField(_("show it on the front page for help"), default=False)
    shown_from = models.DateField(_("from"), null=True, blank=True)
    shown_until = models.DateField(_("up to and including"), null=True, blank=True)

    objects = PageManager.from_queryset(HelpQuerySet)()

    hjelp_template = "wagtail_hjelp/help_theme_page.html"

    words = (*PAGE_WORDS, "intro", "body", "image_alt")
    facts = (
        *PAGE_FACTS,
        *SensitiveMixin.sensitive_facts,
        "image",
        "look",
        "season",
        "on_front",
        "shown_from",
        "shown_until",
    )
    override_translatable_fields = declare(facts=facts, words=words)

    content_panels = [
        MultiFieldPanel(
            [
                TitleFieldPanel("title"),
                FieldPanel(
                    "intro", help_text=_("One or two sentences. Shown on the front page too.")
                ),
                FieldPanel("look"),
                FieldPanel("image"),
                FieldPanel(
                    "image_alt",
                    help_text=_("For those who cannot see it. Empty if it is only decoration."),
                ),
            ],
            heading=_("What it is"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("on_front"),
                FieldPanel(
                    "season",
                    help_text=_(
                        "The theme stands on the front page while the season lasts, and the "
                        "activities of the season follow it."
                    ),
                ),
                FieldRowPanel(
                    [
                        FieldPanel("shown_from", help_text=_("Empty for the season’s first day.")),
                        FieldPanel("shown_until", help_text=_("Empty for the season’s last day.")),
                    ]
                ),
            ],
            heading=_("On the front page"),
        ),
        FieldPanel(
            "body",
            help_text=_("Who can help and what happens first; films, stories and advice after."),
        ),
        sensitive_panel(),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        first, last = self.front_dates()
        errors: dict[str, Any] = {}
        if first and last and last < first:
            errors["shown_until"] = _("The last day is before the first. Change one of them.")
        elif self.on_front and last is None:
            errors["shown_until"] = _(
                "Until when? Choose a season, or give the last day. What should always stand on "
                "the front page belongs in its content."
            )
        if errors:
            raise ValidationError(errors)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        dates = None
        if self.season is not None:
            dates = theme_dates(self.season.first, self.season.last, moment_of(request))
        return {**context, "theme_dates": dates}

    def front_dates(self) -> tuple[date | None, date | None]:
        """Return the first and the last local day on the front page.

        No first day: from now on. No last day: not at all.
        """
        season = self.season
        first = self.shown_from or (season.first if season else None)
        last = self.shown_until or (season.last if season else None)
        return first, last

    def is_on_front(self, day: date) -> bool:
        """Whether the front page shows the theme on a local date."""
        first, last = self.front_dates()
        return bool(
            self.on_front and (first is None or first <= day) and last is not None and day <= last
        )
