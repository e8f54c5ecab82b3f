"""How a page stands in a language follows from its words, and from nothing else."""

import pytest

from tests.factories import make_offer, make_section, phone
from tests.translation.stories import (
    publish,
    rewrite,
    send,
    sync,
    translation_in,
    version_in,
    write,
)
from wagtail_hjelp.models import (
    AcuteHelpPage,
    DraftedWords,
    HelpOfferPage,
    LanguageVersion,
    SourceWords,
)
from wagtail_hjelp.translation.review import send_to_review
from wagtail_hjelp.translation.status import Status, counts, overview, standing_of
from wagtail_hjelp.translation.words import sentences

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(site, locales):
    """A directory that stands, as an alias, in English and Somali too."""
    index = make_section(site.root_page)
    for code in ("en", "so"):
        index.copy_for_translation(locales[code], copy_parents=True, alias=True)
    return index


@pytest.fixture
def offer(index):
    return make_offer(
        index, "Krisesenter", summary="Et trygt sted.", contact_points=[phone("+4770000171")]
    )


@pytest.fixture
def english(offer, locales, django_capture_on_commit_callbacks):
    """The offer in English, translated whole and published."""
    send(offer, locales["en"])
    write(offer, "en")
    return publish(offer, "en", django_capture_on_commit_callbacks)


def status(page, code) -> Status:
    (line,) = [one for one in overview() if one.translation_key == page.translation_key]
    return line.standings[code].status


def test_page_without_a_version_is_missing_and_an_alias_is_a_fallback(index, offer, locales):
    assert status(offer, "nn") == Status.MISSING
    assert status(offer, "en") == Status.FALLBACK
    version_in(offer, "en").delete()
    assert status(offer, "en") == Status.MISSING


def test_page_sent_for_translation_is_being_translated_until_it_is_published(
    offer, locales, django_capture_on_commit_callbacks
):
    send(offer, locales["en"])
    assert status(offer, "en") == Status.IN_TRANSLATION
    write(offer, "en")
    assert status(offer, "en") == Status.IN_TRANSLATION
    publish(offer, "en", django_capture_on_commit_callbacks)
    assert status(offer, "en") == Status.UP_TO_DATE


def test_changed_facts_never_make_a_translation_out_of_date(offer, english):
    rewrite(offer, contact_points=[phone("116117")], cost="free")
    assert version_in(offer, "en").cost == "free"
    assert status(offer, "en") == Status.UP_TO_DATE


def test_one_changed_sentence_makes_it_out_of_date_at_once_and_changing_it_back_does_not(
    offer, english
):
    rewrite(offer, summary="Et trygt sted, også om natten.")
    assert status(offer, "en") == Status.OUTDATED
    rewrite(offer, summary="Et trygt sted.")
    assert status(offer, "en") == Status.UP_TO_DATE


def test_a_draft_of_the_source_changes_nothing_until_it_is_published(offer, english):
    page = HelpOfferPage.objects.get(pk=offer.pk)
    page.summary = "Et annet sted."
    revision = page.save_revision()
    assert status(offer, "en") == Status.UP_TO_DATE
    revision.publish()
    assert status(offer, "en") == Status.OUTDATED


def test_source_saved_by_code_without_a_revision_counts_too(offer, english):
    page = HelpOfferPage.objects.get(pk=offer.pk)
    page.summary = "Et annet sted."
    page.save()
    assert status(offer, "en") == Status.OUTDATED


def test_sync_alone_makes_nothing_up_to_date(offer, english, django_capture_on_commit_callbacks):
    rewrite(offer, summary="Et annet sted.")
    sync(offer, "en")
    assert status(offer, "en") == Status.OUTDATED
    translation_in(offer, "en").save_target(publish=False)
    assert status(offer, "en") == Status.OUTDATED
    write(offer, "en")
    publish(offer, "en", django_capture_on_commit_callbacks)
    assert status(offer, "en") == Status.UP_TO_DATE


def test_translation_of_older_words_that_is_published_late_is_out_of_date(
    offer, locales, django_capture_on_commit_callbacks
):
    send(offer, locales["en"])
    write(offer, "en")
    translation_in(offer, "en").save_target(publish=False)
    revision = version_in(offer, "en").latest_revision
    rewrite(offer, summary="Et annet sted.")
    revision.publish()
    assert version_in(offer, "en").summary == "en: Et trygt sted."
    assert status(offer, "en") == Status.OUTDATED


def test_page_written_by_hand_is_up_to_date_with_the_words_of_its_day(offer, locales):
    page = offer.copy_for_translation(locales["nn"], copy_parents=True)
    page.title, page.summary = "Krisesenteret", "Ein trygg stad."
    page.save_revision().publish()
    assert status(offer, "nn") == Status.UP_TO_DATE
    rewrite(offer, summary="Et annet sted.")
    assert status(offer, "nn") == Status.OUTDATED


