"""Asking from the explorer whether pages are still right, and the list of who has answered."""

import pytest
from django.core import mail
from django.urls import reverse

from tests.activities.calendars import local, make_activity, make_calendar
from tests.collecting.submissions.stories import make_tell_us
from tests.factories import once
from wagtail_hjelp.collecting.owners import set_owner
from wagtail_hjelp.models import Question

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(local("2026-11-23 10:00"))]

LIST = reverse("wagtail_hjelp:questions")
BULK = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "hjelp_ask"])


@pytest.fixture
def pages(directory):
    front = directory.get_parent().specific
    front.slug = "forside"
    front.save()
    calendar = make_calendar(front.get_parent())
    make_tell_us(calendar.get_parent())
    found = [make_activity(calendar, title, once("2026-12-20")) for title in ("Fest", "Tur")]
    set_owner(found[0], name="Kari", email="kari@example.org", language="nb")
    return found


@pytest.fixture
def admin(admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return admin_client


def bulk(pages) -> str:
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"{BULK}?next=/admin/&{ids}"


def test_those_who_answer_for_the_ticked_pages_are_asked_and_the_rest_is_told(admin, pages):
    html = admin.get(bulk(pages)).content.decode()
    assert "Fest" in html
    assert mail.outbox == []
    response = admin.post(bulk(pages), follow=True)
    assert [letter.to for letter in mail.outbox] == [["kari@example.org"]]
    page = response.content.decode()
    assert "1 letter sent." in page
    assert "1 page has nobody to ask" in page
    assert Question.objects.get().why == "by_hand"


def test_list_says_who_has_answered(admin, pages):
    admin.post(bulk(pages))
    html = admin.get(LIST).content.decode()
    assert "Fest" in html
    assert "Asked" in html
    assert reverse("wagtailadmin_pages:edit", args=[pages[0].pk]) in html


def test_what_cannot_be_asked_about_is_told_and_left(admin, pages):
    pages[0].unpublish()
    html = admin.get(bulk(pages)).content.decode()
    assert "These are not asked about" in html
    admin.post(bulk([pages[0]]))
    assert (mail.outbox, Question.objects.count()) == ([], 0)


def test_only_those_who_may_publish_the_page_ask_and_see_answers(login, admin, pages):
    admin.post(bulk(pages))
    mail.outbox.clear()
    for rights in ((), ("change_page",)):
        client = login(*rights, name=f"somebody{len(rights)}")
        assert client.get(LIST).status_code == 302
        client.post(bulk(pages))
    assert mail.outbox == []
