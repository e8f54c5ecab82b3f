"""What is taken out comes back as it was, and what has changed meanwhile is asked about."""

import pytest

from tests.activities.calendars import make_activity, publish
from tests.collecting.importing.files import (
    KAFE,
    LAG,
    TUR,
    checked,
    imported,
    page_called,
    states,
)
from tests.factories import venue, weekly
from wagtail_hjelp.collecting.files.columns import read_rows
from wagtail_hjelp.collecting.files.sheets import read_sheet
from wagtail_hjelp.collecting.files.writing import write_sheet
from wagtail_hjelp.collecting.importing.exporting import export, records_of
from wagtail_hjelp.models import ImportedKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(calendar, overview, topic):
    imported(KAFE, {**TUR, "topics": ["ensomhet"]})
    imported(LAG, kind="organisation")
    # Typed by an editor: more than a file can say.
    row = weekly("2026-11-25", not_on_holidays=True, weekdays=["2", "4"])
    where = [venue(name="Menighetshuset  ", street="Kirkegata 1", room="Salen")]
    make_activity(
        calendar, "Sangkor  for alle", row, where=where, summary=" Vi synger.\r\nHver uke. "
    )


@pytest.mark.parametrize("format", ["xlsx", "csv"])
@pytest.mark.parametrize(("kind", "count"), [("activity", 3), ("organisation", 1)])
def test_file_that_comes_back_as_it_was_changes_nothing(there, site, kind, count, format):
    data = export(kind, site, format=format)
    job = checked(data=data, name=f"fil.{format}", kind=kind, source="ut")
    assert states(job) == ["unchanged"] * count


def changed(site, title, **said):
    """The exported file with one activity changed in it."""
    rows = [
        {**record, **said} if record["title"] == title else record
        for record in records_of("activity", site)
    ]
    return write_sheet(rows, "activity")


def test_what_is_changed_in_the_file_changes_the_page(there, site):
    data = changed(site, "Tur", town="Nordvågen")
    job = imported(data=data, name="fil.xlsx", source="ut")
    assert sorted(states(job)) == ["unchanged", "unchanged", "update"]
    assert page_called("Tur").where[0].value["place"] == "Nordvågen"


def test_page_that_was_changed_since_the_export_is_a_conflict(there, site):
    data = changed(site, "Tur", summary="Fra fila.")
    publish(page_called("Tur"), summary="For hånd.")
    job = imported(data=data, name="fil.xlsx", source="ut")
    assert sorted(states(job)) == ["conflict", "unchanged", "unchanged"]
    assert page_called("Tur").summary == "For hånd."
    # The same file, sent once more, asks nothing that has been answered.
    again = imported(data=data, name="fil.xlsx", source="ut")
    assert states(again) == ["unchanged"] * 3
    assert ImportedKey.objects.filter(source="ut").count() == 3


def test_cells_are_texts_that_no_program_takes_for_formulas(there, calendar, site):
    make_activity(calendar, "=1+1")
    data = export("activity", site, format="csv").decode("utf-8-sig")
    assert ";=1+1" not in data
    [row] = [
        row
        for row in read_rows(read_sheet(data.encode(), "x.csv"), "activity")
        if "1+1" in row.record["title"]
    ]
    assert row.record["title"] == "=1+1"
