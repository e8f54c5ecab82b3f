"""A part of a site in one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale, Site

from .querysets import HelpQuerySet


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of a site in one language, and where its missing pages come from."""

    key: tuple[Any, ...]
    locale_id: int
    # Called only when a snapshot is built: pages of the part, in all languages.
    within: Callable[[HelpQuerySet], HelpQuerySet]
    site: Callable[[], Site | None]

    @classmethod
    def of_page(cls, page: Any) -> Scope:
        """Everything below a page and, where that lacks it, below its source-language version."""
        return cls._below(page.path, page.locale_id, lambda: page, page.get_site)

    @classmethod
    def of_listed(cls, page: Any) -> Scope:
        """The list that a page stands in: the same snapshot as the list's own page has."""
        path = page.path[: -page.steplen]
        return cls._below(path, page.locale_id, page.get_parent, page.get_site)

    @classmethod
    def of_site(cls, site: Site, locale: Locale) -> Scope:
        """Everything in a site."""
        return cls(
            key=("site", site.pk),
            locale_id=locale.pk,
            within=lambda pages: pages.in_site(site),
            site=lambda: site,
        )

    @classmethod
    def _below(
        cls, path: str, locale_id: int, page: Callable[[], Any], site: Callable[[], Site | None]
    ) -> Scope:
        def within(pages: HelpQuerySet) -> HelpQuerySet:
            versions = page().get_translations(inclusive=True)
            return pages.under(list(versions.values_list("path", flat=True)))

        return cls(key=("page", path), locale_id=locale_id, within=within, site=site)
