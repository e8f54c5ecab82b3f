"""An organisation corrects what is published: only that changes, when it is approved, and nothing
that anybody else does meanwhile is lost."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Page, WorkflowState

from tests.activities.calendars import make_activity, publish, written
from tests.collecting.submissions.stories import link_in_mail
from tests.factories import weekly
from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.collecting import moderation
from wagtail_hjelp.collecting.entries import read_record
from wagtail_hjelp.collecting.moderation import Refused
from wagtail_hjelp.collecting.submissions import begin_correction, keep, page_of, send
from wagtail_hjelp.models import ActivityPage, Occurrence, Submission

pytestmark = pytest.mark.django_db


def live_page(page: Page) -> ActivityPage:
    return ActivityPage.objects.get(pk=page.pk)


CAFE = weekly("2026-11-25", until="2026-12-16")
WEDNESDAYS = [f"2026-{day} 14:00–16:00" for day in ("11-25", "12-02", "12-09", "12-16")]
AT_THREE = [text.replace("14:00–16:00", "15:00–16:00") for text in WEDNESDAYS]


@pytest.fixture
def cafe(calendar, tell_us):
    activity = make_activity(calendar, "Kafé", CAFE, practical="Ta med sko.")
    activity.save_revision().publish()
    return live_page(activity)


def told(page: Any, site: Any, **values: Any) -> Submission:
    """A correction that somebody has sent."""
    submission, _secret = begin_correction(page, site, "nb")
    keep(submission, values, "what")
    assert send(submission, "Kari", "kari@example.org")
    return Submission.objects.get(pk=submission.pk)


def at_three(page: Any) -> list[dict[str, Any]]:
    """The dates of the café, an hour later."""
    [row] = read_record(page)["dates"]
    return [{**row, "value": {**row["value"], "starts": "15:00"}}]


def test_residents_read_what_was_approved_until_the_correction_is(site, cafe, editor_user):
    submission = told(cafe, site, dates=at_three(cafe), phone="+4770000111")
    assert written(cafe) == WEDNESDAYS
    assert read_record(live_page(cafe))["phone"] == ""
    page = live_page(cafe)
    assert (page.live, page.has_unpublished_changes) == (True, True)
    assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    moderation.approve(submission, editor_user)
    assert written(cafe) == AT_THREE
    assert read_record(live_page(cafe))["phone"] == "+4770000111"
    assert not live_page(cafe).has_unpublished_changes


def test_cancelled_date_stays_cancelled_at_its_new_time(site, cafe, editor_user):
    second = Occurrence.objects.of([cafe.translation_key]).get(day="2026-12-02")
    cancel(second, Change(cafe))
    moderation.approve(told(cafe, site, dates=at_three(cafe)), editor_user)
    assert written(cafe) == [AT_THREE[0], f"{AT_THREE[1]} cancelled", *AT_THREE[2:]]


def test_what_an_editor_publishes_meanwhile_is_not_undone(site, cafe, editor_user):
    submission = told(cafe, site, phone="+4770000111")
    publish(cafe, practical="Ta med tøfler.")
    submission.refresh_from_db()
    # The draft was made anew, on what is published now.
    assert submission.status == "sent"
    assert moderation.step_of(live_page(cafe)).revision_id == submission.revision_id
    moderation.approve(submission, editor_user)
    said = read_record(live_page(cafe))
    assert (said["practical"], said["phone"]) == ("Ta med tøfler.", "+4770000111")


def test_editor_s_own_draft_is_neither_published_nor_lost(site, cafe, editor_user):
    draft = live_page(cafe)
    draft.summary = "Halvferdig"
    draft.save_revision(user=editor_user)
    submission = told(cafe, site, phone="+4770000111")
    page = live_page(cafe)
    assert page.get_latest_revision_as_object().summary == "Halvferdig"
    assert page.current_workflow_state is None
    moderation.approve(submission, editor_user)
    page = live_page(cafe)
    assert (page.summary, read_record(page)["phone"]) == ("Om Kafé.", "+4770000111")
    own = page.get_latest_revision_as_object()
    assert (own.summary, read_record(own)["phone"]) == ("Halvferdig", "+4770000111")
    assert page.has_unpublished_changes
    own.save_revision().publish()
    assert live_page(cafe).summary == "Halvferdig"
    assert read_record(live_page(cafe))["phone"] == "+4770000111"


def test_what_an_editor_has_written_in_the_same_place_stays_in_the_draft(site, cafe, editor_user):
    draft = live_page(cafe)
    draft.practical = "Mitt eget."
    draft.save_revision(user=editor_user)
    moderation.approve(told(cafe, site, practical="Deres."), editor_user)
    page = live_page(cafe)
    assert page.practical == "Deres."
    assert page.get_latest_revision_as_object().practical == "Mitt eget."


def test_published_by_hand_it_is_approved(site, cafe, editor_user):
    submission = told(cafe, site, phone="+4770000111")
    page = live_page(cafe)
    page.get_latest_revision().publish(user=editor_user)
    submission.refresh_from_db()
    assert submission.status == "approved"
    assert live_page(cafe).current_workflow_state is None


def test_moderator_who_edits_the_draft_publishes_that(site, cafe, editor_user):
    submission = told(cafe, site, phone="+4770000111", practical="GRATIS KAKE!!!")
    draft = live_page(cafe).get_latest_revision_as_object()
    draft.practical = "Det er gratis kake."
    draft.save_revision(user=editor_user)
    moderation.approve(submission, editor_user)
    said = read_record(live_page(cafe))
    assert (said["phone"], said["practical"]) == ("+4770000111", "Det er gratis kake.")
    assert submission.status == "approved"


def test_moderator_may_take_a_wish_out_and_approve_the_rest(site, cafe, editor_user):
    submission = told(cafe, site, phone="+4770000111", practical="GRATIS KAKE!!!")
    draft = live_page(cafe).get_latest_revision_as_object()
    draft.practical = "Ta med sko."
    draft.save_revision(user=editor_user)
    moderation.approve(submission, editor_user)
    said = read_record(live_page(cafe))
    assert (said["phone"], said["practical"]) == ("+4770000111", "Ta med sko.")
    assert submission.status == "approved"
    assert live_page(cafe).current_workflow_state is None


def test_two_corrections_of_one_page_are_both_published(site, cafe, editor_user):
    first = told(cafe, site, phone="+4770000111")
    second = told(cafe, site, practical="Ta med innesko.")
    moderation.approve(first, editor_user)
    second.refresh_from_db()
    assert second.status == "sent"
    assert moderation.step_of(live_page(cafe)).revision_id == second.revision_id
    moderation.approve(second, editor_user)
    said = read_record(live_page(cafe))
    assert (said["phone"], said["practical"]) == ("+4770000111", "Ta med innesko.")


def test_sent_back_leaves_no_draft_for_somebody_to_publish(
    site, cafe, editor_user, django_capture_on_commit_callbacks
):
    submission = told(cafe, site, phone="+4770000111")
    with django_capture_on_commit_callbacks(execute=True):
        moderation.send_back(submission, editor_user, "Er nummeret riktig?")
    page = live_page(cafe)
    assert (page.has_unpublished_changes, page.latest_revision_id) == (
        False,
        page.live_revision_id,
    )
    assert submission.status == "sent_back"
    assert "Er nummeret riktig?" in mail.outbox[-1].body
    assert submission.reason in Client().get(link_in_mail()).content.decode()


def test_second_of_two_who_approve_is_told_that_it_is_decided(site, cafe, editor_user):
    submission = told(cafe, site, phone="+4770000111")
    seen = Submission.objects.get(pk=submission.pk)
    moderation.approve(submission, editor_user)
    with pytest.raises(Refused):
        moderation.approve(seen, editor_user)
    with pytest.raises(Refused):
        moderation.send_back(seen, editor_user, "Nei")


def test_page_that_was_deleted_meanwhile_is_an_answer_and_no_error(site, cafe, editor_user):
    submission = told(cafe, site, phone="+4770000111")
    Page.objects.get(pk=cafe.pk).delete()
    with pytest.raises(Refused):
        moderation.approve(submission, editor_user)
    submission.refresh_from_db()
    assert (submission.status, page_of(submission)) == ("declined", None)
    assert ActivityPage.objects.count() == 0


def test_correction_is_in_all_languages_when_it_is_approved(
    site, calendar, cafe, locales, editor_user
):
    alias = cafe.get_translation_or_none(locales["ar"]) or cafe.copy_for_translation(
        locales["ar"], copy_parents=True, alias=True
    )
    submission = told(cafe, site, phone="+4770000111")
    assert read_record(live_page(alias))["phone"] == ""
    moderation.approve(submission, editor_user)
    assert read_record(live_page(alias))["phone"] == "+4770000111"
