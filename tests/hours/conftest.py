"""Hours entered as an editor would, and asked as a resident would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from wagtail_hjelp.blocks.hours import ContactHoursBlock
from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.hours.view import HoursView, hours_view
from wagtail_hjelp.schedule import Calendar, State

OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def nb() -> Iterator[None]:
    with translation.override("nb"):
        yield


@pytest.fixture
def enter() -> Callable[..., list[dict[str, Any]]]:
    """Return what is stored of rows typed into the form: parsed, cleaned, prepared."""

    def enter(*rows: tuple[str, dict[str, Any]]) -> list[dict[str, Any]]:
        block = ContactHoursBlock()
        posted = QueryDict(mutable=True)
        for name, values in stream_fields("hours", rows):
            posted.setlist(name, values)
        value = block.value_from_datadict(posted, MultiValueDict(), "hours")
        return list(block.get_prep_value(block.clean(value)))

    return enter


def stream_fields(prefix: str, rows: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield the fields that a browser sends for rows of a StreamField."""
    yield f"{prefix}-count", [str(len(rows))]
    for number, (kind, row) in enumerate(rows):
        name = f"{prefix}-{number}"
        yield f"{name}-deleted", [""]
        yield f"{name}-order", [str(number)]
        yield f"{name}-type", [kind]
        yield from row_fields(f"{name}-value", row)


def row_fields(prefix: str, row: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield the fields of a row; an unticked box sends nothing, a list sends its items."""
    for field, value in (row or {}).items():
        name = f"{prefix}-{field}"
        if field == "rows":
            yield f"{name}-count", [str(len(value))]
            for number, (_kind, inner) in enumerate(value):
                yield f"{name}-{number}-deleted", [""]
                yield f"{name}-{number}-order", [str(number)]
                yield from row_fields(f"{name}-{number}-value", inner)
        elif value is not None:
            yield name, value if isinstance(value, list) else [value]


@pytest.fixture
def book() -> HoursBook:
    return HoursBook(Calendar())


class Hours:
    """A view of some hours with short ways to ask it."""

    def __init__(self, view: HoursView) -> None:
        self.view = view

    def week(self, on: str = "2026-11-23") -> list[str]:
        """Return the sections of the week as one line each, as read on a day."""
        shown = self.view.shown(local(f"{on} 12:00"))
        return [str(section) for section in shown.sections]

    def at(self, text: str) -> State:
        """Return the state at a local time: ``"2026-11-23 08:00"``."""
        return self.view.schedule.state_at(local(text))

    def label(self, text: str) -> str:
        """Return what the label says at a local time."""
        now = self.view.shown(local(text)).coming.now
        return f"{now.label} {now.detail}".strip()


def local(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=OSLO)


@pytest.fixture
def entered(enter: Any, book: HoursBook) -> Callable[..., Hours]:
    """Return hours that were typed into the form."""

    def entered(*rows: tuple[str, dict[str, Any]]) -> Hours:
        view = hours_view(enter(*rows), book)
        assert view is not None
        return Hours(view)

    return entered
