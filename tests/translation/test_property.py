"""Whatever editors, translators and reviewers do, in whatever order: every fact is the source's,
every status is true, residents read what was published, and nothing that anybody wrote is lost.

Random stories are told twice, to the database and to :mod:`.model_of_languages`, and compared after
each step.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import transaction
from django.test import TestCase
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from tests.factories import make_offer, make_section, phone
from wagtail_hjelp.models import HelpOfferIndexPage, HelpOfferPage
from wagtail_hjelp.translation import review
from wagtail_hjelp.translation.small_edits import small_edit
from wagtail_hjelp.translation.status import overview

from .model_of_languages import Content, Story, Text, Words, numbers
from .stories import send, sync, translation_in, version_in

pytestmark = pytest.mark.django_db

# The directories stand in English and Somali from the start, and in nynorsk nowhere.
LANGUAGES = ("en", "so", "nn")
PLACES = ("tilbud", "for-unge")
START = Content(
    {"title": "Krisesenter", "summary": "Et trygt sted kl. 8–16."}, "+4770000171", "unknown"
)
OTHER = Content({"title": "Gjeldshjelp", "summary": "Ring oss."}, "116117", "free")

sentences = {
    "title": ["Krisesenter", "Krisesenteret", "Legevakt"],
    "summary": [
        "Et trygt sted kl. 8–16.",
        "Et trygt sted, kl. 8–16.",
        "Et trygt sted kl. 8–17.",
        "Ring oss.",
    ],
    "body.a": ["Ta med klær.", "Ta med klær og 2 bilder.", ""],
}
changes = st.one_of(
    *(st.tuples(st.just(path), st.sampled_from(texts)) for path, texts in sentences.items())
)
facts = st.one_of(
    st.tuples(st.just("phone"), st.sampled_from(["+4770000171", "116117", "+4722000000"])),
    st.tuples(st.just("cost"), st.sampled_from(["unknown", "free", "paid"])),
)
translations = st.sampled_from(["klok", "fin", "god"])
languages = st.sampled_from(LANGUAGES)


def changed(content: Content, change: tuple[str, str]) -> Content:
    name, value = change
    if name in ("phone", "cost"):
        return Content(content.words, **{"phone": content.phone, "cost": content.cost, name: value})
    words = {path: text for path, text in {**content.words, name: value}.items() if text}
    return Content(words, content.phone, content.cost)


# --- the same in the database ---------------------------------------------------------------


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


def place_of(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).get_parent().translation_key


class Languages(RuleBasedStateMachine):
    """``world`` is what every story begins with; what it does is taken back when it ends."""

    world: Any

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        # English and Somali have both directories.
        sections = {place: {"en", "so"} for place in PLACES}
        self.stories = {
            name: Story(content, sections, "tilbud")
            for name, content in (("shelter", START), ("debt", OTHER))
        }

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    # --- who and what ---------------------------------------------------------------------

    @property
    def pages(self) -> dict[str, Any]:
        return self.world["pages"]

    def versions(self, wanted: Any) -> list[tuple[str, str]]:
        """The versions of which something is true, as ``(name, language)``."""
        return [
            (name, code)
            for name, story in self.stories.items()
            for code, version in story.versions.items()
            if wanted(version)
        ]

    def one_of(self, data: Any, wanted: Any) -> tuple[Story, Any, str]:
        name, code = data.draw(st.sampled_from(self.versions(wanted)), label="version")
        return self.stories[name], self.pages[name], code

    def some(self, data: Any) -> tuple[Story, Any]:
        name = data.draw(st.sampled_from(["shelter", "shelter", "shelter", "debt"]), label="page")
        return self.stories[name], self.pages[name]

    def commit(self) -> Any:
        return TestCase.captureOnCommitCallbacks(execute=True)

    @initialize(translated=st.booleans())
    def begin(self, translated: bool) -> None:
        if translated:
            story, page = self.stories["shelter"], self.pages["shelter"]
            self._send(story, page, "en")
            self._type_all(story, page, "en", "god", by_machine=False)
            self._publish(story, page, "en")

    # --- the editor -----------------------------------------------------------------------

    @rule(data=st.data(), change=changes | facts)
    def editor_saves_a_draft(self, data: Any, change: tuple[str, str]) -> None:
        story, page = self.some(data)
        self._edit(story, page, change)

    @rule(data=st.data(), change=changes | facts, small=st.booleans())
    def editor_changes_and_publishes(self, data: Any, change: tuple[str, str], small: bool) -> None:
        story, page = self.some(data)
        self._edit(story, page, change)
        draft = now(page).get_latest_revision()
        with self.commit():
            if small:
                with small_edit(page):
                    draft.publish()
            else:
                draft.publish()
        story.publish(small=small)

    @rule(data=st.data())
    def editor_publishes_what_there_is(self, data: Any) -> None:
        story, page = self.some(data)
        with self.commit():
            now(page).get_latest_revision_as_object().save_revision().publish()
        story.publish()

    @rule(data=st.data(), change=changes | facts)
    def program_saves_the_live_page(self, data: Any, change: tuple[str, str]) -> None:
        story, page = self.some(data)
        if not story.is_live:
            return
        content = changed(story.live, change)
        with self.commit():
            row = now(page)
            fill(row, content)
            row.save()
        story.save_by_code(content)

    @rule(data=st.data())
    def editor_takes_the_page_down(self, data: Any) -> None:
        story, page = self.some(data)
        with self.commit():
            now(page).unpublish()
        if story.is_live:
            story.unpublish()

    @rule(data=st.data())
    def editor_moves_the_page(self, data: Any) -> None:
        story, page = self.some(data)
        (place,) = set(PLACES) - {story.place}
        with self.commit():
            # A tree's page knows how many are below it since it was read.
            target = HelpOfferIndexPage.objects.get(pk=self.world["places"][place].pk)
            now(page).move(target, pos="last-child")
        story.move(place)

    @rule(data=st.data(), code=languages)
    def editor_sends_the_page_for_translation(self, data: Any, code: str) -> None:
        story, page = self.some(data)
        self._send(story, page, code)

    def _edit(self, story: Story, page: Any, change: tuple[str, str]) -> None:
        content = changed(story.latest, change)
        with self.commit():
            draft = now(page).get_latest_revision_as_object()
            fill(draft, content)
            draft.save_revision()
        story.edit(content)

    def _send(self, story: Story, page: Any, code: str) -> None:
        with self.commit():
            send(page, self.world["locales"][code])
        story.send(code)

    # --- the translator -------------------------------------------------------------------

    @precondition(lambda self: self.versions(lambda version: version.managed))
    @rule(data=st.data())
    def translator_opens_the_editor(self, data: Any) -> None:
        story, page, code = self.one_of(data, lambda version: version.managed)
        self._open(story, page, code)

    @precondition(lambda self: self.versions(lambda version: version.managed))
    @rule(data=st.data(), words=translations, by_machine=st.booleans(), right=st.booleans())
    def translator_writes_a_sentence(
        self, data: Any, words: str, by_machine: bool, right: bool
    ) -> None:
        story, page, code = self.one_of(data, lambda version: version.managed)
        assert story.sent is not None
        path = data.draw(st.sampled_from(sorted(story.sent)), label="path")
        said = f"{code} {words}: {story.sent[path]}" + ("" if right else " 99")
        self._type(story, page, code, path, said, by_machine=by_machine)

    @precondition(lambda self: self.versions(lambda version: version.managed))
    @rule(
        data=st.data(),
        words=translations,
        by_machine=st.booleans(),
        then=st.sampled_from(["wait", "save", "publish", "review"]),
    )
    def translator_translates_all(self, data: Any, words: str, by_machine: bool, then: str) -> None:
        story, page, code = self.one_of(data, lambda version: version.managed)
        self._open(story, page, code)
        self._type_all(story, page, code, words, by_machine=by_machine)
        if then == "save":
            self._save(story, page, code)
        elif then == "publish":
            self._publish(story, page, code)
        elif then == "review":
            self._send_to_review(story, page, code)

    @precondition(lambda self: self.versions(lambda version: version.managed))
    @rule(data=st.data())
    def translator_saves_a_draft(self, data: Any) -> None:
        self._save(*self.one_of(data, lambda version: version.managed))

    @precondition(lambda self: self.versions(lambda version: version.managed))
    @rule(data=st.data())
    def translator_publishes(self, data: Any) -> None:
        self._publish(*self.one_of(data, lambda version: version.managed))

    @precondition(lambda self: self.versions(lambda version: version.draft))
    @rule(data=st.data())
    def program_publishes_the_draft_of_a_version(self, data: Any) -> None:
        story, page, code = self.one_of(data, lambda version: version.draft)
        with self.commit():
            version_in(page, code).get_latest_revision().publish()
        story.publish_draft(code)

    @rule(data=st.data(), code=languages, words=translations, publish=st.booleans())
    def editor_writes_a_version_by_hand(
        self, data: Any, code: str, words: str, publish: bool
    ) -> None:
        story, page = self.some(data)
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
        story.write_by_hand(code, said, publish=publish)

    @precondition(lambda self: self.versions(lambda one: one.live and not one.is_alias))
    @rule(data=st.data())
    def editor_takes_one_language_down(self, data: Any) -> None:
        story, page, code = self.one_of(data, lambda one: one.live and not one.is_alias)
        with self.commit():
            version_in(page, code).unpublish()
        story.take_down(code)

    def _open(self, story: Story, page: Any, code: str) -> None:
        with self.commit():
            sync(page, code)
        story.open_editor()

    def _type_all(
        self, story: Story, page: Any, code: str, words: str, *, by_machine: bool
    ) -> None:
        for path, sentence in dict(story.sent or {}).items():
            said = f"{code} {words}: {sentence}"
            self._type(story, page, code, path, said, by_machine=by_machine)

    def _type(
        self, story: Story, page: Any, code: str, path: str, said: str, *, by_machine: bool
    ) -> None:
        translation = translation_in(page, code)
        segment = StringSegment.objects.get(source=translation.source, context__path=path)
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
        story.type(code, path, Text(said, held_back, by_machine))

    def _save(self, story: Story, page: Any, code: str) -> None:
        with self.commit():
            translation_in(page, code).save_target(publish=False)
        story.save_draft(code)

    def _publish(self, story: Story, page: Any, code: str) -> None:
        with self.commit():
            translation_in(page, code).save_target(publish=True)
        story.publish_translation(code)

    # --- the reviewer ---------------------------------------------------------------------

    @precondition(lambda self: self.versions(lambda version: version.draft))
    @rule(data=st.data())
    def translator_sends_to_review(self, data: Any) -> None:
        self._send_to_review(*self.one_of(data, lambda version: version.draft))

    @precondition(lambda self: self.versions(lambda version: version.in_review))
    @rule(data=st.data())
    def reviewer_approves(self, data: Any) -> None:
        story, page, code = self.one_of(data, lambda version: version.in_review)
        done = self._done(review.approve, version_in(page, code))
        assert done == story.approve(code)

    @precondition(lambda self: self.versions(lambda version: version.in_review))
    @rule(data=st.data())
    def reviewer_sends_back(self, data: Any) -> None:
        story, page, code = self.one_of(data, lambda version: version.in_review)
        assert self._done(review.send_back, version_in(page, code), "Skriv det enklere.")
        story.send_back(code)

    @precondition(lambda self: self.versions(lambda version: version.published))
    @rule(data=st.data())
    def reviewer_approves_what_a_machine_wrote(self, data: Any) -> None:
        story, page, code = self.one_of(data, lambda version: version.published)
        published = story.versions[code].published
        assert published is not None
        was_machine = published.by_machine
        story.approve_machine(code)
        assert self._done(review.approve_machine, version_in(page, code)) == was_machine

    def _send_to_review(self, story: Story, page: Any, code: str) -> None:
        done = self._done(review.send_to_review, version_in(page, code))
        assert done == story.send_to_review(code)

    def _done(self, what: Any, version: Any, *more: Any) -> bool:
        try:
            with self.commit():
                what(version, self.world["reviewer"], *more)
        except review.ReviewRefused:
            return False
        return True

    # --- after each step ------------------------------------------------------------------

    @invariant()
    def all_is_as_it_was_told(self) -> None:
        lines = {line.translation_key: line for line in overview()}
        for name, story in self.stories.items():
            page = self.pages[name]
            found = {
                one.locale.language_code: one
                for one in HelpOfferPage.objects.filter(
                    translation_key=page.translation_key
                ).select_related("locale")
            }
            source = found.pop("nb")
            self.source_is_the_editor_s(story, source)
            assert found.keys() == story.versions.keys()
            for code, version in found.items():
                self.version_is_as_told(story, code, version, source)
            self.no_text_is_lost(story, page)
            line = lines.get(page.translation_key)
            assert (line is not None) == story.is_live
            if line is not None:
                standings = {code: line.standings[code].status.value for code in LANGUAGES}
                assert standings == {code: story.status(code) for code in LANGUAGES}

    def source_is_the_editor_s(self, story: Story, source: Any) -> None:
        assert source.live == story.is_live
        assert content_of(source) == story.live
        assert content_of(source.get_latest_revision_as_object()) == story.latest

    def version_is_as_told(self, story: Story, code: str, version: Any, source: Any) -> None:
        told = story.versions[code]
        assert (version.alias_of_id is not None, version.live) == (told.is_alias, told.live)
        if story.is_live:
            facts = content_of(version)
            assert (facts.phone, facts.cost) == (story.live.phone, story.live.cost)
        if version.live:
            assert words_on(version) == told.shown
        if told.draft is not None:
            assert words_on(version.get_latest_revision_as_object()) == told.draft.words
        place = self.world["places"][story.place]
        assert place_of(version) == place.translation_key

    def no_text_is_lost(self, story: Story, page: Any) -> None:
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


def make_world(site: Any, locales: Any, reviewer: Any) -> dict[str, Any]:
    index = make_section(site.root_page)
    other = index.get_parent().add_child(
        instance=HelpOfferIndexPage(title="For unge", slug="for-unge")
    )
    for code in ("en", "so"):
        for place in (index, other):
            place.copy_for_translation(locales[code], copy_parents=True, alias=True)
    pages = {}
    for name, content in (("shelter", START), ("debt", OTHER)):
        pages[name] = make_offer(
            index,
            content.words["title"],
            summary=content.words["summary"],
            contact_points=[phone(content.phone)],
            cost=content.cost,
        )
    places = dict(zip(PLACES, (index, other), strict=True))
    wanted = Locale.objects.in_bulk(LANGUAGES, field_name="language_code")
    return {"pages": pages, "places": places, "locales": wanted, "reviewer": reviewer}


@pytest.fixture
def world(site, locales, admin_user):
    return make_world(site, locales, admin_user)


def test_every_language_is_true_whatever_is_done_in_whatever_order(world):
    machine = type("Languages", (Languages,), {"world": world})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=15,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
