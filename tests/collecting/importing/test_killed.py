"""A process that imports and is killed half-way, as a machine does that runs out of memory."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Site

from tests.activities.calendars import make_calendar
from tests.collecting.importing.files import KAFE, TUR, checked, everything, imported
from wagtail_hjelp.models import DirectoryStamp, ImportedKey, ImportJob, ImportStatus

ROOT = Path(__file__).resolve().parents[3]
WORKER = [sys.executable, "-m", "tests.collecting.importing.worker"]


@pytest.fixture
def section(django_db_setup: None, django_db_blocker: Any) -> Iterator[Page]:
    """A section with a calendar that other processes see; it is taken back afterwards."""
    with django_db_blocker.unblock():
        stamps = DirectoryStamp.current()
        site = Site.objects.get(is_default_site=True)
        front = make_calendar(site.root_page.specific).get_parent()
        yield front
        Page.objects.get(pk=front.pk).delete()
        for model in (ImportJob, ImportedKey, ModelLogEntry, PageLogEntry):
            model._base_manager.all().delete()
        DirectoryStamp.objects.exclude(pk__in=stamps).delete()


@pytest.fixture
def worker_env(tmp_path: Path) -> dict[str, str]:
    """What a worker has to know to find the tests' database."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    if connection.vendor != "sqlite":
        server = os.environ["DATABASE_URL"].rpartition("/")[0]
        return {**env, "DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}"}
    return {**env, "DATABASE_URL": f"sqlite:///{tmp_path / 'killed.sqlite3'}"}


def copy_of_what_is_in_memory(path: str) -> None:
    """On SQLite the tests' database is in this process alone: others get a copy."""
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)


def worker(env: dict[str, str], act: str, job: ImportJob) -> str:
    done = subprocess.run(
        [*WORKER, act, str(job.pk)], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.django_db
def test_what_is_counted_is_all_that_an_import_writes(calendar):
    before = everything()
    imported(KAFE)
    assert [after > then for then, after in zip(before, everything(), strict=True)] == [True] * 7


def test_process_that_is_killed_half_way_leaves_nothing_and_the_next_imports_all(
    section, worker_env
):
    job = checked(*[{**TUR, "key": f"{n}", "title": f"Tur {n}"} for n in range(250)])
    # As `start` leaves it, which would run it here and now.
    begun = {"status": ImportStatus.RUNNING, "attempt": 1, "started_at": timezone.now()}
    ImportJob.objects.filter(pk=job.pk).update(**begun)
    before = list(everything())
    if connection.vendor == "sqlite":
        copy_of_what_is_in_memory(worker_env["DATABASE_URL"].removeprefix("sqlite:///"))
    with subprocess.Popen(
        [*WORKER, "halt", str(job.pk)], cwd=ROOT, env=worker_env, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    found = json.loads(worker(worker_env, "count", job))
    assert found == {"status": "running", "everything": before}
    worker(worker_env, "again", job)
    found = json.loads(worker(worker_env, "count", job))
    assert found["status"] == "done"
    # Pages and activities: those that there were, and all of the file.
    assert found["everything"][:2] == [before[0] + 250, before[1] + 250]
