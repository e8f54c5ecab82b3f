"""From Open Referral's HSDS 3 (also HSDS-UK) to records: services are activities.

::

    feed = read_hsds(data)
    feed.activities, feed.organisations, feed.ignored

A file is one service or organisation, a list of them, or a page of a feed (``{"contents": […]}``).
What HSDS says and a record has no place for is left out and named once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from wagtail_hjelp.vocabularies import Cost, ServiceLanguage

from .hsds_schedules import read_schedules
from .records import ActivityRecord, OrganisationRecord, empty_activity, empty_organisation
from .refusing import MOST_BYTES, MOST_ROWS, Refused, Wrong, checked_size, refuse, wrong
from .values import (
    read_age,
    read_amount,
    read_email,
    read_line,
    read_organisation_number,
    read_phone,
    read_postcode,
    read_text,
    read_url,
)

__all__ = ["Feed", "ReadOrganisation", "ReadService", "Refused", "read_hsds"]

Object = Mapping[str, Any]

_SUMMARY, _PRACTICAL = 300, 1000
# Names of parts that are left out: more would be no report.
_MOST_IGNORED = 200
_MOST_INSIDE = 500

# Parts that are read, or say nothing to residents: identity and bookkeeping.
_KNOWN = {
    "service": "id name description url email status phones schedules languages minimum_age "
    "maximum_age cost_options organization service_at_locations contacts organization_id "
    "last_modified metadata assured_date assurer_email program_id",
    "organization": "id name description email website phones locations contacts "
    "organization_identifiers metadata parent_organization_id tax_id",
}


@dataclass(frozen=True, slots=True)
class ReadService:
    """A service and what is wrong with it, by field. ``active`` is whether it is said to be."""

    record: ActivityRecord
    errors: dict[str, str]
    active: bool = True


@dataclass(frozen=True, slots=True)
class ReadOrganisation:
    """An organisation and what is wrong with it, by field."""

    record: OrganisationRecord
    errors: dict[str, str]


@dataclass(slots=True)
class Feed:
    """What a file says. ``ignored`` are parts without a place, such as "service.fees"."""

    activities: list[ReadService] = field(default_factory=list)
    organisations: list[ReadOrganisation] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_hsds(data: bytes) -> Feed:
    """Return what a file says; raises :class:`~.refusing.Refused`."""
    feed = Feed()
    for entry in _entries(parsed(data)):
        reading = _Reading(entry)
        if _is_organisation(entry):
            feed.organisations.append(ReadOrganisation(reading.organisation(), reading.errors))
        else:
            record = reading.service()
            active = str(entry.get("status", "active")) == "active"
            feed.activities.append(ReadService(record, reading.errors, active))
        for name in reading.ignored:
            if name not in feed.ignored and len(feed.ignored) < _MOST_IGNORED:
                feed.ignored.append(name)
    return feed


def parsed(data: bytes) -> Any:
    """Return what a file of JSON says; raises :class:`~.refusing.Refused`."""
    checked_size(data, MOST_BYTES)
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    # What is nested too deep, and numbers of thousands of digits, are no JSON of ours either.
    except (ValueError, RecursionError):
        raise refuse(gettext("The file is not JSON, or a part of it is cut.")) from None


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _entries(said: Any) -> list[Object]:
    found = said.get("contents", [said]) if isinstance(said, dict) else said
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise refuse(gettext("The file is not a list of services or organisations (HSDS)."))
    if len(found) > MOST_ROWS:
        raise refuse(
            gettext("The file has more than %(count)d rows. Split it into several."),
            count=MOST_ROWS,
        )
    if not all("name" in one and "id" in one for one in found):
        raise refuse(gettext("The file is not a list of services or organisations (HSDS)."))
    return found


def _is_organisation(entry: Object) -> bool:
    """Whether it is an organisation: nothing says so but the parts that only one of them has."""
    service = {"organization", "organization_id", "schedules", "service_at_locations", "status"}
    own = {"website", "legal_status", "organization_identifiers", "locations", "services", "logo"}
    return not service & set(entry) and bool(own & set(entry))


class _Reading:
    """One entry on its way."""

    def __init__(self, entry: Object) -> None:
        self.entry = entry
        self.errors: dict[str, str] = {}
        self.ignored: list[str] = []

    def service(self) -> ActivityRecord:
        entry, record = self.entry, empty_activity()
        self._ignore("service", entry)
        self._common(record)
        self._description(record)
        organisation = _object(entry.get("organization"))
        record["organisation"] = self._value(
            "organisation", read_line, organisation.get("name"), 120
        )
        self._contact(record, [entry, *_objects(entry.get("contacts"))], entry.get("url"))
        locations = [
            _object(one.get("location")) for one in _objects(entry.get("service_at_locations"))
        ]
        self._place(record, [one for one in locations if one])
        record["languages"] = self._languages(entry.get("languages"))
        record["age_from"] = self._age("age_from", entry.get("minimum_age"))
        record["age_to"] = self._age("age_to", entry.get("maximum_age"))
        self._cost(record, _objects(entry.get("cost_options")))
        try:
            record["dates"] = read_schedules(_objects(entry.get("schedules")))
        except Wrong as error:
            self.errors["dates"] = str(error)
        return record

    def organisation(self) -> OrganisationRecord:
        entry, record = self.entry, empty_organisation()
        self._ignore("organization", entry)
        self._common(record)
        text = self._value("summary", read_text, entry.get("description"), 10_000)
        record["summary"] = text if len(text) <= _SUMMARY else _cut(text, _SUMMARY)
        if record["summary"] != text:
            self._leave_out("organization.description (end)")
        self._contact(record, [entry, *_objects(entry.get("contacts"))], entry.get("website"))
        for location in _objects(entry.get("locations"))[:1]:
            self._address(record, location)
        numbers = [
            one.get("identifier")
            for one in _objects(entry.get("organization_identifiers"))
            if "orgnr" in _text(one.get("identifier_scheme")).lower().replace("-", "")
            or "brreg" in _text(one.get("identifier_scheme")).lower()
        ]
        record["number"] = self._value(
            "number", read_organisation_number, next(iter(numbers), None), 20
        )
        return record

    def _common(self, record: ActivityRecord | OrganisationRecord) -> None:
        record["key"] = self._value("key", read_line, self.entry.get("id"), 200)
        record["title"] = self._value("title", read_line, self.entry.get("name"), 255)
        for name in ("key", "title"):
            if not record[name] and name not in self.errors:
                self.errors[name] = gettext("This is missing.")

    def _description(self, record: ActivityRecord) -> None:
        text = self._value("summary", read_text, self.entry.get("description"), 10_000)
        if len(text) <= _SUMMARY:
            record["summary"] = text
            return
        record["practical"] = text if len(text) <= _PRACTICAL else _cut(text, _PRACTICAL)
        if record["practical"] != text:
            self._leave_out("service.description (end)")

    def _contact(
        self, record: ActivityRecord | OrganisationRecord, sources: Sequence[Object], web: Any
    ) -> None:
        """Read the first way of each kind; the entry's own come before its people's."""
        phones = [phone for one in sources for phone in _objects(one.get("phones"))]
        emails = [_text(one.get("email")) for one in sources if _text(one.get("email"))]
        record["phone"] = self._value(
            "phone", read_phone, next((one.get("number") for one in phones), None), 40
        )
        record["email"] = self._value("email", read_email, next(iter(emails), None), 254)
        record["web"] = self._value("web", read_url, web, 200)
        if len(phones) > 1:
            self._leave_out("phones (all but one)")

    def _place(self, record: ActivityRecord, locations: Sequence[Object]) -> None:
        physical = [one for one in locations if one.get("location_type") != "virtual"]
        virtual = [one for one in locations if one.get("location_type") == "virtual"]
        for location in physical[:1]:
            record["place"] = self._value("place", read_line, location.get("name"), 120)
            self._address(record, location)
        for location in virtual[:1]:
            record["online_url"] = self._value("online_url", read_url, location.get("url"), 200)
        if len(physical) > 1 or len(virtual) > 1:
            self._leave_out("service_at_locations (all but one)")

    def _address(self, record: ActivityRecord | OrganisationRecord, location: Object) -> None:
        for address in _objects(location.get("addresses"))[:1]:
            record["street"] = self._value("street", read_line, address.get("address_1"), 120)
            record["postcode"] = self._value(
                "postcode", read_postcode, address.get("postal_code"), 12
            )
            record["town"] = self._value("town", read_line, address.get("city"), 80)

    def _languages(self, stored: Any) -> list[str]:
        found = set()
        for one in _objects(stored):
            code = _text(one.get("code")).strip().lower()
            code = {"no": "nb", "nob": "nb", "nno": "nn", "eng": "en", "ukr": "uk"}.get(code, code)
            if code in ServiceLanguage.values:
                found.add(code)
            else:
                self._leave_out(f"languages “{code or _text(one.get('name'))}”"[:60])
        return [code for code in ServiceLanguage.values if code in found]

    def _age(self, name: str, stored: Any) -> int | None:
        return self._value(name, read_age, stored, 10) if stored not in (None, "") else None

    def _cost(self, record: ActivityRecord, options: Sequence[Object]) -> None:
        """Read the one price; several depend on who one is."""
        try:
            amounts = {
                read_amount(_number(one.get("amount")), 20)
                for one in options
                if one.get("amount") is not None and _text(one.get("currency", "NOK")) == "NOK"
            }
        except Wrong as error:
            self.errors["cost_amount"] = str(error)
            return
        if len(options) > 1 or len(amounts) != 1:
            if options:
                self._leave_out("service.cost_options")
            return
        amount = amounts.pop()
        free = not Decimal(amount)
        record["cost"] = str(Cost.FREE if free else Cost.PAID)
        record["cost_amount"] = "" if free else amount

    def _value(self, name: str, read: Callable[[Any, int], Any], stored: Any, most: int) -> Any:
        """Return a value as a record keeps it; ``""`` for none, and for what is wrong with it."""
        if stored is None or stored == "":
            return ""
        try:
            if isinstance(stored, bool) or not isinstance(stored, str | int | float):
                raise wrong(gettext("This is no text."))
            return read(_number(stored), most)
        except Wrong as error:
            self.errors.setdefault(name, str(error))
            return ""

    def _ignore(self, kind: str, entry: Object) -> None:
        known = _KNOWN[kind].split()
        for name in entry:
            if name not in known and entry[name] not in (None, "", [], {}):
                self._leave_out(f"{kind}.{_shown(name)}")

    def _leave_out(self, name: str) -> None:
        if name not in self.ignored and len(self.ignored) < _MOST_IGNORED:
            self.ignored.append(name)


def _shown(name: str) -> str:
    """Return the name of a part as it may be shown."""
    return "".join(char for char in name if char.isalnum() or char == "_")[:60]


def _number(stored: Any) -> Any:
    """Return a number as it was written: 18.0 is 18."""
    if isinstance(stored, float):
        return int(stored) if stored.is_integer() and abs(stored) < 1e15 else f"{stored}"
    return stored if isinstance(stored, str | int) else _text(stored)


def _text(stored: Any) -> str:
    return stored if isinstance(stored, str) else ""


def _object(stored: Any) -> Object:
    return stored if isinstance(stored, dict) else {}


def _objects(stored: Any) -> list[Object]:
    found = stored if isinstance(stored, list) else []
    return [one for one in found[:_MOST_INSIDE] if isinstance(one, dict)]


def _cut(text: str, most: int) -> str:
    return text[: most - 1].rsplit(maxsplit=1)[0] + "…"