def test_machine_made_translation_is_told_from_a_person_s(
    offer, locales, django_capture_on_commit_callbacks
):
    send(offer, locales["en"])
    write(offer, "en", translation_type="machine", tool_name="Dummy")
    publish(offer, "en", django_capture_on_commit_callbacks)
    assert status(offer, "en") == Status.MACHINE


def test_page_that_is_taken_down_and_comes_back_stands_as_before(offer, english):
    HelpOfferPage.objects.get(pk=offer.pk).unpublish()
    assert [line.title for line in overview()] == ["Hjelp", "Hjelpetilbud"]
    HelpOfferPage.objects.get(pk=offer.pk).save_revision().publish()
    assert status(offer, "en") == Status.UP_TO_DATE


def test_translation_sent_to_review_is_in_review_and_then_as_it_was(offer, english, admin_user):
    rewrite(offer, summary="Et annet sted.")
    sync(offer, "en")
    write(offer, "en")
    send_to_review(version_in(offer, "en"), admin_user)
    assert status(offer, "en") == Status.IN_REVIEW
    version_in(offer, "en").current_workflow_state.cancel(admin_user)
    assert status(offer, "en") == Status.OUTDATED


def test_draft_that_is_not_whole_is_kept_and_what_was_published_stays(
    offer, english, django_capture_on_commit_callbacks
):
    rewrite(offer, summary="Et annet sted.", cost="free")
    sync(offer, "en")
    page = publish(offer, "en", django_capture_on_commit_callbacks)
    assert page.summary == "en: Et trygt sted."
    assert page.cost == "free"
    assert page.get_latest_revision_as_object().summary == "Et annet sted."
    assert status(offer, "en") == Status.OUTDATED


def test_lines_come_with_acute_help_first_and_then_as_somebody_in_need_comes_by(index, offer):
    make_offer(index, "Legevakt", urgency="legevakt")
    front = index.get_parent()
    front.add_child(instance=AcuteHelpPage(title="Akutt hjelp"))
    assert [(line.title, line.urgency) for line in overview()] == [
        ("Akutt hjelp", 0),
        ("Legevakt", 1),
        ("Hjelp", 2),
        ("Hjelpetilbud", 3),
        ("Krisesenter", 3),
    ]


def test_counts_name_every_status_in_the_order_of_need(index, offer, english):
    lines = overview()
    assert list(counts(lines, "en").items()) == [
        (Status.MISSING, 0),
        (Status.FALLBACK, 2),
        (Status.OUTDATED, 0),
        (Status.IN_TRANSLATION, 0),
        (Status.IN_REVIEW, 0),
        (Status.MACHINE, 0),
        (Status.UP_TO_DATE, 1),
    ]


def test_standing_of_one_page_is_that_of_the_overview(offer, english):
    standing = standing_of(english)
    assert (standing.code, standing.status, standing.page_id) == (
        "en",
        Status.UP_TO_DATE,
        english.pk,
    )
    assert standing_of(HelpOfferPage.objects.get(pk=offer.pk)) is None


def test_overview_of_many_pages_costs_as_many_queries_as_of_few(
    index, offer, english, django_assert_num_queries, django_assert_max_num_queries
):
    overview()
    with django_assert_max_num_queries(20) as few:
        overview()
    for number in range(12):
        make_offer(index, f"Tilbud {number}")
    with django_assert_num_queries(len(few.captured_queries)):
        assert len(overview()) == 15


def test_words_of_pages_from_before_are_read_when_they_are_asked_for(offer, english):
    SourceWords.objects.all().delete()
    assert status(offer, "en") == Status.UP_TO_DATE
    kept = SourceWords.objects.get(pk=offer.translation_key)
    assert kept.words == [["summary", "Et trygt sted."], ["title", "Krisesenter"]]


def test_no_fact_is_a_sentence(offer):
    rewrite(offer, contact_points=[phone("116117")], cost="free", provider="Kommunen")
    page = HelpOfferPage.objects.get(pk=offer.pk)
    assert sentences(page) == [["summary", "Et trygt sted."], ["title", "Krisesenter"]]


def test_nothing_is_remembered_of_a_page_that_is_deleted_in_all_languages(offer, english):
    assert LanguageVersion.objects.filter(translation_key=offer.translation_key).exists()
    for page in HelpOfferPage.objects.filter(translation_key=offer.translation_key):
        page.delete()
    for model in (SourceWords, LanguageVersion, DraftedWords):
        assert not model.objects.filter(translation_key=offer.translation_key).exists()
