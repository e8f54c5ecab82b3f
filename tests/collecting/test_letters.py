"""Letters go to one person, in their language, and nothing that is typed becomes a header."""

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.template import engines
from django.test import override_settings
from django.utils.translation import get_language, override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wagtail_hjelp.collecting.letters import compose, quoted, send

WORDS = {
    "title": "Krisesenter",
    "url": "https://fjordvik.kommune.no/nb/hjelp/",
    "reason": "Stengt",
    "text": "",
}
HEADERS = {
    "Content-Type",
    "MIME-Version",
    "Content-Transfer-Encoding",
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
}


class Broken(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError(f"550 {messages[0].to} {messages[0].subject}")


def letter(to: str = "aina@senter.no", language: str = "en", **words: str) -> bool:
    return send("error_report", to, {**WORDS, **words}, language)


def test_letter_is_plain_text_to_one_person_from_the_site(mailoutbox, settings):
    settings.DEFAULT_FROM_EMAIL = "hjelp@fjordvik.kommune.no"
    assert letter()
    [sent] = mailoutbox
    assert (sent.to, sent.cc, sent.bcc, sent.reply_to) == (["aina@senter.no"], [], [], [])
    assert sent.from_email == "hjelp@fjordvik.kommune.no"
    assert sent.alternatives == [] and sent.attachments == []
    message = sent.message()
    assert set(message.keys()) == HEADERS
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "text/plain"
    assert WORDS["url"] in sent.body
    assert "Vertskommune" in sent.body


def test_letter_is_in_the_language_of_whoever_gets_it_and_the_reader_keeps_their_own():
    with override("pl"):
        assert compose("notices", {"lines": [], "first": _line()}, "nb").subject.startswith(
            "Haster"
        )
        assert compose("notices", {"lines": [], "first": _line()}, "xx").subject.startswith(
            "Haster"
        )
        assert get_language() == "pl"


def _line():
    return {"urgent": True, "kind": {"label": "Ny"}, "subject": {"title": "T", "language": "L"}}


@pytest.mark.parametrize(
    "to",
    [
        "",
        "aina",
        "aina@senter.no, ola@evil.example",
        "aina@senter.no\nBcc: ola@evil.example",
        "aina@senter.no\r\n\r\nBody",
        "Aina <aina@senter.no>",
        '"aina@senter.no,"@evil.example',
        "aina@senter.no;ola@evil.example",
        "aina@senter.no%0aBcc:ola@evil.example@",
    ],
)
def test_nothing_goes_to_what_is_not_one_plain_address(mailoutbox, caplog, to):
    assert not letter(to)
    assert mailoutbox == []
    assert [record.getMessage() for record in caplog.records] == [
        "A letter (error_report) could not be sent (ValueError)."
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Senter\nBcc: ola@evil.example",
        "Senter\r\nTo: ola@evil.example\r\n\r\n<b>Body</b>",
        "Senter\u2028Bcc: x@y.no",
        "Senter\x0bBcc: x@y.no",
        "Senter\x85Bcc: x@y.no\x00",
        "=?utf-8?q?Bcc:_x=40y.no=0A?=",
    ],
)
def test_title_is_never_a_header(mailoutbox, title):
    assert letter(title=title)
    [sent] = mailoutbox
    message = sent.message()
    assert set(message.keys()) == HEADERS
    assert message["To"] == "aina@senter.no"
    assert sent.recipients() == ["aina@senter.no"]
    assert len(sent.subject.splitlines()) == 1


hostile = st.lists(
    st.one_of(
        st.sampled_from("\r\n\t\0\x0b\x0c\x1c\x85\u2028\u202e\ud800:;,<>@\"' =?"),
        st.characters(),
        st.sampled_from(["\r\nBcc: x@y.no", "\n\n", "=?utf-8?b?"]),
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(title=hostile, reason=hostile, text=hostile, url=hostile, language=hostile)
def test_nothing_that_is_typed_becomes_a_header_or_another_recipient(
    title, reason, text, url, language
):
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        mail.outbox = []
        words = {"title": title, "reason": reason, "text": quoted(text), "url": url}
        assert letter(language=language, **words)
        [sent] = mail.outbox
    message = sent.message()
    assert set(message.keys()) == HEADERS
    assert (sent.recipients(), message["To"]) == (["aina@senter.no"], "aina@senter.no")


def test_failure_is_told_without_anybodys_address_or_words(settings, caplog):
    settings.EMAIL_BACKEND = "tests.collecting.test_letters.Broken"
    assert not letter()
    assert [record.getMessage() for record in caplog.records] == [
        "A letter (error_report) could not be sent (ConnectionRefusedError)."
    ]
    assert "aina" not in caplog.text and "Krisesenter" not in caplog.text


def test_template_that_is_not_there_or_broken_is_a_failure_like_any(mailoutbox, caplog):
    assert not send("no_such_letter", "aina@senter.no", {}, "nb")
    assert mailoutbox == []
    assert "no_such_letter" in caplog.text


def test_words_of_others_are_quoted_line_by_line():
    assert quoted("en\r\n\r\nto\u202e") == "> en\n>\n> to"


def test_subject_is_short(mailoutbox):
    assert letter(title="x" * 999)
    assert len(mailoutbox[0].subject) == 200


def test_templates_escape_nothing_since_nothing_is_html(mailoutbox):
    assert engines["django"]
    letter(title="Mat & <prat>")
    assert "Mat & <prat>" in mailoutbox[0].subject
    assert "Mat & <prat>" in mailoutbox[0].body
