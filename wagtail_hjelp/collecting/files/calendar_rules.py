"""From a rule of iCalendar to rows of dates: the one of ours that says the same, or its dates.

A row is proposed from the words of the rule, and then held against what dateutil makes of it. What
no row says becomes a list, if it ends and has few dates; otherwise it is an error. Nothing is
worked out without an end.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Literal, NamedTuple

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday
from django.utils.translation import gettext
from icalendar import vRecur

from wagtail_hjelp.schedule.recurrence import INTERVALS, ORDINALS

from .calendar_text import Property
from .calendar_zones import Local, When, Zones
from .records import DateRow, ListedRow, MonthlyRow, OnceRow, WeeklyRow
from .refusing import Wrong, wrong

MOST_LISTED = 200
# So far a rule is held against ours: beyond a year with both changes of the clocks.
LOOKED_AT = timedelta(days=400)
# So many dates of one rule are worked out, and so far from its start.
MOST_DATES = 2_000
FURTHEST = timedelta(days=366 * 20)

_FREQUENCIES: dict[str, Literal[0, 1, 2, 3]] = {
    "DAILY": DAILY,
    "WEEKLY": WEEKLY,
    "MONTHLY": MONTHLY,
    "YEARLY": YEARLY,
}
_DAYS_OF = {DAILY: 1, WEEKLY: 7, MONTHLY: 30, YEARLY: 365}
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LISTS = {"BYMONTHDAY": 31, "BYMONTH": 12, "BYSETPOS": 5}
_KEYS = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST", *_LISTS))


class Said(NamedTuple):
    """One time as a row says it: its day, the last one, and times such as ``"18:00"``.

    ``at`` is the moment at which it starts, which a row must say too.
    """

    day: date
    last: date
    starts: str
    ends: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of iCalendar whose parts are all known. ``until`` is in the zone of the start."""

    frequency: Literal[0, 1, 2, 3]
    interval: int
    count: int | None
    until: datetime | None
    # (ordinal or 0, day of the week)
    days: tuple[tuple[int, int], ...]
    monday: int
    lists: dict[str, tuple[int, ...]]

    @property
    def ends(self) -> bool:
        return self.count is not None or self.until is not None

    def steps(self, span: timedelta) -> int:
        """Return about how many periods are looked at in a span of time."""
        whole = span.days // (_DAYS_OF[self.frequency] * self.interval) + 1
        # Most have a date in each; of seven days one may be one, of twelve months a single one.
        scarce = 12 if self.lists or self.frequency == YEARLY else 7 if self.days else 1
        if self.frequency == WEEKLY and not self.lists:
            scarce = 1
        return min(whole, scarce * min(self.count or MOST_DATES, MOST_DATES))

    def starts(self, first: datetime, until: datetime) -> list[datetime]:
        """Return its starts up to a moment, at most :data:`MOST_DATES` of them."""
        options: dict[str, Any] = {name.lower(): values for name, values in self.lists.items()}
        if self.days:
            options["byweekday"] = [
                weekday(day, number) if number else weekday(day) for number, day in self.days
            ]
        if self.until is not None:
            until = min(until, self.until)
        found = rrule(
            self.frequency,
            dtstart=first,
            interval=self.interval,
            wkst=weekday(self.monday),
            until=until,
            **options,
        )
        return list(islice(found, min(self.count or MOST_DATES, MOST_DATES)))


def read_rule(found: Property, start: When, zones: Zones) -> Rule:
    """Return a rule; raises :class:`~.refusing.Wrong` for what can never be said."""
    names = [part.partition("=")[0].upper() for part in found.value.strip(";").split(";")]
    try:
        parts = vRecur.from_ical(found.value[:2000])
        frequency = _FREQUENCIES[str(parts["FREQ"][0]).upper()]
        interval = int(parts.get("INTERVAL", [1])[0])
        count = int(parts["COUNT"][0]) if "COUNT" in parts else None
        lists = {name: tuple(int(one) for one in parts[name]) for name in _LISTS if name in parts}
        days = tuple(_weekday(str(day)) for day in parts.get("BYDAY", ()))
        monday = _CODES.index(str(parts.get("WKST", ["MO"])[0]).upper())
    # What icalendar does with what is no rule.
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError):
        raise _unsayable() from None
    limits = (0 < abs(one) <= _LISTS[name] for name, values in lists.items() for one in values)
    if (
        len(set(names)) < len(names)
        or not set(names) <= _KEYS
        or not 1 <= interval <= 1000
        or (count is not None and not 1 <= count <= MOST_DATES)
        or not all(limits)
        or len(days) > 53
    ):
        raise _unsayable()
    until = _until(parts, found, start, zones)
    rule = Rule(frequency, interval, count, until, days, monday, lists)
    if not _is_bounded(rule):
        raise _unsayable()
    if not _gives(rule, start.local):
        raise none_of_its_rule()
    return rule


