"""The demo's opening hours, as asked of the engine: one test per kind of hours it shows.

Loaded on 1 December 2026, so that what is counted from the day of loading stands still.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.utils import translation

from example_site.demo.indexes import indexes_on_hold
from example_site.demo.loader import Loader
from example_site.demo.progress import Progress
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.directory.snapshot import Snapshot, snapshot
from wagtail_hjelp.hours.view import HoursView, hours_view
from wagtail_hjelp.models import HelpOfferIndexPage, HelpOfferPage
from wagtail_hjelp.schedule import Schedule, Source, State
from wagtail_hjelp.schedule.finding import FindingCode
from wagtail_hjelp.schedule.lint import findings

OSLO = ZoneInfo("Europe/Oslo")
LOADED = datetime(2026, 12, 1, 12, tzinfo=OSLO)
OPEN, CLOSED = State.OPEN, State.CLOSED
BY_APPOINTMENT, PHONE_ONLY = State.BY_APPOINTMENT, State.PHONE_ONLY


@dataclass(frozen=True)
class Hours:
    """The hours of all offers, out of the directory in bokmål."""

    directory: Snapshot
    offers: dict[str, HelpOfferPage]

    def view(self, key: str) -> HoursView | None:
        return self.directory.hours_of[self.offers[key].pk].view

    def schedule(self, key: str) -> Schedule:
        view = self.view(key)
        assert view is not None, f"{key} says nothing of its hours"
        return view.schedule

    def state(self, key: str, moment: str) -> State:
        return self.schedule(key).state_at(at(moment))

    def contact(self, key: str, kind: str, purpose: str) -> Schedule:
        """The hours of an offer's first way in of a kind for a purpose."""
        own = self.view(key)
        for point in self.offers[key].contact_points.raw_data:
            if (point["type"], point["value"]["purpose"]) == (kind, purpose):
                found = hours_view(point["value"]["hours"], self.directory.book, own)
                assert found is not None, f"{key}: {kind} has the offer's hours"
                return found.schedule
        raise AssertionError(f"{key} has no {kind} for {purpose}")

    def open_keys(self, moment: str) -> set[str]:
        bits = self.directory.open_at(at(moment)).bits
        pks = list(self.directory.hours_of)
        open_pks = {pk for position, pk in enumerate(pks) if bits >> position & 1}
        return {key for key, offer in self.offers.items() if offer.pk in open_pks}


@pytest.fixture(scope="module")
def hours(demo: None) -> Iterator[Hours]:
    with time_machine.travel(LOADED), indexes_on_hold(), transaction.atomic():
        # Facts are the source's, and all languages'.
        Loader(Progress(io.StringIO(), quiet=True)).in_the_source_language()
        index = HelpOfferIndexPage.objects.get(locale__language_code="nb")
        offers = HelpOfferPage.objects.child_of(index).live()
        yield Hours(snapshot(Scope.of_page(index)), {offer.slug: offer for offer in offers})
        transaction.set_rollback(True)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def times(schedule: Schedule, first: str, count: int) -> list[str]:
    """What starts on each of some days in a row: "10:00-14:00", "" if nothing."""
    return [
        ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end, _rank in sorted(decision.spans))
        for _day, decision in schedule.days(date.fromisoformat(first), count)
    ]


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


