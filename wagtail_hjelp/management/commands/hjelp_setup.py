"""``manage.py hjelp_setup``: the help section, its topics and its groups, on a site."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_hjelp.setup import SetUpError, set_up
from wagtail_hjelp.setup.parents import find_parent, possible_parents_text
from wagtail_hjelp.setup.run import FRONT_SLUG


class Command(BaseCommand):
    help = (
        "Make the help section below a page, in all languages of the site, with topics and "
        "groups. What is there already is left as it is: run it as often as you like."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--parent",
            metavar="PAGE",
            help="the page to make the section under: its id, its address such as /nb/, or its "
            "slugs below the site's root page",
        )
        parser.add_argument(
            "--slug", default=FRONT_SLUG, help="the front page's slug (default: %(default)s)"
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would be done, and take it back",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        dry_run = options["dry_run"]
        try:
            if not options["parent"]:
                raise SetUpError(
                    _("Name the page to make the help section under. %(possible)s")
                    % {"possible": possible_parents_text()}
                )
            parent = find_parent(options["parent"])
            # A dry run is a run: only so does it meet what a run would meet.
            with transaction.atomic():
                section = set_up(
                    parent, slug=options["slug"], report=None if quiet else self.stdout.write
                )
                if dry_run:
                    transaction.set_rollback(True)
        except SetUpError as error:
            raise CommandError(str(error)) from error
        if not quiet:
            self.stdout.write(self.style.SUCCESS(summary(section.counts, dry_run=dry_run)))


def summary(counts: Counter[str], *, dry_run: bool = False) -> str:
    """Return the last line: how much was done, in the active language."""
    if counts["created"] or counts["changed"]:
        text = _("%(created)d created, %(changed)d changed, %(unchanged)d unchanged.")
    else:
        text = _("Nothing to do: %(unchanged)d unchanged.")
    lines = [text % {key: counts[key] for key in ("created", "changed", "unchanged")}]
    if counts["left"]:
        lines.append(_("Left to you: %(left)d, see above.") % {"left": counts["left"]})
    if dry_run:
        lines.append(_("This was a dry run: nothing was changed."))
    return " ".join(lines)
