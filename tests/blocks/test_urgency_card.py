"""Urgency cards: what each action says and dials, and what editors and translators may write."""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.utils import translation
from wagtail import blocks
from wagtail.models import Locale
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from tests.factories import alias_in, item
from tests.host.models import ArticlePage
from wagtail_hjelp.blocks import HelpBodyBlock, HelpStreamBlock, UrgencyCardBlock
from wagtail_hjelp.blocks.urgency_card import CARDS, UrgencyAction
from wagtail_hjelp.catalogue import shipped
from wagtail_hjelp.phone import parse

ASLEEP = "noen ikke våkner"
STAY = "Lås opp døra, og bli hos dem."


def rendered(value, language="en", **context):
    """Return the block's HTML in a language, without the space between its elements."""
    block = UrgencyCardBlock()
    with translation.override(language):
        html = block.render(
            block.to_python(value), {"request": RequestFactory().get("/"), **context}
        )
    return re.sub(r"\s*\n\s*", "", html)


def card(action, *conditions, note=""):
    return {"action": action, "conditions": list(conditions), "note": note}


def words_of(html):
    """Return the text as it is read aloud."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


PHONE_ICON = (
    '<svg class="hjelp-icon" aria-hidden="true" width="24" height="24">'
    '<use href="/static/wagtail_hjelp/icons.svg#hjelp-icon-phone"/></svg>'
)


# --- What readers get ---------------------------------------------------------------------


def test_immediate_card_whole():
    html = rendered(card("call_113", ASLEEP, "noen ikke får puste", note=STAY))
    assert html == (
        '<section class="hjelp-block hjelp-urgency hjelp-urgency--immediate"'
        ' aria-labelledby="hjelp-block-1">'
        '<h2 class="hjelp-urgency__heading" id="hjelp-block-1">'
        '<span class="hjelp-hidden">Life is in danger: </span>'
        'Call <bdi dir="ltr">113</bdi> if</h2>'
        '<div class="hjelp-urgency__body">'
        '<ul class="hjelp-urgency__conditions">'
        "<li>noen ikke våkner</li><li>noen ikke får puste</li></ul>"
        '<p class="hjelp-urgency__call"><a class="hjelp-urgency__number" href="tel:113">'
        f'{PHONE_ICON}<bdi dir="ltr">113</bdi></a></p>'
        '<p class="hjelp-urgency__note">Lås opp døra, og bli hos dem.</p>'
        "</div></section>"
    )


def test_urgent_card_whole():
    html = rendered(card("call_116117", "barnet har høy feber"))
    assert html == (
        '<section class="hjelp-block hjelp-urgency hjelp-urgency--urgent"'
        ' aria-labelledby="hjelp-block-1">'
        '<h2 class="hjelp-urgency__heading" id="hjelp-block-1">'
        '<span class="hjelp-hidden">It cannot wait: </span>'
        'Call the out-of-hours doctor (legevakt) on <bdi dir="ltr">116 117</bdi> if</h2>'
        '<div class="hjelp-urgency__body">'
        '<ul class="hjelp-urgency__conditions"><li>barnet har høy feber</li></ul>'
        '<p class="hjelp-urgency__call"><a class="hjelp-urgency__number" href="tel:116117">'
        f'{PHONE_ICON}<bdi dir="ltr">116 117</bdi></a></p>'
        "</div></section>"
    )


def test_non_urgent_card_whole():
    html = rendered(card("call_gp", "du har sovet dårlig lenge"))
    assert html == (
        '<section class="hjelp-block hjelp-urgency hjelp-urgency--non-urgent"'
        ' aria-labelledby="hjelp-block-1">'
        '<h2 class="hjelp-urgency__heading" id="hjelp-block-1">'
        "Call your GP if</h2>"
        '<div class="hjelp-urgency__body">'
        '<ul class="hjelp-urgency__conditions"><li>du har sovet dårlig lenge</li></ul>'
        "</div></section>"
    )


@pytest.mark.parametrize(
    ("action", "words", "dialled"),
    [
        ("call_113", "Life is in danger: Call 113 if x 113", ["tel:113"]),
        ("call_112", "Life is in danger: Call 112 if x 112", ["tel:112"]),
        ("call_110", "Life is in danger: Call 110 if x 110", ["tel:110"]),
        (
            "call_116117",
            "It cannot wait: Call the out-of-hours doctor (legevakt) on 116 117 if x 116 117",
            ["tel:116117"],
        ),
        (
            "call_poison",
            "It cannot wait: Call the poison information centre on 22 59 13 00 if x 22 59 13 00",
            ["tel:+4722591300"],
        ),
        (
            "go_hospital",
            "It cannot wait: Go to the emergency department of the hospital if x",
            [],
        ),
        ("call_gp", "Call your GP if x", []),
        ("talk", "Talk to someone if x", []),
    ],
)
def test_each_action_says_how_urgent_it_is_and_dials_its_number(action, words, dialled):
    html = rendered(card(action, "x"))
    assert words_of(html) == words
    assert re.findall(r'href="(tel:[^"]+)"', html) == dialled


def test_every_action_has_a_card_with_a_number_in_its_canonical_form():
    assert list(CARDS) == list(UrgencyAction)
    numbers = [card.number for card in CARDS.values() if card.number]
    assert [parse(number) for number in numbers] == numbers


def test_numbers_are_those_of_the_catalogue_of_national_services():
    services = {
        "call_113": "ambulanse-113",
        "call_112": "politi-112",
        "call_110": "brann-110",
        "call_116117": "legevakt-116117",
        "call_poison": "giftinformasjonen",
    }
    shipped_numbers = {action: shipped()[code].phone for action, code in services.items()}
    assert {action: card.number for action, card in CARDS.items() if card.number} == shipped_numbers


def test_nothing_but_the_number_is_a_link_whatever_the_editor_writes():
    html = rendered(
        card(
            "call_113",
            '<a href="https://x.example/">noen ikke våkner</a>',
            "https://x.example/",
            note='<a href="tel:22334455">Ring</a>',
        )
    )
    assert re.findall(r"<a [^>]*>", html) == ['<a class="hjelp-urgency__number" href="tel:113">']
    assert "&lt;a href=" in html


def test_heading_takes_the_level_of_its_place():
    html = rendered(card("call_113", ASLEEP), heading_level=3)
    assert re.findall(r"</?h\d", html) == ["<h3", "</h3"]


@pytest.mark.parametrize("action", [None, "", "call_911"])
def test_draft_without_an_action_shows_no_card(action):
    assert rendered(card(action, ASLEEP, note=STAY)) == ""


def test_draft_without_conditions_shows_the_number_and_no_empty_list():
    html = rendered(card("call_113", ""))
    assert "<ul" not in html
    assert 'href="tel:113"' in html


def test_percent_sign_of_an_editor_is_shown_as_it_is():
    assert "<li>80 %(number)s</li>" in rendered(card("call_113", "80 %(number)s"))


def test_preview_shows_an_immediate_card():
    block = UrgencyCardBlock()
    with translation.override("en"):
        html = block.render(block.get_preview_value(), {})
    assert words_of(html) == (
        "Life is in danger: Call 113 if somebody does not wake up"
        " somebody cannot breathe properly somebody is about to take their own life"
        " 113 Unlock the door and stay with them."
    )


# --- What editors are told ----------------------------------------------------------------


def errors_of(value):
    block = UrgencyCardBlock()
    with pytest.raises(blocks.StructBlockValidationError) as caught:
        block.clean(block.to_python(value))
    return caught.value


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (card("", ASLEEP), "action"),
        (card("call_911", ASLEEP), "action"),
        (card("call_113"), "conditions"),
        (card("call_113", ASLEEP, ""), "conditions"),
        (card("call_113", "x" * 121), "conditions"),
        (card("call_113", *"abcdefg"), "conditions"),
        (card("call_113", ASLEEP, note="x" * 121), "note"),
    ],
)
def test_wrong_card_is_refused_beside_its_field(value, field):
    assert set(errors_of(value).block_errors) == {field}


def test_six_conditions_are_not_too_many():
    block = UrgencyCardBlock()
    value = block.to_python(card("call_113", *"abcdef"))
    assert list(block.clean(value)["conditions"]) == list("abcdef")


def test_draft_may_be_half_finished():
    block = HelpStreamBlock()
    value = block.to_python([{"type": "urgency_card", "value": card(None, "")}])
    cleaned = block.clean_deferred(value)[0].value
    assert (cleaned["action"], list(cleaned["conditions"])) in [(None, [""]), ("", [""])]
    with pytest.raises(ValidationError):
        block.clean(value)


def stream_of(block, number):
    cards = [{"type": "urgency_card", "value": card("call_113", ASLEEP)}] * number
    return block.to_python(cards)


@pytest.mark.parametrize("kind", [HelpStreamBlock, HelpBodyBlock])
def test_three_cards_are_accepted_and_a_fourth_is_not(kind):
    block = kind()
    assert len(block.clean(stream_of(block, 3))) == 3
    with translation.override("en"), pytest.raises(blocks.StreamBlockValidationError) as caught:
        block.clean(stream_of(block, 4))
    assert caught.value.non_block_errors == [
        "Urgency card: The maximum number of items is 3",
    ]


class HostBlock(HelpStreamBlock):
    paragraph = blocks.CharBlock()


class HostBlockWithout(HelpStreamBlock):
    urgency_card = None


class HostBlockOfItsOwnMind(HelpStreamBlock):
    class Meta:
        block_counts = {"advice": {"max_num": 1}}


def test_host_s_own_stream_block_keeps_the_limit_beside_its_blocks():
    block = HostBlock()
    assert block.meta.block_counts == {"urgency_card": {"max_num": 3}}
    cleaned = block.clean(block.to_python([{"type": "paragraph", "value": "Avsnitt"}]))
    assert cleaned[0].value == "Avsnitt"


def test_host_may_leave_the_card_out():
    block = HostBlockWithout()
    assert "urgency_card" not in block.child_blocks
    value = block.to_python([{"type": "search", "value": {"heading": "Søk"}}])
    assert len(block.clean(value)) == 1


def test_host_may_set_limits_of_its_own():
    block = HostBlockOfItsOwnMind()
    assert len(block.clean(stream_of(block, 4))) == 4
    assert block.meta.block_counts == {"advice": {"max_num": 1}}


# --- In other languages -------------------------------------------------------------------


@pytest.fixture
def article(site):
    value = {
        "action": "call_116117",
        "conditions": [item("barnet har høy feber"), item("det haster")],
        "note": STAY,
    }
    body = [{"type": "help", "value": [{"type": "urgency_card", "value": value, "id": "a"}]}]
    return site.root_page.add_child(instance=ArticlePage(title="Artikkel", body=body))


def test_translators_get_the_words_and_neither_action_nor_number(article):
    segments = extract_segments(ArticlePage.objects.get(pk=article.pk))
    strings = {s.string.data for s in segments if isinstance(s, StringSegmentValue)}
    assert strings - {article.title, article.slug} == {
        "barnet har høy feber",
        "det haster",
        STAY,
    }
    assert "call_116117" not in " ".join(repr(segment) for segment in segments)


def test_untranslated_page_marks_the_editor_s_words_and_no_other(article):
    html = Client().get(alias_in(article, "ar").url).content.decode()
    section = re.search(r'(?s)<section class="hjelp-block hjelp-urgency.*?</section>', html)[0]
    marked = re.findall(r'<(\w+) class="([\w-]+)" lang="nb" dir="ltr">', section)
    assert marked == [("ul", "hjelp-urgency__conditions"), ("p", "hjelp-urgency__note")]
    assert "barnet har høy feber" in section
    # Set apart, so that its halves do not change places among words from right to left.
    assert section.count('<bdi dir="ltr">116 117</bdi>') == 2
    assert re.findall(r'href="(tel:[^"]+)"', section) == ["tel:116117"]


def test_translated_page_marks_nothing(article):
    english = Locale.objects.get_or_create(language_code="en")[0]
    copy = article.copy_for_translation(english, copy_parents=True)
    copy.save_revision().publish()
    html = Client().get(copy.url).content.decode()
    assert 'class="hjelp-urgency__conditions">' in html
    assert 'lang="nb" dir="ltr"' not in html
