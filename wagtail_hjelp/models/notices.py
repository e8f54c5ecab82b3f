"""What translators and reviewers are told by e-mail: at once, or once a day."""

from __future__ import annotations

from django.conf import settings as django_settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from wagtail_hjelp.fields import VocabularyField


class NoticeKind(models.TextChoices):
    """What has happened to a page in a language."""

    REQUESTED = "requested", _("To be translated")
    CHANGED = "changed", _("The source has changed")
    TO_REVIEW = "to_review", _("To be reviewed")


class Notice(models.Model):
    """One thing to tell one person. Sent, it goes: nothing is kept of who was told what."""

    user = models.ForeignKey(
        django_settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kind = VocabularyField(vocabulary=NoticeKind, max_length=12)
    translation_key = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    # Acute help, and what else cannot wait for the daily one.
    urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "translation_key", "locale"],
                name="wagtail_hjelp_one_notice",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.translation_key}"
