"""Importing in the admin: who may, what the pages say, and files that are refused."""

import io
import re
from html import unescape

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.activities.calendars import local, make_calendar, publish, translate
from tests.collecting.importing.files import KAFE, TUR, checked, sheet
from wagtail_hjelp.collecting.importing.jobs import run
from wagtail_hjelp.models import (
    ActivityPage,
    HelpFrontPage,
    ImportJob,
    ImportStatus,
    OrganisationIndexPage,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(local("2026-11-23 10:00"))]

LIST = reverse("wagtail_hjelp:imports")
ALL = ("add_page", "change_page", "publish_page")


@pytest.fixture(autouse=True)
def norwegian_source(settings, english):
    settings.LANGUAGE_CODE = "nb"


@pytest.fixture
def calendar(site, locales):
    return make_calendar(site.root_page)


@pytest.fixture
def overview(calendar):
    page = OrganisationIndexPage(title="Organisasjoner", slug="organisasjoner")
    return calendar.get_parent().add_child(instance=page)


@pytest.fixture
def editor(calendar, client_with) -> Client:
    return client_with(calendar, *ALL)


def send(client: Client, data: bytes, name: str = "fil.csv", **said):
    """Send a file as the form does."""
    place = re.search(r'<option value="([^"]+)', client.get(LIST).content.decode())[1]
    file = SimpleUploadedFile(name, data)
    said = {"file": file, "place": place, "source": "sentralen", "publish": "publish", **said}
    return client.post(LIST, said)


