"""Who is asked to translate a page into a language, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings as django_settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale
from wagtail_localize.components import register_translation_component

from .translation_request_form import TranslationRequestForm


@register_translation_component(
    heading=_("Who, and until when"),
    help_text=_("You may leave all of it empty."),
    required=True,
)
class TranslationRequest(models.Model):
    """What somebody wrote on the form "Translate this page", once for each language chosen."""

    translation_key = models.UUIDField(editable=False)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", editable=False)
    assignee = models.ForeignKey(
        django_settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    deadline = models.DateField(_("wanted by"), null=True, blank=True)
    note = models.TextField(_("note to the translator"), blank=True, max_length=1000)
    requested_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    requested_at = models.DateTimeField(auto_now=True)

    panels = [FieldPanel("assignee"), FieldPanel("deadline"), FieldPanel("note")]
    base_form_class = TranslationRequestForm

    # Whether it asks for something else than before: found out when it is saved.
    is_new = True

    class Meta:
        verbose_name = _("request for translation")
        verbose_name_plural = _("requests for translation")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"], name="wagtail_hjelp_one_translation_request"
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.locale_id}"

    @classmethod
    def get_or_create_from_source_and_translation_data(
        cls, translation_source: Any, translations: Iterable[Any], **data: Any
    ) -> None:
        """Called by wagtail-localize for each page that is sent for translation or brought up to
        date; ``data`` is what was filled in, of which nothing is nothing new."""
        for translation in translations if data else ():
            cls.objects.update_or_create(
                translation_key=translation_source.object_id,
                locale_id=translation.target_locale_id,
                defaults=data,
            )
