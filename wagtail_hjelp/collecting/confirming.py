"""“Is it still right?”: asked by mail, answered in one click, by whoever answers for the facts.

Asked when a confirmation has run out, before Christmas, or by hand. Reminded of twice; then it is
the editors' turn. A link that is opened changes nothing, since programs that look through mail open
all links: the page it leads to has one button.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from wagtail_hjelp.directory.page_models import (
    get_activity_model,
    get_offer_model,
    get_organisation_model,
)
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models.questions import AskedWhy, Question, QuestionState
from wagtail_hjelp.models.submissions import LinkPurpose, SecretLink
from wagtail_hjelp.models.verification import Verification

from . import receipts
from .differences import Line, told
from .entries import kind_of, read_record
from .links import make_link, revoke_links, use_link
from .owners import owner_of, owners_of
from .owners import refuse as refuse_mail
from .submissions import begin_correction

# Two reminders, each so long after what was sent before; then the editors' list.
PATIENCE = timedelta(days=14)
REMINDERS = 2
# Before Christmas: asked between these days (month, day), unless they have said so this autumn.
_CHRISTMAS = ((11, 10), (12, 12))
_AUTUMN = (11, 1)


@dataclass(slots=True)
class Asked:
    """How many were asked or reminded; who could not be; what is the editors' now."""

    sent: int = 0
    reminded: int = 0
    without_owner: int = 0
    refused: int = 0
    failed: int = 0
    given_up: int = 0


def ask(pages: Iterable[Any], why: AskedWhy = AskedWhy.BY_HAND) -> Asked:
    """Ask those who answer for these pages, which are in the source language and live."""
    found, chosen = Asked(), list(pages)
    owners = owners_of(chosen)
    for page in chosen:
        owner = owners.get(page.translation_key)
        if owner is None:
            found.without_owner += 1
        elif not owner.may_be_mailed:
            found.refused += 1
        else:
            _ask(page, owner, why, found)
    return found


def _ask(page: Any, owner: Any, why: AskedWhy, found: Asked) -> None:
    now = timezone.now()
    Question.objects.update_or_create(
        translation_key=page.translation_key,
        defaults={
            "why": why,
            "state": QuestionState.ASKED,
            "asked_at": now,
            "sent_at": now,
            "reminders": 0,
            "answered_at": None,
        },
    )
    _send(page, owner, found, reminder=False)


def _send(page: Any, owner: Any, found: Asked, *, reminder: bool) -> None:
    # The newest link is the one that works.
    revoke_links(translation_key=page.translation_key, purpose=LinkPurpose.CONFIRM)
    secret = make_link(LinkPurpose.CONFIRM, translation_key=page.translation_key)
    if receipts.question(page, owner, secret, reminder=reminder):
        if reminder:
            found.reminded += 1
        else:
            found.sent += 1
        return
    Question.objects.filter(pk=page.translation_key).update(state=QuestionState.NOT_SENT)
    found.failed += 1


def ask_what_is_due(today: date | None = None) -> Asked:
    """Ask about all that is due, remind of what was asked; to be run once a day."""
    day = today or timezone.localdate()
    found = Asked()
    _remind(found)
    open_questions = set(
        Question.objects.filter(
            state__in=[QuestionState.ASKED, QuestionState.UNANSWERED, QuestionState.NOT_SENT]
        ).values_list("pk", flat=True)
    )
    for why, pages in _due(day).items():
        asked = ask([page for page in pages if page.translation_key not in open_questions], why)
        found.sent += asked.sent
        found.without_owner += asked.without_owner
        found.refused += asked.refused
        found.failed += asked.failed
    return found


def _due(day: date) -> dict[AskedWhy, list[Any]]:
    """Return the live pages of which somebody should say again that they are right."""
    confirmed = dict(Verification.objects.values_list("pk", "confirmed_on"))
    is_christmas = _CHRISTMAS[0] <= (day.month, day.day) <= _CHRISTMAS[1]
    autumn = date(day.year, *_AUTUMN)
    due: dict[AskedWhy, list[Any]] = defaultdict(list)
    for model in (get_offer_model(), get_activity_model(), get_organisation_model()):
        for page in model.objects.live().filter(locale=source_locale(), alias_of=None):
            on = confirmed.get(page.translation_key)
            if on is None:
                # Nobody has ever vouched for it: counted from when it was published.
                published = page.first_published_at
                on = timezone.localtime(published).date() if published else day
            if page.confirmation_due(on) < day:
                due[AskedWhy.DUE].append(page)
            elif is_christmas and on < autumn:
                due[AskedWhy.CHRISTMAS].append(page)
    return due


def _remind(found: Asked) -> None:
    now = timezone.now()
    waiting = Question.objects.filter(state=QuestionState.ASKED, sent_at__lte=now - PATIENCE)
    given_up = waiting.filter(reminders__gte=REMINDERS)
    found.given_up = given_up.update(state=QuestionState.UNANSWERED)
    keys = list(waiting.values_list("pk", flat=True))
    pages = [page.specific for page in _source_pages(keys).filter(live=True)]
    owners = owners_of(pages)
    for page in pages:
        owner = owners.get(page.translation_key)
        if owner is None or not owner.may_be_mailed:
            Question.objects.filter(pk=page.translation_key).update(state=QuestionState.UNANSWERED)
            found.given_up += 1
            continue
        question = Question.objects.get(pk=page.translation_key)
        question.sent_at, question.reminders = now, question.reminders + 1
        question.save(update_fields=["sent_at", "reminders"])
        _send(page, owner, found, reminder=True)


def _source_pages(keys: Iterable[Any]) -> Any:
    return Page.objects.filter(translation_key__in=list(keys), locale=source_locale())


# --- the answer -----------------------------------------------------------------------------


def asked_about(link: SecretLink) -> Any:
    """Return the page that a link asks about, in the source language; None if it is not live."""
    page = _source_pages([link.translation_key]).filter(live=True).first()
    return page.specific if page is not None else None


def facts_of(page: Any) -> list[Line]:
    """Return what is to be confirmed, in words; of an offer, what its own page says."""
    kind = kind_of(page)
    return [] if kind is None else told(kind, read_record(page), only_said=True)


def may_correct(page: Any) -> bool:
    """Whether whoever is asked can write what is right instead."""
    return kind_of(page) is not None


@transaction.atomic
def confirm(link: SecretLink, page: Any) -> bool:
    """The one who answers for it says that it is right: in all languages, from today."""
    if not use_link(link):
        return False
    page.confirm(None)
    _answered(page, QuestionState.CONFIRMED)
    return True


@transaction.atomic
def correct(link: SecretLink, page: Any, site: Site, language: str) -> str | None:
    """Begin a correction in the place of the question; return the secret to go on with."""
    if not may_correct(page) or not use_link(link):
        return None
    submission, secret = begin_correction(page, site, language)
    owner = owner_of(page)
    if owner is not None:
        submission.sender_name, submission.sender_email = owner.name, owner.email
        submission.save(update_fields=["sender_name", "sender_email"])
    _answered(page, QuestionState.CORRECTED)
    return secret


@transaction.atomic
def refuse(link: SecretLink) -> bool:
    """Whoever is asked wants no more mail: about nothing that they answer for."""
    page = asked_about(link)
    if page is None or not use_link(link):
        return False
    owner = owner_of(page)
    if owner is not None:
        refuse_mail(owner.email)
    _answered(page, QuestionState.REFUSED)
    return True


def _answered(page: Any, state: QuestionState, at: datetime | None = None) -> None:
    Question.objects.filter(pk=page.translation_key).update(
        state=state, answered_at=at or timezone.now()
    )
