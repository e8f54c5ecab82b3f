"""What follows from a change: the directory's stamp is renewed, in the same transaction, and after
it the static pages of acute help are written anew.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.signals import request_finished
from django.db import connections
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_save
from taggit.models import Tag
from wagtail.models import AbstractPage, Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move
from wagtail_localize.models import StringTranslation, TranslationLog

from .activities.writing import write_occurrences
from .acute.static_pages import refresh_after_commit
from .catalogue.site import make_rows
from .collecting.importing.being_added import are_being_added
from .collecting.moderation import decline
from .directory.page_models import get_offer_model
from .models import (
    ActivityIndexMixin,
    ActivityMixin,
    AcuteHelpMixin,
    CrisisWord,
    DateSeries,
    DirectoryStamp,
    DraftedWords,
    ErrorReport,
    FactOwner,
    Helpline,
    HelplineDescription,
    HelpOfferIndexMixin,
    HelpOfferMixin,
    HelpPageMixin,
    HelpThemeMixin,
    LanguageVersion,
    Listed,
    Notice,
    Occurrence,
    OrganisationIndexMixin,
    OrganisationMixin,
    Question,
    ReportableMixin,
    Season,
    SeasonName,
    SecretLink,
    SharedHours,
    SourceWords,
    SpecialDay,
    Synonym,
    Topic,
    TopicName,
    TranslationRequest,
    Verification,
    VerifiedMixin,
)
from .models.topics import TopicLinkBase
from .translation import small_edits
from .translation.gate import guard_before_saving, look_again, mark_after_saving
from .translation.lifecycle import (
    follow_move,
    follow_publishing,
    follow_restrictions,
    follow_unpublishing,
    keep_words_until_published,
)
from .translation.notices import acting_user, requested, says_something_new, words_changed
from .translation.sharing import share_facts, share_links, shared_columns, shared_streams
from .translation.versions import fill_below, is_source
from .translation.words import record_draft, remember_source, translation_of

# What is written of a page when a draft of it is saved: nothing that anybody sees.
_DRAFT = {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}

_GROUPS_CHANGED = {"post_add", "post_remove", "post_clear"}


def renew_stamp(sender: Any, **kwargs: Any) -> None:
    """Receiver: something that directories show was saved, deleted or moved."""
    DirectoryStamp.renew()


def renew_ladder(sender: Any, **kwargs: Any) -> None:
    """Receiver: something that the ladder of acute help shows was saved, deleted or moved."""
    renew_stamp(sender, **kwargs)
    refresh_after_commit()


def renew_activities(sender: Any, **kwargs: Any) -> None:
    """Receiver: something that calendars alone show was saved or deleted."""
    DirectoryStamp.renew(Listed.ACTIVITIES)


def renew_stamp_for_page(sender: Any, **kwargs: Any) -> None:
    """Receiver for all pages: only ours change what lists and ladders show."""
    if not isinstance(sender, type):
        return
    updated = kwargs.get("update_fields")
    is_draft = updated is not None and set(updated) <= _DRAFT
    if issubclass(sender, HelpOfferMixin | HelpOfferIndexMixin | AcuteHelpMixin):
        (renew_stamp if is_draft else renew_ladder)(sender, **kwargs)
    elif issubclass(sender, ActivityMixin | ActivityIndexMixin | HelpThemeMixin):
        renew_activities(sender)
    elif issubclass(sender, OrganisationMixin | OrganisationIndexMixin):
        # Their names stand in calendars, and on the pages of offers.
        renew_stamp(sender)


def share_facts_of_page(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver for all pages: facts go to the page's other languages, in this transaction."""
    if kwargs.get("raw") or not _is_page_type(sender):
        return
    facts = {*shared_columns(sender), *shared_streams(sender)}
    updated = kwargs.get("update_fields")
    # Saving a draft touches no fact that is live. A new page has no other languages yet.
    if facts and not kwargs.get("created") and (updated is None or facts & set(updated)):
        share_facts(instance)


