"""From records to a file that a spreadsheet program opens, and :mod:`.sheets` reads as it was.

::

    write_sheet(records, "activity", format="csv")

Each cell is a text: no program makes a formula of it, or a number of a postcode. A record with
several rows of dates has a line for each, with the same key.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import openpyxl  # type: ignore[import-untyped]
from django.utils.translation import gettext
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
from openpyxl.styles import Font  # type: ignore[import-untyped]

from wagtail_hjelp import phone
from wagtail_hjelp.conf import settings

from .choices import labels
from .csv_files import marked
from .date_lines import write_date_row
from .headers import Column
from .records import Kind, Record
from .refusing import plain_lines, without_control
from .tables import DATE_COLUMNS, TABLES
from .values import read_phone

# Excel's own name for a cell whose content stays as it was typed.
TEXT_FORMAT = "@"
# What a spreadsheet program takes of one cell.
_LONGEST = 32_767


def write_sheet(
    records: Iterable[Record],
    kind: Kind,
    columns: Sequence[str] | None = None,
    *,
    format: Literal["xlsx", "csv"] = "xlsx",
) -> bytes:
    """Return records as a file, with headers and labels in the active language.

    ``columns`` are codes, all of them if it is None; those of dates come and go together with
    "dates". A record that has no key and needs one gets one. Raises ``ValueError`` for a column
    that there is none of, or two records with the same key.
    """
    chosen = _chosen(kind, columns)
    records = list(records)
    taken = [record["key"] for record in records if record["key"]]
    if len(set(taken)) < len(taken):
        raise ValueError("two records have the same key")
    lines = _lines(records, chosen, _Keys(taken))
    headers = [str(column.name) for column in chosen]
    if format == "csv":
        return _csv([headers, *lines])
    return _xlsx(headers, lines, _title(kind))


def _title(kind: Kind) -> str:
    return gettext("Activities") if kind == "activity" else gettext("Organisations")


def _chosen(kind: Kind, columns: Sequence[str] | None) -> list[Column]:
    table = {column.code: column for column in TABLES[kind]}
    if columns is None:
        return list(table.values())
    codes: list[str] = []
    for code in columns:
        codes += DATE_COLUMNS if code == "dates" and kind == "activity" else [code]
    missing = [code for code in codes if code not in table]
    if missing:
        raise ValueError(f"no such columns: {', '.join(missing)}")
    return [table[code] for code in dict.fromkeys(codes)]


def _lines(
    records: Iterable[Record], columns: Sequence[Column], keys: _Keys
) -> Iterator[list[str]]:
    has_dates = any(column.code in DATE_COLUMNS for column in columns)
    for record in records:
        values: Mapping[str, Any] = record
        rows = values.get("dates", ()) if has_dates else ()
        own = {column.code: _text(column, values.get(column.code)) for column in columns}
        if len(rows) > 1 and not record["key"]:
            own["key"] = keys.new()
        for place, row in enumerate(rows or [None]):
            # What it is, on the first of its lines alone; by what it is known, on all.
            shared = own if place == 0 else {name: own.get(name, "") for name in ("key", "title")}
            cells = {**shared, **(write_date_row(row) if row else {})}
            yield [cells.get(column.code) or "" for column in columns]


class _Keys:
    """Keys that no record has."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = set(taken)
        self.last = 0

    def new(self) -> str:
        self.last += 1
        while f"{self.last}" in self.taken:
            self.last += 1
        return f"{self.last}"


def _text(column: Column, value: Any) -> str:
    """Return what a cell says of a record's value."""
    if value is None:
        return ""
    if column.vocabulary is not None:
        codes = value if column.several else [value]
        known = [code for code in codes if code in column.vocabulary.values]
        return "; ".join(labels(column.vocabulary, known))
    if isinstance(value, list):
        return "; ".join(value)
    if column.read is read_phone and value:
        return phone.display(value, settings.PHONE_REGION)
    return plain_lines(without_control(f"{value}"))[:_LONGEST]


def _csv(lines: Iterable[Sequence[str]]) -> bytes:
    """Return CSV that Excel opens as it should: semicolons, and a mark that it is UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for line in lines:
        writer.writerow([marked(cell) for cell in line])
    return out.getvalue().encode("utf-8-sig")


def _xlsx(headers: Sequence[str], lines: Iterable[Sequence[str]], title: str) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    sheet.append([_text_cell(sheet, header, bold=True) for header in headers])
    for line in lines:
        sheet.append([_text_cell(sheet, cell) if cell else None for cell in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text_cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    """Return a cell that is text whatever it begins with, also when somebody edits it."""
    cell = WriteOnlyCell(sheet, text)
    cell.number_format = TEXT_FORMAT
    cell.data_type = "s"
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return cell
