"""The demo municipality as ``load_demo`` makes it (loaded once for all tests; see conftest)."""

import io
import shutil
from datetime import time

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import (
    GroupPagePermission,
    Locale,
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    Site,
)
from wagtail_localize.models import (
    LocaleSynchronization,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

from example_site.demo import content
from example_site.demo.happenings import read_happenings
from example_site.demo.hours import load_shared_hours, load_special_days
from example_site.demo.loader import LANGUAGES, load
from example_site.demo.pages import plan
from example_site.demo.people import PASSWORD, PEOPLE
from example_site.demo.progress import Progress
from example_site.demo.translations import _with_links_of_source
from example_site.home.models import HomePage, StandardPage
from wagtail_hjelp.models import (
    HelpFrontPage,
    HelpOfferIndexPage,
    HelpOfferPage,
    SharedHours,
    SpecialDay,
    Topic,
    Verification,
)
from wagtail_hjelp.schedule import Span, minutes

TRANSLATED = ("nn", "en", "uk", "ar")
FALLBACK = ("pl", "so")
RELATIONS = ("topics", "keywords")
LINKS = ("topic_links", "keyword_links")
FACTS = content.read_facts()

COUNTED = (
    Group,
    GroupPagePermission,
    Locale,
    LocaleSynchronization,
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    SharedHours,
    Site,
    SpecialDay,
    StringTranslation,
    Tag,
    Topic,
    Translation,
    TranslationLog,
    TranslationSource,
    Verification,
    get_user_model(),
)

pytestmark = pytest.mark.django_db


def offer(key: str, language: str = "nb") -> HelpOfferPage:
    return HelpOfferPage.objects.get(slug=key, locale__language_code=language)


def facts_of(page: HelpOfferPage) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in HelpOfferPage.facts:
        if name in RELATIONS:
            found[name] = {str(tag) for tag in getattr(page, name).all()}
        elif name not in LINKS:
            value = getattr(page, name)
            found[name] = value.get_prep_value() if hasattr(value, "stream_block") else value
    return found


def shared_and_special() -> set[object]:
    shared = {(found.name, found.pk, found.rules()) for found in SharedHours.objects.all()}
    days = SpecialDay.objects.values_list("kind", "first", "last", "what", "closes")
    return {*shared, *days}


class TestTwice:
    def test_the_second_time_makes_nothing_new(self) -> None:
        before = {model.__name__: model.objects.count() for model in COUNTED}
        said = shared_and_special()
        call_command("load_demo", verbosity=0)
        assert {model.__name__: model.objects.count() for model in COUNTED} == before
        assert shared_and_special() == said

    def test_hours_that_many_share_are_brought_back_too(self) -> None:
        before = shared_and_special()
        SharedHours.objects.filter(name="Rådhuset").update(opening_hours=[])
        SpecialDay.objects.filter(kind="christmas_eve").update(closes=time(15))
        SpecialDay.objects.filter(kind="romjul").delete()
        today = timezone.localdate()
        SpecialDay.objects.create(kind="local_day", first=today)
        SpecialDay.objects.create(kind="planning_day", first=today)

        load_shared_hours(FACTS, today)
        load_special_days(FACTS, today)

        assert shared_and_special() == {*before, ("local_day", today, None, "closed", None)}

    def test_hours_that_change_in_the_file_change_in_the_demo(self, tmp_path, monkeypatch) -> None:
        folder = shutil.copytree(content.FOLDER, tmp_path / "content")
        facts = folder / "facts.toml"
        text = facts.read_text(encoding="utf-8")
        facts.write_text(
            text.replace('closes = "15:45"', 'closes = "16:00"').replace('"14:00"', '"13:00"'),
            encoding="utf-8",
        )
        monkeypatch.setattr(content, "FOLDER", folder)
        keys = set(SharedHours.objects.values_list("pk", flat=True))

        load_shared_hours(content.read_facts(), timezone.localdate())
        load_special_days(content.read_facts(), timezone.localdate())

        (period,) = SharedHours.objects.get(name="Rådhuset").rules().periods
        assert period.rows[0].span == Span(minutes("08:00"), minutes("16:00"))
        assert {day.closes for day in SpecialDay.objects.filter(kind="romjul")} == {time(13)}
        assert set(SharedHours.objects.values_list("pk", flat=True)) == keys

    def test_the_second_time_brings_back_what_the_files_say(self) -> None:
        page = offer("legevakt")
        page.title = "Noe annet"
        page.keywords.set(["annet"])
        page.contact_points = []
        page.save_revision().publish()
        english = offer("legevakt", "en")
        StringTranslation.objects.filter(
            context__object_id=english.translation_key, context__path="summary"
        ).update(data="Something else")
        Page.objects.get(slug="krisesenter", locale__language_code="pl").delete()
        Verification.objects.filter(translation_key=page.translation_key).delete()

        call_command("load_demo", verbosity=0)

        nb, en = content.read_words("nb"), content.read_words("en")
        page, english = offer("legevakt"), offer("legevakt", "en")
        assert page.title == nb.text("offers", "legevakt", "title")
        assert "lege" in {tag.name for tag in page.keywords.all()}
        assert len(page.contact_points) == 3
        assert page.get_verification() is not None
        assert english.summary == en.text("offers", "legevakt", "summary")
        assert facts_of(english) == facts_of(page)
        assert offer("krisesenter", "pl").alias_of == offer("krisesenter").page_ptr
        assert Page.find_problems() == ([], [], [], [], [])


class TestPages:
    def test_the_tree(self) -> None:
        assert Page.find_problems() == ([], [], [], [], [])
        assert Page.objects.filter(depth=2).count() == len(LANGUAGES)
        site = Site.objects.get()
        assert (site.site_name, site.is_default_site) == ("Havnesund kommune", True)
        assert site.root_page.specific_class is HomePage

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_page_is_live_in_every_language(self, language: str) -> None:
        here = Page.objects.live().filter(locale__language_code=language)
        assert set(here.type(HelpOfferPage).values_list("slug", flat=True)) == {
            found.key for found in FACTS.offers
        }
        for model, count in ((HomePage, 1), (HelpFrontPage, 1), (HelpOfferIndexPage, 1)):
            assert here.type(model).count() == count
        assert here.type(StandardPage).count() == len(FACTS.standard_pages)
        assert here.filter(alias_of__isnull=False).exists() == (language in FALLBACK)

    def test_there_are_enough_offers(self) -> None:
        assert len(FACTS.offers) >= 25

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize(
        "path",
        [
            "",
            "hjelp/",
            "hjelp/tilbud/",
            "hjelp/tilbud/krisesenter/",
            "hjelp/tilbud/legevakt/",
            *(f"{key}/" for key in FACTS.standard_pages),
        ],
    )
    def test_addresses(self, client, language: str, path: str) -> None:
        response = client.get(f"/{language}/{path}")
        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.text

    def test_search_finds_offers(self, client) -> None:
        assert "/nb/hjelp/tilbud/krisesenter/" in client.get("/nb/hjelp/tilbud/?q=krisesenter").text


class TestTranslation:
    @pytest.mark.parametrize("key", [found.key for found in FACTS.offers])
    def test_facts_are_the_same_in_all_languages(self, key: str) -> None:
        expected = facts_of(offer(key))
        for language in LANGUAGES:
            assert facts_of(offer(key, language)) == expected, language

    @pytest.mark.parametrize("language", TRANSLATED)
    def test_every_page_has_the_words_of_its_language(self, language: str) -> None:
        words = content.read_words(language)
        for found in FACTS.offers:
            page = offer(found.key, language)
            assert page.title == words.text("offers", found.key, "title")
            assert page.summary == words.text("offers", found.key, "summary")
            source = offer(found.key).body[0].value.source
            assert page.body[0].value.source != source, found.key
            assert page.body[0].id == offer(found.key).body[0].id
        home = HomePage.objects.get(locale__language_code=language)
        assert home.heading == words.text("home", "heading")
        assert [item.value["title"] for item in home.news] == [
            words.text("home", "news", item.key, "title") for item in FACTS.news
        ]
        front = HelpFrontPage.objects.get(locale__language_code=language)
        assert [tile["text"] for tile in front.body[0].value["tiles"]] == [
            words.text("needs", need.key, "text") for need in FACTS.needs
        ]

    def test_translators_see_all_of_it_as_translated(self) -> None:
        translations = Translation.objects.all()
        reader, _changed = load_shared_hours(FACTS, timezone.localdate())
        assert translations.count() == len(TRANSLATED) * len(plan(FACTS, read_happenings(), reader))
        for translation in translations:
            total, done = translation.get_progress()
            assert total == done > 0
        assert not StringTranslation.objects.filter(has_error=True).exists()

    def test_links_keep_their_targets(self) -> None:
        for page in HelpOfferPage.objects.filter(locale__language_code__in=TRANSLATED):
            source = offer(page.slug).body[0].value.source
            assert sorted(_targets(page.body[0].value.source)) == sorted(_targets(source))

    def test_links_in_another_order_are_named_after_their_targets(self) -> None:
        source = {"a1": {"href": "tel:113"}, "a2": {"href": "tel:116117"}}
        string, own = StringValue.from_source_html(
            'B <a href="tel:116117">116 117</a>, A <a href="tel:113">113</a>'
        )
        assert _with_links_of_source(source, string, own) == (
            'B <a id="a2">116 117</a>, A <a id="a1">113</a>'
        )
        with pytest.raises(content.ContentError, match="tel:112"):
            _with_links_of_source(source, *StringValue.from_source_html('<a href="tel:112">x</a>'))

    def test_a_page_without_words_stays_in_the_source_language(self, tmp_path, monkeypatch) -> None:
        folder = shutil.copytree(content.FOLDER, tmp_path / "content")
        words = folder / "en.toml"
        text = words.read_text(encoding="utf-8")
        words.write_text(text.replace("[offers.biblioteket]", "[offers.no_such_offer]"), "utf-8")
        (folder / "uk.toml").unlink()
        monkeypatch.setattr(content, "FOLDER", folder)
        offer("biblioteket", "en").delete()
        offer("biblioteket", "uk").delete()
        said = io.StringIO()

        load(Progress(said))

        assert "stays in nb: en: no text for offers.biblioteket." in said.getvalue()
        assert "uk: no words of its own" in said.getvalue()
        for language in ("en", "uk"):
            assert offer("biblioteket", language).alias_of == offer("biblioteket").page_ptr


class TestPeople:
    @pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.username)
    def test_everybody_gets_into_the_admin_in_norwegian(self, client, person) -> None:
        assert client.login(username=person.username, password=PASSWORD)
        response = client.get(reverse("wagtailadmin_home"))
        assert response.status_code == 200
        assert '<html lang="nb"' in response.text

    def test_a_translator_opens_a_translation(self, client) -> None:
        client.login(username="translator", password=PASSWORD)
        page = offer("legevakt", "en")
        response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert response.status_code == 200
        assert "translation" in response.context

    def test_an_editor_opens_an_offer(self, client) -> None:
        client.login(username="editor", password=PASSWORD)
        for key in ("legevakt", "krisesenter"):
            response = client.get(reverse("wagtailadmin_pages:edit", args=[offer(key).pk]))
            assert response.status_code == 200


class TestProgress:
    def test_a_line_per_step_where_nobody_watches(self) -> None:
        stream = io.StringIO()
        assert list(Progress(stream).over("Pages", "abc")) == ["a", "b", "c"]
        assert stream.getvalue() == "Pages: 3\n"

    def test_a_bar_where_somebody_does(self, monkeypatch) -> None:
        stream = io.StringIO()
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
        list(Progress(stream).over("Pages", "abc"))
        assert stream.getvalue().endswith(f"{'█' * Progress.WIDTH}   3/3\n")

    def test_silence(self) -> None:
        stream = io.StringIO()
        list(Progress(stream, quiet=True).over("Pages", "abc"))
        assert stream.getvalue() == ""


def _targets(html: str) -> list[str]:
    return [part.split('"')[0] for part in html.split('href="')[1:]]
