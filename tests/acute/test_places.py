"""The town's own places on the ladder: which number, and whose hours stand below it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone, translation

from tests.acute.html import Page
from tests.factories import make_offer, make_section, phone, visit
from wagtail_hjelp.acute.finding import ladder_in
from wagtail_hjelp.acute.static_pages import static_pages
from wagtail_hjelp.hours.moment import Moment
from wagtail_hjelp.models import AcuteHelpPage, Helpline

NIGHT = datetime(2026, 11, 23, 3, tzinfo=ZoneInfo("Europe/Oslo"))
ALWAYS = [{"type": "always", "value": None}]
OUTSIDE = [{"type": "outside", "value": None}]
WEEK = {"days": ["0", "1", "2", "3", "4"], "state": "open", "weeks": "every"}
OFFICE = [
    {"type": "weekly", "value": {**WEEK, "opens": "08:00:00", "closes": "15:30:00"}},
    {"type": "holidays", "value": {"what": "closed"}},
]


@pytest.fixture(autouse=True)
def night_in_english() -> Iterator[None]:
    with translation.override("en"), time_machine.travel(NIGHT, tick=False):
        yield


@pytest.fixture
def index(site):
    return make_section(site.root_page)


def html(site) -> str:
    return ladder_in(site).render("whole", 2, Moment(timezone.now()))


def rung(site, code):
    found = ladder_in(site).rung(code)
    assert found is not None
    return found


def numbers(site, code) -> list[list[str]]:
    return [[n.contact.href for n in place.numbers] for place in rung(site, code).places]


def below(site, heading: str) -> str:
    """The part of the ladder below a place's name, up to the next rung."""
    return html(site).partition(heading)[2].partition("</section>")[0]


def test_the_hours_below_a_number_are_its_own(site, index):
    """An office that is closed, with a telephone that is always answered."""
    make_offer(
        index,
        "Krisesenteret",
        urgency="crisis_centre",
        contact_points=[phone("+4770000171", "crisis", ALWAYS)],
        opening_hours=OFFICE,
    )
    shown = below(site, "Krisesenteret")
    assert "Open day and night" in shown
    assert "Closed now" not in shown
    static = dict(static_pages(site))["en.html"].partition("Krisesenteret")[2]
    assert "Open day and night" in static.partition("</section>")[0]


def test_hours_of_a_visit_do_not_stand_beside_those_of_a_number(site, index):
    """One calls first; the offer's own page says when to come."""
    make_offer(
        index,
        "Krisesenteret",
        urgency="crisis_centre",
        contact_points=[
            phone("+4770000171", "crisis", ALWAYS),
            visit(street="Kaigata 1", place="Havnesund"),
        ],
        opening_hours=OFFICE,
    )
    shown = below(site, "Krisesenteret")
    assert "Kaigata 1, Havnesund" in shown
    assert "08:00" not in shown


def test_hours_of_a_place_without_a_number_say_what_they_are_of(site, index):
    make_offer(
        index,
        "Kriseteamet",
        urgency="crisis_team",
        contact_points=[visit(street="Kaigata 1", place="Havnesund", hours=OFFICE)],
    )
    (place,) = rung(site, "crisis_team").places
    assert place.hours_of == "Visit"
    assert "Visit:" in below(site, "Kriseteamet")


def test_a_number_that_is_not_always_answered_has_the_next_one_beside_it(site, index):
    """The watch answers when the office does not; both stand there at every hour."""
    make_offer(
        index,
        "Barnevernvakten",
        urgency="child_welfare",
        contact_points=[
            phone("+4770000180", "general", OFFICE),
            phone("+4770000181", "out_of_hours", OUTSIDE),
        ],
        opening_hours=OFFICE,
    )
    expected = [["tel:+4770000181", "tel:+4770000180"]]
    assert numbers(site, "child_welfare") == expected
    with time_machine.travel(NIGHT.replace(hour=10), tick=False):
        assert numbers(site, "child_welfare") == expected
    (place,) = rung(site, "child_welfare").places
    assert [n.purpose for n in place.numbers] == ["Evenings, nights and weekends", "Contact"]
    assert place.hours_of == ""


def test_a_gp_s_number_is_never_the_one_for_the_night(site, index):
    make_offer(
        index,
        "Legekontoret",
        urgency="daytime_emergency",
        contact_points=[
            phone("+4770000130"),
            phone("+4770000110", "out_of_hours", OUTSIDE),
        ],
        opening_hours=OFFICE,
    )
    assert numbers(site, "daytime_emergency") == [["tel:+4770000130"]]


def test_a_place_that_is_reached_through_the_legevakt_has_its_number(site, index):
    make_offer(index, "Kriseteamet", urgency="crisis_team", contact_points=[phone("116117")])
    assert numbers(site, "crisis_team") == [["tel:116117"]]


def test_the_legevakt_does_not_say_its_rung_s_number_again(site, index):
    make_offer(
        index,
        "Legevakta",
        urgency="legevakt",
        contact_points=[phone("116117", "crisis"), phone("+4770000110")],
    )
    assert numbers(site, "legevakt") == [["tel:+4770000110"]]


