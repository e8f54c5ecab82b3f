"""What readers say is wrong with a page."""

from __future__ import annotations

from django.conf import settings as django_settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.fields import VocabularyField
from wagtail_hjelp.vocabularies import ReportReason


class ErrorReport(models.Model):
    """One message about one page, in whichever language it was read.

    For those who edit the page. Whoever answers for its facts gets the words, and never the
    reader's address. How long it is kept is :mod:`wagtail_hjelp.collecting.retention`'s business.
    """

    translation_key = models.UUIDField(db_index=True, editable=False)
    # Of the reader, for the answer.
    language = models.CharField(_("language"), max_length=100)
    reason = VocabularyField(verbose_name=_("what is wrong"), vocabulary=ReportReason)
    text = models.TextField(_("in the reader's words"), blank=True)
    email = models.EmailField(_("e-mail for an answer"), blank=True)
    created_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True, db_index=True)
    handled_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL,
        verbose_name=_("handled by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.TextField(_("what was done"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("message about an error")
        verbose_name_plural = _("messages about errors")

    def __str__(self) -> str:
        return f"{self.reason} {self.created_at:%Y-%m-%d}"
