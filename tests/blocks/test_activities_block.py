"""What happens, in a list on any page: which activities, on which dates, until when it holds.

The pages are in English, where nobody has translated anything; the activities are in Norwegian.
"""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail import blocks
from wagtail.models import Locale, Page, PageViewRestriction, Site

from tests.activities.calendars import make_activity, make_calendar, occurrence, publish, translate
from tests.factories import alias_in, item, make_topic, once, venue, weekly
from tests.host.models import ArticlePage
from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.blocks import ActivitiesBlock, HelpStreamBlock
from wagtail_hjelp.blocks.choosers import PAGE_SEASON
from wagtail_hjelp.models import (
    ActivityIndexPage,
    HelpThemePage,
    OrganisationIndexPage,
    OrganisationPage,
    Season,
)

# A Monday.
NOW = "2026-11-23T12:00:00+01:00"

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW)]


@pytest.fixture
def calendar(site) -> ActivityIndexPage:
    return make_calendar(site.root_page)


@pytest.fixture
def christmas(db: None) -> Season:
    return Season.objects.create(name="Jul 2026", first=date(2026, 12, 20), last=date(2027, 1, 2))


def in_english(calendar: Page) -> str:
    """The address that a reader of the article is led to."""
    return calendar.get_translation(Locale.objects.get(language_code="en")).url


def with_topics(activity: Page, *slugs: str) -> Page:
    activity.topics.add(*(make_topic(slug) for slug in slugs))
    activity.save()
    return activity


def block(**value) -> dict:
    return {"type": "activities", "value": {"heading": "Dette skjer", **value}}


def article(site, *values: dict, language: str = "en") -> Page:
    page = ArticlePage(title="Artikkel", body=[{"type": "help", "value": list(values)}])
    return alias_in(site.root_page.add_child(instance=page), language)


def section_of(page: Page, client: Client | None = None) -> str:
    """The block's HTML on the page as a visitor gets it."""
    response = (client or Client()).get(page.url)
    assert response.status_code == 200
    html = response.content.decode()
    return re.search(r'(?s)<section class="hjelp-block hjelp-block--activities.*?</section>', html)[
        0
    ]


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def cards_of(html: str) -> list[str]:
    """When and what each card says: ``"Today, 14:00–16:00 Språkkafé"``."""
    found = re.findall(
        r"(?s)hjelp-happens__when\">(.*?)</p>.*?hjelp-card__title\"[^>]*>(.*?)</h", html
    )
    return [f"{text_of(when)} {text_of(title)}" for when, title in found]


def shown(site, **value) -> list[str]:
    return cards_of(section_of(article(site, block(**value))))


# --- Which activities ---------------------------------------------------------------------


def test_each_activity_stands_once_at_its_next_date_by_start(site, calendar):
    make_activity(calendar, "Språkkafé", weekly("2026-11-04"))
    make_activity(calendar, "Julemarked", once("2026-12-05"))
    make_activity(calendar, "Gåtur", once("2026-11-23", starts="18:00:00", ends=None))
    make_activity(calendar, "Høstfest", once("2026-11-22"))
    assert shown(site) == [
        "Today, from 18:00 Gåtur",
        "Wednesday 25 November, 14:00–16:00 Språkkafé",
        "Saturday 5 December, 14:00–16:00 Julemarked",
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"topics": ["grief"]}, ["Sorgtreff"]),
        ({"topics": ["grief", "housing"]}, ["Sorgtreff", "Beboermøte"]),
        ({"audiences": ["youth"]}, ["Ungdomskveld"]),
        ({"languages": ["uk"]}, ["Lørdagsskole"]),
        ({"places": ["Nordvågen"]}, ["Ungdomskveld"]),
        ({"online_only": True}, ["Nettgruppe"]),
        ({"topics": ["grief"], "audiences": ["youth"]}, []),
        ({"topics": ["no-such-topic"]}, []),
    ],
)
def test_rule_chooses_as_the_calendar_does(site, calendar, rule, expected):
    with_topics(make_activity(calendar, "Sorgtreff", once("2026-11-24")), "grief")
    with_topics(make_activity(calendar, "Beboermøte", once("2026-11-25")), "housing")
    make_activity(
        calendar,
        "Ungdomskveld",
        once("2026-11-26"),
        audiences=["youth"],
        where=[venue(name="Klubben", place="Nordvågen")],
    )
    make_activity(calendar, "Lørdagsskole", once("2026-11-28"), service_languages=["uk", "nb"])
    online = {"type": "online", "value": {"url": "https://nett.example/m", "name": "Nett"}}
    make_activity(calendar, "Nettgruppe", once("2026-11-29"), where=[online])
    page = article(site, block(**rule))
    titles = [card.rsplit(" ", 1)[1] for card in cards_of(section_of(page))]
    assert titles == expected
    # What the link leads to is the same list.
    link = re.search(r'href="([^"]*\?[^"]*)"', section_of(page))
    if expected:
        found = cards_of(Client().get(unescape(link[1])).content.decode())
        assert [card.rsplit(" ", 1)[1] for card in found] == expected


