"""Where on a site one tells: the address that stands in letters and on buttons."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from wagtail.models import Locale, Site

from wagtail_hjelp.directory.places import first_in_site
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models.tell_us import TellUsMixin


def tell_us_models() -> list[Any]:
    """Return the types of pages where organisations tell: ours, and the host's own."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, TellUsMixin) and not model._meta.abstract
    ]


def tell_us_page(site: Site, language: str = "") -> Any:
    """Return a site's public page for telling in a language, else in the source's; None without."""
    locale = Locale.objects.filter(language_code=language).first() or source_locale()
    return first_in_site(site, locale.pk, tell_us_models())


def secret_address(site: Site, language: str, *parts: str) -> str:
    """Return the whole address of what a secret opens; "" if the site has no page for it."""
    page = tell_us_page(site, language)
    address = page.full_url if page is not None else None
    return "".join([address, *(f"{part}/" for part in parts)]) if address else ""
