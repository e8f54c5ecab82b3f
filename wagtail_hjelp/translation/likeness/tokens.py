"""What is read out of a text: facts, and the ways in which each may be understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a fact is to the reader of a message. Facts are compared by value alone."""

    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    TIME = "time"
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Fact:
    """``text`` is as written. ``value`` is ``"70000110"``, ``"14:00"``, ``"12-24"`` (month and day;
    a year is a number of its own), ``"1200.5"``, ``"post@x.no"`` or ``"x.no/path"``."""

    kind: Kind
    text: str
    value: str


@dataclass(slots=True)
class Token:
    """A fact as found. ``values`` is what it may be read as, the likeliest first."""

    start: int
    end: int
    kind: Kind
    values: tuple[str, ...]
    # Minutes after midnight and day of the month, if it may be one.
    clock: int | None = None
    day: int | None = None
    # It was said whether it is before or after noon.
    halved: bool = False
    # Days before it ("24. og 25. desember") or after it ("December 24-26") are of the same month.
    reaches: int = 0
    # A holiday's number, which a translation says in other words: "1. juledag".
    optional: bool = False

    @property
    def value(self) -> str:
        return self.values[0]

    @property
    def numbers(self) -> tuple[str, ...]:
        if self.kind in (Kind.EMAIL, Kind.WEB):
            return ()
        return tuple(value for value in self.values if not re.search(r"[:-]", value))


@dataclass(frozen=True, slots=True)
class Reading:
    # ``plain`` has one character for each of ``text``: ASCII digits, lower case, simple spaces.
    text: str
    plain: str
    tokens: list[Token]

    def facts(self, tokens: Iterable[Token]) -> tuple[Fact, ...]:
        return tuple(
            Fact(token.kind, self.text[token.start : token.end].strip(), token.value)
            for token in tokens
        )


def number_value(whole: str, decimals: str = "") -> str:
    # "08" is 8; a longer number with a zero in front is a code: a postcode, a telephone number.
    whole = whole.lstrip("0") or "0" if len(whole) <= 2 else whole
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def minutes_of(hours: str, minutes: str) -> int | None:
    clock = int(hours) * 60 + int(minutes)
    return clock if clock <= 24 * 60 and int(minutes) < 60 else None


def time_value(clock: int) -> str:
    # 24:00 is 00:00.
    return f"{clock // 60 % 24:02}:{clock % 60:02}"
