"""Where in a site the directory is, for pages and blocks that lead to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from wagtail.models import Locale, Page, Site

from wagtail_hjelp.hours.book import HoursBook

from .held import TopicLabel
from .page_models import get_offer_model
from .querysets import source_locale, without_private_aliases
from .scope import Scope
from .snapshot import snapshot


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """A topic that has offers, how many, and the directory filtered by it."""

    slug: str
    name: str
    url: str
    icon: str
    count: int


def directory_url(request: HttpRequest | None, page: Any = None) -> str:
    """Return the address of the site's directory in the page's language, or ``""``.

    The one found first in the tree, below the page if there is one there.
    """
    found = _directory(request, page)
    return (found.get_url(request) or "") if found is not None else ""


def topic_links(request: HttpRequest | None, page: Any = None) -> list[TopicChoice]:
    """Return the topics that the site's offers have, in the page's language."""
    found = _directory(request, page)
    if found is None:
        return []
    url = found.get_url(request) or ""
    held = snapshot(Scope.of_page(found), request)
    counts = held.index.counts({}).get("topic", {})
    return [
        TopicChoice(
            topic.slug, topic.name, f"{url}?topic={topic.slug}", topic.icon, counts[topic.slug]
        )
        for topic in held.topics
        if counts.get(topic.slug)
    ]


def site_of(request: HttpRequest | None, page: Any = None) -> Site | None:
    """Return the site that a page is shown in."""
    if request is not None and (site := Site.find_for_request(request)) is not None:
        return site
    return page.get_site() if page is not None else None


def site_scope(request: HttpRequest | None, page: Any = None) -> Scope | None:
    """Return everything in the site of a page or request, in the page's or the active language."""
    site = site_of(request, page)
    if site is None:
        return None
    locale = page.locale if page is not None else Locale.get_active()
    return Scope.of_site(site, locale)


def pages_in_language(pages: Iterable[Any], page: Any) -> dict[UUID, Any]:
    """Return public pages in the language of ``page``, else as chosen, by translation key.

    As many queries for any number of pages. Pages that not everybody may see are left out.
    """
    chosen = {target.pk: target for target in pages if target is not None}
    if not chosen:
        return {}
    locale = page.locale if page is not None else Locale.get_active()
    found = {}
    versions = without_private_aliases(
        Page.objects.live()
        .public()
        .filter(translation_key__in={target.translation_key for target in chosen.values()})
    )
    for version in versions:
        if version.locale_id == locale.pk or (
            version.pk in chosen and version.translation_key not in found
        ):
            found[version.translation_key] = version
    return found


def offer_in_language(offer: Any, request: HttpRequest | None, page: Any) -> Any:
    """Return an offer's public version in the language of ``page``, else in the source's.

    None if the site has no version that everybody may see.
    """
    scope = site_scope(request, page) if offer is not None else None
    if scope is None:
        return None
    keys = snapshot(scope, request).versions_of([offer])
    if keys == [offer.pk]:
        return offer
    return get_offer_model().objects.filter(pk__in=keys).first()


def topics_by_slug(request: HttpRequest | None, page: Any = None) -> dict[str, TopicLabel]:
    """Return all topics in the language of ``page``."""
    scope = site_scope(request, page)
    if scope is None:
        return {}
    return {topic.slug: topic for topic in snapshot(scope, request).topics}


def hours_book(request: HttpRequest | None, page: Any = None) -> HoursBook:
    """Return the schedules of the site that a page is shown in."""
    scope = site_scope(request, page)
    return snapshot(scope, request).book if scope is not None else HoursBook.load(None)


def _directory(request: HttpRequest | None, page: Any) -> Any:
    # Once a request: the front page, its search block and its needs all lead there.
    locale_id = page.locale_id if page is not None else Locale.get_active().pk
    kept = getattr(request, "_hjelp_directories", None)
    if kept is None:
        kept = {}
        if request is not None:
            request._hjelp_directories = kept  # type: ignore[attr-defined]
    if locale_id not in kept:
        kept[locale_id] = _find_directory(site_of(request, page), locale_id)
    return kept[locale_id]


def _find_directory(site: Site | None, locale_id: int) -> Any:
    return first_in_site(site, locale_id, index_models()) if site is not None else None


def first_in_site(site: Site, locale_id: int, models: Iterable[Any]) -> Any:
    """Return a site's first public page of these types in a language, else in the source's.

    None if it has none in either. The tree of another site within this one is not looked at.
    """
    roots = site.root_page.get_translations(inclusive=True).values_list("path", flat=True)
    others = [
        path
        for path in Site.objects.exclude(root_page__path__in=list(roots)).values_list(
            "root_page__path", flat=True
        )
        if any(path.startswith(root) for root in roots)
    ]
    candidates = without_private_aliases(
        Page.objects.live()
        .public()
        .type(*models)
        .filter(locale_id__in={locale_id, source_locale().pk})
        .order_by("path")
    )
    in_site = [
        page
        for page in candidates
        if any(page.path.startswith(root) for root in roots)
        and not any(page.path.startswith(other) for other in others)
    ]
    return next(
        (page for page in in_site if page.locale_id == locale_id), next(iter(in_site), None)
    )


def index_models() -> list[Any]:
    """Return the directory page types that the site's offers may stand under."""
    from wagtail_hjelp.models import HelpOfferIndexMixin

    return [
        model
        for model in get_offer_model().allowed_parent_page_models()
        if issubclass(model, HelpOfferIndexMixin)
    ] or HelpOfferIndexMixin.__subclasses__()
