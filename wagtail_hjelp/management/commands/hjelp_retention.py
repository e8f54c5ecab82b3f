"""``manage.py hjelp_retention``: what people have told us is not kept longer than it has to be."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from wagtail_hjelp.collecting.retention import forget_what_is_over


class Command(BaseCommand):
    help = (
        "Delete what people have told the site through its forms, when its time is over. Run it "
        "once a day."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say how much it would be, and delete nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for forgotten in forget_what_is_over(dry_run=options["dry_run"]):
            if forgotten.error is not None:
                failed.append(f"{forgotten.name} ({type(forgotten.error).__name__})")
            elif options["verbosity"]:
                self.stdout.write(f"{forgotten.name}: {forgotten.count}")
        if options["verbosity"] and options["dry_run"]:
            self.stdout.write(_("This was a dry run: nothing was deleted."))
        if failed:
            raise CommandError(
                _("Could not be deleted, and is there still: %(what)s.")
                % {"what": ", ".join(failed)}
            )
