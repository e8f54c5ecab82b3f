"""The fixed vocabularies: what a fact may be, with labels in every language.

Codes are stored and never change; labels go through gettext. The order is the
order in which people are shown the choices. A word that Django or Wagtail translate too stands
in a context of its own: without one, our translation would replace theirs all over the host.
"""

from .activities import ChangeReason, OccurrenceStatus, Ordinal, SignUp
from .contact import Entrance, Purpose
from .helplines import CrisisKind, HelplineTopic, HelplineUrgency
from .hours import (
    MONTHS,
    WEEKDAYS_AFTER_OPENS,
    WEEKDAYS_AFTER_UNTIL,
    DayEffect,
    DayName,
    HoursReason,
    HoursState,
    HoursWeeks,
    Weekday,
)
from .offers import Access, Answer, Audience, Cost, ServiceLanguage, TopicIcon, Urgency
from .organisations import OrganisationKind, ThemeLook
from .reports import ReportReason
from .resource_persons import Availability, ConsentWay, ResourceTask

__all__ = [
    "MONTHS",
    "WEEKDAYS_AFTER_OPENS",
    "WEEKDAYS_AFTER_UNTIL",
    "Access",
    "Answer",
    "Audience",
    "Availability",
    "ChangeReason",
    "ConsentWay",
    "Cost",
    "CrisisKind",
    "DayEffect",
    "DayName",
    "Entrance",
    "HelplineTopic",
    "HelplineUrgency",
    "HoursReason",
    "HoursState",
    "HoursWeeks",
    "OccurrenceStatus",
    "Ordinal",
    "OrganisationKind",
    "Purpose",
    "ReportReason",
    "ResourceTask",
    "ServiceLanguage",
    "SignUp",
    "ThemeLook",
    "TopicIcon",
    "Urgency",
    "Weekday",
]
