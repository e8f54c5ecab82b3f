"""Stories: a person's own words, with leave to show them, and nothing that they did not give."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.utils import translation
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from tests.factories import alias_in
from tests.host.models import ArticlePage
from wagtail_hjelp.blocks import HelpStreamBlock, StoryBlock

AGREED = "2026-11-02"


@pytest.fixture
def picture(db):
    return get_image_model().objects.create(
        title="Et bilde", file=get_test_image_file(size=(640, 480))
    )


def story(**fields):
    value = {
        "quote": "Jeg var redd for å ringe.",
        "person": "Amina",
        "pseudonym": False,
        "who": "",
        "picture": None,
        "picture_alt": "",
        "text": "",
        "consent": AGREED,
    }
    return {**value, **fields}


def rendered(value, language="en", **context):
    """Return the block's HTML in a language, without the space between its elements."""
    block = StoryBlock()
    with translation.override(language):
        html = block.render(
            block.to_python(value), {"request": RequestFactory().get("/"), **context}
        )
    return re.sub(r"\s*\n\s*", "", html)


QUOTE = (
    '<svg class="hjelp-icon" aria-hidden="true" width="24" height="24">'
    '<use href="/static/wagtail_hjelp/icons.svg#hjelp-icon-quote"/></svg>'
)


# --- What readers get ---------------------------------------------------------------------


def test_story_whole(picture):
    html = rendered(
        story(
            pseudonym=True,
            who="mor til to",
            picture=picture.pk,
            picture_alt="To hender rundt en kopp",
            text="<p>Hun ringte en søndag.</p>",
        )
    )
    html = re.sub(r"/media/images/[\w.-]+?\.fill", "/media/images/hands.fill", html)
    assert html == (
        '<section class="hjelp-block hjelp-block--story"><figure class="hjelp-story">'
        '<div class="hjelp-story__picture"><img alt="To hender rundt en kopp" height="160"'
        ' loading="lazy" sizes="9em" src="/media/images/hands.fill-160x160.png"'
        ' srcset="/media/images/hands.fill-160x160.png 160w,'
        ' /media/images/hands.fill-320x320.png 320w" width="160"></div>'
        f'<blockquote class="hjelp-story__quote">{QUOTE}'
        "<p>Jeg var redd for å ringe.</p></blockquote>"
        '<figcaption class="hjelp-story__person"><strong><bdi>Amina</bdi></strong>'
        "<span>mor til to</span>"
        "<small>The name is not the real one.</small></figcaption></figure>"
        '<div class="hjelp-text hjelp-story__text"><p>Hun ringte en søndag.</p></div>'
        "</section>"
    )


def test_least_of_a_story_is_a_name_and_a_quote():
    assert rendered(story()) == (
        '<section class="hjelp-block hjelp-block--story"><figure class="hjelp-story">'
        f'<blockquote class="hjelp-story__quote">{QUOTE}'
        "<p>Jeg var redd for å ringe.</p></blockquote>"
        '<figcaption class="hjelp-story__person"><strong><bdi>Amina</bdi></strong></figcaption>'
        "</figure></section>"
    )


def test_quote_is_plain_text_with_its_own_lines():
    html = rendered(story(quote="Jeg <b>ringte</b>.\nDe svarte."))
    assert "<p>Jeg &lt;b&gt;ringte&lt;/b&gt;.<br>De svarte.</p>" in html


def test_preview_shows_a_story():
    block = StoryBlock()
    with translation.override("en"):
        html = block.render(block.get_preview_value(), {})
    assert " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()) == (
        "I was afraid to call. I wish I had done it long before."
        " Amina mother of two The name is not the real one."
        " She called on a Sunday. On Monday she had somebody to talk to."
    )


# --- The consent stays inside -------------------------------------------------------------


@pytest.fixture
def article(site, picture):
    value = story(
        pseudonym=True,
        who="mor til to",
        picture=picture.pk,
        picture_alt="To hender rundt en kopp",
        text="<p>Hun ringte en søndag.</p>",
    )
    body = [{"type": "help", "value": [{"type": "story", "value": value, "id": "a"}]}]
    return site.root_page.add_child(instance=ArticlePage(title="Artikkel", body=body))


def test_consent_is_stored_and_on_no_page(article):
    stored = ArticlePage.objects.get(pk=article.pk).body[0].value[0].value
    assert stored["consent"] == date(2026, 11, 2)
    html = Client().get(article.url).content.decode()
    assert "Amina" in html
    assert not re.search(r"2026.?11|2\. nov|11/2", html)


