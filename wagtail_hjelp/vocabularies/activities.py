"""What happens: its dates, its changes, how one takes part."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Ordinal(TextChoices):
    """Which of the days of a month, as RFC 5545 counts them."""

    FIRST = "1", pgettext_lazy("which weekday of the month", "First")
    SECOND = "2", pgettext_lazy("which weekday of the month", "Second")
    THIRD = "3", pgettext_lazy("which weekday of the month", "Third")
    FOURTH = "4", pgettext_lazy("which weekday of the month", "Fourth")
    LAST = "-1", pgettext_lazy("which weekday of the month", "Last")


class OccurrenceStatus(TextChoices):
    """How it stands with one date. That it was moved is another matter: its times say so."""

    SCHEDULED = "scheduled", pgettext_lazy("status of a date", "As planned")
    CANCELLED = "cancelled", pgettext_lazy("status of a date", "Cancelled")
    FULL = "full", pgettext_lazy("status of a date", "Full")


class ChangeReason(TextChoices):
    """Why a date was cancelled or moved: a list, so that every language has it at once."""

    ILLNESS = "illness", _("Illness")
    TOO_FEW = "too_few", _("Too few have signed up")
    WEATHER = "weather", _("Bad weather")
    VENUE = "venue", _("The room is not available")
    HOLIDAY = "holiday", _("Holiday")
    INFECTION = "infection", _("To keep people from being infected")
    POSTPONED = "postponed", _("It has been put off. A new date comes later")
    ORGANISER = "organiser", _("The organiser could not hold it")


class SignUp(TextChoices):
    """Whether one has to say beforehand that one comes."""

    UNKNOWN = "unknown", _("Not stated")
    NONE = "none", _("No need to sign up")
    REQUIRED = "required", _("You must sign up")
