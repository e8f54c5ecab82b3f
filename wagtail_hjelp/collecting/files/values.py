"""One cell, or one value of another file, as a record keeps it: numbers, ways to reach people."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.no import orgnr

from wagtail_hjelp import phone
from wagtail_hjelp.conf import settings
from wagtail_hjelp.vocabularies import Cost

from .cells import Cell
from .choices import read_code
from .refusing import Wrong, has_control, plain_lines, wrong

_email = EmailValidator()
_url = URLValidator(schemes=("http", "https"))
_HOST = re.compile(r"(?:[a-z0-9æøå-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}", re.ASCII)
_SLUG = re.compile(r"[\w-]{1,100}", re.ASCII)
# A whole number that a program has made a number with decimals of.
_WHOLE = re.compile(r"(\d+)[.,]0+", re.ASCII)
_AMOUNT = re.compile(
    r"(?:kr\.?|nok)?\s*(\d{1,6}|\d{1,3}[ \u00a0\u202f]\d{3})(?:[.,](\d{1,2}))?\s*"
    r"(?:,-|,–|kr\.?|kroner|nok)?",
    re.IGNORECASE | re.ASCII,
)


def read_text(cell: Cell, most: int) -> str:
    """Return a text of at most so many characters."""
    if isinstance(cell, bool):
        text = "true" if cell else "false"
    elif isinstance(cell, time):
        text = f"{cell:%H:%M}"
    elif isinstance(cell, datetime):
        text = f"{cell:%Y-%m-%d %H:%M}"
    elif isinstance(cell, date | timedelta | int | float):
        text = f"{cell}"
    else:
        text = cell
    text = plain_lines(text)
    if has_control(text):
        raise wrong(gettext("The text has characters that are none. Write it again."))
    if len(text) > most:
        raise wrong(
            gettext("The text has %(length)d characters, and may have %(most)d. Shorten it."),
            length=len(text),
            most=most,
        )
    return text


def read_line(cell: Cell, most: int) -> str:
    """Return a text on one line."""
    return " ".join(read_text(cell, most).split())


def read_postcode(cell: Cell, most: int) -> str:
    """Return a postcode; one that has lost its zero gets it back: 152 is 0152."""
    text = _whole(read_line(cell, most))
    if text.isascii() and text.isdecimal():
        if len(text) == 3:
            return f"0{text}"
        if len(text) < 3:
            raise wrong(gettext("“%(text)s” is not a postcode. Write four digits."), text=text)
    return text


def read_phone(cell: Cell, most: int) -> str:
    """Return a telephone number in its one form (:mod:`wagtail_hjelp.phone`)."""
    text = _whole(read_line(cell, most))
    region = settings.PHONE_REGION
    # A spreadsheet takes the plus of a number away.
    if isinstance(cell, int | float) and len(text) == 10 and text.startswith("47"):
        text = f"+{text}"
    try:
        return phone.parse(text, region)
    except phone.InvalidNumber:
        raise wrong(
            gettext(
                "“%(text)s” is not a telephone number. Write eight digits, a short number, or the "
                "country code first (+46 …)."
            ),
            text=text[:40],
        ) from None


def read_email(cell: Cell, most: int) -> str:
    text = read_line(cell, most)
    try:
        _email(text)
    except ValidationError:
        raise wrong(gettext("“%(text)s” is not an e-mail address."), text=text[:60]) from None
    return text


def read_url(cell: Cell, most: int) -> str:
    """Return a web address; one that begins with its host gets "https://"."""
    text = read_line(cell, most)
    if _HOST.fullmatch(text):
        text = f"https://{text}"
    try:
        _url(text)
    # Django's validator passes on what urlsplit cannot read.
    except (ValidationError, ValueError):
        raise wrong(
            gettext("“%(text)s” is not a web address. It begins with https://."), text=text[:60]
        ) from None
    return text if len(text) <= most else read_line(text, most)


def read_age(cell: Cell, most: int) -> int:
    text = _whole(read_line(cell, most))
    text = re.sub(r"\s*(år|years?)$", "", text, flags=re.IGNORECASE)
    if not (text.isascii() and text.isdecimal() and len(text) <= 3 and int(text) <= 150):
        raise wrong(gettext("“%(text)s” is not an age. Write a whole number."), text=text[:40])
    return int(text)


def read_count(cell: Cell, most: int) -> int:
    """Return a number of weeks or months."""
    text = _whole(read_line(cell, most))
    if not (text.isascii() and text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 52):
        raise wrong(
            gettext("“%(text)s” is not a number from 1 to 52: 2 is every other."), text=text[:40]
        )
    return int(text)


def read_amount(cell: Cell, most: int) -> str:
    """Return an amount in kroner with two decimals."""
    text = read_line(cell, most)
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise wrong(
            gettext("“%(text)s” is not an amount in kroner. Write one such as 50."), text=text[:40]
        )
    kroner = re.sub(r"\D", "", found[1])
    return f"{Decimal(f'{kroner}.{found[2] or 0}'):.2f}"


def read_cost(cell: Cell, most: int) -> tuple[str, str]:
    """Return the code of a cost and an amount, ``""`` if none is said: "50 kr" is paid."""
    text = read_line(cell, most)
    try:
        return read_code(text, Cost), ""
    except Wrong:
        if not _AMOUNT.fullmatch(text):
            raise
    amount = read_amount(text, most)
    return (str(Cost.PAID), amount) if Decimal(amount) else (str(Cost.FREE), "")


def read_organisation_number(cell: Cell, most: int) -> str:
    text = _whole(read_line(cell, most))
    try:
        return str(orgnr.validate(text))
    except InvalidNumber:
        raise wrong(
            gettext(
                "“%(text)s” is not an organisation number. It has nine digits, and the last one "
                "checks the others."
            ),
            text=text[:40],
        ) from None


def read_language(cell: Cell, most: int) -> str:
    """Return the code of a language (BCP 47)."""
    text = read_line(cell, most)
    if not _LANGUAGE.fullmatch(text):
        raise wrong(
            gettext("“%(text)s” is not the code of a language. Write one such as nb or en."),
            text=text[:40],
        )
    return text


def read_slugs(cell: Cell, most: int) -> list[str]:
    """Return slugs in the order in which they stand, each of them once."""
    parts = [part.strip() for part in re.split(r"[,;\n]", read_text(cell, most))]
    for part in parts:
        if part and not _SLUG.fullmatch(part):
            raise wrong(
                gettext("“%(text)s” is not the code of a topic. Write one such as mental-health."),
                text=part[:60],
            )
    return list(dict.fromkeys(part for part in parts if part))


def _whole(text: str) -> str:
    found = _WHOLE.fullmatch(text)
    return found[1] if found else text
