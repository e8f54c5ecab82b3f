"""A worker that imports, in a process of its own, on the database that ``DATABASE_URL`` names.

python -m tests.collecting.importing.worker halt JOB    import half of it, and wait
python -m tests.collecting.importing.worker count JOB   say what there is, as JSON
python -m tests.collecting.importing.worker again JOB   half an hour later, start it anew
"""

import json
import sys
import time
from datetime import timedelta
from typing import Any

import django


def halt(job: Any) -> None:
    from wagtail_hjelp.collecting.importing import jobs

    def told(job: Any, done: int) -> None:
        if done == 200:
            print("half", flush=True)
            time.sleep(600)

    jobs.tell_progress = told
    jobs.run(job)


def again(job: Any) -> None:
    from django.utils import timezone

    from wagtail_hjelp.collecting.importing.jobs import GIVEN_UP, start

    for ago, may in ((timedelta(), False), (GIVEN_UP, True)):
        job.started_at = timezone.now() - ago
        job.save(update_fields=["started_at"])
        # Without a queue it is imported at once.
        assert start(job, []) is may


def count(job: Any) -> None:
    from tests.collecting.importing.files import everything

    print(json.dumps({"status": job.status, "everything": everything()}))


def main(act: str, pk: str) -> None:
    django.setup()
    from wagtail_hjelp.models import ImportJob

    {"halt": halt, "again": again, "count": count}[act](ImportJob.objects.get(pk=int(pk)))


if __name__ == "__main__":
    main(*sys.argv[1:])
