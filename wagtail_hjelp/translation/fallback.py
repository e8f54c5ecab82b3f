"""Which language the words of a page are in: its own, or the source's until it is translated.

Wagtail's alias pages show the source's words at an address of another language. Whoever shows
them says so: ``lang`` and ``dir`` on the words, and a line in the reader's language.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from wagtail.models import Page

from .languages import direction, name_in_itself, name_translated


def content_language(page: Any) -> str:
    """Return the language of the page's words (BCP 47); a query for an alias, the first time."""
    if "_hjelp_content_language" not in page.__dict__:
        code = None
        if page.alias_of_id is not None:
            code = (
                Page.objects.filter(pk=page.alias_of_id)
                .values_list("locale__language_code", flat=True)
                .first()
            )
        page._hjelp_content_language = code or page.locale.language_code
    return str(page._hjelp_content_language)


def is_fallback(page: Any) -> bool:
    """Whether the words are another language's, because nobody has translated them yet."""
    return page.alias_of_id is not None and content_language(page) != page.locale.language_code


def fallback_context(page: Any) -> dict[str, Any]:
    """Return what templates need to mark the words of a page; ``page`` may be None."""
    if page is None or not is_fallback(page):
        return {"is_fallback": False, "content_lang": "", "content_dir": ""}
    language = content_language(page)
    return {
        "is_fallback": True,
        "content_lang": language,
        "content_dir": direction(language),
        "locale_name": name_translated(get_language() or page.locale.language_code),
        "content_language_name": name_translated(language),
        "content_language_name_local": name_in_itself(language),
    }
