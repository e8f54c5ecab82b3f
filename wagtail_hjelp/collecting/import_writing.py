"""Pages made and changed by an import, as if somebody had typed them: a revision of each, an entry
in its history, and whatever follows when it is published."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from .entries import apply_record, model_of
from .import_plans import PlannedRow, standing


def create(row: PlannedRow, kind: str, *, publish: bool, user: Any) -> Any:
    """Make the page of a row; return it."""
    page = model_of(kind)(locale=row.parent.locale, live=False, has_unpublished_changes=True)
    apply_record(page, row.entry)
    page.owner = user
    row.parent.add_child(instance=page)
    revision = page.save_revision(user=user, log_action=True, clean=False)
    if publish:
        revision.publish(user=user)
    return page


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
