"""What all our pages share, as a mixin that a host can put on its own base page."""

from __future__ import annotations

import unicodedata
from typing import Any

from anyascii import anyascii
from django.conf import settings as django_settings
from django.db import models
from django.http import HttpRequest
from django.utils.text import slugify
from wagtail.models import Page, PageViewRestriction

from wagtail_hjelp.conf import settings
from wagtail_hjelp.translation.fallback import content_language, fallback_context, is_fallback
from wagtail_hjelp.translation.switching import has_borrowed_words
from wagtail_hjelp.translation.versions import fill_in


class HelpPageMixin(models.Model):
    """Template, language of the words, and slugs that survive Norwegian letters."""

    hjelp_template: str
    slug: str

    class Meta:
        abstract = True

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        # Wagtail derives a template name from each concrete class; ours stands on the mixin,
        # so that a host's own class needs no template until it wants one.
        return self.hjelp_template

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            **fallback_context(self),
            "base_template": settings.BASE_TEMPLATE,
        }

    @property
    def content_language(self) -> str:
        """The language that the words are in (BCP 47): the source's, on an alias of it."""
        return content_language(self)

    @property
    def is_fallback(self) -> bool:
        """Whether the words are another language's, because nobody has translated them yet."""
        return is_fallback(self)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        # A page that shows another's words is found by that one's address.
        return [] if has_borrowed_words(self) else super().get_sitemap_urls(request)

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            # Made by code, where no hook of the admin sees it.
            fill_in(self)
        elif kwargs.get("update_fields") is None:
            # Topics and keywords are written after the page, and no signal says when all are.
            from wagtail_hjelp.translation.sharing import share_links

            share_links(self)

    def copy_for_translation(
        self, locale: Any, copy_parents: bool = False, alias: bool = False, **kwargs: Any
    ) -> Any:
        """Return the page in a language; one that is there already is taken as it is.

        An alias is there as soon as a page is live, and whoever asks for a page to translate after
        that gets the same one as a page of its own.
        """
        found = self.get_translation_or_none(locale)
        if found is None and copy_parents:
            # With a page above, those below it come to the language.
            parent = self.get_parent()
            if parent.get_translation_or_none(locale) is None:
                parent.specific.copy_for_translation(locale, copy_parents=True, alias=True)
                found = self.get_translation_or_none(locale)
        if found is None:
            return super().copy_for_translation(locale, copy_parents, alias, **kwargs)
        if not alias and found.alias_of_id is not None:
            found.alias_of = None
            found.save(update_fields=["alias_of"], clean=False)
            found.save_revision(changed=False, clean=False)
        return found

    def publish(self, revision: Any, user: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision, unless it is a translation with sentences that wait for somebody, or
        of a source that was taken down.

        A translation is published whole or not at all: what residents read before stays until then.
        wagtail-localize would put sentences of the source among the translated ones. With a source
        that is down it is published when that one is.
        """
        # The rooms above: what they look at are rows of ours.
        from wagtail_hjelp.collecting.moderation import after_publishing
        from wagtail_hjelp.translation.lifecycle import waits_for_source
        from wagtail_hjelp.translation.wholeness import keeps_unpublished

        if keeps_unpublished(self, revision, user) or waits_for_source(self, revision, user):
            return None
        done = super().publish(revision, user, *args, **kwargs)
        # Not at the signal: Wagtail cancels workflows after that.
        after_publishing(self)
        return done

    def get_view_restrictions(self) -> Any:
        # Wagtail's own answer, in two queries, where Wagtail asks for the source of each page above
        # an alias, one by one.
        found = self.get_ancestors(inclusive=True).values_list(
            "pk", "alias_of", "alias_of__alias_of"
        )
        pages = {further or source or pk for pk, source, further in found}
        if any(further for _pk, _source, further in found):
            pages = _ends_of(pages)
        return PageViewRestriction.objects.filter(page_id__in=pages)

    def _set_core_field_defaults(self) -> None:
        # For pages made by code. The form's slug is made in the browser, where
        # WAGTAIL_ALLOW_UNICODE_SLUGS = False does the same (see check I002).
        if not self.slug and (slug := slug_of(self.title)):
            self.slug = self._get_autogenerated_slug(slug)
        super()._set_core_field_defaults()


def _ends_of(pages: set[int]) -> set[int]:
    """Return the pages that these are aliases of, however long the way is."""
    while True:
        aliases = Page.objects.filter(pk__in=pages, alias_of__isnull=False)
        if not (sources := dict(aliases.values_list("pk", "alias_of"))):
            return pages
        pages = {sources.get(pk, pk) for pk in pages}


def slug_of(title: str) -> str:
    """Return a slug that can be read aloud: "Økonomi og gjeld" becomes "okonomi-og-gjeld".

    Django would drop the letters that ASCII lacks. Other scripts than Latin stay as they are where
    the host allows them in addresses.
    """
    if not getattr(django_settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True):
        return slugify(anyascii(title))
    return slugify(
        "".join(
            anyascii(char) if unicodedata.name(char, "").startswith("LATIN") else char
            for char in title
        ),
        allow_unicode=True,
    )
