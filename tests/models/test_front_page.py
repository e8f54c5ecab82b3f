"""The front page: which themes stand on it and until when, and what happens next.

Read in English where nobody has translated anything, unless a test says otherwise.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from tests.activities.calendars import make_activity, make_calendar, occurrence, translate
from tests.factories import alias_in, once, weekly
from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.models import ActivityIndexPage, HelpFrontPage, HelpThemePage, Season

# A Monday.
NOW = "2026-11-23T12:00:00+01:00"

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW)]


@pytest.fixture
def calendar(site):
    return make_calendar(site.root_page)


@pytest.fixture
def front(calendar) -> HelpFrontPage:
    return HelpFrontPage.objects.get()


@pytest.fixture
def english(front) -> Page:
    """The front page in English, as nobody has translated it."""
    return alias_in(front, "en")


@pytest.fixture
def christmas(db: None) -> Season:
    return Season.objects.create(name="Jul 2026", first=date(2026, 12, 20), last=date(2027, 1, 2))


def make_theme(parent: Page, title: str = "Jul i Havnesund", **fields) -> HelpThemePage:
    parent = Page.objects.get(pk=parent.pk)
    fields = {"on_front": True, "intro": f"Om {title}.", **fields}
    return parent.add_child(instance=HelpThemePage(title=title, **fields))


def html_of(page: Page) -> str:
    response = Client().get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def themes_of(page: Page) -> list[str]:
    """The titles of the themes on a front page."""
    html = html_of(page)
    found = re.search(
        r'(?s)<ul class="hjelp-cards hjelp-cards--tiles hjelp-themes".*?\n</ul>', html
    )
    return re.findall(r"(?s)__title\"[^>]*><a [^>]*>(.*?)</a>", found[0]) if found else []


def max_age(page: Page) -> int | None:
    header = Client().get(page.url).headers.get("Cache-Control", "")
    found = re.search(r"max-age=(\d+)", header)
    return int(found[1]) if found else None


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


# --- Themes: from when to when ------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "is_on"),
    [
        ("2026-12-19T23:59:59+01:00", False),
        ("2026-12-20T00:00:00+01:00", True),
        ("2027-01-02T23:59:59+01:00", True),
        ("2027-01-03T00:00:00+01:00", False),
        # By the local calendar, wherever the server is.
        ("2026-12-19T23:30:00+00:00", True),
        ("2027-01-02T23:30:00+00:00", False),
    ],
)
def test_theme_stands_on_the_front_page_while_its_season_lasts(
    site, english, christmas, time_machine, moment, is_on
):
    theme = make_theme(site.root_page, season=christmas)
    time_machine.move_to(moment, tick=False)
    assert themes_of(english) == (["Jul i Havnesund"] if is_on else [])
    day = date.fromisoformat(moment[:10]) + timedelta(days="+00:00" in moment)
    assert theme.is_on_front(day) == is_on


def test_own_dates_come_before_those_of_the_season(site, english, christmas, time_machine):
    first, last = date(2026, 12, 1), date(2026, 12, 26)
    make_theme(site.root_page, season=christmas, shown_from=first, shown_until=last)
    for moment, expected in (
        ("2026-11-30T23:59:59+01:00", 0),
        ("2026-12-01T00:00:00+01:00", 1),
        ("2026-12-26T23:59:59+01:00", 1),
        ("2026-12-27T00:00:00+01:00", 0),
    ):
        time_machine.move_to(moment, tick=False)
        assert len(themes_of(english)) == expected, moment


def test_theme_without_a_first_day_is_on_from_now_and_one_without_a_last_never(site, english):
    make_theme(site.root_page, "Ensomhet", shown_until=date(2026, 12, 1))
    theme = make_theme(site.root_page, "For alltid", shown_until=date(2026, 12, 1))
    # As when its season has been deleted.
    HelpThemePage.objects.filter(translation_key=theme.translation_key).update(shown_until=None)
    theme.refresh_from_db()
    assert themes_of(english) == ["Ensomhet"]
    assert theme.front_dates() == (None, None)
    assert not theme.is_on_front(date(2026, 11, 23))


def test_dates_are_local_to_the_site_whatever_zone_the_host_is_in(
    settings, site, english, christmas, time_machine
):
    settings.WAGTAIL_HJELP = {"TIME_ZONE": "America/New_York"}
    make_theme(site.root_page, season=christmas)
    time_machine.move_to("2027-01-03T04:59:59+00:00", tick=False)
    assert themes_of(english) == ["Jul i Havnesund"]
    time_machine.move_to("2027-01-03T05:00:00+00:00", tick=False)
    assert themes_of(english) == []


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [
        # Nobody may keep a page without the theme beyond the midnight at which it comes,
        ("2026-12-19T23:59:18+01:00", 42),
        # nor one with it beyond the midnight at which it goes.
        ("2027-01-02T23:59:18+01:00", 42),
        ("2026-12-24T12:00:00+01:00", 300),
    ],
)
def test_no_cache_keeps_the_front_page_when_a_theme_comes_or_goes(
    site, english, christmas, time_machine, moment, seconds
):
    make_theme(site.root_page, season=christmas)
    time_machine.move_to(moment, tick=False)
    assert max_age(english) == seconds


@pytest.mark.time_machine("2027-01-03T12:00:00+01:00")
def test_theme_that_is_over_says_nothing_of_caches(site, english, christmas):
    assert max_age(english) is None
    make_theme(site.root_page, season=christmas)
    assert max_age(english) is None


# --- Themes: which, and in which language -------------------------------------------------


@pytest.fixture
def on_now(time_machine) -> None:
    time_machine.move_to("2026-12-24T12:00:00+01:00", tick=False)


@pytest.mark.usefixtures("on_now")
def test_card_has_title_dates_introduction_and_look(site, front, christmas):
    theme = make_theme(front, season=christmas, look="warm")
    english = alias_in(theme, "en").get_parent()
    found = re.search(r'(?s)<li class="hjelp-card hjelp-theme-card.*?</li>', html_of(english))[0]
    found = re.sub(r"<svg.*?</svg>", "", re.sub(r">\s+<", "><", found))
    assert found == (
        '<li class="hjelp-card hjelp-theme-card hjelp-look hjelp-look--warm">'
        '<div class="hjelp-card__head"><h2 class="hjelp-card__title" lang="nb" dir="ltr">'
        '<a href="/en/hjelp/jul-i-havnesund/">Jul i Havnesund</a></h2>'
        '<p class="hjelp-theme__dates"><span><span class="hjelp-hidden">When: </span>'
        "20 December – 2 January 2027</span></p></div>"
        '<div class="hjelp-card__main"><p class="hjelp-card__summary" lang="nb" dir="ltr">'
        "Om Jul i Havnesund.</p></div></li>"
    )


@pytest.mark.usefixtures("on_now")
def test_themes_stand_after_the_search_the_one_that_ends_first_first(site, english, christmas):
    make_theme(site.root_page, "Hele vinteren", shown_until=date(2027, 2, 28))
    make_theme(site.root_page, "Jul", season=christmas)
    make_theme(site.root_page, "Nyttår", season=christmas)
    assert themes_of(english) == ["Jul", "Nyttår", "Hele vinteren"]
    html = html_of(english)
    assert html.index('type="search"') < html.index("hjelp-themes")


@pytest.mark.usefixtures("on_now")
def test_theme_that_is_not_for_the_front_page_is_an_ordinary_page(site, english, christmas):
    theme = make_theme(site.root_page, season=christmas, on_front=False)
    assert themes_of(english) == []
    assert "Om Jul i Havnesund." in html_of(theme)


@pytest.mark.usefixtures("on_now")
def test_what_is_not_for_everybody_is_not_on_the_front_page(site, english, christmas):
    make_theme(site.root_page, "Utkast", season=christmas, live=False)
    secret = make_theme(site.root_page, "Hemmelig", season=christmas)
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    assert themes_of(english) == []


@pytest.mark.usefixtures("on_now")
def test_themes_of_another_site_stay_there(site, english, christmas):
    home = Page.objects.get(depth=1).add_child(instance=Page(title="Annen", slug="annen"))
    Site.objects.create(hostname="annen.example", root_page=home)
    make_theme(home, "Nabojul", season=christmas)
    make_theme(site.root_page, "Vår jul", season=christmas)
    assert themes_of(english) == ["Vår jul"]


@pytest.mark.usefixtures("on_now")
def test_theme_is_on_the_front_page_of_every_language(site, front, christmas):
    theme = make_theme(site.root_page, season=christmas)
    english = translate(theme, "en")
    english.title = "Christmas in Havnesund"
    english.save_revision().publish()
    fronts = {language: alias_in(front, language) for language in ("en", "ar", "pl")}
    # Somebody has taken it away in Polish: there it is the source's.
    theme.get_translation(fronts["pl"].locale).delete()
    cards = {
        language: re.search(r"(?s)hjelp-card__title\"([^>]*)><a href=\"(.*?)\">(.*?)</a>", html)
        for language, page in [("nb", front), *fronts.items()]
        for html in [html_of(page)]
    }
    assert {language: found.groups() for language, found in cards.items()} == {
        "nb": ("", "/nb/jul-i-havnesund/", "Jul i Havnesund"),
        "en": ("", "/en/jul-i-havnesund/", "Christmas in Havnesund"),
        "ar": (' lang="nb" dir="ltr"', "/ar/jul-i-havnesund/", "Jul i Havnesund"),
        "pl": (' lang="nb" dir="ltr"', "/nb/jul-i-havnesund/", "Jul i Havnesund"),
    }


@pytest.mark.usefixtures("on_now")
def test_translation_follows_the_dates_of_the_source_at_once(site, front, christmas):
    theme = make_theme(site.root_page, season=christmas)
    translate(theme, "en").save_revision().publish()
    english = alias_in(front, "en")
    assert themes_of(english) == ["Jul i Havnesund"]
    theme = HelpThemePage.objects.get(pk=theme.pk)
    theme.shown_until = date(2026, 12, 23)
    theme.save_revision().publish()
    assert themes_of(english) == []
    assert themes_of(front) == []


@pytest.mark.usefixtures("on_now")
def test_changes_are_on_the_front_page_at_once(site, english, christmas):
    theme = make_theme(site.root_page, season=christmas)
    assert themes_of(english) == ["Jul i Havnesund"]
    theme = HelpThemePage.objects.get(pk=theme.pk)
    theme.title = "Jula i Havnesund"
    theme.save_revision().publish()
    assert themes_of(english) == ["Jula i Havnesund"]
    christmas.last = date(2026, 12, 23)
    christmas.save()
    assert themes_of(english) == []
    christmas.last = date(2026, 12, 24)
    christmas.save()
    assert themes_of(english) == ["Jula i Havnesund"]
    HelpThemePage.objects.get(pk=theme.pk).unpublish()
    assert themes_of(english) == []


@pytest.mark.usefixtures("on_now")
def test_theme_leaves_the_front_page_with_its_season(site, english, christmas):
    make_theme(site.root_page, season=christmas)
    christmas.delete()
    assert themes_of(english) == []


# --- What happens next --------------------------------------------------------------------


def happening_of(page: Page) -> str | None:
    html = html_of(page)
    found = re.search(r'(?s)<section class="hjelp-block hjelp-block--activities.*?</section>', html)
    return found[0] if found else None


def cards_of(html: str | None) -> list[str]:
    found = re.findall(
        r"(?s)hjelp-happens__when\">(.*?)</p>.*?hjelp-card__title\"[^>]*>(.*?)</h", html or ""
    )
    return [f"{text_of(when)} {text_of(title)}" for when, title in found]


def heading_of(html: str | None) -> str:
    return text_of(re.search(r"(?s)<h2.*?</h2>", html or "")[0])


def test_next_dates_of_the_calendar_stand_on_the_front_page(calendar, english):
    make_activity(calendar, "Språkkafé", weekly("2026-11-04"))
    make_activity(calendar, "Gåtur", once("2026-11-23", starts="18:00:00", ends=None))
    make_activity(calendar, "Høstfest", once("2026-11-22"))
    html = happening_of(english)
    assert cards_of(html) == [
        "Today, from 18:00 Gåtur",
        "Wednesday 25 November, 14:00–16:00 Språkkafé",
    ]
    assert heading_of(html) == "What happens this week"
    there = calendar.get_translation(english.locale)
    assert f'<a class="hjelp-onward" href="{there.url}">See the whole calendar' in html


def test_link_follows_a_calendar_that_moves_and_goes_with_it(calendar, english):
    make_activity(calendar, "Språkkafé", weekly("2026-11-04"))
    there = calendar.get_translation(english.locale)
    assert f'href="{there.url}"' in happening_of(english)
    there.delete()
    assert f'href="{calendar.url}"' in happening_of(english)
    calendar = ActivityIndexPage.objects.get(pk=calendar.pk)
    calendar.slug = "kalender"
    calendar.save_revision().publish()
    # Whoever publishes it brings it to the languages again.
    there = calendar.get_translation(english.locale)
    assert there.slug == "kalender"
    assert f'href="{there.url}"' in happening_of(english)
    PageViewRestriction.objects.create(page=calendar, restriction_type=PageViewRestriction.LOGIN)
    assert happening_of(english) is None
    PageViewRestriction.objects.all().delete()
    calendar.unpublish()
    assert "hjelp-onward" not in happening_of(english)


@pytest.mark.parametrize(
    ("day", "heading"),
    [("2026-11-29", "What happens this week"), ("2026-11-30", "What happens next")],
)
def test_this_week_ends_on_sunday(calendar, english, day, heading):
    make_activity(calendar, "Kafé", once("2026-11-24"))
    make_activity(calendar, "Fest", once(day))
    assert heading_of(happening_of(english)) == heading


def test_there_are_at_most_six_each_activity_once(calendar, english):
    for number in range(1, 9):
        make_activity(calendar, f"Kafé {number}", weekly(f"2026-11-{15 + number}", weekdays=["3"]))
    assert cards_of(happening_of(english)) == [
        f"Thursday 26 November, 14:00–16:00 Kafé {number}" for number in range(1, 7)
    ]


def test_cancelled_date_is_there_as_cancelled(calendar, english):
    cafe = make_activity(calendar, "Språkkafé", weekly("2026-11-04"))
    assert "hjelp-happens--cancelled" not in happening_of(english)
    cancel(occurrence(cafe, "2026-11-25"), Change(cafe, reason="illness"))
    html = happening_of(english)
    assert cards_of(html) == ["Wednesday 25 November, 14:00–16:00 Språkkafé"]
    assert "Cancelled · Illness" in text_of(html)


def test_front_page_of_a_site_where_nothing_is_planned_says_nothing_of_it(calendar, english):
    make_activity(calendar, "Høstfest", once("2026-11-22"))
    assert happening_of(english) is None


def test_activity_has_its_title_in_the_reader_s_language(calendar, english):
    cafe = translate(make_activity(calendar, "Språkkafé", once("2026-11-24")), "en")
    cafe.title = "Language café"
    cafe.save_revision().publish()
    assert cards_of(happening_of(english)) == ["Tomorrow, 14:00–16:00 Language café"]


def test_no_cache_keeps_what_is_over_or_is_no_longer_today(calendar, english, time_machine):
    make_activity(calendar, "Kafé", once("2026-11-23"))
    make_activity(calendar, "Fest", once("2026-11-24"))
    time_machine.move_to("2026-11-23T15:59:40+01:00", tick=False)
    assert max_age(english) == 20
    time_machine.move_to("2026-11-23T16:00:00+01:00", tick=False)
    assert max_age(english) == 300
    assert cards_of(happening_of(english)) == ["Tomorrow, 14:00–16:00 Fest"]
    time_machine.move_to("2026-11-23T23:59:50+01:00", tick=False)
    assert max_age(english) == 10
    time_machine.move_to("2026-11-24T00:00:00+01:00", tick=False)
    assert cards_of(happening_of(english)) == ["Today, 14:00–16:00 Fest"]


# --- What it costs ------------------------------------------------------------------------


def test_queries_do_not_grow_with_themes_and_activities(site, calendar, english, christmas):
    def queries(number: int) -> int:
        for each in range(number):
            make_theme(
                site.root_page,
                f"Tema {number} {each}",
                season=christmas,
                shown_from=date(2026, 11, 1),
            )
            make_activity(calendar, f"Kafé {number} {each}", weekly("2026-11-04"))
        html_of(english)
        with CaptureQueriesContext(connection) as captured:
            html_of(english)
        return len(captured)

    queries(1)  # Wagtail's addresses of the site are kept from now on
    assert queries(2) == queries(20)
    assert len(themes_of(english)) == 23


def test_front_page_sets_no_cookie(site, calendar, english, christmas):
    make_theme(site.root_page, season=christmas, shown_from=date(2026, 11, 1))
    make_activity(calendar, "Kafé", weekly("2026-11-04"))
    response = Client().get(english.url)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
