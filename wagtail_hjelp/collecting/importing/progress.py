"""How far an import has come, while its transaction hides it from everybody else.

It is told in the site's cache, the one place that is outside the transaction on every database: on
SQLite nobody else can write as long as it lasts, and on the others a second connection would be one
more that the site has to have. With a cache that processes share (Redis, Memcached, files) a worker
tells the page that somebody looks at; with one to each process the page says that it is being
imported, without a number. What has become of it is never told here: that is the job's.
"""

from __future__ import annotations

import time

from django.core.cache import cache

from wagtail_hjelp.models.imports import ImportJob

# No more often than this, in seconds.
_EVERY = 0.5
_KEPT = 3600
_told: dict[int, float] = {}


def tell_progress(job: ImportJob, done: int) -> None:
    """Say how many rows are done; most calls cost nothing."""
    now = time.monotonic()
    if now - _told.get(job.pk, 0.0) >= _EVERY:
        _told[job.pk] = now
        cache.set(_key(job), done, _KEPT)


def progress(job: ImportJob) -> int | None:
    """Return how many rows are done; None if nobody knows."""
    found: int | None = cache.get(_key(job))
    return found


def forget_progress(job: ImportJob) -> None:
    """Nothing is done any more."""
    _told.pop(job.pk, None)
    cache.delete(_key(job))


def _key(job: ImportJob) -> str:
    return f"wagtail_hjelp.import.{job.pk}.{job.attempt}"
