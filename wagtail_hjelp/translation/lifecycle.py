"""What happens to a page happens to it in every language: published, taken down, expired,
moved, closed to some.

A page stands in the source language; its versions follow it. wagtail-localize copies a page's
dates once and follows nothing after that, and Wagtail follows with aliases only. The receivers in
``signal_handlers`` call these functions, so that it is the same from the admin, from code, from
``publish_scheduled`` and from an API. Nothing here touches a word or a translator's draft.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.signals import page_published

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models import HelpPageMixin, LanguageVersion, SourceWords

from .fallback import awaits_translation
from .sharing import share_facts, share_links
from .versions import fill_in, is_source, other_versions
from .words import record_published, translation_of


@transaction.atomic
def follow_publishing(page: Any) -> None:
    """After a page was published: versions that were taken down with the source come back with it,
    and each language in which the page above has a version gets one."""
    if is_source(page):
        _bring_back(page, [version for version in other_versions(page) if not version.live])
        _lend_words(page)
        fill_in(page)
    elif page.alias_of_id is None:
        LanguageVersion.objects.filter(
            translation_key=page.translation_key, locale=page.locale_id, withdrawn=True
        ).update(withdrawn=False, revision=None)
        record_published(page)
    # One clock is enough: a translation was given the source's date when it was made, and would
    # go by that when the source has got another.
    translations = type(page)._base_manager.filter(
        translation_key=page.translation_key, alias_of=None, expire_at__isnull=False
    )
    translations.exclude(locale=source_locale()).update(expire_at=None)
    # Wagtail gives an alias the revision of its source, by which it would count as published in its
    # own language as soon as it is sent for translation.
    aliases = type(page)._base_manager.filter(
        translation_key=page.translation_key, alias_of__isnull=False, live_revision__isnull=False
    )
    aliases.update(live_revision=None)


def waits_for_source(version: Any, revision: Any, user: Any = None) -> bool:
    """Whether a revision is published later, with its source, which was taken down; it is logged.

    Readers of one language would go there, and call the number of the day on which it was sent.
    """
    if version.alias_of_id is not None or is_source(version):
        return False
    source = type(version)._base_manager.filter(
        translation_key=version.translation_key, locale=source_locale(), live=False
    )
    # A source that has never been live has no words yet, and keeps nobody waiting.
    was_live = SourceWords.objects.filter(pk=version.translation_key)
    if not (was_live.exists() and source.exists()):
        return False
    LanguageVersion.objects.update_or_create(
        translation_key=version.translation_key,
        locale=version.locale,
        defaults={"withdrawn": True, "revision": revision},
    )
    log(
        instance=version,
        action="wagtail_hjelp.waits_for_source",
        user=user,
        revision=revision,
    )
    return True


def _bring_back(page: Any, versions: list[Any]) -> None:
    found = LanguageVersion.objects.filter(translation_key=page.translation_key)
    known = {one.locale_id: one for one in found} if versions else {}
    for version in versions:
        own = known.get(version.locale_id)
        if own is None or not own.withdrawn:
            if never_shown(version, own):
                _make_live(version, None)
        elif own.revision is None or own.revision_id == own.made_revision:
            # Its row is as it was shown last; what was drafted since stays a draft.
            _make_live(version, own.revision_id)
        else:
            # Approved while the source was down.
            own.revision.publish(user=own.revision.user)
    found.filter(withdrawn=True).update(withdrawn=False, revision=None)


def never_shown(version: Any, known: LanguageVersion | None) -> bool:
    """Whether a page was sent for translation and nobody has published, or taken down, anything:
    it shows the source's words as soon as there is a source."""
    return (
        version.alias_of_id is None
        and not version.live
        and (known is None or known.made_revision is None)
        and translation_of(version) is not None
    )


def _make_live(version: Any, revision_id: int | None) -> None:
    version.live, version.expired = True, False
    version.live_revision_id = revision_id
    version.has_unpublished_changes = revision_id != version.latest_revision_id
    version.save(
        update_fields=["live", "expired", "live_revision", "has_unpublished_changes"],
        clean=False,
    )
    log(instance=version, action="wagtail.publish")
    page_published.send(sender=type(version), instance=version)


