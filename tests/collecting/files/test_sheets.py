"""A file in, a table out: in whatever way Excel writes it, and never at the price of safety."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest

from wagtail_hjelp.collecting.files import csv_files
from wagtail_hjelp.collecting.files.cells import Line
from wagtail_hjelp.collecting.files.refusing import Refused
from wagtail_hjelp.collecting.files.sheets import Sheet, read_sheet

pytestmark = pytest.mark.usefixtures("english")

TEXT = 'Tittel;Sted\r\n"Åpen ""kafé"" på\r\nlørdag";Ørsta – «Sjøbua»\r\n\r\nKor;Vågå\r\n'
ROWS = (
    Line(2, ('Åpen "kafé" på\nlørdag', "Ørsta – «Sjøbua»")),
    Line(5, ("Kor", "Vågå")),
)


def workbook(*rows: list[Any], change: Callable[[Any], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, **changes: bytes | None) -> bytes:
    """Return a workbook with parts changed, by the end of their names; None takes one out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        for name in names:
            found = [key for key in changes if name.endswith(key)]
            content = changes[found[0]] if found else old.read(name)
            if content is not None:
                new.writestr(name, content)
        for key in changes:
            if not any(name.endswith(key) for name in names) and changes[key] is not None:
                new.writestr(key, changes[key])
    return out.getvalue()


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(Refused) as raised:
        read_sheet(data, name)
    return str(raised.value)


# --- CSV ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_letters_are_the_same_in_every_encoding_that_excel_has(encoding: str) -> None:
    assert read_sheet(TEXT.encode(encoding), "a.csv") == Sheet(("Tittel", "Sted"), ROWS)


def test_text_of_the_other_byte_order_is_read_too() -> None:
    data = b"\xfe\xff" + TEXT.encode("utf-16-be")
    assert read_sheet(data, "a.txt").rows == ROWS


@pytest.mark.parametrize(
    ("text", "columns", "cells"),
    [
        ("a;b\nx;1,5\n", ("a", "b"), ("x", "1,5")),
        ("a,b\nx;y,z\n", ("a", "b"), ("x;y", "z")),
        ("a\tb\nx\ty\n", ("a", "b"), ("x", "y")),
        ('"a;a","b"\nx,y\n', ("a;a", "b"), ("x", "y")),
        ("sep=,\r\na,b;c\r\nx,y\r\n", ("a", "b;c"), ("x", "y")),
        ("\n\na;b\rx;y\r", ("a", "b"), ("x", "y")),
        ("a\nx\n", ("a",), ("x",)),
    ],
)
def test_delimiter_is_the_one_that_the_first_row_has(
    text: str, columns: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    sheet = read_sheet(text.encode(), "a.csv")
    assert (sheet.columns, sheet.rows[0].cells) == (columns, cells)


def test_line_of_the_separator_counts_as_a_line() -> None:
    assert read_sheet(b"sep=;\r\na;b\r\nx;y\r\n", "a.csv").rows == (Line(3, ("x", "y")),)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("+47 22 22 55 55", "+47 22 22 55 55"),
        ("-5", "-5"),
        ("-", "-"),
        ("'=1+1", "=1+1"),
        ("'-bokstav", "-bokstav"),
        ("''=1", "'=1"),
        ("'hei'", "'hei'"),
    ],
)
def test_text_that_is_no_formula_is_read(cell: str, read: str) -> None:
    assert read_sheet(f"a;b\nx;{cell}\n".encode(), "a.csv").rows[0].cells == ("x", read)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "=cmd|' /C calc'!A0", "+SUM(A1)", "-bring", "@here", "\t=1", " =1", "＝1", "+1|cmd"],
)
def test_text_that_a_spreadsheet_would_calculate_is_refused_with_its_line(cell: str) -> None:
    assert "Line 2" in refusal(f"a;b\nx;{cell}\n".encode(), "a.csv")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\r\n\r\n",
        b"1;2\r\n3;4\r\n",
        b"a;b,c\nx;y\n",
        b'a;b\n"x;y\n',
        b'a;b\n"x"z;y\n',
        b"a;b\nx\x00;y\n",
        b"a;b\nx\x1b;y\n",
        b"\xff\xfea",
        b"\xef\xbb\xbf\xff",
        "a;b\nŽ;y".encode("cp1252"),
        "a;b\nпривет;y".encode("cp1251"),
        b"PK\x03\x04a;b",
        b"%PDF-1.7",
        b"<html>",
    ],
    ids=range(15),
)
def test_text_that_is_no_table_is_refused(data: bytes) -> None:
    refusal(data, "a.csv")


def test_nothing_is_read_beyond_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    refusal(b"a;b\n" + b"x;y\n" * 20_001, "a.csv")
    refusal(b"a;b\n" + b"\n" * 200_000 + b"x;y\n", "a.csv")
    refusal(b"a;b\nx;" + b"y" * 10_001 + b"\n", "a.csv")
    refusal(b";".join([b"a"] * 201) + b"\n", "a.csv")
    refusal(b"x" * (10 * 1024 * 1024 + 1), "a.csv")
    assert len(read_sheet(b"a;b\n" + b"x;y\n" * 20_000, "a.csv").rows) == 20_000


# --- xlsx -----------------------------------------------------------------------------------------


