"""From a table to records: what each row says, and what is wrong with it.

::

    for row in read_rows(read_sheet(data, name), "activity"):
        row.record, row.errors

Several lines with the same key are one record: the first says what it is, and each has a row of
dates. What a line says twice it says alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import get_language, gettext

from wagtail_hjelp.vocabularies import Cost

from .cells import Cell, Line
from .choices import read_code, read_codes
from .date_lines import DatesWrong, read_date_row
from .days import read_date
from .headers import Column, Matched, match, names_of
from .records import Kind, Record, empty_activity, empty_organisation
from .refusing import Wrong, refuse
from .sheets import Sheet
from .tables import DATE_COLUMNS, TABLES
from .values import read_text

# Of one record: a year's worth of dates, one by one, and some.
_MOST_LINES = 500


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A record, the lines it is from, and what is wrong, by column; ``""`` is the whole line.

    ``record`` has what could be read. Dates of further lines have their line in the message.
    """

    line: int
    record: Record
    errors: dict[str, str]
    lines: tuple[int, ...] = ()


class Known(NamedTuple):
    """The codes of a table's columns, and the headers that mean none, for telling once."""

    columns: tuple[str, ...]
    unknown: tuple[str, ...]


def known_columns(sheet: Sheet, kind: Kind) -> Known:
    """Return which columns a table has; raises :class:`~.refusing.Refused` as :func:`read_rows`."""
    matched = _matched(sheet, kind)
    return Known(tuple(matched.places), matched.unknown)


def read_rows(sheet: Sheet, kind: Kind) -> list[ReadRow]:
    """Return a record for each row, or for the rows of one key, with what is wrong with it.

    A column that is not there leaves its field empty. Raises :class:`~.refusing.Refused` if no
    column is known, none is the title, or two are the same.
    """
    matched = _matched(sheet, kind)
    return [
        _Reading(lines, matched.places, len(sheet.columns), kind, sheet.epoch).row()
        for lines in _grouped(sheet.rows, matched.places.get("key"))
    ]


@lru_cache(maxsize=32)
def _known(kind: Kind, active: str) -> dict[str, str]:
    return names_of(TABLES[kind], active)


def _matched(sheet: Sheet, kind: Kind) -> Matched:
    matched = match(sheet.columns, _known(kind, get_language() or "en"))
    if "title" not in matched.places:
        raise refuse(
            gettext(
                "The first row must name the columns, and one of them must be “%(title)s”. Begin "
                "with the template."
            ),
            title=next(column.name for column in TABLES[kind] if column.code == "title"),
        )
    return matched


def _grouped(rows: tuple[Line, ...], place: int | None) -> list[list[Line]]:
    """Return lines by key, in the order of the first of each."""
    groups: dict[Any, list[Line]] = {}
    for line in rows:
        key = "" if place is None or place >= len(line.cells) else f"{line.cells[place]}".strip()
        groups.setdefault(key or line.line, []).append(line)
    return list(groups.values())


