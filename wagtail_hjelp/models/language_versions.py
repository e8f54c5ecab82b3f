"""What is remembered of the words of a page, and of its version in each language, beside the page.

A page's own row says what is shown; this says how it came to be so. Statuses are read from here
(see ``translation.status``): from the words themselves, never from dates.
"""

from __future__ import annotations

from django.conf import settings as django_settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class SourceWords(models.Model):
    """The sentences of a page in the source language, as residents read them now."""

    translation_key = models.UUIDField(primary_key=True, editable=False)
    # [[path, sentence], …] as wagtail-localize would give them to a translator, sorted.
    words = models.JSONField(default=list)
    # Of the words, to compare pages without reading them.
    digest = models.CharField(max_length=32)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("words of a page")
        verbose_name_plural = _("words of pages")

    def __str__(self) -> str:
        return str(self.translation_key)


class LanguageVersion(models.Model):
    """One language of one page, by its translation key.

    What is *made* was published last: the revision, the source's sentences that it says (``[[path,
    sentence, translation], …]``), the digest of these sentences, and whether a machine wrote some
    of it and nobody has approved that. The revision is a number, not a foreign key: one that is
    purged was published all the same.
    """

    translation_key = models.UUIDField(editable=False)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    # Taken down because the source was: it comes back with it, as this revision.
    withdrawn = models.BooleanField(default=False)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    made_revision = models.PositiveBigIntegerField(null=True, editable=False)
    made_words = models.JSONField(default=list, editable=False)
    made_digest = models.CharField(max_length=32, blank=True, editable=False)
    made_by_machine = models.BooleanField(default=False, editable=False)

    # Who wrote the newest of its sentences: whom it concerns when the source's words change.
    translator = models.ForeignKey(
        django_settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"], name="wagtail_hjelp_one_language_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.locale_id}"


class DraftedWords(models.Model):
    """What a translation that was saved as a draft was made from, until it is published."""

    revision = models.PositiveBigIntegerField(primary_key=True)
    translation_key = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    # As of LanguageVersion.
    words = models.JSONField(default=list)
    digest = models.CharField(max_length=32)
    by_machine = models.BooleanField(default=False)
    # How many sentences nobody has translated, or differ from the source in their numbers.
    waiting = models.PositiveIntegerField(default=0)
    # Who wrote the newest of its sentences.
    translator = models.ForeignKey(
        django_settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("words of a draft")
        verbose_name_plural = _("words of drafts")
        indexes = [models.Index(fields=["translation_key", "locale"], name="wagtail_hjelp_drafted")]

    def __str__(self) -> str:
        return str(self.revision)