def follow_into_language(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver for all pages, the host's too: below one that is new in a language, ours come."""
    is_page = isinstance(sender, type) and issubclass(sender, AbstractPage)
    if kwargs.get("raw") or not kwargs["created"] or not is_page:
        return
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        fill_below(instance)


def remember_words_of_page(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver for all pages: what the source says now, whichever way it came to say it."""
    is_ours = isinstance(sender, type) and issubclass(sender, HelpPageMixin)
    if kwargs.get("raw") or not is_ours or not instance.live:
        return
    updated = kwargs.get("update_fields")
    if (updated is None or {"live", *instance.words} & set(updated)) and is_source(instance):
        before = remember_source(instance)
        if before is not None and not small_edits.carried_over(instance, before):
            words_changed(instance, before)


def follow_published_page(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver for all pages: what else becomes of the other languages of one that is published."""
    if are_being_added():
        # Whoever adds many at once has done all this.
        return
    share_links(instance)
    if isinstance(instance, HelpPageMixin):
        follow_publishing(instance)


def follow_unpublished_page(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver for all pages: ours are taken down in all languages at once."""
    if isinstance(instance, HelpPageMixin):
        follow_unpublishing(instance)


def follow_moved_page(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver for all pages: ours are moved in all languages at once."""
    parent = kwargs["parent_page_after"]
    if issubclass(sender, HelpPageMixin) and kwargs["parent_page_before"].pk != parent.pk:
        follow_move(instance, parent)


def keep_words_of_page(sender: Any, instance: TranslationLog, **kwargs: Any) -> None:
    """Receiver for wagtail-localize's log: a translation of ours was saved, by whatever way."""
    revision = instance.revision
    if kwargs.get("raw") or not kwargs["created"] or revision is None:
        return
    model = revision.content_type.model_class()
    if model is not None and issubclass(model, HelpPageMixin):
        version = model._base_manager.get(pk=revision.object_id)
        if (translation := translation_of(version)) is not None:
            look_again(translation)
        record_draft(version, revision.pk)
        keep_words_until_published(version)


def compare_request(sender: Any, instance: TranslationRequest, **kwargs: Any) -> None:
    """Receiver for requests for translation, before they are saved: is it anything new?"""
    instance.is_new = says_something_new(instance)


def tell_of_request(sender: Any, instance: TranslationRequest, **kwargs: Any) -> None:
    """Receiver for requests for translation: translators are told of what is new."""
    if not kwargs.get("raw") and instance.is_new:
        user = acting_user() or instance.requested_by
        requested(instance.translation_key, instance.locale, user=user)


def follow_restricted_page(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver for view restrictions and their groups: ours are closed in all languages at once."""
    if kwargs.get("raw") or kwargs.get("action", "post_add") not in _GROUPS_CHANGED:
        return
    page = instance.page.specific_deferred
    if isinstance(page, HelpPageMixin):
        follow_restrictions(page)


def _is_page_type(sender: Any) -> bool:
    return isinstance(sender, type) and issubclass(sender, AbstractPage) and sender is not Page


def write_dates_of_page(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver for all pages: the dates of an activity that is published become rows."""
    is_activity = isinstance(sender, type) and issubclass(sender, ActivityMixin)
    if kwargs.get("raw") or not is_activity:
        return
    updated = kwargs.get("update_fields")
    if updated is None or {"dates", "live"} & set(updated):
        write_occurrences(instance)


def forget_dates(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver for all pages: with the last language of an activity its dates go too."""
    if isinstance(sender, type) and issubclass(sender, ActivityMixin):
        key = instance.translation_key
        # The rows of this type alone: when a whole tree goes, those of Page are still there.
        model: Any = sender
        if not model._base_manager.filter(translation_key=key).exclude(pk=instance.pk).exists():
            Occurrence.objects.of([key]).delete()
            DateSeries.objects.filter(pk=key).delete()


def forget_words(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver for all pages: with the last language of a page what was known of its words goes."""
    if isinstance(sender, type) and issubclass(sender, HelpPageMixin):
        key = instance.translation_key
        # As for dates: when a whole tree goes, those of Page are still there.
        model: Any = sender
        if not model._base_manager.filter(translation_key=key).exclude(pk=instance.pk).exists():
            for known in (SourceWords, LanguageVersion, DraftedWords, TranslationRequest, Notice):
                known.objects.filter(translation_key=key).delete()


def forget_confirmation(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver for all pages: with the last language of a page its confirmation goes too."""
    if isinstance(sender, type) and issubclass(sender, VerifiedMixin):
        key = instance.translation_key
        # As for dates: when a whole tree goes, those of Page are still there.
        model: Any = sender
        if not model._base_manager.filter(translation_key=key).exclude(pk=instance.pk).exists():
            Verification.objects.filter(translation_key=key).delete()


def forget_what_was_collected(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver for all pages: with the last language of a page goes what people outside have to do
    with it: whom we ask, and what readers have said."""
    if isinstance(sender, type) and issubclass(sender, ReportableMixin):
        key = instance.translation_key
        # As for dates: when a whole tree goes, those of Page are still there.
        model: Any = sender
        if not model._base_manager.filter(translation_key=key).exclude(pk=instance.pk).exists():
            FactOwner.objects.filter(translation_key=key).delete()
            ErrorReport.objects.filter(translation_key=key).delete()
            Question.objects.filter(pk=key).delete()
            SecretLink.objects.filter(translation_key=key).delete()
            decline(key)


def list_helplines(using: str, **kwargs: Any) -> None:
    """Receiver: after an upgrade, new national services stand in the admin's list too."""
    # Migrating back to where the table is not there yet ends here as well.
    if Helpline._meta.db_table in connections[using].introspection.table_names():
        make_rows(using)


def connect() -> None:
    """Connect the receivers; called once, from ``AppConfig.ready()``."""
    listed = [Topic, TopicName, Synonym, Verification, Tag, CrisisWord]
    listed += [*TopicLinkBase.__subclasses__(), get_offer_model().keywords.through]
    on_ladder = [Site, Locale, PageViewRestriction, SharedHours, SpecialDay]
    on_ladder += [Helpline, HelplineDescription]
    receivers = [(model, renew_stamp) for model in listed]
    receivers += [(model, renew_ladder) for model in on_ladder]
    receivers += [(model, renew_activities) for model in (Season, SeasonName)]
    for signal in (post_save, post_delete):
        signal.connect(renew_stamp_for_page, dispatch_uid=f"wagtail_hjelp.page.{id(signal)}")
        for model, receiver in receivers:
            signal.connect(
                receiver, sender=model, dispatch_uid=f"wagtail_hjelp.{model._meta.label}"
            )
    # Sites are ticked after the row is saved, and nothing is saved for them but the tick.
    m2m_changed.connect(
        renew_ladder, sender=Helpline.hidden_on.through, dispatch_uid="wagtail_hjelp.hidden"
    )
    post_save.connect(share_facts_of_page, dispatch_uid="wagtail_hjelp.facts")
    post_save.connect(follow_into_language, dispatch_uid="wagtail_hjelp.follow_into_language")
    post_save.connect(remember_words_of_page, dispatch_uid="wagtail_hjelp.words")
    request_finished.connect(small_edits.forget, dispatch_uid="wagtail_hjelp.small_edit")
    post_save.connect(write_dates_of_page, dispatch_uid="wagtail_hjelp.dates")
    post_delete.connect(forget_dates, dispatch_uid="wagtail_hjelp.forget_dates")
    post_delete.connect(forget_words, dispatch_uid="wagtail_hjelp.forget_words")
    post_delete.connect(forget_what_was_collected, dispatch_uid="wagtail_hjelp.forget_collected")
    post_migrate.connect(list_helplines, sender=apps.get_app_config("wagtail_hjelp"))
    post_delete.connect(forget_confirmation, dispatch_uid="wagtail_hjelp.confirmation")
    # A new address of a page above rewrites addresses of whole subtrees without saving them, and so
    # does a move.
    page_slug_changed.connect(renew_stamp, dispatch_uid="wagtail_hjelp.address")
    post_page_move.connect(renew_ladder, dispatch_uid="wagtail_hjelp.move")
    page_published.connect(follow_published_page, dispatch_uid="wagtail_hjelp.follow_published")
    page_unpublished.connect(
        follow_unpublished_page, dispatch_uid="wagtail_hjelp.follow_unpublished"
    )
    pre_save.connect(
        guard_before_saving, sender=StringTranslation, dispatch_uid="wagtail_hjelp.guard"
    )
    post_save.connect(
        mark_after_saving, sender=StringTranslation, dispatch_uid="wagtail_hjelp.mark"
    )
    post_save.connect(
        keep_words_of_page, sender=TranslationLog, dispatch_uid="wagtail_hjelp.keep_words"
    )
    pre_save.connect(
        compare_request, sender=TranslationRequest, dispatch_uid="wagtail_hjelp.compare_request"
    )
    post_save.connect(
        tell_of_request, sender=TranslationRequest, dispatch_uid="wagtail_hjelp.tell_of_request"
    )
    post_page_move.connect(follow_moved_page, dispatch_uid="wagtail_hjelp.follow_moved")
    for signal, model in (
        (post_save, PageViewRestriction),
        (post_delete, PageViewRestriction),
        (m2m_changed, PageViewRestriction.groups.through),
    ):
        signal.connect(
            follow_restricted_page,
            sender=model,
            dispatch_uid=f"wagtail_hjelp.follow_restricted.{id(signal)}",
        )