@pytest.mark.parametrize(
    "fields",
    [
        {"opening_hours": ALWAYS},
        {
            "contact_points": [
                {
                    "type": "chat",
                    "value": {
                        "purpose": "general",
                        "url": "https://gp.example/chat",
                        "hours": ALWAYS,
                    },
                },
                phone("+4770000130"),
            ]
        },
    ],
)
@pytest.mark.parametrize("moment", ["2026-12-25 03:00", "2026-12-25 12:00", "2026-12-23 22:00"])
def test_nothing_that_is_typed_makes_it_daytime_at_night_or_at_christmas(
    site, index, fields, moment
):
    make_offer(index, "Legekontoret", urgency="daytime_emergency", **fields)
    at = datetime.fromisoformat(moment).replace(tzinfo=NIGHT.tzinfo)
    with time_machine.travel(at, tick=False):
        assert Page(html(site)).now == ["legevakt"]


def test_a_number_for_booking_is_no_acute_help(site, index):
    sms = {"type": "sms", "value": {"purpose": "booking", "number": "2097", "hours": []}}
    make_offer(
        index,
        "Legekontoret",
        urgency="daytime_emergency",
        contact_points=[phone("+4770000121", "booking"), phone("+4770000120"), sms],
    )
    assert numbers(site, "daytime_emergency") == [["tel:+4770000120"]]
    assert "sms:2097" not in html(site)


def test_a_place_with_nothing_but_an_address_on_the_web_shows_that(site, index):
    web = {"type": "web", "value": {"purpose": "general", "url": "https://mottak.example/"}}
    make_offer(index, "Overgrepsmottaket", urgency="assault_centre", contact_points=[web])
    assert 'href="https://mottak.example/"' in below(site, "Overgrepsmottaket")


def test_whoever_has_another_gp_is_shown_how_to_find_their_own(site, index):
    make_offer(
        index, "Legekontoret", urgency="daytime_emergency", contact_points=[phone("+4770000120")]
    )
    assert "helsenorge.no" in html(site)


def test_the_first_three_places_are_shown_whole_and_the_rest_in_short(site, index):
    for number in range(5):
        make_offer(
            index,
            f"Sted {number}",
            summary=f"Hva sted {number} er til.",
            urgency="urgent",
            contact_points=[phone(f"+477000012{number}")],
        )
    shown = html(site)
    assert [f"Hva sted {number}" in shown for number in range(5)] == [True] * 3 + [False] * 2
    assert [f"tel:+477000012{number}" in shown for number in range(5)] == [True] * 5


def test_what_is_taken_down_in_the_source_language_is_gone_in_all(site, index, locales):
    offer = make_offer(
        index, "Legevakta", urgency="legevakt", contact_points=[phone("+4770000110")]
    )
    english = offer.copy_for_translation(locales["en"], copy_parents=True)
    english.title = "The legevakt"
    english.save_revision().publish()
    assert "tel:+4770000110" in html(site)
    offer.unpublish()
    assert "tel:+4770000110" not in html(site)


def hide(site, *codes: str) -> None:
    for line in Helpline.objects.filter(code__in=codes):
        line.hidden_on = [site]
        line.save()


def test_a_rung_without_any_way_in_is_left_out(site, index):
    hide(site, "vo-linjen-116006", "krisesenter", "mental-helse-hjelpetelefonen", "kirkens-sos")
    codes = [str(found.code) for found in ladder_in(site).rungs]
    assert "crisis_centre" not in codes
    assert "talk" not in codes
    assert codes[:3] == ["emergency", "legevakt", "daytime_emergency"]


def test_somebody_to_talk_to_is_never_one_alone(site, index):
    hide(site, "kirkens-sos")
    assert [line.code for line in rung(site, "talk").helplines] == [
        "mental-helse-hjelpetelefonen",
        "sidetmedord",
    ]


def test_a_service_that_can_only_be_written_to_is_shown_with_its_chat(site, index):
    line = Helpline.objects.get(code="vo-linjen-116006")
    line.contact_points = [
        {
            "type": "chat",
            "value": {"purpose": "talk", "url": "https://www.volinjen.no/", "hours": []},
        }
    ]
    line.reason = "Telefonen er nede"
    line.save()
    found = rung(site, "crisis_centre")
    assert found.number is None
    assert 'href="https://www.volinjen.no/"' in html(site)


def test_the_addresses_on_a_page_do_not_depend_on_the_files_that_are_written(site, index, client):
    make_offer(index, "Legevakta", urgency="legevakt", contact_points=[phone("+4770000110")])
    front = index.get_parent()
    front.add_child(instance=AcuteHelpPage(title="Akutt hjelp", slug="akutt"))
    list(static_pages(site))
    page = client.get("/nb/hjelp/akutt/").content.decode()
    assert 'href="/nb/hjelp/tilbud/legevakta/"' in page
    assert "http://localhost" not in page


def test_a_language_that_the_package_does_not_speak_is_marked_as_the_one_it_is(site, index):
    with translation.override("fr"):
        shown = html(site)
    assert '<div class="hjelp-ladder" lang="nb" dir="ltr">' in shown
    assert shown.index("tel:110") < shown.index("hjelp-notice") < shown.index("tel:116117")


def test_always_open_is_not_said_of_a_place_that_closes_one_day(site, index):
    closed = {"first": "2026-12-24", "what": "closed"}
    make_offer(
        index,
        "Krisesenteret",
        urgency="crisis_centre",
        contact_points=[phone("+4770000171")],
        opening_hours=[*ALWAYS, {"type": "exception", "value": closed}],
    )
    shown = below(site, "Krisesenteret")
    assert "Open now" in shown
