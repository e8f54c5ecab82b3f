"""Amina, who agreed until 30 November 2026; it is Sunday the 22nd."""

from copy import deepcopy
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import translation
from wagtail.models import Site
from wagtail.users.models import UserProfile

from tests.factories import make_locales
from wagtail_hjelp.models import ConsentText
from wagtail_hjelp.setup import set_up

from .records import make_person

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=OSLO)


@pytest.fixture(autouse=True)
def clock(settings):
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600
    with translation.override("en"), time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def go_to(clock):
    """Move the clock to a local time."""

    def go(year: int, month: int, day: int, hour: int = 10, minute: int = 0, second: int = 0):
        clock.move_to(datetime(year, month, day, hour, minute, second, tzinfo=OSLO))

    return go


@pytest.fixture
def text(db) -> ConsentText:
    return ConsentText.objects.create(text="Vi skriver ned navnet ditt.")


@pytest.fixture
def amina(text):
    return make_person(text, consent_until=date(2026, 11, 30))


@pytest.fixture(scope="module")
def made(module_db):
    """The help section with its groups, in bokmål and English; made once."""
    root = Site.objects.get(is_default_site=True).root_page
    with translation.override("en"):
        root.copy_for_translation(make_locales()["en"], alias=True)
        return set_up(root)


@pytest.fixture
def section(db, made):
    return deepcopy(made)


@pytest.fixture
def login(section):
    """Sign somebody in: by the key of a group of ours, or by what they are.

    A visitor may do nothing but open the admin, a reader look at the register besides; the
    moderator is one of Wagtail's own group.
    """

    def sign_in(role: str) -> Client:
        client = Client(headers={"accept-language": "en"})
        if role == "anonymous":
            return client
        user = get_user_model().objects.create_user(role, password="x")
        if role == "superuser":
            user.is_superuser = True
            user.save()
        elif role in ("visitor", "reader"):
            group = Group.objects.create(name=role)
            group.permissions.add(Permission.objects.get(codename="access_admin"))
            if role == "reader":
                group.permissions.add(Permission.objects.get(codename="view_resourceperson"))
            user.groups.add(group)
        elif role == "moderator":
            user.groups.add(Group.objects.get(name="Moderators"))
        else:
            user.groups.add(section.groups[role])
        UserProfile.objects.create(user=user, preferred_language="en")
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def keeper(login) -> Client:
    return login("resource_persons")
