"""What becomes of the rows of an import, as the page shows it and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from wagtail_hjelp.collecting.importing.plans import RowState

from .safe_sheets import write_table

# Of rows that need nobody's eye, and of errors, the first so many: all are in the report.
_SHOWN = 200

Row = dict[str, Any]


def rows_shown(rows: Iterable[Row]) -> dict[str, Any]:
    """Return the rows by what a person has to do about them.

    All conflicts, since each may be ticked; of the others the first ones.
    """
    found: dict[str, list[Row]] = {"errors": [], "conflicts": [], "doubles": [], "others": []}
    labels = dict(RowState.choices)
    for row in rows:
        row = {**row, "label": labels[row["state"]]}
        if row["state"] == RowState.ERROR:
            found["errors"].append(row)
        elif row["state"] == RowState.CONFLICT:
            found["conflicts"].append(row)
        else:
            found["doubles" if row.get("doubles") else "others"].append(row)
    return {
        **{name: some if name == "conflicts" else some[:_SHOWN] for name, some in found.items()},
        "more_errors": max(len(found["errors"]) - _SHOWN, 0),
        "more_others": max(len(found["doubles"]) - _SHOWN, 0)
        + max(len(found["others"]) - _SHOWN, 0),
    }


def report_sheet(report: Mapping[str, Any]) -> bytes:
    """Return a workbook with a line for each row, or for each part of one that something is said
    of."""
    headers = [
        gettext("Line"),
        gettext("Own number"),
        gettext("Title"),
        gettext("What becomes of it"),
        gettext("Field"),
        gettext("On the page"),
        gettext("In the file"),
        gettext("Remark"),
    ]
    labels = dict(RowState.choices)
    lines = [
        [str(row["line"]), row["key"], row["title"], str(labels[row["state"]]), *details]
        for row in report["rows"]
        for details in _details(row) or [["", "", "", ""]]
    ]
    return write_table(headers, lines, gettext("Import"))


def _details(row: Row) -> list[list[str]]:
    return list(_said(row))


def _said(row: Row) -> Iterator[list[str]]:
    for label, text in row.get("errors", ()):
        yield [label, "", "", text]
    for one in row.get("changes", ()):
        yield [one["label"], one["before"], one["told"], ""]
    for one in row.get("conflicts", ()):
        text = gettext("Overwritten") if one["overwritten"] else gettext("Changed by hand")
        yield [one["label"], one["before"], one["told"], text]
    for title in row.get("doubles", ()):
        yield ["", "", "", gettext("Perhaps the same as “%(title)s”") % {"title": title}]
    for note in row.get("notes", ()):
        yield ["", "", "", note]
