"""Pages by what people ask for. The one way to select them, for pages, blocks and feeds.

::

    HelpOfferPage.objects.live().in_site(site).in_locale(locale).with_topics(["housing"])
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Locale, Page, Site
from wagtail.query import PageQuerySet

from wagtail_hjelp.fields import has_any
from wagtail_hjelp.vocabularies import Urgency


class HelpQuerySet(PageQuerySet):
    """What all our pages are asked for by: verbs to chain in any order, also with ``live()``."""

    def public(self) -> Self:
        """Pages that everybody may see, also of those that show another page's words."""
        return without_private_aliases(super().public())

    def in_site(self, site: Site) -> Self:
        """Pages in the site's tree, in whichever of its languages."""
        own = list(site.root_page.get_translations(inclusive=True).values_list("path", flat=True))
        # The tree of another site may lie within ours.
        others = Site.objects.exclude(root_page__path__in=own).values_list(
            "root_page__path", flat=True
        )
        within = [path for path in others if any(path.startswith(root) for root in own)]
        found = self.under(own)
        return found.exclude(_below(within)) if within else found

    def under(self, paths: Collection[str]) -> Self:
        """Pages at or below pages with these tree paths."""
        return self.filter(_below(paths))

    def in_locale(self, locale: Locale, *, fallback: Locale | None = None) -> Self:
        """Pages in a language and, with ``fallback``, those that exist only in that one.

        An alias in the language counts as existing there: it shows the source's words.
        """
        if fallback is None or fallback == locale:
            return self.filter(locale=locale)
        there = Page.objects.filter(
            translation_key=OuterRef("translation_key"), locale=locale, live=True
        )
        return self.filter(Q(locale=locale) | (Q(locale=fallback) & ~Exists(there)))

    def with_topics(self, slugs: Collection[str]) -> Self:
        """Pages with at least one of these topics."""
        return self.filter(
            pk__in=self.model.topics.through.objects.filter(tag__slug__in=slugs).values(
                "content_object_id"
            )
        )


class OfferQuerySet(HelpQuerySet):
    """Help offers."""

    def for_audiences(self, codes: Collection[str]) -> Self:
        """Offers for at least one of these audiences."""
        return self.filter(has_any("audiences", codes))

    def with_access(self, codes: Collection[str]) -> Self:
        """Offers that one gets in at least one of these ways."""
        return self.filter(has_any("access", codes))

    def in_languages(self, codes: Collection[str]) -> Self:
        """Offers given in at least one of these languages."""
        return self.filter(has_any("service_languages", codes))

    def with_cost(self, codes: Collection[str]) -> Self:
        """Offers that cost one of these."""
        return self.filter(cost__in=codes)

    def acute(self) -> Self:
        """Offers that belong to acute help."""
        return self.exclude(urgency=Urgency.NONE)


class ActivityQuerySet(HelpQuerySet):
    """Voluntary activities."""

    def for_audiences(self, codes: Collection[str]) -> Self:
        """Activities for at least one of these audiences."""
        return self.filter(has_any("audiences", codes))

    def in_seasons(self, slugs: Collection[str]) -> Self:
        """Activities of at least one of these seasons."""
        return self.filter(has_any("seasons", slugs))


class OrganisationQuerySet(HelpQuerySet):
    """Organisations."""

    def of_kinds(self, codes: Collection[str]) -> Self:
        """Organisations of one of these kinds."""
        return self.filter(kind__in=codes)


def _below(paths: Collection[str]) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(path__startswith=path)
    return condition


def without_private_aliases(pages: Any) -> Any:
    """Leave out aliases of pages that not everybody may see, and what is below them.

    Whoever opens such an alias is asked for the source's password, but ``public()`` of Wagtail
    counts it as public, and a list would tell its words.
    """
    private = Page.objects.filter(alias_of__view_restrictions__isnull=False)
    paths = list(private.values_list("path", flat=True))
    return pages.exclude(_below(paths)) if paths else pages


def source_locale() -> Locale:
    """Return the locale that fallbacks come from: that of the site's main language.

    Where the settings name a language that has no locale (check E008 says so), the oldest one.
    """
    try:
        return Locale.get_default()
    except (Locale.DoesNotExist, LookupError):
        return Locale.objects.order_by("pk")[0]
