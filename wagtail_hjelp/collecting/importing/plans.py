"""What an import would do, row by row, before it does anything.

::

    plan = make_plan(read_file(data, name, kind), kind, site, source, user)
    plan.rows[0].state, plan.rows[0].changes

Three things are compared for each part: what the file says, what it said last, and what the page
says. Only what is new in the file is a wish for change; where the page has been changed by hand
meanwhile, it is a conflict, and a person decides.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from wagtail.models import Locale, Site
from wagtail.permissions import page_permission_policy

from wagtail_hjelp.collecting.entries import apply_record, model_of, read_record
from wagtail_hjelp.collecting.files.conversion import to_entry, to_file, with_ids_of
from wagtail_hjelp.collecting.files.reading import FileRow, ReadFile
from wagtail_hjelp.collecting.places import place_for
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models.imports import ImportedKey
from wagtail_hjelp.models.topics import Topic

from .cancelling import dates_to_cancel
from .doubles import Names
from .export_keys import read_key
from .lookups import lookups_kept

# So many keys in one query: SQLite takes no more than some hundred values in old versions.
_AT_ONCE = 500
# The part that stands for the whole page, where somebody has deleted it.
PAGE = "page"


class RowState(TextChoices):
    """What becomes of a row."""

    CREATE = "create", pgettext_lazy("row of an import", "New")
    UPDATE = "update", pgettext_lazy("row of an import", "Changed")
    UNCHANGED = "unchanged", pgettext_lazy("row of an import", "As before")
    CONFLICT = "conflict", pgettext_lazy("row of an import", "Changed by hand since")
    CANCEL = "cancel", pgettext_lazy("row of an import", "Cancelled")
    LEFT_OUT = "left_out", pgettext_lazy("row of an import", "Left out")
    ERROR = "error", pgettext_lazy("row of an import", "Cannot be imported")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A part that somebody has changed by hand and the file wants otherwise.

    ``token`` names it and what the page says now, so that nobody overwrites what they have not
    seen.
    """

    name: str
    token: str


