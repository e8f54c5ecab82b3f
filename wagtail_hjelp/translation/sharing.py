"""Facts are the same in all languages: the source's, at once.

wagtail-localize copies facts when somebody synchronises a translation, and from the source as it
was at the last time. An address that has been made secret, or a number that has changed, cannot
wait for that, so the facts of an offer's own row are copied whenever a version of it is saved.
"""

from __future__ import annotations

from typing import Any

from wagtail_hjelp.directory.querysets import source_locale

from .facts import PAGE_FACTS


def shared_columns(model: Any) -> list[str]:
    """Return the facts of a page type that stand in its own row.

    Topics and keywords are rows of other tables, and the address belongs to the tree:
    wagtail-localize copies those.
    """
    fields = [model._meta.get_field(name) for name in model.facts if name not in PAGE_FACTS]
    return [field.name for field in fields if field.concrete and not field.is_relation]


def share_facts(page: Any) -> None:
    """Give all languages of a page the facts of its live source, as they stand in the database.

    Drafts stay drafts: what is read is the row that residents see, never the object in hand.
    """
    versions = type(page)._base_manager.filter(translation_key=page.translation_key)
    source = versions.filter(locale=source_locale(), live=True).first()
    if source is not None:
        facts = {name: getattr(source, name) for name in shared_columns(type(page))}
        versions.exclude(pk=source.pk).update(**facts)


def source_version(page: Any) -> Any:
    """Return the source-language version of a page, or the page itself if there is none."""
    if page.locale_id == (locale := source_locale()).pk:
        return page
    return page.get_translation_or_none(locale) or page
