"""Who is asked to translate, and until when: the form on wagtail-localize's own pages."""

from datetime import date, datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from wagtail_hjelp.models import HelpOfferPage, Notice, TranslationRequest
from wagtail_hjelp.models.translation_request_form import possible_assignees

from .people_at_work import REVIEW, TRANSLATE, group, person, sent, told

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/Oslo"))
PREFIX = f"component-{TranslationRequest._meta.db_table}"


@pytest.fixture(autouse=True)
def sunday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def people(index, locales):
    """An editor, translators of English and Arabic, and a reviewer of English, by name."""
    fronts = {code: index.get_parent().get_translation(locales[code]) for code in ("en", "ar")}
    rights = ("add_page", "change_page", "publish_page")
    kari = person("kari", index.get_parent(), *rights, language="en")
    kari.user_permissions.add(Permission.objects.get(codename="submit_translation"))
    return {
        "kari": kari,
        "aina": person("aina", fronts["en"], *TRANSLATE, first_name="Aina", last_name="Ås"),
        "amal": person("amal", fronts["ar"], *TRANSLATE),
        "bo": person("bo", fronts["en"], *REVIEW),
        "gone": person("gone", fronts["en"], *TRANSLATE, is_active=False),
    }


@pytest.fixture
def editor(people) -> Client:
    client = Client()
    client.force_login(people["kari"])
    return client


def submit(page) -> str:
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def update(page) -> str:
    source = TranslationSource.objects.get(object_id=page.translation_key)
    return reverse("wagtail_localize:update_translations", args=[source.pk])


def filled_in(assignee=None, deadline="", note=""):
    said = {"assignee": assignee.pk if assignee else "", "deadline": deadline, "note": note}
    return {f"{PREFIX}-{name}": value for name, value in said.items()}


def asked():
    """All requests: language, assignee, deadline, note, and who asked."""
    return sorted(
        (
            one.locale.language_code,
            one.assignee and one.assignee.username,
            one.deadline,
            one.note,
            one.requested_by and one.requested_by.username,
        )
        for one in TranslationRequest.objects.all()
    )


# --- a page is sent for translation -----------------------------------------------------------


def test_page_sent_to_two_languages_is_asked_for_twice_and_the_translator_is_told(
    editor, offer, locales, people
):
    wanted = {"locales": [locales["en"].pk, locales["ar"].pk]}
    form = filled_in(people["aina"], "2026-12-01", "“Gjeld” is debt here.")
    response = editor.post(submit(offer), {**wanted, **form})
    assert response.status_code == 302
    said = (date(2026, 12, 1), "“Gjeld” is debt here.", "kari")
    assert asked() == [("ar", "aina", *said), ("en", "aina", *said)]
    # Aina has no Arabic: whoever has is told.
    assert told() == [("aina", "requested", "en", False), ("amal", "requested", "ar", False)]


def test_page_sent_with_nothing_filled_in_is_asked_of_all_translators(
    editor, offer, locales, people
):
    editor.post(submit(offer), {"locales": [locales["en"].pk], **filled_in()})
    assert asked() == [("en", None, None, "", "kari")]
    assert told() == [("aina", "requested", "en", False)]


def test_pages_below_are_asked_for_too_and_go_with_the_daily_mail(
    editor, offer, index, locales, people
):
    form = {"locales": [locales["en"].pk], "include_subtree": "on", **filled_in(people["aina"])}
    editor.post(submit(Page.objects.get(pk=index.pk)), form)
    keys = set(TranslationRequest.objects.values_list("translation_key", flat=True))
    assert keys == {index.translation_key, offer.translation_key}
    assert told() == [("aina", "requested", "en", False)] * 2


def test_page_that_goes_out_for_the_second_time_is_asked_for_as_it_says_now(
    editor, offer, locales, people
):
    TranslationRequest.objects.create(
        translation_key=offer.translation_key,
        locale=locales["en"],
        assignee=people["aina"],
        deadline=date(2025, 12, 1),
        note="Old",
    )
    editor.post(submit(offer), {"locales": [locales["en"].pk], **filled_in()})
    assert asked() == [("en", None, None, "", "kari")]


