"""Rows of opening hours as they are stored, and as a form sends them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.factories import item

TIMES = {"opens": None, "closes": None, "state": "open"}


def row(kind: str, value: Any = None) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid4())}


def weekly(days: str, opens: str | None, closes: str | None, **fields: Any) -> dict[str, Any]:
    """Hours on some days: ``weekly("01234", "08:00", "15:30")``."""
    value = {"days": list(days), "opens": opens, "closes": closes, "state": "open"}
    return row("weekly", {**value, "weeks": "every", **fields})


def holidays(what: str = "closed", **fields: Any) -> dict[str, Any]:
    return row("holidays", {"what": what, **TIMES, **fields})


def special_day(day: str, what: str = "closed", **fields: Any) -> dict[str, Any]:
    return row("special_day", {"day": day, "what": what, **TIMES, **fields})


def exception(
    first: str, last: str | None = None, what: str = "closed", **fields: Any
) -> dict[str, Any]:
    value = {"first": first, "last": last, "what": what, "reason": "", **TIMES}
    return row("exception", {**value, **fields})


def closure(first: str | None, reopens: str | None, **fields: Any) -> dict[str, Any]:
    value = {"first": first, "reopens": reopens, "approximate": False, "reason": ""}
    return row("closure", {**value, **fields})


def period(first: str, last: str, *rows: dict[str, Any], yearly: bool = False) -> dict[str, Any]:
    items = [item(one["value"]) for one in rows]
    return row("period", {"first": first, "last": last, "yearly": yearly, "rows": items})


OFFICE = weekly("01234", "08:00", "15:30")


def form_data(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return rows as the browser sends a StreamField of that name."""
    data: dict[str, Any] = {f"{name}-count": str(len(rows))}
    for position, one in enumerate(rows):
        prefix = f"{name}-{position}"
        data |= {
            f"{prefix}-type": one["type"],
            f"{prefix}-order": str(position),
            f"{prefix}-deleted": "",
            f"{prefix}-id": one.get("id", ""),
        }
        data |= _fields(f"{prefix}-value", one["value"])
    return data


def _fields(prefix: str, value: Any) -> dict[str, Any]:
    if value is None:
        return {prefix: ""}
    if isinstance(value, bool):
        return {prefix: "on"} if value else {}
    if isinstance(value, dict):
        return {
            key: text
            for name, part in value.items()
            for key, text in _fields(f"{prefix}-{name}", part).items()
        }
    if isinstance(value, list) and (not value or isinstance(value[0], dict)):
        if value and value[0]["type"] != "item":
            return form_data(prefix, value)
        return _items(prefix, value)
    return {prefix: value}


def _items(prefix: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {f"{prefix}-count": str(len(items))}
    for position, one in enumerate(items):
        data |= {
            f"{prefix}-{position}-order": str(position),
            f"{prefix}-{position}-deleted": "",
            f"{prefix}-{position}-id": one["id"],
        }
        data |= _fields(f"{prefix}-{position}-value", one["value"])
    return data
