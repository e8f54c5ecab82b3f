"""The one thing about the ladder that is computed: is it daytime for the GPs?

While they are open they are whom to call; otherwise the out-of-hours doctor (legevakt, 116 117) is,
whose hours are never asked for: it answers day and night, and is right whenever the GPs are not
there. So nothing is ever closed on the ladder, and a mistake costs one call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext

from wagtail_hjelp.hours.status import DAYS_AHEAD, until_text, when_text
from wagtail_hjelp.schedule import (
    Calendar,
    Effect,
    EffectKind,
    NamedDay,
    Rules,
    Schedule,
    Span,
    State,
    WeeklyRow,
)

# Where no GP's hours are known. A GP is open on working days (Regulations on GPs in the
# municipalities, section 21: accessible within ordinary opening hours); from 8 to 15 nearly all.
USUAL_DAYTIME = Rules(
    weekly=(WeeklyRow((0, 1, 2, 3, 4), Span(8 * 60, 15 * 60)),),
    holidays=Effect(EffectKind.CLOSED),
    named_days=(
        NamedDay("christmas_eve", Effect(EffectKind.CLOSED)),
        NamedDay("new_years_eve", Effect(EffectKind.CLOSED)),
    ),
)


# One surgery that is open in the evening, or a row that says "always", does not make it daytime for
# those whose GP is another: outside this span it is the legevakt's turn, whatever is typed.
PLAUSIBLE_DAYTIME = Rules(
    weekly=(WeeklyRow((0, 1, 2, 3, 4), Span(7 * 60, 17 * 60)),),
    holidays=Effect(EffectKind.CLOSED),
)


class Emphasis(StrEnum):
    """Which rung is whom to call right now, when it cannot wait and life is not in danger."""

    LEGEVAKT = "legevakt"
    GP = "daytime_emergency"


@dataclass(frozen=True, slots=True)
class Turn:
    """Whom to call from a moment on, and what is said about it there."""

    since: datetime
    emphasis: Emphasis
    sentence: str


@dataclass(frozen=True, slots=True)
class Turns:
    """Whom to call now and next, and until when that is known."""

    turns: Sequence[Turn]
    end: datetime

    @property
    def now(self) -> Turn:
        return self.turns[0]

    @property
    def changes_at(self) -> datetime:
        """When what is printed stops being true (UTC)."""
        found = self.turns[1].since if len(self.turns) > 1 else self.end
        return found.astimezone(UTC)

    def rows(self, emphasis: Emphasis) -> str:
        """Return lines for the script, as a status has them, for the mark on one rung.

        The parts of a line: minute since 1970, "now" or "other", a label, a sentence, nothing.
        While another rung has its turn they are empty, and so they are when nobody knows any more.
        """
        lines = []
        for turn in self.turns:
            is_now = turn.emphasis is emphasis
            parts = ("now", gettext("Right now"), turn.sentence) if is_now else ("other", "", "")
            lines.append(f"{int(turn.since.timestamp()) // 60}|{'|'.join(parts)}|")
        lines.append(f"{int(self.end.timestamp()) // 60}||||")
        return "\n".join(lines)


class Daytime:
    """When the GPs are there: as soon as one of them is, on a working day.

    ``schedules`` are those of the municipality's GPs whose hours are known; without any, the usual
    daytime is taken, and what is said then only says "usually". A GP who sees people by appointment
    is there: whoever calls and says that it is urgent gets one.
    """

    def __init__(self, schedules: Sequence[Schedule], calendar: Calendar) -> None:
        self.calendar = calendar
        self.is_known = bool(schedules)
        self.schedules = tuple(dict.fromkeys(schedules)) or (Schedule(USUAL_DAYTIME, calendar),)
        self._plausible = Schedule(PLAUSIBLE_DAYTIME, calendar)

    def state_at(self, instant: datetime) -> State:
        """Return OPEN if any is there; else UNKNOWN if that is not sure; else CLOSED."""
        states = {schedule.state_at(instant) for schedule in self.schedules}
        if states & _THERE:
            return State.OPEN if self._plausible.is_open_at(instant) else State.CLOSED
        return State.UNKNOWN if State.UNKNOWN in states else State.CLOSED

    def emphasis_at(self, instant: datetime) -> Emphasis:
        """Return whom to call at a moment: the GP only where one is surely there."""
        return Emphasis.GP if self.state_at(instant) is State.OPEN else Emphasis.LEGEVAKT

    def turns(self, now: datetime) -> Turns:
        """Return whom to call from now to the end of tomorrow, in the active language."""
        zone = self.calendar.zone
        end = zone.midnight(zone.today(now) + timedelta(days=DAYS_AHEAD + 1))
        # Sentences speak of "today" and "tomorrow": they are others after midnight.
        moments = {now, *self._midnights(now), *self._changes(now, end)}
        turns: list[Turn] = []
        for since in sorted(moments, key=datetime.timestamp):
            turn = Turn(since, self.emphasis_at(since), self._sentence(since))
            before = turns[-1] if turns else None
            if before is None or (before.emphasis, before.sentence) != (
                turn.emphasis,
                turn.sentence,
            ):
                turns.append(turn)
        return Turns(turns, end)

    def _midnights(self, now: datetime) -> list[datetime]:
        zone = self.calendar.zone
        days = range(1, DAYS_AHEAD + 1)
        return [zone.midnight(zone.today(now) + timedelta(days=day)) for day in days]

    def _changes(self, now: datetime, end: datetime) -> set[datetime]:
        return {
            interval.start
            for schedule in (*self.schedules, self._plausible)
            for interval in schedule.timeline(now).until(end)
        }

    def _sentence(self, since: datetime) -> str:
        state = self.state_at(since)
        if state is State.UNKNOWN:
            return gettext("It is not known whether the GPs are open.")
        # Who is open at an odd hour is open, but most are not.
        is_odd = state is State.CLOSED and self._is_anybody_there(since)
        if not self.is_known or is_odd:
            if state is State.OPEN:
                return gettext("The GPs are usually open now.")
            return gettext("The GPs are usually closed now.")
        today = self.calendar.zone.today(since)
        if state is State.OPEN:
            closes = self._next(since, wanted=False)
            if closes is None:
                return gettext("GPs are open now.")
            time = until_text(self.schedules[0], closes, today)
            return gettext("GPs are open until %(time)s.") % {"time": time}
        opens = self._next(since, wanted=True)
        if opens is None:
            return gettext("The GPs are closed now.")
        time = when_text(self.schedules[0], opens, today)
        return gettext("The GPs are closed. They open %(time)s.") % {"time": time}

    def _is_anybody_there(self, instant: datetime) -> bool:
        return any(schedule.state_at(instant) in _THERE for schedule in self.schedules)

    def _next(self, since: datetime, *, wanted: bool) -> datetime | None:
        """Return when one is next surely there (or none is any more); None if that is not known.

        A day of which nobody knows comes before an opening that somebody does know of: no promise
        beyond it.
        """
        instant = since
        for _step in range(64):
            changes = [
                change
                for schedule in (*self.schedules, self._plausible)
                if (change := schedule.next_change(instant))
            ]
            if not changes:
                return None
            instant = min(changes, key=datetime.timestamp)
            state = self.state_at(instant)
            if (state is State.OPEN) is wanted:
                return instant
            if wanted and state is State.UNKNOWN:
                return None
        return None


_THERE = frozenset({State.OPEN, State.PHONE_ONLY, State.BY_APPOINTMENT})
