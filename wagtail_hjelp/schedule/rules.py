"""What an editor says about opening hours, as values.

Nothing here answers a question; :class:`wagtail_hjelp.schedule.Schedule` does. All values are
immutable and hashable, times are local, and a time of day is a whole number of minutes after
midnight (:func:`minutes` reads ``"15:30"``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .states import State

DAY = 24 * 60
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


class Weeks(StrEnum):
    """Which weeks of the year, by ISO 8601 week number."""

    EVERY = "every"
    ODD = "odd"
    EVEN = "even"


class EffectKind(StrEnum):
    """What a day that is not like others does to the hours."""

    CLOSED = "closed"
    AS_USUAL = "as_usual"
    AS_SUNDAY = "as_sunday"
    CLOSES_AT = "closes_at"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Span:
    """Local times ``[opens, closes)`` in minutes after midnight of the day that it belongs to.

    ``closes`` at or before ``opens`` is the next day; equal times are 24 hours.
    """

    opens: int
    closes: int
    state: State = State.OPEN

    def __post_init__(self) -> None:
        if not (0 <= self.opens < DAY and 0 <= self.closes <= DAY):
            raise ValueError(f"not a time of day: {self.opens}-{self.closes} minutes")
        if self.state is State.UNKNOWN:
            raise ValueError("a span says something: its state cannot be unknown")

    @classmethod
    def whole_day(cls, state: State = State.OPEN) -> Span:
        return cls(0, 0, state)

    @property
    def end(self) -> int:
        """When it ends, in minutes after midnight of its own day: up to 2 880."""
        return self.closes if self.closes > self.opens else self.closes + DAY


@dataclass(frozen=True, slots=True)
class WeeklyRow:
    """The same hours on some days (0 is Monday) of every, every odd or every even week.

    ``span`` is None where those days are closed.
    """

    days: tuple[int, ...]
    span: Span | None
    weeks: Weeks = Weeks.EVERY

    def __post_init__(self) -> None:
        if not set(self.days) <= set(EVERY_DAY):
            raise ValueError(f"not days of the week: {self.days}")


@dataclass(frozen=True, slots=True)
class Effect:
    """What holds on a day instead of its usual hours.

    ``spans`` go with ``HOURS``; ``closes_at`` (minutes after midnight) with ``CLOSES_AT``, which is
    as usual but nothing after that time.
    """

    kind: EffectKind
    spans: tuple[Span, ...] = ()
    closes_at: int | None = None

    def __post_init__(self) -> None:
        if (self.kind is EffectKind.HOURS) != bool(self.spans):
            raise ValueError("spans go with the kind “hours”, and only with it")
        if (self.kind is EffectKind.CLOSES_AT) != (self.closes_at is not None):
            raise ValueError("closes_at goes with the kind “closes at”, and only with it")
        if self.closes_at is not None and not 0 <= self.closes_at <= DAY:
            raise ValueError(f"not a time of day: {self.closes_at} minutes")

    @classmethod
    def hours(cls, *spans: Span) -> Effect:
        return cls(EffectKind.HOURS, spans)

    @classmethod
    def until(cls, closes_at: int) -> Effect:
        return cls(EffectKind.CLOSES_AT, closes_at=closes_at)


CLOSED = Effect(EffectKind.CLOSED)
AS_USUAL = Effect(EffectKind.AS_USUAL)
AS_SUNDAY = Effect(EffectKind.AS_SUNDAY)


@dataclass(frozen=True, slots=True)
class Period:
    """Rows that replace the weekly ones from ``first`` to ``last``, both included.

    ``yearly`` periods come back every year, whatever year their dates have; one whose last day is
    before its first goes across New Year.
    """

    first: date
    last: date
    rows: tuple[WeeklyRow, ...]
    yearly: bool = False

    def __post_init__(self) -> None:
        if not self.yearly and self.last < self.first:
            raise ValueError(f"a period cannot end ({self.last}) before it begins ({self.first})")

    def covers(self, day: date) -> bool:
        """Whether the day is in the period."""
        if not self.yearly:
            return self.first <= day <= self.last
        first, last = (self.first.month, self.first.day), (self.last.month, self.last.day)
        asked = (day.month, day.day)
        return first <= asked <= last if first <= last else asked >= first or asked <= last


@dataclass(frozen=True, slots=True)
class NamedDay:
    """What the service itself does on a day with a name, every year: "christmas_eve"."""

    day: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class DatedException:
    """What holds from ``first`` to ``last``, both included, whatever else is said of those days.

    Of exceptions that cover a day, those with the fewest days win; equals add up their hours.
    """

    first: date
    last: date
    effect: Effect
    reason: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"an exception cannot end ({self.last}) before it begins")


@dataclass(frozen=True, slots=True)
class Closure:
    """Temporarily closed, from ``first`` (None: already) until the day on which it ``reopens``.

    ``reopens`` None is until further notice. ``approximate`` says that the day is a guess.
    """

    first: date | None = None
    reopens: date | None = None
    reason: str = ""
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.first and self.reopens and self.reopens <= self.first:
            raise ValueError(f"it cannot reopen ({self.reopens}) before it closes ({self.first})")

    def covers(self, day: date) -> bool:
        """Whether it is closed on that day."""
        return (self.first is None or self.first <= day) and (
            self.reopens is None or day < self.reopens
        )


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day or days of the municipality's own calendar, for all that follow it."""

    first: date
    last: date
    kind: str
    effect: Effect

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"special days cannot end ({self.last}) before they begin")


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything said about the hours of one service.

    ``always`` is the state of the ordinary week at all times that no row says otherwise: ``OPEN``
    for day and night, ``BY_APPOINTMENT`` for "call first". ``holidays`` None means that nobody has
    said what happens on public holidays: hours that would be open then are unknown. ``same_as`` are
    shared rules that hold where these say nothing themselves.
    """

    weekly: tuple[WeeklyRow, ...] = ()
    always: State | None = None
    periods: tuple[Period, ...] = ()
    holidays: Effect | None = None
    named_days: tuple[NamedDay, ...] = ()
    exceptions: tuple[DatedException, ...] = ()
    closures: tuple[Closure, ...] = ()
    follows_calendar: bool = False
    same_as: Rules | None = None

    @property
    def say_nothing(self) -> bool:
        """Whether there is no rule at all: the hours are unknown."""
        return self == NOTHING or (
            self.same_as is not None
            and self.same_as.say_nothing
            and self == Rules(same_as=self.same_as)
        )


NOTHING = Rules()


def minutes(text: str) -> int:
    """Return minutes after midnight for ``"08:00"``; ``"24:00"`` is 1 440. Raises ValueError."""
    hour, _, minute = text.partition(":")
    found = int(hour) * 60 + int(minute)
    if not (0 <= found <= DAY and 0 <= int(minute) < 60):
        raise ValueError(f"not a time of day: {text!r}")
    return found


def days_of(days: Iterable[int]) -> tuple[int, ...]:
    """Return days of the week sorted and once each."""
    return tuple(sorted(set(days)))
