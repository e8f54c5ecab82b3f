"""Whatever editors, translators and reviewers do, in whatever order: every fact is the source's,
every status is true, residents read what was published, and nothing that anybody wrote is lost.

Random stories are told twice, and compared after each step (see :mod:`.told_twice`). Below are
those that were once found untrue.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
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

from .model_of_languages import Version
from .told_twice import LANGUAGES, Told, make_world, now

pytestmark = pytest.mark.django_db

SENTENCES = {
    "title": ["Krisesenter", "Krisesenteret", "Legevakt"],
    "summary": [
        "Et trygt sted kl. 8–16.",
        "Et trygt sted, kl. 8–16.",
        "Et trygt sted kl. 8–17.",
        "Ring oss.",
    ],
    "body.a": ["Ta med klær.", "Ta med klær og 2 bilder.", ""],
}
FACTS = {
    "phone": ["+4770000171", "116117", "+4722000000"],
    "cost": ["unknown", "free", "paid"],
}
changes = st.one_of(
    *(
        st.tuples(st.just(name), st.sampled_from(values))
        for name, values in [*SENTENCES.items(), *FACTS.items()]
    )
)
# A story says more if most of it is about one page.
pages = st.sampled_from(["shelter", "shelter", "shelter", "debt"])
words = st.sampled_from(["klok", "fin", "god"])
languages = st.sampled_from(LANGUAGES)


def managed(version: Version) -> bool:
    return version.managed


def drafted(version: Version) -> bool:
    return version.draft is not None


def published(version: Version) -> bool:
    return version.published is not None


def in_review(version: Version) -> bool:
    return version.in_review


def live_by_itself(version: Version) -> bool:
    return version.live and not version.is_alias


def if_any(wanted: Callable[[Version], bool]) -> Any:
    """There is a step only if something is true of a version; :meth:`Languages.one` draws it."""
    return precondition(lambda self: self.versions(wanted))


class Languages(RuleBasedStateMachine):
    """``world`` is what every story begins with; what it does is taken back when it ends."""

    world: Any

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.told = Told(self.world)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def versions(self, wanted: Callable[[Version], bool]) -> list[tuple[str, str]]:
        return [
            (name, code)
            for name, story in self.told.stories.items()
            for code, version in story.versions.items()
            if wanted(version)
        ]

    def one(self, data: Any, wanted: Callable[[Version], bool]) -> tuple[str, str]:
        place: tuple[str, str] = data.draw(st.sampled_from(self.versions(wanted)), label="version")
        return place

    @initialize(translated=st.booleans())
    def begin(self, translated: bool) -> None:
        if translated:
            translate(self.told)

    @invariant()
    def all_is_as_told(self) -> None:
        self.told.is_as_told()

    # --- the editor -----------------------------------------------------------------------

    @rule(name=pages, change=changes)
    def editor_saves_a_draft(self, name: str, change: tuple[str, str]) -> None:
        self.told.edit(name, change)

    @rule(name=pages, change=changes, small=st.booleans())
    def editor_changes_and_publishes(self, name: str, change: tuple[str, str], small: bool) -> None:
        self.told.edit(name, change)
        self.told.publish_source(name, small=small)

    @rule(name=pages)
    def editor_publishes_what_there_is(self, name: str) -> None:
        self.told.publish_source(name)

    @rule(name=pages, change=changes)
    def program_saves_the_live_page(self, name: str, change: tuple[str, str]) -> None:
        if self.told.stories[name].is_live:
            self.told.save_by_code(name, change)

    @rule(name=pages)
    def editor_takes_the_page_down(self, name: str) -> None:
        if self.told.stories[name].is_live:
            self.told.unpublish_source(name)

    @rule(name=pages)
    def editor_moves_the_page(self, name: str) -> None:
        self.told.move(name)

    @rule(name=pages, code=languages)
    def editor_sends_the_page_for_translation(self, name: str, code: str) -> None:
        self.told.send(name, code)

    @rule(name=pages, code=languages, words=words, publish=st.booleans())
    def editor_writes_a_version_by_hand(
        self, name: str, code: str, words: str, publish: bool
    ) -> None:
        self.told.write_by_hand(name, code, words, publish=publish)

    @if_any(live_by_itself)
    @rule(data=st.data())
    def editor_takes_one_language_down(self, data: Any) -> None:
        self.told.take_down(*self.one(data, live_by_itself))

    # --- the translator -------------------------------------------------------------------

    @if_any(managed)
    @rule(data=st.data())
    def translator_opens_the_editor(self, data: Any) -> None:
        self.told.open_editor(*self.one(data, managed))

    @if_any(managed)
    @rule(data=st.data(), words=words, by_machine=st.booleans(), right=st.booleans())
    def translator_writes_a_sentence(
        self, data: Any, words: str, by_machine: bool, right: bool
    ) -> None:
        name, code = self.one(data, managed)
        sent = self.told.stories[name].sent or {}
        path = data.draw(st.sampled_from(sorted(sent)), label="path")
        said = words if right else f"{words} 99"
        self.told.type(name, code, path, said, by_machine=by_machine)

    @if_any(managed)
    @rule(
        data=st.data(),
        words=words,
        by_machine=st.booleans(),
        then=st.sampled_from([None, Told.save_draft, Told.publish, Told.send_to_review]),
    )
    def translator_translates_all(self, data: Any, words: str, by_machine: bool, then: Any) -> None:
        name, code = self.one(data, managed)
        self.told.open_editor(name, code)
        self.told.type_all(name, code, words, by_machine=by_machine)
        if then is not None:
            then(self.told, name, code)

    @if_any(managed)
    @rule(data=st.data())
    def translator_saves_a_draft(self, data: Any) -> None:
        self.told.save_draft(*self.one(data, managed))

    @if_any(managed)
    @rule(data=st.data())
    def translator_publishes(self, data: Any) -> None:
        self.told.publish(*self.one(data, managed))

    @if_any(drafted)
    @rule(data=st.data())
    def program_publishes_the_draft_of_a_version(self, data: Any) -> None:
        self.told.publish_draft(*self.one(data, drafted))

    # --- the reviewer ---------------------------------------------------------------------

    @if_any(drafted)
    @rule(data=st.data())
    def translator_sends_to_review(self, data: Any) -> None:
        self.told.send_to_review(*self.one(data, drafted))

    @if_any(in_review)
    @rule(data=st.data())
    def reviewer_approves(self, data: Any) -> None:
        self.told.approve(*self.one(data, in_review))

    @if_any(in_review)
    @rule(data=st.data())
    def reviewer_sends_back(self, data: Any) -> None:
        self.told.send_back(*self.one(data, in_review))

    @if_any(published)
    @rule(data=st.data())
    def reviewer_approves_what_a_machine_wrote(self, data: Any) -> None:
        self.told.approve_machine(*self.one(data, published))


def translate(told: Told) -> None:
    told.send("shelter", "en")
    told.type_all("shelter", "en", "god")
    told.publish("shelter", "en")


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


# --- found by telling thousands of steps ------------------------------------------------------


@pytest.fixture
def told(world):
    return Told(world)


@pytest.mark.parametrize("how", [Told.send, Told.write_by_hand])
def test_page_that_was_published_twice_awaits_its_translation_when_it_is_sent(told, how):
    """Wagtail gives an alias the live revision of its source: nobody has published it in its own
    language for that."""
    told.publish_source("shelter")
    told.publish_source("shelter")
    how(told, "shelter", "so", **({} if how is Told.send else {"words": "god", "publish": False}))
    told.is_as_told()
    assert told.stories["shelter"].status("so") == "in_translation"
    told.edit("shelter", ("summary", "Ring oss."))
    told.publish_source("shelter")
    told.is_as_told()


def test_alias_that_has_its_source_s_revision_from_before_awaits_its_translation_too(told):
    told.publish_source("shelter")
    source = now(told.pages["shelter"])
    source.aliases.update(live_revision=source.live_revision_id)
    told.send("shelter", "so")
    told.is_as_told()
    assert told.stories["shelter"].status("so") == "in_translation"


def test_draft_that_was_saved_before_anybody_translated_is_not_whole_because_they_have_since(told):
    told.send("shelter", "so")
    told.type_all("shelter", "so", "god")
    told.publish_draft("shelter", "so")
    told.is_as_told()
    assert told.stories["shelter"].status("so") == "in_translation"


def test_draft_of_older_words_is_not_of_newer_ones_because_those_are_translated_since(told):
    translate(told)
    told.save_draft("shelter", "en")
    told.edit("shelter", ("summary", "Ring oss."))
    told.publish_source("shelter")
    told.open_editor("shelter", "en")
    told.type_all("shelter", "en", "god")
    told.publish_draft("shelter", "en")
    told.is_as_told()
    assert told.stories["shelter"].status("en") == "outdated"


def test_draft_saved_while_the_page_is_down_is_not_shown_when_it_comes_back(told):
    translate(told)
    told.unpublish_source("shelter")
    told.type_all("shelter", "en", "fin")
    told.save_draft("shelter", "en")
    told.publish_source("shelter")
    told.is_as_told()
    assert told.stories["shelter"].versions["en"].shown["title"] == "en god: Krisesenter"


def test_what_is_published_already_may_be_published_once_more_after_a_mistyped_sentence(told):
    translate(told)
    told.type("shelter", "en", "title", "fin 99")
    told.take_down("shelter", "en")
    told.publish_draft("shelter", "en")
    told.is_as_told()
    assert told.stories["shelter"].versions["en"].live
