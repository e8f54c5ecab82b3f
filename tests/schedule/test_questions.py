"""What one can ask a schedule. 2 March 2026 is a Monday; Easter Sunday is 5 April."""

from datetime import UTC, date, datetime, timedelta

import pytest

from wagtail_hjelp.schedule import (
    AS_USUAL,
    CLOSED,
    Closure,
    Decision,
    Interval,
    Rules,
    Schedule,
    Source,
    State,
)

from .words import at, compiled, day, exception, hours, period, row, told

OFFICE = compiled(Rules(weekly=(row("mon-fri", "08:00-15:30"),), holidays=CLOSED))
NIGHTS = compiled(Rules(weekly=(row("mon-sun", "20:00-08:00"),), holidays=AS_USUAL))
ALWAYS = compiled(Rules(always=State.OPEN))
UNKNOWN = compiled(Rules())
MIXED = compiled(
    Rules(
        weekly=(row("mon-fri", "08:00-15:30"), row("mon-fri", "15:30-18:00 phone")),
        holidays=CLOSED,
    )
)
ONE_DAY = Rules(weekly=(row("mon-sun", None),))


def once(date_text: str, *spans: str) -> Schedule:
    """Return a schedule that is open on one day ever."""
    found = Rules(weekly=ONE_DAY.weekly, exceptions=(exception(date_text, hours(*spans)),))
    return compiled(found)


# --- is it open, until when, when next -------------------------------------------------------


def test_is_open_at_is_help_without_appointment():
    states = [
        compiled(Rules(always=state)).is_open_at(at("2026-03-02 12:00"))
        for state in (State.OPEN, State.PHONE_ONLY, State.BY_APPOINTMENT, State.UNKNOWN)
    ]
    assert states == [True, True, False, False]


def test_a_pause_is_not_open():
    rows = (row("mon", "08:00-16:00"), row("mon", "11:00-11:45 closed"))
    schedule = compiled(Rules(weekly=rows))
    asked = ["07:59", "08:00", "10:59", "11:00", "11:44", "11:45", "16:00"]
    found = [schedule.is_open_at(at(f"2026-03-02 {time}")) for time in asked]
    assert found == [False, True, True, False, False, True, False]
    assert schedule.open_until(at("2026-03-02 09:00")) == at("2026-03-02 11:00")
    assert schedule.opens_next(at("2026-03-02 11:00")) == at("2026-03-02 11:45")


@pytest.mark.parametrize(
    ("asked", "changes"),
    [
        ("2026-03-02 07:59:59", "2026-03-02 08:00"),
        ("2026-03-02 08:00", "2026-03-02 15:30"),
        ("2026-03-02 15:29:59.999", "2026-03-02 15:30"),
        ("2026-03-02 15:30", "2026-03-03 08:00"),
        ("2026-03-06 15:30", "2026-03-09 08:00"),
        ("2026-04-01 15:30", "2026-04-07 08:00"),  # Easter
    ],
)
def test_next_change(asked, changes):
    assert OFFICE.next_change(at(asked)) == at(changes)


def test_next_change_of_a_night_is_in_the_morning():
    assert NIGHTS.next_change(at("2026-03-02 23:59")) == at("2026-03-03 08:00")
    assert NIGHTS.next_change(at("2026-03-03 00:00")) == at("2026-03-03 08:00")


def test_spans_that_touch_are_no_change():
    schedule = compiled(Rules(weekly=(row("mon-fri", "00:00-24:00"),)))
    assert schedule.next_change(at("2026-03-02 12:00")) == at("2026-03-07 00:00")


def test_another_state_is_a_change_though_it_stays_open():
    assert MIXED.next_change(at("2026-03-02 12:00")) == at("2026-03-02 15:30")
    assert MIXED.open_until(at("2026-03-02 12:00")) == at("2026-03-02 15:30")
    assert MIXED.open_until(at("2026-03-02 16:00")) == at("2026-03-02 18:00")


