"""The ladder: its rungs, their order, what the municipality's own offers add."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from tests.acute.html import Page
from tests.factories import make_offer, make_section, phone, visit
from wagtail_hjelp.acute.finding import ladder_in, national_ladder
from wagtail_hjelp.acute.words import RungCode
from wagtail_hjelp.hours.moment import Moment
from wagtail_hjelp.models import Helpline
from wagtail_hjelp.phone import whole_numbers

OSLO = ZoneInfo("Europe/Oslo")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=OSLO)
ALWAYS = [{"type": "always", "value": None}]
OFFICE = [
    {
        "type": "weekly",
        "value": {
            "days": ["0", "1", "2", "3", "4"],
            "opens": "08:00:00",
            "closes": "15:30:00",
            "state": "open",
            "weeks": "every",
        },
    },
    {"type": "holidays", "value": {"what": "closed"}},
]


@pytest.fixture(autouse=True)
def monday_morning_in_english() -> Iterator[None]:
    with translation.override("en"), time_machine.travel(MONDAY, tick=False):
        yield


def rendered(ladder, layout="whole", level=2, **context):
    return Page(ladder.render(layout, level, Moment(timezone.now()), **context))


def test_without_any_offer_it_is_useful():
    page = rendered(national_ladder())
    assert page.headings == [
        "Call 113 if life is in danger",
        "Call 116 117 if it cannot wait and your GP is closed",
        "Call your GP (fastlege) in the daytime if it cannot wait",
        "Call if somebody close to you hurts you or threatens you",
        "Call if a child is not safe, or if you are a child who is not safe",
        "Call or write if you need someone to talk to",
    ]
    assert page.calls == [
        ("tel:113", "113"),
        ("tel:112", "112"),
        ("tel:110", "110"),
        ("tel:116117", "116 117"),
        ("tel:+4722591300", "22 59 13 00"),
        ("tel:116006", "116 006"),
        ("tel:116111", "116 111"),
        ("tel:116123", "116 123"),
        ("tel:+4722400040", "22 40 00 40"),
    ]


@pytest.mark.django_db
def test_national_ladder_asks_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        rendered(national_ladder())


def test_every_kind_of_offer_finds_its_rung(site):
    index = make_section(site.root_page)
    for number, urgency in enumerate(
        (
            "dental",
            "crisis_team",
            "child_welfare",
            "assault_centre",
            "crisis_centre",
            "hospital",
            "daytime_emergency",
            "legevakt",
            "urgent",
        )
    ):
        make_offer(
            index,
            f"Tilbud {urgency}",
            urgency=urgency,
            contact_points=[phone(f"+477000011{number}")],
        )
    make_offer(index, "Ikke akutt", contact_points=[phone("+4770000119")])
    ladder = ladder_in(site)
    assert [rung.code for rung in ladder.rungs] == list(RungCode)
    assert {
        str(rung.code): [place.title.text for place in rung.places]
        for rung in ladder.rungs
        if rung.places
    } == {
        "legevakt": ["Tilbud legevakt"],
        "daytime_emergency": ["Tilbud daytime_emergency"],
        "hospital": ["Tilbud hospital"],
        "crisis_centre": ["Tilbud crisis_centre"],
        "assault_centre": ["Tilbud assault_centre"],
        "child_welfare": ["Tilbud child_welfare"],
        "crisis_team": ["Tilbud crisis_team"],
        "dental": ["Tilbud dental"],
        "urgent": ["Tilbud urgent"],
    }


def test_nothing_is_hidden_by_time(site):
    index = make_section(site.root_page)
    make_offer(
        index,
        "Legekontoret",
        urgency="daytime_emergency",
        contact_points=[phone("+4770000110")],
        opening_hours=OFFICE,
    )
    make_offer(index, "Legevakta", urgency="legevakt", contact_points=[phone("+4770000112")])
    hrefs = {}
    for hour in (3, 10, 20):
        with time_machine.travel(MONDAY.replace(hour=hour), tick=False):
            page = rendered(ladder_in(site))
            hrefs[hour] = page.hrefs
            assert page.hrefs[0] == "tel:113"
    assert hrefs[3] == hrefs[10] == hrefs[20]
    assert {"tel:+4770000110", "tel:+4770000112"} <= set(hrefs[3])


@pytest.mark.parametrize(
    ("hour", "now"), [(7, "legevakt"), (8, "daytime_emergency"), (16, "legevakt")]
)
def test_the_turn_follows_the_hours_of_the_town_s_gps(site, hour, now):
    index = make_section(site.root_page)
    make_offer(index, "Legekontoret", urgency="daytime_emergency", opening_hours=OFFICE)
    with time_machine.travel(MONDAY.replace(hour=hour), tick=False):
        assert rendered(ladder_in(site)).now == [now]


def test_the_turn_does_not_follow_the_hours_typed_for_the_legevakt(site):
    index = make_section(site.root_page)
    make_offer(index, "Legevakta", urgency="legevakt", opening_hours=OFFICE)
    with time_machine.travel(MONDAY.replace(hour=9), tick=False):
        assert rendered(ladder_in(site)).now == ["daytime_emergency"]
    with time_machine.travel(MONDAY.replace(hour=20), tick=False):
        assert rendered(ladder_in(site)).now == ["legevakt"]


def test_a_kept_ladder_is_made_anew_when_its_time_is_over(site):
    make_section(site.root_page)
    with time_machine.travel(MONDAY.replace(hour=14, minute=59), tick=False):
        assert rendered(ladder_in(site)).now == ["daytime_emergency"]
    with time_machine.travel(MONDAY.replace(hour=15), tick=False):
        assert rendered(ladder_in(site)).now == ["legevakt"]


def test_the_number_for_a_crisis_goes_before_the_switchboard(site):
    index = make_section(site.root_page)
    make_offer(
        index,
        "Krisesenteret",
        urgency="crisis_centre",
        contact_points=[phone("+4770000110", "switchboard"), phone("+4770000112", "crisis")],
    )
    (place,) = ladder_in(site).rung("crisis_centre").places
    assert place.phone.href == "tel:+4770000112"


def test_a_number_that_stands_above_is_not_said_again(site):
    index = make_section(site.root_page)
    make_offer(
        index,
        "Legekontoret",
        urgency="daytime_emergency",
        contact_points=[phone("116117", "out_of_hours"), phone("+4770000110")],
    )
    (place,) = ladder_in(site).rung("daytime_emergency").places
    assert place.phone.href == "tel:+4770000110"


def test_a_secret_address_stands_nowhere(site):
    index = make_section(site.root_page)
    make_offer(
        index,
        "Krisesenteret",
        urgency="crisis_centre",
        contact_points=[phone("+4770000110"), visit(withheld=True, street="Hemmelig vei 1")],
    )
    html = ladder_in(site).render("whole", 2, Moment(timezone.now()))
    assert "Hemmelig" not in html
    assert "The address is not public." in html


def test_the_nearest_one_is_looked_for_until_the_town_has_named_its_own(site):
    index = make_section(site.root_page)
    finder = ladder_in(site).rung("crisis_centre").finder
    assert [contact.href for contact in finder.contacts] == ["https://www.krisesenter.com/"]
    make_offer(
        index, "Krisesenteret", urgency="crisis_centre", contact_points=[phone("+4770000110")]
    )
    assert ladder_in(site).rung("crisis_centre").finder is None


def test_hours_that_all_gps_share_are_said_once(site):
    index = make_section(site.root_page)
    for name in ("Fjord", "Sentrum"):
        make_offer(index, f"{name} legekontor", urgency="daytime_emergency", opening_hours=OFFICE)
    rung = ladder_in(site).rung("daytime_emergency")
    assert rung.common_hours is rung.places[0].hours or rung.common_hours == rung.places[0].hours
    html = ladder_in(site).render("whole", 2, Moment(timezone.now()))
    assert html.count("Monday–Friday") == 1


def test_a_correction_of_a_national_number_is_on_the_ladder(site):
    make_section(site.root_page)
    Helpline.objects.update_or_create(
        code="kirkens-sos",
        defaults={
            "contact_points": [phone("+4722400041", "talk", ALWAYS)],
            "reason": "Nytt nummer",
        },
    )
    assert "tel:+4722400041" in rendered(ladder_in(site)).hrefs


def test_compact_has_the_first_numbers_and_the_way_to_the_rest():
    html = national_ladder().render(
        "compact", 3, Moment(timezone.now()), acute_url="/en/hjelp/akutt/"
    )
    assert Page(html).hrefs == ["tel:113", "tel:116117", "tel:116123"]
    assert 'href="/en/hjelp/akutt/#hjelp-daytime_emergency"' in html
    assert html.count('href="/en/hjelp/akutt/"') == 1


def test_headings_stand_at_the_level_asked_for():
    html = national_ladder().render("whole", 4, Moment(timezone.now()))
    assert html.count("<h4 id=") == 6
    assert "<h2" not in html
    assert "<h3" not in html


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Call 116 117 now", "Call 116\u00a0117 now"),
        ("22 59 13 00", "22\u00a059\u00a013\u00a000"),
        ("113, 116 117", "113, 116\u00a0117"),
        ("in 2 rooms", "in 2 rooms"),
    ],
)
def test_a_number_stays_in_one_piece_and_in_its_order(text, whole):
    assert whole_numbers(text) == whole


def test_a_place_s_words_in_another_language_are_marked_as_such(site, locales):
    index = make_section(site.root_page)
    make_offer(index, "Legevakta", urgency="legevakt", contact_points=[phone("+4770000110")])
    with translation.override("ar"):
        ladder = ladder_in(site)
        html = ladder.render("whole", 2, Moment(timezone.now()))
    assert ladder.other_language == "nb"
    assert ("nb", "Legevakta") in Page(html).langs
    assert 'lang="nb" dir="ltr"' in html


def test_as_many_queries_for_many_offers_as_for_few(site, locales):
    index = make_section(site.root_page)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            rendered(ladder_in(site))
        return len(found)

    def add(number: int) -> None:
        make_offer(
            index,
            f"Sted {number}",
            urgency="urgent",
            contact_points=[phone("+4770000110")],
            opening_hours=OFFICE,
        )

    add(0)
    queries()  # Wagtail's addresses of the site are kept from now on
    add(1)
    few = queries()
    for number in range(2, 22):
        add(number)
    assert queries() == few
    # Made once: after that only the languages, and whether anything has changed.
    assert queries() == 2
