"""Mixins for page behaviour, the thin pages made of them, and the snippets around them."""

from .activities import ActivityMixin
from .activity_index import ActivityIndexMixin
from .acute import AcuteHelpMixin
from .attempts import Attempts
from .base import HelpPageMixin
from .directory import CrisisWord, DirectoryStamp, Listed, Synonym
from .error_reports import ErrorReport
from .fact_owners import FactOwner
from .front import HelpFrontMixin
from .glossary import GlossaryTerm
from .helplines import Helpline, HelplineDescription
from .hours import SharedHours, SpecialDay
from .import_feeds import FeedFormat, FeedOutcome, ImportFeed
from .imports import ImportedKey, ImportJob, ImportStatus
from .language_versions import DraftedWords, LanguageVersion, SourceWords
from .notices import Notice, NoticeKind
from .occurrences import DateSeries, Occurrence
from .offer_index import HelpOfferIndexMixin
from .offers import HelpOfferMixin
from .organisation_index import OrganisationIndexMixin
from .organisations import OrganisationMixin
from .organised import PointsToOrganisation
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
    HelpTellUsPage,
    HelpThemePage,
    OrganisationIndexPage,
    OrganisationPage,
    OrganisationTopic,
)
from .questions import AskedWhy, Question, QuestionState
from .reportable import ReportableMixin
from .resource_persons import ConsentText, PublishedTextChanged, ResourcePerson
from .review import AcceptedSentence, TranslationReviewTask
from .seasons import Season, SeasonName
from .sensitive import SensitiveMixin
from .submission_review import SubmissionReviewTask
from .submissions import LinkPurpose, SecretLink, Submission, SubmissionStatus
from .tell_us import TellUsMixin
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
    "AskedWhy",
    "Attempts",
    "ConsentText",
    "CrisisWord",
    "DateSeries",
    "DirectoryStamp",
    "DraftedWords",
    "ErrorReport",
    "FactOwner",
    "FeedFormat",
    "FeedOutcome",
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
    "HelpTellUsPage",
    "HelpThemeMixin",
    "HelpThemePage",
    "Helpline",
    "HelplineDescription",
    "ImportFeed",
    "ImportJob",
    "ImportStatus",
    "ImportedKey",
    "LanguageVersion",
    "LinkPurpose",
    "Listed",
    "Notice",
    "NoticeKind",
    "Occurrence",
    "OrganisationIndexMixin",
    "OrganisationIndexPage",
    "OrganisationMixin",
    "OrganisationPage",
    "OrganisationTopic",
    "PointsToOrganisation",
    "PublishedTextChanged",
    "Question",
    "QuestionState",
    "ReportableMixin",
    "ResourcePerson",
    "Season",
    "SeasonName",
    "SecretLink",
    "SensitiveMixin",
    "SharedHours",
    "SourceWords",
    "SpecialDay",
    "Submission",
    "SubmissionReviewTask",
    "SubmissionStatus",
    "Synonym",
    "TellUsMixin",
    "Topic",
    "TopicLinkBase",
    "TopicName",
    "TranslationRequest",
    "TranslationReviewTask",
    "Verification",
    "VerifiedMixin",
]
