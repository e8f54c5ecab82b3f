"""The page where a translator gets all that waits as a PO file, and sends it back."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from tests.factories import make_offer
from tests.translation.stories import person, send, translation_in, version_in
from wagtail_hjelp.translation import po_files
from wagtail_hjelp.translation.po_files import read_file

pytestmark = pytest.mark.django_db

SUMMARY = "Ring 116 117 hele døgnet."
ARABIC = "اتصل بالرقم ١١٦ ١١٧ في أي وقت."


@pytest.fixture(autouse=True)
def norwegian_source(settings, english):
    settings.LANGUAGE_CODE = "nb"


@pytest.fixture
def versions(directory, locales):
    """The directory in Arabic and in Polish."""
    return {
        code: directory.copy_for_translation(locales[code], copy_parents=True, alias=True)
        for code in ("ar", "pl")
    }


@pytest.fixture
def offer(directory, versions, locales):
    offer = make_offer(directory, "Legevakt", summary=SUMMARY)
    offer.save_revision().publish()
    send(offer, locales["ar"])
    return offer


@pytest.fixture
def amina(versions):
    """A translator into Arabic."""
    return signed_in(person("amina", versions["ar"], "add", "change"))


def signed_in(user):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def page_url(code="ar"):
    return reverse("wagtail_hjelp:po_files", args=[code])


def file_url(code="ar"):
    return reverse("wagtail_hjelp:po_download", args=[code])


def upload(client, data, code="ar"):
    return client.post(page_url(code), {"file": SimpleUploadedFile("sent.po", data)})


def translated(client, texts):
    """Download the file and fill in texts, by path."""
    po = read_file(client.get(file_url()).content)
    for entry in po:
        entry.msgstr = texts.get(entry.msgctxt.partition("/")[2], "")
    return str(po).encode()


def read(response):
    """What the page says of the file: its own part, as text."""
    assert response.status_code == 200
    part = BeautifulSoup(response.content, "html.parser").find(
        attrs={"aria-labelledby": "hjelp-po-result"}
    )
    return " ".join(part.get_text(" ").split())


def refused(client, code="ar"):
    """Whether all three ways are closed to somebody: the admin sends them to its front page."""
    answers = [client.get(page_url(code)), client.get(file_url(code)), upload(client, b"x", code)]
    return {(one.status_code, one.get("location")) for one in answers} == {
        (302, reverse("wagtailadmin_home"))
    }


def test_translator_downloads_what_waits_and_sends_it_back(amina, offer):
    html = amina.get(page_url()).content.decode()
    assert file_url() in html and 'enctype="multipart/form-data"' in html
    response = amina.get(file_url())
    assert response["content-type"] == "text/x-gettext-translation; charset=utf-8"
    assert response["content-disposition"] == 'attachment; filename="hjelp-ar-2026-11-22.po"'
    said = read(upload(amina, translated(amina, {"title": "طوارئ", "summary": ARABIC})))
    assert said == "What has become of the file 2 sentences were accepted and saved as drafts."
    page = version_in(offer, "ar")
    assert (page.title, page.summary) == ("Legevakt", SUMMARY)
    assert page.get_latest_revision_as_object().summary == ARABIC


def test_held_back_sentence_is_shown_with_what_differs_in_its_own_language(amina, offer):
    response = upload(amina, translated(amina, {"summary": "اتصل ١١٧ ١١٦"}))
    said = read(response)
    assert "0 sentences were accepted" in said
    assert "1 sentence was left out: it was empty" in said
    assert "The source has a number or address that is missing here: \u2066116 117\u2069." in said
    soup = BeautifulSoup(response.content, "html.parser")
    row = soup.select_one(".hjelp-sentences tbody tr")
    cells = [(cell.get("lang"), cell.get("dir"), cell.get_text()) for cell in row.find_all("td")]
    assert cells[:2] == [("nb", "ltr", SUMMARY), ("ar", "rtl", "اتصل ١١٧ ١١٦")]
    edit = reverse("wagtailadmin_pages:edit", args=[version_in(offer, "ar").pk])
    assert row.a["href"] == edit


def test_sentences_that_no_page_asks_for_and_pages_that_are_locked_are_named(amina, offer):
    data = translated(amina, {"title": "طوارئ"})
    said = read(upload(amina, data.replace(b'msgid "Legevakt"', b'msgid "Sykehus"')))
    assert said.endswith("No page asks for these any more: the source has changed Sykehus")
    page = version_in(offer, "ar")
    page.locked = True
    page.save(update_fields=["locked"], clean=False)
    said = read(upload(amina, data))
    assert said.endswith("Pages that you may not edit, or that are locked Legevakt")
    assert not StringTranslation.objects.exists()


def test_html_in_a_file_is_shown_as_text(amina, offer):
    evil = b'msgid "<script>x</script>"'
    response = upload(amina, translated(amina, {"title": "x"}).replace(b'msgid "Legevakt"', evil))
    assert b"<script>x" not in response.content
    assert b"&lt;script&gt;x" in response.content


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "The submitted file is empty."),
        (b"hei", "This is no PO file that can be read: something is wrong in line 1."),
        (b"\x00\x01", "This is no text file in UTF-8. Send a PO file."),
        (b'msgid "a"\nmsgstr "b"\n', "This file does not say which language it is for."),
        (
            b'msgid ""\nmsgstr "X-Wagtail-Hjelp-Locale: pl\\n"\n',
            "This file is for another language: pl.",
        ),
    ],
    ids=["empty", "no po", "no text", "no language", "another language"],
)
def test_file_that_cannot_be_used_is_refused_beside_the_field(amina, offer, data, error):
    response = upload(amina, data)
    assert response.status_code == 200
    assert error in " ".join(response.context["form"].errors["file"])
    assert error.encode() in response.content
    assert not StringTranslation.objects.exists()


def test_file_that_is_too_large_is_refused_before_it_is_read(amina, offer, monkeypatch):
    from wagtail_hjelp.desk import po_files as desk

    monkeypatch.setattr(desk, "MOST_BYTES", 10)
    response = upload(amina, b"x" * 11)
    assert response.context["form"].errors["file"] == ["The file is larger than 20 MB."]
    assert po_files.MOST_BYTES == 20 * 1024 * 1024


def test_form_without_a_file_says_so(amina, offer):
    response = amina.post(page_url(), {})
    assert response.context["form"].errors["file"] == ["This field is required."]


def test_nothing_to_download_is_said(amina, versions):
    response = amina.get(file_url(), follow=True)
    assert response.redirect_chain == [(page_url(), 302)]
    assert "Nothing waits for you in this language." in response.content.decode()


# --- who may --------------------------------------------------------------------------------


def test_translator_of_another_language_is_refused(versions, offer):
    ola = signed_in(person("ola", versions["pl"], "add", "change"))
    assert refused(ola, "ar")
    assert ola.get(page_url("pl")).status_code == 200


def test_editor_of_the_source_alone_is_refused(login, offer):
    assert refused(login("add_page", "change_page", "publish_page"), "ar")


def test_administrator_may(admin_client, offer):
    assert admin_client.get(page_url()).status_code == 200
    assert b"Legevakt" in admin_client.get(file_url()).content


def test_anonymous_is_asked_to_sign_in(client, offer):
    for answer in (client.get(page_url()), client.get(file_url()), upload(client, b"x")):
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize("code", ["nb", "xx", "a\x00r", "123"])
def test_source_language_and_languages_that_are_none_are_not_found(admin_client, offer, code):
    # The host looks for what it does not find below the visitor's language.
    for url in (page_url(code), file_url(code)):
        assert admin_client.get(url, follow=True).status_code == 404


def test_page_costs_as_much_with_many_pages_as_with_few(amina, directory, offer, locales):
    def queries():
        with CaptureQueriesContext(connection) as found:
            assert amina.get(page_url()).status_code == 200
        return len(found)

    queries()
    few = queries()
    for number in range(8):
        send(make_offer(directory, f"Tilbud {number}"), locales["ar"])
    assert queries() == few
    assert translation_in(offer, "ar").enabled