@dataclass(slots=True)
class PlannedRow:
    """A row and what becomes of it: ``changes`` are the parts that are written without asking."""

    row: FileRow
    state: str
    entry: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    doubles: list[str] = field(default_factory=list)
    # What the page says now, in the shape of a file.
    now: dict[str, Any] = field(default_factory=dict)
    # The same in its own shape.
    before: dict[str, Any] = field(default_factory=dict)
    page: Any = None
    # The page that is to be made, which stands nowhere yet.
    new_page: Any = None
    known: ImportedKey | None = None
    parent: Any = None

    @property
    def title(self) -> str:
        return str(self.row.record["title"])

    @property
    def key(self) -> str:
        return str(self.row.record["key"])


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows. An import with an error in one of them imports nothing."""

    rows: tuple[PlannedRow, ...]
    names: tuple[str, ...]

    @property
    def has_errors(self) -> bool:
        return any(row.state == RowState.ERROR for row in self.rows)

    def counts(self) -> dict[str, int]:
        """Return how many rows there are of each state."""
        found = Counter(row.state for row in self.rows)
        return {state: found[state] for state in RowState.values if found[state]}


def make_plan(
    read: ReadFile,
    kind: str,
    site: Site,
    source: str,
    user: Any = None,
    *,
    is_feed: bool = False,
) -> Plan:
    """Return what an import of a file would do; nothing is written.

    With ``user``, pages that they may not change, or that are locked for them, are errors. Of a
    feed that is kept up to date (``is_feed``) a row with an error is left out, and the others are
    imported; without a ``user`` a locked page is nobody's to change. Raises
    :class:`~wagtail_hjelp.collecting.places.NoPlace`.
    """
    planner = _Planner(read, kind, site, source, user, is_feed)
    with lookups_kept():
        return Plan(tuple(planner.row(row) for row in read.rows), read.names)


class _Planner:
    def __init__(
        self,
        read: ReadFile,
        kind: str,
        site: Site,
        source: str,
        user: Any,
        is_feed: bool,
    ) -> None:
        self.kind, self.names, self.user = kind, read.names, user
        self.is_feed = is_feed
        self.model = model_of(kind)
        self.place = place_for(kind, site)
        self.parents = {self.place.locale_id: self.place}
        self.source = source_locale()
        self.locales = {one.language_code: one for one in Locale.objects.all()}
        self.topics = set(Topic.objects.values_list("slug", flat=True))
        keys = {row.record["key"] for row in read.rows} - {""}
        self.known = {
            one.key: one
            for some in _some(keys)
            for one in ImportedKey.objects.filter(source=source, kind=kind, key__in=some)
        }
        self.pages = self._pages(keys)
        self.titles = Names(self.model, kind)

    def _pages(self, keys: Iterable[str]) -> dict[Any, Any]:
        """Return the pages that rows are about, by translation key: those of the source language,
        or the only ones there are."""
        wanted = {one.translation_key for one in self.known.values()}
        wanted |= {given.translation_key for key in keys if (given := self._given(key))}
        found: dict[Any, Any] = {}
        own = self.source.pk
        related = ["latest_revision"]
        related += [name for name in ("organiser",) if hasattr(self.model, name)]
        for some in _some(wanted):
            pages = self.model._base_manager.filter(translation_key__in=some, alias_of=None)
            for page in pages.select_related(*related).prefetch_related("topics"):
                if page.translation_key not in found or page.locale_id == own:
                    found[page.translation_key] = page
        if self.user is not None and found:
            allowed = page_permission_policy.instances_user_has_any_permission_for(
                self.user, {"change"}
            )
            pks = [page.pk for page in found.values()]
            may = {
                pk
                for some in _some(pks)
                for pk in allowed.filter(pk__in=some).values_list("pk", flat=True)
            }
            self.closed = set(pks) - may
        else:
            self.closed = set()
        return found

    def _given(self, key: str) -> Any:
        """Return the page that a row names by our own key for it.

        Files that we have given out name them so. Nobody else's feed speaks of our pages: a
        stranger would choose which.
        """
        return None if self.is_feed else read_key(key)

    def row(self, row: FileRow) -> PlannedRow:
        """Return what becomes of a row."""
        planned = self._planned(row)
        if self.is_feed and planned.errors:
            planned.state, planned.changes, planned.conflicts = RowState.LEFT_OUT, [], []
        return planned

    def _planned(self, row: FileRow) -> PlannedRow:
        errors = {**row.errors, **self._errors(row)}
        planned = PlannedRow(row, RowState.ERROR, errors=errors)
        if errors:
            return planned
        if row.left_out:
            planned.state = RowState.LEFT_OUT
            return planned
        planned.entry = to_entry(row.record, self.kind)
        planned.known = self.known.get(planned.key)
        given = self._given(planned.key)
        key = planned.known.translation_key if planned.known else given and given.translation_key
        planned.page = self.pages.get(key) if key else None
        if planned.page is None:
            self._plan_new(planned)
        else:
            self._plan_change(planned)
        return planned

    def _errors(self, row: FileRow) -> dict[str, str]:
        unknown = [slug for slug in row.record["topics"] if slug not in self.topics]
        if unknown and "topics" in self.names:
            text = gettext("The site has no topic with the code “%(code)s”.")
            return {"topics": text % {"code": unknown[0]}}
        return {}

    # --- something new ----------------------------------------------------------------------

    def _plan_new(self, planned: PlannedRow) -> None:
        if planned.row.cancelled:
            planned.state = RowState.LEFT_OUT
            return
        planned.parent = self._parent_of(planned)
        if planned.parent is None:
            return
        page = self.model(locale=planned.parent.locale, slug="ny", live=False)
        page.path = self.model._get_children_path_interval(planned.parent.path)[0]
        page.depth = planned.parent.depth + 1
        # The page type asks for it, of each page.
        page._cached_parent_obj = planned.parent
        apply_record(page, planned.entry)
        planned.new_page = page
        if not self._is_sound(page, planned):
            return
        if planned.known is not None:
            # The row is known, and its page is gone.
            planned.state = RowState.CONFLICT
            planned.conflicts = [Conflict(PAGE, _token(planned.row.line, PAGE, ""))]
            return
        planned.state = RowState.CREATE
        planned.doubles = self.titles.like(planned.row)

    def _parent_of(self, planned: PlannedRow) -> Any:
        """Return the page below which a new one stands: in the language of its words."""
        code = planned.row.record["language"]
        locale = self._locale(code)
        if locale is None:
            text = gettext("The site has no pages in this language (%(code)s).")
            planned.errors["language"] = text % {"code": code}
            return None
        if locale.pk not in self.parents:
            found = self.place.get_translation_or_none(locale)
            self.parents[locale.pk] = found.specific if found is not None else None
        parent = self.parents[locale.pk]
        if parent is None:
            text = gettext("There is no page in this language (%(code)s) to put it below.")
            planned.errors["language"] = text % {"code": code}
        return parent

    def _locale(self, code: str) -> Locale | None:
        """Return the locale of a language, also of one said more closely, or less: "no" is nb."""
        if not code:
            return self.source
        found = self.locales.get(code) or self.locales.get(code.lower())
        short = code.lower().split("-")[0]
        return found or self.locales.get("nb" if short == "no" else short)

    # --- a page that there is ---------------------------------------------------------------

    def _plan_change(self, planned: PlannedRow) -> None:
        page = planned.page
        closed = self._closed(page)
        if closed and not self.is_feed:
            planned.errors[""] = closed
            return
        said = standing(page)
        entry = plain(read_record(said))
        planned.before, planned.now = entry, to_file(entry, self.kind)
        if "dates" in planned.entry:
            planned.entry["dates"] = with_ids_of(entry["dates"], planned.entry["dates"])
        told = to_file(planned.entry, self.kind)
        given = self._given(planned.key)
        is_untouched = given is not None and given.is_of(planned.now)
        for name in self.names:
            if told[name] == planned.now[name]:
                continue
            if planned.known is None:
                is_by_hand = not is_untouched
            elif planned.known.said.get(name) == told[name]:
                # The file says nothing new: what somebody has written by hand stays.
                continue
            else:
                record = planned.known.record
                is_by_hand = name not in record or record[name] != entry[name]
            if is_by_hand:
                token = _token(planned.row.line, name, planned.now[name])
                planned.conflicts.append(Conflict(name, token))
            else:
                planned.changes.append(name)
        cancels = bool(planned.row.cancelled and dates_to_cancel(page))
        if closed and (planned.changes or planned.conflicts or cancels):
            planned.errors[""] = closed
            return
        apply_record(said, planned.entry, [*planned.changes])
        if planned.changes and not self._is_sound(said, planned):
            return
        if planned.conflicts:
            planned.state = RowState.CONFLICT
        elif cancels:
            planned.state = RowState.CANCEL
        else:
            planned.state = RowState.UPDATE if planned.changes else RowState.UNCHANGED

    def _closed(self, page: Any) -> str:
        """Return why a page may not be changed; empty if it may."""
        if page.pk in self.closed:
            return gettext("You may not change the page.")
        if not page.locked or (self.user is None and not self.is_feed):
            return ""
        if self.user is None or page.permissions_for_user(self.user).page_locked():
            return gettext("The page is locked.")
        return ""

    def _is_sound(self, page: Any, planned: PlannedRow) -> bool:
        """Whether the page could be saved; what is wrong is told of the row."""
        wrong = wrong_with(page)
        planned.errors.update(
            {name if name in self.names else "": text for name, text in wrong.items()}
        )
        return not wrong


def standing(page: Any) -> Any:
    """Return a page as its editors left it: its draft, if it has one."""
    if page.latest_revision_id and (page.has_unpublished_changes or not page.live):
        return page.get_latest_revision_as_object()
    return page


def wrong_with(page: Any) -> dict[str, str]:
    """Return what the page type finds wrong with a page in hand, by field."""
    try:
        page.full_clean(exclude=_TREE, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return {
            name if name in parts_of_page(page) else "": " ".join(messages)
            for name, messages in error.message_dict.items()
            if name not in _TREE
        }
    return {}


# What a new page gets when it is put in its place.
_TREE = ("path", "depth", "numchild", "slug", "url_path", "translation_key", "content_type")


def parts_of_page(page: Any) -> Collection[str]:
    """Return the names of fields that a page has."""
    return {found.name for found in page._meta.get_fields()}


def plain(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as it is when it comes out of the database again."""
    found: dict[str, Any] = json.loads(json.dumps(record))
    return found


def _token(line: int, name: str, now: Any) -> str:
    said = json.dumps(now, sort_keys=True, ensure_ascii=False).encode()
    return f"{line}:{name}:{hashlib.blake2b(said, digest_size=6).hexdigest()}"


def _some(values: Iterable[Any]) -> Iterator[list[Any]]:
    found = list(values)
    for start in range(0, len(found), _AT_ONCE):
        yield found[start : start + _AT_ONCE]