def test_organisation_chooses_what_it_arranges(site, calendar):
    overview = site.root_page.add_child(instance=OrganisationIndexPage(title="Lag", slug="lag"))
    choir, club = (
        overview.add_child(instance=OrganisationPage(title=title, summary="Om oss."))
        for title in ("Koret", "Klubben")
    )
    make_activity(calendar, "Øvelse", once("2026-11-24"), organiser=choir)
    make_activity(calendar, "Trening", once("2026-11-25"), organiser=club)
    make_activity(calendar, "Annet", once("2026-11-26"))
    value = {"organisations": [item(choir.pk)]}
    assert shown(site, **value) == ["Tomorrow, 14:00–16:00 Øvelse"]
    link = re.search(r'href="([^"]*\?[^"]*)"', section_of(article(site, block(**value))))[1]
    assert link == f"{in_english(calendar)}?organisation={choir.translation_key.hex}"


def test_organisation_that_is_gone_does_not_leave_a_list_of_everything(site, calendar):
    overview = site.root_page.add_child(instance=OrganisationIndexPage(title="Lag", slug="lag"))
    choir = overview.add_child(instance=OrganisationPage(title="Koret", summary="Om oss."))
    make_activity(calendar, "Annet", once("2026-11-26"))
    value = {"organisations": [item(choir.pk)]}
    choir.delete()
    assert shown(site, **value) == []


def test_picked_by_hand_are_shown_at_their_next_dates_and_no_others(site, calendar):
    cafe = make_activity(calendar, "Språkkafé", weekly("2026-11-04"))
    late = make_activity(calendar, "Nyttårskonsert", once("2027-01-03"))
    make_activity(calendar, "Gåtur", once("2026-11-24"))
    assert shown(site, activities=[item(late.pk), item(cafe.pk)]) == [
        "Wednesday 25 November, 14:00–16:00 Språkkafé",
        "Sunday 3 January 2027, 14:00–16:00 Nyttårskonsert",
    ]


def test_picked_that_is_gone_leaves_the_list_empty_and_not_full_of_others(site, calendar):
    gone = make_activity(calendar, "Nedlagt", once("2026-11-24"))
    make_activity(calendar, "Gåtur", once("2026-11-25"))
    page = article(site, block(activities=[item(gone.pk)]))
    gone.unpublish()
    assert cards_of(section_of(page)) == []


def test_picked_come_beside_the_rule_once_and_are_never_cut_off(site, calendar):
    late = with_topics(make_activity(calendar, "Konsert", once("2026-12-20")), "music")
    for number in range(1, 5):
        with_topics(make_activity(calendar, f"Sang {number}", once(f"2026-12-0{number}")), "music")
    assert shown(site, activities=[item(late.pk)], topics=["music"], limit=3) == [
        "Tuesday 1 December, 14:00–16:00 Sang 1",
        "Wednesday 2 December, 14:00–16:00 Sang 2",
        "Sunday 20 December, 14:00–16:00 Konsert",
    ]
    assert len(shown(site, activities=[item(late.pk)], topics=["music"], limit=9)) == 5


