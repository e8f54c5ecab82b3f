"""From text to facts: every numeral and address, in each way that it can be read."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from wagtail_hjelp import phone

from .context import see_context
from .patterns import (
    ADDRESS,
    BREAK,
    DATE,
    DIGITS,
    EMERGENCY,
    ENTITY,
    INTERNATIONAL,
    ISO_DATE,
    NATIONAL,
    PAIR,
    SAME,
    START,
    TAG,
    THOUSANDS,
    UNSEEN,
)
from .tokens import Fact, Kind, Reading, Token, minutes_of, number_value, time_value


def facts(text: str, language: str = "") -> tuple[Fact, ...]:
    """Return all facts of a text, in its order. ``language`` is a code such as ``"nb"``."""
    reading = read_text(text, language)
    return reading.facts(reading.tokens)


def base_language(language: str) -> str:
    base = language.replace("_", "-").split("-")[0].lower()
    return "nb" if base in ("nn", "no") else base


def _clean(text: str) -> str:
    """Return what a reader sees of a text: no tags, entities or invisible marks."""
    text = TAG.sub("", BREAK.sub("\n", text))
    text = ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return unicodedata.normalize("NFC", UNSEEN.sub("", text))


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """Return a character as the patterns know it; always one."""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if char in SAME:
        return SAME[char]
    category = unicodedata.category(char)
    if category == "Zs" or char == "\t":
        return " "
    if category == "Pd":
        return "-"
    lower = char.lower()
    return lower if len(lower) == 1 else char


def read_text(text: str, language: str) -> Reading:
    text = _clean(text)
    plain = "".join(map(_plain, text))
    addresses = [_address(match, text) for match in ADDRESS.finditer(plain)]
    # Digits of an address are no numbers.
    pieces, start = [], 0
    for token in addresses:
        pieces += [plain[start : token.start], "\n" * (token.end - token.start)]
        start = token.end
    tokens = list(_numerals("".join(pieces) + plain[start:]))
    see_context(tokens, text, plain, base_language(language))
    return Reading(text, plain, sorted(tokens + addresses, key=lambda token: token.start))


def _address(match: re.Match[str], text: str) -> Token:
    found = match[0]
    if match["email"]:
        return Token(match.start(), match.end(), Kind.EMAIL, (found,))
    found = found.rstrip(".,:;!?*$'" if "(" in found else ".,:;!?*$')")
    end = match.start() + len(found)
    # The path keeps its case, but not the script of its digits.
    written = "".join(
        new if new.isdecimal() else old
        for old, new in zip(text[match.start() : end], found, strict=True)
    )
    host, slash, path = re.sub(r"(?i)^(?:https?://)?(?:www\.)?", "", written).partition("/")
    return Token(match.start(), end, Kind.WEB, (f"{host.lower()}{slash}{path}".rstrip("/"),))


def _numerals(plain: str) -> Iterator[Token]:
    start = 0
    while match := START.search(plain, start):
        found = _international(plain, match.start()) or next(
            filter(None, (read(plain, match.end() - 1) for read in _READERS))
        )
        yield from found
        start = max(token.end for token in found)


def _international(plain: str, start: int) -> list[Token]:
    match = INTERNATIONAL.match(plain, start)
    if not match:
        return []
    groups = [
        (group.end(), group[0])
        for group in DIGITS.finditer(plain, start, match.end())
        if plain[group.start() - 1 : group.end() + 1] != "(0)"
    ]
    # The longest that is a number: what follows it after a space may be another one.
    for count in range(len(groups), 0, -1):
        value = _with_country("".join(digits for _, digits in groups[:count]))
        if value:
            return [Token(start, groups[count - 1][0], Kind.PHONE, (value,))]
    digits = "".join(digits for _, digits in groups)
    if plain[start] == "+" and 8 <= len(digits) <= 15:
        return [Token(start, match.end(), Kind.PHONE, (f"+{digits}",))]
    return []


def _with_country(digits: str) -> str:
    digits = digits.removeprefix("00")
    if not 5 <= len(digits) <= 15:
        return ""
    national = digits.removeprefix("47")
    if national != digits and (re.fullmatch(r"[2-9]\d{7}", national) or phone.is_short(national)):
        return national
    try:
        valid = phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return ""
    return f"+{digits}" if valid else ""


def _national(plain: str, start: int) -> list[Token]:
    match = NATIONAL.match(plain, start)
    if not match:
        return []
    return [Token(start, match.end(), Kind.PHONE, (re.sub(r"\D", "", match[0]),))]


def _full_date(plain: str, start: int) -> list[Token]:
    if match := ISO_DATE.match(plain, start):
        year, month, day = 1, 3, 4
    elif (match := DATE.match(plain, start)) and not (
        len(match[5]) == 2 and (match[2] == "-" or match[3])
    ):
        day, month, year = 1, 4, 5
    else:
        return []
    values = _dates(match[day], match[month], swapped=year == 5 and match[2] == "/")
    if not values:
        return []
    first, last = min(day, month), max(day, month)
    years = (match[year],) if len(match[year]) == 4 else (f"20{match[year]}", match[year])
    return [
        Token(match.start(first), match.end(last), Kind.DATE, values, day=int(match[day])),
        Token(match.start(year), match.end(year), Kind.NUMBER, years),
    ]


def _dates(day: str, month: str, *, swapped: bool = False) -> tuple[str, ...]:
    """Return ``"12-24"`` if these are a day and a month; ``swapped`` also tries the other way."""
    pairs = [(month, day), (day, month)] if swapped else [(month, day)]
    return tuple(
        f"{int(m):02}-{int(d):02}" for m, d in pairs if 1 <= int(m) <= 12 and 1 <= int(d) <= 31
    )


def _thousands(plain: str, start: int) -> list[Token]:
    match = THOUSANDS.match(plain, start)
    if not match or (match[1] != " " and plain[start - 1 : start] == match[1]):
        return []
    groups = match[0].split(match[1])
    # "113 112 110" and "113 116 117" are telephone numbers side by side.
    if groups[0] in EMERGENCY and ("116" in groups or EMERGENCY.issuperset(groups)):
        return []
    whole, _, decimals = "".join(groups).replace(",", ".").partition(".")
    return [Token(start, match.end(), Kind.NUMBER, (number_value(whole, decimals),))]


def _pair(plain: str, start: int) -> list[Token]:
    """Read two numbers with a sign between: a time, a date, a decimal, or what may be several."""
    match = PAIR.match(plain, start)
    if not match or re.search(rf"\d{re.escape(match[2])}$", plain[max(0, start - 2) : start]):
        return []
    first, sign, second = match.groups()
    short = len(first) <= 2 and len(second) <= 2
    clock = minutes_of(first, second) if short and sign != "/" and len(second) == 2 else None
    dates = _dates(first, second, swapped=sign == "/") if short and sign in "./" else ()
    times = () if clock is None else (time_value(clock),)
    if sign == "/":
        numbers = (f"{first}/{second}",) if len(match[0]) == 3 or match[0] == "24/7" else ()
        values, dates_first = numbers + dates, not numbers
    else:
        numbers = () if sign == ":" else (number_value(first, second),)
        dates_first = len(second) == 2 and second not in ("00", "15", "30", "45")
        if sign == "," or (dates and len(second) == 1):
            values = numbers + times + dates
        else:
            values = (dates + times if dates_first else times + dates) + numbers
    if not values:
        return []
    kind = Kind.NUMBER
    if values[0] in dates:
        kind = Kind.DATE
    elif values[0] in times:
        kind = Kind.TIME
    day = int(first) if dates else None
    return [Token(start, match.end(), kind, values, clock=clock, day=day)]


def _single(plain: str, start: int) -> list[Token]:
    match = DIGITS.match(plain, start)
    if not match:
        return []
    digits = match[0]
    values: tuple[str, ...] = (number_value(digits),)
    clock = day = None
    if len(digits) <= 2:
        clock = minutes_of(digits, "00")
        day = int(digits) if 1 <= int(digits) <= 31 else None
        if re.fullmatch(r"20\d\d[-/]", plain[max(0, start - 5) : start]):
            # "2026/27"
            values += (f"20{digits}",)
    elif len(digits) == 4:
        clock = minutes_of(digits[:2], digits[2:])
    if clock is not None:
        values += (time_value(clock),)
    is_phone = len(digits) != 4 and phone.is_short(digits)
    kind = Kind.PHONE if is_phone else Kind.NUMBER
    return [Token(match.start(), match.end(), kind, values, clock=clock, day=day)]


_READERS = (_national, _full_date, _thousands, _pair, _single)
