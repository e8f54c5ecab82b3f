"""Dates that are counted from the day of loading."""

from datetime import date, time

import pytest

from example_site.demo.content import ContentError
from example_site.demo.dates import date_of
from example_site.demo.hours import HoursReader, special_days

ROMJUL = {"kind": "romjul", "what": "closes_at", "closes": "14:00"}
PLANNING = {"kind": "planning_day", "first": "easter+40", "what": "closed"}


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("2026-09-15", date(2030, 1, 1), date(2026, 9, 15)),
        ("christmas", date(2026, 11, 22), date(2026, 12, 25)),
        ("christmas-1", date(2026, 12, 31), date(2026, 12, 24)),
        ("christmas+7", date(2026, 12, 31), date(2027, 1, 1)),
        ("christmas+7", date(2027, 1, 6), date(2027, 1, 1)),
        ("christmas+7", date(2027, 1, 7), date(2028, 1, 1)),
        ("easter", date(2027, 1, 1), date(2027, 3, 28)),
        ("easter+40", date(2027, 5, 27), date(2027, 5, 7)),
        ("easter+40", date(2027, 5, 28), date(2028, 5, 26)),
        ("monday", date(2026, 11, 23), date(2026, 11, 23)),
        ("monday-21", date(2026, 11, 29), date(2026, 11, 2)),
    ],
)
def test_a_date(text: str, today: date, expected: date) -> None:
    assert date_of(text, today) == expected


@pytest.mark.parametrize("text", ["", "summer", "christmas1", "christmas + 1", "24.12.2026"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ContentError, match="not a date"):
        date_of(text, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 22), [(date(2026, 12, 27), date(2026, 12, 30))]),
        (
            date(2026, 12, 30),
            [(date(2026, 12, 27), date(2026, 12, 30)), (date(2027, 12, 27), date(2027, 12, 30))],
        ),
        (date(2026, 12, 31), [(date(2027, 12, 27), date(2027, 12, 30))]),
    ],
)
def test_special_days_of_the_coming_year(
    today: date, expected: list[tuple[date, date | None]]
) -> None:
    found = special_days(ROMJUL, today)
    assert [(day.first, day.last) for day in found] == expected
    assert {(day.kind, day.what, day.closes) for day in found} == {
        ("romjul", "closes_at", time(14))
    }


def test_a_special_day_with_a_date_of_its_own() -> None:
    (day,) = special_days(PLANNING, date(2026, 11, 22))
    assert (day.kind, day.first, day.last) == ("planning_day", date(2027, 5, 7), None)
    assert special_days(PLANNING, date(2027, 5, 8)) == []


def test_a_special_day_that_an_editor_could_not_save() -> None:
    with pytest.raises(ContentError, match="romjul"):
        special_days({"kind": "romjul", "what": "closes_at"}, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"use": "nobody"}, "no rows are called 'nobody'"),
        ({"type": "same_as", "hours": "Slottet"}, "no shared hours are called 'Slottet'"),
    ],
)
def test_rows_that_refer_to_nothing(row: dict[str, str], problem: str) -> None:
    with pytest.raises(ContentError, match=problem):
        HoursReader(date(2026, 11, 22)).rows("x", [row])


def test_rows_in_a_set_stand_where_it_is_used_and_keep_their_ids() -> None:
    closed = {"type": "holidays", "what": "closed"}
    reader = HoursReader(date(2026, 11, 22), {"office": [closed, {"type": "follows_calendar"}]})
    rows = reader.rows("x", [{"type": "always"}, {"use": "office"}])
    assert [(row["type"], row["value"]) for row in rows] == [
        ("always", None),
        ("holidays", {"what": "closed"}),
        ("follows_calendar", None),
    ]
    assert rows == reader.rows("x", [{"type": "always"}, {"use": "office"}])
    assert len({row["id"] for row in rows}) == 3
