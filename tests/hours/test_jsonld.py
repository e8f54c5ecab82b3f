"""What search engines are told is what the engine answers."""

import random
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.hours.conftest import local
from wagtail_hjelp.hours.jsonld import specifications
from wagtail_hjelp.schedule import (
    AS_USUAL,
    CLOSED,
    Calendar,
    Closure,
    DatedException,
    Effect,
    NamedDay,
    Period,
    Rules,
    Schedule,
    Span,
    State,
    WeeklyRow,
    Weeks,
    minutes,
)

OSLO = ZoneInfo("Europe/Oslo")
TODAY = date(2026, 11, 23)
WEEKDAYS = (0, 1, 2, 3, 4)
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def span(opens: str, closes: str, state: State = State.OPEN) -> Span:
    return Span(minutes(opens), minutes(closes), state)


OFFICE = WeeklyRow(WEEKDAYS, span("08:00", "15:30"))


def made(**rules: object) -> Schedule:
    return Schedule(Rules(**rules), Calendar())


def test_week_and_dates_that_are_not_like_it():
    schedule = made(
        weekly=(OFFICE,),
        holidays=CLOSED,
        exceptions=(DatedException(date(2026, 12, 24), date(2026, 12, 24), Effect.until(720)),),
    )
    found = specifications(schedule, TODAY)
    assert found.usual == [
        {
            "@type": "OpeningHoursSpecification",
            "opens": "08:00",
            "closes": "15:30",
            "dayOfWeek": [f"https://schema.org/{name}" for name in NAMES[:5]],
        }
    ]
    assert found.special[:2] == [
        {
            "@type": "OpeningHoursSpecification",
            "opens": "08:00",
            "closes": "12:00",
            "validFrom": "2026-12-24",
            "validThrough": "2026-12-24",
        },
        {
            "@type": "OpeningHoursSpecification",
            "opens": "00:00",
            "closes": "00:00",
            "validFrom": "2026-12-25",
            "validThrough": "2026-12-25",
        },
    ]


def test_nothing_is_claimed_from_the_first_day_that_nobody_knows():
    found = specifications(made(weekly=(OFFICE,)), TODAY)
    assert found.special == []
    assert {entry["validThrough"] for entry in found.usual} == {"2026-12-24"}


def test_hours_that_nobody_has_stated_are_not_mentioned():
    assert not specifications(made(), TODAY)


def test_by_appointment_is_left_out():
    schedule = made(
        always=State.BY_APPOINTMENT,
        weekly=(WeeklyRow((0,), span("12:00", "15:00")),),
        holidays=CLOSED,
    )
    found = specifications(schedule, TODAY)
    assert [(entry["opens"], entry["closes"], entry["dayOfWeek"]) for entry in found.usual] == [
        ("12:00", "15:00", ["https://schema.org/Monday"])
    ]


def test_night_closes_the_next_day_and_whole_day_as_google_writes_it():
    schedule = made(
        weekly=(WeeklyRow((4,), span("20:00", "03:00")), WeeklyRow((5,), span("00:00", "00:00"))),
        holidays=CLOSED,
    )
    found = specifications(schedule, TODAY)
    assert [(entry["opens"], entry["closes"]) for entry in found.usual] == [
        ("20:00", "03:00"),
        ("00:00", "23:59"),
    ]


def test_a_whole_day_that_begins_in_the_morning_loses_no_minute():
    schedule = made(weekly=(WeeklyRow((5,), span("08:00", "08:00")),), holidays=CLOSED)
    found = specifications(schedule, TODAY)
    assert [(entry["opens"], entry["closes"]) for entry in found.usual] == [
        ("08:00", "00:00"),
        ("23:59", "08:00"),
    ]
    assert is_open(found.all(), local("2026-11-29 07:59"))
    assert not is_open(found.all(), local("2026-11-29 08:00"))


# --- read back by somebody who knows only the format --------------------------------------------


def is_open(found: list[dict], instant: datetime) -> bool | None:
    """Return what the specifications say of a moment; None if they say nothing of the day."""
    wall = instant.astimezone(OSLO).replace(tzinfo=None)
    answers = [_on_day(found, wall.date() - timedelta(days=ago), wall) for ago in (1, 0)]
    if answers[1] is None:
        return None
    return bool(answers[0]) or bool(answers[1])


