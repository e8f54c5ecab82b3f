"""Indexes that Wagtail updates at every save, updated once instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_delete, post_save
from modelsearch import index
from modelsearch.signal_handlers import post_delete_signal_handler, post_save_signal_handler
from wagtail.signal_handlers import (
    connect_reference_index_signal_handlers,
    disconnect_reference_index_signal_handlers,
)


@contextmanager
def indexes_on_hold() -> Iterator[None]:
    """Leave the search index and the reference index as they are while pages are saved."""
    models = [
        model for model in index.get_indexed_models() if getattr(model, "search_auto_update", True)
    ]
    for model in models:
        post_save.disconnect(post_save_signal_handler, sender=model)
        post_delete.disconnect(post_delete_signal_handler, sender=model)
    disconnect_reference_index_signal_handlers()
    try:
        yield
    finally:
        connect_reference_index_signal_handlers()
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)
            post_delete.connect(post_delete_signal_handler, sender=model)


def rebuild_search() -> None:
    call_command("update_index", verbosity=0)
    if connection.vendor == "sqlite":
        # Without statistics SQLite asks the full-text index once for every page there is.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def rebuild_references() -> None:
    call_command("rebuild_references_index", verbosity=0)
