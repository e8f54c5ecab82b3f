"""The page type that directories list."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from wagtail_hjelp.conf import settings

# What HelpOfferMixin leaves to the class that uses it, and the mend for each.
_MENDS = {
    "topics": "topics = ClusterTaggableManager(through=…, blank=True) with a subclass of "
    "wagtail_hjelp.models.TopicLinkBase",
    "keywords": "keywords = ClusterTaggableManager(through=…, blank=True) with a subclass of "
    "taggit.models.TaggedItemBase",
    "topic_links": 'related_name="topic_links" on the ParentalKey of the link model of topics',
    "keyword_links": 'related_name="keyword_links" on the ParentalKey of the link model of '
    "keywords",
}


def check_offer_model(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    from wagtail.models import Page

    from wagtail_hjelp.directory.offer_model import get_offer_model
    from wagtail_hjelp.models import HelpOfferMixin

    label = settings.OFFER_MODEL
    try:
        model = get_offer_model()
    except LookupError:
        return [
            Error(
                f"WAGTAIL_HJELP['OFFER_MODEL'] is “{label}”, and no installed model is called so.",
                hint="Write it as 'app_label.ModelName', and see that its app is in "
                "INSTALLED_APPS. The package's own is 'wagtail_hjelp.HelpOfferPage'.",
                id="wagtail_hjelp.E004",
            )
        ]
    if not (issubclass(model, Page) and issubclass(model, HelpOfferMixin)):
        return [
            Error(
                f"WAGTAIL_HJELP['OFFER_MODEL'] is “{label}”, which is not a page with "
                "HelpOfferMixin.",
                hint=f"Write “class {model.__name__}(HelpOfferMixin, Page)”, with "
                "wagtail_hjelp.models.HelpOfferMixin before the page class.",
                obj=model,
                id="wagtail_hjelp.E005",
            )
        ]
    return [
        Error(
            f"“{label}” is the site's help offer and lacks “{name}”, or has another kind of it.",
            hint=f"Add {mend}.",
            obj=model,
            id="wagtail_hjelp.E006",
        )
        for name, mend in _MENDS.items()
        if not _has(model, name)
    ]


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
