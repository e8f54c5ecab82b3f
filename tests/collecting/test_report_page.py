"""“Is something wrong here?”: a form below each page, in each language, that loses nothing."""

import re

import html5lib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import alias_in, make_offer
from wagtail_hjelp.collecting.owners import refuse, set_owner
from wagtail_hjelp.models import Attempts, ErrorReport

from .sending import opened, report_url, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def reports() -> list[tuple[str, str, str, str]]:
    return list(ErrorReport.objects.values_list("language", "reason", "text", "email"))


def html(response) -> str:
    return response.content.decode()


def tree(response):
    return html5lib.parse(html(response), namespaceHTMLElements=False)


# --- The way there --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["offer", "activity", "organisation"])
def test_each_page_leads_to_its_form_in_every_language(request, name):
    page = request.getfixturevalue(name)
    alias = alias_in(page, "ar")
    for version in (page, alias):
        link = f'href="{version.url}report/" rel="nofollow"'
        assert html(Client().get(version.url)).count(link) == 1
        assert Client().get(report_url(version)).status_code == 200
        assert Client().get(f"{report_url(version)}thanks/").status_code == 200


def test_language_without_pages_has_the_form_too(offer):
    assert Client().get(offer.url.replace("/nb/", "/so/") + "report/").status_code == 200


def test_draft_has_no_form_and_no_link(offer):
    offer.unpublish()
    assert Client().get(report_url(offer)).status_code == 404
    assert offer.get_report_url(None) == ""


def test_addresses_below_the_form_are_none(offer):
    for rest in ("thanks/more/", "other/", "Report/"):
        assert Client().get(f"{report_url(offer)}{rest}").status_code == 404


def test_page_that_not_everybody_may_see_asks_for_its_password_first(offer):
    offer.view_restrictions.create(restriction_type="password", password="hemmelig")
    response = Client().get(report_url(offer))
    assert b"hjelp_stamp" not in response.content
    Client().post(report_url(offer), {"reason": "times"})
    assert reports() == []


def test_page_itself_sets_no_cookie_and_its_form_is_for_one_reader_alone(offer):
    assert Client().get(offer.url).cookies == {}
    response = Client().get(report_url(offer))
    assert list(response.cookies) == ["csrftoken"]
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


# --- The form -------------------------------------------------------------------------------


