"""Seasons at the desk: what their list says, and one click that makes next year's.

It is Sunday 22 November 2026.
"""

import html
import re
from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.activities.calendars import make_activity, translate
from wagtail_hjelp.models import ActivityIndexPage, Season, SeasonName

pytestmark = pytest.mark.django_db

LIST = "/admin/snippets/wagtail_hjelp/season/"
RIGHTS = [f"wagtail_hjelp.{action}_season" for action in ("view", "add", "change", "delete")]


@pytest.fixture
def christmas():
    season = Season.objects.create(name="Jul og nyttår 2026", first="2026-12-20", last="2027-01-02")
    names = {"en": "Christmas and New Year 2026", "uk": "Різдво 2026–2027"}
    for code, name in names.items():
        SeasonName.objects.create(season=season, language_code=code, name=name)
    return Season.objects.get(pk=season.pk)


@pytest.fixture
def keeper(login):
    return login(*RIGHTS)


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def rows(client) -> list[list[str]]:
    """The list: name, dates, activities, and whether it is on now."""
    found = re.findall(r"<tr>.*?</tr>", body(client.get(LIST)).partition("<tbody>")[2], re.DOTALL)
    cells = [re.findall(r"<td.*?</td>", row, re.DOTALL)[1:] for row in found]
    return [[plain(first.split("</div>")[0]), *map(plain, rest)] for first, *rest in cells]


def repeat(season) -> str:
    return reverse("wagtail_hjelp:repeat_season", args=[season.pk])


def edit(season) -> str:
    return reverse("wagtailsnippets_wagtail_hjelp_season:edit", args=[season.pk])


def said(response) -> str:
    *_unread, message = get_messages(response.wsgi_request)
    return plain(str(message).split('<span class="buttons">')[0])


def refused(response) -> bool:
    home = reverse("wagtailadmin_home")
    return response.status_code == 403 or (response.status_code == 302 and response.url == home)


# --- the list ---------------------------------------------------------------------------------


def test_newest_season_comes_first_with_its_dates_and_how_many_activities_it_has(
    keeper, christmas, directory
):
    autumn = Season.objects.create(name="Høst 2026", first="2026-11-01", last="2026-11-22")
    Season.objects.create(name="Jul og nyttår 2025", first="2025-12-20", last="2026-01-02")
    calendar = directory.add_child(instance=ActivityIndexPage(title="Hva skjer", slug="hva-skjer"))
    both = [christmas.slug, autumn.slug]
    julaften = make_activity(calendar, "Julaften", slug="julaften", seasons=[christmas.slug])
    make_activity(calendar, "Strikkekafé", slug="strikk", seasons=both)
    # Neither a draft nor the same activity in another language is one more.
    make_activity(calendar, "Kladd", slug="kladd", live=False, seasons=both)
    make_activity(calendar, "Gammel", slug="gammel", seasons=["which-is-gone"])
    translate(julaften, "nn", alias=True)
    assert rows(keeper) == [
        ["Jul og nyttår 2026", "20 December – 2 January 2027", "2", ""],
        ["Høst 2026", "1–22 November", "1", "On now"],
        ["Jul og nyttår 2025", "20 December 2025 – 2 January", "0", ""],
    ]


def test_queries_are_as_many_for_two_seasons_as_for_twenty(
    keeper, christmas, directory, django_assert_num_queries
):
    calendar = directory.add_child(instance=ActivityIndexPage(title="Hva skjer", slug="hva-skjer"))
    make_activity(calendar, "Julaften", slug="julaften", seasons=[christmas.slug])
    keeper.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        assert len(rows(keeper)) == 1
    for number in range(20):
        Season.objects.create(name=f"Periode {number}", first="2027-02-01", last="2027-02-02")
        make_activity(
            calendar, f"Kafé {number}", slug=f"kafe-{number}", seasons=[f"periode-{number}"]
        )
    with django_assert_num_queries(len(asked)):
        assert len(rows(keeper)) == 21