def test_consent_is_not_in_the_api(article):
    value = ArticlePage.objects.get(pk=article.pk).body
    (stream,) = value.stream_block.get_api_representation(value)
    (found,) = stream["value"]
    assert found["value"] == {
        "quote": "Jeg var redd for å ringe.",
        "person": "Amina",
        "pseudonym": True,
        "who": "mor til to",
        "picture": value[0].value[0].value["picture"].pk,
        "picture_alt": "To hender rundt en kopp",
        "text": "<p>Hun ringte en søndag.</p>",
    }


def test_neither_consent_nor_name_is_searched_for(article):
    value = ArticlePage.objects.get(pk=article.pk).body
    assert value.stream_block.get_searchable_content(value) == [
        "Jeg var redd for å ringe.",
        "mor til to",
        "To hender rundt en kopp",
        "Hun ringte en søndag.",
    ]


# --- What editors are told ----------------------------------------------------------------


def errors_of(value):
    block = StoryBlock()
    with translation.override("en"):
        with pytest.raises(blocks.StructBlockValidationError) as caught:
            block.clean(block.to_python(value))
        return {field: error.messages for field, error in caught.value.block_errors.items()}


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"quote": ""}, "quote", "This field is required."),
        (
            {"quote": "x" * 301},
            "quote",
            "Ensure this value has at most 300 characters (it has 301).",
        ),
        ({"person": ""}, "person", "This field is required."),
        ({"consent": None}, "consent", "This field is required."),
        ({"consent": "2026-11-24"}, "consent", "This date is yet to come."),
    ],
)
@pytest.mark.time_machine("2026-11-23T12:00:00+01:00")
def test_wrong_story_is_refused_beside_its_field(wrong, field, message):
    assert errors_of(story(**wrong)) == {field: [message]}


def test_picture_needs_words(picture):
    assert errors_of(story(picture=picture.pk)) == {
        "picture_alt": ["Say what the picture shows, for those who do not see it."]
    }


@pytest.mark.time_machine("2026-11-23T23:30:00+00:00")
def test_consent_of_today_is_one_by_the_local_calendar():
    # In Oslo it is the 24th already.
    block = StoryBlock()
    cleaned = block.clean(block.to_python(story(consent="2026-11-24")))
    assert cleaned["consent"] == date(2026, 11, 24)


def test_draft_may_be_half_finished(picture):
    block = HelpStreamBlock()
    value = story(quote="", person="", consent=None, picture=picture.pk)
    stream = block.to_python([{"type": "story", "value": value}])
    cleaned = block.clean_deferred(stream)[0].value
    assert (cleaned["quote"], cleaned["person"], cleaned["consent"]) == ("", "", None)
    with pytest.raises(ValidationError):
        block.clean(stream)


# --- In other languages, and in a migration -----------------------------------------------


def test_translators_get_the_words_and_neither_name_nor_picture_nor_consent(article):
    segments = extract_segments(ArticlePage.objects.get(pk=article.pk))
    strings = {s.string.data for s in segments if isinstance(s, StringSegmentValue)}
    assert strings - {article.title, article.slug} == {
        "Jeg var redd for å ringe.",
        "mor til to",
        "To hender rundt en kopp",
        "Hun ringte en søndag.",
    }
    leaves = {s.path.rsplit(".", 1)[-1] for s in segments if s.path.startswith("body")}
    assert leaves == {"quote", "who", "picture_alt", "text"}


def test_untranslated_page_marks_the_editor_s_words_and_not_the_name(article):
    html = Client().get(alias_in(article, "ar").url).content.decode()
    section = re.search(r'(?s)<section class="hjelp-block hjelp-block--story.*?</section>', html)[0]
    marked = re.findall(r'<(\w+)[^>]* lang="nb"(?: dir="ltr")?>(?:<p[^>]*>)?([^<]*)<', section)
    assert marked == [
        ("div", ""),
        ("p", "Jeg var redd for å ringe."),
        ("span", "mor til to"),
        ("div", "Hun ringte en søndag."),
    ]
    assert "<strong><bdi>Amina</bdi></strong>" in section


def test_block_stands_in_a_migration_by_its_path_alone():
    assert StoryBlock().deconstruct() == ("wagtail_hjelp.blocks.story.StoryBlock", (), {})