class TestKinds:
    def test_a_night_service(self, hours: Hours) -> None:
        asked = {
            "2027-01-12T03:00": OPEN,  # Tuesday night
            "2027-01-12T08:00": CLOSED,
            "2027-01-12T15:30": OPEN,
            "2027-01-15T23:00": OPEN,  # Friday evening to Monday morning
            "2027-01-17T12:00": OPEN,
            "2027-01-18T07:59": OPEN,
            "2027-01-18T08:00": CLOSED,
            "2027-03-25T12:00": OPEN,  # Maundy Thursday, and the night after Easter Monday
            "2027-03-30T07:59": OPEN,
            "2027-03-30T08:00": CLOSED,
        }
        assert {when: hours.state("barnevernvakt", when) for when in asked} == asked

    def test_the_watch_and_the_office_leave_nobody_alone(self, hours: Hours) -> None:
        office, watch = hours.schedule("barnevern"), hours.schedule("barnevernvakt")
        half_hours = (LOADED + timedelta(minutes=30) * step for step in range(365 * 48))
        alone = [
            moment
            for moment in half_hours
            if not office.is_open_at(moment) and not watch.is_open_at(moment)
        ]
        assert alone == []

    def test_the_emergency_doctor_by_night_and_on_holidays_when_one_has_called(
        self, hours: Hours
    ) -> None:
        visit = hours.contact("legevakt", "visit", "reception")
        asked = {
            "2027-01-12T03:00": BY_APPOINTMENT,
            "2027-01-12T10:00": CLOSED,
            "2027-01-16T10:00": BY_APPOINTMENT,
            "2027-05-17T10:00": BY_APPOINTMENT,
            "2027-05-18T07:00": BY_APPOINTMENT,
        }
        assert {when: visit.state_at(at(when)) for when in asked} == asked
        phone = hours.contact("legevakt", "phone", "general")
        assert {phone.state_at(at(when)) for when in asked} == {OPEN}

    def test_day_and_night_on_christmas_day_too(self, hours: Hours) -> None:
        always = {
            "akuttmottak",
            "hjemmesykepleie",
            "kommunalt-kriseteam",
            "krisesenter",
            "legevakt",
            "overgrepsmottak",
            "selvhjelp-pa-nett",
        }
        assert hours.open_keys("2026-12-25T04:00") == always | {"barnevernvakt"}
        assert all(hours.schedule(key).next_change(LOADED) is None for key in always)

    def test_the_crisis_centre_is_open_and_its_address_secret(self, hours: Hours) -> None:
        places = [
            point["value"]
            for point in hours.offers["krisesenter"].contact_points.raw_data
            if point["type"] == "visit"
        ]
        assert [(place["withheld"], place["street"]) for place in places] == [(True, "")]

    def test_only_by_appointment(self, hours: Hours) -> None:
        asked = ("2027-01-12T03:00", "2027-01-16T12:00", "2026-12-25T12:00")
        assert {hours.state("samtale-med-diakonen", when) for when in asked} == {BY_APPOINTMENT}

    def test_by_appointment_in_hours(self, hours: Hours) -> None:
        assert hours.state("rask-psykisk-helsehjelp", "2027-01-12T18:00") is BY_APPOINTMENT
        assert hours.state("rask-psykisk-helsehjelp", "2027-01-12T19:00") is CLOSED

    def test_unknown(self, hours: Hours) -> None:
        assert hours.view("sorggruppe") is None
        assert [key for key in hours.offers if hours.view(key) is None] == ["sorggruppe"]

    def test_other_hours_in_summer(self, hours: Hours) -> None:
        town_hall = hours.schedule("tolketjeneste")
        assert times(town_hall, "2027-07-06", 1) == ["08:00-15:00"]
        assert times(town_hall, "2027-11-02", 1) == ["08:00-15:45"]
        assert times(town_hall, "2027-05-13", 3) == ["08:00-15:45", "08:00-15:45", ""]
        assert times(town_hall, "2027-05-18", 1) == ["08:00-15:00"]
        desk = hours.contact("biblioteket", "phone", "general")
        assert times(desk, "2027-07-09", 2) == ["10:00-15:00", ""]
        assert times(desk, "2027-09-10", 2) == ["10:00-16:00", "11:00-14:00"]

    def test_closed_in_the_school_holidays(self, hours: Hours) -> None:
        school = hours.schedule("skolehelsetjenesten")
        assert not school.is_open_between(date(2027, 6, 20), date(2027, 8, 17))
        assert not school.is_open_between(date(2026, 12, 22), date(2027, 1, 2))
        assert school.is_open_between(date(2027, 8, 18), date(2027, 8, 18))

    def test_even_weeks(self, hours: Hours) -> None:
        youth = hours.schedule("helsestasjon-for-ungdom")
        # Wednesdays of weeks 1 to 4.
        evenings = [times(youth, day, 1) for day in ("2027-01-06", "2027-01-13", "2027-01-20")]
        assert evenings == [[""], ["18:00-21:00"], [""]]

    def test_a_chat_in_the_evening_and_every_evening_in_the_holidays(self, hours: Hours) -> None:
        chat = hours.contact("helsestasjon-for-ungdom", "chat", "youth")
        evening = "16:00-22:00"
        assert times(chat, "2027-01-11", 7) == [evening] * 4 + [""] * 3
        assert times(chat, "2026-12-24", 7) == [evening] * 7
        assert times(chat, "2027-07-12", 7) == [evening] * 7

    def test_closed_for_lunch(self, hours: Hours) -> None:
        phone = hours.contact("familievernkontor", "phone", "booking")
        asked = {"10:59": OPEN, "11:00": CLOSED, "11:44": CLOSED, "11:45": OPEN, "15:00": CLOSED}
        assert {when: phone.state_at(at(f"2027-01-12T{when}")) for when in asked} == asked

    def test_drop_in_some_days_and_by_appointment_on_others(self, hours: Hours) -> None:
        drop_in = hours.schedule("flyktningtjenesten")
        week = ["12:00-14:00", "09:00-15:00", "12:00-14:00", "09:00-15:00", "10:00-12:00", "", ""]
        assert times(drop_in, "2027-01-11", 7) == week
        assert drop_in.state_at(at("2027-01-11T13:00")) is OPEN
        assert drop_in.state_at(at("2027-01-12T13:00")) is BY_APPOINTMENT

    def test_new_cases_on_mondays_by_telephone_only(self, hours: Hours) -> None:
        asked = {
            "2027-01-11T13:00": PHONE_ONLY,
            "2027-01-11T15:00": BY_APPOINTMENT,
            "2027-01-12T13:00": BY_APPOINTMENT,
        }
        assert {when: hours.state("kommunepsykolog-barn-og-unge", when) for when in asked} == asked

    def test_public_holidays_as_sundays_and_as_usual(self, hours: Hours) -> None:
        assert times(hours.schedule("tannlegevakt"), "2027-05-05", 2) == [
            "18:00-21:00",
            "10:30-14:30",
        ]
        assert times(hours.schedule("biblioteket"), "2027-05-05", 2) == ["07:00-22:00"] * 2

    def test_temporarily_closed_for_about_twelve_weeks(self, hours: Hours) -> None:
        gym = hours.schedule("frisklivssentral")
        (closure,) = gym.closures
        assert (closure.first, closure.reopens) == (date(2026, 11, 9), date(2027, 2, 1))
        assert (closure.approximate, closure.reason) == (True, "building")
        assert gym.opens_next(LOADED) == at("2027-02-01T09:00")


