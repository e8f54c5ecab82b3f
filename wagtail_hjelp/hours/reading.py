"""From the rows of a form, as they are stored, to rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from wagtail_hjelp.schedule import (
    Closure,
    DatedException,
    Effect,
    EffectKind,
    NamedDay,
    Period,
    Rules,
    Span,
    State,
    WeeklyRow,
    Weeks,
    minutes,
)

Row = Mapping[str, Any]
Value = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HoursRows:
    """What stored rows say. ``outside`` is "whenever the offer itself is not open"."""

    rules: Rules = field(default_factory=Rules)
    outside: bool = False
    shared_id: int | None = None

    @property
    def say_nothing(self) -> bool:
        """Whether nobody has said anything: the hours are unknown, or the offer's."""
        return not self.outside and self.rules.say_nothing


def read_rows(raw: Iterable[Row], shared: Mapping[int, Rules] | None = None) -> HoursRows:
    """Return what rows of an :class:`~wagtail_hjelp.blocks.hours.HoursBlock` say.

    ``raw`` is the stored form: ``[{"type": "weekly", "value": {...}}, ...]``. ``shared`` has the
    rules of shared hours by primary key. A row that is not finished, as in a draft, says nothing,
    and neither does one that cannot be read, whatever wrote it: this never raises.
    """
    rows = _by_type(raw)
    shared_id = next((_key(value.get("hours")) for value in rows.get("same_as", ())), None)
    rules = Rules(
        weekly=_all(_weekly, rows.get("weekly", ())),
        always=_always(rows),
        periods=_all(_period, rows.get("period", ())),
        holidays=_effect(rows.get("holidays", ())),
        named_days=_named_days(rows.get("special_day", ())),
        exceptions=_all(_exception, rows.get("exception", ())),
        closures=_all(_closure, rows.get("closure", ())),
        follows_calendar="follows_calendar" in rows,
        same_as=(shared or {}).get(shared_id) if shared_id is not None else None,
    )
    return HoursRows(rules, outside="outside" in rows, shared_id=shared_id)


def _by_type(raw: Iterable[Row]) -> dict[str, list[Value]]:
    """Return the values of rows, as far as they have the form of rows, by type."""
    rows: dict[str, list[Value]] = {}
    for row in raw if isinstance(raw, Iterable) else ():
        kind = _code(row.get("type")) if isinstance(row, Mapping) else ""
        value = row.get("value") if kind else None
        if kind and (value is None or isinstance(value, Mapping)):
            rows.setdefault(kind, []).append(value or {})
    return rows


def _all(read: Callable[[Value], T | None], values: Iterable[Value]) -> tuple[T, ...]:
    """Return what values say; one that cannot be read, by whatever wrote it, says nothing."""
    found = []
    for value in values:
        with suppress(ValueError, TypeError, AttributeError, LookupError, ArithmeticError):
            found.append(read(value))
    return tuple(said for said in found if said is not None)


def _always(rows: Mapping[str, Any]) -> State | None:
    if "always" in rows:
        return State.OPEN
    return State.BY_APPOINTMENT if "by_appointment" in rows else None


def _weekly(value: Value) -> WeeklyRow | None:
    days = tuple(sorted({int(day) for day in value.get("days") or ()}))
    state = _state(value)
    span = _span(value)
    if span is None:
        if value.get("opens") or value.get("closes"):
            return None
        if state is State.BY_APPOINTMENT:
            span = Span.whole_day(state)
        elif state is not State.CLOSED:
            return None
    return WeeklyRow(days, span, Weeks(value.get("weeks") or Weeks.EVERY)) if days else None


def _period(value: Value) -> Period | None:
    first, last = _date(value.get("first")), _date(value.get("last"))
    yearly = bool(value.get("yearly"))
    rows = _all(_weekly, (_item(item) for item in value.get("rows") or ()))
    if first is None or last is None or not rows or (last < first and not yearly):
        return None
    return Period(first, last, rows, yearly)


def _named_days(values: Iterable[Value]) -> tuple[NamedDay, ...]:
    by_day: dict[str, list[Value]] = {}
    for value in values:
        if day := _code(value.get("day")):
            by_day.setdefault(day, []).append(value)
    return tuple(
        NamedDay(day, effect)
        for day, rows in by_day.items()
        if (effect := _effect(rows)) is not None
    )


def _exception(value: Value) -> DatedException | None:
    first, effect = _date(value.get("first")), _effect([value])
    last = _date(value.get("last")) or first
    if first is None or last is None or last < first or effect is None:
        return None
    return DatedException(first, last, effect, _code(value.get("reason")))


def _closure(value: Value) -> Closure | None:
    first, reopens = _date(value.get("first")), _date(value.get("reopens"))
    if first and reopens and reopens <= first:
        return None
    return Closure(first, reopens, _code(value.get("reason")), bool(value.get("approximate")))


def read_effect(what: str, opens: Any, closes: Any, state: str = "") -> Effect | None:
    """Return the effect of a special day from its four fields; None if they are not finished."""
    return _effect([{"what": what, "opens": opens, "closes": closes, "state": state}])


def _effect(values: Iterable[Value]) -> Effect | None:
    """Return the effect of rows about the same days: their hours add up, or the first one holds."""
    found = _all(_one_effect, values)
    spans = [span for effect in found for span in effect.spans]
    if spans and all(effect.spans for effect in found):
        return Effect.hours(*spans)
    return found[0] if found else None


def _one_effect(value: Value) -> Effect | None:
    kind = EffectKind(value.get("what") or EffectKind.CLOSED)
    if kind is EffectKind.HOURS:
        if _state(value) is State.CLOSED:
            return Effect(EffectKind.CLOSED)
        span = _span(value)
        return Effect.hours(span) if span else None
    if kind is EffectKind.CLOSES_AT:
        closes = _minutes(value.get("closes"))
        return None if closes is None else Effect.until(closes)
    return Effect(kind)


def _span(value: Value) -> Span | None:
    opens, closes = _minutes(value.get("opens")), _minutes(value.get("closes"))
    return None if opens is None or closes is None else Span(opens, closes, _state(value))


def _state(value: Value) -> State:
    return State(value.get("state") or State.OPEN)


def _minutes(value: Any) -> int | None:
    # A time object in a form's value, text in what is stored ("08:00:00").
    return minutes(str(value)[:5]) if value not in (None, "") else None


def _date(value: Any) -> date | None:
    if not value:
        return None
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


def _code(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _key(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _item(stored: Any) -> Value:
    # Lists are stored as items with ids, or as bare values by older code.
    value = stored.get("value", stored) if isinstance(stored, Mapping) else None
    return value if isinstance(value, Mapping) else {}
