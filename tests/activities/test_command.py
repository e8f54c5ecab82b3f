"""The command that writes dates further, and anew."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from tests.factories import once, weekly
from wagtail_hjelp.activities import changes
from wagtail_hjelp.activities.writing import AHEAD
from wagtail_hjelp.models import DateSeries, DirectoryStamp, Listed, Occurrence

from .calendars import (
    changed,
    make_activity,
    make_calendar,
    occurrence,
    translate,
    written,
)

pytestmark = pytest.mark.django_db

CAFE = weekly("2026-11-25")


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel("2026-11-23T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def calendar(site):
    return make_calendar(site.root_page)


def run(*args: str, **options) -> str:
    out = StringIO()
    call_command("hjelp_occurrences", *args, stdout=out, no_color=True, **options)
    return out.getvalue().strip()


def test_series_without_an_end_are_written_further(calendar):
    cafe = make_activity(calendar, "Språkkafé", CAFE, slug="sprakkafe")
    make_activity(calendar, "Julaften", once("2026-12-24"), slug="julaften")
    make_activity(calendar, "Kurs", weekly("2026-11-24", until="2026-12-15"), slug="kurs")
    assert run() == "Activities written further: 0. Dates added: 0."
    before = DirectoryStamp.current()[Listed.ACTIVITIES]
    with time_machine.travel("2026-12-14T10:00:00+01:00", tick=False):
        assert run() == "Activities written further: 1. Dates added: 3."
        assert DirectoryStamp.current()[Listed.ACTIVITIES] != before
        assert run() == "Activities written further: 0. Dates added: 0."
    assert written(cafe)[-1] == "2028-01-12 14:00–16:00"


def test_all_are_written_however_many_there_are(calendar):
    for number in range(30):
        make_activity(calendar, f"Kafé {number}", CAFE, slug=f"kafe-{number}")
    with time_machine.travel("2027-01-04T10:00:00+01:00", tick=False):
        assert run() == "Activities written further: 30. Dates added: 180."
    ends = set(DateSeries.objects.values_list("written_until", flat=True))
    assert ends == {date(2027, 1, 4) + AHEAD}


def test_anew_works_out_the_dates_to_come_of_all_activities(calendar, settings):
    cafe = make_activity(
        calendar, "Språkkafé", changed(CAFE, until="2026-12-23", not_on_holidays=True), slug="kafe"
    )
    make_activity(calendar, "Julaften", once("2026-12-24"), slug="julaften")
    draft = make_activity(calendar, "Kladd", CAFE, slug="kladd", live=False)
    translate(cafe, "nn", alias=True)
    changes.cancel(occurrence(cafe, "2026-12-02"), changes.Change(cafe))
    assert run("--anew") == "Activities: 2. Dates added: 0, changed: 0, removed: 0."
    settings.WAGTAIL_HJELP = {"HOLIDAYS": "tests.activities.calendars.FREE_ON_THE_NINTH"}
    assert run() == "Activities written further: 0. Dates added: 0."
    assert run("--anew") == "Activities: 2. Dates added: 0, changed: 0, removed: 1."
    assert written(cafe) == [
        "2026-11-25 14:00–16:00",
        "2026-12-02 14:00–16:00 cancelled",
        "2026-12-16 14:00–16:00",
        "2026-12-23 14:00–16:00",
    ]
    settings.WAGTAIL_HJELP = {"HOLIDAYS": "wagtail_hjelp.schedule.NORWAY"}
    assert run("--anew") == "Activities: 2. Dates added: 1, changed: 0, removed: 0."
    assert not Occurrence.objects.of([draft.translation_key]).exists()


def test_says_nothing_when_told_to(calendar):
    make_activity(calendar, "Språkkafé", CAFE, slug="sprakkafe")
    assert run(verbosity=0) == run("--anew", verbosity=0) == ""
