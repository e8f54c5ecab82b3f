"""What the ladder says. Every rung is an action with an "if", in words that frightened people read.

The sentences follow what helsenorge.no and the Directorate of Health tell the public; they come in
all languages of the package, so that an acute page is right before anyone has translated anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.vocabularies import Urgency


class RungCode(StrEnum):
    """The rungs, in their order, which never changes."""

    EMERGENCY = "emergency"
    LEGEVAKT = Urgency.LEGEVAKT.value
    GP = Urgency.DAYTIME_EMERGENCY.value
    HOSPITAL = Urgency.HOSPITAL.value
    CRISIS_CENTRE = Urgency.CRISIS_CENTRE.value
    ASSAULT_CENTRE = Urgency.ASSAULT_CENTRE.value
    CHILD_WELFARE = Urgency.CHILD_WELFARE.value
    CRISIS_TEAM = Urgency.CRISIS_TEAM.value
    DENTAL = Urgency.DENTAL.value
    OTHER = Urgency.URGENT.value
    TALK = "talk"


class Level(StrEnum):
    """How urgent a rung is: its colour, and never its colour alone."""

    IMMEDIATE = "immediate"
    URGENT = "urgent"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class RungWords:
    """The heading, which is the action, when it is right, and what to know."""

    level: Level
    heading: Any
    conditions: tuple[Any, ...] = ()
    text: Any = ""
    # The heading in a small place, where the number stands beside it.
    short: Any = ""


WORDS: dict[RungCode, RungWords] = {
    RungCode.EMERGENCY: RungWords(
        Level.IMMEDIATE,
        _("Call 113 if life is in danger"),
        (
            _("somebody does not wake up, or does not breathe as usual"),
            _("sudden chest pain, or a face, arm or leg that suddenly does not work"),
            _("somebody is badly hurt, or bleeds a lot"),
            _("somebody is about to take their own life"),
        ),
        _("Say where you are. Do not hang up: they tell you what to do."),
        short=_("Life is in danger"),
    ),
    RungCode.LEGEVAKT: RungWords(
        Level.URGENT,
        _("Call 116 117 if it cannot wait and your GP is closed"),
        (
            _("you are ill or hurt, and cannot wait until the doctor’s office opens"),
            _("you feel so bad that you cannot bear it, or think of taking your own life"),
        ),
        _(
            "This is the out-of-hours doctor (legevakt). The call is answered day and night, and "
            "goes to the one nearest to you."
        ),
        short=_("It cannot wait"),
    ),
    RungCode.GP: RungWords(
        Level.URGENT,
        _("Call your GP (fastlege) in the daytime if it cannot wait"),
        text=_(
            "Every GP keeps time for those who need help the same day. Say that it is urgent. If "
            "nobody answers, call 116 117."
        ),
        short=_("In the daytime: your GP"),
    ),
    RungCode.HOSPITAL: RungWords(
        Level.URGENT,
        _("Go to the hospital when 113, 116 117 or a doctor sends you there"),
        text=_("Call before you go. They know which hospital is right, and can send an ambulance."),
        short=_("Hospital"),
    ),
    RungCode.CRISIS_CENTRE: RungWords(
        Level.URGENT,
        _("Call if somebody close to you hurts you or threatens you"),
        text=_("You need not be sure, and need not give your name. Call 112 if you are in danger."),
        short=_("Violence and threats"),
    ),
    RungCode.ASSAULT_CENTRE: RungWords(
        Level.URGENT,
        _("Call if somebody has forced you into something sexual"),
        text=_(
            "You get care and somebody to talk to, and traces are kept. You decide yourself about "
            "the police. It is never too late."
        ),
        short=_("Rape and sexual abuse"),
    ),
    RungCode.CHILD_WELFARE: RungWords(
        Level.URGENT,
        _("Call if a child is not safe, or if you are a child who is not safe"),
        text=_("Children may call themselves. Call 112 if a child is in danger now."),
        short=_("A child who is not safe"),
    ),
    RungCode.CRISIS_TEAM: RungWords(
        Level.URGENT,
        _("Get help after an accident, a sudden death or another shock"),
        short=_("After an accident or a sudden death"),
    ),
    RungCode.DENTAL: RungWords(
        Level.URGENT,
        _("Call the dentist on duty if a tooth cannot wait"),
        short=_("Tooth that cannot wait"),
    ),
    RungCode.OTHER: RungWords(
        Level.URGENT, _("More help that you can get at once"), short=_("More acute help")
    ),
    RungCode.TALK: RungWords(
        Level.SUPPORT,
        _("Call or write if you need someone to talk to"),
        text=_("Nothing is too small. If there is a queue, try the next one."),
        short=_("Someone to talk to"),
    ),
}

# The number of a rung, by its code in the catalogue of national services.
NUMBERS = {
    RungCode.EMERGENCY: "ambulanse-113",
    RungCode.LEGEVAKT: "legevakt-116117",
    RungCode.CRISIS_CENTRE: "vo-linjen-116006",
    RungCode.CHILD_WELFARE: "alarmtelefonen-116111",
}
# What stands beside a number that is not a rung's own: "Police", and when to call it.
BESIDE = {
    "politi-112": (_("Police"), _("if somebody threatens or hurts you")),
    "brann-110": (_("Fire"), _("if it burns, or something may explode")),
    "giftinformasjonen": (
        _("Poison information"),
        _("if somebody may have swallowed something poisonous, or too much medicine"),
    ),
}

HEADING = _("Acute help")
