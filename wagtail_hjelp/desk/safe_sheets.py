"""Tables that somebody opens in a spreadsheet program: of texts alone, no formula among them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl  # type: ignore[import-untyped]
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
from openpyxl.styles import Font  # type: ignore[import-untyped]

from wagtail_hjelp.collecting.files.refusing import plain_lines, without_control
from wagtail_hjelp.collecting.files.writing import TEXT_FORMAT

# What a spreadsheet program takes of one cell, and of a sheet's name.
_LONGEST, _NAME = 32_767, 31


def write_table(headers: Sequence[str], lines: Iterable[Sequence[str]], title: str) -> bytes:
    """Return a workbook with one sheet."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title[:_NAME])
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, header, bold=True) for header in headers])
    for line in lines:
        sheet.append([_cell(sheet, text) if text else None for text in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, plain_lines(without_control(text))[:_LONGEST])
    cell.number_format, cell.data_type = TEXT_FORMAT, "s"
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return cell
