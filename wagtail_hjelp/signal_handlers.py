"""What follows from a change: the directory's stamp is renewed, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from taggit.models import Tag
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from .directory.offer_model import get_offer_model
from .models import (
    DirectoryStamp,
    HelpOfferIndexMixin,
    HelpOfferMixin,
    SharedHours,
    SpecialDay,
    Synonym,
    Topic,
    TopicName,
    Verification,
    VerifiedMixin,
)
from .models.topics import TopicLinkBase
from .translation.sharing import share_facts, shared_columns


def renew_stamp(sender: Any, **kwargs: Any) -> None:
    """Receiver: something that directories show was saved, deleted or moved."""
    DirectoryStamp.renew()


def renew_stamp_for_page(sender: Any, **kwargs: Any) -> None:
    """Receiver for all pages: only offers and directories change what directories show."""
    if isinstance(sender, type) and issubclass(sender, HelpOfferMixin | HelpOfferIndexMixin):
        renew_stamp(sender, **kwargs)


def share_facts_of_offer(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver for all pages: an offer's facts go to its other languages, in this transaction."""
    if kwargs.get("raw") or not (isinstance(sender, type) and issubclass(sender, HelpOfferMixin)):
        return
    updated = kwargs.get("update_fields")
    # Saving a draft touches no fact that is live.
    if updated is None or set(updated) & set(shared_columns(sender)):
        share_facts(instance)


def forget_confirmation(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver for all pages: with the last language of a page its confirmation goes too."""
    if isinstance(sender, type) and issubclass(sender, VerifiedMixin):
        key = instance.translation_key
        if not Page.objects.filter(translation_key=key).exclude(pk=instance.pk).exists():
            Verification.objects.filter(translation_key=key).delete()


def connect() -> None:
    """Connect the receivers; called once, from ``AppConfig.ready()``."""
    shown = [Topic, TopicName, Synonym, Verification, Site, Locale, Tag, PageViewRestriction]
    shown += [SharedHours, SpecialDay]
    shown += [*TopicLinkBase.__subclasses__(), get_offer_model().keywords.through]
    for signal in (post_save, post_delete):
        signal.connect(renew_stamp_for_page, dispatch_uid=f"wagtail_hjelp.page.{id(signal)}")
        for model in shown:
            signal.connect(
                renew_stamp, sender=model, dispatch_uid=f"wagtail_hjelp.{model._meta.label}"
            )
    post_save.connect(share_facts_of_offer, dispatch_uid="wagtail_hjelp.facts")
    post_delete.connect(forget_confirmation, dispatch_uid="wagtail_hjelp.confirmation")
    # A new address of a page above rewrites addresses of whole subtrees without saving them, and so
    # does a move.
    page_slug_changed.connect(renew_stamp, dispatch_uid="wagtail_hjelp.address")
    post_page_move.connect(renew_stamp, dispatch_uid="wagtail_hjelp.move")
