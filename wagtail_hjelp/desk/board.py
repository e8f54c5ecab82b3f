"""The translators' board: all help pages of the source language, and how they stand in the others.

Whoever may edit a page of a language sees that language; whoever edits the source sees all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import BaseColumn, Column, Table
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.translation.languages import direction, name_translated
from wagtail_hjelp.translation.names import NameToGive, names_to_give
from wagtail_hjelp.translation.people import pages_to_edit
from wagtail_hjelp.translation.status import Line, overview

from .board_filters import BoardFilterSet, narrowed, searched
from .board_reader import Reader, reader_of
from .board_rows import Cell, Row, cell_url, make_rows, own_name, summarise

TITLE = _("Translations")


class PageColumn(Column):
    """The page of the source language, with a link for those who may edit it."""

    cell_template_name = "wagtail_hjelp/admin/board_page_cell.html"

    def __init__(self, board: BoardView) -> None:
        super().__init__("title", label=_("Page"))
        self._board = board

    def get_cell_context_data(self, instance: Row, parent_context: Any) -> dict[str, Any]:
        board = self._board
        return {
            **super().get_cell_context_data(instance, parent_context),
            "url": _edit_url(instance) if instance.pk in board.editable else "",
            "lang": board.source_language,
            "dir": direction(board.source_language),
        }


class LanguageColumn(Column):
    """How each page stands in one language, who does it, and until when."""

    header_template_name = "wagtail_hjelp/admin/board_language_header.html"
    cell_template_name = "wagtail_hjelp/admin/board_cell.html"

    def __init__(self, code: str, board: BoardView) -> None:
        super().__init__(code, label=name_translated(code), accessor=lambda row: row.cells[code])
        self.code, self.own_name, self.dir = code, own_name(code), direction(code)
        self._board = board

    def get_cell_context_data(self, instance: Row, parent_context: Any) -> dict[str, Any]:
        board = self._board
        cell: Cell = instance.cells[self.name]
        return {
            **super().get_cell_context_data(instance, parent_context),
            "cell": cell,
            "url": board.url_of(instance, cell),
            "lang": board.source_language,
        }


class BoardTable(Table):
    """A table that can be scrolled by itself, where there are more languages than room."""

    template_name = "wagtail_hjelp/admin/board_table.html"


class PagePaginator(WagtailPaginator):
    verbose_name = _("help page")
    verbose_name_plural = _("help pages")


class BoardView(ReportView):
    """A row per page, the most urgent first; a column per language."""

    page_title = TITLE
    header_icon = "globe"
    index_url_name = "wagtail_hjelp:translations"
    index_results_url_name = "wagtail_hjelp:translations_results"
    results_template_name = "wagtail_hjelp/admin/board_results.html"
    filterset_class = BoardFilterSet
    is_searchable = True
    table_class = BoardTable
    table_classname = "listing hjelp-board__table"
    paginator_class = PagePaginator
    export_filename = "translations"
    # Of the pages on the page of the list that is shown.
    editable: set[int]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.reader.may_look:
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def reader(self) -> Reader:
        return reader_of(self.request)

    @cached_property
    def may_send(self) -> bool:
        return self.reader.may_send

    @cached_property
    def lines(self) -> list[Line]:
        return overview()

    @cached_property
    def source_language(self) -> str:
        return str(source_locale().language_code)

    @cached_property
    def seen(self) -> list[str]:
        """The languages that the reader sees, in the order of the settings."""
        return self.reader.seen(self.lines[0].standings) if self.lines else []

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What is asked for by the filters; nothing if the address has no sense."""
        filters = self.filters
        return filters.form.cleaned_data if filters and filters.is_valid() else {}

    @cached_property
    def codes(self) -> list[str]:
        """The languages that are shown now."""
        wanted = self.asked.get("language")
        return [code for code in self.seen if not wanted or code in wanted]

    @cached_property
    def back(self) -> str:
        """The address of what is shown now, without anything in it that has no sense."""
        query = {name: values for name, values in self.asked.items() if values}
        if self.search_query:
            query[self.search_kwarg] = self.search_query
        page = self.request.GET.get(self.page_kwarg, "")
        if page.isdecimal() and len(page) < 6:
            query[self.page_kwarg] = page
        url = self.get_index_url()
        return f"{url}?{urlencode(query, doseq=True)}" if query else str(url)

    def url_of(self, row: Row, cell: Cell) -> str:
        """Return where a cell leads to; "" if only others can do anything there."""
        may_open = cell.is_unsent or not self.editable.isdisjoint({row.pk, cell.standing.page_id})
        return cell_url(cell, may_send=self.may_send, back=self.back) if may_open else ""

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_filterset_kwargs(),
            # Nothing is asked of the database: the rows are made from several places.
            "queryset": Page.objects.none(),
            "codes": self.seen,
            "kinds": {line.content_type_id for line in self.lines},
        }

    def get_queryset(self) -> list[Row]:
        return searched(make_rows(self.lines, self.codes), self.search_query)

    def filter_queryset(self, rows: list[Row]) -> list[Row]:
        return narrowed(rows, self.asked, self.request.user)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [PageColumn(self), *(LanguageColumn(code, self) for code in self.codes)]

    def get_table(self, object_list: Any) -> Table:
        self.editable = self._editable(object_list)
        table: Table = super().get_table(object_list)
        return table

    def _editable(self, rows: Iterable[Row]) -> set[int]:
        """Return which of the pages shown, in whichever language, the reader may edit."""
        shown = {pk for row in rows for pk in (row.pk, *row.version_ids)}
        pages = pages_to_edit(self.request.user).filter(pk__in=shown)
        return set(pages.order_by().values_list("pk", flat=True))

    def get_table_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_table_kwargs(),
            "caption": _("How each page stands in each language"),
        }

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        url, names = str(self.get_index_url()), self.names()
        return {
            **super().get_context_data(*args, **kwargs),
            "reader": self.reader,
            "seen": self.seen,
            "is_empty": not self.lines,
            "source_name": name_translated(self.source_language),
            "summaries": [
                summarise(
                    self.lines,
                    code,
                    url,
                    names=names[code],
                    translates=code in self.reader.languages,
                )
                for code in self.codes
            ],
        }

    def names(self) -> dict[str, list[dict[str, str]]]:
        """Return which topics and seasons have no name yet, by language; with the address of
        their form, "" for those who may not change them."""
        return {
            code: [{"name": one.name, "url": self._form_of(one)} for one in missing]
            for code, missing in names_to_give(self.codes).items()
        }

    def _form_of(self, thing: NameToGive) -> str:
        options = thing.model._meta
        permission = f"{options.app_label}.{get_permission_codename('change', options)}"
        if not self.request.user.has_perm(permission):
            return ""
        return reverse(thing.model.snippet_viewset.get_url_name("edit"), args=[thing.pk])

    # --- as a spreadsheet -------------------------------------------------------------------

    @property
    def list_export(self) -> list[str]:
        parts = ("status", "assignee", "deadline")
        return ["title", "url", *(f"{code}.{part}" for code in self.codes for part in parts)]

    def get_heading(self, queryset: Any, field: str) -> str:
        if field in _HEADINGS:
            return str(_HEADINGS[field])
        code, part = field.rsplit(".", 1)
        return str(_HEADINGS_OF_LANGUAGES[part] % {"language": name_translated(code)})

    def to_row_dict(self, item: Row) -> dict[str, Any]:
        found: dict[str, Any] = {
            "title": item.title,
            "url": self.request.build_absolute_uri(_edit_url(item)),
        }
        for code, cell in item.cells.items():
            found[f"{code}.status"] = cell.status.label
            found[f"{code}.assignee"] = cell.assignee
            found[f"{code}.deadline"] = cell.deadline or ""
        return found


_HEADINGS = {"title": _("Page"), "url": _("Address in the admin")}
_HEADINGS_OF_LANGUAGES = {
    "status": _("%(language)s: how it stands"),
    "assignee": _("%(language)s: assigned to"),
    "deadline": _("%(language)s: wanted by"),
}


def _edit_url(row: Row) -> str:
    return reverse("wagtailadmin_pages:edit", args=[row.pk])


class BoardMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return reader_of(request).may_look


def board_menu_item(order: int = 840) -> MenuItem:
    return BoardMenuItem(
        TITLE,
        reverse("wagtail_hjelp:translations"),
        name="hjelp-translations",
        icon_name="globe",
        order=order,
    )
