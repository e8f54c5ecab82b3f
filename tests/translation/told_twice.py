"""Stories of pages and their languages, told twice: to the database, with the same calls as the
screens make, and to :mod:`.model_of_languages`. :meth:`Told.is_as_told` compares the two.
"""

from __future__ import annotations

import re
from typing import Any

from django.test import TestCase
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from tests.factories import make_offer, make_section, phone
from wagtail_hjelp.models import HelpOfferIndexPage, HelpOfferPage
from wagtail_hjelp.translation import review
from wagtail_hjelp.translation.small_edits import small_edit
from wagtail_hjelp.translation.status import overview

from .model_of_languages import Content, Story, Text, Words, numbers
from .stories import send, sync, translation_in, version_in

# The directories stand in English and Somali from the start, and in nynorsk nowhere.
LANGUAGES = ("en", "so", "nn")
PLACES = ("tilbud", "for-unge")
START = {
    "shelter": Content(
        {"title": "Krisesenter", "summary": "Et trygt sted kl. 8–16."}, "+4770000171", "unknown"
    ),
    "debt": Content({"title": "Gjeldshjelp", "summary": "Ring oss."}, "116117", "free"),
}

# What an editor changes: the place of a sentence, "phone" or "cost", and what stands there then.
Change = tuple[str, str]


def make_world(site: Any, locales: Any, reviewer: Any) -> dict[str, Any]:
    """Make two directories with two offers; what every story begins with."""
    index = make_section(site.root_page)
    other = index.get_parent().add_child(
        instance=HelpOfferIndexPage(title="For unge", slug="for-unge")
    )
    for code in ("en", "so"):
        for place in (index, other):
            place.copy_for_translation(locales[code], copy_parents=True, alias=True)
    pages = {
        name: make_offer(
            index,
            content.words["title"],
            summary=content.words["summary"],
            contact_points=[phone(content.phone)],
            cost=content.cost,
        )
        for name, content in START.items()
    }
    places = dict(zip(PLACES, (index, other), strict=True))
    wanted = Locale.objects.in_bulk(LANGUAGES, field_name="language_code")
    return {"pages": pages, "places": places, "locales": wanted, "reviewer": reviewer}


def changed(content: Content, change: Change) -> Content:
    name, value = change
    if name in ("phone", "cost"):
        return Content(content.words, **{"phone": content.phone, "cost": content.cost, name: value})
    words = {path: text for path, text in {**content.words, name: value}.items() if text}
    return Content(words, content.phone, content.cost)


# --- pages of the database ------------------------------------------------------------------


def fill(page: Any, content: Content) -> None:
    give_words(page, content.words)
    page.contact_points, page.cost = [phone(content.phone)], content.cost


def give_words(page: Any, words: Words) -> None:
    page.title, page.summary = words["title"], words["summary"]
    text = words.get("body.a")
    page.body = [{"type": "text", "value": f"<p>{text}</p>", "id": "a"}] if text else []


def words_on(page: Any) -> Words:
    words = {"title": page.title, "summary": page.summary}
    for block in page.body.raw_data:
        words[f"body.{block['id']}"] = re.sub("<.*?>", "", block["value"])
    return words


def content_of(page: Any) -> Content:
    (point,) = page.contact_points.raw_data
    return Content(words_on(page), point["value"]["number"], page.cost)


def now(page: Any) -> Any:
    return HelpOfferPage.objects.get(pk=page.pk)


# --- what people do -------------------------------------------------------------------------


