"""The walk of block definitions says what wagtail-localize then really does with values.

Each structure here is filled with words of its own, run through localize's extractor, and the
words that come out are compared with the leaves that the walk called translated.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import TranslatableMixin
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from wagtail_hjelp.blocks import HelpBodyBlock
from wagtail_hjelp.blocks.base import FactCharBlock
from wagtail_hjelp.blocks.contact import ContactPointsBlock
from wagtail_hjelp.translation.facts import FactBlock
from wagtail_hjelp.translation.stream_walk import (
    EMPTY_EMBED,
    IMAGE_TOO_DEEP,
    NAMED_VALUE,
    NEVER_READ,
    TOO_DEEP,
    Fate,
    walk,
)

Struct, List, Stream, Char = (
    blocks.StructBlock,
    blocks.ListBlock,
    blocks.StreamBlock,
    blocks.CharBlock,
)


class FactStruct(FactBlock, Struct):
    """Facts that look like words."""


class FactImage(FactBlock, ImageBlock):
    """Says that it is a fact; the extractor does not ask."""


class SilentBlock(blocks.FieldBlock):
    """Not known to localize, and does not say what is to be translated."""

    def __init__(self, **kwargs: Any) -> None:
        self.field = forms.CharField()
        super().__init__(**kwargs)


class OwnBlock(SilentBlock):
    """Not known to localize, and says itself what is to be translated."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return [StringSegmentValue("", value)]


def stream(**children: blocks.Block) -> blocks.StreamBlock:
    return Stream(list(children.items()))


def struct(**children: blocks.Block) -> blocks.StructBlock:
    return Struct(list(children.items()))


def fates(**children: blocks.Block) -> dict[str, Fate]:
    return {leaf.path: leaf.fate for leaf in walk(stream(**children))}


def reasons(**children: blocks.Block) -> dict[str, str]:
    return {leaf.path: leaf.reason for leaf in walk(stream(**children)) if leaf.reason}


class Filler:
    """Fills blocks with words found nowhere else, and remembers under which path each stands."""

    def __init__(self) -> None:
        self.words: dict[str, list[str]] = {}

    def _word(self, path: str) -> str:
        word = f"word{uuid.uuid4().hex[:8]}"
        self.words.setdefault(path, []).append(word)
        return word

    def stored(self, block: blocks.Block, path: str) -> Any:
        """Return a value as the database has it, as the admin form would have saved it."""
        if isinstance(block, ImageBlock):
            # No picture, since that needs the database, and so no words: see test_image_block.
            return {"image": None, "decorative": False, "alt_text": ""}
        if isinstance(block, Struct):
            return {
                name: self.stored(child, f"{path}.{name}")
                for name, child in block.child_blocks.items()
            }
        if isinstance(block, List):
            return [
                {
                    "type": "item",
                    "id": str(uuid.uuid4()),
                    "value": self.stored(block.child_block, f"{path}[]"),
                }
                for _ in range(2)
            ]
        if isinstance(block, Stream):
            return [
                {
                    "type": name,
                    "id": str(uuid.uuid4()),
                    "value": self.stored(child, f"{path}.{name}" if path else name),
                }
                for name, child in block.child_blocks.items()
            ]
        return self._leaf(block, path)

    def _leaf(self, block: blocks.Block, path: str) -> Any:
        if isinstance(block, (blocks.URLBlock, EmbedBlock)):
            return f"https://example.org/{self._word(path)}"
        if isinstance(block, blocks.EmailBlock):
            return f"{self._word(path)}@example.org"
        if isinstance(block, blocks.RichTextBlock):
            return f"<p>{self._word(path)}</p>"
        if isinstance(block, TableBlock):
            return {"data": [[self._word(path)]], "first_row_is_table_header": False}
        if isinstance(block, TypedTableBlock):
            return {
                "columns": [{"type": "text", "heading": self._word(path)}],
                "rows": [{"values": [self._word(path)]}],
                "caption": self._word(path),
            }
        if isinstance(block, blocks.IntegerBlock):
            return 7
        if isinstance(block, blocks.BooleanBlock):
            return True
        if isinstance(block, blocks.DateBlock):
            return datetime.date(2026, 12, 24).isoformat()
        if isinstance(block, blocks.ChoiceBlock):
            return "a"
        return self._word(path)


def assert_agreed(root: blocks.StreamBlock) -> None:
    """Extract a value with every leaf filled, and compare with the walk's word for each leaf."""
    filler = Filler()
    value = root.to_python(filler.stored(root, ""))
    leaves = list(walk(root))
    extractor = StreamFieldSegmentExtractor(StreamField(root), include_overridables=True)

    if any(leaf.fate is Fate.CRASH and leaf.reason != EMPTY_EMBED for leaf in leaves):
        with pytest.raises(AttributeError):
            extractor.handle_stream_block(value)
        return

    segments = extractor.handle_stream_block(value)
    strings = "\n".join(
        segment.string.data for segment in segments if isinstance(segment, StringSegmentValue)
    )
    overridable = "\n".join(
        str(segment.data) for segment in segments if isinstance(segment, OverridableSegmentValue)
    )
    for leaf in leaves:
        for word in filler.words.get(leaf.path, ()):
            assert (word in strings) == (leaf.fate in (Fate.TRANSLATED, Fate.OWN)), leaf
            assert (word in overridable) == (
                leaf.fate is Fate.OVERRIDABLE or leaf.reason == EMPTY_EMBED
            ), leaf
    # The walk knows every place in which there are words.
    assert set(filler.words) <= {leaf.path for leaf in leaves} | set(_inside_facts(filler, leaves))


