"""Facts between the words of a translated body follow the source, block by block."""

from typing import Any

import pytest
from wagtail import blocks

from tests.host.models import ArticlePage
from wagtail_hjelp.models import (
    AcuteHelpPage,
    HelpFrontPage,
    HelpOfferIndexPage,
    HelpOfferPage,
    HelpThemePage,
)
from wagtail_hjelp.translation.facts import FactBlock
from wagtail_hjelp.translation.stream_facts import ids_in, mixed_streams, with_facts_of

STREAM = blocks.StreamBlock(
    [
        ("text", blocks.CharBlock()),
        ("number", type("NumberBlock", (FactBlock, blocks.CharBlock), {})()),
        (
            "box",
            blocks.StructBlock(
                [
                    ("heading", blocks.CharBlock()),
                    ("columns", blocks.IntegerBlock()),
                    ("address", blocks.URLBlock()),
                    ("codes", blocks.ListBlock(blocks.IntegerBlock())),
                    (
                        "people",
                        blocks.ListBlock(
                            blocks.StructBlock(
                                [("name", blocks.CharBlock()), ("age", blocks.IntegerBlock())]
                            )
                        ),
                    ),
                ]
            ),
        ),
    ]
)


def item(kind: str, key: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": key, "value": value}


def box(heading: str, columns: int, address: str, codes: list[int], *people: Any) -> dict[str, Any]:
    value = {
        "heading": heading,
        "columns": columns,
        "address": address,
        "codes": [item("item", f"c{code}", code) for code in codes],
        "people": [item("item", key, {"name": name, "age": age}) for key, name, age in people],
    }
    return item("box", "b", value)


def merged(source: list[Any], own: list[Any], known: tuple[str, ...] = ()) -> Any:
    return with_facts_of(STREAM, source, own, known=known)


def test_facts_of_a_block_are_the_source_s_and_its_words_the_translator_s():
    source = [box("Vakta", 3, "https://a.no/", [2, 1], ("p", "Kari lege", 40), ("q", "Ola", 7))]
    own = [box("Watch", 2, "https://b.no/", [1], ("p", "Dr Kari", 39), ("r", "Pat", 1))]
    expected = [box("Watch", 3, "https://b.no/", [2, 1], ("p", "Dr Kari", 40), ("r", "Pat", 1))]
    assert merged(source, own) == expected


def test_words_are_touched_by_nothing_and_keep_their_order():
    source = [item("text", "2", "To"), item("text", "3", "Tre"), item("text", "1", "En")]
    own = [item("text", "1", "One"), item("text", "2", "Two"), item("text", "9", "Mine")]
    assert merged(source, own) == own


def test_a_new_fact_stands_after_the_block_that_it_stands_after_in_the_source():
    source = [
        item("number", "a", "113"),
        item("text", "1", "En"),
        item("text", "2", "Ny"),
        item("number", "b", "112"),
        item("number", "c", "110"),
        item("text", "3", "Tre"),
    ]
    own = [item("text", "1", "One"), item("text", "3", "Three")]
    assert merged(source, own) == [
        item("number", "a", "113"),
        item("text", "1", "One"),
        item("number", "b", "112"),
        item("number", "c", "110"),
        item("text", "3", "Three"),
    ]


def test_a_fact_taken_out_of_the_source_is_taken_out_and_one_put_in_by_hand_stays():
    source = [item("text", "1", "En")]
    own = [item("text", "1", "One"), item("number", "old", "113"), item("number", "own", "112")]
    assert merged(source, own, known=("old", "1")) == [
        item("text", "1", "One"),
        item("number", "own", "112"),
    ]


def test_words_taken_out_of_the_source_stay_until_somebody_translates():
    own = [item("text", "1", "One"), box("Watch", 2, "https://b.no/", [])]
    assert merged([], own, known=("1", "b")) == own


@pytest.mark.parametrize(
    "stored",
    [
        [{"type": "number", "value": "113"}],
        [None],
        "words",
        None,
        [{"type": "gone", "id": "a", "value": 1}],
    ],
)
def test_what_was_stored_otherwise_is_left_as_it_is(stored):
    assert merged([item("number", "a", "110")], stored) == stored or stored[0]["type"] == "gone"
    own = [item("text", "1", "One")]
    assert merged(stored, own) == own


def test_ids_at_any_depth():
    assert ids_in([box("x", 1, "", [7], ("p", "Kari", 1))]) == {"b", "c7", "p"}


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (HelpOfferPage, ["body"]),
        (HelpFrontPage, ["body"]),
        (HelpThemePage, ["body"]),
        (AcuteHelpPage, ["body"]),
        (HelpOfferIndexPage, []),
        (ArticlePage, ["body"]),
    ],
)
def test_page_types_with_facts_between_their_words(model, expected):
    assert mixed_streams(model) == expected
