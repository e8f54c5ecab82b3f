"""Opening hours and dates of activities, without Django: rules in, answers out.

::

    from datetime import datetime, timezone
    from wagtail_hjelp.schedule import Calendar, Rules, Schedule, Span, WeeklyRow, minutes

    office = Rules(weekly=(WeeklyRow((0, 1, 2, 3, 4), Span(minutes("08:00"), minutes("15:30"))),))
    schedule = Schedule(office, Calendar())
    schedule.state_at(datetime.now(timezone.utc))
"""

from .calendar import Calendar, Mark
from .holidays import HolidayCalendar
from .norway import NORWAY
from .recurrence import (
    UNSTATED_LENGTH,
    Break,
    Dates,
    Happening,
    Listed,
    Monthly,
    Once,
    Times,
    Weekly,
    happenings,
    is_endless,
    mismatch,
    over_at,
    rule_of,
)
from .rules import (
    AS_SUNDAY,
    AS_USUAL,
    CLOSED,
    Closure,
    DatedException,
    Effect,
    EffectKind,
    NamedDay,
    Period,
    Rules,
    Span,
    SpecialDay,
    WeeklyRow,
    Weeks,
    minutes,
)
from .schedule import Decision, Schedule, Source
from .states import State
from .timeline import Interval, Timeline
from .zone import Zone

__all__ = [
    "AS_SUNDAY",
    "AS_USUAL",
    "CLOSED",
    "NORWAY",
    "UNSTATED_LENGTH",
    "Break",
    "Calendar",
    "Closure",
    "DatedException",
    "Dates",
    "Decision",
    "Effect",
    "EffectKind",
    "Happening",
    "HolidayCalendar",
    "Interval",
    "Listed",
    "Mark",
    "Monthly",
    "NamedDay",
    "Once",
    "Period",
    "Rules",
    "Schedule",
    "Source",
    "Span",
    "SpecialDay",
    "State",
    "Timeline",
    "Times",
    "Weekly",
    "WeeklyRow",
    "Weeks",
    "Zone",
    "happenings",
    "is_endless",
    "minutes",
    "mismatch",
    "over_at",
    "rule_of",
]
