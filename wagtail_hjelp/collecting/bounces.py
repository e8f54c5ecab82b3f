"""Mail that came back: which addresses take none, by the reports of mail servers (RFC 3464).

A report says of each address whether delivery failed, and a code (RFC 3463) says why: what begins
with 5 is for good. What came back for other reasons, such as a full mailbox, is tried again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from typing import BinaryIO

from django.db import transaction
from wagtail.models import Page

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models.questions import Question, QuestionState

from .cleaning import is_address
from .files.refusing import MEGABYTE
from .owners import note_bounce, owners_of

# A report has the head of the letter that came back in it, or all of it: ours are short.
MOST_BYTES = 5 * MEGABYTE
_STATUS = "message/delivery-status"
# Such as: 5.1.1 (unknown user).
_FOR_GOOD = re.compile(r"5\.\d{1,3}\.\d{1,3}\b")


class NoReport(Exception):
    """A message is no report of a mail server, or too big for one."""


def note_report(file: BinaryIO) -> list[str]:
    """Note what a report says; return the addresses of owners to which mail goes no more.

    Raises :class:`NoReport`. Addresses that nobody is asked at are passed over.
    """
    addresses = addresses_of(file)
    return [address for address in addresses if _note(address)]


def addresses_of(file: BinaryIO) -> list[str]:
    """Return the addresses to which delivery has failed for good, each once, in small letters.

    Raises :class:`NoReport`.
    """
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise NoReport
    message = message_from_bytes(data, policy=policy.compat32)
    reports = [part for part in message.walk() if part.get_content_type() == _STATUS]
    if not reports:
        raise NoReport
    return list(dict.fromkeys(address for report in reports for address in _failed(report)))


def _failed(report: Message) -> Iterator[str]:
    """Yield the addresses of one report: its first block is about the server, then one to each."""
    payload = report.get_payload()
    for block in payload if isinstance(payload, list) else ():
        if not isinstance(block, Message):
            continue
        action, status = (str(block.get(name, "")).strip() for name in ("Action", "Status"))
        if action.lower() != "failed" or not _FOR_GOOD.match(status):
            continue
        # "rfc822; kari@example.org": what we wrote to, else what a server on the way made of it.
        for name in ("Original-Recipient", "Final-Recipient"):
            address = str(block.get(name, "")).rpartition(";")[2].strip(" <>").lower()
            if is_address(address):
                yield address


@transaction.atomic
def _note(address: str) -> int:
    """Note that mail to an address came back; what it was asked about is the editors' now."""
    noted = note_bounce(address)
    if noted:
        waiting = Question.objects.filter(state=QuestionState.ASKED)
        keys = list(waiting.values_list("pk", flat=True))
        pages = Page.objects.filter(translation_key__in=keys, locale=source_locale())
        lost = [
            key
            for key, owner in owners_of(page.specific for page in pages).items()
            if owner.email.lower() == address
        ]
        waiting.filter(pk__in=lost).update(state=QuestionState.NOT_SENT)
    return noted
