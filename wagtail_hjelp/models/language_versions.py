"""What is remembered of a page's version in a language, beside the page itself."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class LanguageVersion(models.Model):
    """One language of one page (or other translatable thing), by its translation key.

    A page's own row says what is shown; this says how it came to be so.
    """

    translation_key = models.UUIDField(editable=False)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    # Taken down because the source was: it comes back with it, as this revision.
    withdrawn = models.BooleanField(default=False)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
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
