"""Films: nobody else is asked before the reader asks, and nobody is left out who cannot hear."""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from tests.factories import alias_in
from tests.host.models import ArticlePage
from wagtail_hjelp.blocks import FilmBlock, HelpStreamBlock
from wagtail_hjelp.blocks.film import FilmAddress, film_address

ID = "dQw4w9_WgX-"
WATCH = f"https://www.youtube.com/watch?v={ID}"
YOUTUBE = FilmAddress("YouTube", WATCH, f"https://www.youtube-nocookie.com/embed/{ID}?autoplay=1")
VIMEO = FilmAddress(
    "Vimeo",
    "https://vimeo.com/76979871",
    "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1",
)
UNLISTED = FilmAddress(
    "Vimeo",
    "https://vimeo.com/76979871/8272103f6e",
    "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1&autoplay=1",
)


# --- Addresses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (WATCH, YOUTUBE),
        (f"https://youtube.com/watch?v={ID}", YOUTUBE),
        (f"https://m.youtube.com/watch?app=desktop&v={ID}&t=42s", YOUTUBE),
        (f"https://WWW.YouTube.com/watch?v={ID}", YOUTUBE),
        (f"https://youtu.be/{ID}", YOUTUBE),
        (f"https://youtu.be/{ID}?si=whoSharedIt", YOUTUBE),
        (f"https://www.youtube.com/shorts/{ID}", YOUTUBE),
        (f"https://www.youtube.com/shorts/{ID}/?feature=share", YOUTUBE),
        (f"https://www.youtube.com/live/{ID}?si=whoSharedIt", YOUTUBE),
        ("https://vimeo.com/76979871", VIMEO),
        ("https://www.vimeo.com/76979871/", VIMEO),
        ("https://vimeo.com/76979871?share=copy#t=0", VIMEO),
        ("https://vimeo.com/76979871/8272103f6e?share=copy", UNLISTED),
    ],
)
def test_film_of_a_known_provider_is_found_by_its_id_alone(url, expected):
    assert film_address(url) == expected


@pytest.mark.parametrize(
    ("url", "provider"),
    [
        ("https://www.youtube.com/", "YouTube"),
        ("https://www.youtube.com/@havnesund", "YouTube"),
        ("https://www.youtube.com/playlist?list=PL0123456789", "YouTube"),
        ("https://www.youtube.com/watch?v=short", "YouTube"),
        (f"https://www.youtube.com/watch?v={ID}x", "YouTube"),
        (f"https://www.youtube.com/watch?v={ID}&v=abcdefghijk", "YouTube"),
        ("https://www.youtube.com/watch?v=abcdefghij%22", "YouTube"),
        (f"https://www.youtube.com/shorts/{ID}/more", "YouTube"),
        (f"https://youtu.be/{ID}/more", "YouTube"),
        (f"https://www.youtube.com/embed/{ID}", "YouTube"),
        (f"https://www.youtube.com:8443/watch?v={ID}", "YouTube"),
        ("https://vimeo.com/havnesund", "Vimeo"),
        ("https://vimeo.com/76979871/settings", "Vimeo"),
        ("https://vimeo.com/76979871/8272103f6e/more", "Vimeo"),
        (f"https://youtube.com.film.example/watch?v={ID}", "youtube.com.film.example"),
        (f"https://youtube.com@film.example/watch?v={ID}", "film.example"),
        (f"https://film.example/https://youtu.be/{ID}", "film.example"),
        ("https://www.nrk.no/video/1", "nrk.no"),
    ],
)
def test_anything_else_stays_a_link(url, provider):
    assert film_address(url) == FilmAddress(provider, url, "")


@pytest.mark.parametrize(
    "url", ["", "film", "javascript:alert(1)", "data:text/html,x", "https://", "https://[x"]
)
def test_what_is_no_address_of_a_page_is_no_film(url):
    assert film_address(url) is None


# --- What readers get ---------------------------------------------------------------------


def picture(title):
    file = get_test_image_file(size=(1280, 720))
    return get_image_model().objects.create(title=title, file=file)


@pytest.fixture
def poster(db):
    return picture("En båt")


