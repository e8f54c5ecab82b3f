"""Mail that came back is noted at whoever it was written to, and at nobody else."""

import mailbox
import sys
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.collecting.submissions.stories import make_tell_us
from wagtail_hjelp.collecting import confirming
from wagtail_hjelp.collecting.bounces import MOST_BYTES, NoReport, addresses_of, note_report
from wagtail_hjelp.collecting.owners import set_owner
from wagtail_hjelp.models import FactOwner, Question

pytestmark = pytest.mark.django_db


def report(*recipients: str) -> bytes:
    """What Postfix writes when a letter could not be delivered."""
    blocks = "\n\n".join(recipients)
    return f"""\
From: MAILER-DAEMON@havnesund.example (Mail Delivery System)
To: nettside@havnesund.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.havnesund.example
Arrival-Date: Mon, 23 Nov 2026 10:00:00 +0100

{blocks}

--b
Content-Type: message/rfc822

From: nettside@havnesund.example
To: kari@example.org
Subject: Er dette fortsatt riktig: Fest?

Hei.
--b--
""".encode()


def failed(address: str, *, action: str = "failed", status: str = "5.1.1") -> str:
    return f"""\
Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <{address}>: user unknown"""


def bounced() -> list[str]:
    found = FactOwner.objects.exclude(bounced_at=None)
    return sorted(found.values_list("email", flat=True))


@pytest.fixture
def owned(offer):
    set_owner(offer, name="Kari", email="Kari@example.org", language="nb")
    return offer


@pytest.fixture
def command_output():
    return StringIO()


def test_address_that_takes_no_mail_is_written_to_no_more(owned):
    assert note_report(BytesIO(report(failed("kari@EXAMPLE.org")))) == ["kari@example.org"]
    assert bounced() == ["Kari@example.org"]
    asked = confirming.ask([owned])
    assert (asked.sent, asked.refused) == (0, 1)


def test_what_was_asked_is_the_editors_at_once(owned, front):
    make_tell_us(front)
    confirming.ask([owned])
    assert Question.objects.get().state == "asked"
    note_report(BytesIO(report(failed("kari@example.org"))))
    assert Question.objects.get().state == "not_sent"


@pytest.mark.parametrize(
    "recipient",
    [
        failed("kari@example.org", action="delayed", status="4.4.7"),
        failed("kari@example.org", status="4.2.2"),
        failed("kari@example.org", action="delivered", status="2.0.0"),
        failed("kari@example.org", status=""),
        failed("other@example.org"),
        failed("kari@example.org, evil@example.org"),
    ],
)
def test_what_is_not_for_good_or_about_somebody_else_is_passed_over(owned, recipient):
    assert note_report(BytesIO(report(recipient))) == []
    assert bounced() == []


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"Subject: Hei\n\nkari@example.org does not exist. Status: 5.1.1",
        report(failed("kari@example.org")) + b"x" * MOST_BYTES,
        "Subject: =?utf-8?B?????\n\nø".encode("latin-1"),
    ],
)
def test_what_is_no_report_says_nothing(owned, message):
    with pytest.raises(NoReport):
        note_report(BytesIO(message))
    assert bounced() == []


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(junk=st.binary(max_size=200), at=st.integers(0, 1200))
def test_damaged_report_is_read_or_passed_over(junk, at):
    whole = report(failed("kari@example.org"), failed("ola@example.org"))
    try:
        found = addresses_of(BytesIO(whole[:at] + junk + whole[at:]))
    except NoReport:
        return
    assert all(address.count("@") == 1 and " " not in address for address in found)


def test_command_reads_what_a_mail_server_hands_it(owned, monkeypatch, command_output):
    data = report(failed("kari@example.org"), failed("nobody@example.org"))
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data)))
    call_command("hjelp_bounces", stdout=command_output)
    assert bounced() == ["Kari@example.org"]
    assert "example.org" not in command_output.getvalue()
    assert command_output.getvalue().splitlines()[0].endswith(": 1")


def test_command_reads_all_of_a_mailbox_and_leaves_it(owned, tmp_path, command_output):
    path = tmp_path / "nettside"
    box = mailbox.mbox(path)
    for message in (b"Subject: Hei\n\nHei.", report(failed("kari@example.org"))):
        box.add(message)
    box.close()
    call_command("hjelp_bounces", str(path), stdout=command_output)
    assert [line.rpartition(": ")[2] for line in command_output.getvalue().splitlines()] == [
        "1",
        "1",
    ]
    assert (bounced(), len(mailbox.mbox(path))) == (["Kari@example.org"], 2)


def test_command_says_that_there_is_no_such_mailbox(tmp_path):
    with pytest.raises(CommandError):
        call_command("hjelp_bounces", str(tmp_path / "none"))
