"""Words in other languages, put where wagtail-localize keeps them.

Afterwards its editor shows the pages as translated by hand, and translators go on from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from .content import ContentError
from .fields import values

# What is translated, and to what, by where it stands: {path: [(string, attributes), …]}.
Strings = dict[str, list[tuple[StringValue, dict[str, Any]]]]


class Translator:
    """Translates one page into one language after another."""

    def __init__(self, page: Page, user: AbstractUser | None = None) -> None:
        self.page = page
        self.user = user
        self.source, self.source_changed = _source(page)
        self.strings = _strings(page)
        self.segments = list(
            StringSegment.objects.filter(source=self.source).select_related("string", "context")
        )
        self.versions = {
            version.locale_id: version
            for version in Page.objects.filter(translation_key=page.translation_key)
        }
        self.kept: dict[int, dict[tuple[int, int], StringTranslation]] = defaultdict(dict)
        for found in StringTranslation.objects.filter(context__object_id=page.translation_key):
            self.kept[found.locale_id][found.translation_of_id, found.context_id] = found

    def translate(self, locale: Locale, words: Mapping[str, Any]) -> bool:
        """Publish the page in a language with these words; return whether anything was new."""
        translation, created = Translation.objects.get_or_create(
            source=self.source, target_locale=locale, defaults={"enabled": True}
        )
        if not translation.enabled:
            translation.enabled = True
            translation.save(update_fields=["enabled"])
        new = self._keep(locale, self._pairs(words))
        version = self.versions.get(locale.pk)
        done = version is not None and version.alias_of_id is None and version.live
        if done and not (created or new or self.source_changed or version.has_unpublished_changes):
            return False
        # What Translation.save_target() does, but published at once: it waits for the end of the
        # transaction, and all of the loading is one.
        page, _created = self.source.create_or_update_translation(
            locale, user=self.user, publish=False, copy_parent_pages=True, fallback=True
        )
        page.get_latest_revision().publish(user=self.user, skip_permission_checks=True)
        return True

    def _pairs(self, words: Mapping[str, Any]) -> dict[tuple[str, str], str]:
        """Return the translation of each string at each path."""
        model = type(self.page)
        version = model(locale=self.page.locale, **values(model, words))
        translated = _strings(version)
        pairs = {}
        for path, strings in self.strings.items():
            theirs = translated.get(path, [])
            if len(strings) != len(theirs):
                raise ContentError(
                    f"{path.split('.')[0]} has {len(theirs)} pieces of text, not {len(strings)} "
                    "as in the source: is a heading, a paragraph or a row of a list missing?"
                )
            for (string, attributes), (their_string, their_attributes) in zip(
                strings, theirs, strict=True
            ):
                data = _with_links_of_source(attributes, their_string, their_attributes)
                pairs.setdefault((path, string.data), data)
        return pairs

    def _keep(self, locale: Locale, pairs: dict[tuple[str, str], str]) -> bool:
        kept = self.kept[locale.pk]
        now = timezone.now()
        new, changed = {}, []
        for segment in self.segments:
            data = pairs.get((segment.context.path, segment.string.data))
            if data is None:
                continue
            key = (segment.string_id, segment.context_id)
            found = kept.get(key)
            if found is None:
                new[key] = StringTranslation(
                    translation_of_id=segment.string_id,
                    context_id=segment.context_id,
                    locale=locale,
                    data=data,
                    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                    last_translated_by=self.user,
                    updated_at=now,
                )
            elif found.data != data or found.has_error:
                found.data, found.updated_at = data, now
                found.has_error, found.field_error = False, ""
                changed.append(found)
        StringTranslation.objects.bulk_create(new.values())
        StringTranslation.objects.bulk_update(
            changed, ["data", "updated_at", "has_error", "field_error"]
        )
        return bool(new or changed)


def _source(page: Page) -> tuple[TranslationSource, bool]:
    before = TranslationSource.objects.get_for_instance_or_none(page)
    stamp = before.last_updated_at if before else None
    source, _created = TranslationSource.update_or_create_from_instance(page)
    return source, source.last_updated_at != stamp


def _strings(page: Page) -> Strings:
    found: Strings = defaultdict(list)
    segments: Iterable[Any] = extract_segments(page)
    for segment in segments:
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append((segment.string, segment.attrs or {}))
    return found


def _with_links_of_source(
    attributes: Mapping[str, Any], string: StringValue, own: Mapping[str, Any]
) -> str:
    """Return the string with each link named as the source names the link to the same place.

    Links are named in the order in which they stand, which may differ between languages.
    """
    if not own:
        return string.data
    names = {}
    left = dict(attributes)
    for name, attrs in own.items():
        same = next((theirs for theirs, values in left.items() if values == attrs), None)
        if same is None:
            raise ContentError(f"a link to {attrs.get('href')} that the source does not have")
        del left[same]
        names[name] = same
    return string.render_html({name: {"id": names[name]} for name in own})
