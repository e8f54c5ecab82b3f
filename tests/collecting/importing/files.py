"""Files that organisations send, made by a test, and what becomes of them."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, Site

from wagtail_hjelp.collecting.files.records import empty_activity, empty_organisation
from wagtail_hjelp.collecting.files.writing import write_sheet
from wagtail_hjelp.collecting.importing.jobs import check, run, start
from wagtail_hjelp.models import ActivityPage, ImportJob

KAFE: dict[str, Any] = {
    **empty_activity(),
    "key": "17",
    "title": "Åpen kafé",
    "summary": "Kaffe, vafler og noen å snakke med.",
    "organisation": "Frivilligsentralen",
    "dates": [
        {
            "kind": "weekly",
            "first": "2026-11-25",
            "weekdays": [2],
            "every": 1,
            "until": "2026-12-16",
            "starts": "18:00",
            "ends": "20:00",
        },
        {"kind": "break", "first": "2026-12-09", "last": "2026-12-09"},
    ],
    "place": "Biblioteket",
    "street": "Storgata 1",
    "postcode": "7140",
    "town": "Havnesund",
    "phone": "+4770000110",
    "audiences": ["everyone"],
    "languages": ["nb", "uk"],
    "age_from": 13,
    "cost": "paid",
    "cost_amount": "50.00",
    "come_alone": "yes",
    "practical": "Ta med sko.\nOg godt humør.",
}
TUR = {**empty_activity(), "key": "18", "title": "Tur", "summary": "Vi går en tur."}
LAG = {
    **empty_organisation(),
    "key": "1",
    "title": "Havnesund Røde Kors",
    "summary": "Vi hjelper.",
    "number": "974760673",
}


def sheet(*records: Any, kind: str = "activity", columns: Any = None) -> bytes:
    """A CSV file, as Excel writes it, of records."""
    return write_sheet(records, kind, columns, format="csv")  # type: ignore[arg-type]


def checked(*records: Any, kind: str = "activity", columns: Any = None, **said: Any) -> ImportJob:
    """A file that has been checked, from the volunteer centre."""
    site = Site.objects.get(is_default_site=True)
    said = {"source": "sentralen", "user": None, "publish": True, **said}
    data = said.pop("data", None) or sheet(*records, kind=kind, columns=columns)
    return check(data, said.pop("name", "fil.csv"), kind, site, **said)


def imported(*records: Any, overwrite: Any = (), **said: Any) -> ImportJob:
    """A file that has been imported; ``overwrite`` are the labels of conflicts that are ticked."""
    job = checked(*records, **said)
    tokens = [one["token"] for one in conflicts(job) if one["label"] in overwrite]
    # The task is enqueued after the commit, and no test commits.
    assert start(job, tokens)
    run(job)
    return ImportJob.objects.get(pk=job.pk)


def conflicts(job: ImportJob) -> list[dict[str, Any]]:
    return [one for row in job.report["rows"] for one in row.get("conflicts", ())]


def states(job: ImportJob) -> list[str]:
    """What becomes of each row."""
    return [row["state"] for row in job.report["rows"]]


def page_called(title: str) -> ActivityPage:
    return ActivityPage.objects.get(title=title, locale__language_code="nb")


def everything() -> tuple[int, ...]:
    """How much there is of all that an import writes."""
    from wagtail.models import PageLogEntry, Revision

    from wagtail_hjelp.models import ImportedKey, Occurrence, SourceWords

    models = (Page, ActivityPage, Revision, PageLogEntry, ImportedKey, Occurrence, SourceWords)
    return tuple(model._base_manager.count() for model in models)
