"""The glossary in the admin: its list."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from wagtail_hjelp.models import GlossaryTerm
from wagtail_hjelp.translation.languages import in_its_language, name_translated


def _translation(term: GlossaryTerm) -> SafeString:
    return in_its_language(term.translation, term.language_code)


def _language(term: GlossaryTerm) -> str:
    return name_translated(term.language_code)


COLUMNS = [
    "term",
    Column("translation", label=_("what it is called"), accessor=_translation),
    Column("language", label=_("language"), accessor=_language, sort_key="language_code"),
    "note",
]
