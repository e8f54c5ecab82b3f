"""What readers say is wrong, at the desk: for those who edit the page at its source."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from tests.factories import alias_in, make_offer
from wagtail_hjelp.models import ErrorReport

from .conftest import MAY, MAY_NOT, NOW, refused, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english", "clock")]
LIST = "wagtail_hjelp:reports"


def say(page, reason: str = "times", **fields) -> ErrorReport:
    fields = {"language": "nb", **fields}
    return ErrorReport.objects.create(translation_key=page.translation_key, reason=reason, **fields)


def url(name: str, report: ErrorReport) -> str:
    return reverse(f"wagtail_hjelp:{name}", args=[report.pk])


def listed(response) -> list[tuple[str, str]]:
    return [(one.title, one.reason) for one in response.context["object_list"]]


@pytest.fixture
def editor(person, directory):
    return signed_in(person("kari", directory.get_parent(), "change_page", "publish_page"))


@pytest.fixture
def report(offer):
    return say(offer, text="Feil\ni hele mai <b>", email="leser@example.no", language="ar")


# --- Who -----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", MAY)
def test_who_edits_the_source_reads_and_handles(client_of, report, role):
    client = client_of(role)
    assert listed(client.get(reverse(LIST))) == [("Krisesenter", "times")]
    assert client.get(reverse(f"{LIST}_results")).status_code == 200
    assert b"leser@example.no" in client.get(url("report", report)).content
    assert client.post(url("report_handled", report)).status_code == 302
    report.refresh_from_db()
    assert (report.handled_at, report.handled_by.username) == (NOW, role.replace(" ", "-"))
    assert client.post(url("report", report), {"action": "reopen"}).status_code == 302
    report.refresh_from_db()
    assert (report.handled_at, report.handled_by) == (None, None)


@pytest.mark.parametrize("role", MAY_NOT)
def test_nobody_else_reads_or_handles(client_of, offer, report, role):
    alias_in(offer, "pl")
    client = client_of(role)
    for response in (
        client.get(reverse(LIST)),
        client.get(reverse(f"{LIST}_results")),
        client.get(f"{reverse(LIST)}?export=csv"),
        client.get(reverse("wagtailadmin_home")),
    ):
        content = b"".join(response) if response.streaming else response.content
        assert b"leser@example.no" not in content
        assert b"Feil" not in content
        assert b"hjelp-reports" not in content or role == "editor elsewhere"
    for response in (
        client.get(url("report", report)),
        client.post(url("report", report), {"note": "x"}),
        client.post(url("report", report), {"action": "reopen"}),
        client.get(url("report_handled", report)),
        client.post(url("report_handled", report)),
    ):
        assert refused(response)
    report.refresh_from_db()
    assert (report.handled_at, report.note) == (None, "")


@pytest.mark.parametrize("role", ["anonymous", "nobody in particular", "translator"])
def test_list_is_refused_to_who_edits_no_source(client_of, report, role):
    assert refused(client_of(role).get(reverse(LIST)))


def test_who_edits_other_pages_sees_a_list_without_these(client_of, report):
    client = client_of("editor elsewhere")
    assert listed(client.get(reverse(LIST))) == []
    assert b"message to be looked into" not in client.get(reverse("wagtailadmin_home")).content


# --- The list ------------------------------------------------------------------------------


def test_list_has_what_is_to_be_handled_first_and_can_be_narrowed(editor, offer, activity, clock):
    say(offer, "gone", handled_at=NOW)
    say(offer, "times")
    clock.shift(60)
    say(activity, "moved")
    everything = [("Språkkafé", "moved"), ("Krisesenter", "times"), ("Krisesenter", "gone")]
    assert listed(editor.get(reverse(LIST))) == everything
    narrowed = {
        "status=open": everything[:2],
        "status=handled": everything[2:],
        "reason=times": everything[1:2],
        "reason=gone&status=open": [],
    }
    for query, expected in narrowed.items():
        assert listed(editor.get(f"{reverse(LIST)}?{query}")) == expected, query


def test_readers_words_are_text_in_their_language(editor, report):
    for address in (reverse(LIST), url("report", report)):
        html = editor.get(address).content.decode()
        assert "Feil<br>i hele mai &lt;b&gt;" in html
        assert 'lang="ar" dir="rtl"' in html
        assert 'href="mailto:leser@example.no"' in html


def test_nothing_is_downloaded(editor, report):
    response = editor.get(reverse(LIST))
    assert not response.context["view"].show_export_buttons
    exported = editor.get(f"{reverse(LIST)}?export=csv")
    assert b"leser" not in b"".join(exported)


def test_one_click_handles_and_leads_back_to_the_list_as_it_was(editor, report):
    back = f"{reverse(LIST)}?status=open"
    html = editor.get(back).content.decode()
    assert f'formaction="{url("report_handled", report)}"' in html
    assert f'name="next" value="{back}"' in html
    assert editor.post(url("report_handled", report), {"next": back}).url == back
    assert editor.post(url("report_handled", report), {"next": "//evil.example"}).url == reverse(
        LIST
    )


def test_opening_the_address_of_the_click_handles_nothing(editor, report):
    assert editor.get(url("report_handled", report)).url == url("report", report)
    report.refresh_from_db()
    assert report.handled_at is None


def test_who_handled_it_first_stays_and_a_note_can_be_added(editor, person, directory, report):
    other = person("ola", directory, "change_page")
    signed_in(other).post(url("report_handled", report))
    response = editor.post(url("report", report), {"note": "Rettet\r\ni dag\u202e"})
    assert response.status_code == 302
    report.refresh_from_db()
    assert (report.note, report.handled_by, report.handled_at) == ("Rettet\ni dag", other, NOW)
    assert b"Rettet" in editor.get(url("report", report)).content


def test_note_that_is_too_long_is_refused_beside_the_field(editor, report):
    response = editor.post(url("report", report), {"note": "x" * 2001})
    assert list(response.context["form"].errors) == ["note"]
    assert response.context["form"]["note"].value() == "x" * 2001
    report.refresh_from_db()
    assert report.handled_at is None


def test_home_says_how_many_wait(editor, offer, report):
    say(offer, "gone")
    say(offer, "gone", handled_at=datetime(2026, 11, 1, tzinfo=UTC))
    html = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "2 messages to be looked into" in html
    assert f'href="{reverse(LIST)}?status=open"' in html
    ErrorReport.objects.all().delete()
    assert b"to be looked into" not in editor.get(reverse("wagtailadmin_home")).content


def test_menu_leads_to_the_list_for_the_same_people(editor, client_of):
    assert b"hjelp/reports/" in editor.get(reverse("wagtailadmin_home")).content
    translator = client_of("translator")
    assert b"hjelp/reports/" not in translator.get(reverse("wagtailadmin_home")).content


def test_reports_of_a_page_without_a_source_are_for_who_edits_it(person, offer, report):
    offer.get_translations().delete()
    polish = Locale.objects.get_or_create(language_code="pl")[0]
    type(offer).objects.filter(pk=offer.pk).update(locale=polish)
    client = signed_in(person("ola", offer.get_parent(), "change_page"))
    assert client.get(url("report", report)).status_code == 200


def test_many_cost_as_much_as_few(editor, directory, offer, report):
    editor.get(reverse(LIST))
    with CaptureQueriesContext(connection) as few:
        editor.get(reverse(LIST))
    for number in range(10):
        say(make_offer(directory, f"Tilbud {number}"))
    with CaptureQueriesContext(connection) as many:
        assert len(listed(editor.get(reverse(LIST)))) == 11
    assert len(many) == len(few)
