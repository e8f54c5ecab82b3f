"""A comma is corrected in the source, and nobody translates again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation as languages
from wagtail_localize.models import StringTranslation

from tests.factories import make_offer, make_section
from tests.translation.stories import (
    person,
    publish,
    rewrite,
    send,
    sync,
    translation_in,
    version_in,
    write,
)
from wagtail_hjelp.models import DraftedWords, HelpOfferPage, LanguageVersion, Notice
from wagtail_hjelp.translation.small_edits import Pair, begin, pair_up, small_edit
from wagtail_hjelp.translation.status import Status, standing_of

pytestmark = pytest.mark.django_db

BEFORE = "Et trygt sted kl. 8–16 og alltid gratis."
AFTER = "Et trygt sted kl. 8–16, og alltid gratis."
ENGLISH = "A safe place, 8–16, always free of charge."
LETTERS = "abcdefghijklmnopqrstu"
POLISH = "Bezpieczne miejsce, 8–16, zawsze bezpłatnie."


@pytest.fixture(autouse=True)
def english():
    with languages.override("en"):
        yield


@pytest.fixture
def index(site, locales):
    index = make_section(site.root_page)
    for code in ("en", "pl"):
        index.copy_for_translation(locales[code], copy_parents=True, alias=True)
    return index


@pytest.fixture
def offer(index, locales, django_capture_on_commit_callbacks):
    """An offer, translated into English and Polish and published, with a translator of each."""
    offer = make_offer(index, "Krisesenter", summary=BEFORE)
    offer.save_revision().publish()
    send(offer, locales["en"], locales["pl"])
    for code, summary in (("en", ENGLISH), ("pl", POLISH)):
        write(offer, code, {"summary": summary})
        publish(offer, code, django_capture_on_commit_callbacks)
        person(f"translator-{code}", version_in(index, code), "change")
    Notice.objects.all().delete()
    return offer


def edit(page, **fields):
    """An editor publishes a small edit from code."""
    page = HelpOfferPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision()
    with small_edit(page) as done:
        revision.publish()
    return done.carried


def status(page, code):
    return standing_of(version_in(page, code)).status


def told():
    return sorted(Notice.objects.values_list("user__username", flat=True))


def said(page, code, path="summary"):
    """What wagtail-localize has for the sentences of a field: ``(source, text, error)``."""
    found = translation_in(page, code).source.stringsegment_set.filter(context__path=path)
    rows = StringTranslation.objects.filter(
        context__path=path,
        context__object_id=page.translation_key,
        locale__language_code=code,
        translation_of__in=found.values("string"),
    )
    return sorted((one.translation_of.data, one.data, one.has_error) for one in rows)


# --- from code ----------------------------------------------------------------------------


def test_translations_stay_valid_when_a_comma_is_corrected(offer):
    assert edit(offer, summary=AFTER) is True
    assert [status(offer, code) for code in ("en", "pl")] == [Status.UP_TO_DATE] * 2
    assert told() == []
    for code, text in (("en", ENGLISH), ("pl", POLISH)):
        sync(offer, code)
        assert said(offer, code) == [(AFTER, text, False)]
        assert version_in(offer, code).summary == text


def test_same_edit_published_as_usual_makes_translations_out_of_date(offer):
    rewrite(offer, summary=AFTER)
    assert [status(offer, code) for code in ("en", "pl")] == [Status.OUTDATED] * 2
    assert told() == ["translator-en", "translator-pl"]


def test_changed_number_is_no_small_edit_and_is_held_back_with_what_differs(offer):
    assert edit(offer, summary=BEFORE.replace("16", "17")) is False
    assert [status(offer, code) for code in ("en", "pl")] == [Status.OUTDATED] * 2
    assert told() == ["translator-en", "translator-pl"]
    sync(offer, "en")
    assert said(offer, "en") == [(BEFORE.replace("16", "17"), ENGLISH, True)]
    (held,) = StringTranslation.objects.filter(locale__language_code="en", has_error=True)
    assert "\u206617\u2069" in held.get_error()
    assert version_in(offer, "en").summary == ENGLISH


def test_what_is_small_is_carried_over_though_a_number_beside_it_is_changed(offer):
    assert edit(offer, title="Krisesenteret", summary=BEFORE.replace("16", "17")) is False
    made = LanguageVersion.objects.get(
        translation_key=offer.translation_key, locale__language_code="en"
    ).made_words
    assert [[path, text] for path, text, _translation in made] == [
        ["summary", BEFORE],
        ["title", "Krisesenteret"],
    ]


def test_sentence_that_was_added_makes_translations_out_of_date(offer):
    carried = edit(
        offer, summary=AFTER, body=[{"type": "text", "value": "<p>Ta med klær.</p>", "id": "a"}]
    )
    assert carried is False
    assert status(offer, "en") == Status.OUTDATED
    assert told() == ["translator-en", "translator-pl"]
    sync(offer, "en")
    assert said(offer, "en") == [(AFTER, ENGLISH, False)]
    assert said(offer, "en", "body.a") == []


def test_sentence_that_was_removed_makes_translations_out_of_date(
    offer, django_capture_on_commit_callbacks
):
    text = [{"type": "text", "value": "<p>Ta med klær.</p>", "id": "a"}]
    rewrite(offer, body=text)
    sync(offer, "en")
    write(offer, "en", {"summary": ENGLISH})
    publish(offer, "en", django_capture_on_commit_callbacks)
    assert status(offer, "en") == Status.UP_TO_DATE
    assert edit(offer, body=[]) is False
    assert status(offer, "en") == Status.OUTDATED


def test_version_that_was_out_of_date_stays_so(offer):
    rewrite(offer, title="Krisesenteret i byen")
    edit(offer, summary=AFTER)
    assert status(offer, "en") == Status.OUTDATED
    sync(offer, "en")
    assert said(offer, "en", "title") == []
    assert said(offer, "en") == [(AFTER, ENGLISH, False)]


def test_version_that_was_written_by_hand_stays_valid(offer):
    translation_in(offer, "pl").delete()
    page = version_in(offer, "pl")
    page.summary = POLISH
    page.save_revision().publish()
    StringTranslation.objects.filter(locale__language_code="pl").delete()
    assert edit(offer, summary=AFTER) is True
    assert status(offer, "pl") == Status.UP_TO_DATE
    assert edit(offer, summary=AFTER.replace("16", "17")) is False
    assert status(offer, "pl") == Status.OUTDATED


def test_fact_that_is_published_as_a_small_edit_changes_nothing(offer):
    assert edit(offer, cost="free") is None
    assert [status(offer, code) for code in ("en", "pl")] == [Status.UP_TO_DATE] * 2


def test_machine_stays_a_machine_and_translator_stays_the_translator(offer, index):
    amina = person("amina", version_in(index, "en"), "change")
    StringTranslation.objects.filter(locale__language_code="en").update(
        translation_type="machine", tool_name="Tolken", last_translated_by=amina
    )
    old = StringTranslation.objects.get(locale__language_code="en", data=ENGLISH)
    edit(offer, summary=AFTER)
    new = StringTranslation.objects.get(locale__language_code="en", translation_of__data=AFTER)
    assert (new.translation_type, new.tool_name, new.last_translated_by, new.updated_at) == (
        "machine",
        "Tolken",
        amina,
        old.updated_at,
    )


# --- drafts -------------------------------------------------------------------------------


def test_draft_in_progress_is_kept_and_up_to_date_when_it_is_published(
    offer, django_capture_on_commit_callbacks
):
    better = "A safe and warm place, 8–16, always free of charge."
    write(offer, "en", {"title": "Crisis centre", "summary": better})
    translation_in(offer, "en").save_target(publish=False)
    draft = version_in(offer, "en").latest_revision
    edit(offer, summary=AFTER)
    page = version_in(offer, "en")
    assert (page.summary, page.latest_revision_id) == (ENGLISH, draft.pk)
    assert DraftedWords.objects.get(pk=draft.pk).words == [
        ["summary", AFTER, better],
        ["title", "Krisesenter", "Crisis centre"],
    ]
    assert said(offer, "en") == [(AFTER, better, False)]
    page.latest_revision.publish()
    assert version_in(offer, "en").summary == better
    assert status(offer, "en") == Status.UP_TO_DATE


def test_sentences_of_a_first_translation_that_is_not_done_are_kept(offer, locales):
    send(offer, locales["uk"])
    write(offer, "uk", {"summary": "Безпечне місце, 8–16."})
    edit(offer, summary=AFTER)
    sync(offer, "uk")
    assert said(offer, "uk") == [(AFTER, "Безпечне місце, 8–16.", False)]


def test_what_a_translator_has_not_been_shown_yet_is_not_shown_by_a_small_edit(offer):
    rewrite(offer, title="Krisesenteret i byen")
    sent = translation_in(offer, "en").source
    edit(offer, summary=AFTER)
    sent.refresh_from_db()
    assert sorted(sent.stringsegment_set.values_list("string__data", flat=True)) == [
        BEFORE,
        "Krisesenter",
    ]


# --- which sentence became which ----------------------------------------------------------


def test_sentences_are_paired_place_by_place():
    before = [["body.a", "Ring oss"], ["body.b", "Kom innom"], ["title", "Hjelp"]]
    now = [["body.a", "Ring oss."], ["body.b", "Kom innom."], ["title", "Hjelp"]]
    assert pair_up(before, now) == (
        [Pair("body.a", "Ring oss", "Ring oss."), Pair("body.b", "Kom innom", "Kom innom.")],
        True,
    )


def test_several_of_one_place_are_paired_by_likeness_and_not_by_the_alphabet():
    before = [["a", "Bestill time på nettet"], ["a", "ring fastlegen din"]]
    now = [["a", "Ring fastlegen din."], ["a", "bestill time på nettet."]]
    assert pair_up(before, now) == (
        [
            Pair("a", "Bestill time på nettet", "bestill time på nettet."),
            Pair("a", "ring fastlegen din", "Ring fastlegen din."),
        ],
        True,
    )


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (["Ring oss", "Kom innom"], ["Vent hjemme", "Skriv brev"]),
        (["Ring oss nå", "Ring oss då"], ["Ring oss nå.", "Ring oss nå!"]),
        (["Ring oss"], ["Ring oss.", "Kom innom."]),
        ([f"Hus {one * 9}" for one in LETTERS], [f"Hus {one * 9}." for one in LETTERS]),
    ],
    ids=["unlike", "like two", "one more", "too many"],
)
def test_what_cannot_be_paired_for_sure_is_not_paired(before, now):
    assert pair_up([["a", one] for one in before], [["a", one] for one in now]) == ([], False)


def test_one_of_two_equal_sentences_may_be_edited():
    before = [["a", "Alltid"], ["a", "Alltid"]]
    assert pair_up(before, [["a", "Alltid"], ["a", "Alltid!"]]) == (
        [Pair("a", "Alltid", "Alltid!")],
        True,
    )


# --- nothing leaks ------------------------------------------------------------------------


def test_block_that_fails_leaves_nothing_behind(offer):
    with pytest.raises(RuntimeError), small_edit(offer):
        raise RuntimeError
    rewrite(offer, summary=AFTER)
    assert status(offer, "en") == Status.OUTDATED


def test_small_edit_of_one_page_says_nothing_of_another(offer, index):
    other = make_offer(index, "Legevakt")
    with small_edit(other):
        rewrite(offer, summary=AFTER)
    assert status(offer, "en") == Status.OUTDATED


def test_what_an_error_left_behind_holds_for_no_other_revision_and_no_other_request(offer, client):
    page = HelpOfferPage.objects.get(pk=offer.pk)
    begin(page, page.live_revision_id)
    rewrite(offer, summary=AFTER)
    assert status(offer, "en") == Status.OUTDATED
    page = HelpOfferPage.objects.get(pk=offer.pk)
    page.summary = BEFORE
    revision = page.save_revision()
    Notice.objects.all().delete()
    begin(page, revision.pk)
    client.get(offer.url)
    revision.publish()
    assert told() == ["translator-en", "translator-pl"]


# --- how much it costs --------------------------------------------------------------------


def test_versions_and_drafts_are_read_and_written_at_once(offer, locales):
    def queries(text):
        with CaptureQueriesContext(connection) as found:
            assert edit(offer, summary=text) is True
        tables = ("languageversion", "draftedwords")
        return sum(any(table in one["sql"] for table in tables) for one in found)

    send(offer, locales["uk"])
    few = queries(AFTER)
    for code in ("ar", "so", "nn"):
        send(offer, locales[code])
        LanguageVersion.objects.create(
            translation_key=offer.translation_key,
            locale=locales[code],
            made_words=[["summary", AFTER, "8–16"]],
            made_digest="x",
        )
    assert queries(BEFORE) == few
