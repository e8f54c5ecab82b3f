"""The national services as they are shipped: which they are, when they answer, what is refused."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from wagtail_hjelp import phone
from wagtail_hjelp.blocks.contact import ContactPointsBlock
from wagtail_hjelp.catalogue import CatalogueError, Service, oldest_confirmation, shipped
from wagtail_hjelp.catalogue.loader import read
from wagtail_hjelp.catalogue.service import same_facts
from wagtail_hjelp.catalogue.words import DESCRIPTIONS, LABELS, NOTES
from wagtail_hjelp.hours.reading import read_rows
from wagtail_hjelp.schedule import Calendar, Schedule, State
from wagtail_hjelp.vocabularies import HelplineTopic

OSLO = ZoneInfo("Europe/Oslo")
CALENDAR = Calendar()

EMERGENCY = ["ambulanse-113", "politi-112", "brann-110", "nod-teksttelefon-1412"]
CODES = [
    *EMERGENCY,
    "legevakt-116117",
    "fastlege",
    "giftinformasjonen",
    "mental-helse-hjelpetelefonen",
    "kirkens-sos",
    "sidetmedord",
    "alarmtelefonen-116111",
    "barnevernvakt",
    "kors-pa-halsen",
    "snakkompsyken",
    "mental-helse-ungdom-chat",
    "ungdomstelefonen",
    "vo-linjen-116006",
    "krisesenter",
    "overgrepsmottak",
    "hjelpetelefonen-seksuelt-misbrukte",
    "smiso-nok",
    "unge-relasjoner",
    "rode-kors-telefonen",
    "vern-for-eldre",
    "stottesenter-kriminalitetsutsatte",
    "dinutvei",
    "rusinfo",
    "anonyme-alkoholikere",
    "anonyme-narkomane",
    "hjelpelinjen-spill",
    "ros",
    "parorendelinjen",
    "ivareta-parorendetelefonen",
    "barsnakk",
    "for-fangers-parorende",
    "leve",
    "foreldresupport",
    "amathea",
    "arbeidslivstelefonen",
    "politiet-02800",
    "nav-kontaktsenter",
    "nav-gjeldsveiledning",
    "pasient-og-brukerombudet",
    "helsenorge-veiledning",
    "helsenorge-psykisk-helse",
    "helsenorge-verktoy",
    "ung-no",
]

every_service = pytest.mark.parametrize("service", shipped().values(), ids=lambda each: each.code)


def kinds(service: Service) -> list[str]:
    return [point["type"] for point in service.contact_points]


def value(service: Service, kind: str) -> Mapping[str, Any]:
    """Return the first way in of a kind."""
    return next(point["value"] for point in service.contact_points if point["type"] == kind)


def state(code: str, kind: str, local: str) -> State:
    """Return the state of a way in at a local time: ``"2026-11-28 01:00"``."""
    instant = datetime.strptime(local, "%Y-%m-%d %H:%M").replace(tzinfo=OSLO)
    rules = read_rows(value(shipped()[code], kind)["hours"]).rules
    return Schedule(rules, CALENDAR).state_at(instant)


# --- which they are ------------------------------------------------------------------------


def test_the_services_in_the_order_in_which_people_should_meet_them() -> None:
    assert list(shipped()) == CODES


def test_what_is_less_sure_than_a_secondary_copy_is_not_shipped() -> None:
    assert {service.confidence for service in shipped().values()} == {"A", "B", "C"}
    assert not {"spisfo", "snakkommobbing", "studenttelefonen"} & set(shipped())


def test_the_catalogue_cannot_be_changed_by_those_who_ask_for_it() -> None:
    with pytest.raises(TypeError):
        shipped()["ambulanse-113"] = None  # type: ignore[index]
    assert shipped() is shipped()


def test_four_numbers_are_essential_and_four_are_for_danger_to_life() -> None:
    essential = [service.code for service in shipped().values() if service.is_essential]
    assert essential == ["ambulanse-113", "politi-112", "brann-110", "legevakt-116117"]
    assert [service.code for service in shipped().values() if service.is_emergency] == EMERGENCY


@pytest.mark.parametrize("code", EMERGENCY)
def test_nobody_is_told_to_send_a_text_message_to_an_emergency_number(code: str) -> None:
    assert "sms" not in kinds(shipped()[code])


def test_under_the_numbers_for_danger_to_life_stands_the_number_alone() -> None:
    found = {code: kinds(shipped()[code]) for code in EMERGENCY}
    assert found == {
        "ambulanse-113": ["phone"],
        "politi-112": ["phone"],
        "brann-110": ["phone"],
        "nod-teksttelefon-1412": ["phone", "web"],
    }


@every_service
def test_a_service_only_known_from_a_copy_has_no_hours(service: Service) -> None:
    if service.confidence == "C":
        assert not any(point["value"]["hours"] for point in service.contact_points)


def test_where_one_may_have_to_wait() -> None:
    """Every helpline; not emergency numbers, legevakt and poison information, which answer."""
    answers_at_once = {*EMERGENCY, "legevakt-116117", "giftinformasjonen"}
    assert {service.code for service in shipped().values() if service.queue} == {
        service.code
        for service in shipped().values()
        if service.urgency in {"urgent", "support"}
        and {"phone", "chat"} & set(kinds(service))
        and service.code not in answers_at_once
    }


def test_which_ones_lead_to_the_one_where_one_lives() -> None:
    assert [service.code for service in shipped().values() if service.local] == [
        "fastlege",
        "barnevernvakt",
        "krisesenter",
        "overgrepsmottak",
        "smiso-nok",
    ]


# --- numbers and addresses -----------------------------------------------------------------


def test_what_is_dialled() -> None:
    """Short numbers without a country code."""
    dialled = {
        service.code: (phone.tel_href(service.phone), phone.display(service.phone))
        for service in shipped().values()
        if service.has_phone
    }
    assert dialled == {
        "ambulanse-113": ("tel:113", "113"),
        "politi-112": ("tel:112", "112"),
        "brann-110": ("tel:110", "110"),
        "nod-teksttelefon-1412": ("tel:1412", "1412"),
        "legevakt-116117": ("tel:116117", "116 117"),
        "giftinformasjonen": ("tel:+4722591300", "22 59 13 00"),
        "mental-helse-hjelpetelefonen": ("tel:116123", "116 123"),
        "kirkens-sos": ("tel:+4722400040", "22 40 00 40"),
        "alarmtelefonen-116111": ("tel:116111", "116 111"),
        "kors-pa-halsen": ("tel:+4780033321", "800 33 321"),
        "ungdomstelefonen": ("tel:+4740000777", "400 00 777"),
        "vo-linjen-116006": ("tel:116006", "116 006"),
        "hjelpetelefonen-seksuelt-misbrukte": ("tel:+4780057000", "800 57 000"),
        "rode-kors-telefonen": ("tel:+4781555201", "815 55 201"),
        "vern-for-eldre": ("tel:+4780030196", "800 30 196"),
        "stottesenter-kriminalitetsutsatte": ("tel:+4780040008", "800 40 008"),
        "rusinfo": ("tel:+4791508588", "915 08 588"),
        "anonyme-alkoholikere": ("tel:+4791177770", "911 77 770"),
        "anonyme-narkomane": ("tel:+4790529359", "905 29 359"),
        "hjelpelinjen-spill": ("tel:+4780080040", "800 80 040"),
        "ros": ("tel:+4794817818", "948 17 818"),
        "parorendelinjen": ("tel:+4790904848", "909 04 848"),
        "ivareta-parorendetelefonen": ("tel:+4780040567", "800 40 567"),
        "for-fangers-parorende": ("tel:+4722114130", "22 11 41 30"),
        "leve": ("tel:+4722361700", "22 36 17 00"),
        "foreldresupport": ("tel:116123", "116 123"),
        "amathea": ("tel:+4790659060", "906 59 060"),
        "arbeidslivstelefonen": ("tel:116123", "116 123"),
        "politiet-02800": ("tel:02800", "02800"),
        "nav-kontaktsenter": ("tel:+4755553333", "55 55 33 33"),
        "nav-gjeldsveiledning": ("tel:+4755553339", "55 55 33 39"),
        "pasient-og-brukerombudet": ("tel:+4740501600", "405 01 600"),
        "helsenorge-veiledning": ("tel:+4723327000", "23 32 70 00"),
    }


def test_who_takes_text_messages() -> None:
    found = {
        service.code: phone.sms_href(value(service, "sms")["number"])
        for service in shipped().values()
        if "sms" in kinds(service)
    }
    assert found == {"alarmtelefonen-116111": "sms:+4741716111"}


@every_service
def test_ways_in_stand_in_their_order_and_no_address_stands_twice(service: Service) -> None:
    order = ["phone", "sms", "chat", "email", "web"]
    assert kinds(service) == sorted(kinds(service), key=order.index)
    addresses = [
        point["value"]["url"] for point in service.contact_points if "url" in point["value"]
    ]
    assert len(addresses) == len(set(addresses))


@every_service
def test_ways_in_are_stored_as_an_editor_would_store_them(service: Service) -> None:
    block = ContactPointsBlock()
    value = block.to_python(list(service.contact_points))
    stored = json.loads(json.dumps(block.get_prep_value(block.clean(value)), cls=DjangoJSONEncoder))
    assert without_ids(stored) == without_ids(list(service.contact_points))
    assert same_facts(stored, service.contact_points)


def without_ids(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: without_ids(each) for key, each in data.items() if key != "id"}
    return [without_ids(each) for each in data] if isinstance(data, list) else data


# --- when they answer ----------------------------------------------------------------------

OPEN, CLOSED, UNKNOWN = State.OPEN, State.CLOSED, State.UNKNOWN


@pytest.mark.parametrize(
    ("code", "kind", "local", "expected"),
    [
        # Saturday at one in the night belongs to Friday.
        ("kirkens-sos", "chat", "2026-11-27 18:29", CLOSED),
        ("kirkens-sos", "chat", "2026-11-27 18:30", OPEN),
        ("kirkens-sos", "chat", "2026-11-28 01:00", OPEN),
        ("kirkens-sos", "chat", "2026-11-28 01:30", CLOSED),
        ("kirkens-sos", "chat", "2026-11-28 14:30", OPEN),
        ("kirkens-sos", "chat", "2026-11-30 01:00", OPEN),  # Monday, from Sunday
        ("kirkens-sos", "chat", "2026-12-01 01:00", CLOSED),  # Tuesday: Monday ends at 22:30
        ("kirkens-sos", "phone", "2026-12-01 01:00", OPEN),
        ("kirkens-sos", "phone", "2026-12-24 03:00", OPEN),
        ("vo-linjen-116006", "chat", "2026-11-27 08:59", CLOSED),
        ("vo-linjen-116006", "chat", "2026-11-27 09:00", OPEN),
        ("vo-linjen-116006", "chat", "2026-11-27 14:59", OPEN),
        ("vo-linjen-116006", "chat", "2026-11-27 15:00", CLOSED),
        ("vo-linjen-116006", "chat", "2026-11-28 10:00", CLOSED),  # Saturday
        ("vo-linjen-116006", "phone", "2026-11-28 03:00", OPEN),
        ("alarmtelefonen-116111", "phone", "2026-11-27 16:00", OPEN),
        ("alarmtelefonen-116111", "sms", "2026-11-27 16:00", CLOSED),
        ("alarmtelefonen-116111", "sms", "2026-11-27 16:15", OPEN),
        ("alarmtelefonen-116111", "sms", "2026-11-27 23:00", CLOSED),  # Friday
        ("alarmtelefonen-116111", "sms", "2026-11-28 23:00", OPEN),  # Saturday
        ("alarmtelefonen-116111", "chat", "2026-11-28 23:45", CLOSED),
        ("rusinfo", "phone", "2026-11-27 14:29", OPEN),
        ("rusinfo", "phone", "2026-11-27 14:45", CLOSED),
        ("rusinfo", "phone", "2026-11-27 15:00", OPEN),
        ("rusinfo", "chat", "2026-11-27 12:00", UNKNOWN),
        ("kors-pa-halsen", "phone", "2026-06-19 15:00", OPEN),
        ("kors-pa-halsen", "phone", "2026-07-08 15:00", CLOSED),
        ("kors-pa-halsen", "phone", "2026-07-08 16:00", OPEN),
        ("kors-pa-halsen", "phone", "2027-07-08 15:00", CLOSED),
        ("kors-pa-halsen", "phone", "2026-08-20 15:00", CLOSED),
        ("kors-pa-halsen", "phone", "2026-08-21 15:00", OPEN),
        ("kors-pa-halsen", "phone", "2026-12-30 15:00", CLOSED),
        ("kors-pa-halsen", "phone", "2027-01-03 15:00", CLOSED),
        ("kors-pa-halsen", "phone", "2027-01-04 15:00", OPEN),
        ("kors-pa-halsen", "chat", "2026-11-24 23:00", OPEN),  # Tuesday
        ("kors-pa-halsen", "chat", "2026-11-25 23:00", CLOSED),
        ("kors-pa-halsen", "chat", "2026-07-07 23:00", CLOSED),  # Tuesday in summer
        ("anonyme-alkoholikere", "phone", "2026-11-27 16:00", CLOSED),
        ("anonyme-alkoholikere", "phone", "2026-11-28 19:00", OPEN),
        ("ivareta-parorendetelefonen", "phone", "2026-11-24 19:00", OPEN),  # Tuesday evening
        ("ivareta-parorendetelefonen", "phone", "2026-11-25 19:00", CLOSED),
        ("legevakt-116117", "phone", "2026-12-25 04:00", OPEN),
        ("giftinformasjonen", "phone", "2026-12-25 04:00", OPEN),
        # Nobody has said what holds on public holidays.
        ("vo-linjen-116006", "chat", "2026-12-25 10:00", UNKNOWN),
        ("kors-pa-halsen", "phone", "2026-12-25 17:00", UNKNOWN),
        ("nav-kontaktsenter", "phone", "2027-05-17 10:00", UNKNOWN),
        # Nobody has said when they answer.
        ("arbeidslivstelefonen", "phone", "2026-11-27 10:00", UNKNOWN),
        ("leve", "phone", "2026-11-27 10:00", UNKNOWN),
    ],
)
def test_when_they_answer(code: str, kind: str, local: str, expected: State) -> None:
    assert state(code, kind, local) is expected


def test_what_answers_day_and_night() -> None:
    found = [
        (service.code, point["type"])
        for service in shipped().values()
        for point in service.contact_points
        if point["value"]["hours"] == [{"type": "always", "value": None}]
    ]
    assert found == [
        ("ambulanse-113", "phone"),
        ("politi-112", "phone"),
        ("brann-110", "phone"),
        ("nod-teksttelefon-1412", "phone"),
        ("legevakt-116117", "phone"),
        ("giftinformasjonen", "phone"),
        ("mental-helse-hjelpetelefonen", "phone"),
        ("kirkens-sos", "phone"),
        ("sidetmedord", "chat"),
        ("alarmtelefonen-116111", "phone"),
        ("vo-linjen-116006", "phone"),
        ("hjelpetelefonen-seksuelt-misbrukte", "phone"),
    ]


# --- words, sources, dates -----------------------------------------------------------------


def test_every_service_has_words_and_no_words_are_left_over() -> None:
    assert list(DESCRIPTIONS) == CODES
    assert set(LABELS) | set(NOTES) <= set(CODES)


@every_service
def test_words_are_short_and_name_no_telephone_number(service: Service) -> None:
    for words in (service.label, service.description, service.note):
        assert len(str(words)) <= 110
        assert re.search(r"\d{3}|\d \d", str(words)) is None
    assert str(service.description).endswith(".")


def test_every_topic_is_somebody_s() -> None:
    found = {topic for service in shipped().values() for topic in service.topics}
    assert found == set(HelplineTopic.values)


@every_service
def test_a_source_can_be_looked_up(service: Service) -> None:
    assert "https://" in service.source or service.source == "secondary, 2026"
    assert "github" not in service.source.lower()


def test_confirmation_is_dated_and_not_in_the_future() -> None:
    dates = [service.confirmed_on for service in shipped().values()]
    assert oldest_confirmation() == min(dates)
    assert oldest_confirmation() >= date(2026, 8, 1)
    assert max(dates) <= date.today()


# --- what is refused -----------------------------------------------------------------------

GOOD = """
[[service]]
code = "kirkens-sos"
name = "Kirkens SOS"
topics = ["mental_health"]
audiences = ["everyone"]
languages = ["nb"]
urgency = "support"
queue = true
local = false
confidence = "A"
source = "https://www.kirkens-sos.no/"
confirmed_on = 2026-08-17
[[service.contact]]
type = "phone"
purpose = "talk"
number = "+4722400040"
hours = [{ type = "weekly", days = [0], opens = "18:30", closes = "01:30" }]
"""
HOURS = '[{ type = "weekly", days = [0], opens = "18:30", closes = "01:30" }]'


def test_a_service_is_read_whole() -> None:
    (service,) = read(GOOD).values()
    assert service == Service(
        code="kirkens-sos",
        name="Kirkens SOS",
        topics=("mental_health",),
        audiences=("everyone",),
        languages=("nb",),
        urgency="support",
        queue=True,
        local=False,
        confidence="A",
        source="https://www.kirkens-sos.no/",
        confirmed_on=date(2026, 8, 17),
        contact_points=(
            {
                "type": "phone",
                "value": {
                    "purpose": "talk",
                    "number": "+4722400040",
                    "hours": [
                        {
                            "type": "weekly",
                            "value": {
                                "days": ["0"],
                                "opens": "18:30:00",
                                "closes": "01:30:00",
                                "state": "open",
                                "weeks": "every",
                            },
                        }
                    ],
                },
            },
        ),
        description=DESCRIPTIONS["kirkens-sos"],
    )


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ('name = "Kirkens SOS"', "", "kirkens-sos: name: missing"),
        ('name = "Kirkens SOS"', 'name = " "', "kirkens-sos: name: is empty"),
        ("queue = true", 'queue = "yes"', "kirkens-sos: queue: expected true or false"),
        ("queue = true", "queue = true\nqueu = true", "kirkens-sos: queu: unknown key"),
        ('"mental_health"', '"moods"', "kirkens-sos: topics[0]: no code of HelplineTopic: 'moods'"),
        ('["mental_health"]', "[]", "kirkens-sos: topics: expected at least one"),
        ('"everyone"', '"victims"', "kirkens-sos: audiences[0]: no code of Audience"),
        ('["nb"]', '["nb", "no"]', "kirkens-sos: languages[1]: no code of ServiceLanguage: 'no'"),
        ('"support"', '"soon"', "kirkens-sos: urgency: no code of HelplineUrgency: 'soon'"),
        ('"A"', '"D"', "kirkens-sos: confidence: not shipped: 'D'"),
        ('"A"', '"C"', "kirkens-sos: confidence: hours from a secondary copy are not shipped"),
        ("2026-08-17", '"2026-08-17"', "kirkens-sos: confirmed_on: expected a date"),
        ("2026-08-17", "2026-08-17T10:00:00", "kirkens-sos: confirmed_on: expected a date"),
        ('"phone"', '"fax"', "kirkens-sos: contact[0].type: no way in: 'fax'"),
        ('"phone"', '"chat"', "kirkens-sos: contact[0].number: unknown key"),
        ('"talk"', '"chatter"', "kirkens-sos: contact[0].purpose: no code of Purpose: 'chatter'"),
        (
            '"+4722400040"',
            '"22 40 00 40"',
            "kirkens-sos: contact[0].number: expected '+4722400040', not '22 40 00 40'",
        ),
        (
            '"+4722400040"',
            '"+47116117"',
            "kirkens-sos: contact[0].number: expected '116117', not '+47116117'",
        ),
        ('"+4722400040"', '"2240"', "kirkens-sos: contact[0].number: cannot be dialled: '2240'"),
        ("days = [0]", "days = [7]", "kirkens-sos: contact[0].hours[0].days[0]: expected a day"),
        ("days = [0]", "days = [true]", "kirkens-sos: contact[0].hours[0].days[0]: expected a day"),
        ("days = [0]", "days = []", "kirkens-sos: contact[0].hours[0].days: expected at least one"),
        ('"18:30"', '"18.30"', "kirkens-sos: contact[0].hours[0].opens: expected a time as 08:00"),
        ('"01:30"', '"24:30"', "kirkens-sos: contact[0].hours[0].closes: expected a time as 08:00"),
        (', closes = "01:30"', "", "kirkens-sos: contact[0].hours[0]: these hours say nothing"),
        ('"weekly"', '"daily"', "kirkens-sos: contact[0].hours[0].type: no row of hours: 'daily'"),
        ('"weekly"', '"always"', "kirkens-sos: contact[0].hours[0].days: unknown key"),
        (
            HOURS,
            '[{ type = "period", first = 2026-08-20, last = 2026-06-20, rows = '
            '[{ days = [0], opens = "16:00", closes = "22:00" }] }]',
            "kirkens-sos: contact[0].hours[0]: these hours say nothing",
        ),
        (
            HOURS,
            '[{ type = "period", first = 2026-06-20, last = 2026-08-20, rows = '
            '[{ days = [0], opens = "16:00", closes = "22:00" }, { days = [1] }] }]',
            "kirkens-sos: contact[0].hours[0].rows[1]: these hours say nothing",
        ),
        (HOURS, '[{ type = "same_as", hours = 1 }]', "kirkens-sos: contact[0].hours[0].type: no"),
        ('code = "kirkens-sos"', 'code = "Kirkens SOS"', "Kirkens SOS: code: expected small"),
        ('code = "kirkens-sos"', "", "service[0]: code: missing"),
        ('code = "kirkens-sos"', 'code = "new-line"', "new-line: words.py does not say"),
        ("[[service]]", "[today]\n[[service]]", "services.toml: today: unknown key"),
        ("[[service]]", "[[service]", "services.toml: "),
    ],
)
def test_what_is_wrong_is_said_with_the_name_of_the_service(
    good: str, bad: str, message: str
) -> None:
    text = GOOD.replace(good, bad, 1)
    assert text != GOOD
    with pytest.raises(CatalogueError) as caught:
        read(text)
    assert str(caught.value).startswith(message)


def test_an_address_must_be_one() -> None:
    web = '[[service.contact]]\ntype = "web"\npurpose = "general"\nurl = "{}"\n'
    read(GOOD + web.format("https://www.kirkens-sos.no/"))
    for address in ("http://www.kirkens-sos.no/", "www.kirkens-sos.no", ""):
        with pytest.raises(CatalogueError, match=r"^kirkens-sos: contact\[1\]\.url: expected an"):
            read(GOOD + web.format(address))


def test_a_code_stands_once() -> None:
    with pytest.raises(CatalogueError, match=r"^kirkens-sos: there are two services"):
        read(GOOD + GOOD)


def test_holidays_exceptions_and_closures_can_be_said() -> None:
    rows = """[
    { type = "weekly", days = [0, 3, 4], opens = "10:00", closes = "12:00" },
    { type = "holidays", what = "closed" },
    { type = "special_day", day = "christmas_eve", what = "closes_at", closes = "11:00" },
    { type = "exception", first = 2026-11-27, what = "closed", reason = "staff" },
    { type = "closure", first = 2027-02-01, reopens = 2027-03-01 },
]"""
    (service,) = read(GOOD.replace(HOURS, rows)).values()
    schedule = Schedule(read_rows(value(service, "phone")["hours"]).rules, CALENDAR)
    found = [
        schedule.state_at(datetime(*day, tzinfo=OSLO))
        for day in [
            (2026, 11, 23, 11),
            (2026, 12, 25, 11),
            (2026, 12, 24, 10),
            (2026, 12, 24, 11),
            (2026, 11, 27, 11),
            (2027, 2, 5, 11),
        ]
    ]
    assert found == [OPEN, CLOSED, OPEN, CLOSED, CLOSED, CLOSED]


# --- comparing -----------------------------------------------------------------------------


def stored(number: str = "+4722400040", opens: str = "18:30", **fields: Any) -> dict[str, Any]:
    weekly = {"days": ["0"], "opens": opens, "closes": "01:30:00"}
    rows = [{"type": "weekly", "value": weekly, "id": "1"}]
    return {"type": "phone", "value": {"number": number, "hours": rows, **fields}, "id": "2"}


@pytest.mark.parametrize(
    ("point", "same"),
    [
        (stored(purpose="talk"), True),
        (stored(purpose="general"), False),
        (stored(purpose="talk", opens="18:00"), False),
        (stored(purpose="talk", number="+4722400041"), False),
        (stored(purpose="talk") | {"type": "sms"}, False),
    ],
)
def test_facts_are_the_same_whatever_ids_they_have(point: dict[str, Any], same: bool) -> None:
    (service,) = read(GOOD).values()
    assert same_facts([point], service.contact_points) is same


def test_more_ways_in_are_other_facts() -> None:
    (service,) = read(GOOD).values()
    assert not same_facts([*service.contact_points, stored()], service.contact_points)
    assert not same_facts([], service.contact_points)


# --- where it may be imported --------------------------------------------------------------


def test_the_catalogue_can_be_read_before_django_has_loaded_any_model() -> None:
    script = (
        "import sys; from wagtail_hjelp.catalogue import shipped; "
        "print(len(shipped()), 'wagtail' in sys.modules, 'wagtail_hjelp.models' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == [str(len(CODES)), "False", "False"]
