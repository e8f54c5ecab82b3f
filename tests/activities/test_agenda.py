"""When activities happen: the agenda's answers are those of somebody who reads all rows."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.activities.calendars import local
from wagtail_hjelp.activities.agenda import Agenda, Happens
from wagtail_hjelp.activities.writing import date_calendar, times_of
from wagtail_hjelp.models import Occurrence
from wagtail_hjelp.schedule import Calendar
from wagtail_hjelp.schedule.recurrence import ALL_DAY, Dates, Once, Times, happenings

pytestmark = pytest.mark.django_db

ZONE = date_calendar().zone


def write(key: UUID, *rows: tuple[str, str, Times], **fields) -> list[Occurrence]:
    """Write dates, each from a day to a day at some times."""
    made = []
    for first, last, times in rows:
        days = date.fromisoformat(first), date.fromisoformat(last or first)
        dates = Dates((Once("a", *days, times),))
        [found] = happenings(dates, days[0], days[0], Calendar(ZONE))
        made.append(
            Occurrence(
                activity_key=key,
                row=uuid4().hex,
                day=found.day,
                rule_starts_at=found.starts,
                **times_of(found, Calendar(ZONE)),
                **fields,
            )
        )
    return Occurrence.objects.bulk_create(made)


def clock(hour: float, until: float | None = None) -> Times:
    return Times(int(hour * 60), None if until is None else int(until * 60))


def agenda_of(count: int) -> tuple[Agenda, list[UUID]]:
    """An agenda of activities whose entries are 100, 101, …, and their keys."""
    keys = [uuid4() for _ in range(count)]
    return Agenda({key: 100 + number for number, key in enumerate(keys)}, ZONE), keys


def starts(found: Iterable[Happens]) -> list[str]:
    return [f"{row.entry} {row.starts_at.astimezone(ZONE.info):%d.%m %H:%M}" for row in found]


# --- answers ------------------------------------------------------------------------------------


def test_one_date_has_all_that_a_list_shows():
    agenda, [key] = agenda_of(1)
    [row] = write(
        key,
        ("2026-11-25", "", clock(14, 16)),
        status="cancelled",
        reason="illness",
        note="Vi er syke.",
        moved=True,
        sequence=3,
    )
    [found] = agenda.between(date(2026, 11, 25), date(2026, 11, 25), local("2026-11-25 08:00"))
    assert found == Happens(
        pk=row.pk,
        entry=100,
        row=row.row,
        day=date(2026, 11, 25),
        starts_at=local("2026-11-25 14:00"),
        ends_at=local("2026-11-25 16:00"),
        over_at=local("2026-11-25 16:00"),
        all_day=False,
        first_day=date(2026, 11, 25),
        last_day=date(2026, 11, 25),
        status="cancelled",
        reason="illness",
        note="Vi er syke.",
        moved=True,
        rule_starts_at=local("2026-11-25 14:00"),
        sequence=3,
    )
    now = local("2026-11-25 08:00")
    assert agenda.next_of([100], now) == {100: found}
    assert agenda.of(key, now, 5) == [found]


def test_night_that_began_yesterday_is_still_there_and_gone_when_it_is_over():
    agenda, [key] = agenda_of(1)
    write(key, ("2026-11-27", "", clock(22, 3)))
    friday, saturday = date(2026, 11, 27), date(2026, 11, 28)

    def today(at: str, day: date = saturday) -> list[str]:
        return starts(agenda.between(day, day, local(at)))

    assert today("2026-11-27 23:00", friday) == ["100 27.11 22:00"]
    # Seen from Friday, the night is Friday's.
    assert today("2026-11-27 23:00") == []
    assert today("2026-11-28 00:00") == ["100 27.11 22:00"]
    assert today("2026-11-28 01:00") == ["100 27.11 22:00"]
    assert today("2026-11-28 02:59") == ["100 27.11 22:00"]
    assert today("2026-11-28 03:00") == []
    assert starts(agenda.between(saturday, date(2026, 12, 4), local("2026-11-28 01:00"))) == [
        "100 27.11 22:00"
    ]
    [night] = agenda.between(saturday, saturday, local("2026-11-28 01:00"))
    assert night.listed_on(saturday) == saturday
    assert night.listed_on(friday) == friday
    # On Sunday it has been over for long.
    assert today("2026-11-29 00:30", date(2026, 11, 29)) == []


def test_several_whole_days_are_there_on_each_of_them():
    agenda, [key] = agenda_of(1)
    write(key, ("2026-12-27", "2026-12-29", ALL_DAY))
    now = local("2026-12-20 10:00")
    days = [date(2026, 12, 26) + timedelta(days=number) for number in range(5)]
    assert [bool(agenda.between(day, day, now)) for day in days] == [
        False,
        True,
        True,
        True,
        False,
    ]
    last = date(2026, 12, 29)
    assert starts(agenda.between(last, last, local("2026-12-29 23:59"))) == ["100 27.12 00:00"]
    assert agenda.between(last, last, local("2026-12-30 00:00")) == []
    # Over at midnight: nothing of it goes on the day after.
    after = date(2026, 12, 30)
    assert agenda.between(after, after, local("2026-12-30 00:00")) == []
    [camp] = agenda.between(date(2026, 12, 28), last, now)
    assert camp.listed_on(date(2026, 12, 28)) == date(2026, 12, 28)
    assert camp.listed_on(date(2026, 12, 1)) == date(2026, 12, 27)


def test_date_whose_end_nobody_has_said_is_over_after_an_hour():
    agenda, [key] = agenda_of(1)
    write(key, ("2026-11-25", "", clock(18)), ("2026-11-25", "", clock(23.5)))
    today = date(2026, 11, 25)
    assert starts(agenda.between(today, today, local("2026-11-25 18:59"))) == [
        "100 25.11 18:00",
        "100 25.11 23:30",
    ]
    assert starts(agenda.between(today, today, local("2026-11-25 19:00"))) == ["100 25.11 23:30"]
    tomorrow = today + timedelta(days=1)
    assert starts(agenda.between(tomorrow, tomorrow, local("2026-11-26 00:29"))) == [
        "100 25.11 23:30"
    ]
    assert agenda.between(tomorrow, tomorrow, local("2026-11-26 00:30")) == []


def test_next_of_dates_that_overlap_is_the_one_that_is_over_first():
    agenda, [key] = agenda_of(1)
    write(key, ("2026-12-01", "2026-12-10", ALL_DAY), ("2026-12-05", "", clock(14, 16)))

    def next_at(at: str) -> list[str]:
        return starts(agenda.next_of([100], local(at)).values())

    assert next_at("2026-12-02 10:00") == ["100 05.12 14:00"]
    assert next_at("2026-12-05 16:00") == ["100 01.12 00:00"]
    assert next_at("2026-12-11 00:00") == []


def test_of_dates_that_end_together_the_one_that_begins_first_is_next():
    agenda, [key] = agenda_of(1)
    write(key, ("2026-12-05", "", clock(14, 16)), ("2026-12-05", "", clock(12, 16)))
    assert starts(agenda.next_of([100], local("2026-12-05 10:00")).values()) == ["100 05.12 12:00"]


def test_dates_of_one_activity_come_in_order_and_no_more_than_asked_for():
    agenda, [key, other] = agenda_of(2)
    write(
        key,
        ("2026-12-09", "", clock(14, 16)),
        ("2026-11-25", "", clock(14, 16)),
        ("2026-12-02", "", clock(14, 16)),
        ("2026-11-18", "", clock(14, 16)),
    )
    write(other, ("2026-11-26", "", clock(14, 16)))
    now = local("2026-11-25 15:00")
    assert starts(agenda.of(key, now, 2)) == ["100 25.11 14:00", "100 02.12 14:00"]
    assert starts(agenda.of(other, now, 2)) == ["101 26.11 14:00"]
    assert agenda.of(uuid4(), now, 2) == []


def test_activities_that_are_not_in_the_list_are_not_in_its_answers():
    agenda, [key] = agenda_of(1)
    write(key, ("2026-11-25", "", clock(14, 16)))
    write(uuid4(), ("2026-11-25", "", clock(14, 16)))
    now, day = local("2026-11-25 08:00"), date(2026, 11, 25)
    assert starts(agenda.between(day, day, now)) == ["100 25.11 14:00"]
    assert starts(agenda.next_of([100, 101, 7], now).values()) == ["100 25.11 14:00"]
    empty = Agenda({}, ZONE)
    assert (empty.between(day, day, now), empty.next_of([100], now)) == ([], {})


# --- an oracle ----------------------------------------------------------------------------------

# Around the night on which clocks are put back.
FIRST = date(2026, 10, 12)
DAYS = 28


def some_dates(chance: random.Random) -> list[tuple[str, str, Times]]:
    """Hours, nights, whole days, several days, and some whose end nobody has said."""
    rows = []
    for _ in range(chance.randrange(14)):
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        last = day + timedelta(days=chance.choice([0, 0, 0, 0, 1, 2, 6]))
        begins = chance.randrange(24 * 4) * 15
        ends = (begins + chance.choice([15, 60, 120, 300, 600])) % 1440
        times = chance.choice([ALL_DAY, Times(begins), *[Times(begins, ends)] * 4])
        rows.append((day.isoformat(), last.isoformat(), times))
    return rows


class Oracle:
    """Reads all rows each time."""

    def __init__(self, keys: list[UUID]) -> None:
        entries = {key: 100 + number for number, key in enumerate(keys)}
        self.rows = [
            (entries[row.activity_key], row)
            for row in Occurrence.objects.order_by("starts_at")
            if row.activity_key in entries
        ]

    def between(self, first: date, last: date, now: datetime) -> list[int]:
        found = []
        for entry, row in self.rows:
            ends_before = row.last_day < first
            # A night of yesterday that is not over is today's too.
            if ends_before and now.astimezone(ZONE.info).date() >= first:
                ends_before = row.over_at <= now
            if row.over_at > now and row.first_day <= last and not ends_before:
                found.append((row.starts_at, entry, row.pk))
        return [pk for _starts, _entry, pk in sorted(found)]

    def next_of(self, entries: Iterable[int], now: datetime) -> dict[int, int]:
        found = {}
        for entry in entries:
            mine = [row for own, row in self.rows if own == entry and row.over_at > now]
            if mine:
                first = min(mine, key=lambda row: (row.over_at, row.starts_at, row.pk))
                found[entry] = first.pk
        return found

    def of(self, entry: int, now: datetime, limit: int) -> list[int]:
        mine = [row for own, row in self.rows if own == entry and row.over_at > now]
        return [row.pk for row in sorted(mine, key=lambda row: (row.starts_at, row.pk))[:limit]]


def walk(chance: random.Random, oracle: Oracle, steps: int) -> Iterable[datetime]:
    """Moments forward by minutes and days, sometimes back, and at the very ends of dates."""
    now = local(f"{FIRST} 00:00")
    for _ in range(steps):
        how = chance.random()
        if how < 0.25 and oracle.rows:
            now = chance.choice(oracle.rows)[1].over_at
            now += timedelta(microseconds=chance.choice([-1, 0, 0, 1]))
        elif how < 0.4:
            now -= timedelta(minutes=chance.randrange(60 * 24 * 5))
        elif how < 0.5:
            now = local(f"{FIRST + timedelta(days=chance.randrange(-2, DAYS + 8))} 00:00")
        else:
            now += timedelta(minutes=chance.randrange(60 * 30))
        yield now


@pytest.mark.parametrize("seed", range(8))
def test_answers_are_the_oracle_s_at_any_moment_in_any_order(seed):
    chance = random.Random(seed)
    agenda, keys = agenda_of(12)
    for key in [*keys, uuid4()]:
        write(key, *some_dates(chance))
    oracle = Oracle(keys)
    for now in walk(chance, oracle, 150):
        today = now.astimezone(ZONE.info).date()
        first = chance.choice([today, FIRST + timedelta(days=chance.randrange(-2, DAYS + 4))])
        last = first + timedelta(days=chance.choice([0, 0, 1, 6, 30]))
        found = agenda.between(first, last, now)
        assert [row.pk for row in found] == oracle.between(first, last, now), (first, last, now)
        entries = chance.sample(range(99, 114), chance.randrange(15))
        following = agenda.next_of(entries, now)
        expected = oracle.next_of(entries, now)
        assert {entry: row.pk for entry, row in following.items()} == expected, now
        entry = chance.randrange(100, 112)
        dates = agenda.of(keys[entry - 100], now, 3)
        assert [row.pk for row in dates] == oracle.of(entry, now, 3), now


# --- what it costs ------------------------------------------------------------------------------


def cost(ask) -> int:
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)


@pytest.mark.parametrize("count", [2, 60, 501])
def test_answers_cost_the_same_for_few_activities_and_for_many(count):
    agenda, keys = agenda_of(count)
    for key in keys:
        write(key, ("2026-11-25", "", clock(14, 16)), ("2026-12-02", "", clock(14, 16)))
    write(uuid4(), ("2026-11-24", "", clock(14, 16)))
    week = (date(2026, 11, 23), date(2026, 11, 29))
    entries = range(100, 100 + count)
    now, then = local("2026-11-23 10:00"), local("2026-11-25 16:00")
    assert cost(lambda: agenda.between(*week, now)) == 1
    assert cost(lambda: agenda.between(*week, then)) == 0
    # When they are over, and the dates themselves.
    assert cost(lambda: agenda.next_of(entries, now)) == 2
    assert cost(lambda: agenda.next_of(entries, local("2026-11-25 15:59"))) == 0
    # All are over at once.
    assert cost(lambda: agenda.next_of(entries, then)) == 2
    assert cost(lambda: agenda.next_of(entries, then)) == 0
    assert {row.day for row in agenda.next_of(entries, then).values()} == {date(2026, 12, 2)}
    assert len(agenda.between(*week, now)) == len(agenda.next_of(entries, then)) == count


def test_visitors_on_both_sides_of_an_end_do_not_make_it_ask_again():
    agenda, [key] = agenda_of(1)
    write(key, ("2026-11-25", "", clock(14, 16)), ("2026-12-02", "", clock(14, 16)))
    before, after = local("2026-11-25 15:59"), local("2026-11-25 16:00")
    earlier = before - timedelta(seconds=1)

    def ask(now: datetime) -> int:
        return cost(lambda: agenda.next_of([100], now))

    assert [ask(before), ask(after)] == [2, 2]
    moments = [before, after, after + timedelta(days=1), before, after]
    assert [ask(now) for now in moments] == [0, 0, 0, 0, 0]
    # A moment before all of them is asked about once.
    assert [ask(earlier), ask(earlier), ask(before), ask(after)] == [1, 0, 0, 0]
    assert starts(agenda.next_of([100], earlier).values()) == ["100 25.11 14:00"]
    assert starts(agenda.next_of([100], after).values()) == ["100 02.12 14:00"]


def test_windows_in_memory_are_bounded_and_the_latest_ones_stay():
    agenda, [key] = agenda_of(1)
    days = [date(2026, 11, 1) + timedelta(days=number) for number in range(40)]
    write(key, *[(day.isoformat(), "", clock(14, 16)) for day in days])
    now = local("2026-11-01 10:00")

    def ask(day: date) -> int:
        return cost(lambda: agenda.between(day, day, now))

    assert [ask(day) for day in days] == [1] * 40
    assert [ask(day) for day in days[-24:]] == [0] * 24
    # Used again, the oldest of them stays when another comes.
    assert [ask(days[16]), ask(days[0]), ask(days[16]), ask(days[17])] == [0, 1, 0, 1]
    assert starts(agenda.between(days[3], days[3], now)) == ["100 04.11 14:00"]


def test_dates_in_memory_are_bounded_by_the_number_of_activities():
    agenda, [key] = agenda_of(1)
    days = [date(2026, 11, 1) + timedelta(days=number) for number in range(40)]
    write(key, *[(day.isoformat(), "", clock(14, 16)) for day in days])
    found = [agenda.next_of([100], local(f"{day} 10:00"))[100].day for day in days]
    assert found == days
    assert len(agenda._rows) <= 3
    assert len(agenda._next) <= 4
