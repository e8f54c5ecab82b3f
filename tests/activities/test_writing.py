"""Dates become rows: in the transaction that publishes the source, and never from a draft."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.activities.calendars import (
    changed,
    listed,
    local,
    make_activity,
    make_calendar,
    occurrence,
    occurrences,
    publish,
    shown,
    written,
)
from tests.factories import once, weekly
from wagtail_hjelp.activities.changes import Change, add_extra, cancel, mark_full, move
from wagtail_hjelp.activities.writing import Written, write_occurrences
from wagtail_hjelp.models import ActivityPage, DateSeries, Occurrence
from wagtail_hjelp.schedule.recurrence import Times

pytestmark = pytest.mark.django_db

# A Monday, in winter.
NOW = local("2026-11-23 10:00")


@pytest.fixture(autouse=True)
def at(time_machine):
    """Move the clock to a local time; it stands still."""

    def at(text: str) -> None:
        time_machine.move_to(local(text), tick=False)

    time_machine.move_to(NOW, tick=False)
    return at


@pytest.fixture
def calendar(site):
    return make_calendar(site.root_page)


CAFE = weekly("2026-11-25", until="2026-12-16")
WEDNESDAYS = [
    "2026-11-25 14:00–16:00",
    "2026-12-02 14:00–16:00",
    "2026-12-09 14:00–16:00",
    "2026-12-16 14:00–16:00",
]
# Endless, since a Wednesday long ago.
OLD_CAFE = weekly("2024-01-03")


# --- from rows of the form to rows of the database ----------------------------------------------


def test_published_dates_are_rows_with_all_that_lists_need(calendar):
    activity = make_activity(
        calendar,
        "Kafé",
        CAFE,
        night := once("2026-12-24", starts="22:00:00", ends="04:00:00"),
        camp := once("2026-12-27", last="2026-12-29", starts=None, ends=None),
        walk := once("2026-12-31", starts="18:00:00", ends=None),
    )
    plain = {
        "activity_key": activity.translation_key,
        "status": "scheduled",
        "reason": "",
        "note": "",
        "moved": False,
        "sequence": 0,
        "changed_at": None,
        "changed_by_id": None,
    }
    found = [
        {name: value for name, value in row.items() if name != "id"}
        for row in Occurrence.objects.order_by("starts_at").values()
    ]
    assert found[3:] == [
        {
            **plain,
            "row": CAFE["id"],
            "day": date(2026, 12, 16),
            "starts_at": datetime(2026, 12, 16, 13, tzinfo=UTC),
            "ends_at": datetime(2026, 12, 16, 15, tzinfo=UTC),
            "over_at": datetime(2026, 12, 16, 15, tzinfo=UTC),
            "all_day": False,
            "first_day": date(2026, 12, 16),
            "last_day": date(2026, 12, 16),
            "rule_starts_at": datetime(2026, 12, 16, 13, tzinfo=UTC),
        },
        {
            **plain,
            "row": night["id"],
            "day": date(2026, 12, 24),
            "starts_at": datetime(2026, 12, 24, 21, tzinfo=UTC),
            "ends_at": datetime(2026, 12, 25, 3, tzinfo=UTC),
            "over_at": datetime(2026, 12, 25, 3, tzinfo=UTC),
            "all_day": False,
            "first_day": date(2026, 12, 24),
            "last_day": date(2026, 12, 24),
            "rule_starts_at": datetime(2026, 12, 24, 21, tzinfo=UTC),
        },
        {
            **plain,
            "row": camp["id"],
            "day": date(2026, 12, 27),
            "starts_at": datetime(2026, 12, 26, 23, tzinfo=UTC),
            "ends_at": datetime(2026, 12, 29, 23, tzinfo=UTC),
            "over_at": datetime(2026, 12, 29, 23, tzinfo=UTC),
            "all_day": True,
            "first_day": date(2026, 12, 27),
            "last_day": date(2026, 12, 29),
            "rule_starts_at": datetime(2026, 12, 26, 23, tzinfo=UTC),
        },
        {
            **plain,
            "row": walk["id"],
            "day": date(2026, 12, 31),
            "starts_at": datetime(2026, 12, 31, 17, tzinfo=UTC),
            "ends_at": None,
            "over_at": datetime(2026, 12, 31, 18, tzinfo=UTC),
            "all_day": False,
            "first_day": date(2026, 12, 31),
            "last_day": date(2026, 12, 31),
            "rule_starts_at": datetime(2026, 12, 31, 17, tzinfo=UTC),
        },
    ]
    assert written(activity, until="2026-12-16") == WEDNESDAYS


def test_series_remembers_what_it_was_written_from_and_how_far(calendar):
    activity = make_activity(calendar, "Kafé", CAFE)
    assert DateSeries.objects.values().get() == {
        "activity_key": activity.translation_key,
        "rows": [CAFE],
        "endless": False,
        "written_until": date(2026, 11, 23) + timedelta(days=400),
    }


def test_endless_series_is_written_more_than_a_year_ahead_and_a_year_back(calendar):
    activity = make_activity(calendar, "Kafé", OLD_CAFE)
    rows = occurrences(activity)
    # 400 days each way.
    assert (rows[0].day, rows[-1].day) == (date(2025, 10, 22), date(2027, 12, 22))
    assert len(rows) == 114
    assert DateSeries.of(activity.translation_key).endless


def test_clock_on_the_wall_is_the_same_in_summer_and_winter(calendar):
    activity = make_activity(calendar, "Kafé", weekly("2027-03-24", until="2027-03-31"))
    assert written(activity) == ["2027-03-24 14:00–16:00", "2027-03-31 14:00–16:00"]
    assert [row.starts_at.hour for row in occurrences(activity)] == [13, 12]


def test_two_rows_on_one_date_both_stand(calendar):
    activity = make_activity(
        calendar, "Kafé", CAFE, once("2026-12-02", starts="18:00:00", ends="20:00:00"), CAFE
    )
    assert written(activity, until="2026-12-02") == [
        "2026-11-25 14:00–16:00",
        "2026-12-02 14:00–16:00",
        "2026-12-02 18:00–20:00",
    ]
    same_time = make_activity(calendar, "Kor", once("2026-12-02"), once("2026-12-02"))
    assert written(same_time) == ["2026-12-02 14:00–16:00"] * 2


def test_rows_written_by_code_without_ids_are_the_same_at_the_next_publishing(calendar):
    bare = {"type": "weekly", "value": CAFE["value"]}
    activity = make_activity(calendar, "Kafé", bare)
    cancel(occurrence(activity, "2026-12-02"), Change(activity))
    activity = publish(activity, summary="Nye ord.")
    activity = publish(activity, dates=[*activity.dates.raw_data, once("2026-12-20")])
    assert written(activity) == [
        WEDNESDAYS[0],
        "2026-12-02 14:00–16:00 cancelled",
        *WEDNESDAYS[2:],
        "2026-12-20 14:00–16:00",
    ]


def test_row_that_makes_no_sense_does_not_keep_the_page_from_being_published(calendar):
    broken = {"type": "weekly", "id": "a", "value": {"first": "i morgen", "starts": "25:61"}}
    activity = make_activity(calendar, "Kafé", broken, CAFE)
    assert written(activity) == WEDNESDAYS


# --- one transaction ----------------------------------------------------------------------------


class Undone(Exception):
    pass


def test_publishing_that_is_rolled_back_leaves_no_date(calendar):
    activity = make_activity(calendar, "Kafé", live=False)

    @transaction.atomic
    def publish_and_fail():
        publish(activity, dates=[CAFE])
        assert written(activity) == WEDNESDAYS
        raise Undone

    with pytest.raises(Undone):
        publish_and_fail()
    assert (occurrences(activity), DateSeries.objects.count()) == ([], 0)


def test_dates_that_cannot_be_written_leave_the_page_as_it_was(calendar):
    activity = make_activity(calendar, "Kafé", CAFE)
    revision = _draft(activity, summary="Nye ord.", dates=[changed(CAFE, starts="15:00:00")])

    def full_disk(execute, sql, params, many, context):
        if "wagtail_hjelp_occurrence" in sql and not sql.startswith("SELECT"):
            raise DatabaseError("no room left")
        return execute(sql, params, many, context)

    with pytest.raises(DatabaseError), connection.execute_wrapper(full_disk):
        revision.publish()
    live = ActivityPage.objects.get(pk=activity.pk)
    assert (live.summary, live.dates.raw_data[0]["value"]["starts"]) == ("Om Kafé.", "14:00:00")
    assert written(activity) == WEDNESDAYS
    assert DateSeries.of(activity.translation_key).rows == [CAFE]


# --- what publishes, and what does not ----------------------------------------------------------


def _draft(activity, **fields):
    page = activity.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    return page.save_revision()


def test_draft_of_a_live_activity_leaks_no_date(calendar):
    activity = make_activity(calendar, "Kafé", CAFE)
    before = listed(calendar, "2026-11-23", "2027-01-31", NOW)
    _draft(activity, dates=[changed(CAFE, starts="09:00:00"), once("2027-01-04")])
    assert written(activity) == WEDNESDAYS
    assert listed(calendar, "2026-11-23", "2027-01-31", NOW) == before
    held = shown(calendar)
    assert [row.key for row in held.dates_of[activity.pk].rows] == [CAFE["id"]]
    assert [str(row.starts_at) for row in held.agenda.next_of([activity.pk], NOW).values()] == [
        "2026-11-25 13:00:00+00:00"
    ]


def test_activity_that_was_never_published_has_no_date(calendar):
    activity = make_activity(calendar, "Kafé", CAFE, live=False)
    _draft(activity, dates=[CAFE, once("2027-01-04")])
    activity.save()
    assert (occurrences(activity), DateSeries.objects.count()) == ([], 0)
    assert listed(calendar, "2026-11-23", "2027-01-31", NOW) == []


def test_draft_becomes_rows_when_its_revision_is_published(calendar):
    activity = make_activity(calendar, "Kafé", CAFE)
    revision = _draft(activity, dates=[changed(CAFE, starts="15:00:00")])
    _draft(activity, dates=[once("2027-01-04")])
    revision.publish()
    assert written(activity)[0] == "2026-11-25 15:00–16:00"
    assert len(written(activity)) == 4


def test_scheduled_publishing_writes_them_at_its_hour(calendar, at):
    activity = make_activity(calendar, "Kafé", CAFE)
    _draft(
        activity, dates=[changed(CAFE, starts="15:00:00")], go_live_at=local("2026-12-01 08:00")
    ).publish()
    new = make_activity(calendar, "Kor", live=False)
    _draft(new, dates=[once("2026-12-03")], go_live_at=local("2026-12-01 08:00")).publish()
    call_command("publish_scheduled")
    assert (written(activity), written(new)) == (WEDNESDAYS, [])
    at("2026-12-01 08:01")
    call_command("publish_scheduled")
    assert written(activity) == [
        "2026-11-25 14:00–16:00",
        "2026-12-02 15:00–16:00",
        "2026-12-09 15:00–16:00",
        "2026-12-16 15:00–16:00",
    ]
    assert written(new) == ["2026-12-03 14:00–16:00"]


def test_live_page_saved_by_code_is_published_too(calendar):
    activity = make_activity(calendar, "Kafé", CAFE)
    activity.dates = [changed(CAFE, starts="15:00:00")]
    activity.save(update_fields=["dates"])
    assert written(activity)[0] == "2026-11-25 15:00–16:00"
    activity.dates = [once("2027-01-04")]
    activity.save()
    assert written(activity) == ["2027-01-04 14:00–16:00"]


# --- published again ----------------------------------------------------------------------------


def test_corrected_time_leaves_a_cancelled_date_cancelled(calendar):
    activity = make_activity(calendar, "Kafé", CAFE)
    cancel(occurrence(activity, "2026-12-02"), Change(activity, None, "illness", "Vi er syke."))
    mark_full(occurrence(activity, "2026-12-09"), Change(activity))
    publish(activity, dates=[changed(CAFE, starts="15:00:00", ends="17:30:00")])
    assert written(activity) == [
        "2026-11-25 15:00–17:30",
        "2026-12-02 15:00–17:30 cancelled",
        "2026-12-09 15:00–17:30 full",
        "2026-12-16 15:00–17:30",
    ]
    found = occurrence(activity, "2026-12-02")
    assert (found.reason, found.note, found.sequence) == ("illness", "Vi er syke.", 2)
    assert found.rule_starts_at == local("2026-12-02 15:00")
    assert occurrence(activity, "2026-11-25").sequence == 1


def test_moved_date_stays_where_it_was_moved_and_knows_its_rule(calendar):
    activity = make_activity(calendar, "Kafé", CAFE)
    day = date(2026, 12, 3)
    move(occurrence(activity, "2026-12-02"), day, day, Times(18 * 60, 20 * 60), Change(activity))
    publish(activity, dates=[changed(CAFE, starts="15:00:00")])
    assert written(activity) == [
        "2026-11-25 15:00–16:00",
        "2026-12-03 18:00–20:00 moved",
        "2026-12-09 15:00–16:00",
        "2026-12-16 15:00–16:00",
    ]
    assert occurrence(activity, "2026-12-02").rule_starts_at == local("2026-12-02 15:00")


def test_date_that_was_given_another_end_by_hand_keeps_it(calendar):
    activity = make_activity(calendar, "Kafé", CAFE)
    day = date(2026, 12, 2)
    move(occurrence(activity, "2026-12-02"), day, day, Times(14 * 60, 19 * 60), Change(activity))
    publish(activity, dates=[changed(CAFE, ends="16:30:00")])
    assert written(activity)[:2] == ["2026-11-25 14:00–16:30", "2026-12-02 14:00–19:00 moved"]


def test_what_is_over_is_never_touched_nor_is_what_was_over_an_hour_ago_today(calendar, at):
    at("2026-11-01 10:00")
    activity = make_activity(
        calendar,
        "Kafé",
        cafe := weekly("2026-11-11"),
        ended := once("2026-11-25", starts="10:00:00", ends="11:00:00"),
        unstated := once("2026-11-25", starts="10:30:00", ends=None),
        running := once("2026-11-25", starts="11:00:00", ends="13:00:00"),
    )
    cancel(occurrence(activity, "2026-11-11"), Change(activity))
    at("2026-11-25 12:00")
    publish(
        activity,
        dates=[
            changed(cafe, starts="15:00:00"),
            changed(ended, ends="11:30:00"),
            changed(unstated, starts="08:00:00"),
            changed(running, ends="14:00:00"),
        ],
    )
    assert written(activity, until="2026-12-02") == [
        "2026-11-11 14:00–16:00 cancelled",
        "2026-11-18 14:00–16:00",
        "2026-11-25 10:00–11:00",
        "2026-11-25 10:30",
        "2026-11-25 11:00–14:00",
        "2026-11-25 15:00–16:00",
        "2026-12-02 15:00–16:00",
    ]
    # Nor do they go with their rows, while what is to come does.
    publish(activity, dates=[])
    assert written(activity) == [
        "2026-11-11 14:00–16:00 cancelled",
        "2026-11-18 14:00–16:00",
        "2026-11-25 10:00–11:00",
        "2026-11-25 10:30",
    ]


def test_what_was_to_be_tonight_all_along_is_shown_tonight(calendar, at):
    at("2026-11-24 10:00")
    once_only = once("2026-11-25", starts="10:00:00", ends="11:00:00")
    activity = make_activity(calendar, "Kafé", once_only)
    at("2026-11-25 12:00")
    assert written(
        publish(activity, dates=[changed(once_only, starts="20:00:00", ends="21:00:00")])
    ) == ["2026-11-25 20:00–21:00"]


def test_new_row_adds_nothing_to_the_past_of_an_activity_that_was_published(calendar):
    activity = make_activity(calendar, "Kafé", CAFE)
    publish(
        activity,
        dates=[
            CAFE,
            weekly("2026-11-02", until="2026-11-30"),
            once("2026-11-23", starts="08:00:00", ends="09:00:00"),
            once("2026-11-23", starts="09:00:00", ends="10:30:00"),
        ],
    )
    assert written(activity, until="2026-11-30") == [
        "2026-11-23 09:00–10:30",
        "2026-11-23 14:00–16:00",
        "2026-11-25 14:00–16:00",
        "2026-11-30 14:00–16:00",
    ]


def test_several_days_that_have_begun_are_added_to_an_activity_that_was_published(calendar):
    activity = make_activity(calendar, "Kafé", CAFE)
    publish(
        activity,
        dates=[
            CAFE,
            once("2026-11-09", last="2026-11-27", starts="10:00:00", ends="15:00:00"),
            once("2026-11-09", last="2026-11-22", starts="10:00:00", ends="15:00:00"),
        ],
    )
    assert written(activity, until="2026-11-30") == [
        "2026-11-09 10:00–2026-11-27 15:00",
        "2026-11-25 14:00–16:00",
    ]


def test_exhibition_that_has_lasted_longer_than_the_archive_reaches_is_written(calendar):
    activity = make_activity(
        calendar, "Utstilling", once("2024-05-01", last="2026-12-31", starts=None, ends=None)
    )
    assert written(activity) == ["2024-05-01 00:00–2027-01-01 00:00"]


def test_night_that_goes_on_after_midnight_is_given_its_new_end(calendar, at):
    night = once("2026-11-27", starts="22:00:00", ends="03:00:00")
    activity = make_activity(calendar, "Åpen natt", night)
    at("2026-11-28 01:00")
    publish(activity, dates=[changed(night, ends="05:00:00")])
    assert written(activity) == ["2026-11-27 22:00–2026-11-28 05:00"]
    at("2026-11-28 05:00")
    publish(activity, dates=[changed(night, ends="06:00:00")])
    assert written(activity) == ["2026-11-27 22:00–2026-11-28 06:00"]


def test_rows_no_longer_given_are_removed_and_extra_ones_stay(calendar):
    activity = make_activity(calendar, "Kafé", CAFE, single := once("2026-12-20"))
    cancel(occurrence(activity, "2026-12-09"), Change(activity))
    day = date(2026, 12, 21)
    add_extra(day, day, Times(12 * 60, 13 * 60), Change(activity))
    publish(activity, dates=[changed(CAFE, until="2026-12-02"), single])
    assert written(activity) == [
        *WEDNESDAYS[:2],
        "2026-12-20 14:00–16:00",
        "2026-12-21 12:00–13:00",
    ]
    publish(activity, dates=[])
    assert written(activity) == ["2026-12-21 12:00–13:00"]


def test_break_takes_dates_away_and_gives_them_back(calendar):
    pause = {"type": "break", "id": "b", "value": {"first": "2026-12-01", "last": "2026-12-10"}}
    activity = make_activity(calendar, "Kafé", CAFE)
    publish(activity, dates=[CAFE, pause])
    assert written(activity) == [WEDNESDAYS[0], WEDNESDAYS[3]]
    publish(activity, dates=[CAFE])
    assert written(activity) == WEDNESDAYS


def test_date_moved_out_of_the_past_goes_with_its_rule_like_any_other(calendar, at):
    at("2026-11-01 10:00")
    activity = make_activity(calendar, "Kafé", cafe := weekly("2026-11-04"))
    at("2026-11-23 10:00")
    day = date(2026, 11, 27)
    move(occurrence(activity, "2026-11-11"), day, day, Times(12 * 60, 13 * 60), Change(activity))
    publish(activity, dates=[changed(cafe, starts="15:00:00")])
    assert written(activity, until="2026-11-27") == [
        "2026-11-04 14:00–16:00",
        "2026-11-18 14:00–16:00",
        "2026-11-25 15:00–16:00",
        "2026-11-27 12:00–13:00 moved",
    ]
    assert occurrence(activity, "2026-11-11").rule_starts_at == local("2026-11-11 15:00")
    publish(activity, dates=[])
    assert written(activity) == ["2026-11-04 14:00–16:00", "2026-11-18 14:00–16:00"]


def test_counts_are_those_of_what_was_written(calendar):
    activity = make_activity(calendar, "Kafé", CAFE)
    rows = [changed(CAFE, until="2026-12-09", starts="13:00:00"), once("2026-12-20")]
    ActivityPage.objects.filter(pk=activity.pk).update(dates=rows)
    assert write_occurrences(activity) == Written(added=1, changed=3, removed=1)
    assert write_occurrences(activity) == Written()
    assert write_occurrences(activity, anew=True) == Written()


# --- holidays and time zone ---------------------------------------------------------------------


def test_changed_list_of_holidays_is_followed_when_asked_to(calendar, settings):
    row = weekly("2026-12-02", until="2026-12-30", not_on_holidays=True)
    # The second day of Christmas is a Saturday, the first a Friday: Wednesdays are free of them.
    fridays = weekly("2026-12-04", until="2027-01-01", not_on_holidays=True)
    activity = make_activity(calendar, "Kafé", row, fridays)
    assert [text[:10] for text in written(activity)] == [
        "2026-12-02",
        "2026-12-04",
        "2026-12-09",
        "2026-12-11",
        "2026-12-16",
        "2026-12-18",
        "2026-12-23",
        "2026-12-30",
    ]
    cancel(occurrence(activity, "2026-12-16"), Change(activity))
    settings.WAGTAIL_HJELP = {"HOLIDAYS": "tests.activities.calendars.FREE_ON_THE_NINTH"}
    assert write_occurrences(activity) == Written()
    assert write_occurrences(activity, anew=True) == Written(added=2, changed=0, removed=1)
    assert written(activity) == [
        "2026-12-02 14:00–16:00",
        "2026-12-04 14:00–16:00",
        "2026-12-11 14:00–16:00",
        "2026-12-16 14:00–16:00 cancelled",
        "2026-12-18 14:00–16:00",
        "2026-12-23 14:00–16:00",
        "2026-12-25 14:00–16:00",
        "2026-12-30 14:00–16:00",
        "2027-01-01 14:00–16:00",
    ]


def test_changed_time_zone_is_followed_when_asked_to(calendar, settings):
    activity = make_activity(calendar, "Kafé", CAFE)
    settings.WAGTAIL_HJELP = {"TIME_ZONE": "Europe/Helsinki"}
    assert write_occurrences(activity, anew=True) == Written(changed=4)
    assert [row.starts_at for row in occurrences(activity)][:1] == [
        datetime(2026, 11, 25, 12, tzinfo=UTC)
    ]


# --- what it costs ------------------------------------------------------------------------------


def cost(write) -> int:
    with CaptureQueriesContext(connection) as queries:
        write()
    return len(queries)


@pytest.mark.parametrize(
    ("row", "dates"),
    [(once("2026-12-20"), 1), (weekly("2026-11-25"), 57), (weekly("2026-11-23", every=2), 29)],
)
def test_writing_costs_as_many_queries_for_one_date_as_for_a_year_of_them(calendar, row, dates):
    activity = make_activity(calendar, "Kafé", row)
    assert len(occurrences(activity)) == dates
    # Nothing is new.
    assert cost(lambda: write_occurrences(activity)) == 5
    # All are new.
    Occurrence.objects.all().delete()
    DateSeries.objects.all().delete()
    assert cost(lambda: write_occurrences(activity)) == 14
    assert len(occurrences(activity)) == dates
    # All change their time.
    later = [changed(row, ends="17:00:00")]
    ActivityPage.objects.filter(pk=activity.pk).update(dates=later)
    assert cost(lambda: write_occurrences(activity)) == 10
    assert all(text.endswith("14:00–17:00") for text in written(activity))
    # All go.
    ActivityPage.objects.filter(pk=activity.pk).update(dates=[])
    assert cost(lambda: write_occurrences(activity)) == 11
    assert written(activity) == []
