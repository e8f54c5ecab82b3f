"""What wagtail-localize does with each leaf of a StreamField, read from the blocks alone.

wagtail-localize walks a page's *values* and says nothing of what it leaves out. This module
walks the *definitions* in the same order and says beforehand which leaves it would give to a
translator, keep as the source has them, lose, or stumble over::

    for leaf in walk(field.stream_block):
        if leaf.fate is Fate.LOST: ...

It follows ``wagtail_localize.segments.extract.StreamFieldSegmentExtractor``;
``tests/translation/test_stream_walk.py`` compares the two on structures made at random.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from django import forms
from django.apps import apps
from wagtail import blocks
from wagtail.models import Page, TranslatableMixin

from .facts import FactBlock


class Fate(Enum):
    """What becomes of a leaf when the page is translated."""

    TRANSLATED = auto()  # its text is sent to the translator
    OVERRIDABLE = auto()  # the source's value, which a translator may replace
    RELATED = auto()  # a snippet, shown in its own translation
    OWN = auto()  # the block says itself what is to be translated
    KEPT = auto()  # a fact or a code: always the source's value
    LOST = auto()  # text that no translator ever sees
    CRASH = auto()  # the page cannot be sent for translation at all


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block without children that wagtail-localize looks into, and what becomes of it.

    ``path`` names the blocks on the way, ``[]`` standing for each item of a list:
    ``people[].name``.
    """

    path: str
    block: blocks.Block
    fate: Fate
    reason: str = ""


class _Raw(Enum):
    """The stored value that the extractor has at hand beside the Python value.

    It unpacks one level at a StructBlock and cannot go on after the second; ListBlock and
    ImageBlock read nothing but the stored value.
    """

    WRAPPED = auto()  # {"type": …, "value": …}: the child of a StreamBlock or ListBlock
    BARE = auto()  # the value itself: the child of a StructBlock that was wrapped
    ABSENT = auto()  # nothing
    SKIPPED = auto()  # inside a list that the extractor did not enter


# Blocks that hold no words, apart from choosers.
_WITHOUT_WORDS = (
    blocks.BooleanBlock,
    blocks.DateBlock,
    blocks.TimeBlock,
    blocks.DateTimeBlock,
    blocks.IntegerBlock,
    blocks.FloatBlock,
    blocks.DecimalBlock,
    blocks.ChoiceBlock,
    blocks.MultipleChoiceBlock,
    blocks.StaticBlock,
)
_FIELDS_WITHOUT_WORDS = (
    forms.URLField,
    forms.EmailField,
    forms.SlugField,
    forms.UUIDField,
    forms.GenericIPAddressField,
)

TOO_DEEP = (
    "a ListBlock inside a StructBlock inside a StructBlock is skipped, with all that is in it"
)
NEVER_READ = "wagtail-localize does not read this kind of block"
IMAGE_TOO_DEEP = "an ImageBlock inside a StructBlock inside a StructBlock raises an error"
EMPTY_EMBED = "an EmbedBlock that is left empty raises an error"
NAMED_VALUE = (
    "a StructBlock inside a StructBlock raises an error if one of its children is named “value”"
)


def walk(stream_block: blocks.StreamBlock) -> Iterator[Leaf]:
    """Yield every leaf of a StreamField's block, with what wagtail-localize does with it."""
    for name, child in stream_block.child_blocks.items():
        yield from _walk(child, name, _Raw.WRAPPED)


def is_kept(block: blocks.Block) -> bool:
    """Whether all of a block stays as the source has it, wherever it stands."""
    return all(leaf.fate is Fate.KEPT for leaf in _walk(block, "", _Raw.WRAPPED))


