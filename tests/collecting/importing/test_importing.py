"""A file becomes pages, as a whole or not at all."""

import json

import pytest
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published

from tests.activities.calendars import occurrence, publish, translate, written
from tests.collecting.importing.files import (
    KAFE,
    LAG,
    TUR,
    checked,
    conflicts,
    everything,
    imported,
    page_called,
    states,
)
from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.collecting.entries import apply_record, read_record
from wagtail_hjelp.collecting.files.conversion import to_entry, to_file
from wagtail_hjelp.collecting.importing import jobs as importing
from wagtail_hjelp.collecting.importing.jobs import GIVEN_UP, run, start
from wagtail_hjelp.collecting.importing.progress import progress
from wagtail_hjelp.models import (
    ActivityPage,
    DateSeries,
    ImportedKey,
    ImportJob,
    OrganisationPage,
    SourceWords,
)

pytestmark = pytest.mark.django_db


# --- new pages ------------------------------------------------------------------------------


def test_row_becomes_a_page_that_says_what_the_file_says(calendar):
    job = imported(KAFE, TUR)
    assert (job.status, job.total, job.done, job.content) == ("done", 2, 2, {})
    page = page_called("Åpen kafé")
    assert to_file(read_record(page), "activity") == {**KAFE, "key": ""}
    assert (page.live, page.slug, page.get_parent().pk) == (True, "apen-kafe", calendar.pk)
    assert written(page) == [
        "2026-11-25 18:00–20:00",
        "2026-12-02 18:00–20:00",
        "2026-12-16 18:00–20:00",
    ]


def test_row_becomes_an_organisation(overview):
    imported(LAG, kind="organisation")
    page = OrganisationPage.objects.get(number="974760673")
    assert (page.title, page.live) == ("Havnesund Røde Kors", True)


def test_page_is_the_same_as_one_that_was_typed_and_published(calendar, topic, editor_user):
    """Pages are written many at a time: every column and row beside them is as Wagtail's own."""
    translate(calendar, "pl", alias=True)
    record = {**KAFE, "topics": ["ensomhet"]}
    typed = ActivityPage(live=False, locale=calendar.locale, owner=editor_user)
    apply_record(typed, to_entry(record, "activity"))
    Page.objects.get(pk=calendar.pk).add_child(instance=typed)
    typed.save_revision(user=editor_user).publish(user=editor_user)
    imported(record, user=editor_user)
    one, other = ActivityPage.objects.filter(locale=calendar.locale).order_by("path")
    assert rows_of(other) == rows_of(one)
    assert (one.slug, other.slug) == ("apen-kafe", "apen-kafe-2")
    aliases = ActivityPage.objects.filter(locale__language_code="pl").order_by("path")
    assert [alias.alias_of_id for alias in aliases] == [one.pk, other.pk]
    assert rows_of(aliases[1]) == rows_of(aliases[0])
    assert Page.find_problems() == ([], [], [], [], [])


# What is of one page alone.
OWN = {
    "id",
    "path",
    "page_ptr",
    "slug",
    "url_path",
    "translation_key",
    "latest_revision",
    "live_revision",
    "alias_of",
}


def rows_of(page):
    """All that is stored of a page, without what is its own alone."""
    fields = {
        field.name: field.value_from_object(page)
        for field in page._meta.concrete_fields
        if field.name not in OWN
    }
    for name in ("dates", "where", "contact_points", "body"):
        fields[name] = json.dumps(
            [{**row, "id": ""} for row in getattr(page, name).get_prep_value()], sort_keys=True
        )
    revisions = Revision.objects.filter(object_id=str(page.pk))
    logs = PageLogEntry.objects.filter(page_id=page.pk).order_by("pk")
    series = DateSeries.objects.get(pk=page.translation_key)
    words = SourceWords.objects.get(pk=page.translation_key)
    return {
        **fields,
        "revisions": [
            (
                sorted(one.content),
                one.user_id,
                one.object_str,
                one.base_content_type_id,
                one.content_type_id,
                one.content["title"],
            )
            for one in revisions
        ],
        "is latest": page.latest_revision_id == getattr(revisions.last(), "pk", None),
        "is live": page.live_revision_id == getattr(revisions.last(), "pk", None),
        "history": [(one.action, one.user_id, one.label) for one in logs],
        "topics": [topic.slug for topic in page.topics.all()],
        "dates written": written(page),
        "series": (series.endless, series.written_until),
        "words": [sentence for _path, sentence in words.words],
        "digest": words.digest,
    }