class TestSharing:
    GPS = ("havnesund-legesenter", "nordvagen-legekontor", "sandvika-legekontor")

    def test_the_doctors_offices_share_one_schedule(self, hours: Hours) -> None:
        assert len({id(hours.schedule(key)) for key in self.GPS}) == 1
        views = [hours.view(key) for key in self.GPS]
        assert {view.whose for view in views if view} == {"Fastlegekontorene"}
        assert times(hours.schedule(self.GPS[0]), "2026-12-23", 3) == ["08:00-15:30", "", ""]

    def test_a_number_to_call_whenever_the_doctor_is_closed(self, hours: Hours) -> None:
        for key in self.GPS:
            office, outside = (
                hours.schedule(key),
                hours.contact(key, "phone", "out_of_hours"),
            )
            for when in ("2027-01-12T03:00", "2027-01-12T10:00", "2026-12-25T10:00"):
                assert outside.is_open_at(at(when)) is not office.is_open_at(at(when))

    def test_the_town_hall(self, hours: Hours) -> None:
        view = hours.view("tolketjeneste")
        assert view is not None
        assert view.whose == "Rådhuset"


class TestChristmas:
    def test_dates_with_hours_of_their_own(self, hours: Hours) -> None:
        centre = hours.schedule("frivilligsentralen")
        assert times(centre, "2026-12-18", 10) == [
            "10:00-14:00",
            "11:00-15:00",
            "",
            "10:00-14:00",
            "10:00-14:00",
            "12:00-18:00",
            "16:00-20:00",
            "13:00-17:00",
            "",
            "",
        ]
        assert centre.day(date(2026, 12, 24)).reason == "christmas"

    @pytest.mark.parametrize(
        "key", ["parorendestotte", "familievernkontor", "aktivitetssenter-for-eldre"]
    )
    def test_closed_from_christmas_eve_to_new_year(self, hours: Hours, key: str) -> None:
        schedule = hours.schedule(key)
        days = schedule.days(date(2026, 12, 24), 9)
        assert {(decision.spans, decision.source, decision.reason) for _day, decision in days} == {
            ((), Source.EXCEPTION, "christmas")
        }

    def test_what_the_municipality_says_holds_for_those_who_follow(self, hours: Hours) -> None:
        assert times(hours.schedule("tolketjeneste"), "2026-12-24", 9) == [
            "08:00-12:00",
            "",
            "",
            "",
            "08:00-14:00",
            "08:00-14:00",
            "08:00-14:00",
            "08:00-12:00",
            "",
        ]
        # Wednesday before Easter, and the Friday after Ascension Day.
        assert times(hours.schedule("tolketjeneste"), "2027-03-24", 2) == ["08:00-12:00", ""]
        planning = hours.schedule("tolketjeneste").day(date(2027, 5, 7))
        assert planning == ((), Source.SPECIAL_DAY, "planning_day")

    def test_the_christmas_page_shows_the_emergency_doctor_as_open(
        self, hours: Hours, client
    ) -> None:
        with time_machine.travel(at("2026-12-24T20:00"), tick=False):
            page = client.get("/nb/jul-i-havnesund/")
            about = client.get("/nb/om-kommunen/")
        assert page.status_code == about.status_code == 200
        assert "116 117" in page.text
        # The first state that the page carries: what is true now.
        assert re.search(r'data-hjelp-hours="\d+\|open\|', page.text)
        assert "Rådhuset" in about.text


