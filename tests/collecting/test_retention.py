"""What people have told us is kept as long as the settings say, and no longer."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from wagtail_hjelp.collecting import retention
from wagtail_hjelp.collecting.limits import spend
from wagtail_hjelp.collecting.retention import forget_what_is_over, retained
from wagtail_hjelp.conf import problems
from wagtail_hjelp.models import Attempts, ErrorReport, ImportJob

from .conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "english")]

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _registered_as_before(monkeypatch):
    monkeypatch.setattr(retention, "_registered", dict(retention._registered))


def run(*options: str) -> str:
    out = StringIO()
    call_command("hjelp_retention", *options, stdout=out)
    return out.getvalue()


def handled(page, days: int | None) -> ErrorReport:
    """A report that was handled so many days ago."""
    return ErrorReport.objects.create(
        translation_key=page.translation_key,
        reason="times",
        email="leser@example.no",
        handled_at=None if days is None else NOW - days * DAY,
    )


def kept() -> dict[int, str]:
    return dict(ErrorReport.objects.values_list("pk", "email"))


def test_reports_lose_their_address_and_then_go_and_open_ones_stay(offer):
    gone, emptied, whole, waiting = (handled(offer, days) for days in (365, 90, 89, None))
    ErrorReport.objects.filter(pk=waiting.pk).update(created_at=NOW - 4000 * DAY)
    assert run() == (
        "counts of sent forms: 0\n"
        "handled messages about errors: 1\n"
        "e-mail addresses in handled messages about errors: 1\n"
        "what was begun and never sent: 0\n"
        "what organisations told and was answered: 0\n"
        "links that ended: 0\n"
        "files that were never imported: 0\n"
        "reports of imports: 0\n"
    )
    assert gone.pk not in kept()
    assert kept() == {
        emptied.pk: "",
        whole.pk: "leser@example.no",
        waiting.pk: "leser@example.no",
    }
    assert run().count(": 0\n") == 8


def test_settings_say_how_long(settings, offer):
    settings.WAGTAIL_HJELP = {"KEEP_REPORTS_DAYS": 30, "KEEP_REPORT_EMAILS_DAYS": 2}
    handled(offer, 30)
    second = handled(offer, 2)
    run()
    assert kept() == {second.pk: ""}


def sent(site, status: str, days: int, started: int | None = None, ended: int | None = None) -> int:
    """A file that was sent so many days ago, and started and ended."""
    ago = {"made_at": days, "started_at": started, "ended_at": ended}
    return ImportJob.objects.create(
        site=site,
        kind="activity",
        status=status,
        **{name: None if count is None else NOW - count * DAY for name, count in ago.items()},
    ).pk


def test_files_that_nobody_imported_go_and_reports_of_imports_do_later(site):
    for gone in (("checked", 30), ("failed", 40, 35, 35), ("running", 40, 30)):
        sent(site, *gone)
    sent(site, "done", 366, 366, 365)
    kept = {
        sent(site, "checked", 29),
        sent(site, "failed", 40, 1, 1),
        sent(site, "running", 40, 0),
        sent(site, "done", 366, 364, 364),
    }
    assert run().endswith("files that were never imported: 3\nreports of imports: 1\n")
    assert set(ImportJob.objects.values_list("pk", flat=True)) == kept


@pytest.mark.parametrize(
    "name", ["KEEP_REPORTS_DAYS", "KEEP_REPORT_EMAILS_DAYS", "KEEP_IMPORTS_DAYS"]
)
@pytest.mark.parametrize("value", [0, -1, 36501, "90", None, True])
def test_days_that_cannot_be_used_are_reported(settings, name, value):
    settings.WAGTAIL_HJELP = {name: value}
    assert list(problems()) == [(name, "a whole number of days, 1 to 36500")]


def test_counts_go_when_their_time_is_over(clock):
    spend("report", "10.0.0.1", most=5, within=timedelta(hours=1))
    assert "counts of sent forms: 0" in run()
    clock.shift(3600)
    assert "counts of sent forms: 1" in run()
    assert not Attempts.objects.exists()


def test_dry_run_says_how_much_and_deletes_nothing(offer):
    handled(offer, 400)
    before = kept()
    assert run("--dry-run") == (
        "counts of sent forms: 0\n"
        "handled messages about errors: 1\n"
        "e-mail addresses in handled messages about errors: 1\n"
        "what was begun and never sent: 0\n"
        "what organisations told and was answered: 0\n"
        "links that ended: 0\n"
        "files that were never imported: 0\n"
        "reports of imports: 0\n"
        "This was a dry run: nothing was deleted.\n"
    )
    assert kept() == before


def test_quiet_says_nothing():
    assert run("--verbosity", "0") == run("--verbosity", "0", "--dry-run") == ""


def test_one_that_fails_stops_no_other_and_the_command_says_so(offer):
    handled(offer, 400)

    def fails(before):
        ErrorReport.objects.all().delete()
        raise DatabaseError("leser@example.no is locked")

    retained("letters", "KEEP_REPORTS_DAYS", fails)
    open_one = handled(offer, None)
    with pytest.raises(CommandError) as error:
        run()
    assert str(error.value) == (
        "Could not be deleted, and is there still: letters (DatabaseError)."
    )
    assert kept() == {open_one.pk: "leser@example.no"}


def test_another_room_is_asked_with_its_own_time_and_registered_once(settings):
    settings.WAGTAIL_HJELP = {"KEEP_REPORTS_DAYS": 10}
    asked = []

    def forget_letters(before):
        asked.append(before)
        return 3

    retained("letters", "KEEP_REPORTS_DAYS", forget_letters)
    retained("letters", "KEEP_REPORTS_DAYS", forget_letters)
    found = {one.name: one.count for one in forget_what_is_over()}
    assert found["letters"] == 3
    assert asked == [NOW - 10 * DAY]
