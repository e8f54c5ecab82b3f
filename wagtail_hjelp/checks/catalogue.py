"""The catalogue of national services: is it fresh, and has it caught up with corrections here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.checks import CheckMessage, Info, Warning
from django.db import DatabaseError, router
from django.utils import timezone

from wagtail_hjelp.catalogue.loader import oldest_confirmation

OLDEST = timedelta(days=365)


def check_catalogue_age(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    confirmed = oldest_confirmation()
    if timezone.now().date() - confirmed <= OLDEST:
        return []
    return [
        Warning(
            "National helplines in this version of wagtail-hjelp were last confirmed on "
            f"{confirmed:%Y-%m-%d}: numbers and hours may have changed since.",
            hint="Upgrade wagtail-hjelp. If there is no newer version, go through the list "
            "under “Help offers, Helplines” in the admin, and correct what is wrong.",
            id="wagtail_hjelp.W013",
        )
    ]


def check_corrections(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Asks the database: runs with ``migrate``, and with ``check --database default``."""
    from wagtail_hjelp.models import Helpline

    if router.db_for_read(Helpline) not in (databases or ()):
        return []
    try:
        rows = list(Helpline.objects.exclude(code=None))
    except DatabaseError:  # before the first migration
        return []
    return [
        Info(
            _what_happened(row),
            hint="Look at it under “Help offers, Helplines”, and take the correction away if the "
            "package is right.",
            id="wagtail_hjelp.I003",
        )
        for row in rows
        if row.is_caught_up
    ]


def _what_happened(row: Any) -> str:
    since = f" since {row.changed_on:%Y-%m-%d}" if row.changed_on else ""
    corrected = f"“{row}” is corrected here{since}, and the package has caught up"
    if row.says_the_same:
        return f"{corrected}: it says the same."
    return f"{corrected}: it was confirmed on {row.shipped.confirmed_on:%Y-%m-%d}."


def check_middleware(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    from django.conf import settings

    from wagtail_hjelp.acute.finding import MIDDLEWARE

    from .installation import i18n_enabled

    if not i18n_enabled() or MIDDLEWARE in settings.MIDDLEWARE:
        return []
    return [
        Warning(
            "A language that has no pages yet has no page of acute help either.",
            hint=f'Add "{MIDDLEWARE}" to MIDDLEWARE, as the last.',
            id="wagtail_hjelp.W012",
        )
    ]
