"""The columns of a table of activities and of one of organisations, in the order of a template."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail_hjelp.vocabularies import (
    Answer,
    Cost,
    OrganisationKind,
    SignUp,
)

from . import values
from .headers import Column
from .records import Kind
from .table_parts import (
    ABOUT,
    ADDRESS,
    CONTACT,
    DATES,
    DAY,
    FOR_WHOM,
    KEY,
    ON_THE_WEB,
    ONE,
    SUMMARY,
    TITLE,
)

_PLACE = (
    Column(
        "place",
        pgettext_lazy("column of a spreadsheet", "Place"),
        "sted|stad|lokale|hvor|kor|venue|location|where",
        values.read_line,
        most=120,
        help=_("The name of the building or room."),
        example=_("The library"),
    ),
    *ADDRESS,
    Column(
        "online_url",
        pgettext_lazy("column of a spreadsheet", "Online"),
        "på nett|digitalt|digital lenke|nettmøte|online link|online url",
        values.read_url,
        help=_("The address at which one takes part."),
        example="https://meet.example.org/1",
    ),
)
_TAKING_PART = (
    Column(
        "age_from",
        pgettext_lazy("column of a spreadsheet", "From age"),
        "alder fra|alder frå|fra alder|minstealder|aldersgrense|minimum age",
        values.read_age,
        example="13",
    ),
    Column(
        "age_to",
        pgettext_lazy("column of a spreadsheet", "To age"),
        "alder til|til alder|maksalder|maximum age",
        values.read_age,
        example="18",
    ),
    Column(
        "come_alone",
        pgettext_lazy("column of a spreadsheet", "Can come alone"),
        "kan komme alene|kan kome åleine|komme alene|alene|åleine|alone",
        vocabulary=Answer,
        help=ONE,
    ),
    Column(
        "cost",
        pgettext_lazy("column of a spreadsheet", "Cost"),
        "kostnad|koster|kostar|pris|price|fee",
        values.read_cost,
        Cost,
        help=_("One of the list, or a price such as “50 kr”."),
    ),
    Column(
        "cost_amount",
        pgettext_lazy("column of a spreadsheet", "Price in kroner"),
        "pris i kroner|beløp|kroner|amount",
        values.read_amount,
        example="50",
    ),
    Column(
        "sign_up",
        pgettext_lazy("column of a spreadsheet", "Sign-up"),
        "påmelding|må melde seg på|registration",
        vocabulary=SignUp,
        help=ONE,
    ),
    Column(
        "sign_up_url",
        pgettext_lazy("column of a spreadsheet", "Sign up on this page"),
        "påmelding på nett|påmeldingslenke|påmelding lenke|sign up link",
        values.read_url,
        help=ON_THE_WEB,
    ),
    Column(
        "sign_up_phone",
        pgettext_lazy("column of a spreadsheet", "Sign up by telephone"),
        "påmelding telefon|påmelding på telefon|påmelding tlf|sign up phone",
        values.read_phone,
        most=40,
    ),
    Column(
        "sign_up_email",
        pgettext_lazy("column of a spreadsheet", "Sign up by e-mail"),
        "påmelding epost|påmelding e-post|påmelding på e-post|sign up mail",
        values.read_email,
        most=254,
    ),
    Column(
        "sign_up_by",
        pgettext_lazy("column of a spreadsheet", "Sign up by"),
        "påmeldingsfrist|frist|deadline",
        help=DAY,
        example="20.12.2026",
    ),
    Column(
        "practical",
        pgettext_lazy("column of a spreadsheet", "Practical notes"),
        "praktisk|praktisk informasjon|praktiske opplysninger|praktiske opplysningar|practical",
        values.read_text,
        most=1000,
    ),
)

ACTIVITY: tuple[Column, ...] = (
    KEY,
    TITLE,
    SUMMARY,
    Column(
        "organisation",
        pgettext_lazy("column of a spreadsheet", "Organisation"),
        "organisasjon|arrangør|hvem|kven|organizer|organiser|organization",
        values.read_line,
        most=120,
        help=_("Who arranges it."),
        example=_("The volunteer centre"),
    ),
    *DATES,
    *_PLACE,
    *CONTACT,
    *FOR_WHOM,
    *_TAKING_PART,
    *ABOUT,
)

ORGANISATION: tuple[Column, ...] = (
    KEY,
    TITLE,
    SUMMARY,
    Column(
        "kind",
        pgettext_lazy("column of a spreadsheet", "Kind of organisation"),
        "type|type organisasjon|slag|organisasjonstype|kind",
        vocabulary=OrganisationKind,
        help=ONE,
    ),
    Column(
        "number",
        pgettext_lazy("column of a spreadsheet", "Organisation number"),
        "organisasjonsnummer|orgnr|org nr|organization number",
        values.read_organisation_number,
        most=20,
        help=_("Nine digits, from brreg.no."),
        example="974760673",
    ),
    *ADDRESS,
    *CONTACT,
    *FOR_WHOM,
    *ABOUT,
)

TABLES: Mapping[Kind, tuple[Column, ...]] = {"activity": ACTIVITY, "organisation": ORGANISATION}
DATE_COLUMNS = tuple(column.code for column in DATES)
