"""An activity for search engines: schema.org ``Event``, its next date on top.

The event is the next date. If there are more, ``eventSchedule`` has the rules and ``subEvent`` the
next dates one by one, each with how it stands. An event without a place or an address on the web is
none to those who read it, and neither is one without a date: then nothing is said at all. What is
not known is left out.

https://schema.org/Event, and Google's structured data for events
(developers.google.com/search/docs/appearance/structured-data/event).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from wagtail_hjelp.activities.agenda import Happens
from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.activities.snapshot import ActivitySnapshot
from wagtail_hjelp.activities.writing import date_calendar
from wagtail_hjelp.blocks.places import Where, where_of_raw
from wagtail_hjelp.hours.words import joined
from wagtail_hjelp.schedule import Calendar, Dates, Monthly, Weekly
from wagtail_hjelp.schedule.recurrence import Rule, happenings, rule_of
from wagtail_hjelp.schedule.zone import Zone
from wagtail_hjelp.vocabularies import Cost, OccurrenceStatus

from .structured_data import Data

# Dates one by one, at most.
DATES = 10
# How far ahead dates that a rule leaves out are told.
YEAR = timedelta(days=365)

_SCHEMA = "https://schema.org/"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_STATUS = {
    OccurrenceStatus.CANCELLED: f"{_SCHEMA}EventCancelled",
    OccurrenceStatus.SCHEDULED: f"{_SCHEMA}EventScheduled",
    OccurrenceStatus.FULL: f"{_SCHEMA}EventScheduled",
}


def event_data(
    page: Any, held: ActivitySnapshot | None, happens: Sequence[Happens], now: datetime
) -> Data:
    """Return an activity as JSON-LD in the active language; {} if there is no event to tell of.

    ``happens`` are its dates that are not over, by start. ``held`` is the calendar that the page
    stands in, None for one that is in none, such as a draft.
    """
    where = where_of_raw(page.where.raw_data)
    locations = _locations(where)
    if not happens or not locations:
        return {}
    calendar = date_calendar()
    dates = held.dates_of.get(page.pk) if held is not None else None
    if dates is None:
        dates = read_dates(page.dates.raw_data)
    series = len(happens) > 1
    # Of each date all that makes it an event.
    common: Data = {
        "name": page.title,
        "url": page.full_url or "",
        "eventAttendanceMode": _attendance(where),
        "location": locations[0] if len(locations) == 1 else locations,
    }
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        **common,
        "description": page.summary,
        **_date(happens[0], dates, calendar.zone),
        "organizer": _organizer(page, held),
        "offers": _offer(page, happens[0]),
        "isAccessibleForFree": _is_free(page),
        "maximumAttendeeCapacity": page.places,
        "inLanguage": list(page.service_languages),
        "audience": _audience(page),
        "typicalAgeRange": _ages(page),
        "eventSchedule": _schedules(dates, now, calendar) if series else [],
        "subEvent": [
            _filled(
                {
                    "@type": "Event",
                    **common,
                    **_date(one, dates, calendar.zone),
                    "offers": _offer(page, one),
                }
            )
            for one in happens[:DATES]
        ]
        if series
        else [],
    }
    return _filled(data)


def _filled(data: Data) -> Data:
    """Leave out what is not known. No and nothing to pay are known."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def _date(one: Happens, dates: Dates, zone: Zone) -> Data:
    """Return when one date is, and how it stands."""
    if one.all_day:
        data: Data = {
            "startDate": one.first_day.isoformat(),
            "endDate": one.last_day.isoformat(),
        }
    else:
        ends = one.ends_at
        data = {"startDate": _local(one.starts_at, zone), "endDate": ends and _local(ends, zone)}
        if ends is None and one.last_day > one.first_day:
            data["endDate"] = one.last_day.isoformat()
    data["eventStatus"] = _STATUS[OccurrenceStatus(one.status)]
    if one.moved and one.starts_at != one.rule_starts_at:
        data["previousStartDate"] = _previous(one, dates, zone)
        if one.status != OccurrenceStatus.CANCELLED:
            data["eventStatus"] = f"{_SCHEMA}EventRescheduled"
    return data


def _previous(one: Happens, dates: Dates, zone: Zone) -> str:
    """Return when a moved date was to begin: a date if its row lasts all day."""
    all_day = any(row.key == one.row and row.times.starts is None for row in dates.rows)
    return one.day.isoformat() if all_day else _local(one.rule_starts_at, zone)


def _local(moment: datetime, zone: Zone) -> str:
    return moment.astimezone(zone.info).isoformat(timespec="minutes")