def test_open_until_is_only_for_what_is_open():
    assert OFFICE.open_until(at("2026-03-02 08:00")) == at("2026-03-02 15:30")
    assert OFFICE.open_until(at("2026-03-02 15:30")) is None
    assert compiled(Rules(always=State.BY_APPOINTMENT)).open_until(at("2026-03-02")) is None


def test_opens_next():
    assert OFFICE.opens_next(at("2026-03-02 07:00")) == at("2026-03-02 08:00")
    assert OFFICE.opens_next(at("2026-03-02 15:30")) == at("2026-03-03 08:00")
    assert OFFICE.opens_next(at("2026-04-02 09:00")) == at("2026-04-07 08:00")


def test_what_is_open_does_not_open_next():
    assert OFFICE.opens_next(at("2026-03-02 08:00")) is None
    assert MIXED.opens_next(at("2026-03-02 16:00")) is None
    assert NIGHTS.opens_next(at("2026-03-02 03:00")) is None
    assert ALWAYS.opens_next(at("2026-03-02 03:00")) is None


def test_by_appointment_is_passed_over_and_the_phone_is_not():
    rules = Rules(weekly=(row("tue", "08:00-15:00 appointment"), row("wed", "12:00-15:00 phone")))
    schedule = compiled(rules)
    assert schedule.opens_next(at("2026-03-02 12:00")) == at("2026-03-04 12:00")
    assert schedule.opens_next(at("2026-03-03 12:00")) == at("2026-03-04 12:00")
    assert schedule.next_change(at("2026-03-02 12:00")) == at("2026-03-03 08:00")


def test_what_never_changes_has_no_next_change():
    for schedule in (ALWAYS, UNKNOWN, compiled(ONE_DAY)):
        assert schedule.next_change(at("2026-03-02 12:00")) is None
    assert ALWAYS.open_until(at("2026-03-02 12:00")) is None
    assert UNKNOWN.opens_next(at("2026-03-02 12:00")) is None


@pytest.mark.parametrize("days", [0, 1, 2, 3, 4, 13, 14, 15, 59, 60, 61, 398, 399])
def test_a_change_is_found_up_to_400_days_ahead(days):
    asked = at("2026-03-02 06:00")
    when = date(2026, 3, 2) + timedelta(days=days)
    schedule = once(str(when), "08:00-09:00")
    assert schedule.next_change(asked) == at(f"{when} 08:00")
    assert schedule.opens_next(asked) == at(f"{when} 08:00")
    assert schedule.next_change(at(f"{when} 08:00")) == at(f"{when} 09:00")


def test_a_change_400_days_ahead_or_more_is_not_looked_for():
    schedule = once(str(date(2026, 3, 2) + timedelta(days=400)), "08:00-09:00")
    assert schedule.next_change(at("2026-03-02 06:00")) is None
    assert schedule.opens_next(at("2026-03-02 23:00")) is None
    assert schedule.opens_next(at("2026-03-03 00:00")) == at("2027-04-06 08:00")


@pytest.mark.parametrize("days", [2, 3, 4, 13, 14, 60, 399])
def test_a_change_at_the_edge_of_a_step_is_found_once_and_right(days):
    # Open from now to a midnight: the piece that ends there must not be cut short.
    when = date(2026, 3, 2) + timedelta(days=days)
    schedule = compiled(Rules(always=State.OPEN, closures=(Closure(when),)))
    assert schedule.next_change(at("2026-03-02 06:00")) == at(f"{when} 00:00")
    timeline = schedule.timeline(at("2026-03-02 06:00"))
    assert timeline.next_change(at("2026-03-02 06:00")) == at(f"{when} 00:00")
    assert timeline.next_change(at(f"{when} 00:00")) is None


def test_the_end_of_what_is_known_is_no_change():
    # Its last piece ends at the horizon, which is no change of state.
    schedule = compiled(Rules(always=State.OPEN, closures=(Closure(None, day("2026-03-05")),)))
    assert schedule.next_change(at("2026-03-02 06:00")) == at("2026-03-05 00:00")
    assert schedule.next_change(at("2026-03-05 00:00")) is None


# --- timelines -------------------------------------------------------------------------------


