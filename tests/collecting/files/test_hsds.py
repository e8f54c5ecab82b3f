"""Services and organisations as Open Referral has them (HSDS 3) become records."""

from __future__ import annotations

import json
from typing import Any

import pytest

from wagtail_hjelp.collecting.files.hsds import ReadOrganisation, ReadService, read_hsds
from wagtail_hjelp.collecting.files.records import empty_activity, empty_organisation
from wagtail_hjelp.collecting.files.refusing import Refused

SERVICE: dict[str, Any] = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Åpen kafé",
    "description": "Kom som du er.",
    "url": "https://example.org/kafe",
    "email": "kafe@example.org",
    "status": "active",
    "minimum_age": 13.0,
    "fees_description": "Ta med litt penger",
    "organization": {"id": "o", "name": "Frivilligsentralen", "description": "x"},
    "phones": [{"id": "p", "number": "22 22 55 55"}],
    "languages": [{"code": "no"}, {"code": "uk"}, {"name": "Klingon", "code": "tlh"}],
    "cost_options": [{"id": "c", "amount": 50, "currency": "NOK"}],
    "schedules": [
        {
            "id": "s",
            "freq": "WEEKLY",
            "dtstart": "2026-11-25",
            "byday": "WE",
            "opens_at": "14:00",
            "closes_at": "16:00",
            "valid_to": "2026-12-16",
        }
    ],
    "service_at_locations": [
        {
            "id": "l",
            "location": {
                "id": "x",
                "location_type": "physical",
                "name": "Biblioteket",
                "addresses": [{"address_1": "Storgata 1", "city": "Oslo", "postal_code": "0152"}],
            },
        }
    ],
    "capacities": [{"available": 3}],
}
RECORD = {
    **empty_activity(),
    "key": "ac148810-d857-441c-9679-408f346de14b",
    "title": "Åpen kafé",
    "summary": "Kom som du er.",
    "organisation": "Frivilligsentralen",
    "dates": [
        {
            "kind": "weekly",
            "first": "2026-11-25",
            "weekdays": [2],
            "every": 1,
            "until": "2026-12-16",
            "starts": "14:00",
            "ends": "16:00",
        }
    ],
    "place": "Biblioteket",
    "street": "Storgata 1",
    "postcode": "0152",
    "town": "Oslo",
    "phone": "+4722225555",
    "email": "kafe@example.org",
    "web": "https://example.org/kafe",
    "languages": ["nb", "uk"],
    "age_from": 13,
    "cost": "paid",
    "cost_amount": "50.00",
}


def read(parsed: Any) -> Any:
    return read_hsds(json.dumps(parsed).encode())


def read_schedule(**parts: Any) -> ReadService:
    schedule = {"id": "s", "dtstart": "2026-11-25", **parts}
    (found,) = read({**SERVICE, "schedules": [schedule]}).activities
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "parsed",
    [SERVICE, [SERVICE], {"contents": [SERVICE], "total_items": 1, "page_number": 1}],
    ids=["one", "list", "page"],
)
def test_service_becomes_an_activity_and_what_has_no_place_is_named(parsed: Any) -> None:
    feed = read(parsed)
    assert feed.activities == [ReadService(RECORD, {})]  # type: ignore[arg-type]
    assert feed.organisations == []
    assert feed.ignored == ["service.fees_description", "service.capacities", "languages “tlh”"]


def test_organisation_is_known_by_its_parts() -> None:
    feed = read(
        {
            "id": "1",
            "name": "Kirken",
            "description": "Alle er velkommen.",
            "website": "https://example.org",
            "phones": [{"number": "22225555"}],
            "organization_identifiers": [
                {"identifier_scheme": "NO-BRC", "identifier": "x"},
                {"identifier_scheme": "NO-ORGNR", "identifier": "974760673"},
            ],
            "locations": [{"addresses": [{"address_1": "Storgata 1", "postal_code": "0152"}]}],
            "legal_status": "church",
        }
    )
    record = {
        **empty_organisation(),
        "key": "1",
        "title": "Kirken",
        "summary": "Alle er velkommen.",
        "number": "974760673",
        "street": "Storgata 1",
        "postcode": "0152",
        "phone": "+4722225555",
        "web": "https://example.org",
    }
    assert feed.organisations == [ReadOrganisation(record, {})]  # type: ignore[arg-type]
    assert feed.ignored == ["organization.legal_status"]


