"""The page type that directories list, as the host's settings name it."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from wagtail_hjelp.conf import settings


def get_offer_model() -> Any:
    """Return the offer page class: ours, or the host's own with ``HelpOfferMixin``.

    Raises ``LookupError`` if ``WAGTAIL_HJELP["OFFER_MODEL"]`` names no installed model; the
    system check ``wagtail_hjelp.E004`` says so before anyone meets it.
    """
    return apps.get_model(settings.OFFER_MODEL)