@pytest.fixture
def editor_user(django_user_model):
    return django_user_model.objects.create_superuser("redaktor", "redaktor@example.org", "x")


def test_others_are_told_of_each_page_that_is_published(calendar):
    told = []

    def listen(instance, **kwargs):
        told.append((instance.title, instance.live_revision_id is not None))

    page_published.connect(listen)
    try:
        imported(KAFE, TUR)
    finally:
        page_published.disconnect(listen)
    assert told == [("Åpen kafé", True), ("Tur", True)]


def test_drafts_are_nothing_that_residents_see(calendar):
    translate(calendar, "pl", alias=True)
    imported(KAFE, publish=False)
    page = ActivityPage.objects.get()
    assert (page.live, page.has_unpublished_changes, page.live_revision) == (False, True, None)
    assert page.get_latest_revision_as_object().title == "Åpen kafé"
    assert written(page) == []


def test_words_in_another_language_are_the_source_of_the_page_in_that_language(calendar):
    english = translate(calendar, "en", alias=True)
    imported({**TUR, "language": "en", "title": "Walk"})
    page = ActivityPage.objects.get(title="Walk")
    assert (page.locale.language_code, page.get_parent().pk) == ("en", english.pk)
    assert page.live


@pytest.mark.parametrize(("code", "there"), [("fr", False), ("uk", False), ("nb-NO", True)])
def test_language_that_the_site_has_no_page_in_is_an_error(calendar, code, there):
    job = checked({**TUR, "language": code})
    assert states(job) == (["create"] if there else ["error"])


# --- all or nothing -------------------------------------------------------------------------


def test_one_broken_row_and_nothing_can_be_imported(calendar):
    before = everything()
    rows = [{**TUR, "key": f"{number}", "title": f"Tur {number}"} for number in range(50)]
    rows[48] = {**rows[48], "topics": ["finnes-ikke"]}
    job = checked(*rows)
    assert states(job) == ["create"] * 48 + ["error"] + ["create"]
    assert job.report["rows"][48]["errors"] == [
        ["Topics", "The site has no topic with the code “finnes-ikke”."]
    ]
    assert not start(job, [])
    assert everything() == before


def test_row_that_breaks_after_it_was_checked_leaves_nothing(calendar, topic):
    before = everything()
    job = checked(*[{**TUR, "key": f"{n}", "topics": ["ensomhet"]} for n in range(5)])
    topic.delete()
    start(job, [])
    run(job)
    assert (job.status, everything()) == ("failed", before)
    assert job.error == (
        "Line 2: The site has no topic with the code “ensomhet”. Nothing has been imported."
    )


class Killed(BaseException):
    """What ends a worker from outside."""


@pytest.mark.parametrize("end", [ValueError, Killed])
def test_what_ends_half_way_leaves_nothing(calendar, monkeypatch, end, clock):
    before = everything()
    job = checked(*[{**TUR, "key": f"{n}", "title": f"Tur {n}"} for n in range(250)])
    start(job, [])
    seen = []

    def stop(job, done):
        seen.append((done, ActivityPage.objects.count()))
        if done == 200:
            raise end

    with monkeypatch.context() as patch:
        patch.setattr(importing, "tell_progress", stop)
        if end is Killed:
            with pytest.raises(Killed):
                run(job)
        else:
            run(job)
    assert seen == [(100, 100), (200, 200)]
    assert everything() == before
    job.refresh_from_db()
    assert job.status == ("running" if end is Killed else "failed")
    # Whoever was killed cannot say so: after a while somebody may start it again.
    if end is Killed:
        assert not start(job, [])
        clock.shift(GIVEN_UP.total_seconds() + 60)
    assert start(job, [])
    run(job)
    assert (job.status, ActivityPage.objects.count()) == ("done", 250)


