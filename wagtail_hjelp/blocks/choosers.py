"""Choosers for blocks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from wagtail_hjelp.hours.names import day_choices
from wagtail_hjelp.translation.facts import FactBlock
from wagtail_hjelp.widgets import ChoiceColumns

from .base import StableDefinition


class OwnPageChooserBlock(FactBlock, StableDefinition, blocks.PageChooserBlock):
    """Chooses one page of a type of ours, whichever the host's settings name for it.

    The choice is a fact: every language shows its own version of the page chosen. ``getter`` names
    a function of :mod:`wagtail_hjelp.directory.page_models`.
    """

    getter: str

    # Asked each time, not kept as Wagtail does: which model it is belongs to the settings.
    @property
    def target_models(self) -> list[Any]:
        return [self.model_class]

    @property
    def model_class(self) -> Any:
        from wagtail_hjelp.directory import page_models

        return getattr(page_models, self.getter)()


class OfferChooserBlock(OwnPageChooserBlock):
    """Chooses one help offer."""

    getter = "get_offer_model"


class OrganisationChooserBlock(OwnPageChooserBlock):
    """Chooses one organisation."""

    getter = "get_organisation_model"


class ActivityChooserBlock(OwnPageChooserBlock):
    """Chooses one activity."""

    getter = "get_activity_model"


class FactPageChooserBlock(FactBlock, blocks.PageChooserBlock):
    """Chooses a page, the same in all languages; links lead to the reader's language."""


class FactImageChooserBlock(FactBlock, StableDefinition, ImageChooserBlock):
    """Chooses a picture, the same in all languages; what it shows is said in words beside it."""


class StoredCode:
    """Mixin for choices out of the database: what is stored is a code, taken as it is.

    Wagtail 8 looks through all choices for each stored value, with a query each time.
    """

    def normalize_choice(self, value: Any) -> Any:
        return value


class TopicChoiceBlock(StoredCode, FactBlock, blocks.ChoiceBlock):
    """One topic, stored by its slug, which is the same in every installation's copy."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_topic_choices, search_index=False, **kwargs)


class TopicSetBlock(StoredCode, FactBlock, blocks.MultipleChoiceBlock):
    """Any number of topics, stored by their slugs."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_topic_choices, search_index=False, **kwargs)


# The season of the theme page that a block stands on. No slug looks like this.
PAGE_SEASON = "@page"


class SeasonChoiceBlock(StoredCode, FactBlock, blocks.ChoiceBlock):
    """A season by its slug, that of the page itself (:data:`PAGE_SEASON`), or none."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"default": PAGE_SEASON, "required": False, **kwargs}
        super().__init__(choices=_season_choices, search_index=False, **kwargs)


class PlaceSetBlock(StoredCode, FactBlock, blocks.MultipleChoiceBlock):
    """Any number of the towns that activities are in, by name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", ChoiceColumns)
        super().__init__(choices=_place_choices, search_index=False, **kwargs)


class SharedHoursChooserBlock(FactBlock, StableDefinition, SnippetChooserBlock):
    """Chooses a shared set of opening hours."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("wagtail_hjelp.SharedHours", **kwargs)


class DayNameBlock(FactBlock, blocks.ChoiceBlock):
    """One of the days with a name, in the order of the year; by its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=day_choices, search_index=False, **kwargs)


class HelplineChoiceBlock(StoredCode, FactBlock, blocks.ChoiceBlock):
    """One helpline out of the list, by its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_helpline_choices, search_index=False, **kwargs)


def _helpline_choices() -> list[tuple[str, str]]:
    from wagtail_hjelp.catalogue.site import choices

    return choices()


def _topic_choices() -> list[tuple[str, str]]:
    from wagtail_hjelp.models import Topic

    return list(Topic.objects.values_list("slug", "name"))


def _season_choices() -> list[tuple[str, str]]:
    from wagtail_hjelp.models.seasons import season_choices

    own = (PAGE_SEASON, gettext("This page’s own season, if it has one"))
    return [own, ("", gettext("At any time")), *season_choices()]


def _place_choices() -> list[tuple[str, str]]:
    from wagtail_hjelp.activities.snapshot import ONLINE, place_codes
    from wagtail_hjelp.directory.held import sort_key
    from wagtail_hjelp.directory.page_models import get_activity_model
    from wagtail_hjelp.directory.querysets import source_locale

    # A fact, the same in every language: the one that editors write in will do.
    locale = source_locale()
    stored = get_activity_model().objects.live().filter(locale=locale).values_list("where")
    towns = {town for (where,) in stored for town in place_codes(where.raw_data)} - {ONLINE}
    return [(town, town) for town in sorted(towns, key=lambda t: sort_key(t, locale.language_code))]
