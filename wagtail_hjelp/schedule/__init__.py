"""Opening hours, without Django: rules in, answers out.

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
    "Calendar",
    "Closure",
    "DatedException",
    "Decision",
    "Effect",
    "EffectKind",
    "HolidayCalendar",
    "Interval",
    "Mark",
    "NamedDay",
    "Period",
    "Rules",
    "Schedule",
    "Source",
    "Span",
    "SpecialDay",
    "State",
    "Timeline",
    "WeeklyRow",
    "Weeks",
    "Zone",
    "minutes",
]
