"""The static pages: which files there are, what stands in them, and when they are written."""

from __future__ import annotations

import errno
import logging
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction, Site

from tests.factories import alias_in, make_offer, make_section, phone, visit
from tests.host.models import ArticlePage
from wagtail_hjelp.acute import static_pages
from wagtail_hjelp.acute.static_pages import write_static_pages
from wagtail_hjelp.models import AcuteHelpPage, Helpline, SharedHours, SpecialDay, Topic

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Europe/Oslo"))
ALL = ["nb.html", "nn.html", "en.html", "uk.html", "ar.html", "pl.html", "so.html"]
LOCAL = "tel:+4770000110"


@pytest.fixture(autouse=True)
def monday_morning() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def index(site):
    return make_section(site.root_page)


@pytest.fixture
def legevakt(index):
    return make_offer(
        index,
        "Legevakta",
        urgency="legevakt",
        contact_points=[phone("+4770000110"), visit(street="Kaigata 1", postcode="7140")],
    )


@pytest.fixture
def folder(tmp_path, settings) -> Path:
    """The directory that the settings name."""
    settings.WAGTAIL_HJELP = {"ACUTE_STATIC_DIR": tmp_path / "acute"}
    return tmp_path / "acute"


@contextmanager
def commit() -> Iterator[list[Any]]:
    """Do what a commit at the end of the block would do; the list is of our own callbacks."""
    connection.run_on_commit = []
    ours: list[Any] = []
    with TestCase.captureOnCommitCallbacks(execute=True) as callbacks:
        yield ours
    ours += [callback for callback in callbacks if callback is static_pages._refresh]
    connection.run_on_commit = []


def links(path: Path) -> list[str]:
    return re.findall(r'href="(tel:[^"]+)"', path.read_text(encoding="utf-8"))


def names(written: list[Path], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in written]


# --- Which files --------------------------------------------------------------------------


def test_every_language_of_the_settings_has_a_file_before_it_has_a_locale(tmp_path, legevakt):
    assert [locale.language_code for locale in Locale.objects.all()] == ["nb"]
    assert names(write_static_pages(tmp_path), tmp_path) == ALL
    assert sorted(os.listdir(tmp_path)) == sorted(ALL)
    for name in ALL:
        assert links(tmp_path / name)[:5] == [
            "tel:113",
            "tel:112",
            "tel:110",
            "tel:116117",
            "tel:+4722591300",
        ]
        assert LOCAL in links(tmp_path / name)


