"""Who gives or arranges something: an organisation in the reader's language, or just its name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from wagtail.models import Locale, Page

from wagtail_hjelp.translation.fallback import content_language

from .querysets import without_private_aliases


@dataclass(frozen=True, slots=True)
class Organiser:
    """Who it is, in the reader's language; ``key`` is the organisation's translation key.

    Without a page that is published there is a name and nothing else. ``lang`` only where the name
    is in another language.
    """

    name: str
    key: UUID | None = None
    page_pk: int | None = None
    lang: str | None = None

    @property
    def code(self) -> str:
        """What it is called in the address of a filtered list; ``""`` without a page."""
        return self.key.hex if self.key else ""


def organisers(chosen: Collection[int], locale: Locale, fallback: Locale) -> dict[int, Organiser]:
    """Return organisations by the primary keys under which pages point to them; a few queries.

    One that is not published keeps its name: who points to it has said it aloud. One that not
    everybody may see is left out.
    """
    keys = dict(Page.objects.filter(pk__in=chosen).values_list("pk", "translation_key"))
    versions = without_private_aliases(
        Page.objects.public()
        .filter(
            Q(locale__in={locale.pk, fallback.pk}) | Q(pk__in=chosen),
            translation_key__in=set(keys.values()),
        )
        .select_related("locale", "alias_of__locale")
    )

    def rank(page: Page) -> tuple[bool, bool, bool]:
        return page.live, page.locale_id == locale.pk, page.locale_id == fallback.pk

    found: dict[UUID, Organiser] = {}
    # The best last: it takes the place of the others.
    for page in sorted(versions, key=rank):
        own = content_language(page.alias_of or page)
        lang = own if own != locale.language_code else None
        if page.live:
            found[page.translation_key] = Organiser(page.title, page.translation_key, page.pk, lang)
        else:
            found[page.translation_key] = Organiser(page.title, lang=lang)
    return {pk: found[key] for pk, key in keys.items() if key in found}