def test_form_can_be_read_by_everybody(offer):
    found = tree(Client().get(report_url(offer)))
    form = found.find(".//form[@method='post']")
    inputs = [
        one
        for one in form.iter()
        if one.tag in ("input", "textarea") and one.get("type") != "hidden"
    ]
    labelled = {label.get("for") for label in form.iter("label")}
    assert {one.get("id") for one in inputs} == labelled
    ids = [one.get("id") for one in found.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    fieldset = form.find(".//fieldset")
    assert "".join(fieldset.find("legend").itertext()).split("(")[1] == "må besvares)"
    assert len(fieldset.findall(".//input[@type='radio']")) == 6
    text, email = form.find(".//textarea"), form.find(".//input[@type='email']")
    assert text.get("aria-describedby") == "id_text_helptext"
    assert (email.get("aria-describedby"), email.get("autocomplete")) == (
        "id_email_helptext",
        "email",
    )
    described = {name for one in found.iter() for name in one.get("aria-describedby", "").split()}
    assert described <= set(ids)
    trap = form.find(".//div[@aria-hidden='true']")
    assert trap.get("class") == "hjelp-hidden"
    assert trap.find("input").get("tabindex") == "-1"


def test_errors_stand_above_the_form_and_beside_the_field_and_nothing_is_lost(offer, clock):
    response = send(offer, clock, reason="other", text=" ", email="kari på nett")
    assert response.status_code == 200
    found = tree(response)
    alert = found.find(".//*[@role='alert']")
    assert (alert.get("tabindex"), alert.get("autofocus")) == ("-1", "")
    assert [(link.get("href"), "".join(link.itertext())) for link in alert.iter("a")] == [
        ("#id_text", "Fortell mer: Skriv med få ord hva som er feil."),
        (
            "#id_email",
            "E-posten din, hvis du vil ha svar: "
            "Dette er ikke en e-postadresse. Skriv en, for eksempel navn@example.no.",
        ),
    ]
    text, email = found.find(".//textarea"), found.find(".//input[@type='email']")
    for field, name in ((text, "text"), (email, "email")):
        assert field.get("aria-describedby") == f"id_{name}_helptext id_{name}_error"
        assert field.get("aria-invalid") == "true"
    assert email.get("value") == "kari på nett"
    assert found.find(".//input[@value='other']").get("checked") == ""
    assert "<title>Ikke sendt ennå: " in html(response)
    assert reports() == []


def test_reason_must_be_chosen_out_of_those_there_are(offer, clock):
    for reason in ("", "nonsense"):
        found = tree(send(offer, clock, reason=reason, text="Tekst"))
        [link] = found.find(".//*[@role='alert']").iter("a")
        assert link.get("href") == "#id_reason_0"
        assert found.find(".//*[@id='id_reason_0']") is not None
        assert found.find(".//fieldset").get("aria-describedby") == "id_reason_error"
        assert found.find(".//textarea").text.strip() == "Tekst"
    assert reports() == []


def test_what_is_sent_is_kept_and_thanked_for(offer, clock):
    response = send(alias := alias_in(offer, "pl"), clock, reason="times", email="a@b.no")
    assert (response.status_code, response.url) == (302, f"{report_url(alias)}thanks/")
    assert reports() == [("pl", "times", "", "a@b.no")]
    report = ErrorReport.objects.get()
    assert report.translation_key == offer.translation_key
    assert (report.handled_at, report.handled_by, report.note) == (None, None, "")
    thanks = Client().get(response.url)
    assert b"Krisesenter" in thanks.content
    assert thanks["Cache-Control"] == "private, no-store"


def test_address_where_it_was_read_is_the_one_that_thanks(offer, clock):
    client, address = Client(), offer.url.replace("/nb/", "/so/") + "report/"
    sent = {**opened(offer, client), "reason": "times"}
    clock.shift(5)
    response = client.post(address, sent)
    assert response.url == f"{address}thanks/"
    assert reports() == [("so", "times", "", "")]


def test_words_are_text_and_lines_stay(offer, clock):
    send(offer, clock, reason="other", text="<b>Dør</b>\r\ner stengt\x00\u202e")
    assert reports() == [("nb", "other", "<b>Dør</b>\ner stengt", "")]
    response = send(offer, clock, reason="", text="<b>Dør</b></textarea><script>")
    assert "&lt;b&gt;Dør&lt;/b&gt;&lt;/textarea&gt;&lt;script&gt;" in html(response)


def test_form_that_comes_from_elsewhere_is_refused(offer, clock):
    client = Client(enforce_csrf_checks=True)
    sent = {**opened(offer, client), "reason": "times"}
    clock.shift(5)
    assert client.post(report_url(offer), sent).status_code == 403
    token = re.search(
        r'name="csrfmiddlewaretoken" value="([^"]+)"', html(client.get(report_url(offer)))
    )[1]
    sent["csrfmiddlewaretoken"] = token
    elsewhere = {"HTTP_ORIGIN": "https://evil.example"}
    assert client.post(report_url(offer), sent, **elsewhere).status_code == 403
    assert client.post(report_url(offer), sent).status_code == 302


def test_other_ways_to_ask_are_not_answered(offer):
    response = Client().put(report_url(offer))
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
    assert Client().head(report_url(offer)).status_code == 200


# --- Limits ---------------------------------------------------------------------------------


def test_too_many_are_refused_kindly_and_nothing_is_lost(settings, offer, clock):
    settings.WAGTAIL_HJELP = {"FORMS_PER_ADDRESS_PER_HOUR": 2}
    answers = [send(offer, clock, reason="other", text="Stengt") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    found = tree(answers[-1])
    assert "".join(found.find(".//*[@role='alert']/p").itertext()) == (
        "Vi har fått mange meldinger den siste timen, og kan ikke ta imot denne akkurat n"
        "å. Det du har skrevet, står her fortsatt. Vent en stund, og send det på nytt."
    )
    assert found.find(".//textarea").text.strip() == "Stengt"
    assert len(reports()) == 2
    clock.shift(3600)
    assert send(offer, clock, reason="times").status_code == 302


def test_what_has_to_be_mended_is_not_counted(offer, clock):
    send(offer, clock, reason="")
    assert not Attempts.objects.exists()


def test_request_that_is_too_large_is_refused(settings, offer, clock):
    settings.WAGTAIL_HJELP = {"FORM_MAX_BYTES": 2000}
    response = send(offer, clock, reason="other", text="x" * 2000)
    assert response.status_code == 413
    assert "Dette er mer enn skjemaet kan ta imot." in html(response)
    assert reports() == []


def test_program_that_fills_in_everything_stores_nothing(offer, clock):
    response = send(offer, clock, reason="other", text="Kjøp", hjelp_more="https://spam.example")
    assert response.status_code == 200
    assert "Et felt som ikke er for mennesker" in html(response)
    assert reports() == []


def test_queries_of_the_form_are_few(offer, front):
    Client().get(report_url(offer))
    with CaptureQueriesContext(connection) as queries:
        Client().get(report_url(offer))
    assert len(queries) <= 15


# --- Sensitive pages ------------------------------------------------------------------------


@pytest.fixture
def shelter(offer):
    offer.sensitive = offer.hide_title = True
    offer.save_revision().publish()
    return offer


def test_form_of_a_sensitive_page_has_its_way_out_and_keeps_the_title_to_itself(shelter, clock):
    for response in (
        Client().get(report_url(shelter)),
        Client().get(f"{report_url(shelter)}thanks/"),
        send(shelter, clock, reason=""),
    ):
        page = html(response)
        assert page.count("data-hjelp-exit>") == 1
        assert "Krisesenter" not in re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]
        # Nobody but this site learns where the reader came from, and the form can be sent.
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Robots-Tag"] == "noindex, noarchive"
    assert Client().get(shelter.url)["Referrer-Policy"] == "no-referrer"


# --- The letter -----------------------------------------------------------------------------


@pytest.fixture
def owner(offer):
    return set_owner(offer, name="Aina", email="aina@senter.no", language="en")


def test_owner_gets_the_words_and_not_the_address_of_the_reader(
    offer, owner, clock, commit, mailoutbox, settings
):
    settings.WAGTAIL_SITE_NAME = "Fjordvik"
    with commit():
        send(
            alias_in(offer, "pl"),
            clock,
            reason="times",
            text="Zamknięte\nod maja",
            email="reader@example.no",
        )
    [mail] = mailoutbox
    assert (mail.to, mail.cc, mail.bcc, mail.reply_to) == (["aina@senter.no"], [], [], [])
    assert mail.extra_headers == {"Auto-Submitted": "auto-generated"}
    assert mail.subject == "A reader says that something is wrong: Krisesenter"
    assert mail.body == (
        "Somebody has read this page, and says that something on it is wrong:\n"
        "\n"
        "Krisesenter\n"
        "http://localhost/nb/hjelp/tilbud/krisesenter/\n"
        "\n"
        "What is wrong: The times are wrong\n"
        "\n"
        "In the reader’s own words, which we have not checked:\n"
        "\n"
        "> Zamknięte\n"
        "> od maja\n"
        "\n"
        "Is it so? Tell those who edit the page what is right. They have the same message.\n"
        "\n"
        "-- \n"
        "You get this because you are named as the one who knows what is right about this page "
        "of Fjordvik.\n"
    )
    assert "reader@example.no" not in mail.message().as_string()


def test_owner_who_has_said_no_and_page_without_one_get_no_letter(
    offer, owner, directory, clock, commit, mailoutbox
):
    refuse("AINA@senter.no")
    with commit():
        send(offer, clock, reason="times", email="reader@example.no")
        send(make_offer(directory, "Bibliotek"), clock, reason="times")
    assert mailoutbox == []
    assert len(reports()) == 2


def test_report_is_kept_whatever_becomes_of_the_letter(offer, owner, clock, commit, settings):
    settings.EMAIL_BACKEND = "tests.nowhere.Backend"
    with commit():
        assert send(offer, clock, reason="times").status_code == 302
    assert len(reports()) == 1
