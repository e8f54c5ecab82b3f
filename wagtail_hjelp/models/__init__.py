"""Mixins for page behaviour, the thin pages made of them, and the snippets around them."""

from .activities import ActivityMixin
from .activity_index import ActivityIndexMixin
from .acute import AcuteHelpMixin
from .base import HelpPageMixin
from .directory import CrisisWord, DirectoryStamp, Listed, Synonym
from .front import HelpFrontMixin
from .glossary import GlossaryTerm
from .helplines import Helpline, HelplineDescription
from .hours import SharedHours, SpecialDay
from .language_versions import DraftedWords, LanguageVersion, SourceWords
from .notices import Notice, NoticeKind
from .occurrences import DateSeries, Occurrence
from .offer_index import HelpOfferIndexMixin
from .offers import HelpOfferMixin
from .organisation_index import OrganisationIndexMixin
from .organisations import OrganisationMixin
from .pages import (
    ActivityIndexPage,
    ActivityPage,
    ActivityTopic,
    AcuteHelpPage,
    HelpFrontPage,
    HelpOfferIndexPage,
    HelpOfferKeyword,
    HelpOfferPage,
    HelpOfferTopic,
    HelpThemePage,
    OrganisationIndexPage,
    OrganisationPage,
    OrganisationTopic,
)
from .resource_persons import ConsentText, PublishedTextChanged, ResourcePerson
from .review import AcceptedSentence, TranslationReviewTask
from .seasons import Season, SeasonName
from .sensitive import SensitiveMixin
from .themes import HelpThemeMixin
from .topics import Topic, TopicLinkBase, TopicName
from .translation_requests import TranslationRequest
from .verification import Verification, VerifiedMixin

__all__ = [
    "AcceptedSentence",
    "ActivityIndexMixin",
    "ActivityIndexPage",
    "ActivityMixin",
    "ActivityPage",
    "ActivityTopic",
    "AcuteHelpMixin",
    "AcuteHelpPage",
    "ConsentText",
    "CrisisWord",
    "DateSeries",
    "DirectoryStamp",
    "DraftedWords",
    "GlossaryTerm",
    "HelpFrontMixin",
    "HelpFrontPage",
    "HelpOfferIndexMixin",
    "HelpOfferIndexPage",
    "HelpOfferKeyword",
    "HelpOfferMixin",
    "HelpOfferPage",
    "HelpOfferTopic",
    "HelpPageMixin",
    "HelpThemeMixin",
    "HelpThemePage",
    "Helpline",
    "HelplineDescription",
    "LanguageVersion",
    "Listed",
    "Notice",
    "NoticeKind",
    "Occurrence",
    "OrganisationIndexMixin",
    "OrganisationIndexPage",
    "OrganisationMixin",
    "OrganisationPage",
    "OrganisationTopic",
    "PublishedTextChanged",
    "ResourcePerson",
    "Season",
    "SeasonName",
    "SensitiveMixin",
    "SharedHours",
    "SourceWords",
    "SpecialDay",
    "Synonym",
    "Topic",
    "TopicLinkBase",
    "TopicName",
    "TranslationRequest",
    "TranslationReviewTask",
    "Verification",
    "VerifiedMixin",
]
