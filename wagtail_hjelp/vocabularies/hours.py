"""Opening hours, days and dates."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HoursState(TextChoices):
    """What a span of opening hours means."""

    OPEN = "open", pgettext_lazy("opening hours", "Open")
    BY_APPOINTMENT = "by_appointment", _("By appointment")
    PHONE_ONLY = "phone_only", _("Phone only")
    CLOSED = "closed", pgettext_lazy("opening hours", "Closed")


class Weekday(TextChoices):
    """Days as ISO 8601 counts them, from 0 for Monday."""

    MONDAY = "0", pgettext_lazy("opening hours", "Monday")
    TUESDAY = "1", pgettext_lazy("opening hours", "Tuesday")
    WEDNESDAY = "2", pgettext_lazy("opening hours", "Wednesday")
    THURSDAY = "3", pgettext_lazy("opening hours", "Thursday")
    FRIDAY = "4", pgettext_lazy("opening hours", "Friday")
    SATURDAY = "5", pgettext_lazy("opening hours", "Saturday")
    SUNDAY = "6", pgettext_lazy("opening hours", "Sunday")


# In a sentence after "opens" and after "until": many languages bend the day, each in its way.
WEEKDAYS_AFTER_OPENS = (
    pgettext_lazy("weekday after “opens”", "Monday"),
    pgettext_lazy("weekday after “opens”", "Tuesday"),
    pgettext_lazy("weekday after “opens”", "Wednesday"),
    pgettext_lazy("weekday after “opens”", "Thursday"),
    pgettext_lazy("weekday after “opens”", "Friday"),
    pgettext_lazy("weekday after “opens”", "Saturday"),
    pgettext_lazy("weekday after “opens”", "Sunday"),
)
WEEKDAYS_AFTER_UNTIL = (
    pgettext_lazy("weekday after “until”", "Monday"),
    pgettext_lazy("weekday after “until”", "Tuesday"),
    pgettext_lazy("weekday after “until”", "Wednesday"),
    pgettext_lazy("weekday after “until”", "Thursday"),
    pgettext_lazy("weekday after “until”", "Friday"),
    pgettext_lazy("weekday after “until”", "Saturday"),
    pgettext_lazy("weekday after “until”", "Sunday"),
)
# Beside a day's number: genitive where a language has one.
MONTHS = (
    pgettext_lazy("month beside a day, as in 24 December", "January"),
    pgettext_lazy("month beside a day, as in 24 December", "February"),
    pgettext_lazy("month beside a day, as in 24 December", "March"),
    pgettext_lazy("month beside a day, as in 24 December", "April"),
    pgettext_lazy("month beside a day, as in 24 December", "May"),
    pgettext_lazy("month beside a day, as in 24 December", "June"),
    pgettext_lazy("month beside a day, as in 24 December", "July"),
    pgettext_lazy("month beside a day, as in 24 December", "August"),
    pgettext_lazy("month beside a day, as in 24 December", "September"),
    pgettext_lazy("month beside a day, as in 24 December", "October"),
    pgettext_lazy("month beside a day, as in 24 December", "November"),
    pgettext_lazy("month beside a day, as in 24 December", "December"),
)


class HoursWeeks(TextChoices):
    """Which weeks a row of opening hours is for, by ISO 8601 week number."""

    EVERY = "every", _("Every week")
    ODD = "odd", _("Odd weeks")
    EVEN = "even", _("Even weeks")


class DayEffect(TextChoices):
    """What a day that is not like others does to the opening hours."""

    CLOSED = "closed", _("Closed all day")
    HOURS = "hours", _("These hours")
    CLOSES_AT = "closes_at", _("As usual, but closes early")
    AS_SUNDAY = "as_sunday", _("As on a Sunday")
    AS_USUAL = "as_usual", _("As usual")


class HoursReason(TextChoices):
    """Why the hours are others on some dates: a list, so that every language has it at once."""

    CHRISTMAS = "christmas", _("Christmas and New Year")
    EASTER = "easter", _("Easter")
    SUMMER = "summer", _("Summer holidays")
    SCHOOL_HOLIDAY = "school_holiday", _("School holidays")
    PUBLIC_HOLIDAY = "public_holiday", _("Public holiday")
    PLANNING_DAY = "planning_day", _("Planning day")
    STAFF = "staff", _("Too few at work")
    ILLNESS = "illness", _("Illness")
    MEETING = "meeting", _("Staff meeting or course")
    BUILDING = "building", _("Building works")
    MOVING = "moving", _("We are moving")
    EVENT = "event", _("Special event")
    LONGER = "longer", _("Extra opening hours")


class DayName(TextChoices):
    """Days with a name: Norway's public holidays, others that many keep, and a municipality's own.

    The codes are those of :data:`wagtail_hjelp.schedule.NORWAY`; the last ones have no date but
    those that the municipality's calendar gives them.
    """

    NEW_YEAR = "new_year", pgettext_lazy("special day", "New Year’s Day")
    SAMI_DAY = "sami_day", pgettext_lazy("special day", "Sámi National Day")
    EASTER_WEDNESDAY = "easter_wednesday", pgettext_lazy("special day", "Wednesday before Easter")
    MAUNDY_THURSDAY = "maundy_thursday", pgettext_lazy("special day", "Maundy Thursday")
    GOOD_FRIDAY = "good_friday", pgettext_lazy("special day", "Good Friday")
    EASTER_EVE = "easter_eve", pgettext_lazy("special day", "Easter Eve")
    EASTER_SUNDAY = "easter_sunday", pgettext_lazy("special day", "Easter Sunday")
    EASTER_MONDAY = "easter_monday", pgettext_lazy("special day", "Easter Monday")
    LABOUR_DAY = "labour_day", pgettext_lazy("special day", "1 May")
    CONSTITUTION_DAY = "constitution_day", pgettext_lazy("special day", "17 May")
    ASCENSION = "ascension", pgettext_lazy("special day", "Ascension Day")
    WHIT_EVE = "whit_eve", pgettext_lazy("special day", "Whit Saturday")
    WHIT_SUNDAY = "whit_sunday", pgettext_lazy("special day", "Whit Sunday")
    WHIT_MONDAY = "whit_monday", pgettext_lazy("special day", "Whit Monday")
    CHRISTMAS_EVE = "christmas_eve", pgettext_lazy("special day", "Christmas Eve")
    CHRISTMAS_DAY = "christmas_day", pgettext_lazy("special day", "Christmas Day")
    BOXING_DAY = "boxing_day", pgettext_lazy("special day", "Boxing Day")
    ROMJUL = "romjul", pgettext_lazy("special day", "The days between Christmas and New Year")
    NEW_YEARS_EVE = "new_years_eve", pgettext_lazy("special day", "New Year’s Eve")
    PLANNING_DAY = "planning_day", pgettext_lazy("special day", "Planning day")
    LOCAL_DAY = "local_day", pgettext_lazy("special day", "Local celebration")
    SCHOOL_HOLIDAY = "school_holiday", pgettext_lazy("special day", "School holidays")
    OTHER = "other", pgettext_lazy("special day", "Special day")
