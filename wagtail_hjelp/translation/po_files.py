"""PO files: all that waits in a language in one file, for a translator with tools of their own.

    po = export_waiting(locale, user)
    imported = import_waiting(read_file(data), locale, user)

A sentence is known by its ``msgctxt``, ``<uuid of wagtail-localize's translation>/<path>``, and its
source. What comes in goes through the gate as anything else does, and becomes a draft: residents
read what they read before until somebody publishes it.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import polib  # type: ignore[import-untyped]
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, to_locale
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models import HelpPageMixin, LanguageVersion, SourceWords

from .changes import Change, between, plain
from .people import may_translate, pages_to_edit
from .status import Line, Status, overview
from .words import digest, segments_of

WAITING = frozenset({Status.IN_TRANSLATION, Status.OUTDATED})
LANGUAGE = "X-Wagtail-Hjelp-Locale"
MOST_BYTES = 20 * 1024 * 1024
# As wagtail-localize calls it, beside a sentence in the translation editor.
TOOL = "PO File"
TITLE_LENGTH: int = Page._meta.get_field("title").max_length


class BrokenFile(Exception):
    """A file that cannot be imported; its text says why, to whoever sent it."""


# --- out ----------------------------------------------------------------------------------------


def export_waiting(locale: Locale, user: Any) -> polib.POFile:
    """Return every sentence that waits in a language, on the pages that somebody may edit there.

    The most urgent pages come first. A sentence that was held back has its text, marked as fuzzy.
    wagtail-localize gets the source's sentences as residents read them; no page is touched.
    """
    po = polib.POFile(wrapwidth=0)
    po.header = gettext(
        "Keep all numbers, addresses and tags as they are. Nothing is published by importing."
    )
    po.metadata = {
        "POT-Creation-Date": timezone.localtime().strftime("%Y-%m-%d %H:%M%z"),
        "Language": to_locale(locale.language_code),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        LANGUAGE: locale.language_code,
    }
    po.extend(_entries(locale, user))
    return po


def _entries(locale: Locale, user: Any) -> Iterator[polib.POEntry]:
    lines = _waiting_lines(locale, user)
    translations = [one for one in _translations(locale) if one.source.object_id in lines]
    by_key = {one.source.object_id: one for one in translations}
    _bring_up_to_date(translations)
    segments = _segments(translations)
    kept = _kept(locale, translations)
    made = _made_words(locale)
    for key, line in lines.items():
        if key in by_key:
            said = segments[by_key[key].source_id]
            yield from _entries_of(line, by_key[key], said, kept, made.get(key, []))


def _entries_of(
    line: Line,
    translation: Translation,
    segments: list[StringSegment],
    kept: dict[tuple[int, int], StringTranslation],
    made: list[list[str]],
) -> Iterator[polib.POEntry]:
    now = [[one.context.path, one.string.data] for one in segments]
    changed = {(one.path, one.new): one for one in between(made, now) if one.old and one.new}
    seen = set()
    for segment in segments:
        place = (segment.string_id, segment.context_id)
        there = kept.get(place)
        # One and the same sentence may stand twice in a text.
        if place in seen or (there is not None and not there.has_error):
            continue
        seen.add(place)
        path, text = segment.context.path, segment.string.data
        yield polib.POEntry(
            msgctxt=f"{translation.uuid}/{path}",
            msgid=text,
            msgstr=there.data if there is not None else "",
            comment="\n".join(_comments(line, changed.get((path, plain(text))), there)),
            flags=["fuzzy"] if there is not None else [],
        )


def _comments(line: Line, change: Change | None, there: StringTranslation | None) -> Iterator[str]:
    model = ContentType.objects.get_for_id(line.content_type_id).model_class()
    kind = capfirst(model._meta.verbose_name) if model is not None else ""
    yield _one_line(gettext("Page: %(title)s (%(kind)s)") % {"title": line.title, "kind": kind})
    if change is not None:
        then = {"source": change.old, "translation": change.translation or "–"}
        yield _one_line(gettext("Before: “%(source)s” → “%(translation)s”") % then)
    if there is not None:
        yield _one_line(gettext("Held back: %(error)s") % {"error": _error(there)})


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _error(translation: StringTranslation) -> str:
    return str(translation.get_error() or gettext("This sentence cannot be used as it is."))


def _waiting_lines(locale: Locale, user: Any) -> dict[UUID, Line]:
    mine = set(pages_to_edit(user).filter(locale=locale).values_list("pk", flat=True))
    found = {}
    for line in overview():
        standing = line.standings.get(locale.language_code)
        if standing is not None and standing.status in WAITING and standing.page_id in mine:
            found[line.translation_key] = line
    return found


def _translations(locale: Locale) -> list[Translation]:
    found = Translation.objects.filter(
        target_locale=locale, source__locale=source_locale(), enabled=True
    )
    found = found.select_related("source__specific_content_type", "source__locale")
    # The whole page as it was sent.
    return list(found.select_related("target_locale").defer("source__content_json"))


def _of_sources(translations: list[Translation]) -> Any:
    found = StringSegment.objects.select_related("string", "context").order_by("order", "pk")
    # Beyond what a database takes as values, all of them are read.
    if len(translations) <= 500:
        return found.filter(source__in=[one.source_id for one in translations])
    return found


def _segments(translations: list[Translation]) -> dict[int, list[StringSegment]]:
    found: defaultdict[int, list[StringSegment]] = defaultdict(list)
    for segment in _of_sources(translations):
        found[segment.source_id].append(segment)
    return found


def _bring_up_to_date(translations: list[Translation]) -> None:
    """Sync the pages whose translators have other sentences before them than residents read."""
    words = dict(SourceWords.objects.values_list("pk", "digest"))
    sent: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for source, path, text in _of_sources(translations).values_list(
        "source_id", "context__path", "string__data"
    ):
        sent[source].append((path, text))
    for one in translations:
        now = words.get(one.source.object_id)
        if now is not None and digest(sent[one.source_id]) != now:
            one.source.update_from_db()


def _kept(
    locale: Locale, translations: list[Translation]
) -> dict[tuple[int, int], StringTranslation]:
    found = StringTranslation.objects.filter(locale=locale).select_related("translation_of")
    if len(translations) <= 500:
        keys = [one.source.object_id for one in translations]
        found = found.filter(context__object_id__in=keys)
    return {(one.translation_of_id, one.context_id): one for one in found.select_related("context")}


def _made_words(locale: Locale) -> dict[UUID, list[list[str]]]:
    found = LanguageVersion.objects.filter(locale=locale)
    return dict(found.values_list("translation_key", "made_words"))


# --- in -----------------------------------------------------------------------------------------


class HeldBack(NamedTuple):
    """A sentence that no page can show before it is mended. All but an overlong title are kept as
    they were written."""

    page: str
    sentence: str
    error: str
    translation: str
    page_id: int


@dataclass(slots=True)
class Imported:
    """What has become of a file: numbers of sentences, and those that somebody must look at.

    ``unchanged`` said what there was already, ``skipped`` were empty or marked as fuzzy, and
    ``unknown`` are sentences that no page asks for (any more). ``not_allowed`` and
    ``without_draft`` are titles of pages: those that the user may not edit, and those of which no
    draft could be saved.
    """

    accepted: int = 0
    unchanged: int = 0
    skipped: int = 0
    held_back: list[HeldBack] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    not_allowed: list[str] = field(default_factory=list)
    without_draft: list[str] = field(default_factory=list)


def read_file(data: bytes) -> polib.POFile:
    """Return a file that somebody has sent; :class:`BrokenFile` if it is no PO file."""
    if len(data) > MOST_BYTES:
        raise BrokenFile(too_large())
    try:
        if b"\0" in data:
            raise ValueError
        data.decode("utf-8-sig")
    except ValueError:
        raise BrokenFile(gettext("This is no text file in UTF-8. Send a PO file.")) from None
    # polib takes the name of a file for that file, and a line separator within a text for its end
    # unless it reads from a file: so it gets a file of ours.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sent.po")
        path.write_bytes(data)
        try:
            return polib.pofile(str(path), encoding="utf-8")
        except (OSError, ValueError, LookupError) as error:
            raise BrokenFile(_unreadable(str(error))) from error


def too_large() -> str:
    """Say that a file is larger than any that is made here."""
    return gettext("The file is larger than %(size)d MB.") % {"size": MOST_BYTES // 1024**2}


def _unreadable(error: str) -> str:
    line = re.search(r"\(line (\d+)\)", error)
    if line is None:
        return gettext("This is no PO file that can be read.")
    text = gettext("This is no PO file that can be read: something is wrong in line %(number)s.")
    return text % {"number": line[1]}


@transaction.atomic
def import_waiting(po: polib.POFile, locale: Locale, user: Any) -> Imported:
    """Take in the sentences of a file, and save a draft of each page that gets any.

    :class:`BrokenFile` if it is not a file of this language; nothing is changed then.
    """
    language = po.metadata.get(LANGUAGE, "")
    if language != locale.language_code:
        raise BrokenFile(_of_other_language(language))
    imported = Imported()
    there = {str(one.uuid): one for one in _translations(locale)}
    for uuid, entries in _by_translation(po, imported).items():
        translation = there.get(uuid)
        version = _version(translation)
        if translation is None or version is None:
            imported.unknown += [entry.msgid for entry in entries]
        elif _may_write(version, user):
            _import_page(translation, version, entries, user, imported)
        else:
            imported.not_allowed.append(translation.source.object_repr)
    return imported


def _of_other_language(language: str) -> str:
    if not language:
        return gettext("This file does not say which language it is for. Download a new one here.")
    return gettext("This file is for another language: %(code)s.") % {"code": language}


def _by_translation(po: polib.POFile, imported: Imported) -> dict[str, list[polib.POEntry]]:
    found: defaultdict[str, list[polib.POEntry]] = defaultdict(list)
    for entry in po:
        if entry.obsolete or entry.fuzzy or not entry.msgstr.strip():
            imported.skipped += 1
        else:
            uuid, _slash, _path = (entry.msgctxt or "").partition("/")
            found[uuid].append(entry)
    return found


def _version(translation: Translation | None) -> Any:
    """Return the page that a translation is of, if it is there and one of ours."""
    if translation is None:
        return None
    model = translation.source.specific_content_type.model_class()
    if model is None or not issubclass(model, HelpPageMixin):
        return None
    try:
        return translation.get_target_instance()
    except ObjectDoesNotExist:
        return None


def _may_write(version: Any, user: Any) -> bool:
    lock = version.get_lock()
    return may_translate(version, user) and not (lock is not None and lock.for_user(user))


def _import_page(
    translation: Translation,
    version: Any,
    entries: Iterable[polib.POEntry],
    user: Any,
    imported: Imported,
) -> None:
    title = translation.source.object_repr

    def held(sentence: str, error: str, text: str) -> None:
        said = HeldBack(title, plain(sentence), error, plain(text), version.pk)
        imported.held_back.append(said)

    asked = _asked(translation)
    wanted: dict[tuple[str, str], str] = {}
    for entry in entries:
        place = (entry.msgctxt.partition("/")[2], entry.msgid)
        if place not in asked:
            imported.unknown.append(entry.msgid)
        elif place[0] == "title" and len(entry.msgstr) > TITLE_LENGTH:
            # wagtail-localize writes it into the row of the page, where it has no room.
            error = gettext("A title has room for %(count)d characters.") % {"count": TITLE_LENGTH}
            held(place[1], error, entry.msgstr)
        else:
            wanted[place] = entry.msgstr
    new = {place: text for place, text in wanted.items() if _said(asked[place]) != text}
    if new:
        translation.import_po(_po_of(new), user=user, tool_name=TOOL)
        if not _save_draft(translation, user):
            imported.without_draft.append(title)
        asked = _asked(translation)
    for place in wanted:
        kept = asked[place].kept
        if kept.has_error:
            held(place[1], _error(kept), kept.data)
        elif place in new:
            imported.accepted += 1
        else:
            imported.unchanged += 1


def _asked(translation: Translation) -> dict[tuple[str, str], StringSegment]:
    """Return the sentences that wagtail-localize asks for, by path and source."""
    found = segments_of(translation)
    return {(one.context.path, one.string.data): one for one in found}


def _said(segment: StringSegment) -> str | None:
    return segment.kept.data if segment.kept is not None else None


def _po_of(texts: dict[tuple[str, str], str]) -> polib.POFile:
    po = polib.POFile()
    for (path, sentence), text in texts.items():
        po.append(polib.POEntry(msgctxt=path, msgid=sentence, msgstr=text))
    return po


def _save_draft(translation: Translation, user: Any) -> bool:
    """Save a draft of what there is; False if the page cannot be saved at all.

    A text that the page does not take, such as one that is too long, is marked by wagtail-localize
    as held back when it fails, and left out when it is tried again.
    """
    for _attempt in range(2):
        try:
            translation.save_target(user=user, publish=False)
        except ValidationError:
            continue
        return True
    return False
