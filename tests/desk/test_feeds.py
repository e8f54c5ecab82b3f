"""Calendars and feeds that are kept up to date, in the admin: who may, and what the pages say."""

import re
from contextlib import ExitStack
from html import unescape

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, ModelLogEntry, Site

from tests.activities.calendars import local, make_calendar, publish, translate
from tests.collecting.importing.wires import (
    ADDRESS,
    HOST,
    Net,
    calendar_of,
    event,
    leads_to,
    organisation,
    page_of_feed,
    said,
    service,
)
from wagtail_hjelp.collecting.importing.feeds import bring_up_to_date, look_at
from wagtail_hjelp.collecting.importing.fetching import wired
from wagtail_hjelp.collecting.importing.jobs import run, start
from wagtail_hjelp.models import (
    ActivityPage,
    HelpFrontPage,
    ImportFeed,
    ImportJob,
    OrganisationIndexPage,
    OrganisationPage,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(local("2026-11-23 10:00"))]

LIST = reverse("wagtail_hjelp:imports")
ADD = reverse("wagtail_hjelp:feed_add")
RIGHTS = ("add_page", "change_page", "publish_page")

KAFE = event("1@sentralen", "Kafé")
TUR = event("2@sentralen", "Tur", "20261203")
BROKEN = event("3@sentralen", "Hver time", RRULE="FREQ=HOURLY")


@pytest.fixture(autouse=True)
def allowed(settings, english):
    settings.LANGUAGE_CODE = "nb"
    settings.WAGTAIL_HJELP = {"IMPORT_HOSTS": [HOST]}


@pytest.fixture
def calendar(site, locales):
    return make_calendar(site.root_page)


@pytest.fixture
def editor(calendar, client_with) -> Client:
    return client_with(calendar, *RIGHTS)


@pytest.fixture
def serving():
    """What the address gives from now on; returns the net, which knows what it was asked."""
    with ExitStack() as stack:

        def serve(*answers) -> Net:
            net = Net(*answers)
            stack.enter_context(wired(net.wire))
            return net

        yield serve


@pytest.fixture
def begun(calendar, site, serving) -> ImportFeed:
    """A calendar of two events that have been imported."""
    serving(said(calendar_of(KAFE, TUR)))
    source = ImportFeed(site=site, name="Frivilligsentralen", address=ADDRESS, publish=True)
    job = look_at(source, None)
    assert start(job, [])
    run(job)
    return ImportFeed.objects.get()


def url(source: ImportFeed, name: str = "") -> str:
    name = f"feed_{name}" if name else "feed"
    return reverse(f"wagtail_hjelp:{name}", args=[source.pk])


