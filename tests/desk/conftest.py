"""An editor at the desk, on a Sunday in November."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import translation
from wagtail.models import GroupPagePermission

from tests.factories import make_section
from wagtail_hjelp.models import HelpOfferIndexPage

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.fixture(autouse=True)
def sunday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def english(settings):
    """The admin in English, whatever the catalogues say today, and sessions that last."""
    settings.LANGUAGE_CODE = "en"
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600
    with translation.override("en"):
        yield


@pytest.fixture
def directory(site) -> HelpOfferIndexPage:
    return make_section(site.root_page)


@pytest.fixture
def user_with(directory) -> Callable[..., object]:
    """Make somebody with rights: on the directory's pages, and of their own ("app.codename")."""

    def make(*rights: str, name: str = "kari"):
        group = Group.objects.create(name=name)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for right in rights:
            label, _, codename = right.rpartition(".")
            permission = Permission.objects.get(
                codename=codename, content_type__app_label=label or "wagtailcore"
            )
            if label:
                group.permissions.add(permission)
            else:
                GroupPagePermission.objects.create(
                    group=group, page=directory, permission=permission
                )
        user = get_user_model().objects.create_user(name, password="x")
        user.groups.add(group)
        return user

    return make


@pytest.fixture
def login(user_with) -> Callable[..., Client]:
    def sign_in(*rights: str, name: str = "kari") -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(user_with(*rights, name=name))
        return client

    return sign_in


@pytest.fixture
def editor(login) -> Client:
    """A client of somebody who may edit the directory's pages, and what offers share."""
    models = ("sharedhours", "specialday")
    actions = ("view", "add", "change", "delete")
    own = [f"wagtail_hjelp.{action}_{model}" for model in models for action in actions]
    return login("add_page", "change_page", "publish_page", *own)


@pytest.fixture
def client_with(django_user_model):
    """A browser of somebody with rights on a page ("publish_page")."""

    def make(page, *rights: str, name: str = "kari", superuser: bool = False) -> Client:
        group = Group.objects.create(name=name)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for right in rights:
            permission = Permission.objects.get(
                codename=right, content_type__app_label="wagtailcore"
            )
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
        user = django_user_model.objects.create_user(name, password="x", is_superuser=superuser)
        user.groups.add(group)
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        return client

    return make
