"""The glossary to begin with: in each language that has none, and never again."""

import pytest
from django.urls import reverse

from wagtail_hjelp.models import GlossaryTerm
from wagtail_hjelp.setup import set_up
from wagtail_hjelp.translation.glossary import missing_terms, terms_for, terms_in
from wagtail_hjelp.translation.starter_terms import NOTES, STARTER_TERMS, starter_terms

# Of the host's languages, but the source.
LANGUAGES = ["nn", "en", "uk", "ar", "pl", "so"]


def words() -> list[tuple]:
    return list(GlossaryTerm.objects.order_by("pk").values_list())


def test_each_language_of_the_site_gets_its_words(section):
    found = GlossaryTerm.objects.order_by("language_code").values_list("language_code", flat=True)
    assert list(found.distinct()) == sorted(LANGUAGES)
    english = GlossaryTerm.objects.get(term="legevakt", language_code="en")
    assert english.translation.split(", ")[0] == "out-of-hours doctor"
    assert english.note == NOTES["legevakt"]
    assert GlossaryTerm.objects.get(term="legevakt", language_code="nn").note == ""


def test_says_how_many_and_in_which_languages(home):
    lines: list[str] = []
    set_up(home, report=lines.append)
    (said,) = [line for line in lines if "glossary" in line]
    assert f"{14 * len(LANGUAGES)} words in the glossary, to begin with (" in said
    again: list[str] = []
    set_up(home, report=again.append)
    (said,) = [line for line in again if "glossary" in line]
    assert said == (
        f"Unchanged: {14 * len(LANGUAGES)} words in the glossary (only an empty one gets words)"
    )


def test_what_somebody_changed_or_deleted_stays_so(section, home):
    GlossaryTerm.objects.filter(term="tolk", language_code="pl").update(translation="tłumaczka")
    GlossaryTerm.objects.filter(term="NAV", language_code="pl").delete()
    GlossaryTerm.objects.filter(language_code="so").exclude(term="tolk").delete()
    before = words()
    set_up(home)
    assert words() == before


def test_language_that_comes_later_gets_its_words_and_the_others_none(section, home):
    GlossaryTerm.objects.filter(language_code="uk").delete()
    others = words()
    set_up(home)
    assert words()[: len(others)] == others
    new = GlossaryTerm.objects.filter(language_code="uk")
    assert set(new.values_list("term", flat=True)) == set(STARTER_TERMS["uk"])


def test_site_that_is_not_written_in_bokmaal_gets_none(home, locales, settings):
    from wagtail_hjelp.setup.glossary import make_glossary
    from wagtail_hjelp.setup.report import Report

    settings.LANGUAGE_CODE = "nn"
    lines: list[str] = []
    make_glossary(Report(lines.append))
    assert lines == []
    assert not GlossaryTerm.objects.exists()


def test_every_language_has_the_same_words_and_all_fit():
    assert list(STARTER_TERMS) == ["nn", "en", "uk", "ar", "pl", "ru", "so", "ti"]
    assert {tuple(terms) for terms in STARTER_TERMS.values()} == {tuple(STARTER_TERMS["en"])}
    assert set(NOTES) < set(STARTER_TERMS["en"])
    assert len(STARTER_TERMS["en"]) == 14
    longest = GlossaryTerm._meta.get_field("translation").max_length
    assert all(len(said) <= longest for terms in STARTER_TERMS.values() for said in terms.values())


def test_region_of_a_language_gets_the_language_s_words():
    assert starter_terms("en-gb") == starter_terms("en") != []
    assert starter_terms("ckb") == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_word_is_found_in_the_source_and_each_form_accepted(section, code):
    terms = terms_for(code)
    for term in terms:
        source = f"Her er {term.term}."
        assert terms_in(source, terms) == [term]
        assert missing_terms(source, "…", terms) == [term]
        for form in term.translations:
            assert missing_terms(source, f"({form})", terms) == []


def test_list_marks_each_translation_with_its_language(section, admin_client):
    url = reverse("wagtailsnippets_wagtail_hjelp_glossaryterm:list")
    response = admin_client.get(url, {"language_code": "ar", "q": "مناوب"})
    assert [term.term for term in response.context["object_list"]] == ["legevakt"]
    assert '<bdi lang="ar" dir="rtl">الطبيب المناوب</bdi>' in response.content.decode()
    assert admin_client.get(url, {"q": "a\0b", "language_code": "\0"}).status_code == 200


def test_list_asks_as_often_for_many_words_as_for_few(section, admin_client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = reverse("wagtailsnippets_wagtail_hjelp_glossaryterm:list")
    admin_client.get(url)

    def queries(code):
        with CaptureQueriesContext(connection) as found:
            assert admin_client.get(url, {"language_code": code}).status_code == 200
        return len(found)

    GlossaryTerm.objects.filter(language_code="so").exclude(term="tolk").delete()
    assert queries("so") == queries("pl")
