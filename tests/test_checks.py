"""Each check fires with its mend, and is silent in a host where all is well.

No test here may use the database, and so no check can; but for the tests of the one check that
does.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core import checks as django_checks
from django.core.checks import CheckMessage
from django.db import OperationalError, models
from django.middleware.locale import LocaleMiddleware
from django.template import engines
from django.test.utils import isolate_apps, modify_settings, override_settings
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from tests.host.models import HostOfferKeyword
from wagtail_hjelp import checks
from wagtail_hjelp.catalogue import oldest_confirmation, shipped
from wagtail_hjelp.checks import languages, template, text
from wagtail_hjelp.checks.catalogue import check_corrections
from wagtail_hjelp.checks.page_models import check_page_models
from wagtail_hjelp.models import Helpline, HelpOfferMixin


def found(check_id: str) -> list[CheckMessage]:
    return [
        message
        for message in django_checks.run_checks(tags=[checks.TAG])
        if message.id == f"wagtail_hjelp.{check_id}"
    ]


def only(check_id: str) -> CheckMessage:
    (message,) = found(check_id)
    assert message.hint, "every message comes with its mend"
    return message


def test_all_is_well_in_the_host() -> None:
    # Which catalogues there are is for their own tests.
    ids = {message.id for message in django_checks.run_checks(tags=[checks.TAG])}
    assert ids <= {"wagtail_hjelp.I001", "wagtail_hjelp.W007"}


@override_settings(
    WAGTAIL_I18N_ENABLED=False,
    WAGTAIL_CONTENT_LANGUAGES=None,
    LANGUAGE_CODE="en-us",
    LANGUAGES=[("en", "English")],
)
@modify_settings(MIDDLEWARE={"remove": ["django.middleware.locale.LocaleMiddleware"]})
def test_nothing_about_languages_where_there_is_one() -> None:
    assert django_checks.run_checks(tags=[checks.TAG]) == []


def test_documentation_lists_every_id() -> None:
    root = Path(checks.__file__).parent
    used = {
        part.split('"')[0]
        for path in root.glob("*.py")
        for part in path.read_text().split('id="')[1:]
    }
    page = root.parent.parent / "docs" / "reference" / "checks.md"
    listed = {
        line.split("`")[1] for line in page.read_text().splitlines() if line.startswith("| `")
    }
    assert listed == used


# --- Apps, middleware, templates ----------------------------------------------------------


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets a test say which apps are installed.

    They are not really taken out: without some of them Django does not start at all, and
    others cannot be started twice.
    """
    real = {app.name for app in apps.get_app_configs()}

    def change(*, without: tuple[str, ...] = (), having: tuple[str, ...] = ()) -> None:
        names = (real - set(without)) | set(having)
        monkeypatch.setattr(apps, "is_installed", lambda name: name in names)

    return change


class TestApps:
    @pytest.mark.parametrize(
        "app",
        [
            "wagtail",
            "wagtail.admin",
            "wagtail.snippets",
            "wagtail.search",
            "wagtail_localize",
            "modelcluster",
            "taggit",
        ],
    )
    def test_missing(self, installed: Any, app: str) -> None:
        installed(without=(app,))
        problem = only("E001")
        assert problem.msg.startswith(f"“{app}” is not in INSTALLED_APPS")
        assert f'Add "{app}" to INSTALLED_APPS' in problem.hint

    def test_wagtail_locales_in_its_place(self, installed: Any) -> None:
        installed(without=("wagtail_localize.locales",), having=("wagtail.locales",))
        assert 'Replace "wagtail.locales"' in only("E002").hint
        with override_settings(WAGTAIL_I18N_ENABLED=False):
            assert only("E002")

    def test_no_locales_app(self, installed: Any) -> None:
        installed(without=("wagtail_localize.locales",))
        assert 'Add "wagtail_localize.locales"' in only("E002").hint
        with override_settings(WAGTAIL_I18N_ENABLED=False):
            assert found("E002") == []


