"""Rules as plain data: what is stored, exported and sent, version 1.

:func:`to_dict` gives dictionaries, lists and strings that any JSON library writes;
:func:`from_dict` reads them back to equal rules and refuses what it does not know. Keys whose value
would be empty, false or the usual one are left out. A new key or code is a new version.

Values that come back in several places::

    time      "08:00"; "24:00" where something closes at the end of a day
    date      "2026-12-24"
    day       "mon" "tue" "wed" "thu" "fri" "sat" "sun"
    state     "open" (the usual) "phone_only" "by_appointment" "closed"

Rules:

================  =======================  ======================================================
key               value                    meaning
================  =======================  ======================================================
version           1                        always there; not in ``same_as``
weekly            list of rows             the ordinary week
always            state                    at all times that no row says otherwise
periods           list of periods          rows that replace the week
holidays          effect                   public holidays; left out: nobody has said
named_days        list of named days       own days with a name, every year
exceptions        list of exceptions       own dates
closures          list of closures         temporarily closed
follows_calendar  true                     the municipality's special days hold here
same_as           rules                    shared rules, where these say nothing themselves
================  =======================  ======================================================

Parts of rules:

=============  ===============  =================================================================
part           key              value
=============  ===============  =================================================================
row            days             list of days
               opens, closes    times; ``closes`` at or before ``opens`` is the next day
               state            state
               closed           true, instead of the three above: closed on those days
               weeks            "odd" or "even" ISO weeks; left out: every week
period         first, last      dates, both included
               yearly           true: every year, whatever the dates' year
               rows             list of rows; left out: closed
named day      day              code, such as "christmas_eve"
               effect           effect
exception      first, last      dates, both included; ``last`` left out: one day
               effect           effect
               reason           code
closure        first            date; left out: already
               reopens          date; left out: until further notice
               reason           code
               approximate      true: ``reopens`` is a guess
effect         kind             "closed", "as_usual", "as_sunday", "closes_at" or "hours"
               closes_at        time, with the kind "closes_at"
               spans            list of ``{opens, closes, state}``, with the kind "hours"
special day    first, last      as an exception's
               kind             code: what sort of day it is
               effect           effect
=============  ===============  =================================================================

Special days are the municipality's and no part of any rules: see :func:`calendar_days_to_list`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .plain_data import (
    Data,
    FormatError,
    code,
    flag,
    iso_date,
    known_object,
    list_of,
    made,
    one_of,
    part,
    text,
)
from .rules import (
    DAY,
    Closure,
    DatedException,
    Effect,
    EffectKind,
    NamedDay,
    Period,
    Rules,
    Span,
    SpecialDay,
    WeeklyRow,
    Weeks,
)
from .states import State

__all__ = [
    "VERSION",
    "FormatError",
    "calendar_days_from_list",
    "calendar_days_to_list",
    "from_dict",
    "to_dict",
]

VERSION = 1

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# A table is the quickest way to read a time, and the strictest.
_TIMES = tuple(f"{minute // 60:02}:{minute % 60:02}" for minute in range(DAY + 1))


# --- writing -------------------------------------------------------------------------------


def to_dict(rules: Rules) -> Data:
    """Return rules as data ready for JSON."""
    return {"version": VERSION, **_rules_data(rules)}


def calendar_days_to_list(days: Iterable[SpecialDay]) -> list[Data]:
    """Return a municipality's special days as data ready for JSON."""
    return [_dates(day) | {"kind": day.kind, "effect": _effect_data(day.effect)} for day in days]


def _rules_data(rules: Rules) -> Data:
    return _without_empty(
        weekly=[_row_data(row) for row in rules.weekly],
        always=rules.always and rules.always.value,
        periods=[_period_data(period) for period in rules.periods],
        holidays=rules.holidays and _effect_data(rules.holidays),
        named_days=[
            {"day": named.day, "effect": _effect_data(named.effect)} for named in rules.named_days
        ],
        exceptions=[_exception_data(exception) for exception in rules.exceptions],
        closures=[_closure_data(closure) for closure in rules.closures],
        follows_calendar=rules.follows_calendar,
        # Shared rules that say nothing are written, so that what is read is equal.
        **({} if rules.same_as is None else {"same_as": _rules_data(rules.same_as)}),
    )


def _without_empty(**parts: Any) -> Data:
    return {
        key: part
        for key, part in parts.items()
        if key == "same_as" or part not in (None, "", [], False)
    }


def _row_data(row: WeeklyRow) -> Data:
    data: Data = {"days": [_DAYS[day] for day in row.days]}
    data |= {"closed": True} if row.span is None else _span_data(row.span)
    if row.weeks is not Weeks.EVERY:
        data["weeks"] = row.weeks.value
    return data


def _span_data(span: Span) -> Data:
    data = {"opens": _TIMES[span.opens], "closes": _TIMES[span.closes]}
    if span.state is not State.OPEN:
        data["state"] = span.state.value
    return data


def _effect_data(effect: Effect) -> Data:
    data: Data = {"kind": effect.kind.value}
    if effect.closes_at is not None:
        data["closes_at"] = _TIMES[effect.closes_at]
    if effect.spans:
        data["spans"] = [_span_data(span) for span in effect.spans]
    return data


def _period_data(period: Period) -> Data:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()} | _without_empty(
        yearly=period.yearly, rows=[_row_data(row) for row in period.rows]
    )


def _exception_data(exception: DatedException) -> Data:
    data = _dates(exception) | {"effect": _effect_data(exception.effect)}
    return data | _without_empty(reason=exception.reason)


def _closure_data(closure: Closure) -> Data:
    return _without_empty(
        first=closure.first and closure.first.isoformat(),
        reopens=closure.reopens and closure.reopens.isoformat(),
        reason=closure.reason,
        approximate=closure.approximate,
    )


