"""The background task that brings indexes up to date, apart from those that import."""

from __future__ import annotations

from django_tasks import task

from .indexing import index_pages


@task()
def index_imported(pks: list[int]) -> None:
    """Bring search and the references up to date for pages that were added at once."""
    index_pages(pks)
