"""Time passes and nobody publishes: "every Wednesday" reaches a year ahead all the same."""

import logging
import threading
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, OperationalError, connection, connections, transaction
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
from wagtail_hjelp.activities import healing
from wagtail_hjelp.activities.changes import Change, add_extra, cancel, move
from wagtail_hjelp.activities.healing import AT_ONCE, forget, heal
from wagtail_hjelp.activities.writing import AHEAD, extend
from wagtail_hjelp.models import ActivityPage, DateSeries, DirectoryStamp, Listed, Occurrence
from wagtail_hjelp.schedule.recurrence import Times

# A Monday, in winter.
NOW = local("2026-11-23 10:00")


@pytest.fixture(autouse=True)
def later(time_machine):
    """Let days pass; returns the moment it is then."""
    time_machine.move_to(NOW, tick=False)

    def later(days: int):
        now = NOW + timedelta(days=days)
        time_machine.move_to(now, tick=False)
        return now

    return later


@pytest.fixture
def calendar(site):
    return make_calendar(site.root_page)


def reaches(activity) -> tuple[date, date]:
    """The last date that is written, and the day up to which all are."""
    return occurrences(activity)[-1].day, DateSeries.of(activity.translation_key).written_until


def days_ahead(now) -> date:
    return now.date() + AHEAD


# --- time passes --------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("days", [40, 400, 3 * 365])
def test_every_week_has_all_its_dates_however_long_nobody_has_looked(calendar, later, days):
    activity = make_activity(calendar, "Kafé", weekly("2026-11-25"))
    before = written(activity)
    now = later(days)
    assert heal(now) == 1
    last = days_ahead(now)
    wednesdays = (last - date(2026, 11, 25)).days // 7 + 1
    expected = [date(2026, 11, 25) + timedelta(weeks=number) for number in range(wednesdays)]
    assert [row.day for row in occurrences(activity)] == expected
    assert written(activity)[: len(before)] == before
    assert reaches(activity) == (expected[-1], last)
    # By the clock on the wall, in summer and winter.
    assert {text[11:] for text in written(activity)} == {"14:00–16:00"}


@pytest.mark.django_db
def test_looking_at_the_calendar_is_enough(calendar, later):
    activity = make_activity(calendar, "Kafé", weekly("2026-11-25"))
    now = later(3 * 365)
    assert listed(calendar, "2029-11-19", "2029-12-02", now) == [
        "2029-11-28 14:00–16:00 Kafé",
    ]
    assert reaches(activity)[1] == days_ahead(now)


@pytest.mark.django_db
def test_list_reaches_a_year_ahead_on_every_day(calendar, later):
    activity = make_activity(calendar, "Kafé", weekly("2026-11-25"))
    for days in range(0, 200, 3):
        now = later(days)
        heal(now)
        assert reaches(activity)[0] >= now.date() + timedelta(days=363)


@pytest.mark.django_db
def test_what_ends_is_not_written_further(calendar, later):
    make_activity(calendar, "Kafé", weekly("2026-11-25", until="2026-12-16"))
    assert heal(later(400)) == 0
    assert Occurrence.objects.count() == 4


@pytest.mark.django_db
def test_rule_that_ends_in_some_years_is_written_to_its_end(calendar, later):
    activity = make_activity(calendar, "Kafé", weekly("2026-11-25", until="2028-08-30"))
    assert reaches(activity)[0] == date(2027, 12, 22)
    assert heal(later(100)) == 1
    assert reaches(activity)[0] == date(2028, 4, 5)
    assert heal(later(300)) == 1
    assert reaches(activity)[0] == date(2028, 8, 30)
    assert heal(later(600)) == 0


@pytest.mark.django_db
def test_single_date_in_two_years_is_there_when_it_comes_near(calendar, later):
    jubilee = once("2028-11-20")
    activity = make_activity(calendar, "Jubileum", jubilee, once("2026-12-01"))
    assert written(activity) == ["2026-12-01 14:00–16:00"]
    for days in range(0, 730, 25):
        heal(later(days))
    assert written(activity) == ["2026-12-01 14:00–16:00", "2028-11-20 14:00–16:00"]
    assert not DateSeries.of(activity.translation_key).endless


@pytest.mark.django_db
def test_healing_leaves_what_was_changed_by_hand(calendar, later):
    activity = make_activity(calendar, "Kafé", weekly("2026-11-25"))
    change, day = Change(activity), date(2027, 12, 24)
    cancel(occurrence(activity, "2027-12-15"), change)
    move(occurrence(activity, "2027-12-22"), day, day, Times(600, 720), change)
    # On a day that the series does not reach yet.
    day = date(2027, 12, 29)
    add_extra(day, day, Times(600, 720), change)
    heal(later(40))
    assert written(activity, since="2027-12-15", until="2028-01-05") == [
        "2027-12-15 14:00–16:00 cancelled",
        "2027-12-24 10:00–12:00 moved",
        "2027-12-29 10:00–12:00",
        "2027-12-29 14:00–16:00",
        "2028-01-05 14:00–16:00",
    ]


