"""``manage.py hjelp_occurrences``: the dates of activities, written as far ahead as lists look."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from wagtail_hjelp.activities.writing import (
    AHEAD,
    Written,
    date_calendar,
    extend,
    write_occurrences,
)
from wagtail_hjelp.directory.page_models import get_activity_model
from wagtail_hjelp.models import DateSeries, DirectoryStamp, Listed


class Command(BaseCommand):
    help = (
        "Write the dates of activities without an end further ahead. The site does so by itself; "
        "with --anew all dates to come are worked out again, as after a change of public holidays "
        "or time zone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anew",
            action="store_true",
            help="work out the dates to come of all published activities again; what somebody has "
            "cancelled, moved or added stays",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["anew"]:
            self._write_anew(options["verbosity"])
        else:
            self._extend(options["verbosity"])

    def _extend(self, verbosity: int) -> None:
        now = timezone.now()
        until = date_calendar().zone.today(now) + AHEAD
        stale = DateSeries.objects.filter(endless=True, written_until__lt=until)
        activities = dates = 0
        for key in stale.order_by("pk").values_list("pk", flat=True):
            added = self._extend_one(key, now)
            activities, dates = activities + (added is not None), dates + (added or 0)
        if verbosity:
            self.stdout.write(f"Activities written further: {activities}. Dates added: {dates}.")

    @transaction.atomic
    def _extend_one(self, key: UUID, now: datetime) -> int | None:
        """Return how many dates came to it; None if it has been deleted meanwhile."""
        # First the stamp, as publishing does: neither waits for the other for ever.
        DirectoryStamp.renew(Listed.ACTIVITIES)
        series = DateSeries.objects.select_for_update().filter(pk=key).first()
        return None if series is None else extend(series, now)

    def _write_anew(self, verbosity: int) -> None:
        now = timezone.now()
        seen = set()
        added = changed = removed = 0
        for page in get_activity_model().objects.live().order_by("pk").iterator(chunk_size=100):
            if page.translation_key in seen:
                continue
            seen.add(page.translation_key)
            written: Written = write_occurrences(page, now, anew=True)
            added, changed = added + written.added, changed + written.changed
            removed += written.removed
        if verbosity:
            self.stdout.write(
                f"Activities: {len(seen)}. Dates added: {added}, changed: {changed}, "
                f"removed: {removed}."
            )
