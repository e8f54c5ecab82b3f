"""What becomes of one date: whole rows, who did it, and that lists know."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import PageLogEntry

from tests.activities.calendars import (
    changed,
    local,
    make_activity,
    make_calendar,
    occurrence,
    publish,
    shown,
    text_of,
    written,
)
from tests.factories import once, weekly
from wagtail_hjelp.activities.changes import (
    AlreadyThere,
    Change,
    add_extra,
    cancel,
    mark_full,
    move,
    remove_extra,
    restore,
)
from wagtail_hjelp.models import ActivityPage, DirectoryStamp, Listed, Occurrence
from wagtail_hjelp.schedule.recurrence import ALL_DAY, Times

pytestmark = pytest.mark.django_db

NOW = local("2026-11-23 10:00")
CAFE = weekly("2026-11-25", until="2026-12-16")
THURSDAY = date(2026, 12, 3)
EVENING = Times(18 * 60, 20 * 60)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def calendar(site):
    return make_calendar(site.root_page)


@pytest.fixture
def cafe(calendar):
    return make_activity(calendar, "Kafé", CAFE)


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("kari@example.no", "kari@example.no", "hemmelig")


@pytest.fixture
def found(cafe):
    """The café on Wednesday 2 December."""
    return occurrence(cafe, "2026-12-02")


def whole(row: Occurrence) -> dict:
    """The row as it is in the database, but for its number."""
    return {
        name: value
        for name, value in Occurrence.objects.values().get(pk=row.pk).items()
        if name != "id"
    }


def planned(cafe, **fields) -> dict:
    """The row of 2 December as its rule gives it, with what is otherwise."""
    return {
        "activity_key": cafe.translation_key,
        "row": CAFE["id"],
        "day": date(2026, 12, 2),
        "starts_at": datetime(2026, 12, 2, 13, tzinfo=UTC),
        "ends_at": datetime(2026, 12, 2, 15, tzinfo=UTC),
        "over_at": datetime(2026, 12, 2, 15, tzinfo=UTC),
        "all_day": False,
        "first_day": date(2026, 12, 2),
        "last_day": date(2026, 12, 2),
        "status": "scheduled",
        "reason": "",
        "note": "",
        "moved": False,
        "rule_starts_at": datetime(2026, 12, 2, 13, tzinfo=UTC),
        "sequence": 0,
        "changed_at": None,
        "changed_by_id": None,
        **fields,
    }


# --- whole rows ---------------------------------------------------------------------------------


def test_cancelled_date_says_why_and_who_said_it(cafe, found, editor):
    made = cancel(found, Change(cafe, editor, "illness", "Vi sees neste uke."))
    assert whole(found) == planned(
        cafe,
        status="cancelled",
        reason="illness",
        note="Vi sees neste uke.",
        sequence=1,
        changed_at=NOW,
        changed_by_id=editor.pk,
    )
    assert (made.pk, made.is_cancelled) == (found.pk, True)


def test_full_date_is_one_without_places(cafe, found, editor):
    mark_full(found, Change(cafe, editor))
    assert whole(found) == planned(
        cafe, status="full", sequence=1, changed_at=NOW, changed_by_id=editor.pk
    )


def test_moved_date_has_its_new_times_and_knows_its_old_start(cafe, found, editor):
    move(found, THURSDAY, THURSDAY, EVENING, Change(cafe, editor, "venue", "I kjelleren."))
    assert whole(found) == planned(
        cafe,
        starts_at=datetime(2026, 12, 3, 17, tzinfo=UTC),
        ends_at=datetime(2026, 12, 3, 19, tzinfo=UTC),
        over_at=datetime(2026, 12, 3, 19, tzinfo=UTC),
        first_day=THURSDAY,
        last_day=THURSDAY,
        moved=True,
        reason="venue",
        note="I kjelleren.",
        sequence=1,
        changed_at=NOW,
        changed_by_id=editor.pk,
    )


def test_date_can_be_moved_to_several_whole_days(cafe, found):
    move(found, THURSDAY, date(2026, 12, 5), ALL_DAY, Change(cafe))
    assert whole(found) == planned(
        cafe,
        starts_at=datetime(2026, 12, 2, 23, tzinfo=UTC),
        ends_at=datetime(2026, 12, 5, 23, tzinfo=UTC),
        over_at=datetime(2026, 12, 5, 23, tzinfo=UTC),
        all_day=True,
        first_day=THURSDAY,
        last_day=date(2026, 12, 5),
        moved=True,
        sequence=1,
        changed_at=NOW,
    )


def test_extra_date_stands_beside_those_of_the_rows(cafe, editor):
    made = add_extra(THURSDAY, THURSDAY, Times(18 * 60), Change(cafe, editor, "", "Julebord"))
    assert whole(made) == planned(
        cafe,
        row=made.row,
        day=THURSDAY,
        starts_at=datetime(2026, 12, 3, 17, tzinfo=UTC),
        ends_at=None,
        over_at=datetime(2026, 12, 3, 18, tzinfo=UTC),
        first_day=THURSDAY,
        last_day=THURSDAY,
        note="Julebord",
        rule_starts_at=datetime(2026, 12, 3, 17, tzinfo=UTC),
        sequence=1,
        changed_at=NOW,
        changed_by_id=editor.pk,
    )
    assert made.is_extra
    assert written(cafe, until="2026-12-03") == [
        "2026-11-25 14:00–16:00",
        "2026-12-02 14:00–16:00",
        "2026-12-03 18:00",
    ]


def test_extra_date_can_be_taken_away_and_others_cannot(cafe, found, editor):
    made = add_extra(THURSDAY, THURSDAY, EVENING, Change(cafe))
    with pytest.raises(ValueError, match="added by hand"):
        remove_extra(found, Change(cafe, editor))
    remove_extra(made, Change(cafe, editor))
    assert written(cafe) == [
        "2026-11-25 14:00–16:00",
        "2026-12-02 14:00–16:00",
        "2026-12-09 14:00–16:00",
        "2026-12-16 14:00–16:00",
    ]


# --- restored -----------------------------------------------------------------------------------


def test_restored_date_is_as_its_rule_says_and_no_old_word_is_left(cafe, found, editor):
    move(found, THURSDAY, THURSDAY, EVENING, Change(cafe, None, "venue", "I kjelleren."))
    cancel(found, Change(cafe, None, "illness", "Vi er syke."))
    restore(found, Change(cafe, editor, "weather", "Ikke til noen."))
    assert whole(found) == planned(cafe, sequence=3, changed_at=NOW, changed_by_id=editor.pk)


def test_restored_date_is_as_its_rule_says_now(cafe, found):
    move(found, THURSDAY, THURSDAY, EVENING, Change(cafe))
    publish(cafe, dates=[changed(CAFE, starts="15:00:00", ends="17:30:00")])
    restore(found, Change(cafe))
    assert text_of(occurrence(cafe, "2026-12-02")) == "2026-12-02 15:00–17:30"
    # And follows it again.
    publish(cafe, dates=[changed(CAFE, starts="13:00:00")])
    assert text_of(occurrence(cafe, "2026-12-02")) == "2026-12-02 13:00–16:00"


def test_restored_while_the_activity_is_unpublished_it_comes_back_by_its_rule(cafe, found):
    move(found, THURSDAY, THURSDAY, EVENING, Change(cafe))
    ActivityPage.objects.get(pk=cafe.pk).unpublish()
    restore(found, Change(cafe))
    publish(cafe)
    assert whole(found) == planned(cafe, sequence=2, changed_at=NOW)


def test_restored_date_whose_row_is_gone_keeps_its_times(calendar, time_machine):
    time_machine.move_to(local("2026-11-01 10:00"), tick=False)
    cafe = make_activity(calendar, "Kafé", row := weekly("2026-11-04"))
    found, day = occurrence(cafe, "2026-11-04"), date(2026, 11, 5)
    cancel(occurrence(cafe, "2026-11-11"), Change(cafe))
    move(found, day, day, EVENING, Change(cafe))
    time_machine.move_to(NOW, tick=False)
    publish(cafe, dates=[changed(row, first="2026-11-25")])
    restore(found, Change(cafe))
    restore(occurrence(cafe, "2026-11-11"), Change(cafe))
    assert written(cafe, until="2026-11-25") == [
        "2026-11-05 18:00–20:00 moved",
        "2026-11-11 14:00–16:00",
        "2026-11-18 14:00–16:00",
        "2026-11-25 14:00–16:00",
    ]


def test_restored_extra_date_stays_where_it_was_moved(cafe):
    made = add_extra(THURSDAY, THURSDAY, EVENING, Change(cafe))
    day = date(2026, 12, 4)
    move(made, day, day, EVENING, Change(cafe))
    assert text_of(Occurrence.objects.get(pk=made.pk)) == "2026-12-04 18:00–20:00 moved"
    cancel(made, Change(cafe))
    restored = restore(made, Change(cafe))
    assert text_of(restored) == "2026-12-04 18:00–20:00"
    assert restored.rule_starts_at == restored.starts_at == local("2026-12-04 18:00")
    assert (restored.day, restored.row) == (THURSDAY, made.row)


# --- moved or not -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("times", "is_moved"),
    [
        (Times(14 * 60, 16 * 60), False),
        (Times(14 * 60, 19 * 60), True),
        (Times(14 * 60), True),
        (Times(15 * 60, 16 * 60), True),
        (ALL_DAY, True),
    ],
)
def test_another_end_is_another_time_too(cafe, found, times, is_moved):
    day = date(2026, 12, 2)
    assert move(found, day, day, times, Change(cafe)).moved is is_moved


def test_moved_back_to_its_own_time_it_is_not_moved(cafe, found):
    move(found, THURSDAY, THURSDAY, EVENING, Change(cafe))
    day = date(2026, 12, 2)
    move(found, day, day, Times(14 * 60, 16 * 60), Change(cafe))
    assert whole(found) == planned(cafe, sequence=2, changed_at=NOW)


def test_moved_date_takes_place_even_if_it_was_cancelled(cafe, found):
    cancel(found, Change(cafe, None, "illness", "Vi er syke."))
    move(found, THURSDAY, THURSDAY, EVENING, Change(cafe))
    now = whole(found)
    assert (now["status"], now["reason"], now["note"]) == ("scheduled", "", "")


def test_word_about_a_moved_date_is_still_there_when_it_is_full(cafe, found):
    move(found, THURSDAY, THURSDAY, EVENING, Change(cafe, None, "venue", "I kjelleren."))
    full = mark_full(found, Change(cafe))
    assert (full.status, full.moved, full.reason, full.note) == (
        "full",
        True,
        "venue",
        "I kjelleren.",
    )
    full = mark_full(found, Change(cafe, None, "", "Venteliste på skjema."))
    assert (full.reason, full.note) == ("", "Venteliste på skjema.")


def test_word_about_a_cancelled_date_goes_when_it_is_full_instead(cafe, found):
    cancel(found, Change(cafe, None, "illness", "Vi er syke."))
    full = mark_full(found, Change(cafe))
    assert (full.status, full.reason, full.note) == ("full", "", "")


# --- already there ------------------------------------------------------------------------------


def test_date_that_is_there_at_that_time_is_not_added_again(cafe, found):
    wednesday = date(2026, 12, 2)
    for ends in (16 * 60, 18 * 60, None):
        with pytest.raises(AlreadyThere):
            add_extra(wednesday, wednesday, Times(14 * 60, ends), Change(cafe))
    cancel(found, Change(cafe))
    with pytest.raises(AlreadyThere):
        add_extra(wednesday, wednesday, Times(14 * 60, 16 * 60), Change(cafe))
    assert len(written(cafe)) == 4
    # Later on the same day, or where it has been moved away, is another matter.
    move(found, THURSDAY, THURSDAY, EVENING, Change(cafe))
    add_extra(wednesday, wednesday, EVENING, Change(cafe))
    add_extra(wednesday, wednesday, Times(14 * 60, 16 * 60), Change(cafe))
    with pytest.raises(AlreadyThere):
        add_extra(THURSDAY, THURSDAY, EVENING, Change(cafe))
    assert written(cafe, since="2026-12-02", until="2026-12-03") == [
        "2026-12-02 14:00–16:00",
        "2026-12-02 18:00–20:00",
        "2026-12-03 18:00–20:00 moved",
    ]


def test_other_activities_may_have_that_time(cafe, calendar):
    choir = make_activity(calendar, "Kor", once("2026-12-20"))
    wednesday = date(2026, 12, 2)
    made = add_extra(wednesday, wednesday, Times(14 * 60, 16 * 60), Change(choir))
    assert made.activity_key == choir.translation_key


def test_refused_date_leaves_nothing_behind(cafe):
    stamp, wednesday = DirectoryStamp.current(), date(2026, 12, 2)
    with pytest.raises(AlreadyThere):
        add_extra(wednesday, wednesday, Times(14 * 60, 16 * 60), Change(cafe))
    assert DirectoryStamp.current() == stamp
    assert not _logged(cafe)


# --- two editors --------------------------------------------------------------------------------


def test_cancelling_from_a_list_read_earlier_keeps_the_other_s_times(cafe, found):
    seen_by_another = Occurrence.objects.get(pk=found.pk)
    move(found, THURSDAY, THURSDAY, EVENING, Change(cafe, None, "venue", "I kjelleren."))
    cancel(seen_by_another, Change(cafe, None, "illness"))
    assert written(cafe)[1] == "2026-12-03 18:00–20:00 moved cancelled"
    assert whole(found)["sequence"] == 2


def test_moving_from_a_list_read_earlier_is_measured_against_the_rule_of_today(cafe, found):
    publish(cafe, dates=[changed(CAFE, starts="15:00:00", ends="17:00:00")])
    day = date(2026, 12, 2)
    assert not move(found, day, day, Times(15 * 60, 17 * 60), Change(cafe)).moved
    assert move(found, day, day, Times(14 * 60, 16 * 60), Change(cafe)).moved


def test_date_that_a_publishing_removed_meanwhile_cannot_be_changed(cafe, found):
    extra = add_extra(THURSDAY, THURSDAY, EVENING, Change(cafe))
    publish(cafe, dates=[])
    remove_extra(extra, Change(cafe))
    entries = _logged(cafe)
    for change_it in (cancel, mark_full, restore):
        with pytest.raises(Occurrence.DoesNotExist):
            change_it(found, Change(cafe))
    with pytest.raises(Occurrence.DoesNotExist):
        move(found, THURSDAY, THURSDAY, EVENING, Change(cafe))
    with pytest.raises(Occurrence.DoesNotExist):
        remove_extra(Occurrence(pk=found.pk, row=extra.row), Change(cafe))
    assert _logged(cafe) == entries
    assert not Occurrence.objects.exists()


# --- lists and the log know ---------------------------------------------------------------------


def _logged(cafe) -> list[tuple]:
    """Who did what to which date, where it stands then, and why."""
    entries = PageLogEntry.objects.filter(page=cafe.pk, action="wagtail_hjelp.occurrence")
    fields = ("what", "day", "starts_at", "reason")
    assert all(sorted(entry.data) == sorted(fields) for entry in entries)
    return [
        (entry.user_id, *(entry.data[name] for name in fields))
        for entry in entries.order_by("timestamp", "pk")
    ]


def test_each_change_is_in_the_page_s_history(cafe, found, editor):
    change = Change(cafe, editor, "illness", "Vi er syke.")
    cancel(found, change)
    mark_full(found, Change(cafe, editor))
    move(found, THURSDAY, THURSDAY, EVENING, Change(cafe, editor, "venue"))
    restore(found, change)
    made = add_extra(THURSDAY, THURSDAY, EVENING, Change(cafe))
    remove_extra(made, Change(cafe, editor))
    rule, moved = "2026-12-02T13:00:00+00:00", "2026-12-03T17:00:00+00:00"
    assert _logged(cafe) == [
        (editor.pk, "cancel", "2026-12-02", rule, "illness"),
        (editor.pk, "full", "2026-12-02", rule, ""),
        (editor.pk, "move", "2026-12-02", moved, "venue"),
        (editor.pk, "restore", "2026-12-02", rule, ""),
        (None, "extra", "2026-12-03", moved, ""),
        (editor.pk, "remove", "2026-12-03", moved, ""),
    ]


def test_each_change_renews_the_stamp_of_calendars_and_no_other(cafe, found):
    stamps = [DirectoryStamp.current()]

    def after(made: object) -> None:
        stamps.append(DirectoryStamp.current())

    after(cancel(found, Change(cafe)))
    after(mark_full(found, Change(cafe)))
    after(move(found, THURSDAY, THURSDAY, EVENING, Change(cafe)))
    after(restore(found, Change(cafe)))
    extra = add_extra(THURSDAY, THURSDAY, EVENING, Change(cafe))
    after(extra)
    after(remove_extra(extra, Change(cafe)))
    assert len({stamp[Listed.ACTIVITIES] for stamp in stamps}) == 7
    others = [
        {kind: stamp[kind] for kind in stamp if kind != Listed.ACTIVITIES} for stamp in stamps
    ]
    assert others == others[:1] * 7


def test_lists_in_memory_show_a_change_at_once(cafe, calendar, found):
    week = (date(2026, 11, 30), date(2026, 12, 6))

    def this_week() -> list[str]:
        return [text_of(row) for row in shown(calendar).agenda.between(*week, NOW)]

    assert this_week() == ["2026-12-02 14:00–16:00"]
    cancel(found, Change(cafe))
    assert this_week() == ["2026-12-02 14:00–16:00 cancelled"]
    move(found, THURSDAY, THURSDAY, EVENING, Change(cafe))
    assert this_week() == ["2026-12-03 18:00–20:00 moved"]
    mark_full(found, Change(cafe))
    assert this_week() == ["2026-12-03 18:00–20:00 moved full"]
    extra = add_extra(THURSDAY, THURSDAY, ALL_DAY, Change(cafe))
    assert this_week() == ["2026-12-03 00:00–2026-12-04 00:00", "2026-12-03 18:00–20:00 moved full"]
    remove_extra(extra, Change(cafe))
    restore(found, Change(cafe))
    assert this_week() == ["2026-12-02 14:00–16:00"]


def test_user_who_is_deleted_leaves_the_change(cafe, found, editor):
    cancel(found, Change(cafe, editor))
    editor.delete()
    assert whole(found) == planned(cafe, status="cancelled", sequence=1, changed_at=NOW)
