"""The state of a service in words, from now on: what a page says, and what its script says next.

The sentences of this day and the next are made here, once, in the reader's language. The
script only picks the one whose time has come, so that page, filter and script cannot disagree, and
it needs to know neither grammar nor time zones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2s

from django.utils.translation import gettext, pgettext

from wagtail_hjelp.schedule import Interval, Schedule, Source, State
from wagtail_hjelp.schedule.outside import OutsideHours
from wagtail_hjelp.schedule.rules import DAY
from wagtail_hjelp.schedule.schedule import Decision
from wagtail_hjelp.schedule.timeline import OPEN_STATES
from wagtail_hjelp.schedule.week import spans_of

from .names import day_label
from .words import clock, clock_range, joined, weekday_date_text, weekday_in_sentence

# Days after today for which a page carries sentences: an open tab is right over night, and asks
# for others after that.
DAYS_AHEAD = 1


@dataclass(frozen=True, slots=True)
class Status:
    """What is true from a moment on: "Open now" · "until 15:30" · "Today 08:00–15:30"."""

    since: datetime
    state: State
    label: str
    detail: str
    today: str

    def row(self) -> list[str]:
        """Return it as the script reads it: minutes since 1970, state, three texts."""
        minute = int(self.since.timestamp()) // 60
        return [str(minute), str(self.state), self.label, self.detail, self.today]


@dataclass(frozen=True, slots=True)
class Coming:
    """The state now and the next ones, and until when that is known."""

    statuses: Sequence[Status]
    end: datetime

    @property
    def now(self) -> Status:
        return self.statuses[0]

    @property
    def changes_at(self) -> datetime:
        """When what is printed stops being true (in UTC).

        Local datetimes of one zone are compared by their wall clock, which is wrong in the hour
        that comes twice.
        """
        found = self.statuses[1].since if len(self.statuses) > 1 else self.end
        return found.astimezone(UTC)

    def without_today(self) -> Coming:
        """Return the same states without the hours of their days."""
        return Coming([replace(status, today="") for status in self.statuses], self.end)

    def data(self) -> str:
        """Return lines for the script: one for each status, then the end of what is known.

        Their parts have bars between. JSON has quotation marks, which an attribute makes six times
        as long, on each of twenty cards.
        """
        rows = [status.row() for status in self.statuses]
        # Whoever still has the page open then is told to look, not what nobody knows any more.
        end = int(self.end.timestamp()) // 60
        rows.append([str(end), "", gettext("See the opening hours"), "", ""])
        return "\n".join("|".join(_plain(part) for part in row) for row in rows)


def _plain(part: str) -> str:
    """Return a text without the bars and line ends that stand between parts."""
    return " ".join(part.replace("|", "/").split())


def coming(schedule: Schedule, now: datetime) -> Coming:
    """Return the state at ``now`` and those that follow, in the active language."""
    zone = schedule.calendar.zone
    end = zone.midnight(zone.today(now) + timedelta(days=DAYS_AHEAD + 1))
    intervals = schedule.timeline(now).until(end)
    statuses: list[Status] = []
    for position, interval in enumerate(intervals):
        following = _following(schedule, interval, intervals[position + 1 :])
        for since in _cut_at_midnights(schedule, interval.start, interval.end):
            status = _status(schedule, interval.state, since, following)
            if not statuses or statuses[-1].row()[1:] != status.row()[1:]:
                statuses.append(status)
    return Coming(statuses, end)


def _following(
    schedule: Schedule, interval: Interval, later: Sequence[Interval]
) -> Interval | None:
    """Return what ends or mends a state: the next one if it is open, else the next opening.

    Hours that nobody knows come before an opening that somebody does: no promise beyond them.
    """
    if interval.state is State.UNKNOWN:
        return None
    wanted = (*OPEN_STATES, State.UNKNOWN)
    if interval.state.is_open:
        wanted = tuple(state for state in State if state is not interval.state)
    for other in later:
        if other.state in wanted:
            return other
    return schedule.timeline(interval.start).next_in(wanted, interval.start)


def schedule_key(schedule: Schedule) -> str:
    """Return a short name of some hours: alike on all pages and servers, another when they change.

    By it the script finds the fresh states of hours that it shows.
    """
    rules = (
        f"outside {schedule.inner.rules}" if isinstance(schedule, OutsideHours) else schedule.rules
    )
    return blake2s(str(rules).encode(), digest_size=6).hexdigest()


def _cut_at_midnights(schedule: Schedule, start: datetime, end: datetime) -> list[datetime]:
    zone = schedule.calendar.zone
    found = [start]
    day = zone.today(start)
    while (midnight := zone.midnight(day := day + timedelta(days=1))) < end:
        found.append(midnight)
    return found


def _status(
    schedule: Schedule, state: State, since: datetime, following: Interval | None
) -> Status:
    """Return the state in words; ``following`` is the next other state, or the next opening."""
    day = schedule.calendar.zone.today(since)
    decision = schedule.day(day)
    if state is State.UNKNOWN:
        unsaid = decision.source is Source.UNSAID_HOLIDAY
        label = (
            gettext("Hours today are not stated")
            if unsaid
            else gettext("Opening hours are not stated")
        )
        return Status(since, state, label, day_label(decision.reason) if unsaid else "", "")
    closure = decision.source is Source.CLOSURE
    if state.is_open:
        label = _OPEN_LABELS[state]()
        until = until_text(schedule, following.start, day) if following else ""
        detail = gettext("until %(time)s") % {"time": until} if until else gettext("day and night")
    else:
        detail = _next_text(schedule, state, since, day, following, closure=closure)
        label = _closed_label(state, closure=closure, something_follows=bool(detail))
    # "Open now, day and night. Today: day and night" says the same twice.
    said = (following is None or closure) and _holds_all_day(decision, state)
    return Status(since, state, label, detail, "" if said else today_text(schedule, day))


def _closed_label(state: State, *, closure: bool, something_follows: bool) -> str:
    if state is State.BY_APPOINTMENT:
        return gettext("By appointment now") if something_follows else gettext("By appointment")
    return gettext("Temporarily closed") if closure else gettext("Closed now")


def _next_text(
    schedule: Schedule,
    state: State,
    since: datetime,
    day: date,
    following: Interval | None,
    *,
    closure: bool,
) -> str:
    """Return when one can come; ``""`` where nobody knows, or only guesses."""
    if following is None:
        meeting = None if closure or state is not State.CLOSED else _next_meeting(schedule, since)
        if meeting is None or _is_guess(schedule, day, meeting):
            return ""
        return gettext("by appointment %(time)s") % {"time": when_text(schedule, meeting, day)}
    if _is_guess(schedule, day, following.start):
        return ""
    if following.state is State.UNKNOWN:
        unknown = weekday_date_text(schedule.calendar.zone.today(following.start), day)
        return gettext("the hours on %(date)s are not stated") % {"date": unknown}
    return gettext("opens %(time)s") % {"time": when_text(schedule, following.start, day)}


def _next_meeting(schedule: Schedule, since: datetime) -> datetime | None:
    """Return when one can come by appointment, where one never can without."""
    found = schedule.timeline(since).next_in((State.BY_APPOINTMENT,), since)
    return found.start if found else None


def _is_guess(schedule: Schedule, day: date, target: datetime) -> bool:
    """Whether it opens then only if a closure ends on the day that somebody has guessed."""
    opens = schedule.calendar.zone.today(target)
    return any(
        closure.approximate
        and closure.reopens is not None
        and day < closure.reopens <= opens
        and (closure.first is None or closure.first < opens)
        for closure in schedule.closures
    )


def _holds_all_day(decision: Decision, state: State) -> bool:
    spans = spans_of(decision.spans)
    if state is State.CLOSED:
        return not spans
    return [(span.end - span.start, span.state) for span in spans] == [(DAY, state)]


_OPEN_LABELS = {
    State.OPEN: lambda: gettext("Open now"),
    State.PHONE_ONLY: lambda: gettext("Open now, by telephone only"),
}


def when_text(schedule: Schedule, moment: datetime, today: date) -> str:
    """Return when it opens as one says it today: "today at 12:00", "Monday at 08:00"."""
    local = moment.astimezone(schedule.calendar.zone.info)
    day, time = local.date(), clock(local.hour * 60 + local.minute)
    ahead = (day - today).days
    if ahead == 0:
        return pgettext("opening hours", "today at %(time)s") % {"time": time}
    if ahead == 1:
        return pgettext("opening hours", "tomorrow at %(time)s") % {"time": time}
    if ahead < 7:
        words = {"weekday": weekday_in_sentence(day.weekday()), "time": time}
        return pgettext("opening hours", "%(weekday)s at %(time)s") % words
    words = {"date": weekday_date_text(day, today), "time": time}
    return pgettext("opening hours", "%(date)s at %(time)s") % words


def until_text(schedule: Schedule, moment: datetime, today: date) -> str:
    """Return until when it is open as one says it today: "15:30", "tomorrow at 08:00"."""
    local = moment.astimezone(schedule.calendar.zone.info)
    day, minute = local.date(), local.hour * 60 + local.minute
    if minute == 0 and day > today:
        # "Until Monday at 00:00" is read as Monday night; it is Sunday that ends then.
        day, minute = day - timedelta(days=1), DAY
    ahead, time = (day - today).days, clock(minute)
    if ahead == 0:
        return time
    if ahead == 1:
        return pgettext("opening hours, after “until”", "tomorrow at %(time)s") % {"time": time}
    if ahead < 7:
        words = {"weekday": weekday_in_sentence(day.weekday(), until=True), "time": time}
        return pgettext("opening hours, after “until”", "%(weekday)s at %(time)s") % words
    words = {"date": weekday_date_text(day, today), "time": time}
    return pgettext("opening hours, after “until”", "%(date)s at %(time)s") % words


def today_text(schedule: Schedule, day: date) -> str:
    """Return the day's hours: "Today 08:00–15:30", with what they are if not open."""
    spans = spans_of(schedule.day(day).spans)
    if any(span.state is State.UNKNOWN for span in spans):
        return ""
    if not spans:
        return gettext("Today: closed")
    texts = [span_text(span.start, span.end, span.state) for span in spans]
    return gettext("Today: %(hours)s") % {"hours": joined(texts)}


def span_text(start: int, end: int, state: State) -> str:
    """Return one span: "08:00–15:30", "12:00–15:00 (phone only)"."""
    if state is State.BY_APPOINTMENT and end - start == DAY:
        return pgettext("opening hours", "by appointment")
    times = clock_range(start, end)
    if state is State.BY_APPOINTMENT:
        return gettext("%(times)s (by appointment)") % {"times": times}
    if state is State.PHONE_ONLY:
        return gettext("%(times)s (phone only)") % {"times": times}
    return times
