"""Whoever answers for the facts of a page is told what readers say is wrong with it."""

from __future__ import annotations

from django.utils.translation import override
from wagtail.models import Page

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models import ErrorReport
from wagtail_hjelp.vocabularies import ReportReason

from .letters import quoted, send
from .owners import owner_of


def tell_owner_of(report_id: int) -> bool:
    """Write to the owner of a page about a report, and say whether a letter went out.

    The letter goes to the address that an editor has entered, and has the reader's words in it, but
    not the reader's address: the editors answer.
    """
    report = ErrorReport.objects.filter(pk=report_id).first()
    page = _page_of(report) if report is not None else None
    owner = owner_of(page) if page is not None else None
    if report is None or page is None or owner is None or not owner.may_be_mailed:
        return False
    with override(owner.language):
        reason = str(dict(ReportReason.choices).get(report.reason, ReportReason.OTHER.label))
    context = {
        "title": page.title,
        "url": page.full_url or "",
        "reason": reason,
        "text": quoted(report.text) if report.text else "",
        "language": report.language,
    }
    return send("error_report", owner.email, context, owner.language)


def _page_of(report: ErrorReport) -> Page | None:
    """Return the page in the source language if it is published, else in any."""
    versions = Page.objects.filter(translation_key=report.translation_key, live=True)
    own = versions.filter(locale=source_locale()).first()
    return own or versions.order_by("pk").first()
