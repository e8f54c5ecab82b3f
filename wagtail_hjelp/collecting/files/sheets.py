"""From the file that somebody sends to a table: columns, and rows that know their line.

::

    sheet = read_sheet(data, "aktiviteter.xlsx")

An xlsx workbook, or CSV in whatever way Excel writes it. Cells of a workbook keep what they are (a
number, a date), those of CSV are text; what a column makes of them is :mod:`.columns`'s. A file
that is no such table, or might harm whoever opens it later, is refused whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from django.utils.translation import gettext

from .cells import EPOCH, Cell, Line, too_many_columns
from .csv_files import read_csv
from .refusing import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_LINES,
    MOST_ROWS,
    MOST_TEXT,
    Refused,
    checked_size,
    has_control,
    plain_lines,
    refuse,
)
from .xlsx_files import read_xlsx

__all__ = ["EPOCH", "Cell", "Line", "Refused", "Sheet", "read_sheet"]

TEXT_NAMES = (".csv", ".tsv", ".txt")

# How files begin that are no text.
_PACKAGE, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"<",
)
# What a workbook with a password has inside, as its directory spells it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the texts of its first row, and the rows below it.

    ``epoch`` is the day that its numbers of days are counted from. ``unread`` are the names of a
    workbook's further sheets: only the first is read.
    """

    columns: tuple[str, ...]
    rows: tuple[Line, ...]
    epoch: date = EPOCH
    unread: tuple[str, ...] = ()


def read_sheet(data: bytes, name: str) -> Sheet:
    """Return the table in a file; ``name`` is what its sender calls it. Raises :class:`Refused`."""
    checked_size(data)
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    _check_name(data, suffix)
    if suffix == ".xlsx":
        book = read_xlsx(data)
        return _sheet(book.lines, book.epoch, book.unread)
    return _sheet(read_csv(data))


def _check_name(data: bytes, suffix: str) -> None:
    """Refuse what is none of ours, and what is not what its name says."""
    if suffix in (".xlsm", ".xltm", ".xlam", ".xlsb"):
        raise refuse(
            gettext("The workbook may have macros. Save it as “Excel workbook (.xlsx)” instead.")
        )
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            raise refuse(gettext("The file has a password. Save it without one."))
        raise refuse(gettext("The file is of an old Excel. Save it as “Excel workbook (.xlsx)”."))
    if suffix not in (".xlsx", *TEXT_NAMES):
        raise refuse(
            gettext("Files of this kind cannot be read. Send an Excel workbook (.xlsx) or CSV.")
        )
    is_text = suffix in TEXT_NAMES
    if data.startswith(_PACKAGE) is is_text or (is_text and data.startswith(_OTHERS)):
        raise refuse(
            gettext("The file is not what its name says (%(suffix)s). Save it once more."),
            suffix=suffix,
        )


def _sheet(lines: Iterable[Line], epoch: date = EPOCH, unread: tuple[str, ...] = ()) -> Sheet:
    """Return the table of lines, read no further than the first that is too much."""
    found = _checked(lines)
    header = next(found, None)
    if header is None:
        raise refuse(gettext("The file is empty."))
    columns = tuple(
        cell if isinstance(cell, str) else f"{cell}" for cell in _without_end(header.cells)
    )
    if not any(any(char.isalpha() for char in column) for column in columns):
        raise refuse(gettext("The first row must say what the columns are. It has no words."))
    rows: list[Line] = []
    for line in found:
        if len(rows) == MOST_ROWS:
            raise refuse(
                gettext("The file has more than %(count)d rows. Split it into several."),
                count=MOST_ROWS,
            )
        rows.append(line)
    return Sheet(columns, tuple(rows), epoch, unread)


def _checked(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines that are not empty, with their texts as they are kept."""
    total = 0
    for line in lines:
        if line.line > MOST_LINES:
            raise refuse(
                gettext(
                    "The file has more than %(count)d lines. Delete the empty ones at the end, or "
                    "split it into several."
                ),
                count=MOST_LINES,
            )
        cells = tuple(_checked_cell(cell, line.line) for cell in _without_end(line.cells))
        if len(cells) > MOST_COLUMNS:
            raise too_many_columns()
        total += sum(len(cell) for cell in cells if isinstance(cell, str))
        if total > MOST_TEXT:
            raise refuse(gettext("The file has too much text. Split it into several."))
        if any(cell != "" for cell in cells):
            yield Line(line.line, cells)


def _checked_cell(cell: Cell, line: int) -> Cell:
    if not isinstance(cell, str):
        return cell
    if len(cell) > LONGEST_CELL:
        raise refuse(
            gettext("Line %(line)d: a text has more than %(count)d characters. Shorten it."),
            line=line,
            count=LONGEST_CELL,
        )
    text = plain_lines(cell)
    if has_control(text):
        raise refuse(
            gettext(
                "Line %(line)d: a text has characters that are none (control characters). "
                "Write it again, or save the file as CSV UTF-8."
            ),
            line=line,
        )
    return text


def _without_end(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return cells up to the last that is not empty."""
    end = len(cells)
    while end and (cells[end - 1] == "" or str(cells[end - 1]).isspace()):
        end -= 1
    return cells[:end]
