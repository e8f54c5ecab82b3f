"""What an import does or would do, as plain values: kept with the job, shown, and downloaded."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext

from wagtail_hjelp.collecting.entries import parts_of
from wagtail_hjelp.collecting.files.tables import TABLES

from .plans import PAGE, Plan, PlannedRow


def report_of(
    plan: Plan, kind: str, notes: Collection[str] = (), overwritten: Collection[str] = ()
) -> dict[str, Any]:
    """Return a plan as JSON: counts by state, notes on the file, and each row.

    ``overwritten`` are the tokens of the conflicts that somebody ticked.
    """
    return {
        "has_errors": plan.has_errors,
        "counts": plan.counts(),
        "notes": list(notes),
        "rows": [_row(row, kind, overwritten) for row in plan.rows],
    }


def _row(row: PlannedRow, kind: str, overwritten: Collection[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "line": row.row.line,
        "key": row.key,
        "title": row.title,
        "state": str(row.state),
    }
    if row.page is not None and row.page.pk:
        found["page"] = row.page.pk
    notes = [*row.row.notes, *([row.row.left_out] if row.row.left_out else [])]
    if notes:
        found["notes"] = notes
    if row.doubles:
        found["doubles"] = row.doubles
    if row.errors:
        found["errors"] = [[label_of(kind, name), text] for name, text in row.errors.items()]
    if row.changes:
        found["changes"] = [_texts(row, kind, name) for name in row.changes]
    if row.conflicts:
        found["conflicts"] = [
            {
                **_texts(row, kind, one.name),
                "token": one.token,
                "overwritten": one.token in overwritten,
            }
            for one in row.conflicts
        ]
    return found


def _texts(row: PlannedRow, kind: str, name: str) -> dict[str, str]:
    """Return what a part is called, what the page says and what the file does."""
    label = label_of(kind, name)
    if name == PAGE:
        return {"label": label, "before": "", "told": row.title}
    part = parts_of(kind)[name]
    before, told = row.before.get(name, part.empty), row.entry.get(name, part.empty)
    return {"label": label, "before": part.text(before), "told": part.text(told)}


def label_of(kind: str, name: str) -> str:
    """Return what a part is called, also one that only files have."""
    part = parts_of(kind).get(name)
    if part is not None:
        return str(part.label)
    others = {
        PAGE: gettext("The page has been deleted"),
        "key": gettext("Own number"),
        "language": gettext("Language of the texts"),
        "": gettext("The whole row"),
    }
    return others.get(name) or _column(kind, name)


def _column(kind: str, name: str) -> str:
    columns = TABLES["activity" if kind == "activity" else "organisation"]
    return next((str(column.name) for column in columns if column.code == name), name)
