"""The translators' board as rows: a page of the source language, with a cell for each other one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.utils import get_user_display_name

from wagtail_hjelp.models import SourceWords, TranslationRequest
from wagtail_hjelp.translation.languages import direction, name_in_itself, name_translated
from wagtail_hjelp.translation.status import Line, Standing, Status, counts, page_models

from .red_days import today_here


@dataclass(frozen=True, slots=True)
class Cell:
    """A page in a language. ``deadline`` is None if there is none, or it holds no longer;
    ``is_asked`` says whether the page was sent for translation, to somebody or to nobody in
    particular."""

    source_id: int
    standing: Standing
    is_asked: bool
    assignee: str
    deadline: date | None
    is_overdue: bool

    @property
    def code(self) -> str:
        return self.standing.code

    @property
    def status(self) -> Status:
        return self.standing.status

    @property
    def language(self) -> str:
        return name_translated(self.code)

    @property
    def is_for_anybody(self) -> bool:
        """Whether whoever translates into the language should take it: nobody was chosen, or it is
        out of date and nobody is known to have written it."""
        if self.standing.assignee_id is not None:
            return False
        nobodys = self.status == Status.OUTDATED and self.standing.translator_id is None
        return self.is_asked or nobodys or self.status == Status.IN_TRANSLATION

    @property
    def is_unsent(self) -> bool:
        """Whether nobody has begun: wagtail-localize's form sends the page for translation."""
        return self.status in (Status.MISSING, Status.FALLBACK)


@dataclass(frozen=True, slots=True)
class Row:
    """A page of the source language; ``cells`` by language code, in the order of the settings."""

    line: Line
    kind: str
    cells: Mapping[str, Cell]

    @property
    def pk(self) -> int:
        return self.line.page_id

    @property
    def title(self) -> str:
        return self.line.title

    @property
    def version_ids(self) -> list[int]:
        """The versions that there are in the languages shown."""
        found = (cell.standing.page_id for cell in self.cells.values())
        return [pk for pk in found if pk is not None]


class Asked:
    """What was asked for when pages were sent for translation, and who was asked."""

    def __init__(self, lines: Iterable[Line]) -> None:
        fields = ("translation_key", "locale__language_code", "requested_at")
        self._requests: dict[tuple[UUID, str], datetime] = {
            (key, code): at for key, code, at in TranslationRequest.objects.values_list(*fields)
        }
        self._changed = dict(SourceWords.objects.values_list("pk", "changed_at"))
        self._today = today_here()
        standings = [one for line in lines for one in line.standings.values()]
        asked = {one.assignee_id for one in standings if one.assignee_id is not None}
        self._names = {
            user.pk: get_user_display_name(user)
            for user in get_user_model()._default_manager.filter(pk__in=asked)
        }

    def cell(self, line: Line, code: str) -> Cell:
        standing = line.standings[code]
        deadline = self._deadline(line, standing)
        return Cell(
            source_id=line.page_id,
            standing=standing,
            is_asked=(line.translation_key, code) in self._requests,
            assignee=self._names.get(standing.assignee_id or 0, ""),
            deadline=deadline,
            is_overdue=deadline is not None and deadline < self._today,
        )

    def _deadline(self, line: Line, standing: Standing) -> date | None:
        """Return until when it is wanted, if it is still to be done.

        A page that is out of date was translated once, and the deadline was of that. It holds if it
        lies after the words have changed, or was set after that.
        """
        deadline = standing.deadline
        if deadline is None or standing.status == Status.UP_TO_DATE:
            return None
        changed = self._changed.get(line.translation_key)
        asked = self._requests.get((line.translation_key, standing.code))
        if standing.status != Status.OUTDATED or changed is None or asked is None:
            return deadline
        return deadline if asked >= changed or deadline >= timezone.localdate(changed) else None


def make_rows(lines: Iterable[Line], codes: Iterable[str]) -> list[Row]:
    """Return the lines in their order, with a cell for each of these languages."""
    lines, codes = list(lines), list(codes)
    asked, kinds = Asked(lines), kind_names()
    return [
        Row(
            line=line,
            kind=kinds.get(line.content_type_id, ""),
            cells={code: asked.cell(line, code) for code in codes},
        )
        for line in lines
    ]


def kind_names() -> dict[int, str]:
    """Return what the types of help pages are called, by the id of their content type."""
    types = ContentType.objects.get_for_models(*page_models())
    return {kind.pk: str(capfirst(model._meta.verbose_name)) for model, kind in types.items()}


def cell_url(cell: Cell, *, may_send: bool, back: str) -> str:
    """Return the address at which a page is dealt with in a language; "" if only others can.

    ``back`` is where they come back to after sending a page for translation.
    """
    if not cell.is_unsent:
        return reverse("wagtail_hjelp:language_page", args=[cell.standing.page_id])
    if not may_send:
        return ""
    send = reverse("wagtail_localize:submit_page_translation", args=[cell.source_id])
    return f"{send}?{urlencode({'select_locale': cell.code, 'next': back})}"


@dataclass(frozen=True, slots=True)
class Part:
    """How many pages stand in one way; ``start`` and ``width`` of its part of the bar, in %."""

    status: Status
    count: int
    start: str
    width: str
    url: str


@dataclass(frozen=True, slots=True)
class Summary:
    """How one language stands: so many of all pages are up to date, and the others how.

    ``names`` are the topics and seasons without a name in it: ``{"name", "url"}``; ``po_files`` is
    where those who translate get what waits as a file, "" for others.
    """

    code: str
    done: int
    total: int
    parts: list[Part]
    names: list[dict[str, str]]
    po_files: str

    @property
    def name(self) -> str:
        return name_translated(self.code)

    @property
    def own_name(self) -> str:
        return own_name(self.code)

    @property
    def direction(self) -> str:
        return direction(self.code)


def own_name(code: str) -> str:
    """Return what a language calls itself; "" if the reader's language calls it so too."""
    own = name_in_itself(code)
    return "" if own.casefold() == name_translated(code).casefold() else own


def summarise(
    lines: list[Line],
    code: str,
    url: str,
    *,
    names: list[dict[str, str]],
    translates: bool,
) -> Summary:
    """Return how a language stands; ``url`` is of the board, which each part narrows to itself."""
    found = counts(lines, code)
    parts, before, total = [], 0, len(lines)
    # What is done comes first, so that the bar fills.
    for status in reversed(Status):
        if found[status]:
            query = urlencode({"language": code, "status": status.value})
            parts.append(
                Part(
                    status=status,
                    count=found[status],
                    start=_percent(before, total),
                    width=_percent(found[status], total),
                    url=f"{url}?{query}",
                )
            )
            before += found[status]
    po_files = reverse("wagtail_hjelp:po_files", args=[code]) if translates else ""
    return Summary(code, found[Status.UP_TO_DATE], total, parts, names, po_files)


def _percent(count: int, total: int) -> str:
    return f"{100 * count / total:.2f}%"
