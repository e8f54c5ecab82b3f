"""What follows from a change: the directory's stamp is renewed, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail.signals import post_page_move

from .directory.offer_model import get_offer_model
from .models import (
    DirectoryStamp,
    HelpOfferIndexMixin,
    HelpOfferMixin,
    Synonym,
    Topic,
    TopicName,
    Verification,
)
from .models.topics import TopicLinkBase


def renew_stamp(sender: Any, **kwargs: Any) -> None:
    """Receiver: something that directories show was saved, deleted or moved."""
    if kwargs.get("raw"):
        return
    DirectoryStamp.renew()


def renew_stamp_for_page(sender: Any, **kwargs: Any) -> None:
    """Receiver for all pages: only offers and directories change what directories show."""
    if isinstance(sender, type) and issubclass(sender, HelpOfferMixin | HelpOfferIndexMixin):
        renew_stamp(sender, **kwargs)


def connect() -> None:
    """Connect the receivers; called once, from ``AppConfig.ready()``."""
    shown = [Topic, TopicName, Synonym, Verification, Site, Locale, PageViewRestriction]
    shown += [*TopicLinkBase.__subclasses__(), get_offer_model().keywords.through]
    for signal in (post_save, post_delete):
        signal.connect(renew_stamp_for_page, dispatch_uid=f"wagtail_hjelp.page.{id(signal)}")
        for model in shown:
            signal.connect(
                renew_stamp, sender=model, dispatch_uid=f"wagtail_hjelp.{model._meta.label}"
            )
    # A move rewrites the paths of whole subtrees without saving a page of them.
    post_page_move.connect(renew_stamp, dispatch_uid="wagtail_hjelp.move")
