"""What the page of an activity says, as those see it who think of going there."""

import re

import pytest
from django.test import Client

from tests.activities.calendars import (
    local,
    occurrence,
    publish,
)
from tests.factories import once, phone, venue
from tests.models.activity_page.reading import html_of, in_english, published, read
from wagtail_hjelp.activities.changes import Change, cancel, mark_full
from wagtail_hjelp.models import (
    ActivityPage,
)

pytestmark = pytest.mark.django_db

# --- what it says -------------------------------------------------------------------------------


def test_page_shows_its_words_and_its_facts(client: Client, cafe):
    page = in_english(cafe)
    html = html_of(client, page)
    assert re.findall(r"<h1[^>]*>([^<]+)", html) == ["English Språkkafé"]
    assert read(client, page, "#hjelp-where") == (
        "Where Menighetshuset Peisestua Kirkegata 1 7140 Havnesund Side entrance Show on a map "
        "Bussen stopper utenfor. Step-free access"
    )
    assert read(client, page, "#hjelp-facts") == (
        "In short For Young people Adults 13–17 years Cost Free Languages Norwegian (bokmål) "
        "Ukrainian Arranged by Havnesund Røde Kors More from them"
    )
    assert read(client, page, "#hjelp-sign-up") == "Sign-up No need to sign up"
    assert read(client, page, "#hjelp-practical") == "Good to know Ta med strikketøy."
    assert read(client, page, "#hjelp-volunteers") == (
        "Volunteers wanted Si fra til oss på en tirsdag."
    )
    assert "You can come alone" in read(client, page)
    assert 'href="tel:+4770000110"' in html
    assert "Kan du lite norsk?" in html


def test_when_says_how_often_and_the_next_dates_each_to_add_to_a_calendar(client: Client, cafe):
    page = in_english(cafe)
    html = html_of(client, page)
    when = read(client, page, "#hjelp-when")
    assert when.startswith(
        "When Every Tuesday, 14:00–16:00 Next dates Tuesday 24 November, 14:00–16:00 Tomorrow "
        "Add to calendar : Tuesday 24 November, 14:00–16:00 Tuesday 1 December, 14:00–16:00"
    )
    assert "20 more dates" in when
    assert when.endswith(
        "It goes on after that. Add all dates to your calendar Subscribe: your calendar then "
        "follows all changes"
    )
    assert '<time datetime="2026-11-24T14:00+01:00">Tuesday 24 November' in html
    key = occurrence(cafe, "2026-11-24").key
    assert f'href="{page.url}ical/{key}/"' in html
    assert f'href="{page.url}ical/"' in html
    assert f'href="webcal://localhost{page.url}ical/"' in html


def test_headings_stand_in_order_and_each_section_is_named_by_its_own(client: Client, cafe):
    html = html_of(client, cafe)
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels == [1, 2, 3, 2, 2, 2, 2, 2, 2, 2, 2]
    names = re.findall(r'aria-labelledby="([^"]+)"', html)
    assert names == [
        "hjelp-when",
        "hjelp-where",
        "hjelp-sign-up",
        "hjelp-facts",
        "hjelp-contact",
        "hjelp-practical",
        "hjelp-volunteers",
        "hjelp-topics",
    ]
    assert all(html.count(f'id="{name}"') == 1 for name in names)


def test_page_sets_no_cookie(client: Client, cafe):
    response = client.get(cafe.url)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_what_nobody_has_said_is_not_made_up(client: Client, calendar):
    page = published(calendar)
    assert read(client, page, "#hjelp-when") == "When The dates are not stated."
    assert read(client, page, "#hjelp-where") == "Where The place is not stated."
    html = html_of(client, page)
    for name in ("sign-up", "facts", "contact", "practical", "volunteers", "topics"):
        assert f"hjelp-{name}" not in html
    assert "ical" not in html


@pytest.mark.parametrize(
    ("lowest", "highest", "text"),
    [(13, 17, "13–17 years"), (18, None, "From 18 years"), (None, 12, "Up to 12 years")],
)
def test_ages(client: Client, calendar, lowest, highest, text):
    page = published(calendar, age_from=lowest, age_to=highest)
    assert read(client, page, "#hjelp-facts") == f"In short For {text}"


def test_who_cannot_come_alone_is_told_so_in_short(client: Client, calendar):
    page = published(calendar, come_alone="no")
    assert read(client, page, "#hjelp-facts") == (
        "In short Coming alone Come with someone you know"
    )
    assert "You can come alone" not in read(client, page)


# --- where --------------------------------------------------------------------------------------


def test_secret_address_appears_nowhere(client: Client, calendar):
    where = venue(
        withheld=True,
        # As if stored before the form began to refuse it, or by code.
        name="Skjulhuset",
        street="Hemmeligveien 7",
        postcode="7141",
        place="Skjulvik",
        latitude="63.123456",
        longitude="9.654321",
    )
    page = published(
        calendar,
        once("2026-12-01"),
        where=[where],
        getting_there="Gå forbi Skjulhuset.",
        contact_points=[phone("+4770000110")],
    )
    html = html_of(client, page)
    secret = ("Skjulhuset", "Hemmeligveien", "7141", "Skjulvik", "63.12", "9.65")
    assert not [part for part in secret if part in html]
    assert read(client, page, "#hjelp-where") == (
        "Where The address is secret Get in touch first, and you will be told where to come."
    )
    assert 'href="#hjelp-contact"' in html


