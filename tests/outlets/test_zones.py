"""``VTIMEZONE``, read by another library, gives the offsets that the zone has."""

import io
import zoneinfo
from datetime import datetime, timedelta

import pytest
from dateutil.tz import tzical

from wagtail_hjelp.outlets.zones import vtimezone
from wagtail_hjelp.schedule.zone import Zone


def test_oslo_has_two_rules_that_go_on():
    assert vtimezone(Zone("Europe/Oslo"), 2026, 2027).to_ical().decode().split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Oslo",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250330T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251026T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Oslo",
        "Europe/Dublin",
        "Arctic/Longyearbyen",
        "America/New_York",
        # By the moon: dates, and no rule.
        "Africa/Casablanca",
        # At midnight, by half an hour, never, and not any more.
        "Africa/Cairo",
        "Australia/Lord_Howe",
        "Asia/Tokyo",
        "Asia/Tehran",
    ],
)
def test_offsets_are_those_of_the_zone(name):
    text = vtimezone(Zone(name), 2020, 2028).to_ical().decode()
    read, zone = tzical(io.StringIO(text)).get(name), zoneinfo.ZoneInfo(name)
    moment, wrong = datetime(2020, 1, 1), []
    while moment < datetime(2029, 1, 1):
        local = moment.replace(tzinfo=zone)
        # A local time that comes twice, or not at all, is read one way or the other.
        is_clear = local.utcoffset() == local.replace(fold=1).utcoffset()
        if is_clear and moment.replace(tzinfo=read).utcoffset() != local.utcoffset():
            wrong.append(moment)
        moment += timedelta(minutes=90)
    assert wrong == []
