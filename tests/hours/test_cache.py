"""No cache keeps a page beyond the next change of a state that is printed on it."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import translation
from django.utils.cache import get_max_age
from django.utils.http import parse_http_date
from wagtail import hooks

from tests.factories import make_offer, make_section, phone
from tests.host.models import ArticlePage
from wagtail_hjelp.hours.moment import Moment

OFFICE = [
    {
        "type": "weekly",
        "value": {
            "days": ["0", "1", "2", "3", "4"],
            "opens": "08:00",
            "closes": "15:30",
            "state": "open",
        },
    },
    {"type": "holidays", "value": {"what": "closed"}},
]
ALWAYS = [{"type": "always", "value": None}]
# A Monday.
CLOSING = datetime.fromisoformat("2026-11-23T15:30:00+01:00")


@pytest.fixture
def before_closing(time_machine):
    """Move the clock to some seconds before the office closes."""

    def before(seconds: int) -> None:
        time_machine.move_to(CLOSING - timedelta(seconds=seconds), tick=False)

    return before


@pytest.fixture
def index(site):
    return make_section(site.root_page)


@pytest.fixture
def office(index):
    return make_offer(index, "Rådhuset", opening_hours=OFFICE)


def age(response: HttpResponse) -> int | None:
    return get_max_age(response)


def test_offer_page_is_kept_until_its_state_changes_and_not_a_second_longer(office, before_closing):
    for seconds in (1, 30, 299):
        before_closing(seconds)
        response = Client().get(office.url)
        assert "Åpent nå" in response.content.decode()
        assert age(response) == seconds
        assert parse_http_date(response["Expires"]) == int(CLOSING.timestamp())
        assert "must-revalidate" in response["Cache-Control"]
    before_closing(0)
    response = Client().get(office.url)
    assert "Stengt nå" in response.content.decode()
    assert age(response) == 300


def test_longest_is_the_setting(office, before_closing):
    before_closing(3600)
    assert age(Client().get(office.url)) == 300
    with override_settings(WAGTAIL_HJELP={"MAX_AGE": 60}):
        assert age(Client().get(office.url)) == 60


def test_today_is_over_at_midnight_for_hours_that_never_change(index, time_machine):
    offer = make_offer(index, "Krisesenter", opening_hours=ALWAYS)
    time_machine.move_to(datetime.fromisoformat("2026-11-23T23:59:30+01:00"), tick=False)
    # The page tells the dates of the coming month and what day it is; a card does not.
    assert age(Client().get(offer.url)) == 30
    assert age(Client().get(index.url)) == 300
    closed_today = make_offer(index, "Rådhuset", opening_hours=OFFICE)
    # "Opens tomorrow at 08:00" is another sentence then.
    assert age(Client().get(closed_today.url)) == 30
    assert age(Client().get(index.url)) == 30


@override_settings(TIME_ZONE="UTC")
def test_date_in_print_is_the_municipality_s_with_our_names_of_the_months(index, time_machine):
    offer = make_offer(index, "Krisesenter", opening_hours=ALWAYS)
    # Still the 30th by Django's clock.
    time_machine.move_to(datetime.fromisoformat("2026-12-01T00:30:00+01:00"), tick=False)
    html = Client().get(offer.url).content.decode()
    assert '<time datetime="2026-12-01">1. desember 2026</time>' in html
    moment = Moment(datetime.fromisoformat("2026-11-30T23:30:00+00:00"))
    with translation.override("so"):
        assert moment.today_text() == "1 Diseembar 2026"
    assert moment.until == datetime.fromisoformat("2026-12-01T23:00:00+00:00")


def test_contact_point_with_hours_of_its_own_bounds_the_page_too(index, before_closing):
    offer = make_offer(
        index, "Rusteam", opening_hours=ALWAYS, contact_points=[phone("70000110", hours=OFFICE)]
    )
    before_closing(20)
    assert age(Client().get(offer.url)) == 20


def test_directory_is_bound_by_every_card_and_by_the_count_of_open_offers(
    index, office, before_closing
):
    make_offer(index, "Krisesenter", opening_hours=ALWAYS, audiences=["women"])
    before_closing(20)
    assert age(Client().get(index.url)) == 20
    # The office is not on this page, but "open now (2)" counts it.
    response = Client().get(f"{index.url}?audience=women")
    assert "Rådhuset" not in response.content.decode()
    assert age(response) == 20


def test_page_of_the_host_with_one_of_our_blocks_is_bound_too(site, office, before_closing):
    article = site.root_page.add_child(
        instance=ArticlePage(
            title="Artikkel",
            body=[
                {
                    "type": "help",
                    "value": [{"type": "contact", "value": {"offer": office.pk, "points": []}}],
                }
            ],
        )
    )
    before_closing(20)
    response = Client().get(article.url)
    assert "Åpent nå" in response.content.decode()
    assert age(response) == 20


def test_page_without_hours_is_left_to_the_host(site):
    article = site.root_page.add_child(instance=ArticlePage(title="Artikkel", body=[]))
    response = Client().get(article.url)
    assert not response.has_header("Cache-Control")
    assert not response.has_header("Expires")


def test_whoever_is_signed_in_sees_a_change_at_once(office, before_closing):
    before_closing(3600)
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("admin", "a@b.example", "x"))
    assert age(client.get(office.url)) == 0


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("max-age=5", "max-age=5, must-revalidate"),
        ("max-age=3600", "max-age=300, must-revalidate"),
        ("max-age=soon", "max-age=300, must-revalidate"),
        ("no-store", "no-store, max-age=300, must-revalidate"),
        ("private", "private, max-age=300, must-revalidate"),
        (
            "public, s-maxage=86400, stale-while-revalidate=86400",
            "public, s-maxage=300, max-age=300, must-revalidate",
        ),
        ("S-MaxAge=5", "s-maxage=5, max-age=300, must-revalidate"),
        ("s-maxage=long", "s-maxage=300, max-age=300, must-revalidate"),
        ("stale-if-error=9, immutable", "max-age=300, must-revalidate"),
    ],
)
def test_shorter_age_and_stricter_words_of_the_host_stay(office, before_closing, given, expected):
    def by_the_host(next_serve):
        def serve(page, request, args, kwargs):
            response = next_serve(page, request, args, kwargs)
            response["Cache-Control"] = given
            return response

        return serve

    before_closing(3600)
    with hooks.register_temporarily("on_serve_page", by_the_host):
        response = Client().get(office.url)
    assert response["Cache-Control"] == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("0", 0),
        ("Mon, 23 Nov 2026 13:30:20 GMT", 20),
        ("Tue, 24 Nov 2026 13:30:00 GMT", 300),
    ],
)
def test_earlier_end_of_the_host_stays(office, before_closing, given, expected):
    def by_the_host(next_serve):
        def serve(page, request, args, kwargs):
            response = next_serve(page, request, args, kwargs)
            response["Expires"] = given
            return response

        return serve

    before_closing(3600)
    with hooks.register_temporarily("on_serve_page", by_the_host):
        response = Client().get(office.url)
    assert age(response) == expected
    now = int(CLOSING.timestamp()) - 3600
    assert parse_http_date(response["Expires"]) == now + expected


def test_django_s_own_page_cache_forgets_the_page_when_its_state_changes(
    office, time_machine, django_assert_num_queries
):
    middleware = [
        "django.middleware.cache.UpdateCacheMiddleware",
        *django_settings.MIDDLEWARE,
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]
    cache.clear()
    time_machine.move_to(CLOSING - timedelta(seconds=20), tick=False)
    with override_settings(MIDDLEWARE=middleware, CACHE_MIDDLEWARE_SECONDS=3600):
        client = Client()
        assert "Åpent nå" in client.get(office.url).content.decode()
        time_machine.move_to(CLOSING - timedelta(seconds=5), tick=False)
        with django_assert_num_queries(0):
            assert "Åpent nå" in client.get(office.url).content.decode()
        time_machine.move_to(CLOSING + timedelta(seconds=1), tick=False)
        assert "Stengt nå" in client.get(office.url).content.decode()


def test_in_the_hour_that_comes_twice_the_earlier_change_bounds_the_page(index, time_machine):
    def until(closes: str) -> list[dict]:
        value = {"days": ["6"], "opens": "01:00", "closes": closes, "state": "open"}
        return [
            {"type": "weekly", "value": value},
            {"type": "holidays", "value": {"what": "closed"}},
        ]

    offer = make_offer(
        index,
        "Natteravn",
        opening_hours=until("02:30"),
        contact_points=[phone("70000110", hours=until("03:00"))],
    )
    # 02:30 is the first of two, at 00:30 UTC; by the wall clock it is after 03:00 less an hour.
    time_machine.move_to(datetime.fromisoformat("2026-10-25T00:29:30+00:00"), tick=False)
    response = Client().get(offer.url)
    assert age(response) == 30