def text_of(response) -> str:
    html = response.content.decode().split("<main", 1)[1]
    html = re.sub(r"(?s)<svg.*?</svg>|<script.*?</script>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def job_of(response) -> ImportJob:
    assert response.status_code == 302, text_of(response)
    job = ImportJob.objects.get()
    assert response.url == address(job)
    return job


def address(job: ImportJob, name: str = "import") -> str:
    return reverse(f"wagtail_hjelp:{name}", args=[job.pk])


def importing(client: Client, job: ImportJob, *ticks: str):
    """Press the button, and let the task run that waits for the commit."""
    response = client.post(address(job), {"overwrite": ticks})
    assert response.status_code == 302
    job.refresh_from_db()
    if job.status == ImportStatus.RUNNING:
        run(job)
    return client.get(address(job))


# --- from a file to pages -------------------------------------------------------------------


def test_file_is_checked_then_imported(editor, calendar):
    job = job_of(send(editor, sheet(KAFE, TUR)))
    said = text_of(editor.get(address(job)))
    assert "Checked, not imported yet" in said
    assert "New 2" in said
    assert "2 Åpen kafé New" in said
    assert ActivityPage.objects.count() == 0
    done = text_of(importing(editor, job))
    assert "All of it has been imported and published." in done
    assert sorted(ActivityPage.objects.values_list("title", flat=True)) == ["Tur", "Åpen kafé"]


def test_task_does_it_after_the_request(editor, calendar, django_capture_on_commit_callbacks):
    job = checked(KAFE)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(address(job), {})
    job.refresh_from_db()
    assert (job.status, job.done, ActivityPage.objects.count()) == ("done", 1, 1)
    # Search knows of it too.
    assert [page.title for page in ActivityPage.objects.search("kafé")] == ["Åpen kafé"]
    # Once is enough.
    assert "It cannot be imported: see below." in text_of(
        editor.post(address(job), {}, follow=True)
    )


def test_drafts_unless_somebody_says_published(editor, calendar):
    job = job_of(send(editor, sheet(KAFE), publish=""))
    done = text_of(importing(editor, job))
    assert "New and changed pages are drafts." in done
    assert not ActivityPage.objects.get().live


def test_errors_are_told_by_line_and_there_is_no_button(editor, calendar):
    data = sheet(KAFE, TUR).replace(b"+47", b"+47").replace(b"70 00 01 10", b"12")
    job = job_of(send(editor, data))
    response = editor.get(address(job))
    said = text_of(response)
    assert "There are errors, and nothing is imported." in said
    assert "2 Åpen kafé Telephone “12” is not a telephone number." in said
    assert "Importing…" not in response.content.decode()
    assert "It cannot be imported: see below." in text_of(
        editor.post(address(job), {}, follow=True)
    )
    assert ActivityPage.objects.count() == 0


def test_change_by_hand_has_a_tick_each(editor, calendar):
    importing(editor, checked(KAFE))
    publish(ActivityPage.objects.get(), summary="For hånd.", practical="For hånd.")
    job = checked({**KAFE, "summary": "Fra fila.", "practical": "Fra fila."})
    html = editor.get(address(job)).content.decode()
    ticks = re.findall(r'name="overwrite" value="([^"]+)"', html)
    assert [tick.split(":")[1] for tick in ticks] == ["summary", "practical"]
    done = text_of(importing(editor, job, ticks[1]))
    assert "For hånd. Fra fila. Left as it was" in done
    assert "For hånd. Fra fila. Overwritten" in done
    page = ActivityPage.objects.get()
    assert (page.summary, page.practical) == ("For hånd.", "Fra fila.")


def test_page_looks_again_by_itself_while_it_lasts_and_only_then(editor, calendar):
    job = checked(KAFE)
    refresh = b'<meta http-equiv="refresh" content="3">'
    assert refresh not in editor.get(address(job)).content
    ImportJob.objects.filter(pk=job.pk).update(
        status=ImportStatus.RUNNING, attempt=1, started_at=local("2026-11-23 09:59")
    )
    job.refresh_from_db()
    response = editor.get(address(job))
    assert refresh in response.content
    assert "1 rows are being imported." in text_of(response)
    from wagtail_hjelp.collecting.importing.progress import tell_progress

    tell_progress(job, 1)
    assert "1 of 1 rows." in text_of(editor.get(address(job)))
    run(job)
    assert refresh not in editor.get(address(job)).content


def test_report_is_a_workbook_without_formulas(editor, calendar):
    job = checked({**KAFE, "title": "=HYPERLINK(1)"}, TUR)
    response = editor.get(address(job, "import_report"))
    assert response["content-disposition"] == f'attachment; filename="import-{job.pk}.xlsx"'
    found = openpyxl.load_workbook(io.BytesIO(response.content)).active
    cells = [[(cell.value, cell.data_type) for cell in row[:4]] for row in found.iter_rows()]
    assert cells[1] == [("2", "s"), ("17", "s"), ("=HYPERLINK(1)", "s"), ("New", "s")]


def test_template_is_a_workbook_to_fill_in(editor, calendar, overview):
    response = editor.get(reverse("wagtail_hjelp:import_template", args=["activity"]))
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.active["B1"].value == "Title"
    # Somebody who may import activities alone gets no template for organisations.
    other = editor.get(reverse("wagtail_hjelp:import_template", args=["organisation"]))
    assert other.status_code in (302, 404)


# --- hostile files --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "fil.csv", "The submitted file is empty."),
        (b"MZ\x90\x00", "fil.exe", "Files of this kind cannot be read."),
        (b"PK\x03\x04" + b"x" * 100, "fil.csv", "The file is not what its name says"),
        (b"Tittel;Sammendrag\n", "fil.csv", "There is nothing of this kind in the file."),
        (b"en;to\n1;2\n", "fil.csv", "The first row must name the columns"),
        (b"{" * 100_000, "fil.json", "The file is not JSON"),
        (b"BEGIN:NOTHING", "fil.ics", ""),
        (b"Tittel\n" + b"\x00\x01", "../../etc/passwd.csv", ""),
    ],
)
def test_file_that_cannot_be_read_is_refused_beside_its_field(editor, data, name, said):
    response = send(editor, data, name)
    assert response.status_code == 200
    assert said in text_of(response)
    # What else was written is not lost.
    assert 'value="sentralen"' in response.content.decode()
    assert ImportJob.objects.count() == 0


def test_file_that_is_too_big_is_refused(editor, monkeypatch):
    monkeypatch.setattr("wagtail_hjelp.desk.imports.MOST_BYTES", 1024 * 1024)
    response = send(editor, b"x" * (1024 * 1024 + 1))
    assert "The file is over 1 MB." in text_of(response)


