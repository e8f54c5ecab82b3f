"""The pages: made once, found again wherever the editors have put them."""

import pytest
from django.utils import translation
from wagtail.models import Locale, Page, Site

from tests.host.models import ArticlePage, HostOfferPage
from wagtail_hjelp.models import (
    ActivityIndexPage,
    AcuteHelpPage,
    HelpFrontPage,
    HelpOfferIndexPage,
    HelpThemePage,
    OrganisationIndexPage,
)
from wagtail_hjelp.setup import SetUpError, set_up
from wagtail_hjelp.setup.sections import index_models


def tree() -> list[tuple]:
    """All pages, as they would be told apart if one of them changed."""
    return list(Page.objects.order_by("path").values_list("path", "title", "slug", "live", "pk"))


def test_section_is_published_in_the_source_language(section, home):
    front, index = section.front, section.index
    assert (type(front), front.title, front.slug) == (
        HelpFrontPage,
        "Hjelp når du trenger det",
        "hjelp",
    )
    assert (type(index), index.title, index.slug) == (HelpOfferIndexPage, "Hjelpetilbud", "tilbud")
    assert front.live and index.live and front.show_in_menus
    assert front.live_revision is not None
    assert front.locale == home.locale
    assert front.get_url() == "/nb/hjelp/"
    assert index.get_url() == "/nb/hjelp/tilbud/"


def test_acute_help_is_there_from_the_start(section, client):
    assert (type(section.acute), section.acute.title) == (AcuteHelpPage, "Akutt hjelp")
    assert section.acute.get_url() == "/nb/hjelp/akutt/"
    assert 'href="tel:113"' in client.get("/nb/hjelp/akutt/").content.decode()


def test_calendar_and_overview_of_organisations_are_there_from_the_start(section, client, locales):
    made = [
        (section.calendar, ActivityIndexPage, "What happens", "/hjelp/hva-skjer/"),
        (section.organisations, OrganisationIndexPage, "Organisations", "/hjelp/organisasjoner/"),
    ]
    for page, model, title, address in made:
        assert (type(page), page.title, page.live) == (model, title, True)
        assert page.get_url() == f"/nb{address}"
        assert page.get_translation(locales["nn"]).get_url() == f"/nn{address}"
        assert client.get(page.get_url()).status_code == 200
    # A new site has nothing to show there, and its front page says nothing of it.
    front = client.get(section.front.get_url()).content.decode()
    assert "hjelp-block--activities" not in front
    assert "hjelp-themes" not in front


def test_theme_can_be_made_in_a_new_section(section):
    assert HelpThemePage in section.front.allowed_subpage_models()
    assert HelpThemePage.can_create_at(section.front)


def test_titles_are_in_the_source_language_whatever_is_active(catalogues, home):
    with translation.override("en"):
        assert set_up(home).front.title == "Hjelp når du trenger det"


def test_languages_with_a_parent_get_aliases_at_the_same_address(section, locales):
    for code in ("nn", "en"):
        front = section.front.get_translation(locales[code])
        index = section.index.get_translation(locales[code])
        assert front.alias_of_id == section.front.pk
        assert front.live and index.live
        assert index.get_parent().pk == front.pk
        assert index.get_url() == f"/{code}/hjelp/tilbud/"


def test_languages_without_a_parent_are_left_to_the_developer(catalogues, home):
    lines: list[str] = []
    section = set_up(home, report=lines.append)
    left = [line for line in lines if line.startswith("Left to you")]
    assert section.counts["left"] == len(left) == 4
    assert any("ukrain" in line.lower() and "has no version" in line for line in left)
    assert section.front.get_translations().count() == 2


def test_language_without_a_locale_is_named(home):
    Locale.objects.get(language_code="so").delete()
    lines: list[str] = []
    set_up(home, report=lines.append)
    assert [line for line in lines if "has no locale yet" in line] != []


def test_locale_of_a_language_that_the_settings_no_longer_have_is_passed_over(settings, home):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk")]
    section = set_up(home)
    assert [page.locale.language_code for page in section.front.get_translations()] == ["nn"]
    assert section.counts["left"] == 0


def test_a_language_that_comes_later_is_caught_up_with(section, home, locales):
    home.copy_for_translation(locales["uk"], alias=True)
    again = set_up(home)
    assert again.front.get_translation(locales["uk"]).alias_of_id == section.front.pk
    # Two groups, which the administrators may edit; the pages came with the one above them.
    assert (again.counts["created"], again.counts["changed"]) == (2, 1)
    assert again.front.get_translation(locales["uk"]).get_children().count() == 4
    assert again.groups["translators:uk"].page_permissions.count() == 2


def test_second_run_changes_no_page(section, home):
    before = tree()
    again = set_up(home)
    assert tree() == before
    assert again.counts["created"] == again.counts["changed"] == 0


def test_renamed_and_moved_pages_are_found(section, home):
    elsewhere = home.add_child(instance=ArticlePage(title="Om oss", slug="om-oss"))
    front = section.front
    front.title, front.slug = "Trenger du hjelp?", "trenger-du-hjelp"
    front.save_revision().publish()
    front.move(elsewhere, pos="last-child")
    again = set_up(home)
    assert again.front.pk == front.pk
    assert again.front.title == "Trenger du hjelp?"
    assert again.front.get_url() == "/nb/om-oss/trenger-du-hjelp/"
    assert HelpFrontPage.objects.filter(locale=home.locale).count() == 1


