"""Blocks for anyone's StreamField; each works by itself.

Public, for hosts: ``OffersBlock``, ``ContactBlock``, ``OpeningHoursBlock``, ``NeedsBlock``,
``LinksBlock``, ``SearchBlock``, ``TextBlock``, all of them as ``HelpStreamBlock`` and, with running
text, as ``HelpBodyBlock``, and the fields of facts ``ContactPointsBlock`` and ``HoursBlock``.
"""

from .contact import ContactPointsBlock
from .contact_block import ContactBlock
from .hours import HoursBlock
from .links import LinksBlock
from .needs import NeedsBlock
from .offers import OffersBlock
from .opening_hours import OpeningHoursBlock
from .search import SearchBlock
from .stream import HelpBodyBlock, HelpStreamBlock, TextBlock

__all__ = [
    "ContactBlock",
    "ContactPointsBlock",
    "HelpBodyBlock",
    "HelpStreamBlock",
    "HoursBlock",
    "LinksBlock",
    "NeedsBlock",
    "OffersBlock",
    "OpeningHoursBlock",
    "SearchBlock",
    "TextBlock",
]
