"""An organisation tells of an activity: step by step, looked through, sent, approved, published."""

import pytest
from django.core import mail
from wagtail.models import WorkflowState

from tests.activities.calendars import written
from tests.collecting.submissions.stories import SENDER, WHAT, errors_of, link_in_mail
from wagtail_hjelp.collecting import moderation
from wagtail_hjelp.collecting.entries import read_record
from wagtail_hjelp.collecting.submissions import page_of
from wagtail_hjelp.models import ActivityPage, SecretLink, Submission

pytestmark = pytest.mark.django_db


def test_what_is_told_becomes_a_draft_in_the_calendar_and_goes_into_a_workflow(
    teller, calendar, django_capture_on_commit_callbacks
):
    base = teller.tell()
    with django_capture_on_commit_callbacks(execute=True):
        submission = teller.deliver(base)
    page = page_of(submission)
    assert (page.live, page.get_parent().pk) == (False, calendar.pk)
    assert {name: value for name, value in read_record(page).items() if value} == {
        "title": "Julefest på Menighetshuset",
        "summary": "Vi går rundt juletreet og spiser grøt. Alle kan komme.",
        "organisation": "Havnesund Røde Kors",
        "dates": [
            {
                "type": "once",
                "id": submission.proposed["dates"][0]["id"],
                "value": {"day": "2026-12-20", "last": None, "starts": "16:00", "ends": "19:00"},
            }
        ],
        "place": "Menighetshuset",
        "street": "Kirkegata 1",
        "postcode": "7140",
        "town": "Havnesund",
        "phone": "+4770000110",
        "audiences": ["families"],
        "come_alone": "yes",
        "languages": ["nb", "uk"],
        "cost": "free",
        "sign_up": "none",
        "practical": "Ta med innesko.",
    }
    state = page.current_workflow_state
    assert (state.status, moderation.step_of(page).revision_id) == (
        WorkflowState.STATUS_IN_PROGRESS,
        submission.revision_id,
    )
    assert written(page) == []
    assert mail.outbox[-1].to == [SENDER["email"]]
    assert WHAT["title"] not in mail.outbox[-1].body + mail.outbox[-1].subject


def test_approved_it_is_published_and_the_sender_is_told(
    teller, editor_user, django_capture_on_commit_callbacks
):
    submission = teller.deliver(teller.tell())
    with django_capture_on_commit_callbacks(execute=True):
        moderation.approve(submission, editor_user)
    page = page_of(submission)
    assert page.live
    assert (submission.status, submission.decided_by) == ("approved", editor_user)
    assert written(page) == ["2026-12-20 16:00–19:00"]
    assert page.get_verification().confirmed_on.isoformat() == "2026-11-23"
    assert page.full_url in mail.outbox[-1].body


def test_sent_back_it_is_changed_by_the_link_and_sent_again(
    teller, editor_user, django_capture_on_commit_callbacks
):
    submission = teller.deliver(teller.tell())
    with django_capture_on_commit_callbacks(execute=True):
        moderation.send_back(submission, editor_user, "Når slutter det?")
    assert "Når slutter det?" in mail.outbox[-1].body
    url = link_in_mail()
    html = teller.client.get(url).content.decode()
    assert "Når slutter det?" in html
    changing = teller.client.post(url, {"action": "change"})
    base = changing["Location"].removesuffix("preview/")
    response = teller.send(f"{base}when/", **{"dates-0-ends": "20:00"})
    assert response.status_code == 302, errors_of(response)
    again = teller.deliver(base)
    assert (again.pk, again.status) == (submission.pk, "sent")
    draft = page_of(again).get_latest_revision_as_object()
    assert read_record(draft)["dates"][0]["value"]["ends"] == "20:00"
    assert ActivityPage.objects.count() == 1
    moderation.approve(again, editor_user)
    assert written(page_of(again)) == ["2026-12-20 16:00–20:00"]


def test_withdrawn_it_is_gone(teller, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        teller.deliver(teller.tell())
    url = link_in_mail()
    assert teller.client.post(url, {"action": "withdraw"}).status_code == 302
    assert ActivityPage.objects.count() == 0
    assert "Trukket tilbake" in teller.client.get(url).content.decode()


def test_followed_after_approval_it_begins_a_correction_of_what_residents_read(
    teller, editor_user, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        submission = teller.deliver(teller.tell())
    url = link_in_mail()
    moderation.approve(submission, editor_user)
    html = teller.client.get(url).content.decode()
    assert ('value="change"' in html, 'value="withdraw"' in html) == (True, False)
    base = teller.client.post(url, {"action": "change"})["Location"].removesuffix("preview/")
    response = teller.send(f"{base}when/", **{"dates-0-starts": "17:00"})
    assert response.status_code == 302, errors_of(response)
    correction = teller.deliver(base)
    assert (correction.pk != submission.pk, correction.is_new) == (True, False)
    assert (correction.sender_name, correction.sender_email) == (SENDER["name"], SENDER["email"])
    assert written(page_of(submission)) == ["2026-12-20 16:00–19:00"]
    moderation.approve(correction, editor_user)
    assert written(page_of(submission)) == ["2026-12-20 17:00–19:00"]


def test_followed_after_the_draft_was_deleted_it_says_that_it_was_not_published(
    teller, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        submission = teller.deliver(teller.tell())
    page_of(submission).delete()
    html = teller.client.get(link_in_mail()).content.decode()
    assert "Ikke publisert" in html
    assert ('value="change"' in html, 'value="withdraw"' in html) == (False, False)


def test_more_than_a_form_can_say_is_an_answer_in_words(teller):
    response = teller.client.post(f"{teller.url}activity/", {"summary": "x" * 300_000})
    assert response.status_code == 413
    assert "Ingenting av det er tatt vare på" in response.content.decode()
    assert Submission.objects.count() == 0


def test_nothing_is_stored_before_the_first_step_is_right(teller):
    response = teller.send(f"{teller.url}activity/", **{**WHAT, "title": ""})
    assert response.status_code == 200
    assert "Vi går rundt juletreet" in response.content.decode()
    assert (Submission.objects.count(), SecretLink.objects.count()) == (0, 0)


def test_steps_are_kept_and_one_goes_on_where_one_left(teller):
    base = teller.begin()
    assert teller.client.get(base)["Location"] == f"{base}when/"
    teller.send(f"{base}when/", **{"dates-0-often": "weekly", "dates-0-day": "2026-12-02"})
    assert teller.client.get(base)["Location"] == f"{base}where/"
    assert teller.client.get(f"{base}preview/")["Location"] == f"{base}where/"
    html = teller.client.get(f"{base}what/").content.decode()
    assert 'value="Julefest på Menighetshuset"' in html


def test_more_dates_are_added_without_a_script_and_nothing_is_lost(teller):
    base = teller.begin()
    response = teller.send(
        f"{base}when/",
        **{
            "dates-0-often": "weekly",
            "dates-0-day": "2026-12-02",
            "dates-0-starts": "18",
            "more-dates": "1",
        },
    )
    html = response.content.decode()
    assert response.status_code == 200
    assert 'value="2026-12-02"' in html
    assert 'name="dates-1-day"' in html


def test_page_of_a_step_is_kept_by_nobody_and_names_the_secret_to_nobody(teller):
    response = teller.client.get(f"{teller.begin()}when/")
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
