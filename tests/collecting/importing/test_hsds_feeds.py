"""A feed of Open Referral's API is kept up to date by the same rules as a calendar."""

import json

import pytest

from tests.activities.calendars import occurrence, written
from tests.collecting.importing.files import page_called, states
from tests.collecting.importing.wires import (
    HOST,
    Net,
    calendar_of,
    event,
    organisation,
    page_of_feed,
    said,
    service,
)
from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.collecting.files.refusing import Refused
from wagtail_hjelp.collecting.importing import feeds
from wagtail_hjelp.collecting.importing.export_keys import make_key
from wagtail_hjelp.collecting.importing.feed_details import in_words, leave_gone
from wagtail_hjelp.collecting.importing.feeds import bring_up_to_date, look_at
from wagtail_hjelp.collecting.importing.jobs import run, start
from wagtail_hjelp.models import ActivityPage, ImportFeed, ImportJob, OrganisationPage

pytestmark = pytest.mark.django_db

KAFE, TUR, KOR, LEK = (
    service("1", "Kafé"),
    service("2", "Tur"),
    service("3", "Kor"),
    service("4", "Lek", schedules=[]),
)
ALL = (KAFE, TUR, KOR, LEK)
LAG, KIRKE, KORPS = (
    organisation("1", "Laget"),
    organisation("2", "Kirken"),
    organisation("3", "Korpset"),
)


@pytest.fixture(autouse=True)
def allowed(settings):
    settings.WAGTAIL_HJELP = {"IMPORT_HOSTS": [HOST]}


def net(*entries: dict, **headers: str) -> Net:
    """A server with these entries on two pages, or on one."""
    half = (len(entries) + 1) // 2
    if len(entries) < 3:
        return Net(said(page_of_feed(entries), **headers))
    total = len(entries)
    return Net(
        said(page_of_feed(entries[:half], 1, of=2, total_items=total), **headers),
        said(page_of_feed(entries[half:], 2, of=2, total_items=total), **headers),
    )


def feed_of(kind: str, site, *entries: dict) -> ImportFeed:
    """A feed whose entries have been imported."""
    path = "services" if kind == "activity" else "organizations"
    feed = ImportFeed(
        site=site,
        name="registeret",
        address=f"https://{HOST}/{path}?full=true",
        format="hsds",
        kind=kind,
        publish=True,
    )
    started(look_at(feed, None, wire=net(*entries).wire))
    feed.refresh_from_db()
    return feed


def started(job: ImportJob) -> ImportJob:
    assert start(job, [])
    run(job)
    return ImportJob.objects.get(pk=job.pk)


def fetched(feed: ImportFeed, *entries: dict) -> tuple[str, list[str]]:
    """Fetch it with these entries in it; return the outcome and what an editor is told."""
    assert bring_up_to_date(feed, wire=net(*entries).wire)
    return feed.last_outcome, in_words(feed)


@pytest.fixture
def services(calendar, site) -> ImportFeed:
    return feed_of("activity", site, *ALL)


@pytest.fixture
def organisations(overview, site) -> ImportFeed:
    return feed_of("organisation", site, LAG, KIRKE, KORPS)


def titles(model=ActivityPage) -> list[str]:
    return sorted(model.objects.values_list("title", flat=True))


# --- looked at, and kept up to date ---------------------------------------------------------


def test_services_of_all_pages_are_activities(services):
    assert titles() == ["Kafé", "Kor", "Lek", "Tur"]
    page = page_called("Kafé")
    assert (page.summary, page.organiser_name, page.live) == (
        "Om Kafé.",
        "Frivilligsentralen",
        True,
    )
    assert written(page) == ["2026-12-02 18:00–20:00"]
    assert (services.last_outcome, in_words(services)) == ("updated", ["New: 4."])


def test_organisations_are_pages_of_the_overview(organisations):
    assert titles(OrganisationPage) == ["Kirken", "Korpset", "Laget"]
    assert (organisations.keys, ImportJob.objects.get().kind) == (["1", "2", "3"], "organisation")


def test_what_is_new_and_changed_is_so_here(services):
    told = fetched(services, {**KAFE, "name": "Julekafé"}, TUR, KOR, LEK, service("5", "Basar"))
    assert told == ("updated", ["New: 1.", "Changed: 1."])
    assert titles() == ["Basar", "Julekafé", "Kor", "Lek", "Tur"]