def test_words_of_the_municipality_say_which_language_they_are_in(tmp_path, legevakt):
    write_static_pages(tmp_path)
    arabic = (tmp_path / "ar.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in arabic
    assert '<h3 lang="nb" dir="ltr">Legevakta</h3>' in arabic
    assert '<p lang="nb" dir="ltr">Om Legevakta.</p>' in arabic
    # Said once, below 113.
    assert arabic.index("tel:110") < arabic.index("</section>\n<p>") < arabic.index("tel:116117")
    norwegian = (tmp_path / "nb.html").read_text(encoding="utf-8")
    assert "<h3>Legevakta</h3>" in norwegian
    assert "</section>\n<p>" not in norwegian


def test_translated_words_stand_in_their_own_file(tmp_path, legevakt, locales):
    english = legevakt.copy_for_translation(locales["en"], copy_parents=True)
    english.title = "Out-of-hours doctor"
    english.save_revision().publish()
    write_static_pages(tmp_path)
    assert "<h3>Out-of-hours doctor</h3>" in (tmp_path / "en.html").read_text(encoding="utf-8")
    assert '<h3 lang="nb"' in (tmp_path / "pl.html").read_text(encoding="utf-8")


def test_site_with_one_language_has_one_file_and_no_links_to_others(tmp_path, legevakt, settings):
    settings.WAGTAIL_I18N_ENABLED = False
    assert names(write_static_pages(tmp_path), tmp_path) == ["nb.html"]
    html = (tmp_path / "nb.html").read_text(encoding="utf-8")
    assert "<nav" not in html
    assert LOCAL in html


def test_host_without_translation_at_all_has_a_file_too(tmp_path, site, settings):
    settings.USE_I18N = settings.WAGTAIL_I18N_ENABLED = False
    settings.LANGUAGE_CODE = "en-us"
    del settings.WAGTAIL_CONTENT_LANGUAGES
    assert names(write_static_pages(tmp_path), tmp_path) == ["en.html"]


def test_each_site_has_its_own_places_in_its_own_folder(tmp_path, legevakt, site):
    neighbour = Page.get_first_root_node().add_child(instance=ArticlePage(title="Nabo"))
    Site.objects.create(hostname="nabo.kommune.test", port=80, root_page=neighbour)
    Site.objects.create(hostname="nabo.kommune.test", port=8080, root_page=neighbour)
    Site.objects.create(hostname="../../etc", root_page=neighbour)
    make_offer(
        make_section(neighbour),
        "Nabovakta",
        urgency="legevakt",
        contact_points=[phone("+4770000220")],
    )
    written = names(write_static_pages(tmp_path, "/acute/"), tmp_path)
    assert written[:7] == ALL
    assert {name.rpartition("/")[0] for name in written} == {
        "",
        "etc",
        "nabo.kommune.test",
        "nabo.kommune.test-8080",
    }
    ours, theirs = tmp_path / "nb.html", tmp_path / "nabo.kommune.test/nb.html"
    assert LOCAL in links(ours)
    assert "tel:+4770000220" not in links(ours)
    assert "tel:+4770000220" in links(theirs)
    assert LOCAL not in links(theirs)
    assert 'href="/acute/nabo.kommune.test/ar.html"' in theirs.read_text(encoding="utf-8")


def test_links_between_languages_lead_to_the_file_beside_or_where_the_server_has_them(
    tmp_path, site
):
    write_static_pages(tmp_path)
    html = (tmp_path / "nb.html").read_text(encoding="utf-8")
    assert re.findall(r'hreflang="(\w+)"', html) == ["nn", "en", "uk", "ar", "pl", "so"]
    assert '<a href="ar.html" hreflang="ar" lang="ar" dir="rtl">' in html
    write_static_pages(tmp_path, "/acute/")
    assert 'href="/acute/ar.html"' in (tmp_path / "nb.html").read_text(encoding="utf-8")


def test_language_or_site_that_is_no_more_leaves_no_stale_page(tmp_path, site, settings):
    other = Site.objects.create(hostname="nabo.test", root_page=site.root_page)
    write_static_pages(tmp_path)
    (tmp_path / "maintenance.html").write_text("<!doctype html><title>Ours, not yours</title>")
    other.delete()
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("nb", "Bokmål"), ("en", "English")]
    write_static_pages(tmp_path)
    assert sorted(os.listdir(tmp_path)) == ["en.html", "maintenance.html", "nb.html"]


def test_page_with_more_places_than_fit_keeps_every_number(tmp_path, index):
    for number in range(60):
        week = {"days": ["0", "2", "4"], "opens": f"08:{number:02}:00", "closes": "15:00:00"}
        make_offer(
            index,
            f"Legekontor {number}",
            urgency="daytime_emergency",
            summary="Fastlege for deg som bor i nærheten. " * 8,
            contact_points=[phone(f"+47700002{number:02}")],
            opening_hours=[
                {"type": "weekly", "value": {**week, "state": "open", "weeks": "every"}},
                {"type": "holidays", "value": {"what": "closed"}},
            ],
        )
    write_static_pages(tmp_path)
    for name in ALL:
        assert (tmp_path / name).stat().st_size < 30_000
        assert {f"tel:+47700002{number:02}" for number in range(60)} <= set(links(tmp_path / name))
    assert "Fastlege for deg" not in (tmp_path / "nb.html").read_text(encoding="utf-8")


