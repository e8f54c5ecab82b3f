"""Whatever a stranger sends to the form: no server error, nothing stored of what is refused, and
no letter to anybody but whom an editor has named."""

import unicodedata
from collections import Counter
from email.message import Message
from urllib.parse import quote_from_bytes

import pytest
from django.core import mail
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wagtail_hjelp.collecting.cleaning import is_address, several_lines
from wagtail_hjelp.collecting.owners import set_owner
from wagtail_hjelp.models import Attempts, ErrorReport
from wagtail_hjelp.vocabularies import ReportReason

from .sending import opened, report_url

pytestmark = pytest.mark.django_db

OWNER = "aina@senter.no"
PIECES = [
    "\r\nBcc: evil@evil.example",
    "\n\nTo: evil@evil.example",
    "evil@evil.example",
    ",evil@evil.example",
    "\0",
    "\ud800",
    "\u202e",
    "\u200b",
    "\u2028",
    "\ufeff",
    "<script>alert(1)</script>",
    "{% csrf_token %}{{ settings.SECRET_KEY }}",
    "' OR 1=1; --",
    "=cmd|'/c calc'!A1",
    "%s%n%(name)s",
    "../../etc/passwd",
    "Å\u030a" * 9,
    "x" * 2100,
]
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=6).map(
    "".join
)
reasons = st.one_of(st.sampled_from([*ReportReason.values, *ReportReason.values, ""]), hostile)
emails = st.one_of(
    st.sampled_from(
        ["", "", "reader@example.no", "evil@evil.example", f"{OWNER},evil@evil.example"]
    ),
    hostile,
    hostile.map(lambda text: f"{text}@evil.example"),
    hostile.map(lambda text: f"evil@evil.example{text}"),
)
mostly = lambda usual, other: st.one_of(*[st.just(usual)] * 8, other)  # noqa: E731
# What a web server lets through.
header = st.text(st.characters(codec="latin-1", exclude_characters="\r\n"), max_size=60)
headers = st.dictionaries(
    st.sampled_from(
        [
            "HTTP_X_FORWARDED_FOR",
            "HTTP_USER_AGENT",
            "HTTP_REFERER",
            "HTTP_ACCEPT_LANGUAGE",
            "HTTP_ACCEPT",
            "HTTP_COOKIE",
            "HTTP_FROM",
            "HTTP_REPLY_TO",
            "HTTP_X_FORWARDED_HOST",
            "REMOTE_ADDR",
        ]
    ),
    st.one_of(
        header, st.sampled_from(["evil@evil.example", "1.2.3.4, 5.6.7.8", "::1", "a" * 9000])
    ),
    max_size=4,
)

many = settings(
    max_examples=1000,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def form(offer, clock):
    """What the browser sends of an empty form that was open long enough."""
    set_owner(offer, name="Aina\r\nBcc: evil@evil.example", email=OWNER, language="nb")
    empty = opened(offer)
    clock.shift(5)
    return empty


def encoded(value: str) -> str:
    return quote_from_bytes(value.encode("utf-8", "surrogatepass"))


def nothing_bad_happens(offer, response) -> None:
    """Look at what the stranger was told, what was kept, and who got a letter."""
    assert response.status_code < 500
    kept = list(ErrorReport.objects.all())
    if response.status_code != 302:
        assert (kept, mail.outbox) == ([], [])
        return
    [report] = kept
    assert report.translation_key == offer.translation_key
    assert report.reason in ReportReason.values
    assert report.text == several_lines(report.text).strip()
    assert len(report.text) <= 2000
    bad = [char for char in report.text if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]
    assert set(bad) <= {"\n"}
    assert report.email == "" or is_address(report.email)
    [letter] = mail.outbox
    message: Message = letter.message()
    assert (letter.recipients(), message.get_all("To")) == ([OWNER], [OWNER])
    assert {"Cc", "Bcc", "Reply-To"} & set(message.keys()) == set()


@pytest.fixture
def answers() -> Counter[int]:
    """How often the site gave which answer."""
    return Counter()


@pytest.fixture
def post(offer, commit, answers):
    def send(body: bytes, content_type: str, **more: str) -> None:
        ErrorReport.objects.all().delete()
        Attempts.objects.all().delete()
        mail.outbox = []
        client = Client(raise_request_exception=False)
        with commit():
            response = client.generic("POST", report_url(offer), body, content_type, **more)
        nothing_bad_happens(offer, response)
        answers[response.status_code] += 1

    return send


@pytest.fixture
def some_get_through(answers):
    """Of what looks like a form, some is one: else nothing was tried."""
    yield
    assert answers[302] > 50
    assert answers[200] > 50


@pytest.mark.usefixtures("some_get_through")
@many
@given(
    reason=reasons,
    text=hostile,
    email=emails,
    more=mostly("", hostile),
    stamp=mostly(None, hostile),
    extra=st.dictionaries(hostile, hostile, max_size=2),
    headers=headers,
)
def test_form(post, form, reason, text, email, more, stamp, extra, headers):
    sent = {
        **extra,
        "reason": reason,
        "text": text,
        "email": email,
        "hjelp_more": more,
        "hjelp_stamp": form["hjelp_stamp"] if stamp is None else stamp,
    }
    body = "&".join(f"{encoded(name)}={encoded(value)}" for name, value in sent.items())
    post(body.encode(), "application/x-www-form-urlencoded", **headers)


@pytest.mark.usefixtures("some_get_through")
@many
@given(
    reason=reasons,
    text=st.one_of(hostile.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary()),
    email=st.one_of(emails.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary()),
    charset=st.sampled_from(
        ["utf-8", "utf-8", "utf-7", "utf-16", "utf-32", "latin-1", "cp1252", "raw_unicode_escape"]
    ),
    kind=st.sampled_from(["form-data", "form-data", "form-data; filename=x", "attachment", ""]),
    headers=headers,
)
def test_form_in_parts(post, form, reason, text, email, charset, kind, headers):
    fields = {
        "reason": reason.encode("utf-8", "replace"),
        "text": text,
        "email": email,
        "hjelp_more": b"",
        "hjelp_stamp": form["hjelp_stamp"].encode(),
    }
    body = b""
    for name, value in fields.items():
        given = kind if name == "text" else "form-data"
        body += b'--hjelp\r\nContent-Disposition: %s; name="%s"\r\n\r\n%s\r\n' % (
            given.encode(),
            name.encode(),
            value,
        )
    post(
        body + b"--hjelp--\r\n",
        f"multipart/form-data; boundary=hjelp; charset={charset}",
        **headers,
    )


@settings(parent=many, max_examples=200)
@given(
    body=st.binary(max_size=400),
    content_type=st.one_of(
        header,
        st.sampled_from(
            [
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded; charset=utf-16",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "application/json",
                "text/plain",
                "",
            ]
        ),
    ),
    # A web server lets no other than a number through.
    length=st.one_of(st.just(None), st.sampled_from(["", "0", "999999999"])),
)
def test_anything(post, form, body, content_type, length):
    more = {} if length is None else {"CONTENT_LENGTH": length}
    post(body, content_type, **more)
