"""So much in so long, counted in the database: it holds however many processes serve the site."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wagtail_hjelp.models.attempts import Attempts

# Whoever is new takes so many of those with them whose time is over.
_TIDIED = 50


def spend(scope: str, who: str, *, most: int, within: timedelta) -> bool:
    """Count one attempt, and say whether it was one of the ``most`` that are allowed.

    The time begins with somebody's first attempt and ends ``within`` after it; what is refused does
    not make it longer. ``who`` may be anything, an address or a name: it is stored as a digest.
    """
    if most < 1:
        return False
    now = timezone.now()
    of_them = Attempts.objects.filter(scope=scope, who=digest(scope, who))
    if _count(of_them, now, most, within):
        return True
    if of_them.exists():
        # All is spent; or somebody else, at the same moment, began anew.
        return _count(of_them, now, most, within)
    forget_attempts(now, at_most=_TIDIED)
    first = Attempts(scope=scope, who=digest(scope, who), until=now + within)
    # Whoever is first makes the row, and all of them count on it.
    Attempts.objects.bulk_create([first], ignore_conflicts=True)
    return _count(of_them, now, most, within)


def digest(scope: str, who: str) -> str:
    """Return what stands for somebody in a scope: nobody reads it back without the secret key."""
    return salted_hmac(f"wagtail_hjelp.limits.{scope}", who, algorithm="sha256").hexdigest()


def forget_attempts(before: datetime, *, at_most: int | None = None) -> int:
    """Delete the counts whose time was over by a moment; return how many."""
    over = Attempts.objects.filter(until__lte=before)
    if at_most is None:
        return over.delete()[0]
    # By key: a range of rows that others write to would be locked on MariaDB.
    some = list(over.order_by("until").values_list("pk", flat=True)[:at_most])
    return over.filter(pk__in=some).delete()[0] if some else 0


def _count(of_them: QuerySet[Attempts], now: datetime, most: int, within: timedelta) -> bool:
    # Each is one statement that tests and writes: no two processes get the same place.
    if of_them.filter(until__gt=now, count__lt=most).update(count=F("count") + 1):
        return True
    return bool(of_them.filter(until__lte=now).update(count=1, until=now + within))
