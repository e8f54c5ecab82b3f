"""Ask by mail whether what stands on the pages is still right; to be run once a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_hjelp.collecting.confirming import ask_what_is_due


class Command(BaseCommand):
    help = (
        "Ask those who answer for pages whether they are still right: what is due, what has to be "
        "right before Christmas, and reminders (two, then the editors' list)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = ask_what_is_due()
        said = [
            (found.sent, _("asked: %d")),
            (found.reminded, _("reminded: %d")),
            (found.given_up, _("no answer, now the editors': %d")),
            (found.without_owner, _("nobody to ask: %d")),
            (found.refused, _("want no mail, or it came back: %d")),
        ]
        self.stdout.write("\n".join(text % count for count, text in said))
        if found.failed:
            raise CommandError(_("%d letters could not be sent.") % found.failed)
