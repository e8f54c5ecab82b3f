"""What is told twice: pages and submissions that look like the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from anyascii import anyascii
from django.db.models import Q

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models.submissions import Submission, SubmissionStatus

from .entries import EntryKind, model_of

# From how much of two names being the same letters they are shown as perhaps the same thing.
ALIKE = 0.82
_WORDS = re.compile(r"[^a-z0-9]+")
# Of more than these nobody makes a choice.
_MOST = 5


@dataclass(frozen=True, slots=True)
class Double:
    """Something that may be the same: a page (``url`` if residents see it), or a submission."""

    title: str
    url: str = ""
    page_id: int | None = None
    submission_id: Any = None
    is_same: bool = False


def doubles_of(submission: Submission) -> list[Double]:
    """Return what may be the same as something new, the likeliest first; nothing for corrections.

    The same organisation number is the same organisation; otherwise names are compared as people
    read them, without case, accents and signs.
    """
    if submission.base:
        return []
    record = submission.record
    found = [*_pages(submission, record), *_others(submission)]
    return [double for _rank, double in sorted(found, key=lambda one: -one[0])][:_MOST]


def _pages(submission: Submission, record: dict[str, Any]) -> Iterable[tuple[float, Double]]:
    model = model_of(submission.kind)
    pages = model._base_manager.filter(locale=source_locale()).exclude(
        translation_key=submission.translation_key
    )
    is_organisation = submission.kind == EntryKind.ORGANISATION
    names = ["pk", "title", "draft_title", "live", *(["number"] if is_organisation else [])]
    for pk, title, draft_title, live, *number in pages.values_list(*names):
        same = bool(number and number[0] and number[0] == record.get("number"))
        rank = 2.0 if same else alikeness(draft_title or title, record.get("title", ""))
        if rank < ALIKE:
            continue
        url = model._base_manager.get(pk=pk).get_url() if live else ""
        yield rank, Double(title, url=url or "", page_id=pk, is_same=rank >= 1)


def _others(submission: Submission) -> Iterable[tuple[float, Double]]:
    waiting = Submission.objects.filter(
        Q(status=SubmissionStatus.SENT) | Q(status=SubmissionStatus.SENT_BACK),
        kind=submission.kind,
        site=submission.site,
        # What has a draft of a page is among the pages.
        translation_key=None,
    )
    for other in waiting.exclude(pk=submission.pk):
        rank = alikeness(other.proposed.get("title", ""), submission.record.get("title", ""))
        if rank >= ALIKE:
            yield rank, Double(str(other), submission_id=other.pk, is_same=rank >= 1)


def alikeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1; 1 for the same words in any order."""
    ours, theirs = words_of(one), words_of(other)
    if not ours or not theirs:
        return 0.0
    if sorted(ours) == sorted(theirs):
        return 1.0
    return SequenceMatcher(None, " ".join(ours), " ".join(theirs)).ratio()


def words_of(text: str) -> list[str]:
    """Return the words of a name as they are compared: in plain letters, without case and signs."""
    return _WORDS.sub(" ", anyascii(text).lower()).split()
