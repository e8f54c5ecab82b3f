"""Many new pages at once, as if each had been typed and published: the same rows in every table.

A publishing is some 170 queries, which is nothing for one page and a quarter of an hour for 5,000.
Here each table is written once for many pages: the page, its topics, its revision and history, an
alias in each language, its dates, what is known of its words. ``page_published`` is sent for each;
``post_save`` is not. The search index and the references follow after the transaction
(:func:`~wagtail_hjelp.collecting.indexing.index_pages`).

A host's page type that does something of its own when it is saved is not added so
(:func:`can_add_at_once`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.coreutils import get_content_languages
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published

from wagtail_hjelp.activities.writing import write_new_occurrences
from wagtail_hjelp.models.activities import CALENDAR_ADDRESSES, ActivityMixin
from wagtail_hjelp.models.base import HelpPageMixin, slug_of
from wagtail_hjelp.models.directory import DirectoryStamp
from wagtail_hjelp.translation.versions import is_source
from wagtail_hjelp.translation.words import remember_new_sources

from .being_added import pages_being_added

_AT_ONCE = 100


def can_add_at_once(model: Any, parent: Any) -> bool:
    """Whether pages of a type below a page may be written table by table."""
    is_plain = model.save is HelpPageMixin.save and model.full_clean is Page.full_clean
    return is_plain and model._meta.get_parent_list() == [Page] and is_source(parent)


def add_pages(parent: Any, pages: Sequence[Any], *, publish: bool, user: Any) -> None:
    """Add new pages below one in the source language, within the caller's transaction.

    They are as their makers left them: with topics, without place, address and dates of their own.
    """
    if not pages:
        return
    now = timezone.now()
    free = _Slugs(parent)
    for page in pages:
        page.slug = free.of(page)
        page.live, page.has_unpublished_changes = publish, not publish
        page.first_published_at = page.last_published_at = now if publish else None
        page.latest_revision_created_at, page.owner = now, user
        page.draft_title = page.title
    _insert(parent, pages)
    _add_revisions(pages, publish, user, now)
    _log(pages, "wagtail.create", user, now)
    DirectoryStamp.renew()
    if not publish:
        return
    _log(pages, "wagtail.publish", user, now)
    remember_new_sources(pages)
    if isinstance(pages[0], ActivityMixin):
        write_new_occurrences(pages, now)
    _add_aliases(parent, pages, user, now)
    with pages_being_added():
        for page in pages:
            page_published.send(sender=type(page), instance=page, revision=page.latest_revision)


# --- rows ------------------------------------------------------------------------------------


class _Slugs:
    """Addresses below a page that nobody has yet."""

    def __init__(self, parent: Any) -> None:
        self.taken = {*parent.get_children().values_list("slug", flat=True), *CALENDAR_ADDRESSES}
        self.last: dict[str, int] = {}

    def of(self, page: Any) -> str:
        wanted = slug_of(page.title)[:240] or page._meta.model_name
        found, number = wanted, self.last.get(wanted, 1)
        while found in self.taken:
            number += 1
            found = f"{wanted}-{number}"
        self.last[wanted] = number
        self.taken.add(found)
        return found


def _insert(parent: Any, pages: Sequence[Any]) -> None:
    """Insert pages as the last children of one: their rows, and those of their topics."""
    model = type(pages[0])
    last = Page.objects.child_of(parent).order_by("path").last()
    path = last._inc_path() if last is not None else None
    content_type = ContentType.objects.get_for_model(model)
    for page in pages:
        page.path = path or model._get_path(parent.path, parent.depth + 1, 1)
        page.depth, page.numchild = parent.depth + 1, 0
        page.content_type = content_type
        page.set_url_path(parent)
        path = page._inc_path()
    for start in range(0, len(pages), _AT_ONCE):
        some = pages[start : start + _AT_ONCE]
        columns = [field.attname for field in Page._meta.local_concrete_fields]
        names = [name for name in columns if name != "id"]
        rows = [Page(**{name: getattr(page, name) for name in names}) for page in some]
        Page.objects.bulk_create(rows)
        pks = dict(
            Page.objects.filter(path__in=[row.path for row in rows]).values_list("path", "pk")
        )
        for page in some:
            page.pk = page.id = pks[page.path]
            # The row of its own table alone, and no signal that anything is listening to.
            page.save_base(raw=True, force_insert=True)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    parent.numchild += len(pages)
    links: Any = model.topics.through
    links.objects.bulk_create(
        [
            links(content_object_id=page.pk, tag=topic)
            for page in pages
            for topic in page.topics.all()
        ],
        batch_size=_AT_ONCE,
    )


def _add_revisions(pages: Sequence[Any], publish: bool, user: Any, now: Any) -> None:
    base, own = ContentType.objects.get_for_model(Page), pages[0].content_type
    for start in range(0, len(pages), _AT_ONCE):
        some = pages[start : start + _AT_ONCE]
        Revision.objects.bulk_create(
            [
                Revision(
                    content_type=own,
                    base_content_type=base,
                    object_id=str(page.pk),
                    created_at=now,
                    user=user,
                    object_str=str(page),
                    content=page.serializable_data(),
                )
                for page in some
            ]
        )
        made = {
            one.object_id: one
            for one in Revision.objects.filter(
                base_content_type=base, object_id__in=[str(page.pk) for page in some]
            )
        }
        for page in some:
            page.latest_revision = made[str(page.pk)]
            page.live_revision = page.latest_revision if publish else None
        own_revision = Subquery(
            Revision.objects.filter(
                base_content_type=base, object_id=Cast(OuterRef("pk"), Revision.object_id.field)
            ).values("pk")[:1]
        )
        told = {"latest_revision": own_revision}
        if publish:
            told["live_revision"] = own_revision
        Page.objects.filter(pk__in=[page.pk for page in some]).update(**told)


def _log(pages: Sequence[Any], action: str, user: Any, now: Any) -> None:
    PageLogEntry.objects.bulk_create(
        [
            PageLogEntry(
                content_type=page.content_type,
                label=page.get_admin_display_title(),
                action=action,
                timestamp=now,
                user=user,
                page_id=page.pk,
                revision=page.latest_revision,
                content_changed=True,
            )
            for page in pages
        ],
        batch_size=_AT_ONCE,
    )


def _add_aliases(parent: Any, pages: Iterable[Any], user: Any, now: Any) -> None:
    """Show pages in each language in which the page above has a version."""
    codes = get_content_languages()
    for above in parent.get_translations().select_related("locale"):
        if above.locale.language_code not in codes:
            continue
        free = _Slugs(above)
        aliases = []
        for page in pages:
            alias = copy(page)
            alias._state = copy(page._state)
            alias._state.adding = True
            alias._state.fields_cache = {}
            alias.pk = alias.id = alias.page_ptr_id = None
            alias.alias_of_id, alias.locale_id = page.pk, above.locale_id
            alias.latest_revision_id = alias.live_revision_id = None
            if alias.slug in free.taken:
                alias.slug = free.of(page)
            aliases.append(alias)
        _insert(above.specific, aliases)
        _log(aliases, "wagtail.create", user, now)
        _log(aliases, "wagtail.create_alias", None, now)
