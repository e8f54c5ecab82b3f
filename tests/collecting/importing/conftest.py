"""A section with a calendar and an overview of organisations, on a Monday in November."""

import pytest
from django.utils import translation

from tests.activities.calendars import local, make_calendar
from tests.factories import make_topic
from wagtail_hjelp.models import OrganisationIndexPage


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(local("2026-11-23 10:00"), tick=False)
    return time_machine


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def calendar(site, locales):
    return make_calendar(site.root_page)


@pytest.fixture
def overview(calendar):
    page = OrganisationIndexPage(title="Organisasjoner", slug="organisasjoner")
    return calendar.get_parent().add_child(instance=page)


@pytest.fixture
def topic():
    return make_topic("ensomhet")
