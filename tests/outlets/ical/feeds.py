"""Calendar feeds, as programs read them."""

from __future__ import annotations

from icalendar import Calendar

from tests.factories import weekly

# The café's date of 9 December, as an event of its own.
OVERRIDE = "DTSTART;TZID=Europe/Oslo:20261209T140000", "DTEND;TZID=Europe/Oslo:20261209T160000"
CAFE = weekly("2026-11-25", until="2026-12-30")


def events(feed: bytes) -> list[list[str]]:
    """The lines of each event, unfolded, without those that all have alike."""
    text = feed.decode().replace("\r\n ", "")
    alike = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "URL", "TRANSP", "END")
    return [
        [line for line in block.splitlines()[1:] if not line.startswith(alike)]
        for block in text.split("BEGIN:VEVENT")[1:]
    ]


def lines(feed: bytes, *names: str) -> list[str]:
    """The lines of all events that begin with these names."""
    text = feed.decode().replace("\r\n ", "").partition("BEGIN:VEVENT")[2]
    return [line for line in text.splitlines() if line.startswith(names)]


def uids(feed: bytes) -> list[str]:
    return [str(event["UID"]) for event in Calendar.from_ical(feed).walk("VEVENT")]