def test_next_days_beside_what_is_picked_are_of_everything(site, calendar):
    late = make_activity(calendar, "Konsert", once("2026-12-20"))
    make_activity(calendar, "Gåtur", once("2026-11-24"))
    make_activity(calendar, "Fest", once("2026-12-01"))
    assert shown(site, activities=[item(late.pk)], days_ahead=7) == [
        "Tomorrow, 14:00–16:00 Gåtur",
        "Sunday 20 December, 14:00–16:00 Konsert",
    ]


def test_what_only_some_may_see_is_in_no_list(site, calendar):
    secret = make_activity(calendar, "Hemmelig treff", once("2026-11-24"))
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    assert shown(site, activities=[item(secret.pk)]) == []
    assert shown(site) == []


def test_activities_of_another_site_are_not_shown(site, calendar):
    home = Page.objects.get(depth=1).add_child(instance=Page(title="Annen", slug="annen"))
    Site.objects.create(hostname="annen.example", root_page=home)
    make_activity(make_calendar(home), "Nabofest", once("2026-11-24"))
    make_activity(calendar, "Vår fest", once("2026-11-25"))
    assert shown(site) == ["Wednesday 25 November, 14:00–16:00 Vår fest"]


# --- Which dates --------------------------------------------------------------------------


def test_season_shows_all_dates_within_it_of_what_belongs_to_it(site, calendar, christmas):
    make_activity(
        calendar,
        "Åpent hus",
        weekly("2026-12-10", weekdays=["3"], not_on_holidays=True),
        seasons=[christmas.slug],
    )
    make_activity(calendar, "Gåtur", once("2026-12-23"))
    expected = [
        "Thursday 24 December, 14:00–16:00 Åpent hus",
        "Thursday 31 December, 14:00–16:00 Åpent hus",
    ]
    assert shown(site, season=christmas.slug) == expected
    page = article(site, block(season=christmas.slug))
    assert f'href="{in_english(calendar)}?season=jul-2026"' in section_of(page)


def test_season_that_is_over_or_gone_shows_nothing(site, calendar, christmas, time_machine):
    make_activity(calendar, "Åpent hus", weekly("2026-12-10"), seasons=[christmas.slug])
    page = article(site, block(season=christmas.slug))
    time_machine.move_to("2027-01-02T15:00:00+01:00")
    assert cards_of(section_of(page)) == []
    time_machine.move_to("2026-12-31T15:00:00+01:00")
    assert len(cards_of(section_of(page))) == 1
    christmas.delete()
    assert cards_of(section_of(page)) == []


def test_own_season_is_that_of_a_theme_page_and_asks_nothing_elsewhere(site, calendar, christmas):
    make_activity(calendar, "Julemiddag", once("2026-12-24"), seasons=[christmas.slug])
    walk = make_activity(calendar, "Gåtur", once("2026-11-24"))
    body = [block(), block(season=""), block(activities=[item(walk.pk)])]
    theme = site.root_page.add_child(
        instance=HelpThemePage(title="Jul", slug="jul", season=christmas, body=body)
    )
    html = Client().get(alias_in(theme, "en").url).content.decode()
    sections = re.findall(r"(?s)<section class=\"hjelp-block hjelp-block--act.*?</section>", html)
    assert [cards_of(one) for one in sections] == [
        ["Thursday 24 December, 14:00–16:00 Julemiddag"],
        ["Tomorrow, 14:00–16:00 Gåtur", "Thursday 24 December, 14:00–16:00 Julemiddag"],
        ["Tomorrow, 14:00–16:00 Gåtur"],
    ]
    assert ActivitiesBlock().child_blocks["season"].get_default() == PAGE_SEASON
    assert len(shown(site)) == 2


