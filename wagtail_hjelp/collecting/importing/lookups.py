"""What a record names and the database knows: topics by their slugs, organisations by their names.

Whoever puts thousands of records on pages asks for the same few again and again::

    with lookups_kept():
        ...
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from wagtail_hjelp.directory.page_models import get_organisation_model
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models.topics import Topic

_kept: ContextVar[dict[Any, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def lookups_kept() -> Iterator[None]:
    """While within, what has been found is not looked up again."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def topics_of(slugs: Iterable[str]) -> list[Topic]:
    """Return the topics with these slugs, those that there are."""
    wanted, kept = tuple(sorted(slugs)), _kept.get()
    if kept is not None and wanted in kept:
        return list(kept[wanted])
    found = list(Topic.objects.filter(slug__in=wanted)) if wanted else []
    if kept is not None:
        kept[wanted] = found
    return list(found)


def organisation_called(name: str) -> Any:
    """Return the live organisation of this name in the source language; None without one."""
    kept = _kept.get()
    if kept is not None and name in kept:
        return kept[name]
    organisations = get_organisation_model().objects.live().filter(locale=source_locale())
    found = organisations.filter(title__iexact=name).order_by("pk").first()
    if kept is not None:
        kept[name] = found
    return found
