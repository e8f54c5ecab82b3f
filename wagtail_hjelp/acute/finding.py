"""The ladder of a site, and the way to its acute page, for pages, blocks, tags and middleware."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit
from uuid import UUID

from django.conf import settings as django_settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, get_script_prefix, resolve, reverse
from django.utils.translation import get_language, override
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Site

from wagtail_hjelp.catalogue.loader import shipped
from wagtail_hjelp.conf import settings
from wagtail_hjelp.directory.held import current_stamp
from wagtail_hjelp.directory.places import first_in_site, site_of
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.directory.snapshot import Snapshot, snapshot
from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.hours.names import holiday_calendar
from wagtail_hjelp.schedule import Calendar

from .ladder import Ladder, make_ladder
from .places import places_of

MIDDLEWARE = "wagtail_hjelp.middleware.AcuteHelpMiddleware"
_KEPT = 256
_kept: dict[tuple[int, str], tuple[UUID | None, AcuteAddress | None]] = {}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class AcuteAddress:
    """The acute page of a site for one language: which page it is, and its address."""

    page_id: int
    url: str


def ladder_for(request: HttpRequest | None, page: Any = None) -> Ladder:
    """Return the ladder of the site of a page or request, in the active language.

    The reader's language counts, not the page's: a page that is only there in the source language
    still has a ladder in the reader's.
    """
    site = site_of(request, page)
    if site is None:
        return national_ladder()
    return ladder_in(site, request)


def ladder_in(site: Site, request: HttpRequest | None = None) -> Ladder:
    """Return the ladder of a site in the active language."""
    held = site_snapshot(site, request)
    # Without a request there are no addresses in it.
    key = (site.pk, get_language(), request is not None)
    if key not in held.ladders:
        held.ladders[key] = make_ladder(held.services, held.book, places_of(held, request))
    found: Ladder = held.ladders[key]
    return found


def site_snapshot(site: Site, request: HttpRequest | None = None) -> Snapshot:
    """Return everything in a site in the reader's language, or in the source's if it has none."""
    return snapshot(Scope.of_site(site, reading_locale()), request)


def national_ladder() -> Ladder:
    """Return the ladder that needs no database: the package's services, no place of the town's."""
    book = HoursBook(Calendar(settings.TIME_ZONE, holiday_calendar(), ()))
    return make_ladder(shipped(), book)


def reading_locale() -> Locale:
    """Return the locale of the active language, or the source's where there is none yet."""
    code = get_language() or ""
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    return locales.get(code) or locales.get(code.split("-")[0]) or source_locale()


def acute_address(request: HttpRequest | None, page: Any = None) -> AcuteAddress | None:
    """Return where the reader finds acute help on the site; None if it has no acute page.

    Kept in memory and asked anew after a change: every page of the host may ask. It costs a request
    one query, and none where something else of ours has asked for the stamp.
    """
    site = site_of(request, page)
    if site is None:
        return None
    key, stamp = (site.pk, get_language() or ""), current_stamp(request)
    if stamp is None:
        # Nothing of ours has ever been saved.
        return None
    with _lock:
        kept = _kept.get(key)
    if kept is not None and kept[0] == stamp:
        return kept[1]
    found = _find(site, request)
    with _lock:
        if len(_kept) >= _KEPT:
            _kept.clear()
        _kept[key] = (stamp, found)
    return found


def acute_url(request: HttpRequest | None, page: Any = None) -> str:
    """Return the address of acute help for the reader, or ``""``."""
    found = acute_address(request, page)
    return found.url if found is not None else ""


def acute_models() -> list[Any]:
    """Return the page types of acute help, the host's own among them."""
    from django.apps import apps

    from wagtail_hjelp.models import AcuteHelpMixin

    return [model for model in apps.get_models() if issubclass(model, AcuteHelpMixin)]


def _find(site: Site, request: HttpRequest | None) -> AcuteAddress | None:
    locale = reading_locale()
    page = first_in_site(site, locale.pk, acute_models())
    if page is None:
        return None
    url = page.get_url(request) or ""
    own = page.locale.language_code
    active = get_language() or own
    if (
        active != own
        and active in get_content_languages()
        and MIDDLEWARE in django_settings.MIDDLEWARE
    ):
        url = in_language(url, own, active)
    return AcuteAddress(page.pk, url)


def in_language(url: str, language: str, other: str) -> str:
    """Return an address in another language: "/nb/hjelp/akutt/" becomes "/so/hjelp/akutt/".

    As the host's ``i18n_patterns`` has it; unchanged where they do not hold for the address.
    """
    parts = urlsplit(url)
    path = unquote(parts.path).removeprefix(get_script_prefix().removesuffix("/"))
    try:
        with override(language):
            match = resolve(path)
        with override(other):
            found = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    except (Resolver404, NoReverseMatch):
        return url
    return urlunsplit(parts._replace(path=found))
