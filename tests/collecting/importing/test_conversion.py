"""What a file can say survives the way to a page and back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.collecting.importing.files import KAFE, LAG
from wagtail_hjelp.collecting.entries import apply_record, model_of, read_record
from wagtail_hjelp.collecting.files.conversion import to_entry, to_file, unsayable, with_ids_of

TIMES = {"starts": "14:00", "ends": "16:00"}
ONCE = {"kind": "once", "day": "2026-12-24", "last": "", **TIMES}
CAMP = {"kind": "once", "day": "2026-12-27", "last": "2026-12-29", "starts": "", "ends": ""}
WEEKLY = {
    "kind": "weekly",
    "first": "2026-11-25",
    "weekdays": [2, 4],
    "every": 2,
    "until": "",
    "starts": "22:00",
    "ends": "02:00",
}
MONTHLY = {
    "kind": "monthly",
    "first": "2026-12-01",
    "weekday": 1,
    "ordinals": [1, 3, -1],
    "every": 1,
    "until": "2027-06-01",
    "starts": "10:00",
    "ends": "",
}
LISTED = {"kind": "listed", "days": ["2026-12-24", "2026-12-31"], **TIMES}
BREAK = {"kind": "break", "first": "2026-12-21", "last": "2027-01-03"}


def back(record, kind):
    """A record that has been put on a page and read from it."""
    page = model_of(kind)()
    apply_record(page, to_entry(record, kind))
    return to_file(read_record(page), kind)


@pytest.mark.django_db
@pytest.mark.parametrize("row", [ONCE, CAMP, WEEKLY, MONTHLY, LISTED, BREAK])
def test_row_of_dates_comes_back_as_it_was(row):
    assert back({**KAFE, "dates": [row]}, "activity")["dates"] == [row]


@pytest.mark.django_db
def test_rows_keep_their_order():
    rows = [BREAK, WEEKLY, ONCE, LISTED, MONTHLY]
    assert back({**KAFE, "dates": rows}, "activity")["dates"] == rows


@pytest.mark.django_db
@pytest.mark.parametrize(("record", "kind"), [(KAFE, "activity"), (LAG, "organisation")])
def test_record_comes_back_without_its_key(record, kind):
    assert back(record, kind) == {**record, "key": ""}


@given(
    first=st.dates(min_value=date(1970, 1, 1), max_value=date(2100, 12, 31)),
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(sorted),
    every=st.integers(1, 52),
)
def test_any_weekly_row_comes_back(first, weekdays, every):
    row = {**WEEKLY, "first": f"{first}", "weekdays": weekdays, "every": every}
    entry = to_entry({**KAFE, "dates": [row]}, "activity")
    assert to_file(entry, "activity")["dates"] == [row]


def test_price_that_a_page_cannot_say_is_told():
    assert unsayable({"cost_amount": "50.00"}) == {}
    assert unsayable({"cost_amount": ""}) == {}
    assert list(unsayable({"cost_amount": "49.50"})) == ["cost_amount"]


def stored(*rows):
    return to_entry({**KAFE, "dates": list(rows)}, "activity")["dates"]


def test_rows_that_say_the_same_keep_their_ids_wherever_they_stand():
    there = stored(WEEKLY, ONCE)
    told = with_ids_of(there, stored(ONCE, WEEKLY))
    assert told == [there[1], there[0]]


def test_row_that_says_something_new_takes_the_place_of_one_of_its_type():
    there = stored(WEEKLY, ONCE)
    there[0]["value"]["not_on_holidays"] = True
    told = with_ids_of(there, stored({**WEEKLY, "starts": "21:00"}, LISTED, ONCE))
    assert [row["id"] for row in told[::2]] == [there[0]["id"], there[1]["id"]]
    assert told[1]["id"] not in {row["id"] for row in there}
    assert told[0]["value"]["not_on_holidays"] is True
    assert told[0]["value"]["starts"] == "21:00"
