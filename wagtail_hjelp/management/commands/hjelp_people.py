"""``manage.py hjelp_people``: resource persons without a consent, grace included, are deleted."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from wagtail_hjelp.people.register import delete_expired


class Command(BaseCommand):
    help = (
        "Delete resource persons whose consent has run out, and the days of grace after it. Run "
        "it once a day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = delete_expired(timezone.now())
        if options["verbosity"]:
            self.stdout.write(
                ngettext(
                    "%(count)d resource person deleted.",
                    "%(count)d resource persons deleted.",
                    count,
                )
                % {"count": count}
            )