def _dates(part: DatedException | SpecialDay) -> Data:
    data = {"first": part.first.isoformat()}
    if part.last != part.first:
        data["last"] = part.last.isoformat()
    return data


# --- reading -------------------------------------------------------------------------------

_day = one_of({day: number for number, day in enumerate(_DAYS)}, "not a day of the week")
_time = one_of({text: minute for minute, text in enumerate(_TIMES)}, "not a time of day")
# What opens at 24:00 opens at 00:00 the next day.
_opening = one_of({text: minute for minute, text in enumerate(_TIMES[:DAY])}, "not a time of day")
_state = one_of({state.value: state for state in State}, "not a state")
_said_state = one_of(
    {state.value: state for state in State if state is not State.UNKNOWN}, "not a state of hours"
)
_weeks = one_of({weeks.value: weeks for weeks in Weeks}, "neither odd nor even weeks")
_kind = one_of({kind.value: kind for kind in EffectKind}, "not a kind of effect")

_ROW_KEYS = frozenset({"days", "opens", "closes", "state", "closed", "weeks"})
_CLOSED_ROW_KEYS = frozenset({"days", "closed", "weeks"})
_SPAN_KEYS = frozenset({"opens", "closes", "state"})
_PERIOD_KEYS = frozenset({"first", "last", "yearly", "rows"})
_NAMED_KEYS = frozenset({"day", "effect"})
_EXCEPTION_KEYS = frozenset({"first", "last", "effect", "reason"})
_CLOSURE_KEYS = frozenset({"first", "reopens", "reason", "approximate"})
_EFFECT_KEYS = frozenset({"kind", "closes_at", "spans"})
_SPECIAL_KEYS = frozenset({"first", "last", "kind", "effect"})


def from_dict(data: object) -> Rules:
    """Return the rules that :func:`to_dict` wrote. Raises :class:`FormatError`."""
    known = known_object(data, _VERSIONED_KEYS)
    part(known, "version", _version)
    return _said(known)


def calendar_days_from_list(data: object) -> tuple[SpecialDay, ...]:
    """Return what :func:`calendar_days_to_list` wrote. Raises :class:`FormatError`."""
    return _special_days(data)


def _version(data: object) -> int:
    if data != VERSION or isinstance(data, bool):
        raise FormatError("", f"expected {VERSION}, not {data!r}")
    return VERSION


def _rules(data: object) -> Rules:
    return _said(known_object(data, _RULES_KEYS))


def _said(known: Data) -> Rules:
    # Most rules say little: only what is there is read.
    return Rules(**{key: part(known, key, _RULES[key]) for key in known if key != "version"})


def _row(data: object) -> WeeklyRow:
    known = known_object(data, _ROW_KEYS)
    days = part(known, "days", _days)
    weeks = part(known, "weeks", _weeks, Weeks.EVERY)
    if part(known, "closed", flag, False):
        known_object(known, _CLOSED_ROW_KEYS)
        return WeeklyRow(days, None, weeks)
    return WeeklyRow(days, _times(known), weeks)


def _span(data: object) -> Span:
    return _times(known_object(data, _SPAN_KEYS))


def _times(known: Data) -> Span:
    """Return the span of a row, or of an effect: their keys are the same."""
    opens, closes = part(known, "opens", _opening), part(known, "closes", _time)
    return Span(opens, closes, part(known, "state", _said_state, State.OPEN))


def _effect(data: object) -> Effect:
    known = known_object(data, _EFFECT_KEYS)
    kind = part(known, "kind", _kind)
    spans, closes_at = part(known, "spans", _spans, ()), part(known, "closes_at", _time, None)
    return made(Effect, kind, spans, closes_at)


def _period(data: object) -> Period:
    known = known_object(data, _PERIOD_KEYS)
    first, last = part(known, "first", iso_date), part(known, "last", iso_date)
    rows = part(known, "rows", _rows, ())
    return made(Period, first, last, rows, part(known, "yearly", flag, False))


def _named_day(data: object) -> NamedDay:
    known = known_object(data, _NAMED_KEYS)
    return NamedDay(part(known, "day", code), part(known, "effect", _effect))


def _exception(data: object) -> DatedException:
    known = known_object(data, _EXCEPTION_KEYS)
    first = part(known, "first", iso_date)
    last = part(known, "last", iso_date, first)
    effect = part(known, "effect", _effect)
    return made(DatedException, first, last, effect, part(known, "reason", text, ""))


def _closure(data: object) -> Closure:
    known = known_object(data, _CLOSURE_KEYS)
    first = part(known, "first", iso_date, None)
    reopens = part(known, "reopens", iso_date, None)
    reason = part(known, "reason", text, "")
    return made(Closure, first, reopens, reason, part(known, "approximate", flag, False))


def _special_day(data: object) -> SpecialDay:
    known = known_object(data, _SPECIAL_KEYS)
    first = part(known, "first", iso_date)
    last = part(known, "last", iso_date, first)
    if last < first:
        raise FormatError("last", f"a special day cannot end ({last}) before it begins ({first})")
    return SpecialDay(first, last, part(known, "kind", code), part(known, "effect", _effect))


_days = list_of(_day)
_rows = list_of(_row)
_spans = list_of(_span)
_special_days = list_of(_special_day)

_RULES: dict[str, Callable[[object], Any]] = {
    "weekly": _rows,
    "always": _state,
    "periods": list_of(_period),
    "holidays": _effect,
    "named_days": list_of(_named_day),
    "exceptions": list_of(_exception),
    "closures": list_of(_closure),
    "follows_calendar": flag,
    "same_as": _rules,
}
_RULES_KEYS = frozenset(_RULES)
_VERSIONED_KEYS = _RULES_KEYS | {"version"}
