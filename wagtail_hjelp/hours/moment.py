"""Now, for one response: asked once, and how long what it printed stays true.

A filter and the labels below it must not stand on two sides of a minute, and a response that says
"open now" must not be kept by a cache beyond the moment at which that ends (rule 3).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_max_age, patch_cache_control
from django.utils.http import http_date, parse_http_date_safe
from django.utils.safestring import SafeString

from wagtail_hjelp.conf import settings
from wagtail_hjelp.schedule.zone import Zone

from .status import Coming, coming
from .view import HoursShown, HoursView
from .words import date_text

# Words with which a cache may give out a response that is no longer fresh, without asking.
_OUTLIVING = ("stale-while-revalidate", "stale-if-error", "immutable")


@dataclass(slots=True)
class Moment:
    """A moment, and until when all that was said of it holds (None: nothing was said)."""

    now: datetime
    until: datetime | None = None

    def show(self, view: HoursView) -> HoursShown:
        """Return what a view says now, and remember until when."""
        shown = view.shown(self.now)
        self.holds_until(shown.coming.changes_at)
        # Dates within the next days are told, and which those are is another matter tomorrow.
        self._holds_today(view.schedule.calendar.zone)
        return shown

    def status(self, view: HoursView) -> Coming:
        """Return the state of a view now and next, and remember until when it holds."""
        found = coming(view.schedule, self.now)
        self.holds_until(found.changes_at)
        return found

    @property
    def today(self) -> date:
        """The local date where the hours are, whatever zone the host's clock is in."""
        return self.now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()

    def today_text(self) -> str:
        """Return that date as people write it, with its year; remember that it ends at midnight."""
        self._holds_today(Zone(settings.TIME_ZONE))
        # Only a date of another year has its year.
        return date_text(self.today, date.min)

    def _holds_today(self, zone: Zone) -> None:
        tomorrow = zone.today(self.now).toordinal() + 1
        self.holds_until(datetime.fromtimestamp(zone.timestamp(tomorrow, 0), UTC))

    def holds_until(self, until: datetime | None) -> None:
        """Note that something was printed that holds until then."""
        if until is not None and (self.until is None or until < self.until):
            self.until = until


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML that was made once and is given out until something on it changes."""

    html: SafeString
    made: datetime
    until: datetime | None

    @classmethod
    def of(cls, template: str, context: dict[str, Any], moment: Moment) -> Rendered:
        """Render a template; its tags for hours note until when what they print is true."""
        own = Moment(moment.now)
        html = render_to_string(template, {**context, "hjelp_moment": own})
        return cls(html, own.now, own.until)

    def holds(self, moment: Moment) -> bool:
        """Whether it is true at that moment. While DEBUG is on, a template may have changed."""
        if django_settings.DEBUG or moment.now < self.made:
            return False
        return self.until is None or moment.now < self.until


def moment_of(request: HttpRequest | None) -> Moment:
    """Return the request's moment: the same whenever it is asked. Without a request, a new one."""
    if request is None:
        return Moment(timezone.now())
    if not hasattr(request, "_hjelp_moment"):
        request._hjelp_moment = Moment(timezone.now())  # type: ignore[attr-defined]
    return request._hjelp_moment  # type: ignore[attr-defined]


def bound_cache(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let no cache keep a response beyond the next change of a state printed on it.

    A host's own lower ``max-age``, its earlier ``Expires``, its ``no-store`` and its ``private``
    stay. Whoever is signed in sees what they have just changed: to them the response grants
    nothing.
    """
    moment: Moment | None = getattr(request, "_hjelp_moment", None)
    if moment is None or moment.until is None:
        return response
    now = timezone.now()
    left = math.floor((moment.until - now).total_seconds())
    signed_in = django_settings.SESSION_COOKIE_NAME in request.COOKIES
    allowed = 0 if signed_in else min(left, settings.MAX_AGE)
    ages = (allowed, get_max_age(response), _age_until_expires(response, now))
    age = max(0, min(age for age in ages if age is not None))
    _bound_words(response, max(0, allowed))
    patch_cache_control(response, max_age=age, must_revalidate=True)
    response.headers["Expires"] = http_date(now.timestamp() + age)
    return response


def _age_until_expires(response: HttpResponse, now: datetime) -> int | None:
    """Return the seconds until a response's ``Expires``; what cannot be read is over (RFC 9111)."""
    if not response.has_header("Expires"):
        return None
    expires = parse_http_date_safe(response.headers["Expires"])
    return 0 if expires is None else math.floor(expires - now.timestamp())


def _bound_words(response: HttpResponse, allowed: int) -> None:
    """Take out of ``Cache-Control`` what outlives the allowed age, and lower ``s-maxage`` to it."""
    kept = []
    for word in response.headers.get("Cache-Control", "").split(","):
        name, _, value = word.partition("=")
        name = name.strip().lower()
        if name == "s-maxage":
            given = value.strip().strip('"')
            kept.append(f"s-maxage={min(int(given), allowed) if _is_age(given) else allowed}")
        # "max-age" is written anew: Django stumbles over one that is no number.
        elif name and name != "max-age" and name not in _OUTLIVING:
            kept.append(word.strip())
    response.headers["Cache-Control"] = ", ".join(kept)


def _is_age(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 12