def test_section_is_found_from_another_page_of_the_site(section, home):
    article = home.add_child(instance=ArticlePage(title="Om oss", slug="om-oss"))
    assert set_up(article).front.pk == section.front.pk


def test_unpublished_page_stays_unpublished(section, home):
    section.front.unpublish()
    assert not set_up(home).front.live


def test_directory_outside_the_front_page_is_found_and_covered(section, home):
    index = HelpOfferIndexPage.objects.get(pk=section.index.pk)
    index.move(Page.objects.get(pk=home.pk), pos="last-child")
    again = set_up(home)
    assert again.index.pk == section.index.pk
    pages = again.groups["editors"].page_permissions.values_list("page_id", flat=True)
    assert {section.front.pk, section.index.pk} == set(pages)


def test_deleted_directory_is_made_again(section, home):
    section.index.delete()
    again = set_up(home)
    assert again.index.get_parent().pk == section.front.pk


def test_each_site_has_its_own_section(section, home, other_site):
    other = set_up(other_site.root_page.specific)
    assert other.front.pk != section.front.pk
    assert other.front.get_site() == other_site
    assert section.front.get_site() != other_site
    assert set_up(home).front.pk == section.front.pk
    assert set_up(other_site.root_page).front.pk == other.front.pk


def test_site_inside_another_sites_tree_keeps_to_itself(catalogues, home):
    inner = home.add_child(instance=ArticlePage(title="Barnehage", slug="barnehage"))
    site = Site.objects.create(hostname="barnehage.test", root_page=inner)
    inner_section = set_up(inner)
    outer_section = set_up(home)
    assert inner_section.front.get_site() == site
    assert outer_section.front.pk != inner_section.front.pk
    assert outer_section.front.get_parent().pk == home.pk
    assert set_up(inner).counts["created"] == 0


def test_taken_slug_is_refused_with_the_mend(home):
    home.add_child(instance=ArticlePage(title="Gammel hjelp", slug="hjelp"))
    with pytest.raises(SetUpError, match=r"Gammel hjelp.*--slug"):
        set_up(home)
    assert set_up(home, slug="faa-hjelp").front.slug == "faa-hjelp"


def test_bad_slug_is_refused(home):
    with pytest.raises(SetUpError):
        set_up(home, slug="få hjelp!")
    assert not HelpFrontPage.objects.exists()


def test_parent_that_may_not_have_such_children(home, monkeypatch):
    article = home.add_child(instance=ArticlePage(title="Om oss", slug="om-oss"))
    monkeypatch.setattr(ArticlePage, "subpage_types", [], raising=False)
    monkeypatch.setattr(ArticlePage, "_clean_subpage_models", None)
    with pytest.raises(SetUpError, match=r"wagtail_hjelp\.HelpFrontPage.*host\.ArticlePage"):
        set_up(article)


def test_parent_in_another_language_is_refused_with_its_source(home, locales):
    with pytest.raises(SetUpError, match=f"--parent {home.pk}"):
        set_up(home.get_translation(locales["nn"]))


def test_parent_at_the_root_of_the_tree(home):
    with pytest.raises(SetUpError, match="root of all pages"):
        set_up(Page.objects.get(depth=1))


def test_parent_without_a_site(home):
    lost = Page.objects.get(depth=1).add_child(instance=ArticlePage(title="Løs", slug="los"))
    with pytest.raises(SetUpError, match="belongs to no site"):
        set_up(lost)


def test_directory_type_is_one_that_the_hosts_offers_may_stand_under(settings, home):
    settings.WAGTAIL_HJELP = {"OFFER_MODEL": "host.HostOfferPage"}
    index = set_up(home).index
    assert type(index) in HostOfferPage.allowed_parent_page_models()
    assert HostOfferPage.can_create_at(index)


def test_unknown_offer_model_is_refused(settings, home):
    settings.WAGTAIL_HJELP = {"OFFER_MODEL": "host.NoSuchPage"}
    with pytest.raises(SetUpError, match="OFFER_MODEL"):
        index_models()
    with pytest.raises(SetUpError, match="OFFER_MODEL"):
        set_up(home)
    assert not HelpFrontPage.objects.exists(), "what was made before the error is taken back"


def test_missing_source_locale_is_refused_with_the_mend(settings, home):
    settings.LANGUAGE_CODE = "pl"
    Locale.objects.get(language_code="pl").delete()
    with pytest.raises(SetUpError, match="LANGUAGE_CODE is “pl”"):
        set_up(home)


def test_section_of_a_site_that_does_not_have_the_source_language(catalogues, home, locales):
    root = Page.objects.get(depth=1)
    page = root.add_child(
        instance=ArticlePage(title="English only", slug="only", locale=locales["en"])
    )
    Site.objects.create(hostname="en.test", root_page=page)
    front = set_up(page).front
    assert front.locale == locales["en"]
    assert front.title == "Help when you need it"
