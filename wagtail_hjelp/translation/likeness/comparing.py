"""Two texts against each other: which facts one has and the other lacks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from .reading import base_language, read_text
from .tokens import Fact, Kind, Token
from .words import ARTICLES, MONTHS, NUMBERS, PHRASES, PREFIX


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts of the source that the translation lacks, and facts that it added. False if none."""

    missing: tuple[Fact, ...] = ()
    added: tuple[Fact, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.added)


def difference(
    source: str, translation: str, *, source_language: str = "nb", language: str = ""
) -> Difference:
    """Return the facts that only one of two texts has, each as often as it lacks a partner.

    Order is free. Without ``language`` (a code), or in one whose months we do not know, the day of
    a date may stand alone, and words for numbers excuse nothing.
    """
    ours, theirs = read_text(source, source_language), read_text(translation, language)
    missing, added = ours.tokens, theirs.tokens
    # From sure to lenient. What is sure on neither side proves nothing: "14" is not "1400".
    missing, added = _unpaired(missing, added, _first, _first)
    missing, added = _unpaired(missing, added, _all, _first)
    missing, added = _unpaired(missing, added, _first, _all)
    missing, added = _unpaired(missing, added, _numbers, _numbers)
    if missing and added:
        if not {base_language(source_language), base_language(language)} <= MONTHS.keys():
            missing, added = _unpaired(missing, added, _days, _numbers)
            missing, added = _unpaired(missing, added, _numbers, _days)
        missing, added = _without_regrouped(missing, ours.plain, added, theirs.plain)
    missing = [token for token in missing if not token.optional]
    if missing or added:
        said = _said(ours.plain, base_language(source_language))
        said_there = _said(theirs.plain, base_language(language))
        missing = _unexcused(missing, said_there - said)
        added = _unexcused(added, said - said_there)
    return Difference(ours.facts(missing), theirs.facts(added))


def _first(token: Token) -> tuple[str, ...]:
    return token.values[:1]


def _all(token: Token) -> tuple[str, ...]:
    return token.values


def _numbers(token: Token) -> tuple[str, ...]:
    return token.numbers


def _days(token: Token) -> tuple[str, ...]:
    return (str(token.day),) if token.kind is Kind.DATE else ()


def _unpaired(
    ours: list[Token],
    theirs: list[Token],
    our_keys: Callable[[Token], tuple[str, ...]],
    their_keys: Callable[[Token], tuple[str, ...]],
) -> tuple[list[Token], list[Token]]:
    """Return what is left when each of ours has taken one of theirs that shares a key with it."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for index in reversed(range(len(theirs))):
        for key in their_keys(theirs[index]):
            waiting[key].append(index)
    taken: set[int] = set()
    left = []
    for token in ours:
        for key in our_keys(token):
            while (queue := waiting[key]) and queue[-1] in taken:
                queue.pop()
            if queue:
                taken.add(queue.pop())
                break
        else:
            left.append(token)
    return left, [token for index, token in enumerate(theirs) if index not in taken]


def _without_regrouped(
    ours: list[Token], our_plain: str, theirs: list[Token], their_plain: str
) -> tuple[list[Token], list[Token]]:
    """Leave out long numbers in other groups: "12345678901" is "1234.56.78901"."""
    our_runs, their_runs = _runs(ours, our_plain), _runs(theirs, their_plain)
    for digits in our_runs.keys() & their_runs.keys():
        gone = {id(token) for token in our_runs[digits] + their_runs[digits]}
        ours = [token for token in ours if id(token) not in gone]
        theirs = [token for token in theirs if id(token) not in gone]
    return ours, theirs


def _runs(tokens: list[Token], plain: str) -> dict[str, list[Token]]:
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and plain[runs[-1][-1].end : token.start] in (" ", ".", "-"):
            runs[-1].append(token)
        else:
            runs.append([token])
    joined = {"".join(re.sub(r"\D", "", plain[t.start : t.end]) for t in run): run for run in runs}
    return {digits: run for digits, run in joined.items() if len(digits) >= 6}


def _said(plain: str, language: str) -> Counter[str]:
    """Return how often words say a number, and more that a translator may write in digits."""
    said: Counter[str] = Counter()
    for number, pattern in enumerate(NUMBERS.get(language, "").split()):
        said[str(number)] = len(re.findall(rf"{PREFIX}(?:{pattern})(?!\w)", plain))
    # "أحد عشر", "laba iyo toban": eleven and twelve in languages that say them with two words.
    if "11" not in said:
        said["11"], said["12"] = min(said["10"], said["1"]), min(said["10"], said["2"])
    if language in ARTICLES:
        said["a"] = len(re.findall(rf"\b(?:{ARTICLES[language]})\b", plain))
    for pattern, values in PHRASES.items():
        count = len(re.findall(rf"{PREFIX}(?:{pattern})(?!\w)", plain))
        said.update(dict.fromkeys(values, count))
    return said


def _unexcused(tokens: list[Token], said: Counter[str]) -> list[Token]:
    """Return the facts that no word stands for; each word stands for one."""
    left = []
    for token in tokens:
        candidates = list(token.values)
        if token.kind is Kind.TIME and token.clock is not None and token.clock % 60 == 0:
            hour = token.clock // 60
            candidates += [str(hour), str((hour - 1) % 12 + 1)]
        elif token.value == "1":
            candidates.append("a")
        excuse = next((value for value in candidates if said[value] > 0), None)
        if excuse is None or token.kind is Kind.PHONE:
            left.append(token)
        else:
            said[excuse] -= 1
    return left
