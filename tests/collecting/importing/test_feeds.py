"""A calendar at an address is kept up to date, and what people have done by hand stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.activities.calendars import occurrence, publish, written
from tests.collecting.importing.files import KAFE, everything, imported, page_called, states
from tests.collecting.importing.wires import ADDRESS, HOST, Net, calendar_of, event, said
from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.collecting.files.refusing import Refused
from wagtail_hjelp.collecting.importing import feeds
from wagtail_hjelp.collecting.importing.export_keys import make_key
from wagtail_hjelp.collecting.importing.feed_details import in_words, leave_gone
from wagtail_hjelp.collecting.importing.feeds import bring_up_to_date, look_at
from wagtail_hjelp.collecting.importing.fetching import NotFetched
from wagtail_hjelp.collecting.importing.jobs import GIVEN_UP, run, start
from wagtail_hjelp.models import (
    ActivityPage,
    ImportFeed,
    ImportJob,
)

pytestmark = pytest.mark.django_db

KAFE_1 = event("1@sentralen", "Kafé")
TUR_2 = event("2@sentralen", "Tur", "20261203")
KOR_3 = event("3@sentralen", "Kor", "20261204")
LEK_4 = event("4@sentralen", "Lek", "20261205")
ALL = (KAFE_1, TUR_2, KOR_3, LEK_4)


@pytest.fixture(autouse=True)
def allowed(settings):
    settings.WAGTAIL_HJELP = {"IMPORT_HOSTS": [HOST]}


@pytest.fixture
def source(calendar, site) -> ImportFeed:
    return ImportFeed(site=site, name="sentralen", address=ADDRESS, publish=True)


def net(*events: str, **headers: str) -> Net:
    return Net(said(calendar_of(*events), **headers))


def started(job: ImportJob, *ticks: str) -> ImportJob:
    """Somebody has looked, ticked and started it."""
    tokens = [
        one["token"]
        for row in job.report["rows"]
        for one in row.get("conflicts", ())
        if one["label"] in ticks
    ]
    assert start(job, tokens)
    run(job)
    return ImportJob.objects.get(pk=job.pk)


@pytest.fixture
def begun(source) -> ImportFeed:
    """A calendar whose four events have been imported."""
    started(look_at(source, None, wire=net(*ALL).wire))
    source.refresh_from_db()
    return source


def fetched(source: ImportFeed, *events: str) -> tuple[str, list[str]]:
    """Fetch it with these events in it; return the outcome and what an editor is told."""
    assert bring_up_to_date(source, wire=net(*events).wire)
    return source.last_outcome, in_words(source)


def titles() -> list[str]:
    return sorted(ActivityPage.objects.values_list("title", flat=True))


# --- a person looks first -------------------------------------------------------------------


def test_nothing_is_imported_before_somebody_has_looked(source):
    job = look_at(source, None, wire=net(KAFE_1, TUR_2).wire)
    assert (states(job), job.feed, job.is_whole) == (["create", "create"], source, True)
    assert (job.file_name, job.source, job.publish) == ("sentralen", "sentralen", True)
    assert not bring_up_to_date(source, wire=net(KAFE_1).wire)
    assert (titles(), source.last_outcome) == ([], "never")
    started(job)
    source.refresh_from_db()
    assert titles() == ["Kafé", "Tur"]
    assert (source.last_outcome, source.begun_at) == ("updated", timezone.now())
    assert in_words(source) == ["New: 2."]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (said(status="404 Not Found"), "There is nothing at the address (any more)."),
        (said(b"<!doctype html><title>Logg inn</title>"), "The file is not a calendar"),
        (said(b""), "The file is empty."),
        (said(calendar_of()), "The calendar is empty."),
        (said(calendar_of(KAFE_1)[:-20]), "The file is not a calendar"),
    ],
)
def test_calendar_that_cannot_be_read_is_not_added(source, answer, why):
    with pytest.raises((NotFetched, Refused)) as refused:
        look_at(source, None, wire=Net(answer).wire)
    assert why in str(refused.value)
    assert (ImportFeed.objects.count(), ImportJob.objects.count()) == (0, 0)


def test_looking_again_forgets_what_was_looked_at_and_not_started(source):
    old = look_at(source, None, wire=net(KAFE_1).wire)
    new = look_at(source, None, wire=net(KAFE_1).wire)
    assert list(ImportJob.objects.all()) == [new]
    assert old.pk != new.pk


# --- kept up to date ------------------------------------------------------------------------


def test_what_is_new_changed_and_cancelled_is_so_here(begun):
    told = fetched(
        begun,
        event("1@sentralen", "Julekafé"),
        TUR_2.replace("END:VEVENT", "STATUS:CANCELLED\r\nEND:VEVENT"),
        KOR_3,
        LEK_4,
        event("5@sentralen", "Basar", "20261206"),
    )
    assert told == ("updated", ["New: 1.", "Changed: 1.", "Cancelled: 1."])
    assert titles() == ["Basar", "Julekafé", "Kor", "Lek", "Tur"]
    assert written(page_called("Tur")) == ["2026-12-03 18:00–20:00 cancelled"]
    assert page_called("Basar").live
    assert (begun.fetching_since, begun.last_read_at) == (None, timezone.now())


def test_same_calendar_changes_nothing(begun):
    fetched(begun, *ALL)
    before = everything()
    # Its bytes are others: a program writes its own clock into it.
    assert fetched(begun, *ALL, "X-NOW:1\r\n") == ("unchanged", [])
    assert everything() == before


def test_calendar_that_is_as_it_was_is_not_read_again(begun, monkeypatch):
    assert bring_up_to_date(begun, wire=net(*ALL, ETag='"a1"', Last_Modified="Mon").wire)
    assert (begun.etag, begun.last_modified, begun.last_outcome) == ('"a1"', "Mon", "unchanged")
    monkeypatch.setattr(feeds, "read_file", None)
    same = Net(said(status="304 Not Modified"))
    assert bring_up_to_date(begun, wire=same.wire)
    assert (same.headers()["If-None-Match"], begun.etag) == ('"a1"', '"a1"')
    assert begun.last_outcome == "unchanged"
    # The same bytes, of a server that does not know.
    assert fetched(begun, *ALL) == ("unchanged", [])


def test_drafts_are_nothing_that_residents_see(begun):
    begun.publish = False
    begun.save()
    fetched(begun, *ALL, event("5@sentralen", "Basar"))
    assert not page_called("Basar").live


def test_file_of_the_same_source_changes_the_same_pages(begun):
    imported(name="fil.ics", data=calendar_of(event("1@sentralen", "Julekafé")))
    assert titles() == ["Julekafé", "Kor", "Lek", "Tur"]
    # What came in a file was never in the calendar, and is not gone from it.
    imported(KAFE)
    told = fetched(begun, event("1@sentralen", "Julekafé"), TUR_2, KOR_3, LEK_4)
    assert told == ("unchanged", [])


# --- by hand --------------------------------------------------------------------------------

CHANGED = event("1@sentralen", "Kafé", DESCRIPTION="Fra kalenderen.", LOCATION="Rådhuset")


def test_change_by_hand_is_asked_about_and_the_rest_is_written(begun):
    publish(page_called("Kafé"), summary="For hånd.")
    told = fetched(begun, CHANGED, TUR_2, KOR_3, LEK_4)
    assert told == ("attention", ["Changed by hand here, and otherwise there: 1."])
    page = page_called("Kafé")
    assert (page.summary, page.where[0].value["name"]) == ("For hånd.", "Rådhuset")
    job = begun.open_job
    job.refresh_from_db()
    assert (job.status, job.is_whole, job.user, states(job)) == (
        "checked",
        False,
        None,
        ["conflict"],
    )
    [conflict] = job.report["rows"][0]["conflicts"]
    assert (conflict["before"], conflict["told"]) == ("For hånd.", "Fra kalenderen.")


@pytest.mark.parametrize("ticked", [True, False])
def test_what_somebody_has_decided_is_not_asked_again(begun, ticked):
    publish(page_called("Kafé"), summary="For hånd.")
    fetched(begun, CHANGED, TUR_2, KOR_3, LEK_4)
    label = begun.open_job.report["rows"][0]["conflicts"][0]["label"]
    started(begun.open_job, *([label] if ticked else []))
    begun.refresh_from_db()
    begun.__dict__.pop("open_job")
    assert (begun.last_outcome, in_words(begun)) == ("unchanged", [])
    assert page_called("Kafé").summary == ("Fra kalenderen." if ticked else "For hånd.")
    assert fetched(begun, CHANGED, TUR_2, KOR_3, LEK_4) == ("unchanged", [])
    assert page_called("Kafé").summary == ("Fra kalenderen." if ticked else "For hånd.")


def test_question_is_the_same_until_something_is_otherwise(begun):
    publish(page_called("Kafé"), summary="For hånd.")
    fetched(begun, CHANGED, TUR_2, KOR_3, LEK_4)
    first = begun.open_job.pk
    fetched(begun, CHANGED, TUR_2, KOR_3, LEK_4)
    assert begun.open_job.pk == first
    fetched(begun, CHANGED.replace("Fra kalenderen.", "Nytt."), TUR_2, KOR_3, LEK_4)
    assert begun.open_job.pk != first
    assert ImportJob.objects.filter(is_whole=False).count() == 1
    # The calendar says again what the page did before somebody changed it.
    assert fetched(begun, *ALL) == ("updated", ["Changed: 1."])
    assert (begun.open_job, page_called("Kafé").summary) == (None, "For hånd.")


def test_question_goes_when_the_page_says_what_the_calendar_does(begun):
    publish(page_called("Kafé"), summary="For hånd.")
    fetched(begun, CHANGED, TUR_2, KOR_3, LEK_4)
    publish(page_called("Kafé"), summary="Fra kalenderen.")
    assert fetched(begun, CHANGED, TUR_2, KOR_3, LEK_4)[0] != "attention"
    assert begun.open_job is None
    assert not ImportJob.objects.filter(is_whole=False).exists()


def test_change_by_hand_stays_as_long_as_the_calendar_says_nothing_new(begun):
    publish(page_called("Kafé"), summary="For hånd.")
    assert fetched(begun, *ALL) == ("unchanged", [])
    assert page_called("Kafé").summary == "For hånd."


def test_date_that_somebody_has_cancelled_stays_cancelled(begun):
    page = page_called("Tur")
    cancel(occurrence(page, "2026-12-03"), Change(page))
    later = TUR_2.replace("T180000", "T190000").replace("T200000", "T210000")
    assert fetched(begun, KAFE_1, later, KOR_3, LEK_4) == ("updated", ["Changed: 1."])
    assert written(page) == ["2026-12-03 19:00–21:00 cancelled"]


def test_page_that_somebody_has_deleted_is_not_made_again_and_nobody_is_asked(begun):
    page_called("Tur").delete()
    assert fetched(begun, *ALL) == ("unchanged", ["Left out, deleted here: 1."])
    assert fetched(begun, *ALL) == ("unchanged", ["Left out, deleted here: 1."])
    assert (titles(), begun.open_job) == (["Kafé", "Kor", "Lek"], None)
    # Who wants it back looks at all of it.
    started(look_at(begun, None, wire=net(*ALL).wire), "The page has been deleted")
    assert "Tur" in titles()


def test_locked_page_is_left_alone_and_told_of(begun):
    page = page_called("Kafé")
    page.locked = True
    page.save()
    assert fetched(begun, *ALL) == ("unchanged", [])
    told = fetched(begun, CHANGED, TUR_2, KOR_3, LEK_4)
    assert told == ("attention", ["Left out, with something wrong: 1."])
    assert begun.details["wrong"][0]["errors"] == [["The whole row", "The page is locked."]]
    ActivityPage.objects.filter(pk=page.pk).update(locked=False)
    assert fetched(begun, CHANGED, TUR_2, KOR_3, LEK_4) == ("updated", ["Changed: 1."])


def test_calendar_cannot_name_a_page_of_ours_that_it_did_not_make(begun):
    """Our own files name pages by a key of ours, which a stranger's calendar could copy."""
    imported({**KAFE, "title": "Vår egen"})
    page = page_called("Vår egen")
    uid = make_key(page.translation_key, {})
    told = fetched(begun, *ALL, event(uid, "Kapret"))
    assert told == ("updated", ["New: 1."])
    assert page_called("Vår egen").pk == page.pk


