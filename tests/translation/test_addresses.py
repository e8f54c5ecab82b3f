"""Every address of ours in the admin, asked by those who have no business there."""

from copy import copy
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.urls.converters import UUIDConverter
from wagtail.models import Site

from tests.factories import make_locales, make_offer, make_section
from tests.translation.stories import person, send, version_in, write
from wagtail_hjelp.models import HelpOfferPage, Season, TranslationRequest
from wagtail_hjelp.translation.status import standing_of
from wagtail_hjelp.urls import urlpatterns

pytestmark = pytest.mark.django_db

NAMES = sorted({pattern.name for pattern in urlpatterns})
# What anybody with access to the admin may ask: it says what a form comes to, and nothing of pages.
PREVIEWS = {"hours_preview", "dates_preview"}


@pytest.fixture(scope="module")
def made(module_db):
    """An offer that is translated into English, and a season; made once."""
    locales = make_locales()
    directory = make_section(Site.objects.get(is_default_site=True).root_page)
    for code in ("en", "so"):
        directory.copy_for_translation(locales[code], copy_parents=True, alias=True)
    offer = make_offer(directory, "Krisesenter", summary="Et trygt sted.")
    send(offer, locales["en"], locales["so"])
    write(offer, "en")
    season = Season.objects.create(name="Jul 2026", first=date(2026, 12, 20), last=date(2027, 1, 2))
    return offer, season


@pytest.fixture
def offer(made):
    return copy(made[0])


@pytest.fixture
def addresses(made, site):
    """The address of each name, about the offer in English where it is about a page."""
    offer, season = made
    english = version_in(offer, "en")
    known = {
        "page_id": english.pk,
        "pk": season.pk,
        "language_code": "en",
        "kind": "activity",
        "site_id": site.pk,
    }
    found = {}
    for pattern in urlpatterns:
        wanted = pattern.pattern.converters
        arguments = {
            name: uuid4() if isinstance(converter, UUIDConverter) else known[name]
            for name, converter in wanted.items()
        }
        found[pattern.name] = reverse(f"wagtail_hjelp:{pattern.name}", kwargs=arguments)
    return found


def refused(response) -> bool:
    """Sent back to the front page of the admin with a message, or told no."""
    if response.status_code in (403, 404, 405):
        return True
    going = response.get("Location", "")
    # Where addresses have languages, what is not found is looked for under one.
    not_found = going.startswith("/nb/")
    return response.status_code == 302 and (going == "/admin/" or not_found)


def everything(offer) -> tuple:
    """What nobody of these may change."""
    pages = HelpOfferPage.objects.filter(translation_key=offer.translation_key).order_by("pk")
    return (
        list(pages.values_list("pk", "title", "summary", "live", "latest_revision")),
        [standing_of(page) for page in pages],
        Season.objects.count(),
        TranslationRequest.objects.count(),
    )


@pytest.mark.parametrize("name", NAMES)
def test_stranger_is_sent_to_the_login(addresses, offer, name):
    before = everything(offer)
    for response in (Client().get(addresses[name]), Client().post(addresses[name])):
        assert (response.status_code, "/admin/login/" in response["Location"]) == (302, True)
    assert everything(offer) == before


@pytest.mark.parametrize("name", sorted(set(NAMES) - PREVIEWS))
def test_somebody_with_nothing_but_access_to_the_admin_is_refused(addresses, offer, site, name):
    client = Client()
    client.force_login(person("per", site.root_page))
    before = everything(offer)
    assert refused(client.get(addresses[name]))
    assert refused(client.post(addresses[name], {"action": "send"}))
    assert everything(offer) == before


# Where a translator of another language may look: the board shows their own column.
OWN = {"translations", "translations_results"}


@pytest.mark.parametrize("name", sorted(set(NAMES) - PREVIEWS - OWN))
@pytest.mark.parametrize("rights", [("change",), ("change", "publish")])
def test_translators_and_reviewers_of_another_language_are_refused(addresses, offer, name, rights):
    client = Client()
    somali = version_in(offer, "so").get_parent()
    client.force_login(person("hodan", somali, *rights))
    before = everything(offer)
    response = client.get(addresses[name])
    # Reports show them their own pages alone, of which there are none.
    assert refused(response) or "Krisesenter" not in response.content.decode()
    client.post(addresses[name], {"action": "approve", "comment": "x"})
    assert everything(offer) == before
