"""On the home page: what is mine to translate and to review, and what changed since I did."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_offer
from tests.translation.stories import person, rewrite, send, version_in, write
from wagtail_hjelp.models import LanguageVersion
from wagtail_hjelp.translation.review import send_to_review

from .reading import BOARD, ask, client_of, soup, text, titles

pytestmark = pytest.mark.django_db

TRANSLATE, REVIEW, CHANGED = "to-translate", "to-review", "changed"


@pytest.fixture
def translator(front, locales):
    return person("tone", front.get_translation(locales["en"]), "add", "change")


@pytest.fixture
def reviewer(front, locales):
    return person("rita", front.get_translation(locales["en"]), "change", "publish")


@pytest.fixture
def editor(front):
    return person("eva", front, "change", "publish")


def panels(user) -> dict[str, list[str]]:
    """What stands in our panels, line by line."""
    page = soup(client_of(user).get(reverse("wagtailadmin_home")))
    names = (TRANSLATE, REVIEW, CHANGED)
    found = {name: page.select_one(f"#hjelp-{name}-content") for name in names}
    return {
        name: [text(line) for line in panel.select("li")] for name, panel in found.items() if panel
    }


def sent(page, locales, **asked):
    send(page, locales["en"])
    ask(page, "en", **asked)
    return page


def test_mine_to_translate_is_what_i_was_asked_for_and_what_nobody_was(
    index, locales, translator, reviewer
):
    sent(make_offer(index, "Mitt"), locales, assignee=translator)
    sent(make_offer(index, "Hvem som helst"), locales)
    sent(make_offer(index, "En annens"), locales, assignee=reviewer)
    # Shown in the source language, and nobody has asked for anything else.
    make_offer(index, "Ikke spurt om")
    ask(make_offer(index, "Ikke sendt"), "en", assignee=translator)
    assert panels(translator) == {
        TRANSLATE: [
            "Hvem som helst – English Being translated",
            "Ikke sendt – English In the source language",
            "Mitt – English Being translated",
        ]
    }
    # Whoever reviews is not asked to translate, but by name.
    assert panels(reviewer) == {TRANSLATE: ["En annens – English Being translated"]}


def test_acute_help_and_what_is_overdue_come_first(index, locales, translator):
    def offer(title, **fields):
        deadline = fields.pop("deadline", None)
        sent(make_offer(index, title, **fields), locales, assignee=translator, deadline=deadline)

    offer("A")
    offer("B", deadline=date(2026, 12, 1))
    offer("C", deadline=date(2026, 11, 21))
    offer("D", urgency="urgent")
    offer("E", deadline=date(2026, 11, 1))
    offer("F", deadline=date(2026, 11, 22))
    assert panels(translator) == {
        TRANSLATE: [
            "D – English Urgent Being translated",
            "E – English Being translated Overdue Wanted by Nov. 1, 2026",
            "C – English Being translated Overdue Wanted by Nov. 21, 2026",
            "F – English Being translated Wanted by Nov. 22, 2026",
            "B – English Being translated Wanted by Dec. 1, 2026",
            "A – English Being translated",
        ]
    }


def test_panel_shows_ten_and_leads_to_all_on_the_board(index, locales, translator):
    for number in range(11):
        sent(make_offer(index, f"Tilbud {number:02}"), locales, assignee=translator)
    client = client_of(translator)
    panel = soup(client.get(reverse("wagtailadmin_home"))).select_one("#hjelp-to-translate-content")
    assert len(panel.select("li")) == 10
    more = panel.select("a")[-1]
    assert text(more) == "See all 11 on the board"
    assert more["href"].startswith(reverse(BOARD))
    assert len(titles(client.get(more["href"]))) == 11


def test_lines_lead_to_the_page_in_its_language_and_say_in_which_its_title_is(
    index, locales, translator
):
    page = sent(make_offer(index, "Krisesenter"), locales, assignee=translator)
    home = soup(client_of(translator).get(reverse("wagtailadmin_home")))
    link = home.select_one("#hjelp-to-translate-content li a")
    version = version_in(page, "en")
    assert link["href"] == reverse("wagtail_hjelp:language_page", args=[version.pk])
    assert [(one["lang"], one["dir"], one.string) for one in link.select("[lang]")] == [
        ("nb", "ltr", "Krisesenter")
    ]


def test_editors_are_asked_for_what_nobody_was_in_languages_without_translators(
    index, locales, editor, front
):
    both = person("eva", front.get_translation(locales["en"]), "change", "publish")
    assert both == editor
    sent(make_offer(index, "Krisesenter"), locales)
    assert panels(editor) == {TRANSLATE: ["Krisesenter – English Being translated"]}
    person("tone", front.get_translation(locales["en"]), "change")
    assert panels(editor) == {}


def test_mine_to_review_is_what_was_sent_in_languages_where_i_may_publish(
    index, locales, translator, reviewer, editor
):
    page = sent(make_offer(index, "Krisesenter"), locales, deadline=date(2026, 11, 20))
    write(page, "en")
    send_to_review(version_in(page, "en"), translator)
    assert panels(reviewer) == {
        REVIEW: ["Krisesenter – English Being reviewed Overdue Wanted by Nov. 20, 2026"]
    }
    assert panels(translator) == {}
    assert panels(editor) == {}


def test_what_changed_since_i_translated_it_stands_by_itself(
    index, translated, translator, reviewer
):
    page = make_offer(index, "Krisesenter")
    translated(page, "en")
    LanguageVersion.objects.update(translator=translator)
    ask(page, "en", assignee=translator)
    assert panels(translator) == {}
    rewrite(page, summary="Åpent for alle.")
    # Though it is mine to translate too, it is not listed twice.
    assert panels(translator) == {CHANGED: ["Krisesenter – English Out of date"]}
    # Assigned to somebody else now, who did not write what there is.
    ask(page, "en", assignee=reviewer)
    assert panels(reviewer) == {TRANSLATE: ["Krisesenter – English Out of date"]}
    assert panels(translator) == {CHANGED: ["Krisesenter – English Out of date"]}


def test_nothing_to_do_is_no_panel(index, locales, translator, boss, administrator, front):
    sent(make_offer(index, "Krisesenter"), locales)
    assert panels(administrator) == {}
    assert panels(person("nobody", front)) == {}
    somali = person("sahra", front.get_translation(locales["so"]), "change")
    assert panels(somali) == {}


def test_queries_of_the_home_page_do_not_grow(index, locales, translator, reviewer):
    client = client_of(translator)

    def count() -> int:
        client.get(reverse("wagtailadmin_home"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("wagtailadmin_home"))
        return len(queries)

    sent(make_offer(index, "Krisesenter"), locales, assignee=translator)
    few = count()
    for number in range(8):
        sent(make_offer(index, f"Tilbud {number}"), locales, assignee=translator)
    assert count() == few
