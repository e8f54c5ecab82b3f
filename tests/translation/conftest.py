"""A directory in three languages, and those who translate and review it."""

import pytest

from tests.factories import make_offer, make_section

from .people_at_work import REVIEW, TRANSLATE, front, person


@pytest.fixture
def index(site, locales):
    """A directory in bokmål, English and Arabic."""
    index = make_section(site.root_page)
    for code in ("en", "ar"):
        index.copy_for_translation(locales[code], copy_parents=True, alias=True)
    return index


@pytest.fixture
def aina(index, locales):
    """Translates into English; has the admin in English."""
    return person("aina", front(index, locales, "en"), *TRANSLATE, language="en")


@pytest.fixture
def bo(index, locales):
    """Reviews English; has the admin in bokmål."""
    return person("bo", front(index, locales, "en"), *REVIEW, language="nb")


@pytest.fixture
def offer(index):
    return make_offer(index, "Gjeldshjelp", slug="gjeldshjelp", summary="Ring oss.")


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """What happens after the transaction happens at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
