"""The same page in the other languages: for readers, and for search engines.

A link never leads to "not found". Where a page has no version in a language it leads to the nearest
page above that has one, and in a language without pages of its own to the source's words, which
Wagtail serves there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings as django_settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, override
from wagtail.coreutils import get_content_languages
from wagtail.models import Page, Site

from wagtail_hjelp.directory.querysets import source_locale

from .fallback import content_language, shows_source_words, words_language
from .languages import direction, name_in_itself


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language to read the page in. ``name`` is what the language calls itself."""

    code: str
    name: str
    dir: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class HeadLinks:
    """What a page's ``<head>`` tells search engines: full addresses.

    ``canonical`` is the source's page where this one shows the source's words. ``alternates`` are
    the languages in which the page has words of its own, this one among them; none if it is the
    only one.
    """

    canonical: str
    alternates: tuple[tuple[str, str], ...]
    default: str


def language_links(request: HttpRequest, page: Page | None) -> list[LanguageLink]:
    """Return a link for each language of the site, in the order of the settings; as many
    queries for many languages as for few."""
    if not _has_languages():
        return []
    current = get_language() or django_settings.LANGUAGE_CODE
    addresses = _addresses(request, page)
    return [
        LanguageLink(
            code=code,
            name=name_in_itself(code),
            dir=direction(code),
            url=addresses[code],
            is_current=code == current,
        )
        for code in get_content_languages()
    ]


def head_links(request: HttpRequest, page: Page | None) -> HeadLinks | None:
    """Return a page's canonical address and its other languages; None for what is no page."""
    if page is None or not page.pk:
        return None
    own_address = page.get_full_url(request) or ""
    if not _has_languages():
        return HeadLinks(own_address, (), "")
    versions = _versions(request, page)
    own = {code: found for code, found in versions.items() if not has_borrowed_words(found)}
    source = versions.get(source_locale().language_code)
    borrowed = has_borrowed_words(page) and source is not None
    alternates = tuple((code, found.get_full_url(request) or "") for code, found in own.items())
    return HeadLinks(
        canonical=(source.get_full_url(request) or "") if source and borrowed else own_address,
        alternates=alternates if len(alternates) > 1 else (),
        default=(source.get_full_url(request) or "") if source else "",
    )


def has_borrowed_words(page: Any) -> bool:
    """Whether a page shows the words of another language's page."""
    return shows_source_words(page) and content_language(page) != page.locale.language_code


def _has_languages() -> bool:
    return bool(getattr(django_settings, "WAGTAIL_I18N_ENABLED", False))


def _versions(request: HttpRequest, page: Page | None) -> dict[str, Page]:
    """Return the live versions of a page by language, in the order of the settings.

    Asked for once in a request: the switch and the head want the same.
    """
    if page is None or not page.pk:
        return {}
    kept: dict[int, dict[str, Page]] = request.__dict__.setdefault("_hjelp_versions", {})
    if page.pk not in kept:
        pages = Page.objects.live().filter(translation_key=page.translation_key)
        # Under this name content_language() looks first.
        pages = pages.annotate(_hjelp_content_language=words_language()).select_related("locale")
        by_code = {version.locale.language_code: version for version in pages}
        kept[page.pk] = {code: by_code[code] for code in get_content_languages() if code in by_code}
    return kept[page.pk]


def _addresses(request: HttpRequest, page: Page | None) -> dict[str, str]:
    codes = list(get_content_languages())
    versions = _versions(request, page)
    found = {code: version.get_url(request) or "" for code, version in versions.items()}
    missing = [code for code in codes if not found.get(code)]
    if not missing:
        return found
    site = Site.find_for_request(request)
    with_pages = {
        root.language_code
        for root in Site.get_site_root_paths()
        if site is not None and root.site_id == site.pk
    }
    source = found.get(source_locale().language_code)
    above = _nearest_above(request, page, missing) if page is not None and page.pk else {}
    for code in missing:
        if code not in with_pages and source:
            found[code] = _under(code, source)
        else:
            found[code] = above.get(code) or _under(code, _home(request, site))
    return found


def _under(code: str, source_address: str) -> str:
    """Return the address in a language that has the same rest as one in the source language."""
    # Django reads addresses in the active language alone.
    with override(source_locale().language_code):
        return translate_url(source_address, code)


def _nearest_above(request: HttpRequest, page: Page, codes: list[str]) -> dict[str, str]:
    """Return the addresses of the nearest pages above that are live in these languages."""
    above = page.get_ancestors().filter(depth__gt=1)
    found = Page.objects.live().filter(
        translation_key__in=above.values("translation_key"), locale__language_code__in=codes
    )
    found = found.order_by("depth").select_related("locale")
    by_code = {one.locale.language_code: one for one in found}
    return {code: one.get_url(request) or "" for code, one in by_code.items()}


def _home(request: HttpRequest, site: Site | None) -> str:
    return (site.root_page.get_url(request) if site is not None else None) or "/"
