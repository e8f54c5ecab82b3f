"""The opening hours of a plain week: ``[[0, "09:00", "15:00"], ...]``, Monday is 0."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from wagtail_hjelp.vocabularies import HoursState, HoursWeeks, Weekday

Row = dict[str, Any]


def week_text(week: Any) -> str:
    """Return a week in words, a line for each day that it is open."""
    names = dict(Weekday.choices)
    return "\n".join(f"{names[str(day)]} {opens}–{closes}" for day, opens, closes in week or ())


def week_of(rows: Any) -> list[list[Any]]:
    """Return the open hours of a plain week: ``[[0, "09:00", "15:00"], ...]``, Monday is 0."""
    found = []
    for row in rows:
        value = row["value"]
        if is_plain(row) and value.get("opens") and value.get("closes"):
            times = [value["opens"][:5], value["closes"][:5]]
            found += [[int(day), *times] for day in value.get("days") or ()]
    return sorted(found)


def is_plain(row: Row) -> bool:
    """Whether a row says when it is open in every week, and nothing else."""
    value = row["value"]
    return (
        row["type"] == "weekly"
        and value.get("state", HoursState.OPEN) == HoursState.OPEN
        and value.get("weeks", HoursWeeks.EVERY) == HoursWeeks.EVERY
    )


def rows_of_week(week: Any) -> list[Row]:
    """Return weekly rows of opening hours; days with the same hours share one."""
    days: dict[tuple[str, str], list[int]] = {}
    for day, opens, closes in week:
        days.setdefault((opens, closes), []).append(day)
    return [
        {
            "type": "weekly",
            "id": str(uuid4()),
            "value": {
                "days": [str(day) for day in own],
                "opens": opens,
                "closes": closes,
                "state": HoursState.OPEN.value,
                "weeks": HoursWeeks.EVERY.value,
            },
        }
        for (opens, closes), own in days.items()
    ]