def test_a_timeline_has_no_gaps_and_every_end_is_a_change():
    found = OFFICE.timeline(at("2026-03-06 12:00")).until(at("2026-03-09 09:00"))
    assert found == [
        Interval(at("2026-03-06 12:00"), at("2026-03-06 15:30"), State.OPEN),
        Interval(at("2026-03-06 15:30"), at("2026-03-09 08:00"), State.CLOSED),
        Interval(at("2026-03-09 08:00"), at("2026-03-09 09:00"), State.OPEN),
    ]


def test_a_timeline_that_was_asked_far_ahead_answers_nearer_questions_the_same():
    timeline = OFFICE.timeline(at("2026-03-02 12:00"))
    near = timeline.until(at("2026-03-03 12:00"))
    timeline.until(at("2026-08-02 12:00"))
    assert timeline.until(at("2026-03-03 12:00")) == near
    assert timeline.next_change(at("2026-03-02 12:00")) == at("2026-03-02 15:30")
    assert timeline.next_change(at("2026-03-02 15:30")) == at("2026-03-03 08:00")
    opening = timeline.next_opening(at("2026-03-02 15:30"))
    assert opening == Interval(at("2026-03-03 08:00"), at("2026-03-03 15:30"), State.OPEN)


def test_a_timeline_knows_openings_beyond_what_was_asked_first():
    timeline = OFFICE.timeline(at("2026-03-30 12:00"))
    assert timeline.next_change(at("2026-03-30 12:00")) == at("2026-03-30 15:30")
    opening = timeline.next_opening(at("2026-04-01 15:30"))
    assert opening == Interval(at("2026-04-07 08:00"), at("2026-04-07 15:30"), State.OPEN)


def test_a_long_opening_has_its_true_end():
    rules = Rules(
        weekly=(row("mon-sun", None),),
        periods=(period("2026-03-04", "2026-03-30", row("mon-sun", "00:00-24:00")),),
    )
    opening = compiled(rules).timeline(at("2026-03-02 12:00")).next_opening(at("2026-03-02 12:00"))
    assert opening == Interval(at("2026-03-04"), at("2026-03-31"), State.OPEN)


def test_a_timeline_has_no_next_opening_while_it_is_open_or_if_it_never_opens():
    noon = at("2026-03-02 12:00")
    assert OFFICE.timeline(noon).next_opening(noon) is None
    assert UNKNOWN.timeline(noon).next_opening(noon) is None
    assert compiled(ONE_DAY).timeline(noon).next_opening(noon) is None


def test_the_next_interval_in_a_state_of_choice():
    timeline = MIXED.timeline(at("2026-03-02 09:00"))
    found = timeline.next_in((State.PHONE_ONLY,), at("2026-03-02 09:00"))
    assert found == Interval(at("2026-03-02 15:30"), at("2026-03-02 18:00"), State.PHONE_ONLY)
    assert timeline.next_in((State.OPEN, State.PHONE_ONLY), at("2026-03-02 09:00")) is None
    assert timeline.next_in((State.BY_APPOINTMENT,), at("2026-03-02 09:00")) is None


@pytest.mark.parametrize("end", ["2026-03-02 12:00", "2026-03-02 11:00", "2026-02-28 12:00"])
def test_no_time_has_no_intervals(end):
    timeline = OFFICE.timeline(at("2026-03-02 12:00"))
    assert timeline.until(at(end)) == []
    timeline.until(at("2026-03-09"))
    assert timeline.until(at(end)) == []


# --- intervals -------------------------------------------------------------------------------


def test_intervals_are_cut_at_both_ends_of_what_is_asked():
    assert OFFICE.intervals(at("2026-03-02 12:00"), at("2026-03-03 10:00:30")) == [
        Interval(at("2026-03-02 12:00"), at("2026-03-02 15:30"), State.OPEN),
        Interval(at("2026-03-03 08:00"), at("2026-03-03 10:00:30"), State.OPEN),
    ]


def test_intervals_touching_the_ends_are_not_there():
    assert OFFICE.intervals(at("2026-03-02 15:30"), at("2026-03-03 08:00")) == []


