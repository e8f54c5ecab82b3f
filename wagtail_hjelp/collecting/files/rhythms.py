"""How often something happens, in the words of people: "hver onsdag", "første tirsdag i måneden".

A text is read word by word, and each word must be known. The order of the kinds of words is then
held against those few in which they mean one thing alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext

from wagtail_hjelp.schedule.recurrence import INTERVALS
from wagtail_hjelp.vocabularies import Weekday

from .choices import folded, labels
from .days import WEEKDAYS
from .refusing import Wrong, wrong

# One letter for each kind of word; ordinals and weekdays have a number too.
_WORDS: dict[str, tuple[str, int]] = {
    word: (kind, number)
    for kind, number, words in (
        ("E", 0, "hver hvert kvar kvart every each"),
        ("A", 2, "annenhver annenhvert annethvert annankvar annakvar annakvart fortnightly"),
        ("X", 2, "annen annet anna annan other"),
        ("O", 1, "første fyrste first"),
        ("O", 2, "andre second"),
        ("O", 3, "tredje third"),
        ("O", 4, "fjerde fourth"),
        ("O", -1, "siste last"),
        ("W", 0, "uke uka uken uker veke veka veker week weeks"),
        ("M", 0, "måned måneden måneder månad månaden månader month months"),
        ("N", 2, "to two"),
        ("N", 3, "tre three"),
        ("N", 4, "fire four"),
        ("Y", 0, "dag day dagar"),
        ("w", 1, "ukentlig vekentleg weekly"),
        ("m", 1, "månedlig månadleg månadsvis monthly"),
        ("y", 1, "daglig dagleg daily"),
        ("", 0, "og and på on i in the of den det"),
    )
    for word in words.split()
}
_TOKEN = re.compile(r"\d{1,3}|[^\W\d_]+|[-–—]")
_SIGNS = re.compile(r"[\s,;.&/+:]*")

_DAYS = r"(?:D(?:RD)?)+"
_EVERY_WEEK = r"w|AW?|E[ONX]?W"
_EVERY_MONTH = r"m|AM|E?[ONX]?M"
_SHAPES = (
    # "mandag og onsdag", "man–fre", "hver onsdag", "annenhver onsdag", "hver uke på onsdager"
    ("weekly", re.compile(rf"(?P<every>{_EVERY_WEEK}|EX?)?(?P<days>{_DAYS})")),
    # "onsdager hver uke", "onsdag annenhver uke"
    ("weekly", re.compile(rf"(?P<days>{_DAYS})(?P<every>{_EVERY_WEEK})")),
    # "hver uke", "hver tredje uke", "ukentlig"
    ("weekly", re.compile(r"(?P<every>w|AW|E[ONX]?W)")),
    # "hver dag"
    ("daily", re.compile(r"EY|y")),
    # "første og tredje tirsdag i måneden", "siste fredag hver måned", "1. mandag annenhver måned"
    ("monthly", re.compile(rf"E?(?P<ordinals>[ON]+)(?P<days>D)(?P<every>{_EVERY_MONTH})")),
    # "hver måned", "hver andre måned", "månedlig"
    ("monthly", re.compile(r"(?P<every>m|AM|E[ONX]?M)")),
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a text says: ``kind`` "weekly", "monthly" or ``""``; ``every`` 0 if it is not said."""

    kind: str = ""
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()
    every: int = 0


def read_rhythm(text: str) -> Rhythm:
    """Return what a text says; raises :class:`~.refusing.Wrong`.

    Days of the week alone have no ``every`` and no ``kind``: another column may say it.
    """
    words = _words(text)
    shape = "".join(kind for kind, _number in words)
    for kind, pattern in _SHAPES:
        if found := pattern.fullmatch(shape):
            groups = found.groupdict()
            if kind == "daily":
                return Rhythm("weekly", tuple(range(7)), (), 1)
            parts = {
                name: words[found.start(name) : found.end(name)] if groups.get(name) else []
                for name in ("every", "days", "ordinals")
            }
            days = _weekdays(parts["days"], text)
            every = _every(parts["every"], text)
            if kind == "weekly" and not every:
                return Rhythm("", days)
            ordinals = sorted({number for _kind, number in parts["ordinals"]}, key=lambda n: n % 7)
            if any(number not in (1, 2, 3, 4, -1) for number in ordinals):
                raise _unclear(text)
            return Rhythm(kind, days, tuple(ordinals), every)
    raise _unclear(text)


def _words(text: str) -> list[tuple[str, int]]:
    if _SIGNS.sub("", _TOKEN.sub("", text)):
        raise _unclear(text)
    own = {folded(label): number for number, label in enumerate(labels(Weekday, Weekday.values))}
    found = []
    for token in _TOKEN.findall(text.lower()):
        if token.isdecimal():
            word = ("N", int(token))
        elif token in "-–—":
            word = ("R", 0)
        elif token in WEEKDAYS:
            word = ("D", WEEKDAYS[token])
        elif folded(token) in own:
            word = ("D", own[folded(token)])
        elif token in _WORDS:
            word = _WORDS[token]
        else:
            raise _unclear(text)
        if word[0]:
            found.append(word)
    return found


def _weekdays(words: list[tuple[str, int]], text: str) -> tuple[int, ...]:
    """Return days of the week; "man–fre" are five."""
    days: set[int] = set()
    previous, in_range = 0, False
    for kind, number in words:
        if kind == "R":
            in_range = True
            continue
        if in_range and number <= previous:
            raise _unclear(text)
        days |= set(range(previous, number + 1)) if in_range else {number}
        previous, in_range = number, False
    return tuple(sorted(days))


def _every(words: list[tuple[str, int]], text: str) -> int:
    """Return the interval; 0 if nothing is said, as by days of the week alone."""
    if not words:
        return 0
    every = next((number for kind, number in words if kind in "AXONwm"), 1)
    if every not in INTERVALS:
        raise _unclear(text)
    return every


def _unclear(text: str) -> Wrong:
    return wrong(
        gettext(
            "“%(text)s” cannot be read, or in more ways than one. Write it such as “every "
            "Wednesday”, “every other Wednesday” or “first Wednesday of the month”."
        ),
        text=" ".join(text.split())[:60],
    )