# --- gone -----------------------------------------------------------------------------------


def test_event_that_is_gone_is_told_of_and_its_page_is_left_alone(begun):
    told = fetched(begun, KAFE_1, TUR_2, KOR_3)
    assert told == ("attention", ["No longer there: 1."])
    page = page_called("Lek")
    assert begun.details["gone"] == [{"title": "Lek", "page": page.pk}]
    assert (page.live, written(page)) == (True, ["2026-12-05 18:00–20:00"])
    # As long as nobody has decided.
    assert fetched(begun, KAFE_1, TUR_2, KOR_3) == told
    assert fetched(begun, *ALL) == ("unchanged", [])


def test_event_that_is_over_is_not_gone(begun, clock):
    clock.shift(timedelta(days=11, hours=12))
    assert fetched(begun, KOR_3, LEK_4) == ("unchanged", [])


@pytest.mark.parametrize("decision", ["cancel", "unpublish", "delete", "leave"])
def test_what_somebody_has_decided_of_a_page_is_not_told_of_again(begun, decision):
    fetched(begun, KAFE_1, TUR_2, KOR_3)
    page = page_called("Lek")
    if decision == "cancel":
        cancel(occurrence(page, "2026-12-05"), Change(page))
    elif decision == "unpublish":
        page.unpublish()
    elif decision == "delete":
        page.delete()
    else:
        leave_gone(begun)
        assert (begun.last_outcome, in_words(begun)) == ("unchanged", [])
    assert fetched(begun, KAFE_1, TUR_2, KOR_3) == ("unchanged", [])