class Told:
    """The stories of the two offers of :func:`make_world`, by their names in :data:`START`."""

    def __init__(self, world: dict[str, Any]) -> None:
        self.world, self.pages = world, world["pages"]
        sections = {place: {"en", "so"} for place in PLACES}
        self.stories = {name: Story(content, sections, "tilbud") for name, content in START.items()}

    def commit(self) -> Any:
        """What happens after the transaction happens at the end of the block."""
        return TestCase.captureOnCommitCallbacks(execute=True)

    def edit(self, name: str, change: Change) -> None:
        content = changed(self.stories[name].latest, change)
        with self.commit():
            draft = now(self.pages[name]).get_latest_revision_as_object()
            fill(draft, content)
            draft.save_revision()
        self.stories[name].edit(content)

    def publish_source(self, name: str, *, small: bool = False) -> None:
        page = self.pages[name]
        with self.commit():
            revision = now(page).get_latest_revision_as_object().save_revision()
            if small:
                with small_edit(page):
                    revision.publish()
            else:
                revision.publish()
        self.stories[name].publish(small=small)

    def save_by_code(self, name: str, change: Change) -> None:
        content = changed(self.stories[name].live, change)
        with self.commit():
            row = now(self.pages[name])
            fill(row, content)
            row.save()
        self.stories[name].save_by_code(content)

    def unpublish_source(self, name: str) -> None:
        with self.commit():
            now(self.pages[name]).unpublish()
        self.stories[name].unpublish()

    def move(self, name: str) -> None:
        (place,) = set(PLACES) - {self.stories[name].place}
        with self.commit():
            # A page of a tree knows how many are below it since it was read.
            target = HelpOfferIndexPage.objects.get(pk=self.world["places"][place].pk)
            now(self.pages[name]).move(target, pos="last-child")
        self.stories[name].move(place)

    def send(self, name: str, code: str) -> None:
        with self.commit():
            send(self.pages[name], self.world["locales"][code])
        self.stories[name].send(code)
        self._others_follow()

    def open_editor(self, name: str, code: str) -> None:
        with self.commit():
            sync(self.pages[name], code)
        self.stories[name].open_editor()

    def type_all(self, name: str, code: str, words: str, *, by_machine: bool = False) -> None:
        for path in dict(self.stories[name].sent or {}):
            self.type(name, code, path, words, by_machine=by_machine)

    def type(
        self, name: str, code: str, path: str, words: str, *, by_machine: bool = False
    ) -> None:
        """Translate a sentence as its language, some words, and itself."""
        translation = translation_in(self.pages[name], code)
        segment = StringSegment.objects.get(source=translation.source, context__path=path)
        said = f"{code} {words}: {segment.string.data}"
        with self.commit():
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                defaults={
                    "data": said,
                    "translation_type": "machine" if by_machine else "manual",
                    "has_error": False,
                },
            )
        held_back = numbers(said) != numbers(segment.string.data)
        self.stories[name].type(code, path, Text(said, held_back, by_machine))

    def save_draft(self, name: str, code: str) -> None:
        with self.commit():
            translation_in(self.pages[name], code).save_target(publish=False)
        self.stories[name].save_draft(code)

    def publish(self, name: str, code: str) -> None:
        with self.commit():
            translation_in(self.pages[name], code).save_target(publish=True)
        self.stories[name].publish_translation(code)

    def publish_draft(self, name: str, code: str) -> None:
        """As Wagtail's own workflow and timetable do, who know nothing of sentences."""
        with self.commit():
            version_in(self.pages[name], code).get_latest_revision().publish()
        self.stories[name].publish_draft(code)

    def write_by_hand(self, name: str, code: str, words: str, *, publish: bool = True) -> None:
        page = self.pages[name]
        said = dict.fromkeys(("title", "summary"), f"{code} {words}, for hånd")
        with self.commit():
            now(page).copy_for_translation(self.world["locales"][code], copy_parents=True)
            Translation.objects.filter(
                source__object_id=page.translation_key, target_locale__language_code=code
            ).update(enabled=False)
            draft = version_in(page, code).get_latest_revision_as_object()
            give_words(draft, said)
            revision = draft.save_revision()
            if publish:
                revision.publish()
        self.stories[name].write_by_hand(code, said, publish=publish)
        self._others_follow()

    def _others_follow(self) -> None:
        """A section that has come to a language brings all that is live in it."""
        for story in self.stories.values():
            if story.is_live:
                story.fill_in()

    def take_down(self, name: str, code: str) -> None:
        with self.commit():
            version_in(self.pages[name], code).unpublish()
        self.stories[name].take_down(code)

    def send_to_review(self, name: str, code: str) -> None:
        done = self._done(review.send_to_review, name, code)
        assert done == self.stories[name].send_to_review(code)

    def approve(self, name: str, code: str) -> None:
        done = self._done(review.approve, name, code)
        assert done == self.stories[name].approve(code)

    def send_back(self, name: str, code: str) -> None:
        assert self._done(review.send_back, name, code, "Skriv det enklere.")
        self.stories[name].send_back(code)

    def approve_machine(self, name: str, code: str) -> None:
        done = self._done(review.approve_machine, name, code)
        assert done == self.stories[name].approve_machine(code)

    def _done(self, what: Any, name: str, code: str, *more: Any) -> bool:
        try:
            with self.commit():
                what(version_in(self.pages[name], code), self.world["reviewer"], *more)
        except review.ReviewRefused:
            return False
        return True

    # --- the comparison -------------------------------------------------------------------

    def is_as_told(self) -> None:
        """Assert that the database is what the model says."""
        lines = {line.translation_key: line for line in overview()}
        for name, story in self.stories.items():
            page = self.pages[name]
            found = {
                one.locale.language_code: one
                for one in HelpOfferPage.objects.filter(
                    translation_key=page.translation_key
                ).select_related("locale")
            }
            self._source_is_the_editor_s(story, found.pop("nb"))
            assert found.keys() == story.versions.keys()
            for code, version in found.items():
                self._version_is_as_told(story, code, version)
            self._no_text_is_lost(story, page)
            line = lines.get(page.translation_key)
            assert (line is not None) == story.is_live
            if line is not None:
                standings = {code: line.standings[code].status.value for code in LANGUAGES}
                assert standings == {code: story.status(code) for code in LANGUAGES}

    def _source_is_the_editor_s(self, story: Story, source: Any) -> None:
        assert source.live == story.is_live
        assert content_of(source) == story.live
        assert content_of(source.get_latest_revision_as_object()) == story.latest

    def _version_is_as_told(self, story: Story, code: str, version: Any) -> None:
        told = story.versions[code]
        assert (version.alias_of_id is not None, version.live) == (told.is_alias, told.live)
        if story.is_live:
            facts = content_of(version)
            assert (facts.phone, facts.cost) == (story.live.phone, story.live.cost)
        if version.live:
            assert words_on(version) == told.shown
        if told.draft is not None:
            assert words_on(version.get_latest_revision_as_object()) == told.draft.words
        parent = Page.objects.get(pk=version.pk).get_parent()
        assert parent.translation_key == self.world["places"][story.place].translation_key

    def _no_text_is_lost(self, story: Story, page: Any) -> None:
        kept = StringTranslation.objects.filter(context__object_id=page.translation_key)
        found = {
            (code, path, sentence): (data, error, kind == "machine")
            for code, path, sentence, data, error, kind in kept.values_list(
                "locale__language_code",
                "context__path",
                "translation_of__data",
                "data",
                "has_error",
                "translation_type",
            )
        }
        assert found == {
            (code, path, sentence): (text.data, text.held_back, text.by_machine)
            for code, texts in story.texts.items()
            for (path, sentence), text in texts.items()
        }
