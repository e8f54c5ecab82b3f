"""What is written is read as it was, in any language, and is no formula to any program."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_hjelp.collecting.files.columns import known_columns, read_rows
from wagtail_hjelp.collecting.files.records import empty_activity
from wagtail_hjelp.collecting.files.sheets import read_sheet
from wagtail_hjelp.collecting.files.tables import TABLES
from wagtail_hjelp.collecting.files.templates import template
from wagtail_hjelp.collecting.files.writing import write_sheet
from wagtail_hjelp.vocabularies import Cost

from .any_records import activities, lists_of, organisations

pytestmark = pytest.mark.usefixtures("english")

LANGUAGES = ["en", "nb", "nn", "pl", "ar"]
formats = st.sampled_from(["xlsx", "csv"])
KINDS: list[Any] = ["activity", "organisation"]
CAFE: dict[str, Any] = {**empty_activity(), "title": "Kafé", "summary": "Kom."}


def read_back(data: bytes, kind: Any, format: str) -> list[Any]:
    rows = read_rows(read_sheet(data, f"a.{format}"), kind)
    assert [row.errors for row in rows] == [{}] * len(rows)
    return [row.record for row in rows]


@settings(max_examples=100, deadline=None)
@given(lists_of(activities()), formats, st.sampled_from(LANGUAGES))
def test_activities_that_are_written_are_read_as_they_were(
    records: list[Any], format: Any, language: str
) -> None:
    with translation.override(language):
        data = write_sheet(records, "activity", format=format)
        assert read_back(data, "activity", format) == records


@settings(max_examples=60, deadline=None)
@given(lists_of(organisations()), formats, st.sampled_from(LANGUAGES))
def test_organisations_that_are_written_are_read_as_they_were(
    records: list[Any], format: Any, language: str
) -> None:
    with translation.override(language):
        data = write_sheet(records, "organisation", format=format)
        assert read_back(data, "organisation", format) == records


@settings(max_examples=40, deadline=None)
@given(lists_of(activities()))
def test_no_cell_is_a_formula_to_a_program(records: list[Any]) -> None:
    text = write_sheet(records, "activity", format="csv").decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
        assert not any(cell.strip().startswith(("=", "+", "-", "@")) for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(write_sheet(records, "activity")))
    for row in book.active.iter_rows():
        assert {cell.data_type for cell in row if cell.value is not None} <= {"s"}


def test_file_written_in_norwegian_is_read_in_english() -> None:
    record: Any = {**CAFE, "cost": "free", "audiences": ["youth"]}
    with translation.override("nn"):
        data = write_sheet([record], "activity")
    with translation.override("en"):
        assert read_back(data, "activity", "xlsx") == [record]


def test_chosen_columns_are_written_and_dates_come_together() -> None:
    once = {"kind": "once", "day": "2026-12-24", "last": "", "starts": "", "ends": ""}
    record: Any = {**empty_activity(), "title": "Kafé", "dates": [once], "place": "Her"}
    data = write_sheet([record], "activity", ["title", "dates"], format="csv")
    header = data.decode("utf-8-sig").splitlines()[0]
    assert header == (
        "Title;How often;First date;Last date;Weekdays;Which in the month;"
        "Every how many weeks or months;From;To;Other dates"
    )
    (found,) = read_back(data, "activity", "csv")
    assert found == {**empty_activity(), "title": "Kafé", "dates": [once]}


def test_record_with_several_dates_and_no_key_gets_one() -> None:
    rows = [
        {"kind": "once", "day": f"2026-12-{day}", "last": "", "starts": "", "ends": ""}
        for day in (24, 31)
    ]
    one: Any = {**CAFE, "dates": rows}
    other: Any = {**CAFE, "key": "1", "title": "Kor"}
    found = read_back(write_sheet([one, other], "activity"), "activity", "xlsx")
    assert found == [{**one, "key": "2"}, other]


def test_same_key_twice_or_a_column_that_there_is_none_of_is_a_mistake() -> None:
    record: Any = {**empty_activity(), "key": "1", "title": "Kafé"}
    with pytest.raises(ValueError, match="same key"):
        write_sheet([record, record], "activity")
    with pytest.raises(ValueError, match="colour"):
        write_sheet([record], "activity", ["colour"])


# --- the template ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_template_has_every_column_in_the_active_language(kind: Any, language: str) -> None:
    with translation.override(language):
        sheet = read_sheet(template(kind), "mal.xlsx")
        known = known_columns(sheet, kind)
        assert list(sheet.columns) == [str(column.name) for column in TABLES[kind]]
    assert (known.columns, known.unknown) == (tuple(one.code for one in TABLES[kind]), ())
    assert sheet.rows == ()


def test_template_explains_each_column_and_offers_its_list() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template("activity")))
    sheet, guide = book.worksheets
    assert [row[0].value for row in guide.iter_rows(min_row=2)] == [
        str(column.name) for column in TABLES["activity"]
    ]
    place = next(n for n, one in enumerate(TABLES["activity"], 1) if one.code == "cost")
    letter = sheet.cell(1, place).column_letter
    (choice,) = [
        one
        for one in sheet.data_validations.dataValidation
        if f"{letter}2" in str(one.sqref).split(":")
    ]
    labels = [str(cost.label) for cost in Cost]
    values = [cell.value for cell in guide[place + 1][4 : 4 + len(labels)]]
    assert (values, choice.type) == (labels, "list")
    assert choice.formula1.startswith("'Explanation'!$E$") or choice.formula1.startswith(
        "Explanation!$E$"
    )


def test_template_keeps_zeros_as_they_are_typed() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template("activity"))).worksheets[0]
    place = next(n for n, one in enumerate(TABLES["activity"], 1) if one.code == "postcode")
    assert {sheet.cell(line, place).number_format for line in (2, 500, 1000)} == {"@"}


def test_example_of_a_column_can_be_read() -> None:
    for kind in KINDS:
        guide = openpyxl.load_workbook(io.BytesIO(template(kind))).worksheets[1]
        for line, column in enumerate(TABLES[kind], start=2):
            example = guide.cell(line, 3).value or ""
            if column.read is not None and example:
                column.read(example, column.most)