def test_cells_of_a_workbook_keep_what_they_are() -> None:
    data = workbook(
        ["Tittel", "Postnr", "Dato", "Kl", "Tlf", "Ja"],
        ["Kafé", 152, datetime(2026, 12, 24), time(18, 30), 22225555.0, True],
        [None],
        ["=1"[1:], "0152", datetime(2026, 12, 24, 18, 0), 0.75, None, None],
    )
    sheet = read_sheet(data, "a.xlsx")
    assert sheet.columns == ("Tittel", "Postnr", "Dato", "Kl", "Tlf", "Ja")
    assert sheet.rows == (
        Line(2, ("Kafé", 152, date(2026, 12, 24), time(18, 30), 22225555, True)),
        Line(4, ("1", "0152", datetime(2026, 12, 24, 18, 0), 0.75)),
    )


def test_first_sheet_is_read_and_others_are_named() -> None:
    data = workbook(["a"], ["x"], change=lambda book: book.create_sheet("Notater").append(["y"]))
    sheet = read_sheet(data, "A.XLSX")
    assert (sheet.rows, sheet.unread) == ((Line(2, ("x",)),), ("Notater",))


def test_formula_is_refused_by_its_cell_and_a_text_like_one_is_not() -> None:
    assert "B2" in refusal(workbook(["a", "b"], ["x", "=1+1"]), "a.xlsx")

    def as_text(book: Any) -> None:
        book.active["B2"].data_type = "s"

    data = workbook(["a", "b"], ["x", "=1+1"], change=as_text)
    assert read_sheet(data, "a.xlsx").rows == (Line(2, ("x", "=1+1")),)


PLAIN = workbook(["a", "b"], ["x", "y"])
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>%s</sheetData></worksheet>"
)
BOMB = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>"


def row(number: int, cells: str) -> str:
    return f'<row r="{number}">{cells}</row>'


@pytest.mark.parametrize(
    "changes",
    [
        {"sheet1.xml": BOMB + (SHEET % "").encode()},
        {"workbook.xml": BOMB + b"<x/>"},
        {"xl/hidden.bin": BOMB + b"<x>&c;</x>"},
        {"sheet1.xml": BOMB.decode().encode("utf-16")},
        {"sheet1.xml": (SHEET % ("<a>" * 100 + "</a>" * 100)).encode()},
        {"sheet1.xml": (SHEET % row(1, "<c/>" * 20_000)).encode()},
        {"sheet1.xml": (SHEET % (row(2, "") + row(1, ""))).encode()},
        {"sheet1.xml": (SHEET % row(1, '<c r="B1"/><c r="A1"/>')).encode()},
        {"sheet1.xml": (SHEET % row(1, '<c r="GS1"><v>1</v></c>')).encode()},
        {"sheet1.xml": (SHEET % row(1, '<c r="A1" t="s"><v>99</v></c>')).encode()},
        {"sheet1.xml": (SHEET % row(1, f'<c r="A1"><v>{"9" * 5000}</v></c>')).encode()},
        {"sheet1.xml": (SHEET % row(1, '<c r="A1" t="e"><v>#REF!</v></c>')).encode()},
        {"sheet1.xml": (SHEET % row(1, '<c r="A1"><v>1e999</v></c>')).encode()},
        {"sheet1.xml": (SHEET % row(10**12, '<c t="str"><v>a</v></c>')).encode()},
        {"sheet1.xml": b"\0" * 61 * 1024 * 1024},
        {"sheet1.xml": b" " * 20 * 1024 * 1024},
        {"sheet1.xml": b"<worksheet>"},
        {"xl/vbaProject.bin": b"x"},
        {"[Content_Types].xml": None},
        {"workbook.xml": None},
        {"[Content_Types].xml": b"<Types/>"},
    ],
    ids=range(21),
)
def test_workbook_that_would_do_harm_or_is_broken_is_refused(
    changes: dict[str, bytes | None],
) -> None:
    refusal(repacked(PLAIN, **changes), "a.xlsx")


def test_cells_far_away_that_are_empty_are_no_columns() -> None:
    cells = '<c r="A1" t="str"><v>a</v></c><c r="XFD1" s="0"/>'
    data = repacked(PLAIN, **{"sheet1.xml": (SHEET % row(1, cells)).encode()})
    assert read_sheet(data, "a.xlsx").columns == ("a",)


def test_file_that_is_not_what_its_name_says_is_refused() -> None:
    refusal(PLAIN, "a.csv")
    refusal(b"a;b\nx;y\n", "a.xlsx")
    refusal(PLAIN, "a.ods")
    refusal(PLAIN, "a")
    assert "macros" in refusal(PLAIN, "a.xlsm")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert "old Excel" in refusal(old, "a.xls")
    assert "password" in refusal(old + "EncryptedPackage".encode("utf-16-le"), "a.xlsx")


def test_workbook_with_a_password_inside_is_refused() -> None:
    data = bytearray(PLAIN)
    # The flag of the first part, in the directory at the end.
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refusal(bytes(data), "a.xlsx")


def test_a_text_marked_for_csv_is_read_as_it_was() -> None:
    for text in ("=1", "'=1", "''=1", "hei", "'hei", "+47 1", "-", " =x"):
        assert csv_files._unmarked(csv_files.marked(text), 1) == text
