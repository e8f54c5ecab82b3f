"""What the directory keeps in the database beside the pages: synonyms, and a stamp of change."""

from __future__ import annotations

from enum import IntEnum
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site

from wagtail_hjelp.fields import VocabularyField
from wagtail_hjelp.vocabularies import CrisisKind

from .topics import language_choices


class Synonym(models.Model):
    """Words that people search with, and the words that the offers use."""

    language_code = models.CharField(
        _("language"),
        max_length=20,
        choices=language_choices,
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


class CrisisWord(models.Model):
    """Words of crisis beside those of the package: a search with them puts acute help on top."""

    kind = VocabularyField(
        verbose_name=_("what it is about"), vocabulary=CrisisKind, default=CrisisKind.SUICIDE
    )
    words = models.CharField(_("words or phrases"), max_length=250)
    language_code = models.CharField(
        _("language"), max_length=20, choices=language_choices, blank=True
    )
    site = models.ForeignKey(
        Site, verbose_name=_("only on this site"), null=True, blank=True, on_delete=models.CASCADE
    )

    panels = [
        FieldPanel(
            "words",
            help_text=_(
                "As people write them when they need help, with commas between: “orker ikke mer, "
                "gi opp”. “a/b” is either, “word*” any ending. The package knows the usual ones "
                "in many languages."
            ),
        ),
        FieldPanel("kind", help_text=_("It decides whose numbers stand above the results.")),
        FieldPanel(
            "language_code", help_text=_("Leave empty for words that are used in any language.")
        ),
        FieldPanel("site"),
    ]

    class Meta:
        verbose_name = _("words of crisis")
        verbose_name_plural = _("words of crisis")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        if not Synonym.words(self.words):
            raise ValidationError({"words": _("Write at least one word.")})


class Listed(IntEnum):
    """What lists are made of. Each kind has a stamp of its own: a date that is cancelled does not
    make the directory of offers be read anew."""

    OFFERS = 1
    ACTIVITIES = 2
    ORGANISATIONS = 3


class DirectoryStamp(models.Model):
    """A value that is new after every change to what lists show.

    Each process keeps what lists are made of in memory and asks only these rows whether it still
    holds. The value is random, not counted up: a number given out in a transaction that is rolled
    back would come again for other content.
    """

    # A code of Listed.
    id = models.PositiveSmallIntegerField(primary_key=True, editable=False)
    value = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        verbose_name = _("stamp of the directory")

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def current(cls) -> dict[int, UUID]:
        """Return the stamps by kind; none before anything of that kind has been published."""
        return dict(cls.objects.values_list("pk", "value"))

    @classmethod
    def renew(cls, *kinds: Listed) -> None:
        """Say that something changed, in the transaction that changes it. No kind: all of them."""
        told = kinds or tuple(Listed)
        if cls.objects.filter(pk__in=told).update(value=uuid4()) < len(told):
            for kind in told:
                cls.objects.get_or_create(pk=kind)
