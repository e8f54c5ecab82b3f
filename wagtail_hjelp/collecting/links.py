"""Links that take the place of an account: unguessable, for one purpose, for a time, revocable.

secret = make_link(LinkPurpose.FOLLOW, submission=submission)    # goes into an address, once
link = open_link(secret, LinkPurpose.FOLLOW)                     # or None
use_link(link)                                                   # and never again
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from wagtail_hjelp.models.resource_persons import ResourcePerson
from wagtail_hjelp.models.submissions import LinkPurpose, SecretLink, Submission

# 256 bits: guessing is hopeless, however many links there are.
_BYTES = 32
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")

# How long each opens what it is for. What was begun and not sent is thrown away sooner than what
# was sent is followed; a question by mail may lie over a holiday.
LASTS = {
    LinkPurpose.WRITE: timedelta(days=7),
    LinkPurpose.FOLLOW: timedelta(days=180),
    LinkPurpose.CONFIRM: timedelta(days=60),
    # As long as any consent may last, and the days of grace after it: then the record is gone.
    LinkPurpose.WITHDRAW: timedelta(days=5 * 366),
}


def make_link(
    purpose: LinkPurpose,
    *,
    submission: Submission | None = None,
    translation_key: UUID | None = None,
    person: ResourcePerson | None = None,
) -> str:
    """Make a link and return its secret, 43 letters that stand nowhere else."""
    secret = secrets.token_urlsafe(_BYTES)
    SecretLink.objects.create(
        digest=_digest(secret),
        purpose=purpose,
        submission=submission,
        translation_key=translation_key,
        person=person,
        expires_at=timezone.now() + LASTS[purpose],
    )
    return secret


def find_link(secret: str) -> SecretLink | None:
    """Return the link that a secret belongs to, whatever has become of it."""
    if not SECRET.fullmatch(secret):
        return None
    return SecretLink.objects.select_related("submission").filter(digest=_digest(secret)).first()


def open_link(secret: str, *purposes: LinkPurpose) -> SecretLink | None:
    """Return a link that still opens one of these purposes; None for any other text."""
    link = find_link(secret)
    if link is None or link.purpose not in purposes or not link.stands(timezone.now()):
        return None
    return link


def use_link(link: SecretLink) -> bool:
    """Use a link up; return False if somebody else was first."""
    now = timezone.now()
    used = SecretLink.objects.filter(
        pk=link.pk, used_at=None, revoked_at=None, expires_at__gt=now
    ).update(used_at=now)
    return bool(used)


def revoke_links(*, at: datetime | None = None, **which: Any) -> int:
    """Make links useless at once: ``revoke_links(submission=…)``, ``revoke_links(pk=…)``."""
    found = SecretLink.objects.filter(used_at=None, revoked_at=None, **which)
    return found.update(revoked_at=at or timezone.now())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
