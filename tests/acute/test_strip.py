"""The strip on top of every page: what it says, what it costs, what it needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import engines
from django.test import RequestFactory, TestCase, modify_settings
from django.utils import translation
from wagtail.models import Locale, Site

import wagtail_hjelp
from tests.factories import alias_in, make_offer, make_section, phone
from wagtail_hjelp.acute.finding import MIDDLEWARE
from wagtail_hjelp.models import AcuteHelpPage

pytestmark = pytest.mark.django_db

STRIP = "{% load wagtail_hjelp_tags %}{% hjelp_acute_strip %}"
WITH_MORE = STRIP + '{% hjelp_acute "compact" %}'


@pytest.fixture
def acute(site):
    front = make_section(site.root_page).get_parent()
    return front.add_child(instance=AcuteHelpPage(title="Akutt hjelp", slug="akutt"))


def page_request(site):
    """A request that Wagtail has found a page for: it knows its site."""
    request = RequestFactory().get("/nb/")
    request._wagtail_site = Site.objects.select_related("root_page").get(pk=site.pk)
    return request


def render(source: str = STRIP, request=None, language: str = "nb", **context) -> str:
    template = engines["django"].from_string(source)
    with translation.override(language):
        return template.render(context, request)


def links(html: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', html)


def test_first_numbers_and_the_way_to_the_rest(acute, site):
    html = render(request=page_request(site))
    assert links(html) == ["tel:113", "tel:116117", "/nb/hjelp/akutt/"]
    assert '<bdi dir="ltr">116 117</bdi>' in html


def test_numbers_alone_where_there_is_no_acute_page(site):
    assert links(render(request=page_request(site))) == ["tel:113", "tel:116117"]


def test_way_leads_to_the_page_in_the_reader_s_language(acute, site, locales):
    request = page_request(site)
    assert links(render(request=request, language="so"))[-1] == "/so/hjelp/akutt/"
    english = acute.copy_for_translation(locales["en"], copy_parents=True)
    english.slug = "urgent"
    english.save_revision().publish()
    assert links(render(request=page_request(site), language="en"))[-1] == "/en/hjelp/urgent/"


def test_way_leads_to_the_source_where_nothing_would_answer(acute, site):
    with modify_settings(MIDDLEWARE={"remove": [MIDDLEWARE]}):
        assert links(render(request=page_request(site), language="so"))[-1] == "/nb/hjelp/akutt/"


def test_changed_address_is_right_at_once(acute, site):
    render(request=page_request(site))
    acute.slug = "akutthjelp"
    acute.save_revision().publish()
    assert links(render(request=page_request(site)))[-1] == "/nb/hjelp/akutthjelp/"
    front = acute.get_parent().specific
    front.slug = "hjelp-naa"
    # Wagtail tells of it when the change is committed.
    with TestCase.captureOnCommitCallbacks(execute=True):
        front.save_revision().publish()
    assert links(render(request=page_request(site)))[-1] == "/nb/hjelp-naa/akutthjelp/"


def test_page_of_the_host_pays_one_query(acute, site, django_assert_num_queries):
    render(request=page_request(site))
    request = page_request(site)
    with django_assert_num_queries(1):
        render(request=request)


def test_page_of_ours_pays_nothing_more(acute, site, django_assert_num_queries):
    alone = '{% load wagtail_hjelp_tags %}{% hjelp_acute "compact" %}'
    render(WITH_MORE, page_request(site))
    first, second = page_request(site), page_request(site)
    with django_assert_num_queries(2):  # the stamp, and the reader's language
        render(alone, first)
    with django_assert_num_queries(2):
        render(WITH_MORE, second)


def test_cost_does_not_grow_with_content(acute, site, locales, django_assert_num_queries):
    index = acute.get_parent().get_children().get(slug="tilbud").specific
    for number in range(12):
        make_offer(index, f"Sted {number}", urgency="urgent", contact_points=[phone("116117")])
    for code in ("ar", "pl", "so"):
        alias_in(acute, code)
        render(request=page_request(site), language=code)
    request = page_request(site)
    with django_assert_num_queries(1):
        render(request=request, language="so")


def test_site_in_which_nothing_of_ours_has_been_saved_pays_one_query(
    site, django_assert_num_queries
):
    request = page_request(site)
    with django_assert_num_queries(1):
        assert links(render(request=request)) == ["tel:113", "tel:116117"]


def test_strip_css_is_all_that_it_needs(acute, site):
    html = render(request=page_request(site))
    css = Path(wagtail_hjelp.__file__).parent / "static/wagtail_hjelp/strip.css"
    styled = set(re.findall(r"\.(hjelp-[\w-]+)", css.read_text(encoding="utf-8")))
    used = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
    assert used - styled <= {"hjelp-strip__if"}
    assert re.findall(r"<(?:svg|use|script|link|img)", html) == []
    assert "url(" not in css.read_text(encoding="utf-8")


def test_every_language_has_its_strip(acute, site):
    for code in ("nb", "nn", "en", "uk", "ar", "pl", "so"):
        Locale.objects.get_or_create(language_code=code)
        html = render(request=page_request(site), language=code)
        assert links(html) == ["tel:113", "tel:116117", f"/{code}/hjelp/akutt/"]
