"""What all tests share, and which tests run on which host project.

There are two hosts, since Django knows one settings module to a process:

* ``pytest``: the package in a host that is not ours (``tests.settings``, ``tests/host``);
* ``pytest --ds=tests.demo_settings``: the demo municipality (``tests/demo``, ``tests/html``,
  ``tests/browser``).

``make test`` runs both, and ``tests/install`` with the first.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import call_command
from django.test.utils import setup_databases, teardown_databases
from pytest_django.plugin import DjangoDbBlocker

# Playwright's synchronous API keeps an event loop in the tests' thread, and Django would
# refuse to touch the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

TESTS = Path(__file__).resolve().parent
DEMO_TESTS = tuple(TESTS / name for name in ("demo", "html", "browser"))


def _on_demo() -> bool:
    return django_settings.SETTINGS_MODULE == "tests.demo_settings"


def _is_demo_test(path: Path) -> bool:
    return any(folder == path or folder in path.parents for folder in DEMO_TESTS)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave the other host's tests out (they are still refused when named; see below)."""
    if collection_path == TESTS or TESTS not in collection_path.parents:
        return None
    return True if _is_demo_test(collection_path) != _on_demo() else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _is_demo_test(item.path) != _on_demo():
            module = "tests.settings" if _on_demo() else "tests.demo_settings"
            raise pytest.UsageError(f"{item.path} belongs to another host: add --ds={module}")


def pytest_report_header() -> str:
    other = "tests.settings" if _on_demo() else "tests.demo_settings"
    return f"host project: {django_settings.SETTINGS_MODULE} (the other one: --ds={other})"


if _on_demo():

    @pytest.fixture(scope="session")
    def django_db_setup(
        django_test_environment: None,
        django_db_modify_db_settings: None,
        django_db_blocker: DjangoDbBlocker,
        _media_of_their_own: None,
    ) -> Iterator[None]:
        """The tests' database with the demo municipality in it, loaded once for the whole run.

        Loading takes far longer than any test, and the tests read more than they write. A test
        that writes asks for ``db`` and Django takes back what it wrote, but a browser test
        writes for good: it makes pages of its own and leaves the others alone.

        In the place of pytest-django's, which makes no database unless a test asks for ``db``.
        """
        with django_db_blocker.unblock():
            databases = setup_databases(verbosity=0, interactive=False, aliases={"default"})
            call_command("load_demo", verbosity=0)
        yield
        with django_db_blocker.unblock():
            teardown_databases(databases, verbosity=0)

    @pytest.fixture(scope="session")
    def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
        """The demo's database, open for the whole run and outside any transaction."""
        with django_db_blocker.unblock():
            yield


@pytest.fixture(autouse=True, scope="session")
def _media_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    before = django_settings.MEDIA_ROOT
    django_settings.MEDIA_ROOT = str(tmp_path_factory.mktemp("media"))
    yield
    django_settings.MEDIA_ROOT = before


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database for a whole module: what is written with it is there for each of its tests, and
    is taken back after the last.

    For content that takes long to make and that tests look at. What a test itself writes is taken
    back after the test, but what it does to an object in memory is not: hand out copies.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def locales(db: None) -> dict:
    """One Wagtail locale per language of the host, by code."""
    from tests.factories import make_locales

    return make_locales()


@pytest.fixture
def site(db: None):
    """The default site, as Wagtail's own migrations leave it."""
    from wagtail.models import Site

    return Site.objects.select_related("root_page").get(is_default_site=True)


@pytest.fixture(autouse=True)
def _indexes_on_demand(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Wagtail's search and its table of references follow a page that is saved where a test is
    marked ``indexed``, and on the demo. They take a quarter of the suite's time, and most tests ask
    neither of them anything."""
    if _on_demo() or request.node.get_closest_marker("indexed"):
        yield
        return
    from modelsearch import signal_handlers
    from wagtail.signal_handlers import disable_reference_index_auto_update

    idle = SimpleNamespace(enqueue=lambda *args: None)
    monkeypatch.setattr(signal_handlers, "insert_or_update_object_task", idle)
    with disable_reference_index_auto_update():
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Wagtail keeps the sites' addresses in the cache, where no rolled-back test takes them out;
    and a process remembers that it has looked after the dates of activities today."""
    from wagtail_hjelp.activities import healing

    healing.forget()
    yield
    cache.clear()
