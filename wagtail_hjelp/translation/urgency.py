"""What cannot wait: the order in which pages are translated, and whose notices go at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from wagtail_hjelp.models import (
    ActivityIndexMixin,
    ActivityMixin,
    AcuteHelpMixin,
    HelpFrontMixin,
    HelpOfferIndexMixin,
    HelpOfferMixin,
    HelpThemeMixin,
    OrganisationIndexMixin,
    OrganisationMixin,
)
from wagtail_hjelp.vocabularies import Urgency

ACUTE, URGENT_OFFER = 0, 1

# In the order in which somebody in need comes by.
_ORDER: tuple[tuple[type, int], ...] = (
    (AcuteHelpMixin, ACUTE),
    (HelpFrontMixin, 2),
    (HelpOfferIndexMixin, 3),
    (HelpOfferMixin, 3),
    (HelpThemeMixin, 4),
    (ActivityIndexMixin, 5),
    (ActivityMixin, 5),
    (OrganisationIndexMixin, 6),
    (OrganisationMixin, 6),
)
_LAST = 7


def is_urgent(page: Any) -> bool:
    """Whether nobody should wait for the words of a page until tomorrow: acute help, and offers
    that are marked as urgent."""
    return urgency_of(page) <= URGENT_OFFER


def urgency_of(page: Any) -> int:
    """Return how long the words of a page can wait: 0 for acute help, higher for longer."""
    specific = page.specific
    if isinstance(specific, HelpOfferMixin) and specific.urgency != Urgency.NONE:
        return URGENT_OFFER
    return _by_type(type(specific))


def urgencies(page_ids: Iterable[int]) -> dict[int, int]:
    """Return :func:`urgency_of` of many pages: a query, and one for each type of offer."""
    pages = dict(Page.objects.filter(pk__in=list(page_ids)).values_list("pk", "content_type_id"))
    types = ContentType.objects.get_for_id
    models = {pk: types(pk).model_class() for pk in set(pages.values())}
    found = {pk: _by_type(models[kind]) for pk, kind in pages.items()}
    for model in models.values():
        if model is not None and issubclass(model, HelpOfferMixin):
            manager: Any = model
            urgent = manager._base_manager.filter(pk__in=list(pages)).exclude(urgency=Urgency.NONE)
            found.update(dict.fromkeys(urgent.values_list("pk", flat=True), URGENT_OFFER))
    return found


def _by_type(model: type | None) -> int:
    if model is None:
        return _LAST
    return next((order for kind, order in _ORDER if issubclass(model, kind)), _LAST)