def _inside_facts(filler: Filler, leaves: list[Any]) -> Iterator[str]:
    facts = [leaf.path for leaf in leaves if leaf.fate is Fate.KEPT]
    for path in filler.words:
        if any(path.startswith((f"{fact}.", f"{fact}[]")) for fact in facts):
            yield path


LEAVES = {
    "char": Char,
    "text": blocks.TextBlock,
    "rich": blocks.RichTextBlock,
    "quote": blocks.BlockQuoteBlock,
    "url": blocks.URLBlock,
    "email": blocks.EmailBlock,
    "embed": EmbedBlock,
    "regex": lambda: blocks.RegexBlock(regex=r".*"),
    "html": blocks.RawHTMLBlock,
    "table": TableBlock,
    "typed_table": lambda: TypedTableBlock([("text", Char())]),
    "number": blocks.IntegerBlock,
    "flag": blocks.BooleanBlock,
    "date": blocks.DateBlock,
    "choice": lambda: blocks.ChoiceBlock(choices=[("a", "A")]),
    "fact": FactCharBlock,
    "facts": lambda: FactStruct([("text", Char()), ("more", List(Char()))]),
    "own": OwnBlock,
    "silent": SilentBlock,
    "value": Char,
    "image": lambda: ImageBlock(required=False),
}


def _children(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[list[tuple[str, blocks.Block]]]:
    return st.lists(inner, min_size=1, max_size=3, unique_by=lambda child: child[0])


_leaf = st.sampled_from(sorted(LEAVES)).map(lambda name: (name, LEAVES[name]()))
_block = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        _children(inner).map(lambda children: ("struct", Struct(children))),
        inner.map(lambda child: ("list", List(child[1]))),
        _children(inner).map(lambda children: ("stream", Stream(children))),
        # What matters most: structs in structs.
        _children(inner).map(lambda children: ("deep", Struct([("deeper", Struct(children))]))),
    ),
    max_leaves=8,
)


@given(_children(_block))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_structure_fares_as_foretold(children: list[tuple[str, blocks.Block]]) -> None:
    assert_agreed(Stream(children))


@pytest.mark.parametrize("name", sorted(LEAVES))
def test_every_leaf_on_its_own_and_two_deep(name: str) -> None:
    make = LEAVES[name]
    assert_agreed(stream(it=make()))
    assert_agreed(stream(one=struct(it=make())))
    assert_agreed(stream(one=struct(two=struct(it=make()))))
    assert_agreed(stream(one=struct(two=struct(many=List(make())))))


def test_words_facts_and_the_rest() -> None:
    found = fates(**{name: make() for name, make in LEAVES.items()})
    translated = {"char", "text", "rich", "quote", "value", "image.alt_text"}
    assert {path for path, fate in found.items() if fate is Fate.TRANSLATED} == translated
    lost = {"regex", "html", "table", "typed_table", "silent"}
    assert {path for path, fate in found.items() if fate is Fate.LOST} == lost
    overridable = {"url", "email", "embed", "image.image"}
    assert {path for path, fate in found.items() if fate is Fate.OVERRIDABLE} == overridable
    assert {path for path, fate in found.items() if fate is Fate.OWN} == {"own"}
    kept = {"number", "flag", "date", "choice", "fact", "facts", "image.decorative"}
    assert {path for path, fate in found.items() if fate is Fate.KEPT} == kept


@isolate_apps("tests.host")
def test_choosers() -> None:
    class Slogan(TranslatableMixin):
        class Meta(TranslatableMixin.Meta):
            app_label = "host"

    slogan = SnippetChooserBlock(Slogan)
    assert fates(
        page=blocks.PageChooserBlock(),
        image=ImageChooserBlock(),
        plain=SnippetChooserBlock("wagtail_hjelp.Topic"),
        broken=SnippetChooserBlock("nowhere.Nothing"),
        translatable=slogan,
        deep=struct(it=struct(some=List(slogan))),
    ) == {
        "page": Fate.OVERRIDABLE,
        "image": Fate.OVERRIDABLE,
        "plain": Fate.OVERRIDABLE,
        "broken": Fate.OVERRIDABLE,
        "translatable": Fate.RELATED,
        "deep.it.some[]": Fate.LOST,
    }