def test_organisation_that_has_changed_is_so_here(organisations):
    told = fetched(organisations, {**LAG, "description": "Vi hjelper."}, KIRKE, KORPS)
    assert told == ("updated", ["Changed: 1."])
    assert OrganisationPage.objects.get(title="Laget").summary == "Vi hjelper."


def test_feed_of_several_pages_that_is_as_it_was_is_not_read_again(services, monkeypatch):
    assert bring_up_to_date(services, wire=net(*ALL, ETag='"a1"').wire)
    # Of the first page, which says nothing of the others.
    assert services.etag == ""
    monkeypatch.setattr(feeds, "read_file", None)
    same = net(*ALL, ETag='"a2"')
    assert bring_up_to_date(services, wire=same.wire)
    assert (services.last_outcome, "If-None-Match" in same.headers(0)) == ("unchanged", False)


def test_feed_of_one_page_is_asked_for_only_if_it_is_otherwise(calendar, site):
    feed = feed_of("activity", site, KAFE)
    assert bring_up_to_date(feed, wire=net(KAFE, ETag='"a1"').wire)
    same = Net(said(status="304 Not Modified"))
    assert bring_up_to_date(feed, wire=same.wire)
    assert (same.headers()["If-None-Match"], feed.last_outcome) == ('"a1"', "unchanged")


def test_file_at_an_address_is_a_feed_too(calendar, site):
    feed = feed_of("activity", site, KAFE)
    told = Net(said(json.dumps([KAFE, TUR]).encode()))
    assert bring_up_to_date(feed, wire=told.wire)
    assert (feed.last_outcome, in_words(feed)) == ("updated", ["New: 1."])


def test_services_and_organisations_of_one_address_are_two_feeds(overview, site):
    feed_of("activity", site, KAFE, LAG)
    feed_of("organisation", site, KAFE, LAG)
    assert (titles(), titles(OrganisationPage)) == (["Kafé"], ["Laget"])


def test_change_by_hand_is_asked_about(organisations):
    page = OrganisationPage.objects.get(title="Laget")
    page.summary = "For hånd."
    page.save_revision().publish()
    told = fetched(organisations, {**LAG, "description": "Derfra."}, KIRKE, KORPS)
    assert told == ("attention", ["Changed by hand here, and otherwise there: 1."])
    assert OrganisationPage.objects.get(title="Laget").summary == "For hånd."
    assert (organisations.open_job.kind, states(organisations.open_job)) == (
        "organisation",
        ["conflict"],
    )


def test_feed_changes_no_page_that_it_names_by_our_own_key(services, calendar):
    other = ActivityPage(title="Vår egen", slug="egen", summary="Vår.")
    calendar.add_child(instance=other)
    stranger = {**KAFE, "id": make_key(other.translation_key, {}), "name": "Deres"}
    fetched(services, *ALL, stranger)
    assert ActivityPage.objects.get(pk=other.pk).title == "Vår egen"


def test_entry_with_something_wrong_is_left_out_and_the_others_are_not(organisations):
    told = fetched(
        organisations, LAG, KIRKE, KORPS, organisation("9", "X", phones=[{"number": "ring"}])
    )
    assert told == ("attention", ["Left out, with something wrong: 1."])
    [wrong] = organisations.details["wrong"]
    assert (wrong["title"], [label for label, _text in wrong["errors"]]) == ("X", ["Telephone"])


# --- what is gone ---------------------------------------------------------------------------


def test_activity_that_is_gone_is_told_of_and_left_alone(services):
    assert fetched(services, KAFE, TUR, LEK) == ("attention", ["No longer there: 1."])
    page = page_called("Kor")
    assert services.details["gone"] == [{"title": "Kor", "page": page.pk}]
    assert (page.live, written(page)) == (True, ["2026-12-02 18:00–20:00"])
    assert fetched(services, *ALL) == ("unchanged", [])


def test_activity_without_dates_is_gone_too(services):
    """It stands for residents until somebody takes it down."""
    assert fetched(services, KAFE, TUR, KOR) == ("attention", ["No longer there: 1."])
    page_called("Lek").unpublish()
    assert fetched(services, KAFE, TUR, KOR) == ("unchanged", [])


def test_activity_that_is_over_or_cancelled_is_not_gone(services):
    page = page_called("Kor")
    cancel(occurrence(page, "2026-12-02"), Change(page))
    assert fetched(services, KAFE, TUR, LEK) == ("unchanged", [])


