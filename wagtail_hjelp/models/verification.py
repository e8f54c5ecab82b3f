"""Rule 4: every fact has an owner and a date on which the owner last said that it is right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.conf import settings as django_settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from wagtail_hjelp.conf import settings


class Verification(models.Model):
    """The last confirmation of the facts of one page, in all its languages at once.

    It hangs on the translation key rather than on a page: a confirmation is no revision of the
    text, needs no publishing and cannot be undone by publishing an older draft.
    """

    translation_key = models.UUIDField(primary_key=True, editable=False)
    confirmed_on = models.DateField(_("confirmed on"))
    confirmed_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")

    def __str__(self) -> str:
        return f"{self.confirmed_on}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What the public is told: when, by which unit (never which person), and whether it is due."""

    date: date
    by: str
    overdue: bool


class VerifiedMixin(models.Model):
    """A page whose facts somebody vouches for."""

    responsible = models.CharField(_("who vouches for the facts"), max_length=120, blank=True)
    confirm_every_months = models.PositiveSmallIntegerField(
        _("confirm again after (months)"), null=True, blank=True
    )

    translation_key: UUID

    verification_facts = ("responsible", "confirm_every_months")

    class Meta:
        abstract = True

    def get_verification(self) -> Verification | None:
        """Return the last confirmation, or None if nobody has confirmed yet."""
        return Verification.objects.filter(translation_key=self.translation_key).first()

    def get_verified(self) -> Verified | None:
        """Return the last confirmation as the public sees it."""
        found = self.get_verification()
        return None if found is None else self.verified_on(found.confirmed_on)

    def verified_on(self, confirmed_on: date) -> Verified:
        """Return a confirmation of that day as the public sees it today."""
        return Verified(
            date=confirmed_on,
            by=self.responsible or getattr(self, "provider", ""),
            overdue=self.confirmation_due(confirmed_on) < timezone.localdate(),
        )

    def confirmation_due(self, confirmed_on: date) -> date:
        """Return the day by which facts confirmed on a day must be confirmed again."""
        months = self.confirm_every_months or settings.CONFIRM_EVERY_MONTHS
        # A month that is shorter ends on its last day: 31 August and six months, 28 February.
        return confirmed_on + relativedelta(months=months)

    @transaction.atomic
    def confirm(self, user: Any = None, on: date | None = None) -> Verification:
        """Record that the facts are right, in every language, and say so in the page's history."""
        found, _created = Verification.objects.update_or_create(
            translation_key=self.translation_key,
            defaults={"confirmed_on": on or timezone.localdate(), "confirmed_by": user},
        )
        log(instance=self, action="wagtail_hjelp.confirm", user=user)
        return found
