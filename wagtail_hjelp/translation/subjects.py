"""What notices are about: pages in languages, as they stand when the mail is written.

All that waits is looked up at once, in as many queries for many notices as for few.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Locale, Page

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models import Notice, NoticeKind, TranslationRequest

from .languages import name_translated
from .status import Line, Status, overview, page_models

# Translation key and locale.
Place = tuple[UUID, int]

# Of a draft's urgency nobody asks: it comes after what residents read already.
_LATER = 99
# In these a notice still asks somebody for something.
_OPEN = {
    NoticeKind.REQUESTED: {Status.OUTDATED, Status.IN_TRANSLATION, Status.MACHINE},
    NoticeKind.CHANGED: {Status.OUTDATED, Status.IN_TRANSLATION, Status.IN_REVIEW},
    NoticeKind.TO_REVIEW: {Status.IN_REVIEW},
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A page in a language. ``page_id`` is of the version there, ``title`` is the source's.

    ``status`` is None while the source is a draft: then nobody has compared the two.
    """

    page_id: int
    title: str
    code: str
    urgency: int
    status: Status | None
    deadline: date | None = None
    note: str = ""

    def calls_for(self, kind: str) -> bool:
        """Whether there is still something to do of the kind that somebody was to be told of."""
        if self.status is None:
            return kind != NoticeKind.CHANGED
        return self.status in _OPEN[NoticeKind(kind)]

    @property
    def language(self) -> str:
        """The name of the language, in the active one."""
        return name_translated(self.code)

    @property
    def url(self) -> str:
        """Where somebody does something about it."""
        return address_of(self.page_id)


def address_of(page_id: int) -> str:
    """Return the whole address in the admin of a page in a language, for use in a mail."""
    base = (get_admin_base_url() or "").rstrip("/")
    return base + reverse("wagtail_hjelp:language_page", args=[page_id])


def subjects_of(notices: QuerySet[Notice]) -> dict[Place, Subject]:
    """Return what notices are about. What is no more, or has no version of its own, is left out."""
    keys = notices.order_by().values("translation_key")
    locales = {locale.language_code: locale.pk for locale in Locale.objects.all()}
    requests = {
        (one.translation_key, one.locale_id): one
        for one in TranslationRequest.objects.filter(translation_key__in=keys)
    }
    found = {}
    lines = overview(Page.objects.filter(translation_key__in=keys))
    for key, code, subject in [*_of_live(lines), *_of_drafts(keys)]:
        place = (key, locales[code])
        asked = requests.get(place)
        found[place] = Subject(
            **subject,
            code=code,
            deadline=asked.deadline if asked else None,
            note=asked.note if asked else "",
        )
    return found


def _of_live(lines: list[Line]) -> Iterator[tuple[UUID, str, dict[str, Any]]]:
    for line in lines:
        for code, standing in line.standings.items():
            if standing.page_id is not None:
                subject = {
                    "page_id": standing.page_id,
                    "title": line.title,
                    "urgency": line.urgency,
                    "status": standing.status,
                }
                yield line.translation_key, code, subject


def _of_drafts(keys: Any) -> Iterator[tuple[UUID, str, dict[str, Any]]]:
    """A page may be sent for translation before it is published itself."""
    pages = Page.objects.filter(translation_key__in=keys, alias_of=None).type(*page_models())
    drafts = pages.filter(locale=source_locale(), live=False)
    titles = dict(drafts.values_list("translation_key", "draft_title"))
    versions = pages.exclude(locale=source_locale()).filter(
        translation_key__in=drafts.values("translation_key")
    )
    for pk, key, code in versions.values_list("pk", "translation_key", "locale__language_code"):
        if key in titles:
            subject = {"page_id": pk, "title": titles[key], "urgency": _LATER, "status": None}
            yield key, code, subject
