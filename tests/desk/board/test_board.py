"""The translators' board: how each page stands in each language, and what is asked for."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Locale

from tests.factories import make_offer
from tests.translation.stories import person, send, version_in
from wagtail_hjelp.models import LanguageVersion, Season, Topic, TopicName, TranslationRequest

from .reading import BOARD, ask, cells, client_of, link, look, soup, table, text, titles

pytestmark = pytest.mark.django_db


# --- what it says ---------------------------------------------------------------------------


def test_each_page_stands_in_each_language_in_words_the_most_urgent_first(boss, pages):
    submit = "In the source language Send for translation"
    assert table(look(boss, language=["en", "so"])) == [
        ["Page", "English", "Somali Soomaali"],
        ["Akutt hjelp", submit, submit],
        ["Legevakt", submit, submit],
        ["Hjelp", submit, submit],
        ["Bibliotek", "Up to date", submit],
        ["Fastlege", "Out of date", submit],
        ["Helsestasjon", "Translated by machine", submit],
        ["Hjelpetilbud", submit, submit],
        ["Krisesenter", "Being translated", submit],
    ]


def test_who_was_asked_and_until_when_stands_in_the_cell(boss, pages, front):
    kari = person("kari", front, "change")
    ask(pages["Krisesenter"], "en", assignee=kari, deadline=date(2026, 11, 20))
    ask(pages["Legevakt"], "en", assignee=kari, deadline=date(2026, 11, 22))
    ask(pages["Bibliotek"], "en", assignee=kari, deadline=date(2026, 11, 1))
    rows = cells(look(boss, language="en"), "English")
    assert rows["Krisesenter"] == "Being translated kari Overdue Wanted by Nov. 20, 2026"
    # Today is not too late yet.
    assert rows["Legevakt"] == (
        "In the source language Send for translation kari Wanted by Nov. 22, 2026"
    )
    # It is done.
    assert rows["Bibliotek"] == "Up to date kari"


def test_deadline_of_a_translation_that_was_made_is_not_one_for_what_has_changed_since(boss, pages):
    # The words of the page changed today, after that day and before it was asked for again.
    ask(pages["Fastlege"], "en", deadline=date(2026, 11, 1))
    TranslationRequest.objects.update(requested_at="2026-10-01T10:00:00Z")
    assert cells(look(boss, language="en"), "English")["Fastlege"] == "Out of date"
    TranslationRequest.objects.update(deadline=date(2026, 12, 1))
    assert cells(look(boss, language="en"), "English")["Fastlege"] == (
        "Out of date Wanted by Dec. 1, 2026"
    )
    ask(pages["Fastlege"], "en", deadline=date(2026, 11, 1))
    assert cells(look(boss, language="en"), "English")["Fastlege"] == (
        "Out of date Overdue Wanted by Nov. 1, 2026"
    )


def test_cells_lead_to_the_page_in_that_language_or_to_sending_it_there(boss, pages):
    response = look(boss, language="en", q="e")
    english = version_in(pages["Fastlege"], "en")
    assert link(response, "Fastlege", "English") == reverse(
        "wagtail_hjelp:language_page", args=[english.pk]
    )
    submit = reverse("wagtail_localize:submit_page_translation", args=[pages["Legevakt"].pk])
    assert link(response, "Legevakt", "English") == (
        f"{submit}?select_locale=en&next=%2Fadmin%2Fhjelp%2Ftranslations%2F%3Flanguage%3Den%26q%3De"
    )
    form = boss.get(link(response, "Legevakt", "English"))
    assert [locale.language_code for locale in form.context["form"].initial["locales"]] == ["en"]
    assert form.context["next_url"] == reverse(BOARD) + "?language=en&q=e"


def test_texts_in_another_language_say_which(boss, pages):
    document = soup(look(boss))
    marked = document.select(".hjelp-board tbody td.title > a")
    assert {(one["lang"], one["dir"]) for one in marked} == {("nb", "ltr")}
    headers = document.select(".hjelp-board thead [lang]")
    assert [(one["lang"], one["dir"], one.string) for one in headers] == [
        ("nn", "ltr", "norsk (nynorsk)"),
        ("uk", "ltr", "Українська"),
        ("ar", "rtl", "العربيّة"),
        ("pl", "ltr", "polski"),
        ("so", "ltr", "Soomaali"),
    ]


def test_each_language_is_summed_up_above_the_table(boss, pages):
    (language,) = soup(look(boss, language="en")).select(".hjelp-languages__one")
    bars = [(one["x"], one["width"]) for one in language.select(".hjelp-bar rect")]
    assert bars == [
        ("0.00%", "12.50%"),
        ("12.50%", "12.50%"),
        ("25.00%", "12.50%"),
        ("37.50%", "12.50%"),
        ("50.00%", "50.00%"),
    ]
    outdated = language.select("li a")[3]["href"]
    assert text(language.p) == "1 of 8 up to date"
    assert [text(one) for one in language.select("li")] == [
        "Up to date: 1",
        "Translated by machine: 1",
        "Being translated: 1",
        "Out of date: 1",
        "In the source language: 4",
    ]
    assert titles(boss.get(outdated)) == ["Fastlege"]


def test_page_without_any_content_of_ours_says_so(boss, locales):
    assert "No help page is published in the main language yet" in look(boss).content.decode()


# --- what is asked for ----------------------------------------------------------------------


def test_pages_are_filtered_by_what_stands_in_their_cells(boss, administrator, pages):
    ask(pages["Krisesenter"], "en", assignee=administrator, deadline=date(2026, 11, 20))
    ask(pages["Legevakt"], "en", assignee=administrator)
    ask(pages["Helsestasjon"], "en")
    english = LanguageVersion.objects.filter(translation_key=pages["Fastlege"].translation_key)
    english.filter(locale__language_code="en").update(translator=administrator)
    found = {
        query: titles(boss.get(f"{reverse(BOARD)}?{query}"))
        for query in (
            "status=outdated",
            "status=up_to_date&status=machine",
            "status=outdated&language=so",
            "q=SENTER",
            "q=hjelp+a",
            "who=me",
            "who=nobody",
            "who=written",
            "who=me&who=nobody&status=in_translation",
            "deadline=overdue",
            "who=me&status=fallback",
            "who=me&language=so",
        )
    }
    assert found == {
        "status=outdated": ["Fastlege"],
        "status=up_to_date&status=machine": ["Bibliotek", "Helsestasjon"],
        "status=outdated&language=so": [],
        "q=SENTER": ["Krisesenter"],
        "q=hjelp+a": ["Akutt hjelp"],
        "who=me": ["Legevakt", "Krisesenter"],
        "who=nobody": ["Helsestasjon"],
        "who=written": ["Fastlege"],
        "who=me&who=nobody&status=in_translation": ["Krisesenter"],
        "deadline=overdue": ["Krisesenter"],
        # Both are of one cell: what is mine is in English, and Krisesenter a fallback in Somali.
        "who=me&status=fallback": ["Legevakt"],
        "who=me&language=so": [],
    }


def test_pages_are_filtered_by_kind(boss, pages):
    kinds = dict(look(boss).context["filters"].form.fields["kind"].choices)
    assert sorted(map(str, kinds.values())) == [
        "Directory of help offers",
        "Front page for help",
        "Help offer",
        "Page of acute help",
    ]
    (acute,) = (key for key, name in kinds.items() if name == "Page of acute help")
    assert titles(look(boss, kind=acute)) == ["Akutt hjelp"]


def test_languages_that_are_not_asked_for_are_left_out(boss, pages):
    assert table(look(boss, language="so"))[0] == ["Page", "Somali Soomaali"]
    response = look(boss, language="so", status="up_to_date")
    assert "No page is as you asked for" in response.content.decode()


def test_address_without_sense_shows_all_and_says_what_is_wrong(boss, index):
    wrong = ("language=xx", "status=%00", "kind=1%27", "who=9", "deadline=%00", "q=%00", "p=-3")
    shown = {query: boss.get(f"{reverse(BOARD)}?{query}") for query in wrong}
    assert [titles(page) for page in shown.values()] == [["Hjelp", "Hjelpetilbud"]] * len(wrong)
    assert "xx is not one of the available choices" in shown["language=xx"].content.decode()


def test_board_is_shown_fifty_pages_at_a_time(boss, index):
    for number in range(50):
        make_offer(index, f"Tilbud {number:02}")
    first, second = look(boss), look(boss, p=2)
    assert (len(titles(first)), len(titles(second))) == (50, 2)
    assert "Page 2 of 2" in second.content.decode()
    assert "52 help pages" in second.content.decode()
    assert "p%3D2" in link(second, titles(second)[0], "English")
    rows = boss.get(reverse("wagtail_hjelp:translations_results"), {"p": 2})
    assert titles(rows) == titles(second)


# --- as a spreadsheet -----------------------------------------------------------------------


def test_board_as_a_spreadsheet(boss, pages, front):
    kari = person("kari", front, "change")
    ask(pages["Krisesenter"], "en", assignee=kari, deadline=date(2026, 11, 20))
    query = {"language": "en", "status": ["in_translation", "up_to_date"]}
    expected = [
        [
            "Page",
            "Address in the admin",
            "English: how it stands",
            "English: assigned to",
            "English: wanted by",
        ],
        ["Bibliotek", address(pages["Bibliotek"]), "Up to date", "", ""],
        ["Krisesenter", address(pages["Krisesenter"]), "Being translated", "kari", "2026-11-20"],
    ]
    response = look(boss, export="csv", **query)
    written = b"".join(response.streaming_content).decode()
    assert list(csv.reader(io.StringIO(written))) == expected
    response = look(boss, export="xlsx", **query)
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [row[:4] for row in rows] == [row[:4] for row in expected]
    assert rows[2][4] == date(2026, 11, 20)


def address(page) -> str:
    return "http://testserver" + reverse("wagtailadmin_pages:edit", args=[page.pk])


# --- how much it asks of the database -------------------------------------------------------


def test_queries_grow_neither_with_pages_nor_with_languages(boss, index, locales, administrator):
    def count() -> int:
        look(boss)
        with CaptureQueriesContext(connection) as queries:
            look(boss)
        return len(queries)

    def add(number: int) -> None:
        page = make_offer(index, f"Tilbud {number}")
        ask(page, "en", assignee=administrator, deadline=date(2026, 11, 20))

    for code in ("nn", "uk", "ar", "pl"):
        locales[code].delete()
    add(0)
    send(make_offer(index, "Krisesenter"), locales["en"])
    few = count()
    for number in range(1, 27):
        add(number)
    for code in ("nn", "uk", "ar", "pl"):
        locale = Locale.objects.create(language_code=code)
        index.copy_for_translation(locale, copy_parents=True, alias=True)
    response = look(boss)
    assert (len(titles(response)), len(response.context["summaries"])) == (30, 6)
    assert count() == few


# --- names ----------------------------------------------------------------------------------


def names(response) -> list[str]:
    found = soup(response).select(".hjelp-languages__names :is(summary, li)")
    return [text(one) for one in found]


def test_topics_and_seasons_without_a_name_in_a_language_are_told_with_the_way_there(
    boss, pages, front
):
    money = Topic.objects.create(name="Penger og gjeld", slug="penger")
    TopicName.objects.create(topic=money, language_code="so", name="Lacag")
    Season.objects.create(name="Jul 2090", first=date(2090, 12, 20), last=date(2091, 1, 2))
    Season.objects.create(name="Jul 2019", first=date(2019, 12, 20), last=date(2020, 1, 2))
    page = look(boss, language=["en", "so"])
    assert names(page) == [
        "2 topics and seasons have no name in this language",
        "Penger og gjeld",
        "Jul 2090",
        "1 topic or season has no name in this language",
        "Jul 2090",
    ]
    url = reverse("wagtailsnippets_wagtail_hjelp_topic:edit", args=[money.pk])
    assert f'<a href="{url}">Penger og gjeld</a>' in page.content.decode()
    kari = person("kari", front.get_translations().get(locale__language_code="en"), "change")
    seen = look(client_of(kari))
    assert "Penger og gjeld" in seen.content.decode()
    assert url not in seen.content.decode()
