"""Columns that tables of several kinds have, and those of a row of dates."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail_hjelp.vocabularies import (
    Audience,
    Ordinal,
    ServiceLanguage,
)

from . import values
from .headers import Column, Repeats

SEVERAL = _("One or more of the list, with a semicolon between them.")
ONE = _("One of the list.")
ON_THE_WEB = _("An address that begins with https://.")
DAY = _("Day, month and year.")

KEY = Column(
    "key",
    pgettext_lazy("column of a spreadsheet", "Own number"),
    "nøkkel|id|nr|løpenummer|eget nummer|key|row id",
    values.read_line,
    help=_(
        "Your own number or name for it, which stays the same. Several lines with the same one are "
        "several rows of dates of the same activity."
    ),
    example="17",
)
TITLE = Column(
    "title",
    pgettext_lazy("column of a spreadsheet", "Title"),
    "tittel|navn|namn|aktivitet|name|activity",
    values.read_line,
    most=255,
    required=True,
    help=_("What it is called."),
    example=_("Open café"),
)
SUMMARY = Column(
    "summary",
    pgettext_lazy("column of a spreadsheet", "Summary"),
    "sammendrag|samandrag|kort om|beskrivelse|omtale|skildring|ingress|description",
    values.read_text,
    most=300,
    required=True,
    help=_("What it is and for whom, in at most 300 characters."),
    example=_("Coffee, waffles and somebody to talk to."),
)
ADDRESS = (
    Column(
        "street",
        pgettext_lazy("column of a spreadsheet", "Street and number"),
        "adresse|gateadresse|gate|vei|besøksadresse|address|street",
        values.read_line,
        most=120,
        example="Storgata 1",
    ),
    Column(
        "postcode",
        pgettext_lazy("column of a spreadsheet", "Postcode"),
        "postnummer|postnr|zip|postal code",
        values.read_postcode,
        most=12,
        help=_("Four digits, with the zeros in front."),
        example="0152",
    ),
    Column(
        "town",
        pgettext_lazy("column of a spreadsheet", "Town"),
        "poststed|poststad|by|city|postal town",
        values.read_line,
        most=80,
        example="Oslo",
    ),
)
CONTACT = (
    Column(
        "phone",
        pgettext_lazy("column of a spreadsheet", "Telephone"),
        "telefon|tlf|telefonnummer|mobil|phone|phone number",
        values.read_phone,
        most=40,
        help=_("One that everybody may see."),
        example="22 22 55 55",
    ),
    Column(
        "email",
        pgettext_lazy("column of a spreadsheet", "E-mail"),
        "epost|e-post|e-postadresse|epostadresse|mail|email address",
        values.read_email,
        most=254,
        help=_("One that everybody may see."),
        example="post@example.org",
    ),
    Column(
        "web",
        pgettext_lazy("column of a spreadsheet", "Website"),
        "nettside|nettsted|nettstad|hjemmeside|heimeside|lenke|web|url|web address|homepage",
        values.read_url,
        help=ON_THE_WEB,
        example="https://www.example.org",
    ),
)
FOR_WHOM = (
    Column(
        "audiences",
        pgettext_lazy("column of a spreadsheet", "Who it is for"),
        "målgruppe|målgrupper|for hvem|for kven|hvem kan komme|audience",
        vocabulary=Audience,
        several=True,
        help=SEVERAL,
    ),
    Column(
        "languages",
        pgettext_lazy("column of a spreadsheet", "Languages spoken"),
        "språk|talespråk|språk som snakkes|spoken languages",
        vocabulary=ServiceLanguage,
        several=True,
        help=SEVERAL,
    ),
)
ABOUT = (
    Column(
        "topics",
        pgettext_lazy("column of a spreadsheet", "Topics"),
        "tema|temaer|emner|emne|topic",
        values.read_slugs,
        most=1000,
        help=_("Codes of the site’s topics, with a semicolon between them."),
        example="mental-health",
    ),
    Column(
        "language",
        pgettext_lazy("column of a spreadsheet", "Language of the texts"),
        "tekstspråk|språk i teksten|språkkode|language|language code",
        values.read_language,
        most=20,
        help=_("A code such as nb or en. Empty: that of the site."),
        example="nb",
    ),
)
DATES = (
    Column(
        "repeats",
        pgettext_lazy("column of a spreadsheet", "How often"),
        "hvor ofte|kor ofte|gjentas|gjentakelse|gjentaking|type dato|repeats|frequency",
        vocabulary=Repeats,
        help=_("One of the list, or such as “every other Wednesday”. Several days in a row: once."),
    ),
    Column(
        "first_date",
        pgettext_lazy("column of a spreadsheet", "First date"),
        "dato|første dato|fyrste dato|startdato|fra dato|frå dato|date|start date|from date",
        help=DAY,
        example="25.11.2026",
    ),
    Column(
        "last_date",
        pgettext_lazy("column of a spreadsheet", "Last date"),
        "siste dato|sluttdato|til dato|til og med|until|end date|to date",
        help=_("Empty if it goes on, or is on one date."),
        example="16.12.2026",
    ),
    Column(
        "weekdays",
        pgettext_lazy("column of a spreadsheet", "Weekdays"),
        "ukedag|ukedager|vekedag|vekedagar|dag|dager|dagar|weekday|days",
        help=_("Such as “Monday, Wednesday”, or “every other Wednesday”."),
    ),
    Column(
        "ordinals",
        pgettext_lazy("column of a spreadsheet", "Which in the month"),
        "hvilken i måneden|kva for ein i månaden|uke i måneden|veke i månaden|week of month",
        vocabulary=Ordinal,
        several=True,
        help=_("Only if it is every month: the first, the last …"),
    ),
    Column(
        "every",
        pgettext_lazy("column of a spreadsheet", "Every how many weeks or months"),
        "hver n uke|antall uker mellom|intervall|kvar n veke|interval|every n weeks",
        help=_("1 is every one, 2 is every other."),
        example="1",
    ),
    Column(
        "starts",
        pgettext_lazy("column of a spreadsheet", "From"),
        "fra|frå|fra kl|frå kl|starter|startar|start|klokkeslett|tid|klokken|kl|starttid|time",
        help=_("A time of day. Empty: all day."),
        example="14:00",
    ),
    Column(
        "ends",
        pgettext_lazy("column of a spreadsheet", "To"),
        "til|til kl|slutter|sluttar|slutt|sluttid|end",
        help=_("A time of day. Empty: not known."),
        example="16:00",
    ),
    Column(
        "other_dates",
        pgettext_lazy("column of a spreadsheet", "Other dates"),
        "andre datoer|andre datoar|datoer|datoar|flere datoer|fleire datoar|dates",
        help=_("Dates one by one, with a semicolon between them."),
        example="24.12.2026; 31.12.2026",
    ),
)
