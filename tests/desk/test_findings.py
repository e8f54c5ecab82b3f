"""Every doubt has words, and finds its row."""

from datetime import date

import pytest

from wagtail_hjelp.blocks.hours import HoursBlock
from wagtail_hjelp.desk.findings import finding_text, row_places, warnings
from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.schedule import Calendar, Weeks
from wagtail_hjelp.schedule.finding import Finding, FindingCode

from .rows import OFFICE, closure, exception, holidays, period, row, special_day, weekly

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (
            Finding(FindingCode.NOTHING_SAID),
            "No row says anything yet: the opening hours are not stated.",
        ),
        (
            Finding(FindingCode.HOLE, (0,), times=(0, 480), weeks=Weeks.EVEN),
            "Monday in even weeks 00:00–08:00 is not covered. If it should be, add a row for it "
            "or let the row before it last until then.",
        ),
        (
            Finding(FindingCode.OVERLAP, (0, 1), times=(600, 720), row="weekly[1]"),
            "Two rows speak of Monday, Tuesday 10:00–12:00. Change or remove one of them.",
        ),
        (
            Finding(FindingCode.OVERLAP, dates=(date(2026, 12, 24),), row="exceptions[1]"),
            "Two exceptions speak of Thursday 24 December. Change or remove one of them.",
        ),
        (
            Finding(FindingCode.OVERLAP, times=(600, 720), row="holidays"),
            "The hours of these days overlap: 10:00–12:00. Change or remove one of the rows.",
        ),
        (
            Finding(FindingCode.CUT_NOTHING, (0,), times=(180, 210)),
            "“Closed 03:00–03:30” cuts nothing out of that day’s own hours. A night belongs to the "
            "day it starts on: write it as two rows, such as 20:00–03:00 and 03:30–08:00.",
        ),
        (
            Finding(FindingCode.CUT_NOTHING, (0,), times=(1440, 1500)),
            "“Closed” after midnight (00:00–01:00) cuts nothing out of the hours of the next day. "
            "Give the next day a row of its own.",
        ),
        (
            Finding(FindingCode.NIGHT_MEETS_MORNING, (0,), times=(480, 540)),
            "The night lasts into the hours of the next day: Monday 08:00–09:00. Change one of "
            "the times.",
        ),
        (
            Finding(FindingCode.NIGHT_MEETS_MORNING, (0,), times=(480, 480)),
            "The night ends just when the next day begins (Monday 08:00), so that it is open "
            "without a break. If that is not meant, change one of the times.",
        ),
        (
            Finding(FindingCode.PERIOD_NEVER, dates=(date(2026, 6, 1), date(2026, 6, 30))),
            "The period 1–30 June is over. Remove the row, or change the dates.",
        ),
        (
            Finding(FindingCode.PERIOD_NEVER, other="periods[0]"),
            "This period never applies: another one covers all its days and comes first. Remove "
            "one of them, or change the dates.",
        ),
        (
            Finding(FindingCode.PERIOD_NEVER),
            "This period never applies. Remove the row, or change the dates.",
        ),
        (
            Finding(FindingCode.PERIODS_OVERLAP, dates=(date(2027, 6, 1), date(2027, 6, 30))),
            "Two periods cover 1–30 June 2027, and the row that stands first decides. Change the "
            "dates of one of them.",
        ),
        (
            Finding(FindingCode.EXCEPTION_PASSED, dates=(date(2026, 11, 2),)),
            "Monday 2 November is over: you can remove the row.",
        ),
        (
            Finding(FindingCode.CLOCK_CHANGE, dates=(date(2027, 3, 28),), times=(150, 600)),
            "The clock changes on the night to Sunday 28 March 2027, just where these hours "
            "(02:30–10:00) begin or end. Another time is safer.",
        ),
        (
            Finding(FindingCode.HOLIDAYS_UNSAID, dates=(date(2026, 12, 25),)),
            "No row says what applies on public holidays. The page will say that the hours are "
            "not stated, next on Friday 25 December. Add a row “Public holidays”.",
        ),
        (
            Finding(FindingCode.HOLIDAYS_UNSAID),
            "No row says what applies on public holidays. Add a row “Public holidays”.",
        ),
        (
            Finding(FindingCode.OUTSIDE_PERIODS_UNSAID, dates=(date(2026, 11, 22),)),
            "Outside the periods no row says anything, next Sunday 22 November. Add weekly hours "
            "for the rest of the year.",
        ),
        (
            Finding(FindingCode.NAMED_DAY_HIDDEN, other="named_days[0]"),
            "Another row decides on the same day. Remove one of them.",
        ),
        (
            Finding(FindingCode.NAMED_DAY_HIDDEN),
            "The municipality’s special days decide on this day, so that the row changes nothing. "
            "Remove it, or use an exception on the date.",
        ),
    ],
)
def test_words(finding, expected):
    assert finding_text(finding, TODAY) == expected


@pytest.mark.parametrize("code", list(FindingCode))
def test_every_code_has_words_even_without_places(code):
    assert finding_text(Finding(code), TODAY)


def test_rows_are_found_by_the_paths_of_findings():
    summer = period("2027-06-15", "2027-08-15", weekly("0", "", ""), OFFICE)
    rows = [
        weekly("", "08:00", "12:00"),
        OFFICE,
        holidays(),
        row("follows_calendar"),
        special_day("christmas_eve", "hours"),
        special_day("new_years_eve"),
        exception("2026-12-02"),
        exception(""),
        summer,
        closure("2026-12-20", ""),
    ]
    found = {path: place.name for path, place in row_places(rows, HoursBlock()).items()}
    assert found == {
        "weekly[0]": "Weekly hours 2",
        "holidays": "Public holidays",
        "named_days[0]": "A special day, every year 2",
        "exceptions[0]": "Exception on a date 1",
        "periods[0]": "Period with other hours",
        "periods[0].rows[0]": "Period with other hours",
        "closures[0]": "Temporarily closed",
    }
    places = row_places(rows, HoursBlock())
    assert places["weekly[0]"].row_id == OFFICE["id"]
    assert places["periods[0].rows[0]"].row_id == summer["value"]["rows"][1]["id"]


def test_rows_that_say_nothing_raise_no_doubt():
    book = HoursBook(Calendar())
    for rows in ([], [row("outside")], [weekly("", "", "")]):
        assert warnings(rows, HoursBlock(), book, TODAY) == []