def test_page_needs_no_other_file_and_says_nothing_that_is_true_only_for_a_while(
    tmp_path, legevakt
):
    write_static_pages(tmp_path)
    for name in ALL:
        html = (tmp_path / name).read_text(encoding="utf-8")
        assert (
            re.findall(r"<(?:link|script|img|use|iframe|object|form)\b|url\(|@import", html) == []
        )
        assert "data-hjelp" not in html
        assert " style=" not in html
        assert '<time datetime="2026-11-23">' in html
    english = (tmp_path / "en.html").read_text(encoding="utf-8")
    assert re.findall(r"[Oo]pen now|[Rr]ight now|[Cc]losed now", english) == []


def test_secret_address_is_in_no_file(tmp_path, index):
    make_offer(
        index,
        "Krisesenteret",
        urgency="crisis_centre",
        contact_points=[phone("+4770000171"), visit(withheld=True, street="Hemmelig vei 1")],
    )
    write_static_pages(tmp_path)
    for name in ALL:
        assert "Hemmelig" not in (tmp_path / name).read_text(encoding="utf-8")


# --- The command --------------------------------------------------------------------------


def test_command_says_which_files_it_has_written(folder, site):
    out = StringIO()
    call_command("hjelp_acute_static", stdout=out)
    lines = out.getvalue().splitlines()
    assert [line.rpartition(" (")[0] for line in lines] == [str(folder / name) for name in ALL]
    assert lines[0].endswith(f"({(folder / 'nb.html').stat().st_size} bytes)")


def test_command_writes_elsewhere_and_quietly_when_told(tmp_path, site):
    out = StringIO()
    call_command("hjelp_acute_static", output=str(tmp_path), url="/akutt/", verbosity=0, stdout=out)
    assert out.getvalue() == ""
    assert 'href="/akutt/en.html"' in (tmp_path / "nb.html").read_text(encoding="utf-8")


def test_command_without_a_directory_asks_for_one(db):
    with pytest.raises(CommandError, match="--output, or the setting ACUTE_STATIC_DIR"):
        call_command("hjelp_acute_static")


def test_command_fails_where_it_cannot_write(tmp_path, site):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("hjelp_acute_static", output=str(tmp_path / "file"))


# --- When they are written ----------------------------------------------------------------


def test_publishing_writes_and_unpublishing_writes_again(folder, index):
    offer = make_offer(
        index, "Legevakta", urgency="legevakt", contact_points=[phone("+4770000110")]
    )
    offer.unpublish()
    with commit() as ours:
        offer.save_revision().publish()
    assert ours == [static_pages._refresh]
    assert all(LOCAL in links(folder / name) for name in ALL)
    offer.refresh_from_db()
    with commit():
        offer.unpublish()
    assert not any(LOCAL in links(folder / name) for name in ALL)


def test_draft_writes_nothing(folder, legevakt):
    with commit() as ours:
        legevakt.title = "Kladd"
        legevakt.save_revision()
    assert ours == []
    assert not folder.exists()


def test_deleting_an_offer_or_what_it_stands_under_writes(folder, legevakt, index):
    write_static_pages(folder)
    with commit() as ours:
        legevakt.delete()
    assert len(ours) == 1
    assert LOCAL not in links(folder / "nb.html")
    make_offer(index, "En annen", urgency="legevakt", contact_points=[phone("+4770000110")])
    write_static_pages(folder)
    with commit() as ours:
        Page.objects.get(pk=index.get_parent().pk).delete()
    assert len(ours) == 1
    assert LOCAL not in links(folder / "nb.html")


def test_moving_out_of_the_site_writes(folder, legevakt, index):
    neighbour = Page.get_first_root_node().add_child(instance=ArticlePage(title="Nabo"))
    Site.objects.create(hostname="nabo.test", root_page=neighbour)
    there = make_section(neighbour)
    with commit() as ours:
        legevakt.move(there, pos="last-child")
    assert len(ours) == 1
    assert LOCAL not in links(folder / "nb.html")
    assert LOCAL in links(folder / "nabo.test/nb.html")


