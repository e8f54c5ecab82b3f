"""The page types that lists are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from wagtail_hjelp.conf import settings
from wagtail_hjelp.directory import page_models

# What the mixins leave to the class that uses them, and the mend for each.
_MENDS = {
    "topics": "topics = ClusterTaggableManager(through=…, blank=True) with a subclass of "
    "wagtail_hjelp.models.TopicLinkBase",
    "keywords": "keywords = ClusterTaggableManager(through=…, blank=True) with a subclass of "
    "taggit.models.TaggedItemBase",
    "topic_links": 'related_name="topic_links" on the ParentalKey of the link model of topics',
    "keyword_links": 'related_name="keyword_links" on the ParentalKey of the link model of '
    "keywords",
}


@dataclass(frozen=True, slots=True)
class _Role:
    """A setting that names a page type, and what that type must be."""

    option: str
    getter: str
    mixin: str
    what: str
    leaves: tuple[str, ...]

    @property
    def own(self) -> str:
        """The package's own page type for it."""
        return self.mixin.replace("Mixin", "Page")


ROLES = (
    _Role("OFFER_MODEL", "get_offer_model", "HelpOfferMixin", "help offer", tuple(_MENDS)),
    _Role(
        "ACTIVITY_MODEL",
        "get_activity_model",
        "ActivityMixin",
        "activity",
        ("topics", "topic_links"),
    ),
    _Role(
        "ORGANISATION_MODEL",
        "get_organisation_model",
        "OrganisationMixin",
        "organisation",
        ("topics", "topic_links"),
    ),
)


def check_page_models(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [problem for role in ROLES for problem in _problems(role)]


def _problems(role: _Role) -> Iterator[CheckMessage]:
    from wagtail.models import Page

    from wagtail_hjelp import models

    label = getattr(settings, role.option)
    setting = f"WAGTAIL_HJELP['{role.option}']"
    try:
        model = getattr(page_models, role.getter)()
    except LookupError:
        yield Error(
            f"{setting} is “{label}”, and no installed model is called so.",
            hint="Write it as 'app_label.ModelName', and see that its app is in "
            f"INSTALLED_APPS. The package's own is 'wagtail_hjelp.{role.own}'.",
            id="wagtail_hjelp.E004",
        )
        return
    if not (issubclass(model, Page) and issubclass(model, getattr(models, role.mixin))):
        yield Error(
            f"{setting} is “{label}”, which is not a page with {role.mixin}.",
            hint=f"Write “class {model.__name__}({role.mixin}, Page)”, with "
            f"wagtail_hjelp.models.{role.mixin} before the page class.",
            obj=model,
            id="wagtail_hjelp.E005",
        )
        return
    for name in role.leaves:
        if not _has(model, name):
            yield Error(
                f"“{label}” is the site's {role.what} and lacks “{name}”, or has another kind of "
                "it.",
                hint=f"Add {_MENDS[name]}.",
                obj=model,
                id="wagtail_hjelp.E006",
            )


def _has(model: type[Model], name: str) -> bool:
    from taggit.managers import TaggableManager

    from wagtail_hjelp.models import TopicLinkBase

    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    if name == "topics":
        return isinstance(field, TaggableManager) and issubclass(field.through, TopicLinkBase)
    return name != "keywords" or isinstance(field, TaggableManager)
