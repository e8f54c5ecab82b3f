"""The letters that those who tell get: a receipt, an answer, a question.

A receipt goes to an address that nobody has proved, so nothing stands in it that the sender has
written: the site sends no stranger's words to a third person. Letters go out when what they tell of
is stored.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from wagtail_hjelp.models.submissions import LinkPurpose, Submission

from . import letters
from .addresses import secret_address
from .links import make_link


def received(submission: Submission, secret: str) -> None:
    """It has been sent: with the link to follow, change or withdraw it."""
    url = secret_address(submission.site, submission.language, "follow", secret)
    _after_commit("told_received", submission, {"url": url, "kind": submission.kind})


def approved(submission: Submission, page: Any) -> None:
    """It is published."""
    version = page.get_translations(inclusive=True).filter(
        locale__language_code=submission.language, live=True
    )
    shown = version.first() or page
    _after_commit(
        "told_approved",
        submission,
        {
            "title": page.title,
            "url": shown.full_url,
            "is_change": bool(submission.base),
        },
    )


def sent_back(submission: Submission) -> None:
    """Something is to be changed first: why, and where to do it."""
    secret = make_link(LinkPurpose.FOLLOW, submission=submission)
    url = secret_address(submission.site, submission.language, "follow", secret)
    _after_commit("told_sent_back", submission, {"url": url, "reason": submission.reason})


def question(page: Any, owner: Any, secret: str, *, reminder: bool) -> bool:
    """Ask the one who answers for a page whether it is right; return whether the mail went out."""
    site = page.get_site()
    url = secret_address(site, owner.language, "confirm", secret) if site is not None else ""
    if not url:
        return False
    context = {"title": page.title, "url": url, "is_reminder": reminder}
    return letters.send("still_right", owner.email, context, owner.language)


def _after_commit(template: str, submission: Submission, context: dict[str, Any]) -> None:
    to, language = submission.sender_email, submission.language
    if to:
        transaction.on_commit(lambda: letters.send(template, to, context, language) and None)