def test_service_that_is_not_active_any_more_is_left_out_and_told_of_as_gone(services):
    told = fetched(services, {**KAFE, "status": "defunct", "name": "Nytt"}, TUR, KOR, LEK)
    assert told == ("attention", ["No longer there: 1."])
    assert (services.details["counts"]["left_out"], page_called("Kafé").live) == (1, True)
    leave_gone(services)
    again = fetched(services, {**KAFE, "status": "inactive"}, TUR, KOR, LEK)
    assert again == ("unchanged", [])


def test_service_that_never_was_active_is_not_imported(services):
    assert fetched(services, *ALL, service("5", "Gammelt", status="defunct")) == ("unchanged", [])
    assert "Gammelt" not in titles()


def test_organisation_that_is_gone_is_told_of_as_long_as_its_page_stands(organisations):
    assert fetched(organisations, LAG, KIRKE) == ("attention", ["No longer there: 1."])
    page = OrganisationPage.objects.get(title="Korpset")
    assert organisations.details["gone"] == [{"title": "Korpset", "page": page.pk}]
    assert page.live
    page.unpublish()
    assert fetched(organisations, LAG, KIRKE) == ("unchanged", [])


def test_organisation_that_somebody_lets_stand_is_not_told_of_again(organisations):
    fetched(organisations, LAG, KIRKE)
    leave_gone(organisations)
    assert fetched(organisations, LAG, KIRKE) == ("unchanged", [])
    assert titles(OrganisationPage) == ["Kirken", "Korpset", "Laget"]


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ((), "There is nothing of this kind at the address."),
        ((service("1", "Kafé"),), "There is nothing of this kind at the address."),
        (
            (LAG,),
            "2 of 3 that it had are not there any more. Nothing has been imported. If that is "
            "right, look at it and start it.",
        ),
    ],
)
def test_feed_that_is_suddenly_another_is_not_believed(organisations, entries, why):
    assert fetched(organisations, *entries) == ("failed", [why])
    assert titles(OrganisationPage) == ["Kirken", "Korpset", "Laget"]


def test_feed_that_says_that_most_is_not_active_is_not_believed(services):
    off = [{**one, "status": "inactive"} for one in (KAFE, TUR, KOR)]
    outcome, [why] = fetched(services, *off, LEK)
    assert (outcome, why.split(".")[0]) == (
        "failed",
        "3 of 4 that it had are not there any more",
    )


# --- what is no feed ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ((said(calendar_of(event("1", "Kafé"))),), "The file is not JSON"),
        ((said(b"<!doctype html><title>Logg inn</title>"),), "The file is not JSON"),
        ((said(b'{"error": "no"}'),), "The file is not a list of services"),
        ((said(page_of_feed([{"id": "1"}])),), "The file is not a list of services"),
        ((said(page_of_feed([KAFE], 1, of=2)), said(b"<html>")), "The file is not JSON"),
        ((said(page_of_feed([KAFE], 1, of=2)), said(status="500 Oh")), "(it answers 500)"),
    ],
)
def test_what_is_no_feed_changes_nothing(services, answers, why):
    assert bring_up_to_date(services, wire=Net(*answers).wire)
    assert (services.last_outcome, why in in_words(services)[0]) == ("failed", True)
    assert titles() == ["Kafé", "Kor", "Lek", "Tur"]


def test_calendar_of_organisations_is_none(overview, site):
    feed = ImportFeed(site=site, name="x", address=f"https://{HOST}/a.ics", kind="organisation")
    with pytest.raises(Refused, match="A calendar tells of activities"):
        look_at(feed, None, wire=Net(said(calendar_of(event("1", "Kafé")))).wire)


# --- all of it ------------------------------------------------------------------------------


def test_from_a_real_server_to_pages(calendar, site, server):
    """By TLS, two pages of an API, each asked for by itself."""
    wire, asked, answers, _theirs = server
    answers += [
        [said(page_of_feed([KAFE], 1, of=2))],
        [said(page_of_feed([TUR], 2, of=2))],
    ]
    feed = ImportFeed(
        site=site, name="x", address=f"https://{HOST}/services?full=true", format="hsds"
    )
    started(look_at(feed, None, wire=wire))
    assert titles() == ["Kafé", "Tur"]
    assert [one.splitlines()[0] for one in asked] == [
        "GET /services?full=true HTTP/1.1",
        "GET /services?full=true&page=2 HTTP/1.1",
    ]
