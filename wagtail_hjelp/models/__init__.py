"""Mixins for page behaviour, the thin pages made of them, and the snippets around them."""

from .base import HelpPageMixin
from .directory import DirectoryStamp, Synonym
from .front import HelpFrontMixin
from .hours import SharedHours, SpecialDay
from .offer_index import HelpOfferIndexMixin
from .offers import HelpOfferMixin
from .pages import (
    HelpFrontPage,
    HelpOfferIndexPage,
    HelpOfferKeyword,
    HelpOfferPage,
    HelpOfferTopic,
)
from .topics import Topic, TopicLinkBase, TopicName
from .verification import Verification, VerifiedMixin

__all__ = [
    "DirectoryStamp",
    "HelpFrontMixin",
    "HelpFrontPage",
    "HelpOfferIndexMixin",
    "HelpOfferIndexPage",
    "HelpOfferKeyword",
    "HelpOfferMixin",
    "HelpOfferPage",
    "HelpOfferTopic",
    "HelpPageMixin",
    "SharedHours",
    "SpecialDay",
    "Synonym",
    "Topic",
    "TopicLinkBase",
    "TopicName",
    "Verification",
    "VerifiedMixin",
]
