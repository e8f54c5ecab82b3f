"""What it takes to import a spreadsheet of activities, in one transaction on an SQLite file.

    python -m benchmarks.imports [--rows 5000] [--languages 1] [--changed 200]

The file is checked, as an editor does, and imported: all new, then once more as it is, then some
rows of it with one part changed. The budget (docs/why/speed.md): 5,000 new rows in 60 seconds.
"""

import argparse
import os
import time
from datetime import date, timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from benchmarks.measuring import analyse
from tests.factories import make_topic
from wagtail_hjelp.collecting.files.records import ActivityRecord, empty_activity
from wagtail_hjelp.collecting.files.writing import write_sheet
from wagtail_hjelp.collecting.importing import index_tasks as indexing
from wagtail_hjelp.collecting.importing.indexing import index_pages
from wagtail_hjelp.collecting.importing.jobs import check, run
from wagtail_hjelp.models import (
    ActivityIndexPage,
    ActivityPage,
    HelpFrontPage,
    ImportJob,
    ImportStatus,
    Occurrence,
    OrganisationIndexPage,
    OrganisationPage,
)

KINDS = ("Kafé", "Tur", "Kor", "Leksehjelp", "Trening")
TOPICS = ("talk", "mind", "health", "money")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--languages", type=int, default=1)
    parser.add_argument("--changed", type=int, default=200)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    _section(options.languages)
    records = [_record(number) for number in range(options.rows)]
    _import("all new", records)
    analyse()
    _import("as before", records)
    some = records[: options.changed]
    _import("changed", [{**record, "town": "Nordvågen"} for record in some])


def _section(languages: int) -> None:
    home = Page.objects.get(depth=2)
    front = home.add_child(instance=HelpFrontPage(title="Hjelp", slug="hjelp"))
    front.add_child(instance=ActivityIndexPage(title="Hva skjer", slug="hva-skjer"))
    overview = front.add_child(instance=OrganisationIndexPage(title="Lag", slug="lag"))
    for number in range(40):
        page = OrganisationPage(title=f"Lag nummer {number}", summary="Vi gjør noe for andre.")
        overview.add_child(instance=page)
    for slug in TOPICS:
        make_topic(slug)
    for code in ("nn", "en", "uk", "ar", "pl", "so")[: languages - 1]:
        locale = Locale.objects.create(language_code=code)
        front.copy_for_translation(locale, copy_parents=True, alias=True)


def _record(number: int) -> ActivityRecord:
    first = date(2027, 1, 4) + timedelta(days=number % 7)
    return {
        **empty_activity(),
        "key": f"{number + 1}",
        "title": f"{KINDS[number % 5]} {number}",
        "summary": "Et sted der du kan komme innom, møte andre og ta en kopp kaffe.",
        "organisation": f"Lag nummer {number % 60}",
        "dates": [
            {
                "kind": "weekly",
                "first": f"{first}",
                "weekdays": [first.weekday()],
                "every": 1,
                "until": f"{first + timedelta(weeks=16)}",
                "starts": "18:00",
                "ends": "20:00",
            }
        ],
        "place": "Menighetshuset",
        "street": "Kirkegata 1",
        "postcode": "7140",
        "town": "Havnesund",
        "phone": "+4770000110",
        "audiences": ["everyone"],
        "languages": ["nb", "en"],
        "cost": "free",
        "topics": [TOPICS[number % 4]],
    }


def _import(name: str, records: Any) -> None:
    data = write_sheet(records, "activity", format="csv")
    site = Site.objects.get(is_default_site=True)
    checked = _Watch()
    job = check(data, "file.csv", "activity", site, source="bench", user=None, publish=True)
    checked.stop()
    ImportJob.objects.filter(pk=job.pk).update(status=ImportStatus.RUNNING, attempt=1)
    job.refresh_from_db()
    # What follows after the transaction is measured by itself.
    imported, indexed = _Watch(), _Watch()
    indexing.index_pages = _measured(indexed, index_pages)  # type: ignore[attr-defined]
    run(job)
    imported.stop()
    job.refresh_from_db()
    print(
        f"{name}: {job.get_status_display()} {job.report['counts']} {job.error}",
        f"checked {checked}, imported {imported}, of which indexed afterwards {indexed}",
        f"{ActivityPage.objects.count()} pages, {Occurrence.objects.count()} dates",
        sep="\n  ",
        flush=True,
    )


class _Watch:
    """Seconds on the clock, and those of the processor: others may use it too."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0
        self.begin()

    def begin(self) -> None:
        self.began = time.perf_counter(), time.process_time()

    def stop(self) -> None:
        self.wall += time.perf_counter() - self.began[0]
        self.cpu += time.process_time() - self.began[1]

    def __str__(self) -> str:
        return f"in {self.wall:.1f} s (processor {self.cpu:.1f} s)"


def _measured(watch: _Watch, index: Any) -> Any:
    def measured(pks: Any) -> None:
        watch.begin()
        index(pks)
        watch.stop()

    return measured


if __name__ == "__main__":
    main()
