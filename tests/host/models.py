"""A host with a past: its own images and base page, and our offer on top of that page."""

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Page

from wagtail_hjelp.blocks import HelpStreamBlock, OffersBlock
from wagtail_hjelp.models import HelpOfferMixin, TopicLinkBase


class HostImage(AbstractImage):
    photographer = models.CharField(max_length=80, blank=True)
    admin_form_fields = ("title", "file", "photographer")


class HostRendition(AbstractRendition):
    image = models.ForeignKey(HostImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="host_rendition_once"
            )
        ]


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
