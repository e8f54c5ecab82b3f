"""An editor enters an organisation, and says of an offer who gives it."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail.users.models import UserProfile

from tests.desk.rows import form_data, row
from tests.directory.overviews import make_organisation, make_overview_beside
from tests.factories import make_offer, make_section, make_topic
from wagtail_hjelp.models import HelpOfferPage, OrganisationPage

pytestmark = pytest.mark.django_db

PUBLISH = {"action-publish": "1"}


@pytest.fixture
def directory(site):
    return make_section(site.root_page)


@pytest.fixture
def overview(directory):
    return make_overview_beside(directory)


@pytest.fixture
def editor(directory, settings) -> Client:
    """Somebody who may publish in the whole section, and reads English."""
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600
    group = Group.objects.create(name="Redaksjonen")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(
            group=group, page=directory.get_parent(), permission=permission
        )
    user = get_user_model().objects.create_user("kari")
    user.groups.add(group)
    UserProfile.objects.create(user=user, preferred_language="en")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def add_url(overview) -> str:
    return reverse(
        "wagtailadmin_pages:add", args=["wagtail_hjelp", "organisationpage", overview.pk]
    )


def form(**fields: Any) -> dict[str, Any]:
    """What the browser sends: the form as it is when it opens, with these fields filled in."""
    empty = nested_form_data(
        {
            "title": "Havnesund Røde Kors",
            "slug": "rode-kors",
            "kind": "voluntary",
            "summary": "Besøksvenner og leksehjelp.",
            "body": streamfield([]),
            "contact_points": streamfield([]),
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        }
    )
    return {**empty, **fields}


def errors_of(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    return {
        name: [str(message) for error in errors for message in error.messages]
        for name, errors in response.context["form"].errors.as_data().items()
    }


def test_organisation_is_live_when_it_is_published(editor, add_url):
    topic = make_topic("company")
    fields = {
        "kind": "congregation",
        "number": "100 000 024",
        "audiences": ["everyone"],
        "service_languages": ["nb", "so"],
        "topics": [topic.name],
        "volunteers_wanted": "on",
        "volunteers_how": "Ring oss.",
        **form_data(
            "contact_points",
            [row("email", {"purpose": "general", "address": "post@menighet.example", "hours": []})],
        ),
    }
    response = editor.post(add_url, {**form(), **fields, **PUBLISH})
    assert response.status_code == 302
    page = OrganisationPage.objects.get()
    assert (page.live, page.kind, page.number) == (True, "congregation", "100000024")
    assert (page.audiences, page.service_languages) == (["everyone"], ["nb", "so"])
    assert list(page.topics.all()) == [topic]
    assert (page.volunteers_wanted, page.volunteers_how) == (True, "Ring oss.")
    html = Client().get(page.url).content.decode()
    assert "post@menighet.example" in html and "100 000 024" in html


def test_wrong_number_is_said_beside_the_field_and_nothing_that_was_typed_is_lost(editor, add_url):
    fields = {"number": "100 000 025", "volunteers_how": "Ring oss.", "audiences": ["everyone"]}
    response = editor.post(add_url, {**form(), **fields, **PUBLISH})
    assert errors_of(response) == {
        "number": [
            "Dette er ikke et organisasjonsnummer. Det har ni sifre, og det siste kontrollerer de "
            "andre. Slå det opp på brreg.no."
        ]
    }
    html = response.content.decode()
    for typed in ("100 000 025", "Ring oss.", "Besøksvenner og leksehjelp."):
        assert typed in html
    assert not OrganisationPage.objects.exists()


def test_draft_that_is_new_is_previewed(editor, overview):
    address = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["wagtail_hjelp", "organisationpage", overview.pk],
    )
    fields = {"number": "100000024", "volunteers_wanted": "on"}
    assert editor.post(address, {**form(), **fields}).json()["is_valid"]
    html = editor.get(address).content.decode()
    assert "Havnesund Røde Kors" in html and "100 000 024" in html


def test_draft_of_what_is_live_is_previewed_with_what_it_gives(editor, directory, overview):
    page = make_organisation(overview, "Røde Kors")
    make_offer(directory, "Leksehjelp", organisation=page)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.post(address, form(title="Havnesund Røde Kors")).json()["is_valid"]
    html = editor.get(address).content.decode()
    assert "Havnesund Røde Kors</h1>" in html and "Leksehjelp" in html
    assert "Havnesund Røde Kors" not in Client().get(page.url).content.decode()


def offer_form(offer: HelpOfferPage, **fields: Any) -> dict[str, Any]:
    answers = ("interpreter", "cost", "wheelchair", "accessible_toilet", "hearing_loop")
    own = {
        "title": offer.title,
        "slug": offer.slug,
        "summary": offer.summary,
        "urgency": "none",
        "keywords": "",
        "accessible_parking": "unknown",
        **dict.fromkeys(answers, "unknown"),
        **nested_form_data({"opening_hours": streamfield([])}),
    }
    return {**form(), **own, **fields}


def test_offer_is_given_by_an_organisation_and_nothing_else(editor, directory, overview):
    red_cross = make_organisation(overview, "Røde Kors")
    offer = make_offer(directory, "Leksehjelp")
    address = reverse("wagtailadmin_pages:edit", args=[offer.pk])
    wrong = offer_form(offer, organisation=str(directory.pk))
    assert errors_of(editor.post(address, {**wrong, **PUBLISH})) == {
        "organisation": ["Denne siden er ikke en organisasjon. Velg en annen."]
    }
    right = offer_form(offer, organisation=str(red_cross.pk))
    assert editor.post(address, {**right, **PUBLISH}).status_code == 302
    assert HelpOfferPage.objects.get().organisation_id == red_cross.pk
