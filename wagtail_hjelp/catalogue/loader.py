"""From ``services.toml`` and the words to services, strictly: an error names the service."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import NAMESPACE_OID, uuid5

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db.models import TextChoices

from wagtail_hjelp import phone
from wagtail_hjelp.hours.reading import read_rows
from wagtail_hjelp.schedule import Rules
from wagtail_hjelp.schedule.plain_data import (
    Data,
    FormatError,
    flag,
    known_object,
    list_of,
    one_of,
    part,
    text,
)
from wagtail_hjelp.vocabularies import (
    Audience,
    DayEffect,
    DayName,
    HelplineTopic,
    HelplineUrgency,
    HoursReason,
    HoursState,
    HoursWeeks,
    Purpose,
    ServiceLanguage,
    Weekday,
)

from .service import Service
from .words import DESCRIPTIONS, LABELS, NOTES

FILE = "services.toml"
# What the sources are to be trusted with. Less sure than C is not shipped.
CONFIDENCE = ("A", "B", "C")
COUNTRY = "NO"

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_is_https = URLValidator(schemes=["https"])
_Reader = Callable[[object], Any]
T = TypeVar("T")


class CatalogueError(ValueError):
    """The catalogue cannot be read. The message begins with the code of the service."""


@cache
def shipped() -> Mapping[str, Service]:
    """Return the package's services by code, in the order in which people should meet them.

    Raises :class:`CatalogueError`.
    """
    file = resources.files(__package__) / FILE
    return MappingProxyType(read(file.read_text(encoding="utf-8")))


def oldest_confirmation() -> date:
    """Return the day on which the service that was confirmed longest ago was confirmed."""
    return min(service.confirmed_on for service in shipped().values() if service.confirmed_on)


def read(source: str) -> dict[str, Service]:
    """Return the services that a text in the form of ``services.toml`` has, by code.

    Raises :class:`CatalogueError` for what is unknown, missing or cannot be what it says it is.
    """
    try:
        rows = part(known_object(tomllib.loads(source), frozenset({"service"})), "service", _list)
    except (tomllib.TOMLDecodeError, FormatError) as error:
        raise CatalogueError(f"{FILE}: {error}") from error
    found: dict[str, Service] = {}
    for number, row in enumerate(rows):
        name = row.get("code") if isinstance(row, dict) else None
        try:
            service = _service(row)
        except FormatError as error:
            raise CatalogueError(f"{name or f'service[{number}]'}: {error}") from error
        if service.code in found:
            raise CatalogueError(f"{service.code}: there are two services with this code")
        found[service.code] = service
    return found


# --- what a key stands for -----------------------------------------------------------------


def _list(data: object) -> list[object]:
    return list(list_of(lambda item: item)(data))


def _some(read_item: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    """Return a reader of lists that are not empty."""
    read_items = list_of(read_item)

    def read_some(data: object) -> tuple[T, ...]:
        found = read_items(data)
        if not found:
            raise FormatError("", "expected at least one")
        return found

    return read_some


def _code_of(vocabulary: type[TextChoices]) -> Callable[[object], str]:
    codes = {str(code): str(code) for code in vocabulary.values}
    return one_of(codes, f"no code of {vocabulary.__name__}")


def _slug(data: object) -> str:
    if isinstance(data, str) and _SLUG.fullmatch(data):
        return data
    raise FormatError("", f"expected small letters and digits with hyphens between: {data!r}")


def _words(data: object) -> str:
    found = text(data)
    if not found.strip():
        raise FormatError("", "is empty")
    return found


def _day(data: object) -> date:
    # A TOML date and time is a date to Python.
    if isinstance(data, date) and not isinstance(data, datetime):
        return data
    raise FormatError("", f"expected a date, not {data!r}")


def _date(data: object) -> str:
    return _day(data).isoformat()


def _clock(data: object) -> str:
    if isinstance(data, str) and _CLOCK.fullmatch(data):
        return f"{data}:00"
    raise FormatError("", f"expected a time as 08:00, not {data!r}")


def _weekday(data: object) -> str:
    if isinstance(data, int) and not isinstance(data, bool) and str(data) in Weekday.values:
        return str(data)
    raise FormatError("", f"expected a day from 0 to 6, not {data!r}")


def _number(*, sms: bool) -> Callable[[object], str]:
    def read_number(data: object) -> str:
        given = text(data)
        try:
            canonical = phone.parse(given, COUNTRY, sms=sms)
        except phone.InvalidNumber:
            raise FormatError("", f"cannot be dialled: {given!r}") from None
        if canonical != given:
            raise FormatError("", f"expected {canonical!r}, not {given!r}")
        return given

    return read_number


def _url(data: object) -> str:
    return _valid(data, _is_https, "an address that begins with https://")


def _email(data: object) -> str:
    return _valid(data, validate_email, "an e-mail address")


def _valid(data: object, validate: Callable[[str], None], expected: str) -> str:
    given = text(data)
    try:
        validate(given)
    except ValidationError:
        raise FormatError("", f"expected {expected}, not {given!r}") from None
    return given


# --- hours ---------------------------------------------------------------------------------

_NEEDED: Any = object()
# Per field: what reads it, and what is stored where the file says nothing.
_Fields = Mapping[str, tuple[_Reader, Any]]


def _values(known: Data, fields: _Fields) -> dict[str, Any]:
    return {
        name: part(known, name, read_field)
        if default is _NEEDED
        else part(known, name, read_field, default)
        for name, (read_field, default) in fields.items()
    }


_TIMES: _Fields = {
    "opens": (_clock, None),
    "closes": (_clock, None),
    "state": (_code_of(HoursState), HoursState.OPEN.value),
}
_WEEKLY: _Fields = {
    "days": (lambda data: list(_some(_weekday)(data)), _NEEDED),
    **_TIMES,
    "weeks": (_code_of(HoursWeeks), HoursWeeks.EVERY.value),
}
_EFFECT: _Fields = {"what": (_code_of(DayEffect), _NEEDED), **_TIMES}
_REASON: _Fields = {"reason": (_code_of(HoursReason), "")}


def _row_of_period(data: object) -> dict[str, Any]:
    value = _values(known_object(data, frozenset(_WEEKLY)), _WEEKLY)
    _says_something({"type": "weekly", "value": value})
    # Without an id, Wagtail takes the item itself for its value, and the hours would be lost.
    return {"type": "item", "value": value, "id": str(uuid5(NAMESPACE_OID, repr(value)))}


# The rows of ContactHoursBlock that can be said of a service that belongs to no municipality and to
# no offer.
_ROWS: Mapping[str, _Fields] = {
    "always": {},
    "by_appointment": {},
    "weekly": _WEEKLY,
    "period": {
        "first": (_date, _NEEDED),
        "last": (_date, _NEEDED),
        "yearly": (flag, False),
        "rows": (lambda data: list(_some(_row_of_period)(data)), _NEEDED),
    },
    "holidays": _EFFECT,
    "special_day": {"day": (_code_of(DayName), _NEEDED), **_EFFECT},
    "exception": {"first": (_date, _NEEDED), "last": (_date, None), **_EFFECT, **_REASON},
    "closure": {
        "first": (_date, None),
        "reopens": (_date, None),
        "approximate": (flag, False),
        **_REASON,
    },
}
_row_type = one_of({kind: kind for kind in _ROWS}, "no row of hours")


def _row(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise FormatError("", f"expected a row, not {data!r}")
    kind = part(data, "type", _row_type)
    fields = _ROWS[kind]
    value = _values(known_object(data, frozenset({"type", *fields})), fields)
    row = {"type": kind, "value": value or None}
    _says_something(row)
    return row


def _says_something(row: Mapping[str, Any]) -> None:
    """Refuse a row that the reader of hours passes over."""
    if read_rows([row]).rules == Rules():
        raise FormatError("", f"these hours say nothing: {row['value']!r}")


# --- a way in, and a service ---------------------------------------------------------------

_FIELD: Mapping[str, tuple[str, _Reader]] = {
    "phone": ("number", _number(sms=False)),
    "sms": ("number", _number(sms=True)),
    "chat": ("url", _url),
    "email": ("address", _email),
    "web": ("url", _url),
}
_contact_type = one_of({kind: kind for kind in _FIELD}, "no way in")
_purpose = _code_of(Purpose)


def _contact(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise FormatError("", f"expected a way in, not {data!r}")
    kind = part(data, "type", _contact_type)
    field, read_field = _FIELD[kind]
    known = known_object(data, frozenset({"type", "purpose", field, "hours"}))
    return {
        "type": kind,
        "value": {
            "purpose": part(known, "purpose", _purpose),
            field: part(known, field, read_field),
            "hours": list(part(known, "hours", list_of(_row), ())),
        },
    }


_SERVICE: Mapping[str, _Reader] = {
    "code": _slug,
    "name": _words,
    "topics": _some(_code_of(HelplineTopic)),
    "audiences": _some(_code_of(Audience)),
    "languages": list_of(_code_of(ServiceLanguage)),
    "urgency": _code_of(HelplineUrgency),
    "queue": flag,
    "local": flag,
    "confidence": one_of({level: level for level in CONFIDENCE}, "not shipped"),
    "source": _words,
    "confirmed_on": _day,
    "contact": _some(_contact),
}


def _service(data: object) -> Service:
    known = known_object(data, frozenset(_SERVICE))
    said = {key: part(known, key, read_value) for key, read_value in _SERVICE.items()}
    points = said.pop("contact")
    if said["confidence"] == "C" and any(point["value"]["hours"] for point in points):
        raise FormatError("confidence", "hours from a secondary copy are not shipped")
    code = said["code"]
    if code not in DESCRIPTIONS:
        raise FormatError("", "words.py does not say what it is for")
    return Service(
        **said,
        contact_points=points,
        label=LABELS.get(code, ""),
        description=DESCRIPTIONS[code],
        note=NOTES.get(code, ""),
    )
