"""The glossary to begin with, in each language that has none."""

from __future__ import annotations

from django.utils.translation import ngettext
from wagtail.coreutils import get_content_languages

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models import GlossaryTerm
from wagtail_hjelp.translation.languages import name_translated
from wagtail_hjelp.translation.starter_terms import starter_terms

from .report import Report

# The languages in which the starter words are what the source calls things.
_BOKMAAL = ("nb", "no")


def make_glossary(report: Report) -> None:
    """Make the starter words of each language of the site whose glossary is empty.

    Only then: a word that is there is somebody's, and one that is missing among others was deleted
    by somebody who meant it. A site that is not written in bokmål has other words, and gets none.
    """
    source = source_locale().language_code
    if source.split("-")[0] not in _BOKMAAL:
        return
    has_some = set(GlossaryTerm.objects.values_list("language_code", flat=True).distinct())
    wanted = {
        code: starter_terms(code)
        for code in get_content_languages()
        if code != source and code not in has_some
    }
    made = GlossaryTerm.objects.bulk_create(
        GlossaryTerm(term=term, language_code=code, translation=translation, note=note)
        for code, terms in wanted.items()
        for term, translation, note in terms
    )
    if made:
        report.created(
            ngettext(
                "%(count)d word in the glossary, to begin with (%(languages)s)",
                "%(count)d words in the glossary, to begin with (%(languages)s)",
                len(made),
            )
            % {
                "count": len(made),
                "languages": ", ".join(name_translated(code) for code in wanted if wanted[code]),
            }
        )
    else:
        there = GlossaryTerm.objects.count()
        report.unchanged(
            ngettext(
                "%(count)d word in the glossary (only an empty one gets words)",
                "%(count)d words in the glossary (only an empty one gets words)",
                there,
            )
            % {"count": there}
        )