class OwnLocaleMiddleware(LocaleMiddleware):
    """A host's own, which does the same and more."""


class TestMiddleware:
    @pytest.fixture(autouse=True)
    def _without(self, settings: Any) -> None:
        settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "Locale" not in name]

    def test_missing(self, settings: Any) -> None:
        assert "MIDDLEWARE" in only("W002").hint
        settings.WAGTAIL_I18N_ENABLED = False
        assert found("W002") == []

    def test_the_hosts_own_is_as_good(self, settings: Any) -> None:
        own = f"{OwnLocaleMiddleware.__module__}.OwnLocaleMiddleware"
        settings.MIDDLEWARE = ["nowhere.Middleware", own, *settings.MIDDLEWARE]
        assert found("W002") == found("W003") == []

    def test_too_late(self, settings: Any) -> None:
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, "django.middleware.locale.LocaleMiddleware"]
        assert "before CommonMiddleware" in only("W003").hint


def _templates(settings: Any, **changes: Any) -> None:
    config = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**config, **changes}]


def test_request_in_templates(settings: Any) -> None:
    assert found("W008") == []
    _templates(settings, OPTIONS={"context_processors": []})
    assert "django.template.context_processors.request" in only("W008").hint


@override_settings(USE_TZ=False)
def test_time_zones() -> None:
    assert "USE_TZ = True" in only("W009").hint


# --- The settings dict and the offer model --------------------------------------------------


@pytest.mark.parametrize(
    ("value", "message", "mend"),
    [
        ({"PAGE_SIZE": 0}, "['PAGE_SIZE']", "a whole number above 0"),
        ({"PAGESIZE": 10}, "not known: 'PAGESIZE'", "one of BASE_TEMPLATE, OFFER_MODEL"),
        ("base.html", "is not a dict", "a dict"),
    ],
)
def test_options(value: Any, message: str, mend: str) -> None:
    with override_settings(WAGTAIL_HJELP=value):
        problem = only("E003")
    assert message in problem.msg
    assert mend in problem.hint


