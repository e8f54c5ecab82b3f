"""The first numbers, for the top of every page: without a database, and made once a language."""

from __future__ import annotations

from functools import cache

from django.utils.translation import get_language

from wagtail_hjelp import phone
from wagtail_hjelp.catalogue.loader import shipped
from wagtail_hjelp.conf import settings

from .words import NUMBERS, WORDS, RungCode


def first_numbers() -> tuple[tuple[str, str, str], ...]:
    """Return 113 and 116 117 in the active language, each as (if, number to read, ``tel:``)."""
    return _first_numbers(get_language() or "")


@cache
def _first_numbers(language: str) -> tuple[tuple[str, str, str], ...]:
    found = []
    for code in (RungCode.EMERGENCY, RungCode.LEGEVAKT):
        number = shipped()[NUMBERS[code]].phone
        text = phone.display(number, settings.PHONE_REGION)
        found.append((str(WORDS[code].short), text, phone.tel_href(number)))
    return tuple(found)
