"""Schedules of HSDS 3 as rows of dates: the words of RFC 5545, one by one in fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.utils.translation import gettext

from wagtail_hjelp.activities.reading import YEARS
from wagtail_hjelp.schedule import Monthly, Weekly, mismatch, rule_of
from wagtail_hjelp.schedule.recurrence import INTERVALS, ORDINALS

from .records import DateRow, MonthlyRow, WeeklyRow, dates_of
from .refusing import Wrong, wrong

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
# "14:00", "14:00:00", also with the offset of Norway, in winter or in summer. Any other is not the
# time on the clock at home.
_CLOCK = re.compile(r"(\d\d):(\d\d)(?::00)?(?:\+0[12]:?00)?", re.ASCII)
_OFFSETS = (None, "", 1, 2)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_UNREAD = ("bymonthday", "byyearday", "byweekno")
_MOST = 100
_MOST_COUNTED = 500


def read_schedules(schedules: Iterable[Mapping[str, Any]]) -> list[DateRow]:
    """Return a row for each schedule; raises :class:`~.refusing.Wrong` if one cannot be said."""
    found = list(schedules)
    if len(found) > _MOST:
        raise _unsayable()
    return [_row(schedule) for schedule in found]


def _row(schedule: Mapping[str, Any]) -> DateRow:
    if any(schedule.get(name) for name in _UNREAD) or schedule.get("timezone") not in _OFFSETS:
        raise _unsayable()
    first = _day(schedule, "dtstart") or _day(schedule, "valid_from")
    if first is None:
        raise wrong(gettext("A schedule does not say from which date it holds."))
    ends = [day for name in ("until", "valid_to") if (day := _day(schedule, name)) is not None]
    until = min(ends, default=None)
    if until is not None and until < first:
        raise wrong(gettext("The last date is before the first. Change one of them."))
    starts, closes = _clock(schedule.get("opens_at")), _clock(schedule.get("closes_at"))
    if closes and not starts:
        raise wrong(gettext("Write when it starts, such as 18:00."))
    if not schedule.get("freq"):
        if schedule.get("byday") or (until is not None and until != first):
            raise _unsayable()
        return {
            "kind": "once",
            "day": first.isoformat(),
            "last": "",
            "starts": starts,
            "ends": closes,
        }
    return _rule(schedule, first, until, starts, closes)


def _rule(
    schedule: Mapping[str, Any], first: date, until: date | None, starts: str, ends: str
) -> DateRow:
    every = _whole(schedule.get("interval"), 1)
    days = _days(schedule.get("byday"))
    if every not in INTERVALS or schedule.get("wkst") not in (None, "", "MO"):
        raise _unsayable()
    row: WeeklyRow | MonthlyRow
    if schedule["freq"] == "WEEKLY" and not any(number for number, _day in days):
        row = {
            "kind": "weekly",
            "first": first.isoformat(),
            "weekdays": sorted({day for _number, day in days}) or [first.weekday()],
            "every": every,
            "until": until.isoformat() if until else "",
            "starts": starts,
            "ends": ends,
        }
    elif schedule["freq"] == "MONTHLY" and len({day for _number, day in days}) == 1:
        ordinals = {number for number, _day in days}
        if not ordinals <= set(ORDINALS):
            raise _unsayable()
        row = {
            "kind": "monthly",
            "first": first.isoformat(),
            "weekday": days[0][1],
            "ordinals": sorted(ordinals, key=lambda number: number % 7),
            "every": every,
            "until": until.isoformat() if until else "",
            "starts": starts,
            "ends": ends,
        }
    else:
        raise _unsayable()
    return _counted(_begun(row, first), schedule.get("count"), until)


def _begun(row: WeeklyRow | MonthlyRow, first: date) -> WeeklyRow | MonthlyRow:
    """Return a rule from its first date on. HSDS says from when it holds, which may be earlier."""
    rule = dates_of([row]).rows[0]
    found = mismatch(rule) if isinstance(rule, Weekly | Monthly) else None
    if found is None:
        return row
    if row["every"] > 1:
        # Every other week, and the first one has none: it may be this or the next.
        raise _unsayable()
    if row["until"] and found.isoformat() > row["until"]:
        raise wrong(gettext("A schedule has no date before it ends."))
    row["first"] = found.isoformat()
    return row


def _counted(row: WeeklyRow | MonthlyRow, count: Any, until: date | None) -> WeeklyRow | MonthlyRow:
    """Return a rule that ends with so many dates as one that ends on a date."""
    if count in (None, ""):
        return row
    number = _whole(count, 0)
    rule = dates_of([row]).rows[0]
    if not 1 <= number <= _MOST_COUNTED or until is not None:
        raise _unsayable()
    if isinstance(rule, Weekly | Monthly):
        *_earlier, last = islice(rule_of(rule), number)
        row["until"] = last.date().isoformat()
    return row


def _day(schedule: Mapping[str, Any], name: str) -> date | None:
    stored = schedule.get(name)
    if stored in (None, ""):
        return None
    match = _DAY.fullmatch(stored) if isinstance(stored, str) else None
    try:
        found = datetime.strptime(match[1], "%Y-%m-%d").date() if match else None
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise wrong(
            gettext("“%(text)s” is not a date. Write it as 24.12.2026."), text=f"{stored}"[:40]
        )
    return found


def _clock(stored: Any) -> str:
    if stored in (None, ""):
        return ""
    match = _CLOCK.fullmatch(stored) if isinstance(stored, str) else None
    if match is None or f"{match[1]}:{match[2]}" > "24:00" or int(match[2]) > 59:
        raise wrong(
            gettext("“%(text)s” is not a time of day. Write it as 18:00."), text=f"{stored}"[:40]
        )
    return "00:00" if match[1] == "24" else f"{match[1]}:{match[2]}"


def _days(stored: Any) -> list[tuple[int, int]]:
    if stored in (None, ""):
        return []
    parts = stored.upper().split(",") if isinstance(stored, str) else []
    found = [_BYDAY.fullmatch(part.strip()) for part in parts[:60]]
    days = [(int(one[1] or 0), _CODES.index(one[2])) for one in found if one]
    if not days or len(days) != len(parts):
        raise _unsayable()
    return days


def _whole(stored: Any, default: int) -> int:
    if stored in (None, ""):
        return default
    if isinstance(stored, bool) or not isinstance(stored, int | float) or stored != stored // 1:
        raise _unsayable()
    return int(stored)


def _unsayable() -> Wrong:
    return wrong(gettext("A schedule has a rule that cannot be read."))
