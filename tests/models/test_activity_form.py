"""An editor enters an activity: quickly, with errors beside their fields, and nothing lost."""

import json
import re
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail.users.models import UserProfile

from tests.activities.calendars import local, make_activity, make_calendar, written
from tests.desk.rows import form_data, row
from tests.factories import make_topic, once
from wagtail_hjelp.models import (
    ActivityPage,
    Occurrence,
    OrganisationIndexPage,
    OrganisationPage,
    Season,
)

pytestmark = pytest.mark.django_db

PUBLISH = {"action-publish": "1"}
CAFE = row(
    "weekly",
    {
        "first": "2026-11-25",
        "until": "2026-12-16",
        "starts": "14",
        "ends": "16.00",
        "weekdays": [],
        "every": "1",
        "not_on_holidays": True,
    },
)
PLACE = row(
    "place",
    {
        "name": "Menighetshuset",
        "room": "",
        "street": "Kirkegata 1",
        "postcode": "7140",
        "place": "Opphaug",
        "entrance": "",
        "latitude": "",
        "longitude": "",
    },
)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(local("2026-11-23 10:00"), tick=False):
        yield


@pytest.fixture
def calendar(site):
    return make_calendar(site.root_page)


@pytest.fixture
def editor(calendar, settings) -> Client:
    """Somebody who may publish activities, and reads English."""
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600
    group = Group.objects.create(name="Aktivitetene")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(group=group, page=calendar, permission=permission)
    user = get_user_model().objects.create_user("kari")
    user.groups.add(group)
    UserProfile.objects.create(user=user, preferred_language="en")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def add_url(calendar) -> str:
    return reverse("wagtailadmin_pages:add", args=["wagtail_hjelp", "activitypage", calendar.pk])


def form(dates: list[Any] = [], where: list[Any] = [], **fields: Any) -> dict[str, Any]:  # noqa: B006
    """What the browser sends: the form as it is when it opens, with these fields filled in."""
    empty = nested_form_data(
        {
            "title": "Språkkafé",
            "slug": "sprakkafe",
            "summary": "Øv på norsk sammen med andre.",
            "body": streamfield([]),
            "contact_points": streamfield([]),
            "come_alone": "unknown",
            "interpreter": "unknown",
            "cost": "unknown",
            "sign_up": "unknown",
            "wheelchair": "unknown",
            "accessible_toilet": "unknown",
            "hearing_loop": "unknown",
            "accessible_parking": "unknown",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        }
    )
    return {**empty, **form_data("dates", dates), **form_data("where", where), **fields}


def errors_of(response: Any) -> dict[str, Any]:
    """What stands beside each field: messages, or those of rows by number and field."""
    assert response.status_code == 200
    with translation.override("en"):
        return _errors(response)


