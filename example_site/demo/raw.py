"""Raw values of block fields, with ids made of names: the same at every loading."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

NAMESPACE = UUID("5f0d3c1e-6a3f-4c0e-9a57-b5d1f5b0a9d4")

Raw = dict[str, Any]


def stable_id(name: str) -> str:
    """Return the id of a block, by the name of the place where it stands."""
    return str(uuid5(NAMESPACE, name))


def raw_block(page: str, kind: str, key: str, value: Any) -> Raw:
    """Return a block of a stream."""
    return {"type": kind, "value": value, "id": stable_id(f"{page}.{key}")}


def raw_item(name: str, key: str, value: Any) -> Raw:
    """Return an item of a list."""
    return {"type": "item", "value": value, "id": stable_id(f"{name}.{key}")}
