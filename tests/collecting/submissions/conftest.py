"""A section with a calendar, an overview of organisations, and a page where one tells."""

import pytest

from tests.activities.calendars import local, make_calendar
from tests.collecting.submissions.stories import Teller, make_tell_us
from wagtail_hjelp.models import OrganisationIndexPage

NOW = local("2026-11-23 10:00")


@pytest.fixture
def clock(time_machine):
    """A clock that stands still until a test moves it."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def calendar(site, clock):
    return make_calendar(site.root_page)


@pytest.fixture
def overview(site, calendar):
    front = calendar.get_parent()
    return front.add_child(
        instance=OrganisationIndexPage(title="Organisasjoner", slug="organisasjoner")
    )


@pytest.fixture
def tell_us(site, calendar, overview):
    return make_tell_us(site.root_page.get_children().get(slug="hjelp"))


@pytest.fixture
def teller(tell_us, clock):
    return Teller(tell_us, clock)


@pytest.fixture
def editor_user(django_user_model):
    return django_user_model.objects.create_superuser("redaktor", "redaktor@example.org", "x")
