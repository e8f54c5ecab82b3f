"""Lines of an Excel workbook, looked through before anything is built of it.

A workbook is a ZIP file of XML. First each part is run through a parser that keeps nothing and
stops at what no honest workbook has: a document type (entities), parts that unpack to far more than
they are, rows or cells without end. Only then openpyxl reads the first sheet, row by row.
"""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any, NamedTuple
from xml.parsers import expat

import openpyxl  # type: ignore[import-untyped]
from django.utils.translation import gettext

from .cells import Cell, Line, too_many_columns
from .refusing import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_LINES,
    MOST_PACKED,
    MOST_UNPACKED,
    Refused,
    refuse,
)

_MOST_PARTS = 1000
# Below this, packing well is no sign of anything.
_SMALL = 1024 * 1024
_MOST_ELEMENTS = 4_000_000
_MOST_IN_A_ROW = 10_000
# Styles and shared texts: more are no table that people fill in.
_MOST_ELSEWHERE = 1_000_000
_DEEPEST = 60
# Excel's own limit for a cell. Ours is told with its line, below it.
_LONGEST_TEXT = 4 * LONGEST_CELL

_PLACE = re.compile(r"([A-Z]{1,3})[1-9][0-9]{0,6}", re.ASCII)
# A carriage return, as Excel spells it in XML.
_CARRIAGE_RETURN = "_x000D_"


class Book(NamedTuple):
    """The first sheet's lines, the day that its dates count from, and the other sheets' names."""

    lines: Iterator[Line]
    epoch: date
    unread: tuple[str, ...]