def film(**fields):
    value = {
        "heading": "",
        "title": "Når du ringer krisesenteret",
        "url": f"https://youtu.be/{ID}?si=whoSharedIt",
        "poster": None,
        "captions": "yes",
        "transcript": "",
        "minutes": None,
        "languages": [],
    }
    return {**value, **fields}


def rendered(value, language="en", **context):
    """Return the block's HTML in a language, without the space between its elements."""
    block = FilmBlock()
    with translation.override(language):
        html = block.render(
            block.to_python(value), {"request": RequestFactory().get("/"), **context}
        )
    return re.sub(r"\s*\n\s*", "", html)


def icon(name):
    return (
        '<svg class="hjelp-icon" aria-hidden="true" width="24" height="24">'
        f'<use href="/static/wagtail_hjelp/icons.svg#hjelp-icon-{name}"/></svg>'
    )


def words_of(html):
    """Return the text as it is read aloud."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_film_whole(poster):
    html = rendered(
        film(
            heading="Se hvordan det er",
            poster=poster.pk,
            transcript="<p>En dame tar telefonen.</p>",
            minutes=3,
            languages=["nsl", "nb"],
        )
    )
    html = re.sub(r"/media/images/[\w.-]+?\.fill", "/media/images/boat.fill", html)
    assert html == (
        '<section class="hjelp-block hjelp-block--film" aria-labelledby="hjelp-block-1">'
        '<h2 class="hjelp-block__heading" id="hjelp-block-1">Se hvordan det er</h2>'
        f'<a class="hjelp-film" href="{WATCH}" rel="noreferrer"'
        f' data-hjelp-film="https://www.youtube-nocookie.com/embed/{ID}?autoplay=1">'
        '<img alt="" class="hjelp-film__poster" height="270" loading="lazy"'
        ' sizes="(max-width: 44em) 100vw, 44em"'
        ' src="/media/images/boat.fill-480x270.png"'
        ' srcset="/media/images/boat.fill-480x270.png 480w,'
        ' /media/images/boat.fill-960x540.png 960w" width="480">'
        '<span class="hjelp-film__bar">'
        f'<span class="hjelp-badge">{icon("play")}</span>'
        '<span class="hjelp-film__words"><span class="hjelp-hidden">Watch the film: </span>'
        "<strong data-hjelp-film-title>Når du ringer krisesenteret</strong>"
        ' <span class="hjelp-film__by">The film is shown by <bdi>YouTube</bdi>.'
        " They may keep cookies.</span></span></span></a>"
        '<p class="hjelp-film__address hjelp-print-only"><span>Når du ringer krisesenteret</span>:'
        f' <bdi dir="ltr">{WATCH}</bdi></p>'
        '<ul class="hjelp-card__facts hjelp-film__facts" role="list">'
        f"<li>{icon('clock')}<span>3 minutes</span></li>"
        f"<li>{icon('check')}<span>With captions</span></li>"
        f'<li>{icon("languages")}<span><span class="hjelp-hidden">Languages in the film: </span>'
        "<bdi>Norwegian (bokmål)</bdi>, <bdi>Norwegian Sign Language</bdi></span></li></ul>"
        '<details class="hjelp-film__transcript" data-hjelp-fold>'
        "<summary>Read what is said and shown</summary>"
        '<div class="hjelp-text"><p>En dame tar telefonen.</p></div></details>'
        "</section>"
    )


def test_nothing_in_the_page_loads_from_the_provider(poster):
    html = rendered(film(poster=poster.pk))
    loaded = re.findall(r'(?:src|srcset|data|action|poster)="([^"]+)"', html)
    assert loaded
    assert all(address.startswith("/media/") for address in loaded)
    assert not re.search(r"<(iframe|video|embed|object|script|link|style)\b", html)


def test_film_of_another_provider_is_a_link_that_says_where_it_leads():
    html = rendered(film(url="https://www.nrk.no/video/1"))
    assert '<a class="hjelp-film" href="https://www.nrk.no/video/1" rel="noreferrer">' in html
    assert "data-hjelp-film=" not in html
    assert icon("external") in html
    assert words_of(html) == (
        "Watch the film: Når du ringer krisesenteret"
        " The film is shown by nrk.no . They may keep cookies."
        " Når du ringer krisesenteret : https://www.nrk.no/video/1 With captions"
    )


@pytest.mark.parametrize(
    ("captions", "said"),
    [("yes", ["With captions"]), ("no", ["Without captions"]), ("unknown", []), ("", [])],
)
def test_captions_that_nobody_knows_of_are_not_shown_as_none(captions, said):
    html = rendered(film(captions=captions, transcript="<p>Ord.</p>"))
    assert re.findall(r"<span>(With\w* captions)</span>", html) == said
    assert ("hjelp-film__facts" in html) == bool(said)


def test_one_minute_is_not_minutes():
    assert "<span>1 minute</span>" in rendered(film(minutes=1))


@pytest.mark.parametrize("transcript", ["", "<p></p>", '<p data-block-key="a"> \u00a0 </p>'])
def test_nothing_is_folded_where_there_is_no_text(transcript):
    assert "<details" not in rendered(film(transcript=transcript))


def test_heading_takes_the_level_of_its_place():
    html = rendered(film(heading="Se"), heading_level=3)
    assert re.findall(r"<(h\d)", html) == ["h3"]


def test_draft_without_address_or_picture_shows_no_empty_link():
    html = rendered(film(url="", captions=None, languages=None))
    assert html == '<section class="hjelp-block hjelp-block--film"></section>'


def test_picture_that_is_gone_leaves_the_button(poster):
    value = film(poster=poster.pk)
    poster.delete()
    html = rendered(value)
    assert "<img" not in html
    assert "Når du ringer krisesenteret" in html


def test_preview_shows_a_film_with_its_text():
    block = FilmBlock()
    with translation.override("en"):
        html = block.render(block.get_preview_value(), {})
    assert words_of(html) == (
        "See how it is Watch the film: What happens when you call the crisis centre"
        " The film is shown by Vimeo . They may keep cookies."
        " What happens when you call the crisis centre : https://vimeo.com/0"
        " 3 minutes With captions"
        " Languages in the film: Norwegian (bokmål) , Norwegian Sign Language"
        " Read what is said and shown"
        " A woman picks up the telephone and says: “You have come to the right place.”"
    )


# --- What editors are told ----------------------------------------------------------------


def errors_of(value):
    block = FilmBlock()
    with translation.override("en"):
        with pytest.raises(blocks.StructBlockValidationError) as caught:
            block.clean(block.to_python(value))
        return {field: error.messages for field, error in caught.value.block_errors.items()}


NOT_ONE = "This is not the address of one film. Open the film, press “Share”, and copy the address."
NOT_HTTPS = "The address must begin with https://"
WHY = (
    "Write what is said and shown, if the film has no captions. Some cannot hear it,"
    " some have no sound on, and some read only their own language."
)


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"title": ""}, "title", "This field is required."),
        ({"poster": None}, "poster", "This field is required."),
        ({"url": ""}, "url", "This field is required."),
        ({"url": "http://nrk.no/1"}, "url", NOT_HTTPS),
        ({"url": "ftp://nrk.no/1"}, "url", NOT_HTTPS),
        ({"url": "https://www.youtube.com/@havnesund"}, "url", NOT_ONE),
        ({"url": "https://vimeo.com/havnesund"}, "url", NOT_ONE),
        ({"captions": "no"}, "transcript", WHY),
        ({"captions": "unknown"}, "transcript", WHY),
        ({"captions": "no", "transcript": "<p> </p>"}, "transcript", WHY),
        (
            {"minutes": 0},
            "minutes",
            "Ensure this value is greater than or equal to 1.",
        ),
    ],
)
def test_wrong_film_is_refused_beside_its_field(poster, wrong, field, message):
    assert errors_of(film(**{"poster": poster.pk, **wrong})) == {field: [message]}


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"url": "https://www.nrk.no/video/1"},
        {"captions": "no", "transcript": "<p>En dame tar telefonen.</p>"},
        {"captions": "unknown", "transcript": "<p>En dame tar telefonen.</p>"},
    ],
)
def test_film_with_captions_or_text_is_accepted(poster, right):
    block = FilmBlock()
    value = film(**{"poster": poster.pk, **right})
    cleaned = block.clean(block.to_python(value))
    assert cleaned["poster"] == poster
    assert {name: cleaned[name] for name in ("url", "captions")} == {
        name: value[name] for name in ("url", "captions")
    }


def test_draft_may_be_half_finished():
    block = HelpStreamBlock()
    value = block.to_python([{"type": "film", "value": film(title="", url="", captions="no")}])
    cleaned = block.clean_deferred(value)[0].value
    assert (cleaned["title"], cleaned["url"], cleaned["poster"]) == ("", "", None)
    with pytest.raises(ValidationError):
        block.clean(value)


def test_form_begins_with_captions_that_nobody_knows_of():
    value = FilmBlock().get_default()
    assert (value["captions"], value["transcript"].source, value["minutes"]) == (
        "unknown",
        "",
        None,
    )


def test_address_is_not_searched_for_and_the_words_are(poster):
    block = FilmBlock()
    value = block.to_python(
        film(heading="Se", poster=poster.pk, transcript="<p>En dame.</p>", languages=["nsl"])
    )
    assert block.get_searchable_content(value) == ["Se", "Når du ringer krisesenteret", "En dame."]


# --- In other languages, and in a migration -----------------------------------------------


@pytest.fixture
def article(site, poster):
    value = film(
        heading="Se", poster=poster.pk, transcript="<p>En dame.</p>", minutes=3, languages=["nb"]
    )
    body = [{"type": "help", "value": [{"type": "film", "value": value, "id": "a"}]}]
    return site.root_page.add_child(instance=ArticlePage(title="Artikkel", body=body))


def test_translators_get_the_words_and_neither_address_nor_picture(article):
    segments = extract_segments(ArticlePage.objects.get(pk=article.pk))
    strings = {s.string.data for s in segments if isinstance(s, StringSegmentValue)}
    assert strings - {article.title, article.slug} == {
        "Se",
        "Når du ringer krisesenteret",
        "En dame.",
    }
    # Nor may they put others in their place.
    assert {s.path.split(".")[0] for s in segments if "body" in s.path} == {"body"}
    assert ID not in " ".join(repr(segment) for segment in segments)
    assert not [s for s in segments if "poster" in s.path or "url" in s.path]


def test_untranslated_page_marks_the_editor_s_words_and_not_the_package_s(article):
    html = Client().get(alias_in(article, "ar").url).content.decode()
    section = re.search(r'(?s)<section class="hjelp-block hjelp-block--film.*?</section>', html)[0]
    marked = re.findall(r'<(\w+)[^>]* lang="nb" dir="ltr">(?:<p[^>]*>)?([^<]*)<', section)
    assert marked == [
        ("h2", "Se"),
        ("strong", "Når du ringer krisesenteret"),
        ("span", "Når du ringer krisesenteret"),
        ("div", "En dame."),
    ]


def test_translated_page_has_the_film_with_its_own_words(article):
    english = Locale.objects.get_or_create(language_code="en")[0]
    copy = article.copy_for_translation(english, copy_parents=True)
    copy.save_revision().publish()
    html = Client().get(copy.url).content.decode()
    assert f'href="{WATCH}"' in html
    assert 'lang="nb" dir="ltr"' not in html


def test_block_stands_in_a_migration_by_its_path_alone():
    assert FilmBlock().deconstruct() == ("wagtail_hjelp.blocks.film.FilmBlock", (), {})


def test_queries_do_not_grow_with_the_number_of_films(site):
    """Pictures are asked for together, and their sizes are kept once they have been made."""

    def queries(number: int) -> int:
        posters = [picture(f"Bilde {position}").pk for position in range(number)]
        body = [{"type": "film", "value": film(poster=poster)} for poster in posters]
        page = site.root_page.add_child(
            instance=ArticlePage(title=f"Med {number}", body=[{"type": "help", "value": body}])
        )
        Client().get(page.url)
        with CaptureQueriesContext(connection) as found:
            assert Client().get(page.url).content.count(b"<img") == number
        return len(found)

    queries(1)  # Wagtail's addresses of the site are kept from now on
    assert queries(1) == queries(5)
