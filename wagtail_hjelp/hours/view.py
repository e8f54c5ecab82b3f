"""Opening hours as a page shows them, in the active language, at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from wagtail_hjelp.schedule import Closure, Period, Schedule, Source, State, Weeks
from wagtail_hjelp.schedule.outside import OutsideHours
from wagtail_hjelp.schedule.rules import EVERY_DAY
from wagtail_hjelp.schedule.week import (
    LineKind,
    WeekLine,
    WeekSection,
    WeekSpan,
    spans_of,
    week_sections,
)

from .book import HoursBook
from .names import reason_label
from .reading import HoursRows, Row
from .status import Coming, Status, coming, span_text
from .words import (
    clock,
    clock_alone,
    date_range_text,
    date_text,
    days_text,
    first_weekday,
    joined,
    weekday_name,
)

# How far ahead other hours than usual are told on the page, and in print.
DEVIATION_DAYS = 30
PRINT_DAYS = 365
_DEVIATING = frozenset(
    {
        Source.EXCEPTION,
        Source.SPECIAL_DAY,
        Source.NAMED_DAY,
        Source.HOLIDAY,
        Source.UNSAID_HOLIDAY,
    }
)


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One line of hours: "Monday–Friday" · "08:00–15:30". Lines without days hold for all."""

    days_text: str
    times_text: str
    closed: bool = False

    def __str__(self) -> str:
        return f"{self.days_text} {self.times_text}".strip()


@dataclass(frozen=True, slots=True)
class HoursSection:
    """Lines of the ordinary week (no heading) or of a period: "15 September – 14 May"."""

    heading: str
    lines: Sequence[HoursLine]

    def __str__(self) -> str:
        """Return the lines as one: "Monday–Friday 08:00–15:30 · Weekends closed"."""
        text = " · ".join(str(line) for line in self.lines)
        return f"{self.heading}: {text}" if self.heading else text


@dataclass(frozen=True, slots=True)
class Deviation:
    """Other hours than usual on some dates in a row: "24 December": "closed"."""

    first: date
    last: date
    date_text: str
    times_text: str
    reason: str
    # Beyond the days that the page tells of: shown in print only.
    later: bool = False


@dataclass(frozen=True, slots=True)
class HoursShown:
    """Everything that a template says about some hours at a moment."""

    coming: Coming
    sections: Sequence[HoursSection]
    deviations: Sequence[Deviation]
    notices: Sequence[str]
    whose: str

    @property
    def status(self) -> Status:
        return self.coming.now

    @property
    def has_near_deviations(self) -> bool:
        return any(not found.later for found in self.deviations)


@dataclass(frozen=True, slots=True)
class HoursView:
    """The hours of an offer or of one of its ways in, to be shown at any moment.

    ``whose`` is the name of the shared hours that they are, or ``""``.
    """

    schedule: Schedule
    whose: str = ""

    def shown(self, now: datetime) -> HoursShown:
        """Return what to print at a moment; true until ``coming.changes_at``."""
        today = self.schedule.calendar.zone.today(now)
        return HoursShown(
            coming=coming(self.schedule, now),
            sections=_sections(self.schedule, today),
            deviations=_deviations(self.schedule, today),
            notices=_notices(self.schedule, today),
            whose=self.whose,
        )


def hours_view(
    raw: Iterable[Row], book: HoursBook, offer: HoursView | None = None
) -> HoursView | None:
    """Return the view of stored rows; None if they say nothing."""
    rows: HoursRows = book.read(raw)
    schedule = book.schedule_of(rows, offer.schedule if offer else None)
    return None if schedule is None else HoursView(schedule, book.shared_name(rows))


# --- the week -------------------------------------------------------------------------------


def _sections(schedule: Schedule, today: date) -> list[HoursSection]:
    if isinstance(schedule, OutsideHours):
        return [HoursSection("", [HoursLine("", gettext("Outside the opening hours"))])]
    # What holds today comes first, then the ordinary week, then what differs from it.
    sections = sorted(
        week_sections(schedule, today),
        key=lambda section: (not _covers(section, today), section.period is not None),
    )
    return [
        HoursSection(
            _heading(section, today, is_first=section is sections[0]),
            [_with_capital(_line(line)) for line in _in_order(section.lines)],
        )
        for section in sections
    ]


def _covers(section: WeekSection, today: date) -> bool:
    return section.period is not None and section.period.covers(today)


def _heading(section: WeekSection, today: date, *, is_first: bool) -> str:
    if section.period is not None:
        return _period_text(section.period, today)
    return "" if is_first else gettext("Otherwise")


def _in_order(lines: Sequence[WeekLine]) -> list[WeekLine]:
    """Return lines in the order of the language's week; what is no day of the week stays after."""
    first = first_weekday()

    def place(line: WeekLine) -> int:
        if line.kind in (LineKind.HOURS, LineKind.STRETCH) and line.days:
            return (line.days[0] - first) % 7
        return len(EVERY_DAY)

    return sorted(lines, key=place)


def _with_capital(line: HoursLine) -> HoursLine:
    return replace(line, days_text=capfirst(line.days_text))


