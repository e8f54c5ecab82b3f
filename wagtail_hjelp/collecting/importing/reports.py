"""What an import does or would do, as plain values: kept with the job, shown, and downloaded."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from wagtail_hjelp.collecting.entries import parts_of

from .plans import PAGE, Plan, PlannedRow, RowState, label_of


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
    if row.state == RowState.ERROR:
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
