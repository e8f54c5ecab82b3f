"""Every address of the register, asked by everybody: its keepers are answered, and nobody else.

What nobody may know of goes for the rest of the admin too: its menu, search and reports.
"""

import pytest
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import ModelLogEntry

from wagtail_hjelp.models import ConsentText, ResourcePerson
from wagtail_hjelp.people import register
from wagtail_hjelp.viewsets import ConsentTextViewSet, ResourcePersonViewSet

from .records import secrets_in

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

PEOPLE, TEXTS = "hjelp_resource_persons", "hjelp_consent_texts"
OF_A_RECORD = ("edit", "delete", "history", "history_results", "inspect", "renew", "withdraw")
ADDRESSES = [
    *((PEOPLE, name) for name in ("index", "index_results", "add", *OF_A_RECORD)),
    *((TEXTS, name) for name in ("index", "index_results", "add", "inspect")),
]
OUTSIDERS = (
    "anonymous",
    "visitor",
    "editors",
    "administrators",
    "translators:en",
    "reviewers:en",
    "moderator",
)


def address(namespace: str, name: str, amina) -> str:
    about = {PEOPLE: amina.pk, TEXTS: amina.consent_text_id}[namespace]
    arguments = [about] if name in OF_A_RECORD else []
    return reverse(f"{namespace}:{name}", args=arguments)