def test_list_and_form_have_the_button_for_those_who_may_add(login, christmas):
    keeper = login(*RIGHTS)
    reader = login(RIGHTS[0], RIGHTS[2], name="ola")
    button = f'form="hjelp-repeat-season" formaction="{repeat(christmas)}" type="submit"'
    form = '<form id="hjelp-repeat-season" method="post" hidden>'
    for address in (LIST, edit(christmas)):
        page = body(keeper.get(address))
        assert page.count(button) == 1
        # The form that the button sends stands outside the page's own.
        before, _form, after = page.partition(form)
        assert before.count("<form") == before.count("</form>")
        assert form not in after
        assert button not in body(reader.get(address))


# --- repeated -----------------------------------------------------------------------------------


def test_one_click_makes_the_season_of_next_year_with_all_its_names(keeper, christmas):
    response = keeper.post(repeat(christmas))
    assert (response.status_code, response.url) == (302, LIST)
    made = Season.objects.get(first=date(2027, 12, 20))
    assert (made.name, made.slug, made.last) == (
        "Jul og nyttår 2027",
        "jul-og-nyttar-2027",
        date(2028, 1, 2),
    )
    assert list(made.names.values_list("language_code", "name")) == [
        ("en", "Christmas and New Year 2027"),
        ("uk", "Різдво 2027–2028"),
    ]
    assert said(response) == (
        "“Jul og nyttår 2027” was made: 20 December 2027 – 2 January 2028. Check the dates."
    )
    (message,) = get_messages(response.wsgi_request)
    assert f'href="{edit(made)}"' in str(message)
    entry = ModelLogEntry.objects.get(action="wagtail.create")
    assert (entry.object_id, entry.user.username) == (str(made.pk), "kari")


def test_second_click_finds_what_the_first_has_made(keeper, christmas):
    keeper.post(repeat(christmas))
    response = keeper.post(repeat(christmas))
    assert said(response) == (
        "“Jul og nyttår 2027” is there already: 20 December 2027 – 2 January 2028."
    )
    assert (Season.objects.count(), SeasonName.objects.count()) == (2, 4)
    assert ModelLogEntry.objects.filter(action="wagtail.create").count() == 1


def test_address_to_go_back_to_is_never_another_site(keeper, christmas):
    response = keeper.post(repeat(christmas), {"next": "https://evil.example/"})
    assert response.url == LIST
    response = keeper.post(repeat(christmas), {"next": edit(christmas)})
    assert response.url == edit(christmas)


def test_nobody_repeats_a_season_by_a_get_without_a_token_or_without_the_right(login, christmas):
    keeper = login(*RIGHTS)
    assert keeper.get(repeat(christmas)).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = keeper.cookies
    assert strict.post(repeat(christmas)).status_code == 403
    assert refused(login(RIGHTS[0], RIGHTS[2], name="ola").post(repeat(christmas)))
    assert Client().post(repeat(christmas)).status_code == 302
    assert Season.objects.count() == 1
    gone = reverse("wagtail_hjelp:repeat_season", args=[christmas.pk + 1])
    assert keeper.post(gone, follow=True).status_code in (404, 405)


def test_season_is_made_with_its_names_in_the_form(keeper):
    data = {
        "name": "Påske 2027",
        "first": "2027-03-20",
        "last": "2027-03-29",
        "names-TOTAL_FORMS": "1",
        "names-INITIAL_FORMS": "0",
        "names-0-language_code": "en",
        "names-0-name": "Easter 2027",
    }
    url = reverse("wagtailsnippets_wagtail_hjelp_season:add")
    assert keeper.post(url, data).status_code == 302
    season = Season.objects.get()
    assert (season.slug, season.names.get().name) == ("paske-2027", "Easter 2027")
    response = keeper.post(url, data | {"last": "2027-03-01"})
    assert "The last day is before the first. Change one of them." in plain(body(response))
