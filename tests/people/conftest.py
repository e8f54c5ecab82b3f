"""Amina, who agreed until 30 November 2026; it is Sunday the 22nd."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import translation

from wagtail_hjelp.models import ConsentText

from .records import make_person

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=OSLO)


@pytest.fixture(autouse=True)
def clock(settings):
    settings.LANGUAGE_CODE = "en"
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600
    with translation.override("en"), time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def go_to(clock):
    """Move the clock to a local time."""

    def go(year: int, month: int, day: int, hour: int = 10, minute: int = 0, second: int = 0):
        clock.move_to(datetime(year, month, day, hour, minute, second, tzinfo=OSLO))

    return go


@pytest.fixture
def text(db) -> ConsentText:
    return ConsentText.objects.create(text="Vi skriver ned navnet ditt.")


@pytest.fixture
def amina(text):
    return make_person(text, consent_until=date(2026, 11, 30))
