"""Who looks at the translators' board, which languages they see on it, and what is theirs to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings as django_settings
from django.http import HttpRequest
from wagtail.coreutils import get_content_languages
from wagtail.models import GroupPagePermission

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.translation.people import EDIT, PUBLISH, pages_to_edit
from wagtail_hjelp.translation.status import page_models

# A permission on the root of the tree is one in all languages.
_ROOT_DEPTH, _EVERYWHERE = 1, ""


@dataclass(frozen=True)
class Reader:
    """Somebody who may look at the board.

    ``languages`` are those in which they may edit some page. Whoever edits help pages of the source
    language sees all languages: it is for them to ask for translations.
    """

    user: Any
    edits_source: bool
    languages: frozenset[str]

    @property
    def may_look(self) -> bool:
        return self.edits_source or bool(self.languages)

    @property
    def may_send(self) -> bool:
        """Whether they may send pages for translation, as wagtail-localize has it."""
        return bool(self.user.has_perm("wagtail_localize.submit_translation"))

    def seen(self, codes: Iterable[str]) -> list[str]:
        """Return those of the languages that they see, in the same order."""
        return [code for code in codes if self.edits_source or code in self.languages]

    @cached_property
    def translates(self) -> frozenset[str]:
        """The languages in which a request to nobody in particular is meant for them."""
        return frozenset(_languages_translated_by(self.user))


def reader_of(request: HttpRequest) -> Reader:
    """Return who asks. Menus and the view want the same: it is looked up once in a request."""
    kept: dict[str, Any] = request.__dict__
    if "_hjelp_board_reader" not in kept:
        kept["_hjelp_board_reader"] = _reader(request.user)
    found: Reader = kept["_hjelp_board_reader"]
    return found


def _reader(user: Any) -> Reader:
    if not getattr(django_settings, "WAGTAIL_I18N_ENABLED", False):
        return Reader(user, edits_source=False, languages=frozenset())
    source = source_locale()
    if user.is_active and user.is_superuser:
        others = set(get_content_languages()) - {source.language_code}
        return Reader(user, edits_source=True, languages=frozenset(others))
    pages: Any = pages_to_edit(user)
    edits_source = pages.type(*page_models()).filter(locale=source).exists()
    codes = pages.exclude(locale=source).order_by().values_list("locale__language_code", flat=True)
    return Reader(user, edits_source=edits_source, languages=frozenset(codes.distinct()))


def _languages_translated_by(user: Any) -> set[str]:
    """Return the languages of which somebody is among the translators.

    As ``translation.people`` has it for one page, for all languages at once. Groups in which there
    is nobody are passed over.
    """
    source = source_locale().language_code
    editing, publishing = _groups(EDIT), _groups(PUBLISH)
    own = set(user.groups.values_list("pk", flat=True))
    editors = editing[source] | editing[_EVERYWHERE]
    found = set()
    for code in get_content_languages():
        groups = editing[code] | editing[_EVERYWHERE]
        translating = groups - publishing[code] - publishing[_EVERYWHERE] or groups
        if code != source and own & (translating - editors or translating):
            found.add(code)
    return found


def _groups(permission: str) -> defaultdict[str, set[int]]:
    """Return the groups with a permission on pages, by language."""
    rows = GroupPagePermission.objects.filter(
        permission__codename=permission, group__user__is_active=True
    )
    found: defaultdict[str, set[int]] = defaultdict(set)
    fields = ("group_id", "page__locale__language_code", "page__depth")
    for group, code, depth in rows.values_list(*fields).distinct():
        found[_EVERYWHERE if depth == _ROOT_DEPTH else code].add(group)
    return found
