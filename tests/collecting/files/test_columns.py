"""What people write in a table becomes a record; what may mean two things becomes an error."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import translation

from wagtail_hjelp.collecting.files.cells import Cell, Line
from wagtail_hjelp.collecting.files.choices import folded
from wagtail_hjelp.collecting.files.columns import ReadRow, known_columns, read_rows
from wagtail_hjelp.collecting.files.days import read_clock, read_date, read_dates
from wagtail_hjelp.collecting.files.records import empty_activity, empty_organisation
from wagtail_hjelp.collecting.files.refusing import Refused, Wrong
from wagtail_hjelp.collecting.files.rhythms import Rhythm, read_rhythm
from wagtail_hjelp.collecting.files.sheets import Sheet
from wagtail_hjelp.collecting.files.tables import TABLES

pytestmark = pytest.mark.usefixtures("english")


def sheet(*rows: dict[str, Cell]) -> Sheet:
    """Return a table with a row for each dict, under all their keys."""
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    lines = [
        Line(number, tuple(row.get(name, "") for name in columns))
        for number, row in enumerate(rows, start=2)
    ]
    return Sheet(columns, tuple(lines))


def read_one(**cells: Cell) -> ReadRow:
    (row,) = read_rows(sheet({"title": "Kafé", **cells}), "activity")
    return row


def dates_of(**cells: Cell) -> Any:
    row = read_one(**cells)
    assert row.errors == {}
    return row.record["dates"]  # type: ignore[typeddict-item]


# --- headers --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "nb", "nn"])
@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("TITTEL", "title"),
        (" Namn ", "title"),
        ("Post-nr.", "postcode"),
        ("E-post", "email"),
        ("Arrangør", "organisation"),
        ("Startdato", "first_date"),
        ("Vekedagar", "weekdays"),
        ("Fra kl.", "starts"),
        ("Sign-up by", "sign_up_by"),
        ("come_alone", "come_alone"),
    ],
)
def test_column_is_known_by_its_usual_names(header: str, field: str, language: str) -> None:
    columns = (header,) if field == "title" else ("Title", header)
    with translation.override(language):
        known = known_columns(Sheet(columns, ()), "activity")
    assert (known.columns[-1], known.unknown) == (field, ())


def test_columns_that_are_none_are_told_once() -> None:
    known = known_columns(Sheet(("Tittel", "Hemmelig", "", "Vår ref."), ()), "activity")
    assert known == (("title",), ("Hemmelig", "Vår ref."))


@pytest.mark.parametrize("columns", [("Hemmelig",), ("Sted",), ("Tittel", "Navn")])
def test_table_without_a_title_or_with_two_is_refused(columns: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        read_rows(Sheet(columns, ()), "activity")


@pytest.mark.parametrize("kind", ["activity", "organisation"])
def test_no_name_is_of_two_columns(kind: Any) -> None:
    names: dict[str, str] = {}
    for column in TABLES[kind]:
        own = {column.code, *column.usual.split("|")}
        for language in ("en", "nb", "nn"):
            with translation.override(language):
                own.add(str(column.name))
        for name in {folded(name) for name in own}:
            assert names.setdefault(name, column.code) == column.code


# --- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        ({"postcode": 152}, {"postcode": "0152"}),
        ({"postcode": "152.0"}, {"postcode": "0152"}),
        ({"postcode": "0152"}, {"postcode": "0152"}),
        ({"phone": "22225555.0"}, {"phone": "+4722225555"}),
        ({"phone": 22225555}, {"phone": "+4722225555"}),
        ({"phone": 4722225555}, {"phone": "+4722225555"}),
        ({"phone": "116 117"}, {"phone": "116117"}),
        ({"web": "www.example.org/x"}, {"web": "https://www.example.org/x"}),
        ({"audiences": "barn, Ungdom"}, {"audiences": ["children", "youth"]}),
        ({"audiences": "youth; Older people"}, {"audiences": ["youth", "seniors"]}),
        ({"languages": "engelsk; Ukrainsk; nb"}, {"languages": ["nb", "en", "uk"]}),
        ({"come_alone": "Ja"}, {"come_alone": "yes"}),
        ({"come_alone": True}, {"come_alone": "yes"}),
        ({"come_alone": "vet ikke"}, {"come_alone": "unknown"}),
        ({"cost": "Gratis"}, {"cost": "free"}),
        ({"cost": "50 kr"}, {"cost": "paid", "cost_amount": "50.00"}),
        ({"cost": "kr 1 500,-"}, {"cost": "paid", "cost_amount": "1500.00"}),
        ({"cost": "0 kr"}, {"cost": "free"}),
        ({"cost_amount": 50.5}, {"cost": "paid", "cost_amount": "50.50"}),
        ({"sign_up": "nei"}, {"sign_up": "none"}),
        ({"sign_up_by": "24. desember 2026"}, {"sign_up_by": "2026-12-24"}),
        ({"age_from": "13 år", "age_to": 18.0}, {"age_from": 13, "age_to": 18}),
        ({"topics": "a-b; c"}, {"topics": ["a-b", "c"]}),
        ({"place": "Biblioteket,\n2. etasje"}, {"place": "Biblioteket, 2. etasje"}),
    ],
)
def test_values_are_read_as_people_write_them(
    cells: dict[str, Cell], fields: dict[str, Any]
) -> None:
    row = read_one(**cells)
    assert row == ReadRow(2, {**empty_activity(), "title": "Kafé", **fields}, {}, (2,))  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("postcode", 15),
        ("phone", "2,22E+07"),
        ("phone", "spør"),
        ("email", "kari(at)example.org"),
        ("web", "javascript:alert(1)"),
        ("web", "http://[x"),
        ("audiences", "barn og unge"),
        ("languages", "norsk"),
        ("languages", "kurdisk"),
        ("come_alone", "kanskje"),
        ("cost", "30–50 kr"),
        ("cost", "1.500 kr"),
        ("age_from", "ung"),
        ("sign_up_by", "04/05/2026"),
        ("sign_up_by", "24.12."),
        ("title", "x" * 256),
        ("summary", "x" * 301),
        ("topics", "<b>"),
        ("language", "norsk bokmål"),
    ],
)
def test_what_cannot_be_read_in_one_way_is_an_error_beside_the_field(
    field: str, cell: Cell
) -> None:
    row = read_one(**{field: cell})
    assert set(row.errors) == {field}


def test_error_in_one_row_loses_nothing_of_the_others() -> None:
    rows = read_rows(
        sheet(
            {"title": "A", "phone": "x", "place": "Her"},
            {"title": "", "place": "Der"},
            {"title": "C"},
        ),
        "activity",
    )
    assert [(row.line, set(row.errors)) for row in rows] == [
        (2, {"phone"}),
        (3, {"title"}),
        (4, set()),
    ]
    assert rows[0].record == {**empty_activity(), "title": "A", "place": "Her"}


def test_row_with_more_cells_than_columns_is_an_error() -> None:
    (row,) = read_rows(Sheet(("title",), (Line(2, ("A", "B")),)), "activity")
    assert set(row.errors) == {""}


def test_contradictions_between_columns_are_errors() -> None:
    assert set(read_one(age_from=18, age_to=13).errors) == {"age_to"}
    assert set(read_one(cost="gratis", cost_amount=50).errors) == {"cost_amount"}
    assert set(read_one(cost="50 kr", cost_amount=60).errors) == {"cost_amount"}


def test_organisation_is_read() -> None:
    (row,) = read_rows(
        sheet({"Navn": "Kirken", "Type": "menighet", "Orgnr": "974 760 673", "Sammendrag": "x"}),
        "organisation",
    )
    assert row.errors == {}
    assert row.record == {
        **empty_organisation(),
        "title": "Kirken",
        "summary": "x",
        "kind": "congregation",
        "number": "974760673",
    }


# --- dates ----------------------------------------------------------------------------------------

WEEKLY = {
    "kind": "weekly",
    "first": "2026-11-25",
    "weekdays": [2],
    "every": 1,
    "until": "",
    "starts": "",
    "ends": "",
}
MONTHLY = {
    "kind": "monthly",
    "first": "2026-12-01",
    "weekday": 1,
    "ordinals": [1],
    "every": 1,
    "until": "",
    "starts": "",
    "ends": "",
}
ONCE = {"kind": "once", "day": "2026-12-24", "last": "", "starts": "", "ends": ""}
EVENING = ONCE | {"starts": "18:00", "ends": "20:00"}


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        ({"first_date": "24.12.2026"}, ONCE),
        ({"first_date": date(2026, 12, 24), "starts": time(18)}, ONCE | {"starts": "18:00"}),
        (
            {"first_date": 46380, "starts": 0.75, "ends": 20},
            ONCE | {"starts": "18:00", "ends": "20:00"},
        ),
        (
            {"first_date": "24.12.2026", "starts": "18–20"},
            ONCE | {"starts": "18:00", "ends": "20:00"},
        ),
        (
            {
                "first_date": "24.12.2026",
                "last_date": "26.12.2026",
                "repeats": "once",
            },
            ONCE | {"last": "2026-12-26"},
        ),
        ({"first_date": "25.11.2026", "repeats": "hver onsdag"}, WEEKLY),
        ({"first_date": "25.11.2026", "repeats": "Hver uke"}, WEEKLY),
        ({"first_date": "25.11.2026", "weekdays": "onsdager"}, WEEKLY),
        ({"first_date": "25.11.2026", "weekdays": "annenhver onsdag"}, WEEKLY | {"every": 2}),
        ({"first_date": "25.11.2026", "weekdays": "onsdag", "every": 3}, WEEKLY | {"every": 3}),
        (
            {"first_date": "25.11.2026", "last_date": "16.12.2026", "weekdays": "mandag, onsdag"},
            WEEKLY | {"weekdays": [0, 2], "until": "2026-12-16"},
        ),
        ({"first_date": "1.12.2026", "repeats": "første tirsdag i måneden"}, MONTHLY),
        (
            {"first_date": "1.12.2026", "weekdays": "tirsdag", "ordinals": "første; siste"},
            MONTHLY | {"ordinals": [1, -1]},
        ),
        (
            {"other_dates": "31.12.2026, 24.12.2026", "starts": "12"},
            {"kind": "listed", "days": ["2026-12-24", "2026-12-31"], "starts": "12:00", "ends": ""},
        ),
        (
            {"first_date": "24.12.2026", "other_dates": "31.12.2026"},
            {"kind": "listed", "days": ["2026-12-24", "2026-12-31"], "starts": "", "ends": ""},
        ),
    ],
)
def test_line_says_one_row_of_dates(cells: dict[str, Cell], row: Any) -> None:
    assert dates_of(**cells) == [row]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"first_date": "21.12.2026", "last_date": "23.12.2026"}, "repeats"),
        ({"weekdays": "onsdag"}, "first_date"),
        ({"first_date": "24.11.2026", "weekdays": "onsdag"}, "first_date"),
        ({"first_date": "24.12.2026", "last_date": "23.12.2026", "repeats": "once"}, "last_date"),
        ({"first_date": "24.12.2026", "repeats": "hver andre torsdag"}, "repeats"),
        ({"first_date": "24.12.2026", "repeats": "once", "weekdays": "torsdag"}, "weekdays"),
        ({"first_date": "24.12.2026", "repeats": "hver onsdag", "weekdays": "torsdag"}, "weekdays"),
        (
            {"first_date": "25.11.2026", "weekdays": "onsdag", "other_dates": "24.12.2026"},
            "other_dates",
        ),
        ({"first_date": "24.12.2026", "ends": "20"}, "starts"),
        ({"first_date": "24.12.2026", "starts": "18–20", "ends": "21"}, "ends"),
        ({"first_date": "24.12.2026", "starts": "kveld"}, "starts"),
        ({"first_date": "1.12.2026", "repeats": "monthly"}, "ordinals"),
        ({"first_date": datetime(2026, 12, 24, 18)}, "first_date"),
        ({"first_date": "24.12.2026", "last_date": "3.1.2027", "repeats": "break"}, "repeats"),
    ],
)
def test_dates_that_may_mean_two_things_are_asked_about(
    cells: dict[str, Cell], column: str
) -> None:
    assert set(read_one(**cells).errors) == {column}


def test_lines_with_the_same_key_are_one_activity_with_several_rows_of_dates() -> None:
    rows = read_rows(
        sheet(
            {"key": 7, "title": "Kafé", "place": "Her", "first_date": "24.12.2026"},
            {"key": "8", "title": "Kor"},
            {"key": "7", "first_date": "31.12.2026"},
            {
                "key": 7,
                "title": "Kafé",
                "first_date": "1.1.2027",
                "last_date": "3.1.2027",
                "repeats": "break",
            },
        ),
        "activity",
    )
    assert [(row.line, row.lines, row.errors) for row in rows] == [
        (2, (2, 4, 5), {}),
        (3, (3,), {}),
    ]
    assert rows[0].record["dates"] == [  # type: ignore[typeddict-item]
        ONCE,
        ONCE | {"day": "2026-12-31"},
        {"kind": "break", "first": "2027-01-01", "last": "2027-01-03"},
    ]


def test_lines_with_the_same_key_may_not_say_different_things() -> None:
    (row,) = read_rows(
        sheet(
            {"key": "7", "title": "Kafé", "first_date": "24.12.2026"},
            {"key": "7", "title": "Kor", "first_date": "x"},
            {"key": "7", "title": "Kafé"},
        ),
        "activity",
    )
    assert set(row.errors) == {"title", "first_date", "key"}
    assert row.errors["title"].startswith("Line 3: ")


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("mandag og onsdag", Rhythm("", (0, 2))),
        ("man–fre", Rhythm("", (0, 1, 2, 3, 4))),
        ("Every Wednesday", Rhythm("weekly", (2,), (), 1)),
        ("annankvar tysdag", Rhythm("weekly", (1,), (), 2)),
        ("every other Wednesday", Rhythm("weekly", (2,), (), 2)),
        ("hver tredje uke på torsdager", Rhythm("weekly", (3,), (), 3)),
        ("hver 2. uke", Rhythm("weekly", (), (), 2)),
        ("hver to uker", Rhythm("weekly", (), (), 2)),
        ("onsdag annenhver uke", Rhythm("weekly", (2,), (), 2)),
        ("hver dag", Rhythm("weekly", (0, 1, 2, 3, 4, 5, 6), (), 1)),
        ("1. og 3. mandag i måneden", Rhythm("monthly", (0,), (1, 3), 1)),
        ("siste fredag hver måned", Rhythm("monthly", (4,), (-1,), 1)),
        ("hver andre onsdag i måneden", Rhythm("monthly", (2,), (2,), 1)),
        ("første mandag annenhver måned", Rhythm("monthly", (0,), (1,), 2)),
    ],
)
def test_rhythm_in_words(text: str, rhythm: Rhythm) -> None:
    assert read_rhythm(text) == rhythm


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "hver andre onsdag",
        "første onsdag",
        "annenhver",
        "fre–man",
        "onsdag i uke 48",
        "5. mandag i måneden",
        "hver 99. uke",
        "ikke mandag",
        "mandag?",
        "0. mandag i måneden",
    ],
)
def test_rhythm_that_is_unclear_is_an_error(text: str) -> None:
    with pytest.raises(Wrong):
        read_rhythm(text)


@pytest.mark.parametrize(
    "text",
    [
        "24.12.2026",
        "24. 12. 2026",
        "24.12.26",
        "2026-12-24",
        "24/12/2026",
        "24. desember 2026",
        "torsdag 24. des. 2026",
        "24 December 2026",
        "46380",
        "2026-12-24 00:00:00",
    ],
)
def test_date_as_people_write_it(text: str) -> None:
    assert read_date(text) == "2026-12-24"


def test_dates_in_a_list_are_sorted_and_each_is_there_once() -> None:
    text = "31.12.2026; 24.12.2026 og 24.12.2026\n1. januar 2027"
    assert read_dates(text) == ["2026-12-24", "2026-12-31", "2027-01-01"]
    with pytest.raises(Wrong):
        read_dates(
            ";".join(f"{day}.{month}.2026" for month in range(1, 10) for day in range(1, 28))
        )


@pytest.mark.parametrize(
    "text", ["18", "18.00", "18:00", "kl. 18", "kl 18:00", "1800", "6 pm", "6:00 p.m.", "18:00:00"]
)
def test_time_as_people_write_it(text: str) -> None:
    assert read_clock(text) == ("18:00", "")


@pytest.mark.parametrize(
    "cell", ["25", "18:60", "18:30:15", "180", "9.5", 9.3, True, -1, 1e300, "🕕"]
)
def test_time_that_is_none_is_an_error(cell: Cell) -> None:
    with pytest.raises(Wrong):
        read_clock(cell)
