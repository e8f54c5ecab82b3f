"""One line of a table and one row of dates: what its columns mean together, and back.

A line says one thing: a date, several days in a row, a rule, a list of dates, a break. What its
columns leave open is asked for and never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from wagtail_hjelp.hours.words import weekday_date_text
from wagtail_hjelp.schedule import Monthly, Weekly, mismatch
from wagtail_hjelp.vocabularies import Ordinal, Weekday

from .cells import Cell
from .choices import label_of, labels, read_code, read_codes
from .days import read_clock, read_date, read_dates
from .headers import Repeats
from .records import DateRow, MonthlyRow, WeeklyRow, dates_of
from .refusing import Wrong
from .rhythms import Rhythm, read_rhythm
from .values import read_count, read_line

_MOST = 200


class DatesWrong(Exception):
    """What is wrong with a row of dates, by column."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(errors)
        self.errors = errors


def read_date_row(cells: Mapping[str, Cell], epoch: date) -> DateRow | None:
    """Return what the cells of a line (by column, none of them empty) say; None for nothing.

    Raises :class:`DatesWrong`.
    """
    if not cells:
        return None
    return _Line(cells, epoch).read()


class _Line:
    def __init__(self, cells: Mapping[str, Cell], epoch: date) -> None:
        self.cells = cells
        self.epoch = epoch
        self.errors: dict[str, str] = {}

    def read(self) -> DateRow:
        first = self._value("first_date", lambda cell: read_date(cell, self.epoch), "")
        last = self._value("last_date", lambda cell: read_date(cell, self.epoch), "")
        others = self._value("other_dates", lambda cell: read_dates(cell, self.epoch), [])
        every = self._value("every", lambda cell: read_count(cell, _MOST), 0)
        ordinals = self._value("ordinals", _read_ordinals, [])
        said, rhythm = self._value("repeats", _read_repeats, ("", Rhythm()))
        days = self._value("weekdays", lambda cell: read_rhythm(read_line(cell, _MOST)), Rhythm())
        rhythm = self._together((rhythm, days, Rhythm("", (), tuple(ordinals), every)))
        starts, ends = self._times()
        self._stop()
        kind = said or rhythm.kind or self._kind(rhythm, first, last, others)
        if rhythm.kind and rhythm.kind != kind:
            raise self._only("repeats", _contradiction())
        if last and first and last < first:
            raise self._only(
                "last_date", gettext("The last date is before the first. Change one of them.")
            )
        if not kind:
            raise self._only(
                "repeats",
                gettext(
                    "Say how often: once, for several days in a row, or every week until the last "
                    "date."
                ),
            )
        return self._row(kind, first, last, others, rhythm, starts, ends)

    def _row(
        self,
        kind: str,
        first: str,
        last: str,
        others: list[str],
        rhythm: Rhythm,
        starts: str,
        ends: str,
    ) -> DateRow:
        """Return the row of a kind, with nothing left that the kind has no place for."""
        allowed = {
            "once": {"first", "last", "times"},
            "listed": {"first", "others", "times"},
            "weekly": {"first", "last", "rhythm", "times"},
            "monthly": {"first", "last", "rhythm", "ordinals", "times"},
            "break": {"first", "last"},
        }[kind]
        given = {
            "last_date": ("last", last),
            "other_dates": ("others", others),
            "weekdays": ("rhythm", rhythm.weekdays),
            "every": ("rhythm", rhythm.every),
            "ordinals": ("ordinals", rhythm.ordinals),
            "starts": ("times", starts),
        }
        for column, (name, value) in given.items():
            if value and name not in allowed:
                self._wrong(
                    column,
                    gettext("This does not go with “%(kind)s”. Empty it, or use another line.")
                    % {"kind": label_of(kind, Repeats)},
                )
        if not first and not (kind == "listed" and others):
            self._wrong("first_date", gettext("Write the first date."))
        if kind == "break" and not last:
            self._wrong("last_date", gettext("Write the last day of the break."))
        self._stop()
        if kind == "break":
            return {"kind": "break", "first": first, "last": last}
        if kind == "once":
            last = "" if last == first else last
            return {"kind": "once", "day": first, "last": last, "starts": starts, "ends": ends}
        if kind == "listed":
            days = sorted({*others, *([first] if first else [])})
            return {"kind": "listed", "days": days, "starts": starts, "ends": ends}
        return self._fitting(_rule(kind, first, last, rhythm, starts, ends))

    def _fitting(self, row: WeeklyRow | MonthlyRow) -> DateRow:
        """Return a rule whose first date is one of its dates: otherwise one of both is wrong."""
        rule = dates_of([row]).rows[0]
        mend = mismatch(rule) if isinstance(rule, Weekly | Monthly) else None
        if mend is None:
            return row
        raise self._only(
            "first_date",
            gettext("The first date does not fit the days. It would be %(date)s.")
            % {"date": weekday_date_text(mend, mend)},
        )

    def _together(self, parts: tuple[Rhythm, ...]) -> Rhythm:
        """Return what columns say together; each thing is said once, or the same twice."""

        def only(name: str, nothing: Any) -> Any:
            found = {getattr(part, name) for part in parts if getattr(part, name)}
            # "Every Wednesday" beside a 2 in the column for it: the 1 was said by the way.
            if name == "every" and len(found) == 2:
                found.discard(1)
            if len(found) > 1:
                self._wrong("weekdays" if name == "weekdays" else "repeats", _contradiction())
            return next(iter(found), nothing)

        kind = only("kind", "")
        ordinals = only("ordinals", ())
        if ordinals and not kind:
            kind = "monthly"
        return Rhythm(kind, only("weekdays", ()), ordinals, only("every", 0))

    def _kind(self, rhythm: Rhythm, first: str, last: str, others: list[str]) -> str:
        """Return the only kind that it can be; ``""`` if it may be two."""
        if rhythm.weekdays or rhythm.every:
            return "weekly"
        if others:
            return "listed"
        return "" if last and last != first else "once"

    def _times(self) -> tuple[str, str]:
        starts = self._value("starts", read_clock, None)
        ends = self._value("ends", read_clock, None)
        if ends is not None and (ends.ends or starts is None) and "starts" not in self.errors:
            self._wrong(
                "ends" if ends.ends else "starts", gettext("Write when it starts, such as 18:00.")
            )
            return "", ""
        if starts is None:
            return "", ""
        if starts.ends and ends is not None and ends.starts != starts.ends:
            self._wrong("ends", _contradiction())
        return starts.starts, starts.ends or (ends.starts if ends is not None else "")

    def _value(self, column: str, read: Any, default: Any) -> Any:
        if column not in self.cells:
            return default
        try:
            return read(self.cells[column])
        except Wrong as error:
            self.errors[column] = str(error)
            return default

    def _wrong(self, column: str, message: str) -> None:
        self.errors.setdefault(column, message)

    def _only(self, column: str, message: str) -> DatesWrong:
        return DatesWrong({column: message})

    def _stop(self) -> None:
        if self.errors:
            raise DatesWrong(self.errors)


