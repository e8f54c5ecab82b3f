"""A record in words, and what differs between two: what an organisation and a moderator read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .entries import parts_of
from .parts import Organiser, Text


@dataclass(frozen=True, slots=True)
class Line:
    """One part: what it is called and what it says, in the active language; words as written."""

    name: str
    label: str
    text: str
    is_words: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One part in which what was told differs from what is published.

    ``draft`` is what the draft says now, if a moderator has changed it; else ``""``.
    """

    name: str
    label: str
    before: str
    told: str
    draft: str = ""


def told(kind: str, record: Mapping[str, Any], *, only_said: bool = False) -> list[Line]:
    """Return a record in words; ``only_said`` leaves out the parts that say nothing."""
    values = {name: record.get(name, part.empty) for name, part in parts_of(kind).items()}
    return [
        Line(name, str(part.label), part.text(values[name]), isinstance(part, Text | Organiser))
        for name, part in parts_of(kind).items()
        if not only_said or part.is_said(values[name])
    ]


def differences(
    kind: str,
    before: Mapping[str, Any],
    told: Mapping[str, Any],
    draft: Mapping[str, Any] | None = None,
) -> list[Difference]:
    """Return the parts in which ``told`` differs from ``before``, or the draft from both."""
    found = []
    for name, part in parts_of(kind).items():
        values = [record.get(name, part.empty) for record in (before, told, draft or told)]
        if values[0] == values[1] == values[2]:
            continue
        texts = [part.text(value) for value in values]
        draft_text = texts[2] if values[2] != values[1] else ""
        if len(set(texts)) > 1:
            found.append(Difference(name, str(part.label), texts[0], texts[1], draft_text))
    return found
