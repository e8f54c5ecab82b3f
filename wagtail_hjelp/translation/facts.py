"""Rule 1: every field is a fact or a word, and says which.

Facts (numbers, addresses, hours, codes) are the same in all languages. They are entered once,
copied to every language version and never shown to a translator. Words are translated.

A page type declares both, and this module turns the declaration into what wagtail-localize
understands::

    class HelpOfferMixin(models.Model):
        facts = ("contact_points", "audiences")
        words = ("title", "summary", "body")
        override_translatable_fields = declare(facts=facts, words=words)

A block declares itself a fact by inheriting :class:`FactBlock`. ``tests/translation`` lists
every field and every leaf of every block against what wagtail-localize really does with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail_localize.fields import SynchronizedField, TranslatableField

# Fields of every Wagtail page. The slug is a fact: localize would cut Norwegian letters
# out of a translated one ("økonomi-og-gjeld" became "konomi-og-gjeld").
PAGE_FACTS = ("slug", "show_in_menus")
PAGE_WORDS = ("title", "seo_title", "search_description")


def declare(
    *, facts: Iterable[str] = (), words: Iterable[str] = ()
) -> list[SynchronizedField | TranslatableField]:
    """Return ``override_translatable_fields`` for a model with these facts and words.

    Facts cannot be overridden in a translation; words are sent for translation.
    """
    return [
        *(SynchronizedField(name, overridable=False) for name in facts),
        *(TranslatableField(name) for name in words),
    ]


class FactBlock:
    """Mixin for blocks whose whole value is a fact: no leaf of it is ever translated.

    wagtail-localize asks a block for its segments before it looks at the kind of block, so
    an empty answer keeps the value, children and all, as the source page has it.
    """

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        return value
