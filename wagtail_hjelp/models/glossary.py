"""What words are called in a language, agreed once for all pages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .topics import language_choices


class GlossaryTerm(models.Model):
    """A word of the source language, and what it is called in another one.

    It is shown to translators beside the sentences in which it stands, and a translation without
    any of the forms given is doubted (see ``translation.glossary``).
    """

    term = models.CharField(_("word in the source language"), max_length=100)
    language_code = models.CharField(_("language"), max_length=20, choices=language_choices)
    translation = models.CharField(_("what it is called"), max_length=300)
    note = models.CharField(_("note to translators"), max_length=300, blank=True)

    panels = [
        FieldPanel(
            "term",
            help_text=_(
                "Its shortest form: “legevakt” is found in “legevakten” and “legevakttelefonen” "
                "too."
            ),
        ),
        FieldPanel("language_code"),
        FieldPanel(
            "translation",
            help_text=_("Several that are as good: put commas between them, the best one first."),
        ),
        FieldPanel(
            "note",
            help_text=_(
                "How to explain it the first time it stands on a page, what not to call it."
            ),
        ),
    ]

    class Meta:
        verbose_name = _("glossary word")
        verbose_name_plural = _("glossary")
        ordering = ["language_code", "term"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language_code"],
                name="wagtail_hjelp_glossary_term_once",
                violation_error_message=_("This word is in the glossary of that language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.term} – {self.translation}"