def test_next_days_are_counted_with_today_and_shift_at_midnight(site, calendar, time_machine):
    make_activity(calendar, "Kafé", weekly("2026-11-02", weekdays=["0", "1", "2", "3"]))
    page = article(site, block(days_ahead=2))
    assert cards_of(section_of(page)) == ["Today, 14:00–16:00 Kafé", "Tomorrow, 14:00–16:00 Kafé"]
    assert f'href="{in_english(calendar)}?from=2026-11-23&amp;to=2026-11-24"' in section_of(page)
    time_machine.move_to("2026-11-24T00:00:00+01:00")
    assert cards_of(section_of(page)) == ["Today, 14:00–16:00 Kafé", "Tomorrow, 14:00–16:00 Kafé"]
    assert f'href="{in_english(calendar)}?from=2026-11-24&amp;to=2026-11-25"' in section_of(page)
    time_machine.move_to("2026-11-27T00:00:00+01:00")
    assert cards_of(section_of(page)) == []


def test_next_days_of_a_season_are_those_of_both(site, calendar, christmas, time_machine):
    make_activity(
        calendar, "Kafé", weekly("2026-12-14", weekdays=list("0123456")), seasons=[christmas.slug]
    )
    page = article(site, block(season=christmas.slug, days_ahead=3))
    assert cards_of(section_of(page)) == []
    time_machine.move_to("2026-12-19T12:00:00+01:00")
    assert cards_of(section_of(page)) == [
        "Tomorrow, 14:00–16:00 Kafé",
        "Monday 21 December, 14:00–16:00 Kafé",
    ]


def test_night_is_there_until_it_is_over(site, calendar, time_machine):
    make_activity(calendar, "Åpen natt", once("2026-12-24", starts="22:00:00", ends="06:00:00"))
    page = article(site, block(days_ahead=1))
    time_machine.move_to("2026-12-25T05:59:00+01:00")
    assert cards_of(section_of(page)) == [
        "Thursday 24 December, 22:00–06:00 the next day Åpen natt"
    ]
    time_machine.move_to("2026-12-25T06:00:00+01:00")
    assert cards_of(section_of(page)) == []


def test_cancelled_date_is_shown_as_cancelled_with_the_next_one(site, calendar):
    cafe = make_activity(calendar, "Språkkafé", weekly("2026-11-04"))
    page = article(site, block())
    cancel(occurrence(cafe, "2026-11-25"), Change(cafe, reason="illness"))
    html = section_of(page)
    assert cards_of(html) == ["Wednesday 25 November, 14:00–16:00 Språkkafé"]
    assert "hjelp-happens--cancelled" in html
    said = "Cancelled · Illness Next time: Wednesday 2 December, 14:00–16:00"
    assert said in text_of(html)


# --- How it looks -------------------------------------------------------------------------


def test_day_by_day_dates_stand_under_their_days(site, calendar):
    make_activity(calendar, "Gåtur", once("2026-11-23", starts="18:00:00", ends="19:30:00"))
    make_activity(calendar, "Kafé", once("2026-11-24"))
    make_activity(calendar, "Julemiddag", once("2026-12-24", starts="17:00:00", ends="20:00:00"))
    make_activity(calendar, "Julemesse", once("2026-12-24", starts="23:00:00", ends="00:30:00"))
    html = section_of(article(site, block(layout="days")))
    found = []
    for part in html.split('<h3 class="hjelp-day">')[1:]:
        day, heading, cards = re.fullmatch(
            r'(?s)<time datetime="(.*?)">(.*?)</h3>(.*)', part
        ).groups()
        found.append((day, text_of(heading), cards_of(cards)))
    assert found == [
        ("2026-11-23", "Today Monday 23 November", ["18:00–19:30 Gåtur"]),
        ("2026-11-24", "Tomorrow Tuesday 24 November", ["14:00–16:00 Kafé"]),
        (
            "2026-12-24",
            "Thursday 24 December Christmas Eve",
            ["17:00–20:00 Julemiddag", "23:00–00:30 the next day Julemesse"],
        ),
    ]
    assert re.findall(r"<h(\d)", html) == list("2343434" + "4")


def test_headings_follow_the_level_of_the_page_around(site, calendar):
    make_activity(calendar, "Kafé", once("2026-11-24"))
    request = RequestFactory().get("/")
    for layout, levels in (("cards", ["4", "5"]), ("days", ["4", "5", "6"])):
        found = ActivitiesBlock()
        value = found.to_python({"heading": "Dette skjer", "layout": layout})
        html = found.render(value, {"request": request, "heading_level": 4})
        assert re.findall(r"<h(\d)", html) == levels


