"""Which dates there are, what the list says about them, the way there, and who may."""

import re
from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageLogEntry

from tests.activities.calendars import (
    changed,
    make_activity,
    occurrence,
    occurrences,
    publish,
    translate,
)
from tests.desk.occurrences.admin import (
    CAFE,
    addresses,
    body,
    buttons,
    dates_of,
    plain,
    refused,
    rows_of,
    said,
    table,
    to,
    when,
)
from tests.factories import make_offer, once, weekly
from wagtail_hjelp.activities import changes
from wagtail_hjelp.models import HelpOfferIndexPage, Occurrence

pytestmark = pytest.mark.django_db

# --- the list -------------------------------------------------------------------------------


def test_dates_to_come_stand_in_their_order_with_their_buttons(publisher, cafe):
    assert table(publisher.get(dates_of(cafe))) == [
        ["Tuesday 24 November, 14:00–16:00", "As planned", "", "Cancel | Full | Move"],
        ["Tuesday 1 December, 14:00–16:00", "As planned", "", "Cancel | Full | Move"],
        ["Tuesday 8 December, 14:00–16:00", "As planned", "", "Cancel | Full | Move"],
        ["Tuesday 15 December, 14:00–16:00", "As planned", "", "Cancel | Full | Move"],
    ]


def test_how_each_date_stands_and_what_can_be_done_about_it(publisher, cafe):
    by = changes.Change(cafe, reason="illness", note="Velkommen neste uke!")
    changes.cancel(occurrence(cafe, "2026-11-24"), by)
    changes.mark_full(occurrence(cafe, "2026-12-01"), changes.Change(cafe))
    changes.move(
        occurrence(cafe, "2026-12-08"),
        date(2026, 12, 9),
        date(2026, 12, 9),
        changes.Times(1080, 1200),
        changes.Change(cafe, reason="venue"),
    )
    day = date(2026, 12, 20)
    changes.add_extra(day, day, changes.Times(), changes.Change(cafe))
    every = [
        [
            "Tuesday 24 November, 14:00–16:00",
            "Cancelled",
            "Illness Velkommen neste uke!",
            "Restore | Change reason | Move",
        ],
        ["Tuesday 1 December, 14:00–16:00", "Full", "", "Cancel | Not full | Move"],
        [
            "Wednesday 9 December, 18:00–20:00",
            "Moved moved from: Tuesday 8 December, 14:00–16:00",
            "The room is not available",
            "Cancel | Full | Move | Move back",
        ],
        ["Tuesday 15 December, 14:00–16:00", "As planned", "", "Cancel | Full | Move"],
        ["Sunday 20 December, all day", "Extra", "", "Cancel | Full | Move | Remove"],
    ]
    assert table(publisher.get(dates_of(cafe))) == every
    assert table(publisher.get(dates_of(cafe, show="changed"))) == [*every[:3], every[4]]


def test_past_dates_stand_by_themselves_the_last_first_and_have_no_buttons(publisher, cafe):
    assert table(publisher.get(dates_of(cafe, show="past"))) == [
        ["Tuesday 17 November, 14:00–16:00", "As planned", "", ""],
        ["Tuesday 10 November, 14:00–16:00", "As planned", "", ""],
    ]


def test_what_goes_on_just_now_is_to_come(publisher, cafe):
    with time_machine.travel("2026-11-24T15:30:00+01:00", tick=False):
        first, *_rest = table(publisher.get(dates_of(cafe)))
    assert first == ["Today, 14:00–16:00", "As planned", "", "Cancel | Full | Move"]


def test_last_change_says_when_and_who(publisher, cafe):
    publisher.post(to("full", cafe, occurrence(cafe, "2026-11-24")))
    row, *_others = rows_of(publisher.get(dates_of(cafe)))
    cell = re.findall(r"<td.*?</td>", row, re.DOTALL)[3]
    assert plain(cell).endswith("kari")
    assert "22 Nov 2026" in cell or "Nov. 22, 2026" in cell


def test_rows_of_the_page_stand_above_their_dates(publisher, cafe):
    answer = plain(body(publisher.get(dates_of(cafe))))
    assert "Every Tuesday, 14:00–16:00, until 15 December" in answer
    assert "is live at once in all languages" in answer


def test_fifty_stand_on_a_page(publisher, directory):
    daily = weekly("2026-11-23", weekdays=list("0123456"), until="2027-01-20")
    page = make_activity(directory, "Åpent hus", daily, slug="apent")
    assert len(table(publisher.get(dates_of(page)))) == 50
    assert len(table(publisher.get(dates_of(page, p=2)))) == 9


