"""No translation says another number than its source, whichever way it comes in."""

import json
from unittest import mock

import polib
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation as languages
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

from tests.factories import make_offer, make_section, phone
from tests.host.models import ArticlePage
from wagtail_hjelp.models import HelpOfferPage

pytestmark = pytest.mark.django_db

SUMMARY = "Ring 116 117 hele døgnet, eller kom kl. 14–16."


@pytest.fixture
def offer(site):
    return make_offer(
        make_section(site.root_page), "Legevakt", summary=SUMMARY, contact_points=[phone("116117")]
    )


@pytest.fixture
def translation(offer, locales) -> Translation:
    """The offer, sent for translation into English; its title is translated already."""
    translation = sent(offer, locales["en"])
    title = segment(translation, "title")
    StringTranslation.objects.create(
        translation_of=title.string,
        context=title.context,
        locale=locales["en"],
        data="Out-of-hours doctor",
        translation_type="manual",
    )
    return translation


def sent(page, locale) -> Translation:
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    translation.save_target(publish=False)
    return translation


def segment(translation, path="summary") -> StringSegment:
    return StringSegment.objects.get(source=translation.source, context__path=path)


def put(client: Client, translation: Translation, words: str) -> dict:
    """Save a string as the translation editor does."""
    url = reverse(
        "wagtail_localize:edit_string_translation", args=[translation.pk, segment(translation).pk]
    )
    response = client.put(url, f"value={words}", content_type="application/x-www-form-urlencoded")
    assert response.status_code in (200, 201)
    return response.json()


def published(translation: Translation, callbacks) -> HelpOfferPage:
    with callbacks(execute=True):
        translation.save_target(publish=True)
    return HelpOfferPage.objects.get(pk=translation.get_target_instance().pk)


def kept(translation: Translation) -> StringTranslation:
    return StringTranslation.objects.get(
        context=segment(translation).context, locale=translation.target_locale
    )


def test_wrong_number_is_kept_as_typed_told_beside_the_field_and_not_published(
    admin_client, translation, django_capture_on_commit_callbacks
):
    wrong = "Call 117 116 at any time, or come between 2 and 4 pm."
    said = put(admin_client, translation, wrong)
    assert said["data"] == wrong
    assert said["error"] == (
        "Kilden har et tall eller en adresse som mangler her: \u2066116 117\u2069. "
        "Et tall eller en adresse her står ikke i kilden: \u2066117 116\u2069. "
        "Skriv det som kilden gjør. Inntil da kan ikke oversettelsen publiseres."
    )
    assert kept(translation).data == wrong
    assert published(translation, django_capture_on_commit_callbacks).summary == SUMMARY


def test_mended_text_is_published(admin_client, translation, django_capture_on_commit_callbacks):
    put(admin_client, translation, "Call 117 116.")
    right = "Call 116 117 at any time, or come between 2 and 4 pm."
    assert put(admin_client, translation, right)["error"] is None
    assert published(translation, django_capture_on_commit_callbacks).summary == right


def test_numerals_of_another_script_are_the_same_numbers(offer, locales, admin_client):
    translation = sent(offer, locales["so"])
    assert put(admin_client, translation, "Wac ١١٦ ١١٧, 14–16.")["error"] is None


def test_po_file_goes_through_the_same_gate(
    admin_client, translation, django_capture_on_commit_callbacks
):
    po = translation.export_po()
    (entry,) = [entry for entry in po if entry.msgctxt == "summary"]
    entry.msgstr = "Call 116 118, between 14 and 16."
    with mock.patch("builtins.print"):
        translation.import_po(polib.pofile(str(po)))
    assert kept(translation).has_error
    assert "116 118" in kept(translation).field_error
    assert published(translation, django_capture_on_commit_callbacks).summary == SUMMARY
    # The file can be taken out again, mended, and put back.
    again = translation.export_po()
    (entry,) = [entry for entry in again if entry.msgctxt == "summary"]
    assert entry.msgstr == "Call 116 118, between 14 and 16."
    entry.msgstr = "Call 116 117, between 14 and 16."
    translation.import_po(polib.pofile(str(again)))
    assert not kept(translation).has_error


