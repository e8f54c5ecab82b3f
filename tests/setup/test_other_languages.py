"""Hosts that have other languages than ours, or one."""

import pytest
from django.utils import translation
from wagtail.models import Locale

from wagtail_hjelp.setup import set_up

pytestmark = pytest.mark.django_db


def test_host_with_one_language_and_i18n_off(settings, site):
    settings.WAGTAIL_I18N_ENABLED = False
    settings.LANGUAGES = [("nb", "Bokmål")]
    settings.WAGTAIL_CONTENT_LANGUAGES = [("nb", "Bokmål")]
    assert Locale.objects.count() == 1
    lines: list[str] = []
    section = set_up(site.root_page, report=lines.append)
    assert list(section.groups) == ["editors", "administrators", "resource_persons"]
    assert section.counts["left"] == 0
    assert section.front.live
    assert set_up(site.root_page).counts["created"] == 0


def test_host_whose_languages_are_not_ours(settings, site):
    settings.LANGUAGE_CODE = "de"
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        ("de", "Deutsch"),
        ("fr", "Français"),
    ]
    german = Locale.all_objects.get() if hasattr(Locale, "all_objects") else Locale.objects.get()
    german.language_code = "de"
    german.save()
    french = Locale.objects.create(language_code="fr")
    site.root_page.copy_for_translation(french, alias=True)
    with translation.override("de"):
        section = set_up(site.root_page)
        again = set_up(site.root_page)
    # Neither language has a catalogue of ours, so the texts are English and never Norwegian.
    assert section.front.title == "Help when you need it"
    assert section.front.locale == german
    assert section.front.get_translation(french).live
    assert sorted(section.groups) == [
        "administrators",
        "editors",
        "resource_persons",
        "reviewers:fr",
        "translators:fr",
    ]
    assert section.groups["translators:fr"].name == "Help: translators (français)"
    assert again.counts["created"] == again.counts["changed"] == 0
