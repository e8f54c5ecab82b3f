"""Background tasks: they do the same as ``manage.py hjelp_notices``, for a site with a queue.

Without a queue (the setting ``TASKS``) they run where they are enqueued.
"""

from __future__ import annotations

from django_tasks import task

from .mailing import send_notices


@task()
def send_urgent_notices() -> None:
    """Send what cannot wait until tomorrow."""
    send_notices(only_urgent=True)


@task()
def send_waiting_notices() -> None:
    """Send all that waits: to be enqueued once a day."""
    send_notices()