def proposed(
    rule: Rule, said: Sequence[Said], shift: int, ends: date | None
) -> WeeklyRow | MonthlyRow | None:
    """Return the row that may say a rule; None if no row can.

    ``said`` are its first dates; ``shift`` is by how many days they differ from the rule's own, in
    another zone. ``ends`` is the last day on which it may be.
    """
    first = said[0]
    if any((one.starts, one.ends) != (first.starts, first.ends) for one in said):
        return None
    if any(one.last != one.day for one in said) or set(rule.lists) - {"BYSETPOS"}:
        return None
    days = sorted({(day + shift) % 7 for _number, day in rule.days})
    numbers = {number for number, _day in rule.days}
    every = rule.interval
    if rule.frequency == DAILY:
        if every % 7 == 0:
            every //= 7
            days = [first.day.weekday()]
        elif every == 1:
            days = days or list(range(7))
        else:
            return None
    if rule.frequency in (DAILY, WEEKLY):
        if "BYSETPOS" in rule.lists or numbers - {0} or every not in INTERVALS:
            return None
        days = days or [first.day.weekday()]
        return {
            "kind": "weekly",
            "first": first.day.isoformat(),
            "weekdays": days,
            "every": every,
            "until": ends.isoformat() if ends is not None else "",
            "starts": first.starts,
            "ends": first.ends,
        }
    if rule.frequency != MONTHLY or every not in INTERVALS or len(days) != 1 or shift:
        return None
    ordinals = rule.lists.get("BYSETPOS", ()) if numbers == {0} else tuple(numbers)
    if not ordinals or not set(ordinals) <= set(ORDINALS):
        return None
    if numbers != {0} and "BYSETPOS" in rule.lists:
        return None
    return {
        "kind": "monthly",
        "first": first.day.isoformat(),
        "weekday": days[0],
        "ordinals": sorted(set(ordinals), key=lambda number: number % 7),
        "every": every,
        "until": ends.isoformat() if ends is not None else "",
        "starts": first.starts,
        "ends": first.ends,
    }


def listed(said: Sequence[Said]) -> list[DateRow]:
    """Return rows that say dates one by one, those with the same times in one row."""
    rows: list[DateRow] = []
    by_times: dict[tuple[str, str], ListedRow] = {}
    for one in sorted(said):
        if one.last != one.day:
            row: OnceRow = {
                "kind": "once",
                "day": one.day.isoformat(),
                "last": one.last.isoformat(),
                "starts": one.starts,
                "ends": one.ends,
            }
            rows.append(row)
            continue
        times = (one.starts, one.ends)
        if times not in by_times:
            by_times[times] = {"kind": "listed", "days": [], "starts": times[0], "ends": times[1]}
            rows.append(by_times[times])
        by_times[times]["days"].append(one.day.isoformat())
    return [_single(row) for row in rows]


def said_of(start: When, length: timedelta | None, zones: Zones) -> Said:
    """Return a start and a length as the clock at home shows them."""
    at = zones.moment(start)
    if not isinstance(start.local, datetime):
        days = length or timedelta(days=1)
        return Said(start.local, start.local + days - timedelta(days=1), "", "", at)
    begins = zones.at_home(start)
    starts = _clock(begins)
    if not length:
        return Said(begins.date(), begins.date(), starts, "", at)
    ends = zones.at_home(When(start.local + length, start.zone))
    if ends - begins <= timedelta(days=1):
        return Said(begins.date(), begins.date(), starts, _clock(ends), at)
    last = ends.date() if ends.time() != time.min else ends.date() - timedelta(days=1)
    return Said(begins.date(), last, starts, _clock(ends), at)


