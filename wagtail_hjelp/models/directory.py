"""What the directory keeps in the database beside the pages: synonyms, and a stamp of change."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site

from .topics import _language_choices


class Synonym(models.Model):
    """Words that people search with, and the words that the offers use."""

    language_code = models.CharField(
        _("language"),
        max_length=20,
        choices=_language_choices,
        blank=True,
    )
    searched = models.CharField(_("when somebody searches for"), max_length=250)
    found = models.CharField(_("also find"), max_length=250)
    site = models.ForeignKey(
        Site, verbose_name=_("only on this site"), null=True, blank=True, on_delete=models.CASCADE
    )

    panels = [
        FieldPanel(
            "searched",
            help_text=_("One or more words, with commas between: “doktor, doctor, lækjar”."),
        ),
        FieldPanel(
            "found",
            help_text=_("Words that stand in the offers, with commas between: “lege, legevakt”."),
        ),
        FieldPanel(
            "language_code", help_text=_("Leave empty for a word that is used in any language.")
        ),
        FieldPanel("site"),
    ]

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["searched"]

    def __str__(self) -> str:
        return f"{self.searched} → {self.found}"

    def clean(self) -> None:
        for name in ("searched", "found"):
            if not self.words(getattr(self, name)):
                raise ValidationError({name: _("Write at least one word.")})

    @staticmethod
    def words(text: str) -> list[str]:
        """Return the words between the commas."""
        return [word.strip() for word in text.split(",") if word.strip(" \t.-")]


class DirectoryStamp(models.Model):
    """A value that is new after every change to what directories show.

    Each process keeps its facet index in memory and asks only this row whether it still holds.
    The value is random, not counted up: a number given out in a transaction that is rolled back
    would come again for other content.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    value = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        verbose_name = _("stamp of the directory")

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def current(cls) -> UUID | None:
        """Return the stamp, or None before anything has ever been published."""
        return next(iter(cls.objects.filter(pk=1).values_list("value", flat=True)), None)

    @classmethod
    def renew(cls) -> None:
        """Say that something changed, in the transaction that changes it."""
        if not cls.objects.filter(pk=1).update(value=uuid4()):
            cls.objects.get_or_create(pk=1)