def test_secret_address_without_a_way_in_is_told_to_those_who_sign_up(client: Client, calendar):
    page = published(
        calendar,
        where=[venue(withheld=True)],
        sign_up="required",
        sign_up_email="gruppe@havnesund.example",
    )
    assert read(client, page, "#hjelp-where") == (
        "Where The address is secret You will be told where to come when you sign up."
    )


def test_online_is_a_link_and_may_stand_beside_a_place(client: Client, calendar):
    online = {"type": "online", "id": "o", "value": {"url": "https://meet.example/k", "name": ""}}
    page = published(calendar, where=[online])
    assert read(client, page, "#hjelp-where") == (
        "Where Online. You do not have to go anywhere. Take part on meet.example"
    )
    assert 'href="https://meet.example/k"' in html_of(client, page)
    both = published(calendar, where=[venue(name="Biblioteket"), online])
    assert read(client, both, "#hjelp-where") == (
        "Where Biblioteket Show on a map You can take part online as well: "
        "Take part on meet.example"
    )


# --- sign-up ------------------------------------------------------------------------------------

WAYS = {
    "sign_up": "required",
    "sign_up_url": "https://www.pamelding.example/kafe",
    "sign_up_phone": "+4770000110",
    "sign_up_email": "kafe@havnesund.example",
}


def test_sign_up_has_all_ways_the_last_day_and_the_number_of_places(client: Client, calendar):
    page = published(calendar, once("2026-12-10"), sign_up_by="2026-12-03", places=20, **WAYS)
    assert read(client, page, "#hjelp-sign-up").replace("\u00a0", " ") == (
        "Sign-up You must sign up Sign up by Thursday 3 December . There is room for 20 people. "
        "Sign up on pamelding.example 70 00 01 10 kafe@havnesund.example"
    )
    html = html_of(client, page)
    assert re.findall(r'<a class="hjelp-button" href="([^"]+)"', html) == [
        "https://www.pamelding.example/kafe",
        "tel:+4770000110",
        "mailto:kafe@havnesund.example",
    ]
    assert '<time datetime="2026-12-03">Thursday 3 December</time>' in html


def test_last_day_to_sign_up_is_still_open_and_the_day_after_it_is_past(
    client: Client, calendar, clock
):
    page = published(calendar, once("2026-12-10"), sign_up_by="2026-12-03", **WAYS)
    clock.move_to(local("2026-12-03 23:59"))
    assert "Sign up by Thursday 3 December ." in read(client, page, "#hjelp-sign-up")
    clock.move_to(local("2026-12-04 00:00"))
    assert "The deadline was Thursday 3 December . Ask them whether there is still room." in read(
        client, page, "#hjelp-sign-up"
    )
    assert "hjelp-button" not in html_of(client, page)


def test_ways_to_sign_up_are_there_though_nobody_has_said_that_one_must(client: Client, calendar):
    page = published(calendar, sign_up_phone="116117")
    assert read(client, page, "#hjelp-sign-up").replace("\u00a0", " ") == "Sign-up 116 117"


def test_full_next_date_says_so_at_the_top_and_by_the_sign_up(client: Client, cafe):
    mark_full(occurrence(cafe, "2026-11-24"), Change(cafe))
    page = in_english(cafe)
    assert read(client, page, "notice") == (
        "Full: Tuesday 24 November, 14:00–16:00 Tomorrow "
        "Next date with room: Tuesday 1 December, 14:00–16:00"
    )
    assert "The next date is full." in read(client, page, "#hjelp-sign-up")


def test_nobody_signs_up_for_what_is_cancelled_or_over(client: Client, calendar, clock):
    page = published(calendar, once("2026-12-10"), **WAYS)
    source = ActivityPage.objects.get(
        translation_key=page.translation_key, locale__pk=calendar.locale_id
    )
    cancel(occurrence(source, "2026-12-10"), Change(source, reason="weather"))
    assert read(client, page, "notice") == (
        "Cancelled: Thursday 10 December, 14:00–16:00 Bad weather No other date has been set."
    )
    assert read(client, page, "#hjelp-sign-up") == ""
    clock.move_to(local("2027-01-01 12:00"))
    assert read(client, page, "#hjelp-sign-up") == ""


# --- picture ------------------------------------------------------------------------------------


def test_picture_has_words_and_keeps_its_place_while_it_loads(client: Client, cafe, picture):
    publish(cafe, image=picture, image_alt="To kvinner drikker kaffe")
    (tag,) = re.findall(r"<img[^>]+>", html_of(client, cafe))
    assert 'alt="To kvinner drikker kaffe"' in tag
    assert 'width="800"' in tag and 'height="533"' in tag
    assert 'loading="lazy"' in tag


def test_picture_that_was_deleted_is_gone_from_the_page_at_once(client: Client, cafe, picture):
    publish(cafe, image=picture, image_alt="To kvinner drikker kaffe")
    html_of(client, cafe)
    picture.delete()
    assert "<img" not in html_of(client, cafe)
