"""The page types that lists are made of, as the host's settings name them."""

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


def get_activity_model() -> Any:
    """Return the activity page class: ours, or the host's own with ``ActivityMixin``.

    Raises ``LookupError`` as :func:`get_offer_model` does, for ``ACTIVITY_MODEL``.
    """
    return apps.get_model(settings.ACTIVITY_MODEL)


def get_organisation_model() -> Any:
    """Return the organisation page class: ours, or the host's own with ``OrganisationMixin``.

    Raises ``LookupError`` as :func:`get_offer_model` does, for ``ORGANISATION_MODEL``.
    """
    return apps.get_model(settings.ORGANISATION_MODEL)
