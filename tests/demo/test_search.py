"""What residents of Havnesund type, and what they must find."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from wagtail_hjelp.directory.listing import list_offers
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.models import HelpOfferIndexPage


@pytest.mark.parametrize(
    ("language", "query", "expected"),
    [
        ("nb", "doktor", {"havnesund-legesenter", "legevakt"}),
        ("nb", "selvmord", {"kommunalt-kriseteam", "legevakt"}),
        ("nb", "jeg vil ikke leve lenger", {"kommunalt-kriseteam", "legevakt"}),
        ("nb", "gjelda", {"okonomi-og-gjeldsradgivning"}),
        ("nb", "rådgivning", {"okonomi-og-gjeldsradgivning"}),
        ("nb", "tannverk", {"tannlegevakt", "tannklinikk"}),
        ("nb", "mannen min slår meg", {"krisesenter"}),
        ("nb", "dement", {"hukommelsesteam"}),
        ("nb", "legevakten", {"legevakt"}),
        ("nb", "sykepleieren på skolen", {"skolehelsetjenesten"}),
        ("nn", "gjeld", {"okonomi-og-gjeldsradgivning"}),
        ("nn", "lege", {"havnesund-legesenter", "legevakt"}),
        ("en", "doctor", {"havnesund-legesenter", "legevakt"}),
        ("en", "debts", {"okonomi-og-gjeldsradgivning"}),
        ("en", "suicide", {"kommunalt-kriseteam"}),
        ("en", "krisesenter", {"krisesenter"}),
        ("uk", "лікар", {"havnesund-legesenter"}),
        ("uk", "борги", {"okonomi-og-gjeldsradgivning"}),
        ("ar", "طبيب", {"havnesund-legesenter"}),
        ("ar", "legevakt", {"legevakt"}),
        ("pl", "legevakt", {"legevakt"}),
    ],
)
@pytest.mark.usefixtures("demo")
def test_resident_finds(language, query, expected):
    index = HelpOfferIndexPage.objects.get(locale__language_code=language)
    request = RequestFactory().get("/", {"q": query})
    with translation.override(language):
        listing = list_offers(request, Scope.of_page(index), path="/", page_size=12)
    found = {card.url.rstrip("/").rsplit("/", 1)[-1] for card in listing.cards}
    assert expected <= found