class TestDoubts:
    """What an editor of the demo is warned of."""

    # A watch that goes on where the night before ends is what is meant.
    ALLOWED = {
        ("barnevernvakt", FindingCode.NIGHT_MEETS_MORNING),
        ("legevakt: visit", FindingCode.NIGHT_MEETS_MORNING),
    }

    def test_there_are_none_but_those_that_are_meant(self, hours: Hours) -> None:
        book = hours.directory.book
        rules = {shared.name: shared.rules for shared in book.shared.values()}
        for key, offer in hours.offers.items():
            rules[key] = book.read(offer.opening_hours.raw_data).rules
            for number, point in enumerate(offer.contact_points.raw_data, start=1):
                name = f"{key}: {point['type']}"
                name = f"{name} {number}" if name in rules else name
                rules[name] = book.read(point["value"].get("hours") or ()).rules
        found = {
            (name, finding.code)
            for name, said in rules.items()
            if not said.say_nothing
            for finding in findings(said, book.calendar, LOADED.date())
        }
        assert found == self.ALLOWED


class TestPages:
    MOMENTS = ("2026-12-01T12:00", "2026-12-24T18:00", "2027-03-28T02:30", "2027-07-14T09:00")

    @pytest.mark.parametrize("moment", MOMENTS)
    def test_every_offer_can_be_shown(self, hours: Hours, client, moment: str) -> None:
        with translation.override("nb"), time_machine.travel(at(moment), tick=False):
            for key in hours.offers:
                assert client.get(f"/nb/hjelp/tilbud/{key}/").status_code == 200
