"""Who may look at the board, which languages they see, and where they can go from there."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_offer
from tests.setup.test_roles import refused
from tests.translation.stories import person, send, version_in
from wagtail_hjelp.setup import set_up

from .reading import BOARD, client_of, link, look, soup, table, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(site, locales):
    """A section with its groups, in bokmål, English and Somali."""
    for code in ("en", "so"):
        site.root_page.copy_for_translation(locales[code], alias=True)
    return set_up(site.root_page)


@pytest.fixture
def login(section):
    def sign_in(*keys):
        user = get_user_model().objects.create_user("-".join(keys), password="x")
        user.groups.add(*(section.groups[key] for key in keys))
        return client_of(user)

    return sign_in


@pytest.fixture
def shelter(section, locales):
    """An offer that is being translated into English."""
    made = make_offer(section.index, "Krisesenter")
    send(made, locales["en"])
    return made


def languages(client) -> list[str]:
    return table(look(client))[0][1:]


ALL = ["Norwegian (nynorsk)", "English", "Ukrainian", "Arabic", "Polish", "Somali"]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("editors", ALL),
        ("administrators", ALL),
        ("translators:so", ["Somali"]),
        ("reviewers:en", ["English"]),
    ],
)
def test_role_sees_all_pages_in_its_languages(login, shelter, role, expected):
    response = look(login(role))
    headers = soup(response).select(".hjelp-board th")[1:]
    assert [header.contents[0].strip() for header in headers] == expected
    assert len(titles(response)) == 6
    assert "Krisesenter" in titles(response)


def test_somebody_of_two_languages_sees_both_in_the_order_of_the_settings(login, shelter):
    client = login("translators:so", "reviewers:en")
    assert languages(client) == ["English", "Somali Soomaali"]
    # Another language is none of their choices.
    assert languages(client) == table(look(client, language="ar"))[0][1:]


def test_those_who_edit_nothing_of_it_are_refused(section, site, locales):
    assert Client().get(reverse(BOARD)).status_code == 302
    nobody = client_of(person("nobody", section.front))
    # May edit the host's own pages in the source language, but none about help.
    host = client_of(person("host", make_host_page(site), "change"))
    for client in (nobody, host):
        assert refused(client.get(reverse(BOARD)))
        assert refused(client.get(reverse("wagtail_hjelp:translations_results")))
        assert refused(client.get(reverse(BOARD), {"export": "csv"}))
        assert not menus(client)


def make_host_page(site):
    from tests.host.models import ArticlePage

    return site.root_page.add_child(instance=ArticlePage(title="Skole", slug="skole"))


def test_board_is_of_no_use_where_there_is_one_language(login, shelter, settings):
    client = login("editors")
    settings.WAGTAIL_I18N_ENABLED = False
    assert refused(client.get(reverse(BOARD)))
    assert not menus(client)


def menus(client) -> bool:
    """Whether the menus, written into the page as data, have the way to the board."""
    return reverse(BOARD) in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("role", ["editors", "translators:so"])
def test_menus_have_the_way_to_the_board(login, shelter, role):
    page = login(role).get(reverse("wagtailadmin_home")).content.decode()
    # In the reports and beside what else there is about help offers.
    assert page.count(reverse(BOARD)) == 2


# --- where the cells lead -------------------------------------------------------------------


def test_cells_lead_only_where_one_may_go(login, shelter, locales):
    english = reverse("wagtail_hjelp:language_page", args=[version_in(shelter, "en").pk])
    send_it = reverse("wagtail_localize:submit_page_translation", args=[shelter.pk])

    editor = login("editors")
    assert link(look(editor), "Krisesenter", "English") == english
    assert link(look(editor), "Krisesenter", "Somali Soomaali").startswith(send_it)
    assert editor.get(english).status_code == 200

    translator = login("translators:en")
    assert link(look(translator), "Krisesenter", "English") == english
    assert translator.get(english).status_code == 200
    # Only those who may send pages for translation are led there.
    somali = login("translators:so")
    assert link(look(somali), "Krisesenter", "Somali Soomaali") is None
    # Titles lead to pages that one may edit.
    assert soup(look(translator)).select("td.title a") == []
    edit = reverse("wagtailadmin_pages:edit", args=[shelter.pk])
    assert edit in {one["href"] for one in soup(look(editor)).select("td.title a")}


def test_somebody_with_rights_on_one_page_reads_of_the_others_without_links(shelter, locales):
    other = make_offer(shelter.get_parent(), "Legevakt")
    send(other, locales["en"])
    client = client_of(person("kari", version_in(shelter, "en"), "change"))
    assert link(look(client), "Krisesenter", "English") is not None
    assert link(look(client), "Legevakt", "English") is None


def test_permission_to_send_gives_the_links_for_it(section, shelter, locales):
    user = person("kari", section.front.get_translation(locales["so"]), "change")
    user.user_permissions.add(Permission.objects.get(codename="submit_translation"))
    found = link(look(client_of(user)), "Krisesenter", "Somali Soomaali")
    assert "select_locale=so" in found


def test_queries_do_not_grow_for_a_translator_either(login, shelter, section, locales):
    client = login("translators:en", "translators:so")

    def count() -> int:
        look(client)
        with CaptureQueriesContext(connection) as queries:
            look(client)
        return len(queries)

    few = count()
    for number in range(8):
        send(make_offer(section.index, f"Tilbud {number}"), locales["en"])
    assert count() == few
