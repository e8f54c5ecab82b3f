"""A host with a past: its own images and base page, and our offer on top of that page."""

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from wagtail_hjelp.blocks import HelpStreamBlock, OffersBlock
from wagtail_hjelp.models import (
    ActivityMixin,
    HelpOfferMixin,
    OrganisationMixin,
    TopicLinkBase,
)


class HostBasePage(Page):
    """What all pages of this host have."""

    campaign = models.CharField(max_length=80, blank=True)

    class Meta:
        abstract = True


class ArticlePage(HostBasePage):
    """A page with a StreamField of the host's own, our blocks mixed in, whole and one by one."""

    body = StreamField(
        [
            ("paragraph", blocks.RichTextBlock()),
            ("help", HelpStreamBlock()),
            ("offers", OffersBlock()),
        ],
        blank=True,
    )
    content_panels = [*Page.content_panels, FieldPanel("campaign"), FieldPanel("body")]


class HostOfferTopic(TopicLinkBase):
    content_object = ParentalKey(
        "host.HostOfferPage", on_delete=models.CASCADE, related_name="topic_links"
    )


class HostOfferKeyword(TaggedItemBase):
    content_object = ParentalKey(
        "host.HostOfferPage", on_delete=models.CASCADE, related_name="keyword_links"
    )


class HostOfferPage(HelpOfferMixin, HostBasePage):
    """A help offer on the host's own base page."""

    topics = ClusterTaggableManager(through=HostOfferTopic, blank=True)
    keywords = ClusterTaggableManager(through=HostOfferKeyword, blank=True)

    content_panels = [FieldPanel("campaign"), *HelpOfferMixin.content_panels]
    search_fields = Page.search_fields + HelpOfferMixin.search_fields


class HostActivityTopic(TopicLinkBase):
    content_object = ParentalKey(
        "host.HostActivityPage", on_delete=models.CASCADE, related_name="topic_links"
    )


class HostActivityPage(ActivityMixin, HostBasePage):
    """An activity on the host's own base page."""

    topics = ClusterTaggableManager(through=HostActivityTopic, blank=True)

    content_panels = [FieldPanel("campaign"), *ActivityMixin.content_panels]
    search_fields = Page.search_fields + ActivityMixin.search_fields


class HostOrganisationTopic(TopicLinkBase):
    content_object = ParentalKey(
        "host.HostOrganisationPage", on_delete=models.CASCADE, related_name="topic_links"
    )


class HostOrganisationPage(OrganisationMixin, HostBasePage):
    """An organisation on the host's own base page."""

    topics = ClusterTaggableManager(through=HostOrganisationTopic, blank=True)

    content_panels = [FieldPanel("campaign"), *OrganisationMixin.content_panels]
    search_fields = Page.search_fields + OrganisationMixin.search_fields
