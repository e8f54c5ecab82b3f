"""Advice: two lists that cannot be mistaken for each other, and what editors are told."""

import re
from html import unescape

import pytest
from django.test import Client, RequestFactory
from django.utils import translation
from wagtail import blocks
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from tests.factories import alias_in, item
from tests.host.models import ArticlePage
from wagtail_hjelp.blocks import AdviceBlock, HelpStreamBlock


def rendered(value, language="en", **context):
    """Return the block's HTML in a language, without the space between its elements."""
    block = AdviceBlock()
    with translation.override(language):
        html = block.render(
            block.to_python(value), {"request": RequestFactory().get("/"), **context}
        )
    return re.sub(r"\s*\n\s*", "", html)


def advice(do=(), avoid=(), heading="Hjelp en som er redd"):
    return {"heading": heading, "do": list(do), "avoid": list(avoid)}


def icon(name):
    return (
        '<svg class="hjelp-icon" aria-hidden="true" width="24" height="24">'
        f'<use href="/static/wagtail_hjelp/icons.svg#hjelp-icon-{name}"/></svg>'
    )


def test_both_lists_whole():
    html = rendered(advice(["Sett deg ned.", "Lytt."], ["å gå fra dem"]))
    assert html == (
        '<section class="hjelp-block hjelp-block--advice" aria-labelledby="hjelp-block-1">'
        '<h2 class="hjelp-block__heading" id="hjelp-block-1">Hjelp en som er redd</h2>'
        '<div class="hjelp-advice">'
        '<div class="hjelp-advice__part hjelp-advice__part--do">'
        '<h3 class="hjelp-advice__heading" id="hjelp-block-1-do">Do</h3>'
        '<ul role="list" aria-labelledby="hjelp-block-1-do">'
        f"<li>{icon('check')}<span>Sett deg ned.</span></li>"
        f"<li>{icon('check')}<span>Lytt.</span></li></ul></div>"
        '<div class="hjelp-advice__part hjelp-advice__part--avoid">'
        '<h3 class="hjelp-advice__heading" id="hjelp-block-1-avoid">Avoid</h3>'
        '<ul role="list" aria-labelledby="hjelp-block-1-avoid">'
        f"<li>{icon('close')}<span>å gå fra dem</span></li></ul></div>"
        "</div></section>"
    )


@pytest.mark.parametrize(
    ("value", "headings"),
    [
        (advice(["Lytt."]), ["Hjelp en som er redd", "Do"]),
        (advice(avoid=["å gå fra dem"]), ["Hjelp en som er redd", "Avoid"]),
        (advice(["Lytt.", ""], [""]), ["Hjelp en som er redd", "Do"]),
    ],
)
def test_list_without_words_has_no_heading_either(value, headings):
    html = rendered(value)
    assert [unescape(found) for found in re.findall(r"<h\d[^>]*>(.*?)</h\d>", html)] == headings
    assert "<span></span>" not in html


def test_headings_take_the_levels_of_their_place():
    html = rendered(advice(["Lytt."], ["å gå"]), heading_level=3)
    assert re.findall(r"<(h\d)", html) == ["h3", "h4", "h4"]


def test_words_are_plain_text():
    html = rendered(advice(['<a href="https://x.example/">Lytt</a>']))
    assert "<a " not in html


def test_preview_shows_what_to_do_and_what_to_avoid():
    block = AdviceBlock()
    with translation.override("en"):
        html = block.render(block.get_preview_value(), {})
    assert " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()) == (
        "Help somebody who is afraid"
        " Do Sit down with them, and listen. Speak calmly, in short sentences."
        " Ask what would help right now."
        " Avoid leaving them alone telling them to pull themselves together"
    )


# --- What editors are told ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (advice(["Lytt."], heading=""), "heading"),
        (advice(), "do"),
        (advice([""]), "do"),
        (advice("abcdefg"), "do"),
        (advice(["Lytt."], "abcdefg"), "avoid"),
        (advice(["x" * 161]), "do"),
    ],
)
def test_wrong_advice_is_refused_beside_its_field(value, field):
    block = AdviceBlock()
    with pytest.raises(blocks.StructBlockValidationError) as caught:
        block.clean(block.to_python(value))
    assert set(caught.value.block_errors) == {field}


@pytest.mark.parametrize("value", [advice("abcdef", "abcdef"), advice(avoid=["å gå"])])
def test_six_of_each_and_one_of_either_are_accepted(value):
    block = AdviceBlock()
    cleaned = block.clean(block.to_python(value))
    assert (list(cleaned["do"]), list(cleaned["avoid"])) == (value["do"], value["avoid"])


def test_draft_may_be_half_finished():
    block = HelpStreamBlock()
    value = block.to_python([{"type": "advice", "value": advice(heading="")}])
    cleaned = block.clean_deferred(value)[0].value
    assert (cleaned["heading"], list(cleaned["do"]), list(cleaned["avoid"])) == ("", [], [])
    with pytest.raises(blocks.StreamBlockValidationError):
        block.clean(value)


def test_form_begins_with_room_for_one_thing_to_do():
    value = AdviceBlock().get_default()
    assert (list(value["do"]), list(value["avoid"])) == ([None], [])


# --- In other languages -------------------------------------------------------------------


@pytest.fixture
def article(site):
    value = advice([item("Lytt.")], [item("å gå fra dem")])
    body = [{"type": "help", "value": [{"type": "advice", "value": value, "id": "a"}]}]
    return site.root_page.add_child(instance=ArticlePage(title="Artikkel", body=body))


def test_translators_get_all_the_words(article):
    segments = extract_segments(ArticlePage.objects.get(pk=article.pk))
    strings = {s.string.data for s in segments if isinstance(s, StringSegmentValue)}
    assert strings - {article.title, article.slug} == {
        "Hjelp en som er redd",
        "Lytt.",
        "å gå fra dem",
    }


def test_untranslated_page_marks_the_editor_s_words_and_not_the_package_s(article):
    html = Client().get(alias_in(article, "ar").url).content.decode()
    marked = re.findall(r'<(\w+)[^>]* lang="nb" dir="ltr">([^<]*)<', html)
    assert marked == [
        ("h2", "Hjelp en som er redd"),
        ("span", "Lytt."),
        ("span", "å gå fra dem"),
    ]
    assert re.findall(r'<h3 class="hjelp-advice__heading" id="hjelp-block-1-\w+">', html) == [
        '<h3 class="hjelp-advice__heading" id="hjelp-block-1-do">',
        '<h3 class="hjelp-advice__heading" id="hjelp-block-1-avoid">',
    ]