def test_draft_that_is_gone_is_told_of_too(source):
    source.publish = False
    started(look_at(source, None, wire=net(*ALL).wire))
    source.refresh_from_db()
    assert fetched(source, KAFE_1, TUR_2, KOR_3) == (
        "attention",
        ["No longer there: 1."],
    )


@pytest.mark.parametrize(
    ("events", "why"),
    [
        ((), "The calendar is empty."),
        (
            (KAFE_1,),
            "3 of 4 that it had are not there any more. Nothing has been imported. "
            "If that is right, look at it and start it.",
        ),
        (
            (event("9@annet", "Noe annet"),),
            "4 of 4 that it had are not there any more. Nothing has been imported. "
            "If that is right, look at it and start it.",
        ),
    ],
)
def test_calendar_that_is_suddenly_another_is_not_believed(begun, events, why):
    before = everything()
    assert fetched(begun, *events) == ("failed", [why])
    assert everything() == before
    assert (begun.keys, begun.fetching_since) == ([f"{n}@sentralen" for n in (1, 2, 3, 4)], None)


def test_half_of_it_may_go(begun):
    assert fetched(begun, KAFE_1, TUR_2) == ("attention", ["No longer there: 2."])


def test_person_who_has_looked_may_have_most_of_it_gone(begun):
    fetched(begun, KAFE_1)
    job = look_at(begun, None, wire=net(KAFE_1).wire)
    assert job.report["notes"] == ["No longer there: “Tur”, “Kor”, “Lek”."]
    started(job)
    begun.refresh_from_db()
    assert (begun.last_outcome, in_words(begun)) == (
        "attention",
        ["No longer there: 3."],
    )
    assert fetched(begun, KAFE_1) == ("attention", ["No longer there: 3."])