def test_intervals_keep_states_apart():
    assert told(MIXED, "2026-03-02") == [
        "Mon 2 08:00-15:30 open",
        "Mon 2 15:30-18:00 phone_only",
    ]


def test_intervals_have_the_unknown_too():
    assert UNKNOWN.intervals(at("2026-03-02 12:00"), at("2026-03-04")) == [
        Interval(at("2026-03-02 12:00"), at("2026-03-04"), State.UNKNOWN)
    ]


def test_intervals_are_asked_with_moments_of_any_zone():
    start = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # Monday in Oslo already
    assert OFFICE.intervals(start, start + timedelta(hours=8)) == [
        Interval(at("2026-03-02 08:00"), at("2026-03-02 08:30"), State.OPEN)
    ]


# --- open between two dates ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schedule", "first", "last", "expected"),
    [
        (OFFICE, "2026-03-07", "2026-03-08", False),
        (OFFICE, "2026-03-07", "2026-03-09", True),
        (OFFICE, "2026-03-06", "2026-03-08", True),
        (OFFICE, "2026-04-02", "2026-04-06", False),
        (OFFICE, "2026-12-24", "2027-01-01", True),
        (OFFICE, "2026-12-25", "2026-12-27", False),
        (compiled(Rules(weekly=(row("fri", "20:00-03:00"),))), "2026-03-07", "2026-03-07", True),
        (compiled(Rules(weekly=(row("fri", "20:00-24:00"),))), "2026-03-07", "2026-03-07", False),
        (compiled(Rules(weekly=(row("mon", "10:00-11:00 phone"),))), "2026-03-02", "", True),
        (compiled(Rules(weekly=(row("mon", "10:00-11:00 appointment"),))), "2026-03-02", "", False),
        (compiled(Rules(weekly=(row("mon", "10:00-11:00 closed"),))), "2026-03-02", "", False),
        (compiled(Rules(weekly=(row("mon", "10:00-24:00 closed"),))), "2026-03-02", "", False),
        (UNKNOWN, "2026-03-02", "2026-03-08", False),
        (ALWAYS, "2026-03-02", "2026-03-02", True),
        (OFFICE, "2026-03-03", "2026-03-02", False),
    ],
)
def test_open_between(schedule, first, last, expected):
    assert schedule.is_open_between(day(first), day(last or first)) is expected


# --- days ------------------------------------------------------------------------------------


def test_days_are_seven_unless_said_otherwise():
    found = OFFICE.days(day("2026-03-30"))
    office, closed = ((480, 930, 4),), ()
    assert found == [
        (day("2026-03-30"), Decision(office, Source.WEEK)),
        (day("2026-03-31"), Decision(office, Source.WEEK)),
        (day("2026-04-01"), Decision(office, Source.WEEK, "easter_wednesday")),
        (day("2026-04-02"), Decision(closed, Source.HOLIDAY, "maundy_thursday")),
        (day("2026-04-03"), Decision(closed, Source.HOLIDAY, "good_friday")),
        (day("2026-04-04"), Decision(closed, Source.WEEK, "easter_eve")),
        (day("2026-04-05"), Decision(closed, Source.HOLIDAY, "easter_sunday")),
    ]
    assert OFFICE.days(day("2026-03-30"), 1) == found[:1]


def test_a_day_says_what_starts_on_it_and_not_what_ends_on_it():
    assert NIGHTS.day(day("2026-03-02")).spans == ((1200, 1920, 4),)


def test_an_ordinary_day_is_what_it_would_be_if_nothing_were_the_matter():
    found = OFFICE.ordinary_day(day("2026-04-02"))
    assert found == Decision(((480, 930, 4),), Source.WEEK)
    assert UNKNOWN.ordinary_day(day("2026-04-02")) == Decision(((0, 1440, 1),), Source.NOTHING)


def test_a_schedule_asked_about_years_answers_as_a_fresh_one():
    rules = Rules(weekly=OFFICE.rules.weekly, exceptions=(exception("2026-03-04", CLOSED),))
    old = compiled(rules)
    first = old.days(day("2026-01-01"), 90)
    old.days(day("2026-01-01"), 1500)
    assert old.days(day("2026-01-01"), 90) == first
