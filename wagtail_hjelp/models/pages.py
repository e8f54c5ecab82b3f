"""Our page types: thin classes over the mixins, which hold everything they do."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.models import Page

from wagtail_hjelp.directory.offer_model import get_offer_model

from .front import HelpFrontMixin
from .offer_index import HelpOfferIndexMixin
from .offers import HelpOfferMixin
from .topics import TopicLinkBase


class HelpFrontPage(HelpFrontMixin, Page):
    """The entry page of all help."""

    content_panels = HelpFrontMixin.content_panels

    class Meta:
        verbose_name = _("front page for help")
        verbose_name_plural = _("front pages for help")


class HelpOfferIndexPage(HelpOfferIndexMixin, Page):
    """The directory."""

    content_panels = HelpOfferIndexMixin.content_panels

    class Meta:
        verbose_name = _("directory of help offers")
        verbose_name_plural = _("directories of help offers")


class HelpOfferTopic(TopicLinkBase):
    content_object = ParentalKey(
        "wagtail_hjelp.HelpOfferPage", on_delete=models.CASCADE, related_name="topic_links"
    )


class HelpOfferKeyword(TaggedItemBase):
    content_object = ParentalKey(
        "wagtail_hjelp.HelpOfferPage", on_delete=models.CASCADE, related_name="keyword_links"
    )


class HelpOfferPage(HelpOfferMixin, Page):
    """A help offer."""

    topics = ClusterTaggableManager(through=HelpOfferTopic, verbose_name=_("topics"), blank=True)
    keywords = ClusterTaggableManager(
        through=HelpOfferKeyword, verbose_name=_("keywords"), blank=True
    )

    parent_page_types = ["wagtail_hjelp.HelpOfferIndexPage"]
    subpage_types: list[str] = []

    content_panels = HelpOfferMixin.content_panels
    search_fields = Page.search_fields + HelpOfferMixin.search_fields
    api_fields = HelpOfferMixin.api_fields

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        # A host with an offer page of its own lists that one; ours would be listed nowhere.
        return get_offer_model() is cls and super().can_create_at(parent)

    class Meta:
        verbose_name = _("help offer")
        verbose_name_plural = _("help offers")