@pytest.mark.django_db
def test_series_published_again_after_years_goes_on_from_there(calendar, later):
    activity = make_activity(calendar, "Kafé", row := weekly("2026-11-25"))
    now = later(3 * 365)
    publish(activity, dates=[changed(row, starts="15:00:00")])
    assert reaches(activity)[1] == days_ahead(now)
    # What was not written while nobody looked is not made up afterwards from another rule.
    assert written(activity, since="2027-12-01", until="2029-12-05") == [
        "2027-12-01 14:00–16:00",
        "2027-12-08 14:00–16:00",
        "2027-12-15 14:00–16:00",
        "2027-12-22 14:00–16:00",
        "2029-11-28 15:00–16:00",
        "2029-12-05 15:00–16:00",
    ]
    assert heal(now) == 0


@pytest.mark.django_db
def test_new_holidays_count_from_where_the_series_was_written_to(calendar, later, settings):
    activity = make_activity(calendar, "Kafé", weekly("2026-11-28", not_on_holidays=True))
    settings.WAGTAIL_HJELP = {"HOLIDAYS": "tests.activities.calendars.FREE_ON_THE_NINTH"}
    heal(later(400))
    days = {text[:10] for text in written(activity)}
    # Saturdays. Christmas Day of 2027 was free when they were written, and is left alone.
    assert {"2027-12-18", "2027-12-25", "2028-01-01"} & days == {"2027-12-18", "2028-01-01"}
    assert {"2028-12-02", "2028-12-09", "2028-12-16"} & days == {"2028-12-02", "2028-12-16"}


@pytest.mark.django_db
def test_dates_of_an_unpublished_activity_are_there_when_it_comes_back(calendar, later):
    activity = make_activity(calendar, "Kafé", weekly("2026-11-25"))
    ActivityPage.objects.get(pk=activity.pk).unpublish()
    now = later(500)
    assert listed(calendar, "2028-04-03", "2028-04-09", now) == []
    publish(activity)
    assert listed(calendar, "2028-04-03", "2028-04-09", now) == []
    now = later(499)
    assert listed(calendar, "2028-04-03", "2028-04-09", now) == ["2028-04-05 14:00–16:00 Kafé"]


# --- what it costs a visitor --------------------------------------------------------------------


def make_series(count: int, until: date = date(2026, 12, 1)) -> list[DateSeries]:
    """Endless series that were written up to a day, and no page."""
    return DateSeries.objects.bulk_create(
        DateSeries(
            activity_key=uuid4(), rows=[weekly("2026-11-25")], endless=True, written_until=until
        )
        for _ in range(count)
    )


@pytest.mark.django_db
def test_visitor_waits_for_some_of_them_and_the_next_one_for_the_others():
    make_series(2 * AT_ONCE + 3)
    assert [heal(NOW) for _ in range(5)] == [AT_ONCE, AT_ONCE, 3, 0, 0]
    assert {row.written_until for row in DateSeries.objects.all()} == {days_ahead(NOW)}


@pytest.mark.django_db
def test_those_that_reach_least_far_come_first():
    near = make_series(AT_ONCE)
    far = make_series(AT_ONCE, date(2027, 6, 1))
    heal(NOW)
    healed = DateSeries.objects.filter(written_until=days_ahead(NOW))
    assert {row.pk for row in healed} == {row.pk for row in near}
    heal(NOW)
    assert healed.filter(pk__in=[row.pk for row in far]).count() == AT_ONCE


@pytest.mark.django_db
def test_command_heals_all_at_once():
    make_series(2 * AT_ONCE + 3)
    assert heal(NOW, at_once=None) == 2 * AT_ONCE + 3
    assert heal(NOW, at_once=None) == 0


@pytest.mark.django_db
def test_process_asks_once_a_day(later):
    make_series(1)
    heal(NOW)

    def queries(now) -> int:
        with CaptureQueriesContext(connection) as captured:
            heal(now)
        return len(captured)

    assert [queries(NOW), queries(NOW + timedelta(hours=13))] == [0, 0]
    # The day ends at local midnight.
    assert [queries(local("2026-11-24 00:00")), queries(local("2026-11-24 23:59"))] == [1, 0]


@pytest.mark.django_db
def test_healing_costs_two_queries_for_each_series():
    make_series(AT_ONCE)
    DirectoryStamp.renew()
    with CaptureQueriesContext(connection) as captured:
        assert heal(NOW) == AT_ONCE
    # One to look, the savepoint's two, the stamp, the series.
    assert len(captured) == 5 + 2 * AT_ONCE


