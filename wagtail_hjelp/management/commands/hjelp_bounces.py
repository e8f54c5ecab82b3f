"""``manage.py hjelp_bounces``: mail that came back is noted at whoever it was written to."""

from __future__ import annotations

import mailbox
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from wagtail_hjelp.collecting.bounces import NoReport, note_report


class Command(BaseCommand):
    help = (
        "Read reports of mail servers about letters that could not be delivered, and write to "
        "those addresses no more. Reads one message from standard input, as mail servers hand it "
        "to a program, or all of an mbox file or a Maildir."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "path", nargs="?", help="an mbox file or a Maildir; without it, standard input"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["path"]
        noted: list[str] = []
        passed = 0
        for message in _messages(Path(path)) if path else [sys.stdin.buffer]:
            try:
                noted += note_report(message)
            except NoReport:
                passed += 1
        if options["verbosity"]:
            # How many, and never who: it may go into a log.
            self.stdout.write(_("Mail came back from: %d") % len(set(noted)))
            self.stdout.write(_("No reports of mail servers, passed over: %d") % passed)


def _messages(path: Path) -> Iterator[BinaryIO]:
    """Yield the messages of a mailbox; they are left there."""
    if not path.exists():
        raise CommandError(_("There is no file or folder of this name."))
    box: mailbox.Mailbox[Any] = (
        mailbox.Maildir(path, create=False) if path.is_dir() else mailbox.mbox(path, create=False)
    )
    for key in box.iterkeys():
        yield BytesIO(box.get_bytes(key))