# --- what goes wrong ------------------------------------------------------------------------

BROKEN = event("9@sentralen", "Hver time", RRULE="FREQ=HOURLY")


def test_event_with_something_wrong_is_left_out_and_the_others_are_not(begun):
    cancelled = TUR_2.replace("END:VEVENT", "STATUS:CANCELLED\r\nEND:VEVENT")
    told = fetched(begun, KAFE_1, cancelled, KOR_3, LEK_4, BROKEN)
    assert told == ("attention", ["Cancelled: 1.", "Left out, with something wrong: 1."])
    [wrong] = begun.details["wrong"]
    assert (wrong["title"], [label for label, _text in wrong["errors"]]) == ("Hver time", ["When"])
    assert written(page_called("Tur")) == ["2026-12-03 18:00–20:00 cancelled"]
    assert "Hver time" not in titles()


def test_person_who_looks_first_sees_it_too_and_may_start_the_rest(source):
    job = look_at(source, None, wire=net(KAFE_1, BROKEN).wire)
    assert states(job) == ["create", "left_out"]
    assert (job.report["has_errors"], job.report["rows"][1]["errors"][0][0]) == (False, "When")
    started(job)
    assert titles() == ["Kafé"]


def test_known_event_that_breaks_is_not_gone_and_its_page_stays(begun):
    broken = event("4@sentralen", "Lek", RRULE="FREQ=HOURLY")
    told = fetched(begun, KAFE_1, TUR_2, KOR_3, broken)
    assert told == ("attention", ["Left out, with something wrong: 1."])
    assert written(page_called("Lek")) == ["2026-12-05 18:00–20:00"]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (said(status="500 Oh"), "(it answers 500)"),
        (said(b"<html>"), "The file is not a calendar"),
        (TimeoutError(), "It took too long."),
    ],
)
def test_failure_changes_nothing_and_keeps_what_is_to_be_looked_at(begun, clock, answer, why):
    fetched(begun, KAFE_1, TUR_2, KOR_3)
    read, before = begun.last_read_at, everything()
    clock.shift(3600)
    assert bring_up_to_date(begun, wire=Net(answer).wire)
    assert (begun.last_outcome, begun.details["gone_count"]) == ("failed", 1)
    assert why in in_words(begun)[0]
    assert (begun.last_read_at, begun.last_fetched_at) == (read, timezone.now())
    assert everything() == before
    assert fetched(begun, *ALL) == ("unchanged", [])


