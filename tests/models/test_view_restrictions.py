"""Who may see a page is what Wagtail says, for fewer queries where languages share words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from tests.factories import make_offer, make_section, phone
from wagtail_hjelp.models import HelpOfferPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions(site, locales):
    """One offer in bokmål, as an alias in English, and as an alias of that alias in Somali."""
    offer = make_offer(make_section(site.root_page), "Krisesenter", contact_points=[phone("113")])
    found = [offer]
    for code in ("en", "so"):
        last = found[-1]
        for page in last.get_ancestors(inclusive=True).filter(depth__gt=1).specific():
            if page.get_translation_or_none(locales[code]) is None:
                page.copy_for_translation(locales[code], copy_parents=True, alias=True)
        found.append(last.get_translation(locales[code]))
    return found


def test_answer_is_wagtail_s_own_wherever_a_restriction_stands(versions):
    everywhere = [page for version in versions for page in version.get_ancestors(inclusive=True)]
    for restricted in everywhere:
        restriction = PageViewRestriction.objects.create(page=restricted, restriction_type="login")
        for version in versions:
            page = HelpOfferPage.objects.get(pk=version.pk)
            wagtail = set(Page.get_view_restrictions(page).values_list("pk", flat=True))
            assert set(page.get_view_restrictions().values_list("pk", flat=True)) == wagtail
        restriction.delete()


def test_alias_costs_no_more_queries_than_an_offer_may(client, versions):
    counts = []
    for version in versions:
        client.get(version.url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(version.url).status_code == 200
        counts.append(len(captured))
    assert counts == [8, 10, 11]


def test_words_of_an_alias_s_alias_are_the_source_s(client, versions):
    for version in versions[1:]:
        page = HelpOfferPage.objects.get(pk=version.pk)
        assert (page.is_fallback, page.content_language) == (True, "nb")
        assert 'lang="nb"' in client.get(version.get_parent().url).content.decode()
