"""Whatever the dates and whatever has become of them: expanded by another program, the feed gives
the occurrences that the database has, each at its moments, and no other."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import recurring_ical_events
import time_machine
from django.db import transaction
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tests.activities.calendars import OSLO, local, make_activity, make_calendar, shown
from tests.factories import item
from wagtail_hjelp.activities import healing
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
from wagtail_hjelp.models import ActivityPage, Occurrence
from wagtail_hjelp.outlets.ical import PAST, calendar_of
from wagtail_hjelp.schedule.recurrence import Times

pytestmark = pytest.mark.django_db

# Before Christmas, and so that each clock change of Oslo is just past or soon to come.
MOMENTS = [
    local("2026-11-23 10:00"),
    local("2027-03-27 23:30"),
    local("2027-03-28 03:10"),
    local("2026-10-24 12:00"),
    local("2027-11-10 00:05"),
]
YEAR = timedelta(days=365)


# --- what an editor may write -------------------------------------------------------------------

days = st.dates(date(2026, 8, 1), date(2027, 12, 31)) | st.sampled_from(
    [date(2026, 10, 25), date(2027, 3, 28), date(2026, 12, 24), date(2027, 10, 30)]
)
# Around the hours that a clock change takes or gives, midnight, and any other.
minutes = st.sampled_from([0, 60, 90, 119, 120, 150, 179, 180, 210, 1320, 1425]) | st.integers(
    0, 95
).map(lambda quarter: quarter * 15)
texts = minutes.map(lambda minute: f"{minute // 60:02}:{minute % 60:02}:00")
times = st.one_of(
    st.just({"starts": None, "ends": None}),
    st.fixed_dictionaries({"starts": texts, "ends": st.none()}),
    st.fixed_dictionaries({"starts": texts, "ends": texts}),
)
codes = st.sets(st.sampled_from("0123456"), max_size=3).map(sorted)
maybe = st.none() | days.map(date.isoformat)


@st.composite
def rows(draw: st.DrawFn, number: int) -> dict[str, Any]:
    kind = draw(st.sampled_from(["once", "listed", "weekly", "monthly", "break"]))
    first = draw(days)
    value: dict[str, Any] = {} if kind == "break" else draw(times)
    if kind == "once":
        last = draw(st.none() | st.integers(0, 4).map(lambda more: first + timedelta(days=more)))
        value |= {"day": first.isoformat(), "last": last and last.isoformat()}
    elif kind == "listed":
        value["days"] = [item(day.isoformat()) for day in draw(st.lists(days, max_size=5))]
    elif kind == "break":
        last = first + timedelta(days=draw(st.integers(0, 40)))
        value |= {"first": first.isoformat(), "last": last.isoformat()}
    else:
        value |= {"first": first.isoformat(), "every": draw(st.sampled_from([1, 1, 2, 3, 5]))}
        value |= {"until": draw(maybe), "not_on_holidays": draw(st.booleans())}
        if kind == "weekly":
            value["weekdays"] = draw(codes)
        else:
            ordinals = st.sets(st.sampled_from(["1", "2", "3", "4", "-1"]), min_size=1)
            value |= {"weekday": draw(st.sampled_from("0123456"))}
            value["ordinals"] = sorted(draw(ordinals))
    return {"type": kind, "id": str(UUID(int=number)), "value": value}


all_rows = st.integers(1, 4).flatmap(
    lambda count: st.tuples(*(rows(number) for number in range(1, count + 1)))
)
changes = st.lists(
    st.tuples(
        st.sampled_from(["cancel", "full", "move", "restore", "extra", "remove"]),
        st.integers(0, 60),
        days,
        st.integers(0, 3),
        st.none() | minutes,
        st.none() | minutes,
    ),
    max_size=8,
)


def change(page: ActivityPage, drawn: tuple[Any, ...]) -> None:
    """Do to one of the dates what an editor may do to it."""
    what, place, day, more, starts, ends = drawn
    when = (day, day + timedelta(days=more), Times(starts, ends if starts is not None else None))
    there = Occurrence.objects.of([page.translation_key]).order_by("starts_at", "pk")
    by = Change(page, reason="illness", note="Beklager.")
    if what == "extra":
        with suppress(AlreadyThere):
            add_extra(*when, by)
        return
    if what == "remove":
        there = there.filter(row__startswith="extra-")
    found = list(there)
    if not found:
        return
    chosen = found[place % len(found)]
    if what == "remove":
        remove_extra(chosen, by)
    elif what == "move":
        move(chosen, *when, by)
    else:
        {"cancel": cancel, "full": mark_full, "restore": restore}[what](chosen, by)


# --- what both say ------------------------------------------------------------------------------


def in_database(page: ActivityPage, since: datetime, until: datetime) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for one in Occurrence.objects.of([page.translation_key]):
        if not since <= one.starts_at < until:
            continue
        if one.all_day:
            when: tuple[Any, Any] = (one.first_day, one.last_day + timedelta(days=1))
        elif one.ends_at is None and one.last_day > one.first_day:
            when = (one.starts_at, one.over_at)
        else:
            when = (one.starts_at, one.ends_at or one.starts_at)
        found[*when, str(one.status)] += 1
    return found


def in_feed(feed: bytes, since: datetime, until: datetime) -> Counter[Any]:
    found: Counter[Any] = Counter()
    margin = timedelta(days=370)
    calendar = Calendar.from_ical(feed)
    for event in recurring_ical_events.of(calendar).between(since - margin, until + margin):
        start, end = (event[name].dt for name in ("DTSTART", "DTEND"))
        if isinstance(start, datetime):
            when = (start.astimezone(UTC), end.astimezone(UTC))
            begins = when[0]
        else:
            when = (start, end)
            begins = datetime(start.year, start.month, start.day, tzinfo=OSLO)
        if not since <= begins < until:
            continue
        status = "cancelled" if event["STATUS"] == "CANCELLED" else "scheduled"
        if "no room left" in event.get("DESCRIPTION", ""):
            status = "full"
        found[*when, status] += 1
    return found


def feed_of(page: ActivityPage) -> bytes:
    held = shown(page.get_parent())
    with translation.override("en"):
        return calendar_of(
            [page.pk],
            held,
            name="Hva skjer",
            url="https://kommune.example/nb/hva-skjer/",
            now=timezone.now(),
            absolute=lambda path: f"https://kommune.example{path}",
        )


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    moment=st.sampled_from(MOMENTS),
    first=all_rows,
    then=st.none() | all_rows,
    drawn=changes,
    later=st.sampled_from([0, 0, 3, 20, 45]),
)
def test_feed_expands_to_what_the_database_says(site, moment, first, then, drawn, later):
    with transaction.atomic():
        with time_machine.travel(moment, tick=False):
            healing.forget()
            page = make_activity(make_calendar(site.root_page), "Kafé", *first)
            for one in drawn[:4]:
                change(page, one)
        now = moment + timedelta(days=later)
        with time_machine.travel(now, tick=False):
            healing.forget()
            if then is not None:
                page.dates = list(then)
                page.save()
            for one in drawn[4:]:
                change(page, one)
            feed = feed_of(page)
        # What has been over for so long is left out, and the day on which that begins is cut.
        since = now - PAST + timedelta(days=1)
        assert in_feed(feed, since, now + YEAR) == in_database(page, since, now + YEAR)
        assert Calendar.from_ical(feed).to_ical() == feed
        transaction.set_rollback(True)