def test_all_that_the_ladder_shows_writes(folder, legevakt, index, site):
    front = index.get_parent()
    acute = front.add_child(instance=AcuteHelpPage(title="Akutt hjelp", slug="akutt"))
    helpline = Helpline.objects.create(name="Linje", contact_points=[phone("+4770000220")])
    hours = SharedHours.objects.create(name="Rådhuset")
    day = SpecialDay.objects.create(kind="planning_day", first=date(2026, 12, 1), what="closed")

    changes = {
        "acute page": lambda: acute.save_revision().publish(),
        "helpline": helpline.save,
        "hidden helpline": lambda: _hide(helpline, site),
        "shared hours": hours.save,
        "special day": day.save,
        "special day gone": day.delete,
        "site": site.save,
        "locale": lambda: Locale.objects.create(language_code="ar"),
        "restriction": lambda: PageViewRestriction.objects.create(
            page=legevakt, restriction_type="login"
        ),
    }
    found = {}
    for name, change in changes.items():
        with commit() as ours:
            change()
        found[name] = len(ours)
    assert found == dict.fromkeys(changes, 1)


def _hide(helpline, site):
    helpline.hidden_on.add(site)
    helpline.save()


def test_hidden_helpline_is_on_no_page_of_the_site(folder, site):
    helpline = Helpline.objects.get(code="mental-helse-hjelpetelefonen")
    write_static_pages(folder)
    assert "tel:116123" in links(folder / "nb.html")
    with commit():
        _hide(helpline, site)
    assert "tel:116123" not in links(folder / "nb.html")


def test_what_the_ladder_does_not_show_writes_nothing(folder, legevakt, site):
    with commit() as ours:
        Topic.objects.create(slug="bolig", name="Bolig")
        site.root_page.add_child(instance=ArticlePage(title="Om oss"))
    assert ours == []


def test_untranslated_pages_of_a_new_language_write_once(folder, legevakt):
    with commit() as ours:
        alias_in(legevakt, "ar")
    assert len(ours) == 1


def test_publishing_many_writes_once(folder, index):
    with commit() as ours:
        for number in range(3):
            make_offer(index, f"Sted {number}", urgency="urgent")
    assert len(ours) == 1


def test_rolled_back_change_writes_nothing(folder, legevakt):
    with commit() as ours, transaction.atomic():
        legevakt.save()
        transaction.set_rollback(True)
    assert ours == []
    assert not folder.exists()


@pytest.mark.parametrize(
    ("before", "inner", "rolled_back", "after", "expected"),
    [
        (True, True, True, False, 1),
        (False, True, True, True, 1),
        (False, True, False, True, 1),
        (False, True, True, False, 0),
        (False, True, False, False, 1),
    ],
)
def test_savepoints_neither_lose_a_write_nor_double_it(
    folder, legevakt, before, inner, rolled_back, after, expected
):
    with commit() as ours, transaction.atomic():
        if before:
            legevakt.save()
        try:
            with transaction.atomic():
                with transaction.atomic():
                    legevakt.save()
                if rolled_back:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        if after:
            legevakt.save()
    assert len(ours) == expected


