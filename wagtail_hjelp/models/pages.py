"""Our page types: thin classes over the mixins, which hold everything they do."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.models import Page

from wagtail_hjelp.directory.page_models import (
    get_activity_model,
    get_offer_model,
    get_organisation_model,
)

from .activities import ActivityMixin
from .activity_index import ActivityIndexMixin
from .acute import AcuteHelpMixin
from .front import HelpFrontMixin
from .offer_index import HelpOfferIndexMixin
from .offers import HelpOfferMixin
from .organisation_index import OrganisationIndexMixin
from .organisations import OrganisationMixin
from .tell_us import TellUsMixin
from .themes import HelpThemeMixin
from .topics import TopicLinkBase


class HelpFrontPage(HelpFrontMixin, Page):
    """The entry page of all help."""

    content_panels = HelpFrontMixin.content_panels

    class Meta:
        verbose_name = _("front page for help")
        verbose_name_plural = _("front pages for help")


class AcuteHelpPage(AcuteHelpMixin, Page):
    """Acute help: the ladder."""

    content_panels = AcuteHelpMixin.content_panels

    class Meta:
        verbose_name = _("page of acute help")
        verbose_name_plural = _("pages of acute help")


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


class ActivityIndexPage(ActivityIndexMixin, Page):
    """The calendar of what happens."""

    content_panels = ActivityIndexMixin.content_panels

    class Meta:
        verbose_name = _("calendar of activities")
        verbose_name_plural = _("calendars of activities")


class ActivityTopic(TopicLinkBase):
    content_object = ParentalKey(
        "wagtail_hjelp.ActivityPage", on_delete=models.CASCADE, related_name="topic_links"
    )


class ActivityPage(ActivityMixin, Page):
    """A voluntary activity."""

    topics = ClusterTaggableManager(through=ActivityTopic, verbose_name=_("topics"), blank=True)

    parent_page_types = ["wagtail_hjelp.ActivityIndexPage"]
    subpage_types: list[str] = []

    content_panels = ActivityMixin.content_panels
    search_fields = Page.search_fields + ActivityMixin.search_fields
    api_fields = ActivityMixin.api_fields

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return get_activity_model() is cls and super().can_create_at(parent)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")


class OrganisationIndexPage(OrganisationIndexMixin, Page):
    """The overview of organisations."""

    content_panels = OrganisationIndexMixin.content_panels

    class Meta:
        verbose_name = _("overview of organisations")
        verbose_name_plural = _("overviews of organisations")


class OrganisationTopic(TopicLinkBase):
    content_object = ParentalKey(
        "wagtail_hjelp.OrganisationPage", on_delete=models.CASCADE, related_name="topic_links"
    )


class OrganisationPage(OrganisationMixin, Page):
    """An organisation."""

    topics = ClusterTaggableManager(through=OrganisationTopic, verbose_name=_("topics"), blank=True)

    parent_page_types = ["wagtail_hjelp.OrganisationIndexPage"]
    subpage_types: list[str] = []

    content_panels = OrganisationMixin.content_panels
    search_fields = Page.search_fields + OrganisationMixin.search_fields
    api_fields = OrganisationMixin.api_fields

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return get_organisation_model() is cls and super().can_create_at(parent)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")


class HelpThemePage(HelpThemeMixin, Page):
    """A theme or a campaign."""

    content_panels = HelpThemeMixin.content_panels

    class Meta:
        verbose_name = _("theme page")
        verbose_name_plural = _("theme pages")


class HelpTellUsPage(TellUsMixin, Page):
    """Where organisations tell about themselves and what they do."""

    subpage_types: list[str] = []

    content_panels = TellUsMixin.content_panels

    class Meta:
        verbose_name = _("page where organisations tell")
        verbose_name_plural = _("pages where organisations tell")