def last_day(rule: Rule, first: Local, starts: Sequence[datetime], shift: int) -> date | None:
    """Return the last day on which a rule may be, at home; None if it has no end."""
    if rule.count is not None:
        return starts[-1].date() + timedelta(days=shift)
    if rule.until is None:
        return None
    at = first.time() if isinstance(first, datetime) else time.min
    day = rule.until.date() - timedelta(days=rule.until.time() < at)
    return day + timedelta(days=shift)


def too_many() -> Wrong:
    return wrong(
        gettext("It happens on more than %(count)d dates, and not by a rule that can be said."),
        count=MOST_LISTED,
    )


def _unsayable() -> Wrong:
    return wrong(
        gettext(
            "Its rule of repetition cannot be read. Only rules by day, week, month and year can."
        )
    )


def none_of_its_rule() -> Wrong:
    return wrong(gettext("Its first date is none of its rule, or its rule ends before it starts."))


def _is_bounded(rule: Rule) -> bool:
    """Whether dateutil finds the next date of a rule soon.

    It looks at period after period until it finds one, to the year 9999 if need be, whatever the
    rule's end. With its first date known to be one, what is left here has its next one within a
    few dozen periods.
    """
    numbered = any(number for number, _day in rule.days)
    if rule.frequency == DAILY:
        return not rule.lists and not numbered
    if rule.frequency == WEEKLY:
        return not set(rule.lists) - {"BYMONTH"} and not numbered
    if rule.frequency == YEARLY:
        return "BYSETPOS" not in rule.lists and (not rule.days or "BYMONTH" in rule.lists)
    return "BYSETPOS" not in rule.lists or (bool(rule.days) and not numbered)


def _gives(rule: Rule, day: date) -> bool:
    """Whether a day has what a rule asks of each of its dates."""
    lists = rule.lists
    last = monthrange(day.year, day.month)[1]
    if "BYMONTH" in lists and day.month not in lists["BYMONTH"]:
        return False
    if "BYMONTHDAY" in lists and not {day.day, day.day - last - 1} & set(lists["BYMONTHDAY"]):
        return False
    nths = {0, (day.day - 1) // 7 + 1, -((last - day.day) // 7 + 1)}
    if rule.days and not any(
        weekday == day.weekday() and number in nths for number, weekday in rule.days
    ):
        return False
    if "BYSETPOS" not in lists:
        return True
    weekdays = {weekday for _number, weekday in rule.days}
    chosen = [one for one in range(1, last + 1) if day.replace(day=one).weekday() in weekdays]
    place = chosen.index(day.day)
    return bool({place + 1, place - len(chosen)} & set(lists["BYSETPOS"]))


def _single(row: DateRow) -> DateRow:
    if row["kind"] == "listed" and len(row["days"]) == 1:
        return {
            "kind": "once",
            "day": row["days"][0],
            "last": "",
            "starts": row["starts"],
            "ends": row["ends"],
        }
    return row


def _weekday(text: str) -> tuple[int, int]:
    number = int(text[:-2] or 0)
    if abs(number) > 53:
        raise ValueError(text)
    return number, _CODES.index(text[-2:].upper())


def _until(parts: Any, found: Property, start: When, zones: Zones) -> datetime | None:
    if "UNTIL" not in parts:
        return None
    texts = [part[6:] for part in found.value.split(";") if part.upper().startswith("UNTIL=")]
    # A date is the whole of that day; a time without a zone is in that of the start.
    until = zones.read(Property("UNTIL", {}, texts[0]))
    local = until.local
    if not isinstance(local, datetime):
        return datetime.combine(local, time(23, 59, 59))
    if until.zone is None or start.is_date:
        return local
    return zones.moment(until).astimezone(start.zone or zones.home).replace(tzinfo=None)


def _clock(local: datetime) -> str:
    if local.second:
        raise wrong(gettext("Its times have seconds. Write whole minutes."))
    return f"{local:%H:%M}"
