"""Whose special days a site's hours follow."""

from datetime import date, time

import pytest
from wagtail.models import Page, Site

from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.models import SpecialDay

pytestmark = pytest.mark.django_db
EVE = date(2026, 12, 24)


@pytest.fixture
def other_site(site):
    return Site.objects.create(hostname="annen.example", root_page=Page.objects.get(depth=1))


def for_all():
    # The same date, written in another way: it stands elsewhere in the table's order.
    SpecialDay.objects.create(kind="christmas_eve", first=EVE, last=EVE, what="closed")


def only_on(site):
    SpecialDay.objects.create(
        kind="christmas_eve", first=EVE, what="closes_at", closes=time(12), site=site
    )


def closes_at(site):
    """When the hours end on Christmas Eve; None: the day is closed."""
    return HoursBook.load(site).calendar.mark(EVE.toordinal()).special.effect.closes_at


def test_a_site_s_own_day_goes_before_one_for_all_sites_made_earlier(site, other_site):
    for_all()
    only_on(site)
    assert [closes_at(site), closes_at(other_site), closes_at(None)] == [720, None, None]


def test_a_site_s_own_day_goes_before_one_for_all_sites_made_later(site, other_site):
    only_on(site)
    for_all()
    assert [closes_at(site), closes_at(other_site), closes_at(None)] == [720, None, None]
