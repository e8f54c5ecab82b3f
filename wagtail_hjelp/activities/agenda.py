"""When activities happen: windows of time, and the next date of each.

Each answer is one indexed query, and is kept until a date changes (with the snapshot) or is over.
Threads share an agenda, and ask about moments that are not quite in order.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Min

from wagtail_hjelp.models.occurrences import Occurrence
from wagtail_hjelp.schedule.zone import Zone

# Windows that are kept of each list: this week, this weekend, a few months.
_KEPT = 24
# Moments whose next dates are kept: of requests that run side by side, some are before an end.
_MOMENTS = 4

_NEVER = datetime.max.replace(tzinfo=UTC)


class Happens(NamedTuple):
    """One date of an activity, as lists need it. ``entry`` is the activity's key in the list."""

    pk: int
    entry: int
    row: str
    day: date
    starts_at: datetime
    ends_at: datetime | None
    over_at: datetime
    all_day: bool
    first_day: date
    last_day: date
    status: str
    reason: str
    note: str
    moved: bool
    rule_starts_at: datetime
    sequence: int

    def listed_on(self, first: date) -> date:
        """Return the day under which a list that begins on ``first`` shows it."""
        return max(self.first_day, first)


_COLUMNS = [name for name in Happens._fields if name != "entry"]


class _Next(NamedTuple):
    """When the next date of each entry is over: true from ``since`` until before ``until``."""

    since: datetime
    until: datetime
    ends: Mapping[int, datetime]


class Agenda:
    """The dates of the activities of one list; ``keys`` are its entries by translation key."""

    def __init__(self, keys: Mapping[UUID, int], zone: Zone) -> None:
        self.zone = zone
        self._keys = keys
        self._windows: OrderedDict[tuple[date, date], Sequence[Happens]] = OrderedDict()
        self._next: tuple[_Next, ...] = ()
        # By entry and end: which one that is does not depend on the moment.
        self._rows: dict[tuple[int, datetime], Happens] = {}
        self._lock = threading.Lock()

    def between(self, first: date, last: date, now: datetime) -> list[Happens]:
        """Return what happens on these local dates, both included, and is not over; by start.

        What began the day before and still goes on is there too: a night is not over at midnight.
        """
        midnight = self.zone.midnight(first)
        since = max(now, midnight) if first <= self.zone.today(now) else midnight
        return [
            found
            for found in self.whole(first, last)
            if found.over_at > now and (found.last_day >= first or found.over_at > since == now)
        ]

    def whole(self, first: date, last: date) -> Sequence[Happens]:
        """Return what happens on these dates, over or not, and what began the day before."""
        window = (first, last)
        with self._lock:
            if window in self._windows:
                self._windows.move_to_end(window)
                return self._windows[window]
        rows = self._read(Occurrence.objects.between(first - timedelta(days=1), last))
        with self._lock:
            self._windows[window] = rows
            while len(self._windows) > _KEPT:
                self._windows.popitem(last=False)
        return rows

    def next_ends(self, now: datetime) -> Mapping[int, datetime]:
        """Return, for each entry that has a date to come, when its next one is over."""
        known = self._next
        for answer in known:
            if answer.since <= now < answer.until:
                return answer.ends
        # What was next then is next now, unless it is over.
        earlier = [answer for answer in known if answer.since <= now]
        then = max(earlier, key=lambda answer: answer.since, default=None)
        if then is None:
            ends = self._ask(now, self._keys)
        else:
            ends = {entry: end for entry, end in then.ends.items() if end > now}
            gone = then.ends.keys() - ends.keys()
            ends |= self._ask(now, [key for key, entry in self._keys.items() if entry in gone])
        answer = _Next(now, min(ends.values(), default=_NEVER), ends)
        self._next = (answer, *known)[:_MOMENTS]
        return ends

    def next_of(self, entries: Collection[int], now: datetime) -> dict[int, Happens]:
        """Return the next date of each of these entries that has one; one query at most.

        Of dates that overlap it is the one that is over first.
        """
        ends = self.next_ends(now)
        wanted = {entry: ends[entry] for entry in entries if entry in ends}
        rows = self._rows
        missing = {entry: end for entry, end in wanted.items() if (entry, end) not in rows}
        if missing:
            keys = [key for key, entry in self._keys.items() if entry in missing]
            found = Occurrence.objects.of(keys).filter(over_at__in=set(missing.values()))
            # Those that are over would stay for ever.
            kept = rows if len(rows) <= 2 * len(self._keys) else wanted.items()
            rows = {place: rows[place] for place in kept if place in rows}
            for row in self._read(found):
                rows.setdefault((row.entry, row.over_at), row)
            self._rows = rows
        return {place[0]: rows[place] for place in wanted.items() if place in rows}

    def of(self, key: UUID, now: datetime, limit: int) -> list[Happens]:
        """Return the next dates of one activity."""
        return self._read(
            Occurrence.objects.of([key]).not_over(now).order_by("starts_at", "pk")[:limit]
        )

    def _ask(self, now: datetime, keys: Collection[UUID]) -> dict[int, datetime]:
        found = Occurrence.objects.not_over(now).order_by()
        # All at once costs less than naming thousands.
        if len(keys) <= 500:
            found = found.of(keys)
        ends = found.values_list("activity_key").annotate(next_end=Min("over_at"))
        return {self._keys[key]: end.astimezone(UTC) for key, end in ends if key in self._keys}

    def _read(self, found: object) -> list[Happens]:
        rows = found.values_list("activity_key", *_COLUMNS)  # type: ignore[attr-defined]
        made = [Happens(pk, self._keys[key], *rest) for key, pk, *rest in rows if key in self._keys]
        return sorted(made, key=lambda row: (row.starts_at, row.entry, row.pk))
