"""A translator works on the words of one language, and on nothing else."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from wagtail_hjelp.models import HelpOfferPage


def offer(language: str) -> HelpOfferPage:
    return HelpOfferPage.objects.get(slug="tannklinikk", locale__language_code=language)


@pytest.fixture
def translator(page: Page, log_in: Callable[[Page, str], None]) -> Page:
    log_in(page, "translator")
    return page


def test_translator_opens_the_english_words_and_may_not_publish(translator: Page):
    response = translator.goto(f"/admin/pages/{offer('en').pk}/edit/")
    assert response and response.status == 200
    translator.wait_for_load_state("networkidle")
    editor = translator.locator("[data-props]")
    expect(editor).to_contain_text(offer("en").title)
    permissions = json.loads(editor.get_attribute("data-props"))["perms"]
    assert not permissions["canPublish"]
    footer = translator.locator("footer")
    expect(footer).to_be_visible()
    expect(footer.get_by_text(re.compile("publish|publiser", re.IGNORECASE))).to_have_count(0)


@pytest.mark.parametrize("language", ["nb", "uk"])
def test_translator_may_not_edit_another_language(translator: Page, language: str):
    translator.goto(f"/admin/pages/{offer(language).pk}/edit/")
    expect(translator.locator("#id_title")).to_have_count(0)
    assert not translator.url.endswith("/edit/")
