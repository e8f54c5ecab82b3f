"""Where in a site something new is put."""

from __future__ import annotations

from typing import Any

from wagtail.models import Site

from wagtail_hjelp.directory.places import first_in_site
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models.activity_index import ActivityIndexMixin
from wagtail_hjelp.models.organisation_index import OrganisationIndexMixin

from .entries import TOLD_ANEW, EntryKind, model_of


class NoPlace(Exception):
    """The site has no calendar, or no overview of organisations, to put something new below."""


def place_for(kind: str, site: Site) -> Any:
    """Return the page of a site below which something new of a kind stands, in the source language.

    Raises :class:`NoPlace`.
    """
    found = first_in_site(site, source_locale().pk, parent_models(kind))
    if found is None:
        raise NoPlace(kind)
    return found.specific


def accepts(kind: str, site: Site) -> bool:
    """Whether a site has a place for what is new of a kind."""
    return (
        kind in TOLD_ANEW
        and first_in_site(site, source_locale().pk, parent_models(kind)) is not None
    )


def parent_models(kind: str) -> list[Any]:
    """Return the types of pages below which entries of a kind may stand."""
    mixin = ActivityIndexMixin if kind == EntryKind.ACTIVITY else OrganisationIndexMixin
    allowed = model_of(kind).allowed_parent_page_models()
    return [model for model in allowed if issubclass(model, mixin)]