@pytest.mark.parametrize(
    "query", [{"show": "zzz"}, {"show": "\0", "p": "9" * 40}, {"p": "-1", "ordering": "pk; drop"}]
)
def test_addresses_that_nobody_of_us_wrote_show_the_dates_to_come(publisher, cafe, query):
    assert len(table(publisher.get(dates_of(cafe, **query)))) == 4


def test_queries_are_as_many_for_five_dates_as_for_sixty(
    publisher, directory, django_assert_num_queries
):
    few = make_activity(directory, "Få", weekly("2026-11-23", until="2026-12-21"), slug="fa")
    many = weekly("2026-11-23", weekdays=list("0123456"), until="2027-01-21")
    many = make_activity(directory, "Mange", many, slug="mange")
    for page in (few, many):
        for one in occurrences(page)[::2]:
            changes.cancel(one, changes.Change(page))
    publisher.get(dates_of(few))
    with CaptureQueriesContext(connection) as asked:
        assert len(table(publisher.get(dates_of(few)))) == 5
    with django_assert_num_queries(len(asked)):
        assert len(table(publisher.get(dates_of(many)))) == 50


# --- what the list says about the page ------------------------------------------------------


def test_activity_that_was_never_published_has_no_dates_yet_and_says_where_to_write_them(
    publisher, directory
):
    page = make_activity(directory, "Turgruppe", CAFE, slug="tur", live=False)
    answer = body(publisher.get(dates_of(page)))
    assert "has never been published, so it has no dates yet" in plain(answer)
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}"' in answer
    assert to("extra", page) not in answer
    response = publisher.get(to("extra", page))
    assert (response.status_code, response.url) == (302, dates_of(page))
    assert said(response) == "Publish the activity first. Then you can add single dates to it."


def test_dates_in_a_draft_are_told_and_not_shown(publisher, cafe):
    note = "Somebody has changed the dates in the page’s form and not published them yet."
    publish(cafe)
    assert note not in plain(body(publisher.get(dates_of(cafe))))
    cafe.title = "Kafé"
    cafe.save_revision()
    assert note not in plain(body(publisher.get(dates_of(cafe))))
    cafe.dates = [changed(CAFE, starts="10:00:00", ends="11:00:00")]
    cafe.save_revision()
    response = publisher.get(dates_of(cafe))
    assert note in plain(body(response))
    assert table(response)[0][0] == "Tuesday 24 November, 14:00–16:00"


def test_activity_that_is_not_published_just_now_keeps_its_dates_and_says_so(publisher, cafe):
    cafe.unpublish()
    response = publisher.get(dates_of(cafe))
    assert len(table(response)) == 4
    assert "The activity is not published just now" in plain(body(response))
    response = publisher.post(to("full", cafe, occurrence(cafe, "2026-11-24")))
    assert said(response) == (
        "Full: Tuesday 24 November, 14:00–16:00. The activity is not published: nobody sees it yet."
    )
    assert list(buttons(response)) == ["Undo"]


@pytest.mark.parametrize(
    ("show", "text"),
    [
        ("", "There is no date to come."),
        ("changed", "Nobody has changed any of the dates to come."),
        ("past", "No date is past."),
    ],
)
def test_empty_list_says_what_is_missing(publisher, directory, show, text):
    row = once("2026-12-24") if show == "past" else once("2026-11-01")
    page = make_activity(directory, "Åpent hus", row, slug="apent")
    assert text in plain(body(publisher.get(dates_of(page, show=show))))


# --- the way there --------------------------------------------------------------------------


def test_page_and_explorer_lead_to_the_dates_of_an_activity(publisher, cafe, directory):
    url = dates_of(cafe)
    assert f'href="{url}"' in body(publisher.get(reverse("wagtailadmin_explore", args=[cafe.pk])))
    edit = body(publisher.get(reverse("wagtailadmin_pages:edit", args=[cafe.pk])))
    # In the menu, and beside the rows.
    assert edit.count(f'href="{url}"') == 2
    listing = reverse("wagtailadmin_explore", args=[directory.pk])
    assert body(publisher.get(listing)).count(f'href="{url}"') == 1


