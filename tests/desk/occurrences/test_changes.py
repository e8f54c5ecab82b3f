"""What becomes of one date: cancelled, full, restored, and what the history says."""

from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.activities.calendars import (
    changed,
    make_activity,
    occurrence,
    publish,
    text_of,
)
from tests.desk.occurrences.admin import (
    CAFE,
    CHANGES,
    body,
    buttons,
    dates_of,
    errors,
    plain,
    said,
    table,
    to,
    when,
)
from wagtail_hjelp.activities import changes
from wagtail_hjelp.desk.occurrence_words import occurrence_message
from wagtail_hjelp.models import Occurrence

pytestmark = pytest.mark.django_db

# --- cancel ---------------------------------------------------------------------------------


def test_two_clicks_cancel_a_date(publisher, cafe):
    listed = body(publisher.get(dates_of(cafe)))
    one = occurrence(cafe, "2026-11-24")
    back = dates_of(cafe)
    link = f"{to('cancel', cafe, one)}?next={quote(back, safe='')}"
    assert f'href="{link}"' in listed
    asked = publisher.get(link)
    assert "Tuesday 24 November, 14:00–16:00" in plain(body(asked))
    assert asked.context["form"]["reason"].value() in (None, "")
    # The second click: what the form sends when nothing else was touched.
    response = publisher.post(to("cancel", cafe, one), {"next": back, "reason": "", "note": ""})
    assert (response.status_code, response.url) == (302, back)
    assert said(response) == (
        "Cancelled: Tuesday 24 November, 14:00–16:00. It is shown in all languages now."
    )
    one.refresh_from_db()
    assert (one.status, one.reason, one.note) == ("cancelled", "", "")
    assert one.changed_by.username == "kari"
    assert buttons(response) == {"See the page": cafe.full_url, "Undo": to("reopen", cafe, one)}


def test_reason_and_word_are_kept_and_can_be_corrected(publisher, cafe):
    one = occurrence(cafe, "2026-11-24")
    publisher.post(
        to("cancel", cafe, one), {"reason": "illness", "note": "  Anne er syk.\r\nVelkomen! "}
    )
    one.refresh_from_db()
    assert (one.reason, one.note) == ("illness", "Anne er syk. Velkomen!")
    asked = publisher.get(to("cancel", cafe, one))
    assert "Change the reason" in plain(body(asked))
    assert asked.context["form"].initial == {"reason": "illness", "note": one.note}
    publisher.post(to("cancel", cafe, one), {"reason": "illness", "note": "Velkommen!"})
    one.refresh_from_db()
    assert (one.status, one.note) == ("cancelled", "Velkommen!")


def test_reason_that_is_not_in_the_list_and_word_that_is_too_long_are_refused(publisher, cafe):
    one = occurrence(cafe, "2026-11-24")
    response = publisher.post(to("cancel", cafe, one), {"reason": "laziness", "note": "x" * 201})
    assert errors(response) == {
        "reason": ["Select a valid choice. laziness is not one of the available choices."],
        "note": ["Ensure this value has at most 200 characters (it has 201)."],
    }
    assert occurrence(cafe, "2026-11-24").status == "scheduled"


def test_address_to_go_back_to_is_never_another_site(publisher, cafe):
    one = occurrence(cafe, "2026-11-24")
    response = publisher.post(to("full", cafe, one), {"next": "https://evil.example/"})
    assert response.url == dates_of(cafe)
    assert "evil" not in body(publisher.get(f"{to('move', cafe, one)}?next=//evil.example/"))


# --- full, restored -------------------------------------------------------------------------


def test_one_click_says_that_a_date_is_full_and_one_that_it_is_not(publisher, cafe):
    one = occurrence(cafe, "2026-11-24")
    listed = body(publisher.get(dates_of(cafe, show="", p=1)))
    assert f'formaction="{to("full", cafe, one)}"' in listed
    assert '<form id="hjelp-dates-form" method="post">' in listed
    response = publisher.post(to("full", cafe, one), {"next": dates_of(cafe, p=1)})
    assert response.url == dates_of(cafe, p=1)
    assert occurrence(cafe, "2026-11-24").status == "full"
    response = publisher.post(buttons(response)["Undo"])
    assert said(response) == (
        "Takes place: Tuesday 24 November, 14:00–16:00. It is shown in all languages now."
    )
    assert occurrence(cafe, "2026-11-24").status == "scheduled"


@pytest.mark.parametrize("name", ["full", "reopen", "move_back"])
def test_second_click_on_a_button_changes_nothing_more(publisher, cafe, name):
    one = occurrence(cafe, "2026-11-24")
    day = date(2026, 11, 25)
    changes.move(one, day, day, changes.Times(600, 720), changes.Change(cafe))
    if name == "reopen":
        changes.cancel(one, changes.Change(cafe))
    publisher.post(to(name, cafe, one))
    before = Occurrence.objects.filter(pk=one.pk).values().get()
    response = publisher.post(to(name, cafe, one))
    assert response.status_code == 302
    assert Occurrence.objects.filter(pk=one.pk).values().get() == before


