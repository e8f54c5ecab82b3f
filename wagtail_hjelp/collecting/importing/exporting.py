"""What the site has, as files that come back: each page with a key by which it is known again.

::

    export("activity", site, format="xlsx")

Imported as it is, such a file changes nothing. A page that has been changed meanwhile is a
conflict, as is any other (:mod:`.export_keys`).
"""

from __future__ import annotations

from typing import Any, Literal, cast

from wagtail.models import Site

from wagtail_hjelp.collecting.entries import model_of, read_record
from wagtail_hjelp.collecting.files.conversion import to_file
from wagtail_hjelp.collecting.files.records import Kind, Record
from wagtail_hjelp.collecting.files.writing import write_sheet
from wagtail_hjelp.directory.querysets import source_locale

from .export_keys import make_key
from .plans import standing


def export(kind: str, site: Site, *, format: Literal["xlsx", "csv"] = "xlsx") -> bytes:
    """Return all live pages of a kind in a site, in the source language, as a spreadsheet."""
    return write_sheet(records_of(kind, site), cast(Kind, kind), format=format)


def records_of(kind: str, site: Site) -> list[Record]:
    """Return what they say, by title; a draft as its editors left it."""
    model = model_of(kind)
    pages = model.objects.live().in_site(site).filter(locale=source_locale(), alias_of=None)
    related = ["latest_revision"]
    related += [name for name in ("organiser",) if hasattr(model, name)]
    return [
        cast(Record, _record(page, kind))
        for page in pages.select_related(*related).order_by("title", "pk")
    ]


def _record(page: Any, kind: str) -> dict[str, Any]:
    record = to_file(read_record(standing(page)), kind)
    return {**record, "key": make_key(page.translation_key, record)}
