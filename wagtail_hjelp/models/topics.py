"""Topics: the curated vocabulary by which people look for help."""

from __future__ import annotations

from typing import Any

from anyascii import anyascii
from django.conf import settings as django_settings
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.search import index

from wagtail_hjelp.fields import VocabularyField
from wagtail_hjelp.translation.languages import in_its_language
from wagtail_hjelp.vocabularies import TopicIcon


class Topic(index.Indexed, ClusterableModel, TagBase):
    """A need as people say it, with an icon and a name in each language.

    ``name`` is the name in the source language; a language without a name of its own
    shows that one.
    """

    free_tagging = False

    icon = VocabularyField(
        verbose_name=_("icon"), vocabulary=TopicIcon, default=TopicIcon.HEART, max_length=20
    )
    sort_order = models.IntegerField(verbose_name=_("order"), default=0, db_index=True)

    panels = [
        FieldPanel(
            "name",
            heading=_("Name in the source language"),
            help_text=_("As people say it themselves: “Money and debt”, not “Debt counselling”."),
        ),
        FieldPanel("icon"),
        InlinePanel("names", heading=_("Names in other languages"), label=_("Name")),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["sort_order", "name"]

    def slugify(self, tag: str, i: int | None = None) -> str:
        slug = slugify(anyascii(tag)) or "topic"
        return f"{slug}-{i}" if i is not None else slug

    def name_in(self, language_code: str) -> str:
        """Return the name in a language (BCP 47), else in the source language."""
        return next(
            (entry.name for entry in self.names.all() if entry.language_code == language_code),
            self.name,
        )

    def label_in(self, language_code: str, source_language: str) -> str:
        """Return the name for a page in a language, marked if it is the source's instead."""
        if language_code == source_language:
            return self.name
        own = {entry.language_code: entry.name for entry in self.names.all()}.get(language_code)
        return own or in_its_language(self.name, source_language)

    def all_names(self) -> list[str]:
        """Return the names in all languages, the source's first: what search should find."""
        return [self.name, *(entry.name for entry in self.names.all())]


def language_choices() -> list[tuple[str, Any]]:
    languages = getattr(django_settings, "WAGTAIL_CONTENT_LANGUAGES", django_settings.LANGUAGES)
    return list(languages)


class TopicName(models.Model):
    """What a topic is called in one language."""

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="names")
    language_code = models.CharField(_("language"), max_length=20, choices=language_choices)
    name = models.CharField(_("name"), max_length=100)

    panels = [FieldPanel("language_code"), FieldPanel("name")]

    class Meta:
        verbose_name = _("name of a topic")
        verbose_name_plural = _("names of topics")
        ordering = ["language_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "language_code"],
                name="wagtail_hjelp_topic_name_once",
                violation_error_message=_("This topic already has a name in that language."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class TopicLinkBase(ItemBase):
    """Abstract link from a page to a topic.

    A host that puts :class:`HelpOfferMixin` on a page type of its own adds
    ``content_object = ParentalKey("MyOfferPage", related_name="topic_links")`` and uses the
    result as ``through`` of the page's ``topics``.
    """

    tag = models.ForeignKey(
        Topic, related_name="%(app_label)s_%(class)s_items", on_delete=models.CASCADE
    )

    class Meta:
        abstract = True
