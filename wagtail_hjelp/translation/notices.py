"""Who is told of what: translators of requests and changed words, reviewers of what awaits them.

What is to be told is a row of :class:`Notice` until it is sent (see ``mailing``). Of acute help and
of offers that are marked as urgent people are told as soon as the transaction is through; the rest
goes out once a day. Whoever did it is not told, nor is anybody without an address.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.log_actions import get_active_log_context
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models import (
    HelpPageMixin,
    LanguageVersion,
    Notice,
    NoticeKind,
    SourceWords,
    TranslationRequest,
)

from .people import may_translate, reviewers, translators
from .tasks import send_urgent_notices
from .urgency import is_urgent
from .versions import other_versions


def acting_user() -> Any:
    """Return who is at work in the admin just now; None elsewhere."""
    return get_active_log_context().user


def words_changed(page: Any, before: SourceWords, *, user: Any = None) -> None:
    """Tell translators that a live source page says something else than ``before``.

    Of each language that has a version of its own, published or not, those are told who know it.
    """
    versions = [version for version in other_versions(page) if version.alias_of_id is None]
    if not versions:
        return
    key = page.translation_key
    requests = {one.locale_id: one for one in _requests(key)}
    # Without the words, which may be long.
    known = LanguageVersion.objects.filter(translation_key=key).select_related("translator")
    writers = {one.locale_id: one.translator for one in known.defer("made_words")}
    urgent = is_urgent(page)
    for version in versions:
        asked = requests.get(version.locale_id)
        people = _concerned(version, asked, writers.get(version.locale_id))
        _tell(people, NoticeKind.CHANGED, version, urgent=urgent, user=user or acting_user())


def says_something_new(request: TranslationRequest) -> bool:
    """Whether a request that is about to be saved asks for something else than it did before."""
    there = TranslationRequest.objects.filter(
        pk=request.pk,
        assignee=request.assignee_id,
        deadline=request.deadline,
        note=request.note,
    )
    return not there.exists()


def requested(translation_key: UUID, locale: Locale, *, user: Any = None) -> None:
    """Tell translators that a page is to be translated into a language.

    Whoever was asked for it before, and has not been told yet, is not told any more.
    """
    who = user or acting_user()
    if not _tell_of_request(translation_key, locale, who):
        # The page in that language may be made later in this transaction.
        transaction.on_commit(lambda: _tell_of_request(translation_key, locale, who), robust=True)


def to_review(version: Any, *, user: Any = None) -> None:
    """Tell the reviewers of a language that a translation was sent to them."""
    source = _source(version.translation_key)
    urgent = source is not None and is_urgent(source)
    _tell(
        _who_want_reviews(reviewers(version)),
        NoticeKind.TO_REVIEW,
        version,
        urgent=urgent,
        user=user or acting_user(),
    )


def _tell_of_request(key: UUID, locale: Locale, user: Any) -> bool:
    """Tell of a request; False if there is no page in the language to tell of."""
    version = Page.objects.filter(translation_key=key, locale=locale, alias_of=None).first()
    source = _source(key)
    asked = _requests(key).filter(locale=locale).first()
    if version is None or source is None or asked is None:
        return False
    if not issubclass(version.specific_class or Page, HelpPageMixin):
        return True
    people = _concerned(version, asked)
    _tell(people, NoticeKind.REQUESTED, version, urgent=is_urgent(source), user=user)
    waiting = Notice.objects.filter(kind=NoticeKind.REQUESTED, translation_key=key, locale=locale)
    waiting.exclude(user__in=[one.pk for one in people]).delete()
    return True


def _source(key: UUID) -> Page | None:
    return Page.objects.filter(translation_key=key, locale=source_locale(), alias_of=None).first()


def _requests(key: UUID) -> Any:
    return TranslationRequest.objects.filter(translation_key=key).select_related("assignee")


def _concerned(version: Any, asked: TranslationRequest | None, writer: Any = None) -> list[Any]:
    """Return whom a translation concerns: who is asked to make it, or wrote it last, or else all
    translators of the language.

    One who has left, or has no right to the page any more, is nobody to wait for.
    """
    for one in (asked.assignee if asked else None, writer):
        if one is not None and one.is_active and may_translate(version, one):
            return [one]
    return translators(version)


def _who_want_reviews(people: list[Any]) -> list[Any]:
    """Leave out those who have said in Wagtail's settings that they want no such mail."""
    refusing = set(
        UserProfile.objects.filter(
            user__in=[one.pk for one in people], submitted_notifications=False
        ).values_list("user_id", flat=True)
    )
    return [one for one in people if one.pk not in refusing]


def _tell(
    people: Iterable[Any], kind: NoticeKind, version: Any, *, urgent: bool, user: Any
) -> None:
    """Write what people are to be told, once each, and send it soon if it is urgent."""
    place = {
        "kind": kind,
        "translation_key": version.translation_key,
        "locale_id": version.locale_id,
    }
    wanted = {one.pk for one in people if one.is_active and one.email}
    wanted.discard(user.pk if user is not None else None)
    if not wanted:
        return
    there = Notice.objects.filter(user__in=wanted, **place)
    told = set(there.values_list("user_id", flat=True))
    there.update(urgent=urgent)
    # Somebody else may write the same at this moment, and one is enough.
    Notice.objects.bulk_create(
        [Notice(user_id=pk, urgent=urgent, **place) for pk in sorted(wanted - told)],
        ignore_conflicts=True,
    )
    if urgent:
        # If this fails, the daily one has them.
        transaction.on_commit(send_urgent_notices.enqueue, robust=True)
