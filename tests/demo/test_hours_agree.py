"""Whoever is asked says the same: filter, label, script's data and JSON-LD, on all demo offers."""

import random
import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import Locale

from tests.hours.test_jsonld import is_open
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.directory.snapshot import snapshot
from wagtail_hjelp.hours.jsonld import specifications
from wagtail_hjelp.hours.status import coming
from wagtail_hjelp.models import HelpOfferIndexPage

pytestmark = pytest.mark.usefixtures("demo")

INSTANTS = 1000
OPEN = ("open", "phone_only")


@pytest.fixture(scope="module")
def held(demo):
    index = HelpOfferIndexPage.objects.get(locale=Locale.objects.get(language_code="nb"))
    return snapshot(Scope.of_page(index))


@pytest.fixture(scope="module")
def instants():
    chance = random.Random("agree")
    start = timezone.now()
    return [
        start + timedelta(minutes=chance.randrange(360 * 24 * 60), seconds=chance.randrange(60))
        for _ in range(INSTANTS)
    ]


def row_of_the_script(data: str, instant: datetime) -> list:
    """Return the row of a moment: the last whose minute has come.

    That the script itself shows that row is tested in a browser.
    """
    minute = instant.timestamp() / 60
    return [row for line in data.split("\n") if int((row := line.split("|"))[0]) <= minute][-1]


def test_filter_label_script_and_jsonld_agree_at_a_thousand_random_instants(held, instants):
    chance = random.Random("made")
    zone = held.book.calendar.zone
    specified = {}
    instants_from = min(instants)
    compared = unsaid = 0
    with translation.override("nb"):
        for instant in instants:
            open_now = held.open_at(instant).bits
            # The filter, for all; the others, which take longer to ask, for a few at each instant.
            for schedule, entries in held.entries_of.items():
                assert (entries & open_now == entries) is schedule.is_open_at(instant)
            for schedule in chance.sample(list(held.entries_of), 3):
                found = held.entries_of[schedule] & open_now
                label = coming(schedule, instant).now
                assert (label.state in OPEN) is bool(found), (instant, label)
                # A page that was made up to a day before, and has been open since.
                made = instant - timedelta(minutes=chance.randrange(24 * 60))
                shown = row_of_the_script(coming(schedule, made).data(), instant)
                assert shown[1:] == label.row()[1:], (instant, made)
                # What search engines were told at the beginning of that month.
                crawled = max(zone.today(instant).replace(day=1), zone.today(instants_from))
                if (schedule, crawled) not in specified:
                    specified[schedule, crawled] = specifications(schedule, crawled).all()
                told = is_open(specified[schedule, crawled], instant)
                if told is None:
                    unsaid += 1
                else:
                    compared += 1
                    assert told is bool(found), (instant, label)
    assert compared > 2 * INSTANTS > unsaid


def test_pages_say_what_the_filter_finds(held, instants, time_machine):
    index = HelpOfferIndexPage.objects.get(locale=Locale.objects.get(language_code="nb"))
    client = Client()
    for instant in instants[:6]:
        time_machine.move_to(instant, tick=False)
        everything = states(client, index.url)
        found = states(client, f"{index.url}?open=now")
        assert found == {url: state for url, state in everything.items() if state in OPEN}
        assert len(everything) == len(held.index)


def states(client: Client, address: str) -> dict[str, str]:
    """Return the state that each card says, over all pages of a listing."""
    found: dict[str, str] = {}
    url = address
    while url:
        response = client.get(url)
        html = response.content.decode()
        for card in html.split('<li class="hjelp-card')[1:]:
            link = re.search(r'class="hjelp-card__title"[^>]*><a href="([^"]+)"', card)
            state = re.search(r'data-hjelp-state="(\w+)"', card)
            assert link and state
            found[link[1]] = state[1]
        url = response.context["directory"].next_url
    return found
