"""Urgency card: when to do the one thing that its heading says.

The editor chooses what to do, and finishes the sentence: "Call 113 if … somebody does not wake
up". The heading, the number and how urgent it is follow from the choice and come with the
package, so that they are right, and in every language, whoever writes the card. The form follows
what the British health service (NHS) tested on readers as its care cards: few cards, the heading
is the action, and how urgent it is stands in words too and not in the colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.phone import display, tel_href

from .base import PublicBlock, VocabularyBlock

# More than this nobody reads who is afraid.
MOST_CONDITIONS = 6


class Level(StrEnum):
    """How urgent it is; also the end of the card's CSS class."""

    IMMEDIATE = "immediate"
    URGENT = "urgent"
    NON_URGENT = "non-urgent"


class UrgencyAction(TextChoices):
    """What the reader is to do, the most urgent first; the labels are for editors."""

    CALL_113 = "call_113", _("Call 113 (ambulance)")
    CALL_112 = "call_112", _("Call 112 (police)")
    CALL_110 = "call_110", _("Call 110 (fire)")
    CALL_116117 = "call_116117", _("Call 116 117 (legevakt)")
    CALL_POISON = "call_poison", _("Call the poison information centre")
    GO_HOSPITAL = "go_hospital", _("Go to the hospital")
    CALL_GP = "call_gp", _("Call the GP")
    TALK = "talk", _("Talk to someone")


# Of the rest nothing is said: "not urgent" is no word to somebody who thinks of dying, nor before a
# GP who has an emergency function.
URGENCY_WORDS = {
    Level.IMMEDIATE: _("Life is in danger:"),
    Level.URGENT: _("It cannot wait:"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """What follows from an action: how urgent it is, the heading, and the number if it has one.

    ``text`` is the heading in the reader's language, ``%(number)s`` standing for the number.
    ``number`` is in its canonical form (:mod:`wagtail_hjelp.phone`) or empty: the number of a GP
    or a hospital is another in each place, and stands in their offers.
    """

    level: Level
    text: Any
    number: str = ""

    @property
    def urgency(self) -> str:
        """How urgent it is, in words, for those who do not see the colour; ``""`` if it is not."""
        return str(URGENCY_WORDS.get(self.level, ""))

    @property
    def heading(self) -> SafeString:
        """The heading as HTML, which the conditions finish."""
        # Set apart: within Arabic, the two halves of "116 117" would change places.
        number = format_html('<bdi dir="ltr">{}</bdi>', self.number_text)
        return mark_safe(escape(str(self.text)) % {"number": number})

    @property
    def number_text(self) -> str:
        """The number as people read it, or an empty text."""
        return display(self.number) if self.number else ""

    @property
    def href(self) -> str:
        """The address that dials the number, or an empty text."""
        return tel_href(self.number) if self.number else ""


_CALL = _("Call %(number)s if")

CARDS: dict[str, Card] = {
    UrgencyAction.CALL_113: Card(Level.IMMEDIATE, _CALL, "113"),
    UrgencyAction.CALL_112: Card(Level.IMMEDIATE, _CALL, "112"),
    UrgencyAction.CALL_110: Card(Level.IMMEDIATE, _CALL, "110"),
    UrgencyAction.CALL_116117: Card(
        Level.URGENT, _("Call the out-of-hours doctor (legevakt) on %(number)s if"), "116117"
    ),
    UrgencyAction.CALL_POISON: Card(
        Level.URGENT, _("Call the poison information centre on %(number)s if"), "+4722591300"
    ),
    UrgencyAction.GO_HOSPITAL: Card(
        Level.URGENT, _("Go to the emergency department of the hospital if")
    ),
    UrgencyAction.CALL_GP: Card(Level.NON_URGENT, _("Call your GP if")),
    UrgencyAction.TALK: Card(Level.NON_URGENT, _("Talk to someone if")),
}


class UrgencyCardBlock(PublicBlock):
    """A card whose heading is an action with an "if", and under it when to do it.

    Nothing in it is a link but the number: its words are plain text.
    """

    action = VocabularyBlock(
        UrgencyAction,
        label=_("What the reader is to do"),
        help_text=_("The heading, the number and the colour follow from it, in every language."),
    )
    conditions = blocks.ListBlock(
        blocks.CharBlock(max_length=120, label=_("When")),
        min_num=1,
        max_num=MOST_CONDITIONS,
        label=_("… if"),
        help_text=_(
            "Finish the sentence, with a small letter: “somebody does not wake up”. A few are read;"
            " many are not."
        ),
    )
    note = blocks.CharBlock(
        label=_("Short note"),
        max_length=120,
        required=False,
        help_text=_("What to do until help comes: “Unlock the door and stay with them.”"),
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        card = CARDS.get(value["action"])
        context.update(
            card=card,
            heading=card.heading if card else "",
            conditions=[words for words in value["conditions"] if words],
            note=value["note"],
        )
        return context

    class Meta:
        icon = "warning"
        label = _("Urgency card")
        description = _("“Call 113 if …”: when to do it, in a few words. At most three on a page.")
        template = "wagtail_hjelp/blocks/urgency_card.html"
        preview_value = {
            "action": UrgencyAction.CALL_113,
            "conditions": [
                _("somebody does not wake up"),
                _("somebody cannot breathe properly"),
                _("somebody is about to take their own life"),
            ],
            "note": _("Unlock the door and stay with them."),
        }
        label_format = "{action}"
