"""A help section of a municipality, a reader outside, and people with their roles."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import translation
from wagtail.models import GroupPagePermission

from tests.directory.overviews import make_organisation, make_overview_beside
from tests.factories import alias_in, make_offer, make_section
from wagtail_hjelp.models import ActivityIndexPage, ActivityPage

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def english() -> Iterator[None]:
    """The catalogues say today what they say: these tests read the source's English."""
    with translation.override("en"):
        yield


@pytest.fixture
def clock() -> Iterator[object]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def directory(site):
    return make_section(site.root_page)


@pytest.fixture
def front(directory):
    return directory.get_parent().specific


@pytest.fixture
def offer(directory):
    return make_offer(directory, "Krisesenter")


@pytest.fixture
def organisation(directory):
    return make_organisation(make_overview_beside(directory), "Røde Kors")


@pytest.fixture
def activity(front, organisation):
    index = front.add_child(instance=ActivityIndexPage(title="Hva skjer", slug="hva-skjer"))
    return index.add_child(
        instance=ActivityPage(title="Språkkafé", summary="Om.", organiser=organisation)
    )


@pytest.fixture
def commit(django_capture_on_commit_callbacks) -> Callable[[], AbstractContextManager]:
    """Within this, what is to be done after the transaction is done at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def person(db) -> Callable[..., object]:
    """Make somebody who may do these things ("change_page") with a page and those below it."""

    def make(name: str, page=None, *rights: str, superuser: bool = False):
        user = get_user_model().objects.create_user(name, password="x", is_superuser=superuser)
        group = Group.objects.create(name=name)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for right in rights:
            permission = Permission.objects.get(
                codename=right, content_type__app_label="wagtailcore"
            )
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
        user.groups.add(group)
        return user

    return make


def signed_in(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


ROLES = {
    "anonymous": None,
    "nobody in particular": (),
    "editor of the source": ("add_page", "change_page", "publish_page"),
    "author of the source": ("change_page",),
    "translator": ("add_page", "change_page"),
    "reviewer of a translation": ("change_page", "publish_page"),
    "editor elsewhere": ("add_page", "change_page", "publish_page"),
    "superuser": (),
}
MAY = ("editor of the source", "author of the source", "superuser")
MAY_NOT = tuple(role for role in ROLES if role not in MAY)


@pytest.fixture
def client_of(person, directory, site) -> Callable[[str], Client]:
    """A browser of somebody in a role; in English, but for who is not signed in."""

    def make(role: str) -> Client:
        if role == "anonymous":
            return Client()
        place = directory
        if role in ("translator", "reviewer of a translation"):
            place = alias_in(directory, "pl")
        elif role == "editor elsewhere":
            from tests.host.models import ArticlePage

            place = site.root_page.add_child(instance=ArticlePage(title="Skole", slug="skole"))
        user = person(
            role.replace(" ", "-"), place, *(ROLES[role] or ()), superuser=role == "superuser"
        )
        return signed_in(user)

    return make


def refused(response) -> bool:
    """Whether the admin said no: to the login, to its front page, or 403 or 404."""
    if response.status_code in (403, 404):
        return True
    if response.status_code == 302 and re.match(r"/[a-z]{2}/admin/", response.url):
        # Not found: so Django looks for the address in a language, in vain.
        return True
    return response.status_code == 302 and ("/login/" in response.url or response.url == "/admin/")


A_MOMENT = timedelta(seconds=5)
