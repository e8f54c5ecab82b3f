"""Pages made and changed by an import, as if somebody had typed them: a revision of each, an entry
in its history, and whatever follows when it is published."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

from django.db import transaction

from wagtail_hjelp.collecting.entries import apply_record

from .adding import add_pages, can_add_at_once
from .index_tasks import index_imported
from .plans import PlannedRow, standing


def create(
    rows: Sequence[PlannedRow], *, publish: bool, user: Any
) -> dict[int, tuple[Any, list[str]]]:
    """Make the pages of rows; return each by the row's line, with the parts it was given."""
    made = {row.row.line: (row.new_page, [*row.entry]) for row in rows}
    by_parent: dict[int, list[PlannedRow]] = {}
    for row in rows:
        row.new_page.slug = ""
        by_parent.setdefault(row.parent.pk, []).append(row)
    for some in by_parent.values():
        parent, pages = some[0].parent, [row.new_page for row in some]
        if not can_add_at_once(type(pages[0]), parent):
            for page in pages:
                _add(parent, page, publish, user)
            continue
        add_pages(parent, pages, publish=publish, user=user)
        transaction.on_commit(partial(index_imported.enqueue, _with_aliases(pages)), robust=True)
    return made


def _add(parent: Any, page: Any, publish: bool, user: Any) -> None:
    # As if it had never been looked at.
    page.owner, page.path, page.depth = user, "", None
    parent.add_child(instance=page)
    revision = page.save_revision(user=user, log_action=True, clean=False)
    if publish:
        revision.publish(user=user)


def _with_aliases(pages: Sequence[Any]) -> list[int]:
    keys = [page.translation_key for page in pages]
    found = type(pages[0])._base_manager.filter(translation_key__in=keys)
    return sorted(found.values_list("pk", flat=True))


def change(
    page: Any, entry: Mapping[str, Any], names: Collection[str], *, publish: bool, user: Any
) -> Any:
    """Put parts of a record on a page; return it as its editors find it then.

    A draft that an editor works on gets the same parts, and is not published. What has been taken
    down stays down.
    """
    if not publish or not page.live:
        said = standing(page)
        apply_record(said, entry, names)
        said.save_revision(user=user, log_action=True)
        return said
    draft = page.latest_revision if page.has_unpublished_changes else None
    apply_record(page, entry, names)
    revision = page.save_revision(user=user, log_action=True)
    revision.publish(user=user)
    if draft is None:
        return page
    own = draft.as_object()
    apply_record(own, entry, names)
    own.save_revision(user=draft.user, log_action=True)
    return own