def test_place_that_is_not_ones_own_cannot_be_chosen(editor, overview, site):
    response = send(editor, sheet(KAFE), place=f"organisation-{site.pk}")
    assert response.status_code == 200
    assert ImportJob.objects.count() == 0


def test_what_a_file_says_is_no_html(editor, calendar):
    job = job_of(send(editor, sheet({**TUR, "title": "<script>alert(1)</script>"})))
    html = editor.get(address(job)).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


# --- who may --------------------------------------------------------------------------------

ROLES = {
    "editor of the calendar": (ALL, "calendar"),
    "author of the calendar": (("add_page", "change_page"), "calendar"),
    "publisher of the calendar": (("change_page", "publish_page"), "calendar"),
    "editor of another language": (ALL, "polish"),
    "editor elsewhere": (ALL, "elsewhere"),
    "nobody in particular": ((), "calendar"),
    "superuser": ((), "calendar"),
}


@pytest.fixture
def client_of(calendar, client_with, site):
    def make(role: str) -> Client:
        if role == "anonymous":
            return Client()
        rights, where = ROLES[role]
        page = calendar
        if where == "polish":
            page = translate(calendar, "pl", alias=True)
        elif where == "elsewhere":
            page = site.root_page.add_child(instance=HelpFrontPage(title="X", slug="x"))
        return client_with(page, *rights, name=role, superuser=role == "superuser")

    return make


@pytest.mark.parametrize("role", ["anonymous", *ROLES])
def test_only_who_may_add_and_publish_in_the_calendar_may_import(client_of, calendar, role):
    client, job = client_of(role), checked(KAFE)
    may = role in ("editor of the calendar", "superuser")
    addresses = [
        LIST,
        address(job),
        address(job, "import_report"),
        reverse("wagtail_hjelp:import_template", args=["activity"]),
    ]
    assert [client.get(url).status_code == 200 for url in addresses] == [may] * 4
    client.post(address(job), {})
    job.refresh_from_db()
    assert (job.status == ImportStatus.RUNNING) is may


def test_import_into_another_place_is_nobodys_business(editor, overview):
    job = checked(
        {"key": "1", "title": "Lag", "summary": "Om.", "language": "", "topics": []},
        kind="organisation",
        data=b"Tittel;Sammendrag\nLag;Om.\n",
    )
    # Not found: Django looks for the address in a language then, in vain.
    assert editor.get(address(job), follow=True).status_code == 404
    editor.post(address(job))
    job.refresh_from_db()
    assert job.status == ImportStatus.CHECKED
    assert "fil.csv" not in text_of(editor.get(LIST))


def test_what_is_here_is_taken_out_by_those_who_may_import(client_of, calendar, overview, site):
    job = checked(KAFE)
    editor = client_of("editor of the calendar")
    importing(editor, job)
    url = reverse("wagtail_hjelp:export", args=["activity", site.pk])
    assert url in editor.get(LIST).content.decode()
    response = editor.get(f"{url}?format=csv")
    assert (response["content-type"], b"kaf" in response.content) == ("text/csv", True)
    other = reverse("wagtail_hjelp:export", args=["organisation", site.pk])
    assert editor.get(other).status_code != 200
    assert client_of("author of the calendar").get(url).status_code != 200
    assert client_of("anonymous").get(url).status_code != 200


def test_menu_has_it_for_those_who_may(client_of, calendar):
    home = reverse("wagtailadmin_home")
    assert LIST in client_of("editor of the calendar").get(home).content.decode()
    assert LIST not in client_of("author of the calendar").get(home).content.decode()


# --- many -----------------------------------------------------------------------------------


def test_number_of_queries_does_not_depend_on_the_number_of_rows(editor, calendar):
    found = []
    for count in (2, 60):
        rows = [{**TUR, "key": f"{n}", "title": f"Tur {n}"} for n in range(count)]
        job = checked(*rows, source=f"{count}")
        editor.get(address(job))
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(address(job)).status_code == 200
        found.append(len(captured))
    assert found[0] == found[1]
