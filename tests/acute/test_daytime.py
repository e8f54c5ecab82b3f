"""Whom to call right now: the GPs while one of them is surely open, else the legevakt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.schedule.any_rules import any_rules
from wagtail_hjelp.acute.daytime import Daytime, Emphasis
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

OSLO = ZoneInfo("Europe/Oslo")
WEEKDAYS = (0, 1, 2, 3, 4)
CLOSED = Effect(EffectKind.CLOSED)
CALENDAR = Calendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def office(
    opens: int, closes: int, *, days: tuple[int, ...] = WEEKDAYS, **rules: object
) -> Schedule:
    rules.setdefault("holidays", CLOSED)
    row = WeeklyRow(days, Span(opens * 60, closes * 60))
    return Schedule(Rules(weekly=(row,), **rules), CALENDAR)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


# Each hour of the week of Christmas 2026: G for the GPs, L for the legevakt.
CHRISTMAS_WEEK = {
    "2026-12-21": "LLLLLLLLGGGGGGGLLLLLLLLL",
    "2026-12-22": "LLLLLLLLGGGGGGGLLLLLLLLL",
    "2026-12-23": "LLLLLLLLGGGGGGGLLLLLLLLL",
    "2026-12-24": "LLLLLLLLLLLLLLLLLLLLLLLL",
    "2026-12-25": "LLLLLLLLLLLLLLLLLLLLLLLL",
    "2026-12-26": "LLLLLLLLLLLLLLLLLLLLLLLL",
    "2026-12-27": "LLLLLLLLLLLLLLLLLLLLLLLL",
    "2026-12-28": "LLLLLLLLGGGGGGGLLLLLLLLL",
}


def hour_by_hour(daytime: Daytime, day: str) -> str:
    letters = {Emphasis.GP: "G", Emphasis.LEGEVAKT: "L"}
    return "".join(letters[daytime.emphasis_at(at(f"{day}T{hour:02}:00"))] for hour in range(24))


@pytest.mark.parametrize(("day", "expected"), CHRISTMAS_WEEK.items())
def test_without_any_gp_the_usual_daytime_is_taken(day, expected):
    assert hour_by_hour(Daytime([], CALENDAR), day) == expected


def test_from_eight_to_nine_the_gp_is_open_as_soon_as_one_of_them_is():
    daytime = Daytime([office(9, 15), office(8, 12)], CALENDAR)
    assert hour_by_hour(daytime, "2026-12-21") == "LLLLLLLLGGGGGGGLLLLLLLLL"


def test_a_day_of_which_nobody_has_said_anything_is_the_legevakt_s():
    daytime = Daytime([office(8, 15, holidays=None)], CALENDAR)
    assert daytime.state_at(at("2026-12-25T10:00")) is State.UNKNOWN
    assert daytime.emphasis_at(at("2026-12-25T10:00")) is Emphasis.LEGEVAKT


def test_a_gp_who_sees_people_by_appointment_is_there():
    row = WeeklyRow(WEEKDAYS, Span(8 * 60, 15 * 60, State.BY_APPOINTMENT))
    daytime = Daytime([Schedule(Rules(weekly=(row,), holidays=CLOSED), CALENDAR)], CALENDAR)
    now = daytime.turns(at("2026-12-21T10:00")).now
    assert (now.emphasis, now.sentence) == (Emphasis.GP, "GPs are open until 15:00.")


@pytest.mark.parametrize(
    "moment", ["2026-12-25T03:00", "2026-12-26T12:00", "2026-12-21T20:00", "2026-12-21T06:59"]
)
def test_a_gp_who_is_always_open_makes_no_daytime_at_night_or_on_a_red_day(moment):
    daytime = Daytime([Schedule(Rules(always=State.OPEN), CALENDAR)], CALENDAR)
    now = daytime.turns(at(moment)).now
    assert (now.emphasis, now.sentence) == (
        Emphasis.LEGEVAKT,
        "The GPs are usually closed now.",
    )


def test_one_gp_with_an_evening_does_not_make_it_daytime_for_all():
    daytime = Daytime([office(8, 15), office(8, 20)], CALENDAR)
    assert hour_by_hour(daytime, "2026-12-21") == "LLLLLLLLGGGGGGGGGLLLLLLL"
    assert daytime.turns(at("2026-12-21T16:00")).now.sentence == "GPs are open until 17:00."


SENTENCES = {
    "2026-12-21T07:00": "The GPs are closed. They open today at 08:00.",
    "2026-12-21T08:00": "GPs are open until 15:00.",
    "2026-12-21T15:00": "The GPs are closed. They open tomorrow at 08:00.",
    "2026-12-23T20:00": "The GPs are closed. They open Monday at 08:00.",
    "2026-12-24T09:00": "The GPs are closed. They open Monday at 08:00.",
}


@pytest.mark.parametrize(("moment", "sentence"), SENTENCES.items())
def test_sentence_of_gps_whose_hours_are_known(moment, sentence):
    eves = tuple(NamedDay(day, CLOSED) for day in ("christmas_eve", "new_years_eve"))
    daytime = Daytime([office(8, 15, named_days=eves)], CALENDAR)
    assert daytime.turns(at(moment)).now.sentence == sentence


def test_the_end_is_that_of_the_last_gp_who_is_open():
    daytime = Daytime([office(8, 12), office(10, 16)], CALENDAR)
    assert daytime.turns(at("2026-12-21T09:00")).now.sentence == "GPs are open until 16:00."


def test_usual_hours_are_only_said_to_be_usual():
    daytime = Daytime([], CALENDAR)
    assert daytime.turns(at("2026-12-21T09:00")).now.sentence == "The GPs are usually open now."
    assert daytime.turns(at("2026-12-21T20:00")).now.sentence == "The GPs are usually closed now."


def test_no_opening_is_promised_beyond_a_day_that_nobody_knows():
    daytime = Daytime([office(8, 15, holidays=None)], CALENDAR)
    # Thursday evening, and Friday is Christmas Day of which nobody has said anything.
    assert daytime.turns(at("2026-12-24T20:00")).now.sentence == "The GPs are closed now."
    unknown = daytime.turns(at("2026-12-25T10:00")).now
    assert unknown.sentence == "It is not known whether the GPs are open."
    assert unknown.emphasis is Emphasis.LEGEVAKT


def test_what_is_printed_holds_until_the_next_change():
    daytime = Daytime([office(8, 15)], CALENDAR)
    turns = daytime.turns(at("2026-12-21T09:00"))
    assert turns.changes_at == at("2026-12-21T15:00").astimezone(UTC)
    # Over midnight "tomorrow" becomes "today".
    turns = daytime.turns(at("2026-12-21T20:00"))
    assert turns.changes_at == at("2026-12-22T00:00").astimezone(UTC)


def test_the_script_gets_the_same_turns_for_each_rung():
    turns = Daytime([office(8, 15)], CALENDAR).turns(at("2026-12-21T20:00"))

    def minute(text: str) -> int:
        return int(at(text).timestamp()) // 60

    assert turns.rows(Emphasis.LEGEVAKT).split("\n") == [
        f"{minute('2026-12-21T20:00')}|now|Right now|"
        "The GPs are closed. They open tomorrow at 08:00.|",
        f"{minute('2026-12-22T00:00')}|now|Right now|"
        "The GPs are closed. They open today at 08:00.|",
        f"{minute('2026-12-22T08:00')}|other|||",
        f"{minute('2026-12-22T15:00')}|now|Right now|"
        "The GPs are closed. They open tomorrow at 08:00.|",
        f"{minute('2026-12-23T00:00')}||||",
    ]
    assert turns.rows(Emphasis.GP).split("\n") == [
        f"{minute('2026-12-21T20:00')}|other|||",
        f"{minute('2026-12-22T00:00')}|other|||",
        f"{minute('2026-12-22T08:00')}|now|Right now|GPs are open until 15:00.|",
        f"{minute('2026-12-22T15:00')}|other|||",
        f"{minute('2026-12-23T00:00')}||||",
    ]


@settings(max_examples=150, deadline=None)
@given(
    rules=st.lists(any_rules, min_size=1, max_size=3),
    start=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    later=st.integers(0, 47 * 60),
)
def test_at_any_minute_the_rows_say_what_the_engine_says(rules, start, later):
    schedules = [Schedule(each, CALENDAR) for each in rules]
    daytime = Daytime(schedules, CALENDAR)
    now = start.replace(tzinfo=OSLO, second=0, microsecond=0).astimezone(UTC)
    turns = daytime.turns(now)
    asked = min(now + timedelta(minutes=later), turns.end.astimezone(UTC) - timedelta(minutes=1))
    shown = [turn for turn in turns.turns if turn.since.timestamp() <= asked.timestamp()][-1]
    # The oracle asks each office by itself, and knows nothing of turns.
    local = asked.astimezone(OSLO)
    is_workday = local.weekday() < 5 and local.date() not in holidays.Norway(years=local.year)
    is_there = any(
        schedule.state_at(asked) in (State.OPEN, State.PHONE_ONLY, State.BY_APPOINTMENT)
        for schedule in schedules
    )
    assert (shown.emphasis is Emphasis.GP) == (is_there and is_workday and 7 <= local.hour < 17)


def test_a_calendar_of_special_days_is_the_office_s_own_matter():
    """The municipality's planning day closes only those who follow it."""
    from wagtail_hjelp.schedule import SpecialDay

    day = date(2026, 12, 22)
    calendar = Calendar(special_days=[SpecialDay(day, day, "planning_day", CLOSED)])
    follows = Rules(
        weekly=(WeeklyRow(WEEKDAYS, Span(480, 900)),), holidays=CLOSED, follows_calendar=True
    )
    stays = Rules(weekly=(WeeklyRow(WEEKDAYS, Span(480, 900)),), holidays=CLOSED)
    moment = at("2026-12-22T10:00")
    assert Daytime([Schedule(follows, calendar)], calendar).emphasis_at(moment) is Emphasis.LEGEVAKT
    assert Daytime([Schedule(stays, calendar)], calendar).emphasis_at(moment) is Emphasis.GP