def test_what_breaks_half_way_leaves_nothing_and_says_so_without_the_address(
    begun, monkeypatch, caplog
):
    before = everything()
    monkeypatch.setattr(feeds, "values_of", None)
    told = fetched(begun, *ALL, event("5@sentralen", "Basar"))
    assert told == ("failed", ["Something went wrong. Nothing has been imported."])
    assert everything() == before
    [record] = caplog.records
    assert record.getMessage() == "The feed of sentralen was not brought up to date"


def test_site_without_a_calendar_page_has_no_place_for_it(begun, calendar):
    calendar.get_parent().delete()
    told = fetched(begun, *ALL, event("5@sentralen", "Basar"))
    assert told == ("failed", ["The site has no page to put them below."])


# --- two at once ----------------------------------------------------------------------------


def test_calendar_that_somebody_fetches_is_not_fetched_by_another(begun, clock):
    asked = []

    def meanwhile():
        asked.append(bring_up_to_date(ImportFeed.objects.get(), wire=net(*ALL).wire))
        yield said(calendar_of(*ALL, event("5@sentralen", "Basar")))

    assert bring_up_to_date(begun, wire=Net(meanwhile).wire)
    assert (asked, begun.last_outcome) == ([False], "updated")
    assert titles().count("Basar") == 1


def test_whoever_was_killed_has_it_no_longer(begun, clock):
    ImportFeed.objects.update(fetching_since=timezone.now())
    assert not bring_up_to_date(begun, wire=net(*ALL).wire)
    clock.shift(GIVEN_UP.total_seconds() + 60)
    assert bring_up_to_date(begun, wire=net(*ALL).wire)


def test_whoever_was_overtaken_writes_nothing(begun, clock):
    def slow():
        clock.shift(GIVEN_UP.total_seconds() + 60)
        other = ImportFeed.objects.get()
        assert fetched(other, *ALL, event("6@sentralen", "Seks")) == ("updated", ["New: 1."])
        yield said(calendar_of(*ALL, event("5@sentralen", "Basar")))

    assert bring_up_to_date(begun, wire=Net(slow, clock=lambda: 0.0).wire)
    assert titles() == ["Kafé", "Kor", "Lek", "Seks", "Tur"]
    assert (begun.last_outcome, begun.fetching_since) == ("updated", None)


def test_calendar_that_is_removed_meanwhile_imports_nothing(begun):
    def remove():
        ImportFeed.objects.all().delete()
        yield said(calendar_of(*ALL, event("5@sentralen", "Basar")))

    assert bring_up_to_date(begun, wire=Net(remove).wire)
    assert "Basar" not in titles()


def test_imports_of_a_calendar_go_with_it_and_its_pages_stay(begun):
    job = look_at(begun, None, wire=net(*ALL, event("5@sentralen", "Basar")).wire)
    assert start(job, [])
    begun.delete()
    run(job)
    assert (ImportJob.objects.count(), titles()) == (0, ["Kafé", "Kor", "Lek", "Tur"])


# --- all of it ------------------------------------------------------------------------------


def test_from_a_real_server_to_pages_and_back_again(source, server):
    """By TLS, with a certificate, through look, start, change, and nothing new."""
    wire, asked, answers, _theirs = server
    changed = calendar_of(event("1@sentralen", "Julekafé"), TUR_2)
    answers += [
        [said(calendar_of(KAFE_1, TUR_2))],
        [said(changed, ETag='"b2"')],
        [said(status="304 Not Modified")],
    ]
    started(look_at(source, None, wire=wire))
    assert titles() == ["Kafé", "Tur"]
    source.refresh_from_db()
    assert bring_up_to_date(source, wire=wire)
    assert (titles(), source.last_outcome) == (["Julekafé", "Tur"], "updated")
    assert bring_up_to_date(source, wire=wire)
    assert (source.last_outcome, 'If-None-Match: "b2"' in asked[-1]) == ("unchanged", True)
