"""The nights on which the clock changes: RFC 5545 (3.3.5), in exact moments of UTC.

In 2026 Oslo goes from 02:00 to 03:00 on Sunday 29 March, and from 03:00 back to 02:00 on Sunday 25
October, both at 01:00 UTC. A time that does not occur is counted with the offset before the change;
a time that occurs twice is the first. What would end before it begins is dropped.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from wagtail_hjelp.schedule import AS_USUAL, CLOSED, Calendar, Rules, Schedule, State, Zone

from .words import at, compiled, day, exception, hours, row

MARCH, OCTOBER = date(2026, 3, 29), date(2026, 10, 25)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def in_utc(moment: datetime | None) -> datetime:
    assert moment is not None
    return moment.astimezone(UTC)


def moments(schedule: Schedule, changed: date) -> list[str]:
    """Return what is not closed from noon of the day before to midnight after, in and of UTC.

    Asked as intervals and minute by minute, which must agree.
    """
    start = datetime(changed.year, changed.month, changed.day, tzinfo=UTC) - timedelta(hours=12)
    end = start + timedelta(hours=36)
    found = schedule.intervals(start, end)
    for minute in range(36 * 60):
        moment = start + timedelta(minutes=minute)
        states = [piece.state for piece in found if piece.start <= moment < piece.end]
        assert [schedule.state_at(moment)] == (states or [State.CLOSED]), moment
    return [
        f"{piece.start.astimezone(UTC):%d %H:%M}-{piece.end.astimezone(UTC):%d %H:%M}"
        for piece in found
    ]


# --- spring: 02:00 is 03:00 ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "span", "expected"),
    [
        ("sun", "00:00-02:00", ["28 23:00-29 01:00"]),
        ("sun", "01:30-02:30", ["29 00:30-29 01:30"]),
        ("sun", "02:00-02:30", ["29 01:00-29 01:30"]),
        ("sun", "02:00-08:00", ["29 01:00-29 06:00"]),
        ("sun", "02:30-04:00", ["29 01:30-29 02:00"]),
        ("sun", "02:30-08:00", ["29 01:30-29 06:00"]),
        ("sun", "03:00-08:00", ["29 01:00-29 06:00"]),
        ("sun", "00:00-24:00", ["28 23:00-29 22:00"]),
        ("sat", "20:00-02:00", ["28 19:00-29 01:00"]),
        ("sat", "20:00-02:30", ["28 19:00-29 01:30"]),
        ("sat", "20:00-03:00", ["28 19:00-29 01:00"]),
        ("sat", "20:00-08:00", ["28 19:00-29 06:00"]),
        ("sat", "20:00-20:00", ["28 19:00-29 18:00"]),
        ("sun", "20:00-08:00", ["29 18:00-30 00:00"]),  # what is asked ends at midnight UTC
    ],
)
def test_spring(days, span, expected):
    assert moments(compiled(Rules(weekly=(row(days, span),))), MARCH) == expected


@pytest.mark.parametrize("span", ["02:00-03:00", "02:30-03:00", "02:30-03:30", "02:15-03:10"])
def test_spring_spans_that_do_not_occur(span):
    schedule = compiled(Rules(weekly=(row("sun", span),), holidays=AS_USUAL))
    assert moments(schedule, MARCH) == []
    assert not schedule.is_open_between(MARCH, MARCH)
    assert schedule.is_open_between(MARCH, MARCH + timedelta(days=7))
    opens = in_utc(schedule.opens_next(at("2026-03-28 12:00")))
    assert opens.date() == MARCH + timedelta(days=7)


def test_spring_night_is_eleven_hours():
    schedule = compiled(Rules(weekly=(row("mon-sun", "20:00-08:00"),)))
    opened = in_utc(schedule.opens_next(at("2026-03-28 12:00")))
    closes = in_utc(schedule.open_until(at("2026-03-28 23:00")))
    assert (opened, closes) == (utc("2026-03-28 19:00"), utc("2026-03-29 06:00"))
    assert closes - opened == timedelta(hours=11)


def test_spring_pause_that_does_not_occur_cuts_nothing():
    rows = (row("sun", "00:00-08:00"), row("sun", "02:30-03:00 closed"))
    assert moments(compiled(Rules(weekly=rows)), MARCH) == ["28 23:00-29 06:00"]


# --- autumn: 03:00 is 02:00 again ------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "span", "expected"),
    [
        ("sun", "00:00-02:00", ["24 22:00-25 00:00"]),
        ("sun", "01:30-02:30", ["24 23:30-25 00:30"]),
        ("sun", "02:00-02:30", ["25 00:00-25 00:30"]),
        ("sun", "02:00-03:00", ["25 00:00-25 02:00"]),
        ("sun", "02:30-02:45", ["25 00:30-25 00:45"]),
        ("sun", "02:30-03:00", ["25 00:30-25 02:00"]),
        ("sun", "02:00-08:00", ["25 00:00-25 07:00"]),
        ("sun", "02:30-08:00", ["25 00:30-25 07:00"]),
        ("sun", "03:00-08:00", ["25 02:00-25 07:00"]),
        ("sun", "00:00-24:00", ["24 22:00-25 23:00"]),
        ("sat", "20:00-02:00", ["24 18:00-25 00:00"]),
        ("sat", "20:00-02:30", ["24 18:00-25 00:30"]),
        ("sat", "20:00-03:00", ["24 18:00-25 02:00"]),
        ("sat", "20:00-08:00", ["24 18:00-25 07:00"]),
        ("sat", "20:00-20:00", ["24 18:00-25 19:00"]),
    ],
)
def test_autumn(days, span, expected):
    assert moments(compiled(Rules(weekly=(row(days, span),))), OCTOBER) == expected


def test_autumn_night_is_thirteen_hours():
    schedule = compiled(Rules(weekly=(row("mon-sun", "20:00-08:00"),)))
    opened = in_utc(schedule.opens_next(at("2026-10-24 12:00")))
    closes = in_utc(schedule.open_until(at("2026-10-24 23:00")))
    assert (opened, closes) == (utc("2026-10-24 18:00"), utc("2026-10-25 07:00"))
    assert closes - opened == timedelta(hours=13)


def test_autumn_the_second_time_round_is_asked_by_fold():
    schedule = compiled(Rules(weekly=(row("sun", "02:00-02:30"),)))
    first = at("2026-10-25 02:15")
    assert schedule.state_at(first) is State.OPEN
    assert schedule.state_at(first.replace(fold=1)) is State.CLOSED
    assert schedule.next_change(first.replace(fold=1)) == at("2026-11-01 02:00")
    # As UTC: two aware times of which one occurs twice are never equal across zones (PEP 495).
    assert in_utc(schedule.opens_next(at("2026-10-25 01:59"))) == utc("2026-10-25 00:00")


def test_autumn_intervals_say_which_of_the_two_times_they_mean():
    schedule = compiled(Rules(weekly=(row("sun", "01:00-03:00"), row("sun", "02:30-02:45 closed"))))
    found = schedule.intervals(at("2026-10-25"), at("2026-10-26"))
    assert [(piece.start.isoformat(), piece.end.isoformat()) for piece in found] == [
        ("2026-10-25T01:00:00+02:00", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25T02:45:00+02:00", "2026-10-25T03:00:00+01:00"),
    ]


@pytest.mark.parametrize("changed", [MARCH, OCTOBER])
def test_states_keep_their_rank_on_the_changed_day(changed):
    rows = (
        row("sat", "20:00-12:00"),
        row("sun", "01:00-14:00 phone"),
        row("sun", "08:00-18:00 appointment"),
        row("sun", "12:30-13:00 closed"),
    )
    schedule = compiled(Rules(weekly=rows))
    asked = ["01:30", "12:45", "11:59", "12:00", "14:00", "18:00"]
    assert [schedule.state_at(at(f"{changed} {time}")) for time in asked] == [
        State.OPEN,
        State.CLOSED,
        State.OPEN,
        State.PHONE_ONLY,
        State.BY_APPOINTMENT,
        State.CLOSED,
    ]
    assert moments(schedule, changed)


# --- whole days ------------------------------------------------------------------------------


@pytest.mark.parametrize("changed", [MARCH, OCTOBER])
def test_open_between_on_the_changed_day_itself(changed):
    before, after = changed - timedelta(days=1), changed + timedelta(days=1)
    evening = compiled(Rules(weekly=(row("sun", "23:30-24:00"),)))
    assert evening.is_open_between(changed, changed)
    assert not evening.is_open_between(after, after)
    tail = compiled(Rules(weekly=(row("sat", "23:00-00:30"),)))
    assert tail.is_open_between(before, before)
    assert tail.is_open_between(changed, changed)
    assert not tail.is_open_between(after, after)
    early = compiled(Rules(weekly=(row("mon", "00:00-00:01"),)))
    assert not early.is_open_between(changed, changed)
    assert early.is_open_between(after, after)


@pytest.mark.parametrize("changed", [MARCH, OCTOBER])
def test_a_closed_changed_day_keeps_the_night_before_it(changed):
    rules = Rules(
        weekly=(row("mon-sun", "20:00-08:00"),), exceptions=(exception(str(changed), CLOSED),)
    )
    schedule = compiled(rules)
    assert schedule.open_until(at(f"{changed} 00:30")) == at(f"{changed} 08:00")
    assert schedule.opens_next(at(f"{changed} 08:00")) == at(f"{changed + timedelta(days=1)} 20:00")


@pytest.mark.parametrize("changed", [MARCH, OCTOBER])
def test_the_days_around_the_change_keep_the_clocks_time(changed):
    schedule = compiled(Rules(weekly=(row("mon-sun", "08:00-15:30"),)))
    start = at(str(changed - timedelta(days=3)))
    found = schedule.intervals(start, at(str(changed + timedelta(days=4))))
    assert [(f"{piece.start:%H:%M}", f"{piece.end:%H:%M}") for piece in found] == [
        ("08:00", "15:30")
    ] * 7


def test_an_exception_on_the_changed_night():
    rules = Rules(
        exceptions=(exception("2026-10-24", hours("22:00-03:00")),), weekly=(row("mon", None),)
    )
    found = compiled(rules).intervals(at("2026-10-24"), at("2026-10-25 12:00"))
    assert [piece.end - piece.start for piece in found] == [timedelta(hours=5)]
    assert found[0].end.astimezone(UTC) == utc("2026-10-25 02:00")


# --- the zone itself -------------------------------------------------------------------------


def test_days_that_do_not_have_24_hours():
    zone = Zone()
    assert zone.clock_changes(day("2026-01-01"), day("2026-12-31")) == [MARCH, OCTOBER]
    assert zone.clock_changes(MARCH, MARCH) == [MARCH]
    assert zone.clock_changes(MARCH + timedelta(days=1), OCTOBER - timedelta(days=1)) == []
    assert Zone("UTC").clock_changes(day("2026-01-01"), day("2026-12-31")) == []


def test_midnight_and_today_are_local():
    zone = Zone()
    assert zone.midnight(day("2026-07-01")) == utc("2026-06-30 22:00")
    assert zone.midnight(day("2026-07-01")).isoformat() == "2026-07-01T00:00:00+02:00"
    assert zone.today(utc("2026-06-30 21:59")) == day("2026-06-30")
    assert zone.today(utc("2026-06-30 22:00")) == day("2026-07-01")


@pytest.mark.parametrize("changed", [MARCH, OCTOBER])
def test_only_days_beside_a_change_are_not_plain(changed):
    zone = Zone()
    around = range(changed.toordinal() - 3, changed.toordinal() + 4)
    assert [zone.is_plain(ordinal) for ordinal in around] == [
        True,
        True,
        False,
        False,
        False,
        True,
        True,
    ]


def test_a_moment_is_found_on_the_wall_clock_with_its_seconds_left_out():
    zone = Zone()
    for text, minute in [("00:00:00", 0), ("00:00:59.9", 0), ("23:59:59", 1439)]:
        found = zone.locate(at(f"2026-07-01 {text}").timestamp())
        assert (found.ordinal, found.minute) == (day("2026-07-01").toordinal(), minute)
    assert zone.locate(utc("2026-10-25 00:30").timestamp()).minute == 150
    assert zone.locate(utc("2026-10-25 01:30").timestamp()).minute == 150
    assert zone.locate(-1.0).minute == 59
    assert zone.locate(-1.0) == zone.locate(-1.0)


@pytest.mark.parametrize("minute", [0, 90, 120, 150, 179, 180, 1439, 1440, 1530, 1560, 2880])
def test_a_time_after_midnight_of_any_day_is_what_python_says(minute):
    zone = Zone()
    for ordinal in range(MARCH.toordinal() - 3, OCTOBER.toordinal() + 4):
        naive = datetime.fromordinal(ordinal) + timedelta(minutes=minute)
        assert zone.timestamp(ordinal, minute) == naive.replace(tzinfo=zone.info).timestamp()


# --- other zones -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "span", "changed", "expected"),
    [
        # New York: 02:00 is 03:00 at 07:00 UTC on 8 March, 02:00 is 01:00 at 06:00 on 1 November.
        ("sun", "01:00-02:30", "2026-03-08", ["08 06:00-08 07:30"]),
        ("sun", "02:00-03:00", "2026-03-08", []),
        ("sun", "03:00-04:00", "2026-03-08", ["08 07:00-08 08:00"]),
        ("sat", "20:00-08:00", "2026-03-08", ["08 01:00-08 12:00"]),
        ("sun", "01:00-01:30", "2026-11-01", ["01 05:00-01 05:30"]),
        ("sun", "01:30-02:00", "2026-11-01", ["01 05:30-01 07:00"]),
        ("sat", "20:00-08:00", "2026-11-01", ["01 00:00-01 13:00"]),
    ],
)
def test_new_york(days, span, changed, expected):
    schedule = compiled(Rules(weekly=(row(days, span),)), Calendar("America/New_York"))
    found = moments(schedule, day(changed))
    # What is asked begins at 12:00 UTC the day before, in the morning there.
    assert found == expected
    zone = schedule.calendar.zone
    assert day(changed) in zone.clock_changes(day("2026-01-01"), day("2026-12-31"))


def test_a_midnight_that_does_not_occur():
    # In São Paulo 4 November 2018 began at 01:00, which was 03:00 UTC.
    calendar = Calendar("America/Sao_Paulo")
    whole = compiled(Rules(weekly=(row("sun", "00:00-24:00"),)), calendar)
    assert moments(whole, date(2018, 11, 4))[0].startswith("04 03:00-")
    assert whole.calendar.zone.midnight(date(2018, 11, 4)).isoformat() == (
        "2018-11-04T01:00:00-02:00"
    )
    night = compiled(Rules(weekly=(row("sat", "20:00-00:30"),)), calendar)
    assert moments(night, date(2018, 11, 4)) == ["03 23:00-04 03:30"]


def test_a_clock_that_goes_back_past_midnight():
    # In St. John's the clock went from 00:01 on 29 October 2006 back to 23:01, at 02:31 UTC: the
    # 29th had begun, at 02:30 UTC, when the last hour of the 28th came again.
    calendar = Calendar("America/St_Johns")
    schedule = compiled(Rules(weekly=(row("sun", "00:00-02:00"),)), calendar)
    assert moments(schedule, date(2006, 10, 29)) == ["29 02:30-29 05:30"]
    again = utc("2006-10-29 03:00")
    assert schedule.calendar.zone.today(again) == date(2006, 10, 28)
    assert schedule.is_open_at(again)


@pytest.mark.parametrize("name", ["Australia/Lord_Howe", "Africa/Casablanca", "Asia/Tehran"])
def test_other_ways_of_changing_the_clock(name):
    # Half an hour; the other way round in Ramadan; at midnight.
    schedule = compiled(
        Rules(
            weekly=(row("mon-sun", "20:00-02:15"), row("mon-sun", "02:45-08:00 phone")),
            holidays=AS_USUAL,
        ),
        Calendar(name),
    )
    for changed in schedule.calendar.zone.clock_changes(date(2020, 1, 1), date(2020, 12, 31)):
        assert moments(schedule, changed)
