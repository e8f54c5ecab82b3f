"""A theme page: its words, its look, its dates, and the form in which it is made."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.utils import translation
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page

from tests.activities.calendars import make_activity, make_calendar, translate
from tests.factories import alias_in, once
from wagtail_hjelp.models import (
    ActivityIndexPage,
    HelpFrontPage,
    HelpOfferIndexPage,
    HelpThemePage,
    Season,
)
from wagtail_hjelp.vocabularies import ThemeLook

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-23T12:00:00+01:00")]


@pytest.fixture
def christmas(db: None) -> Season:
    return make_season("Jul og nyttår 2026", date(2026, 12, 20), date(2027, 1, 2))


@pytest.fixture
def calendar(site) -> ActivityIndexPage:
    return make_calendar(site.root_page)


@pytest.fixture
def theme(site, christmas) -> HelpThemePage:
    return make_theme(site.root_page, season=christmas, look="festive")


def make_season(name: str, first: date, last: date) -> Season:
    return Season.objects.create(name=name, first=first, last=last)


def make_theme(parent: Page, **fields) -> HelpThemePage:
    fields = {
        "title": "Jul og nyttår i Havnesund",
        "slug": "jul",
        "intro": "Du kan komme alene.",
        "body": [
            {"type": "text", "value": "<h2>Julaften</h2><p>Langbordet er for alle.</p>"},
            {"type": "activities", "value": {"heading": "Dette skjer i jula"}},
        ],
        **fields,
    }
    page = parent.add_child(instance=HelpThemePage(**fields))
    return HelpThemePage.objects.get(pk=page.pk)


def html_of(page: Page) -> str:
    response = Client().get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def part(html: str, pattern: str) -> str:
    """The first element that the pattern finds, without space between its tags."""
    found = re.search(pattern, html, re.DOTALL)
    assert found, pattern
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", found[0]))


# --- What a visitor sees ------------------------------------------------------------------


def test_page_shows_title_dates_of_its_season_introduction_and_body(theme):
    english = translate(theme, "en")
    english.save_revision().publish()
    html = html_of(english)
    assert part(html, r"<header class=\"hjelp-header.*?</header>") == (
        '<header class="hjelp-header hjelp-theme__header"><div class="hjelp-theme__words">'
        "<h1>Jul og nyttår i Havnesund</h1>"
        '<p class="hjelp-theme__dates"><svg class="hjelp-icon" aria-hidden="true" width="24"'
        ' height="24"><use href="/static/wagtail_hjelp/icons.svg#hjelp-icon-calendar"/></svg>'
        '<span><span class="hjelp-hidden">When: </span>20 December – 2 January 2027</span></p>'
        '<p class="hjelp-lead">Du kan komme alene.</p></div></header>'
    )
    assert "Langbordet er for alle." in html
    assert '<article class="hjelp-theme hjelp-look hjelp-look--festive">' in html


def test_page_without_a_season_says_no_dates(site):
    html = html_of(make_theme(site.root_page))
    assert "hjelp-theme__dates" not in html
    assert '<article class="hjelp-theme">' in html


@pytest.mark.time_machine("2027-01-20T12:00:00+01:00")
def test_page_stays_when_its_season_is_over(theme):
    assert "20. desember 2026 – 2. januar<" in html_of(theme)


def test_picture_says_what_it_shows(theme):
    picture = get_image_model().objects.create(
        title="Bilde", file=get_test_image_file(size=(1200, 800))
    )
    theme.image, theme.image_alt = picture, "Et langbord med stearinlys"
    theme.save_revision().publish()
    found = part(html_of(theme), r"<div class=\"hjelp-theme__picture.*?</div>")
    found = re.sub(r"/media/images/[\w.-]+?\.fill", "/media/images/table.fill", found)
    assert found == (
        '<div class="hjelp-theme__picture"><img alt="Et langbord med stearinlys" height="320"'
        ' sizes="(max-width: 48em) 100vw, 26em" src="/media/images/table.fill-480x320.png"'
        ' srcset="/media/images/table.fill-480x320.png 480w,'
        ' /media/images/table.fill-960x640.png 960w" width="480"></div>'
    )


def test_picture_that_is_only_decoration_says_nothing(theme):
    theme.image = get_image_model().objects.create(title="Bilde", file=get_test_image_file())
    theme.save_revision().publish()
    assert '<img alt=""' in html_of(theme)


def test_lists_on_the_page_follow_its_season(theme, calendar, christmas):
    make_activity(calendar, "Julemiddag", once("2026-12-24"), seasons=[christmas.slug])
    make_activity(calendar, "Språkkafé", once("2026-12-23"))
    make_activity(calendar, "Trettende dag jul", once("2027-01-06"), seasons=[christmas.slug])
    html = html_of(theme)
    assert "Julemiddag" in html
    assert "Språkkafé" not in html
    assert "Trettende dag jul" not in html
    assert f"{calendar.url}?season=jul-og-nyttar-2026" in html


def test_draft_is_previewed_with_its_own_season_and_what_really_happens(theme, calendar, christmas):
    easter = make_season("Påske 2027", date(2027, 3, 20), date(2027, 3, 29))
    make_activity(calendar, "Julemiddag", once("2026-12-24"), seasons=[christmas.slug])
    make_activity(calendar, "Påskefrokost", once("2027-03-28"), seasons=[easter.slug])
    theme.season, theme.title = easter, "Påske i Havnesund"
    request = RequestFactory().get("/")
    request.user = get_user_model()(username="editor")
    html = theme.make_preview_request(request, theme.default_preview_mode)
    html = html.render().content.decode()
    assert "Påske i Havnesund" in html
    assert "20.–29. mars" in html
    assert "Påskefrokost" in html
    assert "Julemiddag" not in html
    assert "Julemiddag" in html_of(theme)


def test_page_that_nobody_has_translated_marks_its_words(theme):
    html = html_of(alias_in(theme, "ar"))
    assert '<h1 lang="nb" dir="ltr">Jul og nyttår i Havnesund</h1>' in html
    assert '<p class="hjelp-lead" lang="nb" dir="ltr">Du kan komme alene.</p>' in html
    assert 'id="hjelp-block-1" lang="nb" dir="ltr">Dette skjer i jula</h2>' in html


def test_sensitive_page_hides_and_leaves_as_other_pages_do(site):
    theme = make_theme(site.root_page, sensitive=True, hide_title=True, noindex=True)
    response = Client().get(theme.url)
    html = response.content.decode()
    assert "data-hjelp-exit" in html
    assert "<title>Jul" not in html
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex, noarchive"


def test_page_sets_no_cookie(theme):
    response = Client().get(theme.url)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


# --- Where it may stand -------------------------------------------------------------------


def test_theme_may_stand_anywhere_but_among_offers_and_activities(site, calendar):
    front = HelpFrontPage.objects.get()
    index = front.add_child(instance=HelpOfferIndexPage(title="Tilbud", slug="tilbud"))
    assert HelpThemePage.can_create_at(site.root_page)
    assert HelpThemePage.can_create_at(front)
    assert HelpThemePage.can_create_at(make_theme(front))
    assert not HelpThemePage.can_create_at(index)
    assert not HelpThemePage.can_create_at(calendar)


# --- What editors are told ----------------------------------------------------------------


def errors_of(**fields) -> dict[str, list[str]]:
    page = HelpThemePage(title="Jul", slug="jul", locale=Locale.get_default(), **fields)
    with translation.override("en"):
        with pytest.raises(ValidationError) as caught:
            page.clean()
        return dict(caught.value.message_dict)


UNTIL = (
    "Until when? Choose a season, or give the last day. What should always stand on the front page "
    "belongs in its content."
)
BACK_TO_FRONT = "The last day is before the first. Change one of them."


def test_dates_back_to_front_are_refused_beside_the_last(christmas):
    first, last = date(2026, 12, 1), date(2026, 11, 30)
    assert errors_of(shown_from=first, shown_until=last) == {"shown_until": [BACK_TO_FRONT]}
    early = date(2026, 12, 19)
    assert errors_of(season=christmas, shown_until=early) == {"shown_until": [BACK_TO_FRONT]}


def test_theme_that_would_stand_on_the_front_page_for_ever_is_refused():
    assert errors_of(on_front=True) == {"shown_until": [UNTIL]}
    assert errors_of(on_front=True, shown_from=date(2026, 12, 1)) == {"shown_until": [UNTIL]}


@pytest.mark.parametrize("fields", [{}, {"on_front": True, "shown_until": date(2026, 12, 1)}])
def test_theme_with_an_end_or_in_no_need_of_one_is_taken(fields):
    HelpThemePage(title="Jul", slug="jul", locale=Locale.get_default(), **fields).clean()


def test_every_look_has_a_style_of_its_own_but_the_plain_one():
    from pathlib import Path

    import wagtail_hjelp

    css = Path(wagtail_hjelp.__file__).parent / "static/wagtail_hjelp/hjelp.css"
    looks = set(re.findall(r"\.hjelp-look--(\w+)", css.read_text(encoding="utf-8")))
    assert looks == set(ThemeLook.values) - {ThemeLook.PLAIN}
