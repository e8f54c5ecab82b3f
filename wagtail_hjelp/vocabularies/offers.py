"""What an offer or an activity is: for whom, how, at what price, in which language."""

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
    """Whether the offer belongs to acute help, and where on the ladder it stands."""

    NONE = "none", _("Not acute help")
    LEGEVAKT = "legevakt", _("Out-of-hours doctor (legevakt)")
    DAYTIME_EMERGENCY = "daytime_emergency", _("GP: emergency help in the daytime")
    HOSPITAL = "hospital", _("Emergency department of a hospital")
    CRISIS_TEAM = "crisis_team", _("Crisis team")
    CRISIS_CENTRE = "crisis_centre", _("Crisis centre (shelter)")
    ASSAULT_CENTRE = "assault_centre", _("Centre for victims of sexual assault")
    CHILD_WELFARE = "child_welfare", _("Child welfare, out of hours")
    DENTAL = "dental", _("Dentist on duty")
    URGENT = "urgent", _("Other acute help")


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
