"""What is done to records, and what is kept of it: that it was done, by whom, to which number.

No entry of the log has a word of what a record says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from wagtail_hjelp.models import ResourcePerson

from . import clock

READ = "wagtail_hjelp.person_read"
EXPORTED = "wagtail_hjelp.persons_exported"
RENEWED = "wagtail_hjelp.consent_renewed"
WITHDRAWN = "wagtail_hjelp.consent_withdrawn"
EXPIRED = "wagtail_hjelp.consent_expired"

# An export is of no single record, and Wagtail's log wants a number: no record has this one.
WHOLE_REGISTER = "0"


@transaction.atomic
def withdraw(person: ResourcePerson, user: Any = None) -> None:
    """Delete a record now: whoever it is about, or a keeper (``user``), has taken the consent back.

    Also of a record that has become unreadable. Taking it back twice is taking it back.
    """
    found = ResourcePerson.records.select_for_update().filter(pk=person.pk).first()
    if found is not None:
        log(instance=found, action=WITHDRAWN, user=user, deleted=True)
        found.delete()


def delete_expired(now: datetime) -> int:
    """Delete the records whose days of grace are over at a moment; return how many."""
    with transaction.atomic():
        overdue = ResourcePerson.records.overdue(clock.today(now)).order_by("pk")
        found = list(overdue.select_for_update())
        for person in found:
            log(instance=person, action=EXPIRED, deleted=True, timestamp=now)
            person.delete()
    return len(found)


def note_read(person: ResourcePerson, user: Any) -> None:
    """Log that somebody has opened a record."""
    log(instance=person, action=READ, user=user)


def note_renewed(person: ResourcePerson, user: Any) -> None:
    """Log that a new consent was written down."""
    log(instance=person, action=RENEWED, user=user)


def note_export(count: int, columns: Sequence[str], kind: str, user: Any) -> None:
    """Log that records were taken out of the system: how many, which columns, in what form."""
    ModelLogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(ResourcePerson),
        object_id=WHOLE_REGISTER,
        label=str(ResourcePerson._meta.verbose_name_plural),
        action=EXPORTED,
        timestamp=timezone.now(),
        user=user,
        data={"count": count, "columns": list(columns), "format": kind},
    )