class TestOfferModel:
    @pytest.mark.parametrize("label", ["host.NoSuchPage", "nowhere.HelpOfferPage"])
    def test_not_installed(self, label: str) -> None:
        with override_settings(WAGTAIL_HJELP={"OFFER_MODEL": label}):
            problem = only("E004")
            assert label in problem.msg

    @pytest.mark.parametrize("label", ["host.ArticlePage", "accounts.User"])
    def test_not_an_offer(self, label: str) -> None:
        with override_settings(WAGTAIL_HJELP={"OFFER_MODEL": label}):
            assert f"class {label.split('.')[1]}(HelpOfferMixin, Page)" in only("E005").hint

    @override_settings(WAGTAIL_HJELP={"OFFER_MODEL": "host.HostOfferPage"})
    def test_the_hosts_own(self) -> None:
        assert _run("check_page_models") == []

    def test_fields_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Bare(HelpOfferMixin, Page):
            class Meta:
                abstract = True
                app_label = "host"

        self._offer_model_is(monkeypatch, Bare)
        problems = check_page_models(None)
        assert {problem.id for problem in problems} == {"wagtail_hjelp.E006"}
        lacking = [problem.msg.split("lacks “")[1].split("”")[0] for problem in problems]
        assert lacking == ["topics", "keywords", "topic_links", "keyword_links"]
        assert "TopicLinkBase" in (problems[0].hint or "")

    def test_topics_through_something_else(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Free(HelpOfferMixin, Page):
            topics = ClusterTaggableManager(through=HostOfferKeyword, related_name="+")
            keywords = models.CharField(max_length=10)

            class Meta:
                abstract = True
                app_label = "host"

        self._offer_model_is(monkeypatch, Free)
        lacking = [problem.msg for problem in check_page_models(None)]
        assert "“topics”" in lacking[0]
        assert "“keywords”" in lacking[1]

    @staticmethod
    def _offer_model_is(monkeypatch: pytest.MonkeyPatch, model: type) -> None:
        monkeypatch.setattr("wagtail_hjelp.directory.page_models.get_offer_model", lambda: model)


# --- The base template ----------------------------------------------------------------------

ALL_BLOCKS = "".join(f"{{% block {name} %}}{{% endblock %}}" for name in template.BLOCKS)


@pytest.fixture
def host_templates(settings: Any) -> Any:
    """Gives the host these templates, and names ``base.html`` as its base template."""

    def give(**sources: str) -> None:
        files = {name.replace("_html", ".html"): source for name, source in sources.items()}
        _templates(
            settings,
            DIRS=[],
            APP_DIRS=False,
            OPTIONS={
                **settings.TEMPLATES[0]["OPTIONS"],
                "loaders": [("django.template.loaders.locmem.Loader", files)],
            },
        )
        settings.WAGTAIL_HJELP = {"BASE_TEMPLATE": "base.html"}

    return give


class TestBaseTemplate:
    def test_missing(self, settings: Any) -> None:
        settings.WAGTAIL_HJELP = {"BASE_TEMPLATE": "nowhere.html"}
        assert "there is no template “nowhere.html”" in only("E009").msg

    def test_parent_missing(self, host_templates: Any) -> None:
        host_templates(base_html="{% extends 'root.html' %}")
        assert "“root.html”" in only("E009").msg

    def test_library_missing(self, host_templates: Any) -> None:
        host_templates(base_html="{% load nowhere_tags %}" + ALL_BLOCKS)
        assert "tag library to INSTALLED_APPS" in only("E009").hint

    def test_syntax(self, host_templates: Any) -> None:
        host_templates(base_html="{% if %}")
        assert "Mend the template" in only("E009").hint

    def test_all_blocks(self, host_templates: Any) -> None:
        host_templates(base_html=ALL_BLOCKS)
        assert found("E009") == found("E010") == found("W001") == []

    def test_lacks_content(self, host_templates: Any) -> None:
        host_templates(base_html=ALL_BLOCKS.replace("block content", "block main"))
        assert "{% block content %}" in only("E010").hint
        assert found("W001") == []

    def test_lacks_others(self, host_templates: Any) -> None:
        host_templates(base_html="{% block title %}{% endblock %}{% block content %}{% endblock %}")
        problem = only("W001")
        assert problem.hint == (
            "Add to it: {% block extra_css %}{% endblock %} {% block extra_js %}{% endblock %}"
        )
        assert found("E010") == []

    def test_blocks_of_parents_count(self, host_templates: Any) -> None:
        host_templates(
            base_html="{% extends 'root.html' %}{% block title %}Kommune{% endblock %}",
            root_html=f"{{% if debug %}}{{% else %}}{ALL_BLOCKS}{{% endif %}}",
        )
        assert found("E010") == found("W001") == []

    @pytest.mark.parametrize(
        ("replacement", "shown"),
        [
            ("Something else", False),
            ("{{ block.super }}", True),
            ("<main>{% block content %}{% endblock %}</main>", True),
        ],
    )
    def test_block_inside_a_replaced_block(
        self, host_templates: Any, replacement: str, shown: bool
    ) -> None:
        others = ALL_BLOCKS.replace("{% block content %}{% endblock %}", "")
        host_templates(
            base_html=f"{{% extends 'root.html' %}}{{% block body %}}{replacement}{{% endblock %}}",
            root_html=others + "{% block body %}{% block content %}{% endblock %}{% endblock %}",
        )
        assert bool(found("E010")) is not shown

    def test_parent_chosen_at_run_time(self, host_templates: Any) -> None:
        host_templates(base_html="{% extends which %}")
        assert found("E009") == found("E010") == found("W001") == []

    def test_template_that_extends_its_namesake(self, settings: Any, tmp_path: Path) -> None:
        for folder, source in (("a", "{% extends 'base.html' %}"), ("b", ALL_BLOCKS)):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "base.html").write_text(source)
        _templates(settings, DIRS=[tmp_path / "a", tmp_path / "b"])
        settings.WAGTAIL_HJELP = {"BASE_TEMPLATE": "base.html"}
        assert template.blocks_shown(engines.all()[0].engine.get_template("base.html")) == set(
            template.BLOCKS
        )

    def test_no_django_templates(self, settings: Any) -> None:
        settings.TEMPLATES = []
        assert len(_run("check_base_template")) == 1