def test_nothing_is_asked_or_written_without_the_setting(tmp_path, legevakt, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with commit() as ours:
        legevakt.save_revision().publish()
    assert ours == []
    assert os.listdir(tmp_path) == []


def test_editor_s_clicks_in_the_admin_write(folder, legevakt, index):
    get_user_model().objects.create_superuser("sjef", "sjef@example.com", "x")
    editor = Client()
    editor.login(username="sjef", password="x")
    elsewhere = index.get_parent().add_child(instance=type(index)(title="Annet", slug="annet"))
    clicks = [
        reverse("wagtailadmin_pages:move_confirm", args=[legevakt.pk, elsewhere.pk]),
        reverse("wagtailadmin_pages:unpublish", args=[legevakt.pk]),
        reverse("wagtailadmin_pages:delete", args=[legevakt.pk]),
    ]
    for url in clicks:
        with commit() as ours:
            assert editor.post(url).status_code == 302
        assert len(ours) == 1, url


# --- When the disk fails ------------------------------------------------------------------


def _full(*args: Any, **kwargs: Any) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("failing", ["tempfile.mkstemp", "os.replace", "os.chmod"])
def test_full_disk_stops_no_publishing_and_leaves_the_old_page(
    folder, legevakt, monkeypatch, caplog, failing
):
    write_static_pages(folder)
    before = (folder / "nb.html").read_text(encoding="utf-8")
    legevakt.contact_points = [phone("+4770000999")]
    monkeypatch.setattr(static_pages, failing.partition(".")[0], _Failing(failing))
    with caplog.at_level(logging.ERROR), commit():
        legevakt.save_revision().publish()
    legevakt.refresh_from_db()
    assert legevakt.live
    assert (folder / "nb.html").read_text(encoding="utf-8") == before
    assert sorted(os.listdir(folder)) == sorted(ALL)
    assert [record.getMessage() for record in caplog.records] == [
        "The static pages of acute help could not be written: [Errno 28] No space left on device"
    ]


class _Failing:
    """A module one of whose functions finds the disk full."""

    def __init__(self, name: str) -> None:
        module, _dot, self._failing = name.partition(".")
        self._module = __import__(module)

    def __getattr__(self, name: str) -> Any:
        return _full if name == self._failing else getattr(self._module, name)


def test_directory_that_cannot_be_made_stops_no_publishing(tmp_path, legevakt, settings, caplog):
    (tmp_path / "file").write_text("")
    settings.WAGTAIL_HJELP = {"ACUTE_STATIC_DIR": str(tmp_path / "file" / "acute")}
    with caplog.at_level(logging.ERROR), commit() as ours:
        legevakt.save_revision().publish()
    assert len(ours) == 1
    assert [record.getMessage() for record in caplog.records] == [
        "The static pages of acute help could not be written: [Errno 20] Not a directory: "
        f"'{tmp_path}/file/acute'"
    ]


def test_ladder_that_cannot_be_made_stops_no_publishing(folder, legevakt, monkeypatch, caplog):
    monkeypatch.setattr(static_pages, "ladder_in", _full_of_errors)
    with caplog.at_level(logging.ERROR), commit():
        legevakt.save_revision().publish()
    assert [record.getMessage() for record in caplog.records] == [
        "The static pages of acute help could not be made"
    ]


def _full_of_errors(*args: Any) -> Any:
    raise ValueError("a row of an older version")


def test_reader_never_meets_half_a_file(tmp_path):
    path = tmp_path / "nb.html"
    pages = ["a" * 200_000 + "\n", "b" * 100_000 + "\n"]
    static_pages._replace(path, pages[0])
    seen: set[str] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(path.read_text(encoding="utf-8"))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(200):
        static_pages._replace(path, pages[number % 2])
    done.set()
    reader.join()
    assert seen <= set(pages)
    assert os.listdir(tmp_path) == ["nb.html"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_second_writer_waits_for_the_first(tmp_path):
    order: list[str] = []
    inside = threading.Event()

    def second() -> None:
        inside.wait(10)
        with static_pages._one_at_a_time(tmp_path):
            order.append("second")

    other = threading.Thread(target=second)
    other.start()
    with static_pages._one_at_a_time(tmp_path):
        inside.set()
        other.join(0.2)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]


def test_file_system_without_locks_is_written_to_all_the_same(tmp_path, site, monkeypatch):
    monkeypatch.setattr(static_pages.locks, "lock", _full)
    assert names(write_static_pages(tmp_path), tmp_path) == ALL