class _Reading:
    """The lines of one record on their way."""

    def __init__(
        self, lines: list[Line], places: Mapping[str, int], width: int, kind: Kind, epoch: date
    ) -> None:
        self.lines = lines
        self.places = places
        self.width = width
        self.kind = kind
        self.epoch = epoch
        self.errors: dict[str, str] = {}
        self.record: dict[str, Any] = {
            **(empty_activity() if kind == "activity" else empty_organisation())
        }

    def row(self) -> ReadRow:
        first, *further = self.lines
        cells = self._cells(first)
        for column in TABLES[self.kind]:
            if column.code in cells and column.code not in DATE_COLUMNS:
                self._read(column, cells[column.code])
            elif column.required and column.code in self.places:
                self._wrong(column.code, gettext("This is missing."))
        self._read_dates(first, cells)
        if len(further) >= _MOST_LINES:
            self._wrong(
                "key",
                gettext("More than %(count)d lines have this number.") % {"count": _MOST_LINES},
            )
            further = []
        for line in further:
            self._read_further(line, cells)
        if self.kind == "activity":
            self._check_activity(cells)
        lines = tuple(line.line for line in self.lines)
        # mypy cannot know that the fields are those of the kind.
        return ReadRow(first.line, self.record, self.errors, lines)  # type: ignore[arg-type]

    def _cells(self, line: Line) -> dict[str, Cell]:
        if len(line.cells) > self.width:
            self._wrong(
                "",
                gettext(
                    "Line %(line)d has more cells than there are columns. Put texts with "
                    "semicolons or commas in quotation marks."
                )
                % {"line": line.line},
            )
        return {
            code: line.cells[place]
            for code, place in self.places.items()
            if place < len(line.cells) and line.cells[place] != ""
        }

    def _read(self, column: Column, cell: Cell) -> None:
        try:
            value: Any = self._value(column, cell)
        except Wrong as error:
            self._wrong(column.code, str(error))
            return
        if column.code == "cost":
            value, amount = value
            self.record["cost_amount"] = self.record["cost_amount"] or amount
        if column.code == "cost_amount" and self.record["cost_amount"] not in ("", value):
            self._wrong("cost_amount", gettext("There are two prices. Empty one of them."))
            return
        self.record[column.code] = value

    def _value(self, column: Column, cell: Cell) -> Any:
        if column.code == "sign_up_by":
            return read_date(cell, self.epoch)
        if column.read is not None:
            return column.read(cell, column.most)
        if column.vocabulary is None:
            raise AssertionError(column.code)
        if column.several:
            return read_codes(read_text(cell, 2000), column.vocabulary)
        return read_code(read_text(cell, 200), column.vocabulary)

    def _read_dates(self, line: Line, cells: Mapping[str, Cell]) -> None:
        own = {code: cells[code] for code in DATE_COLUMNS if code in cells}
        try:
            row = read_date_row(own, self.epoch)
        except DatesWrong as error:
            for column, message in error.errors.items():
                self._wrong(column, self._of_line(line, message))
            return
        if row is not None:
            self.record["dates"].append(row)

    def _read_further(self, line: Line, first: Mapping[str, Cell]) -> None:
        """Read the dates of one more line with the same key."""
        cells = self._cells(line)
        for code, cell in cells.items():
            if code not in (*DATE_COLUMNS, "key") and cell != first.get(code):
                message = gettext(
                    "It is not what the first line with the same number says. Make them alike, or "
                    "use another number."
                )
                self._wrong(code, self._of_line(line, message))
        if not any(code in DATE_COLUMNS for code in cells):
            message = gettext("The number is there already, and the line has no dates.")
            self._wrong("key", self._of_line(line, message))
        self._read_dates(line, cells)

    def _check_activity(self, first: Mapping[str, Cell]) -> None:
        """Tell what two columns cannot say together."""
        record = self.record
        if None not in (record["age_from"], record["age_to"]) and (
            record["age_to"] < record["age_from"]
        ):
            self._wrong(
                "age_to", gettext("The highest age is below the lowest. Change one of them.")
            )
        if record["cost"] == Cost.FREE and record["cost_amount"]:
            self._wrong(
                "cost_amount",
                gettext("It is free: leave the price empty, or choose another cost."),
            )
        if record["cost_amount"] and "cost" not in first and "cost" not in self.errors:
            record["cost"] = str(Cost.PAID)
        if record["dates"] and all(row["kind"] == "break" for row in record["dates"]):
            self._wrong("repeats", gettext("A break gives no dates. Add a line that does."))

    def _of_line(self, line: Line, message: str) -> str:
        if line is self.lines[0]:
            return message
        words = {"line": line.line, "message": message}
        return gettext("Line %(line)d: %(message)s") % words

    def _wrong(self, code: str, message: str) -> None:
        self.errors.setdefault(code, message)