def test_day_that_is_over_is_refused_beside_the_field_and_nothing_typed_is_lost(
    editor, offer, locales, people
):
    form = filled_in(people["aina"], "2026-11-21", "Haster")
    response = editor.post(submit(offer), {"locales": [locales["en"].pk], **form})
    assert response.status_code == 200
    [(_component, _instance, bound)] = response.context["components"]
    assert bound.errors == {"deadline": ["Denne dagen er forbi. Velg i dag eller en senere dag."]}
    html = unescape(response.content.decode())
    assert "This day is over. Choose today or a later one." in html
    assert "Haster" in html
    assert 'value="2026-11-21"' in html
    assert asked() == []


def test_today_can_be_wanted(editor, offer, locales, people):
    form = filled_in(deadline="2026-11-22")
    editor.post(submit(offer), {"locales": [locales["en"].pk], **form})
    assert [one[2] for one in asked()] == [date(2026, 11, 22)]


def test_form_says_what_its_fields_are_for(editor, offer):
    html = unescape(editor.get(submit(offer)).content.decode())
    assert "Nobody chosen: anybody who translates into the language." in html
    assert "What is hard to see from the page: who reads it, a word to use or to avoid." in html


def test_those_who_translate_or_review_can_be_chosen_by_their_names(editor, offer, people):
    [(_component, _instance, form)] = editor.get(submit(offer)).context["components"]
    assert [label for _value, label in form.fields["assignee"].choices] == [
        "---------",
        "Aina Ås",
        "amal",
        "bo",
    ]


def test_one_who_cannot_translate_cannot_be_chosen(editor, offer, locales, people):
    form = filled_in(people["kari"])
    response = editor.post(submit(offer), {"locales": [locales["en"].pk], **form})
    [(_component, _instance, bound)] = response.context["components"]
    assert list(bound.errors) == ["assignee"]
    assert asked() == []


def test_one_with_rights_on_all_pages_can_be_chosen(people):
    people["kari"].groups.add(group(Page.objects.get(depth=1), *TRANSLATE))
    names = [one.username for one in possible_assignees()]
    assert names == ["aina", "amal", "bo", "kari"]


def test_choices_cost_the_same_for_many_people_as_for_few(index, locales, people):
    def queries_for(count):
        with CaptureQueriesContext(connection) as captured:
            assert len(possible_assignees()) == count
        return len(captured)

    few = queries_for(3)
    front = index.get_parent().get_translation(locales["en"])
    for number in range(20):
        person(f"many{number}", front, *TRANSLATE)
    assert queries_for(23) == few


# --- translations are brought up to date ------------------------------------------------------


@pytest.fixture
def translated(offer, locales, people):
    """The offer, asked for in English of Aina, and in Arabic of anybody."""
    for code in ("en", "ar"):
        sent(offer, locales[code])
    for code, who in (("en", people["aina"]), ("ar", None)):
        TranslationRequest.objects.create(
            translation_key=offer.translation_key,
            locale=locales[code],
            assignee=who,
            deadline=date(2026, 12, 1),
            note="Haster",
        )
    Notice.objects.all().delete()
    return HelpOfferPage.objects.get(pk=offer.pk)


BEFORE = [
    ("ar", None, date(2026, 12, 1), "Haster", None),
    ("en", "aina", date(2026, 12, 1), "Haster", None),
]


def test_empty_form_wipes_nothing_when_translations_are_brought_up_to_date(editor, translated):
    assert editor.post(update(translated), filled_in()).status_code == 302
    assert (asked(), told()) == (BEFORE, [])


def test_what_is_filled_in_then_is_asked_for_and_the_rest_stays(editor, translated):
    assert editor.post(update(translated), filled_in(deadline="2026-12-10")).status_code == 302
    assert asked() == [
        ("ar", None, date(2026, 12, 10), "Haster", "kari"),
        ("en", "aina", date(2026, 12, 10), "Haster", "kari"),
    ]
    assert told() == [("aina", "requested", "en", False), ("amal", "requested", "ar", False)]


def test_form_says_then_that_what_is_left_empty_stays(editor, translated):
    html = unescape(editor.get(update(translated)).content.decode())
    assert "Nobody chosen: it stays with whoever has it." in html
    assert "Left empty: the day stays as it was." in html
    assert "Left empty: the note stays as it was." in html


def test_translations_that_nobody_was_asked_for_are_not_asked_for_by_an_empty_form(
    editor, offer, locales, people
):
    sent(offer, locales["en"])
    editor.post(update(offer), filled_in())
    assert (asked(), told()) == ([], [])
