"""So much in so long: for each by themselves, over all processes, and nobody's name is kept."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import OperationalError, connection, connections
from django.test.utils import CaptureQueriesContext

from wagtail_hjelp.collecting.limits import forget_attempts, spend
from wagtail_hjelp.models import Attempts

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def many(count: int, who: str = "10.0.0.1", scope: str = "report", most: int = 3) -> list[bool]:
    return [spend(scope, who, most=most, within=HOUR) for _ in range(count)]


@pytest.mark.django_db
def test_as_many_as_allowed_and_no_more():
    assert many(5) == [True, True, True, False, False]


@pytest.mark.django_db
def test_each_and_each_scope_by_itself():
    assert many(4) == [True, True, True, False]
    assert many(4, who="10.0.0.2") == [True, True, True, False]
    assert many(4, scope="submission") == [True, True, True, False]


@pytest.mark.django_db
def test_nothing_allowed_is_nothing_allowed_also_when_the_time_is_over():
    assert many(2, most=0) == [False, False]
    with time_machine.travel(NOW, tick=False):
        assert many(1) == [True]
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        assert many(2, most=0) == [False, False]


@pytest.mark.django_db
def test_time_begins_with_the_first_and_what_is_refused_makes_it_no_longer():
    with time_machine.travel(NOW, tick=False):
        assert many(3) == [True, True, True]
    with time_machine.travel(NOW + timedelta(minutes=59, seconds=59), tick=False):
        assert many(2) == [False, False]
    with time_machine.travel(NOW + HOUR, tick=False):
        assert many(4) == [True, True, True, False]


@pytest.mark.django_db
def test_neither_address_nor_name_is_in_the_table_and_nobody_is_followed_between_scopes():
    many(1, who="kari@example.no")
    many(1, who="kari@example.no", scope="submission")
    rows = list(Attempts.objects.values_list("scope", "who"))
    assert {scope for scope, _who in rows} == {"report", "submission"}
    digests = {who for _scope, who in rows}
    assert len(digests) == 2
    assert all(len(who) == 64 and set(who) <= set("0123456789abcdef") for who in digests)


@pytest.mark.django_db
def test_digest_is_another_with_another_secret_key(settings):
    many(1)
    settings.SECRET_KEY = "another"
    many(1)
    assert Attempts.objects.values("who").distinct().count() == 2


@pytest.mark.django_db
def test_what_is_over_is_deleted_when_somebody_new_comes():
    with time_machine.travel(NOW, tick=False):
        many(1)
        many(1, who="10.0.0.2")
    with time_machine.travel(NOW + HOUR, tick=False):
        many(1, who="10.0.0.3")
    assert Attempts.objects.count() == 1


@pytest.mark.django_db
def test_all_that_is_over_is_deleted_on_request():
    with time_machine.travel(NOW, tick=False):
        for number in range(60):
            many(1, who=str(number))
    assert forget_attempts(NOW + HOUR - timedelta(seconds=1)) == 0
    assert forget_attempts(NOW + HOUR) == 60


@pytest.mark.django_db
def test_one_attempt_is_one_statement():
    many(1, most=5)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        many(1, most=5)
    assert len(queries) == 1


# --- Several connections ------------------------------------------------------------------


def side_by_side(threads: int, rounds: int) -> list[bool]:
    """Spend in threads that have a connection to the database each; return all answers."""
    answers: list[bool] = []
    errors: list[BaseException] = []
    start = threading.Barrier(threads)

    def run() -> None:
        try:
            start.wait()
            answers.extend(_patiently() for _ in range(rounds))
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    running = [threading.Thread(target=run) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    assert errors == []
    return answers


def _patiently() -> bool:
    # SQLite in memory has one lock for all and does not wait for it, unlike any in a file.
    while True:
        try:
            return spend("report", "10.0.0.1", most=7, within=HOUR)
        except OperationalError as error:
            if connection.vendor != "sqlite" or "locked" not in str(error):
                raise


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """What is written here other connections see too: it is taken back afterwards."""
    with django_db_blocker.unblock():
        yield
        Attempts.objects.all().delete()


@pytest.mark.parametrize("before", ["nobody yet", "one whose time is over", "one already"])
def test_together_they_get_as_many_as_allowed(committed, before):
    already = 0
    if before == "one whose time is over":
        with time_machine.travel(NOW - timedelta(days=900), tick=False):
            assert many(1, most=7) == [True]
    elif before == "one already":
        already = many(1, most=7).count(True)
    answers = side_by_side(threads=6, rounds=4)
    assert len(answers) == 24
    assert answers.count(True) + already == 7
    assert Attempts.objects.get().count == 7
