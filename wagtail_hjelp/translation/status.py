"""How each page stands in each language: from its words, in as many queries for many as for few.

for line in overview(): line.title, line.standings["ar"].status
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Page, WorkflowState

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models import HelpPageMixin, LanguageVersion, SourceWords, TranslationRequest

from .urgency import urgencies
from .words import remember_source


class Status(TextChoices):
    """How a page stands in a language, the one that is most in need of somebody first."""

    MISSING = "missing", _("Missing")
    FALLBACK = "fallback", _("In the source language")
    OUTDATED = "outdated", _("Out of date")
    IN_TRANSLATION = "in_translation", _("Being translated")
    IN_REVIEW = "in_review", _("Being reviewed")
    MACHINE = "machine", _("Translated by machine")
    UP_TO_DATE = "up_to_date", _("Up to date")


@dataclass(frozen=True, slots=True)
class Standing:
    """One page in one language. ``page_id`` is of the version there; None if there is none.

    ``translator_id`` is who wrote it last; the rest is what was asked for when it was sent.
    """

    code: str
    status: Status
    page_id: int | None = None
    translator_id: int | None = None
    assignee_id: int | None = None
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A live page of the source language, and how it stands in each other one.

    ``urgency`` is 0 for acute help, and higher for what can wait longer.
    """

    page_id: int
    translation_key: UUID
    title: str
    content_type_id: int
    urgency: int
    standings: dict[str, Standing] = field(default_factory=dict)


def page_models() -> list[Any]:
    """Return all page types with our behaviour, the host's own among them."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, HelpPageMixin) and issubclass(model, Page)
    ]


def status_of(
    version: dict[str, Any] | None,
    known: LanguageVersion | None,
    words: str,
    *,
    in_review: bool,
) -> Status:
    """Return how a version stands.

    ``version`` has ``live``, ``alias_of_id``, ``live_revision_id`` and ``latest_revision_id`` of
    the page; ``words`` is the digest of the source's sentences now.
    """
    if version is None:
        return Status.MISSING
    if version["alias_of_id"] is not None:
        return Status.FALLBACK if version["live"] else Status.MISSING
    is_draft = version["live_revision_id"] is None and version["latest_revision_id"] is not None
    if in_review:
        return Status.IN_REVIEW
    if is_draft or not version["live"]:
        return Status.IN_TRANSLATION
    if known is None or known.made_digest != words:
        return Status.OUTDATED
    return Status.MACHINE if known.made_by_machine else Status.UP_TO_DATE


def overview(pages: QuerySet[Page] | None = None) -> list[Line]:
    """Return the live source pages, the most urgent first, with their languages.

    ``pages`` limits which; they may be of any type, and those without our behaviour are left out.
    """
    models = page_models()
    found: Any = Page.objects.all() if pages is None else pages
    rows = (
        found.type(*models)
        .filter(locale=source_locale(), live=True, alias_of=None)
        .values("pk", "translation_key", "title", "content_type_id")
    )
    asked = {row["translation_key"]: row for row in rows}
    urgent = urgencies(row["pk"] for row in asked.values())
    lines = [
        Line(
            page_id=row["pk"],
            translation_key=key,
            title=row["title"],
            content_type_id=row["content_type_id"],
            urgency=urgent.get(row["pk"], max(urgent.values(), default=0)),
        )
        for key, row in asked.items()
    ]
    lines.sort(key=lambda line: (line.urgency, line.title.casefold(), line.page_id))
    for line, code, standing in _standings(lines):
        line.standings[code] = standing
    return lines


def _standings(lines: list[Line]) -> Iterator[tuple[Line, str, Standing]]:
    keys = {line.translation_key for line in lines}
    locales = _target_locales()
    versions = _versions(keys)
    known = {
        (one.translation_key, one.locale_id): one
        for one in LanguageVersion.objects.filter(translation_key__in=_few(keys)).only(
            "translation_key", "locale_id", "made_digest", "made_by_machine", "translator_id"
        )
    }
    requests = {
        (one.translation_key, one.locale_id): one
        for one in TranslationRequest.objects.filter(translation_key__in=_few(keys))
    }
    words = _digests(lines)
    reviewed = _in_review()
    for line in lines:
        for locale in locales:
            place = (line.translation_key, locale.pk)
            version, own, asked = versions.get(place), known.get(place), requests.get(place)
            yield (
                line,
                locale.language_code,
                Standing(
                    code=locale.language_code,
                    status=status_of(
                        version,
                        own,
                        words.get(line.translation_key, ""),
                        in_review=version is not None and version["pk"] in reviewed,
                    ),
                    page_id=version["pk"] if version else None,
                    translator_id=own.translator_id if own else None,
                    assignee_id=asked.assignee_id if asked else None,
                    deadline=asked.deadline if asked else None,
                ),
            )


def _few(keys: set[UUID]) -> Any:
    # Beyond what a database takes as values, the pages are asked for in the query itself.
    if len(keys) <= 500:
        return keys
    return Page.objects.filter(locale=source_locale()).values("translation_key")


def _target_locales() -> list[Locale]:
    order = list(get_content_languages())
    found = Locale.objects.filter(language_code__in=order).exclude(pk=source_locale().pk)
    return sorted(found, key=lambda locale: order.index(locale.language_code))


def _versions(keys: set[UUID]) -> dict[tuple[UUID, int], dict[str, Any]]:
    rows = Page.objects.filter(translation_key__in=_few(keys)).values(
        "pk",
        "translation_key",
        "locale_id",
        "live",
        "alias_of_id",
        "live_revision_id",
        "latest_revision_id",
    )
    return {(row["translation_key"], row["locale_id"]): row for row in rows}


def _digests(lines: list[Line]) -> dict[UUID, str]:
    keys = {line.translation_key for line in lines}
    rows = SourceWords.objects.filter(pk__in=_few(keys)).values_list("pk", "digest")
    found = dict(rows)
    # Pages that were there before the package was, or came by another way than saving.
    unknown = [line.page_id for line in lines if line.translation_key not in found]
    for page in Page.objects.filter(pk__in=unknown).specific() if unknown else ():
        remember_source(page)
        kept = SourceWords.objects.filter(pk=page.translation_key).first()
        if kept is not None:
            found[page.translation_key] = kept.digest
    return found


def _in_review() -> set[int]:
    page = ContentType.objects.get_for_model(Page)
    states = WorkflowState.objects.filter(
        base_content_type=page, status=WorkflowState.STATUS_IN_PROGRESS
    )
    return {int(pk) for pk in states.values_list("object_id", flat=True)}


def standing_of(version: Page) -> Standing | None:
    """Return how one page stands in its language; None for a source page."""
    if version.locale_id == source_locale().pk:
        return None
    sources = Page.objects.filter(translation_key=version.translation_key)
    return next(
        (line.standings.get(version.locale.language_code) for line in overview(sources)), None
    )


def counts(lines: Iterable[Line], code: str) -> dict[Status, int]:
    """Return how many of the pages stand how in a language; all statuses, in their order."""
    found = dict.fromkeys(Status, 0)
    for line in lines:
        found[line.standings[code].status] += 1
    return found