def _lend_words(page: Any) -> None:
    """Show the source's words, as they are now, on pages that await a translation of their own."""
    for version in other_versions(page):
        if awaits_translation(version):
            _show_words_of(page, version)


@transaction.atomic
def keep_words_until_published(version: Any) -> None:
    """After a translation was saved: residents go on reading what they read before.

    wagtail-localize writes every saved translation, finished or not, into the row of the page,
    which may be live: an alias that is sent for translation, or a translation that is brought up
    to date. Its words are the draft's until somebody publishes it; the row has the words that were
    published last, or the source's if none were.
    """
    share_links(version)
    _disown_revision(version)
    if version.alias_of_id is not None:
        return
    place = {"translation_key": version.translation_key, "locale": version.locale_id}
    source = (
        type(version)
        ._base_manager.filter(
            translation_key=version.translation_key, locale=source_locale(), live=True
        )
        .first()
    )
    revision = version.live_revision
    if not version.live:
        known = LanguageVersion.objects.filter(**place).first()
        if source is not None and never_shown(version, known):
            _make_live(version, None)
        elif known is None or not known.withdrawn or known.revision is None:
            return
        else:
            # One that was taken down with its source comes back as it was.
            revision = known.revision
    shown = revision.as_object() if revision is not None else source
    if shown is not None:
        _show_words_of(shown, version)


def _disown_revision(version: Any) -> None:
    """Leave a page that was an alias without its source's revision; see follow_publishing()."""
    revision = version.live_revision
    if revision is not None and revision.object_id != str(version.pk):
        version.live_revision = None
        type(version)._base_manager.filter(pk=version.pk).update(live_revision=None)


def _show_words_of(shown: Any, version: Any) -> None:
    row = type(version)._base_manager.filter(pk=version.pk)
    row.update(**{name: getattr(shown, name) for name in version.words})
    # A revision has the facts of its day.
    share_facts(version)
    index.insert_or_update_object(row.get())


@transaction.atomic
def follow_unpublishing(page: Any) -> None:
    """After a source page was taken down, deleted or has expired: its versions are taken down."""
    if not is_source(page):
        return
    for version in other_versions(page):
        # Wagtail takes down aliases by itself, before it tells.
        if version.live and version.alias_of_id is None:
            LanguageVersion.objects.update_or_create(
                translation_key=version.translation_key,
                locale=version.locale,
                defaults={"withdrawn": True, "revision_id": version.live_revision_id},
            )
            version.unpublish(set_expired=page.expired)


@transaction.atomic
def follow_move(page: Any, parent: Page) -> None:
    """After a source page was moved below another page: its versions go below that page's."""
    if not is_source(page):
        return
    for version in other_versions(page):
        place = parent.get_translation_or_none(version.locale)
        if place is None:
            place = parent.specific.copy_for_translation(
                version.locale, copy_parents=True, alias=True
            )
        if not version.is_child_of(place):
            Page.objects.get(pk=version.pk).specific.move(place, pos="last-child")


@transaction.atomic
def follow_restrictions(page: Any) -> None:
    """After it changed who may see a source page: its translations are for the same people.

    Wagtail sees to aliases, and wagtail-localize to a translation when somebody synchronises it.
    """
    if not is_source(page):
        return
    wanted = [(own, list(own.groups.all())) for own in page.view_restrictions.all()]
    for version in other_versions(page):
        if version.alias_of_id is not None:
            continue
        version.view_restrictions.all().delete()
        for own, groups in wanted:
            made = PageViewRestriction.objects.create(
                page_id=version.pk,
                restriction_type=own.restriction_type,
                password=own.password,
            )
            made.groups.set(groups)


def deleted_with(pages: Iterable[Any], action: str) -> dict[Any, list[Any]]:
    """Return, for Wagtail's delete view, the versions that go with pages of the source language.

    The view lists them before anybody confirms. Unpublishing and moving are seen to by signals.
    """
    if action != "delete":
        return {}
    return {
        page: other_versions(page)
        for page in pages
        if isinstance(page, HelpPageMixin) and is_source(page)
    }
