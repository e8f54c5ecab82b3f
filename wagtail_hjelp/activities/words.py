"""Dates and times of activities as people write them, in the active language.

Where a language bends a day of the week by its place in the sentence, the whole phrase stands in
the catalogues, one for each day. What is put together here are phrases of their own, with a
pattern of the language's between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.text import capfirst
from django.utils.translation import gettext, npgettext, pgettext, pgettext_lazy

from wagtail_hjelp.conf import settings
from wagtail_hjelp.hours.words import (
    clock,
    clock_range,
    date_range_text,
    date_text,
    days_text,
    first_weekday,
    joined,
    weekday_date_text,
    weekday_in_sentence,
)
from wagtail_hjelp.schedule import Break, Dates, Listed, Monthly, Once, Times, Weekly
from wagtail_hjelp.schedule.recurrence import Row, Rule
from wagtail_hjelp.schedule.rules import DAY
from wagtail_hjelp.vocabularies import MONTHS

# Of dates one by one, so many; the rest is counted.
LISTED_DATES = 5

_EVERY_WEEK = (
    pgettext_lazy("every week on one day", "Every Monday"),
    pgettext_lazy("every week on one day", "Every Tuesday"),
    pgettext_lazy("every week on one day", "Every Wednesday"),
    pgettext_lazy("every week on one day", "Every Thursday"),
    pgettext_lazy("every week on one day", "Every Friday"),
    pgettext_lazy("every week on one day", "Every Saturday"),
    pgettext_lazy("every week on one day", "Every Sunday"),
)
_EVERY_OTHER_WEEK = (
    pgettext_lazy("every second week on one day", "Every other Monday"),
    pgettext_lazy("every second week on one day", "Every other Tuesday"),
    pgettext_lazy("every second week on one day", "Every other Wednesday"),
    pgettext_lazy("every second week on one day", "Every other Thursday"),
    pgettext_lazy("every second week on one day", "Every other Friday"),
    pgettext_lazy("every second week on one day", "Every other Saturday"),
    pgettext_lazy("every second week on one day", "Every other Sunday"),
)
# Which of a month's days of that name; -1 is the last.
_NTH = {
    1: (
        pgettext_lazy("day in a month, within a sentence", "the first Monday"),
        pgettext_lazy("day in a month, within a sentence", "the first Tuesday"),
        pgettext_lazy("day in a month, within a sentence", "the first Wednesday"),
        pgettext_lazy("day in a month, within a sentence", "the first Thursday"),
        pgettext_lazy("day in a month, within a sentence", "the first Friday"),
        pgettext_lazy("day in a month, within a sentence", "the first Saturday"),
        pgettext_lazy("day in a month, within a sentence", "the first Sunday"),
    ),
    2: (
        pgettext_lazy("day in a month, within a sentence", "the second Monday"),
        pgettext_lazy("day in a month, within a sentence", "the second Tuesday"),
        pgettext_lazy("day in a month, within a sentence", "the second Wednesday"),
        pgettext_lazy("day in a month, within a sentence", "the second Thursday"),
        pgettext_lazy("day in a month, within a sentence", "the second Friday"),
        pgettext_lazy("day in a month, within a sentence", "the second Saturday"),
        pgettext_lazy("day in a month, within a sentence", "the second Sunday"),
    ),
    3: (
        pgettext_lazy("day in a month, within a sentence", "the third Monday"),
        pgettext_lazy("day in a month, within a sentence", "the third Tuesday"),
        pgettext_lazy("day in a month, within a sentence", "the third Wednesday"),
        pgettext_lazy("day in a month, within a sentence", "the third Thursday"),
        pgettext_lazy("day in a month, within a sentence", "the third Friday"),
        pgettext_lazy("day in a month, within a sentence", "the third Saturday"),
        pgettext_lazy("day in a month, within a sentence", "the third Sunday"),
    ),
    4: (
        pgettext_lazy("day in a month, within a sentence", "the fourth Monday"),
        pgettext_lazy("day in a month, within a sentence", "the fourth Tuesday"),
        pgettext_lazy("day in a month, within a sentence", "the fourth Wednesday"),
        pgettext_lazy("day in a month, within a sentence", "the fourth Thursday"),
        pgettext_lazy("day in a month, within a sentence", "the fourth Friday"),
        pgettext_lazy("day in a month, within a sentence", "the fourth Saturday"),
        pgettext_lazy("day in a month, within a sentence", "the fourth Sunday"),
    ),
    -1: (
        pgettext_lazy("day in a month, within a sentence", "the last Monday"),
        pgettext_lazy("day in a month, within a sentence", "the last Tuesday"),
        pgettext_lazy("day in a month, within a sentence", "the last Wednesday"),
        pgettext_lazy("day in a month, within a sentence", "the last Thursday"),
        pgettext_lazy("day in a month, within a sentence", "the last Friday"),
        pgettext_lazy("day in a month, within a sentence", "the last Saturday"),
        pgettext_lazy("day in a month, within a sentence", "the last Sunday"),
    ),
}


def times_text(starts: int | None, ends: int | None, all_day: bool = False) -> str:
    """Return local times, in minutes after midnight, as they stand after a date.

    "14:00–16:00", "from 18:00" if nobody has said when it ends, "22:00–04:00 the next day" for an
    end at or before the start, "all day" without a start.
    """
    if all_day or starts is None:
        return pgettext("times of an activity", "all day")
    if ends is None:
        return pgettext("times of an activity", "from %(time)s") % {"time": clock(starts)}
    # Midnight is the end of a day, not the beginning of the next.
    end = ends or DAY
    if end <= starts:
        end += DAY
    text = clock_range(starts, end)
    # Of a whole day and more, the range says so itself.
    if DAY < end < starts + DAY:
        return gettext("%(times)s the next day") % {"times": text}
    return text


def local_times_text(starts: datetime, ends: datetime | None, all_day: bool = False) -> str:
    """Return the local times of an occurrence (aware datetimes) without its date.

    For lists with the date as a heading. Of several days in a row, the start only.
    """
    if all_day:
        return times_text(None, None)
    first, last, times = _local(starts, ends)
    if ends is not None and _length(first, last, times) > DAY:
        return times_text(times.starts, None)
    return times_text(times.starts, times.ends)


def occurrence_text(
    starts: datetime,
    ends: datetime | None,
    all_day: bool,
    first_day: date,
    last_day: date,
    today: date,
) -> str:
    """Return one occurrence: "Wednesday 24 December, 14:00–16:00", "Today, 14:00–16:00".

    ``starts`` and ``ends`` are aware; ``first_day``, ``last_day`` and ``today`` are local dates.
    The dates of an occurrence with an end are those of its times. Several days are
    "24–26 December", with times "Thursday 24 December at 18:00 – Saturday 26 December at 12:00".
    """
    if all_day:
        return _dated(first_day, last_day, Times(), today, relative=True)
    first, last, times = _local(starts, ends)
    if ends is None:
        last = max(first, last_day)
    return _dated(first, last, times, today, relative=True)


def dates_text(dates: Dates, today: date) -> list[str]:
    """Return what rows say, a line each: "Every Wednesday, 14:00–16:00, until 16 December".

    Rows that are over are left out, unless all of them are. Breaks to come follow the series:
    "Not 5–9 October".
    """
    rows: Sequence[Row] = [row for row in dates.rows if not _is_over(row, today)] or dates.rows
    lines = [_line(row, today) for row in rows]
    if any(isinstance(row, Weekly | Monthly) and not _is_over(row, today) for row in rows):
        lines += [
            _break_text(pause, today)
            for pause in sorted(dates.breaks, key=_begins)
            if pause.last >= today
        ]
    return lines


def series_text(row: Rule) -> str:
    """Return how often and on which days, without times and ends: "Every other Tuesday"."""
    return capfirst(_weekly_text(row) if isinstance(row, Weekly) else _monthly_text(row))


def limits_text(row: Rule, today: date) -> str:
    """Return from and until when a series goes: "until 16 December"; ``""`` for no such date.

    A first date that is past is left out.
    """
    words = {"first": date_text(row.first, today)}
    if row.until is None:
        return (
            pgettext("dates of a series", "starting %(first)s") % words if row.first > today else ""
        )
    words["last"] = date_text(row.until, today)
    if row.first > today:
        return pgettext("dates of a series", "from %(first)s until %(last)s") % words
    return pgettext("dates of a series", "until %(last)s") % words


def nth_weekday_text(ordinal: int, weekday: int) -> str:
    """Return which day of a month: "the first Tuesday"; -1 is the last, 0 is Monday."""
    return str(_NTH[ordinal][weekday])


def _line(row: Row, today: date) -> str:
    if isinstance(row, Once):
        return _dated(row.day, row.last, row.times, today)
    times = times_text(row.times.starts, row.times.ends)
    if isinstance(row, Listed):
        return _with_times(capfirst(_listed_text(row.days, today)), times)
    parts = [series_text(row), times, limits_text(row, today)]
    if row.not_on_holidays:
        parts.append(pgettext("when a series does not take place", "not on public holidays"))
    return joined(part for part in parts if part)


def _is_over(row: Row, today: date) -> bool:
    if isinstance(row, Once):
        return row.last < today
    if isinstance(row, Listed):
        return all(day < today for day in row.days)
    return row.until is not None and row.until < today


def _begins(pause: Break) -> date:
    return pause.first


def _break_text(pause: Break, today: date) -> str:
    words = {"dates": date_range_text(pause.first, pause.last, today)}
    return pgettext("break of a series", "Not %(dates)s") % words


def _listed_text(days: Iterable[date], today: date) -> str:
    """Return the next dates, and how many more there are; if all are past, the first ones."""
    ordered = sorted(set(days))
    coming = [day for day in ordered if day >= today] or ordered
    texts = [weekday_date_text(day, today) for day in coming[:LISTED_DATES]]
    more = len(coming) - len(texts)
    if not more:
        return _all_of(texts)
    text = npgettext(
        "dates of an activity", "%(dates)s and %(count)s more", "%(dates)s and %(count)s more", more
    )
    return text % {"dates": joined(texts), "count": more}


def _all_of(texts: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    if len(texts) < 2:
        return "".join(texts)
    words = {"others": joined(texts[:-1]), "last": texts[-1]}
    return pgettext("the last of several", "%(others)s and %(last)s") % words


def _weekly_text(row: Weekly) -> str:
    days = sorted(set(row.weekdays), key=lambda day: (day - first_weekday()) % 7)
    if len(days) == 1 and row.every <= 2:
        return str((_EVERY_WEEK if row.every == 1 else _EVERY_OTHER_WEEK)[days[0]])
    if len(days) == 7 and row.every == 1:
        return gettext("Every day")
    words = {"weeks": _weeks_text(row.every)}
    if len(days) == 7:
        return pgettext("how often, on all days of the week", "%(weeks)s, every day") % words
    if _has_run(row.weekdays):
        words["days"] = days_text(days)
        return pgettext("how often, and days in a row", "%(weeks)s, %(days)s") % words
    words["days"] = _all_of([weekday_in_sentence(day) for day in days])
    if row.every == 1:
        return pgettext("every week on several days", "Every %(days)s") % words
    return pgettext("how often, and on which days", "%(weeks)s on %(days)s") % words


def _has_run(weekdays: Iterable[int]) -> bool:
    """Whether three days or more stand in a row, which one writes as "Monday–Wednesday"."""
    days = set(weekdays)
    return any({(day + 1) % 7, (day + 2) % 7} <= days for day in days)


def _weeks_text(every: int) -> str:
    named = {
        1: pgettext("how often", "Every week"),
        2: pgettext("how often", "Every other week"),
        3: pgettext("how often", "Every third week"),
        4: pgettext("how often", "Every fourth week"),
    }
    if every in named:
        return named[every]
    text = npgettext("how often", "Every %(count)s week", "Every %(count)s weeks", every)
    return text % {"count": every}


def _monthly_text(row: Monthly) -> str:
    ordinals = sorted(set(row.ordinals), key=lambda ordinal: ordinal % 7)
    words = {"days": _all_of([nth_weekday_text(ordinal, row.weekday) for ordinal in ordinals])}
    if row.every == 1:
        return pgettext("days in a month", "%(days)s of the month") % words
    if row.every == 2:
        return pgettext("days in a month", "%(days)s of every other month") % words
    if row.every == 3:
        return pgettext("days in a month", "%(days)s of every third month") % words
    if row.every == 12:
        words["month"] = str(MONTHS[row.first.month - 1])
        return pgettext("days in a month", "%(days)s of %(month)s every year") % words
    text = npgettext(
        "days in a month",
        "%(days)s, every %(count)s month",
        "%(days)s, every %(count)s months",
        row.every,
    )
    return text % {**words, "count": row.every}


def _local(starts: datetime, ends: datetime | None) -> tuple[date, date, Times]:
    """Return the first and last local date and the local times of an occurrence."""
    zone = ZoneInfo(settings.TIME_ZONE)
    start = starts.astimezone(zone).replace(tzinfo=None)
    if ends is None:
        return start.date(), start.date(), Times(_minute(start))
    end = ends.astimezone(zone).replace(tzinfo=None)
    if end <= start:
        # Within the hour that comes twice: what the clock shows at its end explains nothing.
        return start.date(), start.date(), Times(_minute(start))
    last = end.date() - timedelta(days=1) if _minute(end) == 0 else end.date()
    return start.date(), last, Times(_minute(start), _minute(end))


def _minute(local: datetime) -> int:
    return local.hour * 60 + local.minute


def _length(first: date, last: date, times: Times) -> int:
    """Return the minutes by the clock on the wall from a start on one date to an end on another."""
    end = times.ends or DAY
    if first == last and times.starts is not None and end <= times.starts:
        end += DAY
    return (last - first).days * DAY + end - (times.starts or 0)


def _dated(first: date, last: date, times: Times, today: date, *, relative: bool = False) -> str:
    """Return dates with their times; ``relative`` says "Today" and "Tomorrow"."""
    several = last > first
    if times.ends is not None and several:
        if _length(first, last, times) > DAY:
            return _from_to(first, last, times, today)
        several = False
    if several:
        dates = capfirst(date_range_text(first, last, today))
        return dates if times.starts is None else _with_times(dates, times_text(times.starts, None))
    day = _day_text(first, today) if relative else weekday_date_text(first, today)
    return _with_times(capfirst(day), times_text(times.starts, times.ends))


def _from_to(first: date, last: date, times: Times, today: date) -> str:
    moments = {
        "first": _moment_text(first, times.starts or 0, today),
        "last": _moment_text(last, times.ends or DAY, today),
    }
    return capfirst(pgettext("from one moment to another", "%(first)s – %(last)s") % moments)


def _moment_text(day: date, minute: int, today: date) -> str:
    words = {"date": weekday_date_text(day, today), "time": clock(minute)}
    return pgettext("date and time of day", "%(date)s at %(time)s") % words


def _with_times(dates: str, times: str) -> str:
    words = {"dates": dates, "times": times}
    return pgettext("dates and their times", "%(dates)s, %(times)s") % words


def _day_text(day: date, today: date) -> str:
    if day == today:
        return pgettext("date of an activity", "Today")
    if day == today + timedelta(days=1):
        return pgettext("date of an activity", "Tomorrow")
    return weekday_date_text(day, today)