class Hostile(BaseMachineTranslator):
    """Does to each text what ``spoil`` says."""

    display_name = "Hostile"
    spoil = staticmethod(lambda text: text)

    def translate(self, source_locale, target_locale, strings):
        return {string: StringValue(self.spoil(string.data)) for string in strings}

    def can_translate(self, source_locale, target_locale):
        return True


def dies(text):
    raise ConnectionError("no answer")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[::-1].replace("<", "").replace(">", ""),
        lambda text: "".join(sorted(text)),
        lambda text: text.replace("117", "118"),
        lambda text: text.replace("116 117", ""),
        lambda text: "",
        lambda text: "<script>alert(1)</script>",
        lambda text: "Call 113 instead.",
        dies,
    ],
    ids=["backwards", "shuffled", "changed", "dropped", "empty", "markup", "another", "dies"],
)
def test_hostile_machine_translator_publishes_nothing_wrong(
    admin_client, translation, spoil, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(Hostile, "spoil", staticmethod(spoil))
    machine = Hostile({})
    with mock.patch(
        "wagtail_localize.views.edit_translation.get_machine_translator", return_value=machine
    ):
        url = reverse("wagtail_localize:machine_translate", args=[translation.pk])
        try:
            admin_client.post(url)
        except ConnectionError:
            assert spoil is dies
    page = published(translation, django_capture_on_commit_callbacks)
    assert page.summary == SUMMARY
    assert [point.text for point in page.get_contact_points()] == ["116 117"]


def test_host_s_own_pages_are_not_guarded(site, locales):
    page = site.root_page.add_child(instance=ArticlePage(title="Budsjett 2027"))
    page.copy_for_translation(locales["en"], copy_parents=True, alias=True)
    translation = sent(page, locales["en"])
    title = segment(translation, "title")
    found = StringTranslation.objects.create(
        translation_of=title.string,
        context=title.context,
        locale=locales["en"],
        data="Next year's budget",
        translation_type="manual",
    )
    assert not found.has_error


def test_message_is_in_the_language_of_who_saves(translation):
    summary = segment(translation)
    with languages.override("en"):
        found = StringTranslation.objects.create(
            translation_of=summary.string,
            context=summary.context,
            locale=translation.target_locale,
            data="Call us at 116 117.",
            translation_type="manual",
        )
    assert found.field_error == (
        "The source has numbers or addresses that are missing here: \u206614\u2069, "
        "\u206616\u2069. Write it as the source does. Until then the translation cannot "
        "be published."
    )


def test_the_editor_of_translations_shows_the_error(admin_client, translation):
    put(admin_client, translation, "Call 117 116.")
    page = translation.get_target_instance()
    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    props = json.loads(response.context["props"])
    (said,) = [one for one in props["initialStringTranslations"] if one["error"]]
    assert "117 116" in said["error"]


def test_row_written_past_saving_is_held_back_before_it_reaches_a_page(
    admin_client, translation, django_capture_on_commit_callbacks
):
    put(admin_client, translation, "Call 116 117 at any time, or come between 2 and 4 pm.")
    StringTranslation.objects.filter(context__path="summary").update(data="Call 117 116.")
    assert published(translation, django_capture_on_commit_callbacks).summary == SUMMARY
    assert kept(translation).has_error
    assert "117 116" in kept(translation).field_error


def test_mark_holds_whichever_columns_were_saved(admin_client, translation):
    put(admin_client, translation, "Call 116 117 at any time, or come between 2 and 4 pm.")
    row = kept(translation)
    row.data = "Call 117 116."
    row.save(update_fields=["data"])
    assert kept(translation).has_error
    assert "117 116" in kept(translation).field_error
