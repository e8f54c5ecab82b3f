"""Background tasks. Without a queue (the setting ``TASKS``) they run where they are enqueued."""

from __future__ import annotations

from django_tasks import task

from .telling import tell_owner_of


@task()
def tell_owner(report_id: int) -> None:
    """Write to whoever answers for a page about what a reader says is wrong with it."""
    tell_owner_of(report_id)
