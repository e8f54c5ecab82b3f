"""Loads the demo municipality: again and again with the same result."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization
from wagtail_localize.synctree import PageIndex, synchronize_tree

from wagtail_hjelp.models import Season, Topic
from wagtail_hjelp.setup import HelpSection, set_up

from . import content, people
from .changes import make_change
from .fields import assign, assign_tags, values
from .happenings import load_seasons, planned_changes, read_happenings
from .hours import load_shared_hours, load_special_days
from .indexes import indexes_on_hold, rebuild_references, rebuild_search
from .pages import plan
from .planned import PlannedPage
from .progress import Progress
from .translations import Translator

# The source first. Languages without words of their own show the source's.
LANGUAGES = ("nb", "nn", "en", "uk", "ar", "pl", "so")
SITE_NAME = "Havnesund kommune"


def load(progress: Progress) -> None:
    """Create the demo municipality, or bring it back to what the content files say."""
    with indexes_on_hold(), transaction.atomic():
        if Loader(progress).run():
            for rebuild in progress.over("Indexes", [rebuild_search, rebuild_references]):
                rebuild()


class Loader:
    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.facts = content.read_facts()
        self.happenings = read_happenings()
        self.source_words = content.read_words(content.SOURCE)
        self.plan: list[PlannedPage] = []
        self.editor: AbstractUser
        self.locales: dict[str, Locale] = {}
        # Source pages by name.
        self.pages: dict[str, Page] = {}
        self.changed = False

    def run(self) -> bool:
        """Load everything; return whether any page changed."""
        users, home = self.in_the_source_language()
        self._changes()
        self._translations()
        self._fallbacks()
        # Now there is a section in every language, and its groups can be made.
        lines: list[str] = []
        section = self._section(home, lines.append)
        if section.counts["left"]:
            self.progress.say("\n".join(lines))
        people.put_in_groups(users, section.groups)
        return self.changed

    def in_the_source_language(self) -> tuple[dict[str, AbstractUser], Page]:
        """Load all pages in the language they were written in; return people and the home page."""
        users = people.create_people()
        self.editor = users["editor"]
        self.locales = {
            code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES
        }
        self._hours()
        home = self._home()
        section = self._section(home)
        self.pages = {
            "home": home,
            "help": section.front,
            "offers": section.index,
            "acute": section.acute,
            "calendar": section.calendar,
            "organisations": section.organisations,
        }
        self._seasons()
        self._source_pages()
        return users, home

    def _hours(self) -> None:
        """Make what hours refer to, and plan the pages: their hours refer to it."""
        today = timezone.localdate()
        reader, changed = load_shared_hours(self.facts, today)
        self.changed |= changed
        self.changed |= load_special_days(self.facts, today)
        self.plan = plan(self.facts, self.happenings, reader)

    def _section(self, home: Page, report: Callable[[str], object] | None = None) -> HelpSection:
        """Make the section, or what it lacks, in the languages that the home page has by now.

        While it stands in one language alone, new pages are not given an alias in each of the
        others, only to be translated next.
        """
        section = set_up(parent=home, slug="hjelp", report=report)
        self.progress.say(f"Help section and groups: {section.counts['created']} new")
        self.changed |= bool(section.counts["created"])
        return section

    def _report(self, line: str) -> None:
        self.progress.say(f"  {line}")

    # --- the source language ----------------------------------------------------------

    def _home(self) -> Page:
        planned = self.plan[0]
        home = self._find(planned)
        if home is None:
            home = self._new(planned)
            home.slug = planned.slug
            home.title = home.heading = SITE_NAME
            root = Page.get_first_root_node()
            # Wagtail's own "Welcome" has the slug.
            Page.objects.child_of(root).filter(slug=home.slug).update(slug="welcome-to-wagtail")
            root.add_child(instance=home)
            self.changed = True
        self._site(home)
        return home

    def _site(self, home: Page) -> None:
        site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
        before = site.root_page if site.root_page_id else None
        site.hostname, site.port, site.site_name, site.root_page = "localhost", 80, SITE_NAME, home
        site.save()
        if before is not None and before.specific_class is Page and before.is_leaf():
            before.delete()

    def _source_pages(self) -> None:
        topics = {topic.slug: topic for topic in Topic.objects.all()}
        # Backwards: offers before the pages that show them, the home page last.
        for planned in self.progress.over(f"Pages ({content.SOURCE})", reversed(self.plan)):
            self._source_page(planned, topics)

    def _source_page(self, planned: PlannedPage, topics: dict[str, Topic]) -> None:
        found = self.pages.get(planned.name) or self._find(planned)
        # Read again: its place in the tree changes with every page that is added below it.
        page = planned.model.objects.get(pk=found.pk) if found else self._new(planned)
        with _named(planned):
            wanted = {
                **planned.words(self.source_words, self._ids()),
                **planned.facts,
                **{name: self.pages[target] for name, target in planned.links.items()},
                **({"season": Season.objects.get(slug=planned.season)} if planned.season else {}),
            }
            changed = assign(page, {"slug": planned.slug, **values(planned.model, wanted)})
            if planned.topics is not None:
                # An editor may have deleted a topic.
                chosen = [topics[slug] for slug in planned.topics if slug in topics]
                changed |= assign_tags(page, "topics", chosen)
            if planned.keywords is not None:
                changed |= assign_tags(page, "keywords", list(planned.keywords))
        if found is None:
            parent = self.pages[planned.parent]
            Page.objects.get(pk=parent.pk).add_child(instance=page)
        if changed or not page.live or page.has_unpublished_changes or not page.latest_revision_id:
            page.save_revision(user=self.editor).publish(
                user=self.editor, skip_permission_checks=True
            )
            self.changed = True
        if planned.confirmed_days_ago is not None:
            self._confirm(page, planned.confirmed_days_ago)
        self.pages[planned.name] = page

    def _new(self, planned: PlannedPage) -> Page:
        return planned.model(
            translation_key=planned.translation_key,
            locale=self.locales[content.SOURCE],
            owner=self.editor,
        )

    def _ids(self) -> dict[str, int]:
        return {name: page.pk for name, page in self.pages.items()}

    def _confirm(self, page: Any, days_ago: int) -> None:
        on = timezone.localdate() - timedelta(days=days_ago)
        found = page.get_verification()
        if found is None or found.confirmed_on != on:
            page.confirm(self.editor, on)

    def _find(self, planned: PlannedPage) -> Page | None:
        return planned.model.objects.filter(
            translation_key=planned.translation_key, locale=self.locales[content.SOURCE]
        ).first()

    # --- the other languages ----------------------------------------------------------

    def _seasons(self) -> None:
        words = {content.SOURCE: self.source_words}
        for code in LANGUAGES:
            if code != content.SOURCE and content.has_words(code):
                words[code] = content.read_words(code)
        self.changed |= load_seasons(self.happenings, words, timezone.localdate())

    def _changes(self) -> None:
        """Cancel, move and fill single dates, as an editor would."""
        for planned in planned_changes(self.happenings, timezone.localdate()):
            self.changed |= make_change(
                self.pages[planned.activity], planned, self.source_words, self.editor
            )

    def _translations(self) -> None:
        languages = {}
        for code in LANGUAGES:
            if code != content.SOURCE:
                try:
                    languages[code] = content.read_words(code)
                except content.MissingWords:
                    self._report(f"{code}: no words of its own; shows the source's")
        ids = self._ids()
        missing = []
        for planned in self.progress.over(f"In {', '.join(languages)}", self.plan):
            # As it is in the database now, with what publishing wrote.
            page = planned.model.objects.get(pk=ids[planned.name])
            translator = Translator(page, self.editor)
            for code, words in languages.items():
                try:
                    with _named(planned, code):
                        translated = planned.words(words, ids)
                        self.changed |= translator.translate(self.locales[code], translated)
                except content.ContentError as error:
                    missing.append(str(error))
        for line in missing:
            self._report(f"stays in {content.SOURCE}: {line}")

    def _fallbacks(self) -> None:
        """Make an alias of every page in every language that has no translation of it."""
        source = self.locales[content.SOURCE]
        others = [locale for code, locale in self.locales.items() if code != content.SOURCE]
        before = Page.objects.count()
        index = PageIndex.from_database().sort_by_tree_position()
        for locale in self.progress.over("Fallback", others):
            synchronize_tree(source, locale, page_index=index)
        # New pages get their aliases from wagtail-localize by itself.
        LocaleSynchronization.objects.bulk_create(
            LocaleSynchronization(locale=locale, sync_from=source)
            for locale in others
            if not LocaleSynchronization.objects.filter(locale=locale).exists()
        )
        self.changed |= Page.objects.count() != before


class _named:
    """Puts the page's name in front of what is wrong with its content."""

    def __init__(self, planned: PlannedPage, language: str = content.SOURCE) -> None:
        self.name = f"{planned.name} ({language})"

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: Any, traceback: Any) -> None:
        if isinstance(error, content.MissingWords):
            return
        if isinstance(error, content.ContentError):
            raise content.ContentError(f"{self.name}: {error}") from error