# --- Languages ------------------------------------------------------------------------------


def speak(settings: Any, *codes: str, **others: Any) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [(code, code) for code in codes]
    for name, value in others.items():
        setattr(settings, name, value)


class TestLanguages:
    def test_content_language_unknown_to_the_site(self, settings: Any) -> None:
        settings.WAGTAIL_CONTENT_LANGUAGES = [("nb", "Bokmål"), ("fr", "Français")]
        assert "French (fr)" in only("E007").msg

    @pytest.mark.parametrize(
        ("default", "codes", "fits"),
        [
            ("nb", ["nb", "en"], True),
            ("en-us", ["en"], True),
            ("en", ["en-gb"], True),
            ("no", ["nb", "en"], False),
            ("en-us", ["nb"], False),
        ],
    )
    def test_language_to_begin_with(
        self, settings: Any, default: str, codes: list[str], fits: bool
    ) -> None:
        speak(settings, *codes, LANGUAGE_CODE=default)
        assert (not found("E008")) is fits

    def test_names(self, settings: Any) -> None:
        speak(settings, "nb", "se", "ti", "qx")
        problem = only("W005")
        assert "called: qx." in problem.msg
        assert 'LANG_INFO["qx"]' in problem.hint

    def test_directions(self, settings: Any) -> None:
        speak(settings, "nb", "ar", "fa-af", "prs", "ps")
        assert "'fa-af', 'prs', 'ps'" in only("W006").hint
        settings.LANGUAGES_BIDI = ["ar", "fa", "fa-af", "prs", "ps"]
        assert found("W006") == []

    def test_routing(self, settings: Any, tmp_path: Path) -> None:
        speak(settings, "nb", "qy", "qz")
        settings.LOCALE_PATHS = [tmp_path]
        _catalogue(tmp_path, "qz", entries=1)
        problem = only("W007")
        assert "catalogue for qy," in problem.msg
        assert "qy/LC_MESSAGES/django.po" in problem.hint

    def test_catalogues(self, settings: Any, tmp_path: Path) -> None:
        speak(settings, "nb", "pl", "en-gb", "zh-hans")
        _catalogue(tmp_path, "nb", entries=400)
        _catalogue(tmp_path, "zh_Hans", entries=400)
        _catalogue(tmp_path, "pl", entries=1)  # only there for Django to route the language
        assert languages.shipped_languages(tmp_path) == {"nb", "zh-hans"}

    def test_languages_that_we_do_not_speak(
        self, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(languages, "shipped_languages", lambda: {"nb", "pt"})
        speak(settings, "nb", "pl", "en-gb", "pt-br", LANGUAGE_CODE="nb")
        problem = only("I001")
        assert "in Polish (pl); they are shown in Norwegian Bokmal (nb)" in problem.msg
        speak(settings, "pl", LANGUAGE_CODE="pl")
        assert "shown in English" in only("I001").msg
        speak(settings, "nb", "en", LANGUAGE_CODE="nb")
        assert found("I001") == []

    def test_nordic_letters_in_addresses(self, settings: Any) -> None:
        settings.WAGTAIL_ALLOW_UNICODE_SLUGS = True
        assert "okonomi" in only("I002").hint
        settings.LANGUAGE_CODE = "uk"
        assert found("I002") == []
        settings.LANGUAGE_CODE = "nb"
        settings.WAGTAIL_ALLOW_UNICODE_SLUGS = False
        assert found("I002") == []

    @pytest.mark.parametrize("value", [True, None, 0])
    def test_untranslated_pages_published(self, settings: Any, value: Any) -> None:
        settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = value
        assert "= False" in only("W004").hint
        settings.WAGTAIL_I18N_ENABLED = False
        assert found("W004") == []

    def test_untranslated_pages_published_unless_said_otherwise(self, settings: Any) -> None:
        del settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE
        assert found("W004")


def _catalogue(folder: Path, locale: str, *, entries: int) -> None:
    path = folder / locale / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(struct.pack("<IIII", 0x950412DE, 0, entries, 28))


# --- Text that would be lost ------------------------------------------------------------------


class TestStreamFields:
    @pytest.fixture(autouse=True)
    def _apart(self) -> Iterator[None]:
        with isolate_apps("tests.host"):
            yield

    @staticmethod
    def _check(*fakes: type[models.Model]) -> list[CheckMessage]:
        return text.check_stream_fields([SimpleNamespace(get_models=lambda: fakes)])

    def test_lost_and_crashing(self) -> None:
        class Leaflet(TranslatableMixin):
            body = StreamField(
                [
                    ("html", blocks.RawHTMLBlock()),
                    ("word", blocks.CharBlock()),
                    (
                        "team",
                        blocks.StructBlock(
                            [
                                (
                                    "group",
                                    blocks.StructBlock(
                                        [("names", blocks.ListBlock(blocks.CharBlock()))]
                                    ),
                                ),
                                (
                                    "figure",
                                    blocks.StructBlock([("value", blocks.CharBlock())]),
                                ),
                            ]
                        ),
                    ),
                ]
            )

            class Meta(TranslatableMixin.Meta):
                app_label = "host"

        lost, crashing = self._check(Leaflet)
        assert (lost.id, crashing.id) == ("wagtail_hjelp.W010", "wagtail_hjelp.W011")
        assert str(lost.obj) == str(crashing.obj) == "host.Leaflet.body"
        assert "html (RawHTMLBlock), team.group.names[] (CharBlock)." in lost.msg
        assert "FactBlock" in (lost.hint or "")
        assert "one level up" in (lost.hint or "")
        assert "team.figure (StructBlock)" in crashing.msg
        assert "another name than “value”" in (crashing.hint or "")

        with override_settings(WAGTAIL_I18N_ENABLED=False):
            assert self._check(Leaflet) == []

    def test_facts_and_untranslatable_models_are_left_alone(self) -> None:
        class Facts(TranslatableMixin):
            body = StreamField([("html", blocks.RawHTMLBlock())])
            override_translatable_fields = [
                SynchronizedField("body", overridable=False),
                TranslatableField("removed"),
            ]

            class Meta(TranslatableMixin.Meta):
                app_label = "host"

        class Plain(models.Model):
            body = StreamField([("html", blocks.RawHTMLBlock())])

            class Meta:
                app_label = "host"

        class AsProxy(Facts):
            override_translatable_fields: list[Any] = []

            class Meta:
                app_label = "host"
                proxy = True

        assert self._check(Facts, Plain, AsProxy) == []

    def test_a_parents_field_is_told_once(self) -> None:
        class Parent(TranslatableMixin):
            body = StreamField([("html", blocks.RawHTMLBlock())])

            class Meta(TranslatableMixin.Meta):
                app_label = "host"

        class Child(Parent):
            class Meta:
                app_label = "host"

        assert [str(message.obj) for message in self._check(Parent, Child)] == ["host.Parent.body"]


def test_our_own_stream_fields_lose_nothing() -> None:
    assert text.check_stream_fields([apps.get_app_config("wagtail_hjelp")]) == []


def _run(name: str) -> list[CheckMessage]:
    (check,) = [check for check in checks.ALL if check.__name__ == name]
    return check(None)


# --- The catalogue of national services -----------------------------------------------------


class TestAcuteMiddleware:
    NAME = "wagtail_hjelp.middleware.AcuteHelpMiddleware"

    def test_missing(self) -> None:
        with modify_settings(MIDDLEWARE={"remove": [self.NAME]}):
            assert f'Add "{self.NAME}" to MIDDLEWARE' in only("W012").hint

    def test_there(self) -> None:
        with modify_settings(MIDDLEWARE={"append": [self.NAME]}):
            assert found("W012") == []

    def test_no_matter_where_there_is_one_language(self) -> None:
        one_language = override_settings(WAGTAIL_I18N_ENABLED=False)
        with one_language, modify_settings(MIDDLEWARE={"remove": [self.NAME]}):
            assert found("W012") == []


class TestAgeOfTheCatalogue:
    @pytest.mark.parametrize(("days", "old"), [(0, False), (365, False), (366, True), (900, True)])
    def test_a_year_after_the_oldest_confirmation(self, days: int, old: bool) -> None:
        noon = datetime.combine(oldest_confirmation(), time(12), UTC)
        with time_machine.travel(noon + timedelta(days=days), tick=False):
            assert bool(found("W013")) is old

    def test_says_since_when_and_what_to_do(self) -> None:
        with time_machine.travel(datetime(2030, 1, 1, tzinfo=UTC), tick=False):
            problem = only("W013")
        assert f"{oldest_confirmation():%Y-%m-%d}" in problem.msg
        assert problem.hint.startswith("Upgrade wagtail-hjelp.")


class TestCorrections:
    """The one check that asks the database, and only where it is told that it may."""

    def test_without_a_database_it_asks_none(self) -> None:
        assert check_corrections(None) == []
        assert check_corrections(None, databases=[]) == []
        assert check_corrections(None, databases=["another"]) == []

    @pytest.fixture
    def corrected(self, db: None) -> Helpline:
        row = Helpline.objects.get(code="rusinfo")
        row.name, row.changed_on = "Rusinfo Norge", date(2020, 1, 1)
        row.save()
        return row

    def found(self) -> list[str]:
        messages = django_checks.run_checks(tags=[checks.TAG], databases=["default"])
        return [message.msg for message in messages if message.id == "wagtail_hjelp.I003"]

    def test_nothing_is_corrected(self, db: None) -> None:
        assert self.found() == []

    def test_package_was_confirmed_since(self, corrected: Helpline) -> None:
        confirmed = shipped()["rusinfo"].confirmed_on
        assert self.found() == [
            "“Rusinfo Norge” is corrected here since 2020-01-01, and the package has caught up: "
            f"it was confirmed on {confirmed:%Y-%m-%d}."
        ]

    def test_package_says_the_same_of_one_without_a_date(self, corrected: Helpline) -> None:
        corrected.name, corrected.changed_on = shipped()["rusinfo"].name, None
        corrected.save()
        assert self.found() == [
            f"“{shipped()['rusinfo'].name}” is corrected here, and the package has caught up: it "
            "says the same."
        ]

    def test_correction_newer_than_the_package_is_left_alone(self, corrected: Helpline) -> None:
        corrected.changed_on = date(2030, 1, 1)
        corrected.save()
        assert self.found() == []
        corrected.changed_on = None
        corrected.save()
        assert self.found() == []

    def test_service_that_the_package_has_dropped_is_passed_over(self, db: None) -> None:
        Helpline.objects.create(code="nedlagt", name="Nedlagt", changed_on=date(2020, 1, 1))
        assert self.found() == []

    def test_before_the_first_migration_it_is_silent(self, monkeypatch: Any) -> None:
        def no_table(*args: Any, **kwargs: Any) -> None:
            raise OperationalError("no such table")

        monkeypatch.setattr(Helpline.objects, "exclude", no_table)
        assert check_corrections(None, databases=["default"]) == []