def test_list_two_structs_down_is_lost_with_all_its_words() -> None:
    people = struct(
        inner=struct(
            name=Char(),
            people=List(struct(name=Char(), number=FactCharBlock(), home=blocks.URLBlock())),
        )
    )
    assert fates(team=people) == {
        "team.inner.name": Fate.TRANSLATED,
        "team.inner.people[].name": Fate.LOST,
        "team.inner.people[].number": Fate.KEPT,
        "team.inner.people[].home": Fate.KEPT,
    }
    assert reasons(team=people) == {"team.inner.people[].name": TOO_DEEP}
    assert_agreed(stream(team=people))


def test_depth_starts_anew_in_lists_and_streams() -> None:
    again = struct(rows=List(struct(cell=struct(words=Char())), label="Row"))
    inside = List(struct(list=List(Char())))
    root = stream(
        by_list=List(struct(one=struct(many=again))),
        by_stream=struct(one=struct(two=stream(it=inside))),
        nested=struct(lists=List(List(List(Char())))),
    )
    found = {leaf.path: leaf.fate for leaf in walk(root)}
    assert found == {
        "by_list[].one.many.rows[].cell.words": Fate.LOST,
        "by_stream.one.two.it[].list[]": Fate.TRANSLATED,
        "nested.lists[][][]": Fate.TRANSLATED,
    }
    assert_agreed(root)


def test_child_named_value_in_the_second_struct_stops_translation() -> None:
    figure = struct(figure=struct(value=blocks.IntegerBlock(), label=Char()))
    assert reasons(it=figure) == {"it.figure": NAMED_VALUE}
    assert_agreed(stream(it=figure))
    # One level up or down it is a name like any other.
    assert reasons(it=struct(value=Char(), label=Char())) == {}
    assert_agreed(stream(it=struct(value=Char(), label=Char())))
    assert_agreed(stream(it=struct(figures=List(struct(value=Char(), label=Char())))))
    # Unless it is a struct itself.
    assert_agreed(stream(it=struct(inner=struct(value=struct(a=Char()), more=List(Char())))))


def test_embed_left_empty_stops_translation() -> None:
    assert reasons(film=EmbedBlock(required=False)) == {"film": EMPTY_EMBED}
    assert reasons(film=EmbedBlock()) == {}
    root = stream(film=EmbedBlock(required=False))
    value = root.to_python([{"type": "film", "id": "1", "value": ""}])
    with pytest.raises(AttributeError):
        StreamFieldSegmentExtractor(None, include_overridables=True).handle_stream_block(value)
    # Where localize does not look it does no harm.
    hidden = struct(one=struct(films=List(EmbedBlock(required=False))))
    assert reasons(it=hidden) == {}
    assert_agreed(stream(it=hidden))


@pytest.mark.django_db
@pytest.mark.parametrize("block_class", [ImageBlock, FactImage])
def test_image_block(block_class: type[ImageBlock]) -> None:
    picture = get_image_model().objects.create(title="p", file=get_test_image_file())
    stored = {"image": picture.pk, "decorative": False, "alt_text": "a boat"}

    def extracted(root: blocks.StreamBlock, value: Any) -> list[str]:
        value = root.to_python([{"type": "it", "id": "1", "value": value}])
        segments = StreamFieldSegmentExtractor(None, True).handle_stream_block(value)
        return [s.string.data for s in segments if isinstance(s, StringSegmentValue)]

    # FactBlock is of no use here: the alternative text goes to the translator all the same.
    shallow = {"it": block_class()}
    assert fates(**shallow)["it.alt_text"] is Fate.TRANSLATED
    assert extracted(stream(**shallow), stored) == ["a boat"]
    in_struct = {"it": struct(photo=block_class())}
    assert fates(**in_struct)["it.photo.alt_text"] is Fate.TRANSLATED
    assert extracted(stream(**in_struct), {"photo": stored}) == ["a boat"]
    in_list = {"it": struct(photos=List(block_class()))}
    assert fates(**in_list)["it.photos[].alt_text"] is Fate.TRANSLATED
    item = {"type": "item", "id": "2", "value": stored}
    assert extracted(stream(**in_list), {"photos": [item]}) == ["a boat"]
    deep = {"it": struct(one=struct(photo=block_class()))}
    assert reasons(**deep) == {"it.one.photo": IMAGE_TOO_DEEP}
    with pytest.raises(AttributeError):
        extracted(stream(**deep), {"one": {"photo": stored}})


def test_table_is_never_read() -> None:
    assert reasons(table=TableBlock(), html=blocks.RawHTMLBlock()) == {
        "table": NEVER_READ,
        "html": NEVER_READ,
    }


def test_blocks_of_the_package_lose_nothing() -> None:
    leaves = [*walk(HelpBodyBlock()), *walk(stream(points=ContactPointsBlock()))]
    assert [leaf for leaf in leaves if leaf.fate in (Fate.LOST, Fate.CRASH)] == []
    translated = {leaf.path for leaf in leaves if leaf.fate is Fate.TRANSLATED}
    assert {"text", "links.links[].text", "needs.tiles[].text"} <= translated
    assert not any(path.startswith("points") for path in translated)