def test_run_that_somebody_has_started_anew_meanwhile_leaves_nothing(calendar, clock):
    job = checked(KAFE)
    start(job, [])
    slow = ImportJob.objects.get(pk=job.pk)
    clock.shift(GIVEN_UP.total_seconds() + 60)
    start(job, [])
    run(slow)
    assert ActivityPage.objects.count() == 0
    run(job)
    run(slow)
    assert (job.status, ActivityPage.objects.count()) == ("done", 1)


def test_progress_is_told_while_it_lasts(calendar, monkeypatch):
    job = checked(*[{**TUR, "key": f"{n}", "title": f"Tur {n}"} for n in range(150)])
    start(job, [])
    monkeypatch.setattr("wagtail_hjelp.collecting.importing.progress._EVERY", 0)
    seen = []
    told = importing.tell_progress

    def tell(job, done):
        told(job, done)
        seen.append(progress(job))

    monkeypatch.setattr(importing, "tell_progress", tell)
    run(job)
    assert (seen, progress(job)) == ([100, 150], None)


# --- the next file --------------------------------------------------------------------------


def test_same_file_again_changes_nothing(calendar):
    imported(KAFE, TUR)
    before = everything()
    again = imported(KAFE, TUR)
    assert (states(again), again.report["counts"]) == (["unchanged"] * 2, {"unchanged": 2})
    assert everything() == before


def test_row_is_known_by_its_key_and_changes_its_page(calendar):
    imported(KAFE)
    page = page_called("Åpen kafé")
    job = imported({**KAFE, "title": "Julekafé", "phone": "+4770000111"})
    assert states(job) == ["update"]
    assert job.report["rows"][0]["changes"] == [
        {"label": "What it is called", "before": "Åpen kafé", "told": "Julekafé"},
        {"label": "Telephone", "before": "70 00 01 10", "told": "70 00 01 11"},
    ]
    changed = ActivityPage.objects.get(locale=calendar.locale)
    assert (changed.pk, changed.title, changed.slug) == (page.pk, "Julekafé", "apen-kafe")


def test_another_source_may_use_the_same_key(calendar):
    imported(KAFE)
    imported({**TUR, "key": "17"}, source="kirken")
    assert sorted(ActivityPage.objects.values_list("title", flat=True)) == ["Tur", "Åpen kafé"]


def test_columns_that_are_not_in_the_file_are_left_alone(calendar):
    imported(KAFE)
    imported({**KAFE, "summary": "Ny."}, columns=["key", "title", "summary"])
    page = page_called("Åpen kafé")
    assert to_file(read_record(page), "activity") == {**KAFE, "key": "", "summary": "Ny."}


def test_change_by_hand_stays_as_long_as_the_file_says_nothing_new(calendar):
    imported(KAFE)
    publish(page_called("Åpen kafé"), summary="For hånd.")
    job = imported({**KAFE, "town": "Nordvågen"})
    assert states(job) == ["update"]
    page = page_called("Åpen kafé")
    assert (page.summary, read_record(page)["town"]) == ("For hånd.", "Nordvågen")


def test_change_by_hand_that_the_file_wants_otherwise_is_a_conflict(calendar):
    imported(KAFE)
    publish(page_called("Åpen kafé"), summary="For hånd.")
    job = imported({**KAFE, "summary": "Fra fila.", "town": "Nordvågen"})
    assert states(job) == ["conflict"]
    [conflict] = conflicts(job)
    assert (conflict["before"], conflict["told"]) == ("For hånd.", "Fra fila.")
    assert conflict["overwritten"] is False
    page = page_called("Åpen kafé")
    # The rest of the row is written.
    assert (page.summary, read_record(page)["town"]) == ("For hånd.", "Nordvågen")


def test_conflict_that_somebody_has_ticked_is_overwritten(calendar):
    imported(KAFE)
    publish(page_called("Åpen kafé"), summary="For hånd.", practical="For hånd.")
    told = {**KAFE, "summary": "Fra fila.", "practical": "Fra fila."}
    job = imported(told, overwrite=["Practical notes"])
    assert [one["overwritten"] for one in conflicts(job)] == [False, True]
    page = page_called("Åpen kafé")
    assert (page.summary, page.practical) == ("For hånd.", "Fra fila.")


