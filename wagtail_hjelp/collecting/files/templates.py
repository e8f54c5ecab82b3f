"""A workbook to fill in: the columns, and what to write in each of them.

The first sheet is what :mod:`.sheets` reads; the second explains it, and holds the lists out of
which one chooses.
"""

from __future__ import annotations

import io
from typing import Any

import openpyxl  # type: ignore[import-untyped]
from django.utils.translation import get_language_bidi, gettext
from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter, quote_sheetname  # type: ignore[import-untyped]
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]

from .choices import labels
from .headers import Column
from .records import Kind
from .tables import TABLES
from .writing import TEXT_FORMAT

# Down to which line the lists and formats reach.
_LINES = 1000
# On the sheet that explains: where the lists begin.
_FIRST_VALUE = 5


def template(kind: Kind) -> bytes:
    """Return the workbook for a kind of record, in the active language."""
    book = openpyxl.Workbook()
    sheet = book.active
    guide = book.create_sheet(gettext("Explanation")[:31])
    sheet.title = (gettext("Activities") if kind == "activity" else gettext("Organisations"))[:31]
    _guide_headers(guide)
    for place, column in enumerate(TABLES[kind], start=1):
        _column(sheet, column, place)
        _explain(guide, column, place + 1)
        if column.vocabulary is not None:
            _offer(sheet, guide, column, place)
    sheet.freeze_panes = "A2"
    guide.freeze_panes = "B2"
    for one in (sheet, guide):
        one.sheet_view.rightToLeft = get_language_bidi()
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _column(sheet: Any, column: Column, place: int) -> None:
    letter = get_column_letter(place)
    header = sheet.cell(1, place, str(column.name))
    header.font = Font(bold=True)
    header.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[letter].width = 22
    # Of the whole column: a zero in front stays, and a date is what was written.
    sheet.column_dimensions[letter].number_format = TEXT_FORMAT
    for line in range(2, _LINES + 1):
        sheet.cell(line, place).number_format = TEXT_FORMAT


def _guide_headers(guide: Any) -> None:
    texts = (
        gettext("Column"),
        gettext("What to write"),
        gettext("Example"),
        gettext("Must be filled in"),
        gettext("The list"),
    )
    for place, text in enumerate(texts, start=1):
        guide.cell(1, place, text).font = Font(bold=True)
        guide.column_dimensions[get_column_letter(place)].width = 60 if place == 2 else 28


def _explain(guide: Any, column: Column, line: int) -> None:
    texts = (
        column.name,
        column.help,
        _example(column),
        gettext("Yes") if column.required else "",
    )
    for place, text in enumerate(texts, start=1):
        cell = guide.cell(line, place, str(text) or None)
        cell.number_format = TEXT_FORMAT
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if column.vocabulary is not None:
        names = labels(column.vocabulary, column.vocabulary.values)
        for place, name in enumerate(names, start=_FIRST_VALUE):
            guide.cell(line, place, name).number_format = TEXT_FORMAT


def _example(column: Column) -> str:
    if column.example or column.vocabulary is None:
        return str(column.example)
    codes = column.vocabulary.values
    return "; ".join(labels(column.vocabulary, codes[1:3] if column.several else codes[:1]))


def _offer(sheet: Any, guide: Any, column: Column, place: int) -> None:
    """Give a column the list on the other sheet to choose from; other texts may stand there too.

    Where several may be chosen, Excel can write one only, and people write the rest.
    """
    line = place + 1
    last = get_column_letter(_FIRST_VALUE + len(column.vocabulary or ()) - 1)
    first = get_column_letter(_FIRST_VALUE)
    choice = DataValidation(
        type="list",
        formula1=f"{quote_sheetname(guide.title)}!${first}${line}:${last}${line}",
        allow_blank=True,
        showErrorMessage=False,
    )
    letter = get_column_letter(place)
    choice.add(f"{letter}2:{letter}{_LINES}")
    sheet.add_data_validation(choice)
