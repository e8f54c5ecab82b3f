"""What a resource person may be asked for, when, and how the consent was given.

Seen in the private register alone, never by residents.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ResourceTask(TextChoices):
    """What somebody may be called on for."""

    SPREAD = "spread", _("Spread information in their own network")
    CULTURE = "culture", _("Explain a culture (not interpret a language)")
    NEWCOMERS = "newcomers", _("Meet newcomers")
    EVENTS = "events", _("Be there at an event")
    CRISIS = "crisis", _("Be a contact in a crisis")
    OTHER = "other", pgettext_lazy("task of a resource person", "Other")


class Availability(TextChoices):
    """When somebody may be called on."""

    DAYTIME = "daytime", _("Weekdays, in the daytime")
    EVENINGS = "evenings", _("Weekdays, in the evening")
    WEEKENDS = "weekends", _("Weekends")
    HOLIDAYS = "holidays", _("Public holidays, such as Christmas")
    ANY_TIME = "any_time", _("At any hour if it is a crisis")
    AGREED = "agreed", _("Only by agreement beforehand")


class ConsentWay(TextChoices):
    """How a consent was given."""

    SIGNED = "signed", _("Signed on paper or electronically")
    EMAIL = "email", _("By e-mail")
    PHONE = "phone", _("By telephone")
    IN_PERSON = "in_person", _("In person")
