"""Telephone numbers as Norwegian public pages write them. Pure Python.

A number is stored in one canonical form: ``"+4770000110"`` (E.164) or, for a number that
works only inside the country, its bare digits: ``"116117"``. Short numbers are ours to know:
the phonenumbers library rejects harmonised European ones such as 116 006, and dialling
them with a country code fails (``tel:116117``, never ``tel:+47116117``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import phonenumbers

# Emergency numbers, harmonised European numbers (Commission Decision 2007/116/EC), four-digit
# services and five-digit numbers of public bodies, from Nkom's numbering plan (E.164 for Norway).
_SHORT_NUMBERS = {
    "NO": re.compile(r"11[023]|116\d{3}|1[4-9]\d{2}|0[2-9]\d{3}"),
}
_SHORT_NUMBER_ELSEWHERE = re.compile(r"112|116\d{3}")
# Short codes that take text messages but no calls.
_SMS_CODES = {"NO": re.compile(r"(?:19|2\d)\d{2}|2\d{4}")}

# Between the groups of a number.
_INNER_SPACE = re.compile(r"(?<=\d) (?=\d)")

_SEPARATORS = re.compile(r"[\s.\-‐-―/()\u200e\u200f\u2066-\u2069]+")


class InvalidNumber(ValueError):
    """The text is no telephone number that can be dialled."""


def parse(text: str, region: str = "NO", *, sms: bool = False) -> str:
    """Return the canonical form of a number typed by a person.

    ``region`` (ISO 3166) is where a number without a country code belongs. ``sms`` also
    accepts short codes that only take text messages. Raises :class:`InvalidNumber`.
    """
    digits = _to_ascii_digits(_SEPARATORS.sub("", text))
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if not re.fullmatch(r"\+?\d{3,15}", digits):
        raise InvalidNumber(text)
    national = _without_country_code(digits, region)
    if is_short(national, region) or (sms and _is_sms_code(national, region)):
        return national
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        raise InvalidNumber(text) from None
    if not phonenumbers.is_valid_number(number):
        raise InvalidNumber(text)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def is_short(number: str, region: str = "NO") -> bool:
    """Whether the digits are a number that only works inside the country."""
    return bool(_SHORT_NUMBERS.get(region, _SHORT_NUMBER_ELSEWHERE).fullmatch(number))


@lru_cache(maxsize=4096)
def display(number: str, region: str = "NO") -> str:
    """Return a canonical number grouped for reading: ``"70 00 01 10"``, ``"116 117"``."""
    if not number.startswith("+"):
        return f"{number[:3]} {number[3:]}" if len(number) == 6 else number
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    if phonenumbers.region_code_for_number(parsed) != region:
        return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
    digits = str(parsed.national_number)
    # Mobile and freephone numbers are written 3-2-3 in Norway; the library writes mobiles 2-2-2-2.
    if region == "NO" and len(digits) == 8 and digits[0] in "489":
        return f"{digits[:3]} {digits[3:5]} {digits[5:]}"
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL))


def whole_numbers(text: str) -> str:
    """Return a text whose telephone numbers stay in one piece: "116 117" with a no-break space.

    It keeps them on one line and, by the rules of bidirectional text (UAX 9, W4), in their order:
    in Arabic "116 117" would otherwise read "117 116".
    """
    return _INNER_SPACE.sub("\u00a0", text)


def tel_href(number: str) -> str:
    """Return the ``tel:`` address (RFC 3966) of a canonical number."""
    return f"tel:{number}"


def sms_href(number: str) -> str:
    """Return the ``sms:`` address (RFC 5724) of a canonical number."""
    return f"sms:{number}"


def _to_ascii_digits(text: str) -> str:
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text
    ).replace("＋", "+")


def _without_country_code(digits: str, region: str) -> str:
    prefix = f"+{phonenumbers.country_code_for_region(region)}"
    return digits.removeprefix(prefix)


def _is_sms_code(number: str, region: str) -> bool:
    pattern = _SMS_CODES.get(region)
    return bool(pattern and pattern.fullmatch(number))
