"""Help pages in bokmål with versions in English and Somali, and somebody who may do everything."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.utils import translation

from tests.factories import make_offer
from tests.translation.stories import publish, rewrite, send, write
from wagtail_hjelp.models import AcuteHelpPage

from .reading import client_of


@pytest.fixture(autouse=True)
def english(settings) -> Iterator[None]:
    """The admin in English; unlike elsewhere at the desk, the pages are written in bokmål."""
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600
    with translation.override("en"):
        yield


@pytest.fixture
def index(directory, locales):
    """A directory that stands, as an alias, in English and Somali too."""
    for code in ("en", "so"):
        directory.copy_for_translation(locales[code], copy_parents=True, alias=True)
    return directory


@pytest.fixture
def front(index):
    return index.get_parent().specific


@pytest.fixture
def translated(locales, django_capture_on_commit_callbacks):
    """Translate a page whole and publish it."""

    def make(page, code, **how):
        send(page, locales[code])
        write(page, code, **how)
        return publish(page, code, django_capture_on_commit_callbacks)

    return make


@pytest.fixture
def pages(index, front, locales, translated):
    """A page of each standing in English; all in the source language in Somali."""
    front.add_child(instance=AcuteHelpPage(title="Akutt hjelp", slug="akutt"))
    names = ("Bibliotek", "Fastlege", "Helsestasjon", "Krisesenter", "Legevakt")
    made = {name: make_offer(index, name) for name in names}
    made["Legevakt"].urgency = "urgent"
    made["Legevakt"].save()
    translated(made["Bibliotek"], "en")
    translated(made["Fastlege"], "en")
    rewrite(made["Fastlege"], summary="Ring først.")
    translated(made["Helsestasjon"], "en", translation_type="machine")
    send(made["Krisesenter"], locales["en"])
    return made


@pytest.fixture
def administrator():
    return get_user_model().objects.create_superuser("admin", password="x")


@pytest.fixture
def boss(administrator):
    return client_of(administrator)
