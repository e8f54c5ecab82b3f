"""``manage.py hjelp_notices``: translators and reviewers are told what waits for them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_hjelp.translation.mailing import previews, send_notices


class Command(BaseCommand):
    help = (
        "Send translators and reviewers the notices that wait, a mail to each person. Run it once "
        "a day. Urgent ones are sent as they come, and again by this if that failed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="print the mails, without saying to whom, and send nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self._preview()
            return
        report = send_notices()
        if options["verbosity"]:
            self.stdout.write(how_many_sent(report.sent))
        if report.failed:
            raise CommandError(
                ngettext(
                    "%(count)d mail could not be sent. What is in it waits for the next time.",
                    "%(count)d mails could not be sent. What is in them waits for the next time.",
                    report.failed,
                )
                % {"count": report.failed}
            )

    def _preview(self) -> None:
        count = 0
        for count, mail in enumerate(previews(), start=1):  # noqa: B007
            self.stdout.write(f"{mail.subject}\n\n{mail.body}\n")
        self.stdout.write(_("This was a dry run: %(count)d would be sent.") % {"count": count})


def how_many_sent(count: int) -> str:
    """Return how many mails went out, one to a person, in the active language."""
    if not count:
        return _("Nothing to send.")
    return ngettext(
        "%(count)d mail sent, to one person.",
        "%(count)d mails sent, to as many people.",
        count,
    ) % {"count": count}