def everything() -> tuple:
    """What nobody but a keeper may change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM wagtail_hjelp_resourceperson ORDER BY id")
        return cursor.fetchall(), list(ConsentText.objects.values_list())


def body(response) -> str:
    content = getattr(response, "streaming_content", None)
    return (b"".join(content) if content is not None else response.content).decode(errors="replace")


def is_refused(response, role: str) -> bool:
    if role == "anonymous":
        return response.status_code == 302 and response.url.startswith("/admin/login/")
    return response.status_code == 403 or (
        response.status_code == 302 and response.url == "/admin/"
    )


def is_gone(response) -> bool:
    """Not found; where addresses have languages, it is looked for under one."""
    if response.status_code == 302:
        return response.url.startswith("/en/admin/")
    return response.status_code == 404


def test_these_are_all_addresses_there_are():
    found = [
        (viewset.name, pattern.name)
        for viewset in (ResourcePersonViewSet(), ConsentTextViewSet())
        for pattern in viewset.get_urlpatterns()
    ]
    assert sorted(found) == sorted(ADDRESSES)


@pytest.mark.parametrize("role", OUTSIDERS)
def test_outsiders_are_refused_everywhere_and_change_nothing(login, amina, role):
    client = login(role)
    before = everything()
    forms = {"name": "x", "text": "x", "consent_until": "2027-01-01"}
    for namespace, name in ADDRESSES:
        url = address(namespace, name, amina)
        for response in (
            client.get(url),
            client.get(url, {"q": "Amina", "export": "csv", "language": "so"}),
            client.get(url, {"export": "xlsx"}),
            client.head(url),
            client.post(url, forms),
        ):
            assert is_refused(response, role), (url, response.status_code)
            assert secrets_in(body(response)) == []
    assert everything() == before
    assert not ModelLogEntry.objects.filter(content_type__model="resourceperson").exists()


@pytest.mark.parametrize("role", ["resource_persons", "superuser"])
def test_keepers_are_answered_everywhere(login, amina, role):
    client = login(role)
    for namespace, name in ADDRESSES:
        response = client.get(address(namespace, name, amina))
        assert (namespace, name, response.status_code) == (namespace, name, 200)


def test_reader_looks_and_changes_nothing(login, amina):
    client = login("reader")
    before = everything()
    allowed = {(PEOPLE, "index"), (PEOPLE, "index_results"), (PEOPLE, "inspect")}
    found = set()
    for namespace, name in ADDRESSES:
        url = address(namespace, name, amina)
        if client.get(url).status_code == 200:
            found.add((namespace, name))
        else:
            assert is_refused(client.get(url), "reader")
        client.post(url, {"name": "x", "text": "x"})
    assert found == allowed
    assert everything() == before
    inspected = body(client.get(address(PEOPLE, "inspect", amina)))
    assert "Amina Warsamezzz" in inspected
    buttons = body(client.get(address(PEOPLE, "index", amina)))
    for name in ("edit", "delete", "renew", "withdraw"):
        assert address(PEOPLE, name, amina) not in inspected + buttons


# --- when the consent has run out ---------------------------------------------------------------


@pytest.mark.parametrize("role", ["resource_persons", "superuser", "reader"])
def test_expired_record_is_a_line_in_the_list_and_otherwise_not_there(login, amina, go_to, role):
    go_to(2026, 12, 15)
    client = login(role)
    may_change = role != "reader"
    for name in ("edit", "delete", "history", "history_results", "inspect"):
        response = client.get(address(PEOPLE, name, amina))
        assert is_gone(response) or is_refused(response, role), name
        assert is_gone(response) or not may_change
    shown = ("index", "index_results", *(("renew", "withdraw") if may_change else ()))
    for name in shown:
        response = client.get(address(PEOPLE, name, amina), {"ordering": "-sort_name"})
        assert response.status_code == 200
        said = body(response)
        assert (f"Resource person no. {amina.pk}" in said, secrets_in(said)) == (True, [])
    for kind in ("csv", "xlsx"):
        exported = client.get(address(PEOPLE, "index", amina), {"export": kind})
        assert secrets_in(body(exported)) == []
    before = everything()
    client.post(address(PEOPLE, "edit", amina), {"name": "x"})
    client.post(address(PEOPLE, "delete", amina))
    assert everything() == before


def test_record_whose_days_of_grace_are_over_is_nowhere(login, amina, go_to):
    go_to(2026, 12, 31)
    client = login("superuser")
    for name in OF_A_RECORD:
        assert is_gone(client.get(address(PEOPLE, name, amina))), name
    # Nobody has run the command: opening the list does what it would have done.
    assert ResourcePerson.records.count() == 1
    assert str(amina) not in body(client.get(address(PEOPLE, "index", amina)))
    assert ResourcePerson.records.count() == 0


# --- the rest of the admin ----------------------------------------------------------------------


def test_there_is_no_snippet_no_chooser_and_no_bulk_action(login, amina):
    for name in (
        "wagtailsnippets_wagtail_hjelp_resourceperson:list",
        "wagtailsnippetchoosers_wagtail_hjelp_resourceperson:choose",
        f"{PEOPLE}:copy",
        f"{PEOPLE}:usage",
    ):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=[amina.pk] if name.startswith(PEOPLE) else [])
    client = login("superuser")
    url = f"/admin/bulk/wagtail_hjelp/resourceperson/delete/?id={amina.pk}"
    before = everything()
    for response in (client.get(url), client.post(url)):
        assert is_gone(response)
    assert is_gone(client.get("/admin/snippets/wagtail_hjelp/resourceperson/"))
    assert everything() == before


@pytest.mark.parametrize("role", [*OUTSIDERS[1:], "resource_persons"])
def test_menu_has_the_register_for_its_keepers_alone(login, amina, role):
    said = body(login(role).get("/admin/"))
    assert ("/admin/hjelp/resource-persons/" in said) is (role == "resource_persons")
    assert ("/admin/hjelp/consent-texts/" in said) is (role == "resource_persons")


@pytest.mark.parametrize("role", [*OUTSIDERS[1:], "resource_persons", "superuser"])
def test_search_and_reports_of_the_admin_know_nobodys_name(login, amina, role):
    keeper = login("superuser") if role != "superuser" else None
    client = login(role) if role != "superuser" else login("superuser")
    reader = keeper or client
    reader.get(address(PEOPLE, "edit", amina))
    reader.get(address(PEOPLE, "index", amina), {"export": "csv"})
    places = (
        "/admin/",
        "/admin/pages/search/?q=Warsamezzz",
        "/admin/images/?q=Warsamezzz",
        "/admin/documents/?q=Warsamezzz",
        "/admin/users/?q=Warsamezzz",
        "/admin/snippets/",
        "/admin/reports/site-history/",
        "/admin/reports/site-history/?export=csv",
        "/admin/reports/site-history/?label=Resource",
    )
    insiders = ("resource_persons", "superuser")
    for place in places:
        response = client.get(place)
        said = body(response)
        assert secrets_in(said) == []
        if role not in insiders:
            assert str(amina) not in said, place
            assert "hjelp/resource-persons" not in said


def test_site_history_tells_the_superuser_what_was_done_and_to_which_number(login, amina):
    client = login("superuser")
    client.get(address(PEOPLE, "edit", amina))
    client.get(address(PEOPLE, "index", amina), {"export": "csv"})
    said = body(client.get("/admin/reports/site-history/"))
    assert str(amina) in said
    assert "1 record was taken out (csv: number, name, phone" in said
    assert register.WHOLE_REGISTER not in {
        str(person.pk) for person in ResourcePerson.records.all()
    }


# --- what cannot be meant -----------------------------------------------------------------------


def test_bytes_that_a_database_refuses_are_no_error(keeper, amina):
    nul = dict.fromkeys(("q", "language", "task", "when", "consent", "ordering", "p"), "\x00")
    for name in ("index", "index_results"):
        for parameters in (nul, *({key: "\0"} for key in nul), {"export": "\0"}):
            assert keeper.get(address(PEOPLE, name, amina), parameters).status_code == 200
    form = {"name": "A\0", "competence": "\0", "notes": "\0", "phone": "\0", "email": "\0"}
    for url in (address(PEOPLE, "add", amina), address(PEOPLE, "edit", amina)):
        response = keeper.post(url, form)
        assert response.status_code == 200
        assert response.context["form"].errors["name"] == ["Null characters are not allowed."]
    response = keeper.post(address(TEXTS, "add", amina), {"text": "\0"})
    assert response.context["form"].errors == {"text": ["Null characters are not allowed."]}


def test_nobody_withdraws_or_renews_without_a_token(keeper, amina):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = keeper.cookies
    for name in ("withdraw", "renew", "edit", "delete"):
        assert strict.post(address(PEOPLE, name, amina)).status_code == 403
    assert ResourcePerson.objects.filter(pk=amina.pk).exists()
