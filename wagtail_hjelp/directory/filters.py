"""Filters of a list: groups of checkboxes with hit counts, what is ticked, and clean parameters.

Anything may stand in an address. Parameters are cleaned here, in one place: unknown values are
passed over and nothing raises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import TooManyFieldsSent
from django.db.models import TextChoices
from django.http import HttpRequest, QueryDict

from .held import HeldPages

QUERY_LENGTH = 100

Choice = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class FilterValue:
    """A checkbox: what it stands for, how many entries it would leave, whether it is ticked."""

    value: str
    label: str
    count: int
    checked: bool
    id: str


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """A group of checkboxes. Within it "or", to the others "and"."""

    name: str
    legend: str
    values: list[FilterValue]
    open: bool


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A ticked value, and the address without it."""

    label: str
    group_label: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of filters: its name in addresses, its legend, and its values with their labels."""

    name: str
    legend: Any
    choices: Callable[[Any], Sequence[tuple[str, Any]]]


def fixed(vocabulary: type[TextChoices]) -> Callable[[Any], Sequence[tuple[str, Any]]]:
    """Return the choices of a vocabulary, for any list."""
    return lambda held: vocabulary.choices


def topic_choices(held: HeldPages) -> list[tuple[str, str]]:
    """Return the topics of a list."""
    return [(topic.slug, topic.name) for topic in held.topics]


def parameters_of(request: HttpRequest) -> QueryDict:
    """Return the parameters of an address; none of too many."""
    try:
        return request.GET
    except TooManyFieldsSent:  # nobody has as many boxes to tick
        return QueryDict()


def read_choice(parameters: QueryDict, facets: Sequence[Facet], held: HeldPages) -> Choice:
    """Return what is ticked in an address, of what the list knows, in the order of the filters."""
    choice = {}
    for facet in facets:
        asked = set(parameters.getlist(facet.name))
        if asked and (codes := [code for code, _ in facet.choices(held) if code in asked]):
            choice[facet.name] = codes
    return choice


def choice_pairs(choice: Choice, without: tuple[str, str] | None = None) -> list[tuple[str, str]]:
    """Return what is ticked as parameters, perhaps without one of them."""
    return [
        (name, code) for name, codes in choice.items() for code in codes if (name, code) != without
    ]


def clean_query(text: str) -> str:
    """Return what somebody typed without control characters, and not all of a novel."""
    printable = "".join(char if char.isprintable() else " " for char in text[: QUERY_LENGTH * 4])
    return " ".join(printable.split())[:QUERY_LENGTH].strip()


def whole_number(text: str) -> int:
    """Return the number of a page; 1 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def filter_groups(
    held: HeldPages, facets: Sequence[Facet], choice: Choice, among: int
) -> list[FilterGroup]:
    """Return the filters with their counts ``among`` entries (as bits).

    A value that no entry has at all is no choice; one that the other filters leave without entries
    stays, so that the list of choices does not jump about.
    """
    counts = held.index.counts(choice, among)
    groups = []
    for facet in facets:
        present = held.index.values(facet.name)
        chosen = choice.get(facet.name, ())
        hits = counts.get(facet.name, {})
        values = [
            FilterValue(
                value=code,
                label=str(label),
                count=hits.get(code, 0),
                checked=code in chosen,
                id=f"hjelp-{facet.name}-{code}",
            )
            for code, label in facet.choices(held)
            if code in present
        ]
        if values:
            groups.append(FilterGroup(facet.name, str(facet.legend), values, bool(chosen)))
    return groups


def active_filters(
    held: HeldPages,
    facets: Sequence[Facet],
    choice: Choice,
    url_without: Callable[[tuple[str, str]], str],
) -> list[ActiveFilter]:
    """Return what is ticked, each with the address without it."""
    active = []
    for facet in facets:
        chosen = choice.get(facet.name)
        if chosen:
            labels = dict(facet.choices(held))
            active += [
                ActiveFilter(
                    label=str(labels[code]),
                    group_label=str(facet.legend),
                    remove_url=url_without((facet.name, code)),
                )
                for code in chosen
            ]
    return active
