"""On the admin's home: what is somebody's to translate, to review, and what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.translation.languages import direction
from wagtail_hjelp.translation.people import pages_to_publish
from wagtail_hjelp.translation.status import Status, overview
from wagtail_hjelp.translation.urgency import URGENT_OFFER

from .board_filters import ME, NOBODY, WRITTEN
from .board_reader import Reader, reader_of
from .board_rows import Cell, Row, cell_url, make_rows

# A panel shows so many; the board has the rest.
SHOWN = 10

_TO_DO = (Status.MISSING, Status.FALLBACK, Status.OUTDATED, Status.IN_TRANSLATION)

# A page and one of its cells.
Task = tuple[Row, Cell]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a panel; ``url`` is "" if only others can do anything about it."""

    title: str
    cell: Cell
    url: str
    is_acute: bool


class TasksPanel(Component):
    """Pages in languages that wait for whoever looks, the ten most urgent, with a way to all."""

    template_name = "wagtail_hjelp/admin/board_panel.html"

    def __init__(
        self,
        name: str,
        heading: Any,
        about: Any,
        icon: str,
        order: int,
        asked: Mapping[str, list[str]],
        tasks: list[Task],
        reader: Reader,
    ) -> None:
        self.name, self.order = f"hjelp_{name}", order
        self.heading, self.about, self.icon = heading, about, icon
        self.tasks = sorted(tasks, key=_most_urgent)
        self._asked, self._reader = asked, reader

    def get_context_data(self, parent_context: Mapping[str, Any] | None) -> dict[str, Any]:
        source = source_locale().language_code
        board = reverse("wagtail_hjelp:translations")
        return {
            "panel": self,
            "id": self.name.replace("_", "-"),
            "entries": [self._entry(*task) for task in self.tasks[:SHOWN]],
            "total": len(self.tasks),
            "more": len(self.tasks) > SHOWN,
            "board_url": f"{board}?{urlencode(self._asked, doseq=True)}",
            "lang": source,
            "dir": direction(source),
        }

    def _entry(self, row: Row, cell: Cell) -> Entry:
        back = reverse("wagtailadmin_home")
        url = cell_url(cell, may_send=self._reader.may_send, back=back)
        return Entry(row.title, cell, url, row.line.urgency <= URGENT_OFFER)


def _most_urgent(task: Task) -> tuple[Any, ...]:
    row, cell = task
    waits = row.line.urgency > URGENT_OFFER and not cell.is_overdue
    # Among these in the board's own order.
    return (waits, row.line.urgency, not cell.is_overdue, cell.deadline or date.max)


def board_panels(request: HttpRequest) -> list[Component]:
    """Return the panels that have something in them for whoever looks."""
    reader = reader_of(request)
    if not reader.may_look:
        return []
    lines = overview()
    codes = list(lines[0].standings) if lines else []
    tasks = [(row, cell) for row in make_rows(lines, codes) for cell in row.cells.values()]
    panels = [_changed(tasks, reader), _to_translate(tasks, reader), _to_review(tasks, reader)]
    return [panel for panel in panels if panel.tasks]


def _to_translate(tasks: Iterable[Task], reader: Reader) -> TasksPanel:
    return TasksPanel(
        "to_translate",
        _("Yours to translate"),
        _("Assigned to you, or to nobody in a language that you translate into."),
        "edit",
        120,
        {"who": [ME, NOBODY], "status": [status.value for status in _TO_DO]},
        [(row, cell) for row, cell in tasks if _is_to_translate(cell, reader)],
        reader,
    )


def _is_to_translate(cell: Cell, reader: Reader) -> bool:
    if cell.status not in _TO_DO or _has_changed(cell, reader):
        return False
    assignee = cell.standing.assignee_id
    if assignee is None:
        return cell.is_for_anybody and cell.code in reader.translates
    return assignee == reader.user.pk


def _to_review(tasks: Iterable[Task], reader: Reader) -> TasksPanel:
    reviewed = [(row, cell) for row, cell in tasks if cell.status == Status.IN_REVIEW]
    pages = [cell.standing.page_id for _row, cell in reviewed]
    may = set(pages_to_publish(reader.user).filter(pk__in=pages).values_list("pk", flat=True))
    return TasksPanel(
        "to_review",
        _("Yours to review"),
        _("Read the translation beside the source, then approve it or send it back."),
        "check",
        121,
        {"status": [Status.IN_REVIEW.value]},
        [(row, cell) for row, cell in reviewed if cell.standing.page_id in may],
        reader,
    )


def _changed(tasks: Iterable[Task], reader: Reader) -> TasksPanel:
    return TasksPanel(
        "changed",
        _("Changed since you translated"),
        _("The source says something else now. See what has changed, and mend the translation."),
        "history",
        122,
        {"who": [WRITTEN], "status": [Status.OUTDATED.value]},
        [(row, cell) for row, cell in tasks if _has_changed(cell, reader)],
        reader,
    )


def _has_changed(cell: Cell, reader: Reader) -> bool:
    # These stand in a panel of their own: no page is listed twice.
    return cell.status == Status.OUTDATED and cell.standing.translator_id == reader.user.pk
