"""A page marked as sensitive: what it tells others, what it is called, and the way off it."""

import re

import pytest
from django.contrib.sites.requests import RequestSite
from django.http import HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.test.utils import isolate_apps
from django.utils.translation import gettext, override
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap
from wagtail.models import Locale, Page
from wagtail.models import pages as wagtail_pages

from tests.factories import alias_in, make_offer, make_section, phone
from tests.host.models import HostOfferPage
from wagtail_hjelp.conf import problems
from wagtail_hjelp.conf import settings as hjelp_settings
from wagtail_hjelp.models import HelpOfferPage, SensitiveMixin

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

CONTROL = "data-hjelp-exit"


@pytest.fixture
def index(site):
    return make_section(site.root_page)


@pytest.fixture
def shelter(index):
    return make_offer(index, "Krisesenter", contact_points=[phone("+4770000171")])


def mark(page, **marks):
    for name, value in marks.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def headers(client: Client, page) -> dict[str, str]:
    return dict(client.get(page.url).headers)


def title(client: Client, page) -> str:
    html = client.get(page.url).content.decode()
    return re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1]


def controls(html: str) -> int:
    return len(re.findall(rf"\b{CONTROL}[\s>]", html))


# --- Headers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ({"sensitive": True}, {"Referrer-Policy": "no-referrer"}),
        (
            {"sensitive": True, "noindex": True},
            {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, noarchive"},
        ),
        ({"noindex": True, "hide_title": True}, {}),
    ],
    ids=["sensitive", "and out of search engines", "not sensitive"],
)
def test_sensitive_page_adds_its_headers_and_changes_no_other(client, shelter, marks, said):
    before = headers(client, shelter)
    after = headers(client, mark(shelter, **marks))
    # The page itself is longer with the control on it.
    for found in (before, after):
        found.pop("Content-Length", None)
    assert after == {**before, **said}


def test_state_of_the_hours_on_a_sensitive_page_is_kept_by_caches_no_longer_than_on_others(
    client, time_machine, shelter
):
    time_machine.move_to("2026-11-24T10:00:00+01:00", tick=False)
    hours = {"days": ["1"], "opens": "09:00", "closes": "10:02", "state": "open"}
    shelter.opening_hours = [{"type": "weekly", "value": hours}]
    before = headers(client, mark(shelter))["Cache-Control"]
    assert before == "max-age=120, must-revalidate"
    assert headers(client, mark(shelter, sensitive=True, noindex=True))["Cache-Control"] == before


# --- Title --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({}, "Krisesenter"),
        ({"sensitive": True}, "Krisesenter"),
        ({"hide_title": True}, "Krisesenter"),
        ({"sensitive": True, "seo_title": "Vold & trusler"}, "Vold &amp; trusler"),
    ],
    ids=["not marked", "sensitive alone", "hidden alone", "title for search engines"],
)
def test_title_stays_unless_an_editor_hides_it_on_a_sensitive_page(
    client, shelter, marks, expected
):
    assert title(client, mark(shelter, **marks)) == expected


def test_hidden_title_is_a_neutral_word_in_the_language_of_the_reader(client, shelter):
    mark(shelter, sensitive=True, hide_title=True, seo_title="Vold i nære relasjoner")
    alias = alias_in(shelter, "en")
    with override("nb"):
        norwegian = gettext("Information")
    assert title(client, shelter) == norwegian
    assert title(client, alias) == "Information"
    html = client.get(shelter.url).content.decode()
    assert re.search(r"<h1[^>]*>Krisesenter</h1>", html), "the page itself says what it is"


# --- Search engines, and the site's own search --------------------------------------------


def test_page_kept_out_of_search_engines_is_in_no_sitemap_and_still_in_our_search(
    client, index, shelter
):
    make_offer(index, "Biblioteket")
    request = RequestFactory().get("/sitemap.xml")

    def addresses() -> list[str]:
        found = Sitemap(request).get_urls(site=RequestSite(request))
        return [entry["location"] for entry in found]

    before = addresses()
    assert shelter.full_url in before
    mark(shelter, sensitive=True)
    assert addresses() == before
    mark(shelter, noindex=True)
    assert addresses() == [address for address in before if address != shelter.full_url]
    assert shelter.url in client.get(f"{index.url}?q=krisesenter").content.decode()


# --- Languages ----------------------------------------------------------------------------


def test_marks_are_in_force_in_every_language_the_moment_the_source_is_published(client, shelter):
    english = Locale.objects.get_or_create(language_code="en")[0]
    translation = shelter.copy_for_translation(english, copy_parents=True)
    translation.title = "Crisis centre"
    translation.save_revision().publish()
    alias = alias_in(shelter, "pl")
    mark(shelter, sensitive=True, hide_title=True, noindex=True)
    for page in (translation, alias):
        found = HelpOfferPage.objects.get(pk=page.pk)
        assert (found.sensitive, found.hide_title, found.noindex) == (True, True, True)
        response = client.get(found.url)
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, noarchive"
        assert controls(response.content.decode()) == 1


