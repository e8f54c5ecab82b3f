"""Helplines by role, at every address that the admin has for them."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests.factories import phone
from wagtail_hjelp.models import Helpline

pytestmark = pytest.mark.django_db
NAME = "wagtailsnippets_wagtail_hjelp_helpline"


def addresses() -> dict[str, str]:
    """Every address of the viewset by its name, for an own helpline."""
    line = Helpline.objects.create(name="Krisetelefonen", contact_points=[phone("+4770000181")])
    found = {}
    for pattern in Helpline.snippet_viewset.get_urlpatterns():
        args = [line.pk] if "pk" in pattern.pattern.converters else []
        found[pattern.name] = reverse(f"{NAME}:{pattern.name}", args=args)
    return found


def refused(response) -> bool:
    return response.status_code == 403 or (
        response.status_code == 302 and response.url == reverse("wagtailadmin_home")
    )


def correction() -> dict[str, str]:
    return nested_form_data(
        {
            "name": "Rusinfo Norge",
            "contact_points": streamfield([]),
            "reason": "Nytt navn",
            "changed_on": "",
        }
    )


@pytest.mark.parametrize("role", ["translators:nn", "reviewers:nn"])
def test_translator_and_reviewer_are_refused_everywhere(login, section, role):
    client, found = login(role), addresses()
    assert {"list", "add", "edit", "delete", "history", "usage", "reorder"} <= set(found)
    for name, address in found.items():
        for response in (client.get(address), client.post(address, correction())):
            # A view that takes no posts says so before it asks who is there, and the other way.
            assert refused(response) or response.status_code == 405, name
    national = Helpline.objects.get(code="rusinfo")
    response = client.post(reverse(f"{NAME}:edit", args=[national.pk]), correction())
    assert refused(response)
    assert not Helpline.objects.get(code="rusinfo").is_corrected
    assert Helpline.objects.filter(code=None).count() == 1


@pytest.mark.parametrize("role", ["editors", "administrators"])
def test_editor_and_administrator_come_everywhere_and_correct(login, section, role):
    client, found = login(role), addresses()
    for name, address in found.items():
        if name != "reorder":
            assert client.get(address).status_code == 200, name
    national = Helpline.objects.get(code="rusinfo")
    edit = reverse(f"{NAME}:edit", args=[national.pk])
    assert client.post(edit, correction()).status_code == 302
    assert Helpline.objects.get(code="rusinfo").as_service().name == "Rusinfo Norge"
    assert client.post(f"{found['reorder']}?position=0").status_code == 200
    assert Helpline.objects.first().name == "Krisetelefonen"
    assert client.post(found["delete"]).status_code == 302
    assert not Helpline.objects.filter(code=None).exists()