def test_nothing_planned_is_said_calmly_with_the_way_to_the_calendar(site, calendar):
    html = section_of(article(site, block(topics=["grief"])))
    assert text_of(html) == "Dette skjer Nothing is planned right now. See the whole calendar"
    assert f'href="{in_english(calendar)}"' in html


def test_site_without_a_calendar_has_no_link_and_no_error(site):
    html = section_of(article(site, block()))
    assert "<a" not in html
    assert "hjelp-card" not in html


def test_list_on_a_translated_page_is_in_its_language(site, calendar):
    cafe = make_activity(calendar, "Språkkafé", once("2026-11-24"))
    make_activity(calendar, "Gåtur", once("2026-11-25"))
    page = article(site, block(activities=[item(cafe.pk)]))
    english = translate(cafe, "en")
    english.title = "Language café"
    english.save_revision().publish()
    html = section_of(page)
    assert cards_of(html) == ["Tomorrow, 14:00–16:00 Language café"]
    assert english.url in html
    assert 'lang="nb" dir="ltr">Dette skjer</h2>' in html


def test_untranslated_activity_says_which_language_its_title_is_in(site, calendar):
    make_activity(calendar, "Gåtur", once("2026-11-25"))
    html = section_of(article(site, block(), language="ar"))
    assert re.search(r'<h3 class="hjelp-card__title" lang="nb" dir="ltr"><a [^>]*>Gåtur</a>', html)


def test_two_lists_have_ids_of_their_own(site, calendar):
    make_activity(calendar, "Gåtur", once("2026-11-25"))
    page = article(site, block(), block(layout="days"))
    ids = re.findall(r'\bid="([^"]+)"', Client().get(page.url).content.decode())
    assert len(ids) == len(set(ids))


# --- From a cache, and how much it costs --------------------------------------------------


def max_age(page: Page) -> int:
    header = Client().get(page.url).headers["Cache-Control"]
    return int(re.search(r"max-age=(\d+)", header)[1])


def test_no_cache_keeps_a_list_beyond_the_end_of_what_is_on_it(site, calendar, time_machine):
    make_activity(calendar, "Kafé", once("2026-11-23"))
    page = article(site, block())
    time_machine.move_to("2026-11-23T15:59:48+01:00", tick=False)
    assert max_age(page) == 12
    time_machine.move_to("2026-11-23T15:30:00+01:00", tick=False)
    assert max_age(page) == 300


@pytest.mark.parametrize("layout", ["cards", "days"])
def test_no_cache_keeps_a_list_beyond_midnight(site, calendar, time_machine, layout):
    make_activity(calendar, "Kafé", once("2026-11-24"))
    page = article(site, block(layout=layout))
    time_machine.move_to("2026-11-23T23:59:30+01:00", tick=False)
    assert max_age(page) == 30
    assert "Tomorrow" in section_of(page)
    time_machine.move_to("2026-11-24T00:00:00+01:00", tick=False)
    assert "Today" in section_of(page)


def test_empty_list_may_be_full_tomorrow(site, calendar, time_machine):
    make_activity(calendar, "Kafé", once("2026-11-24"))
    page = article(site, block(days_ahead=1))
    time_machine.move_to("2026-11-23T23:59:30+01:00", tick=False)
    assert max_age(page) == 30
    assert cards_of(section_of(page)) == []


def test_queries_do_not_grow_with_activities_dates_and_what_is_picked(site, calendar, christmas):
    def queries(number: int) -> int:
        made = [
            make_activity(
                calendar,
                f"Kafé {number} {each}",
                weekly("2026-11-02", weekdays=list("0123456")),
                seasons=[christmas.slug],
            )
            for each in range(number)
        ]
        page = article(
            site,
            block(activities=[item(one.pk) for one in made], limit=60),
            block(season=christmas.slug, layout="days", limit=60),
            block(days_ahead=7, limit=60),
        )
        section_of(page)
        with CaptureQueriesContext(connection) as captured:
            section_of(page)
        return len(captured)

    queries(1)  # Wagtail's addresses of the site are kept from now on
    assert queries(2) == queries(20)


