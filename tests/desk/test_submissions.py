"""What organisations tell, in the admin: the list, one of them with its differences, the answer."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, TaskState

from tests.activities.calendars import local, make_activity, make_calendar
from tests.collecting.submissions.stories import make_tell_us
from tests.factories import once
from wagtail_hjelp.collecting.entries import empty_record
from wagtail_hjelp.collecting.submissions import begin, begin_correction, keep, page_of, send
from wagtail_hjelp.models import ActivityPage, Submission, SubmissionReviewTask

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(local("2026-11-23 10:00"))]

LIST = reverse("wagtail_hjelp:submissions")
FEST = once("2026-12-20", starts="16:00:00", ends="19:00:00")


@pytest.fixture
def calendar(site):
    found = make_calendar(site.root_page)
    make_tell_us(found.get_parent())
    return found


@pytest.fixture
def fest(calendar):
    page = make_activity(calendar, "Julefest", FEST, practical="Ta med sko.")
    page.save_revision().publish()
    return ActivityPage.objects.get(pk=page.pk)


@pytest.fixture
def correction(fest, site) -> Submission:
    submission, _secret = begin_correction(fest, site, "nb")
    keep(submission, {"phone": "+4770000111", "practical": "Ta med innesko."}, "what")
    send(submission, "Kari Nordmann", "kari@example.org")
    return Submission.objects.get(pk=submission.pk)


@pytest.fixture
def client_with(calendar, django_user_model):
    """A browser of somebody with rights on the calendar ("change_page")."""

    def make(*rights: str, name: str = "kari") -> Client:
        group = Group.objects.create(name=name)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for right in rights:
            permission = Permission.objects.get(
                codename=right, content_type__app_label="wagtailcore"
            )
            GroupPagePermission.objects.create(group=group, page=calendar, permission=permission)
        user = django_user_model.objects.create_user(name, password="x")
        user.groups.add(group)
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        return client

    return make


@pytest.fixture
def moderator(client_with) -> Client:
    return client_with("change_page", "publish_page", name="moderator")


def address(submission: Submission) -> str:
    return reverse("wagtail_hjelp:submission", args=[submission.pk])


def rows_of(response) -> list[list[str]]:
    """The table of differences: a row for each part, a text for each cell."""
    table = re.search(r"(?s)<tbody>(.*?)</tbody>", response.content.decode())[1]
    return [
        [
            " ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split())
            for cell in re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", row)
        ]
        for row in re.findall(r"(?s)<tr>(.*?)</tr>", table)
    ]


def answer(client: Client, submission: Submission, action: str, comment: str = ""):
    read = re.search(
        r'name="read" value="([^"]*)"', client.get(address(submission)).content.decode()
    )[1]
    data = {"action": action, "comment": comment, "read": read}
    return client.post(address(submission), data)


def test_each_part_that_is_to_change_stands_beside_what_residents_read(moderator, correction):
    assert rows_of(moderator.get(address(correction))) == [
        ["Telephone", "–", "70 00 01 11", ""],
        ["Practical notes", "Ta med sko.", "Ta med innesko.", ""],
    ]


def test_what_a_moderator_has_changed_in_the_draft_stands_there_too(moderator, correction):
    draft = page_of(correction).get_latest_revision_as_object()
    draft.practical = "Innesko."
    draft.save_revision()
    assert rows_of(moderator.get(address(correction)))[1] == [
        "Practical notes",
        "Ta med sko.",
        "Ta med innesko.",
        "Innesko.",
    ]


def test_approved_it_is_published(moderator, correction, fest):
    assert answer(moderator, correction, "approve").status_code == 302
    assert ActivityPage.objects.get(pk=fest.pk).practical == "Ta med innesko."
    correction.refresh_from_db()
    assert (correction.status, correction.decided_by.username) == ("approved", "moderator")


def test_nothing_is_approved_that_has_changed_since_it_was_opened(moderator, correction, fest):
    read = re.search(
        r'name="read" value="([^"]*)"', moderator.get(address(correction)).content.decode()
    )[1]
    draft = page_of(correction).get_latest_revision_as_object()
    draft.practical = "Noe helt annet."
    draft.save_revision()
    data = {"action": "approve", "comment": "", "read": read}
    response = moderator.post(address(correction), data)
    assert "It has been changed since you opened it" in response.content.decode()
    assert ActivityPage.objects.get(pk=fest.pk).practical == "Ta med sko."


def test_sent_back_without_a_reason_is_an_error_and_with_one_it_reaches_the_sender(
    moderator, correction, mailoutbox, django_capture_on_commit_callbacks
):
    response = answer(moderator, correction, "send-back")
    assert "Write what is to be changed" in response.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert answer(moderator, correction, "send-back", "Er det sant?").status_code == 302
    assert (mailoutbox[-1].to, "Er det sant?" in mailoutbox[-1].body) == (
        ["kari@example.org"],
        True,
    )


def test_wagtail_s_own_list_of_what_waits_has_it(correction, moderator, django_user_model):
    [task] = SubmissionReviewTask.objects.all()
    user = django_user_model.objects.get(username="moderator")
    states = task.get_task_states_user_can_moderate(user)
    assert [state.revision_id for state in states] == [correction.revision_id]


def test_approved_in_wagtail_s_own_screens_it_is_answered_as_well(
    correction, moderator, fest, mailoutbox, django_capture_on_commit_callbacks
):
    state = TaskState.objects.get(status="in_progress")
    url = reverse("wagtailadmin_pages:workflow_action", args=[fest.pk, "approve", state.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert moderator.post(url, {"comment": ""}).status_code == 302
    correction.refresh_from_db()
    assert (correction.status, mailoutbox[-1].to) == ("approved", ["kari@example.org"])
    assert ActivityPage.objects.get(pk=fest.pk).practical == "Ta med innesko."


def test_page_and_home_lead_to_it(moderator, correction, fest):
    edit = reverse("wagtailadmin_pages:edit", args=[fest.pk])
    for url in (edit, reverse("wagtailadmin_home"), LIST):
        assert address(correction) in moderator.get(url).content.decode()


def test_what_is_only_begun_is_nobody_s_business(moderator, site, calendar):
    submission, _secret = begin("activity", site, "nb")
    assert moderator.get(address(submission)).status_code == 302
    assert "Nothing" not in str(empty_record("activity"))
    assert str(submission.pk) not in moderator.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("rights", "may"),
    [
        (None, False),
        ((), False),
        (("add_page",), False),
        (("change_page",), False),
        (("change_page", "publish_page"), True),
    ],
)
@pytest.mark.parametrize("where", ["list", "one", "approve"])
def test_only_those_who_may_publish_the_page_see_and_answer(
    client_with, correction, fest, rights, may, where
):
    client = Client() if rights is None else client_with(*rights, name="somebody")
    if where == "approve":
        data = {"action": "approve", "read": "x"}
        response = client.post(address(correction), data)
        assert ActivityPage.objects.get(pk=fest.pk).practical == "Ta med sko."
    else:
        response = client.get(LIST if where == "list" else address(correction))
    assert (response.status_code == 200) is may
    if not may:
        assert "kari@example.org" not in response.content.decode()


def test_queries_of_the_list_do_not_grow(moderator, calendar, site, django_assert_max_num_queries):
    def tell(count: int) -> None:
        for number in range(count):
            submission, _secret = begin("activity", site, "nb")
            keep(submission, {"title": f"Tur {number}", "summary": "Om."}, "what")
            send(submission, "Kari", f"kari{number}@example.org")

    def queries() -> int:
        moderator.get(LIST)
        with CaptureQueriesContext(connection) as found:
            moderator.get(LIST)
        return len(found)

    tell(2)
    few = queries()
    tell(10)
    assert queries() == few