def _errors(response: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, errors in response.context["form"].errors.as_data().items():
        if hasattr(errors[0], "as_json_data"):
            data = json.loads(json.dumps(errors[0].as_json_data(), cls=DjangoJSONEncoder))
            for number, of_row in data["blockErrors"].items():
                for field, of_field in of_row["blockErrors"].items():
                    found[f"{name}.{number}.{field}"] = of_field["messages"]
        else:
            found[name] = [str(message) for error in errors for message in error.messages]
    return found


def test_form_asks_in_the_order_in_which_people_think(editor, add_url):
    html = editor.get(add_url).content.decode()
    headings = re.findall(r'<h2 class="w-panel__heading[^>]*>(.*?)</h2>', html, re.S)
    assert [" ".join(unescape(re.sub("<[^>]+>", " ", heading)).split()) for heading in headings][
        :7
    ] == [
        "What it is",
        "When",
        "Where",
        "Who can come",
        "Cost and sign-up",
        "More about it",
        "Questions? Ways to reach those who arrange it",
    ]


def test_weekly_cafe_is_live_with_its_dates_when_it_is_published(editor, add_url):
    make_topic("company")
    Season.objects.create(name="Jul", slug="jul", first="2026-12-20", last="2027-01-02")
    fields = {
        "audiences": ["adults"],
        "age_from": "16",
        "come_alone": "yes",
        "service_languages": ["nb", "uk"],
        "seasons": ["jul"],
        "sign_up": "required",
        "sign_up_phone": "70 00 01 10",
        "sign_up_by": "2026-12-24",
        "places": "20",
    }
    response = editor.post(add_url, {**form([CAFE], [PLACE]), **fields, **PUBLISH})
    assert response.status_code == 302
    page = ActivityPage.objects.get()
    assert page.live
    assert written(page) == [
        "2026-11-25 14:00–16:00",
        "2026-12-02 14:00–16:00",
        "2026-12-09 14:00–16:00",
        "2026-12-16 14:00–16:00",
    ]
    (stored,) = page.dates.raw_data
    assert stored["value"] == {
        "first": "2026-11-25",
        "until": "2026-12-16",
        "starts": "14:00:00",
        "ends": "16:00:00",
        "weekdays": [],
        "every": 1,
        "not_on_holidays": True,
    }
    assert page.where.raw_data[0]["value"]["street"] == "Kirkegata 1"
    assert (page.sign_up_phone, page.places, page.sign_up_by.isoformat()) == (
        "+4770000110",
        20,
        "2026-12-24",
    )
    assert (page.audiences, page.service_languages, page.seasons) == (
        ["adults"],
        ["nb", "uk"],
        ["jul"],
    )
    assert Client().get(page.url).status_code == 200


WRONG: list[tuple[dict[str, Any], dict[str, list[str]]]] = [
    (
        {"age_from": "17", "age_to": "13"},
        {"age_to": ["The highest age is below the lowest. Change one of them."]},
    ),
    (
        {"sign_up": "required"},
        {"sign_up": ["Say how: give a web address, a telephone number or an e-mail."]},
    ),
    (
        {"sign_up": "none", "sign_up_by": "2026-12-01"},
        {"sign_up": ["There are ways to sign up below. Choose “You must sign up”, or empty them."]},
    ),
    (
        {"sign_up_phone": "kari"},
        {
            "sign_up_phone": [
                "This is not a telephone number. Write eight digits, a short number, or the "
                "country code first (+46 …)."
            ]
        },
    ),
    (
        {"cost": "free", "cost_amount": "50"},
        {"cost_amount": ["It is free: leave the price empty, or choose another cost."]},
    ),
]


@pytest.mark.parametrize(("fields", "expected"), WRONG)
def test_what_cannot_be_is_said_beside_the_field(editor, add_url, fields, expected):
    response = editor.post(add_url, {**form([CAFE], [PLACE]), **fields, **PUBLISH})
    assert errors_of(response) == expected
    assert not ActivityPage.objects.exists()


def test_organiser_is_a_page_or_a_name_not_both(editor, add_url, calendar):
    overview = calendar.get_parent().add_child(
        instance=OrganisationIndexPage(title="Hvem", slug="hvem")
    )
    red_cross = overview.add_child(instance=OrganisationPage(title="Røde Kors", summary="Hjelp."))
    both = {"organiser": str(red_cross.pk), "organiser_name": "Hagelaget"}
    response = editor.post(add_url, {**form([CAFE]), **both, **PUBLISH})
    assert errors_of(response) == {
        "organiser_name": ["Choose an organisation or write a name, not both."]
    }


def test_wrong_rows_are_said_at_their_fields_and_nothing_that_was_typed_is_lost(editor, add_url):
    wrong = row("once", {"day": "24.12.2026", "last": "", "starts": "", "ends": "16:00"})
    secret = {**PLACE, "value": {**PLACE["value"], "withheld": True}}
    fields = {"title": "Julefest", "practical": "Ta med kaker.", "audiences": ["adults"]}
    response = editor.post(add_url, {**form([CAFE, wrong], [secret]), **fields, **PUBLISH})
    hidden = ["The address is secret: leave this empty, so that it cannot leak."]
    assert errors_of(response) == {
        "dates.1.starts": ["Write when it starts. If it lasts all day, empty the other time too."],
        "where.0.name": hidden,
        "where.0.street": hidden,
        "where.0.postcode": hidden,
        "where.0.place": hidden,
    }
    kept = response.context["form"]
    assert [kept[name].value() for name in ("title", "practical", "audiences")] == [
        "Julefest",
        "Ta med kaker.",
        ["adults"],
    ]
    cafe, party = kept["dates"].value()
    assert (cafe.value["starts"], cafe.value["ends"], cafe.value["not_on_holidays"]) == (
        "14",
        "16.00",
        True,
    )
    assert (party.value["day"], party.value["ends"]) == ("24.12.2026", "16:00")
    assert not ActivityPage.objects.exists()


def test_draft_keeps_what_is_not_finished_and_shows_it_to_nobody(editor, add_url):
    half = row("weekly", {**CAFE["value"], "first": "", "starts": ""})
    response = editor.post(add_url, form([half]))
    assert response.status_code == 302
    page = ActivityPage.objects.get()
    saved = page.get_latest_revision_as_object()
    assert saved.dates.raw_data[0]["value"]["ends"] == "16:00:00"
    assert not page.live
    assert not Occurrence.objects.exists()


def test_preview_shows_the_dates_of_the_form_before_anything_is_saved(editor, calendar):
    url = reverse(
        "wagtailadmin_pages:preview_on_add", args=["wagtail_hjelp", "activitypage", calendar.pk]
    )
    sent = editor.post(url, form([CAFE], [PLACE]))
    assert json.loads(sent.content) == {"is_valid": True, "is_available": True}
    response = editor.get(url)
    assert response.status_code == 200
    html = response.content.decode()
    assert html.count("<time datetime=") == 4
    assert '<time datetime="2026-11-25T14:00+01:00">' in html
    assert "Menighetshuset" in html
    assert not ActivityPage.objects.exists()
    assert not Occurrence.objects.exists()


def test_preview_of_a_change_leaves_what_is_published_as_it_is(editor, calendar):
    page = make_activity(calendar, "Språkkafé", once("2026-12-05"))
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    moved = row("once", {"day": "2026-12-06", "last": "", "starts": "14", "ends": ""})
    editor.post(url, form([moved]))
    assert '<time datetime="2026-12-06T14:00+01:00">' in editor.get(url).content.decode()
    assert written(page) == ["2026-12-05 14:00–16:00"]
    assert '<time datetime="2026-12-05T14:00+01:00">' in Client().get(page.url).content.decode()