@pytest.mark.parametrize("what", ["cancel", "full"])
def test_date_that_was_moved_stays_moved_when_it_is_restored(publisher, cafe, what):
    one = occurrence(cafe, "2026-11-24")
    publisher.post(to("move", cafe, one), when())
    publisher.post(to(what, cafe, one), {"reason": "", "note": ""})
    publisher.post(to("reopen", cafe, one))
    one.refresh_from_db()
    assert (text_of(one), one.moved) == ("2026-11-26 15:00–17:00 moved", True)
    response = publisher.post(to("move_back", cafe, one))
    assert said(response) == (
        "Moved back to: Tuesday 24 November, 14:00–16:00. It is shown in all languages now."
    )
    one.refresh_from_db()
    assert (text_of(one), one.moved) == ("2026-11-24 14:00–16:00", False)


# --- meanwhile ------------------------------------------------------------------------------

GONE = (
    "That date is not there any more: the activity has been published with other dates since. "
    "Nothing was changed."
)


@pytest.mark.parametrize("name", [*CHANGES, "remove"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_date_that_a_publishing_has_removed_meanwhile_is_told_calmly(publisher, cafe, name, method):
    address = to(name, cafe, occurrence(cafe, "2026-11-24"))
    publish(cafe, dates=[changed(CAFE, weekdays=["2"], first="2026-11-11")])
    before = list(Occurrence.objects.order_by("pk").values())
    response = getattr(publisher, method)(address, when())
    assert (response.status_code, response.url) == (302, dates_of(cafe))
    assert said(response) == GONE
    assert list(Occurrence.objects.order_by("pk").values()) == before


def test_date_that_goes_while_it_is_being_changed_is_told_calmly(publisher, cafe, monkeypatch):
    one = occurrence(cafe, "2026-11-24")
    really = changes.mark_full

    def after_another(found, change):
        Occurrence.objects.filter(pk=found.pk).delete()
        return really(found, change)

    monkeypatch.setattr(changes, "mark_full", after_another)
    assert said(publisher.post(to("full", cafe, one))) == GONE


def test_date_of_another_activity_is_none_of_this_one(publisher, cafe, directory):
    other = make_activity(directory, "Turgruppe", CAFE, slug="tur")
    theirs = occurrence(other, "2026-11-24")
    assert said(publisher.post(to("full", cafe, theirs))) == GONE
    theirs.refresh_from_db()
    assert theirs.status == "scheduled"


@pytest.mark.parametrize("name", CHANGES)
def test_date_that_is_over_stays_as_it_was(publisher, cafe, name):
    one = occurrence(cafe, "2026-11-17")
    response = publisher.post(to(name, cafe, one), when())
    assert said(response) == "That date is over, and stays as it was."
    assert (occurrence(cafe, "2026-11-17").status, occurrence(cafe, "2026-11-17").sequence) == (
        "scheduled",
        0,
    )


# --- history --------------------------------------------------------------------------------


def test_history_of_the_page_says_what_was_done(publisher, cafe):
    one = occurrence(cafe, "2026-11-24")
    publisher.post(to("cancel", cafe, one), {"reason": "illness", "note": ""})
    answer = plain(body(publisher.get(reverse("wagtailadmin_pages:history", args=[cafe.pk]))))
    assert "Cancelled Tuesday 24 November 2026" in answer


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("cancel", "Cancelled Tuesday 24 November 2026"),
        ("full", "Marked Tuesday 24 November 2026 as full"),
        ("move", "Moved Tuesday 24 November 2026"),
        ("restore", "Set Tuesday 24 November 2026 back to what the rows say"),
        ("extra", "Added Tuesday 24 November 2026"),
        ("remove", "Removed Tuesday 24 November 2026, which had been added by hand"),
        ("what-comes-later", "Changed Tuesday 24 November 2026"),
    ],
)
def test_each_change_has_its_words_in_the_history(what, expected):
    assert occurrence_message({"what": what, "day": "2026-11-24"}) == expected


def test_history_that_nobody_can_read_any_more_is_no_error():
    assert occurrence_message({}) == "Changed –"
    assert occurrence_message({"what": "cancel", "day": "soon"}) == "Cancelled –"


def test_dates_are_told_in_the_language_of_whoever_is_signed_in(publisher, cafe, settings):
    settings.LANGUAGE_CODE = "nb"
    with translation.override("nb"):
        client = Client(headers={"accept-language": "nb"})
        client.cookies = publisher.cookies
        assert table(client.get(dates_of(cafe)))[0][0] == "Tirsdag 24. november, 14–16"
