"""Ways in by need: tiles that finish the sentence "I need …"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.vocabularies import TopicIcon

from .base import PublicBlock, StableDefinition, VocabularyBlock
from .choosers import FactPageChooserBlock, TopicChoiceBlock


@dataclass(frozen=True, slots=True)
class Tile:
    """A need and where it leads."""

    text: str
    url: str
    icon: str


class NeedBlock(StableDefinition, blocks.StructBlock):
    """One tile: words, and a topic or a page that it leads to."""

    text = blocks.CharBlock(
        label=_("I need …"),
        max_length=80,
        help_text=_("Finish the sentence in everyday words: “someone to talk to”."),
    )
    icon = VocabularyBlock(TopicIcon, required=False, label=_("Icon"))
    topic = TopicChoiceBlock(
        required=False,
        label=_("Leads to offers with this topic"),
    )
    page = FactPageChooserBlock(required=False, label=_("… or to this page"))

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if getattr(self, "is_deferred_validation", False):
            return result
        if not result["topic"] and not result["page"]:
            raise blocks.StructBlockValidationError(
                block_errors={"topic": ValidationError(_("Choose a topic or a page."))}
            )
        return result

    class Meta:
        icon = "help"
        label = _("Need")
        label_format = "{text}"


def _example() -> dict[str, Any]:
    from wagtail_hjelp.models import Topic

    return {
        "heading": _("I need …"),
        "tiles": [{"text": topic.name, "topic": topic.slug} for topic in Topic.objects.all()[:4]],
    }


class NeedsBlock(PublicBlock):
    """Tiles for what people need."""

    heading = blocks.CharBlock(
        label=_("Heading"), max_length=120, default=_("I need …"), required=False
    )
    tiles = blocks.ListBlock(NeedBlock(), min_num=1, label=_("Needs"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        from wagtail_hjelp.directory.places import directory_url, pages_in_language, topics_by_slug

        context = super().get_context(value, parent_context=parent_context)
        request, page = context.get("request"), context.get("page")
        tiles = [tile for tile in value["tiles"] if tile["text"]]
        targets = pages_in_language([tile["page"] for tile in tiles], page)
        topics = topics_by_slug(request, page)
        url = directory_url(request, page)
        context["tiles"] = []
        for tile in tiles:
            target = targets.get(tile["page"].translation_key) if tile["page"] else None
            topic = topics.get(tile["topic"])
            href = target.get_url(request) if target else f"{url}?topic={tile['topic']}"
            if target or (topic and url):
                icon = tile["icon"] or (topic.icon if topic else TopicIcon.HEART)
                context["tiles"].append(Tile(tile["text"], href or "", icon))
        return context

    class Meta:
        icon = "help"
        label = _("Needs")
        description = _("Tiles that say “I need …” and lead to a topic or a page.")
        template = "wagtail_hjelp/blocks/needs.html"
        preview_value = staticmethod(_example)
        label_format = "{heading}"
