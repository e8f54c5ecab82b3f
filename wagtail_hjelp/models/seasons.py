"""Seasons: named stretches of dates, such as "Christmas and New Year 2026"."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from anyascii import anyascii
from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.search import index

from wagtail_hjelp.translation.languages import in_its_language

from .topics import language_choices

_YEAR = re.compile(r"\b(19|20)\d\d\b")


class Season(index.Indexed, ClusterableModel):
    """A stretch of dates with a name in each language.

    ``name`` is the name in the source language. Activities keep the ``slug``, which is made from
    the name once and never changes.
    """

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("code"), max_length=100, unique=True, editable=False)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))

    panels = [
        FieldPanel(
            "name",
            heading=_("Name in the source language"),
            help_text=_("With its year: “Christmas and New Year 2026”."),
        ),
        FieldRowPanel(
            [
                FieldPanel("first"),
                FieldPanel("last", help_text=_("Included: the season ends when this day does.")),
            ],
            heading=_("Dates"),
        ),
        InlinePanel("names", heading=_("Names in other languages"), label=_("Name")),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        ordering = ["-first", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.first and self.last and self.last < self.first:
            raise ValidationError(
                {"last": _("The last day is before the first. Change one of them.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def is_on(self, day: date) -> bool:
        """Whether the season lasts on a local date."""
        return bool(self.first <= day <= self.last)

    def name_in(self, language_code: str, source_language: str) -> str:
        """Return the name for a page in a language, marked if it is the source's instead."""
        if language_code == source_language:
            return self.name
        own = {entry.language_code: entry.name for entry in self.names.all()}.get(language_code)
        return own or in_its_language(self.name, source_language)

    @transaction.atomic
    def repeat_next_year(self) -> Season:
        """Return the season a year later, with its names, the year in each counted up.

        The same one if it is there already, so that two clicks do not make two.
        """
        later = relativedelta(years=1)
        name, first = _year_later(self.name), self.first + later
        found = Season.objects.filter(name=name, first=first).first()
        if found is not None:
            return found
        repeated = Season.objects.create(name=name, first=first, last=self.last + later)
        for entry in self.names.all():
            SeasonName.objects.create(
                season=repeated, language_code=entry.language_code, name=_year_later(entry.name)
            )
        return repeated

    def _free_slug(self) -> str:
        slug = slugify(anyascii(self.name))[:90] or "season"
        taken = set(Season.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
        number = 1
        while (found := slug if number == 1 else f"{slug}-{number}") in taken:
            number += 1
        return found


class SeasonName(models.Model):
    """What a season is called in one language."""

    season = ParentalKey(Season, on_delete=models.CASCADE, related_name="names")
    language_code = models.CharField(_("language"), max_length=20, choices=language_choices)
    name = models.CharField(_("name"), max_length=100)

    panels = [FieldPanel("language_code"), FieldPanel("name")]

    class Meta:
        verbose_name = _("name of a season")
        verbose_name_plural = _("names of seasons")
        ordering = ["language_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "language_code"],
                name="wagtail_hjelp_season_name_once",
                violation_error_message=_("This season already has a name in that language."),
            )
        ]

    def __str__(self) -> str:
        return self.name


def _year_later(name: str) -> str:
    return _YEAR.sub(lambda found: str(int(found[0]) + 1), name)


def season_choices() -> list[tuple[str, str]]:
    """Return all seasons by their codes, the newest first: what a form offers."""
    return list(Season.objects.values_list("slug", "name"))
