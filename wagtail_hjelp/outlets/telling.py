"""What calendars and feeds tell of an activity and of one date of it: plain text.

The package's own words are in the active language, the activity's in their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import unescape
from types import SimpleNamespace
from typing import Any, Protocol

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from wagtail.models import Site

from wagtail_hjelp import phone
from wagtail_hjelp.activities.snapshot import ActivitySnapshot
from wagtail_hjelp.activities.words import occurrence_text
from wagtail_hjelp.blocks.places import Where, where_of_raw
from wagtail_hjelp.conf import settings
from wagtail_hjelp.directory.page_models import get_activity_model
from wagtail_hjelp.hours.words import date_text, joined, weekday_date_text
from wagtail_hjelp.schedule.zone import Zone
from wagtail_hjelp.vocabularies import ChangeReason, OccurrenceStatus, SignUp

# When a page was last published that no one has published: made by code, in one go.
UNPUBLISHED = datetime(2020, 1, 1, tzinfo=UTC)

# What RFC 5545 (3.1) and XML do not allow in a text.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Dated(Protocol):
    """One date of an activity: a row of the agenda, or of a calendar."""

    @property
    def day(self) -> date: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def status(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def moved(self) -> bool: ...
    @property
    def rule_starts_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an activity whatever the date.

    ``language`` is that of its own words. ``about`` are paragraphs; ``sign_up`` how one does that,
    ``""`` if nobody has said.
    """

    title: str
    language: str
    url: str
    about: tuple[str, ...]
    sign_up: str
    location: str
    topics: tuple[str, ...]
    published_at: datetime | None

    def title_of(self, one: Dated) -> str:
        """Return the title as it stands with a date: "Full: Language café"."""
        words = {"title": self.title}
        if one.status == OccurrenceStatus.CANCELLED:
            return pgettext("title of an activity on a date", "Cancelled: %(title)s") % words
        if one.status == OccurrenceStatus.FULL:
            return pgettext("title of an activity on a date", "Full: %(title)s") % words
        return self.title

    def text(self) -> str:
        """Return everything about the activity; paragraphs with an empty line between."""
        return "\n\n".join(part for part in (*self.about, self.sign_up) if part)

    def text_of(self, one: Dated, zone: Zone) -> str:
        """Return that with how it stands with a date first. Nobody signs up for a full one."""
        takes_more = one.status == OccurrenceStatus.SCHEDULED
        parts = (*standing(one, zone), *self.about, self.sign_up if takes_more else "")
        return "\n\n".join(part for part in parts if part)


def told_of(
    entries: Iterable[int], held: ActivitySnapshot, absolute: Callable[[str], str]
) -> dict[int, Told]:
    """Return what is told of some activities, by primary key; one query."""
    pages = get_activity_model().objects.filter(pk__in=list(entries))
    found = pages.defer("body", "dates", "contact_points", "getting_there")
    url = _addresses(absolute)
    return {page.pk: _told(page, held, url(page)) for page in found}


def standing(one: Dated, zone: Zone) -> list[str]:
    """Return what is not as planned with a date, and what was said about it."""
    found = []
    reason = str(ChangeReason(one.reason).label) if one.reason in ChangeReason.values else ""
    if one.status == OccurrenceStatus.CANCELLED:
        found.append(gettext("This date is cancelled."))
    elif one.status == OccurrenceStatus.FULL:
        found.append(gettext("There is no room left on this date."))
    was = one.rule_starts_at
    if one.moved and was is not None and was != one.starts_at:
        words = {"date": _rule_text(one.day, was.astimezone(zone.info))}
        found.append(gettext("Moved from %(date)s.") % words)
    if reason:
        found.append(gettext("Reason: %(reason)s.") % {"reason": reason})
    return [" ".join(found), plain(one.note)] if found or one.note else []


def location_text(where: Where) -> str:
    """Return where it is, in one line; ``""`` if nobody has said. Never a secret address."""
    if where.place is not None:
        place = where.place
        if place.withheld:
            return place.text
        return joined(part for part in (place.name, place.room, *place.address_lines) if part)
    if where.online is not None:
        return gettext("Online: %(name)s") % {"name": where.online.text}
    return ""


def plain(text: str) -> str:
    """Return a text without HTML, if it is some, and without characters that cannot be sent."""
    if isinstance(text, SafeString):
        text = unescape(strip_tags(text))
    return _CONTROLS.sub("", "\n".join(text.strip().splitlines()))


def _told(page: Any, held: ActivitySnapshot, url: str) -> Told:
    where = where_of_raw(page.where.raw_data)
    organiser = held.organiser_of.get(page.pk)
    about = [page.summary, page.practical]
    if organiser is not None:
        about.append(gettext("Arranged by %(name)s") % {"name": organiser.name})
    if costs := page.cost_texts():
        about.append(gettext("Cost: %(cost)s") % {"cost": joined(costs)})
    if where.online is not None:
        about.append(gettext("Take part online: %(url)s") % {"url": where.online.url})
    # What must not stand in a browser's history does not stand in a calendar that others may see.
    discreet = page.sensitive and page.hide_title
    return Told(
        title=plain(page.tab_title if discreet else page.title),
        language=held.language_of.get(page.pk, held.language),
        url=url,
        about=() if discreet else tuple(filter(None, map(plain, about))),
        sign_up="" if discreet else plain(sign_up_text(page)),
        location="" if discreet else plain(location_text(where)),
        topics=()
        if discreet
        else tuple(plain(label.name) for label in held.topics_of.get(page.pk, ())),
        published_at=page.last_published_at,
    )


def sign_up_text(page: Any) -> str:
    """Return how one signs up; ``""`` if nobody has said."""
    ways = [
        page.sign_up_url,
        phone.display(page.sign_up_phone, settings.PHONE_REGION) if page.sign_up_phone else "",
        page.sign_up_email,
    ]
    words = {"ways": joined(way for way in ways if way)}
    if not words["ways"]:
        return "" if page.sign_up == SignUp.UNKNOWN else str(SignUp(page.sign_up).label)
    if page.sign_up_by is None:
        return gettext("Sign up: %(ways)s") % words
    words["date"] = date_text(page.sign_up_by, date.min)
    return gettext("Sign up by %(date)s: %(ways)s") % words


def _rule_text(day: date, was: datetime) -> str:
    """Return when a date was to be. With its year: a calendar is read for long."""
    if (was.hour, was.minute) == (0, 0):
        return weekday_date_text(day, date.min)
    return occurrence_text(was, None, False, was.date(), was.date(), date.min)


def _addresses(absolute: Callable[[str], str]) -> Callable[[Any], str]:
    """Return what gives a page's address; the sites' addresses are looked up once."""
    several = len({root.site_id for root in Site.get_site_root_paths()}) > 1
    # Wagtail keeps what it has found on the request, or on whatever it is given.
    kept: Any = SimpleNamespace()

    def address(page: Any) -> str:
        parts = page.get_url_parts(kept)
        if not parts or parts[2] is None:
            return ""
        return absolute(parts[1] + parts[2] if several else parts[2])

    return address
