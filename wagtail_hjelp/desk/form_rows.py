"""Rows as they stand in a form that somebody is filling in, in the form in which rows are stored.

Such a form is never wrong, only not finished: a row with something that cannot be read says
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from wagtail_hjelp.blocks.hours import RowBlock

Rows = list[dict[str, Any]]


def rows_in_form(block: blocks.StreamBlock, data: Mapping[str, Any], field_name: str) -> Rows:
    """Return the rows of a StreamField in a form: ``[{"type": …, "value": …, "id": …}, …]``."""
    try:
        value = block.value_from_datadict(data, {}, field_name)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        # Not what our form sends.
        return []
    found: Rows = _stored(block, value)
    return found


class _UnreadableError(Exception):
    """Something stands there that cannot be read."""


def _stored(block: Any, value: Any) -> Any:
    """Return a value as it would be stored; None in the place of what is not filled in."""
    if isinstance(block, blocks.StreamBlock):
        found = [(row, _attempt(row.block, row.value)) for row in value]
        return [
            {"type": row.block_type, "value": stored[0], "id": row.id}
            for row, stored in found
            if stored
        ]
    if isinstance(block, blocks.ListBlock):
        items = [(item, _attempt(item.block, item.value)) for item in value.bound_blocks]
        return [
            {"type": "item", "value": stored[0], "id": item.id} for item, stored in items if stored
        ]
    if isinstance(block, RowBlock):
        # "Closed until" a day that cannot be read is not "closed until further notice".
        return {name: _stored(child, value[name]) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.StructBlock):
        parts = {name: _attempt(child, value[name]) for name, child in block.child_blocks.items()}
        return {name: stored[0] if stored else None for name, stored in parts.items()}
    if isinstance(block, blocks.StaticBlock):
        return None
    try:
        return block.get_prep_value(block.clean(value))
    except ValidationError:
        if value in (None, "", []):
            return None
        raise _UnreadableError from None


def _attempt(block: Any, value: Any) -> tuple[Any] | None:
    """Return a value as it would be stored, in a tuple; None if it cannot be read."""
    try:
        return (_stored(block, value),)
    except _UnreadableError:
        return None
