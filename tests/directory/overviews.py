"""An overview with organisations in it."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from tests.factories import make_section, make_topic
from wagtail_hjelp.models import HelpOfferIndexPage, OrganisationIndexPage, OrganisationPage


def make_overview(root: Page) -> OrganisationIndexPage:
    """A help section with an overview of organisations in it; returns the overview."""
    return make_overview_beside(make_section(root))


def make_overview_beside(directory: HelpOfferIndexPage) -> OrganisationIndexPage:
    """An overview of organisations beside a directory of offers."""
    overview = OrganisationIndexPage(title="Lag og foreninger", slug="organisasjoner")
    return directory.get_parent().add_child(instance=overview)


def make_organisation(overview: Page, title: str, **fields: Any) -> OrganisationPage:
    """A live organisation; ``topics`` is a list of slugs."""
    topics = fields.pop("topics", [])
    fields.setdefault("summary", f"Om {title}.")
    organisation = OrganisationPage(title=title, **fields)
    overview.add_child(instance=organisation)
    organisation.topics.add(*(make_topic(slug) for slug in topics))
    organisation.save()
    return organisation


def web(url: str) -> dict[str, Any]:
    """A website as a contact point is stored."""
    return {"type": "web", "value": {"purpose": "general", "url": url, "hours": []}}
