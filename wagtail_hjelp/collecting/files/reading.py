"""A file that somebody sends, whatever kind it is, as rows that all say the same kind of thing.

::

    read = read_file(data, "aktiviteter.xlsx", "activity")
    read.rows[0].record, read.rows[0].errors

A spreadsheet, a calendar (iCalendar), or Open Referral's JSON (HSDS).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any, cast

from django.utils.translation import gettext, ngettext

from wagtail_hjelp.collecting.entries import EntryKind
from wagtail_hjelp.conf import settings

from .calendar_files import read_calendar
from .columns import known_columns, read_rows
from .conversion import said_names, unsayable
from .hsds import read_hsds
from .records import Kind
from .refusing import Empty, Refused, refuse
from .sheets import read_sheet
from .tables import DATE_COLUMNS

CALENDAR, JSON = ".ics", ".json"
SUFFIXES = (".xlsx", ".csv", ".tsv", ".txt", CALENDAR, JSON)

# What a calendar can say of an activity, whether or not it does.
_OF_CALENDARS = ("title", "summary", "dates", "place", "online_url", "web", "practical")
# What Open Referral has no place for, or what we have none for in it.
_NOT_OF_HSDS = {"audiences", "come_alone", "topics", "kind"} | {
    name for name in said_names("activity") if name.startswith("sign_up")
}
# As long as a summary may be.
_SUMMARY = 300


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row: the line (or the number) it has in its file, what it says, what is wrong with it.

    ``cancelled`` says that it does not take place; ``left_out`` why it is not imported. ``notes``
    are what the file says and the record does not.
    """

    line: int
    record: dict[str, Any]
    errors: dict[str, str]
    notes: tuple[str, ...] = ()
    cancelled: bool = False
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """All rows; ``names`` are the parts that the file speaks of: others are left as they are."""

    rows: tuple[FileRow, ...]
    names: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept until it is imported."""
        return {
            "rows": [asdict(row) for row in self.rows],
            "names": list(self.names),
            "notes": list(self.notes),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> ReadFile:
        """Return what was kept."""
        rows = (FileRow(**{**row, "notes": tuple(row["notes"])}) for row in kept["rows"])
        return cls(tuple(rows), tuple(kept["names"]), tuple(kept["notes"]))


def read_file(data: bytes, name: str, kind: str) -> ReadFile:
    """Return the rows of a file that say something of a kind; raises :class:`Refused`."""
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if suffix == CALENDAR:
        found = _of_calendar(data, kind)
    elif suffix == JSON:
        found = _of_hsds(data, kind)
    else:
        found = _of_sheet(data, name, kind)
    if not found.rows:
        raise Empty(gettext("There is nothing of this kind in the file."))
    return ReadFile(tuple(_once_each(found.rows)), found.names, found.notes)


def _of_sheet(data: bytes, name: str, kind: str) -> ReadFile:
    sheet = read_sheet(data, name)
    known = known_columns(sheet, cast(Kind, kind))
    columns = set(known.columns)
    if columns & set(DATE_COLUMNS):
        columns.add("dates")
    if columns & {"cost", "cost_amount"}:
        # "50 kr" is both.
        columns |= {"cost", "cost_amount"}
    rows = []
    for row in read_rows(sheet, cast(Kind, kind)):
        record = {**row.record}
        rows.append(FileRow(row.line, record, {**unsayable(record), **row.errors}))
    notes = []
    if known.unknown:
        text = gettext("These columns are not known and are not imported: %(columns)s.")
        notes.append(text % {"columns": ", ".join(f"“{one}”" for one in known.unknown)})
    if sheet.unread:
        text = gettext("Only the first sheet is imported, not: %(sheets)s.")
        notes.append(text % {"sheets": ", ".join(f"“{one}”" for one in sheet.unread)})
    names = tuple(one for one in said_names(kind) if one in columns)
    return ReadFile(tuple(rows), names, tuple(notes))


def _of_calendar(data: bytes, kind: str) -> ReadFile:
    if kind != EntryKind.ACTIVITY:
        raise refuse(gettext("A calendar tells of activities. Choose “Activity” above."))
    rows = [
        FileRow(
            event.line,
            _with_summary({**event.record}),
            dict(event.errors),
            notes=event.notes,
            cancelled=event.cancelled,
        )
        for event in read_calendar(data, zone=settings.TIME_ZONE)
    ]
    return ReadFile(tuple(rows), _OF_CALENDARS)


def _of_hsds(data: bytes, kind: str) -> ReadFile:
    feed = read_hsds(data)
    rows = []
    if kind == EntryKind.ACTIVITY:
        others = len(feed.organisations)
        for line, service in enumerate(feed.activities, start=1):
            record = _with_summary({**service.record})
            left_out = "" if service.active else gettext("The file says that it is not active.")
            errors = {**unsayable(record), **service.errors}
            rows.append(FileRow(line, record, errors, left_out=left_out))
    else:
        others = len(feed.activities)
        for line, one in enumerate(feed.organisations, start=1):
            rows.append(FileRow(line, _with_summary({**one.record}), dict(one.errors)))
    notes = []
    if others:
        text = ngettext(
            "The file has %(count)d entry of the other kind. Send it once more for that.",
            "The file has %(count)d entries of the other kind. Send it once more for those.",
            others,
        )
        notes.append(text % {"count": others})
    if feed.ignored:
        text = gettext("These parts have no place here and are not imported: %(parts)s.")
        notes.append(text % {"parts": ", ".join(feed.ignored)})
    names = tuple(one for one in said_names(kind) if one not in _NOT_OF_HSDS)
    return ReadFile(tuple(rows), names, tuple(notes))


def _with_summary(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record that has a summary, which pages need and such files have not: the beginning
    of what is said at length, or the title."""
    if record["summary"]:
        return record
    text = " ".join((record.get("practical") or record["title"]).split())
    if len(text) > _SUMMARY:
        text = text[: _SUMMARY - 1].rsplit(maxsplit=1)[0] + "…"
    return {**record, "summary": text}


def _once_each(rows: Iterable[FileRow]) -> Iterable[FileRow]:
    """Return rows with an error on each whose key another one has too."""
    found = list(rows)
    count = Counter(row.record["key"] for row in found if row.record["key"])
    for row in found:
        if count[row.record["key"]] > 1 and "key" not in row.errors:
            text = gettext("Another one in the file has the same number.")
            yield FileRow(
                row.line,
                row.record,
                {**row.errors, "key": text},
                row.notes,
                row.cancelled,
                row.left_out,
            )
        else:
            yield row


__all__ = ["SUFFIXES", "FileRow", "ReadFile", "Refused", "read_file"]
