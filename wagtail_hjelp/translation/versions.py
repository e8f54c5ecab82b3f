"""The versions of a page in other languages, and an alias where there is none."""

from __future__ import annotations

from typing import Any

from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Page

from wagtail_hjelp.directory.querysets import source_locale


def is_source(page: Any) -> bool:
    """Whether other languages follow this page: one of its own in the source language."""
    return page.alias_of_id is None and page.locale_id == source_locale().pk


def other_versions(page: Any) -> list[Any]:
    """Return the page's versions in other languages."""
    versions = type(page)._base_manager.filter(translation_key=page.translation_key)
    return list(versions.exclude(pk=page.pk).select_related("locale"))


def fill_in(page: Any) -> None:
    """Show a live source page's words, as an alias, in each language in which the page above has
    a version and this one has none yet."""
    if not page.live or not is_source(page):
        return
    present = type(page)._base_manager.filter(translation_key=page.translation_key)
    places = page.get_parent().get_translations().exclude(locale__in=present.values("locale"))
    # A locale may outlive its language in the settings.
    locales = Locale.objects.filter(language_code__in=get_content_languages())
    for locale in locales.filter(pk__in=places.values("locale")):
        page.copy_for_translation(locale, alias=True)


def fill_below(page: Any) -> None:
    """A page has come to a language: the live pages of ours below its source come after it.

    Each that comes is a page that has come, so that a whole section follows the front page of a
    site into a new language. A host's own page on the way stops it: whoever brings that one brings
    what is below.
    """
    locale = source_locale()
    if page.locale_id == locale.pk or page.locale.language_code not in get_content_languages():
        return
    source = Page.objects.filter(translation_key=page.translation_key, locale=locale).first()
    if source is None:
        return
    # models/base.py stands on this module.
    from wagtail_hjelp.models import HelpPageMixin

    for child in source.get_children().live().filter(alias_of=None).specific():
        if isinstance(child, HelpPageMixin):
            child.copy_for_translation(page.locale, alias=True)
    # It may be saved once more by whoever has it in hand.
    page.numchild = Page.objects.values_list("numchild", flat=True).get(pk=page.pk)