def test_marks_of_a_draft_change_nothing_yet(client, shelter):
    shelter.sensitive = True
    shelter.save_revision()
    assert "no-referrer" not in headers(client, shelter).values()
    assert controls(client.get(shelter.url).content.decode()) == 0


# --- The control --------------------------------------------------------------------------


def test_only_a_sensitive_page_has_the_control_and_it_comes_before_what_it_is_about(
    client, index, shelter
):
    for page in (index, shelter):
        assert CONTROL not in client.get(page.url).content.decode()
    html = client.get(mark(shelter, sensitive=True).url).content.decode()
    assert controls(html) == 1
    assert html.index(CONTROL) < html.index("<h1")
    link = re.search(r"<a [^>]*data-hjelp-exit>", html)[0]
    assert 'href="https://www.yr.no/"' in link
    assert 'rel="noreferrer noopener"' in link


def test_what_works_only_with_the_script_is_hidden_until_it_runs(client, shelter):
    html = client.get(mark(shelter, sensitive=True).url).content.decode()
    assert re.search(r"<p [^>]*data-hjelp-exit-hint hidden>", html)
    status = re.search(r'<p [^>]*role="status" data-hjelp-exit-status="([^"]+)"></p>', html)
    assert len(status[1].split("|")) == 3


def test_host_chooses_the_neutral_page(client, settings, shelter):
    settings.WAGTAIL_HJELP = {"EXIT_URL": "https://www.nrk.no/?a=1&b=2"}
    html = client.get(mark(shelter, sensitive=True).url).content.decode()
    assert 'href="https://www.nrk.no/?a=1&amp;b=2"' in html


@pytest.mark.parametrize(
    "value", ["http://www.yr.no/", "javascript:alert(1)", "/", "https://", "https://[", "", None, 1]
)
def test_neutral_page_that_is_none_is_reported_and_the_default_used(settings, value):
    settings.WAGTAIL_HJELP = {"EXIT_URL": value}
    assert list(problems()) == [("EXIT_URL", "an address that begins with https://")]
    assert hjelp_settings.EXIT_URL == "https://www.yr.no/"


def test_control_stands_once_where_the_base_template_has_it_too(rf):
    loaders = [
        (
            "django.template.loaders.locmem.Loader",
            {
                "host.html": "{% load wagtail_hjelp_tags %}<main>{% hjelp_quick_exit %}"
                "{% block content %}{% endblock %}</main>",
                "page.html": "{% extends 'host.html' %}{% load wagtail_hjelp_tags %}"
                "{% block content %}<h1>Vold</h1>{% hjelp_quick_exit %}{% endblock %}",
            },
        ),
        "django.template.loaders.app_directories.Loader",
    ]
    django = type(engines["django"])
    engine = django(
        {
            "NAME": "host",
            "DIRS": [],
            "APP_DIRS": False,
            "OPTIONS": {"loaders": loaders, "builtins": []},
        }
    )
    # Twice: one rendering knows nothing of another.
    for _ in range(2):
        html = engine.get_template("page.html").render({}, rf.get("/"))
        assert controls(html) == 1
        assert html.index(CONTROL) < html.index("<h1>")


# --- The form, and a host's own pages -----------------------------------------------------


@pytest.mark.parametrize("model", [HelpOfferPage, HostOfferPage])
def test_marks_are_folded_last_but_one_in_the_form_and_say_what_they_do(model):
    panel = model.content_panels[-2]
    assert [child.field_name for child in panel.children] == ["sensitive", "hide_title", "noindex"]
    assert "collapsed" in panel.classname
    assert all(child.help_text for child in panel.children)


def test_marks_are_off_until_somebody_sets_them(shelter):
    assert (shelter.sensitive, shelter.hide_title, shelter.noindex) == (False, False, False)


def test_any_page_type_of_a_host_can_be_marked(rf, monkeypatch):
    monkeypatch.setattr(wagtail_pages, "PAGE_MODEL_CLASSES", [*wagtail_pages.PAGE_MODEL_CLASSES])
    with isolate_apps("tests.host"):

        class StoryPage(SensitiveMixin, Page):
            class Meta:
                app_label = "host"

            def serve(self, request):
                return super().serve(request)

            def get_template(self, request, *args, **kwargs):
                return "host/article_page.html"

    story = StoryPage(title="Da jeg dro", sensitive=True, hide_title=True, noindex=True)
    response: HttpResponse = story.serve(rf.get("/"))
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, noarchive"
    assert story.get_sitemap_urls() == []
    with override("en"):
        assert story.tab_title == "Information"
    assert StoryPage(title="Da jeg dro").tab_title == "Da jeg dro"
