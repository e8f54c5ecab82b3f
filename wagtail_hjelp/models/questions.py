"""Whether whoever answers for a page has been asked if it is right, and what they said."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuestionState(models.TextChoices):
    """What became of a question."""

    ASKED = "asked", pgettext_lazy("question to an organisation", "Asked")
    CONFIRMED = "confirmed", pgettext_lazy("question to an organisation", "Confirmed")
    CORRECTED = "corrected", pgettext_lazy("question to an organisation", "Corrected")
    REFUSED = "refused", pgettext_lazy("question to an organisation", "Wants no more mail")
    UNANSWERED = "unanswered", pgettext_lazy("question to an organisation", "No answer")
    NOT_SENT = "not_sent", pgettext_lazy("question to an organisation", "The mail did not arrive")


class AskedWhy(models.TextChoices):
    """Why somebody was asked."""

    DUE = "due", _("The confirmation has run out")
    CHRISTMAS = "christmas", _("Christmas is coming")
    BY_HAND = "by_hand", _("Somebody wanted to know")


class Question(models.Model):
    """“Is it still right?”, of one page in all its languages: the last time that it was asked."""

    translation_key = models.UUIDField(primary_key=True, editable=False)
    why = models.CharField(
        _("why"), max_length=10, choices=AskedWhy.choices, default=AskedWhy.DUE, editable=False
    )
    state = models.CharField(
        _("status"),
        max_length=10,
        choices=QuestionState.choices,
        default=QuestionState.ASKED,
        editable=False,
        db_index=True,
    )
    asked_at = models.DateTimeField(_("asked"), editable=False)
    # When it was sent last, and how many times after the first.
    sent_at = models.DateTimeField(_("sent"), editable=False)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)

    class Meta:
        verbose_name = _("question to an organisation")
        verbose_name_plural = _("questions to organisations")

    def __str__(self) -> str:
        return f"{self.state} {self.asked_at:%Y-%m-%d}"
