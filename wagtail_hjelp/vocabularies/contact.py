"""Ways in."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """What one way in is for: the heading of a contact point."""

    GENERAL = "general", _("Contact")
    SWITCHBOARD = "switchboard", _("Switchboard")
    RECEPTION = "reception", _("Reception")
    BOOKING = "booking", _("Book an appointment")
    CRISIS = "crisis", _("In a crisis")
    OUT_OF_HOURS = "out_of_hours", _("Evenings, nights and weekends")
    TALK = "talk", _("Someone to talk to")
    COUNSELLING = "counselling", _("Advice and guidance")
    CHILDREN = "children", _("For children")
    YOUTH = "youth", _("For young people")
    PARENTS = "parents", _("For parents")
    RELATIVES = "relatives", _("For family and friends")
    SENIORS = "seniors", _("For older people")
    NEWCOMERS = "newcomers", _("For immigrants and refugees")
    INTERPRETER = "interpreter", _("Interpreter")
    SELF_SERVICE = "self_service", _("Do it yourself online")


class Entrance(TextChoices):
    """Which door, for a visit."""

    MAIN = "main", _("Main entrance")
    SIDE = "side", _("Side entrance")
    BACK = "back", _("Entrance at the back")
    COURTYARD = "courtyard", _("Entrance from the courtyard")
    EMERGENCY = "emergency_entrance", _("Emergency entrance")
    BASEMENT = "basement", _("Basement")
    GROUND_FLOOR = "ground_floor", _("Ground floor")
    SECOND_FLOOR = "second_floor", _("One floor up")