def test_form_leads_to_no_dates_before_they_are_published(publisher, directory):
    page = make_activity(directory, "Turgruppe", CAFE, slug="tur", live=False)
    edit = body(publisher.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert edit.count(f'href="{dates_of(page)}"') == 1
    assert "Cancel, move or add single dates" not in edit


def test_pages_that_are_no_activity_have_no_dates(login, cafe, directory):
    offers = HelpOfferIndexPage.objects.get()
    offer = make_offer(offers, "Legevakt")
    user = login("change_page", "publish_page")
    group = GroupPagePermission.objects.filter(page=directory).first().group
    for right in GroupPagePermission.objects.filter(group=group):
        GroupPagePermission.objects.create(group=group, page=offers, permission=right.permission)
    edit = body(user.get(reverse("wagtailadmin_pages:edit", args=[offer.pk])))
    assert dates_of(offer) not in edit
    for page in (offer, directory):
        # (Past the redirect by which Django looks for the address in a language.)
        assert user.get(dates_of(page), follow=True).status_code == 404
    assert user.get("/admin/hjelp/dates/999999/", follow=True).status_code == 404


# --- who may --------------------------------------------------------------------------------


def test_whoever_may_publish_may_change_also_without_the_right_to_edit(login, cafe):
    client = login("publish_page")
    assert table(client.get(dates_of(cafe)))[0][3] == "Cancel | Full | Move"
    for address in addresses(cafe):
        assert client.get(address).status_code == 200
    assert client.post(to("full", cafe, occurrence(cafe, "2026-11-24"))).status_code == 302
    assert occurrence(cafe, "2026-11-24").status == "full"


def test_whoever_may_only_edit_may_look(login, cafe):
    client = login("change_page")
    response = client.get(dates_of(cafe))
    assert [row[3] for row in table(response)] == ["", "", "", ""]
    assert "You can look. Those who may publish the page" in plain(body(response))
    assert to("extra", cafe) not in body(response)
    before = list(Occurrence.objects.order_by("pk").values())
    for address in addresses(cafe):
        assert refused(client.get(address))
        assert refused(client.post(address, when()))
    after = list(Occurrence.objects.exclude(row__startswith="extra-").order_by("pk").values())
    assert after == before


def test_others_may_not_even_look(login, cafe):
    for client in (login(), login("wagtail_hjelp.view_season", name="ola")):
        for address in (dates_of(cafe), *addresses(cafe)[:1]):
            assert refused(client.get(address))
            assert refused(client.post(address))
        Occurrence.objects.filter(row__startswith="extra-").delete()
    response = Client().get(dates_of(cafe))
    assert response.status_code == 302
    assert response.url.startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize("rights", [["change_page"], ["change_page", "publish_page"]])
def test_right_to_one_translation_is_the_right_to_look(user_with, cafe, directory, rights):
    nynorsk = translate(cafe, "nn", alias=True)
    user = user_with()
    for right in rights:
        GroupPagePermission.objects.create(
            group=user.groups.get(),
            page=nynorsk,
            permission=Permission.objects.get(codename=right),
        )
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    rows = table(client.get(dates_of(nynorsk)))
    assert [row[0] for row in rows][:1] == ["Tuesday 24 November, 14:00–16:00"]
    assert {row[3] for row in rows} == {""}
    assert refused(client.post(to("full", nynorsk, occurrence(cafe, "2026-11-24"))))
    assert refused(client.get(dates_of(cafe)))
    assert occurrence(cafe, "2026-11-24").status == "scheduled"


def test_from_a_translation_the_same_dates_are_changed_and_the_source_remembers(
    django_user_model, cafe
):
    nynorsk = translate(cafe, "nn", alias=True)
    client = Client(headers={"accept-language": "en"})
    client.force_login(django_user_model.objects.create_superuser("admin", "a@example.test", "x"))
    assert len(table(client.get(dates_of(nynorsk)))) == 4
    one = occurrence(cafe, "2026-11-24")
    response = client.post(to("cancel", nynorsk, one), {"reason": "weather", "note": ""})
    assert response.url == dates_of(nynorsk)
    for page in (cafe, nynorsk):
        assert table(client.get(dates_of(page)))[0][1:3] == ["Cancelled", "Bad weather"]
    entry = PageLogEntry.objects.get(action="wagtail_hjelp.occurrence")
    assert (entry.page_id, entry.user.username) == (cafe.pk, "admin")


def test_nothing_is_changed_by_a_get_or_without_a_form_token(login, cafe):
    client = login("publish_page")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    found = addresses(cafe)
    before = list(Occurrence.objects.order_by("pk").values())
    for address in found:
        assert client.get(address).status_code == 200
        assert strict.post(address, when()).status_code == 403
    assert list(Occurrence.objects.order_by("pk").values()) == before
