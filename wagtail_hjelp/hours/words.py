"""Times, days and dates as people write them, in the active language.

Every language has its own clock ("15.30", "15:30"), its own names and its own first day of the
week; all of it stands in the catalogues, since Django has no Somali and no Tigrinya.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext, pgettext

from wagtail_hjelp.schedule.rules import DAY
from wagtail_hjelp.vocabularies import (
    MONTHS,
    WEEKDAYS_AFTER_OPENS,
    WEEKDAYS_AFTER_UNTIL,
    Weekday,
)

NOON = 12 * 60


def clock(minute: int) -> str:
    """Return a time of day within a sentence: "15:30", in Norwegian "kl. 15.30"."""
    return pgettext("clock time in a sentence", "%(time)s") % {"time": clock_alone(minute)}


def clock_alone(minute: int) -> str:
    """Return a time of day by itself: "15:30", "15.30", and "24:00" for the end of the day."""
    minute = minute if minute == DAY else minute % DAY
    return pgettext("clock time: hour and minute", "%(hour)s:%(minute)s") % _parts(minute)


def clock_range(start: int, end: int) -> str:
    """Return from when to when: "08:00–15:30", in Norwegian "08–15.30"; or "day and night"."""
    if end - start == DAY and start % DAY == 0:
        return gettext("day and night")
    times = f"{_in_range(start)}–{_in_range(end)}"
    if end - start >= DAY:
        return gettext("%(times)s the next day") % {"times": times}
    return times


def _in_range(minute: int) -> str:
    minute = minute if minute == DAY else minute % DAY
    if minute % 60:
        return clock_alone(minute)
    return pgettext("whole hour from when to when, as in 08:00–15:30", "%(hour)s:00") % _parts(
        minute
    )


def _parts(minute: int) -> dict[str, str]:
    return {"hour": f"{minute // 60:02}", "minute": f"{minute % 60:02}"}


def joined(items: Iterable[str]) -> str:
    """Return items with the language's comma between."""
    return pgettext("between items of a list", ", ").join(items)


def first_weekday() -> int:
    """Return the day that weeks begin with in the active language, 0 for Monday."""
    # Translators: 0 for Monday, 5 for Saturday, 6 for Sunday.
    number = pgettext("the day that weeks begin with, 0 is Monday", "0")
    return int(number) if number in "0123456" else 0


def weekday_name(day: int) -> str:
    """Return a day of the week: "Monday"."""
    return str(Weekday(str(day)).label)


def weekday_in_sentence(day: int, *, until: bool = False) -> str:
    """Return a day of the week as it stands after "opens" or "until"."""
    return str(WEEKDAYS_AFTER_UNTIL[day] if until else WEEKDAYS_AFTER_OPENS[day])


def days_text(days: Iterable[int], *, holidays: bool = False) -> str:
    """Return days as people write them: "Monday–Friday", "Weekends and public holidays".

    In the order of the language's own week, a range for three or more in a row.
    """
    chosen = set(days)
    if not chosen:
        return gettext("Public holidays") if holidays else ""
    if chosen == set(range(7)):
        return gettext("Every day, public holidays too") if holidays else gettext("Every day")
    if chosen == {5, 6}:
        return gettext("Weekends and public holidays") if holidays else gettext("Weekends")
    parts = [_run_text(run) for run in _runs(chosen)]
    if not holidays:
        return joined(parts)
    return gettext("%(days)s and public holidays") % {"days": joined(parts)}


def _run_text(run: list[int]) -> str:
    names = [weekday_name(day) for day in run]
    return f"{names[0]}–{names[-1]}" if len(run) > 2 else joined(names)


def _runs(days: set[int]) -> list[list[int]]:
    """Return days in rows without gaps, going round the week, in the order of the language's."""
    runs = []
    for day in range(7):
        if day in days and (day - 1) % 7 not in days:
            run = [day]
            while (run[-1] + 1) % 7 in days:
                run.append((run[-1] + 1) % 7)
            runs.append(run)
    first = first_weekday()
    return sorted(runs, key=lambda run: (run[0] - first) % 7)


def date_text(day: date, today: date | None = None) -> str:
    """Return a date: "24 December", with its year if that is not today's."""
    words = {"day": day.day, "month": MONTHS[day.month - 1], "year": day.year}
    if today is not None and day.year != today.year:
        return pgettext("date", "%(day)s %(month)s %(year)s") % words
    return pgettext("date", "%(day)s %(month)s") % words


def weekday_date_text(day: date, today: date | None = None) -> str:
    """Return a date with its day of the week: "Thursday 24 December"."""
    return pgettext("date with its day of the week", "%(weekday)s %(date)s") % {
        "weekday": weekday_name(day.weekday()),
        "date": date_text(day, today),
    }


def date_range_text(first: date, last: date, today: date | None = None) -> str:
    """Return dates in a row: "24–26 December", "24 December – 1 January"."""
    if first == last:
        return weekday_date_text(first, today)
    if (first.year, first.month) == (last.year, last.month):
        return pgettext("dates in one month", "%(first)s–%(last)s") % {
            "first": pgettext(
                "day of the month, first of a range such as 24–26 December", "%(day)s"
            )
            % {"day": first.day},
            "last": date_text(last, today),
        }
    return f"{date_text(first, today)} – {date_text(last, today)}"