def test_service_that_is_closed_down_is_said_to_be() -> None:
    assert not read({**SERVICE, "status": "defunct"}).activities[0].active


def test_free_of_charge_and_several_prices() -> None:
    free = read({**SERVICE, "cost_options": [{"amount": 0}]}).activities[0].record
    assert (free["cost"], free["cost_amount"]) == ("free", "")
    feed = read({**SERVICE, "cost_options": [{"amount": 50}, {"amount": 30}]})
    assert feed.activities[0].record["cost"] == "unknown"
    assert "service.cost_options" in feed.ignored


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("name", "", "title"),
        ("name", ["x"], "title"),
        ("name", "a\x00b", "title"),
        ("name", "\ud800", "title"),
        ("email", "nobody", "email"),
        ("url", "javascript:alert(1)", "web"),
        ("phones", [{"number": "x"}], "phone"),
        ("minimum_age", "ung", "age_from"),
        ("cost_options", [{"amount": -5}], "cost_amount"),
        ("schedules", [{"freq": "WEEKLY"}], "dates"),
    ],
)
def test_what_cannot_be_read_is_an_error_beside_its_field(
    field: str, value: Any, error: str
) -> None:
    found = read({**SERVICE, field: value}).activities[0]
    assert set(found.errors) == {error}


@pytest.mark.parametrize(
    ("parts", "row"),
    [
        (
            {"freq": "MONTHLY", "byday": "4WE", "opens_at": "18:00"},
            {
                "kind": "monthly",
                "first": "2026-11-25",
                "weekday": 2,
                "ordinals": [4],
                "every": 1,
                "until": "",
                "starts": "18:00",
                "ends": "",
            },
        ),
        (
            # From the first date of the rule.
            {"freq": "WEEKLY", "byday": "FR,MO", "count": 3},
            {
                "kind": "weekly",
                "first": "2026-11-27",
                "weekdays": [0, 4],
                "every": 1,
                "until": "2026-12-04",
                "starts": "",
                "ends": "",
            },
        ),
        (
            {"opens_at": "14:00+01:00", "closes_at": "24:00"},
            {"kind": "once", "day": "2026-11-25", "last": "", "starts": "14:00", "ends": "00:00"},
        ),
    ],
)
def test_schedule_is_a_row_of_dates(parts: dict[str, Any], row: Any) -> None:
    found = read_schedule(**parts)
    assert (found.errors, found.record["dates"]) == ({}, [row])


@pytest.mark.parametrize(
    "parts",
    [
        {"freq": "DAILY"},
        {"freq": "WEEKLY", "byday": "1WE"},
        {"freq": "WEEKLY", "byday": "WE", "bymonthday": "1"},
        {"freq": "WEEKLY", "byday": "FR", "interval": 2},
        {"freq": "WEEKLY", "interval": 0},
        {"freq": "WEEKLY", "interval": 1e400},
        {"freq": "WEEKLY", "count": -1},
        {"freq": "MONTHLY", "byday": "5WE"},
        {"freq": "MONTHLY"},
        {"dtstart": "tomorrow"},
        {"dtstart": 20261125},
        {"valid_to": "2026-11-30"},
        {"opens_at": "18:00Z"},
        {"opens_at": "25:00"},
        {"closes_at": "18:00"},
        {"opens_at": "18:00", "timezone": -5},
    ],
)
def test_schedule_that_no_row_says_is_an_error(parts: dict[str, Any]) -> None:
    try:
        found = read_schedule(**parts)
    except Refused:
        # JSON itself has no such number.
        assert parts.get("interval") == 1e400
        return
    assert (set(found.errors), found.record["dates"]) == ({"dates"}, [])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\xff",
        b"[1]",
        b'"x"',
        b'{"contents": 5}',
        b"[{}]",
        b"[" * 100_000,
        b'{"id": NaN}',
        b'[{"id": 1, "name": ' + b"9" * 10_000 + b"}]",
        b'[{"id":1,"name":"x"}' + b',{"id":1,"name":"x"}' * 20_000 + b"]",
        b" " * (10 * 1024 * 1024 + 1),
    ],
    ids=range(12),
)
def test_file_that_is_no_list_of_services_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_hsds(data)
