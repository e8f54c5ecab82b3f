"""Background tasks. Without a queue (the setting ``TASKS``) they run where they are enqueued."""

from __future__ import annotations

from django_tasks import task

from wagtail_hjelp.models.import_feeds import ImportFeed
from wagtail_hjelp.models.imports import ImportJob

from .importing.feeds import bring_up_to_date
from .importing.jobs import run
from .telling import tell_owner_of


@task()
def tell_owner(report_id: int) -> None:
    """Write to whoever answers for a page about what a reader says is wrong with it."""
    tell_owner_of(report_id)


@task()
def run_import(job_id: int, attempt: int) -> None:
    """Import a file that somebody has checked; nothing if another run of it has begun since."""
    job = ImportJob.objects.filter(pk=job_id, attempt=attempt).first()
    if job is not None:
        run(job)


@task()
def fetch_feed(source_id: int) -> None:
    """Bring a feed up to date; nothing if it has been removed since."""
    source = ImportFeed.objects.filter(pk=source_id).first()
    if source is not None:
        bring_up_to_date(source)