def read_xlsx(data: bytes) -> Book:
    """Return a workbook's first sheet; raises :class:`~.refusing.Refused`, also from its lines."""
    scans = _look_through(data)
    try:
        book = openpyxl.load_workbook(
            BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        epoch = book.epoch.date()
        names = tuple(str(sheet.title)[:100] for sheet in sheets[1:])
        # openpyxl has no public name for it.
        scan = scans.get(sheets[0]._worksheet_path) if sheets else None
    # Whatever openpyxl makes of a broken file: it has no exceptions of its own.
    except Exception:
        raise _broken() from None
    if scan is None:
        raise refuse(gettext("The workbook has no sheet with rows."))
    if scan.formula:
        raise refuse(
            gettext(
                "Cell %(cell)s has a formula. Copy the sheet and paste it as values, so that the "
                "file says what it shows."
            ),
            cell=scan.formula,
        )
    return Book(_lines(sheets[0], scan), epoch, names)


def _lines(sheet: Any, scan: _Scan) -> Iterator[Line]:
    """Yield lines with content, up to the first that is too far down."""
    if not scan.widest:
        return
    try:
        # What the file says of its own size may be wrong.
        sheet.reset_dimensions()
        last = min(scan.last, MOST_LINES + 1)
        rows = sheet.iter_rows(max_row=last, max_col=scan.widest)
        for number, row in enumerate(rows, start=1):
            if any(cell.value is not None for cell in row):
                yield Line(number, tuple(_cell(cell, number) for cell in row))
        if scan.last > last:
            yield Line(scan.last, ("…",))
    except Refused:
        raise
    except Exception:
        raise _broken() from None


def _cell(cell: Any, line: int) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        raise refuse(
            gettext("Line %(line)d: a cell shows an error (%(error)s). Correct it."),
            line=line,
            error=str(value)[:20],
        )
    if isinstance(value, str):
        return value.replace(_CARRIAGE_RETURN, "\r") if _CARRIAGE_RETURN in value else value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise _broken()
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date()
    found: Cell = value
    return found


# --- before ---------------------------------------------------------------------------------------


def _look_through(data: bytes) -> dict[str, _Scan]:
    """Return what is known of each part; refuse what may do harm."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _check_package(package, len(data))
            scans = {}
            elements = 0
            for part in package.infolist():
                scan = _Scan()
                if not scan.read(package, part) and part.filename.endswith((".xml", ".rels")):
                    raise _broken()
                elements += scan.elements
                if elements > _MOST_ELEMENTS:
                    raise _too_much()
                scans[part.filename] = scan
            return scans
    except Refused:
        raise
    # Broken archives fail in many ways, of zipfile's, zlib's and struct's.
    except Exception:
        raise _broken() from None


def _check_package(package: zipfile.ZipFile, size: int) -> None:
    parts = package.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & 0x1 for part in parts):
        raise refuse(gettext("The file has a password. Save it without one."))
    if len(parts) > _MOST_PARTS or len(set(names)) < len(names):
        raise _broken()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > size * MOST_PACKED):
        raise _too_much()
    if "[Content_Types].xml" not in names:
        raise refuse(
            gettext("The file is not what its name says (%(suffix)s). Save it once more."),
            suffix=".xlsx",
        )
    types = package.read("[Content_Types].xml").lower()
    if b"macroenabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise refuse(gettext("The workbook has macros. Save it as “Excel workbook (.xlsx)”."))


@dataclass(slots=True)
class _Scan:
    """One part run through a parser that keeps nothing.

    Of a sheet: the place of its first formula, and the last column and row with content.
    """

    elements: int = 0
    formula: str = ""
    widest: int = 0
    last: int = 0
    _depth: int = 0
    _text: int = 0
    _is_sheet: bool = False
    _row: int = 0
    _in_row: int = 0
    _place: str = ""
    _column: int = 0
    _parser: Any = field(default=None)

    def read(self, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
        """Return whether it is XML to its end. No more is read than the package says there is."""
        # Names come with their namespace before a space, whatever prefix a file has for it.
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            with package.open(part) as stream:
                while chunk := stream.read(1 << 16):
                    parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError:
            return False
        return True

    def _doctype(self, *parts: Any) -> None:
        raise refuse(
            gettext("The workbook has definitions that no spreadsheet program writes (DOCTYPE).")
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        self.elements += 1
        self._depth += 1
        self._text = 0
        if self._depth > _DEEPEST:
            raise _too_much()
        if self._depth == 1:
            self._is_sheet = local == "worksheet"
        if not self._is_sheet:
            if self.elements > _MOST_ELSEWHERE:
                raise _too_much()
            return
        self._in_row += 1
        # Also what is outside of rows.
        if self._in_row > _MOST_IN_A_ROW:
            raise _too_much()
        if local == "row":
            self._start_row(attributes.get("r"))
        elif local == "c":
            self._start_cell(attributes.get("r"))
        elif local == "f":
            self.formula = self.formula or self._place or f"{self._row}"
        elif local in ("v", "is"):
            if self._column > MOST_COLUMNS:
                raise too_many_columns()
            self.widest, self.last = max(self.widest, self._column), self._row

    def _start_row(self, number: str | None) -> None:
        row = self._row + 1 if number is None else int(number)
        # openpyxl would leave out a row that comes too late.
        if row <= self._row:
            raise _broken()
        self._row, self._in_row, self._column = row, 0, 0

    def _start_cell(self, place: str | None) -> None:
        if place is None:
            self._column += 1
            return
        found = _PLACE.fullmatch(place)
        if found is None:
            raise _broken()
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        # Of two cells in the same place one would be lost.
        if column <= self._column:
            raise _broken()
        self._place, self._column = place, column

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._text = 0

    def _characters(self, text: str) -> None:
        self._text += len(text)
        if self._is_sheet and self._text > _LONGEST_TEXT:
            raise _too_much()


def _broken() -> Refused:
    return refuse(
        gettext("The workbook cannot be read. Open it in Excel, and save it once more as .xlsx.")
    )


def _too_much() -> Refused:
    return refuse(
        gettext(
            "The workbook unpacks to far more than a table that people fill in. Copy the rows into "
            "a new workbook."
        )
    )
