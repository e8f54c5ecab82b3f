"""Who is behind, and how a theme looks."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganisationKind(TextChoices):
    """What an organisation is: the kinds of the Directorate of Health’s letter, and more."""

    VOLUNTARY = "voluntary", _("Voluntary organisation")
    IMMIGRANT = "immigrant", _("Immigrant organisation")
    USER_AND_RELATIVES = "user_and_relatives", _("For patients, users and their families")
    CONGREGATION = "congregation", _("Congregation")
    FAITH_OR_LIFE_STANCE = "faith_or_life_stance", _("Faith or life-stance community")
    SPORTS_AND_CULTURE = "sports_and_culture", _("Sports and culture")
    VOLUNTEER_CENTRE = "volunteer_centre", _("Volunteer centre")
    PUBLIC = "public", _("Public service")
    OTHER = "other", pgettext_lazy("kind of organisation", "Other")


class ThemeLook(TextChoices):
    """The look of a theme or campaign, within the host's own colours."""

    PLAIN = "plain", pgettext_lazy("look of a theme", "Plain")
    CALM = "calm", pgettext_lazy("look of a theme", "Calm blue")
    WARM = "warm", pgettext_lazy("look of a theme", "Warm yellow")
    FRESH = "fresh", pgettext_lazy("look of a theme", "Fresh green")
    FESTIVE = "festive", pgettext_lazy("look of a theme", "Festive red")
