"""What should become of a page and its languages: plain Python that knows no table of ours.

Each method of :class:`Story` is something that a person does, told as the rules of the house have
it; tests do the same to the database, and compare.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

# Sentences by their place on the page.
Words = dict[str, str]


def numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))


@dataclass
class Content:
    """A source page, as it is live or as a draft."""

    words: Words
    phone: str
    cost: str


@dataclass
class Text:
    """What somebody typed for a sentence. ``held_back`` if its numbers are others."""

    data: str
    held_back: bool = False
    by_machine: bool = False


@dataclass
class Draft:
    """A saved version. ``made`` is what it was made from: ``{path: (sentence, translation)}``.

    None if it is written by hand: then it is made from what the source says when it is published.
    """

    words: Words
    made: dict[str, tuple[str, str]] | None = None
    waiting: int = 0
    by_machine: bool = False


@dataclass
class Published:
    draft: Draft
    made: dict[str, tuple[str, str]]
    by_machine: bool


@dataclass
class Version:
    """One language of a page. ``shown`` is what residents read there while it is live."""

    is_alias: bool
    live: bool
    shown: Words
    # Translated sentence by sentence, in wagtail-localize.
    managed: bool = False
    draft: Draft | None = None
    published: Published | None = None
    in_review: bool = False
    # Taken down because the source was.
    withdrawn: bool = False
    # Has never been published, or was taken down since.
    lends: bool = True
    # What was published while the source was down.
    approved_meanwhile: Draft | None = None

    @property
    def is_new(self) -> bool:
        """Sent for translation, and nobody has published anything."""
        return self.managed and not self.is_alias and self.published is None

    @property
    def awaits(self) -> bool:
        return not self.is_alias and self.live and self.lends


@dataclass
class Story:
    """A source page and its languages; ``sections`` are those in which each directory stands."""

    live: Content
    sections: dict[str, set[str]]
    place: str
    is_live: bool = True
    # What was saved last in the admin, and whether it is newer than what is live.
    revision: Content | None = None
    has_draft: bool = False
    # The words that residents read last.
    said: Words = field(default_factory=dict)
    # The words that translators see, the same in all languages.
    sent: Words | None = None
    versions: dict[str, Version] = field(default_factory=dict)
    texts: dict[str, dict[tuple[str, str], Text]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.said = self.live.words
        self.fill_in()

    # --- the editor ---------------------------------------------------------------------

    @property
    def latest(self) -> Content:
        """What an editor has before them."""
        return self.revision if self.revision and self.has_draft else self.live

    def edit(self, content: Content) -> None:
        self.revision, self.has_draft = content, True

    def save_by_code(self, content: Content) -> None:
        self.live, self.said = content, content.words

    def publish(self, *, small: bool = False) -> None:
        before = self.said
        self.live = self.revision = self.latest
        self.said, self.is_live, self.has_draft = self.live.words, True, False
        if small and before != self.said:
            self._carry_over(before)
        for code, version in self.versions.items():
            approved = version.approved_meanwhile
            version.approved_meanwhile = None
            if approved is not None and version.withdrawn:
                version.withdrawn = False
                self._show(code, approved)
            version.live = version.live or version.is_alias or version.withdrawn or version.is_new
            version.withdrawn = False
            if version.is_alias or version.awaits:
                version.shown = self.said
        self.fill_in()

    def unpublish(self) -> None:
        self.is_live, self.has_draft = False, True
        for version in self.versions.values():
            version.withdrawn = version.withdrawn or (version.live and not version.is_alias)
            version.live = False

    def move(self, place: str) -> None:
        self.place = place
        for code in self.versions:
            self.sections[place].add(code)

    def fill_in(self) -> None:
        for code in self.sections[self.place] - set(self.versions):
            self.versions[code] = Version(is_alias=True, live=True, shown=self.said)

    def _carry_over(self, before: Words) -> None:
        pairs = {
            path: (before[path], text)
            for path, text in self.said.items()
            if path in before and before[path] != text
        }
        same = {path for path, (old, new) in pairs.items() if numbers(old) == numbers(new)}
        complete = before.keys() == self.said.keys() and same == set(pairs)
        for code, version in self.versions.items():
            held_back = set()
            texts = self.texts.setdefault(code, {})
            for path, (old, new) in pairs.items():
                if (path, old) not in texts:
                    continue
                text = texts[path, old]
                copy = replace(text, held_back=numbers(text.data) != numbers(new))
                copy = texts.setdefault((path, new), copy)
                if copy.held_back:
                    held_back.add((path, copy.data))
                    complete = complete and text.held_back
            for made in (version.published, version.draft):
                if made is None or made.made is None:
                    continue
                made.made = {
                    path: (pairs[path][1], translation)
                    if path in same
                    and pairs[path][0] == sentence
                    and (path, translation) not in held_back
                    else (sentence, translation)
                    for path, (sentence, translation) in made.made.items()
                }
        if complete and self.sent == before:
            self.sent = self.said

    # --- the translator -----------------------------------------------------------------

    def send(self, code: str) -> None:
        self._own(code).managed = True
        # wagtail-localize goes on with what it has; opening the editor brings it up to date.
        self.sent = self.sent or self.live.words
        self.save_draft(code)

    def open_editor(self) -> None:
        self.sent = self.said

    def type(self, code: str, path: str, text: Text) -> None:
        assert self.sent is not None
        self.texts.setdefault(code, {})[path, self.sent[path]] = text

    def waiting(self, code: str) -> int:
        return self._from_texts(code).waiting

    def save_draft(self, code: str) -> None:
        version = self.versions[code]
        version.draft = self._from_texts(code)
        version.live = version.live or (self.is_live and version.is_new and not version.withdrawn)
        if version.awaits:
            version.shown = self.live.words

    def publish_translation(self, code: str) -> None:
        self.save_draft(code)
        self.publish_draft(code)

    def publish_draft(self, code: str) -> None:
        version = self.versions[code]
        draft = version.draft
        assert draft is not None
        if draft.waiting:
            return
        version.in_review = False
        if self.is_live:
            self._show(code, draft)
        else:
            version.withdrawn, version.approved_meanwhile = True, draft

    def _show(self, code: str, draft: Draft) -> None:
        version = self.versions[code]
        if version.published is None or version.published.draft is not draft:
            made = draft.made
            if made is None:
                made = {path: (sentence, "") for path, sentence in self.said.items()}
            version.published = Published(draft, made, draft.by_machine)
        version.shown = draft.words
        version.live, version.lends, version.withdrawn = True, False, False

    def write_by_hand(self, code: str, words: Words, *, publish: bool) -> None:
        version = self._own(code)
        version.managed = False
        version.draft = Draft(words)
        if publish:
            self.publish_draft(code)

    def take_down(self, code: str) -> None:
        version = self.versions[code]
        version.live, version.lends = False, True

    def _own(self, code: str) -> Version:
        # With a page come those above it, and with these all that is live below them.
        for section in self.sections.values():
            section.add(code)
        if self.is_live:
            self.fill_in()
        version = self.versions.setdefault(code, Version(False, live=False, shown={}))
        version.is_alias = False
        return version

    def _from_texts(self, code: str) -> Draft:
        assert self.sent is not None
        texts = self.texts.get(code, {})
        found = {path: texts.get((path, sentence)) for path, sentence in self.sent.items()}
        right = {path: text for path, text in found.items() if text and not text.held_back}
        return Draft(
            words={**self.sent, **{path: text.data for path, text in right.items()}},
            made={path: (self.sent[path], text.data) for path, text in right.items()},
            waiting=len(found) - len(right),
            by_machine=any(text.by_machine for text in right.values()),
        )

    # --- the reviewer -------------------------------------------------------------------

    def send_to_review(self, code: str) -> bool:
        """Return whether it was sent."""
        version = self.versions[code]
        if version.managed:
            if self.waiting(code):
                return False
            self.save_draft(code)
        version.in_review = True
        return True

    def approve(self, code: str) -> bool:
        """Return whether it was approved."""
        version = self.versions[code]
        if version.managed:
            if self.waiting(code):
                return False
            self.save_draft(code)
        self.publish_draft(code)
        if version.approved_meanwhile is None:
            self.approve_machine(code)
        else:
            draft = version.approved_meanwhile
            if draft.by_machine:
                draft.by_machine = False
                self._take_over(code, draft.made or {})
        return True

    def send_back(self, code: str) -> None:
        self.versions[code].in_review = False

    def approve_machine(self, code: str) -> bool:
        """Return whether there was anything of a machine's."""
        published = self.versions[code].published
        assert published is not None
        if not published.by_machine:
            return False
        published.by_machine = False
        self._take_over(code, published.made)
        return True

    def _take_over(self, code: str, said: dict[str, tuple[str, str]]) -> None:
        for path, made in said.items():
            text = self.texts[code].get((path, made[0]))
            if text is not None and text.data == made[1] and not text.held_back:
                text.by_machine = False

    # --- how it stands ------------------------------------------------------------------

    def status(self, code: str) -> str:
        version = self.versions.get(code)
        if version is None:
            return "missing"
        if version.is_alias:
            return "fallback"
        if version.in_review:
            return "in_review"
        if version.lends or version.published is None:
            return "in_translation"
        if {path: made[0] for path, made in version.published.made.items()} != self.said:
            return "outdated"
        return "machine" if version.published.by_machine else "up_to_date"