# --- What editors are told ----------------------------------------------------------------


def test_towns_and_online_together_are_refused_beside_the_tick(site, calendar):
    make_activity(calendar, "Kafé", once("2026-11-24"), where=[venue(place="Nordvågen")])
    found = ActivitiesBlock()
    value = found.to_python(
        {"heading": "Dette skjer", "places": ["Nordvågen"], "online_only": True}
    )
    with translation.override("en"), pytest.raises(blocks.StructBlockValidationError) as caught:
        found.clean(value)
    errors = {name: error.messages for name, error in caught.value.block_errors.items()}
    assert errors == {"online_only": ["Choose towns, or only what is online, not both."]}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"days_ahead": 0}, "days_ahead"),
        ({"days_ahead": 366}, "days_ahead"),
        ({"limit": 61}, "limit"),
    ],
)
def test_numbers_out_of_bounds_are_refused_beside_their_fields(wrong, field):
    found = ActivitiesBlock()
    with pytest.raises(blocks.StructBlockValidationError) as caught:
        found.clean(found.to_python({"heading": "Dette skjer", **wrong}))
    assert set(caught.value.block_errors) == {field}


def test_draft_may_be_half_finished():
    stream = HelpStreamBlock()
    value = {"heading": "", "online_only": True, "places": []}
    raw = [{"type": "activities", "value": value}]
    assert stream.clean_deferred(stream.to_python(raw))[0].value["heading"] == ""


def test_form_offers_the_page_s_own_season_any_time_and_all_seasons(christmas):
    field = ActivitiesBlock().child_blocks["season"].field
    with translation.override("en"):
        assert list(field.choices) == [
            ("@page", "This page’s own season, if it has one"),
            ("", "At any time"),
            ("jul-2026", "Jul 2026"),
        ]


def test_form_offers_the_towns_that_activities_are_in_and_no_secret_one(site, calendar):
    for title, where in (
        ("A", venue(place="Ytre Sandvika")),
        ("B", venue(place="Ålvik")),
        ("C", venue(place="Nordvågen")),
        ("D", venue(place="Nordvågen")),
        ("E", venue(withheld=True)),
        ("F", {"type": "online", "value": {"url": "https://nett.example/m", "name": "Nett"}}),
    ):
        make_activity(calendar, title, once("2026-11-24"), where=[where])
    gone = make_activity(calendar, "G", once("2026-11-24"), where=[venue(place="Borte")])
    gone.unpublish()
    towns = ["Nordvågen", "Ytre Sandvika", "Ålvik"]
    assert list(ActivitiesBlock().child_blocks["places"].field.choices) == [
        (town, town) for town in towns
    ]


def test_preview_in_the_admin_shows_what_really_happens(site, calendar):
    make_activity(calendar, "Språkkafé", weekly("2026-11-04"))
    found = ActivitiesBlock()
    request = RequestFactory().get("/")
    request.user = get_user_model()(username="editor")
    with translation.override("en"):
        html = found.render(found.get_preview_value(), {"request": request})
    assert cards_of(html) == ["Wednesday 25 November, 14:00–16:00 Språkkafé"]


def test_activity_published_later_appears_by_itself_and_leaves_when_it_is_unpublished(
    site, calendar
):
    page = article(site, block(topics=["grief"]))
    assert cards_of(section_of(page)) == []
    found = with_topics(make_activity(calendar, "Sorgtreff", once("2026-11-24")), "grief")
    assert cards_of(section_of(page)) == ["Tomorrow, 14:00–16:00 Sorgtreff"]
    publish(found, dates=[once("2026-11-25")])
    assert cards_of(section_of(page)) == ["Wednesday 25 November, 14:00–16:00 Sorgtreff"]
    found.unpublish()
    assert cards_of(section_of(page)) == []


def test_block_stands_in_a_migration_by_its_path_alone():
    path = "wagtail_hjelp.blocks.activities.ActivitiesBlock"
    assert ActivitiesBlock().deconstruct() == (path, (), {})
