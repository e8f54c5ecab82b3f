"""A calendar with a café in it. It is Sunday 22 November 2026, ten o'clock."""

import pytest

from tests.activities.calendars import (
    make_activity,
)
from tests.desk.occurrences.admin import CAFE
from tests.factories import make_section
from wagtail_hjelp.models import ActivityIndexPage


@pytest.fixture
def directory(site):
    """A calendar: the rights of those who sign in hold there."""
    front = make_section(site.root_page).get_parent()
    return front.add_child(instance=ActivityIndexPage(title="Hva skjer", slug="hva-skjer"))


@pytest.fixture
def cafe(directory):
    """Every Tuesday from 14 to 16, twice so far and four times more."""
    return make_activity(directory, "Språkkafé", CAFE, slug="sprakkafe")


@pytest.fixture
def publisher(login):
    return login("change_page", "publish_page")
