"""A calendar at a fixed moment, and its feeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone, translation
from wagtail.models import Page

from tests.activities.calendars import local, make_calendar, shown
from wagtail_hjelp.outlets.atom import feed_of
from wagtail_hjelp.outlets.ical import calendar_of, calendar_of_one

HOST = "https://havnesund.example"

Feed = Callable[..., bytes]


def absolute(path: str) -> str:
    return HOST + path


@pytest.fixture
def at(time_machine):
    """Move the clock to a local time; it stands still. It begins on a Monday in winter."""

    def at(text: str) -> None:
        time_machine.move_to(local(text), tick=False)

    at("2026-11-23 10:00")
    return at


@pytest.fixture
def calendar(site, at):
    return make_calendar(site.root_page)


@pytest.fixture
def ical(calendar) -> Feed:
    """The calendar as a feed: of all its activities, or of those given."""

    def feed(*activities: Page, index: Any = calendar, language: str = "en") -> bytes:
        held = shown(index)
        with translation.override(language):
            return calendar_of(
                [page.pk for page in activities] or list(held.key_of),
                held,
                name="Hva skjer",
                url=f"{HOST}/nb/hjelp/hva-skjer/",
                now=timezone.now(),
                absolute=absolute,
            )

    return feed


@pytest.fixture
def ical_of_one(calendar) -> Feed:
    """One date of an activity as a calendar."""

    def feed(activity: Page, key: str) -> bytes:
        with translation.override("en"):
            return calendar_of_one(
                key,
                activity.pk,
                shown(calendar),
                name="Hva skjer",
                url=f"{HOST}/nb/hjelp/hva-skjer/",
                now=timezone.now(),
                absolute=absolute,
            )

    return feed


@pytest.fixture
def atom(calendar) -> Feed:
    """The calendar as a feed of what is new."""

    def feed(*activities: Page, index: Any = calendar, language: str = "en") -> bytes:
        held = shown(index)
        with translation.override(language):
            return feed_of(
                [page.pk for page in activities] or list(held.key_of),
                held,
                name="Hva skjer",
                url=f"{HOST}/nb/hjelp/hva-skjer/",
                feed_url=f"{HOST}/nb/hjelp/hva-skjer/feed/",
                now=timezone.now(),
                absolute=absolute,
            )

    return feed
