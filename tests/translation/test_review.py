"""Translators send to review; reviewers of the language approve, or send back with a comment."""

import pytest
from django.utils import translation as languages
from wagtail.models import PageLogEntry, TaskState, Workflow, WorkflowState
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
from wagtail_hjelp.models import LanguageVersion, TranslationReviewTask
from wagtail_hjelp.translation.review import (
    ReviewRefused,
    approve,
    approve_machine,
    review_of,
    review_workflow,
    send_back,
    send_to_review,
    sent_back,
    wording,
)
from wagtail_hjelp.translation.status import Status, standing_of
from wagtail_hjelp.translation.words import segments_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with languages.override("en"):
        yield


@pytest.fixture
def index(site, locales):
    index = make_section(site.root_page)
    index.copy_for_translation(locales["en"], copy_parents=True, alias=True)
    return index


@pytest.fixture
def offer(index, locales):
    """An offer that was sent for translation into English, and that nobody has translated yet."""
    offer = make_offer(index, "Krisesenter", summary="Et trygt sted, kl. 8–16.")
    send(offer, locales["en"])
    return offer


@pytest.fixture
def translator(index, offer):
    return person("amina", index.get_translations().get(locale__language_code="en"), "change")


@pytest.fixture
def reviewer(index, offer):
    section = index.get_translations().get(locale__language_code="en")
    return person("olena", section, "change", "publish")


WHOLE = {"title": "Crisis centre", "summary": "A safe place, 8–16."}


def test_translator_sends_a_whole_translation_and_residents_read_on_what_they_read(
    offer, translator, client
):
    write(offer, "en", WHOLE)
    send_to_review(version_in(offer, "en"), translator)
    page = version_in(offer, "en")
    state = review_of(page)
    assert state.task.specific_class is TranslationReviewTask
    assert state.workflow_state.requested_by == translator
    assert state.revision.as_object().summary == "A safe place, 8–16."
    assert (page.summary, page.is_fallback) == ("Et trygt sted, kl. 8–16.", True)


def test_reviewer_approves_and_it_is_published(offer, translator, reviewer):
    write(offer, "en", WHOLE)
    send_to_review(version_in(offer, "en"), translator)
    approve(version_in(offer, "en"), reviewer, "Fint!")
    page = version_in(offer, "en")
    assert (page.summary, page.is_fallback) == ("A safe place, 8–16.", False)
    assert review_of(page) is None
    state = TaskState.objects.get()
    assert (state.status, state.finished_by, state.comment) == ("approved", reviewer, "Fint!")
    assert standing_of(page).status == Status.UP_TO_DATE
    actions = PageLogEntry.objects.filter(page=page.pk, user=reviewer)
    assert set(actions.values_list("action", flat=True)) == {
        "wagtail.publish",
        "wagtail.rename",
        "wagtail.workflow.approve",
    }


def test_reviewer_sends_back_with_a_comment_and_the_translator_sends_again(
    offer, translator, reviewer
):
    write(offer, "en", WHOLE)
    send_to_review(version_in(offer, "en"), translator)
    send_back(version_in(offer, "en"), reviewer, " Say “shelter”. ")
    page = version_in(offer, "en")
    assert (review_of(page), sent_back(page).comment) == (None, "Say “shelter”.")
    assert standing_of(page).status == Status.IN_TRANSLATION

    write(offer, "en", {**WHOLE, "title": "Shelter"})
    send_to_review(version_in(offer, "en"), translator)
    assert WorkflowState.objects.count() == 1
    assert sent_back(version_in(offer, "en")) is None
    approve(version_in(offer, "en"), reviewer)
    assert version_in(offer, "en").title == "Shelter"


def test_nothing_is_sent_back_without_a_word(offer, translator, reviewer):
    write(offer, "en", WHOLE)
    send_to_review(version_in(offer, "en"), translator)
    with pytest.raises(ReviewRefused, match=r"^Say what is to be mended\.$"):
        send_back(version_in(offer, "en"), reviewer, "  ")
    assert review_of(version_in(offer, "en")) is not None


def test_sentence_that_is_missing_or_differs_stops_it_and_nothing_is_lost(offer, translator):
    sentence = "2 sentences are not translated, or say other numbers than the source. "
    with pytest.raises(ReviewRefused) as refused:
        send_to_review(version_in(offer, "en"), translator)
    assert str(refused.value) == sentence + "Translate them first."
    write(offer, "en", {**WHOLE, "summary": "A safe place, 8–17."})
    with pytest.raises(ReviewRefused, match=r"^1 sentence is not translated, or says other"):
        send_to_review(version_in(offer, "en"), translator)
    assert review_of(version_in(offer, "en")) is None
    assert "A safe place, 8–17." in StringTranslation.objects.values_list("data", flat=True)


def test_what_is_sent_again_while_in_review_is_what_is_reviewed(offer, translator, reviewer):
    write(offer, "en", WHOLE)
    send_to_review(version_in(offer, "en"), translator)
    write(offer, "en", {**WHOLE, "title": "Shelter"})
    send_to_review(version_in(offer, "en"), translator)
    approve(version_in(offer, "en"), reviewer)
    assert version_in(offer, "en").title == "Shelter"
    assert [state.status for state in WorkflowState.objects.order_by("pk")] == [
        "cancelled",
        "approved",
    ]


