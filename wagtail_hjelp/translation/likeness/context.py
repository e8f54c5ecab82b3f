"""What the words around a numeral say that it is: an amount, half a day, a day of a month."""

from __future__ import annotations

import re

from .patterns import (
    CLOCK,
    HALF,
    HOLIDAY,
    LINK,
    LOOK_BACK,
    MONEY_AFTER,
    MONEY_BEFORE,
    MONTH_AFTER,
    MONTH_BEFORE,
)
from .tokens import Kind, Token, time_value
from .words import DAY_FIRST


def see_context(tokens: list[Token], text: str, plain: str, language: str) -> None:
    """Settle what the words beside each numeral say it is. The tokens are those of numerals."""
    for index, token in enumerate(tokens):
        if token.kind is Kind.PHONE or token.clock is token.day is None:
            _see_money(token, plain)
            continue
        previous = tokens[index - 1] if index else None
        before = plain[max(previous.end if previous else 0, token.start - LOOK_BACK) : token.start]
        if _see_half_day(token, plain):
            _spread_half_day(tokens[max(0, index - 5) : index + 1], plain)
        elif _see_month(token, before, text, plain, language):
            pass
        elif token.clock is not None and (
            CLOCK.search(before)
            or (previous and previous.kind is Kind.TIME and LINK.fullmatch(before))
        ):
            token.kind = Kind.TIME
            token.values = (time_value(token.clock), *token.values)
        else:
            _see_money(token, plain)
    _spread_month(tokens, plain, 1)
    _spread_month(tokens, plain, -1)


def _see_money(token: Token, plain: str) -> None:
    before = plain[max(0, token.start - LOOK_BACK) : token.start]
    if (
        token.kind is not Kind.PHONE
        and token.numbers
        and (MONEY_AFTER.match(plain, token.end) or MONEY_BEFORE.search(before))
    ):
        token.kind, token.values = Kind.MONEY, token.numbers


def _see_half_day(token: Token, plain: str) -> bool:
    """Read "2 pm" as 14:00. Words that also count days or nights leave the number possible."""
    match = HALF.match(plain, token.end)
    if not match or token.clock is None or not 60 <= token.clock < 13 * 60:
        return False
    clock = token.clock % (12 * 60)
    if match["pm"] or (match["night"] and clock >= 6 * 60):
        clock += 12 * 60
    # "2 дня" is also two days, "5 م" five metres.
    said = match["am"] or match["pm"] or match["night"]
    doubtful = len(said) == 1 or (token.clock < 5 * 60 and not said.isascii())
    token.values = (time_value(clock), *(token.values if doubtful else ()))
    token.kind, token.clock, token.end, token.halved = Kind.TIME, clock, match.end(), True
    return True


def _spread_half_day(tokens: list[Token], plain: str) -> None:
    """Read the "2" of "2-4 pm" as 14:00, and the "10" of "10-2 pm" as 10:00."""
    for token, after in zip(reversed(tokens[:-1]), reversed(tokens), strict=False):
        if (
            token.halved
            or token.clock is None
            or after.clock is None
            or not 60 <= token.clock < 13 * 60
            or not LINK.fullmatch(plain, token.end, after.start)
        ):
            return
        half, twelve_hours = divmod(after.clock, 12 * 60)
        clock = token.clock % (12 * 60)
        if (clock < twelve_hours) == (half == 1):
            clock += 12 * 60
        token.kind, token.clock = Kind.TIME, clock
        token.values = (time_value(clock), *token.values)


def _see_month(token: Token, before: str, text: str, plain: str, language: str) -> bool:
    if token.day is None or token.kind is not Kind.NUMBER or "." in token.value:
        return False
    if match := HOLIDAY.match(plain, token.end):
        token.optional = True
        if match[1] and token.day <= 2:
            token.values += (f"12-{24 + token.day}",)
        elif match[2] and token.day == 1:
            token.values += ("01-01",)
        return True
    if match := MONTH_AFTER.match(plain, token.end):
        if _is_month(match, text):
            # "2 ጥሪ" is also two calls, "2 أب" two fathers.
            doubtful = match[match.lastindex or 0] in ("ጥሪ", "اب")
            token.values = (
                f"{match.lastindex:02}-{token.day:02}",
                *(token.values if doubtful else ()),
            )
            token.reaches = -1
            token.kind, token.end = Kind.DATE, match.end()
            return True
    elif language not in DAY_FIRST and (match := MONTH_BEFORE.search(before)):
        offset = token.start - len(before)
        if _is_month(match, text, offset):
            # "open in December 10-14": it may be a number all the same.
            token.values = (f"{match.lastindex:02}-{token.day:02}", *token.values)
            token.kind, token.start, token.reaches = Kind.DATE, offset + match.start(), 1
            return True
    return False


def _is_month(match: re.Match[str], text: str, offset: int = 0) -> bool:
    """Whether it is no verb: "up to 12 may join"."""
    month = match.lastindex or 0
    written = text[offset + match.start(month) : offset + match.end(month)]
    return written not in ("may", "march", "mar")


def _spread_month(tokens: list[Token], plain: str, step: int) -> None:
    """Read the first day of "24. og 25. desember", the last of "December 24-26", as dates too."""
    ordered = tokens[::step]
    for token, beside in zip(ordered[1:], ordered, strict=False):
        first, last = sorted((token, beside), key=lambda one: one.start)
        if (
            beside.kind is Kind.DATE
            and beside.reaches in (step, 0)
            and token.kind is Kind.NUMBER
            and token.day is not None
            and LINK.fullmatch(plain, first.end, last.start)
        ):
            token.values = (f"{beside.value[:3]}{token.day:02}", *token.values)
            token.kind, token.reaches = Kind.DATE, step
