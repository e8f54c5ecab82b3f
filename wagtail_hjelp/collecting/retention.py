"""How long what people have told us is kept: each kind has a time, and one command ends it.

A room that keeps something of people says so when the site starts (``AppConfig.ready()``)::

    retained(_("submissions"), "KEEP_SUBMISSIONS_DAYS", forget_submissions)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.conf import settings
from wagtail_hjelp.models import ErrorReport

from .limits import forget_attempts

# Deletes, or empties, what is over since before a moment, and returns how many that were.
Forget = Callable[[datetime], int]


@dataclass(frozen=True, slots=True)
class Retained:
    """A kind of thing, the option that says how many days it is kept (None: it is over by itself),
    and what ends it."""

    name: Any
    days_setting: str | None
    forget: Forget

    def before(self, now: datetime) -> datetime:
        """Return the moment before which it is over."""
        days: int = getattr(settings, self.days_setting) if self.days_setting else 0
        return now - timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many of a kind were over; ``error`` if they could not be ended, and are there still."""

    name: str
    count: int = 0
    error: Exception | None = None


_registered: dict[str, Retained] = {}


def retained(name: Any, days_setting: str | None, function: Forget) -> None:
    """Say that something is kept for as many days as an option says, and what ends it then.

    ``function`` gets the moment before which it is over and returns a count. It may be called for a
    dry run, and is taken back then: it writes to the database and does nothing else. The same
    function is registered once, however often it is said.
    """
    key = f"{function.__module__}.{function.__qualname__}"
    _registered[key] = Retained(name, days_setting, function)


def forget_what_is_over(*, dry_run: bool = False) -> Iterator[Forgotten]:
    """End all that is over, kind by kind: one that fails stops no other."""
    now = timezone.now()
    for kind in list(_registered.values()):
        try:
            with transaction.atomic():
                count = kind.forget(kind.before(now))
                transaction.set_rollback(dry_run)
        except Exception as error:
            yield Forgotten(str(kind.name), error=error)
        else:
            yield Forgotten(str(kind.name), count)


def forget_reports(before: datetime) -> int:
    """Delete what readers said was wrong, so long after it was handled."""
    return ErrorReport.objects.filter(handled_at__lte=before).delete()[0]


def forget_report_emails(before: datetime) -> int:
    """Empty the addresses of those who said it: after that nobody answers them any more."""
    return ErrorReport.objects.filter(handled_at__lte=before).exclude(email="").update(email="")


retained(_("counts of sent forms"), None, forget_attempts)
retained(_("handled messages about errors"), "KEEP_REPORTS_DAYS", forget_reports)
retained(
    _("e-mail addresses in handled messages about errors"),
    "KEEP_REPORT_EMAILS_DAYS",
    forget_report_emails,
)
