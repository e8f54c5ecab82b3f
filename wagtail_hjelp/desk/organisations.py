"""What an editor is told before an organisation goes that offers or activities point to.

The database refuses to delete it (``RESTRICT``); here the editor learns it in time, and where to
mend it. With a section goes all that stands in it. A draft that names an organisation counts too:
it would lose it in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext, pgettext
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models import OrganisationMixin
from wagtail_hjelp.models.organised import PointsToOrganisation

# So many pages are named; of more, how many.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Pointer:
    """A page that points to an organisation; paths are places in the page tree."""

    pk: int
    path: str
    is_live: bool
    locale_id: int
    translation_key: UUID
    organisation_path: str


def pointers_to(pages: Sequence[Page]) -> list[Pointer]:
    """Return what points to these pages and to those below them, drafts too, in no order."""
    organisations = dict(_organisations(pages).values_list("pk", "path"))
    return list(_pointers(organisations)) if organisations else []


def left_behind(pages: Sequence[Page]) -> list[Pointer]:
    """Return what points to these pages and would not be deleted with them."""
    return [pointer for pointer in pointers_to(pages) if not _is_under(pointer.path, _paths(pages))]


def in_safe_order(pages: Sequence[Page]) -> list[Page]:
    """Return pages so that each is deleted after all that points to it.

    Those for which there is no such order, because they point to each other, are left out.
    """
    pointers = pointers_to(pages)
    waiting, ordered = list(pages), []
    while waiting:
        free = [
            page
            for page in waiting
            if not any(
                _is_under(pointer.organisation_path, [page.path])
                and _is_under(pointer.path, _paths(waiting))
                and not _is_under(pointer.path, [page.path])
                for pointer in pointers
            )
        ]
        if not free:
            break
        ordered += free
        waiting = [page for page in waiting if page not in free]
    return ordered


# --- hooks ----------------------------------------------------------------------------------


def keep_organisations(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook before a page is deleted: say calmly why it cannot be, and what to do."""
    pointers = left_behind([page])
    return _refuse(request, [page], pointers) if pointers else None


def keep_organisations_in_bulk(
    request: HttpRequest, action_type: str, pages: list[Any], action: Any
) -> HttpResponse | None:
    """Hook before several pages are deleted; it puts them into an order in which they can be."""
    if action_type != "delete" or not all(isinstance(page, Page) for page in pages):
        return None
    pointers = left_behind(pages)
    ordered = in_safe_order(pages)
    if not pointers and len(ordered) < len(pages):
        # They point to each other, one here and one there: one by one neither can go.
        stuck = [page for page in pages if page not in ordered]
        pointers = [found for page in stuck for found in left_behind([page])]
    if pointers:
        return _refuse(request, pages, pointers)
    # Wagtail deletes them one by one, in the order of this list.
    pages[:] = ordered
    return None


def tell_of_names(request: HttpRequest, page: Page) -> None:
    """Hook after a page is unpublished: what still points to it shows a name and no link."""
    _tell_of_names(request, [page])


def tell_of_names_in_bulk(
    request: HttpRequest, action_type: str, pages: list[Any], action: Any
) -> None:
    """Hook after several pages are unpublished."""
    if action_type == "unpublish" and all(isinstance(page, Page) for page in pages):
        _tell_of_names(request, pages)


# --- words ----------------------------------------------------------------------------------


def _refuse(
    request: HttpRequest, pages: Sequence[Page], pointers: Iterable[Pointer]
) -> HttpResponse:
    found = _one_of_each(pointers)
    by_pk = Page.objects.specific().in_bulk([pointer.pk for pointer in found[:NAMED]])
    names = [_link(request, by_pk[pointer.pk]) for pointer in found[:NAMED]]
    if more := len(found) - len(names):
        names.append(ngettext("%(count)d more", "%(count)d more", more) % {"count": more})
    if len(pages) == 1:
        sentence = gettext("“%(title)s” cannot be deleted yet, because these point to it:") % {
            "title": pages[0].get_admin_display_title()
        }
    else:
        sentence = gettext("They cannot be deleted yet, because these point to them:")
    messages.error(
        request,
        format_html(
            "{} {}. {}",
            sentence,
            format_html_join(
                pgettext("between items of a list", ", "), "{}", ((n,) for n in names)
            ),
            gettext("Choose another organisation there first. Nothing has been deleted."),
        ),
    )
    parent = pages[0].get_parent()
    explorer = reverse("wagtailadmin_explore", args=[parent.pk])
    return redirect(get_valid_next_url_from_request(request) or explorer)


def _link(request: HttpRequest, page: Page) -> str:
    title = page.get_admin_display_title()
    if not page.permissions_for_user(request.user).can_edit():
        return str(title)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return format_html('<a class="hjelp-named" href="{}">{}</a>', url, title)


def _tell_of_names(request: HttpRequest, pages: Sequence[Page]) -> None:
    gone = dict(_organisations(pages).filter(live=False).values_list("pk", "path"))
    pointers = [pointer for pointer in _pointers(gone) if pointer.is_live] if gone else []
    if count := len(_one_of_each(pointers)):
        text = ngettext(
            "%(count)d published page still shows the name, without a link.",
            "%(count)d published pages still show the name, without a link.",
            count,
        )
        messages.warning(request, text % {"count": count})


def _one_of_each(pointers: Iterable[Pointer]) -> list[Pointer]:
    """Return one language of each page, the source's if it is among them, in the tree's order."""
    source = source_locale().pk
    best: dict[UUID, Pointer] = {}
    for pointer in sorted(pointers, key=lambda one: (one.locale_id != source, one.path)):
        best.setdefault(pointer.translation_key, pointer)
    return sorted(best.values(), key=lambda one: one.path)


# --- what points where ----------------------------------------------------------------------


def _organisations(pages: Iterable[Page]) -> Any:
    """Return the organisations among pages and below them, as a queryset."""
    models = [model for model in apps.get_models() if issubclass(model, OrganisationMixin)]
    condition = Q(pk__in=[])
    for path in _paths(pages):
        condition |= Q(path__startswith=path)
    return Page.objects.type(*models).filter(condition)


def _pointers(organisations: dict[int, str]) -> Iterator[Pointer]:
    # Drafts of the source alone: a translation has its facts from there.
    source = source_locale().pk
    drafts = Q(has_unpublished_changes=True, locale=source)
    for model in apps.get_models():
        if not issubclass(model, PointsToOrganisation):
            continue
        name = model.organisation_field
        in_draft = f"latest_revision__content__{name}"
        rows = (
            model._base_manager.filter(
                Q(**{f"{name}__in": organisations})
                | drafts & Q(**{f"{in_draft}__in": list(organisations)})
            )
            .order_by()
            .values_list(
                *("pk", "path", "live", "locale_id", "translation_key"),
                *(name, in_draft, "has_unpublished_changes"),
            )
        )
        for pk, path, live, locale_id, key, published, draft, changed in rows:
            meant = {published, draft} if changed and locale_id == source else {published}
            for organisation in meant & organisations.keys():
                yield Pointer(pk, path, live, locale_id, key, organisations[organisation])


def _paths(pages: Iterable[Page]) -> list[str]:
    return [page.path for page in pages]


def _is_under(path: str, roots: Iterable[str]) -> bool:
    return any(path.startswith(root) for root in roots)
