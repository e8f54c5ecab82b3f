"""The search index and the references of pages that were added at once.

After the transaction: the index may be another machine's, and knows nothing of a transaction that
is taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backends

from wagtail_hjelp.models.topics import Topic

_AT_ONCE = 100


def index_pages(pks: Sequence[int]) -> None:
    """Bring search and the references up to date for pages, those that are still there."""
    for model, pages in _pages(pks):
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, pages)
        if ReferenceIndex.model_is_indexable(model):
            with transaction.atomic():
                for page in pages:
                    ReferenceIndex.create_or_update_for_object(page)


def _pages(pks: Sequence[int]) -> Iterator[tuple[Any, list[Any]]]:
    for start in range(0, len(pks), _AT_ONCE):
        found = Page.objects.filter(pk__in=pks[start : start + _AT_ONCE])
        by_model: dict[Any, list[Any]] = {}
        for page in found.specific():
            by_model.setdefault(type(page), []).append(page)
        for model, pages in by_model.items():
            _give_topics(model, pages)
            yield model, pages


def _give_topics(model: Any, pages: list[Any]) -> None:
    """Read the topics of all pages at once: each field of an index asks for them again."""
    if not hasattr(model, "topics"):
        return
    topics = {topic.pk: topic for topic in Topic.objects.prefetch_related("names")}
    by_page: dict[int, list[Any]] = {page.pk: [] for page in pages}
    for link in model.topics.through.objects.filter(content_object_id__in=by_page):
        link.tag = topics[link.tag_id]
        by_page[link.content_object_id].append(link)
    for page in pages:
        page.topic_links = by_page[page.pk]
