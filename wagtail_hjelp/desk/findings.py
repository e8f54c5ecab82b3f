"""What is doubtful in rows of opening hours, in words that say what to do, and at which row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.hours.reading import Row, read_rows
from wagtail_hjelp.hours.words import (
    clock,
    clock_range,
    date_range_text,
    days_text,
    weekday_date_text,
)
from wagtail_hjelp.schedule import Weeks
from wagtail_hjelp.schedule.finding import Finding, FindingCode
from wagtail_hjelp.schedule.lint import findings
from wagtail_hjelp.schedule.rules import DAY


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row of the form: its id in the page, and what it is called."""

    row_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A doubt in words; ``row_id`` is ``""`` where no row can be pointed at."""

    text: str
    row_id: str = ""
    row_name: str = ""


def warnings(rows: Iterable[Row], block: StreamBlock, book: HoursBook, today: date) -> list[Warned]:
    """Return what is doubtful in stored rows; what they inherit from shared hours is not theirs."""
    rows = list(rows)
    read = book.read(rows)
    if read.outside or read.say_nothing:
        return []
    places = row_places(rows, block)
    found = []
    for finding in findings(read.rules, book.calendar, today):
        place = places.get(finding.row or "")
        text = finding_text(finding, today)
        found.append(Warned(text, place.row_id, place.name) if place else Warned(text))
    return found


# --- where ----------------------------------------------------------------------------------

# How the parts of rules that come from rows of a type are called in a finding's path.
_PARTS = {
    "weekly": "weekly",
    "period": "periods",
    "exception": "exceptions",
    "closure": "closures",
}


def row_places(rows: Iterable[Row], block: StreamBlock) -> dict[str, RowPlace]:
    """Return the rows by the paths that findings have, such as ``periods[0].rows[2]``.

    Rows that are not finished say nothing and have no path.
    """
    rows = list(rows)
    names = _names(rows, block)
    found: dict[str, RowPlace] = {}
    counts: dict[str, int] = {}
    for row, name in zip(rows, names, strict=True):
        part = _PARTS.get(row["type"])
        if part and getattr(read_rows([row]).rules, part):
            path = f"{part}[{counts.get(part, 0)}]"
            counts[part] = counts.get(part, 0) + 1
            found[path] = RowPlace(str(row.get("id") or ""), name)
            if part == "periods":
                found.update(_rows_of_period(row, path, name))
        elif row["type"] == "holidays" and read_rows([row]).rules.holidays:
            found.setdefault("holidays", RowPlace(str(row.get("id") or ""), name))
    found.update(_named_days(rows, names))
    return found


def _names(rows: Iterable[Row], block: StreamBlock) -> list[str]:
    """Return what rows are called, with a number where there are several of a sort."""
    kinds = [row["type"] for row in rows]
    names = []
    for position, kind in enumerate(kinds):
        label = str(block.child_blocks[kind].label)
        number = kinds[: position + 1].count(kind)
        names.append(f"{label} {number}" if kinds.count(kind) > 1 else label)
    return names


def _rows_of_period(row: Row, path: str, name: str) -> Iterator[tuple[str, RowPlace]]:
    number = 0
    for item in row["value"]["rows"]:
        if read_rows([{"type": "weekly", "value": item["value"]}]).rules.weekly:
            yield f"{path}.rows[{number}]", RowPlace(str(item.get("id") or ""), name)
            number += 1


def _named_days(rows: list[Row], names: list[str]) -> Iterator[tuple[str, RowPlace]]:
    """Yield the first row of each day with a name; rows about the same day are one rule."""
    by_day: dict[str, list[tuple[Row, str]]] = {}
    for row, name in zip(rows, names, strict=True):
        if row["type"] == "special_day" and row["value"].get("day"):
            by_day.setdefault(row["value"]["day"], []).append((row, name))
    finished = [
        pairs[0]
        for pairs in by_day.values()
        if read_rows([row for row, _name in pairs]).rules.named_days
    ]
    for number, (row, name) in enumerate(finished):
        yield f"named_days[{number}]", RowPlace(str(row.get("id") or ""), name)


# --- words ----------------------------------------------------------------------------------


def finding_text(finding: Finding, today: date) -> str:
    """Return a doubt as a sentence or two, in the active language."""
    text = _TEXTS[finding.code]
    said = text(finding, today) if callable(text) else str(text)
    return said % _words(finding, today)


def _words(finding: Finding, today: date) -> Mapping[str, str]:
    first, last = finding.times or (0, 0)
    if first >= DAY:
        first, last = first - DAY, last - DAY
    dates = finding.dates
    return {
        "days": _days(finding),
        "times": clock_range(first, last) if first != last else clock(first % DAY),
        "time": clock(last % DAY),
        "dates": date_range_text(dates[0], dates[-1], today) if dates else "",
        "date": weekday_date_text(dates[0], today) if dates else "",
    }


def _days(finding: Finding) -> str:
    text = days_text(finding.days) if finding.days else ""
    if finding.weeks is Weeks.EVEN:
        return gettext("%(days)s in even weeks") % {"days": text}
    if finding.weeks is Weeks.ODD:
        return gettext("%(days)s in odd weeks") % {"days": text}
    return text


def _overlap(finding: Finding, today: date) -> str:
    if finding.dates:
        return gettext("Two exceptions speak of %(dates)s. Change or remove one of them.")
    if finding.days:
        return gettext("Two rows speak of %(days)s %(times)s. Change or remove one of them.")
    return gettext("The hours of these days overlap: %(times)s. Change or remove one of the rows.")


def _cut_nothing(finding: Finding, today: date) -> str:
    if finding.times and finding.times[0] >= DAY:
        return gettext(
            "“Closed” after midnight (%(times)s) cuts nothing out of the hours of the next day. "
            "Give the next day a row of its own."
        )
    return gettext(
        "“Closed %(times)s” cuts nothing out of that day’s own hours. A night belongs to the day "
        "it starts on: write it as two rows, such as 20:00–03:00 and 03:30–08:00."
    )


def _night_meets_morning(finding: Finding, today: date) -> str:
    first, last = finding.times or (0, 0)
    if first == last:
        return gettext(
            "The night ends just when the next day begins (%(days)s %(time)s), so that it is open "
            "without a break. If that is not meant, change one of the times."
        )
    return gettext(
        "The night lasts into the hours of the next day: %(days)s %(times)s. Change one of the "
        "times."
    )


def _period_never(finding: Finding, today: date) -> str:
    if finding.dates and finding.dates[-1] < today:
        return gettext("The period %(dates)s is over. Remove the row, or change the dates.")
    if finding.other:
        return gettext(
            "This period never applies: another one covers all its days and comes first. Remove "
            "one of them, or change the dates."
        )
    return gettext("This period never applies. Remove the row, or change the dates.")


def _holidays_unsaid(finding: Finding, today: date) -> str:
    if finding.dates:
        return gettext(
            "No row says what applies on public holidays. The page will say that the hours are not "
            "stated, next on %(date)s. Add a row “Public holidays”."
        )
    return gettext("No row says what applies on public holidays. Add a row “Public holidays”.")


def _named_day_hidden(finding: Finding, today: date) -> str:
    if finding.other:
        return gettext("Another row decides on the same day. Remove one of them.")
    return gettext(
        "The municipality’s special days decide on this day, so that the row changes nothing. "
        "Remove it, or use an exception on the date."
    )


# A sentence, or what chooses one.
_TEXTS: dict[FindingCode, Any] = {
    FindingCode.NOTHING_SAID: _("No row says anything yet: the opening hours are not stated."),
    FindingCode.HOLE: _(
        "%(days)s %(times)s is not covered. If it should be, add a row for it or let the row "
        "before it last until then."
    ),
    FindingCode.OVERLAP: _overlap,
    FindingCode.CUT_NOTHING: _cut_nothing,
    FindingCode.NIGHT_MEETS_MORNING: _night_meets_morning,
    FindingCode.PERIOD_NEVER: _period_never,
    FindingCode.PERIODS_OVERLAP: _(
        "Two periods cover %(dates)s, and the row that stands first decides. Change the dates of "
        "one of them."
    ),
    FindingCode.EXCEPTION_PASSED: _("%(dates)s is over: you can remove the row."),
    FindingCode.CLOCK_CHANGE: _(
        "The clock changes on the night to %(date)s, just where these hours (%(times)s) begin or "
        "end. Another time is safer."
    ),
    FindingCode.HOLIDAYS_UNSAID: _holidays_unsaid,
    FindingCode.OUTSIDE_PERIODS_UNSAID: _(
        "Outside the periods no row says anything, next %(dates)s. Add weekly hours for the rest "
        "of the year."
    ),
    FindingCode.NAMED_DAY_HIDDEN: _named_day_hidden,
}
