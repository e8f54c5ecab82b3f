"""Choosers for blocks."""

from __future__ import annotations

from typing import Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from wagtail_hjelp.hours.names import day_choices
from wagtail_hjelp.translation.facts import FactBlock

from .base import StableDefinition


class OfferChooserBlock(FactBlock, StableDefinition, blocks.PageChooserBlock):
    """Chooses one help offer, of whichever page type the host's settings name.

    The choice is a fact: every language shows its own version of the offer chosen.
    """

    # Asked each time, not kept as Wagtail does: which model it is belongs to the settings.
    @property
    def target_models(self) -> list[Any]:
        return [self.model_class]

    @property
    def model_class(self) -> Any:
        from wagtail_hjelp.directory.offer_model import get_offer_model

        return get_offer_model()


class FactPageChooserBlock(FactBlock, blocks.PageChooserBlock):
    """Chooses a page, the same in all languages; links lead to the reader's language."""


class TopicChoiceBlock(FactBlock, blocks.ChoiceBlock):
    """One topic, stored by its slug, which is the same in every installation's copy."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_topic_choices, search_index=False, **kwargs)


class TopicSetBlock(FactBlock, blocks.MultipleChoiceBlock):
    """Any number of topics, stored by their slugs."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_topic_choices, search_index=False, **kwargs)


class SharedHoursChooserBlock(FactBlock, StableDefinition, SnippetChooserBlock):
    """Chooses a shared set of opening hours."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("wagtail_hjelp.SharedHours", **kwargs)


class DayNameBlock(FactBlock, blocks.ChoiceBlock):
    """One of the days with a name, in the order of the year; by its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=day_choices, search_index=False, **kwargs)


def _topic_choices() -> list[tuple[str, str]]:
    from wagtail_hjelp.models import Topic

    return list(Topic.objects.values_list("slug", "name"))
