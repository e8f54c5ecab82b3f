"""What readers say is wrong, for those who can mend it: whoever edits the page at its source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models import ErrorReport
from wagtail_hjelp.translation.people import pages_to_edit


def source_pages_of(user: Any) -> QuerySet[Page]:
    """Return the pages that somebody edits at their source: no translations of others' pages."""
    locale = source_locale()
    source = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=locale)
    return pages_to_edit(user).filter(Q(locale=locale) | ~Exists(source))


def may_see_reports(user: Any) -> bool:
    """Whether somebody edits any page at its source."""
    return source_pages_of(user).exists()


def reports_for(user: Any) -> QuerySet[ErrorReport]:
    """Return what readers say of the pages that somebody edits."""
    keys = source_pages_of(user).values("translation_key")
    return ErrorReport.objects.filter(translation_key__in=keys)


def open_reports_for(user: Any) -> QuerySet[ErrorReport]:
    """Return those of them that nobody has handled."""
    return reports_for(user).filter(handled_at=None)


def handle(report: ErrorReport, user: Any, note: str | None = None) -> None:
    """Note that somebody has seen to it, and perhaps what was done. The first who did stays."""
    if note is not None:
        report.note = note
    if report.handled_at is None:
        report.handled_at, report.handled_by = timezone.now(), user
    report.save(update_fields=["note", "handled_at", "handled_by"])


def reopen(report: ErrorReport) -> None:
    """Note that there is something left to do."""
    report.handled_at = report.handled_by = None
    report.save(update_fields=["handled_at", "handled_by"])


def pages_by_key(reports: Iterable[ErrorReport]) -> dict[UUID, Page]:
    """Return the pages that reports are about, in the source language where there is such."""
    keys = {report.translation_key for report in reports}
    locale_id = source_locale().pk
    versions = Page.objects.filter(translation_key__in=keys).order_by("pk")
    found: dict[UUID, Page] = {}
    for page in versions:
        if page.locale_id == locale_id or page.translation_key not in found:
            found[page.translation_key] = page
    return found