def _line(line: WeekLine) -> HoursLine:
    if line.kind is LineKind.ALWAYS:
        return HoursLine("", _always_text(line.spans[0].state))
    if line.kind is LineKind.OTHERWISE:
        return HoursLine(gettext("Otherwise"), _state_text(line.spans[0].state))
    if line.kind is LineKind.CLOSED:
        return HoursLine(_closed_days(line), pgettext("opening hours", "closed"), closed=True)
    if line.kind is LineKind.STRETCH:
        return HoursLine(_stretch_text(line), _stretch_state(line.spans[0]))
    holidays = gettext("Public holidays")
    if line.kind is LineKind.HOLIDAYS_AS_USUAL:
        return HoursLine(holidays, gettext("as usual"))
    if line.kind is LineKind.HOLIDAYS_UNSAID:
        return HoursLine(holidays, gettext("not stated"))
    if line.kind is LineKind.HOLIDAYS_CLOSE_AT:
        time = clock(line.spans[0].end)
        return HoursLine(holidays, gettext("as usual, but closes at %(time)s") % {"time": time})
    return HoursLine(
        _with_weeks(days_text(line.days, holidays=line.holidays), line), spans_text(line.spans)
    )


def spans_text(spans: Iterable[WeekSpan]) -> str:
    """Return a day's hours: "09:00–11:00, 11:45–15:00"; "closed" if there are none."""
    texts = [span_text(span.start, span.end, span.state) for span in spans]
    return joined(texts) if texts else pgettext("opening hours", "closed")


def _with_weeks(text: str, line: WeekLine) -> str:
    if line.weeks is Weeks.EVEN:
        return gettext("%(days)s in even weeks") % {"days": text}
    if line.weeks is Weeks.ODD:
        return gettext("%(days)s in odd weeks") % {"days": text}
    return text


def _closed_days(line: WeekLine) -> str:
    """Return the days that are closed: by name if people would, else as the rest."""
    if set(line.days) <= {5, 6} or len(line.days) in (1, 7):
        return days_text(line.days, holidays=line.holidays)
    if line.holidays:
        return gettext("Other days and public holidays")
    return gettext("Other days")


def _stretch_text(line: WeekLine) -> str:
    span = line.spans[0]
    return _with_weeks(
        gettext("%(first_day)s %(from)s – %(last_day)s %(to)s")
        % {
            "first_day": weekday_name(line.days[0]),
            "from": clock_alone(span.start),
            "last_day": weekday_name(line.days[1]),
            "to": clock_alone(span.end),
        },
        line,
    )


def _stretch_state(span: WeekSpan) -> str:
    return (
        pgettext("opening hours", "open") if span.state is State.OPEN else _state_text(span.state)
    )


def _state_text(state: State) -> str:
    if state is State.BY_APPOINTMENT:
        return pgettext("opening hours", "by appointment")
    if state is State.PHONE_ONLY:
        return pgettext("opening hours", "phone only")
    return gettext("day and night")


def _always_text(state: State) -> str:
    if state is State.OPEN:
        return gettext("Open day and night, every day")
    return gettext("By appointment")


def _period_text(period: Period, today: date) -> str:
    if period.yearly:
        return f"{date_text(period.first)} – {date_text(period.last)}"
    return f"{date_text(period.first, today)} – {date_text(period.last, today)}"


# --- dates ----------------------------------------------------------------------------------


def _deviations(schedule: Schedule, today: date) -> list[Deviation]:
    """Return coming dates with other hours than usual; rows of alike dates are one."""
    found: list[Deviation] = []
    for day, decision in schedule.days(today, PRINT_DAYS):
        if decision.source not in _DEVIATING:
            continue
        spans = spans_of(decision.spans)
        if spans == spans_of(schedule.ordinary_day(day).spans):
            continue
        later = day - today > timedelta(days=DEVIATION_DAYS)
        unsaid = any(span.state is State.UNKNOWN for span in spans)
        if unsaid and later:
            # The week says that holidays are not stated; a page on a wall need not name them all.
            continue
        times = gettext("hours not stated") if unsaid else spans_text(spans)
        reason = reason_label(decision.reason)
        before = found[-1] if found else None
        if (
            before is not None
            and before.last + timedelta(days=1) == day
            and (before.times_text, before.reason, before.later) == (times, reason, later)
        ):
            found[-1] = _deviation(before.first, day, today, times, reason, later)
        else:
            found.append(_deviation(day, day, today, times, reason, later))
    return found


def _deviation(
    first: date, last: date, today: date, times: str, reason: str, later: bool
) -> Deviation:
    dates = capfirst(date_range_text(first, last, today))
    return Deviation(first, last, dates, times, reason, later)


def _notices(schedule: Schedule, today: date) -> list[str]:
    """Return what there is to say about being closed for some time, now or soon."""
    return [
        _closure_text(closure, today)
        for closure in schedule.closures
        if (closure.reopens is None or closure.reopens > today)
        and (closure.first is None or closure.first <= today + timedelta(days=DEVIATION_DAYS))
    ]


def _closure_text(closure: Closure, today: date) -> str:
    words = {
        "first": date_text(closure.first, today) if closure.first else "",
        "reopens": date_text(closure.reopens, today) if closure.reopens else "",
    }
    if closure.first and closure.first > today:
        if closure.reopens is None:
            text = gettext("Closed from %(first)s until further notice.")
        elif closure.approximate:
            text = gettext("Closed from %(first)s. Opens again about %(reopens)s.")
        else:
            text = gettext("Closed from %(first)s. Opens again %(reopens)s.")
    elif closure.reopens is None:
        text = gettext("Closed until further notice.")
    elif closure.approximate:
        text = gettext("Temporarily closed. Opens again about %(reopens)s.")
    else:
        text = gettext("Temporarily closed. Opens again %(reopens)s.")
    reason = reason_label(closure.reason)
    if not reason:
        return text % words
    return pgettext("closed, then why", "%(text)s %(reason)s.") % {
        "text": text % words,
        "reason": reason,
    }
