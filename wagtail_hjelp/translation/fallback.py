"""Which language the words of a page are in: its own, or the source's until it is translated.

Wagtail's alias pages show the source's words at an address of another language, and so does a page
that was sent for translation and has not been published since (see ``lifecycle``). Whoever shows
them says so: ``lang`` and ``dir`` on the words, and a line in the reader's language.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings as django_settings
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from wagtail.coreutils import get_content_languages, get_supported_content_language_variant
from wagtail.models import Page

from wagtail_hjelp.directory.querysets import source_locale

from .languages import direction, name_in_itself, name_translated


def awaits_translation(page: Any) -> bool:
    """Whether a live page was sent for translation and nobody has published its own words yet."""
    return bool(
        page.live
        and page.alias_of_id is None
        and page.live_revision_id is None
        and page.latest_revision_id is not None
        and page.locale_id != source_locale().pk
    )


def shows_source_words(page: Any) -> bool:
    """Whether the words of a page are those of another page, in another language."""
    return page.alias_of_id is not None or awaits_translation(page)


def words_language() -> Case:
    """Return a database expression for the language code of a page's words."""
    source, code = source_locale(), "locale__language_code"
    awaiting = Q(live=True, live_revision=None, latest_revision__isnull=False)
    return Case(
        # A language may follow one that follows the source.
        When(alias_of__alias_of__isnull=False, then=F(f"alias_of__alias_of__{code}")),
        When(alias_of__isnull=False, then=F(f"alias_of__{code}")),
        When(awaiting & ~Q(locale=source), then=Value(source.language_code)),
        default=F(code),
    )


def content_language(page: Any) -> str:
    """Return the language of the page's words (BCP 47); a query for an alias, the first time."""
    if "_hjelp_content_language" not in page.__dict__:
        code = None
        if page.alias_of_id is not None:
            source = Page.objects.filter(pk=page.alias_of_id)
            found = Coalesce("alias_of__locale__language_code", "locale__language_code")
            code = source.values_list(found, flat=True).first()
        elif awaits_translation(page):
            code = source_locale().language_code
        page._hjelp_content_language = code or page.locale.language_code
    return str(page._hjelp_content_language)


def is_fallback(page: Any) -> bool:
    """Whether the words are another language's, because nobody has translated them yet."""
    shows_others = shows_source_words(page)
    return (shows_others and content_language(page) != page.locale.language_code) or (
        has_other_language(page)
    )


def has_other_language(page: Any) -> bool:
    """Whether the words are in another language than the reader's.

    So it is on an alias, and on a source page at an address of a language without pages, where
    Wagtail serves the source's.
    """
    if not getattr(django_settings, "WAGTAIL_I18N_ENABLED", False):
        return False
    active = get_language()
    return active in get_content_languages() and active != content_language(page)


def fallback_context(page: Any) -> dict[str, Any]:
    """Return what templates need to mark the words of a page; ``page`` may be None."""
    if page is None or not is_fallback(page):
        return {"is_fallback": False, "content_lang": "", "content_dir": "", **_standing(page)}
    language = content_language(page)
    return {
        "is_fallback": True,
        "content_lang": language,
        "content_dir": direction(language),
        "locale_name": name_translated(get_language() or page.locale.language_code),
        "content_language_name": name_translated(language),
        "content_language_name_local": name_in_itself(language),
    }


def _standing(page: Any) -> dict[str, Any]:
    """Return what a reader should know of a translation: a query, and none on a source page."""
    # A request asks for no locale that it has not asked for already.
    if page is None or not page.pk or content_language(page) == _source_code():
        return {}
    # The mixins of pages stand on this module.
    versions, words = (
        apps.get_model("wagtail_hjelp", name) for name in ("LanguageVersion", "SourceWords")
    )
    now = words.objects.filter(pk=OuterRef("translation_key")).values("digest")
    known = versions.objects.filter(
        translation_key=page.translation_key, locale=page.locale_id
    ).values_list("made_digest", "made_by_machine", Subquery(now))
    made, by_machine, said = known.first() or ("", False, None)
    is_outdated = said is not None and made != said
    if not is_outdated and not by_machine:
        return {}
    return {
        "is_outdated": is_outdated,
        "is_by_machine": by_machine,
        "source_url": _source_address(page) if is_outdated else "",
        "source_language_name": name_translated(_source_code()),
    }


def _source_code() -> str:
    try:
        return str(get_supported_content_language_variant(django_settings.LANGUAGE_CODE))
    except LookupError:
        return str(source_locale().language_code)


def _source_address(page: Any) -> str:
    source = Page.objects.filter(
        translation_key=page.translation_key, locale=source_locale(), live=True
    ).first()
    return (source.get_url() if source is not None else None) or ""