def _on_day(found: list[dict], day: date, wall: datetime) -> bool | None:
    dated = [entry for entry in found if "dayOfWeek" not in entry and _covers(entry, day)]
    weekly = [entry for entry in found if "dayOfWeek" in entry and _covers(entry, day)]
    if not dated and not weekly:
        return None
    name = f"https://schema.org/{NAMES[day.weekday()]}"
    entries = dated or [entry for entry in weekly if name in entry["dayOfWeek"]]
    return any(start <= wall < end for start, end in (_times(entry, day) for entry in entries))


def _covers(entry: dict, day: date) -> bool:
    first, last = entry.get("validFrom", "0001-01-01"), entry.get("validThrough", "9999-12-31")
    return bool(first <= day.isoformat() <= last)


def _times(entry: dict, day: date) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time.fromisoformat(entry["opens"]))
    end = datetime.combine(day, time.fromisoformat(entry["closes"]))
    if entry["opens"] == entry["closes"] == "00:00":
        return start, start
    if entry["closes"] == "23:59":
        end += timedelta(minutes=1)
    return start, end if end > start else end + timedelta(days=1)


SCHEDULES = {
    "office": made(weekly=(OFFICE,), holidays=CLOSED, follows_calendar=True),
    "night": made(
        weekly=(
            WeeklyRow(WEEKDAYS, span("16:00", "08:00")),
            WeeklyRow((5, 6), span("00:00", "00:00")),
        ),
        holidays=Effect.hours(span("00:00", "00:00")),
    ),
    "nights and whole weekends": made(
        weekly=(
            WeeklyRow(tuple(range(7)), span("20:00", "08:00")),
            WeeklyRow((5, 6), span("00:00", "00:00")),
        ),
        holidays=AS_USUAL,
    ),
    "from eight to eight": made(
        weekly=(
            WeeklyRow(WEEKDAYS, span("15:30", "08:00")),
            WeeklyRow((5, 6), span("08:00", "08:00")),
        ),
        holidays=Effect.hours(span("08:00", "08:00")),
    ),
    "a night with a pause": made(
        weekly=(
            WeeklyRow(tuple(range(7)), span("20:00", "08:00")),
            WeeklyRow((0, 1), span("22:00", "02:00", State.CLOSED)),
        ),
        holidays=CLOSED,
    ),
    "two halves": made(
        weekly=(OFFICE, WeeklyRow(WEEKDAYS, span("11:00", "11:45", State.CLOSED))), holidays=CLOSED
    ),
    "odd weeks": made(
        weekly=(WeeklyRow((2,), span("18:00", "21:00"), Weeks.ODD), OFFICE), holidays=CLOSED
    ),
    "summer": made(
        weekly=(OFFICE,),
        periods=(
            Period(
                date(2026, 6, 22),
                date(2026, 8, 14),
                (WeeklyRow((0, 2), span("10:00", "14:00")),),
                yearly=True,
            ),
        ),
        holidays=CLOSED,
    ),
    "closed for a while": made(
        weekly=(OFFICE,), closures=(Closure(date(2027, 1, 4), date(2027, 2, 15)),), holidays=CLOSED
    ),
    "christmas": made(
        weekly=(WeeklyRow((5, 6), span("12:00", "18:00")),),
        named_days=(NamedDay("christmas_eve", Effect.hours(span("16:00", "02:00"))),),
        holidays=CLOSED,
    ),
    "always": made(always=State.OPEN),
    "unsaid holidays": made(weekly=(OFFICE,)),
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_specifications_and_engine_agree_at_random_instants_of_the_year(name):
    schedule = SCHEDULES[name]
    found = specifications(schedule, TODAY).all()
    chance = random.Random(name)
    start = local("2026-11-23 00:00")
    asked = 0
    for _ in range(2000):
        # Half of them in the minute before a whole hour: where a minute is lost, it is that one.
        minute = chance.randrange(364 * 24 * 60)
        instant = start + timedelta(minutes=chance.choice((minute, minute // 60 * 60 + 59)))
        answer = is_open(found, instant)
        if answer is None:
            assert name == "unsaid holidays"
            continue
        asked += 1
        assert answer is schedule.is_open_at(instant), instant
    assert asked > 50