def _rule(
    kind: str, first: str, last: str, rhythm: Rhythm, starts: str, ends: str
) -> WeeklyRow | MonthlyRow:
    days = rhythm.weekdays or (date.fromisoformat(first).weekday(),)
    every = rhythm.every or 1
    if kind == "weekly":
        return {
            "kind": "weekly",
            "first": first,
            "weekdays": list(days),
            "every": every,
            "until": last,
            "starts": starts,
            "ends": ends,
        }
    if len(days) > 1 or not rhythm.ordinals:
        message = gettext("Say which one in the month, such as “first”, and one day of the week.")
        raise DatesWrong({"weekdays" if rhythm.ordinals else "ordinals": message})
    return {
        "kind": "monthly",
        "first": first,
        "weekday": days[0],
        "ordinals": list(rhythm.ordinals),
        "every": every,
        "until": last,
        "starts": starts,
        "ends": ends,
    }


def _read_repeats(cell: Cell) -> tuple[str, Rhythm]:
    """Return the kind by its label; or what a text such as "every Wednesday" says."""
    text = read_line(cell, _MOST)
    try:
        return read_code(text, Repeats), Rhythm()
    except Wrong:
        return "", read_rhythm(text)


def _read_ordinals(cell: Cell) -> list[int]:
    return [int(code) for code in read_codes(read_line(cell, _MOST), Ordinal)]


def _contradiction() -> str:
    return gettext("Two columns contradict each other here. Empty one of them.")


# --- back -----------------------------------------------------------------------------------------


def write_date_row(row: DateRow) -> dict[str, str]:
    """Return the cells that say a row of dates, in the active language."""
    cells = {"repeats": label_of(row["kind"], Repeats)}
    if row["kind"] == "break":
        return cells | {"first_date": row["first"], "last_date": row["last"]}
    cells |= {"starts": row["starts"], "ends": row["ends"]}
    if row["kind"] == "once":
        return cells | {"first_date": row["day"], "last_date": row["last"]}
    if row["kind"] == "listed":
        return cells | {"other_dates": "; ".join(row["days"])}
    cells |= {"first_date": row["first"], "last_date": row["until"], "every": f"{row['every']}"}
    days = row["weekdays"] if row["kind"] == "weekly" else [row["weekday"]]
    cells["weekdays"] = ", ".join(labels(Weekday, [f"{day}" for day in days]))
    if row["kind"] == "monthly":
        ordinals = [f"{number}" for number in row["ordinals"]]
        cells["ordinals"] = "; ".join(labels(Ordinal, ordinals))
    return cells
