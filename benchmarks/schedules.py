"""What the hours engine costs, beside opening-hours-py on the same rules, in one run.

    python -m benchmarks.schedules [--schedules 10000] [--rounds 5]

No Django and no database. Schedules are like those of a municipality's offers, all distinct:
two to four rows a week, a holiday rule, some with nights, periods and exceptions at Christmas.
"First ask" is of schedules that were never asked before, on a calendar that knows the year.
Processor time is measured, the best of the rounds compared: what else the machine does only adds.
The budget: an instant under 5 µs, ten thousand schedules asked "open now?" under 50 ms on any day,
under 400 ms with compiling them.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours

from wagtail_hjelp.schedule import (
    AS_SUNDAY,
    AS_USUAL,
    CLOSED,
    Calendar,
    DatedException,
    Effect,
    Period,
    Rules,
    Schedule,
    Span,
    WeeklyRow,
    Weeks,
    minutes,
)

OSLO = ZoneInfo("Europe/Oslo")
ORDINARY_DAY = datetime(2026, 3, 3, 11, 7, tzinfo=OSLO).astimezone(UTC)
PUBLIC_HOLIDAY = datetime(2026, 5, 25, 11, 7, tzinfo=OSLO).astimezone(UTC)
CHRISTMAS_EVE = datetime(2026, 12, 24, 11, 7, tzinfo=OSLO).astimezone(UTC)
BUDGET = {"an instant": 5, "open now?": 50, "with compiling": 400}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schedules", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    rules = distinct_rules(options.schedules)
    texts = [osm_text(said) for said in rules]
    print(f"{len(rules)} distinct schedules, best of {options.rounds} rounds")
    print(f"{'':34}{'ours':>12}{'opening-hours-py':>20}{'ratio':>9}{'budget':>12}")
    for name, unit, ours, theirs in measured(rules, texts, options.rounds):
        report(name, unit, ours, theirs)


Row = tuple[str, str, float, float]


def measured(rules: list[Rules], texts: list[str], rounds: int) -> Iterable[Row]:
    """Yield name, unit, our cost and theirs."""
    few, few_texts = rules[::50], texts[::50]
    yield ("an instant, compiled", "µs", *instants(few, few_texts, rounds))
    yield ("next change", "µs", *next_changes(few, few_texts, rounds))
    for name, moment in (
        ("an ordinary day", ORDINARY_DAY),
        ("a public holiday", PUBLIC_HOLIDAY),
        ("Christmas Eve", CHRISTMAS_EVE),
    ):
        yield (f"open now? {name}, first ask", "ms", *asked(rules, texts, moment, rounds))
    yield ("open now? asked again", "ms", *asked(rules, texts, PUBLIC_HOLIDAY, rounds, again=True))
    yield ("compiling", "ms", *compiling(rules, texts, rounds))
    yield ("with compiling, a public holiday", "ms", *from_nothing(rules, texts, rounds))


def report(name: str, unit: str, ours: float, theirs: float) -> None:
    budget = next(
        (f"< {most:g} {unit}" for key, most in BUDGET.items() if name.startswith(key)), ""
    )
    print(f"{name:34}{ours:9.2f} {unit}{theirs:17.2f} {unit}{theirs / ours:8.1f}x{budget:>12}")


# --- measures --------------------------------------------------------------------------------


def instants(rules: list[Rules], texts: list[str], rounds: int) -> tuple[float, float]:
    """Return the cost of a moment anywhere in a year, in µs."""
    schedules, others = compiled(rules), parsed(texts)
    moments = [ORDINARY_DAY + timedelta(hours=73 * step) for step in range(120)]
    walls = [wall(moment) for moment in moments]

    def ours() -> None:
        for schedule in schedules:
            for moment in moments:
                schedule.state_at(moment)

    def theirs() -> None:
        for other in others:
            for moment in walls:
                other.state(moment)

    count = len(rules) * len(moments)
    return best_time(ours, rounds) * 1e6 / count, best_time(theirs, rounds) * 1e6 / count


def next_changes(rules: list[Rules], texts: list[str], rounds: int) -> tuple[float, float]:
    """Return the cost of the next change, asked of each schedule at one moment, in µs."""
    schedules, others, moment = compiled(rules), parsed(texts), wall(ORDINARY_DAY)

    def ours() -> None:
        for schedule in schedules:
            schedule.next_change(ORDINARY_DAY)

    def theirs() -> None:
        for other in others:
            other.next_change(moment)

    return best_time(ours, rounds) * 1e6 / len(rules), best_time(theirs, rounds) * 1e6 / len(rules)


def asked(
    rules: list[Rules], texts: list[str], moment: datetime, rounds: int, again: bool = False
) -> tuple[float, float]:
    """Return the cost of one moment asked of all schedules, in ms; unless again for the first."""

    def ours() -> float:
        schedules = compiled(rules)
        if again:
            ask(schedules, moment - timedelta(hours=1))
        return timed(lambda: ask(schedules, moment))

    def theirs() -> float:
        others = parsed(texts)
        if again:
            ask_others(others, moment - timedelta(hours=1))
        return timed(lambda: ask_others(others, moment))

    return best(ours, rounds) * 1e3, best(theirs, rounds) * 1e3


def compiling(rules: list[Rules], texts: list[str], rounds: int) -> tuple[float, float]:
    ours, theirs = (
        best_time(lambda: compiled(rules), rounds),
        best_time(lambda: parsed(texts), rounds),
    )
    return ours * 1e3, theirs * 1e3


def from_nothing(rules: list[Rules], texts: list[str], rounds: int) -> tuple[float, float]:
    ours = best_time(lambda: ask(compiled(rules), PUBLIC_HOLIDAY), rounds)
    theirs = best_time(lambda: ask_others(parsed(texts), PUBLIC_HOLIDAY), rounds)
    return ours * 1e3, theirs * 1e3


def compiled(rules: list[Rules]) -> list[Schedule]:
    calendar = Calendar()
    calendar.names(date(2026, 1, 1))
    return [Schedule(said, calendar) for said in rules]


def parsed(texts: list[str]) -> list[OpeningHours]:
    return [OpeningHours(text, country="NO") for text in texts]


def ask(schedules: list[Schedule], moment: datetime) -> int:
    return sum(schedule.is_open_at(moment) for schedule in schedules)


def ask_others(others: list[OpeningHours], moment: datetime) -> int:
    local = wall(moment)
    return sum(other.is_open(local) for other in others)


def wall(moment: datetime) -> datetime:
    return moment.astimezone(OSLO).replace(tzinfo=None)


def best_time(run: Callable[[], object], rounds: int) -> float:
    return best(lambda: timed(run), rounds)


def best(cost: Callable[[], float], rounds: int) -> float:
    return min(cost() for _ in range(rounds))


def timed(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


# --- schedules -------------------------------------------------------------------------------


def distinct_rules(count: int) -> list[Rules]:
    """Return rules like those of real offers, all different, the same in every run."""
    dice = random.Random(2026)
    found: dict[Rules, None] = {}
    while len(found) < count:
        found[_rules(dice)] = None
    return list(found)


def _rules(dice: random.Random) -> Rules:
    return Rules(
        weekly=_week(dice),
        periods=_summer(dice) if dice.random() < 0.25 else (),
        holidays=dice.choice([CLOSED, CLOSED, CLOSED, AS_USUAL, AS_SUNDAY, _hours(dice), None]),
        exceptions=_christmas(dice) if dice.random() < 0.4 else (),
    )


def _week(dice: random.Random) -> tuple[WeeklyRow, ...]:
    if dice.random() < 0.15:  # a night service
        nights = WeeklyRow((0, 1, 2, 3, 4), Span(_time(dice, 15, 22), _time(dice, 7, 9)))
        return nights, WeeklyRow((5, 6), Span(_time(dice, 0, 3), _time(dice, 20, 23)))
    rows = [WeeklyRow((0, 1, 2, 3), _span(dice)), WeeklyRow((4,), _span(dice))]
    if dice.random() < 0.5:
        rows.append(WeeklyRow((dice.randrange(5),), Span(_time(dice, 17, 18), _time(dice, 19, 21))))
    if dice.random() < 0.3:
        weeks = dice.choice([Weeks.EVERY, Weeks.EVERY, Weeks.ODD])
        rows.append(WeeklyRow((5,), _span(dice), weeks))
    return tuple(rows)


def _summer(dice: random.Random) -> tuple[Period, ...]:
    first, last = date(2026, 6, dice.randint(1, 30)), date(2026, 8, dice.randint(1, 31))
    return (Period(first, last, (WeeklyRow((0, 1, 2, 3, 4), _span(dice)),), yearly=True),)


def _christmas(dice: random.Random) -> tuple[DatedException, ...]:
    eve, new_year = date(2026, 12, 24), date(2026, 12, 31)
    found = [DatedException(eve, eve, dice.choice([CLOSED, _hours(dice)]), "holiday")]
    if dice.random() < 0.5:
        found.append(DatedException(eve + timedelta(days=3), new_year, CLOSED, "holiday"))
    for _ in range(dice.randrange(3)):
        day = date(2026, 1, 1) + timedelta(days=dice.randrange(365))
        found.append(DatedException(day, day, _hours(dice), "other"))
    return tuple(found)


def _hours(dice: random.Random) -> Effect:
    return Effect.hours(_span(dice))


def _span(dice: random.Random) -> Span:
    return Span(_time(dice, 7, 10), _time(dice, 12, 16))


def _time(dice: random.Random, first: int, last: int) -> int:
    return minutes(f"{dice.randint(first, last)}:{dice.choice([0, 15, 30, 45])}")


# --- the same as OpenStreetMap writes it (what runs past a closed day is beside the point here) --

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def osm_text(rules: Rules) -> str:
    """Return the rules as a string of opening hours, later rules in place of earlier ones."""
    said = _osm_rows("", rules.weekly)
    for period in rules.periods:
        dates = f"{period.first:%b %d}-{period.last:%b %d}"
        said += [f"{dates} off", *_osm_rows(f"{dates} ", period.rows)]
    if rules.holidays is not None and rules.holidays is not AS_USUAL:
        said.append(f"PH {_osm_effect(rules.holidays)}")
    for found in sorted(rules.exceptions, key=lambda found: found.first - found.last):
        dates = f"{found.first:%Y %b %d}"
        if found.last > found.first:
            dates += f"-{found.last:%Y %b %d}"
        said.append(f"{dates} {_osm_effect(found.effect)}")
    return "; ".join(said)


def _osm_rows(dates: str, rows: Iterable[WeeklyRow]) -> list[str]:
    found = []
    for row in rows:
        assert row.span is not None
        weeks = "week 01-53/2 " if row.weeks is Weeks.ODD else ""
        days = ",".join(DAYS[day] for day in row.days)
        found.append(f"{dates}{weeks}{days} {_osm_times((row.span,))}")
    return found


def _osm_effect(effect: Effect) -> str:
    return _osm_times(effect.spans) if effect.spans else "off"


def _osm_times(spans: Iterable[Span]) -> str:
    return ",".join(f"{_osm_time(span.opens)}-{_osm_time(span.closes)}" for span in spans)


def _osm_time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


if __name__ == "__main__":
    main()
