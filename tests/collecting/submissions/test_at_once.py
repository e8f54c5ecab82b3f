"""Two at the same moment, each on a connection of their own: nothing is lost, nothing twice.

SQLite has one writer at a time: there one comes after the other.
"""

import threading
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections
from wagtail.models import (
    ModelLogEntry,
    Page,
    PageLogEntry,
    Site,
    TaskState,
    Workflow,
    WorkflowState,
)

from tests.activities.calendars import make_activity, make_calendar
from tests.collecting.submissions.stories import make_tell_us
from tests.factories import once
from wagtail_hjelp.collecting import confirming, moderation
from wagtail_hjelp.collecting.entries import read_record
from wagtail_hjelp.collecting.links import make_link, open_link, revoke_links, use_link
from wagtail_hjelp.collecting.submissions import begin_correction, keep, send
from wagtail_hjelp.models import (
    ActivityPage,
    DirectoryStamp,
    FactOwner,
    LinkPurpose,
    Question,
    SecretLink,
    Submission,
    SubmissionReviewTask,
    Verification,
)

WRITTEN = (Submission, SecretLink, FactOwner, Question, Verification, TaskState, WorkflowState)


@pytest.fixture
def fest(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """What other connections see too: it is taken back afterwards."""
    with django_db_blocker.unblock():
        stamps = DirectoryStamp.current()
        site = Site.objects.get(is_default_site=True)
        calendar = make_calendar(site.root_page.specific)
        make_tell_us(calendar.get_parent())
        page = make_activity(calendar, "Fest", once("2026-12-20"), practical="Ta med sko.")
        page.save_revision().publish()
        yield ActivityPage.objects.get(pk=page.pk)
        Page.objects.get(pk=calendar.get_parent().pk).delete()
        for model in WRITTEN:
            model.objects.all().delete()
        tasks = SubmissionReviewTask.objects.all()
        Workflow.objects.filter(workflow_tasks__task__in=tasks.values("pk")).delete()
        tasks.delete()
        get_user_model().objects.filter(username__startswith="moderator").delete()
        ModelLogEntry.objects.all().delete()
        PageLogEntry.objects.all().delete()
        DirectoryStamp.objects.exclude(pk__in=stamps).delete()


def told(page: Any, **values: Any) -> Submission:
    submission, _secret = begin_correction(page, Site.objects.get(), "nb")
    keep(submission, values, "what")
    send(submission, "Kari", "kari@example.org")
    return Submission.objects.get(pk=submission.pk)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run these at the same moment; return what each came to, an exception among it."""
    if connection.vendor == "sqlite":
        return [_result(act) for act in acts]
    start, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        start.wait(10)
        found[place] = _result(act)
        connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def _result(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except Exception as error:
        return error


def test_two_moderators_approve_at_once_and_one_of_them_has(fest):
    users = [
        get_user_model().objects.create_superuser(f"moderator{n}", f"m{n}@a.no", "x")
        for n in (1, 2)
    ]
    submission = told(fest, phone="+4770000111")
    copies = [Submission.objects.get(pk=submission.pk) for _user in users]
    found = at_once(
        *(
            lambda copy=copy, user=user: moderation.approve(copy, user)
            for copy, user in zip(copies, users, strict=True)
        )
    )
    assert sorted(type(one).__name__ for one in found) == ["NoneType", "Refused"]
    page = ActivityPage.objects.get(pk=fest.pk)
    assert read_record(page)["phone"] == "+4770000111"
    assert page.revisions.count() == 2


def test_correction_sent_while_an_editor_publishes_is_kept_with_what_the_editor_wrote(fest):
    submission, _secret = begin_correction(fest, Site.objects.get(), "nb")
    keep(submission, {"phone": "+4770000111"}, "what")

    def publish() -> None:
        page = ActivityPage.objects.get(pk=fest.pk)
        page.practical = "Ta med tøfler."
        page.save_revision().publish()

    found = at_once(publish, lambda: send(submission, "Kari", "kari@example.org"))
    assert [one for one in found if isinstance(one, Exception)] == []
    user = get_user_model().objects.create_superuser("moderator", "m@a.no", "x")
    moderation.approve(Submission.objects.get(), user)
    said = read_record(ActivityPage.objects.get(pk=fest.pk))
    assert (said["practical"], said["phone"]) == ("Ta med tøfler.", "+4770000111")


def test_link_is_used_once_by_two_at_once(fest):
    secret = make_link(LinkPurpose.CONFIRM, translation_key=fest.translation_key)

    def confirm() -> bool:
        link = open_link(secret, LinkPurpose.CONFIRM)
        return link is not None and confirming.confirm(link, fest)

    assert sorted(at_once(confirm, confirm, confirm)) == [False, False, True]


@pytest.mark.django_db
def test_link_that_was_revoked_while_somebody_had_it_open_is_not_used():
    secret = make_link(LinkPurpose.CONFIRM, translation_key=uuid4())
    link = open_link(secret, LinkPurpose.CONFIRM)
    assert revoke_links(pk=link.pk) == 1
    assert not use_link(link)
    assert open_link(secret, LinkPurpose.CONFIRM) is None
