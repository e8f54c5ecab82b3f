"""Notices become mail: one to a person, in the person's language, with what is still true.

What was sent is deleted; what could not be sent waits for the next time. A notice may have been
overtaken by the time it is sent: the page is gone, the translation is up to date, the review is
over, the person may no longer work in that language. Such a one is deleted and told to nobody.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.core.mail import get_connection
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import override
from wagtail.admin.mail import send_mail

from wagtail_hjelp.mail import Mail, write
from wagtail_hjelp.models import Notice, NoticeKind

from .people import pages_to_edit, pages_to_publish
from .subjects import Place, Subject, subjects_of

TEMPLATE = "notices"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """What one notice says."""

    kind: NoticeKind
    urgent: bool
    subject: Subject

    @property
    def order(self) -> tuple[Any, ...]:
        """What comes first in the mail, and in its subject: the urgent, then what is due first."""
        about = self.subject
        due = about.deadline or date.max
        return (not self.urgent, due, about.urgency, about.title.casefold(), about.code, self.kind)


@dataclass(slots=True)
class Report:
    """How many mails went out, one to a person; how many did not; and notices that nobody needs."""

    sent: int = 0
    failed: int = 0
    dropped: int = 0


def send_notices(*, only_urgent: bool = False) -> Report:
    """Send what waits, a mail to each person. Nothing is raised if the mail server fails.

    The queries for all of it are the same however many notices there are, and a few for each
    person.
    """
    report, waiting = Report(), _waiting(only_urgent=only_urgent)
    rows = list(waiting)
    if not rows:
        return report
    subjects = subjects_of(waiting)
    server = get_connection()
    try:
        for person, own in _by_person(rows):
            _send_to(person, own, subjects, server, report)
    finally:
        _close(server)
    return report


def previews() -> Iterator[Mail]:
    """Yield the mails that would be sent now; changes nothing."""
    waiting = _waiting()
    rows = list(waiting)
    if rows:
        subjects = subjects_of(waiting)
        for person, own in _by_person(rows):
            if lines := _lines(person, own, subjects):
                yield compose(person, lines)


def compose(person: Any, lines: Sequence[Line]) -> Mail:
    """Return the mail with these lines, in the language that a person has chosen for the admin."""
    lines = sorted(lines, key=lambda line: line.order)
    context = {"lines": lines, "first": lines[0], "more": len(lines) - 1}
    return write(TEMPLATE, context, language_of(person))


def language_of(person: Any) -> str:
    """Return the language that somebody has chosen for the admin, or else the site's."""
    profile = getattr(person, "wagtail_userprofile", None)
    # Without a choice Wagtail takes the active language: that of whoever has caused the mail.
    with override(django_settings.LANGUAGE_CODE):
        return str(profile.get_preferred_language() if profile else django_settings.LANGUAGE_CODE)


def _waiting(*, only_urgent: bool = False) -> QuerySet[Notice]:
    notices = Notice.objects.filter(urgent=True) if only_urgent else Notice.objects.all()
    return notices.order_by("pk")


def _by_person(notices: Iterable[Notice]) -> list[tuple[Any, list[Notice]]]:
    found = defaultdict(list)
    for notice in notices:
        found[notice.user_id].append(notice)
    users = get_user_model()._default_manager.select_related("wagtail_userprofile")
    # Whoever was deleted just now has no notices any more either.
    people = users.in_bulk(list(found))
    return [(people[pk], own) for pk, own in found.items() if pk in people]


def _send_to(
    person: Any,
    notices: Sequence[Notice],
    subjects: dict[Place, Subject],
    server: Any,
    report: Report,
) -> None:
    try:
        with _held(notices) as held:
            lines = _lines(person, held, subjects)
            if lines:
                mail = compose(person, lines)
                send_mail(mail.subject, mail.body, [person.email], connection=server)
            Notice.objects.filter(pk__in=[notice.pk for notice in held]).delete()
    except Exception as error:
        # What the error says may have an address in it: only its kind is logged.
        logger.error(
            "A mail with %d notices could not be sent (%s). They wait for the next time.",
            len(notices),
            type(error).__name__,
        )
        report.failed += 1
        # The next person gets a connection of their own.
        _close(server)
    else:
        report.sent += bool(lines)
        report.dropped += len(held) - len(lines)


@contextmanager
def _held(notices: Sequence[Notice]) -> Iterator[list[Notice]]:
    """Keep a person's notices to this process until they are sent and deleted.

    SQLite has no locks on rows, and a transaction there would let nobody else write for as long as
    the mail server thinks.
    """
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices]).order_by("pk")
    features = connection.features
    if not features.has_select_for_update:
        yield list(rows)
        return
    with transaction.atomic():
        yield list(rows.select_for_update(skip_locked=features.has_select_for_update_skip_locked))


def _lines(person: Any, notices: Sequence[Notice], subjects: dict[Place, Subject]) -> list[Line]:
    """Return what is still true of the notices of a person who can still be told."""
    if not person.is_active or not person.email:
        return []
    profile = getattr(person, "wagtail_userprofile", None)
    true = [
        Line(NoticeKind(notice.kind), notice.urgent, subject)
        for notice in notices
        if (subject := subjects.get((notice.translation_key, notice.locale_id))) is not None
        and subject.calls_for(notice.kind)
    ]
    asks_reviews = profile is None or profile.submitted_notifications
    reviews = {line.subject.page_id for line in true if line.kind == NoticeKind.TO_REVIEW}
    others = {line.subject.page_id for line in true if line.kind != NoticeKind.TO_REVIEW}
    to_review = _allowed(pages_to_publish, person, reviews) if asks_reviews else set()
    to_edit = _allowed(pages_to_edit, person, others)
    return [
        line
        for line in true
        if line.subject.page_id in (to_review if line.kind == NoticeKind.TO_REVIEW else to_edit)
    ]


def _allowed(pages_for: Any, person: Any, page_ids: set[int]) -> set[int]:
    if not page_ids:
        return set()
    return set(pages_for(person).filter(pk__in=page_ids).values_list("pk", flat=True))


def _close(server: Any) -> None:
    try:
        server.close()
    except Exception as error:
        logger.warning("The mail server did not say goodbye (%s).", type(error).__name__)