def test_what_was_left_alone_is_a_conflict_again_when_the_file_changes_again(calendar):
    imported(KAFE)
    publish(page_called("Åpen kafé"), summary="For hånd.")
    imported({**KAFE, "summary": "Fra fila."})
    assert states(imported({**KAFE, "summary": "Fra fila."})) == ["unchanged"]
    assert states(imported({**KAFE, "summary": "Noe annet."})) == ["conflict"]
    assert page_called("Åpen kafé").summary == "For hånd."


def test_tick_is_for_what_somebody_has_seen_and_not_for_what_came_after(calendar):
    imported(KAFE)
    publish(page_called("Åpen kafé"), summary="For hånd.")
    job = checked({**KAFE, "summary": "Fra fila."})
    tokens = [one["token"] for one in conflicts(job)]
    publish(page_called("Åpen kafé"), summary="Enda nyere.")
    start(job, tokens)
    run(job)
    assert (job.status, page_called("Åpen kafé").summary) == ("done", "Enda nyere.")


def test_page_that_was_deleted_by_hand_comes_back_only_if_somebody_says_so(calendar):
    imported(KAFE)
    page_called("Åpen kafé").delete()
    assert states(imported(KAFE)) == ["conflict"]
    assert ActivityPage.objects.count() == 0
    imported(KAFE, overwrite=["The page has been deleted"])
    assert ActivityPage.objects.count() == 1
    assert ImportedKey.objects.get().translation_key == ActivityPage.objects.get().translation_key


def test_draft_that_an_editor_works_on_is_not_published_and_gets_the_same_parts(calendar):
    imported(KAFE)
    draft = page_called("Åpen kafé")
    draft.practical = "Under arbeid."
    draft.save_revision()
    imported({**KAFE, "town": "Nordvågen"})
    page = page_called("Åpen kafé")
    draft = page.get_latest_revision_as_object()
    assert (page.practical, read_record(page)["town"]) == (KAFE["practical"], "Nordvågen")
    assert (draft.practical, read_record(draft)["town"]) == ("Under arbeid.", "Nordvågen")
    assert page.has_unpublished_changes


def test_page_that_was_taken_down_stays_down(calendar):
    imported(KAFE)
    page_called("Åpen kafé").unpublish()
    imported({**KAFE, "town": "Nordvågen"})
    page = page_called("Åpen kafé")
    assert not page.live
    assert read_record(page.get_latest_revision_as_object())["town"] == "Nordvågen"


def test_date_that_was_cancelled_by_hand_stays_cancelled_when_its_time_changes(calendar):
    imported(KAFE)
    page = page_called("Åpen kafé")
    cancel(occurrence(page, "2026-12-02"), Change(page))
    later = {**KAFE["dates"][0], "starts": "19:00", "ends": "21:00"}
    job = imported({**KAFE, "dates": [later, KAFE["dates"][1]]})
    assert states(job) == ["update"]
    assert written(page) == [
        "2026-11-25 19:00–21:00",
        "2026-12-02 19:00–21:00 cancelled",
        "2026-12-16 19:00–21:00",
    ]


def test_facts_that_change_are_there_in_every_language(calendar):
    translate(calendar, "pl", alias=True)
    imported(KAFE)
    translate(page_called("Åpen kafé"), "pl")
    imported({**KAFE, "phone": "+4770000111"})
    polish = ActivityPage.objects.get(locale__language_code="pl")
    assert read_record(polish)["phone"] == "+4770000111"


# --- doubles --------------------------------------------------------------------------------


def test_new_row_that_is_called_nearly_as_a_page_is_told_of(calendar):
    imported(KAFE)
    job = checked({**TUR, "key": "1", "title": "Åpen cafe"}, TUR, source="kirken")
    assert [row.get("doubles") for row in job.report["rows"]] == [["Åpen kafé"], None]


def test_organisation_with_the_same_number_is_told_of(overview):
    imported(LAG, kind="organisation")
    job = checked({**LAG, "key": "9", "title": "Noe annet"}, kind="organisation", source="kirken")
    assert job.report["rows"][0]["doubles"] == ["Havnesund Røde Kors"]


# --- who ------------------------------------------------------------------------------------


def test_page_that_somebody_may_not_change_is_an_error(calendar, django_user_model):
    imported(KAFE)
    job = checked({**KAFE, "town": "X"}, user=django_user_model.objects.create_user("x"))
    assert job.report["rows"][0]["errors"] == [["The whole row", "You may not change the page."]]
