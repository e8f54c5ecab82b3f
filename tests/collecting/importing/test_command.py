"""``hjelp_import_feeds``: a line each, and one that fails stops no other."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.collecting.importing.wires import HOST, Net, calendar_of, event, said
from wagtail_hjelp.models import ActivityPage, ImportFeed

pytestmark = pytest.mark.django_db

FIRST = said(calendar_of(event("1", "Kafé")))
BROKEN = said(status="500 Oh")
LAST = said(calendar_of(event("2", "Tur")))


@pytest.fixture(autouse=True)
def allowed(settings):
    settings.WAGTAIL_HJELP = {"IMPORT_HOSTS": [HOST]}


@pytest.fixture
def sources(calendar, site) -> list[ImportFeed]:
    return [
        ImportFeed.objects.create(
            site=site, name=name, address=f"https://{HOST}/{name}.ics", begun_at=timezone.now()
        )
        for name in ("Kirken", "Sentralen", "Laget")
    ]


def run(net: Net, *arguments: str, **options) -> tuple[str, str]:
    """Return what is printed, and what the command fails with."""
    out = StringIO()
    try:
        call_command("hjelp_import_feeds", *arguments, stdout=out, wire=net.wire, **options)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_one_that_fails_stops_no_other(sources):
    one, two, three = (source.pk for source in sources)
    assert run(Net(FIRST, BROKEN, LAST), "--all") == (
        f"{one}: Kirken: Brought up to date. New: 1.\n"
        f"{two}: Sentralen: Failed, nothing changed. The server there has a problem of its own "
        "(it answers 500).\n"
        f"{three}: Laget: Brought up to date. New: 1.\n",
        "1 was not brought up to date.",
    )
    assert sorted(ActivityPage.objects.values_list("title", flat=True)) == ["Kafé", "Tur"]


def test_it_is_quiet_about_what_went_well(sources):
    out, error = run(Net(FIRST, BROKEN, LAST), "--all", verbosity=0)
    assert (out.count("\n"), "Sentralen" in out, bool(error)) == (1, True, True)


def test_all_are_those_that_somebody_keeps_up_to_date_and_has_begun(sources):
    one, two, three = sources
    ImportFeed.objects.filter(pk=one.pk).update(is_active=False)
    ImportFeed.objects.filter(pk=two.pk).update(begun_at=None)
    net = Net(LAST)
    assert run(net, "--all") == (f"{three.pk}: Laget: Brought up to date. New: 1.\n", "")
    assert len(net.asked) == 1


def test_one_is_fetched_by_its_number_also_one_that_is_not_kept_up_to_date(sources):
    one = sources[0]
    ImportFeed.objects.filter(pk=one.pk).update(is_active=False)
    assert run(Net(FIRST), f"{one.pk}") == (f"{one.pk}: Kirken: Brought up to date. New: 1.\n", "")


def test_number_that_nobody_has_and_one_that_nobody_has_looked_at_are_failures(sources):
    one = sources[0]
    ImportFeed.objects.filter(pk=one.pk).update(begun_at=None)
    assert run(Net(FIRST), "999999", f"{one.pk}") == (
        "999999: There is none with this number.\n"
        f"{one.pk}: Kirken: Nobody has looked at it and started it yet.\n",
        "2 were not brought up to date.",
    )


def test_one_that_is_being_fetched_is_left_to_who_does(sources):
    one = sources[0]
    ImportFeed.objects.filter(pk=one.pk).update(fetching_since=timezone.now())
    net = Net(FIRST)
    assert run(net, f"{one.pk}") == (f"{one.pk}: Kirken: It is being fetched already.\n", "")
    assert net.asked == []


@pytest.mark.parametrize("arguments", [[], ["1", "--all"]])
def test_it_must_be_told_which(arguments):
    assert run(Net(FIRST), *arguments) == ("", "Say which: ids, or --all.")
