"""What residents, their programs and search engines get has nothing of anybody in the register."""

import pytest
from django.contrib.sites.requests import RequestSite
from django.test import Client, RequestFactory
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from tests.activities.calendars import make_activity
from tests.factories import make_offer

from .records import secrets_in

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


@pytest.fixture
def pages(section, amina):
    make_offer(section.index, "Krisesenter", summary="Et trygt sted.")
    make_activity(section.calendar, "Språkkafé", slug="sprakkafe")
    return [page.specific for page in Page.objects.live().exclude(depth=1)]


def said(response) -> str:
    content = getattr(response, "streaming_content", None)
    return (b"".join(content) if content is not None else response.content).decode()


def test_no_page_search_or_feed_knows_of_anybody(client, pages, section):
    asked = [page.url for page in pages]
    asked += [f"{page.url}?q=Warsamezzz" for page in pages]
    asked += [f"{section.index.url}?q={word}" for word in ("99887766", "Amina", "Kulturzzz")]
    asked += [f"{section.calendar.url}{feed}/" for feed in ("ical", "atom")]
    answered = {url: client.get(url) for url in asked}
    assert {response.status_code for response in answered.values()} == {200}
    # Beside the name as a whole, nothing stands in an answer that was not asked for.
    told = {url: secrets_in(said(response)) for url, response in answered.items()}
    allowed = {f"{section.index.url}?q=Kulturzzz": ["Kulturzzz"]}
    assert {url: found for url, found in told.items() if found} == allowed


def test_api_has_no_endpoint_for_them(client, pages):
    for url in (
        "/api/pages/?fields=*&limit=20",
        "/api/pages/?search=Warsamezzz",
        *(f"/api/pages/{page.pk}/?fields=*" for page in pages),
    ):
        response = client.get(url, {"format": "json"} if "?" not in url else None)
        assert response.status_code == 200
        assert secrets_in(said(response)) == []
    assert client.get("/api/pages/?search=Warsamezzz").json()["items"] == []
    for name in ("resourceperson", "resource-persons", "wagtail_hjelp.ResourcePerson"):
        assert client.get(f"/api/{name}/").status_code in (302, 404)
    listed = Client().get("/api/pages/?type=wagtail_hjelp.ResourcePerson")
    assert (listed.status_code, "message" in listed.json()) == (400, True)


def test_neither_sitemap_nor_search_index_has_anybody(pages):
    request = RequestFactory().get("/sitemap.xml")
    found = repr(Sitemap(request).get_urls(1, RequestSite(request), "http"))
    assert "/hjelp/" in found
    assert secrets_in(found) == []
    index = IndexEntry.objects.filter(content_type__model__in=("resourceperson", "consenttext"))
    assert not index.exists()