def _walk(block: blocks.Block, path: str, raw: _Raw) -> Iterator[Leaf]:
    # The order of these questions is the extractor's.
    if _is_embed(block):
        fate, reason = (Fate.OVERRIDABLE, "") if block.required else (Fate.CRASH, EMPTY_EMBED)
        yield Leaf(path, block, fate, reason)
    elif _is_image(block):
        # Before asking the block itself: FactBlock is of no use on an ImageBlock.
        if raw is _Raw.ABSENT:
            yield Leaf(path, block, Fate.CRASH, IMAGE_TOO_DEEP)
        else:
            for name, child in block.child_blocks.items():
                yield from _walk(child, f"{path}.{name}", _Raw.BARE)
    elif isinstance(block, FactBlock):
        yield Leaf(path, block, Fate.KEPT)
    elif hasattr(block, "get_translatable_segments"):
        yield Leaf(path, block, Fate.OWN)
    elif isinstance(block, (blocks.URLBlock, blocks.EmailBlock)):
        yield Leaf(path, block, Fate.OVERRIDABLE)
    elif isinstance(block, (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)):
        yield Leaf(path, block, Fate.TRANSLATED)
    elif isinstance(block, blocks.ChooserBlock):
        yield Leaf(path, block, _fate_of_chooser(block))
    elif isinstance(block, blocks.StructBlock):
        yield from _walk_struct(block, path, raw)
    elif isinstance(block, blocks.ListBlock):
        if raw is _Raw.ABSENT:
            yield from _skipped(_walk(block.child_block, f"{path}[]", _Raw.SKIPPED))
        else:
            yield from _walk(block.child_block, f"{path}[]", _below_items(raw))
    elif isinstance(block, blocks.StreamBlock):
        for name, child in block.child_blocks.items():
            yield from _walk(child, f"{path}.{name}", _below_items(raw))
    elif _may_hold_words(block):
        yield Leaf(path, block, Fate.LOST, NEVER_READ)
    else:
        yield Leaf(path, block, Fate.KEPT)


def _walk_struct(block: blocks.StructBlock, path: str, raw: _Raw) -> Iterator[Leaf]:
    # At the second level the extractor takes a child named "value" for the wrapping, and
    # asks it for the others' values as if it were a dict.
    value = block.child_blocks.get("value") if raw is _Raw.BARE else None
    if value is not None and not isinstance(value, blocks.StructBlock):
        yield Leaf(path, block, Fate.CRASH, NAMED_VALUE)
        return
    below = {_Raw.WRAPPED: _Raw.BARE, _Raw.SKIPPED: _Raw.SKIPPED}.get(raw, _Raw.ABSENT)
    for name, child in block.child_blocks.items():
        yield from _walk(child, f"{path}.{name}", below)


def _below_items(raw: _Raw) -> _Raw:
    return _Raw.SKIPPED if raw is _Raw.SKIPPED else _Raw.WRAPPED


def _skipped(leaves: Iterator[Leaf]) -> Iterator[Leaf]:
    """Yield the leaves as they fare when the extractor never comes to them."""
    for leaf in leaves:
        if leaf.fate in (Fate.TRANSLATED, Fate.RELATED, Fate.OWN):
            yield replace(leaf, fate=Fate.LOST, reason=TOO_DEEP)
        elif leaf.fate is Fate.LOST:
            yield leaf
        else:
            yield replace(leaf, fate=Fate.KEPT, reason="")


def _fate_of_chooser(block: blocks.ChooserBlock) -> Fate:
    try:
        model = block.model_class
    except (AttributeError, LookupError):  # a chooser of its own kind; not ours to judge
        return Fate.OVERRIDABLE
    if issubclass(model, TranslatableMixin) and not issubclass(model, Page):
        return Fate.RELATED
    return Fate.OVERRIDABLE


def _is_embed(block: blocks.Block) -> bool:
    if not apps.is_installed("wagtail.embeds"):
        return False
    from wagtail.embeds.blocks import EmbedBlock

    return isinstance(block, EmbedBlock)


def _is_image(block: blocks.Block) -> bool:
    if not apps.is_installed("wagtail.images"):
        return False
    from wagtail.images.blocks import ImageBlock

    return isinstance(block, ImageBlock)


def _may_hold_words(block: blocks.Block) -> bool:
    """Whether someone may type words into a block that the extractor does not know.

    A form field tells; a block without one, such as a table, is taken to hold words.
    """
    if isinstance(block, _WITHOUT_WORDS):
        return False
    if isinstance(block, blocks.FieldBlock):
        field: Any = getattr(block, "field", None)
        return field is None or (
            isinstance(field, forms.CharField) and not isinstance(field, _FIELDS_WITHOUT_WORDS)
        )
    return True
