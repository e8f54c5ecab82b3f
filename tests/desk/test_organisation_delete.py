"""An organisation that something points to: what an editor is told who wants to delete it."""

import re
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from tests.directory.overviews import make_organisation, make_overview_beside
from tests.factories import alias_in, make_offer, weekly
from wagtail_hjelp.models import (
    ActivityIndexPage,
    ActivityPage,
    HelpOfferIndexPage,
    HelpOfferPage,
    OrganisationIndexPage,
    OrganisationPage,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def overview(directory) -> OrganisationIndexPage:
    return make_overview_beside(directory)


@pytest.fixture
def calendar(directory) -> ActivityIndexPage:
    index = ActivityIndexPage(title="Hva skjer", slug="hva-skjer")
    return directory.get_parent().add_child(instance=index)


@pytest.fixture
def red_cross(overview) -> OrganisationPage:
    return make_organisation(overview, "Havnesund Røde Kors")


@pytest.fixture
def boss(directory) -> Client:
    """A client of somebody who may do everything."""
    from django.contrib.auth import get_user_model

    client = Client(headers={"accept-language": "en"})
    client.force_login(get_user_model().objects.create_superuser("sjef", "s@example.test", "x"))
    return client


def make_activity(calendar, title, **fields) -> ActivityPage:
    fields.setdefault("dates", [weekly("2026-11-04")])
    return calendar.add_child(instance=ActivityPage(title=title, summary=f"Om {title}.", **fields))


def delete(client: Client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def delete_all(client: Client, *pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    parent = pages[0].get_parent()
    after = reverse("wagtailadmin_explore", args=[parent.pk])
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return client.post(f"{address}?{ids}&next={after}")


def said(response) -> list[str]:
    """What the editor is told, with the links in it, without Wagtail's buttons below."""
    found = [
        str(message).split('<span class="buttons"')[0]
        for message in get_messages(response.wsgi_request)
    ]
    return [" ".join(unescape(message).split()) for message in found]


def edit_link(page) -> str:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return f'<a class="hjelp-named" href="{url}">{page.title}</a>'


# --- One page -----------------------------------------------------------------------------


def test_editor_is_told_what_points_to_it_and_where_to_mend_it(
    boss, directory, calendar, red_cross
):
    offer = make_offer(directory, "Leksehjelp", organisation=red_cross)
    activity = make_activity(calendar, "Kafé", organiser=red_cross)
    response = delete(boss, red_cross)
    assert said(response) == [
        "“Havnesund Røde Kors” cannot be deleted yet, because these point to it: "
        f"{edit_link(offer)}, {edit_link(activity)}. "
        "Choose another organisation there first. Nothing has been deleted."
    ]
    assert response.url == reverse("wagtailadmin_explore", args=[red_cross.get_parent().pk])
    assert OrganisationPage.objects.count() == 1


def test_editor_is_told_before_being_asked_to_confirm(boss, directory, red_cross):
    make_offer(directory, "Leksehjelp", organisation=red_cross)
    response = boss.get(reverse("wagtailadmin_pages:delete", args=[red_cross.pk]))
    assert response.status_code == 302
    shown = boss.get(response.url).content.decode()
    assert "cannot be deleted yet" in shown
    assert edit_link(HelpOfferPage.objects.get()) in shown


def test_of_many_pages_five_are_named(boss, directory, red_cross):
    for number in range(1, 9):
        make_offer(directory, f"Tilbud {number}", organisation=red_cross)
    (message,) = said(delete(boss, red_cross))
    assert re.findall(r">(Tilbud \d)</a>", message) == [f"Tilbud {n}" for n in range(1, 6)]
    assert message.endswith(
        ", 3 more. Choose another organisation there first. Nothing has been deleted."
    )


def test_page_in_many_languages_is_named_once(boss, directory, red_cross):
    offer = make_offer(directory, "Leksehjelp", organisation=red_cross)
    for language in ("nn", "pl", "uk"):
        alias_in(offer, language)
    (message,) = said(delete(boss, red_cross))
    assert re.findall("<a [^>]*>[^<]*</a>", message) == [edit_link(offer)]


def test_page_that_the_editor_may_not_edit_is_named_without_a_link(
    login, directory, calendar, overview, red_cross
):
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    make_activity(calendar, "Kafé", organiser=red_cross)
    client = login()
    group = Group.objects.get(name="kari")
    for codename in ("change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group, page=overview, permission=Permission.objects.get(codename=codename)
        )
    (message,) = said(delete(client, red_cross))
    assert "point to it: Kafé. " in message


def test_title_in_markup_stays_a_title(boss, directory, overview):
    risky = make_organisation(overview, "<b>Lag</b>")
    make_offer(directory, "<i>Tilbud</i>", organisation=risky)
    response = delete(boss, risky)
    html = boss.get(response.url).content.decode()
    assert "“&lt;b&gt;Lag&lt;/b&gt;” cannot be deleted yet" in html
    assert "&lt;i&gt;Tilbud&lt;/i&gt;</a>" in html


def test_draft_that_points_to_it_counts(boss, directory, calendar, overview, red_cross):
    other = make_organisation(overview, "Sanitetsforeningen")
    offer = make_offer(directory, "Leksehjelp", organisation=other)
    offer.organisation = red_cross
    offer.save_revision()
    draft = make_activity(calendar, "Kafé", organiser=red_cross, live=False)
    (message,) = said(delete(boss, red_cross))
    assert edit_link(offer) in message and edit_link(draft) in message
    assert OrganisationPage.objects.filter(pk=red_cross.pk).exists()


def test_older_revisions_and_those_of_translations_do_not_count(
    boss, directory, overview, red_cross
):
    other = make_organisation(overview, "Sanitetsforeningen")
    offer = make_offer(directory, "Leksehjelp", organisation=red_cross)
    nynorsk = offer.copy_for_translation(
        Locale.objects.get_or_create(language_code="nn")[0], copy_parents=True
    )
    nynorsk.save_revision().publish()
    nynorsk.save_revision()
    offer.organisation = other
    offer.save_revision().publish()
    assert said(delete(boss, red_cross)) == ["Page 'Havnesund Røde Kors' deleted."]


def test_organisation_that_nothing_points_to_is_deleted(boss, directory, red_cross):
    make_offer(directory, "Legevakt")
    assert said(delete(boss, red_cross)) == ["Page 'Havnesund Røde Kors' deleted."]
    assert not OrganisationPage.objects.exists()


def test_other_pages_are_deleted_as_ever(boss, directory, red_cross):
    offer = make_offer(directory, "Leksehjelp", organisation=red_cross)
    assert said(delete(boss, offer)) == ["Page 'Leksehjelp' deleted."]


def test_translation_is_deleted_although_the_source_is_pointed_to(boss, directory, red_cross):
    make_offer(directory, "Leksehjelp", organisation=red_cross)
    nynorsk = alias_in(red_cross, "nn")
    delete(boss, nynorsk)
    assert list(OrganisationPage.objects.values_list("pk", flat=True)) == [red_cross.pk]


# --- With what is around it ---------------------------------------------------------------


def test_section_with_an_organisation_in_it_is_kept_too(boss, directory, overview, red_cross):
    offer = make_offer(directory, "Leksehjelp", organisation=red_cross)
    (message,) = said(delete(boss, overview))
    assert f"“{overview.title}” cannot be deleted yet" in message and edit_link(offer) in message
    assert OrganisationIndexPage.objects.exists()


def test_section_goes_with_all_that_points_within_it(
    boss, directory, calendar, overview, red_cross
):
    make_offer(directory, "Leksehjelp", organisation=red_cross)
    make_activity(calendar, "Kafé", organiser=red_cross)
    delete(boss, directory.get_parent())
    assert not OrganisationPage.objects.exists()
    assert not HelpOfferPage.objects.exists()
    assert not ActivityPage.objects.exists()


# --- Several at once ----------------------------------------------------------------------


def test_of_several_none_is_deleted_if_one_is_pointed_to(boss, directory, overview, red_cross):
    offer = make_offer(directory, "Leksehjelp", organisation=red_cross)
    other = make_organisation(overview, "Sanitetsforeningen")
    response = delete_all(boss, other, red_cross)
    assert said(response) == [
        "They cannot be deleted yet, because these point to them: "
        f"{edit_link(offer)}. Choose another organisation there first. Nothing has been deleted."
    ]
    assert response.url == reverse("wagtailadmin_explore", args=[overview.pk])
    assert OrganisationPage.objects.count() == 2


def test_organisation_goes_together_with_what_points_to_it(
    boss, directory, calendar, overview, red_cross
):
    offer = make_offer(directory, "Leksehjelp", organisation=red_cross)
    make_activity(calendar, "Kafé", organiser=red_cross)
    # In the tree's order the overview is deleted before the calendar.
    delete_all(boss, overview, calendar, offer)
    assert not OrganisationPage.objects.exists()
    assert not ActivityPage.objects.exists()
    assert not HelpOfferPage.objects.exists()


def test_two_sections_that_point_to_each_other_are_kept(boss, site):
    sections = []
    for name in ("en", "to"):
        home = site.root_page.add_child(instance=HelpOfferIndexPage(title=name, slug=name))
        overview = home.add_child(instance=OrganisationIndexPage(title="Lag", slug="lag"))
        sections.append((home, make_organisation(overview, f"Lag {name}")))
    (one, in_one), (two, in_two) = sections
    first = make_offer(one, "Tilbud en", organisation=in_two)
    second = make_offer(two, "Tilbud to", organisation=in_one)
    (message,) = said(delete_all(boss, one, two))
    assert edit_link(first) in message and edit_link(second) in message
    assert OrganisationPage.objects.count() == 2


def test_question_costs_as_many_queries_for_few_as_for_many(
    boss, directory, calendar, red_cross, django_assert_num_queries
):
    from wagtail_hjelp.desk.organisations import pointers_to

    make_offer(directory, "Tilbud", organisation=red_cross)
    with django_assert_num_queries(7):
        assert len(pointers_to([red_cross])) == 1
    for number in range(20):
        make_offer(directory, f"Tilbud {number}", organisation=red_cross)
    with django_assert_num_queries(7):
        assert len(pointers_to([red_cross])) == 21


# --- Unpublished --------------------------------------------------------------------------


def unpublish(client: Client, page):
    return client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


def test_editor_who_unpublishes_is_told_that_the_name_stays(boss, directory, calendar, red_cross):
    offer = make_offer(directory, "Leksehjelp", organisation=red_cross)
    alias_in(offer, "nn")
    make_activity(calendar, "Kafé", organiser=red_cross)
    make_activity(calendar, "Utkast", organiser=red_cross, live=False)
    assert said(unpublish(boss, red_cross)) == [
        "2 published pages still show the name, without a link.",
        "Page 'Havnesund Røde Kors' unpublished.",
    ]


def test_editor_who_unpublishes_something_else_is_told_nothing_more(boss, directory, red_cross):
    offer = make_offer(directory, "Leksehjelp", organisation=red_cross)
    assert said(unpublish(boss, offer)) == ["Page 'Leksehjelp' unpublished."]


def test_editor_who_unpublishes_several_is_told_too(boss, directory, overview, red_cross):
    make_offer(directory, "Leksehjelp", organisation=red_cross)
    other = make_organisation(overview, "Sanitetsforeningen")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    after = reverse("wagtailadmin_explore", args=[overview.pk])
    response = boss.post(f"{address}?id={red_cross.pk}&id={other.pk}&next={after}")
    assert said(response)[0] == "1 published page still shows the name, without a link."
