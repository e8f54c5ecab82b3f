"""Confirming the facts of an offer in the admin: one click, all languages, nothing else changed."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageLogEntry

from tests.factories import alias_in, make_offer, make_section
from wagtail_hjelp.models import Verification

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def today():
    with time_machine.travel(date(2026, 11, 22), tick=False):
        yield


@pytest.fixture
def offer(site):
    return make_offer(make_section(site.root_page), "Legevakt", responsible="Legevakten")


def client_with(offer, *codenames):
    """A client of somebody with these page permissions on the offer's directory."""
    group = Group.objects.create(name="Folk")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in codenames:
        GroupPagePermission.objects.create(
            group=group,
            page=offer.get_parent(),
            permission=Permission.objects.get(
                codename=codename, content_type__app_label="wagtailcore"
            ),
        )
    user = get_user_model().objects.create_user("kari", password="x")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def test_one_post_confirms_in_every_language_and_answers_with_the_new_panel(offer):
    alias = alias_in(offer, "ar")
    revisions, published = offer.revisions.count(), offer.last_published_at
    client = client_with(offer, "change_page")
    response = client.post(reverse("wagtail_hjelp:confirm", args=[offer.pk]), **JSON)
    assert response.status_code == 200
    assert "22. november 2026" in response.json()["panel"]
    assert "Legevakt" in response.json()["message"]
    for page in (offer, alias.specific):
        assert page.get_verification().confirmed_on == date(2026, 11, 22)
        assert page.get_verification().confirmed_by.username == "kari"
    offer.refresh_from_db()
    assert (offer.revisions.count(), offer.last_published_at) == (revisions, published)
    assert "2026" in Client().get(alias.url).content.decode()


def test_confirmation_stands_in_the_history_of_the_page(offer):
    client_with(offer, "change_page").post(reverse("wagtail_hjelp:confirm", args=[offer.pk]))
    entry = PageLogEntry.objects.get(action="wagtail_hjelp.confirm")
    assert (entry.page_id, entry.user.username) == (offer.pk, "kari")


def test_without_script_a_page_asks_first_and_leads_back(offer):
    client = client_with(offer, "change_page")
    url = reverse("wagtail_hjelp:confirm", args=[offer.pk])
    after = reverse("wagtailadmin_explore", args=[offer.get_parent().pk])
    assert client.get(f"{url}?next={after}").status_code == 200
    assert not Verification.objects.exists()
    response = client.post(url, {"next": after}, HTTP_ACCEPT="text/html")
    assert (response.status_code, response.url) == (302, after)
    assert Verification.objects.count() == 1


def test_address_to_go_back_to_is_never_another_site(offer):
    client = client_with(offer, "change_page")
    response = client.post(
        reverse("wagtail_hjelp:confirm", args=[offer.pk]),
        {"next": "https://evil.example/"},
        HTTP_ACCEPT="text/html",
    )
    assert response.url == reverse("wagtailadmin_pages:edit", args=[offer.pk])


def test_nobody_confirms_without_the_right_to_edit(offer):
    url = reverse("wagtail_hjelp:confirm", args=[offer.pk])
    assert Client().post(url).status_code == 302  # to the login
    assert client_with(offer).post(url, **JSON).status_code in (302, 403)
    assert not Verification.objects.exists()


def test_page_that_has_nothing_to_confirm_is_not_found(offer):
    url = reverse("wagtail_hjelp:confirm", args=[offer.get_parent().pk])
    client = client_with(offer, "change_page")
    # (Past the redirect by which Django looks for the address in a language.)
    assert client.post(url, follow=True, **JSON).status_code == 404
    assert not Verification.objects.exists()


def test_editing_and_publishing_an_older_draft_keeps_the_confirmation(offer):
    draft = offer.save_revision()
    offer.confirm(on=date(2026, 11, 20))
    draft.publish()
    offer.refresh_from_db()
    assert offer.get_verified().date == date(2026, 11, 20)


def test_translator_confirms_no_facts_neither_here_nor_in_the_source(offer):
    alias = alias_in(offer, "ar")
    client = client_with(alias, "change_page")
    for page in (alias, offer):
        client.post(reverse("wagtail_hjelp:confirm", args=[page.pk]), **JSON)
    assert not Verification.objects.exists()
