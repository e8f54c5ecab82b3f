"""Whoever is in the register takes the consent back by a link, in one click; nobody else can."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.collecting.submissions.stories import link_in_mail, make_tell_us
from wagtail_hjelp.models import ResourcePerson, SecretLink
from wagtail_hjelp.people import register
from wagtail_hjelp.people.withdrawing import send_link

from .records import make_person, secrets_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def tell_us(section):
    return make_tell_us(section.front)


@pytest.fixture
def link(amina, tell_us, django_capture_on_commit_callbacks) -> str:
    with django_capture_on_commit_callbacks(execute=True):
        assert send_link(amina)
    return link_in_mail()


def test_one_click_deletes_the_record_and_the_log_says_only_that(link, amina):
    response = Client().post(link)
    assert (response.status_code, ResourcePerson.records.count()) == (200, 0)
    assert "Du er slettet fra registeret" in response.content.decode()
    [entry] = ModelLogEntry.objects.filter(action=register.WITHDRAWN)
    assert (entry.user, entry.object_id, secrets_in(str(entry.__dict__))) == (
        None,
        str(amina.pk),
        [],
    )
    for again in (Client().get(link), Client().post(link)):
        assert again.status_code == 410


def test_opening_the_link_deletes_nothing_and_shows_nothing_of_the_record(link):
    for _time in range(2):
        response = Client().get(link)
        assert (response.status_code, secrets_in(response.content.decode())) == (200, [])
        assert response["Cache-Control"] == "private, no-store"
    assert ResourcePerson.objects.count() == 1


def test_letter_goes_to_the_person_alone_and_says_nothing_but_the_date(link):
    [letter] = mail.outbox
    assert letter.to == ["amina-zzz@example.test"]
    assert secrets_in(letter.subject + letter.body) == []
    assert "30. november 2026" in letter.body


def test_record_that_cannot_be_read_any_longer_is_deleted_too(link, go_to):
    go_to(2026, 12, 5)
    assert Client().post(link).status_code == 200
    assert ResourcePerson.records.count() == 0


def test_newer_link_takes_the_place_of_the_older_and_a_keeper_s_deletion_of_both(
    link, amina, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send_link(amina)
    newer = link_in_mail()
    assert [Client().get(url).status_code for url in (link, newer)] == [410, 200]
    register.withdraw(amina)
    assert [Client().get(url).status_code for url in (link, newer)] == [410, 410]
    assert SecretLink.objects.filter(person__isnull=False).count() == 0


def test_link_of_another_kind_withdraws_nothing(link, tell_us):
    secret = link.rstrip("/").rpartition("/")[2]
    for below in ("follow", "write", "confirm"):
        assert Client().post(f"{tell_us.get_url()}{below}/{secret}/").status_code == 410
    assert ResourcePerson.records.count() == 1


@pytest.mark.parametrize("changes", [{"email": ""}, {"consent_until": date(2026, 11, 22)}])
def test_nobody_without_an_address_or_a_consent_is_written_to(
    text, tell_us, clock, go_to, changes, django_capture_on_commit_callbacks
):
    person = make_person(text, **changes)
    if person.email:
        go_to(2026, 11, 23)
        person = ResourcePerson.records.get(pk=person.pk)
    with django_capture_on_commit_callbacks(execute=True):
        assert not send_link(person)
    assert mail.outbox == []


def test_site_without_a_page_for_links_sends_none(amina):
    assert not send_link(amina)
    assert SecretLink.objects.count() == 0


def filled(amina: ResourcePerson, **changes: object) -> dict[str, object]:
    """The form of a record as a browser would send it."""
    names = ("name", "phone", "email", "languages", "competence", "tasks", "availability")
    found = {name: getattr(amina, name) for name in (*names, "consent_how")}
    return {
        **found,
        "consent_text": amina.consent_text_id,
        "consent_given_on": "2026-11-20",
        "consent_until": "2027-11-20",
        **changes,
    }


def test_link_is_sent_when_a_consent_is_written_down_and_when_the_address_changes(
    keeper, amina, tell_us, django_capture_on_commit_callbacks
):
    def saved(name: str, **changes: object) -> int:
        before = len(mail.outbox)
        arguments = [] if name == "add" else [amina.pk]
        url = reverse(f"hjelp_resource_persons:{name}", args=arguments)
        with django_capture_on_commit_callbacks(execute=True):
            response = keeper.post(url, filled(amina, **changes))
        assert response.status_code == 302, response.context["form"].errors
        return len(mail.outbox) - before

    assert saved("add") == 1
    assert saved("edit", competence="Mer") == 0
    assert saved("edit", email="ny@example.test") == 1
    assert mail.outbox[-1].to == ["ny@example.test"]
    assert saved("renew") == 1
