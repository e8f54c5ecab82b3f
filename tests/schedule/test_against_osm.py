"""The engine against OpenStreetMap's, on hours drawn at random; see ``osm_oracle``.

Asked at the edges of all that is said, on the days around the one about which it is said, and at
random minutes. The hour after the clock has changed is left out: there the engine answers for
moments, and a clock on the wall cannot (``test_clock_changes`` has what it answers).
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_hjelp.schedule import Calendar, Schedule

from .osm_oracle import Oracle
from .strategies import TIMES, Case, cases
from .words import OSLO

HOUR = timedelta(hours=1)
# Each edge, the minute before it and the minute after it.
MINUTES = sorted({(minute + step) % 1440 for minute in [*TIMES, 1439] for step in (-1, 0, 1)})


def after_a_clock_change(moment: datetime) -> bool:
    """Whether the moment is in the hour that comes after a change of the clock."""
    before = (moment - HOUR).astimezone(OSLO)
    return before.utcoffset() != moment.astimezone(OSLO).utcoffset()


def walls(focus: date, extra: list[int]) -> Iterator[datetime]:
    for offset in (-1, 0, 1, 2):
        midnight = datetime.combine(focus + timedelta(days=offset), datetime.min.time())
        for minute in (*MINUTES, *extra):
            yield midnight + timedelta(minutes=minute)


@settings(max_examples=250, deadline=None)
@given(cases(), st.lists(st.integers(0, 1439), max_size=4))
def test_the_state_is_what_openstreetmaps_engine_says(case: Case, extra: list[int]) -> None:
    schedule = Schedule(case.rules, Calendar(special_days=case.special_days))
    oracle = Oracle(case)
    for wall in walls(case.focus, extra):
        moment = wall.replace(tzinfo=OSLO).astimezone(UTC)
        if after_a_clock_change(moment):
            continue
        assert schedule.state_at(moment) is oracle.state_at(wall), wall
