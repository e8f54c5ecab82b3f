"""Pages that a row of a file may be about without saying so: the same name, or nearly.

Thousands of rows are compared with thousands of pages: only names that share a rare word are looked
at letter by letter.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from wagtail_hjelp.collecting.doubles import ALIKE, alikeness, words_of
from wagtail_hjelp.collecting.entries import EntryKind
from wagtail_hjelp.collecting.files.reading import FileRow
from wagtail_hjelp.directory.querysets import source_locale

# A word that so many names have says nothing.
_COMMON = 40
_MOST = 3


class Names:
    """The names of all pages of a kind, and of the rows that have been asked about."""

    def __init__(self, model: Any, kind: str) -> None:
        self.titles: list[str] = []
        self.by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.by_word: dict[str, list[int]] = defaultdict(list)
        self.numbers: dict[str, str] = {}
        own = ["number"] if kind == EntryKind.ORGANISATION else []
        pages = model._base_manager.filter(locale=source_locale())
        for title, draft_title, *number in pages.values_list("title", "draft_title", *own):
            self._add(draft_title or title)
            if number and number[0]:
                self.numbers[number[0]] = draft_title or title

    def like(self, row: FileRow) -> list[str]:
        """Return the names that may be the same thing as a row, the likeliest first."""
        title = str(row.record["title"])
        words = words_of(title)
        found = {}
        if (number := row.record.get("number")) and number in self.numbers:
            found[self.numbers[number]] = 2.0
        for place in self.by_words.get(tuple(sorted(words)), ()):
            found[self.titles[place]] = 1.0
        near = {
            place
            for word in set(words)
            if len(self.by_word.get(word, ())) <= _COMMON
            for place in self.by_word.get(word, ())
        }
        for place in near:
            other = self.titles[place]
            if other not in found and (rank := alikeness(title, other)) >= ALIKE:
                found[other] = rank
        return sorted(found, key=lambda one: (-found[one], one))[:_MOST]

    def _add(self, title: str) -> None:
        place = len(self.titles)
        self.titles.append(title)
        words = words_of(title)
        self.by_words[tuple(sorted(words))].append(place)
        for word in set(words):
            self.by_word[word].append(place)
