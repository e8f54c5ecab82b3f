"""Facts within a StreamField whose words are translated: the source's, matched by block id.

wagtail-localize keeps the ids of blocks in every language, so the blocks of a translated body can
be told apart without looking at their words. What is a fact there follows the source; what is a
word stays as the translator wrote it::

    merged = with_facts_of(field.stream_block, source_raw, translated_raw, known=ids)

Values are as the database stores them: lists of ``{"type", "value", "id"}``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from .stream_walk import Fate, is_kept, walk

Raw = Any


def mixed_streams(model: Any) -> list[str]:
    """Return the StreamFields of a model that hold words and facts alike.

    One that is a fact as a whole (``SynchronizedField``) is a column like others.
    """
    return [
        found.field_name
        for found in get_translatable_fields(model)
        if isinstance(found, TranslatableField)
        and isinstance(field := model._meta.get_field(found.field_name), StreamField)
        and any(leaf.fate is Fate.KEPT for leaf in walk(field.stream_block))
    ]


def with_facts_of(
    block: blocks.Block, source: Raw, translated: Raw, *, known: Iterable[str] = ()
) -> Raw:
    """Return a translated value with the facts of the source's.

    Blocks that are facts as a whole come and go with the source's: a new one is put after the
    block that it stands after there. Only those are taken out whose ids are ``known`` to have come
    from the source: others somebody put into the translation, and they stay. Blocks with words
    come and go with a translation, never here.
    """
    return _merged(block, source, translated, frozenset(known))


def _merged(block: blocks.Block, source: Raw, own: Raw, known: frozenset[str]) -> Raw:
    if is_kept(block):
        return source
    if hasattr(block, "get_translatable_segments"):
        # It says itself what its words are, and only it knows where they stand.
        return own
    if isinstance(block, blocks.StructBlock):
        return _struct(block, source, own, known)
    if isinstance(block, blocks.ListBlock):
        return _items(lambda _type: block.child_block, source, own, known)
    if isinstance(block, blocks.StreamBlock):
        return _items(block.child_blocks.get, source, own, known)
    return own


def _struct(block: blocks.StructBlock, source: Raw, own: Raw, known: frozenset[str]) -> Raw:
    if not isinstance(source, dict) or not isinstance(own, dict):
        return own
    merged = dict(own)
    for name, child in block.child_blocks.items():
        if name in source:
            merged[name] = _merged(child, source[name], own.get(name), known)
    return merged


def _items(child_of: Any, source: Raw, own: Raw, known: frozenset[str]) -> Raw:
    """Merge the items of a stream or a list, which have an id each."""
    if not _has_ids(source) or not _has_ids(own):
        # Stored before lists had ids: there is nothing to match.
        return own
    theirs = {item["id"]: item for item in source}
    merged = []
    for item in own:
        child, their = child_of(item["type"]), theirs.get(item["id"])
        if child is None:
            merged.append(item)
        elif their is not None and their["type"] == item["type"]:
            value = _merged(child, their["value"], item["value"], known)
            merged.append({**item, "value": value})
        elif not is_kept(child) or item["id"] not in known:
            merged.append(item)
    present = {item["id"] for item in merged}
    after = None
    for item in source:
        child = child_of(item["type"])
        if item["id"] not in present and child is not None and is_kept(child):
            merged.insert(_place_after(merged, after), item)
            present.add(item["id"])
        if item["id"] in present:
            after = item["id"]
    return merged


def _has_ids(value: Raw) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict) and item.get("id") and "type" in item and "value" in item
        for item in value
    )


def _place_after(items: list[Raw], block_id: str | None) -> int:
    places = [place for place, item in enumerate(items) if item["id"] == block_id]
    return places[0] + 1 if places else 0


def ids_in(value: Raw) -> set[str]:
    """Return the ids of all blocks in a stored value, at any depth."""
    if isinstance(value, dict):
        found = {value["id"]} if isinstance(value.get("id"), str) else set()
        return found.union(*(ids_in(part) for part in value.values()))
    if isinstance(value, list):
        return set().union(*(ids_in(part) for part in value))
    return set()
