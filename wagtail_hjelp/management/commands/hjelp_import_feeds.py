"""``manage.py hjelp_import_feeds``: calendars and feeds at an address, brought up to date."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_hjelp.collecting.importing.feed_details import in_words
from wagtail_hjelp.collecting.importing.feeds import bring_up_to_date
from wagtail_hjelp.collecting.importing.fetching import Wire
from wagtail_hjelp.models import FeedOutcome, ImportFeed


class Command(BaseCommand):
    help = (
        "Fetch the calendars and feeds that are kept up to date, and import what is new in them. "
        "Run it as often as they should be: once an hour, or once a day."
    )
    # Given by tests: how others are reached.
    stealth_options = ("wire",)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ids", nargs="*", type=int, metavar="ID", help="of these")
        parser.add_argument(
            "--all", action="store_true", help="all that somebody has said are kept up to date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = options["ids"]
        if bool(wanted) == options["all"]:
            raise CommandError("Say which: ids, or --all.")
        if options["all"]:
            found = ImportFeed.objects.filter(is_active=True, begun_at__isnull=False)
        else:
            found = ImportFeed.objects.filter(pk__in=wanted)
        sources = list(found.order_by("pk"))
        unknown = [pk for pk in wanted if pk not in {source.pk for source in sources}]
        failed = len(unknown)
        for pk in unknown:
            self._say(pk, _("There is none with this number."))
        for source in sources:
            failed += not self._bring(source, options.get("wire"), options["verbosity"])
        if failed:
            raise CommandError(
                ngettext(
                    "%(count)d was not brought up to date.",
                    "%(count)d were not brought up to date.",
                    failed,
                )
                % {"count": failed}
            )

    def _bring(self, source: ImportFeed, wire: Wire | None, verbosity: int) -> bool:
        """Bring one up to date and say how it went; return whether it went well."""
        if source.begun_at is None:
            self._say(source.pk, source.name, _("Nobody has looked at it and started it yet."))
            return False
        if not bring_up_to_date(source, wire=wire):
            # Whoever is at it says how it goes.
            if verbosity:
                self._say(source.pk, source.name, _("It is being fetched already."))
            return True
        is_good = source.last_outcome != FeedOutcome.FAILED
        if verbosity or not is_good:
            outcome = f"{source.get_last_outcome_display()}."
            self._say(source.pk, source.name, " ".join([outcome, *in_words(source)]))
        return is_good

    def _say(self, *parts: Any) -> None:
        self.stdout.write(": ".join(str(part) for part in parts))
