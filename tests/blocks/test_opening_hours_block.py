"""Opening hours on any page: an offer's, a shared set's, or some of its own."""

import re
from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.factories import alias_in, make_offer, make_section, phone
from tests.host.models import ArticlePage
from wagtail_hjelp.blocks import OpeningHoursBlock
from wagtail_hjelp.models import SharedHours

pytestmark = pytest.mark.django_db


def weekly(opens, closes, days="01234"):
    value = {"days": list(days), "opens": opens, "closes": closes, "state": "open"}
    return {"type": "weekly", "value": value}


CLOSED_ON_HOLIDAYS = {"type": "holidays", "value": {"what": "closed"}}
OFFICE = [weekly("08:00", "15:30"), CLOSED_ON_HOLIDAYS]


@pytest.fixture(autouse=True)
def _monday_morning(time_machine):
    time_machine.move_to(datetime.fromisoformat("2026-11-23T10:00:00+01:00"), tick=False)


@pytest.fixture
def index(site):
    return make_section(site.root_page)


@pytest.fixture
def shown(site):
    """Return the words on the host's page with the block on it."""

    def shown(page=None, **value) -> str:
        block = {"type": "opening_hours", "value": value}
        page = site.root_page.add_child(
            instance=ArticlePage(title="Artikkel", body=[{"type": "help", "value": [block]}])
        )
        response = Client().get(page.url)
        assert response.status_code == 200
        html = re.sub(r"(?s)<svg.*?</svg>|</?time[^>]*>", "", response.content.decode())
        return " ".join(re.sub(r"<[^>]+>", " ", html).split())

    return shown


def test_hours_of_an_offer_are_shown_under_its_name(index, shown):
    offer = make_offer(index, "Rådhuset", opening_hours=OFFICE)
    text = shown(offer=offer.pk)
    assert "Rådhuset Åpent nå til kl. 15.30 I dag: 08–15.30" in text
    assert "Mandag–fredag 08–15.30 Helg og helligdager stengt" in text


def test_offer_without_hours_of_its_own_shows_those_of_its_best_way_in(index, shown):
    points = [phone("70000110"), phone("70000111", hours=[weekly("09:00", "11:00")])]
    text = shown(offer=make_offer(index, "Rusteam", contact_points=points).pk)
    assert "Telefon: Åpent nå til kl. 11.00" in text


def test_shared_hours_are_shown_under_their_name_and_change_with_the_set(shown):
    shared = SharedHours.objects.create(name="Fastlegene", opening_hours=OFFICE)
    assert "Fastlegene Åpent nå til kl. 15.30" in shown(shared=shared.pk)
    shared.opening_hours = [weekly("12:00", "14:00")]
    shared.save()
    assert "Fastlegene Stengt nå åpner i dag kl. 12.00" in shown(shared=shared.pk)


def test_rows_of_its_own(shown):
    text = shown(heading="Kafeen", rows=[{"type": "always", "value": None}])
    assert "Kafeen Åpent nå hele døgnet Åpent hele døgnet, alle dager" in text


def test_unknown_hours_are_said_to_be_unknown_and_never_closed(index, shown):
    text = shown(offer=make_offer(index, "Ukjent").pk)
    assert "Åpningstidene er ikke oppgitt." in text
    assert "tengt" not in text


def test_offer_that_nobody_may_see_shows_no_hours(index, shown):
    offer = make_offer(index, "Rådhuset", opening_hours=OFFICE)
    offer.unpublish()
    assert "08–15.30" not in shown(offer=offer.pk)


def test_translated_page_shows_the_same_hours_in_its_own_words(index, site):
    offer = make_offer(index, "Rådhuset", opening_hours=OFFICE)
    alias = alias_in(offer, "en")
    html = Client().get(alias.url).content.decode()
    assert "Open now" in html
    assert "Monday–Friday" in html


@pytest.mark.parametrize(
    ("given", "field"),
    [((), "offer"), (("offer", "shared"), "shared"), (("shared", "rows"), "rows")],
)
def test_editor_is_told_to_choose_one(index, given, field):
    offer = make_offer(index, "Rådhuset", opening_hours=OFFICE)
    shared = SharedHours.objects.create(name="Fastlegene", opening_hours=OFFICE)
    everything = {"offer": offer.pk, "shared": shared.pk, "rows": OFFICE}
    block = OpeningHoursBlock()
    value = block.to_python({name: everything[name] for name in given})
    with pytest.raises(ValidationError) as raised:
        block.clean(value)
    assert set(raised.value.block_errors) == {field}
