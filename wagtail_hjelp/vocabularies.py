"""The fixed vocabularies: what a fact may be, with labels in every language.

Codes are stored and never change; labels go through gettext. The order is the
order in which people are shown the choices. A word that Django or Wagtail translate too stands
in a context of its own: without one, our translation would replace theirs all over the host.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(TextChoices):
    """Who an offer is for."""

    EVERYONE = "everyone", _("Everyone")
    CHILDREN = "children", _("Children")
    YOUTH = "youth", _("Young people")
    FAMILIES = "families", _("Parents and families")
    ADULTS = "adults", _("Adults")
    SENIORS = "seniors", _("Older people")
    RELATIVES = "relatives", _("Family and friends of someone who is ill")
    NEWCOMERS = "newcomers", _("Immigrants and refugees")
    DISABLED = "disabled", _("People with disabilities")
    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    LGBTQI = "lgbtqi", _("LGBTQ+ people")


class Access(TextChoices):
    """How one gets the help."""

    SELF = "self", _("Contact them yourself")
    DROP_IN = "drop_in", _("Just come by")
    APPOINTMENT = "appointment", _("Book an appointment")
    REFERRAL = "referral", _("You need a referral")


class Cost(TextChoices):
    """What it costs, in kind; an amount may stand beside it."""

    UNKNOWN = "unknown", _("Not stated")
    FREE = "free", _("Free")
    DEDUCTIBLE = "deductible", _("You pay a small share")
    PAID = "paid", _("You pay")
    INCOME = "income", _("Depends on your income")


class Answer(TextChoices):
    """A fact that may be unknown, which is never shown as no."""

    UNKNOWN = "unknown", _("Not known")
    YES = "yes", _("Yes")
    NO = "no", _("No")


class Urgency(TextChoices):
    """Whether the offer belongs to acute help."""

    NONE = "none", _("Not acute help")
    URGENT = "urgent", _("Acute help")
    DAYTIME_EMERGENCY = "daytime_emergency", _("Emergency help in the daytime")


class ServiceLanguage(TextChoices):
    """Languages that the service itself is given in (BCP 47)."""

    NB = "nb", pgettext_lazy("service language", "Norwegian (bokmål)")
    NN = "nn", pgettext_lazy("service language", "Norwegian (nynorsk)")
    SE = "se", pgettext_lazy("service language", "Northern Sámi")
    NSL = "nsl", pgettext_lazy("service language", "Norwegian Sign Language")
    EN = "en", pgettext_lazy("service language", "English")
    UK = "uk", pgettext_lazy("service language", "Ukrainian")
    AR = "ar", pgettext_lazy("service language", "Arabic")
    PL = "pl", pgettext_lazy("service language", "Polish")
    RU = "ru", pgettext_lazy("service language", "Russian")
    SO = "so", pgettext_lazy("service language", "Somali")
    TI = "ti", pgettext_lazy("service language", "Tigrinya")
    FA = "fa", pgettext_lazy("service language", "Persian")
    PRS = "prs", pgettext_lazy("service language", "Dari")
    CKB = "ckb", pgettext_lazy("service language", "Kurdish (Sorani)")
    KMR = "kmr", pgettext_lazy("service language", "Kurdish (Kurmanji)")
    PS = "ps", pgettext_lazy("service language", "Pashto")
    UR = "ur", pgettext_lazy("service language", "Urdu")
    TR = "tr", pgettext_lazy("service language", "Turkish")
    LT = "lt", pgettext_lazy("service language", "Lithuanian")
    RO = "ro", pgettext_lazy("service language", "Romanian")
    ES = "es", pgettext_lazy("service language", "Spanish")
    FR = "fr", pgettext_lazy("service language", "French")
    DE = "de", pgettext_lazy("service language", "German")
    TH = "th", pgettext_lazy("service language", "Thai")
    VI = "vi", pgettext_lazy("service language", "Vietnamese")
    SW = "sw", pgettext_lazy("service language", "Swahili")
    AM = "am", pgettext_lazy("service language", "Amharic")


class Purpose(TextChoices):
    """What one way in is for: the heading of a contact point."""

    GENERAL = "general", _("Contact")
    SWITCHBOARD = "switchboard", _("Switchboard")
    RECEPTION = "reception", _("Reception")
    BOOKING = "booking", _("Book an appointment")
    CRISIS = "crisis", _("In a crisis")
    OUT_OF_HOURS = "out_of_hours", _("Evenings, nights and weekends")
    TALK = "talk", _("Someone to talk to")
    COUNSELLING = "counselling", _("Advice and guidance")
    CHILDREN = "children", _("For children")
    YOUTH = "youth", _("For young people")
    PARENTS = "parents", _("For parents")
    RELATIVES = "relatives", _("For family and friends")
    SENIORS = "seniors", _("For older people")
    NEWCOMERS = "newcomers", _("For immigrants and refugees")
    INTERPRETER = "interpreter", _("Interpreter")
    SELF_SERVICE = "self_service", _("Do it yourself online")


class Entrance(TextChoices):
    """Which door, for a visit."""

    MAIN = "main", _("Main entrance")
    SIDE = "side", _("Side entrance")
    BACK = "back", _("Entrance at the back")
    COURTYARD = "courtyard", _("Entrance from the courtyard")
    EMERGENCY = "emergency_entrance", _("Emergency entrance")
    BASEMENT = "basement", _("Basement")
    GROUND_FLOOR = "ground_floor", _("Ground floor")
    SECOND_FLOOR = "second_floor", _("One floor up")


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


class TopicIcon(TextChoices):
    """Line drawings in ``static/wagtail_hjelp/icons.svg`` that a topic or a need may have."""

    ACUTE = "acute", _("Emergency cross")
    TALK = "talk", _("Speech bubbles")
    MIND = "mind", _("Head")
    HEALTH = "health", _("Stethoscope")
    SHIELD = "shield", _("Shield")
    BOTTLE = "bottle", _("Bottle")
    CHILD = "child", _("Child")
    FAMILY = "family", _("Family")
    HANDS = "hands", _("Hands")
    ELDER = "elder", _("Older person")
    MONEY = "money", _("Money")
    HOUSE = "house", _("House")
    WORK = "work", _("Briefcase")
    GLOBE = "globe", _("Globe")
    WHEELCHAIR = "wheelchair", _("Wheelchair")
    HEART = "heart", _("Heart")
    PEOPLE = "people", _("People")
