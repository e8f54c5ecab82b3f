"""Whom we ask, at the desk: for those who edit the page at its source, and for nobody else."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from tests.factories import alias_in
from wagtail_hjelp.collecting.owners import note_bounce, set_owner
from wagtail_hjelp.models import FactOwner

from .conftest import MAY, MAY_NOT, refused, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def url(page) -> str:
    return reverse("wagtail_hjelp:owner", args=[page.pk])


def filled(**fields):
    form = {"name": "Aina", "email": "aina@senter.no", "language": "nb", **fields}
    return {name: value for name, value in form.items() if value is not None}


def owners():
    return list(
        FactOwner.objects.values_list(
            "translation_key", "name", "email", "language", "refuses_mail"
        )
    )


@pytest.fixture
def editor(person, directory):
    return signed_in(person("kari", directory.get_parent(), "change_page", "publish_page"))


@pytest.mark.parametrize("role", MAY)
def test_who_edits_the_source_sees_and_changes(client_of, offer, role):
    client = client_of(role)
    assert client.get(url(offer)).status_code == 200
    assert client.post(url(offer), filled()).status_code == 302
    assert owners() == [(offer.translation_key, "Aina", "aina@senter.no", "nb", False)]
    assert b"aina@senter.no" in client.get(url(offer)).content


@pytest.mark.parametrize("role", MAY_NOT)
def test_nobody_else_sees_or_changes_neither_at_the_source_nor_at_a_translation(
    client_of, offer, role
):
    set_owner(offer, name="Aina", email="aina@senter.no", language="nb")
    before = owners()
    client = client_of(role)
    for page in (offer, alias_in(offer, "pl")):
        for response in (
            client.get(url(page)),
            client.post(url(page), filled(email="evil@example.no")),
            client.post(url(page), {"action": "forget"}),
        ):
            assert refused(response)
            assert b"aina" not in response.content
    assert owners() == before


@pytest.mark.parametrize("name", ["offer", "activity", "organisation"])
def test_panel_sums_it_up_in_the_page_form_for_the_same_people(
    request, editor, person, directory, name
):
    page = request.getfixturevalue(name)
    set_owner(page, name="Aina", email="aina@senter.no", language="nb")
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "<strong>Aina</strong> (aina@senter.no)" in html
    assert f'href="{url(page)}"' in html


def test_translator_sees_nothing_of_it_in_the_page_form(person, offer):
    set_owner(offer, name="Aina", email="aina@senter.no", language="nb")
    polish = Locale.objects.get_or_create(language_code="pl")[0]
    version = offer.copy_for_translation(polish, copy_parents=True)
    client = signed_in(person("ola", version.get_parent(), "change_page", "add_page"))
    response = client.get(reverse("wagtailadmin_pages:edit", args=[version.pk]))
    assert response.status_code == 200
    html = response.content.decode()
    assert "aina" not in html and "Whom we ask" not in html and url(version) not in html


def test_new_page_is_saved_before_anybody_is_named(person, directory):
    client = signed_in(person("ola", directory, "add_page"))
    args = ["wagtail_hjelp", "helpofferpage", directory.pk]
    html = client.get(reverse("wagtailadmin_pages:add", args=args)).content.decode()
    assert "You can name somebody as soon as the page has been saved." in html


def test_address_of_a_translation_leads_to_the_same_owner(editor, offer):
    assert editor.post(url(alias_in(offer, "pl")), filled()).status_code == 302
    assert owners() == [(offer.translation_key, "Aina", "aina@senter.no", "nb", False)]


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("email", "", "This field is required."),
        ("email", "a@b.no, c@d.no", "Enter a valid email address."),
        (
            "email",
            '"a,b"@c.no',
            "This is not an e-mail address. Write one, such as name@example.no.",
        ),
        ("language", "xx", "Select a valid choice. xx is not one of the available choices."),
        ("name", "x" * 121, "Ensure this value has at most 120 characters (it has 121)."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(
    editor, offer, field, value, error
):
    response = editor.post(url(offer), filled(**{field: value}))
    assert response.status_code == 200
    assert response.context["form"].errors == {field: [error]}
    assert response.context["form"][field].value() == value
    assert owners() == []


def test_name_is_one_line(editor, offer):
    editor.post(url(offer), filled(name="Aina\r\nBcc: x@y.no\u202e"))
    assert FactOwner.objects.get().name == "Aina Bcc: x@y.no"


def test_no_and_a_bounce_are_told_and_another_address_makes_them_past(editor, offer):
    editor.post(url(offer), filled(refuses_mail="on"))
    note_bounce("aina@senter.no")
    html = editor.get(url(offer)).content.decode()
    assert "Does not want mail from us." in html
    assert "Mail came back on" in html
    editor.post(url(offer), filled(email="bo@senter.no"))
    owner = FactOwner.objects.get()
    assert (owner.email, owner.refuses_mail, owner.bounced_at) == ("bo@senter.no", False, None)


def test_nobody_is_named_any_more_with_one_button(editor, offer):
    editor.post(url(offer), filled())
    response = editor.post(url(offer), {"action": "forget", "next": "https://evil.example/"})
    assert response.url == reverse("wagtailadmin_pages:edit", args=[offer.pk])
    assert owners() == []


def test_of_the_organisations_owner_only_that_there_is_one(editor, activity, organisation):
    set_owner(organisation, name="Styret", email="styret@rk.no", language="nb")
    html = editor.get(url(activity)).content.decode()
    assert "The one who is named for the organisation is asked." in html
    assert "styret" not in html


def test_page_of_another_kind_has_none(editor, directory):
    assert refused(editor.get(url(directory)))
    assert refused(editor.get(reverse("wagtail_hjelp:owner", args=[999999])))
