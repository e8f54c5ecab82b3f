"""Blocks for anyone's StreamField; each works by itself.

Public, for hosts: ``OffersBlock``, ``ActivitiesBlock``, ``OrganisationsBlock``, ``ContactBlock``,
``OpeningHoursBlock``, ``NeedsBlock``, ``LinksBlock``, ``SearchBlock``, ``TellUsBlock``,
``AcuteHelpBlock``, ``HelplinesBlock``, ``UrgencyCardBlock``, ``AdviceBlock``, ``FilmBlock``,
``StoryBlock``, ``TextBlock``, all of them as ``HelpStreamBlock`` and, with running text, as
``HelpBodyBlock``, and the fields of facts ``ContactPointsBlock`` and ``HoursBlock``.
"""

from .activities import ActivitiesBlock
from .acute_help import AcuteHelpBlock
from .advice import AdviceBlock
from .contact import ContactPointsBlock
from .contact_block import ContactBlock
from .film import FilmBlock
from .helplines import HelplinesBlock
from .hours import HoursBlock
from .links import LinksBlock
from .needs import NeedsBlock
from .offers import OffersBlock
from .opening_hours import OpeningHoursBlock
from .organisations import OrganisationsBlock
from .search import SearchBlock
from .story import StoryBlock
from .stream import HelpBodyBlock, HelpStreamBlock, TextBlock
from .tell_us import TellUsBlock
from .urgency_card import UrgencyCardBlock

__all__ = [
    "ActivitiesBlock",
    "AcuteHelpBlock",
    "AdviceBlock",
    "ContactBlock",
    "ContactPointsBlock",
    "FilmBlock",
    "HelpBodyBlock",
    "HelpStreamBlock",
    "HelplinesBlock",
    "HoursBlock",
    "LinksBlock",
    "NeedsBlock",
    "OffersBlock",
    "OpeningHoursBlock",
    "OrganisationsBlock",
    "SearchBlock",
    "StoryBlock",
    "TellUsBlock",
    "TextBlock",
    "UrgencyCardBlock",
]