def test_reviewer_mends_a_word_and_approves_what_then_is_there(offer, translator, reviewer):
    write(offer, "en", WHOLE)
    send_to_review(version_in(offer, "en"), translator)
    write(offer, "en", {**WHOLE, "title": "Shelter"})
    approve(version_in(offer, "en"), reviewer)
    page = version_in(offer, "en")
    assert (page.title, page.has_unpublished_changes) == ("Shelter", False)
    assert standing_of(page).status == Status.UP_TO_DATE


def test_nothing_is_published_that_the_reviewer_has_not_had_before_them(
    offer, translator, reviewer
):
    write(offer, "en", WHOLE)
    send_to_review(version_in(offer, "en"), translator)
    read = wording(segments_of(translation_in(offer, "en")))
    write(offer, "en", {**WHOLE, "title": "Shelter"})
    with pytest.raises(ReviewRefused, match="has been changed while you read"):
        approve(version_in(offer, "en"), reviewer, read=read)
    assert version_in(offer, "en").title == "Krisesenter"
    read = wording(segments_of(translation_in(offer, "en")))
    approve(version_in(offer, "en"), reviewer, read=read)
    assert version_in(offer, "en").title == "Shelter"


def test_source_that_changes_meanwhile_makes_what_is_approved_out_of_date(
    offer, translator, reviewer
):
    write(offer, "en", WHOLE)
    send_to_review(version_in(offer, "en"), translator)
    rewrite(offer, summary="Et annet sted.")
    approve(version_in(offer, "en"), reviewer)
    page = version_in(offer, "en")
    assert page.summary == "A safe place, 8–16."
    assert standing_of(page).status == Status.OUTDATED


def test_second_reviewer_is_told_that_it_is_over(offer, translator, reviewer):
    write(offer, "en", WHOLE)
    send_to_review(version_in(offer, "en"), translator)
    approve(version_in(offer, "en"), reviewer)
    with pytest.raises(ReviewRefused, match="not being reviewed any longer"):
        approve(version_in(offer, "en"), reviewer)
    with pytest.raises(ReviewRefused, match="not being reviewed any longer"):
        send_back(version_in(offer, "en"), reviewer, "Too late.")


def test_task_is_for_those_who_may_publish_in_the_language(offer, translator, reviewer, index):
    write(offer, "en", WHOLE)
    send_to_review(version_in(offer, "en"), translator)
    page, task = version_in(offer, "en"), review_of(version_in(offer, "en")).task.specific
    elsewhere = person("petter", index, "change", "publish")
    assert [name for name, *_rest in task.get_actions(page, reviewer)] == ["reject", "approve"]
    for other in (translator, elsewhere):
        assert task.get_actions(page, other) == []
        assert not TaskState.objects.reviewable_by(other).exists()
        with pytest.raises(ReviewRefused, match="for somebody else"):
            approve(page, other)
    assert [state.pk for state in TaskState.objects.reviewable_by(reviewer)] == [review_of(page).pk]
    assert task.user_can_access_editor(page, reviewer)
    assert not task.user_can_access_editor(page, elsewhere)


def test_workflow_is_made_once_and_keeps_the_name_that_somebody_gives_it(offer):
    workflow = review_workflow()
    assert workflow.name == "Godkjenning av oversettelser"
    Workflow.objects.filter(pk=workflow.pk).update(name="Oversettelser")
    assert review_workflow().name == "Oversettelser"
    assert TranslationReviewTask.objects.count() == 1


def test_approval_makes_a_machine_s_words_a_person_s(offer, translator, reviewer):
    write(offer, "en", WHOLE, translation_type="machine", tool_name="Dummy")
    send_to_review(version_in(offer, "en"), translator)
    approve(version_in(offer, "en"), reviewer)
    assert standing_of(version_in(offer, "en")).status == Status.UP_TO_DATE
    kept = StringTranslation.objects.filter(locale__language_code="en")
    assert set(kept.values_list("translation_type", "tool_name", "last_translated_by")) == {
        ("manual", "Dummy", reviewer.pk)
    }


def test_published_machine_translation_is_approved_in_one_click_and_not_what_came_since(
    offer, reviewer, django_capture_on_commit_callbacks
):
    write(offer, "en", WHOLE, translation_type="machine", tool_name="Dummy")
    publish(offer, "en", django_capture_on_commit_callbacks)
    page = version_in(offer, "en")
    assert standing_of(page).status == Status.MACHINE
    rewrite(offer, summary="Et trygt sted, kl. 8–18.")
    sync(offer, "en")
    new = {**WHOLE, "summary": "A safe place, 8–18."}
    write(offer, "en", new, translation_type="machine", tool_name="Dummy")
    approve_machine(page, reviewer)
    kept = StringTranslation.objects.filter(locale__language_code="en").order_by("data")
    assert list(kept.values_list("data", "translation_type")) == [
        ("A safe place, 8–16.", "manual"),
        ("A safe place, 8–18.", "machine"),
        ("Crisis centre", "manual"),
    ]
    assert not LanguageVersion.objects.get(made_revision=page.live_revision_id).made_by_machine
    with pytest.raises(ReviewRefused, match="Nothing here was written by a machine"):
        approve_machine(page, reviewer)