# --- lists know ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_lists_in_memory_are_told_what_came_to_a_series(calendar, later):
    """Another visitor has come before the series was written: what is kept is not his answer."""
    activity = make_activity(calendar, "Kafé", weekly("2026-11-25"))
    make_series(AT_ONCE, date(2026, 11, 24))
    now = later(3 * 365)
    # The first visitor's list is made while the café has no date yet: the others come first.
    first = shown(calendar).agenda
    assert first.next_of([activity.pk], now) == {}
    assert first.between(date(2029, 11, 26), date(2029, 12, 2), now) == []
    second = shown(calendar).agenda
    found = second.next_of([activity.pk], now)[activity.pk]
    assert found.starts_at == local("2029-11-28 14:00")
    assert second.between(date(2029, 11, 26), date(2029, 12, 2), now) == [found]


@pytest.mark.django_db
def test_stamp_stays_while_there_is_nothing_to_write(later):
    make_series(1)
    heal(NOW)
    stamp = DirectoryStamp.current()
    assert stamp.keys() == {Listed.ACTIVITIES}
    heal(later(1))
    assert DirectoryStamp.current() == stamp
    heal(later(40))
    assert DirectoryStamp.current() != stamp


# --- two at once --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_process_that_read_a_series_before_another_wrote_it_doubles_nothing():
    [read_before] = make_series(1)
    heal(NOW)
    rows = list(Occurrence.objects.values().order_by("pk"))
    extend(read_before, NOW)
    assert list(Occurrence.objects.values().order_by("pk")) == rows
    assert len(rows) == 56


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Series that other connections see too: the test takes them back itself."""
    with django_db_blocker.unblock():
        stamps = DirectoryStamp.current()
        series = make_series(AT_ONCE)
        yield series
        keys = [row.pk for row in series]
        Occurrence.objects.of(keys).delete()
        DateSeries.objects.filter(pk__in=keys).delete()
        DirectoryStamp.objects.exclude(pk__in=stamps).delete()


def side_by_side(*calls) -> None:
    """Make calls at the same time, each on its own connection; one after another on SQLite."""
    if connection.vendor == "sqlite":
        for call in calls:
            call()
        return
    errors: list[BaseException] = []

    def run(call) -> None:
        try:
            start.wait()
            call()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    start = threading.Barrier(len(calls))
    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_processes_that_heal_at_the_same_time_double_nothing(committed):
    def heal_as_another_process() -> None:
        # What this process remembers of today is not known to the others.
        healing._heal(NOW, NOW.date(), AT_ONCE)

    side_by_side(*[heal_as_another_process] * 4)
    keys = [row.pk for row in committed]
    assert Occurrence.objects.of(keys).count() == 56 * AT_ONCE
    until = DateSeries.objects.filter(pk__in=keys).values_list("written_until", flat=True)
    assert set(until) == {days_ahead(NOW)}


# --- a database that cannot be written to -------------------------------------------------------


@contextmanager
def read_only():
    """The database refuses to write, as a replica or a full disk does."""

    def refuse(execute, sql, params, many, context):
        if sql.split()[0] in ("INSERT", "UPDATE", "DELETE"):
            raise OperationalError("The server is running with the --read-only option")
        return execute(sql, params, many, context)

    switches = {
        "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
        # Taken back with the savepoint: a transaction that may not write may not allow it either.
        "postgresql": ("SET LOCAL transaction_read_only = on", None),
    }
    on, off = switches.get(connection.vendor, (None, None))
    with ExitStack() as stack:
        cursor = stack.enter_context(connection.cursor())
        if off is not None:
            stack.callback(cursor.execute, off)
        stack.enter_context(transaction.atomic())
        if on is None:
            stack.enter_context(connection.execute_wrapper(refuse))
        else:
            cursor.execute(on)
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_read_only_database_is_logged_and_answers_within_the_request_s_transaction(
    calendar, later, caplog, client, monkeypatch
):
    monkeypatch.setitem(connections.settings["default"], "ATOMIC_REQUESTS", True)
    cafe = make_activity(calendar, "Kafé", weekly("2026-11-25"))
    stamp = DirectoryStamp.current()
    now = later(40)
    with read_only(), caplog.at_level(logging.WARNING, "wagtail_hjelp"):
        with pytest.raises(DatabaseError), transaction.atomic():
            DirectoryStamp.renew()
        html = client.get(calendar.url).content.decode()
        assert "Kafé" in html
        # And whatever the request asks afterwards.
        assert [
            row.starts_at for row in shown(calendar).agenda.of(cafe.translation_key, now, 1)
        ] == [local("2027-01-06 14:00")]
        # It is not tried again on the same day.
        assert heal(now) == 0
    assert [record.getMessage() for record in caplog.records] == [
        "Dates of activities could not be written further"
    ]
    assert caplog.records[0].levelno == logging.WARNING
    assert DirectoryStamp.current() == stamp
    # Nothing is half done, and the next day it is.
    assert DateSeries.objects.get().written_until == days_ahead(NOW)
    assert heal(later(41)) == 1


@pytest.mark.django_db
def test_forgetting_makes_it_look_again():
    assert heal(NOW) == 0
    make_series(1)
    assert heal(NOW) == 0
    forget()
    assert heal(NOW) == 1