def text_of(response) -> str:
    html = response.content.decode().split("<main", 1)[1]
    html = re.sub(r"(?s)<svg.*?</svg>|<script.*?</script>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def add(client: Client, **fields):
    site = Site.objects.get(is_default_site=True)
    return client.post(
        ADD,
        {
            "name": " Frivilligsentralen ",
            "content": "calendar-activity",
            "address": f"webcal://{HOST}/alt.ics",
            "site": site.pk,
            "publish": "publish",
            **fields,
        },
    )


@pytest.fixture
def pressed(django_capture_on_commit_callbacks):
    """Press a button, and let the task run that waits for the commit."""

    def press(client: Client, source: ImportFeed, name: str):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(url(source, name))
        return client.get(response.url)

    return press


# --- added ----------------------------------------------------------------------------------


def test_calendar_is_looked_at_first_and_then_started(
    editor, calendar, serving, django_capture_on_commit_callbacks
):
    serving(said(calendar_of(KAFE, TUR, BROKEN)))
    assert "Calendars and feeds that are kept up to date" in text_of(editor.get(LIST))
    assert f"Allowed are addresses at: {HOST}." in text_of(editor.get(ADD))
    response = add(editor)
    source, job = ImportFeed.objects.get(), ImportJob.objects.get()
    assert response.url == reverse("wagtail_hjelp:import", args=[job.pk])
    assert (source.name, source.address, source.publish, source.is_active) == (
        "Frivilligsentralen",
        ADDRESS,
        True,
        True,
    )
    seen = text_of(editor.get(response.url))
    assert "New 2 Left out 1" in seen
    assert "Hver time Left out When:" in seen
    assert ActivityPage.objects.count() == 0
    assert "Added, not imported yet" in text_of(editor.get(LIST))
    assert "Fetch now" not in text_of(editor.get(url(source)))
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(response.url)
    assert sorted(ActivityPage.objects.values_list("title", flat=True)) == ["Kafé", "Tur"]
    seen = text_of(editor.get(url(source)))
    assert (
        "Up to date, with something to look at New: 2. Left out, with something wrong: 1." in seen
    )
    assert "Hver time When " in seen
    assert "Fetch now" in seen


@pytest.mark.parametrize(
    ("answer", "fields", "said_beside"),
    [
        (said(status="404 Not Found"), {}, "There is nothing at the address (any more)."),
        (said(b"<html>"), {}, "The file is not a calendar"),
        (said(calendar_of()), {}, "The calendar is empty."),
        (leads_to("https://evil.example.com/"), {}, "may be fetched from “evil.example.com”"),
        (b"", {"address": "http://kalender.example.org/"}, "must begin with https://"),
        (b"", {"address": "https://127.0.0.1/"}, "This is not an address of the web."),
        (b"", {"address": "https://evil.example.com/"}, "may be fetched from"),
        (b"", {"address": f"https://{HOST}/{'å' * 200}"}, "The address is too long."),
        (b"", {"address": ""}, "This field is required."),
        (b"", {"name": " "}, "This field is required."),
    ],
)
def test_what_cannot_be_fetched_is_refused_beside_its_field(
    editor, serving, answer, fields, said_beside
):
    serving(answer)
    response = add(editor, **fields)
    assert response.status_code == 200
    assert said_beside in text_of(response)
    assert (ImportFeed.objects.count(), ImportJob.objects.count()) == (0, 0)


def test_site_that_is_not_ones_own_cannot_be_chosen(editor, serving):
    net = serving(said(calendar_of(KAFE)))
    assert add(editor, site="999").status_code == 200
    assert (net.asked, ImportFeed.objects.count()) == ([], 0)


def test_same_calendar_is_not_added_twice(editor, begun):
    response = add(editor, address=ADDRESS)
    assert "This address is here already." in text_of(response)
    assert ImportFeed.objects.count() == 1


def test_what_a_calendar_says_is_no_html(editor, serving):
    serving(said(calendar_of(event("1", "<script>alert(1)</script>"))))
    html = editor.get(add(editor, name="<b>Navn</b>").url).content.decode()
    assert "<script>alert" not in html
    for page in (LIST, url(ImportFeed.objects.get())):
        html = editor.get(page).content.decode()
        assert "<b>Navn" not in html
        assert "&lt;b&gt;Navn" in html


def test_without_a_host_nothing_can_be_added_and_the_page_says_why(editor, settings):
    settings.WAGTAIL_HJELP = {}
    seen = text_of(editor.get(LIST))
    assert "Nothing can be fetched yet" in seen
    assert "Add a calendar or a feed" not in seen


# --- each format -----------------------------------------------------------------------------

SERVICES = f"https://{HOST}/services?full=true"


@pytest.fixture
def overview(calendar) -> OrganisationIndexPage:
    page = OrganisationIndexPage(title="Lag og foreninger", slug="organisasjoner")
    return calendar.get_parent().add_child(instance=page)


def choices_of(client: Client) -> list[str]:
    """What somebody may say is at an address."""
    return re.findall(r'<option value="(\w+-\w+)"', client.get(ADD).content.decode())


@pytest.mark.parametrize(
    ("content", "answer", "model"),
    [
        ("calendar-activity", calendar_of(KAFE), ActivityPage),
        ("hsds-activity", page_of_feed([service("1", "Kafé")]), ActivityPage),
        ("hsds-organisation", page_of_feed([organisation("1", "Kafé")]), OrganisationPage),
    ],
)
def test_each_format_goes_from_the_form_to_pages(
    client_with, overview, serving, pressed, django_capture_on_commit_callbacks,
    content, answer, model,
):  # fmt: skip
    client = client_with(overview, superuser=True)
    assert choices_of(client) == ["calendar-activity", "hsds-activity", "hsds-organisation"]
    serving(said(answer))
    response = add(client, content=content, address=SERVICES)
    source = ImportFeed.objects.get()
    assert f"{source.format}-{source.kind}" == content
    with django_capture_on_commit_callbacks(execute=True):
        client.post(response.url)
    assert list(model.objects.values_list("title", flat=True)) == ["Kafé"]
    seen = text_of(pressed(client, source, "fetch"))
    assert "Nothing new" in seen
    label = {
        "calendar-activity": "Calendar (iCalendar): activities",
        "hsds-activity": "Open Referral (HSDS): activities",
        "hsds-organisation": "Open Referral (HSDS): organisations",
    }[content]
    assert f"What is at the address {label}" in seen
    assert label in text_of(client.get(LIST))


@pytest.mark.parametrize(
    ("content", "answer", "said_beside"),
    [
        ("hsds-activity", said(b"<html>"), "The file is not JSON"),
        ("hsds-activity", said(calendar_of(KAFE)), "The file is not JSON"),
        (
            "hsds-organisation",
            said(page_of_feed([service("1", "Kafé")])),
            "There is nothing of this kind at the address.",
        ),
        ("calendar-activity", said(page_of_feed([service("1", "Kafé")])), "not a calendar"),
        ("calendar-organisation", b"", "Select a valid choice."),
        ("", b"", "This field is required."),
    ],
)
def test_what_is_not_at_the_address_is_told(
    client_with, overview, serving, content, answer, said_beside
):
    serving(answer)
    response = add(client_with(overview, superuser=True), content=content, address=SERVICES)
    assert said_beside in text_of(response)
    assert (ImportFeed.objects.count(), ImportJob.objects.count()) == (0, 0)


def test_same_address_may_have_activities_and_organisations(client_with, overview, serving):
    client = client_with(overview, superuser=True)
    serving(said(page_of_feed([service("1", "Kafé"), organisation("2", "Laget")])))
    assert add(client, content="hsds-activity", address=SERVICES).status_code == 302
    assert add(client, content="hsds-organisation", address=SERVICES).status_code == 302
    again = add(client, content="hsds-organisation", address=SERVICES)
    assert "This address is here already." in text_of(again)


def test_what_is_at_the_address_cannot_be_changed_later(editor, begun, overview):
    said_now = {"address": ADDRESS, "content": "hsds-organisation", "publish": "publish"}
    assert editor.post(url(begun, "change"), said_now).status_code == 302
    begun.refresh_from_db()
    assert (begun.format, begun.kind) == ("calendar", "activity")


def test_organisation_that_is_gone_is_shown_without_dates(
    client_with, overview, site, serving, pressed
):
    client = client_with(overview, *RIGHTS)
    three = [organisation(f"{n}", f"Lag {n}") for n in (1, 2, 3)]
    serving(said(page_of_feed(three)))
    feed = ImportFeed(
        site=site, name="X", address=SERVICES, format="hsds", kind="organisation", publish=True
    )
    job = look_at(feed, None)
    assert start(job, [])
    run(job)
    serving(said(page_of_feed(three[:2])))
    response = pressed(client, feed, "fetch")
    page = OrganisationPage.objects.get(title="Lag 3")
    html = response.content.decode()
    assert "Their pages stand here, and nothing has been done with them." in text_of(response)
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert reverse("wagtail_hjelp:dates", args=[page.pk]) not in html


@pytest.mark.parametrize(
    ("where", "may"),
    [
        ("calendar", ["calendar-activity", "hsds-activity"]),
        ("overview", ["hsds-organisation"]),
    ],
)
def test_who_may_import_one_kind_may_not_add_the_other(
    request, client_with, calendar, overview, serving, where, may
):
    client = client_with(request.getfixturevalue(where), *RIGHTS)
    net = serving(said(page_of_feed([service("1", "Kafé"), organisation("2", "Laget")])))
    assert choices_of(client) == may
    for content in ("calendar-activity", "hsds-activity", "hsds-organisation"):
        if content not in may:
            response = add(client, content=content, address=SERVICES)
            assert "Select a valid choice." in text_of(response)
    assert (net.asked, ImportFeed.objects.count()) == ([], 0)


def test_who_may_import_one_kind_on_another_site_may_not_do_so_here(
    client_with, calendar, overview, site, serving
):
    """Activities there and organisations here make no activities here."""
    root = site.root_page.get_parent().add_child(instance=HelpFrontPage(title="B", slug="b"))
    there = Site.objects.create(hostname="andre.example.org", root_page=root)
    theirs = make_calendar(root)
    client = client_with(overview, *RIGHTS)
    group = Group.objects.get(name="kari")
    for right in RIGHTS:
        permission = Permission.objects.get(codename=right, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=theirs, permission=permission)
    net = serving(said(page_of_feed([service("1", "Kafé")])))
    response = add(client, content="hsds-activity", address=SERVICES, site=site.pk)
    assert "You may not import this there." in text_of(response)
    assert (net.asked, ImportFeed.objects.count()) == ([], 0)
    ours = add(client, content="hsds-activity", address=SERVICES, site=there.pk)
    assert (ours.status_code, ImportFeed.objects.get().site) == (302, there)


def test_feed_of_organisations_is_not_shown_to_who_may_import_activities(
    client_with, calendar, overview, site, serving
):
    feed = ImportFeed.objects.create(
        site=site, name="Registeret", address=SERVICES, format="hsds", kind="organisation"
    )
    net = serving(said(page_of_feed([organisation("1", "Laget")])))
    for page, may in ((calendar, False), (overview, True)):
        client = client_with(page, *RIGHTS, name=page.slug)
        assert ("Registeret" in text_of(client.get(LIST))) is may
        pages = [url(feed), url(feed, "change"), url(feed, "remove")]
        assert [client.get(one).status_code == 200 for one in pages] == [may] * 3
        client.post(url(feed, "look"))
        assert len(net.asked) == may


# --- as it stands ---------------------------------------------------------------------------


def test_button_fetches_it_and_says_what_came_of_it(editor, begun, serving, pressed):
    net = serving(said(calendar_of(KAFE, TUR, event("5@sentralen", "Basar", "20261206"))))
    seen = text_of(pressed(editor, begun, "fetch"))
    assert "Brought up to date New: 1." in seen
    assert len(net.asked) == 1
    assert "Basar" in ActivityPage.objects.values_list("title", flat=True)


def test_failure_is_told_in_words(editor, begun, serving, pressed):
    serving(said(status="500 Oh"))
    for seen in (text_of(pressed(editor, begun, "fetch")), text_of(editor.get(LIST))):
        assert (
            "Failed, nothing changed The server there has a problem of its own (it answers 500)."
        ) in seen
    assert "Could be read last" in text_of(editor.get(url(begun)))


def test_what_is_gone_is_shown_with_links_until_somebody_lets_it_stand(
    editor, begun, serving, pressed
):
    serving(said(calendar_of(KAFE)))
    response = pressed(editor, begun, "fetch")
    page = ActivityPage.objects.get(title="Tur")
    seen, html = text_of(response), response.content.decode()
    assert "These are no longer there" in seen
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert reverse("wagtail_hjelp:dates", args=[page.pk]) in html
    assert page.live
    left = text_of(editor.get(editor.post(url(begun, "leave")).url))
    assert "These are no longer there" not in left
    begun.refresh_from_db()
    assert (begun.missing, begun.last_outcome) == ([], "unchanged")


def test_what_was_changed_by_hand_is_ticked_where_that_of_a_file_is(
    editor, begun, serving, pressed, django_capture_on_commit_callbacks
):
    publish(ActivityPage.objects.get(title="Kafé"), summary="For hånd.")
    serving(said(calendar_of(event("1@sentralen", "Kafé", DESCRIPTION="Derfra."), TUR)))
    response = pressed(editor, begun, "fetch")
    job = ImportJob.objects.get(is_whole=False)
    address = reverse("wagtail_hjelp:import", args=[job.pk])
    assert f'href="{address}"' in response.content.decode()
    page = editor.get(address)
    assert "Changed by hand since the last import" in text_of(page)
    [tick] = re.findall(r'name="overwrite" value="([^"]+)"', page.content.decode())
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(address, {"overwrite": [tick]})
    assert ActivityPage.objects.get(title="Kafé").summary == "Derfra."
    job.refresh_from_db()
    assert (job.status, job.user.get_username()) == ("done", "kari")
    assert "Look at what has been changed by hand" not in text_of(editor.get(url(begun)))


def test_what_it_would_do_can_be_seen_again(editor, begun):
    response = editor.post(url(begun, "look"))
    job = ImportJob.objects.get(status="checked")
    assert response.url == reverse("wagtail_hjelp:import", args=[job.pk])
    assert "As before 2" in text_of(editor.get(response.url))


def test_what_cannot_be_seen_is_told(editor, begun, serving):
    serving(TimeoutError())
    seen = text_of(editor.get(editor.post(url(begun, "look")).url))
    assert "Nothing new" not in seen
    assert not ImportJob.objects.filter(status="checked").exists()


# --- changed and removed --------------------------------------------------------------------


def test_name_and_place_stay_and_the_rest_can_be_changed(editor, begun, serving):
    net = serving(said(b"", status="500 Oh"))
    said_now = {"name": "Andre", "address": ADDRESS, "publish": ""}
    response = editor.post(url(begun, "change"), said_now)
    assert (response.url, net.asked) == (url(begun), [])
    begun.refresh_from_db()
    assert (begun.name, begun.publish, begun.is_active) == ("Frivilligsentralen", False, False)
    seen = text_of(editor.get(url(begun)))
    assert "Not kept up to date: it is fetched only by hand." in seen


def test_other_address_is_looked_at_first(editor, begun, serving):
    serving(said(status="404 Not Found"))
    other = {"address": f"https://{HOST}/ny.ics", "publish": "publish", "is_active": "on"}
    assert "There is nothing at the address" in text_of(editor.post(url(begun, "change"), other))
    begun.refresh_from_db()
    assert (begun.address, begun.begun_at is None) == (ADDRESS, False)
    serving(said(calendar_of(KAFE, TUR)))
    response = editor.post(url(begun, "change"), other)
    begun.refresh_from_db()
    assert response.url == reverse(
        "wagtail_hjelp:import", args=[ImportJob.objects.get(status="checked").pk]
    )
    assert (begun.address, begun.begun_at, begun.last_outcome) == (other["address"], None, "never")


def test_who_fetches_the_old_address_meanwhile_imports_nothing(editor, begun):
    other = {"address": f"https://{HOST}/ny.ics", "publish": "publish", "is_active": "on"}

    def change():
        new = Net(said(calendar_of(KAFE, TUR)))
        with wired(new.wire):
            assert editor.post(url(begun, "change"), other).status_code == 302
        yield said(calendar_of(KAFE, TUR, event("5@sentralen", "Basar", "20261206")))

    assert bring_up_to_date(begun, wire=Net(change).wire)
    assert (begun.address, begun.begun_at, begun.last_outcome) == (other["address"], None, "never")
    assert ActivityPage.objects.count() == 2


def test_calendar_is_removed_and_its_pages_stay(editor, begun):
    seen = text_of(editor.get(url(begun, "remove")))
    assert "The pages that came from it stay as they are" in seen
    response = editor.post(url(begun, "remove"))
    assert response.url == LIST
    assert (ImportFeed.objects.count(), ActivityPage.objects.count()) == (0, 2)
    assert "“Frivilligsentralen” is not kept up to date any more." in text_of(editor.get(LIST))


def test_history_says_whose_calendar_and_not_where(editor, serving):
    serving(said(calendar_of(KAFE)))
    add(editor)
    source = ImportFeed.objects.get()
    editor.post(url(source, "change"), {"address": ADDRESS, "publish": ""})
    editor.post(url(source, "remove"))
    entries = ModelLogEntry.objects.order_by("pk")
    assert [(entry.action, entry.label, entry.data) for entry in entries] == [
        ("wagtail.create", "Frivilligsentralen", {}),
        ("wagtail.edit", "Frivilligsentralen", {}),
        ("wagtail.delete", "Frivilligsentralen", {}),
    ]


# --- who may --------------------------------------------------------------------------------

ROLES = {
    "editor of the calendar": (RIGHTS, "calendar"),
    "author of the calendar": (("add_page", "change_page"), "calendar"),
    "publisher of the calendar": (("change_page", "publish_page"), "calendar"),
    "editor of another language": (RIGHTS, "polish"),
    "editor of the organisations": (RIGHTS, "overview"),
    "editor elsewhere": (RIGHTS, "elsewhere"),
    "nobody in particular": ((), "calendar"),
    "superuser": ((), "calendar"),
}


@pytest.fixture
def client_of(calendar, client_with, site):
    def make(role: str) -> Client:
        if role == "anonymous":
            return Client()
        rights, where = ROLES[role]
        page = calendar
        if where == "polish":
            page = translate(calendar, "pl", alias=True)
        elif where == "elsewhere":
            page = site.root_page.add_child(instance=HelpFrontPage(title="X", slug="x"))
        elif where == "overview":
            overview = OrganisationIndexPage(title="Organisasjoner", slug="organisasjoner")
            page = calendar.get_parent().add_child(instance=overview)
        return client_with(page, *rights, name=role, superuser=role == "superuser")

    return make


@pytest.mark.parametrize("role", ["anonymous", *ROLES])
def test_only_who_may_import_into_the_calendar_may_do_anything_with_calendars(
    client_of, begun, serving, role
):
    client = client_of(role)
    may = role in ("editor of the calendar", "superuser")
    net = serving(said(calendar_of(KAFE, TUR)))
    pages = [ADD, url(begun), url(begun, "change"), url(begun, "remove")]
    # Who may import organisations may add a feed of these.
    adds = may or role == "editor of the organisations"
    assert [client.get(page).status_code == 200 for page in pages] == [adds, may, may, may]
    assert ("Frivilligsentralen" in client.get(LIST).content.decode()) is may
    before = ImportJob.objects.count()
    for name in ("look", "fetch", "leave"):
        client.post(url(begun, name))
    add(client, address=f"https://{HOST}/annet.ics")
    client.post(url(begun, "change"), {"address": ADDRESS, "publish": ""})
    begun.refresh_from_db()
    assert begun.publish is not may
    # Looked at, and looked at to be added; what is fetched waits for the commit.
    assert (len(net.asked), ImportJob.objects.count() - before) == ((2, 2) if may else (0, 0))
    client.post(url(begun, "remove"))
    assert ImportFeed.objects.filter(pk=begun.pk).exists() is not may


@pytest.mark.parametrize("name", ["fetch", "look", "leave"])
def test_nothing_is_done_by_a_link(editor, begun, serving, name):
    net = serving(said(calendar_of(KAFE)))
    assert editor.get(url(begun, name)).status_code == 405
    assert net.asked == []


def test_calendar_of_another_site_is_nobodys_business(editor, begun, site):
    other = Site.objects.create(hostname="andre.example.org", root_page=site.root_page)
    ImportFeed.objects.filter(pk=begun.pk).update(site=other)
    root = site.root_page.add_child(instance=HelpFrontPage(title="Andre", slug="andre"))
    Site.objects.filter(pk=other.pk).update(root_page=root)
    for name in ("", "change", "remove"):
        assert editor.get(url(begun, name), follow=True).status_code == 404
    assert "Frivilligsentralen" not in text_of(editor.get(LIST)).split("Sent before")[0]


# --- many -----------------------------------------------------------------------------------


def test_number_of_queries_does_not_depend_on_the_number_of_calendars(editor, begun, site):
    found = []
    for count in (1, 5):
        for number in range(ImportFeed.objects.count(), count):
            ImportFeed.objects.create(
                site=site, name=f"{number}", address=f"https://{HOST}/{number}.ics"
            )
        editor.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(LIST).status_code == 200
        found.append(len(captured))
    assert found[0] == found[1]