def _locations(where: Where) -> list[Data]:
    """Return where one goes and where one looks. Of a secret place, that it is secret."""
    found: list[Data] = []
    if where.place is not None:
        place = where.place
        address = ", ".join(place.address_lines)
        name = joined(part for part in (place.name, place.room) if part)
        # The name of a place that has none is what stands on the page.
        found.append(_filled({"@type": "Place", "name": name or place.text, "address": address}))
    if where.online is not None:
        online = where.online
        found.append(_filled({"@type": "VirtualLocation", "name": online.name, "url": online.url}))
    return found


def _attendance(where: Where) -> str:
    mode = "Offline" if where.online is None else "Online" if where.place is None else "Mixed"
    return f"{_SCHEMA}{mode}EventAttendanceMode"


def _organizer(page: Any, held: ActivitySnapshot | None) -> Data | None:
    if held is not None and page.pk in held.key_of:
        organiser = held.organiser_of.get(page.pk)
        name = organiser.name if organiser else ""
    else:
        name = page.organiser.title if page.organiser is not None else page.organiser_name
    return {"@type": "Organization", "name": name} if name else None


def _offer(page: Any, one: Happens) -> Data | None:
    """Return what it costs and how one signs up for a date; None if nobody has said.

    For a date that is cancelled there is nothing to sign up for.
    """
    if one.status == OccurrenceStatus.CANCELLED:
        return None
    price = 0 if page.cost == Cost.FREE else page.cost_amount
    data = {
        "price": price,
        "priceCurrency": None if price is None else "NOK",
        "url": page.sign_up_url,
        "validThrough": page.sign_up_by and page.sign_up_by.isoformat(),
        "availability": f"{_SCHEMA}SoldOut" if one.status == OccurrenceStatus.FULL else None,
    }
    found = _filled(data)
    return {"@type": "Offer", **found} if found else None


def _is_free(page: Any) -> bool | None:
    if page.cost == Cost.FREE:
        return True
    return False if page.cost in (Cost.PAID, Cost.DEDUCTIBLE) or page.cost_amount else None


def _audience(page: Any) -> Data | None:
    labels = page._meta.get_field("audiences").labels(page.audiences)
    return {"@type": "Audience", "audienceType": joined(labels)} if labels else None


def _ages(page: Any) -> str:
    """Return ages as schema.org writes them: "13-17", "67-", "0-6"."""
    if page.age_from is None and page.age_to is None:
        return ""
    return f"{page.age_from or 0}-{'' if page.age_to is None else page.age_to}"


def _schedules(dates: Dates, now: datetime, calendar: Calendar) -> list[Data]:
    """Return the rules that are not over."""
    today = calendar.zone.today(now)
    return [
        _schedule(row, dates, today, calendar)
        for row in dates.rows
        if isinstance(row, Weekly | Monthly) and (row.until is None or row.until >= today)
    ]


def _schedule(row: Rule, dates: Dates, today: date, calendar: Calendar) -> Data:
    data: Data = {"@type": "Schedule", "repeatFrequency": _frequency(row)}
    if isinstance(row, Weekly):
        data["byDay"] = [_weekday(day) for day in sorted(set(row.weekdays))]
    elif -1 in row.ordinals:
        # The last of a month has no number: as iCalendar writes it, which byDay takes too.
        code = _WEEKDAYS[row.weekday][:2].upper()
        data["byDay"] = [f"{ordinal}{code}" for ordinal in row.ordinals]
    else:
        data |= {"byDay": [_weekday(row.weekday)], "byMonthWeek": list(row.ordinals)}
    return _filled(
        {
            **data,
            "startDate": row.first.isoformat(),
            "endDate": row.until and row.until.isoformat(),
            "startTime": _clock(row.times.starts),
            "endTime": _clock(row.times.ends),
            "scheduleTimezone": calendar.zone.name,
            "exceptDate": _excepted(row, dates, today, calendar),
        }
    )


def _excepted(row: Rule, dates: Dates, today: date, calendar: Calendar) -> list[str]:
    """Return the dates of the coming year that the rule would give and that are none."""
    last = min(today + YEAR, row.until or date.max)
    given = {found.day for found in happenings(Dates((row,), dates.breaks), today, last, calendar)}
    starts = rule_of(row, today, last).between(
        datetime.combine(today, time.min), datetime.combine(last, time.max), inc=True
    )
    days = (start.date() for start in starts)
    return [day.isoformat() for day in days if day not in given]


def _frequency(row: Rule) -> str:
    return f"P{row.every}{'W' if isinstance(row, Weekly) else 'M'}"


def _weekday(day: int) -> str:
    return f"{_SCHEMA}{_WEEKDAYS[day]}"


def _clock(minute: int | None) -> str:
    """Return a local time of day; midnight at the end of a day is 00:00 of the next."""
    return "" if minute is None else f"{minute // 60 % 24:02}:{minute % 60:02}"
