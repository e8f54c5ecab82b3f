"""Facts are the same in all languages: the source's, at once.

wagtail-localize copies facts when somebody synchronises a translation, and from the source as it
was at the last time. An address that has been made secret, or a number that has changed, cannot
wait for that, so facts are copied whenever a version of the page is saved: those of the page's own
row, those within a translated StreamField (on the host's page types too), and topics and keywords.

What residents see is changed, and nothing else: neither a word, nor a translator's draft, nor a
revision. A draft that is published later is saved, and gets the facts of that day.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import ManyToOneRel
from wagtail.blocks.stream_block import StreamValue
from wagtail.search import index
from wagtail_localize.models import TranslationSource

from wagtail_hjelp.directory.querysets import source_locale

from .facts import PAGE_FACTS
from .stream_facts import ids_in, mixed_streams, with_facts_of


@cache
def shared_columns(model: Any) -> tuple[str, ...]:
    """Return the facts of a page type that stand in its own row.

    Topics and keywords are rows of other tables (see :func:`shared_links`), and the address belongs
    to the tree: wagtail-localize copies that one.
    """
    names = [name for name in getattr(model, "facts", ()) if name not in PAGE_FACTS]
    fields = [model._meta.get_field(name) for name in names]
    return tuple(
        field.name
        for field in fields
        if field.concrete and (field.many_to_one or not field.is_relation)
    )


@cache
def shared_streams(model: Any) -> tuple[str, ...]:
    """Return the StreamFields of a page type with words in them and facts between the words."""
    return tuple(mixed_streams(model))


@cache
def shared_links(model: Any) -> tuple[str, ...]:
    """Return the facts of a page type that are rows of links to tags: topics and keywords."""
    fields = [model._meta.get_field(name) for name in getattr(model, "facts", ())]
    return tuple(
        field.name
        for field in fields
        if isinstance(field, ManyToOneRel) and hasattr(field.related_model, "tag")
    )


@transaction.atomic
def share_facts(page: Any) -> None:
    """Give all languages of a page the facts of its live source, as they stand in the database.

    Drafts stay drafts: what is read is the row that residents see, never the object in hand.
    """
    model: Any = type(page)
    columns, streams = shared_columns(model), shared_streams(model)
    if not columns and not streams:
        return
    versions = model._base_manager.filter(translation_key=page.translation_key)
    source = versions.filter(locale=source_locale(), live=True).first()
    if source is None:
        return
    others = versions.exclude(pk=source.pk)
    if columns:
        others.update(**{name: getattr(source, name) for name in columns})
    # An alias is what its source is: Wagtail sees to it.
    for pk, *values in others.filter(alias_of=None).values_list("pk", *streams) if streams else ():
        changed = _merged_streams(source, dict(zip(streams, values, strict=True)))
        if changed:
            others.filter(pk=pk).update(**changed)


def _merged_streams(source: Any, own: dict[str, StreamValue]) -> dict[str, StreamValue]:
    """Return those of a version's StreamFields that differ once they have the source's facts."""
    raw = {
        name: (_raw(getattr(source, name)), _raw(value), value.stream_block)
        for name, value in own.items()
    }
    # Only a fact that is gone from the source asks what was sent.
    gone = {
        block_id
        for theirs, ours, _block in raw.values()
        for block_id in ids_in(ours) - ids_in(theirs)
    }
    known = gone & _ids_once_sent(source) if gone else set()
    changed = {}
    for name, (theirs, ours, block) in raw.items():
        merged = with_facts_of(block, theirs, ours, known=known)
        if merged != ours:
            changed[name] = StreamValue(block, merged, is_lazy=True)
    return changed


def _raw(value: StreamValue) -> list[Any]:
    return list(value.get_prep_value())


def _ids_once_sent(source: Any) -> set[str]:
    """Return the ids of all blocks of a page that were sent to its translators."""
    sent = TranslationSource.objects.filter(
        object_id=source.translation_key, locale_id=source.locale_id
    ).values_list("content_json", flat=True)
    found: set[str] = set()
    model: Any = type(source)
    for content in map(json.loads, sent):
        for name in shared_streams(model):
            found |= ids_in(json.loads(content.get(name) or "[]"))
    return found


@transaction.atomic
def share_links(page: Any) -> None:
    """Give all languages of a page the topics and keywords of its live source."""
    model: Any = type(page)
    relations = shared_links(model)
    if not relations:
        return
    versions = model._base_manager.filter(translation_key=page.translation_key)
    live = {version.pk: version for version in versions}
    source = next((v for v in live.values() if v.locale_id == source_locale().pk and v.live), None)
    if source is None:
        return
    touched = set()
    for relation in relations:
        links = model._meta.get_field(relation).related_model
        tags: dict[int, set[int]] = {pk: set() for pk in live}
        for owner, tag in links.objects.filter(content_object__in=live).values_list(
            "content_object_id", "tag_id"
        ):
            tags[owner].add(tag)
        wanted = tags.pop(source.pk)
        for owner, own in tags.items():
            if own == wanted:
                continue
            touched.add(owner)
            links.objects.filter(content_object=owner).exclude(tag_id__in=wanted).delete()
            for tag in sorted(wanted - own):
                links.objects.create(content_object_id=owner, tag_id=tag)
    for pk in sorted(touched):
        # Lists search in the names of topics.
        index.insert_or_update_object(live[pk])


def source_version(page: Any) -> Any:
    """Return the source-language version of a page, or the page itself if there is none."""
    if page.locale_id == (locale := source_locale()).pk:
        return page
    return page.get_translation_or_none(locale) or page
